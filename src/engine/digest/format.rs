//! How a digest is shown: its bytes in an encoding, or the whole `sha256-…` of Subresource Integrity
//! (W3C SRI, section 3.5).

use super::{Algorithm, Digest, Encoding};
use crate::engine::base::choices::choices;

/// A way to show a digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigestFormat {
    /// The bytes alone.
    Bytes(Encoding),
    /// The algorithm's name, `-` and base64, for an `integrity` attribute.
    Integrity,
}

impl Default for DigestFormat {
    fn default() -> Self {
        Self::Bytes(Encoding::Hex)
    }
}

choices!(impl DigestFormat {
    Bytes(Encoding::Hex) = "hex", "hex";
    Bytes(Encoding::HexUpper) = "hex-upper", "HEX";
    Bytes(Encoding::Base64) = "base64", "base64";
    Bytes(Encoding::Base64Url) = "base64url", "base64url";
    Integrity = "integrity", "Subresource Integrity";
});

impl DigestFormat {
    /// Whether digests of `algorithm` have this form.
    #[must_use]
    pub fn fits(self, algorithm: Algorithm) -> bool {
        match self {
            Self::Bytes(_) => true,
            Self::Integrity => algorithm.has_integrity(),
        }
    }

    /// `digest` in this form; `None` where its algorithm has none.
    #[must_use]
    pub fn show(self, digest: &Digest) -> Option<String> {
        match self {
            Self::Bytes(encoding) => Some(digest.encode(encoding)),
            Self::Integrity if self.fits(digest.algorithm()) => Some(format!(
                "{}-{}",
                digest.algorithm().id(),
                digest.encode(Encoding::Base64)
            )),
            Self::Integrity => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::DigestFormat;
    use crate::engine::digest::{Algorithm, digest};

    /// W3C SRI, section 3.2, gives this digest of `alert('Hello, world.');`.
    #[test]
    fn integrity_is_what_the_standard_shows() {
        let digest = digest(Algorithm::Sha384, b"alert('Hello, world.');");
        let expected = "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO";
        assert_eq!(
            DigestFormat::Integrity.show(&digest).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn integrity_is_offered_for_its_three_algorithms_only() {
        let offered: Vec<_> = Algorithm::ALL
            .into_iter()
            .filter(|&algorithm| DigestFormat::Integrity.fits(algorithm))
            .collect();
        assert_eq!(
            offered,
            [Algorithm::Sha256, Algorithm::Sha384, Algorithm::Sha512]
        );
        assert_eq!(
            DigestFormat::Integrity.show(&digest(Algorithm::Sha3_256, b"")),
            None
        );
    }

    #[test]
    fn every_form_is_found_by_its_id() {
        for form in DigestFormat::ALL {
            assert_eq!(form.id().parse(), Ok(form));
        }
    }
}
