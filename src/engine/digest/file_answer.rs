//! What a pasted digest or checksum file says of each given file, in words for its row.
//!
//! A file that is listed by its name is `OK` or has `FAILED`, as `sha256sum --check` says. Any other file is compared
//! with the digests that have no name, and may be in the list under another name.

use super::sums::{Check, Comparison, FileState, ListedFile, Subject, Sums};
use super::verdict::Answer;
use super::{Algorithm, Digest};
use std::collections::HashMap;

/// At most this many lines are named.
const MOST_LINES: usize = 3;

/// The answer for one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileAnswer {
    /// It was compared.
    Compared(Answer),
    /// The list has neither its name nor its digest.
    NotListed,
}

/// The listed digests that were compared with a file.
#[derive(Default)]
struct ListedDigests<'a> {
    same: Vec<&'a ListedFile>,
    /// Those that no given file has.
    failed: Vec<&'a ListedFile>,
    is_listed: bool,
    /// Whether one of its digests is still to be computed.
    is_open: bool,
}

impl<'a> ListedDigests<'a> {
    fn add(&mut self, entry: &'a ListedFile, check: Check, file: &FileState) {
        match entry.compare(file) {
            Comparison::Same => self.same.push(entry),
            Comparison::Other if check == Check::Failed => self.failed.push(entry),
            Comparison::Other | Comparison::Unread => {}
            Comparison::Pending => self.is_open = true,
        }
    }
}

/// The answer for each of `files`; `None` for one that is not read yet, and where nothing is listed. `checks` is what
/// [`Sums::check`] says of the same files.
#[must_use]
pub fn file_answers(
    sums: &Sums,
    checks: &[Check],
    files: &[(String, FileState)],
) -> Vec<Option<FileAnswer>> {
    let subjects = sums.subjects(files);
    let mut found: Vec<ListedDigests<'_>> =
        files.iter().map(|_| ListedDigests::default()).collect();
    for ((entry, &check), subject) in sums.entries.iter().zip(checks).zip(&subjects) {
        if let Subject::Named(places) = subject {
            for &index in places.iter() {
                found[index].is_listed = true;
                found[index].add(entry, check, &files[index].1);
            }
        }
    }
    let unlisted = UnlistedDigests::of(sums, checks, &subjects);
    let answer = |(found, (_, file)): (ListedDigests<'_>, &(String, FileState))| match file {
        FileState::Done(_) if found.is_open || sums.entries.is_empty() => None,
        FileState::Done(_) if found.is_listed => listed(&found, file),
        FileState::Done(digests) => unlisted.answer(file, digests),
        FileState::Pending | FileState::Unread => None,
    };
    found.into_iter().zip(files).map(answer).collect()
}

/// The answer for a file that is listed by its name.
fn listed(found: &ListedDigests<'_>, file: &FileState) -> Option<FileAnswer> {
    let (good, word, says, entries) = match (&*found.failed, &*found.same) {
        ([], []) => return None,
        ([], same) => (true, "OK", "Match", same),
        (failed, _) => (false, "FAILED", "No match", failed),
    };
    Some(FileAnswer::Compared(Answer {
        good,
        word: word.to_owned(),
        detail: format!("{says} on {}.", lines(entries, file)),
    }))
}

/// `line 3 (SHA-512)`, `lines 1, 2`, `lines 1, 2, 3 and 5 more`. For a digest whose algorithm is not named, all that
/// were [`tried`] are listed.
fn lines(entries: &[&ListedFile], file: &FileState) -> String {
    if let [entry] = entries {
        return format!("line {} ({})", entry.line, tried(entry, file));
    }
    let shown = entries.iter().take(MOST_LINES);
    let shown: Vec<_> = shown.map(|entry| entry.line.to_string()).collect();
    let mut text = format!("lines {}", shown.join(", "));
    if entries.len() > MOST_LINES {
        let more = format!(" and {} more", entries.len() - MOST_LINES);
        text.push_str(&more);
    }
    text
}

/// The digests that are compared with files that are not listed by their names.
struct UnlistedDigests<'a> {
    /// The digests that may be of any file: those without a name, or the only one in the list.
    for_any: Vec<(&'a ListedFile, Check)>,
    /// All listed digests.
    all: &'a [ListedFile],
    /// All listed digests, by their bytes.
    by_bytes: HashMap<&'a [u8], &'a ListedFile>,
}

impl<'a> UnlistedDigests<'a> {
    fn of(sums: &'a Sums, checks: &[Check], subjects: &[Subject]) -> Self {
        let is_only = sums.entries.len() == 1;
        let all = sums.entries.iter().zip(checks.iter().copied());
        Self {
            for_any: all
                .zip(subjects)
                .filter(|(_, subject)| is_only || matches!(subject, Subject::Any))
                .map(|(one, _)| one)
                .collect(),
            all: &sums.entries,
            by_bytes: sums
                .entries
                .iter()
                .map(|entry| (entry.expected.as_bytes(), entry))
                .collect(),
        }
    }

    fn answer(&self, file: &FileState, digests: &[Digest]) -> Option<FileAnswer> {
        let mut found = ListedDigests::default();
        for (entry, check) in &self.for_any {
            found.add(entry, *check, file);
        }
        if found.is_open {
            return None;
        }
        let by_another_name = digests.iter().find_map(|digest| {
            let entry = self.by_bytes.get(digest.as_bytes())?;
            let mut fitting = entry.expected.algorithms();
            let fits = fitting.any(|algorithm| algorithm == digest.algorithm());
            entry
                .name
                .as_ref()
                .filter(|_| fits)
                .map(|name| (entry, name))
        });
        let compared = |good, word: &str, detail| {
            let word = word.to_owned();
            Some(FileAnswer::Compared(Answer { good, word, detail }))
        };
        if let Some((entry, name)) = by_another_name {
            let listed = format!("Listed on line {} as {name}.", entry.line);
            // The other digests listed for that name are of the same file.
            let of_it = self
                .all
                .iter()
                .filter(|one| one.name.as_ref() == Some(name));
            let failed = of_it.filter(|one| one.compare(file) == Comparison::Other);
            let failed: Vec<_> = failed.collect();
            return if failed.is_empty() {
                compared(true, "Match", listed)
            } else {
                let detail = format!("{listed} No match on {}.", lines(&failed, file));
                compared(false, "No match", detail)
            };
        }
        match (&*found.same, &*found.failed) {
            ([], _) if self.for_any.is_empty() => Some(FileAnswer::NotListed),
            ([], _) => compared(
                false,
                "No match",
                algorithms(self.for_any.iter().map(|one| one.0), file),
            ),
            (same, []) => compared(true, "Match", algorithms(same.iter().copied(), file)),
            (same, failed) => {
                let word = format!("{} of {} match", same.len(), same.len() + failed.len());
                let detail = format!("No match: {}", algorithms(failed.iter().copied(), file));
                compared(false, &word, detail)
            }
        }
    }
}

/// `SHA-256.`, `MD5, SHA-256.`: the algorithms with which the digests were compared.
fn algorithms<'a>(entries: impl Iterator<Item = &'a ListedFile>, file: &FileState) -> String {
    let mut labels: Vec<String> = Vec::new();
    for entry in entries {
        let label = tried(entry, file);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    format!("{}.", labels.join(", "))
}

/// The algorithms with which a digest was compared with a file: the one that it matches, or, where the list names
/// none, all that it can be of and that were computed.
fn tried(entry: &ListedFile, file: &FileState) -> String {
    let likeliest = entry.expected.algorithm().label();
    let FileState::Done(digests) = file else {
        return likeliest.to_owned();
    };
    if let Some(same) = digests.iter().find(|digest| {
        let mut fitting = entry.expected.algorithms();
        fitting.any(|one| one == digest.algorithm()) && entry.expected.is(digest)
    }) {
        return same.algorithm().label().to_owned();
    }
    let is_computed = |one: &Algorithm| digests.iter().any(|digest| digest.algorithm() == *one);
    let all = entry.expected.algorithms().filter(is_computed);
    let all: Vec<&str> = all.map(Algorithm::label).collect();
    match &all[..] {
        [] => likeliest.to_owned(),
        [one] => (*one).to_owned(),
        [before @ .., last] => {
            format!("as {} or {last}: the list names none", before.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{FileAnswer, file_answers};
    use crate::engine::digest::sums::{FileState, Sums, gnu_line, tag_line};
    use crate::engine::digest::{Algorithm, Encoding, digest};

    const SHA256: Algorithm = Algorithm::Sha256;

    /// The words for each file, which has digests of two algorithms.
    fn words(pasted: &str, files: &[(&str, &str)]) -> Vec<String> {
        let digests = |content: &str| {
            [SHA256, Algorithm::Md5].map(|algorithm| digest(algorithm, content.as_bytes()))
        };
        let files: Vec<_> = files
            .iter()
            .map(|(name, content)| ((*name).to_owned(), FileState::Done(digests(content).into())))
            .collect();
        let sums = Sums::of_pasted(pasted, SHA256);
        let answers = file_answers(&sums, &sums.check(&files), &files);
        let words = answers.into_iter().map(|answer| match answer {
            None => String::new(),
            Some(FileAnswer::NotListed) => "not listed".to_owned(),
            Some(FileAnswer::Compared(answer)) => {
                let mark = if answer.good { '+' } else { '-' };
                format!("{mark}{} {}", answer.word, answer.detail)
            }
        });
        words.collect()
    }

    fn line(name: &str, content: &str) -> String {
        gnu_line(&digest(SHA256, content.as_bytes()), name)
    }

    fn hex(algorithm: Algorithm, content: &str) -> String {
        digest(algorithm, content.as_bytes()).encode(Encoding::Hex)
    }

    #[test]
    fn a_listed_file_is_ok_or_has_failed_and_another_one_is_not_listed() {
        let list = [line("a", "1"), line("b", "2"), line("c", "3")].join("\n");
        assert_eq!(
            words(&list, &[("b", "2"), ("a", "9"), ("d", "8")]),
            [
                "+OK Match on line 2 (SHA-256).",
                "-FAILED No match on line 1 (SHA-256).",
                "not listed"
            ]
        );
    }

    #[test]
    fn one_wrong_digest_among_several_of_a_file_fails_it() {
        let md5 = |content: &str| tag_line(&digest(Algorithm::Md5, content.as_bytes()), "a");
        let lists = [
            ("1", "1", "+OK Match on lines 1, 2."),
            ("1", "2", "-FAILED No match on line 2 (MD5)."),
            ("2", "2", "-FAILED No match on lines 1, 2."),
        ];
        for (first, second, said) in lists {
            let list = format!("{}\n{}", line("a", first), md5(second));
            assert_eq!(words(&list, &[("a", "1")]), [said]);
        }
        let twice = format!("{}\n{}", line("a", "1"), line("a", "2"));
        assert_eq!(
            words(&twice, &[("a", "1")]),
            ["-FAILED No match on line 2 (SHA-256)."]
        );
    }

    #[test]
    fn two_files_of_one_name_each_have_their_own_line() {
        let list = [line("x/a", "1"), line("y/a", "2")].join("\n");
        assert_eq!(
            words(&list, &[("a", "2"), ("a", "1")]),
            [
                "+OK Match on line 2 (SHA-256).",
                "+OK Match on line 1 (SHA-256)."
            ]
        );
        let words = words(&list, &[("a", "1"), ("a", "3")]);
        assert!(words[1].starts_with("-FAILED"), "{words:?}");
    }

    #[test]
    fn a_digest_without_a_name_is_for_every_file() {
        let files = [("a", "1"), ("b", "2")];
        assert_eq!(
            words(&hex(SHA256, "1"), &files),
            ["+Match SHA-256.", "-No match SHA-256."]
        );
        assert_eq!(words("", &files), ["", ""]);
        assert_eq!(words("nothing of the kind", &files), ["", ""]);
        // Two of a download page for one file, and one for each of two files.
        let both = |md5: &str| format!("MD5: {md5}\nSHA-256: {}", hex(SHA256, "1"));
        let md5 = hex(Algorithm::Md5, "1");
        assert_eq!(words(&both(&md5), &files[..1]), ["+Match MD5, SHA-256."]);
        let other = hex(Algorithm::Md5, "7");
        assert_eq!(
            words(&both(&other), &files[..1]),
            ["-1 of 2 match No match: MD5."]
        );
        let each = format!("{}\n{}", hex(SHA256, "1"), hex(SHA256, "2"));
        assert_eq!(words(&each, &files), ["+Match SHA-256."; 2]);
    }

    #[test]
    fn a_file_that_was_renamed_is_found_by_its_digest() {
        let list = [line("a", "1"), line("b", "2")].join("\n");
        assert_eq!(
            words(&list, &[("b (1)", "2")]),
            ["+Match Listed on line 2 as b."]
        );
        let one = line("a", "1");
        assert_eq!(
            words(&one, &[("download", "1"), ("other", "2")]),
            ["+Match Listed on line 1 as a.", "-No match SHA-256."]
        );
    }

    #[test]
    fn a_failure_says_what_was_tried_where_the_list_names_nothing() {
        let say = |pasted: &str| {
            let all = Algorithm::ALL.map(|one| digest(one, b"1"));
            let files = [("a".to_owned(), FileState::Done(all.to_vec()))];
            let sums = Sums::of_pasted(pasted, SHA256);
            match file_answers(&sums, &sums.check(&files), &files).swap_remove(0) {
                Some(FileAnswer::Compared(answer)) => answer.detail,
                other => panic!("{other:?}"),
            }
        };
        let tried = "as SHA-256, SHA-512/256, SHA3-256 or BLAKE3: the list names none";
        assert_eq!(
            say(&line("a", "2")),
            format!("No match on line 1 ({tried}).")
        );
        assert_eq!(say(&hex(SHA256, "2")), format!("{tried}."));
        assert_eq!(
            say(&tag_line(&digest(SHA256, b"2"), "a")),
            "No match on line 1 (SHA-256)."
        );
        let blake3 = hex(Algorithm::Blake3, "1");
        assert_eq!(say(&format!("{blake3}  a")), "Match on line 1 (BLAKE3).");
    }

    #[test]
    fn a_renamed_file_is_compared_with_all_digests_of_its_name() {
        let wrong = tag_line(&digest(Algorithm::Md5, b"7"), "a");
        let both = format!("{}\n{wrong}", line("a", "1"));
        assert_eq!(
            words(&both, &[("a (1)", "1")]),
            ["-No match Listed on line 1 as a. No match on line 2 (MD5)."]
        );
        // Also if the other file was given under that name.
        let words = words(&both, &[("a", "1"), ("copy", "1")]);
        assert!(words.iter().all(|one| one.starts_with('-')), "{words:?}");
    }

    #[test]
    fn a_file_that_is_not_read_has_no_answer() {
        let sums = Sums::of_pasted(&line("a", "1"), SHA256);
        for state in [
            FileState::Pending,
            FileState::Unread,
            FileState::Done(vec![digest(Algorithm::Md5, b"1")]),
        ] {
            let files = [("a".to_owned(), state)];
            assert_eq!(file_answers(&sums, &sums.check(&files), &files), [None]);
        }
    }
}
