"""Scanners' own engines on rules that the page writes.

Reads one JSON object a line: the rules of a form, keys of it and texts that are none. Prints what a rule missed or
found by mistake, one a line, and the number of texts that were scanned.
"""

import importlib.util
import json
import math
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import hyperscan
import re2
import yaml
from detect_secrets.plugins.base import RegexBasedDetector

try:
    import tomllib
except ModuleNotFoundError:
    import tomli as tomllib


def shannon(text):
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)


def found_by_go(pattern, keywords, entropy):
    """gitleaks and TruffleHog: keywords first, then RE2, then the entropy of what the group took."""
    compiled = re2.compile(pattern)
    keywords = [keyword.lower() for keyword in keywords]

    def find(text):
        if not any(keyword in text.lower() for keyword in keywords):
            return None
        match = compiled.search(text)
        return match.group(1) if match and shannon(match.group(1)) > entropy else None

    return find


def gitleaks(rule):
    (rule,) = tomllib.loads(rule)["rules"]
    assert all(keyword == keyword.lower() for keyword in rule["keywords"])
    assert re.fullmatch("[a-z0-9-]+", rule["id"]), rule["id"]
    return found_by_go(rule["regex"], rule["keywords"], rule["entropy"])


def trufflehog(rule):
    (detector,) = yaml.safe_load(rule)["detectors"]
    return found_by_go(detector["regex"]["key"], detector["keywords"], detector["entropy"])


def github(rule):
    fields = rule.strip().split("\n")
    field = {name: value for name, value in zip(fields[::3], fields[1::3])}
    pattern = f"(?:{field['Before secret']}){field['Secret format']}(?:{field['After secret']})"
    database = hyperscan.Database()
    database.compile(expressions=[pattern.encode()], ids=[0], elements=1, flags=[0])
    secret = re2.compile(field["Secret format"])

    def find(text):
        hits = []
        database.scan(text.encode(), match_event_handler=lambda *event: hits.append(event))
        match = secret.search(text)
        return match.group() if hits and match else None

    return find


def detect_secrets(rule):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plugin.py"
        path.write_text(rule)
        spec = importlib.util.spec_from_file_location("plugin", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    (plugin,) = [
        value()
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, RegexBasedDetector) and value is not RegexBasedDetector
    ]
    return lambda text: next(plugin.analyze_string(text), None)


def regex(rule):
    engines = [re2.compile(rule), re.compile(rule)]

    def find(text):
        # Nothing is around it: a longer text is told by whoever uses it. Some keys contain separators themselves.
        words = re.split(r"[\s\"',;]+|=(?=[a-z]+_)", text)
        for around in AROUND:
            before, after = around.split("{}")
            if text.startswith(before) and text.endswith(after):
                words.append(text[len(before) : len(text) - len(after)])
        for word in words:
            if all(engine.fullmatch(word) for engine in engines):
                return word
        return None

    return find


SCANNERS = {
    "gitleaks": gitleaks,
    "trufflehog": trufflehog,
    "github": github,
    "detect-secrets": detect_secrets,
    "regex": regex,
}
AROUND = ['{}', 'token: "{}",', "ACME_KEY='{}'\n", "curl -H 'X-API-Key: {}' https://example.org", "{}\n", "a {};"]

scanned = 0
for line in sys.stdin:
    form = json.loads(line)
    for name, rule in form["rules"].items():
        find = SCANNERS[name](rule)
        for number, key in enumerate(form["keys"]):
            around = AROUND[number % len(AROUND)]
            scanned += 1
            if find(around.format(key)) != key:
                print(f"{name} misses {key} in {around!r} by {rule!r}")
        for number, other in enumerate(form["others"]):
            scanned += 1
            text = AROUND[number % len(AROUND)].format(other)
            if find(text):
                print(f"{name} finds {text!r} by {rule!r}")
print(scanned)
