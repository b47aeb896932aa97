"""Checks a presented API key against its stored record. Python 3.8 or later, no packages."""
import hashlib
import hmac
#? ips
import ipaddress
#.
#? checksum
import zlib
#.
from datetime import datetime, timezone
#? checksum

DIGITS = %digits%


def has_right_checksum(key):
    number = zlib.crc32(key[%covered%:-%symbols%].encode())
    digits = ""
    for _ in range(%symbols%):
        number, digit = divmod(number, %base%)
        digits = DIGITS[digit] + digits
    return key.endswith(digits)
#.
#? ips


def is_in(ip, ranges):
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return False
    # IPv4 that arrives on an IPv6 socket.
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ipaddress.ip_network(allowed) for allowed in ranges)
#.


def moment(value):
    """A date of the record: a datetime, or RFC 3339 as in its JSON."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def check_key(
    key,
    find_record,
#? scopes
    scope,
#.
#? ips
    ip,
#.
#? origins
    origin,
#.
    now=None,
):
    """Returns "valid", or why the key is refused.

#? key_id
    find_record gets the key id and returns the record as a dict, or None.
#.
#? !key_id
    find_record gets the key's SHA-256 in hex and returns the record as a dict, or None.
#.
    """
    now = now or datetime.now(timezone.utc)
    if not (key.isascii() and len(key) >= %least%):
        return "malformed"
#? head
    if not key.startswith(%head%):
        return "malformed"
#.
#? checksum
    if not has_right_checksum(key):
        return "malformed"
#.
#? key_id
    digest = hashlib.sha256(key[%secret%:].encode()).hexdigest()
    record = find_record(key[%id_start%:%id_end%])
#.
#? !key_id
    digest = hashlib.sha256(key.encode()).hexdigest()
    record = find_record(digest)
#.
    if record is None or not hmac.compare_digest(digest, record["sha256"]):
        return "unknown"
    if record["status"] == "revoked" or record["revoked_at"]:
        return "revoked"
    if record["expires"] and now >= moment(record["expires"]):
        return "expired"
    if record["status"] == "replaced" and not record["grace_until"]:
        return "replaced"
    if record["grace_until"] and now >= moment(record["grace_until"]):
        return "replaced"
#? ips
    if not is_in(ip, record["allowed_ips"]):
        return "ip"
#.
#? origins
    if origin not in record["allowed_origins"]:
        return "origin"
#.
#? scopes
    if not {scope, scope.split(":")[0] + ":*", "*"} & set(record["scopes"]):
        return "scope"
#.
    return "valid"
