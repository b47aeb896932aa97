//! Heroku's `app.json`: the object `env` has a string for each variable, or an object with its description, its value,
//! whether it is `required` (the default), and `"generator": "secret"` where Heroku generates the value.

use super::rule::{Rule, ValueOrigin};
use super::writer::{SchemaValue, SchemaWriter, Variable};
use super::{declared::DeclaredSchema, error::SchemaError, kind::Schema};
use crate::engine::bundle::reason::Reason;
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;

/// Parses an `app.json`.
///
/// # Errors
/// [`SchemaError`].
pub(super) fn read(text: &str) -> Result<DeclaredSchema, SchemaError> {
    let schema = Schema::AppJson;
    let tree = json::parse(text).map_err(|error| SchemaError::Syntax { schema, error })?;
    let variables = tree.get("env").and_then(Tree::members).unwrap_or_default();
    if variables.is_empty() {
        return Err(SchemaError::NoVariables {
            place: "the object \"env\"",
        });
    }
    let mut writer = SchemaWriter::new();
    for (name, declared) in variables {
        writer.variable(variable(name, declared)?)?;
    }
    Ok(DeclaredSchema {
        text: writer.text,
        dialect: SchemaWriter::DIALECT,
        rules: writer.rules,
        profiles: Vec::new(),
        profile: None,
        remark: None,
    })
}

fn variable<'a>(name: &'a str, declared: &'a Tree) -> Result<Variable<'a>, SchemaError> {
    let bad = || SchemaError::BadForm {
        name: name.to_owned(),
    };
    if declared.members().is_none() {
        return Ok(Variable {
            name,
            description: None,
            value: SchemaValue::Text(scalar(declared).ok_or_else(bad)?),
            rule: Rule::default(),
        });
    }
    let value = declared.get("value").and_then(scalar);
    let origin = match declared.get("generator").map(Tree::text) {
        None => ValueOrigin::Open,
        Some(Some("secret")) => ValueOrigin::Secret,
        Some(other) => ValueOrigin::Unmade(Reason::Computed {
            by: format!("the generator {}", other.unwrap_or_default()),
        }),
    };
    let required = declared.get("required").and_then(Tree::bool);
    Ok(Variable {
        name,
        description: declared.get("description").and_then(Tree::text),
        value: value.map_or(SchemaValue::None, SchemaValue::Text),
        rule: Rule {
            origin,
            required: Some(required.unwrap_or(true)),
            ..Rule::default()
        },
    })
}

/// A string, or a number or boolean as it is written; `null` is empty.
fn scalar(value: &Tree) -> Option<&str> {
    match value {
        Tree::Text(text) => Some(text.expose()),
        Tree::Bool(true) => Some("true"),
        Tree::Bool(false) => Some("false"),
        Tree::Scalar(written) if written == "null" => Some(""),
        Tree::Scalar(written) => Some(written),
        Tree::List(_) | Tree::Table(_) => None,
    }
}
