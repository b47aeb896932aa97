//! Finds the digests in a line that also holds other text.
//!
//! Hex in one piece or in equal groups (`BA-78-16`, `ba 78 16`, `BA7816BF 8F01CFEA`); base64 after the name of its
//! algorithm, with its padding, or, for the longer digests, as a word by itself; `\xba78…`, PostgreSQL's hex format;
//! and the base32 of Nix and of web archives. Digits inside a file name or a path are not digests.

use super::DigestError;
use super::named::{HashName, names_in, other_of_len};
use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::{is_hex, read_base64, read_hex};
use std::ops::Range;

/// A digest in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::digest) struct ScannedDigest {
    /// Its range in the line, in bytes.
    pub range: Range<usize>,
    /// What it decodes to.
    pub bytes: Vec<u8>,
    /// The algorithm that the line names beside it, and the range of the name.
    pub named: Option<(Range<usize>, HashName)>,
}

impl ScannedDigest {
    /// Its start, or that of the name of its algorithm if the name comes first.
    pub fn start(&self) -> usize {
        let name = self.named.as_ref().map(|(name, _)| name.start);
        name.map_or(self.range.start, |name| name.min(self.range.start))
    }

    /// Its end, or that of the name of its algorithm if the name comes last.
    pub fn end(&self) -> usize {
        let name = self.named.as_ref().map(|(name, _)| name.end);
        name.map_or(self.range.end, |name| name.max(self.range.end))
    }
}

/// The digits of Nix's base32, which leaves out e, o, u and t.
const NIX_DIGITS: &[u8; 32] = b"0123456789abcdfghijklmnpqrsvwxyz";

/// The most bytes between the name of an algorithm and its digest: ` checksum of the file: `.
const NEAR: usize = 24;

/// All digests of a line, in its order.
pub(in crate::engine::digest) fn scan(line: &str) -> Vec<ScannedDigest> {
    if !can_hold_a_digest(line) {
        return Vec::new();
    }
    let names = names_in(line);
    let mut kept: Vec<(Range<usize>, Vec<u8>)> = Vec::new();
    // A handful at most, inserted one by one: of two that overlap, the longer stays.
    let mut keep = |range: Range<usize>, bytes: Vec<u8>| {
        let overlaps = |other: &Range<usize>| other.start < range.end && range.start < other.end;
        if kept
            .iter()
            .any(|(other, _)| overlaps(other) && other.len() >= range.len())
        {
            return;
        }
        kept.retain(|(other, _)| !overlaps(other));
        let place = kept
            .iter()
            .position(|(other, _)| other.start > range.start)
            .unwrap_or(kept.len());
        kept.insert(place, (range, bytes));
    };
    for (range, bytes) in grouped_hex(line) {
        keep(range, bytes);
    }
    for range in words(line) {
        if let Some(bytes) = whole_word(line, &range, &names) {
            keep(range, bytes);
        }
    }
    for (range, bytes) in base64_after_names(line, &names) {
        keep(range, bytes);
    }
    for (range, bytes) in padded_base64(line) {
        keep(range, bytes);
    }
    if kept.is_empty() {
        kept = unpadded_base64(line);
    }
    let algorithms: Vec<_> = (0..kept.len())
        .map(|at| {
            let range = &kept[at].0;
            if is_of_parts(line, range) {
                let etag = HashName::Other("S3 ETag of an upload in parts");
                return Some((range.clone(), etag));
            }
            name_beside(line, &names, &kept, at)
        })
        .collect();
    kept.into_iter()
        .zip(algorithms)
        .map(|((range, bytes), named)| ScannedDigest {
            range,
            bytes,
            named,
        })
        .collect()
}

/// A quick check before the thorough one: whether the line has as many hex digits as the shortest digest, or a word as
/// long as its base64. Most lines of a long text without digests have neither.
fn can_hold_a_digest(line: &str) -> bool {
    const SHORTEST_HEX: usize = 32;
    const SHORTEST_BASE64: usize = 22;
    let (mut digits, mut run) = (0, 0);
    for byte in line.bytes() {
        digits += usize::from(byte.is_ascii_hexdigit());
        run = if is_base64(byte) { run + 1 } else { 0 };
        if digits >= SHORTEST_HEX || run >= SHORTEST_BASE64 {
            return true;
        }
    }
    false
}

/// The name of an algorithm just before the digest at `at`, or else just after it, as in `… (SHA-256)`. A name between
/// two digests belongs to the one whose length it fits; if it fits both, to the second one after `=` or `:`.
fn name_beside(
    line: &str,
    names: &[(Range<usize>, HashName)],
    digests: &[(Range<usize>, Vec<u8>)],
    at: usize,
) -> Option<(Range<usize>, HashName)> {
    let (digest, bytes) = &digests[at];
    let last = at.checked_sub(1).map(|at| &digests[at]);
    let next = digests.get(at + 1);
    let fits = |name: &HashName, bytes: &[u8]| match name {
        HashName::Computed(algorithm) | HashName::Keyed(algorithm) => {
            algorithm.digest_len() == bytes.len()
        }
        HashName::Other(_) => true,
    };
    let is_before = |name: &Range<usize>, digest: &Range<usize>| {
        let gap = &line[name.end..digest.start];
        gap.len() <= NEAR && !gap.bytes().any(|byte| byte.is_ascii_digit())
    };
    let is_behind = |name: &Range<usize>, digest: &Range<usize>| {
        let gap = &line[digest.end..name.start];
        gap.chars().all(|sign| " \t([|,;\"'`".contains(sign))
    };
    let from = last.map_or(0, |(last, _)| last.end);
    let before = names
        .iter()
        .rfind(|(name, _)| name.start >= from && name.end <= digest.start)
        .filter(|(name, _)| is_before(name, digest))
        .filter(|(name, hash)| {
            let is_of_last = |(range, last): &(Range<usize>, Vec<u8>)| {
                !fits(hash, bytes) && fits(hash, last) && is_behind(name, range)
            };
            !last.is_some_and(is_of_last)
        });
    let behind = || {
        let to = next.map_or(line.len(), |(next, _)| next.start);
        let (name, hash) = names
            .iter()
            .find(|(name, _)| name.start >= digest.end && name.end <= to)
            .filter(|(name, _)| is_behind(name, digest))?;
        let is_of_next = |(range, next): &(Range<usize>, Vec<u8>)| {
            let is_assigned = line[name.end..range.start].contains(['=', ':']);
            is_before(name, range) && fits(hash, next) && (is_assigned || !fits(hash, bytes))
        };
        (!next.is_some_and(is_of_next)).then(|| (name.clone(), *hash))
    };
    before.cloned().or_else(behind)
}

/// The runs of ASCII letters, digits and `_`.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut start = None;
    for (place, byte) in line.bytes().chain([b' ']).enumerate() {
        let is_word = byte.is_ascii_alphanumeric() || byte == b'_';
        match start {
            None if is_word => start = Some(place),
            Some(begin) if !is_word => {
                words.push(begin..place);
                start = None;
            }
            _ => {}
        }
    }
    words
}

fn is_digest_len(len: usize) -> bool {
    Algorithm::of_len(len).next().is_some() || len == 28
}

/// Hex or Nix's base32 that fills a word.
fn whole_word(
    line: &str,
    range: &Range<usize>,
    names: &[(Range<usize>, HashName)],
) -> Option<Vec<u8>> {
    if is_part_of_a_path(line, range, names) {
        return None;
    }
    let word = &line[range.clone()];
    let is_bytea = follows_a_backslash(line, range);
    let prefixes: &[&str] = if is_bytea { &["x"] } else { &["0x", "0X"] };
    let mut digits = prefixes
        .iter()
        .filter_map(|prefix| word.strip_prefix(prefix));
    let digits = digits.next().unwrap_or(word);
    let bytes = if is_hex(digits) {
        read_hex(digits).ok()?
    } else {
        // At the shorter lengths, many ordinary words would match.
        let is_named = names.iter().any(|(name, _)| name.end <= range.start);
        let nix = (word.len() >= 52 || is_named).then(|| read_nix(word));
        let base32 = is_named.then(|| read_base32(word));
        nix.flatten().or_else(|| base32.flatten())?
    };
    is_digest_len(bytes.len()).then_some(bytes)
}

/// Whether `-3` or the like follows a word, as it follows the MD5 of MD5s in the `ETag` of S3's multipart uploads.
fn is_of_parts(line: &str, range: &Range<usize>) -> bool {
    const MOST_DIGITS: usize = 5;
    let Some(rest) = line[range.end..].strip_prefix('-') else {
        return false;
    };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let behind = rest[digits..].chars().next();
    range.len() == 2 * Algorithm::Md5.digest_len()
        && (1..=MOST_DIGITS).contains(&digits)
        && behind.is_none_or(|next| !next.is_alphanumeric() && !"-_".contains(next))
}

/// The error for a word after the name of an algorithm that is nearly a digest of it: too short, too long or with a
/// typo. Words that overlap one of the digests `found` do not count.
pub(in crate::engine::digest) fn nearly(
    line: &str,
    found: &[ScannedDigest],
) -> Option<DigestError> {
    const SHORTEST: usize = 24;
    let names = names_in(line);
    let is_long = |word: &Range<usize>| {
        let overlaps =
            |one: &ScannedDigest| one.range.start < word.end && word.start < one.range.end;
        word.len() >= SHORTEST && !found.iter().any(overlaps)
    };
    words(line).into_iter().filter(is_long).find_map(|word| {
        let (_, hash) = names.iter().rfind(|(name, _)| name.end <= word.start)?;
        let algorithm = hash.algorithm()?;
        let digits = &line[word.clone()];
        let found = digits.len();
        let hex_digits = digits.bytes().filter(u8::is_ascii_hexdigit).count();
        let slip = digits.bytes().position(|digit| !digit.is_ascii_hexdigit());
        match slip {
            _ if is_part_of_a_path(line, &word, &names) => None,
            None => Some(DigestError::HexDigits { found, algorithm }),
            Some(place) => {
                (hex_digits * 10 >= found * 9).then_some(DigestError::HexCharacter(place + 1))
            }
        }
    })
}

/// Whether a word is in PostgreSQL's hex format for bytes, `\xba78…`, perhaps with its backslash doubled, and not part
/// of a path.
fn follows_a_backslash(line: &str, range: &Range<usize>) -> bool {
    let before = line[..range.start].strip_suffix('\\');
    let before = before.map(|before| before.strip_suffix('\\').unwrap_or(before));
    line[range.start..].starts_with('x')
        && before.is_some_and(|before| {
            let last = before.bytes().next_back();
            last.is_none_or(|last| b" \t'\"`(|,;=>[".contains(&last))
        })
}

/// Whether the word belongs to a path or a file's name: `main.d41d….js`. The name of an algorithm may precede
/// it as a folder does.
fn is_part_of_a_path(line: &str, range: &Range<usize>, names: &[(Range<usize>, HashName)]) -> bool {
    let bytes = line.as_bytes();
    let before = range.start.checked_sub(1).map(|place| bytes[place]);
    let follows_a_name = names.iter().any(|(name, _)| name.end + 1 == range.start);
    let behind = (bytes.get(range.end), bytes.get(range.end + 1));
    (matches!(before, Some(b'/' | b'\\' | b'.'))
        && !follows_a_name
        && !follows_a_backslash(line, range))
        || matches!(behind.0, Some(b'/' | b'\\'))
        || (behind.0 == Some(&b'.') && behind.1.is_some_and(u8::is_ascii_alphanumeric))
}

/// Hex in equal groups with one or two separators between them.
fn grouped_hex(line: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let words = words(line);
    let mut found = Vec::new();
    let mut index = 0;
    while index < words.len() {
        let size = words[index].len();
        let mut end = index + 1;
        if matches!(size, 2 | 4 | 8 | 16) && is_hex(&line[words[index].clone()]) {
            while end < words.len()
                && words[end].len() == size
                && is_hex(&line[words[end].clone()])
                && is_group_gap(&line[words[end - 1].end..words[end].start])
            {
                end += 1;
            }
        }
        let groups = &words[index..end];
        let len = groups.len() * size / 2;
        if groups.len() > 1 && is_digest_len(len) {
            let digits: String = groups.iter().map(|group| &line[group.clone()]).collect();
            if let Ok(bytes) = read_hex(&digits) {
                found.push((groups[0].start..groups[groups.len() - 1].end, bytes));
            }
        }
        index = end;
    }
    found
}

fn is_group_gap(gap: &str) -> bool {
    matches!(gap, " " | "  " | ":" | "-")
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte)
}

/// Base64 after the name of its algorithm: `sha256-…`, `sha256:…`, `SHA-256=:…:`, `sha256//…`.
fn base64_after_names(
    line: &str,
    names: &[(Range<usize>, HashName)],
) -> Vec<(Range<usize>, Vec<u8>)> {
    const MOST_SEPARATORS: usize = 4;
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    for (name, _) in names {
        let separators = bytes[name.end..]
            .iter()
            .take_while(|byte| b":=-/ \"'`".contains(byte))
            .count();
        if !(1..=MOST_SEPARATORS).contains(&separators) {
            continue;
        }
        let start = name.end + separators;
        let letters = bytes[start..]
            .iter()
            .take_while(|byte| is_base64(**byte))
            .count();
        let padding = bytes[start + letters..]
            .iter()
            .take_while(|byte| **byte == b'=')
            .count();
        let range = start..start + letters + padding;
        if is_hex(&line[start..start + letters]) {
            continue;
        }
        if let Ok(bytes) = read_base64(&line[range.clone()])
            && is_digest_len(bytes.len())
        {
            found.push((range, bytes));
        }
    }
    found
}

/// Base64 that ends in its padding.
fn padded_base64(line: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let letters = bytes[start..]
            .iter()
            .take_while(|byte| is_base64(**byte))
            .count();
        let end = start + letters;
        let padding = bytes[end..]
            .iter()
            .take_while(|byte| **byte == b'=')
            .count();
        if letters > 0 && (1..=2).contains(&padding) {
            let range = start..end + padding;
            if let Ok(bytes) = read_base64(&line[range.clone()])
                && is_digest_len(bytes.len())
            {
                found.push((range, bytes));
            }
        }
        start = end.max(start) + padding.max(1);
    }
    found
}

/// Base64 without its padding and without a name: a word by itself, of the length of a longer digest, with letters of
/// both cases and digits. It may end a sentence.
fn unpadded_base64(line: &str) -> Vec<(Range<usize>, Vec<u8>)> {
    let bytes = line.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let letters = bytes[start..].iter().take_while(|byte| is_base64(**byte));
        let end = start + letters.count();
        let range = start..end;
        if matches!(range.len(), 43 | 64 | 86) && is_by_itself(line, &range) {
            let word = &line[range.clone()];
            let has = |is: fn(&u8) -> bool| word.as_bytes().iter().any(is);
            let is_mixed = has(u8::is_ascii_lowercase)
                && has(u8::is_ascii_uppercase)
                && has(u8::is_ascii_digit)
                && !is_hex(word);
            if let (true, Ok(bytes)) = (is_mixed, read_base64(word)) {
                found.push((range, bytes));
            }
        }
        start = end + 1;
    }
    found
}

/// Whether a word is not part of a path, an address, a file name or a longer token.
fn is_by_itself(line: &str, range: &Range<usize>) -> bool {
    let before = line[..range.start].chars().next_back();
    let mut behind = line[range.end..].chars();
    let is_edge = |sign: char| sign.is_whitespace() || "\"'`“”‘’<>()[]{}|,;:=".contains(sign);
    before.is_none_or(is_edge)
        && match behind.next() {
            Some('.') => behind.next().is_none_or(is_edge),
            next => next.is_none_or(is_edge),
        }
}

/// Decodes Nix's base32: the first digit holds the highest bits, and the bytes come last to first.
fn read_nix(text: &str) -> Option<Vec<u8>> {
    let len = text.len() * 5 / 8;
    if !is_digest_len(len) || len == 28 || (len * 8).div_ceil(5) != text.len() {
        return None;
    }
    let mut bytes = vec![0_u8; len];
    for (index, digit) in text.bytes().rev().enumerate() {
        let value = NIX_DIGITS.iter().position(|one| *one == digit)?;
        let bits = u16::try_from(value).ok()? << (index * 5 % 8);
        let [low, high] = bits.to_le_bytes();
        let place = index * 5 / 8;
        *bytes.get_mut(place)? |= low;
        match bytes.get_mut(place + 1) {
            Some(next) => *next |= high,
            None if high != 0 => return None,
            None => {}
        }
    }
    Some(bytes)
}

/// Decodes base32 (RFC 4648, section 6) of SHA-1, as web archives write it: in upper case, without padding.
fn read_base32(text: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    if text.len() != 32 {
        return None;
    }
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.bytes() {
        let value = DIGITS.iter().position(|one| *one == digit)?;
        bits = bits << 5 | u32::try_from(value).ok()?;
        count += 5;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

/// Whether the digest is of a hash function that is not computed here, judged by its length alone.
pub(in crate::engine::digest) fn uncomputed(found: &ScannedDigest) -> Option<&'static str> {
    other_of_len(found.bytes.len())
}

#[cfg(test)]
mod tests {
    use super::{HashName, scan};
    use crate::engine::digest::{Algorithm, Encoding, digest};

    const OF_LATCH: &[u8] = b"latch";

    fn hex(algorithm: Algorithm) -> String {
        digest(algorithm, OF_LATCH).encode(Encoding::Hex)
    }

    fn groups(text: &str, size: usize, gap: &str) -> String {
        let groups: Vec<_> = text
            .as_bytes()
            .chunks(size)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        groups.join(gap)
    }

    #[test]
    fn a_digest_is_found_in_what_people_copy_with_it() {
        let sha256 = hex(Algorithm::Sha256);
        let base64 = digest(Algorithm::Sha256, OF_LATCH).encode(Encoding::Base64);
        let table = [
            format!("registry.example/app:2.4@sha256:{sha256}"),
            format!("    --hash=sha256:{sha256} \\"),
            format!("https://files.example/a/b/app-2.4.tar.gz#sha256={sha256}"),
            format!("'{sha256}'"),
            format!("`{sha256}`,"),
            format!("<code>{sha256}</code>"),
            format!("The digest is {sha256}."),
            format!("sha256sum: {sha256}"),
            format!("SHA-256 checksum: {}", sha256.to_uppercase()),
            format!("0x{sha256}"),
            groups(&sha256.to_uppercase(), 2, "-"),
            format!("app.zip: {}", groups(&sha256.to_uppercase(), 8, " ")),
            format!("SHA256 Fingerprint={}", groups(&sha256, 2, ":")),
            format!("<link integrity='sha256-{base64}' rel=stylesheet>"),
            format!("Digest: SHA-256={base64}"),
            format!("Repr-Digest: sha-256=:{base64}:"),
            format!("curl --pinnedpubkey sha256//{base64}"),
            format!("the base64 is {base64}"),
            format!("the base64 is {}.", base64.trim_end_matches('=')),
            format!("\"{}\"", base64.trim_end_matches('=')),
            format!(
                "sum: '{}',",
                base64
                    .trim_end_matches('=')
                    .replace('+', "-")
                    .replace('/', "_")
            ),
            format!("\\x{sha256}"),
            format!(" app | \\x{sha256}"),
            format!("E'\\\\x{sha256}'::bytea"),
            format!("X'{}'", sha256.to_uppercase()),
        ];
        for text in table {
            let found = scan(&text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(
                found[0].bytes,
                digest(Algorithm::Sha256, OF_LATCH).as_bytes(),
                "{text}"
            );
        }
    }

    #[test]
    fn base32_is_read_as_nix_and_web_archives_write_it() {
        // `nix-hash --type … --to-base32` of the digests of the empty text.
        let table = [
            (
                Algorithm::Sha256,
                "0mdqa9w1p6cmli6976v4wi0sw9r4p5prkj7lzfd1877wk11c9c73",
            ),
            (Algorithm::Sha1, "sha1:143xibwh31h9bvxzalr0sjvbbvpa6ffs"),
            // By Python's `base64.b32encode`.
            (Algorithm::Sha1, "urn:sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"),
        ];
        for (algorithm, text) in table {
            let found = scan(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(found[0].bytes, digest(algorithm, b"").as_bytes(), "{text}");
        }
    }

    #[test]
    fn digits_in_a_path_or_a_name_are_no_digest() {
        let md5 = hex(Algorithm::Md5);
        for text in [
            format!("dist/main.{md5}.js"),
            format!("https://files.example/{md5}/app.zip"),
            format!("C:\\objects\\{md5}"),
            format!("C:\\x{md5}"),
            format!("objects\\x{md5}"),
            format!("header.payload.{}", "Qm9".repeat(14) + "A"),
            format!("/{}", "Qm9".repeat(14) + "A"),
            "Qm".repeat(21) + "A",
            format!("{md5}.bin"),
            format!("build_{md5}"),
            format!("{md5}0"),
        ] {
            assert_eq!(scan(&text), [], "{text}");
        }
    }

    #[test]
    fn a_name_between_two_digests_is_that_of_the_one_it_fits() {
        let (md5, sha1) = ("5".repeat(32), "1".repeat(40));
        let (one, two) = ("a".repeat(64), "b".repeat(64));
        for (line, expected) in [
            (
                format!("{md5} (MD5), {sha1} (SHA-1)"),
                [Some("MD5"), Some("SHA-1")],
            ),
            (
                format!("rev = \"{sha1}\"; sha256 = \"{one}\";"),
                [None, Some("SHA-256")],
            ),
            (
                format!("sha1 {sha1} sha256 {one}"),
                [Some("SHA-1"), Some("SHA-256")],
            ),
            (format!("'{one}', sha256: '{two}'"), [None, Some("SHA-256")]),
        ] {
            let found = scan(&line);
            let names: Vec<_> = found
                .iter()
                .map(|found| match found.named {
                    Some((_, HashName::Computed(algorithm))) => Some(algorithm.label()),
                    _ => None,
                })
                .collect();
            assert_eq!(names, expected, "{line}");
        }
    }
}
