"""Prints the digest or HMAC that each line asks for: what, algorithm, message and key, in hex."""

import hashlib
import hmac
import sys

for line in sys.stdin:
    what, name, message, *key = line.rstrip("\n").split(" ")
    message = bytes.fromhex(message)
    if what == "digest":
        print(hashlib.new(name, message).hexdigest())
    else:
        print(hmac.new(bytes.fromhex(key[0]), message, name).hexdigest())
