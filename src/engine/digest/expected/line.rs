//! Parsing one line of a checksum file.

use crate::engine::digest::Algorithm;
use crate::engine::digest::decoding::is_hex;
use std::borrow::Cow;

/// A parsed line: only the name is unescaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::digest) struct SumsLine<'a> {
    /// The text before the name in the BSD style.
    pub tag: Option<&'a str>,
    pub name: Cow<'a, str>,
    pub digest: &'a str,
}

/// Parses one line; `None` where it has none of the known forms. The digest is not checked.
pub(in crate::engine::digest) fn read_line(line: &str) -> Option<SumsLine<'_>> {
    let (is_escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let mut read = read_tagged(line).or_else(|| read_gnu(line))?;
    if is_escaped {
        read.name = unescape(&read.name)?.into();
    }
    Some(read)
}

/// `SHA256 (name) = digest`, and `SHA2-256(name)= digest` of OpenSSL.
fn read_tagged(line: &str) -> Option<SumsLine<'_>> {
    let (tag, rest) = line.split_once('(')?;
    let (name, digest) = rest
        .rsplit_once(") = ")
        .or_else(|| rest.rsplit_once(")= "))?;
    let tag = tag.strip_suffix(' ').unwrap_or(tag);
    let is_tag = !tag.is_empty()
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-/_".contains(&byte));
    (is_tag && !name.is_empty()).then_some(SumsLine {
        tag: Some(tag),
        name: name.into(),
        digest: digest.trim_end(),
    })
}

/// Whether a word is hex, of at least the length of the shortest checksum.
pub(in crate::engine::digest) fn is_digest_like(word: &str) -> bool {
    word.len() >= 8 && is_hex(word)
}

/// `digest  name` or `digest *name`; a single space, as old BSD tools write, is accepted too.
fn read_gnu(line: &str) -> Option<SumsLine<'_>> {
    let (digest, rest) = line.split_once([' ', '\t'])?;
    let name = rest.strip_prefix([' ', '*']).unwrap_or(rest);
    // A name of hex digits alone is the next group of a digest that is grouped by spaces, unless the digest is
    // complete already.
    let is_whole = Algorithm::of_len(digest.len() / 2).next().is_some() && digest.len() % 2 == 0;
    let is_group = !is_whole
        && rest.starts_with(|first: char| first.is_ascii_hexdigit())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b' ');
    (is_digest_like(digest) && !name.is_empty() && !is_group).then_some(SumsLine {
        tag: None,
        name: name.into(),
        digest,
    })
}

fn unescape(name: &str) -> Option<String> {
    let mut plain = String::with_capacity(name.len());
    let mut signs = name.chars();
    while let Some(sign) = signs.next() {
        plain.push(match sign {
            '\\' => match signs.next()? {
                '\\' => '\\',
                'n' => '\n',
                'r' => '\r',
                _ => return None,
            },
            other => other,
        });
    }
    Some(plain)
}
