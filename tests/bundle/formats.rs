//! What the presets produce, by length and alphabet.

use crate::{NOW, bundle, seeded::Seeded, value};
use base64::{Engine as _, engine::general_purpose};
use latchkey::engine::bundle::{Bundle, Row, preset::Preset};

const LOWER_HEX: &str = "0123456789abcdef";
const ALPHANUMERIC: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const DJANGO: &str = "abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)";

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
fn standard_webhooks_have_32_bytes_behind_their_prefix() {
    let bundle = bundle(Preset::StandardWebhooks);
    assert_eq!(names(&bundle), ["STANDARD_WEBHOOKS_SECRET"]);
    let key = value(&bundle, "STANDARD_WEBHOOKS_SECRET")
        .strip_prefix("whsec_")
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

/// A value of each preset by its format: `hex 16` for bytes, `base64 16`, `base62 32` for characters.
#[track_caller]
fn assert_format(value: &str, format: &str) {
    let (alphabet, size) = format.split_once(' ').expect("two words");
    let size = size.parse().expect("a number");
    match alphabet {
        "hex" => assert_symbols(value, 2 * size, LOWER_HEX),
        "base64" => assert_standard_base64(value, size),
        "base62" => assert_symbols(value, size, ALPHANUMERIC),
        "nanoid" => assert_symbols(value, size, &format!("{ALPHANUMERIC}_-")),
        other => panic!("{other}"),
    }
}

#[test]
fn presets_of_plain_formats_produce_what_their_generators_do() {
    let expected = [
        (Preset::BetterAuth, "BETTER_AUTH_SECRET", "hex 32"),
        (Preset::Flask, "SECRET_KEY", "hex 32"),
        (Preset::Phoenix, "SECRET_KEY_BASE", "base64 48"),
        (Preset::Symfony, "APP_SECRET", "hex 16"),
        (Preset::N8n, "N8N_ENCRYPTION_KEY", "base64 24"),
        (Preset::Strapi, "API_TOKEN_SALT", "base64 16"),
        (Preset::Strapi, "ADMIN_JWT_SECRET", "base64 16"),
        (Preset::Strapi, "JWT_SECRET", "base64 16"),
        (Preset::Strapi, "TRANSFER_TOKEN_SALT", "base64 16"),
        (Preset::Strapi, "ENCRYPTION_KEY", "base64 16"),
        (Preset::Directus, "SECRET", "nanoid 32"),
        (Preset::Supabase, "JWT_SECRET", "base64 30"),
        (Preset::Supabase, "SECRET_KEY_BASE", "base64 48"),
        (Preset::Supabase, "VAULT_ENC_KEY", "hex 16"),
        (Preset::Supabase, "REALTIME_DB_ENC_KEY", "hex 8"),
        (Preset::Supabase, "PG_META_CRYPTO_KEY", "base64 24"),
        (
            Preset::Supabase,
            "LOGFLARE_PUBLIC_ACCESS_TOKEN",
            "base64 24",
        ),
        (
            Preset::Supabase,
            "LOGFLARE_PRIVATE_ACCESS_TOKEN",
            "base64 24",
        ),
        (Preset::Supabase, "S3_PROTOCOL_ACCESS_KEY_ID", "hex 16"),
        (Preset::Supabase, "S3_PROTOCOL_ACCESS_KEY_SECRET", "hex 32"),
        (Preset::Supabase, "POSTGRES_PASSWORD", "hex 16"),
        (Preset::Supabase, "DASHBOARD_PASSWORD", "hex 16"),
        (Preset::Mastodon, "SECRET_KEY_BASE", "hex 64"),
        (Preset::Mastodon, "OTP_SECRET", "hex 64"),
        (Preset::PostgreSql, "POSTGRES_PASSWORD", "base62 32"),
        (Preset::Redis, "REDIS_PASSWORD", "base62 32"),
        (Preset::MinIo, "MINIO_ROOT_PASSWORD", "base62 32"),
        (Preset::RabbitMq, "RABBITMQ_DEFAULT_PASS", "base62 32"),
    ];
    for (preset, name, format) in expected {
        assert_format(value(&bundle(preset), name), format);
    }
}

#[test]
fn fernet_has_44_characters_of_padded_base64url() {
    let bundle = bundle(Preset::Fernet);
    let key = value(&bundle, "FERNET_KEY");
    assert_eq!(key.len(), 44);
    assert_eq!(
        general_purpose::URL_SAFE.decode(key).map(|key| key.len()),
        Ok(32)
    );
}

#[test]
fn strapi_has_four_keys_joined_by_commas() {
    let bundle = bundle(Preset::Strapi);
    let keys: Vec<_> = value(&bundle, "APP_KEYS").split(',').collect();
    assert_eq!(keys.len(), 4);
    for key in keys {
        assert_standard_base64(key, 16);
    }
}

#[test]
fn directus_has_a_uuid_of_version_4() {
    let bundle = bundle(Preset::Directus);
    let parts: Vec<_> = value(&bundle, "KEY").split('-').collect();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    assert_eq!(lengths, [8, 4, 4, 4, 12]);
    assert!(
        parts
            .iter()
            .all(|part| part.chars().all(|digit| LOWER_HEX.contains(digit)))
    );
    assert!(parts[2].starts_with('4'));
    assert!(parts[3].starts_with(['8', '9', 'a', 'b']));
}

#[test]
fn wordpress_has_eight_salts_of_64_characters_with_specials() {
    let bundle = bundle(Preset::WordPress);
    assert_eq!(bundle.rows().len(), 8);
    for row in bundle.rows() {
        let salt = row.value().expose();
        assert_eq!(salt.len(), 64);
        assert!(
            salt.bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"'\"\\".contains(&byte))
        );
        assert!(salt.bytes().any(|byte| !byte.is_ascii_alphanumeric()));
    }
}
