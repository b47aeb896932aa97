//! How long a random part is and how much entropy it has, for every format.
//!
//! The requested entropy is a whole number of bits, the resulting one is exact. In every format each unit adds
//! at least one bit, so that a length and its entropy in whole bits determine each other.

use super::alphabet::Alphabet;
use super::body::identifier::Identifier;
use super::body::passphrase::PassphraseRule;
use super::body::password::PasswordRule;
use super::entropy::Entropy;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::number::{Limits, Quantity, Unit, power, times};
use std::ops::RangeInclusive;

/// How long a random part is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// How many units are drawn.
    pub count: usize,
    /// The unit.
    pub unit: Unit,
    /// The length of the random part in characters; of a passphrase, the greatest length.
    pub symbols: usize,
    /// The true entropy in bits.
    pub bits: f64,
}

/// How many symbols a recovery code has, 80 bits: too many to try against a fast hash.
const CODE: usize = 16;
/// How many of them stand in a group.
pub(super) const GROUP: usize = 4;

/// What a random part is made of.
#[derive(Clone, Debug)]
pub(super) enum RandomPart {
    /// Independent symbols, with an entropy of 64 to 4096 bits.
    Symbols(Alphabet),
    /// Whole bytes, encoded; 64 to 4096 bits.
    Bytes(SecretEncoding),
    /// As many bytes as the digest of a TOTP hash function has, in base32.
    Totp,
    /// Groups of symbols of Crockford's base32.
    RecoveryCode,
    /// An identifier of a fixed size.
    Identifier(Identifier),
    /// Decimal digits.
    Pin,
    /// Symbols of several classes.
    Password(PasswordRule),
    /// Words of a list.
    Passphrase(PassphraseRule),
}

impl RandomPart {
    pub fn size(&self, wanted: Entropy) -> Size {
        let count = self.count(wanted);
        let (unit, symbols) = match self {
            Self::Symbols(_) | Self::Pin | Self::Password(_) => (Unit::Symbols, count),
            Self::Bytes(encoding) => (Unit::Bytes, encoding.encoded_len(count)),
            Self::Totp => (Unit::Bytes, SecretEncoding::Base32.encoded_len(count)),
            Self::RecoveryCode => (Unit::Symbols, count + count / GROUP - 1),
            Self::Identifier(identifier) => (Unit::Symbols, identifier.length()),
            Self::Passphrase(rule) => (Unit::Words, rule.longest(count)),
        };
        Size {
            count,
            unit,
            symbols,
            bits: self.bits(count),
        }
    }

    /// The symbols that it is written in, where they are of one alphabet; else base62.
    pub fn alphabet(&self) -> Alphabet {
        match self {
            Self::Symbols(alphabet) => *alphabet,
            Self::Bytes(SecretEncoding::Hex) => Alphabet::HEX,
            Self::Bytes(SecretEncoding::Base64) => Alphabet::BASE64,
            Self::Bytes(SecretEncoding::Base64Url) => Alphabet::BASE64_URL,
            Self::Pin => Alphabet::DIGITS,
            // None of the others is followed by a checksum.
            Self::Bytes(SecretEncoding::Base32)
            | Self::Totp
            | Self::RecoveryCode
            | Self::Identifier(_)
            | Self::Password(_)
            | Self::Passphrase(_) => Alphabet::BASE62,
        }
    }

    /// The smallest count that reaches `wanted`, within the format's limits.
    fn count(&self, wanted: Entropy) -> usize {
        if let Self::Totp = self {
            // The digests of SHA-1, SHA-256 and SHA-512, which RFC 6238 uses.
            return match wanted.bits() {
                ..=160 => 20,
                161..=256 => 32,
                _ => 64,
            };
        }
        let counts = self.counts();
        let (mut low, mut high) = (*counts.start(), *counts.end());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.bits(middle) < f64::from(wanted.bits()) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The counts that the format allows.
    fn counts(&self) -> RangeInclusive<usize> {
        match self {
            Self::Symbols(alphabet) => {
                least_symbols(Entropy::MIN, alphabet)..=least_symbols(Entropy::MAX, alphabet)
            }
            Self::Bytes(_) => 8..=512,
            Self::Totp => 20..=64,
            Self::RecoveryCode => CODE..=CODE,
            Self::Identifier(identifier) => identifier.length()..=identifier.length(),
            Self::Pin => 4..=12,
            Self::Password(_) => PasswordRule::LENGTHS,
            Self::Passphrase(_) => PassphraseRule::WORDS,
        }
    }

    /// The entropy of `count` units in bits.
    pub fn bits(&self, count: usize) -> f64 {
        match self {
            Self::Symbols(alphabet) => times(count, alphabet.bits_per_symbol()),
            Self::Bytes(_) | Self::Totp => times(count, 8.0),
            Self::RecoveryCode => times(count, Alphabet::CROCKFORD32.bits_per_symbol()),
            Self::Identifier(identifier) => identifier.bits(),
            Self::Pin => times(count, Alphabet::DIGITS.bits_per_symbol()),
            Self::Password(rule) => rule.bits(count),
            Self::Passphrase(rule) => rule.bits(count),
        }
    }

    /// How many random parts are possible; `None` from 2^64 on, where no batch can exhaust them.
    pub fn space(&self, count: usize) -> Option<u64> {
        match self {
            Self::Symbols(alphabet) => power(alphabet.count().into(), count),
            Self::Pin => power(10, count),
            Self::Password(rule) => rule.space(count),
            Self::Passphrase(rule) => rule.space(count),
            Self::Bytes(_) | Self::Totp | Self::RecoveryCode | Self::Identifier(_) => None,
        }
    }

    /// The exclusive upper bound of the numbers of random parts; `None` from 2^64 on. Candidates that violate the
    /// rule of a password have numbers too.
    pub fn numbers(&self, count: usize) -> Option<u64> {
        match self {
            Self::Password(rule) => power(rule.alphabet().count().into(), count),
            _ => self.space(count),
        }
    }

    /// The limits of the field "Entropy (bits)"; `None` where the format has a fixed size.
    pub fn entropy_limits(&self) -> Option<Limits> {
        let whole = |count| u32::from(Entropy::whole(self.bits(count)).bits());
        match self {
            Self::Symbols(_) | Self::Bytes(_) => Some(Entropy::LIMITS),
            Self::Identifier(_) | Self::Totp | Self::RecoveryCode => None,
            Self::Pin | Self::Password(_) | Self::Passphrase(_) => Some(Limits {
                quantity: Quantity::Bits,
                least: whole(*self.counts().start()),
                most: whole(*self.counts().end()),
            }),
        }
    }

    /// The limits of the field "Length"; `None` where the format has a fixed size.
    #[allow(clippy::cast_possible_truncation, reason = "counts are at most 4096")]
    pub fn length_limits(&self) -> Option<Limits> {
        self.entropy_limits().map(|_| Limits {
            quantity: Quantity::Length(self.size(Entropy::MIN).unit),
            least: *self.counts().start() as u32,
            most: *self.counts().end() as u32,
        })
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most 4096 bits, at least one bit a symbol"
)]
fn least_symbols(wanted: Entropy, alphabet: &Alphabet) -> usize {
    (f64::from(wanted.bits()) / alphabet.bits_per_symbol()).ceil() as usize
}
