//! How a text of several lines, such as a key in PEM, is written as the value of one variable.

use crate::engine::base::choices::choices;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::secret::Secret;
use serde::{Deserialize, Serialize};

/// How a PEM, which has several lines, is written as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum EnvForm {
    /// As it is, in quotes.
    MultiLine,
    /// One line, with `\n` for each line break.
    Escaped,
    /// One line: the base64 of the whole text.
    Base64,
}

choices!(impl EnvForm {
    MultiLine = "lines", "Several lines";
    Escaped = "escaped", r"One line, with \n";
    Base64 = "base64", "Base64, one line";
});

impl EnvForm {
    /// `text` written in this form.
    #[must_use]
    pub fn value(self, text: &str) -> Secret {
        match self {
            Self::MultiLine => Secret::from(text),
            Self::Escaped => escaped(text),
            Self::Base64 => SecretEncoding::Base64.secret(text.as_bytes()),
        }
    }
}

/// `whole` with `\n` for each line break.
fn escaped(whole: &str) -> Secret {
    let mut text = Secret::with_capacity(whole.len() + whole.len() / 16 + 16);
    for (at, line) in whole.split('\n').enumerate() {
        if at > 0 {
            text.push_str(r"\n");
        }
        text.push_str(line);
    }
    text
}
