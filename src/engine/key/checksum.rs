//! Checksums inside a key: with one, a mistyped key is refused without asking a database.
//!
//! The scheme of GitHub's and npm's tokens: CRC-32 (that of zlib) of the random part as six base62
//! symbols, most significant first, padded on the left with `0`; or the same of the whole key. It detects
//! typos, not forgeries: anyone can compute it.

use super::alphabet::Alphabet;
use crate::engine::base::choices::choices;
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
    /// CRC-32 of everything before the checksum, which detects a wrong prefix too.
    WholeKey,
}

choices!(impl Checksum {
    GitHub = "crc32-github", "CRC-32 (GitHub style)";
    WholeKey = "crc32-whole", "CRC-32 (whole key)";
    None = "none", "None";
});

impl Checksum {
    /// How many characters the checksum adds to a key.
    #[must_use]
    pub fn symbols(self) -> usize {
        match self {
            Self::None => 0,
            Self::GitHub | Self::WholeKey => CRC32_SYMBOLS,
        }
    }
}

/// The CRC-32 of zlib, in one of two implementations with the same result.
#[derive(Clone, Copy)]
pub(super) struct Crc32(fn(&[u8]) -> u32);

impl Crc32 {
    /// One byte at a time with a table of 1 kB, for the page.
    pub const SMALL: Self = Self(small);

    /// 16 bytes at a time with a table of 16 kB, for batches. Only code that makes batches links it.
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
const CRC32_SYMBOLS: usize = 6;

#[cfg(test)]
mod tests {
    use super::Crc32;

    /// The first is the example in GitHub's article on its token formats; the others were computed with
    /// zlib's crc32.
    #[test]
    fn checksums_match_github_and_npm() {
        for (body, checksum) in [
            (
                concat!("zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ").to_owned(),
                "0mLq17",
            ),
            ("0".repeat(30), "2C8GjS"),
            ("A".repeat(26) + "0076", "00tysU"),
            ("0".repeat(31), "4WZ4EQ"),
        ] {
            for crc32 in [Crc32::SMALL, Crc32::FAST] {
                assert_eq!(crc32.base62(body.as_bytes()), checksum.as_bytes(), "{body}");
            }
        }
    }
}
