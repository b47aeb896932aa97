//! A digest, ready to paste into a server's configuration or database.
//!
//! In a format with types the digest is always a string: YAML and TOML would read an unquoted one of decimal
//! digits as a number. SQL may take the bytes instead. Names are checked, so that none can break the syntax
//! around it.

mod name;

use super::{Digest, Encoding};
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use crate::engine::syntax::{json, sql, toml, yaml};

pub use name::NameError;

/// Where the digest goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// The digest alone.
    #[default]
    Plain,
    /// A `NAME=digest` line of an environment file; nothing in it needs quotes.
    Env,
    /// A JSON object (RFC 8259).
    Json,
    /// A line of YAML, versions 1.1 and 1.2.
    Yaml,
    /// A line of TOML 1.0.
    Toml,
    /// `sha256:` and hex, as container registries write digests.
    Prefixed,
    /// A `bytea` expression of PostgreSQL.
    Postgres,
    /// A blob literal of `SQLite`.
    Sqlite,
}

choices!(impl Target {
    Plain = "plain", "Plain";
    Env = "env", "NAME=… line";
    Json = "json", "JSON";
    Yaml = "yaml", "YAML";
    Toml = "toml", "TOML";
    Prefixed = "prefixed", "With algorithm prefix";
    Postgres = "postgresql", "SQL for PostgreSQL";
    Sqlite = "sqlite", "SQL for SQLite";
});

impl Target {
    /// Whether the text holds a name.
    #[must_use]
    pub fn has_name(self) -> bool {
        matches!(self, Self::Env | Self::Json | Self::Yaml | Self::Toml)
    }

    /// Whether the encoding can be chosen; elsewhere it is hex in lower case.
    #[must_use]
    pub fn has_encoding(self) -> bool {
        self.has_name() || self == Self::Plain
    }

    /// The text to paste, without a trailing newline. `name` is used where [`Target::has_name`] is true,
    /// `encoding` where [`Target::has_encoding`] is.
    ///
    /// # Errors
    /// [`NameError`] where the target cannot hold such a name.
    pub fn write(
        self,
        name: &str,
        digest: &Digest,
        encoding: Encoding,
    ) -> Result<String, NameError> {
        if self.has_name() {
            name::check(name, self != Self::Env)?;
        }
        let encoding = if self.has_encoding() {
            encoding
        } else {
            Encoding::Hex
        };
        let value = digest.encode(encoding);
        let mut out = Secret::with_capacity(name.len() + value.len() + 16);
        match self {
            Self::Plain => out.push_str(&value),
            Self::Env => {
                out.push_str(name);
                out.push('=');
                out.push_str(&value);
            }
            Self::Json => {
                out.push('{');
                json::string(name, &mut out);
                out.push_str(": ");
                json::string(&value, &mut out);
                out.push('}');
            }
            // The name is quoted as well: YAML 1.1 reads a bare `on` or `no` as a boolean.
            Self::Yaml => {
                yaml::string(name, &mut out);
                out.push_str(": ");
                yaml::string(&value, &mut out);
            }
            Self::Toml => {
                out.push_str(name);
                out.push_str(" = ");
                toml::string(&value, &mut out);
            }
            Self::Prefixed => {
                out.push_str(digest.algorithm().id());
                out.push(':');
                out.push_str(&value);
            }
            Self::Postgres => out.push_str(&sql::bytea(&value)),
            Self::Sqlite => out.push_str(&sql::blob(&value)),
        }
        Ok(out.expose().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::Target;
    use crate::engine::digest::{Algorithm, Encoding, digest};

    fn write(target: Target, name: &str) -> Result<String, String> {
        target
            .write(name, &digest(Algorithm::Md5, b"abc"), Encoding::Hex)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn every_target_has_its_text() {
        let hex = "900150983cd24fb0d6963f7d28e17f72";
        let texts = Target::ALL.map(|target| {
            write(target, "KEY")
                .expect("the name is good")
                .replace(hex, "…")
        });
        let expected = [
            "…",
            "KEY=…",
            "{\"KEY\": \"…\"}",
            "\"KEY\": \"…\"",
            "KEY = \"…\"",
            "md5:…",
            "decode('…','hex')",
            "x'…'",
        ];
        assert_eq!(texts, expected);
    }

    #[test]
    fn a_chosen_encoding_reaches_no_sql() {
        let digest = digest(Algorithm::Sha256, b"abc");
        for target in Target::ALL {
            let text = target
                .write("KEY", &digest, Encoding::Base64)
                .expect("the name is good");
            assert_eq!(
                text.contains(&digest.encode(Encoding::Base64)),
                target.has_encoding(),
                "{text}"
            );
        }
    }

    #[test]
    fn every_named_target_and_no_other_checks_the_name() {
        for target in Target::ALL {
            assert_eq!(write(target, "a b").is_err(), target.has_name());
            assert_eq!(write(target, "a-b").is_err(), target == Target::Env);
        }
    }

    #[test]
    fn every_target_is_found_by_its_id() {
        for target in Target::ALL {
            assert_eq!(target.id().parse(), Ok(target));
        }
    }
}
