//! The hashes of Unix `crypt` besides bcrypt: MD5-crypt (also Apache's variant of it) and SHA-crypt.
//!
//! MD5-crypt is Poul-Henning Kamp's, of FreeBSD 2.0; SHA-crypt is Ulrich Drepper's, version 0.6. Both are broken
//! or weak by today's measure: they are verified, never made.

use super::hash_function::HashFunction;
use md5::{Digest as _, Md5};

/// The rounds of SHA-crypt where a text names none.
pub(super) const USUAL_ROUNDS: u32 = 5000;

/// The 16 bytes of MD5-crypt of `password`, in the order in which they are written. `magic` is `$1$` or `$apr1$`.
pub(super) fn md5_crypt(password: &[u8], magic: &str, salt: &[u8]) -> Vec<u8> {
    let md5 = HashFunction::Md5;
    let other = md5.digest(&[password, salt, password]);
    let mut first = Md5::new_with_prefix(password);
    first.update(magic);
    first.update(salt);
    for part in password.chunks(16) {
        first.update(&other[..part.len()]);
    }
    let mut left = password.len();
    while left > 0 {
        // The original meant to take a byte of the digest here, but had overwritten it with zeros.
        first.update(if left & 1 == 1 { &[0] } else { &password[..1] });
        left >>= 1;
    }
    let mut digest = first.finalize().to_vec();
    for round in 0..1000 {
        let (odd, by_three, by_seven) = (round % 2 == 1, round % 3 == 0, round % 7 == 0);
        let none: &[u8] = &[];
        digest = md5.digest(&[
            if odd { password } else { &digest },
            if by_three { none } else { salt },
            if by_seven { none } else { password },
            if odd { &digest } else { password },
        ]);
    }
    // Groups of three, each from its last byte to its first.
    let mut written = Vec::with_capacity(16);
    for group in 0..5 {
        let last = if group == 4 { 5 } else { group + 12 };
        written.extend([digest[last], digest[group + 6], digest[group]]);
    }
    written.push(digest[11]);
    written
}

/// SHA-crypt of `password` by SHA-256 or SHA-512, in the order in which the bytes are written. `None` where the
/// rounds are out of the bounds of the specification.
pub(super) fn sha_crypt(
    function: HashFunction,
    password: &[u8],
    salt: &[u8],
    rounds: u32,
) -> Option<Vec<u8>> {
    let params = sha_crypt::Params::new(rounds).ok()?;
    let wide = function == HashFunction::Sha512;
    let digest = if wide {
        sha_crypt::sha512_crypt(password, salt, params).to_vec()
    } else {
        sha_crypt::sha256_crypt(password, salt, params).to_vec()
    };
    // Groups of three bytes, a third of the digest apart; each begins one place further than the one before.
    let third = digest.len() / 3;
    let mut written = Vec::with_capacity(digest.len());
    for group in 0..third {
        let mut places = [group, group + third, group + 2 * third];
        if wide {
            places.rotate_left(group % 3);
        } else {
            places.rotate_right(group % 3);
        }
        written.extend(places.iter().rev().map(|&place| digest[place]));
    }
    written.extend(&digest[3 * third..]);
    Some(written)
}
