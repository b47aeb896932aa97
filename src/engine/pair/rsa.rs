//! RSA: the browser makes the key, as PKCS#8; the other encodings are derived from it here, without RSA arithmetic.

use super::error::PairError;
use super::material::{Material, OwnEncoding, base64url, open_base64url};
use pkcs1::{ALGORITHM_ID, ALGORITHM_OID, RsaPrivateKeyRef, RsaPublicKeyRef};
use pkcs8::der::asn1::{BitStringRef, UintRef};
use pkcs8::der::{Decode as _, Encode as _};
use pkcs8::spki::SubjectPublicKeyInfo;
use pkcs8::{PrivateKeyInfoRef, der};
use ssh_key::Mpint;
use ssh_key::private::{KeypairData, RsaKeypair, RsaPrivateKey};
use ssh_key::public::RsaPublicKey;
use zeroize::Zeroizing;

/// The numbers of a key.
pub(super) struct RsaKey<'a> {
    pkcs8: &'a [u8],
    pkcs1: &'a [u8],
    numbers: RsaPrivateKeyRef<'a>,
}

impl<'a> RsaKey<'a> {
    /// Parses a key of `bits` bits.
    #[inline(never)]
    pub fn read(pkcs8: &'a [u8], bits: u16) -> Result<Self, PairError> {
        let info = PrivateKeyInfoRef::from_der(pkcs8).map_err(|_| PairError::NotRsa)?;
        let pkcs1 = info.private_key.as_bytes();
        let numbers = RsaPrivateKeyRef::from_der(pkcs1).map_err(|_| PairError::NotRsa)?;
        let modulus = numbers.modulus.as_bytes();
        let asked = modulus.len() == usize::from(bits).div_ceil(8) && modulus[0] >= 0x80;
        if info.algorithm.oid != ALGORITHM_OID || !asked || numbers.other_prime_infos.is_some() {
            return Err(PairError::NotRsa);
        }
        Ok(Self {
            pkcs8,
            pkcs1,
            numbers,
        })
    }

    /// The encodings.
    #[inline(never)]
    pub fn material(&self) -> Result<Material, PairError> {
        let numbers = &self.numbers;
        let public = public_material(&numbers.public_key())?;
        Ok(Material {
            pkcs8: Zeroizing::new(self.pkcs8.to_vec()),
            own: Some(OwnEncoding {
                name: "PKCS#1",
                label: "RSA PRIVATE KEY",
                der: Zeroizing::new(self.pkcs1.to_vec()),
            }),
            private: vec![
                ("d", base64url(numbers.private_exponent.as_bytes())),
                ("p", base64url(numbers.prime1.as_bytes())),
                ("q", base64url(numbers.prime2.as_bytes())),
                ("dp", base64url(numbers.exponent1.as_bytes())),
                ("dq", base64url(numbers.exponent2.as_bytes())),
                ("qi", base64url(numbers.coefficient.as_bytes())),
            ],
            ..public
        })
    }

    /// The pair in SSH's encoding.
    #[inline(never)]
    pub fn ssh(&self) -> Result<KeypairData, PairError> {
        let numbers = &self.numbers;
        let number = |number: der::asn1::UintRef<'_>| Mpint::from_positive_bytes(number.as_bytes());
        let public = RsaPublicKey::new(number(numbers.public_exponent), number(numbers.modulus));
        let private = RsaPrivateKey::new(
            number(numbers.private_exponent),
            number(numbers.coefficient),
            number(numbers.prime1),
            number(numbers.prime2),
        );
        let pair = public.and_then(|public| RsaKeypair::new(public, private?));
        pair.map(KeypairData::Rsa).map_err(|_| PairError::Encoding)
    }
}

/// The public half of a private key of any size in DER, as PKCS#8 or PKCS#1.
#[inline(never)]
pub(super) fn public_half(der: &[u8]) -> Result<Material, PairError> {
    let pkcs1 = match PrivateKeyInfoRef::from_der(der) {
        Ok(info) if info.algorithm.oid == ALGORITHM_OID => info.private_key.as_bytes(),
        Ok(_) => return Err(PairError::NotRsa),
        Err(_) => der,
    };
    let numbers = RsaPrivateKeyRef::from_der(pkcs1).map_err(|_| PairError::NotRsa)?;
    public_material(&numbers.public_key())
}

/// The same of the numbers that a JWK has.
#[inline(never)]
pub(super) fn public_of(modulus: &[u8], exponent: &[u8]) -> Result<Material, PairError> {
    let failed = |_| PairError::NotRsa;
    public_material(&RsaPublicKeyRef {
        modulus: UintRef::new(modulus).map_err(failed)?,
        public_exponent: UintRef::new(exponent).map_err(failed)?,
    })
}

/// The encodings of a public key; the private ones are empty.
fn public_material(public: &RsaPublicKeyRef<'_>) -> Result<Material, PairError> {
    Ok(Material {
        pkcs8: Zeroizing::default(),
        own: None,
        spki: spki(public).map_err(|_| PairError::Encoding)?,
        public: vec![
            ("e", open_base64url(public.public_exponent.as_bytes())),
            ("kty", "RSA".to_owned()),
            ("n", open_base64url(public.modulus.as_bytes())),
        ],
        private: Vec::new(),
    })
}

fn spki(public: &RsaPublicKeyRef<'_>) -> der::Result<Vec<u8>> {
    let public = public.to_der()?;
    let info = SubjectPublicKeyInfo {
        algorithm: ALGORITHM_ID,
        subject_public_key: BitStringRef::from_bytes(&public)?,
    };
    info.to_der()
}
