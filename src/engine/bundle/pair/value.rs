//! What a variable holds of a key pair, and how it is written.

use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::supabase::SupabasePart;
use crate::engine::pair::part::{PairKey, PairPart};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a variable holds of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PairValue {
    /// The algorithm; of one pair all rows have the same.
    pub key: PairKey,
    /// What the variable holds.
    pub content: PairContent,
}

/// The content of one variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PairContent {
    /// A part of the pair.
    Part {
        /// The part.
        part: PairPart,
        /// How it is written as a value.
        text: EnvForm,
    },
    /// What Supabase makes of it.
    Supabase(SupabasePart),
}

impl PairContent {
    /// A part as it is, neither escaped nor encoded.
    #[must_use]
    pub const fn plain(part: PairPart) -> Self {
        Self::Part {
            part,
            text: EnvForm::MultiLine,
        }
    }

    /// Whether it holds the private key.
    #[must_use]
    pub const fn is_private(self) -> bool {
        match self {
            Self::Part { part, .. } => part.is_private(),
            Self::Supabase(part) => matches!(part, SupabasePart::Keys),
        }
    }
}

impl PairValue {
    /// A part of a pair of `key` as it is, neither escaped nor encoded.
    #[must_use]
    pub const fn plain(key: PairKey, part: PairPart) -> Self {
        Self {
            key,
            content: PairContent::plain(part),
        }
    }

    /// Whether its text has several lines.
    #[must_use]
    pub const fn has_lines(self) -> bool {
        match self.content {
            PairContent::Part { part, text } => part.is_pem() && matches!(text, EnvForm::MultiLine),
            PairContent::Supabase(_) => false,
        }
    }
}

impl fmt::Display for PairValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (part, text) = match self.content {
            PairContent::Part { part, text } => (part, text),
            PairContent::Supabase(part) => return part.fmt(f),
        };
        let half = if part.is_private() {
            "private key"
        } else {
            "public key"
        };
        let encoding = match part {
            PairPart::PrivatePem => "PEM (PKCS#8)",
            PairPart::OwnPem => "PEM (PKCS#1 or SEC 1)",
            PairPart::PublicPem => "PEM",
            PairPart::PrivateJwk | PairPart::PublicJwk => "a JWK",
            PairPart::Jwks => "a JWKS",
        };
        write!(
            f,
            "{half} of a pair for {}, as {encoding}",
            self.key.label()
        )?;
        match text {
            EnvForm::MultiLine => Ok(()),
            EnvForm::Escaped => f.write_str(r" in one line with \n"),
            EnvForm::Base64 => f.write_str(" in base64"),
        }
    }
}
