//! Sets of ASCII characters, as `tr`, `grep` and regular expressions write them: `A-Za-z0-9`, `[:alnum:]`, `'+/='`.

use std::fmt;

/// A set of ASCII characters, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SymbolSet(u128);

impl SymbolSet {
    pub(super) const NONE: Self = Self(0);
    pub(super) const DIGITS: Self = Self::range(b'0', b'9');
    pub(super) const LOWER: Self = Self::range(b'a', b'z');
    pub(super) const UPPER: Self = Self::range(b'A', b'Z');
    pub(super) const HEX: Self = Self::DIGITS.with(Self::range(b'a', b'f'));
    pub(super) const UPPER_HEX: Self = Self::DIGITS.with(Self::range(b'A', b'F'));
    pub(super) const ALPHANUMERIC: Self = Self::DIGITS.with(Self::LOWER).with(Self::UPPER);
    pub(super) const BASE64: Self = Self::ALPHANUMERIC.with(Self::of(b"+/"));
    pub(super) const BASE64_URL: Self = Self::ALPHANUMERIC.with(Self::of(b"-_"));
    pub(super) const BASE32: Self = Self::UPPER.with(Self::range(b'2', b'7'));
    pub(super) const SPACE: Self = Self::of(b" ");
    pub(super) const NEWLINE: Self = Self::of(b"\n");
    pub(super) const DASH: Self = Self::of(b"-");
    pub(super) const GRAPH: Self = Self::range(b'!', b'~');

    pub(super) const fn range(first: u8, last: u8) -> Self {
        let mut bits = 0;
        let mut at = first;
        while at <= last && at < 128 {
            bits |= 1 << at;
            at += 1;
        }
        Self(bits)
    }

    pub(super) const fn of(symbols: &[u8]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < symbols.len() {
            bits |= 1 << (symbols[at] & 127);
            at += 1;
        }
        Self(bits)
    }

    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    pub(super) const fn not(self) -> Self {
        Self(!self.0)
    }

    pub(super) const fn holds(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// Its symbols in order.
    pub(super) fn bytes(self) -> Vec<u8> {
        (0..128).filter(|at| self.0 & 1 << at != 0).collect()
    }

    /// The set that `text` means by the rules of `tr`; `None` for what is not ASCII. Brackets around the whole stand
    /// for themselves there, so those of a pattern must be removed first.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut all = Self::NONE;
        for symbol in symbols(text)? {
            all = all.with(Self::of(&[symbol]));
        }
        Some(all)
    }

    /// The characters of `text`; `None` where they are not all ASCII.
    pub(super) fn parse_literally(text: &str) -> Option<Self> {
        text.is_ascii().then(|| Self::of(text.as_bytes()))
    }

    /// `self` with each symbol of `from` replaced by the one at the same place in `to`, as `tr` does.
    pub(super) fn translate(self, from: &str, to: &str) -> Option<Self> {
        let (from, to) = (symbols(from)?, symbols(to)?);
        let last = *to.last()?;
        let mut all = self;
        for symbol in &from {
            all = all.without(Self::of(&[*symbol]));
        }
        for (at, symbol) in from.iter().enumerate() {
            if self.meets(Self::of(&[*symbol])) {
                all = all.with(Self::of(&[*to.get(at).unwrap_or(&last)]));
            }
        }
        Some(all)
    }
}

/// `a-z 0-9 _`: letters first, then digits, then the rest.
impl fmt::Display for SymbolSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            self.and(Self::UPPER),
            self.and(Self::LOWER),
            self.and(Self::DIGITS),
            self.without(Self::ALPHANUMERIC),
        ];
        let mut apart = "";
        for part in parts {
            let bytes = part.bytes();
            for run in bytes.chunk_by(|one, next| one + 1 == *next && next.is_ascii_alphanumeric())
            {
                let (first, last) = (char::from(run[0]), char::from(run[run.len() - 1]));
                match run.len() {
                    1 => write!(f, "{apart}{first}")?,
                    2 => write!(f, "{apart}{first} {last}")?,
                    _ => write!(f, "{apart}{first}-{last}")?,
                }
                apart = " ";
            }
        }
        Ok(())
    }
}

/// The symbols of a set in order, with ranges, classes and escapes written out.
fn symbols(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if let Some((set, after)) = class(rest) {
            out.extend((0..128).filter(|at| set.meets(SymbolSet(1 << at))));
            rest = after;
            continue;
        }
        let (symbol, after) = match (first, after.split_first()) {
            (b'\\', Some((escaped, after))) => (unescape(*escaped), after),
            _ => (*first, after),
        };
        match after {
            [b'-', last, after @ ..] if *last >= symbol => {
                out.extend(symbol..=*last);
                rest = after;
            }
            _ => {
                out.push(symbol);
                rest = after;
            }
        }
    }
    Some(out)
}

const fn unescape(symbol: u8) -> u8 {
    match symbol {
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        other => other,
    }
}

/// The class that `text` begins with, `[:alnum:]`, and what follows it.
fn class(text: &[u8]) -> Option<(SymbolSet, &[u8])> {
    let classes: [(&[u8], SymbolSet); 9] = [
        (b"[:alnum:]", SymbolSet::ALPHANUMERIC),
        (b"[:alpha:]", SymbolSet::LOWER.with(SymbolSet::UPPER)),
        (b"[:digit:]", SymbolSet::DIGITS),
        (b"[:graph:]", SymbolSet::GRAPH),
        (b"[:lower:]", SymbolSet::LOWER),
        (b"[:print:]", SymbolSet::GRAPH.with(SymbolSet::SPACE)),
        (
            b"[:punct:]",
            SymbolSet::GRAPH.without(SymbolSet::ALPHANUMERIC),
        ),
        (b"[:space:]", SymbolSet::of(b" \t\n\r")),
        (b"[:upper:]", SymbolSet::UPPER),
    ];
    classes
        .into_iter()
        .find_map(|(name, set)| Some((set, text.strip_prefix(name)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_read_as_tr_reads_them() {
        for (text, expected) in [
            ("A-Za-z0-9", SymbolSet::ALPHANUMERIC),
            ("[:alnum:]", SymbolSet::ALPHANUMERIC),
            ("a-f0-9", SymbolSet::HEX),
            ("_A-Za-z0-9-", SymbolSet::BASE64_URL),
            ("-", SymbolSet::DASH),
            (" \\n", SymbolSet::SPACE.with(SymbolSet::NEWLINE)),
            ("+/A-Z[:lower:][:digit:]", SymbolSet::BASE64),
            ("", SymbolSet::NONE),
        ] {
            assert_eq!(SymbolSet::parse(text), Some(expected), "{text}");
        }
        assert_eq!(SymbolSet::parse("ä-ü"), None);
    }

    #[test]
    fn a_set_is_shown_in_ranges() {
        for (text, shown) in [
            ("0-9a-zA-Z", "A-Z a-z 0-9"),
            ("_a-f0-9-", "a-f 0-9 - _"),
            ("abxyz", "a b x-z"),
            ("!-/", "! \" # $ % & ' ( ) * + , - . /"),
        ] {
            let set = SymbolSet::parse(text).expect("it is ASCII");
            assert_eq!(set.to_string(), shown, "{text}");
        }
    }

    #[test]
    fn one_set_is_translated_into_another() {
        let url = SymbolSet::BASE64.translate("+/", "-_");
        assert_eq!(url, Some(SymbolSet::BASE64_URL));
        let upper = SymbolSet::HEX.translate("a-z", "A-Z");
        assert_eq!(upper, Some(SymbolSet::UPPER_HEX));
        assert_eq!(
            SymbolSet::UPPER_HEX.translate("[:upper:]", "[:lower:]"),
            Some(SymbolSet::HEX)
        );
    }
}
