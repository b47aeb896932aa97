//! The text of a `.env` that a schema is read into, by the rules of Docker Compose, which can hold any value, and whose
//! `${NAME}` and `$$` are those of `secretspec.toml`.

use super::error::SchemaError;
use super::rule::{Rule, ValueOrigin};
use crate::engine::base::secret::Secret;
use crate::engine::bundle::reason::Reason;
use crate::engine::env::Dialect;
use crate::engine::env::document::is_name;

/// A variable as a schema declares it.
pub(super) struct Variable<'a> {
    pub name: &'a str,
    /// Its description, which becomes the comment above it.
    pub description: Option<&'a str>,
    pub value: SchemaValue<'a>,
    pub rule: Rule,
}

/// The value that a schema gives a variable.
pub(super) enum SchemaValue<'a> {
    None,
    Text(&'a str),
    /// A text with references to other variables.
    Template(&'a str),
}

/// The text, and a rule for each variable in it.
pub(super) struct SchemaWriter {
    pub text: Secret,
    pub rules: Vec<Rule>,
}

impl SchemaWriter {
    pub const DIALECT: Dialect = Dialect::Compose;

    pub fn new() -> Self {
        Self {
            text: Secret::with_capacity(0),
            rules: Vec::new(),
        }
    }

    /// Appends a variable.
    ///
    /// # Errors
    /// [`SchemaError::BadName`].
    pub fn variable(&mut self, variable: Variable<'_>) -> Result<(), SchemaError> {
        let Variable {
            name,
            description,
            value,
            mut rule,
        } = variable;
        if !is_name(name) {
            return Err(SchemaError::BadName {
                name: name.escape_debug().to_string(),
            });
        }
        if !self.text.is_empty() && description.is_some() {
            self.text.push('\n');
        }
        for line in description.unwrap_or_default().lines() {
            self.text.push_str("# ");
            line.chars()
                .filter(|symbol| !symbol.is_control())
                .for_each(|symbol| self.text.push(symbol));
            self.text.push('\n');
        }
        self.text.push_str(name);
        self.text.push('=');
        match value {
            SchemaValue::None => {}
            SchemaValue::Text(value) => {
                if Self::DIALECT.write(value, &mut self.text).is_err() {
                    rule.origin = ValueOrigin::Unmade(Reason::Spelling);
                }
            }
            SchemaValue::Template(value) => {
                self.text.push('"');
                for symbol in value.chars() {
                    if matches!(symbol, '"' | '\\') {
                        self.text.push('\\');
                    }
                    self.text.push(symbol);
                }
                self.text.push('"');
            }
        }
        self.text.push('\n');
        self.rules.push(rule);
        Ok(())
    }
}
