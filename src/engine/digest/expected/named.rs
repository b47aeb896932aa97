//! Names of hash functions in a text, including those that the page does not compute.

use crate::engine::digest::Algorithm;
use std::ops::Range;

/// A hash function that a text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::engine::digest) enum HashName {
    /// One that is computed here.
    Computed(Algorithm),
    /// HMAC with one that is computed here.
    Keyed(Algorithm),
    /// Another one, by its usual name.
    Other(&'static str),
}

/// Spellings of the hash functions that are not computed here, without their punctuation.
const OTHERS: [(&str, &str); 45] = [
    ("sha224", "SHA-224"),
    ("sha2224", "SHA-224"),
    ("sha512224", "SHA-512/224"),
    ("sha512t224", "SHA-512/224"),
    ("sha2512224", "SHA-512/224"),
    ("sha3224", "SHA3-224"),
    ("sha3384", "SHA3-384"),
    ("blake2s", "BLAKE2s"),
    ("blake2s256", "BLAKE2s"),
    ("blake2sp", "BLAKE2sp"),
    ("blake2bp", "BLAKE2bp"),
    ("blake2b160", "BLAKE2b-160"),
    ("blake2b256", "BLAKE2b-256"),
    ("blake2b384", "BLAKE2b-384"),
    ("blake256", "BLAKE-256"),
    ("blake512", "BLAKE-512"),
    ("ripemd160", "RIPEMD-160"),
    ("ripemd", "RIPEMD-160"),
    ("rmd160", "RIPEMD-160"),
    ("whirlpool", "Whirlpool"),
    ("tiger", "Tiger"),
    ("md2", "MD2"),
    ("md4", "MD4"),
    ("md6", "MD6"),
    ("mactripledes", "MACTripleDES"),
    ("crc32", "CRC-32"),
    ("crc32c", "CRC-32C"),
    ("crc64", "CRC-64"),
    ("adler32", "Adler-32"),
    ("sm3", "SM3"),
    ("streebog256", "Streebog-256"),
    ("streebog512", "Streebog-512"),
    ("xxh32", "xxHash"),
    ("xxh64", "xxHash"),
    ("xxh128", "xxHash"),
    ("sha256d", "SHA-256d"),
    ("gost12256", "Streebog-256"),
    ("gost12512", "Streebog-512"),
    ("edonr256", "EDON-R 256 digest"),
    ("edonr512", "EDON-R 512 digest"),
    ("snefru128", "Snefru-128"),
    ("snefru256", "Snefru-256"),
    ("shake128", "SHAKE128"),
    ("shake256", "SHAKE256"),
    ("keccak256", "Keccak-256"),
];

/// The best-known hash function with digests of `len` bytes, where none of those computed here has that length.
pub(in crate::engine::digest) fn other_of_len(len: usize) -> Option<&'static str> {
    match len {
        4 => Some("CRC-32"),
        28 => Some("SHA-224"),
        _ => None,
    }
}

impl HashName {
    /// Parses a name in any of the usual spellings: see [`Algorithm::from_name`].
    pub fn read(name: &str) -> Option<Self> {
        if let Some(algorithm) = Algorithm::from_name(name) {
            return Some(Self::Computed(algorithm));
        }
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        if let Some((mac, name)) = plain.split_at_checked(4)
            && mac.eq_ignore_ascii_case("hmac")
        {
            return Algorithm::from_name(name).map(Self::Keyed);
        }
        let other = OTHERS
            .iter()
            .find(|(spelling, _)| plain.eq_ignore_ascii_case(spelling));
        other.map(|&(_, label)| Self::Other(label))
    }

    /// The hash function, where it is computed here, with a key or without.
    pub fn algorithm(self) -> Option<Algorithm> {
        match self {
            Self::Computed(algorithm) | Self::Keyed(algorithm) => Some(algorithm),
            Self::Other(_) => None,
        }
    }
}

/// Where a text names hash functions: `sha256:`, `--hash=sha256:`, `SHA-256 checksum`, `sha256sum`, `SHA 256`.
/// Where names overlap, the longest is taken.
pub(in crate::engine::digest) fn names_in(text: &str) -> Vec<(Range<usize>, HashName)> {
    let mut found: Vec<(Range<usize>, HashName)> = Vec::new();
    let bytes = text.as_bytes();
    let is_part = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_alphanumeric);
    let mut start = 0;
    while start < bytes.len() {
        if !is_part(start) || (start > 0 && is_part(start - 1)) {
            start += 1;
            continue;
        }
        match longest_name(text, start) {
            Some((end, named)) => {
                if !is_in_a_file_name(&text[end..]) {
                    found.push((start..end, named));
                }
                start = end;
            }
            None => start += 1,
        }
    }
    found
}

/// Whether the name of the algorithm is the start of a file name: `sha256-tool.zip`. It is not if a digest follows, or
/// a word such as `-checksum`.
fn is_in_a_file_name(rest: &str) -> bool {
    /// No part of a file's name is as long as the shortest digest, MD5 in base64.
    const SHORTEST_DIGEST: usize = 22;
    let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"._+/-".contains(byte);
    let len = rest.bytes().take_while(|byte| is_of_word(byte)).count();
    let word = rest[..len].trim_end_matches('.');
    let tail = word.trim_start_matches(['-', '_', '/']);
    let is_plain = [
        "", "checksum", "sum", "hash", "digest", "value", "hex", "base64",
    ]
    .iter()
    .any(|plain| tail.eq_ignore_ascii_case(plain));
    let is_digest = tail.len() >= SHORTEST_DIGEST && !tail.contains('.');
    !is_plain && !is_digest
}

/// The longest name that begins at `start`, of at most four parts, and its end.
fn longest_name(text: &str, start: usize) -> Option<(usize, HashName)> {
    const MOST_PARTS: usize = 4;
    let bytes = text.as_bytes();
    let mut best = of_several_words(&text[start..]).map(|(len, named)| (start + len, named));
    let mut end = start;
    for part in 0..MOST_PARTS {
        if part > 0 {
            // `SHA 256` and `HMAC SHA256` are the only names written with a space.
            let joins = match bytes.get(end) {
                Some(b'-' | b'_' | b'/') => true,
                Some(b' ') => ["sha", "hmac"].iter().any(|word| {
                    let last = end.saturating_sub(word.len()).max(start);
                    text[last..end].eq_ignore_ascii_case(word)
                }),
                _ => false,
            };
            if !joins || !bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric) {
                break;
            }
            end += 1;
        }
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        if let Some(named) = tool_or_name(&text[start..end]) {
            best = Some((end, named));
        }
    }
    best
}

/// A name that is recognised by what follows it. The lock files of Go and Terraform write `h1:` before a hash over a
/// list of digests, `zh:` before SHA-256 of an archive.
fn of_several_words(text: &str) -> Option<(usize, HashName)> {
    const NAMES: [(&str, usize, HashName); 4] = [
        ("h1:", 2, HashName::Other("Go directory hash")),
        ("zh:", 2, HashName::Computed(Algorithm::Sha256)),
        ("GOST R 34.11-2012", 17, HashName::Other("Streebog")),
        (
            "GOST R 34.11-94",
            15,
            HashName::Other("GOST R 34.11-94 digest"),
        ),
    ];
    let mut names = NAMES.iter();
    let found = names.find(|(start, ..)| text.starts_with(start));
    found.map(|(_, len, named)| (*len, *named))
}

/// A name by itself or in that of its tool: `sha256sum`, `SHA256SUMS`. `b2` and `b3` are names only in `b2sum` and
/// `b3sum`.
fn tool_or_name(word: &str) -> Option<HashName> {
    // Nearly every name has a digit, and nearly no other word has one.
    const WITHOUT_A_DIGIT: [&str; 4] = ["ripemd", "whirlpool", "tiger", "mactripledes"];
    let is_likely = word.bytes().any(|byte| byte.is_ascii_digit())
        || WITHOUT_A_DIGIT
            .iter()
            .any(|name| word.eq_ignore_ascii_case(name));
    if !is_likely {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    for end in ["sums", "sum", "hash", "digest"] {
        if let Some(name) = lower.strip_suffix(end) {
            return HashName::read(name);
        }
    }
    (word.len() > 2).then(|| HashName::read(word)).flatten()
}

#[cfg(test)]
mod tests {
    use super::{HashName, names_in};
    use crate::engine::digest::Algorithm;

    #[test]
    fn a_name_is_found_in_the_spellings_that_people_paste() {
        use Algorithm::{Blake2b512, Blake3, Md5, Sha256, Sha512, Sha512_256};
        let table = [
            ("--hash=sha256:", Sha256),
            ("SHA-256 checksum: ", Sha256),
            ("SHA 256: ", Sha256),
            ("sha256sum: ", Sha256),
            ("integrity=\"sha512-", Sha512),
            ("SHA512/256 (x) = ", Sha512_256),
            ("x-amz-checksum-sha256: ", Sha256),
            ("Content-MD5: ", Md5),
            ("b3sum ", Blake3),
            ("b2sum ", Blake2b512),
            ("\"zh:", Sha256),
        ];
        for (text, algorithm) in table {
            let found: Vec<_> = names_in(text).into_iter().map(|(_, named)| named).collect();
            assert_eq!(found, [HashName::Computed(algorithm)], "{text}");
        }
    }

    #[test]
    fn what_is_not_computed_here_is_known_by_its_name() {
        assert_eq!(HashName::read("SHA-224"), Some(HashName::Other("SHA-224")));
        assert_eq!(
            HashName::read("ripemd160"),
            Some(HashName::Other("RIPEMD-160"))
        );
        assert_eq!(HashName::read("chapter"), None);
    }

    #[test]
    fn an_hmac_is_not_taken_for_its_hash_function() {
        for text in [
            "HMAC-SHA512(mail)= ",
            "HMAC-SHA2-512(stdin)= ",
            "hmac_sha512: ",
            "HmacSHA512=",
            "HMAC SHA-512: ",
            "HMAC-SHA-2-512: ",
        ] {
            let found: Vec<_> = names_in(text).into_iter().map(|(_, named)| named).collect();
            assert_eq!(found, [HashName::Keyed(Algorithm::Sha512)], "{text}");
        }
        assert_eq!(HashName::read("hmac"), None);
        assert_eq!(HashName::read("hm\u{e4}c"), None);
    }

    #[test]
    fn a_word_that_only_contains_a_name_names_nothing() {
        for text in [
            "shasta",
            "md5ish",
            "b3",
            "ab/b2/c",
            "sha",
            "x1sha256",
            "md5-.txt: ",
            "sha256-tool.zip",
            "tool-sha512.tar.gz",
        ] {
            assert_eq!(names_in(text), [], "{text}");
        }
    }
}
