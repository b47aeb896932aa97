//! A pair for tokens whose parts are taken one by one, and which signs.

use super::ec::{p_256, p_384};
use super::edwards;
use super::error::PairError;
use super::jwk::{self, Meta};
use super::material::{Material, pem};
use super::part::{PairKey, PairPart};
use super::rsa::RsaKey;
use super::token::alg;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use ed25519_dalek::Signer as _;

/// Signs a text with the private key that it holds.
type Sign = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// A pair of a [`PairKey`].
pub struct DrawnPair {
    key: PairKey,
    pub(super) material: Material,
    /// Its id: the thumbprint (RFC 7638).
    kid: String,
    /// `None` for RSA, with which the browser signs.
    sign: Option<Sign>,
}

impl DrawnPair {
    /// Draws a pair of a curve.
    ///
    /// # Errors
    /// [`PairError`]; an RSA pair is made [from the browser's](Self::from_rsa).
    #[inline(never)]
    pub fn draw(key: PairKey, rng: &mut dyn ByteSource) -> Result<Self, PairError> {
        let (material, sign): (_, Sign) = match key {
            PairKey::Es256 => {
                let drawn = p_256::draw(rng)?;
                let material = p_256::material(&drawn)?;
                (material, Box::new(move |text| p_256::sign(&drawn, text)))
            }
            PairKey::Es384 => {
                let drawn = p_384::draw(rng)?;
                let material = p_384::material(&drawn)?;
                (material, Box::new(move |text| p_384::sign(&drawn, text)))
            }
            PairKey::EdDsa => {
                let drawn = edwards::draw(rng)?;
                let material = edwards::material(&drawn)?;
                (material, Box::new(move |text| drawn.sign(text).to_vec()))
            }
            _ => return Err(PairError::Algorithm),
        };
        Ok(Self {
            key,
            kid: material.thumbprint(),
            material,
            sign: Some(sign),
        })
    }

    /// A pair of an RSA key, which the browser made and wrote as PKCS#8.
    ///
    /// # Errors
    /// [`PairError`]: the key is not what `key` says.
    #[inline(never)]
    pub fn from_rsa(key: PairKey, pkcs8: &[u8]) -> Result<Self, PairError> {
        if !key.algorithm().is_rsa() {
            return Err(PairError::Algorithm);
        }
        let material = RsaKey::read(pkcs8, key.bits())?.material()?;
        Ok(Self {
            key,
            kid: material.thumbprint(),
            material,
            sign: None,
        })
    }

    /// The same with another id.
    #[must_use]
    pub fn called(self, kid: String) -> Self {
        Self { kid, ..self }
    }

    /// Its id.
    #[must_use]
    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The algorithm as `alg` has it.
    #[must_use]
    pub const fn alg(&self) -> &'static str {
        alg(self.key.algorithm())
    }

    /// A part of it; PEM ends without a line break.
    ///
    /// # Errors
    /// [`PairError::Encoding`], of which none is known.
    #[inline(never)]
    pub fn part(&self, part: PairPart) -> Result<Secret, PairError> {
        let meta = Meta {
            kid: &self.kid,
            alg: self.alg(),
        };
        let public = || self.material.public_jwk(Some(&meta));
        Ok(match part {
            PairPart::PrivatePem => trimmed(&pem("PRIVATE KEY", &self.material.pkcs8)?),
            PairPart::OwnPem => match &self.material.own {
                Some(own) => trimmed(&pem(own.label, &own.der)?),
                None => trimmed(&pem("PRIVATE KEY", &self.material.pkcs8)?),
            },
            PairPart::PublicPem => trimmed(&pem("PUBLIC KEY", &self.material.spki)?),
            PairPart::PrivateJwk => self.material.private_jwk(&meta),
            PairPart::PublicJwk => public(),
            PairPart::Jwks => jwk::set(&public()),
        })
    }

    /// The numbers of a curve's key as its JWK has them, `crv` first; the private one only where it is wanted.
    pub fn numbers(&self, private: bool) -> impl Iterator<Item = (&'static str, &str)> {
        let public = self.material.public.iter();
        let public = public.filter(|(name, _)| *name != "kty");
        let secret = self.material.private.iter().filter(move |_| private);
        public
            .map(|(name, value)| (*name, value.as_str()))
            .chain(secret.map(|(name, value)| (*name, value.expose())))
    }

    /// The signature of `text`; `None` for RSA.
    #[must_use]
    pub fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        self.sign.as_ref().map(|sign| sign(text))
    }
}

/// `text` without the line break at its end.
fn trimmed(text: &Secret) -> Secret {
    Secret::from(text.expose().trim_end())
}
