//! A quick check whether a long text may hold a digest, so that it is worth parsing line by line.

use super::Sums;

/// Texts of up to this many bytes are always parsed.
const LONG: usize = 64 << 10;
/// A run of this many symbols may be a digest: MD5 in base64 has 22, and one that lacks some of them is reported.
const SYMBOLS: usize = 16;
/// This many groups of hex digits in a row may be part of a digest.
const GROUPS: usize = 4;

impl Sums {
    /// The result for a long text in which nothing resembles a digest: all lines are unreadable. `None` for any other.
    pub(super) fn without_digests(text: &str) -> Option<Self> {
        if text.len() <= LONG || may_hold_digest(text) {
            return None;
        }
        let lines = (1..).zip(text.lines());
        let said = lines.filter(|(_, line)| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with(['#', ';'])
        });
        Some(Self {
            unreadable: said.map(|(number, _)| (number, None)).collect(),
            ..Self::default()
        })
    }
}

/// Whether there is a run of symbols that is as long as most of a digest, or a row of groups of hex digits.
fn may_hold_digest(text: &str) -> bool {
    let is_symbol = |byte: u8| byte.is_ascii_alphanumeric() || b"+/_-".contains(&byte);
    let mut groups = 0;
    for run in text.as_bytes().split(|byte| !is_symbol(*byte)) {
        if run.len() >= SYMBOLS {
            return true;
        }
        for word in run.split(|byte| !byte.is_ascii_alphanumeric()) {
            let is_group =
                matches!(word.len(), 2 | 4 | 8) && word.iter().all(u8::is_ascii_hexdigit);
            if is_group {
                groups += 1;
            } else if !word.is_empty() {
                groups = 0;
            }
            if groups >= GROUPS {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::digest::Algorithm;

    /// Long enough to be looked at.
    fn around(text: &str) -> String {
        let filler = "A line of a page: NAME = value, of 12 in 34.\n".repeat(LONG / 40);
        format!("{filler}{text}\n{filler}")
    }

    #[test]
    fn a_digest_in_a_long_text_is_found_however_it_is_written() {
        let hex = "5d41402abc4b2a76b9719d911017c592";
        let pairs: Vec<&str> = (0..16).map(|at| &hex[2 * at..2 * at + 2]).collect();
        let words: Vec<&str> = (0..8).map(|at| &hex[4 * at..4 * at + 4]).collect();
        for digest in [
            hex.to_owned(),
            hex.to_uppercase(),
            pairs.join(":"),
            pairs.join("-"),
            pairs.join(" "),
            words.join(" "),
            "XUFAKrxLKna5cZ2REBfFkg==".to_owned(),
        ] {
            let text = around(&format!("MD5 (one.tar) = {digest}"));
            assert!(Sums::without_digests(&text).is_none(), "{digest}");
        }
    }

    #[test]
    fn of_a_long_text_without_a_digest_each_line_is_told_as_if_it_were_read() {
        let text = around("NAME=value\n# comment\n\n; another\nlast");
        let glanced = Sums::without_digests(&text).expect("there is none");
        assert_eq!(glanced, Sums::read(&text, Algorithm::Sha256));
        let short = "NAME=value\n# comment\n\n; another\nlast";
        assert!(Sums::without_digests(short).is_none());
        let read = Sums::read(short, Algorithm::Sha256).unreadable;
        assert_eq!(read, [(1, None), (5, None)]);
    }

    #[test]
    fn a_line_that_is_longer_than_any_with_a_digest_is_told() {
        let digest = "5d41402abc4b2a76b9719d911017c592";
        let text = format!("{digest}  one.tar\n{}{digest}\n", "ab:".repeat(50_000));
        let sums = Sums::of_pasted(&text, Algorithm::Md5);
        assert_eq!(sums.entries.len(), 1);
        assert_eq!(sums.unreadable, [(2, None)]);
    }
}
