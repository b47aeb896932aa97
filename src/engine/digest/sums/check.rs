//! Checking files against a checksum file.

use super::{ListedFile, Sums};
use crate::engine::digest::Digest;
use std::fmt;

/// The result for a listed file. Its `Display` is the word that `sha256sum --check` prints, or `missing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The digest is the listed one.
    Ok,
    /// The digest differs.
    Failed,
    /// The file was not given.
    Missing,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK",
            Self::Failed => "FAILED",
            Self::Missing => "missing",
        })
    }
}

impl ListedFile {
    /// Whether the file has the listed digest; [`Check::Missing`] where the digest of the listed algorithm
    /// was not computed.
    #[must_use]
    pub fn check(&self, digests: &[Digest]) -> Check {
        let algorithm = self.expected.algorithm();
        match digests
            .iter()
            .find(|digest| digest.algorithm() == algorithm)
        {
            Some(digest) if self.expected.is(digest) => Check::Ok,
            Some(_) => Check::Failed,
            None => Check::Missing,
        }
    }
}

impl Sums {
    /// The index in [`Sums::entries`] of the file called `name`.
    ///
    /// A browser tells only the last component of a file's path. Where no entry has exactly this name, an entry
    /// with this last component counts if it is the only one.
    #[must_use]
    fn position(&self, name: &str) -> Option<usize> {
        let exact = self
            .entries
            .iter()
            .position(|entry| plain(&entry.name) == plain(name));
        exact.or_else(|| {
            let mut same = (0..self.entries.len())
                .filter(|&index| last(&self.entries[index].name) == last(name));
            same.next().filter(|_| same.next().is_none())
        })
    }

    /// For every entry, in order, the given file that it lists, if there is one. `files` are the names of the
    /// given files, each with the value to return for it.
    #[must_use]
    pub fn assign<'a, File>(
        &self,
        files: impl IntoIterator<Item = (&'a str, File)>,
    ) -> Vec<Option<File>> {
        let mut assigned: Vec<Option<File>> = self.entries.iter().map(|_| None).collect();
        for (name, file) in files {
            if let Some(index) = self.position(name) {
                assigned[index] = Some(file);
            }
        }
        assigned
    }
}

fn plain(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}

fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{Check, Sums};
    use crate::engine::digest::sums::gnu_line;
    use crate::engine::digest::{Algorithm, digest};

    fn sums(names: &[&str]) -> Sums {
        let lines: Vec<_> = names
            .iter()
            .map(|name| gnu_line(&digest(Algorithm::Sha256, b"abc"), name))
            .collect();
        Sums::read(&lines.join("\n"), Algorithm::Sha256)
    }

    #[test]
    fn every_listed_file_has_a_verdict() {
        let (abc, other) = (
            [digest(Algorithm::Sha256, b"abc")],
            [digest(Algorithm::Sha256, b"abd")],
        );
        let sums = sums(&["good", "bad", "absent"]);
        let assigned = sums.assign([("bad", &other[..]), ("good", &abc[..]), ("more", &abc[..])]);
        let checks = sums.entries.iter().zip(assigned);
        let words = checks.map(|(entry, file)| entry.check(file.unwrap_or_default()).to_string());
        assert_eq!(words.collect::<Vec<_>>(), ["OK", "FAILED", "missing"]);
    }

    #[test]
    fn a_digest_of_another_algorithm_proves_nothing() {
        let md5 = [digest(Algorithm::Md5, b"abc")];
        assert_eq!(sums(&["file"]).entries[0].check(&md5), Check::Missing);
    }

    #[test]
    fn a_file_is_found_by_its_path_or_by_a_last_part_that_is_the_only_one() {
        let sums = sums(&["./a", "dist/b", "x/c", "y/c", "c2"]);
        assert_eq!(sums.position("a"), Some(0));
        assert_eq!(sums.position("b"), Some(1));
        assert_eq!(sums.position("c"), None);
        assert_eq!(sums.position("y/c"), Some(3));
        assert_eq!(sums.position("c2"), Some(4));
    }
}
