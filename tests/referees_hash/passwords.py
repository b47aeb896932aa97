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
    if form == "argon2id-long":
        hasher = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1, hash_len=128, salt_len=64)
        return hasher.hash(password)
    if form in FOREIGN:
        return FOREIGN[form](password, encode(os.urandom(12)).replace("+", "x").replace("/", "y"))
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


def b64(data):
    return base64.b64encode(data).decode()


def pbkdf2(name, password, salt, rounds):
    return hashlib.pbkdf2_hmac(name, password, salt.encode(), rounds)


# As other software writes them, with a salt of letters and digits.
FOREIGN = {
    "ldap-ssha": lambda p, s: "{SSHA}" + b64(hashlib.sha1(p + s.encode()).digest() + s.encode()),
    "ldap-ssha512": lambda p, s: "{SSHA512}" + b64(hashlib.sha512(p + s.encode()).digest() + s.encode()),
    "ldap-sha256": lambda p, s: "{SHA256}" + b64(hashlib.sha256(p).digest()),
    "ldap-smd5": lambda p, s: "{SMD5}" + b64(hashlib.md5(p + s.encode()).digest() + s.encode()),
    "spring-sha256": lambda p, s: "{SHA-256}{%s}%s" % (s, hashlib.sha256(p + b"{%s}" % s.encode()).hexdigest()),
    "django-pbkdf2": lambda p, s: f"pbkdf2_sha256$1500${s}${b64(pbkdf2('sha256', p, s, 1500))}",
    "django-pbkdf2-sha1": lambda p, s: f"pbkdf2_sha1$1500${s}${b64(pbkdf2('sha1', p, s, 1500))}",
    "django-bcrypt-sha256": lambda p, s: "bcrypt_sha256$"
    + bcrypt.hashpw(hashlib.sha256(p).hexdigest().encode(), bcrypt.gensalt(4)).decode(),
    "django-sha1": lambda p, s: f"sha1${s}${hashlib.sha1(s.encode() + p).hexdigest()}",
    "django-scrypt": lambda p, s: f"scrypt$1024${s}$8$1$"
    + b64(hashlib.scrypt(p, salt=s.encode(), n=1024, r=8, p=1, maxmem=MAX_MEMORY, dklen=64)),
    "werkzeug-pbkdf2": lambda p, s: f"pbkdf2:sha512:1500${s}${pbkdf2('sha512', p, s, 1500).hex()}",
    "werkzeug-scrypt": lambda p, s: f"scrypt:1024:8:1${s}$"
    + hashlib.scrypt(p, salt=s.encode(), n=1024, r=8, p=1, maxmem=MAX_MEMORY, dklen=64).hex(),
    "werkzeug-sha256": lambda p, s: f"sha256${s}${hmac.new(s.encode(), p, 'sha256').hexdigest()}",
    "passlib-pbkdf2": lambda p, s: f"$pbkdf2$1500${encode(s.encode()).replace('+', '.')}$"
    + encode(pbkdf2("sha1", p, s, 1500)).replace("+", "."),
    "passlib-pbkdf2-sha512": lambda p, s: f"$pbkdf2-sha512$1500${encode(s.encode()).replace('+', '.')}$"
    + encode(pbkdf2("sha512", p, s, 1500)).replace("+", "."),
    "wordpress": lambda p, s: "$wp"
    + bcrypt.hashpw(
        base64.b64encode(hmac.new(b"wp-sha384", p.strip(b" \t\n\r\0\x0b"), "sha384").digest()), bcrypt.gensalt(4)
    ).decode(),
}

for line in sys.stdin:
    what, first, second = line.rstrip("\n").split(" ")
    print((verify if what == "verify" else make)(first, bytes.fromhex(second)))
