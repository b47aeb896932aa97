//! A known-answer test of the code that makes keys, in the sense of FIPS 140-3's self-tests: known bytes must give the
//! known key, with its checksum, and the known SHA-256. It covers the sampler, CRC-32 and SHA-256.

use super::body::identifier::Time;
use super::spec::{Supplies, TokenSpec};
use crate::engine::base::random::ByteSource;

/// The key of the default form that the [`known bytes`](bytes) give.
const KEY: &str = "sk_live_fq14FQbep03EPadoz2DOZcny1CNYbmx0BMXalwALWZk1C9wvq";
/// Its SHA-256.
const SHA256: &str = "43bbd8c9c5f5d85ba4672bd5593ec1c94195a03fab33a5ebb8609a49c52413e8";

/// The first `count` of the known bytes.
pub fn bytes(count: usize) -> impl Iterator<Item = u8> {
    (0..count).map(|place| (place * 73 + 41).to_le_bytes()[0])
}

/// Whether `source`, which gives the [`known bytes`](bytes), makes the known key.
pub fn is_given_by(source: &mut impl ByteSource) -> bool {
    let supplies = Supplies {
        time: Time(0),
        words: None,
    };
    let minted = TokenSpec::default().mint(supplies, source);
    minted.is_ok_and(|token| token.text().expose() == KEY && token.sha256_hex() == SHA256)
}

#[cfg(test)]
mod tests {
    use super::{KEY, SHA256, bytes, is_given_by};
    use crate::engine::base::random::{ByteSource, RandomError};
    use crate::engine::digest::{Algorithm, Encoding, digest};

    struct Known<I>(I);

    impl<I: Iterator<Item = u8>> ByteSource for Known<I> {
        fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
            for byte in out {
                *byte = self.0.next().ok_or(RandomError::Unavailable)?;
            }
            Ok(())
        }
    }

    #[test]
    fn the_known_bytes_give_the_known_key() {
        assert!(is_given_by(&mut Known(bytes(512))));
        let digest = digest(Algorithm::Sha256, KEY.as_bytes());
        assert_eq!(digest.encode(Encoding::Hex), SHA256);
    }

    #[test]
    fn any_other_byte_gives_another_answer() {
        for place in 0..32 {
            let other = bytes(512)
                .enumerate()
                .map(|(at, byte)| if at == place { byte ^ 64 } else { byte });
            assert!(!is_given_by(&mut Known(other)), "byte {place}");
        }
        assert!(!is_given_by(&mut Known(bytes(8))));
    }
}
