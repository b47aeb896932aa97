//! Ed25519 (RFC 8032): private keys, and their encodings after RFC 8410 and RFC 8037.

use super::error::PairError;
use super::material::{Material, base64url, open_base64url};
use crate::engine::base::random::ByteSource;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::KeypairBytes;
use pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _};
use zeroize::Zeroizing;

/// Draws a private key: any 32 bytes.
#[inline(never)]
pub(super) fn draw(rng: &mut dyn ByteSource) -> Result<SigningKey, PairError> {
    let mut bytes = Zeroizing::new([0; 32]);
    rng.fill(bytes.as_mut_slice())?;
    Ok(SigningKey::from_bytes(&bytes))
}

/// The key in DER, as PKCS#8.
#[inline(never)]
pub(super) fn from_der(der: &[u8]) -> Result<SigningKey, PairError> {
    SigningKey::from_pkcs8_der(der).map_err(|_| PairError::Encoding)
}

/// The key of these 32 bytes, which a JWK has.
#[inline(never)]
pub(super) fn from_number(number: &[u8]) -> Result<SigningKey, PairError> {
    SigningKey::try_from(number).map_err(|_| PairError::Encoding)
}

/// The encodings of `key`.
#[inline(never)]
pub(super) fn material(key: &SigningKey) -> Result<Material, PairError> {
    let public = key.verifying_key();
    // Without the public key in it, which makes it version 2 of the format: OpenSSL before 3.2 reads version 1 only.
    let mut pair = KeypairBytes::from(key);
    pair.public_key = None;
    let pkcs8 = pair.to_pkcs8_der().map_err(|_| PairError::Encoding)?;
    let spki = public
        .to_public_key_der()
        .map_err(|_| PairError::Encoding)?;
    Ok(Material {
        pkcs8: pkcs8.to_bytes(),
        own: None,
        spki: spki.into_vec(),
        public: vec![
            ("crv", "Ed25519".to_owned()),
            ("kty", "OKP".to_owned()),
            ("x", open_base64url(public.as_bytes())),
        ],
        private: vec![("d", base64url(key.as_bytes()))],
    })
}
