//! Digests that were broken over several lines: all of one width, but for a shorter last one.

use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::{is_hex, read_hex};
use crate::engine::digest::expected::named::names_in;
use std::ops::Range;

/// A narrower line is a group of digits, a number or a word.
const NARROWEST: usize = 16;
/// A shorter last line may be a word, such as `face`.
const SHORTEST: usize = 8;
/// As many hex digits as the longest digest has.
const MOST_DIGITS: usize = 128;

/// A digest in several lines.
pub(super) struct WrappedDigest {
    /// Its lines, counted from 0.
    pub lines: Range<usize>,
    /// Its bytes if each line may also be a digest by itself; `None` if the lines are certainly one digest.
    pub unless_each: Option<Vec<u8>>,
}

/// The digests of a text that were broken over several lines.
pub(super) fn wrapped(text: &str) -> Vec<WrappedDigest> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let lines_of_it = run(&lines, start);
        let end = lines_of_it.end;
        found.extend(digest_in(&lines, lines_of_it));
        start = end.max(start + 1);
    }
    found
}

/// The lines from `start` on that may be one digest.
fn run(lines: &[&str], start: usize) -> Range<usize> {
    let Some(first) = digits_at_end(lines[start]) else {
        return start..start;
    };
    let mut end = start + 1;
    let mut width = first.len();
    while let Some(next) = lines.get(end).map(|line| line.trim())
        && next.len() <= width
        && width == first.len()
        && is_hex(next)
        && next.len() >= SHORTEST
    {
        width = next.len();
        end += 1;
    }
    start..end
}

/// The hex digits that a line ends with, by themselves or after white space or the sign of a name.
fn digits_at_end(line: &str) -> Option<&str> {
    let line = line.trim_end();
    let start = line.rfind(|sign: char| !sign.is_ascii_hexdigit());
    let start = start.map_or(0, |place| {
        place + line[place..].chars().next().map_or(0, char::len_utf8)
    });
    let is_word = line[..start].ends_with([' ', '\t', ':', '=']) || start == 0;
    (is_word && line.len() - start >= NARROWEST).then_some(&line[start..])
}

fn digest_in(lines: &[&str], run: Range<usize>) -> Option<WrappedDigest> {
    let (first, rest) = lines[run.clone()].split_first()?;
    let digits = digits_at_end(first)?;
    let total = digits.len() + rest.iter().map(|line| line.trim().len()).sum::<usize>();
    if rest.is_empty() || total > MOST_DIGITS || !is_whole(total) {
        return None;
    }
    let before = &first[..first.trim_end().len() - digits.len()];
    let is_bare = before.trim().is_empty();
    let above = run.start.checked_sub(1).map(|above| lines[above]);
    let named_in = if is_bare { above.unwrap_or("") } else { before };
    let mut names = names_in(named_in).into_iter();
    if let Some((_, named)) = names.next_back() {
        let len = named.algorithm().map(Algorithm::digest_len);
        return (len == Some(total / 2)).then_some(WrappedDigest {
            lines: run,
            unless_each: None,
        });
    }
    let is_each_whole =
        is_whole(digits.len()) && rest.iter().all(|line| is_whole(line.trim().len()));
    let unless_each = if is_each_whole {
        let whole = lines[run.clone()].iter().map(|line| line.trim());
        // This fails if a file's name stands before a digest: each line is then a digest of its own.
        let bytes = read_hex(&whole.collect::<String>()).ok();
        Some(bytes?)
    } else {
        None
    };
    Some(WrappedDigest {
        lines: run,
        unless_each,
    })
}

/// Whether some digest has this many hex digits.
fn is_whole(digits: usize) -> bool {
    digits.is_multiple_of(2) && Algorithm::of_len(digits / 2).next().is_some()
}
