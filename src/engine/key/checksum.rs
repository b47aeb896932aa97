//! Checksums inside a key: with one, a mistyped key is refused without asking a database.
//!
//! The scheme of GitHub's and npm's tokens: CRC-32 (that of zlib) of the random part as six base62 symbols, most
//! significant first, padded on the left with `0`. Two variants: over the whole key, or in the alphabet of the random
//! part, so that a hex key stays hex. It detects typos, not forgeries: anyone can compute it.

use super::alphabet::Alphabet;
use crate::engine::base::choices::choices;
use crc::{CRC_32_ISO_HDLC, Crc, NoTable, Table};
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
    /// CRC-32 of the random part, in the alphabet of the random part.
    OwnAlphabet,
}

choices!(impl Checksum {
    GitHub = "crc32-github", "CRC-32 (GitHub style)";
    OwnAlphabet = "crc32-own", "CRC-32 (in the format's alphabet)";
    WholeKey = "crc32-whole", "CRC-32 (whole key)";
    None = "none", "None";
});

impl Checksum {
    /// How many characters the checksum adds to a key whose random part is in `alphabet`.
    pub(super) fn symbols(self, alphabet: &Alphabet) -> usize {
        match self {
            Self::None => 0,
            Self::GitHub | Self::WholeKey => BASE62_SYMBOLS,
            Self::OwnAlphabet => symbols(alphabet),
        }
    }
}

/// The fewest symbols of `alphabet` that can hold any CRC-32: 8 of hex, 7 of base32, 6 of base58 and base62.
fn symbols(alphabet: &Alphabet) -> usize {
    let (mut symbols, mut values) = (0, 1_u64);
    while values <= u32::MAX.into() {
        values *= u64::from(alphabet.count());
        symbols += 1;
    }
    symbols
}

/// The CRC-32 of zlib, in one of two implementations with the same result.
#[derive(Clone, Copy)]
pub(super) struct Crc32(fn(&[u8]) -> u32);

impl Crc32 {
    /// One bit at a time, without a table, which would add to the first load: for the page.
    pub const SMALL: Self = Self(small);

    /// 16 bytes at a time with a table of 16 kB, for batches. Only code that makes batches links it.
    pub const FAST: Self = Self(fast);

    /// Appends the CRC-32 of what is in `out` from `covered` on, in base62: most significant symbol first, padded
    /// with `0`.
    #[inline]
    pub fn base62(self, covered: usize, out: &mut Vec<u8>) {
        let value = (self.0)(&out[covered..]);
        // Divisions by constants, none of which waits for another.
        let quotients: [u32; BASE62_SYMBOLS] = [
            value / 916_132_832,
            value / 14_776_336,
            value / 238_328,
            value / 3_844,
            value / 62,
            value,
        ];
        let mut before = 0;
        let room = quotients.map(|quotient| {
            let digit = quotient - 62 * before;
            before = quotient;
            DIGITS[digit as usize]
        });
        out.extend_from_slice(&room);
    }

    /// The same in another alphabet, padded with its first symbol.
    pub fn append(self, covered: usize, digits: &Alphabet, out: &mut Vec<u8>) {
        let mut rest = (self.0)(&out[covered..]);
        let start = out.len();
        out.resize(start + symbols(digits), 0);
        for place in out[start..].iter_mut().rev() {
            *place = digits.symbols()[(rest % u32::from(digits.count())) as usize];
            rest /= u32::from(digits.count());
        }
    }
}

/// The CRC-32 of `text`, for the worker: with the table.
#[must_use]
pub(in crate::engine) fn crc32(text: &[u8]) -> u32 {
    fast(text)
}

fn small(text: &[u8]) -> u32 {
    const CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC);
    CRC.checksum(text)
}

#[inline]
fn fast(text: &[u8]) -> u32 {
    static TABLE: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&CRC_32_ISO_HDLC);
    TABLE.checksum(text)
}

/// Six base62 symbols can hold any CRC-32: 62^6 is 5.7e10, 2^32 is 4.3e9.
const BASE62_SYMBOLS: usize = 6;
/// Its digits, in a table of their own: the alphabet would be copied for each key.
static DIGITS: [u8; 62] = {
    let mut digits = [0; 62];
    let mut value = 0;
    while value < digits.len() {
        digits[value] = Alphabet::BASE62.at(value);
        value += 1;
    }
    digits
};

#[cfg(test)]
mod tests {
    use super::{Checksum, Crc32};
    use crate::engine::key::alphabet::Alphabet;

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
                for start in [0, 3] {
                    let mut out = b"xyz"[..start].to_vec();
                    out.extend_from_slice(body.as_bytes());
                    let end = out.len();
                    crc32.base62(start, &mut out);
                    assert_eq!(&out[end..], checksum.as_bytes(), "{body}");
                    out.truncate(end);
                    crc32.append(start, &Alphabet::BASE62, &mut out);
                    assert_eq!(&out[end..], checksum.as_bytes(), "{body}");
                }
            }
        }
    }

    /// The CRC-32 of "123456789" is 0xcbf43926, the check value of its definition; the digits were computed with
    /// integers of another language.
    #[test]
    fn a_checksum_in_the_alphabet_of_its_key_has_as_many_symbols_as_it_needs() {
        let digits: Alphabet = "01".parse().expect("two symbols");
        for (alphabet, checksum) in [
            (Alphabet::HEX, "cbf43926"),
            (Alphabet::DIGITS, "3421780262"),
            (Alphabet::CROCKFORD32, "35Z8E96"),
            (Alphabet::BASE58, "6DNX4R"),
            (digits, "11001011111101000011100100100110"),
        ] {
            let mut out = b"123456789".to_vec();
            Crc32::SMALL.append(0, &alphabet, &mut out);
            assert_eq!(String::from_utf8_lossy(&out[9..]), checksum);
            assert_eq!(Checksum::OwnAlphabet.symbols(&alphabet), checksum.len());
        }
    }
}
