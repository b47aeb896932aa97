"""Prints what Python's json and PyYAML read: `json FILE`, `yaml FILE`, or `secret FILE` for the stringData
of a Kubernetes Secret."""

import json
import sys

from records import show

form, path = sys.argv[1:]
with open(path, "rb") as file:
    if form == "json":
        show(json.load(file))
    else:
        import yaml

        document = yaml.safe_load(file)
        if form == "secret":
            assert document["kind"] == "Secret" and document["apiVersion"] == "v1"
            document = document["stringData"]
        show(document)
