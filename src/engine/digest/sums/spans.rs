//! The parts of a text that may be a name, without the signs, words and notes around it.

use super::check::last;
use crate::engine::digest::decoding::is_hex;
use crate::engine::digest::expected::named::{HashName, names_in};

/// What comes before the notes on a file: its size or other numbers, a comment, `key=value`, the name of a hash
/// function, a remark in brackets that begins with a digit, such as `(64-bit)`. Only after an extension: any of these
/// words may be part of a name.
pub(super) fn without_notes(text: &str) -> Option<&str> {
    let is_note = |rest: &str| {
        let word = rest.split_whitespace().next().unwrap_or_default();
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        let inner = rest
            .strip_prefix('(')
            .and_then(|rest| rest.split(')').next());
        let is_remark = inner.is_some_and(|inner| {
            inner.starts_with(|first: char| first.is_ascii_digit())
                && inner.contains(char::is_alphabetic)
        });
        let is_pair = word.split_once('=').is_some_and(|(key, value)| {
            !key.is_empty()
                && !value.is_empty()
                && key
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        let is_hash = names_in(word)
            .first()
            .is_some_and(|(range, _)| range.start == 0);
        is_number || is_remark || is_pair || is_hash || word.starts_with('#')
    };
    let mut ends = text.match_indices([' ', '\t']).filter_map(|(end, _)| {
        let (name, rest) = (text[..end].trim_end(), text[end..].trim_start());
        let name = name.trim_end_matches([':', ',', ';', '|', '"', '\'', '`']);
        (!rest.is_empty() && extension(name).is_some() && is_note(rest)).then_some(name)
    });
    ends.next()
}

/// Whether a key is one of these words, whatever its case and punctuation.
pub(super) fn is_one_of(key: &str, words: &[&str]) -> bool {
    let plain: String = key.chars().filter(char::is_ascii_alphanumeric).collect();
    words.iter().any(|word| plain.eq_ignore_ascii_case(word))
}

/// The extension of a file's name: what follows its last dot, with a letter in it.
pub(super) fn extension(name: &str) -> Option<&str> {
    const LONGEST: usize = 8;
    let (stem, end) = last(name).rsplit_once('.')?;
    let is_one = !stem.is_empty()
        && (1..=LONGEST).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && end.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_one.then_some(end)
}

/// Whether an extension is common among downloads, so that words before it are likely a part of the name.
pub(super) fn is_of_a_download(extension: &str) -> bool {
    const USUAL: [&str; 30] = [
        "zip", "gz", "tgz", "xz", "txz", "bz2", "zst", "7z", "rar", "tar", "exe", "msi", "msix",
        "dmg", "pkg", "deb", "rpm", "apk", "appimage", "iso", "img", "jar", "whl", "bin", "txt",
        "pdf", "json", "xml", "asc", "sig",
    ];
    USUAL
        .iter()
        .any(|usual| extension.eq_ignore_ascii_case(usual))
}

/// Signs around a name that are rarely part of it.
const SIGNS: &str = "\"'`|,;:\u{ff1a}=*#<>()[]{}@&?";
/// At most this many ways to begin or to end a name are tried.
const MOST_EDGES: usize = 8;

/// The parts of a text that may be a name: without more and more of the signs and filler words at its ends, the
/// longest first. The last is the cleanest; it may be a filler word itself, or nothing.
pub(super) fn spans(text: &str) -> Vec<&str> {
    let text = text.trim();
    let (mut start, mut end) = (0, text.len());
    let (mut starts, mut ends) = (vec![start], vec![end]);
    loop {
        let rest = &text[start..end];
        if let Some(by) = sign_before(rest) {
            start += by;
            starts.push(start);
        } else if let Some(by) = sign_behind(rest) {
            end -= by;
            ends.push(end);
        } else if let Some(by) = filler_before(rest) {
            start += by;
            starts.push(start);
        } else if let Some(by) = filler_behind(rest) {
            end -= by;
            ends.push(end);
        } else {
            break;
        }
    }
    let mut spans = Vec::new();
    let of_edges = |edges: &[usize]| edges.iter().copied().take(MOST_EDGES).collect::<Vec<_>>();
    for &start in &of_edges(&starts) {
        for &end in &of_edges(&ends) {
            spans.extend(text.get(start..end).filter(|span| !span.is_empty()));
        }
    }
    spans.sort_by_key(|span| usize::MAX - span.len());
    spans.extend(text.get(start..end));
    spans
}

/// The length of a sign at the beginning with the white space after it, in bytes.
fn sign_before(text: &str) -> Option<usize> {
    let sign = text.chars().next()?;
    let rest = &text[sign.len_utf8()..];
    // A bracket before an extension ends a name: what remains of `the ).txt` is not `.txt`.
    let ends_a_stem = ")]}>".contains(sign) && rest.starts_with('.');
    let is_noise = SIGNS.contains(sign) && !ends_a_stem && !is_partner_inside(sign, text, rest);
    is_noise.then(|| text.len() - rest.trim_start().len())
}

/// The length of a sign at the end with the white space before it, in bytes.
fn sign_behind(text: &str) -> Option<usize> {
    let sign = text.chars().next_back()?;
    let rest = &text[..text.len() - sign.len_utf8()];
    let is_noise = SIGNS.contains(sign) && !is_partner_inside(sign, text, rest);
    is_noise.then(|| text.len() - rest.trim_end().len())
}

/// The length of a filler word at the beginning in bytes, if something follows.
fn filler_before(text: &str) -> Option<usize> {
    let (word, rest) = text.split_once(char::is_whitespace)?;
    is_filler(word).then(|| text.len() - rest.trim_start().len())
}

/// The length of a filler word or a size at the end in bytes, if something precedes it.
fn filler_behind(text: &str) -> Option<usize> {
    let rest = if let Some(start) = size_behind(text) {
        &text[..start]
    } else {
        let (rest, word) = text.rsplit_once(char::is_whitespace)?;
        is_filler(word).then_some(rest)?
    };
    Some(text.len() - rest.trim_end().len())
}

/// The start of a size at the end of a text, which has a unit or is in brackets: `8.1 MB`, `(8)`.
fn size_behind(text: &str) -> Option<usize> {
    if let Some((before, inner)) = text
        .strip_suffix(')')
        .and_then(|text| text.rsplit_once('('))
    {
        return (is_size(inner) && !before.is_empty()).then_some(before.len());
    }
    let mut words = text.rmatch_indices(char::is_whitespace);
    let starts = [words.next(), words.next()];
    let mut starts = starts.into_iter().flatten().map(|(start, _)| start);
    starts.find(|start| {
        let tail = text[*start..].trim_start();
        is_size(tail) && tail.contains(char::is_alphabetic)
    })
}

/// Whether the other bracket of a pair stands inside a text and not at its other end: `app (copy)`.
fn is_partner_inside(sign: char, text: &str, rest: &str) -> bool {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('{', '}'), ('<', '>')];
    PAIRS.iter().any(|&(open, close)| {
        sign == open && rest.contains(close) && !text.ends_with(close)
            || sign == close && rest.contains(open) && !text.starts_with(open)
    })
}

/// The cells of a row, or the pieces between quotes, that may name a file: each with its spans.
pub(super) fn cells(text: &str) -> Vec<Vec<&str>> {
    const MOST: usize = 8;
    let is_markup = text.contains('<') || text.trim_end().ends_with('>');
    let pieces = text
        .split_inclusive(['|', '\t', ',', ';', '<', '>', '"'])
        .scan("", |last, piece| {
            let last = std::mem::replace(last, piece);
            let is_key = piece.ends_with("=\"");
            let piece = piece.trim_end_matches(['|', '\t', ',', ';', '<', '>', '"']);
            let is_of_tag = |sign: char| sign.is_ascii_alphanumeric() || " =/".contains(sign);
            let is_tag = last.ends_with('<') && piece.chars().all(is_of_tag);
            Some(if is_tag || is_markup && (is_key || is_attribute(last)) {
                ""
            } else {
                piece
            })
        })
        .flat_map(|cell| cell.split("  "));
    let mut cells = Vec::new();
    for piece in pieces {
        let spans = spans(piece);
        let clean = spans.last().copied().unwrap_or_default();
        let parts = match link(clean) {
            Some((text, address)) => vec![vec![text], vec![address]],
            None => vec![spans],
        };
        cells.extend(parts.into_iter().filter(|spans| {
            spans.last().is_some_and(|clean| {
                clean.contains(char::is_alphanumeric) && !is_filler(clean) && !is_size(clean)
            })
        }));
    }
    cells.truncate(MOST);
    cells
}

/// Whether a piece of markup ends with an attribute whose value names no file: `origin="`.
fn is_attribute(piece: &str) -> bool {
    const OF_FILES: [&str; 8] = [
        "name", "file", "filename", "path", "href", "src", "url", "uri",
    ];
    let key = piece
        .strip_suffix("=\"")
        .map(|text| text.rsplit(' ').next());
    key.flatten().is_some_and(|key| !is_one_of(key, &OF_FILES))
}

/// The text and the address of a link in Markdown.
pub(super) fn link(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('[')?.strip_suffix(')')?.split_once("](")
}

/// Whether a text is a size: `3`, `8,192 bytes`, `8.1 MB`.
pub(super) fn is_size(text: &str) -> bool {
    const UNITS: [&str; 15] = [
        "", "b", "byte", "bytes", "k", "kb", "kib", "m", "mb", "mib", "g", "gb", "gib", "tb", "tib",
    ];
    let unit = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || ".,' ".contains(sign));
    text.starts_with(|first: char| first.is_ascii_digit())
        && UNITS
            .iter()
            .any(|one| unit.trim_end().eq_ignore_ascii_case(one))
}

/// Words around a digest that name no file.
const FILLERS: [&str; 61] = [
    "a",
    "an",
    "the",
    "is",
    "of",
    "for",
    "file",
    "hash",
    "hashes",
    "checksum",
    "checksums",
    "digest",
    "digests",
    "sum",
    "sums",
    "value",
    "fingerprint",
    "von",
    "de",
    "di",
    "du",
    "del",
    "van",
    "av",
    "der",
    "do",
    "datei",
    "fichier",
    "arquivo",
    "archivo",
    "pliku",
    "файла",
    "hachage",
    "skrót",
    "хэш",
    "Хэш",
    "хеш",
    "Хеш",
    "dosyasının",
    "karması",
    "의",
    "해시",
    "sha",
    "sha2",
    "sha-2",
    "hex",
    "base64",
    "algorithm",
    "integrity",
    "url",
    "uri",
    "size",
    "dist",
    "的",
    "哈希",
    "雜湊",
    "文件",
    "檔案",
    "ハッシュ",
    "対象",
    "ファイル",
];

/// A truncated digest has at least this many hex digits.
const SHORTEST_CUT: usize = 24;

/// Whether a word names no file: an article, a word such as "checksum", the name of a hash function.
pub(super) fn is_filler(word: &str) -> bool {
    let word = word.trim_matches(|sign: char| !sign.is_alphanumeric());
    word.is_empty()
        || FILLERS
            .iter()
            .any(|filler| word.eq_ignore_ascii_case(filler))
        || HashName::read(word).is_some()
        || is_key_of_a_digest(word)
        || word.len() >= SHORTEST_CUT && is_hex(word)
}

/// Whether a word is the key of a record and says that its value is a digest: `InstallerSha256`, `FileChecksum`,
/// `checksum64`.
fn is_key_of_a_digest(word: &str) -> bool {
    const ENDS: [&str; 6] = ["checksum", "sha1", "sha256", "sha384", "sha512", "md5"];
    let word = word.to_ascii_lowercase();
    word.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && (word.starts_with(ENDS[0]) || ENDS.iter().any(|end| word.ends_with(end)))
}
