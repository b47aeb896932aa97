"""Verifies or makes a password hash for each line.

`verify TEXT PASSWORD` prints True or False, `hash FORM PASSWORD` a text to store. Passwords are in hex.
"""

import base64
import hashlib
import hmac
import os
import sys

import argon2
import bcrypt

MAX_MEMORY = 2**31 - 1


def decode(text):
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


def encode(data):
    return base64.b64encode(data).decode().rstrip("=")


def stretch(name, params, password, salt, length):
    if name == "scrypt":
        n, r, p = 2 ** params["ln"], params["r"], params["p"]
        return hashlib.scrypt(password, salt=salt, n=n, r=r, p=p, maxmem=MAX_MEMORY, dklen=length)
    return hashlib.pbkdf2_hmac("sha256", password, salt, params["i"], length)


def verify(text, password):
    if text.startswith("$argon2"):
        try:
            return argon2.PasswordHasher().verify(text, password)
        except argon2.exceptions.VerifyMismatchError:
            return False
    if text.startswith("$2"):
        return bcrypt.checkpw(password, text.encode())
    _, name, params, salt, digest = text.split("$")
    params = {key: int(value) for key, value in (pair.split("=") for pair in params.split(","))}
    digest = decode(digest)
    assert params.get("l", len(digest)) == len(digest)
    return hmac.compare_digest(stretch(name, params, password, decode(salt), len(digest)), digest)


def make(form, password):
    if form.startswith("argon2"):
        kind = {"argon2d": argon2.Type.D, "argon2i": argon2.Type.I, "argon2id": argon2.Type.ID}[form]
        hasher = argon2.PasswordHasher(time_cost=2, memory_cost=128, parallelism=2, hash_len=40, type=kind)
        return hasher.hash(password)
    if form.startswith("bcrypt"):
        return bcrypt.hashpw(password, bcrypt.gensalt(4, form.removeprefix("bcrypt").encode())).decode()
    salt, params = os.urandom(24), {"ln": 6, "r": 4, "p": 2} if form == "scrypt" else {"i": 2000}
    digest = stretch(form, params, password, salt, 48)
    written = ",".join(f"{key}={value}" for key, value in params.items())
    return f"${form}${written}${encode(salt)}${encode(digest)}"


for line in sys.stdin:
    what, first, second = line.rstrip("\n").split(" ")
    print((verify if what == "verify" else make)(first, bytes.fromhex(second)))
