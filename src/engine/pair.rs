//! Key pairs: one file per family of algorithms, one per encoding.
//!
//! A pair is made for a purpose and comes in every form that is used for it. Elliptic curves are a lot of code: the
//! page links only the types of [`spec`], [`part`], [`form`] and [`error`], the worker everything.

mod age;
mod ec;
mod edwards;
pub mod error;
pub mod form;
mod jwk;
mod material;
mod montgomery;
pub mod part;
mod plain;
mod rsa;
pub mod signing;
pub mod spec;
mod ssh;
mod token;
pub mod vapid;
mod wireguard;

use crate::engine::base::random::ByteSource;
use ec::{p_256, p_384};
use error::PairError;
use form::Pair;
use part::PairKey;
use rsa::RsaKey;
use signing::SigningPair;
use spec::{PairAlgorithm, PairSpec, Purpose};

/// Makes a pair of an elliptic curve, at `now` in seconds since 1970.
///
/// # Errors
/// [`PairError`]; an RSA pair is made [from the browser's](from_rsa).
#[inline(never)]
pub fn generate(spec: &PairSpec, now: i64, rng: &mut dyn ByteSource) -> Result<Pair, PairError> {
    spec.validate()?;
    match spec.purpose {
        Purpose::Tokens => signing(spec, now, rng),
        Purpose::Ssh => {
            let key = match spec.algorithm {
                PairAlgorithm::Ed25519 => ssh::ed25519(&edwards::draw(rng)?)?,
                PairAlgorithm::P256 => ssh::p256(&p_256::draw(rng)?),
                _ => return Err(PairError::Algorithm),
            };
            ssh::pair(spec, key, rng)
        }
        Purpose::WireGuard => wireguard::pair(rng),
        Purpose::Age => age::pair(now, rng),
        Purpose::Vapid => {
            let key = p_256::draw(rng)?;
            plain::vapid(&key, &p_256::material(&key)?)
        }
        Purpose::Other => {
            let material = match spec.algorithm {
                PairAlgorithm::P256 => p_256::material(&p_256::draw(rng)?),
                PairAlgorithm::P384 => p_384::material(&p_384::draw(rng)?),
                PairAlgorithm::Ed25519 => edwards::material(&edwards::draw(rng)?),
                _ => Err(PairError::Algorithm),
            };
            plain::pair(spec, &material?)
        }
    }
}

/// A pair that signs tokens, with a token that it signed.
fn signing(spec: &PairSpec, now: i64, rng: &mut dyn ByteSource) -> Result<Pair, PairError> {
    let key = match spec.algorithm {
        PairAlgorithm::Es256 => PairKey::Es256,
        PairAlgorithm::Es384 => PairKey::Es384,
        PairAlgorithm::EdDsa => PairKey::EdDsa,
        _ => return Err(PairError::Algorithm),
    };
    let drawn = SigningPair::draw(key, rng)?;
    let material = &drawn.material;
    let signature = drawn.sign(token::signing_input(spec, material, now).as_bytes());
    token::pair(spec, material, now, signature.as_deref())
}

/// What an RSA key has to sign for the test token, with SHA-256 and the padding of the algorithm; `None` where the
/// purpose has no such token.
///
/// # Errors
/// [`PairError`]: the key is not what `spec` asks for.
#[inline(never)]
pub fn rsa_signing_input(
    spec: &PairSpec,
    pkcs8: &[u8],
    now: i64,
) -> Result<Option<String>, PairError> {
    spec.validate()?;
    let material = RsaKey::read(pkcs8, spec.bits)?.material()?;
    let is_token = spec.purpose == Purpose::Tokens;
    Ok(is_token.then(|| token::signing_input(spec, &material, now)))
}

/// A pair of an RSA key, which the browser made and exported as PKCS#8, with its `signature` of [`rsa_signing_input`].
/// Without a signature there is no test token.
///
/// # Errors
/// [`PairError`]: the key is not what `spec` asks for.
#[inline(never)]
pub fn from_rsa(
    spec: &PairSpec,
    pkcs8: &[u8],
    signature: Option<&[u8]>,
    now: i64,
    rng: &mut dyn ByteSource,
) -> Result<Pair, PairError> {
    spec.validate()?;
    if !spec.algorithm.is_rsa() {
        return Err(PairError::Algorithm);
    }
    let key = RsaKey::read(pkcs8, spec.bits)?;
    match spec.purpose {
        Purpose::Tokens => token::pair(spec, &key.material()?, now, signature),
        Purpose::Ssh => ssh::pair(spec, key.ssh()?, rng),
        _ => plain::pair(spec, &key.material()?),
    }
}
