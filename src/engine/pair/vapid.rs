//! VAPID public keys (RFC 8292, section 3.2): the uncompressed point of P-256 as base64url.
//!
//! Elliptic curves are a lot of code: only the worker links this.

use crate::engine::base::secret::Secret;
use base64::{
    Engine as _, alphabet,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig, general_purpose},
};
use p256::{SecretKey, elliptic_curve::sec1::ToSec1Point};
use std::fmt;
use zeroize::Zeroizing;

/// Base64url with padding or without.
const EITHER: GeneralPurpose = GeneralPurpose::new(
    &alphabet::URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The text is not a private key: not base64url of 32 bytes, or a number out of the curve's range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrivateKeyError;

impl fmt::Display for PrivateKeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("This is not a VAPID private key: it should be 32 bytes as base64url.")
    }
}

impl std::error::Error for PrivateKeyError {}

/// The public key of `private` as base64url, padded when `padded`.
///
/// # Errors
/// [`PrivateKeyError`].
// For size, also in the worker: see its profile in Cargo.toml.
#[inline(never)]
pub fn public_key(private: &Secret, padded: bool) -> Result<Secret, PrivateKeyError> {
    let bytes = Zeroizing::new(
        EITHER
            .decode(private.expose())
            .map_err(|_| PrivateKeyError)?,
    );
    let key = SecretKey::from_slice(&bytes).map_err(|_| PrivateKeyError)?;
    let point = key.public_key().to_sec1_point(false);
    let form = if padded {
        &general_purpose::URL_SAFE
    } else {
        &general_purpose::URL_SAFE_NO_PAD
    };
    Ok(Secret::from(form.encode(point.as_bytes())))
}
