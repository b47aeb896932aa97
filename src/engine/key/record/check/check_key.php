<?php
// Checks a presented API key against its stored record. PHP 8.0 or later, no packages.
declare(strict_types=1);
//? checksum

const KEY_DIGITS = %digits%;

function has_right_checksum(string $key): bool
{
    $number = crc32(substr($key, %covered%, -%symbols%));
    $digits = '';
    for ($at = 0; $at < %symbols%; $at++) {
        $digits = KEY_DIGITS[$number % %base%] . $digits;
        $number = intdiv($number, %base%);
    }
    return str_ends_with($key, $digits);
}
//.
//? ips

function packed_ip(string $ip): string
{
    $packed = filter_var($ip, FILTER_VALIDATE_IP) === false ? '' : inet_pton($ip);
    // IPv4 that arrives on an IPv6 socket.
    $mapped = str_repeat("\0", 10) . "\xff\xff";
    return strlen($packed) === 16 && str_starts_with($packed, $mapped) ? substr($packed, 12) : $packed;
}

function is_in(string $ip, string $range): bool
{
    [$network, $prefix] = explode('/', $range);
    [$ip, $network] = [packed_ip($ip), packed_ip($network)];
    if ($ip === '' || strlen($ip) !== strlen($network)) {
        return false;
    }
    $mask = str_repeat("\xff", intdiv((int) $prefix, 8));
    if ($prefix % 8 !== 0) {
        $mask .= chr(256 - (1 << (8 - $prefix % 8)));
    }
    $mask = str_pad($mask, strlen($ip), "\0");
    return ($ip & $mask) === $network;
}
//.

/**
 * Returns "valid", or why the key is refused.
//? key_id
 * $findRecord gets the key id and returns the record as an array, or null.
//.
//? !key_id
 * $findRecord gets the key's SHA-256 in hex and returns the record as an array, or null.
//.
 */
function check_key(
    string $key,
    callable $findRecord,
//? scopes
    string $scope,
//.
//? ips
    string $ip,
//.
//? origins
    string $origin,
//.
    ?DateTimeInterface $now = null
): string {
    $now ??= new DateTimeImmutable();
    if (strlen($key) < %least%) {
        return 'malformed';
    }
//? head
    if (!str_starts_with($key, %head%)) {
        return 'malformed';
    }
//.
//? checksum
    if (!has_right_checksum($key)) {
        return 'malformed';
    }
//.
//? key_id
    $digest = hash('sha256', substr($key, %secret%));
    $record = $findRecord(substr($key, %id_start%, %id_end% - %id_start%));
//.
//? !key_id
    $digest = hash('sha256', $key);
    $record = $findRecord($digest);
//.
    if ($record === null || !hash_equals($record['sha256'], $digest)) {
        return 'unknown';
    }
    if ($record['status'] === 'revoked' || $record['revoked_at'] !== null) {
        return 'revoked';
    }
    if ($record['expires'] !== null && $now >= new DateTimeImmutable($record['expires'])) {
        return 'expired';
    }
    if ($record['status'] === 'replaced' && $record['grace_until'] === null) {
        return 'replaced';
    }
    if ($record['grace_until'] !== null && $now >= new DateTimeImmutable($record['grace_until'])) {
        return 'replaced';
    }
//? ips
    if (!array_filter($record['allowed_ips'], fn ($range) => is_in($ip, $range))) {
        return 'ip';
    }
//.
//? origins
    if (!in_array($origin, $record['allowed_origins'], true)) {
        return 'origin';
    }
//.
//? scopes
    if (!array_intersect([$scope, explode(':', $scope)[0] . ':*', '*'], $record['scopes'])) {
        return 'scope';
    }
//.
    return 'valid';
}
