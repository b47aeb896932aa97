//! Regular expressions of JavaScript, as far as they are a class of characters and a length: `^[a-z0-9]{32}$`.
//!
//! Fixed text may surround the class, `^key_[0-9a-f]+$`. Groups, alternatives, several classes, look-around and
//! references are not understood.

use super::super::symbols::SymbolSet;

/// What a value has to look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::engine::bundle) struct Pattern {
    /// The fixed text at the beginning.
    pub prefix: String,
    /// The characters after the prefix.
    pub symbols: SymbolSet,
    /// How many of them at least.
    pub least: u16,
    /// How many of them at most.
    pub most: u16,
    /// The fixed text at the end.
    pub suffix: String,
}

/// A part of a pattern.
struct Atom {
    symbols: SymbolSet,
    /// The character, if it is a single one written out.
    literal: Option<char>,
    least: u16,
    most: u16,
}

impl Pattern {
    /// Parses a regular expression; `None` if it is not understood.
    pub fn parse(source: &str) -> Option<Self> {
        let (open, inner) = match source.strip_prefix('^') {
            Some(inner) => (false, inner),
            None => (true, source),
        };
        let escaped = inner.ends_with("\\$");
        let (open, inner) = match inner.strip_suffix('$').filter(|_| !escaped) {
            Some(inner) => (open, inner),
            None => (true, inner),
        };
        let mut rest = inner;
        let mut atoms = Vec::new();
        while !rest.is_empty() {
            let (mut atom, after) = atom(rest)?;
            let (least, most, after) = quantifier(after)?;
            (atom.least, atom.most) = (least, most);
            if (least, most) != (1, 1) {
                atom.literal = None;
            }
            atoms.push(atom);
            rest = after;
        }
        let mut classes = atoms
            .iter()
            .enumerate()
            .filter(|(_, atom)| atom.literal.is_none());
        let (at, class) = classes.next()?;
        let text = |atoms: &[Atom]| atoms.iter().filter_map(|atom| atom.literal).collect();
        if classes.next().is_some() {
            return None;
        }
        // A pattern that may match anywhere in the value does not limit its length.
        let open = open && atoms.len() == 1;
        Some(Self {
            prefix: text(&atoms[..at]),
            symbols: class.symbols,
            least: class.least,
            most: if open { u16::MAX } else { class.most },
            suffix: text(&atoms[at + 1..]),
        })
        .filter(|pattern| pattern.symbols.count() > 1 && pattern.most > 0)
    }
}

/// The atom that `text` begins with, and what follows it.
fn atom(text: &str) -> Option<(Atom, &str)> {
    let mut symbols = text.chars();
    let first = symbols.next()?;
    let after = symbols.as_str();
    let class = |symbols: SymbolSet, after| {
        let symbols = symbols.and(SymbolSet::GRAPH);
        let (least, most) = (1, 1);
        Some((
            Atom {
                symbols,
                literal: None,
                least,
                most,
            },
            after,
        ))
    };
    let literal = |symbol: char, after| {
        let (least, most) = (1, 1);
        let symbols = u8::try_from(symbol).map_or(SymbolSet::NONE, |byte| SymbolSet::of(&[byte]));
        Some((
            Atom {
                symbols,
                literal: Some(symbol),
                least,
                most,
            },
            after,
        ))
    };
    match first {
        '[' => {
            let (set, after) = set(after)?;
            class(set, after)
        }
        '.' => class(SymbolSet::ALPHANUMERIC, after),
        '\\' => {
            let escaped = symbols.next()?;
            match shorthand(escaped) {
                Some(set) => class(set, symbols.as_str()),
                None if escaped.is_ascii_punctuation() => literal(escaped, symbols.as_str()),
                None => None,
            }
        }
        '(' | ')' | '|' | '^' | '$' | '*' | '+' | '?' | '{' | '}' | ']' => None,
        _ if first.is_ascii_graphic() => literal(first, after),
        _ => None,
    }
}

/// The class of `\d`, `\w` and `\S`.
const fn shorthand(symbol: char) -> Option<SymbolSet> {
    match symbol {
        'd' => Some(SymbolSet::DIGITS),
        'w' => Some(SymbolSet::ALPHANUMERIC.with(SymbolSet::of(b"_"))),
        'S' => Some(SymbolSet::ALPHANUMERIC),
        _ => None,
    }
}

/// The set after a `[`, and what follows the `]`.
fn set(text: &str) -> Option<(SymbolSet, &str)> {
    let (negated, mut rest) = match text.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut all = SymbolSet::NONE;
    loop {
        if let Some(after) = rest.strip_prefix(']') {
            let all = if negated {
                SymbolSet::ALPHANUMERIC.without(all)
            } else {
                all
            };
            return Some((all, after));
        }
        let (first, after) = member(rest)?;
        let range = after
            .strip_prefix('-')
            .filter(|last| !last.starts_with(']'));
        match (first, range) {
            (Member::One(first), Some(last)) => {
                let (Member::One(last), after) = member(last)? else {
                    return None;
                };
                if last < first {
                    return None;
                }
                all = all.with(SymbolSet::range(first, last));
                rest = after;
            }
            (Member::One(first), None) => {
                all = all.with(SymbolSet::of(&[first]));
                rest = after;
            }
            (Member::Set(set), _) => {
                all = all.with(set);
                rest = after;
            }
        }
    }
}

/// A member of a set.
enum Member {
    One(u8),
    Set(SymbolSet),
}

fn member(text: &str) -> Option<(Member, &str)> {
    let mut symbols = text.chars();
    let first = symbols.next().filter(char::is_ascii)?;
    if first != '\\' {
        return Some((Member::One(u8::try_from(first).ok()?), symbols.as_str()));
    }
    let escaped = symbols.next()?;
    let member = match shorthand(escaped).filter(|_| escaped != 'S') {
        Some(set) => Member::Set(set),
        None if escaped.is_ascii_punctuation() => Member::One(u8::try_from(escaped).ok()?),
        None => return None,
    };
    Some((member, symbols.as_str()))
}

/// How often the atom before `text` may repeat, at least and at most, and what follows the quantifier.
fn quantifier(text: &str) -> Option<(u16, u16, &str)> {
    let (least, most, after) = match text.as_bytes().first() {
        Some(b'+') => (1, u16::MAX, &text[1..]),
        Some(b'*') => (0, u16::MAX, &text[1..]),
        Some(b'?') => (0, 1, &text[1..]),
        Some(b'{') => {
            let (inside, after) = text[1..].split_once('}')?;
            let (least, most) = match inside.split_once(',') {
                None => (inside, inside),
                Some((least, "")) => (least, "65535"),
                Some(both) => both,
            };
            (least.parse().ok()?, most.parse().ok()?, after)
        }
        _ => return Some((1, 1, text)),
    };
    // A second mark makes it lazy or possessive.
    let single = !after.starts_with(['?', '+', '*', '{']);
    (single && least <= most).then_some((least, most, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_and_a_length_are_understood() {
        let set = |text| SymbolSet::parse(text).expect("it is ASCII");
        for (source, prefix, symbols, least, most, suffix) in [
            ("^[a-f0-9]{64}$", "", set("a-f0-9"), 64, 64, ""),
            ("^[A-Za-z0-9_-]+$", "", set("A-Za-z0-9_-"), 1, u16::MAX, ""),
            ("[a-z\\d]{8,}", "", set("a-z0-9"), 8, u16::MAX, ""),
            ("[a-z]{8}", "", set("a-z"), 8, u16::MAX, ""),
            ("^\\w{20,40}$", "", set("A-Za-z0-9_"), 20, 40, ""),
            ("^.{12}$", "", set("A-Za-z0-9"), 12, 12, ""),
            (
                "^sk-[a-zA-Z0-9]+$",
                "sk-",
                set("a-zA-Z0-9"),
                1,
                u16::MAX,
                "",
            ),
            ("^app\\.[A-F\\d]{16}=$", "app.", set("A-F0-9"), 16, 16, "="),
            ("^[^a-z]{10}$", "", set("A-Z0-9"), 10, 10, ""),
            ("^[\\]\\-a-c]{9}$", "", set("\\]\\-a-c"), 9, 9, ""),
            ("^[a-c-]{9}$", "", set("abc-"), 9, 9, ""),
        ] {
            let expected = Pattern {
                prefix: prefix.to_owned(),
                symbols,
                least,
                most,
                suffix: suffix.to_owned(),
            };
            assert_eq!(Pattern::parse(source), Some(expected), "{source}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for source in [
            "",
            "^$",
            "^fixed$",
            "^(a|b)$",
            "^[a-z]+|[0-9]+$",
            "^[A-Z]{4}-[0-9]{6}$",
            "^(?=.*\\d)[a-z0-9]{12}$",
            "^(?:[a-z]{4}){3}$",
            "^[a-z]{8}\\d{2}$",
            "^[a-z]+?$",
            "^[a]{8}$",
            "^[z-a]{8}$",
            "^[a-z]{9,8}$",
            "^[a-z]{99999}$",
            "^[a-z",
            "^\\p{L}{8}$",
            "^\\x41{8}$",
            "^[\\u0041]{8}$",
            "^[ä-ü]{8}$",
            "^[a-z]{0}$",
            "^\\",
            "^[a-z]\\b$",
        ] {
            assert_eq!(Pattern::parse(source), None, "{source}");
        }
    }
}
