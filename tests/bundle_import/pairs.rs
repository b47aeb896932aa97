//! Key pairs in a text: which are one decision, which are made, and which stay.

use crate::{NOW, bundles, imported, minted, seeded::Seeded, value};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::{
    Bundle, Decision, Row,
    format::SecretFormat,
    import::{Source, parse},
    output::Output,
    pair::{made, value::PairValue},
};
use latchkey::engine::pair::part::{PairKey, PairPart};

/// What is made of a text that is an example.
#[track_caller]
fn makes(text: &str, expected: &[&str]) {
    let bundle = imported(text, Source::Example);
    assert_eq!(minted(&bundle), expected, "{text}");
}

/// Nothing is made of a text, whatever it is.
#[track_caller]
fn stays(text: &str) {
    for source in [Source::Example, Source::Own] {
        let bundle = imported(text, source);
        assert_eq!(minted(&bundle), [""; 0], "{source:?} {text}");
    }
}

const RS256: &str = "private key of a pair for RS256 (RSA, 2048 bits), as PEM (PKCS#8)";
const RS256_PUBLIC: &str = "public key of a pair for RS256 (RSA, 2048 bits), as PEM";

/// The private key of RFC 8410, section 10.3, which is nobody's.
const ED25519: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n-----END PRIVATE KEY-----";
/// Its public key, of section 10.1.
const ED25519_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----";

#[test]
fn two_blank_halves_of_one_name_are_made() {
    makes(
        "JWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY=\n",
        &[
            &format!("JWT_PRIVATE_KEY {RS256}"),
            &format!("JWT_PUBLIC_KEY {RS256_PUBLIC}"),
        ],
    );
    makes(
        "PASSPORT_PRIVATE_KEY=\nPASSPORT_PUBLIC_KEY=\n",
        &[
            "PASSPORT_PRIVATE_KEY private key of a pair for RS256 (RSA, 4096 bits), as PEM (PKCS#8)",
            "PASSPORT_PUBLIC_KEY public key of a pair for RS256 (RSA, 4096 bits), as PEM",
        ],
    );
    makes(
        "OIDC_RSA_PRIVATE_KEY=\n",
        &[&format!("OIDC_RSA_PRIVATE_KEY {RS256}")],
    );
    makes(
        "# RSA keys of our own\nMY_APP_PRIVATE_KEY=changeme\nMY_APP_PUBLIC_KEY=changeme\n",
        &[
            &format!("MY_APP_PRIVATE_KEY {RS256}"),
            &format!("MY_APP_PUBLIC_KEY {RS256_PUBLIC}"),
        ],
    );
}

#[test]
fn the_name_tells_the_encoding() {
    makes(
        "AUTH_PRIVATE_JWK=\nAUTH_PUBLIC_JWK=\nAUTH_JWKS=\n",
        &[
            "AUTH_PRIVATE_JWK private key of a pair for ES256 (P-256), as a JWK",
            "AUTH_PUBLIC_JWK public key of a pair for ES256 (P-256), as a JWK",
            "AUTH_JWKS public key of a pair for ES256 (P-256), as a JWKS",
        ],
    );
    makes(
        "JWT_PRIVATE_KEY_PEM=\nJWT_PUBLIC_KEY_PEM=\n",
        &[
            &format!("JWT_PRIVATE_KEY_PEM {RS256}"),
            &format!("JWT_PUBLIC_KEY_PEM {RS256_PUBLIC}"),
        ],
    );
    makes(
        "ACCESS_TOKEN_PRIVATE_KEY_BASE64=\nACCESS_TOKEN_PUBLIC_KEY_BASE64=\n",
        &[
            &format!("ACCESS_TOKEN_PRIVATE_KEY_BASE64 {RS256} in base64"),
            &format!("ACCESS_TOKEN_PUBLIC_KEY_BASE64 {RS256_PUBLIC} in base64"),
        ],
    );
}

#[test]
fn comment_setting_and_name_tell_the_algorithm() {
    for (text, key) in [
        ("# ES256\nJWT_PRIVATE_KEY=\n", "ES256 (P-256)"),
        ("JWT_ALGORITHM=ES384\nJWT_PRIVATE_KEY=\n", "ES384 (P-384)"),
        ("JWT_ALG=EdDSA\nJWT_PRIVATE_KEY=\n", "EdDSA (Ed25519)"),
        ("JWT_PRIVATE_KEY= # PS256\n", "PS256 (RSA, 2048 bits)"),
        (
            "# RSA, 4096 bits\nJWT_PRIVATE_KEY=\n",
            "RS256 (RSA, 4096 bits)",
        ),
        ("JWT_ED25519_PRIVATE_KEY=\n", "EdDSA (Ed25519)"),
        (
            "# openssl genrsa -out jwt.pem 3072\nJWT_PRIVATE_KEY=\n",
            "RS256 (RSA, 3072 bits)",
        ),
        (
            "# openssl ecparam -name prime256v1 -genkey -noout -out jwt.pem\nJWT_PRIVATE_KEY=\n",
            "ES256 (P-256)",
        ),
    ] {
        let bundle = imported(text, Source::Example);
        let made = minted(&bundle);
        assert_eq!(made.len(), 1, "{text}");
        assert!(
            made[0].contains(&format!("a pair for {key}, ")),
            "{made:?} of {text}"
        );
    }
}

#[test]
fn a_placeholder_in_the_form_of_a_key_is_one_to_fill() {
    for (value, expected) in [
        (r#""-----BEGIN PRIVATE KEY-----\n...""#, "PEM (PKCS#8)"),
        (
            r#""-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n""#,
            "PEM (PKCS#8)",
        ),
        (
            r"-----BEGIN PRIVATE KEY-----\nYOUR_KEY\n-----END PRIVATE KEY-----",
            "PEM (PKCS#8)",
        ),
        (
            r"-----BEGIN RSA PRIVATE KEY-----...-----END RSA PRIVATE KEY-----",
            "PEM (PKCS#1 or SEC 1)",
        ),
        (
            "\"-----BEGIN RSA PRIVATE KEY-----\n<private key here>\n-----END RSA PRIVATE KEY-----\"",
            "PEM (PKCS#1 or SEC 1)",
        ),
        (
            r#"'{"kty":"EC","crv":"P-256","x":"...","y":"...","d":"..."}'"#,
            "a JWK",
        ),
    ] {
        let text = format!("HERON_PRIVATE_KEY={value}\nPORT=1\n");
        for source in [Source::Example, Source::Own] {
            let bundle = imported(&text, source);
            let made = minted(&bundle);
            assert_eq!(made.len(), 1, "{source:?} {text}");
            assert!(
                made[0].contains(&format!("as {expected}")),
                "{made:?} of {text}"
            );
        }
    }
    let bundle = imported(
        "A_PRIVATE_KEY='-----BEGIN EC PRIVATE KEY-----\\n...'\n",
        Source::Example,
    );
    assert_eq!(
        minted(&bundle),
        [
            r"A_PRIVATE_KEY private key of a pair for ES256 (P-256), as PEM (PKCS#1 or SEC 1) in one line with \n"
        ]
    );
}

#[test]
fn a_real_pair_is_kept_in_a_file_in_use_and_replaced_in_an_example() {
    for wrapped in [
        [ED25519.to_owned(), ED25519_PUBLIC.to_owned()],
        [
            ED25519.replace('\n', r"\n"),
            ED25519_PUBLIC.replace('\n', r"\n"),
        ],
        [STANDARD.encode(ED25519), STANDARD.encode(ED25519_PUBLIC)],
    ] {
        let [private, public] = &wrapped;
        let text = format!("APP_PRIVATE_KEY='{private}'\nAPP_PUBLIC_KEY='{public}'\n");
        let own = imported(&text, Source::Own);
        assert_eq!(minted(&own), [""; 0]);
        for (name, kept) in [("APP_PRIVATE_KEY", private), ("APP_PUBLIC_KEY", public)] {
            assert_eq!(value(&own, name), kept);
            let row = own.row(name).expect(name);
            assert_eq!(row.reason().to_string(), "your own value, kept");
        }
        let example = minted(&imported(&text, Source::Example));
        assert_eq!(example.len(), 2, "{text}");
        assert!(
            example.iter().all(|made| made.contains("EdDSA (Ed25519)")),
            "{example:?}"
        );
    }
}

#[test]
fn how_it_is_written_is_told_by_the_other_half_or_by_the_comment() {
    let begun = STANDARD.encode("-----BEGIN RSA PRIVATE KEY-----\nMIIEow");
    for text in [
        format!("JWT_PRIVATE_KEY={begun}...\nJWT_PUBLIC_KEY=\n"),
        "# RS256, base64 encoded\nJWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY=\n".to_owned(),
    ] {
        let made = minted(&imported(&text, Source::Example));
        assert_eq!(made.len(), 2, "{text}");
        assert!(
            made.iter().all(|made| made.ends_with(" in base64")),
            "{made:?}"
        );
    }
}

#[test]
fn the_particular_word_for_an_algorithm_wins_and_of_others_nothing_is_made() {
    for (text, key) in [
        ("# ECDSA, ES384\nJWT_PRIVATE_KEY=\n", "ES384"),
        (
            "# openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384\nJWT_PRIVATE_KEY=\n",
            "ES384",
        ),
        ("ALGORITHM=ES256\nJWT_PRIVATE_KEY=\n", "ES256"),
        (
            "# ssh-keygen -t rsa -b 4096 -m PEM -f jwt.key\nJWT_PRIVATE_KEY=\n",
            "RS256 (RSA, 4096",
        ),
    ] {
        let made = minted(&imported(text, Source::Example));
        assert!(
            made.len() == 1 && made[0].contains(key),
            "{made:?} of {text}"
        );
    }
    stays("JWT_ALGORITHM=HS256\nJWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY=\n");
    stays("# ES512\nJWT_PRIVATE_KEY=\n");
    stays("# wg genkey | tee private | wg pubkey\nSERVER_PRIVATE_KEY=\nSERVER_PUBLIC_KEY=\n");
}

#[test]
fn what_somebody_may_use_is_kept_in_a_file_in_use() {
    let encrypted = format!(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n{}\n-----END RSA PRIVATE KEY-----",
        "Ab3+".repeat(40)
    );
    for value in [
        format!("\"{encrypted}\""),
        format!(
            "'-----BEGIN PRIVATE KEY-----\\r\\nMC4C{}\\r\\n-----END PRIVATE KEY-----'",
            "Ab3x".repeat(15)
        ),
        format!("'-----BEGIN PRIVATE KEY-----{}'", "Zb3x".repeat(40)),
        "change-this-acme-prod".to_owned(),
    ] {
        let text = format!("JWT_PRIVATE_KEY={value}\nPORT=1\n");
        let own = imported(&text, Source::Own);
        assert_eq!(minted(&own), [""; 0], "{text}");
    }
    // A private key is never what a public one is said to match.
    for text in [
        format!("JWT_PRIVATE_KEY='{ED25519}'\nJWT_PUBLIC_KEY= # must match JWT_PRIVATE_KEY\n"),
        "JWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY= # must match JWT_PRIVATE_KEY\n".to_owned(),
    ] {
        for source in [Source::Own, Source::Example] {
            let bundle = imported(&text, source);
            let public = bundle.row("JWT_PUBLIC_KEY").expect("the row");
            assert!(!matches!(public.decision(), Decision::SameAs(_)), "{text}");
            assert!(!public.value().expose().contains("PRIVATE"), "{text}");
        }
    }
}

#[test]
fn passports_names_follow_what_stands_beside_them() {
    let text = format!("PASSPORT_PRIVATE_KEY=\nPASSPORT_PUBLIC_KEY='{ED25519_PUBLIC}'\n");
    assert_eq!(minted(&imported(&text, Source::Own)), [""; 0]);
    let text = format!("PASSPORT_PRIVATE_KEY='{ED25519}'\nPASSPORT_PUBLIC_KEY=\n");
    let own = imported(&text, Source::Own);
    assert_eq!(
        minted(&own),
        ["PASSPORT_PUBLIC_KEY public key of a pair for EdDSA (Ed25519), as PEM"]
    );
    assert_eq!(own.row("PASSPORT_PUBLIC_KEY").and_then(Row::missing), None);
    let text = "PASSPORT_PRIVATE_KEY=\"-----BEGIN RSA PRIVATE KEY-----\n<private key here>\n-----END RSA PRIVATE KEY-----\"\nPASSPORT_PUBLIC_KEY=\n";
    let made = minted(&imported(text, Source::Example));
    assert_eq!(made.len(), 2);
    let keys: Vec<&str> = made
        .iter()
        .filter_map(|made| made.split("a pair for ").nth(1)?.split(", as").next())
        .collect();
    assert_eq!(keys[0], keys[1], "{made:?}");
}

#[test]
fn what_only_verifies_gets_no_private_key() {
    stays("JWT_PUBLIC_KEY=\n");
    stays("JWKS_URI=https://issuer.example/jwks.json\nJWT_JWKS=\n");
    let text = format!("JWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY='{ED25519_PUBLIC}'\n");
    let own = imported(&text, Source::Own);
    assert_eq!(minted(&own), [""; 0]);
}

/// What becomes of the blank variable `name` in a file in use.
fn derived(text: &str, name: &str) -> String {
    let mut own = imported(text, Source::Own);
    bundles::make_pairs(&mut own, NOW, &mut Seeded::new(1)).expect("nothing is drawn");
    let row = own.row(name).expect(name);
    let private = own.derived_from(row).expect("a private key is kept");
    let private = own.row(private).expect("it is there");
    assert_eq!(private.decision(), Decision::Keep);
    assert_eq!(row.reason().to_string(), "its private key is kept");
    row.value().expose().to_owned()
}

/// The private JWK of RFC 8037, appendix A.1, with an id of one's own.
const JWK: &str = r#"{"kty":"OKP","crv":"Ed25519","kid":"2026","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

#[test]
fn a_blank_public_key_is_derived_from_the_private_one_that_is_kept() {
    for (private, public) in [
        (ED25519.to_owned(), ED25519_PUBLIC.to_owned()),
        (
            ED25519.replace('\n', r"\n"),
            ED25519_PUBLIC.replace('\n', r"\n"),
        ),
        (STANDARD.encode(ED25519), STANDARD.encode(ED25519_PUBLIC)),
    ] {
        let text = format!("JWT_PUBLIC_KEY=\nJWT_PRIVATE_KEY='{private}'\n");
        assert_eq!(derived(&text, "JWT_PUBLIC_KEY"), public);
    }
    // RFC 8037, appendix A.2; under the id that the private key has.
    let public = r#"{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"2026","alg":"EdDSA","use":"sig"}"#;
    let text = format!("AUTH_PRIVATE_JWK='{JWK}'\nAUTH_PUBLIC_JWK=\nAUTH_JWKS=\n");
    assert_eq!(derived(&text, "AUTH_PUBLIC_JWK"), public);
    assert_eq!(
        derived(&text, "AUTH_JWKS"),
        format!(r#"{{"keys":[{public}]}}"#)
    );
    // The modulus of RFC 7638, section 3.1, whose thumbprint is given there. The private number is not looked at.
    let modulus = "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP\
                   ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY\
                   368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0f\
                   M4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
    let number = "Zb3x".repeat(12);
    let rsa = format!(r#"{{"kty":"RSA","alg":"RS256","n":"{modulus}","e":"AQAB","d":"{number}"}}"#);
    let text = format!("AUTH_PRIVATE_JWK='{rsa}'\nAUTH_JWKS=\n");
    let set = derived(&text, "AUTH_JWKS");
    assert!(
        set.contains(r#""kid":"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs","alg":"RS256""#),
        "{set}"
    );
}

#[test]
fn what_is_derived_leaves_the_private_key_as_it_is_and_follows_it() {
    let text = format!("JWT_PRIVATE_KEY='{ED25519}'\nJWT_PUBLIC_KEY=\n");
    let mut own = imported(&text, Source::Own);
    let id = |bundle: &Bundle, name: &str| bundle.row(name).expect(name).id();
    let (private, public) = (id(&own, "JWT_PRIVATE_KEY"), id(&own, "JWT_PUBLIC_KEY"));
    let complete = |bundle: &mut Bundle| {
        bundles::make_pairs(bundle, NOW, &mut Seeded::new(6)).expect("the source never fails");
    };
    complete(&mut own);
    own.regenerate("JWT_PUBLIC_KEY", NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    complete(&mut own);
    assert_eq!(value(&own, "JWT_PUBLIC_KEY"), ED25519_PUBLIC);
    // Another form of it, left blank, and wanted again.
    let kind = SecretFormat::Pair(PairValue::plain(PairKey::EdDsa, PairPart::PublicJwk));
    own.set_kind(public, kind, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    own.decide(public, Decision::Blank, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    own.decide(public, Decision::Mint, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    assert_eq!(value(&own, "JWT_PRIVATE_KEY"), ED25519);

    // With a new private key it is that one's, and with the old one again the old one's.
    own.decide(private, Decision::Mint, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    complete(&mut own);
    assert_ne!(value(&own, "JWT_PRIVATE_KEY"), ED25519);
    assert_eq!(own.derived_from(own.by_id(public).expect("the row")), None);
    own.decide(private, Decision::Keep, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    assert_eq!(
        own.derived_from(own.by_id(public).expect("the row")),
        Some("JWT_PRIVATE_KEY")
    );
}

#[test]
fn nothing_is_derived_from_a_private_key_that_cannot_be_read() {
    let encrypted = format!(
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n{}\n-----END RSA PRIVATE KEY-----",
        "Ab3+".repeat(40)
    );
    let locked = ED25519.replace("PRIVATE", "ENCRYPTED PRIVATE");
    // A key for encryption, and one of another curve.
    let enc = JWK.replace(r#""kid":"2026""#, r#""use":"enc""#);
    let other = JWK.replace("Ed25519", "X25519");
    for private in [&encrypted, &locked, &enc, &other] {
        let text = format!("JWT_PRIVATE_KEY='{private}'\nJWT_PUBLIC_KEY=\nPORT=1\n");
        let own = imported(&text, Source::Own);
        assert_eq!(minted(&own), [""; 0], "{text}");
        assert_eq!(value(&own, "JWT_PUBLIC_KEY"), "", "{text}");
    }
    // Of two private keys it may be that of either.
    let two = format!("JWT_PRIVATE_KEY='{ED25519}'\nJWT_PRIVATE_JWK='{JWK}'\nJWT_PUBLIC_KEY=\n");
    assert_eq!(minted(&imported(&two, Source::Own)), [""; 0]);
    // One that seemed to be a key and is none.
    let broken = ED25519.replace("MC4CAQAwBQ", "MC4CAQcwBQ");
    let text = format!("JWT_PRIVATE_KEY='{broken}'\nJWT_PUBLIC_KEY=\n");
    let mut own = imported(&text, Source::Own);
    let wanted = own.wanted_pairs().next().expect("it is to be derived");
    assert!(made::derive(&wanted).is_err());
    own.give_up_pair(&wanted);
    assert_eq!(own.wanted_pairs().count(), 0);
    assert_eq!(minted(&own), [""; 0]);
    assert_eq!(value(&own, "JWT_PUBLIC_KEY"), "");
}

#[test]
fn pairs_of_others_and_of_other_forms_stay() {
    for name in [
        "GITHUB_APP_PRIVATE_KEY",
        "GOOGLE_PRIVATE_KEY",
        "STRIPE_PRIVATE_KEY",
        "DEPLOYER_PRIVATE_KEY",
        "WALLET_PRIVATE_KEY",
        "TLS_PRIVATE_KEY",
        "SP_CERTIFICATE_PRIVATE_KEY",
        "SSH_PRIVATE_KEY",
        "SNOWFLAKE_PRIVATE_KEY",
        "DKIM_PRIVATE_KEY",
        "JWT_PRIVATE_KEY_PATH",
        "JWT_PRIVATE_KEY_PASSPHRASE_FILE",
        "PRIVATE_KEY",
    ] {
        let public = name.replace("PRIVATE", "PUBLIC");
        stays(&format!("{name}=\n"));
        stays(&format!("{name}=\n{public}=\n"));
    }
    for (names, private) in [
        ("IMAGEKIT_PUBLIC_KEY=\n", "IMAGEKIT_PRIVATE_KEY="),
        ("TREASURY_PUBLIC_KEY=\n", "TREASURY_PRIVATE_KEY="),
        ("", "TAURI_SIGNING_PRIVATE_KEY="),
        ("", "BOX_JWT_PRIVATE_KEY="),
        (
            "APP_ID=\nWEBHOOK_SECRET=development\n",
            "PRIVATE_KEY=\"-----BEGIN RSA PRIVATE KEY-----\n...\"",
        ),
        (
            "BIRD_CLIENT_EMAIL=\n",
            "BIRD_PRIVATE_KEY=\"-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\"",
        ),
        ("", "JWT_PRIVATE_KEY=/path/to/your/private.key"),
        ("", "JWT_PRIVATE_KEY=<path to the private key>"),
    ] {
        let bundle = imported(&format!("{names}{private}\n"), Source::Example);
        let made = minted(&bundle);
        assert!(
            !made.iter().any(|made| made.contains("a pair for")),
            "{made:?} of {private}"
        );
    }
    let set = r#"{"keys":[{"kty":"EC","crv":"P-256","x":"...","y":"...","d":"..."}]}"#;
    stays(&format!("OIDC_JWKS='{set}'\n"));
    stays("HERON_PRIVATE_KEY=\n");
    stays("# leave empty to generate one at the first start\nJWT_PRIVATE_KEY=\n");
    stays("# issued by the platform team\nJWT_PRIVATE_KEY=\n");
    stays(
        "SSH_KEY=\"-----BEGIN OPENSSH PRIVATE KEY-----\n...\n-----END OPENSSH PRIVATE KEY-----\"\n",
    );
    stays("APP_CERT=\"-----BEGIN CERTIFICATE-----\n...\n-----END CERTIFICATE-----\"\n");
}

#[test]
fn a_pair_that_was_made_is_written_in_the_place_of_the_blanks() {
    let text = "# the pair that signs, ES256\nJWT_PRIVATE_KEY=\nJWT_PUBLIC_KEY=\nPORT=3000\n";
    let mut bundle = imported(text, Source::Example);
    bundles::make_pairs(&mut bundle, NOW, &mut Seeded::new(2)).expect("it makes a pair");
    let written = bundle.render(Output::Compose).expect("Compose keeps lines");
    let lines: Vec<&str> = written.text.expose().lines().collect();
    assert_eq!(lines[0], "# the pair that signs, ES256");
    assert!(
        lines[1].starts_with("JWT_PRIVATE_KEY=")
            && lines[1].ends_with("-----BEGIN PRIVATE KEY-----")
    );
    assert_eq!(lines.last(), Some(&"PORT=3000"));
    let again = parse(written.text.expose()).expect("it is read again");
    let values: Vec<&str> = again
        .entries()
        .iter()
        .filter_map(|entry| entry.value.as_ref().map(Secret::expose))
        .collect();
    assert_eq!(
        values[..2],
        [
            value(&bundle, "JWT_PRIVATE_KEY"),
            value(&bundle, "JWT_PUBLIC_KEY")
        ]
    );
}

#[test]
fn a_hosted_project_of_supabase_issues_its_keys() {
    stays("NEXT_PUBLIC_SUPABASE_URL=\nSUPABASE_PUBLISHABLE_KEY=\nSUPABASE_SECRET_KEY=\n");
    let hosted = "SUPABASE_URL=https://heron.supabase.co\nSUPABASE_SECRET_KEY=\nJWT_SECRET=\n";
    let made = minted(&imported(hosted, Source::Example));
    assert!(
        made.len() == 1 && made[0].starts_with("JWT_SECRET "),
        "{made:?}"
    );
    let own_server = "# Supabase\nJWT_SECRET=\nANON_KEY=\nSERVICE_ROLE_KEY=\nSUPABASE_PUBLISHABLE_KEY=\n\
                      SUPABASE_SECRET_KEY=\nJWT_KEYS=\nJWT_JWKS=\nANON_KEY_ASYMMETRIC=\n\
                      SERVICE_ROLE_KEY_ASYMMETRIC=\n";
    makes(
        own_server,
        &[
            "JWT_SECRET 30 bytes as base64",
            "ANON_KEY JWT for the role anon, signed with JWT_SECRET, valid for 5 years",
            "SERVICE_ROLE_KEY JWT for the role service_role, signed with JWT_SECRET, valid for 5 years",
            "SUPABASE_PUBLISHABLE_KEY sb_publishable_ and 22 symbols, with a checksum",
            "SUPABASE_SECRET_KEY sb_secret_ and 22 symbols, with a checksum",
            "JWT_KEYS JWKs that sign: the private key of a pair for ES256, and JWT_SECRET",
            "JWT_JWKS JWKS that verifies what JWT_KEYS signs",
            "ANON_KEY_ASYMMETRIC JWT for the role anon, signed with JWT_KEYS, valid for 5 years",
            "SERVICE_ROLE_KEY_ASYMMETRIC JWT for the role service_role, signed with JWT_KEYS, valid for 5 years",
        ],
    );
}

#[test]
fn no_choice_for_a_derived_public_key_replaces_the_private_one_that_is_kept() {
    let rsa = include_str!("../readback/rsa/2048.pem").trim();
    for private in [rsa, ED25519] {
        let text = format!("JWT_PRIVATE_KEY='{private}'\nJWT_PUBLIC_KEY=\n");
        for part in [PairPart::PublicJwk, PairPart::Jwks, PairPart::PrivatePem] {
            let mut own = imported(&text, Source::Own);
            let public = own.row("JWT_PUBLIC_KEY").expect("the row").id();
            let kind = SecretFormat::Pair(PairValue::plain(PairKey::Es256, part));
            own.set_kind(public, kind, NOW, &mut Seeded::new(1))
                .expect("nothing is drawn");
            let row = own.row("JWT_PRIVATE_KEY").expect("the row");
            assert_eq!(row.decision(), Decision::Keep, "{part:?}");
            assert_eq!(value(&own, "JWT_PRIVATE_KEY"), private, "{part:?}");
        }
    }
}

#[test]
fn what_is_derived_has_the_algorithm_of_the_private_key_that_is_kept() {
    let text = format!("JWT_PRIVATE_KEY='{ED25519}'\nJWT_PUBLIC_KEY=\n");
    let mut own = imported(&text, Source::Own);
    let private = own.row("JWT_PRIVATE_KEY").expect("the row").id();
    // Another algorithm for a new one, which is then not wanted after all.
    let kind = SecretFormat::Pair(PairValue::plain(
        PairKey::Ps256Bits2048,
        PairPart::PrivatePem,
    ));
    own.set_kind(private, kind, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    own.decide(private, Decision::Keep, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    bundles::make_pairs(&mut own, NOW, &mut Seeded::new(6)).expect("the source never fails");
    assert_eq!(value(&own, "JWT_PRIVATE_KEY"), ED25519);
    assert_eq!(value(&own, "JWT_PUBLIC_KEY"), ED25519_PUBLIC);
}

#[test]
fn a_derived_public_key_that_is_left_blank_leaves_the_other_as_it_is() {
    let text = format!("AUTH_PRIVATE_JWK='{JWK}'\nAUTH_PUBLIC_JWK=\nAUTH_JWKS=\n");
    let mut own = imported(&text, Source::Own);
    let public = own.row("AUTH_PUBLIC_JWK").expect("the row").id();
    own.decide(public, Decision::Keep, NOW, &mut Seeded::new(1))
        .expect("nothing is drawn");
    bundles::make_pairs(&mut own, NOW, &mut Seeded::new(6)).expect("the source never fails");
    assert_eq!(value(&own, "AUTH_PUBLIC_JWK"), "");
    assert!(value(&own, "AUTH_JWKS").contains("\"keys\""));
}
