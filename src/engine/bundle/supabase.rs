//! Supabase's API keys: JSON Web Tokens (RFC 7519) with HS256 (RFC 7518), as its self-hosting guide
//! makes them.
//!
//! Checks nothing about the signing secret; RFC 7518 wants at least 32 bytes of it.

use crate::engine::base::secret::Secret;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The variable whose value signs the keys: its text as it is, without decoding its base64.
pub const SIGNING_SECRET: &str = "JWT_SECRET";

/// How long a key is valid, in seconds: five years of 365 days.
const VALIDITY: u64 = 5 * 365 * 24 * 3600;

/// The role that a key grants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    let claims = format!(
        r#"{{"role":"{}","iss":"supabase","iat":{now},"exp":{}}}"#,
        role.name(),
        now.saturating_add(VALIDITY)
    );
    let mut token = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(claims, &mut token);
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

#[cfg(test)]
mod tests {
    use super::*;

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
