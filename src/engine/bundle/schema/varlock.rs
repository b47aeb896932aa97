//! `.env.schema` of npm's `varlock`, by the grammar of `@env-spec`: a `.env` whose comments hold decorators.
//!
//! Decorators above an item apply to the item. Those in the comments before the first item, which end at a blank
//! line or a divider (`# ---`), apply to all. The result has the comments without the decorators, since the schema
//! stays beside it.

mod decorators;
mod parser;

use super::declared::DeclaredSchema;
use super::rule::{Rule, ValueOrigin};
use crate::engine::base::secret::Secret;
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::symbols::SymbolSet;
use crate::engine::env::Dialect;
use crate::engine::env::document::is_name;
use crate::engine::env::error::{DocumentError, DocumentErrorKind, ValueError};
use decorators::Decorators;
use parser::{Node, VarlockParser};
use std::collections::HashMap;

/// Parses a schema.
///
/// # Errors
/// What is wrong, line by line.
pub(super) fn read(text: &str) -> Result<DeclaredSchema, Vec<DocumentError>> {
    let mut reading = VarlockConverter {
        parser: VarlockParser::new(text),
        out: Secret::with_capacity(text.len()),
        rules: Vec::new(),
        header: Decorators::default(),
        block: Block::default(),
        first: HashMap::new(),
        errors: Vec::new(),
    };
    while !reading.parser.is_at_end() {
        reading.line();
    }
    reading.end_block();
    if !reading.errors.is_empty() {
        return Err(reading.errors);
    }
    Ok(DeclaredSchema {
        text: reading.out,
        dialect: Dialect::Varlock,
        rules: reading.rules,
        profiles: Vec::new(),
        profile: None,
        remark: reading
            .header
            .imports
            .then_some("It imports other files, which were not read."),
    })
}

/// Comment lines that may belong to the next item.
struct Block {
    comments: Secret,
    decorators: Decorators,
}

impl Default for Block {
    fn default() -> Self {
        Self {
            comments: Secret::with_capacity(0),
            decorators: Decorators::default(),
        }
    }
}

struct VarlockConverter<'a> {
    parser: VarlockParser<'a>,
    out: Secret,
    rules: Vec<Rule>,
    header: Decorators,
    block: Block,
    first: HashMap<&'a str, usize>,
    errors: Vec<DocumentError>,
}

impl<'a> VarlockConverter<'a> {
    fn line(&mut self) {
        let line = self.parser.rest_of_line();
        let content = line.trim();
        let comment = content.strip_prefix('#').map(str::trim_start);
        match comment {
            None if content.is_empty() => {
                self.end_block();
                // A header of nothing but decorators leaves no blank line.
                if !self.out.is_empty() {
                    self.out.push('\n');
                }
                self.parser.next_line();
            }
            Some(comment) if is_divider(comment) => {
                self.end_block();
                if !self.out.is_empty() {
                    self.out.push_str(content);
                    self.out.push('\n');
                }
                self.parser.next_line();
            }
            Some(comment) if comment.starts_with('@') => {
                self.block.decorators.read(&mut self.parser);
                self.parser.next_line();
            }
            Some(_) => {
                self.block.comments.push_str(content);
                self.block.comments.push('\n');
                self.parser.next_line();
            }
            None => {
                let number = self.parser.line_number();
                let before = self.parser.position();
                if let Err(kind) = self.item(number) {
                    self.errors.push(DocumentError { line: number, kind });
                    self.parser.go_to(before);
                    self.block = Block::default();
                }
                self.parser.next_line();
            }
        }
    }

    /// Ends a block of comments, which belongs to no item.
    fn end_block(&mut self) {
        let block = std::mem::take(&mut self.block);
        if self.rules.is_empty() {
            self.header.add(block.decorators);
        }
        self.out.push_str(block.comments.expose());
    }

    fn item(&mut self, number: usize) -> Result<(), DocumentErrorKind> {
        let name = self.parser.name().ok_or(DocumentErrorKind::NoEquals)?;
        if !is_name(name) {
            return Err(DocumentErrorKind::BadName);
        }
        if let Some(first) = self.first.insert(name, number) {
            return Err(DocumentErrorKind::Duplicate {
                name: name.to_owned(),
                first,
            });
        }
        let start = self.parser.position();
        let value = self.parser.item_value().map_err(DocumentErrorKind::Value)?;
        let token = self.parser.since(start).trim();
        let mut block = std::mem::take(&mut self.block);
        let beside = self.parser.rest_of_line().trim();
        if let Some(comment) = beside.strip_prefix('#') {
            if comment.trim_start().starts_with('@') {
                block.decorators.read(&mut self.parser);
            }
        } else if !beside.is_empty() {
            return Err(DocumentErrorKind::Value(ValueError::TextAfterQuote));
        }
        let mut rule = block.decorators.rule(name, &self.header);
        self.out.push_str(block.comments.expose());
        self.out.push_str(name);
        self.out.push('=');
        if let Some(origin) = self.write_value(value, token) {
            rule.origin = origin;
        }
        if let Some(comment) = beside.strip_prefix('#').map(str::trim_start)
            && !comment.starts_with('@')
        {
            self.out.push(' ');
            self.out.push_str(beside);
        }
        self.out.push('\n');
        self.rules.push(rule);
        Ok(())
    }

    /// Writes a value that is a text; for a value that is computed, returns its origin.
    fn write_value(&mut self, value: Option<Node>, token: &'a str) -> Option<ValueOrigin> {
        match value? {
            Node::Text(text) => {
                let written = Dialect::Varlock.write(text.expose(), &mut self.out);
                written.err().map(|_| ValueOrigin::Unmade(Reason::Spelling))
            }
            Node::Template if !token.contains('\n') && !token.contains("$(") => {
                self.out.push_str(token);
                None
            }
            Node::Template => Some(computed("exec()")),
            Node::Call(name, arguments) => Some(called(&name, &arguments)),
            Node::List(_) => Some(computed("a list")),
            Node::Object(_) => Some(computed("an object")),
        }
    }
}

fn computed(by: &str) -> ValueOrigin {
    ValueOrigin::Unmade(Reason::Computed { by: by.to_owned() })
}

/// The origin of a value that a function makes.
fn called(name: &str, arguments: &[(Option<String>, Node)]) -> ValueOrigin {
    let first = arguments
        .iter()
        .find(|(key, _)| key.is_none())
        .map(|(_, value)| value);
    let option = |wanted: &str| {
        let found = arguments
            .iter()
            .find(|(key, _)| key.as_deref() == Some(wanted));
        found.map(|(_, value)| value)
    };
    let length = |usual: u16| match first {
        None => Some(usual),
        Some(length) => length.number().filter(|length| (1..=4096).contains(length)),
    };
    let drawn = match name {
        // A cached value is made once, as it is here.
        "cache" => match first {
            Some(Node::Call(name, arguments)) => return called(name, arguments),
            _ => None,
        },
        "randomUuid" => Some(SecretFormat::Uuid),
        "randomHex" => length(32).map(|length| {
            if option("bytes").is_some_and(Node::is_true) {
                SecretFormat::Hex { bytes: length }
            } else {
                super::spelling::format(SymbolSet::HEX, length)
            }
        }),
        "randomString" => length(16).and_then(|length| {
            let symbols = match option("charset") {
                None => Some(SymbolSet::ALPHANUMERIC),
                Some(charset) => charset.text().and_then(SymbolSet::parse_literally),
            };
            let symbols =
                symbols.filter(|symbols| symbols.count() > 1 && SymbolSet::GRAPH.holds(*symbols));
            symbols.map(|symbols| super::spelling::format(symbols, length))
        }),
        _ => None,
    };
    drawn.map_or_else(|| computed(&format!("{name}()")), ValueOrigin::Drawn)
}

/// Whether a comment begins with three marks of a divider, such as `---` or `===`.
fn is_divider(comment: &str) -> bool {
    let marks = comment.bytes().take_while(|byte| b"-=*#".contains(byte));
    marks.count() >= 3
}
