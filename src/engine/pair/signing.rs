//! A key pair for tokens that signs, and whose parts are read one by one.

use super::ec::{p_256, p_384};
use super::edwards;
use super::error::PairError;
use super::jwk::{self, Meta};
use super::material::{Material, pem};
use super::part::{PairKey, PairPart};
use super::rsa::{self, RsaKey};
use super::token::alg;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use ed25519_dalek::Signer as _;

/// Signs a text with the private key that it holds.
type SignFunction = Box<dyn Fn(&[u8]) -> Vec<u8>>;

/// A key pair of one of the kinds of [`PairKey`].
pub struct SigningPair {
    key: PairKey,
    pub(super) material: Material,
    /// Its id: the thumbprint (RFC 7638).
    kid: String,
    /// `None` for RSA, with which the browser signs, and for a key that was read.
    sign: Option<SignFunction>,
}

impl SigningPair {
    /// Draws a pair of a curve.
    ///
    /// # Errors
    /// [`PairError`]; an RSA pair is made [from the browser's](Self::from_rsa).
    #[inline(never)]
    pub fn draw(key: PairKey, rng: &mut dyn ByteSource) -> Result<Self, PairError> {
        let (material, sign): (_, SignFunction) = match key {
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

    /// A pair of an RSA key, which the browser made and exported as PKCS#8.
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

    /// The pair of a private key in DER, as PKCS#8, PKCS#1 or SEC 1, whose public parts are wanted: of RSA it has no
    /// others.
    ///
    /// # Errors
    /// [`PairError`]: it is no such key.
    #[inline(never)]
    pub fn from_der(key: PairKey, der: &[u8]) -> Result<Self, PairError> {
        let material = match key {
            PairKey::Es256 => p_256::material(&p_256::from_der(der)?),
            PairKey::Es384 => p_384::material(&p_384::from_der(der)?),
            PairKey::EdDsa => edwards::material(&edwards::from_der(der)?),
            _ => rsa::public_half(der),
        };
        Ok(Self::of_material(key, material?))
    }

    /// The pair of a curve with this private number, which a JWK has.
    ///
    /// # Errors
    /// [`PairError`]: it is no number of such a key.
    #[inline(never)]
    pub fn from_number(key: PairKey, number: &[u8]) -> Result<Self, PairError> {
        let material = match key {
            PairKey::Es256 => p_256::material(&p_256::from_number(number)?),
            PairKey::Es384 => p_384::material(&p_384::from_number(number)?),
            PairKey::EdDsa => edwards::material(&edwards::from_number(number)?),
            _ => Err(PairError::Algorithm),
        };
        Ok(Self::of_material(key, material?))
    }

    /// The public half of an RSA pair of these numbers, which a JWK has.
    ///
    /// # Errors
    /// [`PairError`]: they are no numbers of a key.
    #[inline(never)]
    pub fn from_modulus(key: PairKey, modulus: &[u8], exponent: &[u8]) -> Result<Self, PairError> {
        Ok(Self::of_material(key, rsa::public_of(modulus, exponent)?))
    }

    fn of_material(key: PairKey, material: Material) -> Self {
        Self {
            key,
            kid: material.thumbprint(),
            material,
            sign: None,
        }
    }

    /// The same pair with another id.
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

    /// A part of the pair; PEM ends without a line break.
    ///
    /// # Errors
    /// [`PairError::Encoding`], which no input is known to cause.
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

    /// The numbers of a curve's key as its JWK has them, `crv` first; the private one only if `private`.
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
