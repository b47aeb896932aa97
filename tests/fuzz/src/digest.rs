//! Digests as they are pasted: "match" is said of the file whose digest it is and of no other.

use crate::input::{choice, text};
use latchkey::engine::base::invisible::trimmed;
use latchkey::engine::digest::decoding::{is_hex, read_base64, read_hex};
use latchkey::engine::digest::file_answer::file_answers;
use latchkey::engine::digest::hmac::{KeyFormat, hmac, note, read_key};
use latchkey::engine::digest::options::DigestOptions;
use latchkey::engine::digest::sums::{
    Check, FileState, ListName, Sums, decode, gnu_line, tag_line,
};
use latchkey::engine::digest::verdict::{PastedDigests, Verdict};
use latchkey::engine::digest::whitespace;
use latchkey::engine::digest::{Algorithm, Digest, Encoding, digest};
use std::sync::LazyLock;

/// The file that an input may list, and what is in it.
const NAME: &str = "latch-2.1.tar.gz";
const CONTENT: &[u8] = b"a latch\n";
/// What is in another file, of which no input has a digest.
const OTHER: &[u8] = b"another latch\n";
/// The length of the shortest digest, MD5's in base64.
const DIGEST: usize = 22;

static DIGESTS: LazyLock<Vec<Digest>> = LazyLock::new(|| of_all(CONTENT));
static OTHER_DIGESTS: LazyLock<Vec<Digest>> = LazyLock::new(|| of_all(OTHER));

fn of_all(content: &[u8]) -> Vec<Digest> {
    Algorithm::ALL.map(|one| digest(one, content)).to_vec()
}

/// The input, with the digest of the file in place of `~` (hex) and `^` (base64), and its name in place of `@`.
fn listing(given: &str, algorithm: Algorithm) -> String {
    let digest = digest(algorithm, CONTENT);
    given
        .replace('~', &digest.encode(Encoding::Hex))
        .replace('^', &digest.encode(Encoding::Base64))
        .replace('@', NAME)
}

/// A checksum list, and the line that is written for a file whose name is the input.
///
/// # Panics
/// Where a file passes for another, or a line that is written is not read back.
pub fn list(data: &[u8]) {
    let Some((algorithm, rest)) = choice(&Algorithm::ALL, data) else {
        return;
    };
    let given = listing(&decode(rest), algorithm);
    let sums = Sums::read(&given, algorithm);
    let state = |digests: &LazyLock<Vec<Digest>>| FileState::Done(digests.to_vec());
    let files = [
        (NAME.to_owned(), state(&DIGESTS)),
        ("b".to_owned(), FileState::Unread),
    ];
    let checks = sums.check(&files);
    assert_eq!(checks.len(), sums.entries.len());
    let _ = file_answers(&sums, &checks, &files);
    for (entry, check) in sums.entries.iter().zip(checks) {
        let right = DIGESTS.iter().any(|digest| entry.expected.is(digest));
        assert!(
            right || check != Check::Ok,
            "OK without its digest: {given}"
        );
    }
    let checks = sums.check(&[(NAME.to_owned(), state(&OTHER_DIGESTS))]);
    assert!(
        !checks.contains(&Check::Ok),
        "another file is OK by {given}"
    );

    let name = text(rest);
    if let Some(file) = ListName::read(&name).and_then(|list| list.file) {
        assert!(name.starts_with(&file) && !file.is_empty());
    }
    // A longer name may hold a digest itself.
    if (1..DIGEST).contains(&name.len()) && !name.contains('\0') {
        for line in [gnu_line(&DIGESTS[0], &name), tag_line(&DIGESTS[0], &name)] {
            let sums = Sums::read(&line, Algorithm::Sha256);
            assert_eq!(sums.entries.len(), 1, "{line}");
            assert_eq!(sums.entries[0].name.as_deref(), Some(&*name), "{line}");
            assert!(sums.entries[0].expected.is(&DIGESTS[0]), "{line}");
        }
    }
}

/// An expected digest.
///
/// # Panics
/// Where another text matches, or the text itself does not by a digest that stands alone.
pub fn expected(data: &[u8]) {
    let Some((algorithm, rest)) = choice(&Algorithm::ALL, data) else {
        return;
    };
    let given = listing(&text(rest), algorithm);
    let Some(pasted) = PastedDigests::read(&given, algorithm) else {
        assert!(given.trim().is_empty(), "{given:?} is not nothing");
        return;
    };
    for keyed in [false, true] {
        let judged = pasted.judge_with(keyed, |one| Some(digest(one, OTHER)));
        assert!(!judged.is_empty(), "nothing is said of {given:?}");
        let passes = judged.iter().any(|one| one.verdict == Verdict::Match);
        assert!(!passes, "another text matches {given}");
    }
    let judged = pasted.judge(|one| Some(digest(one, CONTENT)));
    if matches!(text(rest).trim(), "~" | "^") {
        assert!(
            judged.iter().any(|one| one.verdict == Verdict::Match),
            "{given}"
        );
    }
}

/// Bytes as text: hex, base64, and keys of an HMAC. What is decoded is what was encoded.
///
/// # Panics
/// Where that does not hold.
pub fn encoded(data: &[u8]) {
    for encoding in Encoding::ALL {
        let written = encoding.encode(data);
        let read = match encoding {
            Encoding::Hex | Encoding::HexUpper => read_hex(&written).ok(),
            Encoding::Base64 | Encoding::Base64Url => read_base64(&written).ok(),
        };
        assert_eq!(read.as_deref(), Some(data), "{written}");
    }
    let given = text(data);
    if let Ok(bytes) = read_hex(&given) {
        assert!(is_hex(given.trim()));
        assert_eq!(
            Encoding::Hex.encode(&bytes),
            given.trim().to_ascii_lowercase()
        );
    }
    if let Ok(bytes) = read_base64(&given) {
        let same = given
            .trim()
            .trim_end_matches('=')
            .replace('-', "+")
            .replace('_', "/");
        assert_eq!(Encoding::Base64.encode(&bytes).trim_end_matches('='), same);
    }
    for format in KeyFormat::ALL {
        let _ = note(&given, format);
        if let Ok(key) = read_key(&given, format) {
            assert!(format != KeyFormat::Text || *key == given.as_bytes());
            assert!(hmac(Algorithm::Sha256, &key, b"").is_some());
        }
    }
    let edges = whitespace::inspect(&given);
    assert_eq!(edges.is_some(), trimmed(&given) != given);
    assert!(edges.is_none_or(|edges| edges.to_string().lines().count() == 1));
    let options = DigestOptions::from_line(&given);
    assert_eq!(DigestOptions::from_line(&options.to_line()), options);
}
