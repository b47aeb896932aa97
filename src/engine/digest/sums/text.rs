//! Checksum files as files: how their bytes are decoded and what their names say.

use crate::engine::digest::Algorithm;
use crate::engine::digest::expected::named::{HashName, names_in};
use std::borrow::Cow;

/// The text of a checksum file: UTF-16 where it begins with that byte order mark, as Windows PowerShell writes
/// it, else UTF-8. What is neither is replaced by U+FFFD.
#[must_use]
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let units = |of: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let (pairs, _) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| of(*pair)).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(u16::from_le_bytes, rest).into(),
        [0xfe, 0xff, rest @ ..] => units(u16::from_be_bytes, rest).into(),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest),
        bytes => String::from_utf8_lossy(bytes),
    }
}

/// The texts of several checksum files as one, and the algorithm that all their names say. Each text comes with the
/// algorithm that its file's name says; if these differ, a comment above each list names it. `None` without a list.
#[must_use]
pub fn joined(mut lists: Vec<(Option<Algorithm>, String)>) -> Option<(Option<Algorithm>, String)> {
    let first = lists.first()?.0;
    let is_one = lists.iter().all(|(algorithm, _)| *algorithm == first);
    // A comment counts up to the next one, so lists without one go first.
    lists.sort_by_key(|(algorithm, _)| algorithm.is_some());
    let mut text = String::new();
    for (algorithm, list) in lists {
        if let (false, Some(algorithm)) = (is_one, algorithm) {
            text.push_str("# ");
            text.push_str(algorithm.label());
            text.push('\n');
        }
        text.push_str(&list);
        if !list.ends_with('\n') {
            text.push('\n');
        }
    }
    Some((first.filter(|_| is_one), text))
}

/// What the name of a checksum file says about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListName {
    /// The algorithm: of `SHA512SUMS` and `app.zip.sha512`.
    pub algorithm: Option<Algorithm>,
    /// The one file that it is about: `app.zip` of `app.zip.sha512`.
    pub file: Option<String>,
}

impl ListName {
    /// What the name of a checksum file says: `SHA256SUMS`, `checksums.txt`, `app_1.2_checksums.txt`,
    /// `app.zip.sha256`, `app.zip.sha256sum`, `app.dsc`, `app.changes`; each also followed by `.txt`, or by `.asc`
    /// if it is signed. `None` for any other file.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let base = ["txt", "asc"]
            .iter()
            .find_map(|end| lower.strip_suffix(end)?.strip_suffix('.'))
            .unwrap_or(&lower);
        if ["dsc", "changes", "buildinfo"].iter().any(|end| {
            base.strip_suffix(end)
                .is_some_and(|before| before.ends_with('.'))
        }) {
            return Some(Self {
                algorithm: None,
                file: None,
            });
        }
        if let Some((before, end)) = base.rsplit_once('.')
            && let (true, algorithm) = of_extension(end)
        {
            return Some(Self {
                algorithm,
                // The lower-case form of an ASCII letter is as long: the cut is at the same place.
                file: name
                    .get(..before.len())
                    .filter(|file| !file.is_empty() && !is_list_word(file))
                    .map(str::to_owned),
            });
        }
        let is_list = base.split(['.', '_', '-']).any(is_list_word)
            // The names of some algorithms have a hyphen themselves.
            || base.split(['.', '_']).any(is_list_word);
        is_list.then(|| Self {
            algorithm: names_in(base)
                .into_iter()
                .find_map(|(_, named)| named.algorithm()),
            file: None,
        })
    }
}

/// `SHA256SUMS`, `sha256sum`, `checksums`.
fn is_list_word(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    matches!(
        lower.as_str(),
        "checksum" | "checksums" | "hashes" | "digests" | "shasums"
    ) || lower.starts_with("shasums")
        || ["sums", "sum"].iter().any(|end| {
            lower.strip_suffix(end).is_some_and(|name| {
                HashName::read(name).is_some() || matches!(name, "sha" | "sha2")
            })
        })
}

/// Whether an extension is that of a checksum file, and the algorithm that it names, if that is computed here.
fn of_extension(end: &str) -> (bool, Option<Algorithm>) {
    let name = end
        .strip_suffix("sums")
        .or_else(|| end.strip_suffix("sum"))
        .unwrap_or(end);
    match HashName::read(name) {
        Some(named) => (true, named.algorithm()),
        None => (matches!(end, "sha" | "digest" | "checksum"), None),
    }
}

#[cfg(test)]
mod tests {
    use super::{ListName, decode};
    use crate::engine::digest::Algorithm;
    use crate::engine::digest::sums::file_name;

    #[test]
    fn a_checksum_file_is_known_by_its_name() {
        use Algorithm::{Blake3, Md5, Sha3_256, Sha256, Sha512, Sha512_256};
        let table = [
            ("SHA256SUMS", Some(Sha256), None),
            ("sha512sum.txt", Some(Sha512), None),
            ("B3SUMS", Some(Blake3), None),
            ("SHA3-256SUMS", Some(Sha3_256), None),
            ("app_1.2_SHA512-256SUMS.txt", Some(Sha512_256), None),
            ("CHECKSUMS", None, None),
            ("SHASUMS256.txt", None, None),
            ("checksums.txt", None, None),
            ("app_1.2.0_checksums.txt", None, None),
            ("app_1.2.0_SHA256SUMS", Some(Sha256), None),
            ("App.tar.gz.sha256", Some(Sha256), Some("App.tar.gz")),
            ("app.zip.sha256sum", Some(Sha256), Some("app.zip")),
            ("app.zip.md5", Some(Md5), Some("app.zip")),
            ("SHA256SUMS.asc", Some(Sha256), None),
            ("app_1.2-1.dsc", None, None),
        ];
        for (name, algorithm, file) in table {
            let read = ListName::read(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(
                (read.algorithm, read.file.as_deref()),
                (algorithm, file),
                "{name}"
            );
        }
    }

    #[test]
    fn the_name_of_a_list_made_here_tells_its_algorithm() {
        for algorithm in Algorithm::ALL {
            let name = file_name(&[algorithm]);
            let read = ListName::read(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(read.algorithm, Some(algorithm), "{name}");
        }
    }

    #[test]
    fn any_other_file_is_to_be_hashed() {
        for name in [
            "app.zip",
            "sums.xlsx",
            "summary.txt",
            "sha256.rs",
            "notes.txt",
            "app.asc",
            "md5.txt.zip",
            "consum",
        ] {
            assert_eq!(ListName::read(name), None, "{name}");
        }
    }

    #[test]
    fn the_encodings_of_windows_are_decoded() {
        let utf16 = |bytes: fn(u16) -> [u8; 2]| {
            "\u{feff}aé"
                .encode_utf16()
                .flat_map(bytes)
                .collect::<Vec<_>>()
        };
        assert_eq!(decode(&utf16(u16::to_le_bytes)), "aé");
        assert_eq!(decode(&utf16(u16::to_be_bytes)), "aé");
        assert_eq!(decode("\u{feff}aé".as_bytes()), "aé");
        assert_eq!(decode("aé".as_bytes()), "aé");
        assert_eq!(decode(&[0xff, 0xfe, 0x61]), "");
    }
}
