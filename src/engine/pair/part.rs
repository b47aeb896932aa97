//! What a variable may hold of a key pair: which key, and which part of it.

use super::spec::{PairAlgorithm, PairSpec, Purpose};
use crate::engine::base::choices::choices;
use serde::{Deserialize, Serialize};

/// An algorithm of tokens (RFC 7518, RFC 8037), with the size of its key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PairKey {
    /// ECDSA with P-256.
    #[default]
    Es256,
    /// ECDSA with P-384.
    Es384,
    /// Ed25519.
    EdDsa,
    /// RSASSA-PKCS1-v1_5, 2048 bits.
    Rs256Bits2048,
    /// RSASSA-PKCS1-v1_5, 3072 bits.
    Rs256Bits3072,
    /// RSASSA-PKCS1-v1_5, 4096 bits.
    Rs256Bits4096,
    /// RSASSA-PSS, 2048 bits.
    Ps256Bits2048,
    /// RSASSA-PSS, 3072 bits.
    Ps256Bits3072,
    /// RSASSA-PSS, 4096 bits.
    Ps256Bits4096,
}

choices!(impl PairKey {
    Es256 = "es256", "ES256 (P-256)";
    Es384 = "es384", "ES384 (P-384)";
    EdDsa = "eddsa", "EdDSA (Ed25519)";
    Rs256Bits2048 = "rs256-2048", "RS256 (RSA, 2048 bits)";
    Rs256Bits3072 = "rs256-3072", "RS256 (RSA, 3072 bits)";
    Rs256Bits4096 = "rs256-4096", "RS256 (RSA, 4096 bits)";
    Ps256Bits2048 = "ps256-2048", "PS256 (RSA, 2048 bits)";
    Ps256Bits3072 = "ps256-3072", "PS256 (RSA, 3072 bits)";
    Ps256Bits4096 = "ps256-4096", "PS256 (RSA, 4096 bits)";
});

impl PairKey {
    /// RS256 of a size; `None` for one that is not offered.
    #[must_use]
    pub fn rs256(bits: u16) -> Option<Self> {
        let of = |key: &Self| (key.algorithm(), key.bits()) == (PairAlgorithm::Rs256, bits);
        Self::ALL.into_iter().find(of)
    }

    /// The algorithm.
    #[must_use]
    pub const fn algorithm(self) -> PairAlgorithm {
        match self {
            Self::Es256 => PairAlgorithm::Es256,
            Self::Es384 => PairAlgorithm::Es384,
            Self::EdDsa => PairAlgorithm::EdDsa,
            Self::Rs256Bits2048 | Self::Rs256Bits3072 | Self::Rs256Bits4096 => PairAlgorithm::Rs256,
            Self::Ps256Bits2048 | Self::Ps256Bits3072 | Self::Ps256Bits4096 => PairAlgorithm::Ps256,
        }
    }

    /// The size of an RSA key in bits; 0 for a curve.
    #[must_use]
    pub const fn bits(self) -> u16 {
        match self {
            Self::Es256 | Self::Es384 | Self::EdDsa => 0,
            Self::Rs256Bits2048 | Self::Ps256Bits2048 => 2048,
            Self::Rs256Bits3072 | Self::Ps256Bits3072 => 3072,
            Self::Rs256Bits4096 | Self::Ps256Bits4096 => 4096,
        }
    }

    /// The spec of a pair for tokens with this key, whose id is the thumbprint (RFC 7638).
    #[must_use]
    pub fn spec(self) -> PairSpec {
        PairSpec {
            purpose: Purpose::Tokens,
            algorithm: self.algorithm(),
            bits: self.bits(),
            ..PairSpec::default()
        }
    }
}

/// A part of a pair, in one encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PairPart {
    /// The private key as PKCS#8 in PEM (RFC 5958).
    PrivatePem,
    /// The private key in the algorithm's own encoding in PEM: PKCS#1 (RFC 8017) or SEC 1 (RFC 5915). Ed25519 has none
    /// but PKCS#8.
    OwnPem,
    /// The public key as SPKI in PEM (RFC 5280).
    PublicPem,
    /// The private key as a JWK (RFC 7517).
    PrivateJwk,
    /// The public key as a JWK.
    PublicJwk,
    /// A set of JWKs with the public key in it.
    Jwks,
}

// Short: of a longer one the list of a row, when it is closed, shows no more than "Private key (PE".
choices!(impl PairPart {
    PrivatePem = "private-pem", "Private PEM";
    OwnPem = "own-pem", "PKCS#1, SEC 1";
    PrivateJwk = "private-jwk", "Private JWK";
    PublicPem = "public-pem", "Public PEM";
    PublicJwk = "public-jwk", "Public JWK";
    Jwks = "jwks", "JWKS";
});

impl PairPart {
    /// Whether it holds the private key.
    #[must_use]
    pub const fn is_private(self) -> bool {
        matches!(self, Self::PrivatePem | Self::OwnPem | Self::PrivateJwk)
    }

    /// Whether it has several lines.
    #[must_use]
    pub const fn is_pem(self) -> bool {
        matches!(self, Self::PrivatePem | Self::OwnPem | Self::PublicPem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_one_that_can_be_made() {
        for key in PairKey::ALL {
            assert_eq!(key.spec().validate(), Ok(()), "{}", key.label());
            assert_eq!(key.id().parse(), Ok(key));
        }
        assert_eq!(PairKey::rs256(4096), Some(PairKey::Rs256Bits4096));
        assert_eq!(PairKey::rs256(1024), None);
    }

    #[test]
    fn the_name_of_a_part_fits_the_closed_list_of_a_row() {
        for part in PairPart::ALL {
            assert!(part.label().len() <= 14, "{}", part.label());
            assert_eq!(part.id().parse(), Ok(part));
        }
    }
}
