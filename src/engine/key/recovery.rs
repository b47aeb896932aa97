//! Recovery codes: the list that a person gets once, and what the server keeps of it.
//!
//! A code has 80 random bits, so that a fast hash of it resists brute force; 40 or 50 bits could be tried in minutes.
//! The hash is of the code as it is listed, in capitals and with its hyphens.

use super::error::MintError;
use super::format::Format;
use super::spec::{Supplies, TokenSpec};
use super::token::Token;
use crate::engine::base::number::{Limits, Quantity};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;

/// How many codes a list has.
pub const CODES: Limits = Limits {
    quantity: Quantity::Codes,
    least: 1,
    most: 100,
};

/// How many codes a list has by default.
pub const USUAL: u32 = 10;

/// The form of a code.
#[must_use]
pub fn spec() -> TokenSpec {
    TokenSpec::default().with_format(Format::RecoveryCodes)
}

/// The codes of one person, all different.
#[derive(Debug)]
pub struct RecoveryCodes(Vec<Token>);

impl RecoveryCodes {
    /// Mints `count` codes.
    ///
    /// # Errors
    /// [`MintError`] when `source` gives no random bytes, or the same ones again.
    pub fn mint(count: u32, source: &mut impl ByteSource) -> Result<Self, MintError> {
        let spec = spec();
        let mut codes: Vec<Token> = Vec::with_capacity(count as usize);
        for _ in 0..count {
            let code = spec.mint(Supplies::default(), source)?;
            // By chance two of a hundred are equal once in 2^67 lists.
            if codes
                .iter()
                .any(|other| other.text().expose() == code.text().expose())
            {
                return Err(RandomError::Broken.into());
            }
            codes.push(code);
        }
        Ok(Self(codes))
    }

    /// The codes.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.0
    }

    /// The codes, one per line.
    #[must_use]
    pub fn text(&self) -> Secret {
        self.lines("", |code, lines| lines.push_str(code.text().expose()))
    }

    /// The codes with their hashes, as a batch of keys is written: `code,sha256`.
    #[must_use]
    pub fn csv(&self) -> Secret {
        self.lines("code,sha256\n", |code, lines| {
            lines.push_str(code.text().expose());
            lines.push(',');
            lines.push_str(&code.sha256_hex());
        })
    }

    fn lines(&self, header: &str, write: impl Fn(&Token, &mut Secret)) -> Secret {
        let mut lines = Secret::with_capacity(header.len() + 96 * self.0.len());
        lines.push_str(header);
        for code in &self.0 {
            write(code, &mut lines);
            lines.push('\n');
        }
        lines
    }

    /// The SHA-256 of each code in hex.
    #[must_use]
    pub fn hashes(&self) -> Vec<String> {
        self.0.iter().map(Token::sha256_hex).collect()
    }
}
