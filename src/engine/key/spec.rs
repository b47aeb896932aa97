//! The specification of a key: its form, and the size that follows from it.
//!
//! A key is `prefix_environment_` + key id + random part + checksum; any of them but the random part may
//! be absent. Formats that [stand alone](Format::stands_alone) have the random part only.

use super::alphabet::Alphabet;
use super::body::identifier::Time;
use super::body::passphrase::{PassphraseRule, Words};
use super::body::password::PasswordRule;
use super::checksum::Checksum;
use super::entropy::{Entropy, Weakness};
use super::error::SpecError;
use super::format::{Content, Format};
use super::prefix::{Environment, Prefix};
use super::size::{RandomPart, Size};
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::number::{Limits, NumberError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A key id has eight base58 symbols, 46.9 bits, as in Seam's prefixed-api-key. It is public.
pub(in crate::engine) const KEY_ID_LENGTH: usize = 8;

/// The form of a key. The default is `sk_live_` + 43 base62 symbols + 6 checksum symbols.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TokenSpec {
    /// How the random part is written.
    pub format: Format,
    /// What the key begins with.
    pub prefix: Prefix,
    /// The environment it names.
    pub environment: Environment,
    /// The least entropy of the random part; the format uses the smallest size that reaches it.
    pub entropy: Entropy,
    /// The checksum at its end.
    pub checksum: Checksum,
    /// Whether a public, random identifier stands before the random part, for servers that look a key up
    /// by it: `sk_live_ID_SECRET`, the layout of Seam's prefixed-api-key.
    pub key_id: bool,
    /// The symbols of [`Format::Custom`].
    pub alphabet: Alphabet,
    /// The rule of [`Format::Password`].
    pub password: PasswordRule,
    /// The rule of [`Format::Passphrase`].
    pub passphrase: PassphraseRule,
}

impl Default for TokenSpec {
    fn default() -> Self {
        Self {
            format: Format::default(),
            prefix: Prefix::default(),
            environment: Environment::default(),
            entropy: Entropy::default(),
            checksum: Checksum::default(),
            key_id: false,
            alphabet: Alphabet::CROCKFORD32,
            password: PasswordRule::default(),
            passphrase: PassphraseRule::default(),
        }
    }
}

/// Inputs that some formats need besides randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct Supplies {
    /// The time that UUID v7 and ULID hold.
    pub time: Time,
    /// The words of passphrases; only the worker has them.
    pub words: Option<Words>,
}

impl TokenSpec {
    /// The same form in another format. An entropy that was the old format's default, or that is outside the
    /// new format's limits, becomes the new format's default.
    #[must_use]
    pub fn with_format(self, format: Format) -> Self {
        let was_usual = self.entropy == self.format.usual_entropy();
        let mut changed = Self { format, ..self };
        let taken = changed.entropy_limits().is_some_and(|limits| {
            (limits.least..=limits.most).contains(&changed.entropy.bits().into())
        });
        if was_usual || !taken {
            changed.entropy = format.usual_entropy();
        }
        changed
    }

    /// How long the random part is, and its true entropy.
    #[must_use]
    pub fn size(&self) -> Size {
        self.random_part().size(self.entropy)
    }

    /// The true entropy of a key in bits: 256.03 for 43 base62 symbols. A key id does not count.
    #[must_use]
    pub fn bits(&self) -> f64 {
        self.size().bits
    }

    /// How many random parts are possible; `None` from 2^64 on, where no batch can exhaust them.
    #[must_use]
    pub fn space(&self) -> Option<u64> {
        self.random_part().space(self.size().count)
    }

    /// The warning about a key with fewer than 128 bits.
    #[must_use]
    pub fn weakness(&self) -> Option<Weakness> {
        Weakness::of(self.bits())
    }

    /// The limits of the field "Entropy (bits)"; `None` where the format has a fixed size.
    #[must_use]
    pub fn entropy_limits(&self) -> Option<Limits> {
        self.random_part().entropy_limits()
    }

    /// The limits of the field "Length"; `None` where the format has a fixed size.
    #[must_use]
    pub fn length_limits(&self) -> Option<Limits> {
        self.random_part().length_limits()
    }

    /// Parses the field "Entropy (bits)". A format of a fixed size ignores the text.
    ///
    /// # Errors
    /// [`NumberError`] for anything but a number within [`TokenSpec::entropy_limits`].
    pub fn parse_entropy(&self, text: &str) -> Result<Entropy, NumberError> {
        self.entropy_limits().map_or(Ok(self.entropy), |limits| {
            limits
                .parse(text)
                .map(|bits| Entropy::whole(f64::from(bits)))
        })
    }

    /// Parses the field "Length" into the entropy that a key of this length has. A format of a fixed size
    /// ignores the text.
    ///
    /// # Errors
    /// [`NumberError`] for anything but a number within [`TokenSpec::length_limits`].
    pub fn parse_length(&self, text: &str) -> Result<Entropy, NumberError> {
        self.length_limits().map_or(Ok(self.entropy), |limits| {
            limits
                .parse(text)
                .map(|count| Entropy::whole(self.random_part().bits(count as usize)))
        })
    }

    /// The prefix as it stands in a key: `sk_`, or nothing.
    #[must_use]
    pub fn prefix_in_key(&self) -> String {
        if self.format.stands_alone() {
            String::new()
        } else {
            self.prefix.in_key()
        }
    }

    /// The environment as it stands in a key: `live_`, or nothing.
    #[must_use]
    pub fn environment_in_key(&self) -> &'static str {
        if self.format.stands_alone() {
            ""
        } else {
            self.environment.in_key()
        }
    }

    /// What every key of this form begins with: `sk_live_`.
    #[must_use]
    pub fn head(&self) -> String {
        self.prefix_in_key() + self.environment_in_key()
    }

    /// Whether keys of this form have a key id.
    #[must_use]
    pub fn has_key_id(&self) -> bool {
        self.key_id && !self.format.stands_alone()
    }

    /// The checksum that keys of this form have.
    #[must_use]
    pub fn checksum_in_key(&self) -> Checksum {
        if self.format.stands_alone() {
            Checksum::None
        } else {
            self.checksum
        }
    }

    /// How many characters the checksum has.
    pub(super) fn checksum_symbols(&self) -> usize {
        self.checksum_in_key()
            .symbols(&self.random_part().alphabet())
    }

    /// The digits of the checksum; `None` where the key has none.
    pub(super) fn checksum_digits(&self) -> Option<Alphabet> {
        match self.checksum_in_key() {
            Checksum::None => None,
            Checksum::GitHub | Checksum::WholeKey => Some(Alphabet::BASE62),
            Checksum::OwnAlphabet => Some(self.random_part().alphabet()),
        }
    }

    /// How many characters the key id has, with its separator; 0 where there is none.
    pub(super) fn key_id_length(&self) -> usize {
        if self.has_key_id() {
            KEY_ID_LENGTH + 1
        } else {
            0
        }
    }

    /// The length of a key in characters; of a passphrase, the greatest length.
    #[must_use]
    pub fn key_length(&self) -> usize {
        let key_id = self.key_id_length();
        self.head().len() + key_id + self.size().symbols + self.checksum_symbols()
    }

    /// Whether keys of this form can hold one of these symbols, none of which a prefix or a word can hold.
    pub(super) fn holds_any_of(&self, symbols: &[u8]) -> bool {
        let any = |alphabet: &Alphabet| alphabet.symbols().iter().any(|one| symbols.contains(one));
        match self.random_part() {
            RandomPart::Symbols(alphabet) => any(&alphabet),
            RandomPart::Password(rule) => any(rule.alphabet()),
            _ => false,
        }
    }

    /// What a server hashes.
    #[must_use]
    pub fn hashed(&self) -> HashedPart {
        if self.has_key_id() {
            HashedPart::AfterKeyId
        } else {
            HashedPart::WholeKey {
                head: !self.head().is_empty(),
                checksum: self.checksum_in_key() != Checksum::None,
            }
        }
    }

    /// Why no key can be made of this form; `None` where one can.
    #[must_use]
    pub fn error(&self) -> Option<SpecError> {
        let underscores = match self.random_part() {
            RandomPart::Symbols(alphabet) => alphabet.symbols().contains(&b'_'),
            RandomPart::Bytes(encoding) => encoding == SecretEncoding::Base64Url,
            _ => false,
        };
        (self.has_key_id() && underscores).then_some(SpecError::UnderscoreAfterKeyId)
    }

    pub(super) fn random_part(&self) -> RandomPart {
        match self.format.content() {
            Content::Symbols(alphabet) => RandomPart::Symbols(*alphabet),
            Content::Bytes(encoding) => RandomPart::Bytes(*encoding),
            Content::Identifier(identifier) => RandomPart::Identifier(*identifier),
            Content::Password => RandomPart::Password(self.password.clone()),
            Content::Passphrase => RandomPart::Passphrase(self.passphrase),
            Content::Pin => RandomPart::Pin,
            Content::Custom => RandomPart::Symbols(self.alphabet),
            Content::Totp => RandomPart::Totp,
            Content::RecoveryCode => RandomPart::RecoveryCode,
        }
    }
}

/// Which part of a key a server hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HashedPart {
    /// The whole key as shown.
    WholeKey {
        /// Whether it has a prefix or an environment.
        head: bool,
        /// Whether it has a checksum.
        checksum: bool,
    },
    /// What follows the key id and its underscore, as Seam's prefixed-api-key does it.
    AfterKeyId,
}

impl fmt::Display for HashedPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WholeKey { head, checksum } => match (head, checksum) {
                (true, true) => "SHA-256 of the whole key as shown, prefix and checksum included.",
                (true, false) => "SHA-256 of the whole key as shown, prefix included.",
                (false, true) => "SHA-256 of the whole key as shown, checksum included.",
                (false, false) => "SHA-256 of the whole key as shown.",
            },
            Self::AfterKeyId => {
                "SHA-256 of what follows the key id and its underscore, to the end of the key. Look the record up by \
                 the id, then compare this."
            }
        })
    }
}
