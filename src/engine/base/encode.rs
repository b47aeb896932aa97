//! Random bytes as text: RFC 4648 hex in lower case, base64 with padding, base64url and base32 without.
//!
//! All are written in constant time with respect to the bytes.

use super::secret::Secret;
use base64ct::{Base64, Base64UrlUnpadded, Encoding};
use zeroize::Zeroizing;

/// How bytes are written as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretEncoding {
    /// RFC 4648 section 8 in lower case.
    Hex,
    /// RFC 4648 section 4 with padding.
    Base64,
    /// RFC 4648 section 5 without padding.
    Base64Url,
    /// RFC 4648 section 6 without padding.
    Base32,
}

impl SecretEncoding {
    /// The length of `count` encoded bytes, in ASCII characters.
    #[must_use]
    pub fn encoded_len(self, count: usize) -> usize {
        match self {
            Self::Hex => count * 2,
            Self::Base64 => count.div_ceil(3) * 4,
            Self::Base64Url => (count * 4).div_ceil(3),
            Self::Base32 => (count * 8).div_ceil(5),
        }
    }

    /// The encoded `bytes`, as a secret.
    #[allow(clippy::missing_panics_doc, reason = "every encoding is ASCII")]
    #[must_use]
    pub fn secret(self, bytes: &[u8]) -> Secret {
        let mut text = Zeroizing::new(Vec::with_capacity(self.encoded_len(bytes.len())));
        self.append(bytes, &mut text);
        Secret::from(str::from_utf8(&text).expect("every encoding is ASCII"))
    }

    /// Appends the encoded `bytes` to `out`, without reallocating where `out` has the capacity.
    #[allow(clippy::missing_panics_doc, reason = "the room is made right here")]
    #[inline]
    pub fn append(self, bytes: &[u8], out: &mut Vec<u8>) {
        let start = out.len();
        out.resize(start + self.encoded_len(bytes.len()), 0);
        let room = &mut out[start..];
        match self {
            Self::Hex => {
                base16ct::lower::encode(bytes, room)
                    .expect("there is room for two characters a byte");
            }
            Self::Base64 => base64::<Base64>(bytes, room),
            Self::Base64Url => base64::<Base64UrlUnpadded>(bytes, room),
            Self::Base32 => base32(bytes, room),
        }
    }
}

fn base64<E: Encoding>(bytes: &[u8], room: &mut [u8]) {
    E::encode(bytes, room).expect("there is room for four characters every three bytes");
}

/// By hand: a crate for it would add more to the first load.
fn base32(bytes: &[u8], room: &mut [u8]) {
    for (place, symbol) in room.iter_mut().enumerate() {
        let (byte, bit) = (place * 5 / 8, place * 5 % 8);
        let next = bytes.get(byte + 1).copied().unwrap_or_default();
        let pair = u16::from_be_bytes([bytes[byte], next]);
        // The value is below 32: `A` to `Z`, then `2` to `7`, without a table and without a branch.
        let [_, value] = (pair >> (11 - bit) & 31).to_be_bytes();
        *symbol = b'A' + value - 41 * u8::from(value > 25);
    }
}
