"""Asks the check functions in a folder about its cases: a line each, the verdict and what was looked up.

Standard input has a line a function: which parameters it has.
"""
import importlib.util
import json
import pathlib
import sys
from datetime import datetime

folder = pathlib.Path(sys.argv[1])
functions = []
for at, line in enumerate(sys.stdin.read().split("\n")):
    spec = importlib.util.spec_from_file_location(f"check{at}", folder / f"check{at}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    functions.append((module.check_key, line.split()))

for case in json.loads((folder / "cases.json").read_text()):
    function, names = functions[case["variant"]]
    looked_up = ["-"]

    def find(wanted):
        looked_up[0] = wanted
        return case["record"]

    now = datetime.fromisoformat(case["now"].replace("Z", "+00:00"))
    verdict = function(case["key"], find, *(case[name] for name in names), now=now)
    print(verdict, looked_up[0])
