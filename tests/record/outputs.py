"""Reads questions, pairs of a kind and a text, as JSON, and answers with what the parser of that kind makes of each.

The argument is the file of the JSON Schema.
"""
import json
import pathlib
import sys

import icalendar
import jsonschema
import yaml

try:
    import tomllib
except ImportError:
    import tomli as tomllib

schema = json.loads(pathlib.Path(sys.argv[1]).read_text())
jsonschema.Draft202012Validator.check_schema(schema)
formats = jsonschema.FormatChecker()
if "date-time" not in formats.checkers:
    sys.exit("the package that checks dates is missing")
validator = jsonschema.Draft202012Validator(schema, format_checker=formats)


def valid(text):
    error = next(iter(validator.iter_errors(json.loads(text))), None)
    return error and error.message


def events(text):
    calendar = icalendar.Calendar.from_ical(text)
    if calendar.errors:
        sys.exit(str(calendar.errors))
    return [
        {
            "uid": str(event["uid"]),
            "start": event["dtstart"].dt.isoformat(),
            "summary": str(event["summary"]),
            "before": [-int(alarm["trigger"].dt.total_seconds()) for alarm in event.walk("VALARM")],
        }
        for event in calendar.walk("VEVENT")
    ]


KINDS = {"json": json.loads, "yaml": yaml.safe_load, "toml": tomllib.loads, "ics": events, "schema": valid}
json.dump([KINDS[kind](text) for kind, text in json.load(sys.stdin)], sys.stdout)
