//! One digest per line: for a list of keys, each hashed separately. CSV is RFC 4180.
//!
//! A line ends at LF or CR LF. Empty lines have no digest; white space inside a line is hashed.

use super::{Digest, DigestFormat};
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// A line of the list and its digest. The text itself is not kept: it may be a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineDigest {
    /// Its number, counted from 1, empty lines included.
    pub number: usize,
    /// The digest of the text without its line ending.
    pub digest: Digest,
}

/// The lines of `text` that are not empty, each with its digest by `digest_of`: plain or with a key. A line for
/// which that is `None` is left out.
pub fn lines(
    text: &str,
    digest_of: impl Fn(&[u8]) -> Option<Digest>,
) -> impl Iterator<Item = LineDigest> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
        .filter_map(move |(index, line)| {
            Some(LineDigest {
                number: index + 1,
                digest: digest_of(line.as_bytes())?,
            })
        })
}

/// The digests alone, one per line, in order; `None` where the algorithm does not have this form.
#[must_use]
pub fn digests(lines: &[LineDigest], form: DigestFormat) -> Option<String> {
    let mut output = String::new();
    for line in lines {
        output.push_str(&form.show(&line.digest)?);
        output.push('\n');
    }
    Some(output)
}

/// A CSV table of line numbers and digests, with a header that names the second column `head`; `None` where the
/// algorithm does not have this form.
#[must_use]
pub fn csv(lines: &[LineDigest], head: &str, form: DigestFormat) -> Option<String> {
    let mut table = format!("line,{head}\r\n");
    for line in lines {
        // A digest holds no comma and no quotation mark in any form: it needs no quotes.
        let digest = form.show(&line.digest)?;
        write!(table, "{},{digest}\r\n", line.number).expect("a String takes all that is written");
    }
    Some(table)
}

#[cfg(test)]
mod tests {
    use super::{Digest, csv, digests, lines};
    use crate::engine::digest::hmac::hmac;
    use crate::engine::digest::{Algorithm, DigestFormat, Encoding, digest};

    const HEX: DigestFormat = DigestFormat::Bytes(Encoding::Hex);

    const MD5: fn(&[u8]) -> Option<Digest> = |line| Some(digest(Algorithm::Md5, line));

    #[test]
    fn every_line_that_holds_something_has_its_own_digest() {
        let found: Vec<_> = lines("abc\r\n\n a \nabc", MD5)
            .map(|line| (line.number, Some(line.digest)))
            .collect();
        let of = |text: &str| MD5(text.as_bytes());
        assert_eq!(found, [(1, of("abc")), (3, of(" a ")), (4, of("abc"))]);
    }

    #[test]
    fn an_empty_list_has_no_digest() {
        assert_eq!(lines("\n\n", MD5).count(), 0);
        assert_eq!(digests(&[], HEX).as_deref(), Some(""));
    }

    #[test]
    fn a_list_becomes_lines_or_a_table() {
        let hex = "900150983cd24fb0d6963f7d28e17f72";
        let list: Vec<_> = lines("\nabc", MD5).collect();
        assert_eq!(digests(&list, HEX), Some(format!("{hex}\n")));
        assert_eq!(
            csv(&list, "md5", HEX),
            Some(format!("line,md5\r\n2,{hex}\r\n"))
        );
        assert_eq!(csv(&list, "md5", DigestFormat::Integrity), None);
    }

    #[test]
    fn a_key_counts_for_every_line() {
        let keyed = |line: &[u8]| hmac(Algorithm::Sha256, b"key", line);
        let digests: Vec<_> = lines("a\nb", keyed).map(|line| Some(line.digest)).collect();
        assert_eq!(digests, [keyed(b"a"), keyed(b"b")]);
    }
}
