"""Prints the name and the value that a parser finds in each text; texts come in hex after the format."""

import json
import sqlite3
import sys

import yaml

try:
    import tomllib
except ModuleNotFoundError:
    import tomli as tomllib

PARSERS = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads}

for line in sys.stdin:
    form, text = line.split()
    text = bytes.fromhex(text).decode()
    if form == "sqlite":
        (value,) = sqlite3.connect(":memory:").execute(f"SELECT {text}").fetchone()
        assert isinstance(value, bytes)
        print(value.hex())
    else:
        ((name, value),) = PARSERS[form](text).items()
        assert isinstance(name, str) and isinstance(value, str)
        print(name, value)
