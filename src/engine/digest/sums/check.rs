//! Checking files against a checksum file.

use super::{ListedFile, Sums};
use crate::engine::digest::Digest;
use std::collections::HashMap;
use std::fmt;

/// The result for a listed digest. Its `Display` is the word that `sha256sum --check` prints, or `missing`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// The file has this digest.
    Ok,
    /// The file has another one.
    Failed,
    /// The file was not given.
    Missing,
    /// The file was given, and its digest is not computed yet.
    Pending,
    /// The file was given and could not be read.
    Unread,
}

impl fmt::Display for Check {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ok => "OK",
            Self::Failed => "FAILED",
            Self::Missing => "missing",
            Self::Pending => "not read yet",
            Self::Unread => "not read",
        })
    }
}

/// What is known of a given file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState {
    /// It is being read.
    Pending,
    /// It could not be read, or that was cancelled.
    Unread,
    /// Its digests.
    Done(Vec<Digest>),
}

/// How a listed digest compares with one file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::engine::digest) enum Compared {
    /// The file has this digest.
    Same,
    /// The file has another one.
    Other,
    /// The digest of the file is still to be computed.
    Pending,
    /// The file could not be read.
    Unread,
}

impl ListedFile {
    /// Compares the digest with those of a file. Where the text does not name the algorithm, each that it can be of
    /// counts if it was computed; the likeliest one must have been.
    pub(in crate::engine::digest) fn compare(&self, file: &FileState) -> Compared {
        let digests = match file {
            FileState::Pending => return Compared::Pending,
            FileState::Unread => return Compared::Unread,
            FileState::Done(digests) => digests,
        };
        let of = |algorithm| {
            let mut digests = digests.iter();
            digests.find(move |digest| digest.algorithm() == algorithm)
        };
        let mut fitting = self.expected.algorithms().filter_map(of);
        match of(self.expected.algorithm()) {
            _ if fitting.any(|digest| self.expected.is(digest)) => Compared::Same,
            Some(_) => Compared::Other,
            None => Compared::Pending,
        }
    }
}

impl Sums {
    /// The result for every entry, in order. `files` are the given files with their names.
    ///
    /// A browser tells only the last part of a file's path, and so only the last parts are compared, after the
    /// last `/` or `\`. An entry is OK where a file of its name has its digest, unless another given file of the
    /// same name has none of the digests listed for it. An entry that names no file is compared with all.
    #[must_use]
    pub fn check(&self, files: &[(String, FileState)]) -> Vec<Check> {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, (name, _)) in files.iter().enumerate() {
            by_name.entry(last(name)).or_default().push(index);
        }
        let all: Vec<usize> = (0..files.len()).collect();
        let named = |entry: &ListedFile| match &entry.name {
            Some(name) => by_name.get(last(name)).map_or(&[][..], Vec::as_slice),
            None => &all,
        };
        let mut is_listed = vec![false; files.len()];
        for entry in &self.entries {
            for &index in named(entry) {
                is_listed[index] |= entry.compare(&files[index].1) == Compared::Same;
            }
        }
        let check = |entry: &ListedFile| {
            let files_of = named(entry);
            let compared = |wanted| {
                let mut compared = files_of.iter().map(|&index| entry.compare(&files[index].1));
                compared.any(|one| one == wanted)
            };
            let is_left_over = |&index: &usize| {
                !is_listed[index] && entry.compare(&files[index].1) == Compared::Other
            };
            match () {
                () if files_of.is_empty() => Check::Missing,
                () if compared(Compared::Pending) => Check::Pending,
                () if entry.name.is_some() && files_of.iter().any(is_left_over) => Check::Failed,
                () if compared(Compared::Same) => Check::Ok,
                () if compared(Compared::Other) => Check::Failed,
                () => Check::Unread,
            }
        };
        self.entries.iter().map(check).collect()
    }
}

/// The last part of a path of any system.
pub(in crate::engine::digest) fn last(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::{Check, FileState, Sums};
    use crate::engine::digest::sums::gnu_line;
    use crate::engine::digest::{Algorithm, Digest, digest};

    fn sha256(content: &str) -> Digest {
        digest(Algorithm::Sha256, content.as_bytes())
    }

    /// The words for a list of names and contents, with files of names and contents at hand.
    fn words(listed: &[(&str, &str)], given: &[(&str, &str)]) -> Vec<String> {
        let lines: Vec<_> = listed
            .iter()
            .map(|(name, content)| gnu_line(&sha256(content), name))
            .collect();
        let files: Vec<_> = given
            .iter()
            .map(|(name, content)| {
                let digests = vec![digest(Algorithm::Md5, b""), sha256(content)];
                ((*name).to_owned(), FileState::Done(digests))
            })
            .collect();
        let checks = Sums::read(&lines.join("\n"), Algorithm::Sha256).check(&files);
        checks.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_entry_has_a_result() {
        let listed = [("good", "1"), ("bad", "2"), ("absent", "3")];
        let given = [("bad", "other"), ("good", "1"), ("more", "1")];
        assert_eq!(words(&listed, &given), ["OK", "FAILED", "missing"]);
    }

    #[test]
    fn a_file_that_is_listed_twice_is_checked_twice() {
        let given = [("a", "1")];
        assert_eq!(words(&[("a", "1"), ("a", "2")], &given), ["OK", "FAILED"]);
        assert_eq!(words(&[("a", "2"), ("./a", "1")], &given), ["FAILED", "OK"]);
        assert_eq!(words(&[("a", "1"), ("a", "1")], &given), ["OK", "OK"]);
    }

    #[test]
    fn only_the_last_part_of_a_path_counts() {
        let given = [("a b.txt", "1")];
        for name in ["a b.txt", "./a b.txt", "dist/x/a b.txt", "C:\\x\\a b.txt"] {
            assert_eq!(words(&[(name, "1")], &given), ["OK"], "{name}");
            assert_eq!(words(&[(name, "2")], &given), ["FAILED"], "{name}");
        }
        assert_eq!(
            words(&[("ab.txt", "1"), ("a b.txt/", "1")], &given),
            ["missing"; 2]
        );
    }

    #[test]
    fn two_files_of_one_name_are_both_to_be_right() {
        let listed = [("x/c", "1"), ("y/c", "2")];
        assert_eq!(words(&listed, &[("c", "1"), ("c", "2")]), ["OK", "OK"]);
        assert_eq!(
            words(&listed, &[("c", "1"), ("c", "3")]),
            ["FAILED", "FAILED"]
        );
        assert_eq!(words(&[("c", "1")], &[("c", "1"), ("c", "3")]), ["FAILED"]);
    }

    #[test]
    fn a_digest_without_a_name_is_compared_with_the_files_at_hand() {
        let bare = |files: &[(String, FileState)]| {
            let text = sha256("1").encode(crate::engine::digest::Encoding::Hex);
            Sums::read(&text, Algorithm::Sha256).check(files)
        };
        let done = |content| ("f".to_owned(), FileState::Done(vec![sha256(content)]));
        assert_eq!(bare(&[]), [Check::Missing]);
        assert_eq!(bare(&[done("1")]), [Check::Ok]);
        assert_eq!(bare(&[done("2")]), [Check::Failed]);
        assert_eq!(bare(&[done("2"), done("1")]), [Check::Ok]);
    }

    #[test]
    fn a_digest_of_no_named_algorithm_is_compared_as_each_that_was_computed() {
        let file = |algorithms: &[Algorithm]| {
            let digests = algorithms.iter().map(|one| digest(*one, b"1")).collect();
            [("f".to_owned(), FileState::Done(digests))]
        };
        let hex = digest(Algorithm::Blake3, b"1").encode(crate::engine::digest::Encoding::Hex);
        let sums = Sums::read(&format!("{hex}  f"), Algorithm::Sha256);
        let check = |algorithms| sums.check(&file(algorithms))[0];
        assert_eq!(check(&[Algorithm::Sha256]), Check::Failed);
        assert_eq!(check(&[Algorithm::Sha256, Algorithm::Blake3]), Check::Ok);
        assert_eq!(check(&[Algorithm::Md5]), Check::Pending);
        let named = Sums::read(&format!("SHA256 (f) = {hex}"), Algorithm::Sha256);
        assert_eq!(
            named.check(&file(&[Algorithm::Sha256, Algorithm::Blake3]))[0],
            Check::Failed
        );
    }

    #[test]
    fn what_is_not_read_has_no_verdict() {
        let sums = Sums::read(&gnu_line(&sha256("1"), "f"), Algorithm::Sha256);
        let table = [
            (FileState::Pending, Check::Pending),
            (FileState::Unread, Check::Unread),
            (
                FileState::Done(vec![digest(Algorithm::Md5, b"1")]),
                Check::Pending,
            ),
        ];
        for (state, check) in table {
            assert_eq!(sums.check(&[("f".to_owned(), state)]), [check]);
        }
    }
}
