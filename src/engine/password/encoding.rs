//! The encodings of stored password hashes: base64 with and without padding, hex, and the alphabet of `crypt`.
//!
//! Decoding is strict: unused bits must be zero, so that a hash that lost its end seldom passes for a whole one.
//! Not constant-time.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};

/// The bytes of base64 that has its padding or leaves it out.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    if text.ends_with('=') {
        STANDARD.decode(text).ok()
    } else {
        STANDARD_NO_PAD.decode(text).ok()
    }
}

/// The bytes of base64 that must have its padding: one that lost its end is noticed three times in four.
pub(super) fn padded_base64(text: &str) -> Option<Vec<u8>> {
    text.len().is_multiple_of(4).then(|| base64(text)).flatten()
}

/// The bytes of base64 as passlib adapts it: `.` in place of `+`, no padding.
pub(super) fn adapted_base64(text: &str) -> Option<Vec<u8>> {
    base64(&text.replace('.', "+"))
}

/// Base64 without padding, as PHC strings have it.
pub(super) fn write_unpadded(bytes: &[u8]) -> String {
    STANDARD_NO_PAD.encode(bytes)
}

/// Base64 with padding.
pub(super) fn write_padded(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// The bytes of hex digits of either case.
pub(super) fn hex(text: &str) -> Option<Vec<u8>> {
    base16ct::mixed::decode_vec(text).ok()
}

/// `bytes` in the alphabet of `crypt`, six bits a symbol, the lowest first, three bytes at a time.
pub(super) fn write_crypt(bytes: impl IntoIterator<Item = u8>) -> String {
    const ALPHABET: &[u8; 64] = b"./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut text = String::new();
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        bits |= u32::from(byte) << count;
        count += 8;
        while count >= 6 {
            text.push(char::from(ALPHABET[(bits & 63) as usize]));
            bits >>= 6;
            count -= 6;
        }
    }
    if count > 0 {
        text.push(char::from(ALPHABET[(bits & 63) as usize]));
    }
    text
}

/// A whole number as PHC strings write it: digits alone, no leading zero, more than 0.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|digit| digit.is_ascii_digit()) && !text.starts_with('0');
    plain.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{base64, hex, number, padded_base64, write_crypt};

    #[test]
    fn base64_that_lost_its_end_is_refused() {
        assert_eq!(base64("AQID"), Some(vec![1, 2, 3]));
        assert_eq!(base64("AQ=="), base64("AQ"));
        for text in ["AR", "AQI=D", "A", "AQ=", "A.ID"] {
            assert_eq!(base64(text), None, "{text}");
        }
        assert_eq!(padded_base64("AQ=="), Some(vec![1]));
        assert_eq!(padded_base64("AQ"), None);
        assert_eq!(hex("0aF"), None);
        assert_eq!(hex("0aFF"), Some(vec![10, 255]));
    }

    #[test]
    fn the_lowest_bits_come_first_in_the_alphabet_of_crypt() {
        assert_eq!(write_crypt([0, 0, 0]), "....");
        assert_eq!(write_crypt([1, 0, 0]), "/...");
        assert_eq!(write_crypt([0xff]), "z1");
    }

    #[test]
    fn a_number_is_digits_alone() {
        assert_eq!(number("4294967295"), Some(u32::MAX));
        for text in ["", "0", "01", "+1", "4294967296", "1 "] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
