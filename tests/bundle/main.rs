//! What the presets produce, by length and alphabet, and how a bundle changes.
#![cfg(not(target_arch = "wasm32"))]

mod sources;

use base64::{Engine as _, engine::general_purpose};

use latchkey::engine::bundle::{
    Bundle, BundleError, Row, kind::Kind, output::Output, preset::Preset,
};
use latchkey::engine::random::RandomError;
use sources::{Broken, Seeded};

const LOWER_HEX: &str = "0123456789abcdef";
const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DJANGO: &str = "abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)";

const NOW: u64 = 1_700_000_000;

fn bundle(preset: Preset) -> Bundle {
    Bundle::from_preset(preset, NOW, &mut Seeded::new(1)).expect("the seeded source never fails")
}

fn value<'a>(bundle: &'a Bundle, name: &str) -> &'a str {
    bundle.row(name).expect(name).value().expose()
}

#[track_caller]
fn assert_symbols(value: &str, length: usize, alphabet: &str) {
    assert_eq!(value.len(), length);
    assert!(
        value.chars().all(|symbol| alphabet.contains(symbol)),
        "{value}"
    );
}

#[track_caller]
fn assert_standard_base64(value: &str, bytes: usize) {
    let decoded = general_purpose::STANDARD
        .decode(value)
        .expect("standard base64");
    assert_eq!(decoded.len(), bytes);
}

fn names(bundle: &Bundle) -> Vec<&str> {
    bundle.rows().iter().map(Row::name).collect()
}

#[test]
fn web_app_has_session_jwt_and_api_secrets_and_a_database_password() {
    let bundle = bundle(Preset::WebApp);
    assert_eq!(
        names(&bundle),
        [
            "SESSION_SECRET",
            "JWT_SECRET",
            "API_SECRET",
            "DATABASE_PASSWORD"
        ]
    );
    assert_symbols(value(&bundle, "SESSION_SECRET"), 64, LOWER_HEX);
    assert_standard_base64(value(&bundle, "JWT_SECRET"), 64);
    let api = general_purpose::URL_SAFE_NO_PAD.decode(value(&bundle, "API_SECRET"));
    assert_eq!(api.map(|bytes| bytes.len()), Ok(32));
    assert_symbols(value(&bundle, "DATABASE_PASSWORD"), 32, ALPHANUMERIC);
}

#[test]
fn rails_has_128_hex_digits_and_three_alphanumeric_keys() {
    let bundle = bundle(Preset::Rails);
    assert_eq!(bundle.rows().len(), 4);
    assert_symbols(value(&bundle, "SECRET_KEY_BASE"), 128, LOWER_HEX);
    for last in ["PRIMARY_KEY", "DETERMINISTIC_KEY", "KEY_DERIVATION_SALT"] {
        let name = format!("ACTIVE_RECORD_ENCRYPTION_{last}");
        assert_symbols(value(&bundle, &name), 32, ALPHANUMERIC);
    }
}

#[test]
fn laravel_has_32_bytes_behind_the_word_base64() {
    let bundle = bundle(Preset::Laravel);
    assert_eq!(names(&bundle), ["APP_KEY"]);
    let key = value(&bundle, "APP_KEY")
        .strip_prefix("base64:")
        .expect("the prefix");
    assert_standard_base64(key, 32);
}

#[test]
fn django_has_50_characters_of_its_alphabet() {
    let bundle = bundle(Preset::Django);
    assert_eq!(names(&bundle), ["SECRET_KEY"]);
    assert_symbols(value(&bundle, "SECRET_KEY"), 50, DJANGO);
}

#[test]
fn django_uses_its_whole_alphabet() {
    let mut bundle = bundle(Preset::Django);
    let mut source = Seeded::new(2);
    let mut seen = String::new();
    for _ in 0..100 {
        bundle
            .regenerate("SECRET_KEY", NOW, &mut source)
            .expect("the seeded source never fails");
        seen.push_str(value(&bundle, "SECRET_KEY"));
    }
    for symbol in DJANGO.chars() {
        assert!(seen.contains(symbol), "{symbol}");
    }
}

#[test]
fn auth_js_has_32_bytes_of_standard_base64() {
    let bundle = bundle(Preset::AuthJs);
    assert_eq!(names(&bundle), ["AUTH_SECRET"]);
    assert_eq!(value(&bundle, "AUTH_SECRET").len(), 44);
    assert_standard_base64(value(&bundle, "AUTH_SECRET"), 32);
}

#[test]
fn regenerating_one_changes_that_one_only() {
    let mut bundle = bundle(Preset::Rails);
    let before: Vec<_> = bundle
        .rows()
        .iter()
        .map(|row| row.value().expose().to_owned())
        .collect();
    bundle
        .regenerate("SECRET_KEY_BASE", NOW, &mut Seeded::new(3))
        .expect("the row is there");
    for (row, before) in bundle.rows().iter().zip(&before) {
        assert_eq!(
            row.value().expose() != before,
            row.name() == "SECRET_KEY_BASE"
        );
    }
}

#[test]
fn regenerating_all_changes_every_value_and_no_id() {
    let mut bundle = bundle(Preset::WebApp);
    let before: Vec<_> = bundle
        .rows()
        .iter()
        .map(|row| (row.id(), row.value().expose().to_owned()))
        .collect();
    bundle
        .regenerate_all(NOW, &mut Seeded::new(4))
        .expect("the seeded source never fails");
    for (row, (id, value)) in bundle.rows().iter().zip(&before) {
        assert_eq!(row.id(), *id);
        assert_ne!(row.value().expose(), value);
    }
}

#[test]
fn a_new_jwt_secret_signs_new_supabase_keys_and_changes_nothing_else() {
    let mut bundle = bundle(Preset::Supabase);
    let before: Vec<_> = bundle
        .rows()
        .iter()
        .map(|row| row.value().expose().to_owned())
        .collect();
    let changed = bundle
        .regenerate("JWT_SECRET", NOW, &mut Seeded::new(8))
        .expect("the row is there");
    for (row, before) in bundle.rows().iter().zip(&before) {
        let expected = ["JWT_SECRET", "ANON_KEY", "SERVICE_ROLE_KEY"].contains(&row.name());
        assert_eq!(row.value().expose() != before, expected, "{}", row.name());
        assert_eq!(changed.contains(&row.id()), expected, "{}", row.name());
    }
}

#[test]
fn without_random_numbers_nothing_changes() {
    let failure = BundleError::Random(RandomError::Unavailable);
    for preset in Preset::ALL {
        assert_eq!(
            Bundle::from_preset(preset, NOW, &mut Broken).err(),
            Some(failure)
        );
    }
    let mut bundle = bundle(Preset::WebApp);
    let before = text(&bundle);
    assert_eq!(
        bundle.add_preset(Preset::Django, NOW, &mut Broken),
        Err(failure)
    );
    assert_eq!(
        bundle.regenerate("JWT_SECRET", NOW, &mut Broken),
        Err(failure)
    );
    assert_eq!(bundle.regenerate_all(NOW, &mut Broken), Err(failure));
    assert_eq!(text(&bundle), before);
}

#[test]
fn an_unknown_name_is_not_regenerated() {
    let mut bundle = bundle(Preset::Django);
    let answer = bundle.regenerate("SECRET", NOW, &mut Seeded::new(5));
    assert_eq!(answer, Err(BundleError::NoSuchName));
}

#[test]
fn presets_combine_in_one_bundle_with_ids_of_their_own() {
    let mut bundle = bundle(Preset::Rails);
    bundle
        .add_preset(Preset::Laravel, NOW, &mut Seeded::new(6))
        .expect("the names differ");
    assert_eq!(bundle.rows().len(), 5);
    let mut ids: Vec<_> = bundle.rows().iter().map(Row::id).collect();
    ids.dedup();
    assert_eq!(ids.len(), 5);
}

#[test]
fn a_preset_added_twice_shares_its_values() {
    let mut bundle = bundle(Preset::Rails);
    let before = text(&bundle);
    bundle
        .add_preset(Preset::Rails, NOW, &mut Seeded::new(7))
        .expect("the formats agree");
    assert_eq!(text(&bundle), before);
}

#[test]
fn a_bundle_in_debug_output_shows_no_value() {
    let bundle = bundle(Preset::Laravel);
    assert!(!format!("{bundle:?}").contains("base64:"));
}

#[test]
fn plain_values_stand_without_quotes_and_without_a_note() {
    let bundle = bundle(Preset::Laravel);
    let rendered = bundle
        .render(Output::Dotenv)
        .expect("any reader carries it");
    assert_eq!(
        rendered.text.expose(),
        format!("APP_KEY={}\n", value(&bundle, "APP_KEY"))
    );
    assert_eq!(rendered.notes, []);
}

#[test]
fn a_value_with_specials_stands_in_single_quotes_and_is_noted() {
    let bundle = bundle(Preset::Django);
    let rendered = bundle.render(Output::Dotenv).expect("dotenv carries it");
    let expected = format!("SECRET_KEY='{}'\n", value(&bundle, "SECRET_KEY"));
    assert_eq!(rendered.text.expose(), expected);
    assert_eq!(rendered.notes.len(), 1);
    let note = rendered.notes[0].to_string();
    for word in ["SECRET_KEY", "docker run --env-file", "dotenv-expand"] {
        assert!(note.contains(word), "{note}");
    }
}

#[test]
fn kinds_say_their_size_in_words() {
    assert_eq!(Kind::Hex { bytes: 64 }.to_string(), "64 bytes as hex");
    assert_eq!(Kind::Base64 { bytes: 32 }.to_string(), "32 bytes as base64");
}

fn text(bundle: &Bundle) -> String {
    bundle
        .render(Output::Dotenv)
        .expect("dotenv carries it")
        .text
        .expose()
        .to_owned()
}
