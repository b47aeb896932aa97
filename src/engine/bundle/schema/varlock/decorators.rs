//! The decorators of a schema, and the rule that they make for an item.

use super::parser::{Context, Node, VarlockParser, of_bare};
use crate::engine::bundle::format::SecretFormat;
use crate::engine::bundle::schema::pattern::Pattern;
use crate::engine::bundle::schema::rule::{Rule, ValueOrigin};
use crate::engine::bundle::schema::spelling::Spelling;
use crate::engine::bundle::symbols::SymbolSet;

/// Types of which no value is generated.
const UNDRAWN: [&str; 15] = [
    "array",
    "boolean",
    "domain",
    "duration",
    "email",
    "enum",
    "ip",
    "isoDate",
    "number",
    "object",
    "port",
    "record",
    "semver",
    "simple-object",
    "url",
];

/// What the decorators of one item, or those in the header, say.
#[derive(Default)]
pub(super) struct Decorators {
    sensitive: Option<bool>,
    required: Option<bool>,
    kind: Option<Node>,
    docs: Option<String>,
    default_sensitive: Option<SensitiveDefault>,
    default_required: Option<bool>,
    /// Whether other files are imported.
    pub imports: bool,
}

/// Which items are sensitive among those that do not say so themselves.
enum SensitiveDefault {
    /// All, which is the default.
    All,
    /// None.
    None,
    /// All but those whose names begin with this.
    Unless(String),
}

impl Decorators {
    /// Parses the decorators of the comment that begins here.
    pub fn read(&mut self, parser: &mut VarlockParser<'_>) {
        parser.skip_blanks();
        parser.take('#');
        loop {
            parser.skip_blanks();
            if !parser.take('@') {
                // Words between two decorators are no part of either; a second `#` ends them all.
                let word = parser.word(|symbol| !symbol.is_whitespace());
                if word.is_empty() || word.starts_with('#') {
                    return;
                }
                continue;
            }
            let name = parser
                .word(|symbol| !matches!(symbol, ' ' | '\t' | '\n' | '=' | '(' | ')' | '#' | '@'));
            let value = if parser.take('=') {
                Some(value(parser))
            } else {
                let start = parser.position();
                let called = parser
                    .take('(')
                    .then(|| parser.members(Context::Decorator, ')', 0));
                match called {
                    Some(Some(members)) => Some(Node::List(members)),
                    // Unclosed arguments: nothing after them can be parsed.
                    Some(None) => {
                        parser.go_to(start);
                        return;
                    }
                    None => None,
                }
            };
            self.set(name, value);
        }
    }

    fn set(&mut self, name: &str, value: Option<Node>) {
        match (name, value) {
            ("sensitive", value) => self.sensitive = Some(is_on(value.as_ref())),
            ("public", value) => self.sensitive = Some(!is_on(value.as_ref())),
            ("required", value) => self.required = Some(is_on(value.as_ref())),
            ("optional", value) => self.required = Some(!is_on(value.as_ref())),
            ("proxy", Some(Node::List(_))) => self.sensitive = self.sensitive.or(Some(true)),
            ("type", value) => self.kind = value,
            ("docs", Some(Node::List(values))) => {
                // The address is the last of one or two arguments.
                let address = values.last().and_then(|(_, value)| value.text());
                self.docs = self.docs.take().or_else(|| address.map(str::to_owned));
            }
            ("docsUrl", Some(value)) => self.docs = value.text().map(str::to_owned),
            ("import", _) => self.imports = true,
            ("defaultSensitive", value) => {
                self.default_sensitive = Some(match value {
                    Some(Node::Call(_, arguments)) => {
                        let prefix = arguments.first().and_then(|(_, prefix)| prefix.text());
                        prefix.map_or(SensitiveDefault::All, |prefix| {
                            SensitiveDefault::Unless(prefix.to_owned())
                        })
                    }
                    value if is_on(value.as_ref()) => SensitiveDefault::All,
                    _ => SensitiveDefault::None,
                });
            }
            ("defaultRequired", value) => {
                let infer = value.as_ref().and_then(Node::text) == Some("infer");
                self.default_required = (!infer).then(|| is_on(value.as_ref()));
            }
            _ => {}
        }
    }

    /// Adds what another block of the header says.
    pub fn add(&mut self, other: Self) {
        self.default_sensitive = other.default_sensitive.or(self.default_sensitive.take());
        self.default_required = other.default_required.or(self.default_required);
        self.imports |= other.imports;
    }

    /// The rule for the item `name`.
    pub fn rule(self, name: &str, header: &Self) -> Rule {
        let default = match &header.default_sensitive {
            Some(SensitiveDefault::None) => Some(false),
            Some(SensitiveDefault::Unless(prefix)) if name.starts_with(prefix.as_str()) => {
                Some(false)
            }
            // If all are sensitive, so are ports and flags: that says nothing about this item.
            _ => None,
        };
        let mut rule = Rule {
            secret: self.sensitive.or(default),
            // That all are optional is no reason to leave this one empty.
            required: self.required.or(header.default_required.filter(|all| *all)),
            docs: self.docs,
            ..Rule::default()
        };
        match self.kind {
            None => {}
            Some(Node::Text(kind)) => typed(&mut rule, kind.expose(), &[]),
            Some(Node::Call(kind, options)) => typed(&mut rule, &kind, &options),
            Some(_) => rule.spelling.unclear = true,
        }
        rule
    }
}

/// The value after the `=` of a decorator.
fn value(parser: &mut VarlockParser<'_>) -> Node {
    let start = parser.position();
    if let Some(node) = parser.structured(Context::Decorator, 0) {
        return node;
    }
    parser.go_to(start);
    if let Some(node) = parser.quoted() {
        return node;
    }
    of_bare(parser.word(|symbol| !matches!(symbol, ' ' | '\t' | '\n' | '#')))
}

/// Whether a decorator is switched on: by its name alone, by `true`, or by a function, which may return that.
fn is_on(value: Option<&Node>) -> bool {
    match value {
        Some(Node::Object(options)) => {
            let enabled = options
                .iter()
                .find(|(key, _)| key.as_deref() == Some("enabled"));
            enabled.is_none_or(|(_, value)| value.text() != Some("false"))
        }
        Some(value) => !matches!(value.text(), Some("false" | "undefined")),
        None => true,
    }
}

/// Adds to `rule` what `@type=kind(options)` says.
fn typed(rule: &mut Rule, kind: &str, options: &[(Option<String>, Node)]) {
    match kind {
        "string" => match spelling(options) {
            Some(spelling) => rule.spelling = spelling,
            None => rule.spelling.unclear = true,
        },
        "uuid" => rule.spelling.only = Some(SecretFormat::Uuid),
        "md5" => rule.spelling.only = Some(SecretFormat::Hex { bytes: 16 }),
        _ if UNDRAWN.contains(&kind) => rule.kind = Some(kind.to_owned()),
        // Any other type comes from a plugin, whose provider issues the value.
        _ => rule.origin = ValueOrigin::Elsewhere,
    }
}

/// What the options of `string` say; `None` where one of them is not understood.
fn spelling(options: &[(Option<String>, Node)]) -> Option<Spelling> {
    let mut spelling = Spelling::default();
    for (key, value) in options {
        match key.as_deref()? {
            "minLength" => spelling.least = value.number()?,
            "maxLength" => spelling.most = value.number()?,
            "isLength" => {
                let length = value.number()?;
                (spelling.least, spelling.most) = (length, length);
            }
            "startsWith" => value.text()?.clone_into(&mut spelling.prefix),
            "endsWith" => value.text()?.clone_into(&mut spelling.suffix),
            "matches" => spelling.pattern = Some(pattern(value)?),
            "toUpperCase" if value.is_true() => {
                spelling.case = Some(SymbolSet::UPPER.with(SymbolSet::DIGITS));
            }
            "toLowerCase" if value.is_true() => {
                spelling.case = Some(SymbolSet::LOWER.with(SymbolSet::DIGITS));
            }
            // They say nothing about the spelling of a secret.
            "allowEmpty" | "toUpperCase" | "toLowerCase" => {}
            _ => return None,
        }
    }
    Some(spelling)
}

/// The pattern of `matches`: a text, `/pattern/flags` or `regex("pattern", "flags")`.
fn pattern(value: &Node) -> Option<Pattern> {
    let source = match value {
        Node::Call(name, arguments) if name == "regex" => arguments.first()?.1.text()?,
        Node::Text(text) => {
            let text = text.expose();
            match text
                .strip_prefix('/')
                .and_then(|inside| inside.rsplit_once('/'))
            {
                Some((inside, flags)) if flags.bytes().all(|flag| flag.is_ascii_lowercase()) => {
                    inside
                }
                _ => text,
            }
        }
        _ => return None,
    };
    Pattern::parse(source)
}
