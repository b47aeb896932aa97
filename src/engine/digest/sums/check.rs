//! Checking files against a checksum file.

use super::{ListedFile, Sums};
use crate::engine::digest::{Algorithm, Digest};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

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
pub(in crate::engine::digest) enum Comparison {
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
    pub(in crate::engine::digest) fn compare(&self, file: &FileState) -> Comparison {
        let digests = match file {
            FileState::Pending => return Comparison::Pending,
            FileState::Unread => return Comparison::Unread,
            FileState::Done(digests) => digests,
        };
        let of = |algorithm| {
            let mut digests = digests.iter();
            digests.find(move |digest| digest.algorithm() == algorithm)
        };
        let mut fitting = self.expected.algorithms().filter_map(of);
        match of(self.expected.algorithm()) {
            _ if fitting.any(|digest| self.expected.is(digest)) => Comparison::Same,
            Some(_) => Comparison::Other,
            None => Comparison::Pending,
        }
    }
}

/// The given files that a listed digest is about.
#[derive(Clone)]
pub(in crate::engine::digest) enum Subject {
    /// Those of its name, by their indexes.
    Named(Rc<[usize]>),
    /// Any: it has no name.
    Any,
    /// Those that have a digest listed for its name, and so are that file under another name, by their indexes.
    Renamed(Rc<[usize]>),
    /// None: its name is that of no given file.
    Missing,
}

impl Subject {
    /// The indexes of its files among the `count` given ones.
    fn places(&self, count: usize) -> impl Iterator<Item = usize> {
        let (named, any): (&[usize], _) = match self {
            Self::Named(places) | Self::Renamed(places) => (places, 0..0),
            Self::Any => (&[], 0..count),
            Self::Missing => (&[], 0..0),
        };
        named.iter().copied().chain(any)
    }
}

impl Sums {
    /// The files that each entry is about, in order.
    ///
    /// A browser reveals only the last part of a file's path, so only the last parts are compared, after the last
    /// `/` or `\`. Of several readings of a name the most literal one that is a given file's counts; if there is
    /// none, one that differs only in case from the name of a file that is not listed otherwise.
    pub(in crate::engine::digest) fn subjects(
        &self,
        files: &[(String, FileState)],
    ) -> Vec<Subject> {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (place, (name, _)) in files.iter().enumerate() {
            by_name.entry(last(name)).or_default().push(place);
        }
        let by_name: HashMap<&str, Rc<[usize]>> = by_name
            .into_iter()
            .map(|(name, places)| (name, places.into()))
            .collect();
        let of_entry = |entry: &ListedFile| {
            let name = entry.name_among(|name| by_name.contains_key(name))?;
            by_name.get(last(name)).cloned()
        };
        let named: Vec<_> = self.entries.iter().map(of_entry).collect();
        let unlisted = unlisted(files.len(), named.iter().flatten());
        let in_any_case = |entry: &ListedFile| {
            let is_it = |place: &&usize| {
                let file = last(&files[**place].0);
                let name = entry.name_among(|name| name.eq_ignore_ascii_case(file));
                name.is_some()
            };
            let name = last(&files[*unlisted.iter().find(is_it)?].0);
            by_name.get(name).cloned()
        };
        let mut subjects = Vec::with_capacity(self.entries.len());
        // Doubtful names count as names of files once one of them is that of a given file.
        let mut trusts_doubtful = false;
        for (entry, named) in self.entries.iter().zip(named) {
            let named = named.or_else(|| in_any_case(entry));
            trusts_doubtful |= entry.is_doubtful && named.is_some();
            subjects.push(named.map_or(Subject::Missing, Subject::Named));
        }
        for (entry, subject) in self.entries.iter().zip(&mut subjects) {
            let is_nameless = entry.name.is_none() || entry.is_doubtful && !trusts_doubtful;
            if is_nameless && matches!(subject, Subject::Missing) {
                *subject = Subject::Any;
            }
        }
        self.find_renamed(files, &mut subjects);
        subjects
    }

    /// Finds the files that are listed under another name, by the digests listed for that name.
    fn find_renamed(&self, files: &[(String, FileState)], subjects: &mut [Subject]) {
        let named = subjects.iter().filter_map(|subject| match subject {
            Subject::Named(places) => Some(places),
            _ => None,
        });
        let unlisted = unlisted(files.len(), named);
        if unlisted.is_empty() {
            return;
        }
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (entry, subject) in self.entries.iter().zip(&*subjects) {
            if let (Subject::Missing, Some(name)) = (subject, &entry.name) {
                let is_it = |place: &&usize| entry.compare(&files[**place].1) == Comparison::Same;
                let mut it = unlisted.iter().filter(is_it).peekable();
                if it.peek().is_some() {
                    by_name.entry(name).or_default().extend(it);
                }
            }
        }
        for (entry, subject) in self.entries.iter().zip(subjects) {
            let places = entry.name.as_ref().and_then(|name| by_name.get(&**name));
            if let (Subject::Missing, Some(places)) = (&*subject, places) {
                *subject = Subject::Renamed(places.as_slice().into());
            }
        }
    }

    /// The result for every entry, in order. `files` are the given files with their names.
    ///
    /// An entry is OK if a file of its name has its digest, unless another given file of the same name has none of
    /// the digests listed for it. An entry that names no file is compared with all. If a name is listed in several
    /// folders, the entries of those that no given file is from are missing. Under another name a file can only fail.
    #[must_use]
    pub fn check(&self, files: &[(String, FileState)]) -> Vec<Check> {
        self.check_subjects(files, &self.subjects(files))
    }

    fn check_subjects(&self, files: &[(String, FileState)], subjects: &[Subject]) -> Vec<Check> {
        let mut is_listed = vec![false; files.len()];
        for (entry, subject) in self.entries.iter().zip(subjects) {
            if let Subject::Named(places) = subject {
                for &place in places.iter() {
                    is_listed[place] |= entry.compare(&files[place].1) == Comparison::Same;
                }
            }
        }
        let check = |(entry, subject): (&ListedFile, &Subject)| {
            let places = || subject.places(files.len());
            let compared = |wanted| {
                let mut compared = places().map(|place| entry.compare(&files[place].1));
                compared.any(|one| one == wanted)
            };
            let is_left_over = |&place: &usize| {
                !is_listed[place] && entry.compare(&files[place].1) == Comparison::Other
            };
            match subject {
                _ if places().next().is_none() => Check::Missing,
                _ if compared(Comparison::Pending) => Check::Pending,
                Subject::Renamed(_) if compared(Comparison::Same) => Check::Missing,
                Subject::Named(places) if places.iter().any(is_left_over) => Check::Failed,
                _ if compared(Comparison::Same) => Check::Ok,
                _ if compared(Comparison::Other) => Check::Failed,
                _ => Check::Unread,
            }
        };
        let mut checks: Vec<Check> = self.entries.iter().zip(subjects).map(check).collect();
        if checks.contains(&Check::Failed) {
            for at in self.without_file(files, subjects, &is_listed) {
                if checks[at] == Check::Failed {
                    checks[at] = Check::Missing;
                }
            }
        }
        // Of alternatives one is enough: the others are of other files.
        let all = || self.entries.iter().zip(subjects);
        let is_one = |(entry, subject): (&ListedFile, &Subject)| {
            entry.is_alternative && matches!(subject, Subject::Any)
        };
        let is_found = all()
            .zip(&checks)
            .any(|(one, check)| is_one(one) && *check == Check::Ok);
        for (one, check) in all().zip(&mut checks) {
            if is_found && is_one(one) && *check == Check::Failed {
                *check = Check::Missing;
            }
        }
        checks
    }

    /// The entries in folders from which no file was given: there are fewer given files of their name than folders
    /// that list it, and other folders match.
    fn without_file(
        &self,
        files: &[(String, FileState)],
        subjects: &[Subject],
        is_listed: &[bool],
    ) -> Vec<usize> {
        // For each file the entries of its name, with their folders, and whether a given file has their digest.
        let mut of_file: Vec<Vec<(usize, Folder, bool)>> = vec![Vec::new(); files.len()];
        for (at, (entry, subject)) in self.entries.iter().zip(subjects).enumerate() {
            if let Subject::Named(places) = subject
                && let [first, ..] = places[..]
                && places.iter().all(|place| is_listed[*place])
                && let Some(folder) = folder(entry)
            {
                let is_right = |place: &usize| entry.compare(&files[*place].1) == Comparison::Same;
                of_file[first].push((at, folder, places.iter().any(is_right)));
            }
        }
        let mut lacking = Vec::new();
        for mut entries in of_file {
            let Some(&(first, ..)) = entries.first() else {
                continue;
            };
            entries.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
            let folders: Vec<_> = entries.chunk_by(|one, other| one.1 == other.1).collect();
            let given = subjects[first].places(files.len()).count();
            if folders.len() <= given {
                continue;
            }
            let root = |folder: &[(usize, Folder, bool)]| folder[0].1.0;
            let is_right = |folder: &[(usize, Folder, bool)]| folder.iter().any(|one| one.2);
            let right = folders.iter().filter(|folder| is_right(folder));
            let mut roots: Vec<_> = right.map(|folder| root(folder)).collect();
            roots.dedup();
            for folder in folders {
                if !is_right(folder) && roots.contains(&root(folder)) {
                    lacking.extend(folder.iter().map(|one| one.0));
                }
            }
        }
        lacking
    }

    /// The algorithms that must still be computed before a failure is certain: the others that the failed digests
    /// can be of.
    #[must_use]
    pub fn further(&self, files: &[(String, FileState)]) -> Vec<Algorithm> {
        let mut further = Vec::new();
        let subjects = self.subjects(files);
        let checks = self.check_subjects(files, &subjects);
        for ((entry, subject), check) in self.entries.iter().zip(&subjects).zip(checks) {
            if check != Check::Failed {
                continue;
            }
            for place in subject.places(files.len()) {
                let FileState::Done(digests) = &files[place].1 else {
                    continue;
                };
                let is_computed =
                    |algorithm| digests.iter().any(|digest| digest.algorithm() == algorithm);
                for algorithm in entry.expected.algorithms() {
                    if !is_computed(algorithm) && !further.contains(&algorithm) {
                        further.push(algorithm);
                    }
                }
            }
        }
        further
    }
}

/// The indexes of the files whose names are not listed; none if they are many, since each is compared with all entries.
fn unlisted<'a>(count: usize, listed: impl Iterator<Item = &'a Rc<[usize]>>) -> Vec<usize> {
    const FEW: usize = 16;
    let mut is_listed = vec![false; count];
    for places in listed {
        for &place in places.iter() {
            is_listed[place] = true;
        }
    }
    let mut unlisted: Vec<usize> = (0..count).filter(|place| !is_listed[*place]).collect();
    if unlisted.len() > FEW {
        unlisted.clear();
    }
    unlisted
}

/// The root of a folder's path, or `(` for a remark, `None` for a relative path; and the path or the remark.
type Folder = (Option<char>, String);

/// The folder of a listed file, or the remark that tells it from others of its name; `None` if it has neither, and may
/// be in any folder.
fn folder(entry: &ListedFile) -> Option<Folder> {
    if let Some(remark) = entry.remark() {
        return Some((Some('('), remark.to_owned()));
    }
    let path = entry.name.as_ref()?.replace('\\', "/");
    let (folder, name) = path.split_at(path.rfind('/')? + 1);
    if name.is_empty() || folder.contains("://") {
        return None;
    }
    let folder = folder.trim_start_matches("./");
    // The root, or a drive of Windows.
    let is_drive = folder.get(1..2) == Some(":");
    let root = folder
        .chars()
        .next()
        .filter(|first| *first == '/' || is_drive);
    Some((root, folder.to_owned()))
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

    /// The results for a list of names and contents, and given files with names and contents.
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
