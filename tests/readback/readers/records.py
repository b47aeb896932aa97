"""Prints variables as the tests read them: NAME=VALUE and a NUL, each."""

import sys


def show(variables):
    for name, value in variables.items():
        if value is not None:
            sys.stdout.buffer.write(f"{name}={value}\0".encode())
