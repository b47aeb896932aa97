//! Checksums inside a key: with one, a mistyped key is refused without asking a database.
//!
//! The scheme of GitHub's and npm's tokens: CRC-32 (that of zlib) as six base62 symbols, most
//! significant first, padded on the left with `0`. It finds slips, not forgeries: anyone can compute it.

use super::alphabet::Alphabet;
use std::fmt;
use std::str::FromStr;

/// Which checksum ends a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Checksum {
    /// No checksum.
    None,
    /// CRC-32 of the random part only, as GitHub and npm do it.
    #[default]
    GitHub,
}

impl Checksum {
    /// All checksums, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::GitHub, Self::None];

    /// A stable name for form values and remembered options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::GitHub => "crc32-github",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::GitHub => "CRC-32 (GitHub style)",
        }
    }

    /// How many characters the checksum adds to a key.
    #[must_use]
    pub fn symbols(self) -> usize {
        match self {
            Self::None => 0,
            Self::GitHub => CRC32_SYMBOLS,
        }
    }
}

impl FromStr for Checksum {
    type Err = UnknownChecksum;

    /// Reads an [`Checksum::id`].
    fn from_str(id: &str) -> Result<Self, UnknownChecksum> {
        Self::ALL
            .into_iter()
            .find(|checksum| checksum.id() == id)
            .ok_or(UnknownChecksum)
    }
}

/// The text is no checksum's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChecksum;

impl fmt::Display for UnknownChecksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such checksum. Choose one from the list.")
    }
}

impl std::error::Error for UnknownChecksum {}

/// Six base62 symbols hold any CRC-32: 62^6 is 5.7e10, 2^32 is 4.3e9.
pub const CRC32_SYMBOLS: usize = 6;

/// The CRC-32 of `text` in base62, most significant symbol first, padded with `0`.
#[must_use]
pub fn crc32_base62(text: &[u8]) -> [u8; CRC32_SYMBOLS] {
    let digits = Alphabet::BASE62;
    let mut rest = crc32fast::hash(text);
    let mut out = [b'0'; CRC32_SYMBOLS];
    for place in out.iter_mut().rev() {
        *place = digits.symbols()[(rest % 62) as usize];
        rest /= 62;
    }
    out
}
