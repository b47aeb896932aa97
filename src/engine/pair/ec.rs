//! The curves P-256 and P-384 (FIPS 186-5): private keys, their encodings, and ECDSA (RFC 6979).

use super::error::PairError;
use super::material::{Material, OwnEncoding, base64url, open_base64url};
use crate::engine::base::random::{ByteSource, RandomError};
use p256::ecdsa::signature::Signer;
use p256::elliptic_curve::sec1::ToSec1Point;
use pkcs8::{EncodePrivateKey, EncodePublicKey};
use zeroize::Zeroizing;

/// A module with the same steps for each curve; code generic over the traits of their crates would be longer.
macro_rules! curve {
    ($name:ident, $curve:ident, $size:literal, $crv:literal) => {
        /// The curve's keys.
        pub mod $name {
            use crate::engine::pair::ec::{
                ByteSource, EncodePrivateKey as _, EncodePublicKey as _, Material, OwnEncoding,
                PairError, RandomError, Signer as _, ToSec1Point as _, Zeroizing, base64url,
                open_base64url,
            };

            /// Draws a private key, a number below the curve's order, by rejection sampling (FIPS 186-5, A.2.2).
            #[inline(never)]
            pub fn draw(rng: &mut dyn ByteSource) -> Result<$curve::SecretKey, PairError> {
                let mut bytes = Zeroizing::new([0; $size]);
                // One draw in 2^32 is too large for P-256, far fewer are for P-384.
                for _ in 0..4 {
                    rng.fill(bytes.as_mut_slice())?;
                    if let Ok(key) = $curve::SecretKey::from_slice(bytes.as_slice()) {
                        return Ok(key);
                    }
                }
                Err(RandomError::Broken.into())
            }

            /// The key in DER, as PKCS#8 or SEC 1.
            #[inline(never)]
            pub fn from_der(der: &[u8]) -> Result<$curve::SecretKey, PairError> {
                $curve::SecretKey::from_der(der).map_err(|_| PairError::Encoding)
            }

            /// The key of this number, which a JWK has.
            #[inline(never)]
            pub fn from_number(number: &[u8]) -> Result<$curve::SecretKey, PairError> {
                $curve::SecretKey::from_slice(number).map_err(|_| PairError::Encoding)
            }

            /// The encodings of `key`.
            #[inline(never)]
            pub fn material(key: &$curve::SecretKey) -> Result<Material, PairError> {
                let public = key.public_key();
                let point = public.to_sec1_point(false);
                // The byte 4 marks an uncompressed point; both coordinates follow.
                let (x, y) = point.as_bytes()[1..].split_at($size);
                let pkcs8 = key.to_pkcs8_der().map_err(|_| PairError::Encoding)?;
                let spki = public
                    .to_public_key_der()
                    .map_err(|_| PairError::Encoding)?;
                let number = Zeroizing::new(key.to_bytes());
                Ok(Material {
                    pkcs8: pkcs8.to_bytes(),
                    own: Some(OwnEncoding {
                        name: "SEC 1",
                        label: "EC PRIVATE KEY",
                        der: key.to_sec1_der().map_err(|_| PairError::Encoding)?,
                    }),
                    spki: spki.into_vec(),
                    public: vec![
                        ("crv", $crv.to_owned()),
                        ("kty", "EC".to_owned()),
                        ("x", open_base64url(x)),
                        ("y", open_base64url(y)),
                    ],
                    private: vec![("d", base64url(&number))],
                })
            }

            /// The signature of `message`, with the hash that RFC 7518 has for the curve: two numbers.
            #[inline(never)]
            pub fn sign(key: &$curve::SecretKey, message: &[u8]) -> Vec<u8> {
                let signature: $curve::ecdsa::Signature =
                    $curve::ecdsa::SigningKey::from(key).sign(message);
                signature.to_bytes().to_vec()
            }
        }
    };
}

curve!(p_256, p256, 32, "P-256");
curve!(p_384, p384, 48, "P-384");
