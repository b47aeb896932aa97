"""Asks Docker Compose what a service gets from an env_file. Its answer has each $ doubled, as in a
compose file."""

import json
import os
import subprocess
import sys
import tempfile

from records import show

compose, env_file = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    project = os.path.join(folder, "compose.json")
    service = {"image": "image", "env_file": [os.path.abspath(env_file)]}
    with open(project, "w") as file:
        json.dump({"services": {"service": service}}, file)
    answer = subprocess.run(
        [*compose.split(), "--file", project, "config", "--format", "json"],
        check=True,
        stdout=subprocess.PIPE,
        env={"HOME": folder},
    )
environment = json.loads(answer.stdout)["services"]["service"]["environment"]
show({name: value.replace("$$", "$") for name, value in environment.items()})
