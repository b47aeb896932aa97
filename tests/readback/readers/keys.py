"""Judges keys that bundles have, one group a line on standard input, its name first, in JSON: `supabase` JWTs
by PyJWT, VAPID pairs and Fernet keys by cryptography. Prints how many it found good."""

import base64
import json
import sys

import jwt
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

good = 0
for line in sys.stdin:
    group, *values = json.loads(line)
    if group == "supabase":
        secret, token, role, issued = values
        assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
        claims = jwt.decode(
            token, secret, algorithms=["HS256"], issuer="supabase", options={"verify_exp": False, "verify_iat": False}
        )
        issued = int(issued)
        expected = {"role": role, "iss": "supabase", "iat": issued, "exp": issued + 5 * 365 * 86400}
        assert claims == expected, claims
        try:
            jwt.decode(token, secret + "x", algorithms=["HS256"])
            raise AssertionError("another secret verified it")
        except jwt.InvalidSignatureError:
            pass
    elif group == "vapid":
        private, public = (base64.urlsafe_b64decode(value + "=" * (-len(value) % 4)) for value in values)
        assert len(private) == 32
        key = ec.derive_private_key(int.from_bytes(private, "big"), ec.SECP256R1())
        point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        assert point == public
    elif group == "fernet":
        box = Fernet(values[0])
        assert box.decrypt(box.encrypt(b"text")) == b"text"
    else:
        raise AssertionError(group)
    good += 1
print(good)
