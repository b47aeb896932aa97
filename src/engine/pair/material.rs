//! A pair of any algorithm as its encodings, from which the forms of a purpose are assembled.

use super::error::PairError;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::secret::Secret;
use pkcs8::der::pem::{self, LineEnding};
use zeroize::Zeroizing;

/// What a private text is shown as.
pub(super) const MASK: &str = "••••••••";

/// A pair in DER, and as the members of its JWK.
pub(super) struct Material {
    /// The private key as PKCS#8.
    pub pkcs8: Zeroizing<Vec<u8>>,
    /// The private key in the algorithm's own encoding, where it has one.
    pub own: Option<OwnEncoding>,
    /// The public key as SPKI.
    pub spki: Vec<u8>,
    /// The members of the public JWK that RFC 7638 takes into the thumbprint, in lexical order.
    pub public: Vec<(&'static str, String)>,
    /// The further members of the private JWK.
    pub private: Vec<(&'static str, Secret)>,
}

/// An encoding of a private key that is older than PKCS#8.
pub(super) struct OwnEncoding {
    /// `SEC 1` or `PKCS#1`.
    pub name: &'static str,
    /// The label of its PEM.
    pub label: &'static str,
    /// The DER.
    pub der: Zeroizing<Vec<u8>>,
}

/// `der` as PEM (RFC 7468), with the label `label`.
pub(super) fn pem(label: &str, der: &[u8]) -> Result<Secret, PairError> {
    let failed = |_| PairError::Encoding;
    let len = pem::encoded_len(label, LineEnding::LF, der).map_err(failed)?;
    let mut bytes = Zeroizing::new(vec![0; len]);
    pem::encode(label, LineEnding::LF, der, &mut bytes)
        .map(Secret::from)
        .map_err(failed)
}

/// What is shown in place of a PEM of this label.
pub(super) fn masked_pem(label: &str) -> String {
    format!("-----BEGIN {label}----- {MASK}")
}

/// `bytes` as base64.
pub(super) fn base64(bytes: &[u8]) -> Secret {
    SecretEncoding::Base64.secret(bytes)
}

/// `bytes` as base64url without padding.
pub(super) fn base64url(bytes: &[u8]) -> Secret {
    SecretEncoding::Base64Url.secret(bytes)
}

/// Public bytes as base64url without padding.
pub(super) fn open_base64url(bytes: &[u8]) -> String {
    base64url(bytes).expose().to_owned()
}

/// Public bytes as hex in lower case.
pub(super) fn hex(bytes: &[u8]) -> String {
    SecretEncoding::Hex.secret(bytes).expose().to_owned()
}
