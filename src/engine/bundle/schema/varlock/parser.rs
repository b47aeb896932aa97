//! The values of `@env-spec`: texts, function calls, lists and objects, in items and in decorators.

use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;
use crate::engine::env::error::ValueError;
use crate::engine::env::read::Meaning;
use crate::engine::env::readers::varlock::{refers, text_in};

/// How deep calls, lists and objects may be nested.
const DEPTH: usize = 20;

/// Where a value stands, which decides how it continues on the next line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// In an item: without a mark.
    Item,
    /// In a comment: after a `#`.
    Decorator,
}

/// A value.
#[derive(Debug)]
pub(super) enum Node {
    /// A text without references.
    Text(Secret),
    /// A text that refers to other items or runs a command.
    Template,
    /// A call, its arguments with their names.
    Call(String, Vec<(Option<String>, Node)>),
    /// A list.
    List(Vec<(Option<String>, Node)>),
    /// An object.
    Object(Vec<(Option<String>, Node)>),
}

impl Node {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.expose()),
            _ => None,
        }
    }

    /// The integer, if it is one from 0 to 65,535.
    pub fn number(&self) -> Option<u16> {
        self.text()?.trim().parse().ok()
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        self.text() == Some("true")
    }
}

/// Parses the text of a schema, from the position `at` on.
pub(super) struct VarlockParser<'a> {
    text: &'a str,
    at: usize,
    /// The line of the position `counted`, so that each line is counted once.
    line: usize,
    counted: usize,
}

impl<'a> VarlockParser<'a> {
    pub const fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            counted: 0,
        }
    }

    pub const fn is_at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    pub const fn position(&self) -> usize {
        self.at
    }

    pub const fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    /// The text from `start` to here.
    pub fn since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    /// The number of the line, from 1. The position must not be before that of an earlier call.
    pub fn line_number(&mut self) -> usize {
        let passed = &self.text.as_bytes()[self.counted.min(self.at)..self.at];
        self.line += memchr::memchr_iter(b'\n', passed).count();
        self.counted = self.at;
        self.line
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The text from here to the end of the line.
    pub fn rest_of_line(&self) -> &'a str {
        let rest = self.rest();
        &rest[..rest.find('\n').unwrap_or(rest.len())]
    }

    /// Moves past the end of the line.
    pub fn next_line(&mut self) {
        let length = self.rest_of_line().len();
        self.at = (self.at + length + 1).min(self.text.len());
    }

    /// Skips `symbol`; returns whether it was there.
    pub fn take(&mut self, symbol: char) -> bool {
        let there = self.rest().starts_with(symbol);
        if there {
            self.at += symbol.len_utf8();
        }
        there
    }

    /// Skips blanks.
    pub fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    /// Skips and returns the characters from here on that `inner` accepts.
    pub fn word(&mut self, inner: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let word = &rest[..rest.find(|symbol| !inner(symbol)).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// Skips the name of an item and its `=`; returns the name, or `None` without a `=`.
    pub fn name(&mut self) -> Option<&'a str> {
        self.skip_blanks();
        let line = self.rest_of_line();
        let exported = line
            .strip_prefix("export")
            .filter(|rest| rest.starts_with([' ', '\t']));
        if let Some(rest) = exported {
            self.at += line.len() - rest.len();
            self.skip_blanks();
        }
        let name = self.word(|symbol| !matches!(symbol, '=' | ' ' | '\t' | '\n'));
        self.skip_blanks();
        self.take('=').then_some(name)
    }

    /// The value of an item; `None` where it has none.
    pub fn item_value(&mut self) -> Result<Option<Node>, ValueError> {
        let start = self.at;
        if let Some(node) = self.structured(Context::Item, 0)
            && self.ends_line()
        {
            return Ok(Some(node));
        }
        self.at = start;
        for quote in ["\"\"\"", "```"] {
            if let Some(inside) = self.rest().strip_prefix(quote) {
                let end = inside.find(quote).ok_or(ValueError::UnclosedQuote)?;
                self.at += 2 * quote.len() + end;
                return Ok(Some(of_quoted(&inside[..end], '"')));
            }
        }
        let line = self.rest_of_line();
        let content = line.trim_start_matches([' ', '\t']);
        if content.trim_end().is_empty() || content.starts_with('#') {
            self.at += line.len() - content.len();
            return Ok(None);
        }
        // JSON is a text: a list or an object has `=` where JSON has `:`.
        if content.starts_with(['{', '[']) {
            let json = content.split(" #").next().unwrap_or(content).trim_end();
            self.at += line.len() - content.len() + json.len();
            return Ok(Some(Node::Text(json.into())));
        }
        let parsed = Dialect::Varlock.read(self.rest())?;
        self.at += parsed.lead.len() + parsed.token.len();
        Ok(Some(match parsed.meaning {
            Meaning::Text(text) => Node::Text(Secret::from(text.as_str())),
            Meaning::Template if parsed.token == "undefined" => return Ok(None),
            Meaning::Template if !parsed.token.contains('$') => Node::Text(parsed.token.into()),
            Meaning::Template => Node::Template,
        }))
    }

    /// Whether nothing but a comment follows in the line.
    fn ends_line(&self) -> bool {
        let rest = self.rest_of_line().trim_start();
        rest.is_empty() || rest.starts_with('#')
    }

    /// A call, a list or an object that begins here.
    pub fn structured(&mut self, context: Context, depth: usize) -> Option<Node> {
        if depth > DEPTH {
            return None;
        }
        if self.take('[') {
            return Some(Node::List(self.members(context, ']', depth)?));
        }
        if self.take('{') {
            return Some(Node::Object(self.members(context, '}', depth)?));
        }
        let start = self.at;
        let name = self.word(|symbol| symbol.is_ascii_alphanumeric() || symbol == '_');
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) || !self.take('(') {
            self.at = start;
            return None;
        }
        Some(Node::Call(
            name.to_owned(),
            self.members(context, ')', depth)?,
        ))
    }

    /// The members up to `end`, which is skipped.
    pub fn members(
        &mut self,
        context: Context,
        end: char,
        depth: usize,
    ) -> Option<Vec<(Option<String>, Node)>> {
        let mut members = Vec::new();
        loop {
            self.skip_space(context);
            if self.take(end) {
                return Some(members);
            }
            let start = self.at;
            let key = self.word(|symbol| symbol.is_ascii_alphanumeric() || symbol == '_');
            let key = if end == '}' {
                self.skip_blanks();
                self.take('=').then_some(key)
            } else {
                self.take('=').then_some(key)
            };
            if key.is_none_or(str::is_empty) {
                self.at = start;
            } else {
                self.skip_blanks();
            }
            let key = key.filter(|key| !key.is_empty()).map(str::to_owned);
            members.push((key, self.member(context, end, depth)?));
            self.skip_space(context);
            if !self.take(',') && !self.rest().starts_with(end) {
                return None;
            }
        }
    }

    fn member(&mut self, context: Context, end: char, depth: usize) -> Option<Node> {
        let start = self.at;
        if let Some(node) = self.structured(context, depth + 1) {
            return Some(node);
        }
        self.at = start;
        if let Some(node) = self.quoted() {
            return Some(node);
        }
        if let Some(node) = self.regex() {
            return Some(node);
        }
        let bare = self
            .word(|symbol| !matches!(symbol, '\n' | ',' | ')') && (end == ')' || symbol != end));
        let bare = bare.trim();
        (!bare.is_empty()).then(|| of_bare(bare))
    }

    /// A text in quotes, within its line.
    pub fn quoted(&mut self) -> Option<Node> {
        let line = self.rest_of_line();
        let quote = line
            .chars()
            .next()
            .filter(|symbol| "'\"`".contains(*symbol))?;
        let inside = &line[1..];
        let mut ends = inside.match_indices(quote).map(|(at, _)| at);
        let end = ends.find(|at| !inside[..*at].ends_with('\\'))?;
        self.at += end + 2;
        Some(of_quoted(&inside[..end], quote))
    }

    /// `/pattern/flags`, in which commas and brackets may stand, as a text with its slashes.
    fn regex(&mut self) -> Option<Node> {
        let line = self.rest_of_line();
        let inside = line.strip_prefix('/')?;
        let mut ends = inside.match_indices('/').map(|(at, _)| at);
        let end = ends.find(|at| !inside[..*at].ends_with('\\'))?;
        let flags = inside[end + 1..]
            .bytes()
            .take_while(u8::is_ascii_lowercase)
            .count();
        let length = end + 2 + flags;
        let after = line[length..].trim_start();
        if !after.starts_with([',', ')']) {
            return None;
        }
        self.at += length;
        Some(Node::Text(line[..length].into()))
    }

    /// Skips white space, comments, and the `#` before the lines on which the value of a decorator continues.
    fn skip_space(&mut self, context: Context) {
        loop {
            self.skip_blanks();
            let rest = self.rest();
            match context {
                Context::Item if self.take('\n') => {}
                Context::Item if rest.starts_with('#') => self.at += self.rest_of_line().len(),
                Context::Decorator if rest.starts_with('\n') || is_remark(rest) => {
                    let line = self.rest_of_line();
                    let next = self
                        .text
                        .get(self.at + line.len() + 1..)
                        .unwrap_or_default();
                    let marked = next.trim_start_matches([' ', '\t']);
                    if !marked.starts_with('#') {
                        return;
                    }
                    self.at += line.len() + 1 + (next.len() - marked.len()) + 1;
                }
                _ => return,
            }
        }
    }
}

/// Whether `text`, inside a decorator, begins with a comment: `#` before a blank, or at the end.
fn is_remark(text: &str) -> bool {
    text.strip_prefix('#')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// The meaning of the text between two `quote`s.
fn of_quoted(inside: &str, quote: char) -> Node {
    text_in(inside, quote).map_or(Node::Template, |text| Node::Text(text.as_str().into()))
}

/// The meaning of a text without quotes.
pub(super) fn of_bare(text: &str) -> Node {
    if refers(text) {
        Node::Template
    } else {
        Node::Text(text.into())
    }
}
