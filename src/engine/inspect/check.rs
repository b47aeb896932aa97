//! The checksums of issuers.

use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::checksum::crc32;
use crc::{CRC_32_ISCSI, Crc, NoTable};

/// The symbols of a CRC-32 in base62 or base58.
pub(super) const SIX: usize = 6;

/// `text` without its last `count` bytes, and these; `None` where there are fewer, or a character would be cut.
pub(super) fn split_end(text: &str, count: usize) -> Option<(&str, &str)> {
    text.split_at_checked(text.len().checked_sub(count)?)
}

/// Whether `text` ends in the CRC-32 of all before it, as GitHub and npm write it. Of nothing it would be six zeros.
pub(super) fn ends_in_crc32(text: &str) -> bool {
    split_end(text, SIX).is_some_and(|(body, sum)| {
        !body.is_empty() && is_number(sum, &Alphabet::BASE62, crc32(body.as_bytes()))
    })
}

/// Whether `digits` are `number` in an alphabet, with its first symbol for the zeros before it.
pub(super) fn is_number(digits: &str, alphabet: &Alphabet, number: u32) -> bool {
    value(digits.as_bytes(), alphabet) == Some(u64::from(number))
}

/// The number that `digits` are in an alphabet; `None` where one of them is not of it, or there are too many.
pub(super) fn value(digits: &[u8], alphabet: &Alphabet) -> Option<u64> {
    let symbols = alphabet.symbols();
    digits.iter().try_fold(0_u64, |value, digit| {
        let place = symbols.iter().position(|symbol| symbol == digit)?;
        value
            .checked_mul(u64::from(alphabet.count()))?
            .checked_add(place as u64)
    })
}

/// The CRC-32C (Castagnoli) of `text`.
pub(super) fn crc32c(text: &[u8]) -> u32 {
    const CRC: Crc<u32, NoTable> = Crc::<u32, NoTable>::new(&CRC_32_ISCSI);
    CRC.checksum(text)
}

#[cfg(test)]
mod tests {
    use super::{crc32c, ends_in_crc32, split_end};

    /// The check value of the definition of CRC-32C.
    #[test]
    fn crc32c_has_its_check_value() {
        assert_eq!(crc32c(b"123456789"), 0xe306_9283);
    }

    #[test]
    fn a_text_too_short_for_a_checksum_has_none() {
        for text in ["", "a", "12345", "äöü", "000000"] {
            assert!(!ends_in_crc32(text), "{text}");
        }
        assert_eq!(split_end("äa", 2), None);
    }
}
