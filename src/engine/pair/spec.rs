//! What a key pair is made for, and how.

use super::error::PairError;
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What a pair is made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// JSON Web Tokens.
    #[default]
    Tokens,
    /// `OpenSSH`.
    Ssh,
    /// `WireGuard`.
    WireGuard,
    /// The file encryption of age.
    Age,
    /// Web push (RFC 8292).
    Vapid,
    /// Whatever takes PEM or DER.
    Other,
}

choices!(impl Purpose {
    Tokens = "jwt", "Sign tokens (JWT, OIDC)";
    Ssh = "ssh", "SSH";
    WireGuard = "wireguard", "WireGuard";
    Age = "age", "Encrypt files (age)";
    Vapid = "vapid", "Web push (VAPID)";
    Other = "tls", "TLS, signatures, anything else";
});

/// The algorithm of a pair. JSON Web Tokens have names of their own for algorithms, which include the hash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PairAlgorithm {
    /// ECDSA with P-256 and SHA-256 (RFC 7518).
    #[default]
    Es256,
    /// ECDSA with P-384 and SHA-384 (RFC 7518).
    Es384,
    /// Ed25519 (RFC 8037).
    EdDsa,
    /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518).
    Rs256,
    /// RSASSA-PSS with SHA-256 (RFC 7518).
    Ps256,
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// NIST P-256.
    P256,
    /// NIST P-384.
    P384,
    /// RSA.
    Rsa,
    /// X25519 (RFC 7748).
    X25519,
}

choices!(impl PairAlgorithm {
    Es256 = "es256", "ES256 (P-256)";
    Es384 = "es384", "ES384 (P-384)";
    EdDsa = "eddsa", "EdDSA (Ed25519)";
    Rs256 = "rs256", "RS256 (RSA)";
    Ps256 = "ps256", "PS256 (RSA)";
    Ed25519 = "ed25519", "Ed25519";
    P256 = "p256", "ECDSA P-256";
    P384 = "p384", "ECDSA P-384";
    Rsa = "rsa", "RSA";
    X25519 = "x25519", "X25519";
});

impl Purpose {
    /// The algorithms for it, the default first.
    #[must_use]
    pub const fn algorithms(self) -> &'static [PairAlgorithm] {
        use PairAlgorithm::{Ed25519, EdDsa, Es256, Es384, P256, P384, Ps256, Rs256, Rsa, X25519};
        match self {
            Self::Tokens => &[Es256, Es384, EdDsa, Rs256, Ps256],
            Self::Ssh => &[Ed25519, P256, Rsa],
            Self::WireGuard | Self::Age => &[X25519],
            Self::Vapid => &[P256],
            Self::Other => &[P256, P384, Ed25519, Rsa],
        }
    }

    /// The sizes of an RSA key for it, the default first; none where it takes no RSA.
    #[must_use]
    pub const fn rsa_bits(self) -> &'static [u16] {
        match self {
            Self::Tokens | Self::Other => &[2048, 3072, 4096],
            // 3072 bits are ssh-keygen's default.
            Self::Ssh => &[3072, 4096],
            Self::WireGuard | Self::Age | Self::Vapid => &[],
        }
    }
}

impl PairAlgorithm {
    /// Whether it is RSA, which the browser makes.
    #[must_use]
    pub const fn is_rsa(self) -> bool {
        matches!(self, Self::Rs256 | Self::Ps256 | Self::Rsa)
    }
}

/// What pair to make.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PairSpec {
    /// What it is for.
    pub purpose: Purpose,
    /// One of [`Purpose::algorithms`].
    pub algorithm: PairAlgorithm,
    /// The size of an RSA key, one of [`Purpose::rsa_bits`].
    pub bits: u16,
    /// The key id of a JWK; empty for the thumbprint of RFC 7638.
    pub kid: String,
    /// The comment in SSH keys; may be empty.
    pub comment: String,
    /// The passphrase that encrypts an SSH private key. `Some("")` is an error: it was asked for and not given.
    #[serde(
        serialize_with = "optional_in_clear",
        deserialize_with = "optional_from_clear"
    )]
    pub passphrase: Option<Secret>,
}

impl PairSpec {
    /// Checks that a pair can be made of this. Fields that the purpose does not use are ignored.
    ///
    /// # Errors
    /// [`PairError`], which names its field.
    pub fn validate(&self) -> Result<(), PairError> {
        if !self.purpose.algorithms().contains(&self.algorithm) {
            return Err(PairError::Algorithm);
        }
        if self.algorithm.is_rsa() && !self.purpose.rsa_bits().contains(&self.bits) {
            return Err(PairError::Bits);
        }
        match self.purpose {
            Purpose::Tokens if self.kid.contains(char::is_control) => Err(PairError::KidControl),
            Purpose::Ssh if self.comment.contains(['\n', '\r']) => Err(PairError::CommentLineBreak),
            Purpose::Ssh if self.comment.contains(char::is_control) => {
                Err(PairError::CommentControl)
            }
            Purpose::Ssh if self.passphrase.as_ref().is_some_and(Secret::is_empty) => {
                Err(PairError::PassphraseEmpty)
            }
            _ => Ok(()),
        }
    }
}

#[expect(clippy::ref_option, reason = "serde passes it so")]
fn optional_in_clear<S: Serializer>(
    text: &Option<Secret>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    text.as_ref().map(Secret::expose).serialize(serializer)
}

fn optional_from_clear<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Secret>, D::Error> {
    let text = <Option<&str>>::deserialize(deserializer)?;
    Ok(text.map(Secret::from))
}
