//! The pairs of the Bundle tab: every part is of one key, tokens signed with them verify, and what Supabase and Standard
//! Webhooks take is what their own libraries take.

use crate::pem::ensure_same;
use crate::tokens::{node_folder, python};
use crate::{browser_key, now, referees, seeded::Seeded, write};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::env_form::EnvForm;
use latchkey::engine::bundle::pair::value::PairContent;
use latchkey::engine::bundle::pair::{WantedPair, made};
use latchkey::engine::bundle::{Bundle, preset::Preset};
use latchkey::engine::pair::part::{PairKey, PairPart};
use std::fmt::Write as _;

/// The values of a wanted pair, with `openssl` in the place of the browser.
fn values(wanted: &WantedPair, seed: u64) -> Vec<Secret> {
    let at = u64::try_from(now()).expect("it is after 1970");
    let made = if wanted.key.bits() == 0 {
        made::make(wanted, at, &mut Seeded::new(seed))
    } else {
        made::from_rsa(wanted, &browser_key(wanted.key.bits()))
    };
    made.expect("it makes a pair")
}

/// The bundle of a preset, with all of its values.
fn bundle(preset: Preset) -> Bundle {
    let at = u64::try_from(now()).expect("it is after 1970");
    let mut bundle = Bundle::from_preset(preset, at, &mut Seeded::new(4))
        .expect("the seeded source never fails");
    let wanted: Vec<WantedPair> = bundle.wanted_pairs().collect();
    for pair in wanted {
        bundle.supply_pair(&pair, &values(&pair, 9));
    }
    bundle
}

fn value<'a>(bundle: &'a Bundle, name: &str) -> &'a str {
    bundle.row(name).expect(name).value().expose()
}

#[test]
fn every_part_of_a_bundles_pair_is_of_the_same_key() {
    let label = |part: PairPart| match part {
        PairPart::Jwks => "JWKS",
        PairPart::PublicJwk => "Public key (JWK)",
        PairPart::PrivateJwk => "Private key (JWK)",
        part => part.label(),
    };
    let mut lines = String::new();
    for key in PairKey::ALL {
        let contents = PairPart::ALL.map(PairContent::plain).to_vec();
        let wanted = WantedPair {
            rows: Vec::new(),
            key,
            contents,
            private: "".into(),
            signing_secret: "".into(),
        };
        let values = values(&wanted, 3);
        let parts: serde_json::Map<String, serde_json::Value> = PairPart::ALL
            .iter()
            .zip(&values)
            .map(|(part, value)| (label(*part).to_owned(), value.expose().into()))
            .collect();
        writeln!(lines, "{}", serde_json::Value::from(parts)).expect("a String grows");
    }
    ensure_same(&lines, PairKey::ALL.len());
}

#[test]
fn the_public_parts_are_derived_from_each_form_of_a_private_key_that_is_kept() {
    let wanted = |key, contents, private: &str| WantedPair {
        rows: Vec::new(),
        key,
        contents,
        private: private.into(),
        signing_secret: "".into(),
    };
    let public = [PairPart::PublicPem, PairPart::PublicJwk, PairPart::Jwks].map(PairContent::plain);
    for key in PairKey::ALL {
        let mut contents = public.to_vec();
        for part in [PairPart::PrivatePem, PairPart::OwnPem, PairPart::PrivateJwk] {
            contents.extend(EnvForm::ALL.map(|text| PairContent::Part { part, text }));
        }
        // A JWK stays as it is; in base64 it is no JWK any more.
        contents.truncate(public.len() + 7);
        let all = values(&wanted(key, contents, ""), 3);
        let (expected, privates) = all.split_at(public.len());
        for private in privates {
            let derived = made::derive(&wanted(key, public.to_vec(), private.expose()));
            let derived = derived.expect("it is a private key");
            for (derived, expected) in derived.iter().zip(expected) {
                assert_eq!(derived.expose(), expected.expose(), "{key:?}");
            }
        }
    }
}

#[test]
fn each_way_to_write_a_part_gives_it_back() {
    for part in PairPart::ALL {
        let content = |text| PairContent::Part { part, text };
        let wanted = WantedPair {
            rows: Vec::new(),
            key: PairKey::Es256,
            contents: EnvForm::ALL.map(content).to_vec(),
            private: "".into(),
            signing_secret: "".into(),
        };
        let values = values(&wanted, 3);
        let [whole, escaped, base64] = [0, 1, 2].map(|at| values[at].expose());
        assert_eq!(escaped.replace(r"\n", "\n"), whole);
        assert_eq!(
            STANDARD.decode(base64).ok(),
            Some(whole.as_bytes().to_vec())
        );
    }
}

#[test]
fn tokens_of_an_issuers_and_of_passports_keys_verify() {
    let folder = node_folder("bundle-jose");
    for (preset, alg, names) in [
        (
            Preset::JwtIssuer,
            "ES256",
            ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"],
        ),
        (
            Preset::Passport,
            "RS256",
            ["PASSPORT_PRIVATE_KEY", "PASSPORT_PUBLIC_KEY"],
        ),
    ] {
        let bundle = bundle(preset);
        let [private, public] = names.map(|name| value(&bundle, name));
        let script = format!(
            "import {{ SignJWT, importPKCS8, importSPKI, jwtVerify }} from 'jose';\n\
             const token = await new SignJWT({{ ok: true }}).setProtectedHeader({{ alg: '{alg}' }})\n\
                 .sign(await importPKCS8({private:?}, '{alg}'));\n\
             console.log((await jwtVerify(token, await importSPKI({public:?}, '{alg}'))).payload.ok);\n"
        );
        let file = write(&folder, "verify.mjs", script.as_bytes());
        assert_eq!(
            referees::answer(referees::program("node").arg(file), b""),
            "true\n"
        );
    }
}

#[test]
fn supabases_tokens_verify_with_its_jwks_and_its_keys_sign() {
    let bundle = bundle(Preset::Supabase);
    // What its services do: they take the key of the set by the id in the header.
    for (name, role, alg) in [
        ("ANON_KEY_ASYMMETRIC", "anon", "ES256"),
        ("SERVICE_ROLE_KEY_ASYMMETRIC", "service_role", "ES256"),
        ("ANON_KEY", "anon", "HS256"),
        ("SERVICE_ROLE_KEY", "service_role", "HS256"),
    ] {
        let script = format!(
            "import jwt\n\
             token = {:?}\n\
             keys = jwt.PyJWKSet.from_json({:?}).keys\n\
             header = jwt.get_unverified_header(token)\n\
             key = [key for key in keys if key.key_id == header.get('kid')][0]\n\
             payload = jwt.decode(token, key, algorithms=['{alg}'], issuer='supabase')\n\
             print(payload['role'], payload['exp'] - payload['iat'])\n",
            value(&bundle, name),
            value(&bundle, "JWT_JWKS"),
        );
        let answer = referees::answer(python().args(["-c", &script]), b"");
        assert_eq!(
            answer,
            format!("{role} {}\n", 5 * 365 * 24 * 3600),
            "{name}"
        );
    }
    let folder = node_folder("bundle-supabase");
    // `key_ops` is of both halves there, and Node imports no private key that is to verify.
    let script = format!(
        "import {{ SignJWT, importJWK, createLocalJWKSet, jwtVerify }} from 'jose';\n\
         const [{{ key_ops, ...key }}, shared] = {}, set = createLocalJWKSet({});\n\
         const sign = async (jwk) => new SignJWT({{}}).setProtectedHeader({{ alg: jwk.alg, kid: jwk.kid }})\n\
             .sign(await importJWK(jwk));\n\
         console.log((await jwtVerify(await sign(key), set)).protectedHeader.kid === key.kid);\n\
         const secret = new TextEncoder().encode({:?});\n\
         console.log((await jwtVerify(await sign(shared), secret)).protectedHeader.alg);\n",
        value(&bundle, "JWT_KEYS"),
        value(&bundle, "JWT_JWKS"),
        value(&bundle, "JWT_SECRET"),
    );
    let file = write(&folder, "supabase.mjs", script.as_bytes());
    let answer = referees::answer(referees::program("node").arg(file), b"");
    assert_eq!(answer, "true\nHS256\n");
}

#[test]
fn a_webhook_secret_signs_and_verifies_with_the_standards_library() {
    let bundle = bundle(Preset::StandardWebhooks);
    let folder = node_folder("bundle-webhooks");
    let script = format!(
        "import {{ Webhook }} from 'standardwebhooks';\n\
         import {{ createHmac }} from 'node:crypto';\n\
         const secret = {:?}, body = '{{\"a\":1}}', now = Math.floor(Date.now() / 1000);\n\
         const key = Buffer.from(secret.slice('whsec_'.length), 'base64');\n\
         const mac = createHmac('sha256', key).update(`msg_1.${{now}}.${{body}}`).digest('base64');\n\
         const headers = {{ 'webhook-id': 'msg_1', 'webhook-timestamp': `${{now}}`, 'webhook-signature': `v1,${{mac}}` }};\n\
         console.log(key.length, new Webhook(secret).verify(body, headers).a);\n",
        value(&bundle, "STANDARD_WEBHOOKS_SECRET"),
    );
    let file = write(&folder, "webhook.mjs", script.as_bytes());
    let answer = referees::answer(referees::program("node").arg(file), b"");
    assert_eq!(answer, "32 1\n");
}
