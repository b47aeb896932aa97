// Checks a presented API key against its stored record. Node.js 20 or later, no packages.
import { createHash, timingSafeEqual } from "node:crypto";
//? ips
import { BlockList, isIP } from "node:net";
//.
//? checksum

const DIGITS = %digits%;

function hasRightChecksum(key) {
  let crc = -1;
  for (const byte of Buffer.from(key.slice(%covered%, -%symbols%))) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  let number = ~crc >>> 0;
  let digits = "";
  for (let at = 0; at < %symbols%; at++) {
    digits = DIGITS[number % %base%] + digits;
    number = Math.floor(number / %base%);
  }
  return key.endsWith(digits);
}
//.
//? ips

function isIn(ip, ranges) {
  const kind = (address) => (isIP(address) === 6 ? "ipv6" : "ipv4");
  const [list, mapped] = [new BlockList(), new BlockList()];
  mapped.addSubnet("::ffff:0:0", 96, "ipv6");
  // An IPv4 address may be written as an IPv6 one, and is in no range of those.
  const isV4 = isIP(ip) === 4 || (isIP(ip) === 6 && mapped.check(ip, "ipv6"));
  for (const range of ranges) {
    const [address, prefix] = range.split("/");
    if (isV4 === (isIP(address) === 4)) list.addSubnet(address, Number(prefix), kind(address));
  }
  return isIP(ip) !== 0 && list.check(ip, kind(ip));
}
//.

/**
 * Returns "valid", or why the key is refused.
//? key_id
 * findRecord gets the key id and returns the record, or nothing; it may be async.
//.
//? !key_id
 * findRecord gets the key's SHA-256 in hex and returns the record, or nothing; it may be async.
//.
 */
export async function checkKey(
  key,
  findRecord,
//? scopes
  scope,
//.
//? ips
  ip,
//.
//? origins
  origin,
//.
  now = new Date(),
) {
  if (typeof key !== "string" || key.length < %least%) return "malformed";
//? head
  if (!key.startsWith(%head%)) return "malformed";
//.
//? checksum
  if (!hasRightChecksum(key)) return "malformed";
//.
//? key_id
  const digest = createHash("sha256").update(key.slice(%secret%)).digest();
  const record = await findRecord(key.slice(%id_start%, %id_end%));
//.
//? !key_id
  const digest = createHash("sha256").update(key).digest();
  const record = await findRecord(digest.toString("hex"));
//.
  const stored = Buffer.from(record?.sha256 ?? "", "hex");
  if (stored.length !== digest.length || !timingSafeEqual(stored, digest)) return "unknown";
  if (record.status === "revoked" || record.revoked_at) return "revoked";
  // A date that cannot be read counts as past.
  const isPast = (date) => !(now < new Date(date));
  if (record.expires && isPast(record.expires)) return "expired";
  if (record.status === "replaced" && !record.grace_until) return "replaced";
  if (record.grace_until && isPast(record.grace_until)) return "replaced";
//? ips
  if (!isIn(ip, record.allowed_ips)) return "ip";
//.
//? origins
  if (!record.allowed_origins.includes(origin)) return "origin";
//.
//? scopes
  const enough = [scope, scope.split(":")[0] + ":*", "*"];
  if (!enough.some((one) => record.scopes.includes(one))) return "scope";
//.
  return "valid";
}
