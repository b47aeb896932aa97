//! The formats of a key's random part.

use super::entropy::Entropy;
use crate::engine::base::choices::read_by_id;
use serde::{Deserialize, Serialize};

/// How the random part of a key is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Format {
    /// Digits and letters: selected whole by a double click, safe in headers, URLs and `.env` files.
    #[default]
    Base62,
    /// Base62 without the look-alikes `0`, `O`, `I` and `l`, as Bitcoin has it.
    ///
    /// Symbols are drawn one by one. Bytes encoded as one large number, which is what crates for base58
    /// do, have a varying length and a first symbol that is far from uniform.
    Base58,
    /// RFC 4648 section 5, without padding.
    Base64Url,
    /// RFC 4648 section 4, with padding.
    Base64,
    /// RFC 4648 section 8, in lower case.
    Hex,
    /// Douglas Crockford's base32, in upper case, without a check symbol.
    Base32,
    /// The symbols of Nano ID, 21 of them by default.
    ///
    /// Its crate draws from a generator of its own or from a function that cannot fail.
    NanoId,
    /// RFC 9562 section 5.4: random.
    UuidV4,
    /// RFC 9562 section 5.7: time and random.
    UuidV7,
    /// Time and random in Crockford's base32, each greater than the one before it in a batch.
    Ulid,
    /// For people and for services that ask for classes of characters.
    Password,
    /// Words of the EFF large word list.
    Passphrase,
    /// Decimal digits.
    Pin,
    /// Symbols of an alphabet of one's own.
    Custom,
}

impl Format {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 14] = [
        Self::Base62,
        Self::Base58,
        Self::Base64Url,
        Self::Base64,
        Self::Hex,
        Self::Base32,
        Self::NanoId,
        Self::UuidV4,
        Self::UuidV7,
        Self::Ulid,
        Self::Password,
        Self::Passphrase,
        Self::Pin,
        Self::Custom,
    ];

    /// A stable name for form values and remembered options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Base62 => "base62",
            Self::Base58 => "base58",
            Self::Base64Url => "base64url",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Base32 => "base32",
            Self::NanoId => "nanoid",
            Self::UuidV4 => "uuid4",
            Self::UuidV7 => "uuid7",
            Self::Ulid => "ulid",
            Self::Password => "password",
            Self::Passphrase => "passphrase",
            Self::Pin => "pin",
            Self::Custom => "custom",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Base62 => "Base62",
            Self::Base58 => "Base58",
            Self::Base64Url => "Base64url",
            Self::Base64 => "Base64",
            Self::Hex => "Hex",
            Self::Base32 => "Base32 (Crockford)",
            Self::NanoId => "Nano ID",
            Self::UuidV4 => "UUID v4",
            Self::UuidV7 => "UUID v7",
            Self::Ulid => "ULID",
            Self::Password => "Password",
            Self::Passphrase => "Passphrase",
            Self::Pin => "PIN",
            Self::Custom => "Custom alphabet",
        }
    }

    /// Whether the random part stands alone, without prefix, environment, key id and checksum.
    ///
    /// With any of them a UUID is no UUID any more, and nobody types `sk_live_` before a password.
    #[must_use]
    pub fn stands_alone(self) -> bool {
        match self {
            Self::UuidV4
            | Self::UuidV7
            | Self::Ulid
            | Self::Password
            | Self::Passphrase
            | Self::Pin => true,
            Self::Base62
            | Self::Base58
            | Self::Base64Url
            | Self::Base64
            | Self::Hex
            | Self::Base32
            | Self::NanoId
            | Self::Custom => false,
        }
    }

    /// Whether the format has one size only.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        matches!(self, Self::UuidV4 | Self::UuidV7 | Self::Ulid)
    }

    /// Whether its words come from the list that only the worker holds.
    #[must_use]
    pub fn needs_words(self) -> bool {
        self == Self::Passphrase
    }

    /// The entropy a format starts with: 21 symbols of Nano ID, 20 of a password of all classes, 6 words,
    /// 6 digits, 256 bits of anything else.
    #[must_use]
    pub fn usual_entropy(self) -> Entropy {
        match self {
            Self::NanoId => Entropy::whole(126.0),
            Self::Password => Entropy::whole(128.0),
            Self::Passphrase => Entropy::whole(77.0),
            Self::Pin => Entropy::whole(19.0),
            _ => Entropy::default(),
        }
    }
}

read_by_id!(Format);

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
