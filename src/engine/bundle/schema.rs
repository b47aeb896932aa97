//! Schemas: files in which a project declares its variables, so that nothing needs to be guessed.
//!
//! A schema is read into the text of a `.env`, with what describes each variable as its comment, and one rule per
//! variable. The text is planned as any example is; then each rule overrides the plan by what the schema says. What a
//! schema says and this page does not understand is never guessed: it becomes a row that a person has to look at.

mod app_json;
mod declared;
mod error;
mod kind;
mod names;
mod pattern;
pub(super) mod rule;
mod secretspec;
mod spelling;
mod varlock;
mod writer;

use crate::engine::env::error::DocumentError;
use declared::DeclaredSchema;
pub(super) use error::ReadError;
pub use error::SchemaError;
pub use kind::Schema;
pub(super) use names::recognised;

/// The longest schema that is read, in bytes: 128 KiB.
const MOST: usize = 128 << 10;

/// Reads `text` as a schema of that kind. `profile` is the chosen one, where there are several.
///
/// # Errors
/// What is wrong with the text.
pub(super) fn read(
    schema: Schema,
    text: &str,
    profile: Option<&str>,
) -> Result<DeclaredSchema, ReadError> {
    let whole = DocumentError::of_whole(text, MOST);
    if !whole.is_empty() {
        return Err(ReadError::Lines(whole));
    }
    match schema {
        Schema::Varlock => varlock::read(text).map_err(ReadError::Lines),
        Schema::Secretspec => secretspec::read(text, profile).map_err(ReadError::Schema),
        Schema::AppJson => app_json::read(text).map_err(ReadError::Schema),
    }
}
