//! The values of a pair for the rows that wait for it. The worker's: it draws curves, and gets RSA from the browser.

use super::WantedPair;
use super::value::PairContent;
use crate::engine::base::encode::SecretEncoding;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::supabase::{SupabasePart, signing_input};
use crate::engine::pair::drawn::DrawnPair;
use crate::engine::pair::error::PairError;
use crate::engine::syntax::json;
use zeroize::Zeroizing;

/// Makes a pair of a curve, at `now` in seconds since 1970 (UTC), and returns a value for each row.
///
/// # Errors
/// [`PairError`]; an RSA pair is made [from the browser's](from_rsa).
#[inline(never)]
pub fn make(
    wanted: &WantedPair,
    now: u64,
    rng: &mut dyn ByteSource,
) -> Result<Vec<Secret>, PairError> {
    let mut pair = DrawnPair::draw(wanted.key, rng)?;
    let of_supabase = |content: &PairContent| matches!(content, PairContent::Supabase(_));
    if wanted.contents.iter().any(of_supabase) {
        pair = pair.called(uuid(rng)?);
    }
    values(&pair, wanted, now)
}

/// The values of a pair of an RSA key, which the browser made and wrote as PKCS#8.
///
/// # Errors
/// [`PairError`]: the key is not what is wanted.
#[inline(never)]
pub fn from_rsa(wanted: &WantedPair, pkcs8: &[u8]) -> Result<Vec<Secret>, PairError> {
    values(&DrawnPair::from_rsa(wanted.key, pkcs8)?, wanted, 0)
}

fn values(pair: &DrawnPair, wanted: &WantedPair, now: u64) -> Result<Vec<Secret>, PairError> {
    let value = |content: &PairContent| match content {
        PairContent::Part { part, text } => Ok(text.value(pair.part(*part)?.expose())),
        PairContent::Supabase(part) => supabase(pair, *part, &wanted.signing_secret, now),
    };
    wanted.contents.iter().map(value).collect()
}

/// What Supabase takes of a pair for ES256.
fn supabase(
    pair: &DrawnPair,
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

/// The key of the pair and the signing secret as JWKs, with the members that the guide's script gives them.
fn keys(before: &str, pair: &DrawnPair, secret: &Secret, private: bool, after: &str) -> Secret {
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
