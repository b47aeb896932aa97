//! The forms of a pair that signs JSON Web Tokens, and a token signed with it.

use super::error::PairError;
use super::form::{Pair, PairForm};
use super::jwk::{self, Meta};
use super::material::{Material, masked_pem, open_base64url, pem};
use super::spec::{PairAlgorithm, PairSpec};
use crate::engine::base::secret::Secret;
use crate::engine::syntax::json;

/// The issuer of the test token, a reserved name (RFC 2606).
const ISSUER: &str = "https://issuer.example";
/// How long it is valid, in seconds.
const VALIDITY: i64 = 3600;

/// The name of the algorithm in `alg`.
pub(super) const fn alg(algorithm: PairAlgorithm) -> &'static str {
    match algorithm {
        PairAlgorithm::Es384 => "ES384",
        PairAlgorithm::EdDsa => "EdDSA",
        PairAlgorithm::Rs256 => "RS256",
        PairAlgorithm::Ps256 => "PS256",
        _ => "ES256",
    }
}

/// The key's id: the one that was chosen, or the thumbprint.
fn kid(spec: &PairSpec, material: &Material) -> String {
    if spec.kid.is_empty() {
        material.thumbprint()
    } else {
        spec.kid.clone()
    }
}

/// The test token without its signature: what is signed.
pub(super) fn signing_input(spec: &PairSpec, material: &Material, now: i64) -> String {
    let mut header = Secret::with_capacity(256);
    header.push_str(r#"{"alg":""#);
    header.push_str(alg(spec.algorithm));
    header.push_str(r#"","typ":"JWT","kid":"#);
    json::string(&kid(spec, material), &mut header);
    header.push('}');
    let claims = format!(
        r#"{{"iss":"{ISSUER}","sub":"test","iat":{now},"exp":{}}}"#,
        now.saturating_add(VALIDITY)
    );
    format!(
        "{}.{}",
        open_base64url(header.expose().as_bytes()),
        open_base64url(claims.as_bytes())
    )
}

/// The forms, with the test token where there is a `signature` of its [`signing_input`].
pub(super) fn pair(
    spec: &PairSpec,
    material: &Material,
    now: i64,
    signature: Option<&[u8]>,
) -> Result<Pair, PairError> {
    let (kid, alg) = (kid(spec, material), alg(spec.algorithm));
    let meta = Meta { kid: &kid, alg };
    let public = material.public_jwk(Some(&meta));
    let mut forms = vec![
        PairForm::private(
            "Private key (PKCS#8)",
            pem("PRIVATE KEY", &material.pkcs8)?,
            masked_pem("PRIVATE KEY"),
            "private.pem",
        )
        .noted("For the server that signs."),
        PairForm::public(
            "Public key (SPKI)",
            pem("PUBLIC KEY", &material.spki)?,
            "public.pem",
        )
        .noted("For whoever verifies with PEM."),
        PairForm::private(
            "Private key (JWK)",
            material.private_jwk(&meta),
            material.masked_jwk(&meta),
            "private.jwk.json",
        )
        .noted("The same key as a JWK."),
        PairForm::public("JWKS", jwk::set(&public), "jwks.json")
            .noted("For whoever verifies, often at /.well-known/jwks.json."),
        PairForm::public("Public key (JWK)", public, "public.jwk.json"),
    ];
    if let Some(signature) = signature {
        let token = format!(
            "{}.{}",
            signing_input(spec, material, now),
            open_base64url(signature)
        );
        let bare = material.public_jwk(None);
        forms.extend([
            PairForm::trial("Test token", token, "token.jwt")
                .noted("Signed with this key; valid for an hour."),
            PairForm::trial("Verify it (Node, jose)", node(&bare, alg), "verify.mjs"),
            PairForm::trial("Verify it (Python, PyJWT)", python(&bare, alg), "verify.py"),
        ]);
    }
    Ok(Pair {
        algorithm: alg.to_owned(),
        id_label: "kid".to_owned(),
        id: kid,
        forms,
    })
}

/// The lines of Node. A public JWK without a chosen `kid` is also a literal of JavaScript and of Python.
fn node(jwk: &Secret, alg: &str) -> String {
    format!(
        "import {{ importJWK, jwtVerify }} from \"jose\";\n\
         const key = await importJWK({}, \"{alg}\");\n\
         const {{ payload }} = await jwtVerify(token, key, {{ algorithms: [\"{alg}\"], issuer: \"{ISSUER}\" }});\n",
        jwk.expose()
    )
}

/// The lines of Python.
fn python(jwk: &Secret, alg: &str) -> String {
    format!(
        "import jwt\n\
         key = jwt.PyJWK({}, \"{alg}\")\n\
         payload = jwt.decode(token, key, algorithms=[\"{alg}\"], issuer=\"{ISSUER}\")\n",
        jwk.expose()
    )
}
