//! Supabase's API keys, as the scripts of its self-hosting guide make them: JSON Web Tokens (RFC 7519) with HS256 (RFC
//! 7518), the same with ES256, the keys that verify both, and opaque keys with a checksum.
//!
//! Checks nothing about the signing secret; RFC 7518 wants at least 32 bytes of it.

use crate::engine::base::secret::Secret;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt;

/// The variable whose value signs the keys: its text as it is, without decoding its base64.
pub const SIGNING_SECRET: &str = "JWT_SECRET";

/// The variable that holds the keys that sign, as JWKs.
pub const KEYS: &str = "JWT_KEYS";

/// How long a key is valid, in seconds: five years of 365 days.
const VALIDITY: u64 = 5 * 365 * 24 * 3600;

/// What is hashed before an opaque key to compute its checksum.
const SALT: &str = "supabase-self-hosted|";
/// The number of random symbols in an opaque key, in base64url.
pub(super) const OPAQUE_SYMBOLS: usize = 22;
/// The number of symbols in its checksum.
const CHECKSUM_SYMBOLS: usize = 8;

/// What Supabase takes of a pair for ES256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SupabasePart {
    /// `JWT_KEYS`: the private JWK, and the signing secret as a JWK.
    Keys,
    /// `JWT_JWKS`: the set that verifies tokens of both.
    Jwks,
    /// An API key for a role, signed with ES256.
    Token(Role),
}

impl fmt::Display for SupabasePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Keys => write!(
                f,
                "JWKs that sign: the private key of a pair for ES256, and {SIGNING_SECRET}"
            ),
            Self::Jwks => write!(f, "JWKS that verifies what {KEYS} signs"),
            Self::Token(role) => write!(
                f,
                "JWT for the role {}, signed with {KEYS}, valid for 5 years",
                role.name()
            ),
        }
    }
}

/// The role that a key grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Visitors; the key may be public.
    Anon,
    /// The server; bypasses row-level security.
    ServiceRole,
}

impl Role {
    /// The value of the claim `role`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anon => "anon",
            Self::ServiceRole => "service_role",
        }
    }
}

/// The key for `role`, issued at `now` in seconds since 1970 (UTC), signed with `secret`.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "HMAC takes a key of any length")]
pub fn sign(role: Role, now: u64, secret: &Secret) -> Secret {
    let token = signing_input(r#"{"alg":"HS256","typ":"JWT"}"#, role, now);
    let mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .expect("HMAC takes a key of any length")
        .chain_update(&token)
        .finalize();
    let mut key = Secret::with_capacity(token.len() + 1 + 43);
    key.push_str(&token);
    key.push('.');
    key.push_str(&URL_SAFE_NO_PAD.encode(mac.into_bytes()));
    key
}

/// The signing input of the key for `role` (RFC 7515, section 5.1): header and claims in base64url, joined by a dot.
pub(super) fn signing_input(header: &str, role: Role, now: u64) -> String {
    let claims = format!(
        r#"{{"role":"{}","iss":"supabase","iat":{now},"exp":{}}}"#,
        role.name(),
        now.saturating_add(VALIDITY)
    );
    let mut token = URL_SAFE_NO_PAD.encode(header);
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(claims, &mut token);
    token
}

/// The prefix of an opaque key.
pub(super) const fn prefix(is_secret: bool) -> &'static str {
    if is_secret {
        "sb_secret_"
    } else {
        "sb_publishable_"
    }
}

/// Appends the checksum to an opaque key: the first symbols of a SHA-256 in base64url.
pub(super) fn close(key: &mut Secret) {
    let digest = Sha256::new().chain_update(SALT).chain_update(key.expose());
    let sum = URL_SAFE_NO_PAD.encode(digest.finalize());
    key.push('_');
    key.push_str(&sum[..CHECKSUM_SYMBOLS]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_that_of_the_guide() {
        let mut key = Secret::from("sb_secret_AAAAAAAAAAAAAAAAAAAAAA");
        close(&mut key);
        assert!(key.expose().ends_with("A_7cwZOLm2"), "{}", key.expose());
    }

    #[test]
    fn the_claims_are_those_of_the_role_for_five_years() {
        let key = sign(Role::ServiceRole, 1_700_000_000, &Secret::from("secret"));
        let claims = key
            .expose()
            .split('.')
            .nth(1)
            .map(|part| URL_SAFE_NO_PAD.decode(part));
        let expected =
            r#"{"role":"service_role","iss":"supabase","iat":1700000000,"exp":1857680000}"#;
        assert_eq!(claims, Some(Ok(expected.into())));
    }
}
