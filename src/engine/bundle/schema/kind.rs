//! The kinds of schema.

use crate::engine::base::choices::choices;

/// A kind of schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Schema {
    /// `.env.schema` of npm's `varlock`: a `.env` whose comments hold decorators.
    Varlock,
    /// `secretspec.toml`.
    Secretspec,
    /// Heroku's `app.json`.
    AppJson,
}

choices!(impl Schema {
    Varlock = "varlock-schema", "varlock schema";
    Secretspec = "secretspec", "secretspec.toml";
    AppJson = "app-json", "app.json";
});
