//! Parses JSON (RFC 8259). A duplicate name is an error: readers disagree on which counts.

use crate::engine::base::secret::Secret;
use crate::engine::syntax::tree::{DEPTH, SyntaxError, Tree};
use std::collections::HashSet;

/// Parses `text`.
///
/// # Errors
/// [`SyntaxError`] for anything but one JSON value, and for a duplicate name in an object.
pub fn parse(text: &str) -> Result<Tree, SyntaxError> {
    let mut parser = JsonParser { text, at: 0 };
    let value = parser.value(0)?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.error("there is text behind the end of the JSON"));
    }
    Ok(value)
}

struct JsonParser<'a> {
    text: &'a str,
    at: usize,
}

impl JsonParser<'_> {
    fn error(&self, what: &str) -> SyntaxError {
        SyntaxError::at(self.text, self.at, what)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.peek().is_some_and(|byte| b" \t\n\r".contains(&byte)) {
            self.at += 1;
        }
    }

    /// Skips white space, then `byte`; returns whether `byte` was there.
    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    fn value(&mut self, depth: u32) -> Result<Tree, SyntaxError> {
        if depth > DEPTH {
            return Err(self.error("it is nested too deep"));
        }
        self.skip_space();
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string().map(Tree::Text),
            _ => self.scalar(),
        }
    }

    fn object(&mut self, depth: u32) -> Result<Tree, SyntaxError> {
        self.at += 1;
        let mut members = Vec::new();
        let mut names = HashSet::new();
        if self.take(b'}') {
            return Ok(Tree::Table(members));
        }
        loop {
            self.skip_space();
            if self.peek() != Some(b'"') {
                return Err(
                    self.error("a name in double quotes is missing, or a comma is too many")
                );
            }
            let name = self.string()?.expose().to_owned();
            if !names.insert(name.clone()) {
                return Err(self.error("this name is in the object already: keep one"));
            }
            if !self.take(b':') {
                return Err(self.error("a colon is missing behind the name"));
            }
            members.push((name, self.value(depth + 1)?));
            if self.take(b'}') {
                return Ok(Tree::Table(members));
            }
            if !self.take(b',') {
                return Err(self.error("a comma or a closing brace is missing"));
            }
        }
    }

    fn array(&mut self, depth: u32) -> Result<Tree, SyntaxError> {
        self.at += 1;
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Tree::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.take(b']') {
                return Ok(Tree::List(items));
            }
            if !self.take(b',') {
                return Err(self.error("a comma or a closing bracket is missing"));
            }
        }
    }

    fn string(&mut self) -> Result<Secret, SyntaxError> {
        self.at += 1;
        let start = self.at;
        let mut out = Secret::with_capacity(0);
        loop {
            let rest = &self.text[self.at..];
            let end = rest
                .find(|symbol| matches!(symbol, '"' | '\\' | '\0'..='\u{1f}'))
                .unwrap_or(rest.len());
            out.push_str(&rest[..end]);
            self.at += end;
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => {
                    let (symbol, length) = escape(&self.text[self.at + 1..])
                        .ok_or_else(|| self.error("this backslash begins no escape of JSON"))?;
                    out.push(symbol);
                    self.at += 1 + length;
                }
                Some(_) => {
                    return Err(
                        self.error("a string has a control character or a line break in it")
                    );
                }
                None => {
                    self.at = start;
                    return Err(self.error("this string is never closed"));
                }
            }
        }
    }

    fn scalar(&mut self) -> Result<Tree, SyntaxError> {
        let rest = &self.text[self.at..];
        let inner = |symbol: char| symbol.is_ascii_alphanumeric() || "+-.".contains(symbol);
        let word = &rest[..rest.find(|symbol| !inner(symbol)).unwrap_or(rest.len())];
        let value = match word {
            "true" => Tree::Bool(true),
            "false" => Tree::Bool(false),
            "null" => Tree::Scalar(word.to_owned()),
            _ if is_number(word) => Tree::Scalar(word.to_owned()),
            _ => return Err(self.error("this is not a JSON value")),
        };
        self.at += word.len();
        Ok(value)
    }
}

/// The character that an escape stands for, and the length of the escape in bytes, without its backslash.
fn escape(text: &str) -> Option<(char, usize)> {
    let symbol = match text.bytes().next()? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(&text[1..])?;
            // A character beyond U+FFFF is a surrogate pair of two escapes.
            if let Some(symbol) = char::from_u32(first) {
                return Some((symbol, 5));
            }
            let second = unit(text.get(5..)?.strip_prefix("\\u")?)?;
            let (high, low) = (first.checked_sub(0xd800)?, second.checked_sub(0xdc00)?);
            let whole = (high < 0x400 && low < 0x400).then_some(0x10000 + (high << 10 | low))?;
            return Some((char::from_u32(whole)?, 11));
        }
        _ => return None,
    };
    Some((symbol, 1))
}

/// The UTF-16 code unit that `text` begins with, four hex digits.
fn unit(text: &str) -> Option<u32> {
    let digits = text.get(..4)?;
    let hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    hex.then(|| u32::from_str_radix(digits, 16).ok())?
}

/// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && digits(fraction)
        && digits(exponent)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::engine::syntax::tree::Tree;

    #[test]
    fn values_are_read_in_the_order_of_the_text() {
        let tree = parse(
            r#" {"b": {"x": [1, -2.5e3, null, true, ""]}, "a": "q\"\\\/\n\u00e9\ud834\udd1e"} "#,
        )
        .expect("it is JSON");
        let members = tree.members().expect("it is an object");
        assert_eq!((members[0].0.as_str(), members[1].0.as_str()), ("b", "a"));
        assert_eq!(
            tree.get("a").and_then(Tree::text),
            Some("q\"\\/\n\u{e9}\u{1d11e}")
        );
        let Some(Tree::List(items)) = tree.get("b").and_then(|b| b.get("x")) else {
            panic!("{tree:?}");
        };
        assert_eq!(items[0].number(), Some(1));
        assert_eq!(items[3].bool(), Some(true));
    }

    #[test]
    fn what_is_no_json_is_refused_with_its_line() {
        for (text, line, said) in [
            ("", 1, "not a JSON value"),
            ("{\n\"a\": 1,\n}", 3, "comma is too many"),
            ("{a: 1}", 1, "double quotes"),
            ("{\"a\" 1}", 1, "colon"),
            ("{\"a\": 1 \"b\": 2}", 1, "comma"),
            ("{\"a\": 1,\n\"a\": 2}", 2, "already"),
            ("[1 2]", 1, "bracket"),
            ("[01]", 1, "not a JSON value"),
            ("[.5]", 1, "not a JSON value"),
            ("[+1]", 1, "not a JSON value"),
            ("[nan]", 1, "not a JSON value"),
            ("\n\"abc", 2, "never closed"),
            ("\"a\nb\"", 1, "line break"),
            (r#""\x41""#, 1, "no escape"),
            (r#""\u12""#, 1, "no escape"),
            (r#""\ud834""#, 1, "no escape"),
            (r#""\ud834\u0041""#, 1, "no escape"),
            ("1 2", 1, "behind the end"),
            (&"[".repeat(100_000), 1, "too deep"),
        ] {
            let error = parse(text).expect_err(text);
            assert_eq!(error.line, line, "{text}");
            assert!(error.to_string().contains(said), "{text}: {error}");
        }
    }
}
