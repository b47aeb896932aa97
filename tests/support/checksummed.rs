//! A key of each kind whose checksum the inspection computes, made by the published rules and without the engine:
//! CRC-32 and CRC-32C bit by bit by their definitions, numbers in an alphabet by repeated division.

use sha2::{Digest as _, Sha256};

pub const BASE62: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
pub const BASE64_URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const BASE64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE58: &[u8] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE36: &[u8] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const CROCKFORD32: &[u8] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const NANO_ID: &[u8] = b"useandom-26T198340PX75pxJACKVERYMINDBUSHWOLF_GQZbfghjklqvwyzrict";
const HEX: &[u8] = b"0123456789abcdef";
const DIGITS: &[u8] = b"0123456789";

/// The polynomials, their bits reversed.
const CRC32: u32 = 0xEDB8_8320;
const CRC32C: u32 = 0x82F6_3B78;

/// Issuers whose checksum is the CRC-32 of the random part in base62.
const BY_RANDOM_PART: [(&str, &str); 6] = [
    ("ghp_", "GitHub personal access token (classic)"),
    ("gho_", "GitHub OAuth access token"),
    ("ghu_", "GitHub App user access token"),
    ("ghs_", "GitHub App installation access token"),
    ("ghr_", "GitHub App refresh token"),
    ("npm_", "npm access token"),
];

/// Prefixes of GitLab's routable tokens, the last one of an installation's own.
const ROUTABLE: [(&str, &str); 4] = [
    ("glpat-", "GitLab access token (routable)"),
    ("glrt-t3_", "GitLab runner authentication token (routable)"),
    ("glcbt-", "GitLab CI/CD job token (routable)"),
    ("acme-", "GitLab token (routable)"),
];

/// Alphabets of this page's keys, how long a random part of 256 bits is, what pads it, and how long its checksum is.
const OWN: [(&[u8], usize, &str, usize); 7] = [
    (HEX, 64, "", 8),
    (CROCKFORD32, 52, "", 7),
    (BASE58, 44, "", 6),
    (BASE64, 43, "=", 6),
    (BASE64_URL, 43, "", 6),
    (NANO_ID, 43, "", 6),
    (DIGITS, 78, "", 10),
];

/// A random number below the one that is given.
pub type Pick<'a> = &'a mut dyn FnMut(usize) -> usize;

/// A key with its checksum.
pub struct Checksummed {
    /// What it is called.
    pub name: &'static str,
    pub text: String,
    /// Where the part begins that the checksum covers.
    pub covered: usize,
    /// Where the checksum begins.
    pub sum: usize,
    /// What the checksum is written in.
    pub digits: &'static [u8],
}

impl Checksummed {
    fn new(
        name: &'static str,
        covered: usize,
        before: &str,
        sum: &str,
        digits: &'static [u8],
    ) -> Self {
        Self {
            name,
            text: format!("{before}{sum}"),
            covered,
            sum: before.len(),
            digits,
        }
    }
}

/// So many random symbols.
pub fn random(symbols: &[u8], count: usize, pick: Pick) -> String {
    (0..count)
        .map(|_| char::from(symbols[pick(symbols.len())]))
        .collect()
}

fn crc(polynomial: u32, text: &str) -> u32 {
    !text.bytes().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (polynomial * (crc & 1))
        })
    })
}

/// A number with its most significant digit first, the first digit in front of it up to its length.
fn written(number: u32, digits: &[u8], length: usize) -> String {
    let mut rest = number as usize;
    let mut symbols = vec![digits[0]; length];
    for place in symbols.iter_mut().rev() {
        *place = digits[rest % digits.len()];
        rest /= digits.len();
    }
    symbols.into_iter().map(char::from).collect()
}

/// Base64url without padding.
fn base64url(bytes: &[u8]) -> String {
    let symbols = bytes.chunks(3).flat_map(|chunk| {
        let whole = [0, 1, 2].map(|at| u32::from(chunk.get(at).copied().unwrap_or_default()));
        let bits = whole[0] << 16 | whole[1] << 8 | whole[2];
        (0..=chunk.len()).map(move |place| BASE64_URL[(bits >> (18 - 6 * place) & 63) as usize])
    });
    symbols.map(char::from).collect()
}

/// A key of each kind.
pub fn keys(pick: Pick) -> Vec<Checksummed> {
    let mut keys = Vec::new();
    for (prefix, name) in BY_RANDOM_PART {
        let body = random(BASE62, 30, pick);
        let sum = written(crc(CRC32, &body), BASE62, 6);
        let before = format!("{prefix}{body}");
        keys.push(Checksummed::new(name, prefix.len(), &before, &sum, BASE62));
    }
    for (prefix, name) in ROUTABLE {
        let lines = format!("c:1\no:{}", random(BASE36, 4, pick));
        let length = u8::try_from(lines.len()).expect("it is short");
        let mut bytes: Vec<u8> = (0..16)
            .map(|_| u8::try_from(pick(256)).expect("it is below 256"))
            .collect();
        bytes.extend(lines.bytes().chain([length]));
        let payload = base64url(&bytes);
        let length = u32::try_from(payload.len()).expect("it is short");
        let before = format!("{prefix}{payload}.01.{}", written(length, BASE36, 2));
        let sum = written(crc(CRC32, &before), BASE36, 7);
        keys.push(Checksummed::new(name, 0, &before, &sum, BASE36));
    }
    let (head, tail) = (random(BASE58, 8, pick), random(BASE58, 36, pick));
    let before = format!("acme_{head}unkeyv1{tail}");
    let sum = written(crc(CRC32C, &before), BASE58, 6);
    let name = "Key of unkey (version 1)";
    keys.push(Checksummed::new(name, 0, &before, &sum, BASE58));
    for (prefix, name) in [
        ("sb_secret_", "Supabase secret key"),
        ("sb_publishable_", "Supabase publishable key"),
    ] {
        let covered = format!("{prefix}{}", random(BASE64_URL, 22, pick));
        let digest: [u8; 32] = Sha256::digest(format!("supabase-self-hosted|{covered}")).into();
        let sum = base64url(&digest[..6]);
        keys.push(Checksummed::new(
            name,
            0,
            &format!("{covered}_"),
            &sum,
            BASE64_URL,
        ));
    }
    keys.extend(own(pick));
    keys
}

/// Keys in the form of this page, with each checksum.
fn own(pick: Pick) -> Vec<Checksummed> {
    const NAME: &str = "Key in the form of this page";
    const HEAD: &str = "acme_live_";
    let body = random(BASE62, 43, pick);
    let before = format!("{HEAD}{body}");
    let of_random = written(crc(CRC32, &body), BASE62, 6);
    let of_all = written(crc(CRC32, &before), BASE62, 6);
    let mut keys = vec![
        Checksummed::new(NAME, HEAD.len(), &before, &of_random, BASE62),
        Checksummed::new(NAME, 0, &before, &of_all, BASE62),
    ];
    for (symbols, length, padding, digits) in OWN {
        let body = random(symbols, length, pick) + padding;
        let sum = written(crc(CRC32, &body), symbols, digits);
        let before = format!("{HEAD}{body}");
        keys.push(Checksummed::new(NAME, HEAD.len(), &before, &sum, symbols));
    }
    keys
}

/// Keys that differ from `key` by one slip at or after the byte `from`: a symbol missing, two swapped, one replaced,
/// one inserted. None is a symbol that the inspection leaves out, such as a quote or white space.
pub fn slips(key: &str, from: usize, pick: Pick) -> Vec<String> {
    const SIGNS: [&str; 9] = ["-", "_", ".", "+", "/", "~", "!", "\u{430}", "é"];
    let mut slips = vec![format!("{key}{}", random(BASE62, 1, pick))];
    for at in from..key.len() {
        let (before, after) = key.split_at(at);
        let (symbol, rest) = after.split_at(1);
        slips.push(format!("{before}{rest}"));
        if let Some((next, rest)) = rest.split_at_checked(1) {
            slips.push(format!("{before}{next}{symbol}{rest}"));
        }
        let letter = random(BASE62, 1, pick);
        slips.push(format!("{before}{letter}{after}"));
        let sign = SIGNS[pick(SIGNS.len())];
        // There a sign would be part of the prefix, which the checksum does not cover.
        if at > from {
            slips.push(format!("{before}{sign}{after}"));
        }
        for other in [letter.as_str(), sign, random(BASE62, 1, pick).as_str()] {
            slips.push(format!("{before}{other}{rest}"));
        }
    }
    slips.retain(|slip| slip != key);
    slips
}
