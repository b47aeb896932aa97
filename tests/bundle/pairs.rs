//! Key pairs in a bundle: their rows are one decision, and are made together.

use crate::{Broken, NOW, bundle, bundles, seeded::Seeded, value};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::{
    Bundle, Decision, Row,
    env_form::EnvForm,
    format::{FormatFamily, SecretFormat},
    import::Source,
    output::Output,
    pair::value::{PairContent, PairValue},
    preset::Preset,
};
use latchkey::engine::env::Dialect;
use latchkey::engine::pair::part::{PairKey, PairPart};
use latchkey::engine::syntax::{json, tree::Tree};
use std::collections::BTreeMap;

/// The bundle of a preset with its pairs made.
fn complete(preset: Preset) -> Bundle {
    let mut bundle = bundle(preset);
    make(&mut bundle, 7);
    bundle
}

fn make(bundle: &mut Bundle, seed: u64) {
    bundles::make_pairs(bundle, NOW, &mut Seeded::new(seed))
        .expect("the seeded source never fails");
}

fn row<'a>(bundle: &'a Bundle, name: &str) -> &'a Row {
    bundle.row(name).expect(name)
}

fn values(bundle: &Bundle) -> BTreeMap<String, String> {
    let rows = bundle.rows().iter();
    rows.map(|row| (row.name().to_owned(), row.value().expose().to_owned()))
        .collect()
}

/// The names whose values differ.
fn changed(before: &BTreeMap<String, String>, bundle: &Bundle) -> Vec<String> {
    let after = values(bundle);
    let differs = |name: &&String| before.get(*name) != after.get(*name);
    after.keys().filter(differs).cloned().collect()
}

fn parsed(text: &str) -> Tree {
    json::parse(text).expect(text)
}

/// The decoded numbers of a JWK.
fn number(jwk: &Tree, name: &str) -> Vec<u8> {
    let text = jwk.get(name).and_then(Tree::text).expect(name);
    URL_SAFE_NO_PAD.decode(text).expect(text)
}

fn first_key(set: &str) -> Tree {
    match parsed(set) {
        Tree::Table(members) => match members.into_iter().next() {
            Some((_, Tree::List(keys))) => keys.into_iter().next().expect("it has a key"),
            _ => panic!("{set} is no set"),
        },
        Tree::List(keys) => keys.into_iter().next().expect("it has a key"),
        _ => panic!("{set} is no set"),
    }
}

#[test]
fn a_pair_waits_for_the_worker_and_is_not_written_before() {
    let mut bundle = bundle(Preset::JwtIssuer);
    assert!(bundle.rows().iter().all(Row::is_waiting));
    let refusals = bundle
        .render(Output::Dotenv)
        .expect_err("there is no pair yet");
    assert_eq!(refusals.len(), 3);
    make(&mut bundle, 1);
    assert!(!bundle.rows().iter().any(Row::is_waiting));
    let [private, public] = ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"].map(|name| value(&bundle, name));
    assert!(
        private.starts_with("-----BEGIN PRIVATE KEY-----\nMIGH"),
        "{private}"
    );
    assert!(private.ends_with("\n-----END PRIVATE KEY-----"));
    assert!(
        public.starts_with("-----BEGIN PUBLIC KEY-----\nMFkw"),
        "{public}"
    );
    // The last 64 bytes of an SPKI of P-256 are the coordinates.
    let lines: String = public
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    let spki = base64::engine::general_purpose::STANDARD
        .decode(lines)
        .expect("it is base64");
    let jwk = first_key(value(&bundle, "JWT_JWKS"));
    assert_eq!(
        spki[spki.len() - 64..],
        [number(&jwk, "x"), number(&jwk, "y")].concat()
    );
    assert!(jwk.get("d").is_none());
    assert!(bundle.render(Output::Dotenv).is_ok());
}

#[test]
fn whichever_half_is_made_anew_the_others_are_too() {
    for name in ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY", "JWT_JWKS"] {
        let mut bundle = complete(Preset::JwtIssuer);
        let before = values(&bundle);
        let ids = bundle
            .regenerate(name, NOW, &mut Seeded::new(2))
            .expect("it is there");
        assert_eq!(ids.len(), 3);
        assert!(bundle.rows().iter().all(|row| row.value().is_empty()));
        make(&mut bundle, 8);
        assert_eq!(changed(&before, &bundle).len(), 3, "{name}");
    }
}

#[test]
fn another_algorithm_of_one_half_is_the_others_too() {
    let mut bundle = complete(Preset::JwtIssuer);
    let id = row(&bundle, "JWT_PUBLIC_KEY").id();
    for (key, start) in [
        (PairKey::Es384, "MIG2"),
        (PairKey::EdDsa, "MC4C"),
        (PairKey::Es256, "MIGH"),
    ] {
        let kind = SecretFormat::Pair(PairValue::plain(key, PairPart::PublicPem));
        bundle
            .set_kind(id, kind, NOW, &mut Broken)
            .expect("the page draws nothing for it");
        let wanted: Vec<_> = bundle.wanted_pairs().collect();
        assert_eq!(wanted.len(), 1);
        assert_eq!((wanted[0].key, wanted[0].rows.len()), (key, 3));
        make(&mut bundle, 3);
        let private = value(&bundle, "JWT_PRIVATE_KEY");
        assert!(private.contains(start), "{private}");
    }
}

#[test]
fn a_part_is_chosen_for_one_row_and_the_pair_made_anew() {
    let mut bundle = complete(Preset::JwtIssuer);
    let id = row(&bundle, "JWT_PRIVATE_KEY").id();
    for (family, start) in [
        (FormatFamily::Pair(PairPart::PrivateJwk), "{\"kty\":\"EC\""),
        (
            FormatFamily::Pair(PairPart::OwnPem),
            "-----BEGIN EC PRIVATE KEY-----",
        ),
        (
            FormatFamily::Pair(PairPart::PrivatePem),
            "-----BEGIN PRIVATE KEY-----",
        ),
    ] {
        bundle
            .set_kind(id, family.with_size(32), NOW, &mut Broken)
            .expect("the page draws nothing for it");
        make(&mut bundle, 4);
        let private = value(&bundle, "JWT_PRIVATE_KEY");
        assert!(private.starts_with(start), "{private}");
    }
}

#[test]
fn what_one_line_cannot_hold_is_in_base64_or_as_chosen() {
    let mut bundle = complete(Preset::JwtIssuer);
    let rendered = bundle
        .render(Output::DockerRun)
        .expect("it is written otherwise");
    let base64 =
        base64::engine::general_purpose::STANDARD.encode(value(&bundle, "JWT_PRIVATE_KEY"));
    let line = format!("JWT_PRIVATE_KEY={base64}\n");
    assert!(rendered.text.expose().contains(&line));
    let notes: Vec<String> = rendered.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "Written in base64, since this reader keeps no line breaks: JWT_PRIVATE_KEY and JWT_PUBLIC_KEY. The program \
             has to decode it."
        ]
    );
    for (name, part) in [
        ("JWT_PRIVATE_KEY", PairPart::PrivatePem),
        ("JWT_PUBLIC_KEY", PairPart::PublicPem),
    ] {
        for text in [EnvForm::Escaped, EnvForm::Base64] {
            let kind = SecretFormat::Pair(PairValue {
                key: PairKey::Es256,
                content: PairContent::Part { part, text },
            });
            let id = row(&bundle, name).id();
            bundle
                .set_kind(id, kind, NOW, &mut Broken)
                .expect("the page draws nothing for it");
            make(&mut bundle, 5);
            let start = match text {
                EnvForm::Base64 => "LS0tLS1CRUdJTi",
                _ => "-----BEGIN P",
            };
            let value = value(&bundle, name);
            assert!(value.starts_with(start) && !value.contains('\n'), "{value}");
        }
    }
    let rendered = bundle.render(Output::DockerRun).expect("each is one line");
    assert_eq!(rendered.notes, []);
}

#[test]
fn an_answer_that_nobody_waits_for_any_more_changes_nothing() {
    let mut bundle = bundle(Preset::JwtIssuer);
    let wanted = bundle.wanted_pairs().next().expect("one pair is wanted");
    let late = ["1", "2", "3"].map(Secret::from);
    bundle.supply_pair(&wanted, &late[..2]);
    assert!(bundle.rows().iter().all(Row::is_waiting));
    let id = row(&bundle, "JWT_PRIVATE_KEY").id();
    let kind = SecretFormat::Pair(PairValue::plain(PairKey::Es384, PairPart::PrivatePem));
    bundle
        .set_kind(id, kind, NOW, &mut Broken)
        .expect("the page draws nothing for it");
    bundle.supply_pair(&wanted, &late);
    assert!(bundle.rows().iter().all(Row::is_waiting));
    make(&mut bundle, 1);
    let before = values(&bundle);
    bundle.supply_pair(&wanted, &late);
    assert_eq!(changed(&before, &bundle), Vec::<String>::new());
}

#[test]
fn a_public_key_without_its_private_one_is_missing() {
    let mut bundle = complete(Preset::JwtIssuer);
    let id = row(&bundle, "JWT_PRIVATE_KEY").id();
    let kind = SecretFormat::Hex { bytes: 32 };
    bundle
        .set_kind(id, kind, NOW, &mut Seeded::new(1))
        .expect("the seeded source never fails");
    let public = row(&bundle, "JWT_PUBLIC_KEY");
    assert_eq!(public.missing(), Some("JWT_PRIVATE_KEY"));
    assert!(public.value().is_empty() && !public.is_waiting());
    assert_eq!(bundle.wanted_pairs().count(), 0);
}

#[test]
fn the_public_keys_of_a_preset_are_derived_from_the_private_one_of_a_file_in_use() {
    let whole = complete(Preset::JwtIssuer);
    let private = value(&whole, "JWT_PRIVATE_KEY");
    let mut own = bundles::import(
        &format!("JWT_PRIVATE_KEY=\"{private}\"\n"),
        Source::Own,
        Dialect::Npm,
        NOW,
        &mut Seeded::new(1),
    )
    .expect("no faults");
    own.add_preset(Preset::JwtIssuer, NOW, &mut Broken)
        .expect("the names are free");
    make(&mut own, 8);
    assert_eq!(values(&own), values(&whole));
}

#[test]
fn both_halves_are_kept_or_made_and_without_the_private_one_there_is_none() {
    let pair = complete(Preset::JwtIssuer);
    let file = pair.render(Output::Dotenv).expect("dotenv keeps lines");
    let import = |source| {
        bundles::import(
            file.text.expose(),
            source,
            Dialect::Npm,
            NOW,
            &mut Seeded::new(1),
        )
        .expect("the page wrote it")
    };
    // A file in use is kept as it is, and of an example nothing is.
    let mut own = import(Source::Own);
    assert_eq!(values(&own), values(&pair));
    let example = import(Source::Example);
    assert!(example.rows().iter().all(Row::is_waiting));
    assert_eq!(
        example.wanted_pairs().next().map(|pair| pair.key),
        Some(PairKey::Es256)
    );

    let ids = ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY", "JWT_JWKS"].map(|name| row(&own, name).id());
    let mut decide = |at: usize, decision| {
        own.decide(ids[at], decision, NOW, &mut Broken)
            .expect("the page draws nothing for it");
        ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY", "JWT_JWKS"].map(|name| row(&own, name).decision())
    };
    assert_eq!(decide(1, Decision::Mint), [Decision::Mint; 3]);
    assert_eq!(decide(2, Decision::Keep), [Decision::Keep; 3]);
    assert_eq!(decide(0, Decision::Mint), [Decision::Mint; 3]);
    let without_public = [Decision::Mint, Decision::Blank, Decision::Mint];
    assert_eq!(decide(1, Decision::Blank), without_public);
    assert_eq!(decide(0, Decision::Blank), [Decision::Blank; 3]);
}

#[test]
fn a_rotation_keeps_the_pair_that_was_in_use() {
    let pair = complete(Preset::JwtIssuer);
    let file = pair.render(Output::Dotenv).expect("dotenv keeps lines");
    let mut own = bundles::import(
        file.text.expose(),
        Source::Own,
        Dialect::Npm,
        NOW,
        &mut Seeded::new(1),
    )
    .expect("the page wrote it");
    own.rotate(true, NOW, &mut Seeded::new(2))
        .expect("the seeded source never fails");
    make(&mut own, 9);
    for name in ["JWT_PRIVATE_KEY", "JWT_PUBLIC_KEY"] {
        assert_ne!(value(&own, name), value(&pair, name));
        assert_eq!(value(&own, &format!("{name}_PREVIOUS")), value(&pair, name));
    }
}

#[test]
fn supabases_keys_are_those_of_its_own_scheme() {
    let bundle = complete(Preset::Supabase);
    let secret = value(&bundle, "JWT_SECRET");
    let Tree::List(keys) = parsed(value(&bundle, "JWT_KEYS")) else {
        panic!("JWT_KEYS is an array")
    };
    let names = |tree: &Tree| -> Vec<String> {
        let members = tree.members().expect("it is an object").iter();
        members.map(|(name, _)| name.clone()).collect()
    };
    assert_eq!(
        names(&keys[0]),
        [
            "kty", "kid", "use", "key_ops", "alg", "ext", "crv", "x", "y", "d"
        ]
    );
    assert_eq!(names(&keys[1]), ["kty", "k", "alg"]);
    assert_eq!(number(&keys[1], "k"), secret.as_bytes());
    let set = value(&bundle, "JWT_JWKS");
    let public = first_key(set);
    assert_eq!(
        names(&public),
        [
            "kty", "kid", "use", "key_ops", "alg", "ext", "crv", "x", "y"
        ]
    );
    assert!(!set.contains("\"sign\"") && set.contains(r#""verify""#));
    let kid = keys[0]
        .get("kid")
        .and_then(Tree::text)
        .expect("it has an id");
    assert_eq!(public.get("kid").and_then(Tree::text), Some(kid));
    assert_eq!((kid.len(), &kid[14..15]), (36, "4"));
    for (name, role) in [
        ("ANON_KEY_ASYMMETRIC", "anon"),
        ("SERVICE_ROLE_KEY_ASYMMETRIC", "service_role"),
    ] {
        let parts: Vec<Vec<u8>> = value(&bundle, name)
            .split('.')
            .map(|part| URL_SAFE_NO_PAD.decode(part).expect("it is base64url"))
            .collect();
        let header = format!(r#"{{"alg":"ES256","typ":"JWT","kid":"{kid}"}}"#);
        let claims = format!(
            r#"{{"role":"{role}","iss":"supabase","iat":{NOW},"exp":{}}}"#,
            NOW + 5 * 365 * 24 * 3600
        );
        assert_eq!(parts[0], header.as_bytes());
        assert_eq!(parts[1], claims.as_bytes());
        assert_eq!(parts[2].len(), 64);
    }
    for (name, prefix) in [
        ("SUPABASE_SECRET_KEY", "sb_secret_"),
        ("SUPABASE_PUBLISHABLE_KEY", "sb_publishable_"),
    ] {
        let key = value(&bundle, name);
        assert!(key.starts_with(prefix), "{key}");
        let found = latchkey::engine::inspect::inspect(key, "", 0);
        assert_eq!((found.count, found.valid), (1, 1), "{key}");
    }
}

#[test]
fn another_signing_secret_makes_anew_what_rests_on_it_and_nothing_else() {
    let mut bundle = complete(Preset::Supabase);
    let before = values(&bundle);
    let ids = bundle
        .regenerate("JWT_SECRET", NOW, &mut Seeded::new(5))
        .expect("the seeded source never fails");
    make(&mut bundle, 6);
    let mut told: Vec<String> = ids
        .iter()
        .map(|id| bundle.by_id(*id).expect("it is there").name().to_owned())
        .collect();
    told.sort_unstable();
    let rests = [
        "ANON_KEY",
        "ANON_KEY_ASYMMETRIC",
        "JWT_JWKS",
        "JWT_KEYS",
        "JWT_SECRET",
        "SERVICE_ROLE_KEY",
        "SERVICE_ROLE_KEY_ASYMMETRIC",
    ];
    assert_eq!(changed(&before, &bundle), rests);
    assert_eq!(told, rests);
    let secret = URL_SAFE_NO_PAD.encode(value(&bundle, "JWT_SECRET"));
    assert!(value(&bundle, "JWT_KEYS").contains(&secret));
}

#[test]
fn supabases_file_is_kept_whole_and_rotated_whole() {
    let before = complete(Preset::Supabase);
    let file = before
        .render(Output::Compose)
        .expect("Compose carries all of it");
    let import = |source| {
        bundles::import(
            file.text.expose(),
            source,
            Dialect::Compose,
            NOW,
            &mut Seeded::new(3),
        )
        .expect("the page wrote it")
    };
    let mut own = import(Source::Own);
    assert_eq!(values(&own), values(&before));
    own.rotate(false, NOW, &mut Seeded::new(4))
        .expect("the seeded source never fails");
    make(&mut own, 5);
    let mut example = import(Source::Example);
    make(&mut example, 6);
    for bundle in [&own, &example] {
        assert_eq!(changed(&values(&before), bundle).len(), before.rows().len());
        assert!(bundle.rows().iter().all(|row| row.missing().is_none()));
        let secret = URL_SAFE_NO_PAD.encode(value(bundle, "JWT_SECRET"));
        for name in ["JWT_KEYS", "JWT_JWKS"] {
            assert!(value(bundle, name).contains(&secret), "{name}");
        }
    }
}

#[test]
fn a_row_that_joins_a_pair_takes_its_algorithm() {
    let mut bundle = bundles::import(
        "# RS256\nJWT_PRIVATE_KEY=\nJWT_KEY=\n",
        Source::Example,
        Dialect::Compose,
        NOW,
        &mut Seeded::new(1),
    )
    .expect("no faults");
    let id = row(&bundle, "JWT_KEY").id();
    let jwks = FormatFamily::Pair(PairPart::Jwks).with_size(32);
    bundle
        .set_kind(id, jwks, NOW, &mut Broken)
        .expect("the page draws nothing for it");
    bundle
        .add_preset(Preset::JwtIssuer, NOW, &mut Broken)
        .expect("the names are free");
    let keys: Vec<PairKey> = bundle
        .rows()
        .iter()
        .filter_map(|row| row.pair_value().map(|value| value.key))
        .collect();
    assert_eq!(keys, [PairKey::Rs256Bits2048; 4]);
    assert_eq!(bundle.wanted_pairs().count(), 1);
}

#[test]
fn without_the_signing_secret_supabases_keys_are_missing() {
    let mut bundle = complete(Preset::Supabase);
    let id = row(&bundle, "JWT_SECRET").id();
    bundle
        .decide(id, Decision::Blank, NOW, &mut Broken)
        .expect("a blank value draws nothing");
    for name in ["JWT_KEYS", "JWT_JWKS", "ANON_KEY_ASYMMETRIC"] {
        assert_eq!(row(&bundle, name).missing(), Some("JWT_SECRET"), "{name}");
    }
    assert_eq!(bundle.wanted_pairs().count(), 0);
}
