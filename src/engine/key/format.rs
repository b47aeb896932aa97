//! The formats of a key's random part.

use super::alphabet::Alphabet;
use super::body::identifier::Identifier;
use super::checksum::Checksum;
use super::entropy::Entropy;
use crate::engine::base::choices::choices;
use crate::engine::base::encode::SecretEncoding;
use serde::{Deserialize, Serialize};

/// What the random part of a format is made of.
#[derive(Clone, Copy)]
pub(super) enum Content {
    /// Symbols of this alphabet.
    Symbols(Alphabet),
    /// Bytes in this encoding.
    Bytes(SecretEncoding),
    /// An identifier of a fixed size.
    Identifier(Identifier),
    /// Symbols of the classes that the form names.
    Password,
    /// Words.
    Passphrase,
    /// Decimal digits.
    Pin,
    /// Symbols of the alphabet that the form names.
    Custom,
    /// Bytes in base32, as many as the digest of the codes' hash function has.
    Totp,
    /// Symbols of Crockford's base32 in groups.
    RecoveryCode,
}

// One format per line: its id, its name, what it is made of, and its default entropy in bits.
choices! {
    /// How the random part of a key is written.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
    pub enum Format -> (Content, u16) {
        /// Digits and letters: selected whole by a double click, safe in headers, URLs and `.env` files.
        #[default]
        Base62 = "base62", "Base62", &(Content::Symbols(Alphabet::BASE62), 256);
        /// Base62 without the look-alikes `0`, `O`, `I` and `l`, as Bitcoin has it.
        ///
        /// Symbols are drawn one by one. Bytes encoded as one large number, which is what crates for base58
        /// do, have a varying length and a first symbol that is far from uniform.
        Base58 = "base58", "Base58", &(Content::Symbols(Alphabet::BASE58), 256);
        /// RFC 4648 section 5, without padding.
        Base64Url = "base64url", "Base64url", &(Content::Bytes(SecretEncoding::Base64Url), 256);
        /// RFC 4648 section 4, with padding.
        Base64 = "base64", "Base64", &(Content::Bytes(SecretEncoding::Base64), 256);
        /// RFC 4648 section 8, in lower case.
        Hex = "hex", "Hex", &(Content::Bytes(SecretEncoding::Hex), 256);
        /// Douglas Crockford's base32, in upper case, without a check symbol.
        Base32 = "base32", "Base32 (Crockford)", &(Content::Symbols(Alphabet::CROCKFORD32), 256);
        /// The symbols of Nano ID, 21 of them by default.
        ///
        /// Its crate is not used: it draws from a generator of its own or from a function that cannot fail.
        NanoId = "nanoid", "Nano ID", &(Content::Symbols(Alphabet::NANO_ID), 126);
        /// RFC 9562 section 5.4: random.
        UuidV4 = "uuid4", "UUID v4", &(Content::Identifier(Identifier::UuidV4), 256);
        /// RFC 9562 section 5.7: time and random.
        UuidV7 = "uuid7", "UUID v7", &(Content::Identifier(Identifier::UuidV7), 256);
        /// Time and random in Crockford's base32, each greater than the one before it in a batch.
        Ulid = "ulid", "ULID", &(Content::Identifier(Identifier::Ulid), 256);
        /// For people and for services that ask for classes of characters.
        Password = "password", "Password", &(Content::Password, 128);
        /// Words of the EFF large word list.
        Passphrase = "passphrase", "Passphrase", &(Content::Passphrase, 77);
        /// Decimal digits.
        Pin = "pin", "PIN", &(Content::Pin, 19);
        /// Symbols of a custom alphabet.
        Custom = "custom", "Custom alphabet", &(Content::Custom, 256);
        /// The secret that a server and an authenticator app share (RFC 6238), in base32 without padding.
        Totp = "totp", "TOTP secret", &(Content::Totp, 160);
        /// Codes that each sign a person in once, for when the phone is lost.
        RecoveryCodes = "recovery-codes", "Recovery codes", &(Content::RecoveryCode, 80);
    }
}

impl Format {
    /// Whether the random part stands alone, without prefix, environment, key id and checksum.
    ///
    /// With any of them a UUID is no UUID any more, and nobody types `sk_live_` before a password.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        matches!(
            self.content(),
            Content::Identifier(_)
                | Content::Password
                | Content::Passphrase
                | Content::Pin
                | Content::Totp
                | Content::RecoveryCode
        )
    }

    /// Whether the format has no size that a person chooses in bits or symbols.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self.is_public() || self.is_handed_out()
    }

    /// Whether it is no secret, but an identifier.
    #[must_use]
    pub fn is_public(self) -> bool {
        matches!(self.content(), Content::Identifier(_))
    }

    /// Whether a server hands it to a person. It is made in a view of its own, as one secret or one list.
    #[must_use]
    pub fn is_handed_out(self) -> bool {
        matches!(self.content(), Content::Totp | Content::RecoveryCode)
    }

    /// The checksum of its keys where the person chose none: GitHub's, unless its symbols would stand out.
    #[must_use]
    pub fn usual_checksum(self) -> Checksum {
        match self {
            Self::Hex | Self::Base58 | Self::Base32 => Checksum::OwnAlphabet,
            _ => Checksum::GitHub,
        }
    }

    /// Whether it is made by a part that loads later, and not by the key card.
    #[must_use]
    pub fn needs_more(self) -> bool {
        self.needs_words() || self.is_handed_out()
    }

    /// Whether its words come from the list that only the worker holds.
    #[must_use]
    pub fn needs_words(self) -> bool {
        matches!(self.content(), Content::Passphrase)
    }

    /// The default entropy of the format: 21 symbols of Nano ID, 20 of a password of all classes, 6 words, 6
    /// digits, 20 bytes of a TOTP secret, 16 symbols of a recovery code, 256 bits of anything else.
    #[must_use]
    pub fn usual_entropy(self) -> Entropy {
        Entropy::whole(f64::from(self.row().1))
    }

    pub(super) const fn content(self) -> &'static Content {
        &self.row().0
    }
}

#[cfg(test)]
mod tests {
    use super::Format;

    #[test]
    fn an_id_names_its_format() {
        for format in Format::ALL {
            assert_eq!(format.id().parse(), Ok(format));
        }
        assert!("Base62 ".parse::<Format>().is_err());
    }
}
