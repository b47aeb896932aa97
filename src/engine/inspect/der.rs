//! As much of DER (X.690) as is needed to tell the kind and the size of a key.

/// The tags of the values that are read.
pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OID: u8 = 0x06;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERALIZED_TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;

/// A reader of values: the bytes that are left.
#[derive(Clone, Copy)]
pub(super) struct Der<'a>(pub &'a [u8]);

impl<'a> Der<'a> {
    /// The next value: its tag, its content, and its whole encoding.
    pub fn next(&mut self) -> Option<(u8, &'a [u8], &'a [u8])> {
        let all = self.0;
        let [tag, first, rest @ ..] = all else {
            return None;
        };
        let (length, rest) = match first {
            0..=0x7f => (usize::from(*first), rest),
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first - 0x80))?;
                let length = digits
                    .iter()
                    .fold(0_usize, |length, digit| length << 8 | usize::from(*digit));
                (length, rest)
            }
            _ => return None,
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*tag, content, &all[..all.len() - rest.len()]))
    }

    /// The content of the next value if it has this tag; otherwise nothing is consumed.
    pub fn take(&mut self, tag: u8) -> Option<&'a [u8]> {
        let mut ahead = *self;
        let (found, content, _) = ahead.next()?;
        if found != tag {
            return None;
        }
        *self = ahead;
        Some(content)
    }

    /// The values in the next sequence.
    pub fn sequence(&mut self) -> Option<Self> {
        self.take(SEQUENCE).map(Self)
    }
}

/// The bytes of a bit string of whole bytes.
pub(super) fn bytes_of_bits(content: &[u8]) -> Option<&[u8]> {
    match content {
        [0, bytes @ ..] => Some(bytes),
        _ => None,
    }
}

/// The notice about an RSA key that is too small.
pub(super) fn too_small(bits: usize) -> String {
    format!("RSA with {bits} bits is too small: 2048 is the least that is still accepted.")
}

/// A value with its tag and length.
pub(super) fn encoded(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let length = content.len();
    if let Ok(short @ 0..=0x7f) = u8::try_from(length) {
        out.push(short);
    } else {
        let digits = length.to_be_bytes();
        let from = digits
            .iter()
            .position(|digit| *digit > 0)
            .unwrap_or(digits.len());
        let digits = &digits[from..];
        out.push(0x80 | u8::try_from(digits.len()).unwrap_or(u8::MAX));
        out.extend_from_slice(digits);
    }
    out.extend_from_slice(content);
    out
}

/// How many bits a number has.
pub(super) fn bits(number: &[u8]) -> usize {
    let from = number
        .iter()
        .position(|byte| *byte > 0)
        .unwrap_or(number.len());
    let number = &number[from..];
    let leading = number
        .first()
        .map_or(0, |byte| byte.leading_zeros() as usize);
    number.len() * 8 - leading
}
