"""Prints what python-dotenv reads from a file. A second argument is a folder to import it from."""

import sys

sys.path[:0] = sys.argv[2:]
import dotenv  # noqa: E402
from records import show  # noqa: E402

show(dotenv.dotenv_values(sys.argv[1]))
