//! Making a value of each [`SecretFormat`].

use super::{format::SecretFormat, supabase};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::base::secret::Secret;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::generate::{Pool, Sampler};
use base64::{
    Engine as _,
    engine::{
        GeneralPurpose,
        general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD},
    },
};
use zeroize::Zeroizing;

/// Base32 (RFC 4648).
///
/// ```text
/// [A-Z]      [2-7]
/// 0x41-0x5a, 0x32-0x37
/// ```
const BASE32: Alphabet = Alphabet::known(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

/// Django's `get_random_secret_key`.
///
/// ```text
/// [a-z]      [0-9]      !     @     #     $     %     ^     &     *     (     -     _     =     +     )
/// 0x61-0x7a, 0x30-0x39, 0x21, 0x40, 0x23, 0x24, 0x25, 0x5e, 0x26, 0x2a, 0x28, 0x2d, 0x5f, 0x3d, 0x2b, 0x29
/// ```
const DJANGO: Alphabet = Alphabet::known(b"abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)");

/// `WordPress`'s `wp_generate_password` with both sets of specials, without the space: every printable
/// ASCII character but space, `"`, `'` and `\`.
///
/// ```text
/// !     [#-&]      [(-\[]     []-~]
/// 0x21, 0x23-0x26, 0x28-0x5b, 0x5d-0x7e
/// ```
const WORDPRESS: Alphabet = Alphabet::known(
    b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!@#$%^&*()-_[]{}<>~`+=,.;:/?|",
);

/// The four kinds of characters that rules for passwords ask for, with signs that need no escaping in most places.
///
/// ```text
/// [A-Z]      [a-z]      [0-9]      !     +     [-.]       _
/// 0x41-0x5a, 0x61-0x7a, 0x30-0x39, 0x21, 0x2b, 0x2d-0x2e, 0x5f
/// ```
const EVERY_KIND: Alphabet =
    Alphabet::known(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!+-._");

/// Random bytes, fetched in pieces from the caller's source.
pub(super) type Bytes<'a> = Pool<&'a mut dyn ByteSource>;

/// A random value; `None` for a format that is [derived from another value](SecretFormat::made_from), or that
/// the worker makes.
pub(super) fn random(
    kind: SecretFormat,
    pool: &mut Bytes<'_>,
) -> Result<Option<Secret>, RandomError> {
    match kind {
        // The digits of random bytes are random digits, independent and equally likely.
        SecretFormat::Hex { bytes } => draw(&Alphabet::HEX, 2 * usize::from(bytes), pool),
        SecretFormat::Base64 { bytes } => encode(bytes, &STANDARD, pool),
        SecretFormat::Base64Url { bytes } => encode(bytes, &URL_SAFE_NO_PAD, pool),
        SecretFormat::Base64UrlPadded { bytes } => encode(bytes, &URL_SAFE, pool),
        // The digits of random bytes are random digits here too; of the last digit, readers may ignore some bits.
        SecretFormat::Base32 { bytes } => draw(&BASE32, (8 * usize::from(bytes)).div_ceil(5), pool),
        SecretFormat::Base64List { bytes, count } => list(count, || encode(bytes, &STANDARD, pool)),
        SecretFormat::Laravel => Ok(prefixed("base64:", &encode(32, &STANDARD, pool)?)),
        SecretFormat::Webhook { bytes } => Ok(prefixed("whsec_", &encode(bytes, &STANDARD, pool)?)),
        SecretFormat::Alphanumeric { length } => draw(&Alphabet::BASE62, length.into(), pool),
        SecretFormat::UrlSafe { length } => draw(&Alphabet::BASE64_URL, length.into(), pool),
        SecretFormat::Django { length } => draw(&DJANGO, length.into(), pool),
        SecretFormat::WordPress { length } => draw(&WORDPRESS, length.into(), pool),
        SecretFormat::EveryKind { length } => every_kind(length, pool),
        SecretFormat::Symbols { symbols, length } => {
            draw(&Alphabet::known(&symbols.bytes()), length.into(), pool)
        }
        SecretFormat::Uuid => uuid(pool),
        SecretFormat::VapidPrivate { padded } => {
            scalar(if padded { &URL_SAFE } else { &URL_SAFE_NO_PAD }, pool)
        }
        SecretFormat::SupabaseApiKey { is_secret } => {
            let body = draw(&Alphabet::BASE64_URL, supabase::OPAQUE_SYMBOLS, pool)?;
            let mut key = Secret::with_capacity(64);
            key.push_str(supabase::prefix(is_secret));
            key.push_str(body.expose());
            supabase::close(&mut key);
            Ok(key)
        }
        SecretFormat::SupabaseKey { .. }
        | SecretFormat::VapidPublic { .. }
        | SecretFormat::Pair(_) => return Ok(None),
    }
    .map(Some)
}

/// A value derived from the one it depends on, dated `now` in seconds since 1970 (UTC); `None` for a random
/// format, and for what takes elliptic curves to compute.
pub(super) fn derived(kind: SecretFormat, from: &Secret, now: u64) -> Option<Secret> {
    match kind {
        SecretFormat::SupabaseKey { role } => Some(supabase::sign(role, now, from)),
        _ => None,
    }
}

fn draw(alphabet: &Alphabet, length: usize, pool: &mut Bytes<'_>) -> Result<Secret, RandomError> {
    let mut symbols = Zeroizing::new(Vec::with_capacity(length));
    Sampler::new(alphabet).draw(pool, length, &mut symbols)?;
    Ok(Secret::from(
        str::from_utf8(&symbols).expect("alphabets are ASCII"),
    ))
}

/// Draws whole values until one has every kind. Of values of eight characters three in ten have, so that 256 draws fail
/// once in 2^130.
fn every_kind(length: u16, pool: &mut Bytes<'_>) -> Result<Secret, RandomError> {
    let kinds: [fn(char) -> bool; 4] = [
        |symbol| symbol.is_ascii_uppercase(),
        |symbol| symbol.is_ascii_lowercase(),
        |symbol| symbol.is_ascii_digit(),
        |symbol| symbol.is_ascii_punctuation(),
    ];
    for _ in 0..256 {
        let secret = draw(&EVERY_KIND, length.into(), pool)?;
        if kinds.iter().all(|kind| secret.expose().contains(*kind)) {
            return Ok(secret);
        }
    }
    Err(RandomError::Broken)
}

fn encode(bytes: u16, form: &GeneralPurpose, pool: &mut Bytes<'_>) -> Result<Secret, RandomError> {
    Ok(Secret::from(form.encode(pool.bytes(bytes.into())?)))
}

fn prefixed(prefix: &str, value: &Secret) -> Secret {
    let mut out = Secret::with_capacity(prefix.len() + value.len());
    out.push_str(prefix);
    out.push_str(value.expose());
    out
}

fn list(
    count: u16,
    mut item: impl FnMut() -> Result<Secret, RandomError>,
) -> Result<Secret, RandomError> {
    let mut out = Secret::with_capacity(0);
    for at in 0..count {
        if at > 0 {
            out.push(',');
        }
        out.push_str(item()?.expose());
    }
    Ok(out)
}

fn uuid(pool: &mut Bytes<'_>) -> Result<Secret, RandomError> {
    let mut bytes = Zeroizing::new([0; 16]);
    bytes.copy_from_slice(pool.bytes(16)?);
    // RFC 9562: version 4 in the upper half of byte 6, variant 10 in the upper two bits of byte 8.
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = Zeroizing::new(base16ct::lower::encode_string(bytes.as_slice()));
    let mut out = Secret::with_capacity(36);
    for (at, digit) in digits.chars().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    Ok(out)
}

/// The order n of P-256 (FIPS 186-5, SP 800-186): a private key is an integer from 1 to n − 1.
const P256_ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
    0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// A private key by rejection sampling: one draw in 2^32 is too large.
fn scalar(form: &GeneralPurpose, pool: &mut Bytes<'_>) -> Result<Secret, RandomError> {
    for _ in 0..4 {
        let bytes = pool.bytes(32)?;
        if bytes < P256_ORDER.as_slice() && bytes.iter().any(|byte| *byte != 0) {
            return Ok(Secret::from(form.encode(bytes)));
        }
    }
    Err(RandomError::Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alphabets_hold_distinct_symbols() {
        for (alphabet, len) in [
            (BASE32, 32),
            (DJANGO, 50),
            (WORDPRESS, 91),
            (EVERY_KIND, 67),
        ] {
            let mut symbols = alphabet.symbols().to_vec();
            symbols.sort_unstable();
            symbols.dedup();
            assert_eq!(symbols.len(), len, "{alphabet:?}");
        }
    }

    #[test]
    fn the_symbols_of_wordpress_are_printable_ascii_without_quotes_and_backslash() {
        let expected = (b'!'..=b'~').filter(|symbol| !b"\"'\\".contains(symbol));
        let mut symbols = WORDPRESS.symbols().to_vec();
        symbols.sort_unstable();
        assert_eq!(symbols, expected.collect::<Vec<_>>());
    }

    /// Gives the listed pieces in turn, then the last of them for ever.
    struct Pieces(Vec<[u8; 32]>);

    impl ByteSource for Pieces {
        fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
            let piece = if self.0.len() > 1 {
                self.0.remove(0)
            } else {
                self.0[0]
            };
            out.copy_from_slice(&piece);
            Ok(())
        }
    }

    fn private(pieces: Vec<[u8; 32]>) -> Result<Secret, RandomError> {
        let mut source = Pieces(pieces);
        scalar(&URL_SAFE_NO_PAD, &mut Pool::new(&mut source, 32))
    }

    #[test]
    fn private_keys_outside_the_order_of_the_curve_are_drawn_again() {
        let mut largest = P256_ORDER;
        largest[31] -= 1;
        let key = private(vec![P256_ORDER, [0; 32], [0xff; 32], largest]);
        assert_eq!(key.unwrap().expose(), URL_SAFE_NO_PAD.encode(largest));
        assert_eq!(private(vec![[0xff; 32]]).err(), Some(RandomError::Broken));
    }
}
