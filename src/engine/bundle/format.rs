//! The formats of secrets that applications ask for.
//!
//! Base64 is that of RFC 4648, UUIDs are of version 4 (RFC 9562).

use super::pair::value::{PairContent, PairValue};
use super::supabase::{self, Role};
use super::symbols::SymbolSet;
use crate::engine::pair::part::{PairKey, PairPart};
use std::fmt;

/// The format of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretFormat {
    /// Random bytes as lower-case hex, two digits a byte.
    Hex {
        /// How many random bytes.
        bytes: u16,
    },
    /// Random bytes as standard base64 with padding.
    Base64 {
        /// How many random bytes.
        bytes: u16,
    },
    /// Random bytes as base64url without padding.
    Base64Url {
        /// How many random bytes.
        bytes: u16,
    },
    /// Random bytes as base64url with padding; with 32 bytes a Fernet key.
    Base64UrlPadded {
        /// How many random bytes.
        bytes: u16,
    },
    /// Random bytes as base32 (RFC 4648) without padding; with 20 bytes a secret for TOTP (RFC 6238).
    Base32 {
        /// How many random bytes.
        bytes: u16,
    },
    /// Several random byte strings as standard base64 with padding, joined by commas.
    Base64List {
        /// How many random bytes each.
        bytes: u16,
        /// How many byte strings.
        count: u16,
    },
    /// Laravel's `APP_KEY`: `base64:` and 32 random bytes as standard base64.
    Laravel,
    /// A signing secret of Standard Webhooks: `whsec_` and 24 to 64 random bytes as standard base64.
    Webhook {
        /// How many random bytes.
        bytes: u16,
    },
    /// Characters of `0-9A-Za-z`, each equally likely; safe inside a connection URL.
    Alphanumeric {
        /// How many characters.
        length: u16,
    },
    /// Characters of `A-Za-z0-9_-`, each equally likely, as nanoid draws them.
    UrlSafe {
        /// How many characters.
        length: u16,
    },
    /// Characters of `abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)`, each equally likely, as
    /// Django's `get_random_secret_key` draws them.
    Django {
        /// How many characters.
        length: u16,
    },
    /// Letters, digits and specials, each equally likely, as `WordPress` draws its salts; without the
    /// space, which readers trim.
    WordPress {
        /// How many characters.
        length: u16,
    },
    /// Letters, digits and the signs `!+-._`, at least one small letter, one capital, one digit and one sign among
    /// them; all values with these are equally likely.
    EveryKind {
        /// How many characters, at least a few more than the kinds.
        length: u16,
    },
    /// Characters of a set, each equally likely, as a schema or a comment asks for them.
    Symbols {
        /// The set, of at least two printable characters.
        symbols: SymbolSet,
        /// How many characters.
        length: u16,
    },
    /// A random UUID.
    Uuid,
    /// An API key of Supabase: a JSON Web Token signed with the bundle's `JWT_SECRET`.
    SupabaseKey {
        /// The role in the key's claims.
        role: Role,
    },
    /// An opaque API key of Supabase: a prefix, 22 symbols of base64url, and a checksum.
    SupabaseApiKey {
        /// Whether it is the server's, which is secret; the other may be public.
        is_secret: bool,
    },
    /// What a variable holds of a key pair.
    Pair(PairValue),
    /// The private half of a VAPID pair (RFC 8292): a P-256 scalar, 32 bytes as base64url.
    VapidPrivate {
        /// Whether the base64url is padded.
        padded: bool,
    },
    /// The public half of a VAPID pair: the uncompressed point, 65 bytes as base64url.
    VapidPublic {
        /// Whether the base64url is padded.
        padded: bool,
    },
}

/// The variable that holds the private half of a VAPID pair.
pub const VAPID_PRIVATE: &str = "VAPID_PRIVATE_KEY";

impl SecretFormat {
    /// The variable that a value of this format is derived from; `None` for a random one.
    #[must_use]
    pub const fn made_from(self) -> Option<&'static str> {
        match self {
            Self::SupabaseKey { .. } => Some(supabase::SIGNING_SECRET),
            Self::VapidPublic { .. } => Some(VAPID_PRIVATE),
            _ => None,
        }
    }

    /// Whether no other format can take its place: half of a key pair, or derived from another value.
    pub(super) const fn is_bound(self) -> bool {
        self.made_from().is_some() || matches!(self, Self::VapidPrivate { .. } | Self::Pair(_))
    }

    /// The family, for choosing another size or format.
    #[must_use]
    pub const fn family(self) -> Option<FormatFamily> {
        match self {
            Self::Hex { .. } => Some(FormatFamily::Hex),
            Self::Base64 { .. } => Some(FormatFamily::Base64),
            Self::Base64Url { .. } => Some(FormatFamily::Base64Url),
            Self::Alphanumeric { .. } => Some(FormatFamily::Alphanumeric),
            Self::UrlSafe { .. } => Some(FormatFamily::UrlSafe),
            Self::Uuid => Some(FormatFamily::Uuid),
            Self::Webhook { .. } => Some(FormatFamily::Webhook),
            Self::Pair(PairValue {
                content: PairContent::Part { part, .. },
                ..
            }) => Some(FormatFamily::Pair(part)),
            _ => None,
        }
    }

    /// The size in bytes or characters, as [`FormatFamily::unit`] says; `None` where there is no choice.
    #[must_use]
    pub const fn size(self) -> Option<u16> {
        match self {
            Self::Hex { bytes }
            | Self::Base64 { bytes }
            | Self::Base64Url { bytes }
            | Self::Webhook { bytes } => Some(bytes),
            Self::Alphanumeric { length } | Self::UrlSafe { length } => Some(length),
            _ => None,
        }
    }

    /// Whether it needs no quotes in a list of settings or flags.
    pub(super) const fn is_one_word(self) -> bool {
        match self {
            Self::Django { .. }
            | Self::WordPress { .. }
            | Self::EveryKind { .. }
            | Self::Base64List { .. }
            | Self::Pair(_) => false,
            Self::Symbols { symbols, .. } => SymbolSet::BASE64_URL.holds(symbols),
            _ => true,
        }
    }

    /// Whether it serves as a password that needs no percent-encoding in a URL.
    pub(super) const fn serves_as_password(self) -> bool {
        matches!(
            self,
            Self::Hex { .. } | Self::Alphanumeric { .. } | Self::UrlSafe { .. }
        ) || matches!(self, Self::Symbols { symbols, .. } if SymbolSet::BASE64_URL.holds(symbols))
    }
}

impl fmt::Display for SecretFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hex { bytes } => write!(f, "{bytes} bytes as hex"),
            Self::Base64 { bytes } => write!(f, "{bytes} bytes as base64"),
            Self::Base64Url { bytes } => write!(f, "{bytes} bytes as base64url"),
            Self::Base64UrlPadded { bytes } => write!(f, "{bytes} bytes as padded base64url"),
            Self::Base32 { bytes } => write!(f, "{bytes} bytes as base32"),
            Self::Base64List { bytes, count } => {
                write!(f, "{count} times {bytes} bytes as base64, joined by commas")
            }
            Self::Laravel => f.write_str("base64: and 32 bytes as base64"),
            Self::Webhook { bytes } => write!(f, "whsec_ and {bytes} bytes as base64"),
            Self::Alphanumeric { length } => write!(f, "{length} letters and digits"),
            Self::UrlSafe { length } => write!(f, "{length} characters of A-Z a-z 0-9 _ -"),
            Self::Django { length } => write!(f, "{length} characters of Django's alphabet"),
            Self::WordPress { length } => write!(f, "{length} letters, digits and specials"),
            Self::EveryKind { length } => {
                write!(f, "{length} letters, digits and specials, some of each")
            }
            Self::Symbols { symbols, length } => write!(f, "{length} characters of {symbols}"),
            Self::Uuid => f.write_str("random UUID"),
            Self::SupabaseKey { role } => write!(
                f,
                "JWT for the role {}, signed with {}, valid for 5 years",
                role.name(),
                supabase::SIGNING_SECRET
            ),
            Self::SupabaseApiKey { is_secret } => {
                write!(
                    f,
                    "{} and 22 symbols, with a checksum",
                    supabase::prefix(*is_secret)
                )
            }
            Self::Pair(value) => value.fmt(f),
            Self::VapidPrivate { .. } => f.write_str("private key of a P-256 pair"),
            Self::VapidPublic { .. } => {
                write!(f, "public key of a P-256 pair, made from {VAPID_PRIVATE}")
            }
        }
    }
}

/// Formats to choose from, most of them in several sizes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormatFamily {
    /// [`SecretFormat::Hex`].
    Hex,
    /// [`SecretFormat::Base64`].
    Base64,
    /// [`SecretFormat::Base64Url`].
    Base64Url,
    /// [`SecretFormat::Alphanumeric`].
    Alphanumeric,
    /// [`SecretFormat::UrlSafe`].
    UrlSafe,
    /// [`SecretFormat::Uuid`], which has one size.
    Uuid,
    /// [`SecretFormat::Webhook`].
    Webhook,
    /// [`SecretFormat::Pair`], which has no size.
    Pair(PairPart),
}

impl FormatFamily {
    /// All families, in the order a list should show them.
    pub const ALL: [Self; 13] = [
        Self::Hex,
        Self::Base64,
        Self::Base64Url,
        Self::Alphanumeric,
        Self::UrlSafe,
        Self::Uuid,
        Self::Webhook,
        Self::Pair(PairPart::PrivatePem),
        Self::Pair(PairPart::OwnPem),
        Self::Pair(PairPart::PrivateJwk),
        Self::Pair(PairPart::PublicPem),
        Self::Pair(PairPart::PublicJwk),
        Self::Pair(PairPart::Jwks),
    ];

    /// The smallest size that a page should offer; 8 bytes or characters are already too weak for a key.
    pub const LEAST: u16 = 8;

    /// The largest size that a page should offer.
    pub const MOST: u16 = 1024;

    /// The name a person reads.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hex => "Hex",
            Self::Base64 => "Base64",
            Self::Base64Url => "Base64url",
            Self::Alphanumeric => "Letters and digits",
            Self::UrlSafe => "Letters, digits, _ and -",
            Self::Uuid => "UUID",
            Self::Webhook => "Standard Webhooks (whsec_)",
            Self::Pair(part) => part.label(),
        }
    }

    /// What its size counts, if it has one.
    #[must_use]
    pub const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Hex | Self::Base64 | Self::Base64Url | Self::Webhook => Some("bytes"),
            Self::Alphanumeric | Self::UrlSafe => Some("characters"),
            Self::Uuid | Self::Pair(_) => None,
        }
    }

    /// The format of this family and `size`; of a pair, one for ES256.
    #[must_use]
    pub const fn with_size(self, size: u16) -> SecretFormat {
        match self {
            Self::Hex => SecretFormat::Hex { bytes: size },
            Self::Base64 => SecretFormat::Base64 { bytes: size },
            Self::Base64Url => SecretFormat::Base64Url { bytes: size },
            Self::Alphanumeric => SecretFormat::Alphanumeric { length: size },
            Self::UrlSafe => SecretFormat::UrlSafe { length: size },
            Self::Uuid => SecretFormat::Uuid,
            Self::Webhook => SecretFormat::Webhook { bytes: size },
            Self::Pair(part) => SecretFormat::Pair(PairValue::plain(PairKey::Es256, part)),
        }
    }

    /// The smallest and the largest size that a page should offer.
    #[must_use]
    pub const fn sizes(self) -> (u16, u16) {
        match self {
            // What the specification of Standard Webhooks allows.
            Self::Webhook => (24, 64),
            _ => (Self::LEAST, Self::MOST),
        }
    }
}
