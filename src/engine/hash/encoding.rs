//! Bytes as text: hex, base64 and base64url, as RFC 4648 defines them.
//!
//! For digests, which are public: not constant-time, so not for keys.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

/// A way to write bytes as text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Base16 in lower case, as most tools print digests: `0-9a-f`.
    #[default]
    Hex,
    /// Base64 with `+`, `/` and padding.
    Base64,
    /// Base64 with `-` and `_`, without padding.
    Base64Url,
}

impl Encoding {
    /// Every encoding, in the order in which a list shows them.
    pub const ALL: [Self; 3] = [Self::Hex, Self::Base64, Self::Base64Url];

    /// The name for people: `hex`.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
        }
    }

    /// The name for machines: the label in lower case.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Hex => "hex",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
        }
    }

    /// The encoding of an [`Encoding::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.id() == id)
    }

    /// `bytes` in this encoding.
    #[must_use]
    pub fn encode(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => hex(bytes, b"0123456789abcdef"),
            Self::Base64 => STANDARD.encode(bytes),
            Self::Base64Url => URL_SAFE_NO_PAD.encode(bytes),
        }
    }
}

fn hex(bytes: &[u8], digits: &[u8; 16]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(digits[usize::from(byte >> 4)]));
        text.push(char::from(digits[usize::from(byte & 15)]));
    }
    text
}

/// The bytes that hex digits of either case stand for; `None` where a character is no hex digit or the
/// number of digits is odd.
pub(crate) fn decode_hex(text: &str) -> Option<Vec<u8>> {
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs
        .iter()
        .map(|[high, low]| Some(nibble(*high)? << 4 | nibble(*low)?))
        .collect()
}

fn nibble(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|value| u8::try_from(value).ok())
}

/// The bytes that base64 or base64url stands for, padded or not; `None` where the text is neither, mixes
/// the two alphabets or ends in bits that no encoder writes.
pub(crate) fn decode_base64(text: &str) -> Option<Vec<u8>> {
    use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
    const EITHER: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) {
        &base64::alphabet::URL_SAFE
    } else {
        &base64::alphabet::STANDARD
    };
    GeneralPurpose::new(alphabet, EITHER).decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::{decode_base64, decode_hex};

    #[test]
    fn hex_of_either_case_is_read() {
        assert_eq!(decode_hex("00fFA0").as_deref(), Some(&[0, 255, 160][..]));
    }

    #[test]
    fn hex_that_is_none_is_refused() {
        for text in ["0", "0g", "0x00", "00 11", "+1", "é"] {
            assert_eq!(decode_hex(text), None, "{text}");
        }
    }

    #[test]
    fn base64_is_read_with_and_without_padding_in_either_alphabet() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(
                decode_base64(text).as_deref(),
                Some(&[0xfb, 0xff][..]),
                "{text}"
            );
        }
    }

    #[test]
    fn base64_that_is_none_is_refused() {
        for text in ["+_8=", "+/9=", "a", "a=", "ab==c", "ab c"] {
            assert_eq!(decode_base64(text), None, "{text}");
        }
    }
}
