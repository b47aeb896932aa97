"""Loads the forms of a pair, one JSON object a line, and says whether all hold the same key: `same`, or what differs."""

import base64
import json
import sys

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from jwt import PyJWK, PyJWKSet


def public(key):
    return key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def unpadded(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def load(label, text):
    """The public key's DER, of any form."""
    if label == "JWKS":
        (key,) = PyJWKSet.from_json(text).keys
        return public(key.key)
    if label == "Public key (JWK)":
        return public(PyJWK.from_json(text).key)
    if label == "Private key (JWK)":
        return public(PyJWK.from_json(text).key.public_key())
    if label.startswith("Private key (DER"):
        return public(serialization.load_der_private_key(base64.b64decode(text, validate=True), None).public_key())
    if label.startswith("Public key (DER"):
        return public(serialization.load_der_public_key(base64.b64decode(text, validate=True)))
    if text.startswith("-----BEGIN PUBLIC"):
        return public(serialization.load_pem_public_key(text.encode()))
    if text.startswith("-----BEGIN"):
        return public(serialization.load_pem_private_key(text.encode(), None).public_key())
    # Of web push: the number, and the point.
    if label == "Private key (base64url)":
        number = int.from_bytes(unpadded(text), "big")
        return public(ec.derive_private_key(number, ec.SECP256R1()).public_key())
    if label == "Public key (base64url)":
        return public(ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpadded(text)))
    return None


for line in sys.stdin:
    forms = json.loads(line)
    keys = {label: load(label, text) for label, text in forms.items()}
    distinct = {key for key in keys.values() if key is not None}
    print("same" if len(distinct) == 1 else f"differ: {keys}")
