//! JSON Web Keys (RFC 7517), their sets and their thumbprints (RFC 7638).

use super::material::{Material, open_base64url};
use crate::engine::base::secret::Secret;
use crate::engine::syntax::json;
use sha2::{Digest as _, Sha256};

/// What a JWK says besides the key itself.
pub(super) struct Meta<'a> {
    /// `kid`.
    pub kid: &'a str,
    /// `alg`.
    pub alg: &'a str,
}

impl Material {
    /// The thumbprint, as base64url.
    pub fn thumbprint(&self) -> String {
        let mut text = Secret::with_capacity(1024);
        let members = self
            .public
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        object(members, &mut text);
        open_base64url(&Sha256::digest(text.expose()))
    }

    /// The public JWK.
    pub fn public_jwk(&self, meta: Option<&Meta<'_>>) -> Secret {
        self.jwk([].into_iter(), meta)
    }

    /// The private JWK.
    pub fn private_jwk(&self, meta: &Meta<'_>) -> Secret {
        let private = self.private.iter();
        self.jwk(
            private.map(|(name, value)| (*name, value.expose())),
            Some(meta),
        )
    }

    /// What is shown in place of the private JWK.
    pub fn masked_jwk(&self, meta: &Meta<'_>) -> String {
        let private = self.private.iter().map(|(name, _)| (*name, "\u{0}"));
        // The writer of JSON escapes what is not ASCII, so a character that no key has stands for the dots.
        let text = self.jwk(private, Some(meta));
        text.expose().replace(r#""\u0000""#, r#""••••""#)
    }

    fn jwk<'a>(
        &'a self,
        private: impl Iterator<Item = (&'a str, &'a str)>,
        meta: Option<&Meta<'a>>,
    ) -> Secret {
        let public = self
            .public
            .iter()
            .map(|(name, value)| (*name, value.as_str()));
        // The type first, as in every example; the order has no meaning.
        let (kind, rest): (Vec<_>, Vec<_>) = public.partition(|(name, _)| *name == "kty");
        let meta = meta.into_iter();
        let meta = meta.flat_map(|meta| [("kid", meta.kid), ("alg", meta.alg), ("use", "sig")]);
        let mut text = Secret::with_capacity(4096);
        object(
            kind.into_iter().chain(rest).chain(private).chain(meta),
            &mut text,
        );
        text
    }
}

/// A set of one key.
pub(super) fn set(jwk: &Secret) -> Secret {
    let mut text = Secret::with_capacity(jwk.len() + 12);
    text.push_str(r#"{"keys":["#);
    text.push_str(jwk.expose());
    text.push_str("]}");
    text
}

/// Appends a JSON object without white space.
fn object<'a>(members: impl Iterator<Item = (&'a str, &'a str)>, out: &mut Secret) {
    out.push('{');
    for (at, (name, value)) in members.enumerate() {
        if at > 0 {
            out.push(',');
        }
        json::string(name, out);
        out.push(':');
        json::string(value, out);
    }
    out.push('}');
}

#[cfg(test)]
mod tests {
    use crate::engine::pair::material::Material;

    #[test]
    fn the_thumbprint_is_that_of_rfc_7638() {
        // Section 3.1.
        let modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP\
                       ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY\
                       368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f\
                       M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
        let key = Material {
            pkcs8: Vec::new().into(),
            own: None,
            spki: Vec::new(),
            public: vec![
                ("e", "AQAB".to_owned()),
                ("kty", "RSA".to_owned()),
                ("n", modulus.to_owned()),
            ],
            private: Vec::new(),
        };
        assert_eq!(
            key.thumbprint(),
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs"
        );
    }
}
