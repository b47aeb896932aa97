//! The formats of a key's random part.

use super::alphabet::Alphabet;
use super::encode::Encoding;
use super::entropy::Entropy;
use std::fmt;
use std::str::FromStr;

/// How the random part of a key is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Digits and letters: selected whole by a double click, safe in headers, URLs and `.env` files.
    #[default]
    Base62,
    /// RFC 4648 section 5, without padding.
    Base64Url,
    /// RFC 4648 section 8, in lower case.
    Hex,
}

/// What a format counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Symbols of an alphabet.
    Symbols,
    /// Whole bytes that are then encoded.
    Bytes,
}

impl Unit {
    /// The plural noun: `symbols`, `bytes`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Symbols => "symbols",
            Self::Bytes => "bytes",
        }
    }
}

/// How long a random part is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// How many units are drawn.
    pub count: usize,
    /// What is counted.
    pub unit: Unit,
    /// The length of the random part in characters.
    pub symbols: usize,
    /// The true entropy in bits.
    pub bits: f64,
}

/// What is drawn for a format.
pub(crate) enum Draw {
    Symbols(Alphabet),
    Bytes(Encoding),
}

impl Format {
    /// All formats, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Base62, Self::Base64Url, Self::Hex];

    /// A stable name for form values and remembered options.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Base62 => "base62",
            Self::Base64Url => "base64url",
            Self::Hex => "hex",
        }
    }

    /// The name a person sees.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Base62 => "Base62",
            Self::Base64Url => "Base64url",
            Self::Hex => "Hex",
        }
    }

    /// The least size that reaches `wanted`: whole bytes for encodings, symbols for alphabets.
    #[must_use]
    pub fn size(self, wanted: Entropy) -> Size {
        match self.draw() {
            Draw::Symbols(alphabet) => {
                let count = least_symbols(wanted, alphabet.bits_per_symbol());
                Size {
                    count,
                    unit: Unit::Symbols,
                    symbols: count,
                    bits: total(count, alphabet.bits_per_symbol()),
                }
            }
            Draw::Bytes(encoding) => {
                let count = usize::from(wanted.bits()).div_ceil(8);
                Size {
                    count,
                    unit: Unit::Bytes,
                    symbols: encoding.encoded_len(count),
                    bits: total(count, 8.0),
                }
            }
        }
    }

    pub(crate) fn draw(self) -> Draw {
        match self {
            Self::Base62 => Draw::Symbols(Alphabet::BASE62),
            Self::Base64Url => Draw::Bytes(Encoding::Base64Url),
            Self::Hex => Draw::Bytes(Encoding::Hex),
        }
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "at most 4096 bits, at least one bit a symbol"
)]
fn least_symbols(wanted: Entropy, bits_per_symbol: f64) -> usize {
    (f64::from(wanted.bits()) / bits_per_symbol).ceil() as usize
}

#[allow(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn total(count: usize, bits_each: f64) -> f64 {
    count as f64 * bits_each
}

impl FromStr for Format {
    type Err = UnknownFormat;

    /// Reads a [`Format::id`].
    fn from_str(id: &str) -> Result<Self, UnknownFormat> {
        Self::ALL
            .into_iter()
            .find(|format| format.id() == id)
            .ok_or(UnknownFormat)
    }
}

/// The text is no format's id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownFormat;

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such format. Choose one from the list.")
    }
}

impl std::error::Error for UnknownFormat {}

#[cfg(test)]
mod tests {
    use super::{Format, Unit};
    use crate::engine::entropy::Entropy;

    #[test]
    fn the_default_is_43_symbols_with_256_03_bits() {
        let size = Format::default().size(Entropy::default());
        assert_eq!(
            (size.count, size.unit, size.symbols),
            (43, Unit::Symbols, 43)
        );
        assert!((size.bits - 256.0304).abs() < 1e-4);
    }

    #[test]
    fn every_size_is_the_least_that_reaches_the_wanted_entropy() {
        for format in Format::ALL {
            for bits in Entropy::MIN.bits()..=Entropy::MAX.bits() {
                let size = format.size(Entropy::from_bits(bits).unwrap());
                let one = size.bits / f64::from(u32::try_from(size.count).unwrap());
                assert!(
                    size.bits >= f64::from(bits) && size.bits - one < f64::from(bits),
                    "{format:?} {bits}"
                );
            }
        }
    }

    #[test]
    fn an_id_names_its_format() {
        for format in Format::ALL {
            assert_eq!(format.id().parse(), Ok(format));
        }
        assert!("Base62 ".parse::<Format>().is_err());
    }
}
