//! What a person pasted for files: one expected digest, several of a download page, or a checksum file.

use super::name::FileNames;
use super::{ListedFile, Sums};
use crate::engine::digest::Algorithm;
use crate::engine::digest::expected::{DigestError, ExpectedDigest};
use std::collections::HashSet;

impl Sums {
    /// Parses a text that is an expected digest as it was found somewhere, or a checksum file; see [`Sums::read`].
    #[must_use]
    pub fn of_pasted(text: &str, selected: Algorithm) -> Self {
        let mut sums = Self::read(text, selected);
        let is_one_line = || text.trim().lines().count() == 1;
        if sums.entries.is_empty() && is_one_line() {
            // Parsed as a single digest, more forms are recognised, and the error is more precise.
            let is_known = |(_, error): &(usize, Option<DigestError>)| {
                error.is_some_and(|error| error.is_of_a_digest())
            };
            match ExpectedDigest::read(text, selected) {
                Some(Ok(expected)) => {
                    let entry = ListedFile::new(1, FileNames::default(), expected);
                    sums.entries.push(entry);
                    sums.unreadable.clear();
                }
                Some(Err(error)) if !sums.unreadable.iter().any(is_known) => {
                    sums.unreadable = vec![(1, Some(error))];
                }
                _ => {}
            }
        }
        sums.drop_bystanders();
        // A file has no key here.
        for keyed in sums
            .entries
            .extract_if(.., |entry| entry.expected.is_keyed())
        {
            sums.unreadable.push((keyed.line, Some(DigestError::Keyed)));
        }
        sums.unreadable.sort_by_key(|(line, _)| *line);
        sums
    }

    /// Where the algorithm of one digest is named, another one without a name is likely to be something else, such as
    /// the commit in a URL. It stays if it has a line of its own with the name of a file, or is longer than most
    /// commit ids.
    pub(in crate::engine::digest) fn drop_bystanders(&mut self) {
        let named = self.entries.iter();
        let named = named.filter(|entry| entry.expected.is_named());
        let lines: HashSet<usize> = named.map(|entry| entry.line).collect();
        if !lines.is_empty() {
            self.entries.retain(|entry| {
                let stands_alone = entry.name.is_some() && !lines.contains(&entry.line);
                let is_long = entry.expected.as_bytes().len() > Algorithm::Sha1.digest_len();
                entry.expected.is_named() || stands_alone || is_long
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Sums;
    use crate::engine::digest::{Algorithm, Encoding, digest};

    fn hex(algorithm: Algorithm, content: &str) -> String {
        digest(algorithm, content.as_bytes()).encode(Encoding::Hex)
    }

    /// The names and algorithms that a text lists.
    fn listed(text: &str) -> Vec<(Option<String>, &'static str)> {
        let sums = Sums::of_pasted(text, Algorithm::Sha256);
        assert!(sums.unreadable.is_empty(), "{text}: {:?}", sums.unreadable);
        let entries = sums.entries.into_iter();
        entries
            .map(|entry| (entry.name, entry.expected.algorithm().label()))
            .collect()
    }

    #[test]
    fn a_digest_alone_is_one_in_every_form_that_is_recognised() {
        let digest = digest(Algorithm::Sha256, b"quince");
        let hex = digest.encode(Encoding::Hex);
        let pairs: Vec<&str> = (0..32).map(|n| &hex[2 * n..2 * n + 2]).collect();
        for text in [
            hex.clone(),
            hex.to_uppercase(),
            pairs.join("-"),
            pairs.join(":"),
            pairs.join(" "),
            digest.encode(Encoding::Base64),
            digest.encode(Encoding::Base64Url),
            format!("sha256:{hex}"),
            format!("  sha256-{}\n", digest.encode(Encoding::Base64)),
            format!("\u{201c}{hex}\u{201d}."),
        ] {
            assert_eq!(listed(&text), [(None, "SHA-256")], "{text}");
        }
    }

    #[test]
    fn a_list_keeps_its_names() {
        let (one, two) = (hex(Algorithm::Sha256, "1"), hex(Algorithm::Md5, "2"));
        let list = format!("{one}  one.tar\nMD5 (two.tar) = {two}\n");
        assert_eq!(
            listed(&list),
            [
                (Some("one.tar".to_owned()), "SHA-256"),
                (Some("two.tar".to_owned()), "MD5")
            ]
        );
    }

    #[test]
    fn beside_a_named_digest_one_without_name_and_file_is_none() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        let right = hex(Algorithm::Sha256, "1");
        let digest = digest(Algorithm::Sha256, b"1");
        let integrity = digest.encode(Encoding::Base64);
        for text in [
            format!("{commit}\nsha256: {right}\n"),
            format!("rev = \"{commit}\"; sha256 = \"{right}\";"),
            format!("rev=\"{commit}\"; hash=\"sha256-{integrity}\""),
            format!("    sha256=\"{right}\", commit = \"{commit}\","),
            format!("url '/tree/{commit}/x', sha256: '{right}'"),
        ] {
            let algorithms: Vec<_> = listed(&text).into_iter().map(|(_, label)| label).collect();
            assert_eq!(algorithms, ["SHA-256"], "{text}");
        }
    }

    #[test]
    fn a_digest_with_a_digit_too_few_is_no_entry_and_is_told() {
        let text = &hex(Algorithm::Sha256, "1")[1..];
        let sums = Sums::of_pasted(text, Algorithm::Sha256);
        assert!(sums.entries.is_empty());
        let [(1, Some(error))] = sums.unreadable[..] else {
            panic!("{:?}", sums.unreadable);
        };
        assert_eq!(error.to_string(), "63 hex digits: one digit is missing.");
    }
}
