"""Reads an EnvironmentFile with the very functions that systemd reads it with: load_env_file and
strv_env_clean of its shared library, in this order, as exec_context_load_environment calls them."""

import ctypes
import glob
import sys

places = ["/usr/lib/systemd", "/usr/lib/*/systemd", "/lib/systemd", "/lib/*/systemd"]
found = [path for place in places for path in glob.glob(f"{place}/libsystemd-shared-*.so")]
library = ctypes.CDLL(found[0])
library.strv_env_clean_with_callback.restype = ctypes.POINTER(ctypes.c_char_p)
variables = ctypes.POINTER(ctypes.c_char_p)()
error = library.load_env_file(None, sys.argv[1].encode(), ctypes.byref(variables))
if error < 0:
    sys.exit(f"load_env_file: {error}")
at = 0
variables = library.strv_env_clean_with_callback(variables, None, None)
while variables and variables[at]:
    sys.stdout.buffer.write(variables[at] + b"\0")
    at += 1
