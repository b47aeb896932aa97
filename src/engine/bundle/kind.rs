//! The formats of secrets that applications ask for, and making one.
//!
//! Base64 is that of RFC 4648.

use super::supabase::{self, Role};
use crate::engine::{
    alphabet::Alphabet,
    generate::{Pool, Sampler},
    random::{ByteSource, RandomError},
    secret::Secret,
};
use base64::{
    Engine as _,
    engine::{GeneralPurpose, general_purpose},
};
use std::fmt;
use zeroize::Zeroizing;

/// Django's `get_random_secret_key`.
///
/// ```text
/// [a-z]      [0-9]      !     @     #     $     %     ^     &     *     (     -     _     =     +     )
/// 0x61-0x7a, 0x30-0x39, 0x21, 0x40, 0x23, 0x24, 0x25, 0x5e, 0x26, 0x2a, 0x28, 0x2d, 0x5f, 0x3d, 0x2b, 0x29
/// ```
const DJANGO: Alphabet = Alphabet::known(b"abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)");

/// The format of one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
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
    /// Laravel's `APP_KEY`: `base64:` and 32 random bytes as standard base64.
    Laravel,
    /// Characters of `0-9A-Za-z`, each equally likely; safe inside a connection URL.
    Alphanumeric {
        /// How many characters.
        length: u16,
    },
    /// Characters of `abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)`, each equally likely, as
    /// Django's `get_random_secret_key` draws them.
    Django {
        /// How many characters.
        length: u16,
    },
    /// An API key of Supabase: a JSON Web Token signed with the bundle's `JWT_SECRET`.
    SupabaseKey {
        /// Whom the key speaks for.
        role: Role,
    },
}

impl Kind {
    /// The variable that a value of this format is made from, if it is not random itself.
    #[must_use]
    pub const fn made_from(self) -> Option<&'static str> {
        match self {
            Self::SupabaseKey { .. } => Some(supabase::SIGNING_SECRET),
            _ => None,
        }
    }

    /// Makes a value from random bytes of `pool`; `None` for a format that is [made from another
    /// value](Self::made_from).
    ///
    /// # Errors
    /// [`RandomError`] when there are no random numbers.
    pub fn make(self, pool: &mut Pool<&mut dyn ByteSource>) -> Result<Option<Secret>, RandomError> {
        match self {
            // The digits of random bytes are random digits, independent and equally likely.
            Self::Hex { bytes } => draw(&Alphabet::HEX, 2 * usize::from(bytes), pool),
            Self::Base64 { bytes } => encode("", bytes, &general_purpose::STANDARD, pool),
            Self::Base64Url { bytes } => encode("", bytes, &general_purpose::URL_SAFE_NO_PAD, pool),
            Self::Laravel => encode("base64:", 32, &general_purpose::STANDARD, pool),
            Self::Alphanumeric { length } => draw(&Alphabet::BASE62, length.into(), pool),
            Self::Django { length } => draw(&DJANGO, length.into(), pool),
            Self::SupabaseKey { .. } => return Ok(None),
        }
        .map(Some)
    }

    /// Makes a value from the one it [is made from](Self::made_from), dated `now` in seconds since
    /// 1970 (UTC); `None` for a format that is random itself.
    #[must_use]
    pub fn derive(self, from: &Secret, now: u64) -> Option<Secret> {
        match self {
            Self::SupabaseKey { role } => Some(supabase::sign(role, now, from)),
            _ => None,
        }
    }
}

fn draw(
    alphabet: &Alphabet,
    length: usize,
    pool: &mut Pool<&mut dyn ByteSource>,
) -> Result<Secret, RandomError> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(length));
    Sampler::new(alphabet).draw(pool, length, &mut symbols)?;
    Ok(Secret::from(
        str::from_utf8(&symbols).expect("alphabets are ASCII"),
    ))
}

fn encode(
    prefix: &str,
    bytes: u16,
    engine: &GeneralPurpose,
    pool: &mut Pool<&mut dyn ByteSource>,
) -> Result<Secret, RandomError> {
    let encoded = Zeroizing::new(engine.encode(pool.bytes(bytes.into())?));
    let mut out = Secret::with_capacity(prefix.len() + encoded.len());
    out.push_str(prefix);
    out.push_str(&encoded);
    Ok(out)
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hex { bytes } => write!(f, "{bytes} bytes as hex"),
            Self::Base64 { bytes } => write!(f, "{bytes} bytes as base64"),
            Self::Base64Url { bytes } => write!(f, "{bytes} bytes as base64url"),
            Self::Laravel => f.write_str("base64: and 32 bytes as base64"),
            Self::Alphanumeric { length } => write!(f, "{length} letters and digits"),
            Self::Django { length } => write!(f, "{length} characters of Django's alphabet"),
            Self::SupabaseKey { role } => write!(
                f,
                "JWT for the role {}, signed with {}, valid for 5 years",
                role.name(),
                supabase::SIGNING_SECRET
            ),
        }
    }
}
