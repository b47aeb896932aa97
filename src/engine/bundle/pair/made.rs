//! The values of a pair for the rows that wait for it. Runs in the worker, which generates elliptic-curve keys itself
//! and gets RSA keys from the browser.

use super::WantedPair;
use super::value::PairContent;
use super::written::Pem;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::supabase::{SupabasePart, signing_input};
use crate::engine::pair::error::PairError;
use crate::engine::pair::part::PairKey;
use crate::engine::pair::signing::SigningPair;
use crate::engine::syntax::json;
use crate::engine::syntax::tree::Tree;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

/// Generates a pair on an elliptic curve and returns a value for each row. `now` dates signed tokens, in seconds since
/// 1970 (UTC).
///
/// # Errors
/// [`PairError`]; an RSA pair is made [from the browser's](from_rsa).
#[inline(never)]
pub fn make(
    wanted: &WantedPair,
    now: u64,
    rng: &mut dyn ByteSource,
) -> Result<Vec<Secret>, PairError> {
    let mut pair = SigningPair::draw(wanted.key, rng)?;
    let of_supabase = |content: &PairContent| matches!(content, PairContent::Supabase(_));
    if wanted.contents.iter().any(of_supabase) {
        pair = pair.called(uuid(rng)?);
    }
    values(&pair, wanted, now)
}

/// The values of an RSA pair, which the browser generated and exported as PKCS#8.
///
/// # Errors
/// [`PairError`] if the key is not of the wanted algorithm and size.
#[inline(never)]
pub fn from_rsa(wanted: &WantedPair, pkcs8: &[u8]) -> Result<Vec<Secret>, PairError> {
    values(&SigningPair::from_rsa(wanted.key, pkcs8)?, wanted, 0)
}

/// The values of public rows whose private key is kept, derived from it.
///
/// # Errors
/// [`PairError`]: it is no key of the algorithm that it seemed to be of.
#[inline(never)]
pub fn derive(wanted: &WantedPair) -> Result<Vec<Secret>, PairError> {
    let private = wanted.private.expose();
    let pair = if let Some(pem) = Pem::parse(private) {
        let der = pem.der().ok_or(PairError::Encoding)?;
        SigningPair::from_der(wanted.key, &der)?
    } else {
        of_jwk(wanted.key, private)?
    };
    values(&pair, wanted, 0)
}

/// The pair of a private JWK, under the id that this has.
fn of_jwk(key: PairKey, private: &str) -> Result<SigningPair, PairError> {
    let jwk = json::parse(private.trim()).map_err(|_| PairError::Encoding)?;
    let text = |name: &str| jwk.get(name).and_then(Tree::text);
    let number = |name: &str| {
        let bytes = text(name).and_then(|text| URL_SAFE_NO_PAD.decode(text).ok());
        bytes.map(Zeroizing::new).ok_or(PairError::Encoding)
    };
    let pair = if key.algorithm().is_rsa() {
        SigningPair::from_modulus(key, &number("n")?, &number("e")?)?
    } else {
        SigningPair::from_number(key, &number("d")?)?
    };
    Ok(match text("kid") {
        Some(kid) => pair.called(kid.to_owned()),
        None => pair,
    })
}

fn values(pair: &SigningPair, wanted: &WantedPair, now: u64) -> Result<Vec<Secret>, PairError> {
    let value = |content: &PairContent| match content {
        PairContent::Part { part, text } => Ok(text.value(pair.part(*part)?.expose())),
        PairContent::Supabase(part) => supabase(pair, *part, &wanted.signing_secret, now),
    };
    wanted.contents.iter().map(value).collect()
}

/// What Supabase takes of a pair for ES256.
fn supabase(
    pair: &SigningPair,
    part: SupabasePart,
    secret: &Secret,
    now: u64,
) -> Result<Secret, PairError> {
    match part {
        SupabasePart::Keys => Ok(keys("[", pair, secret, true, "]")),
        SupabasePart::Jwks => Ok(keys("{\"keys\":[", pair, secret, false, "]}")),
        SupabasePart::Token(role) => {
            let header = format!(
                r#"{{"alg":"{}","typ":"JWT","kid":"{}"}}"#,
                pair.alg(),
                pair.kid()
            );
            let text = signing_input(&header, role, now);
            let signature = pair.sign(text.as_bytes()).ok_or(PairError::Algorithm)?;
            let signature = Zeroizing::new(signature);
            let mut token = Secret::with_capacity(text.len() + 88);
            token.push_str(&text);
            token.push('.');
            token.push_str(SecretEncoding::Base64Url.secret(&signature).expose());
            Ok(token)
        }
    }
}

/// The key of the pair and the signing secret as JWKs, with the members that the script of Supabase's guide gives them.
fn keys(before: &str, pair: &SigningPair, secret: &Secret, private: bool, after: &str) -> Secret {
    let mut out = Secret::with_capacity(640 + 2 * secret.len());
    out.push_str(before);
    out.push_str(r#"{"kty":"EC","kid":"#);
    json::string(pair.kid(), &mut out);
    out.push_str(r#","use":"sig","key_ops":["#);
    out.push_str(if private {
        r#""sign","verify""#
    } else {
        r#""verify""#
    });
    out.push_str(r#"],"alg":""#);
    out.push_str(pair.alg());
    out.push_str(r#"","ext":true"#);
    for (name, value) in pair.numbers(private) {
        out.push_str(",\"");
        out.push_str(name);
        out.push_str("\":");
        json::string(value, &mut out);
    }
    out.push_str(r#"},{"kty":"oct","k":"#);
    let symmetric = SecretEncoding::Base64Url.secret(secret.expose().as_bytes());
    json::string(symmetric.expose(), &mut out);
    out.push_str(r#","alg":"HS256"}"#);
    out.push_str(after);
    out
}

/// A random UUID (RFC 9562, version 4).
fn uuid(rng: &mut dyn ByteSource) -> Result<String, PairError> {
    let mut bytes = [0; 16];
    rng.fill(&mut bytes)?;
    Ok(uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string())
}
