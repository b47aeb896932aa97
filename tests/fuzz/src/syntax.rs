//! JSON and TOML: what is read is what other readers take it for, and an error is told by its line.

use crate::input::text;
use latchkey::engine::syntax::tree::{SyntaxError, Tree};
use latchkey::engine::syntax::{json, toml};
use serde_json::Value;
use std::collections::HashSet;

/// A document, as JSON and as TOML.
///
/// # Panics
/// Where it is read otherwise than it stands there.
pub fn tree(data: &[u8]) {
    let given = text(data);
    match json::parse(&given) {
        Ok(tree) => {
            sound(&tree);
            // What it takes for JSON is JSON. Of numbers it knows no limits.
            match serde_json::from_str::<Value>(&given) {
                Ok(value) => assert!(is_same(&tree, &value), "{given}"),
                Err(error) => assert!(error.to_string().contains("number out of range"), "{given}"),
            }
        }
        Err(error) => told(&given, &error),
    }
    match toml::parse(&given) {
        Ok(tree) => {
            assert!(tree.members().is_some());
            sound(&tree);
        }
        Err(error) => told(&given, &error),
    }
    written(&given);
}

/// A value that another writer wrote as JSON is read as it was.
fn written(given: &str) {
    let value = Value::from(given);
    let once = Value::Object([(given.to_string(), value)].into_iter().collect());
    let tree = json::parse(&once.to_string()).expect("it is JSON");
    assert!(is_same(&tree, &once));
}

fn told(given: &str, error: &SyntaxError) {
    let lines = given.split('\n').count();
    assert!((1..=lines).contains(&error.line) && !error.what.is_empty());
}

/// No name stands twice in a table.
fn sound(tree: &Tree) {
    match tree {
        Tree::List(items) => items.iter().for_each(sound),
        Tree::Table(members) => {
            let names: HashSet<&str> = members.iter().map(|(name, _)| &**name).collect();
            assert_eq!(names.len(), members.len());
            for (_, value) in members {
                sound(value);
            }
        }
        Tree::Text(_) | Tree::Bool(_) | Tree::Scalar(_) => {}
    }
}

/// Whether the same was read. Numbers are kept as they are written.
fn is_same(tree: &Tree, value: &Value) -> bool {
    match (tree, value) {
        (Tree::Text(text), Value::String(other)) => text.expose() == other,
        (Tree::Bool(one), Value::Bool(other)) => one == other,
        (Tree::Scalar(word), Value::Null) => word == "null",
        (Tree::Scalar(digits), Value::Number(number)) => {
            // The other reader rounds the last bits otherwise.
            let both = digits.parse::<f64>().ok().zip(number.as_f64());
            both.is_some_and(|(one, other)| (one - other).abs() <= one.abs() * 1e-9)
        }
        (Tree::List(items), Value::Array(others)) => {
            items.len() == others.len()
                && items
                    .iter()
                    .zip(others)
                    .all(|(one, other)| is_same(one, other))
        }
        (Tree::Table(members), Value::Object(others)) => {
            members.len() == others.len()
                && members
                    .iter()
                    .all(|(name, one)| others.get(name).is_some_and(|other| is_same(one, other)))
        }
        _ => false,
    }
}
