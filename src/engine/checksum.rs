//! Checksums inside a key: with one, a mistyped key is refused without asking a database.
//!
//! The scheme of GitHub's and npm's tokens: CRC-32 (that of zlib) of the random part as six base62
//! symbols, most significant first, padded on the left with `0`; or the same of the whole key. It finds
//! slips, not forgeries: anyone can compute it.

use super::alphabet::Alphabet;
use super::choice::read_by_id;
use crc::{CRC_32_ISO_HDLC, Crc, Table};
use serde::{Deserialize, Serialize};

/// Which checksum ends a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Checksum {
    /// No checksum.
    None,
    /// CRC-32 of the random part only, as GitHub and npm do it.
    #[default]
    GitHub,
    /// CRC-32 of everything before the checksum, which finds a wrong prefix too.
    WholeKey,
}

impl Checksum {
    /// All checksums, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::GitHub, Self::WholeKey, Self::None];

    /// A stable name for form values and remembered options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::GitHub => "crc32-github",
            Self::WholeKey => "crc32-whole",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::GitHub => "CRC-32 (GitHub style)",
            Self::WholeKey => "CRC-32 (whole key)",
        }
    }

    /// How many characters the checksum adds to a key.
    #[must_use]
    pub fn symbols(self) -> usize {
        match self {
            Self::None => 0,
            Self::GitHub | Self::WholeKey => CRC32_SYMBOLS,
        }
    }
}

read_by_id!(Checksum);

/// The CRC-32 of zlib, in one of two ways that give the same.
#[derive(Clone, Copy)]
pub(super) struct Crc32(fn(&[u8]) -> u32);

impl Crc32 {
    /// A byte at a time by a table of 1 kB, for the page.
    pub const SMALL: Self = Self(small);

    /// 16 bytes at a time by a table of 16 kB, for batches. Only who makes batches links it.
    pub const FAST: Self = Self(fast);

    /// The CRC-32 of `text` in base62, most significant symbol first, padded with `0`.
    #[inline]
    pub fn base62(self, text: &[u8]) -> [u8; CRC32_SYMBOLS] {
        let digits = Alphabet::BASE62;
        let mut rest = (self.0)(text);
        let mut out = [b'0'; CRC32_SYMBOLS];
        for place in out.iter_mut().rev() {
            *place = digits.symbols()[(rest % 62) as usize];
            rest /= 62;
        }
        out
    }
}

fn small(text: &[u8]) -> u32 {
    static TABLE: Crc<u32, Table<1>> = Crc::<u32, Table<1>>::new(&CRC_32_ISO_HDLC);
    TABLE.checksum(text)
}

#[inline]
fn fast(text: &[u8]) -> u32 {
    static TABLE: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
    TABLE.checksum(text)
}

/// Six base62 symbols hold any CRC-32: 62^6 is 5.7e10, 2^32 is 4.3e9.
pub const CRC32_SYMBOLS: usize = 6;

/// The CRC-32 of `text` in base62, most significant symbol first, padded with `0`.
#[must_use]
pub fn crc32_base62(text: &[u8]) -> [u8; CRC32_SYMBOLS] {
    Crc32::SMALL.base62(text)
}
