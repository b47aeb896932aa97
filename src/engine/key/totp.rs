//! Time-based one-time passwords (TOTP, RFC 6238), from a secret that a server and an authenticator app share.
//!
//! Six digits every thirty seconds, which every app supports. The time is passed in.

pub mod address;
pub mod qr;

use super::entropy::Entropy;
use super::format::Format;
use super::spec::TokenSpec;
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

/// How long a code is valid, in seconds.
pub const PERIOD: u64 = 30;

/// The hash function of the codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TotpHash {
    /// SHA-1, which every app supports.
    #[default]
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

choices!(impl TotpHash {
    Sha1 = "SHA1", "SHA-1, 20 bytes";
    Sha256 = "SHA256", "SHA-256, 32 bytes";
    Sha512 = "SHA512", "SHA-512, 64 bytes";
});

impl TotpHash {
    /// The form of its secrets: as many bytes as its digest has, as RFC 6238 recommends.
    #[must_use]
    pub fn spec(self) -> TokenSpec {
        let bits = match self {
            Self::Sha1 => 160.0,
            Self::Sha256 => 256.0,
            Self::Sha512 => 512.0,
        };
        TokenSpec {
            entropy: Entropy::whole(bits),
            ..TokenSpec::default().with_format(Format::Totp)
        }
    }

    /// The 31-bit number of RFC 4226 for `key` and `counter`; its last digits are the code.
    #[must_use]
    pub fn truncated(self, key: &[u8], counter: u64) -> u32 {
        let counter = counter.to_be_bytes();
        match self {
            Self::Sha1 => mac::<Hmac<Sha1>>(key, &counter),
            Self::Sha256 => mac::<Hmac<Sha256>>(key, &counter),
            Self::Sha512 => mac::<Hmac<Sha512>>(key, &counter),
        }
    }

    /// The six digits of `secret` at a time in seconds since 1970.
    #[must_use]
    pub fn code(self, secret: &Secret, seconds: u64) -> Secret {
        let key = decoded(secret);
        let code = self.truncated(&key, seconds / PERIOD) % 1_000_000;
        Secret::from(format!("{code:06}"))
    }
}

/// How many seconds the code at this time stays valid: 30 down to 1.
#[must_use]
pub fn seconds_left(seconds: u64) -> u64 {
    PERIOD - seconds % PERIOD
}

/// The truncated HMAC of a counter.
fn mac<M: KeyInit + Mac>(key: &[u8], counter: &[u8]) -> u32 {
    let mut mac = <M as KeyInit>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(counter);
    truncate(&mac.finalize().into_bytes())
}

/// The dynamic truncation of RFC 4226, section 5.3.
fn truncate(digest: &[u8]) -> u32 {
    let place = digest.last().map_or(0, |last| usize::from(last & 15));
    let word = digest.get(place..).and_then(<[u8]>::first_chunk);
    word.map_or(0, |word| u32::from_be_bytes(*word) & 0x7fff_ffff)
}

/// The bytes of a secret in base32; characters outside of its alphabet are skipped.
fn decoded(secret: &Secret) -> Zeroizing<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(secret.len()));
    let (mut held, mut bits) = (0_u16, 0_u8);
    for symbol in secret.expose().bytes() {
        let value = match symbol {
            b'A'..=b'Z' => symbol - b'A',
            b'2'..=b'7' => symbol - b'2' + 26,
            _ => continue,
        };
        held = held << 5 | u16::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            let [_, byte] = (held >> bits).to_be_bytes();
            bytes.push(byte);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::{TotpHash, decoded, seconds_left};
    use crate::engine::base::encode::SecretEncoding;
    use crate::engine::base::secret::Secret;

    #[test]
    fn what_base32_wrote_is_decoded() {
        for length in 0..=64_u8 {
            let bytes: Vec<u8> = (0..length)
                .map(|byte| byte.wrapping_mul(151) ^ 0xa5)
                .collect();
            let mut text = Vec::new();
            SecretEncoding::Base32.append(&bytes, &mut text);
            let text = String::from_utf8(text).expect("base32 is ASCII");
            assert_eq!(decoded(&Secret::from(text))[..], bytes);
        }
    }

    #[test]
    fn a_code_lasts_until_the_end_of_its_half_minute() {
        let secret = Secret::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let code = |seconds| TotpHash::Sha1.code(&secret, seconds).expose().to_owned();
        assert_eq!(
            (seconds_left(0), seconds_left(29), seconds_left(30)),
            (30, 1, 30)
        );
        assert_eq!(code(59), "287082");
        assert_eq!(code(30), code(59));
        assert_ne!(code(29), code(30));
        assert_ne!(code(59), code(60));
    }

    #[test]
    fn each_hash_has_a_secret_as_long_as_its_digest() {
        for (hash, bytes, symbols) in [
            (TotpHash::Sha1, 20, 32),
            (TotpHash::Sha256, 32, 52),
            (TotpHash::Sha512, 64, 103),
        ] {
            let size = hash.spec().size();
            assert_eq!((size.count, size.symbols), (bytes, symbols), "{hash:?}");
        }
    }
}
