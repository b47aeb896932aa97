//! Files in the shape of ten projects' own self-hosting examples, written from scratch: every variable gets the
//! right decision, and everything else stays byte for byte as it was.
//!
//! `@HEX16@` and the like are placeholders for random values, so that no scanner takes the files for leaks.
#![cfg(not(target_arch = "wasm32"))]

mod asked;
#[path = "../support/bundles.rs"]
mod bundles;
mod careful;
mod decisions;
mod faults;
mod halves;
#[path = "../support/imported.rs"]
mod imported;
mod more;
mod origins;
mod pairs;
#[path = "../support/parsed.rs"]
mod parsed;
mod parts;
mod properties;
mod reading;
#[path = "../support/rendered.rs"]
mod rendered;
#[path = "../support/seeded.rs"]
mod seeded;
mod shared;
mod written;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use imported::{NOW, imported, value};
use latchkey::engine::bundle::{
    Bundle, Class, Decision, Row, format::SecretFormat, guess::Guess, import::Source,
    import::parse, output::Output,
};
use rendered::written;
use std::collections::HashMap;

/// A random-looking value that no scanner takes for a leak.
fn drawn() -> String {
    "d1e8f36a".repeat(4)
}

/// The text with a random-looking value in the place of each placeholder.
fn with_values(text: &str) -> String {
    text.replace("@HEX16@", &drawn())
        .replace("@BASE64_32@", &STANDARD.encode([0xd3; 32]))
        .replace("@BASE64_48@", &STANDARD.encode([0xfb; 48]))
        .replace("@JWT@", &["eyJhbGciOiJIUzI1NiJ9", "e30"].join("."))
}

fn import(text: &str) -> Bundle {
    let document = parse(text).expect("the example has no faults");
    // With random-looking values in it, an example may be recognised only by its name.
    let guess = Guess::of(&document, "");
    assert_ne!(guess, Guess::Told(Source::Own));
    assert_eq!(Guess::of(&document, ".env.example"), Guess::Named);
    let mut bundle = example(text);
    bundles::complete(&mut bundle).expect("drawn keys are keys");
    bundle
}

/// The bundle of an example.
fn example(text: &str) -> Bundle {
    imported(text, Source::Example)
}

/// `NAME: its reason`, for all rows.
fn reasons(bundle: &Bundle) -> Vec<String> {
    let reason = |row: &Row| format!("{}: {}", row.name(), row.reason());
    bundle.rows().iter().map(reason).collect()
}

/// `NAME kind`; `NAME = OTHER` for a shared secret; `NAME @ kind` for a password in a URL.
fn minted(bundle: &Bundle) -> Vec<String> {
    let describe = |row: &Row| match row.decision() {
        Decision::Mint if row.is_in_url() => Some(format!("{} @ {}", row.name(), row.kind())),
        Decision::Mint => Some(format!("{} {}", row.name(), row.kind())),
        Decision::SameAs(id) => {
            let other = bundle.by_id(id).expect("the leader is there");
            Some(format!("{} = {}", row.name(), other.name()))
        }
        Decision::Keep | Decision::Blank => None,
    };
    bundle.rows().iter().filter_map(describe).collect()
}

/// An example gets these new secrets, each as [`minted`] describes it.
#[track_caller]
fn mints(text: &str, expected: &[&str]) {
    assert_eq!(minted(&example(text)), expected, "{text}");
}

fn issued(bundle: &Bundle) -> Vec<&str> {
    let rows = bundle
        .rows()
        .iter()
        .filter(|row| row.class() == Class::Issued);
    rows.map(Row::name).collect()
}

/// Everything but the minted values is unchanged in the text for the reader that it was parsed for.
#[track_caller]
fn only_values_change(text: &str, bundle: &Bundle) {
    let written = bundle.render(Output::Compose).expect("Compose carries it");
    let minted: HashMap<&str, &str> = bundle
        .rows()
        .iter()
        .filter(|row| matches!(row.decision(), Decision::Mint | Decision::SameAs(_)))
        .map(|row| (row.name(), row.value().expose()))
        .collect();
    let lines: Vec<_> = written.text.expose().split('\n').collect();
    assert_eq!(lines.len(), text.split('\n').count());
    for (before, after) in text.split('\n').zip(lines) {
        let name = before
            .trim_start_matches("export ")
            .split('=')
            .next()
            .unwrap_or_default();
        match minted.get(name) {
            None => assert_eq!(before, after),
            Some(value) => {
                let (start, old) = before.split_once('=').expect("a variable");
                let (tail, quote) = rest_of(old);
                assert_eq!(after, format!("{start}={quote}{value}{quote}{tail}"));
            }
        }
    }
}

/// The comment after a value, and the quote around the value.
fn rest_of(value: &str) -> (&str, &str) {
    let tail = value.find(" #").map_or("", |at| &value[at..]);
    let quote = ["'", "\""]
        .into_iter()
        .find(|quote| value.starts_with(quote));
    (tail, quote.unwrap_or_default())
}

/// Imports the text of one example: it must get these decisions and change nowhere else.
#[track_caller]
fn decides(text: &str, minted_as: &[&str], issued_as: &[&str]) {
    let text = with_values(text);
    let bundle = import(&text);
    assert_eq!(minted(&bundle), minted_as);
    assert_eq!(issued(&bundle), issued_as);
    only_values_change(&text, &bundle);
}

macro_rules! examples {
    ($($test:ident: $file:literal, minted $minted:expr, issued $issued:expr;)*) => {$(
        #[test]
        fn $test() {
            decides(include_str!(concat!("examples/", $file)), &$minted, &$issued);
        }
    )*};
}

examples! {
    supabase: "supabase.env", minted [
        "POSTGRES_PASSWORD 16 bytes as hex",
        "JWT_SECRET 30 bytes as base64",
        "ANON_KEY JWT for the role anon, signed with JWT_SECRET, valid for 5 years",
        "SERVICE_ROLE_KEY JWT for the role service_role, signed with JWT_SECRET, valid for 5 years",
        "DASHBOARD_PASSWORD 16 bytes as hex",
        "SECRET_KEY_BASE 48 bytes as base64",
        "VAULT_ENC_KEY 16 bytes as hex",
        "PG_META_CRYPTO_KEY 24 bytes as base64",
        "LOGFLARE_PUBLIC_ACCESS_TOKEN 24 bytes as base64",
        "LOGFLARE_PRIVATE_ACCESS_TOKEN 24 bytes as base64",
    ], issued ["SMTP_PASS", "OPENAI_API_KEY"];
    langfuse: "langfuse.env", minted [
        "CLICKHOUSE_PASSWORD 32 letters and digits",
        "POSTGRES_PASSWORD 32 letters and digits",
        "DATABASE_URL = POSTGRES_PASSWORD",
        "NEXTAUTH_SECRET 32 bytes as base64",
        "SALT 32 bytes as base64",
        "ENCRYPTION_KEY 32 bytes as hex",
        "MINIO_ROOT_PASSWORD 32 letters and digits",
        "LANGFUSE_S3_EVENT_UPLOAD_SECRET_ACCESS_KEY = MINIO_ROOT_PASSWORD",
        "LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY = MINIO_ROOT_PASSWORD",
        "REDIS_AUTH 32 letters and digits",
    ], issued ["AUTH_GOOGLE_CLIENT_SECRET", "LANGFUSE_EE_LICENSE_KEY"];
    dify: "dify.env", minted [
        "SECRET_KEY 42 bytes as base64",
        "DB_PASSWORD 32 letters and digits",
        "REDIS_PASSWORD = DB_PASSWORD",
        "CELERY_BROKER_URL = DB_PASSWORD",
        "WEAVIATE_API_KEY 16 bytes as hex",
        "QDRANT_API_KEY = DB_PASSWORD",
        "PGVECTOR_PASSWORD = DB_PASSWORD",
        "OPENSEARCH_PASSWORD 32 letters and digits",
        "CODE_EXECUTION_API_KEY 32 bytes as hex",
        "SANDBOX_API_KEY = CODE_EXECUTION_API_KEY",
        "PLUGIN_DAEMON_KEY 48 bytes as base64",
        "PLUGIN_DIFY_INNER_API_KEY 32 bytes as base64",
    ], issued [
        "S3_ACCESS_KEY", "S3_SECRET_KEY", "AZURE_BLOB_ACCOUNT_KEY", "ALIYUN_OSS_SECRET_KEY", "RESEND_API_KEY", "SMTP_PASSWORD",
        "NOTION_CLIENT_SECRET", "NOTION_INTERNAL_SECRET",
    ];
    mastodon: "mastodon.env", minted [
        "DB_PASS 32 letters and digits",
        "ES_PASS 32 letters and digits",
        "SECRET_KEY_BASE 64 bytes as hex",
        "OTP_SECRET 64 bytes as hex",
        "VAPID_PRIVATE_KEY private key of a P-256 pair",
        "VAPID_PUBLIC_KEY public key of a P-256 pair, made from VAPID_PRIVATE_KEY",
    ], issued ["SMTP_PASSWORD", "AWS_SECRET_ACCESS_KEY"];
    chatwoot: "chatwoot.env", minted [
        "SECRET_KEY_BASE 64 bytes as hex",
        "REDIS_PASSWORD 32 letters and digits",
        "POSTGRES_PASSWORD 32 letters and digits",
        "VAPID_PUBLIC_KEY public key of a P-256 pair, made from VAPID_PRIVATE_KEY",
        "VAPID_PRIVATE_KEY private key of a P-256 pair",
    ], issued [
        "SMTP_PASSWORD", "RAILS_INBOUND_EMAIL_PASSWORD", "MAILGUN_INGRESS_SIGNING_KEY", "MANDRILL_INGRESS_API_KEY",
        "AWS_SECRET_ACCESS_KEY", "FB_VERIFY_TOKEN", "FB_APP_SECRET", "IG_VERIFY_TOKEN", "SLACK_CLIENT_SECRET",
        "GOOGLE_OAUTH_CLIENT_SECRET", "STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "OPENAI_API_KEY",
    ];
    calcom: "calcom.env", minted [
        "NEXTAUTH_SECRET 32 bytes as base64",
        "CRON_API_KEY 16 bytes as hex",
        "CALENDSO_ENCRYPTION_KEY 24 bytes as base64",
    ], issued [
        "CALCOM_LICENSE_KEY", "MS_GRAPH_CLIENT_SECRET", "ZOOM_CLIENT_SECRET", "EMAIL_SERVER_PASSWORD", "TWILIO_TOKEN",
        "SENDGRID_API_KEY",
    ];
    n8n: "n8n.env", minted [
        "POSTGRES_PASSWORD 32 letters and digits",
        "POSTGRES_NON_ROOT_PASSWORD 32 letters and digits",
        "ENCRYPTION_KEY 32 bytes as hex",
        "N8N_ENCRYPTION_KEY 24 bytes as base64",
        "N8N_RUNNERS_AUTH_TOKEN 32 bytes as hex",
    ], issued [];
    immich: "immich.env", minted ["DB_PASSWORD 32 letters and digits"], issued [];
    outline: "outline.env", minted [
        "SECRET_KEY 32 bytes as hex",
        "UTILS_SECRET 32 bytes as hex",
        "DATABASE_URL @ 32 letters and digits",
        "GITHUB_WEBHOOK_SECRET 32 bytes as hex",
    ], issued [
        "AWS_SECRET_ACCESS_KEY", "SLACK_CLIENT_SECRET", "GOOGLE_CLIENT_SECRET", "OIDC_CLIENT_SECRET",
        "SMTP_PASSWORD", "IFRAMELY_API_KEY",
    ];
    plausible: "plausible.env", minted [
        "SECRET_KEY_BASE 48 bytes as base64",
        "TOTP_VAULT_KEY 32 bytes as base64",
        "DATABASE_URL @ 32 letters and digits",
    ], issued ["GOOGLE_CLIENT_SECRET", "MAXMIND_LICENSE_KEY", "SMTP_USER_PWD"];
}

#[test]
fn blanks_that_are_no_secrets_stay_blank() {
    let bundle = import(&with_values(include_str!("examples/chatwoot.env")));
    for name in [
        "S3_BUCKET_NAME",
        "REDIS_SENTINELS",
        "AWS_REGION",
        "FB_APP_ID",
    ] {
        let row = bundle.row(name).expect(name);
        assert_eq!(
            (row.class(), row.decision()),
            (Class::Setting, Decision::Keep),
            "{name}"
        );
        assert_eq!(row.value().expose(), "");
        assert_eq!(
            row.reason().to_string(),
            "no secret; fill it in yourself if you need it"
        );
    }
}

#[test]
fn a_blank_that_the_comment_allows_stays_blank() {
    let bundle = import(&with_values(include_str!("examples/dify.env")));
    let row = bundle.row("INIT_PASSWORD").expect("it is in the file");
    assert_eq!((row.class(), row.decision()), (Class::Own, Decision::Keep));
    assert_eq!(row.value().expose(), "");
}

#[test]
fn references_stay_as_they_are() {
    let bundle = import(&with_values(include_str!("examples/langfuse.env")));
    assert!(
        bundle
            .row("TELEMETRY_ENABLED")
            .expect("it is in the file")
            .is_template()
    );
}

#[test]
fn the_password_in_the_url_is_that_of_the_variable() {
    let bundle = import(&with_values(include_str!("examples/langfuse.env")));
    let password = bundle
        .row("POSTGRES_PASSWORD")
        .expect("it is in the file")
        .value()
        .expose();
    let url = bundle
        .row("DATABASE_URL")
        .expect("it is in the file")
        .value()
        .expose();
    assert_eq!(
        url,
        format!("postgresql://postgres:{password}@postgres:5432/postgres")
    );
}

#[test]
fn the_kind_of_a_row_is_what_its_comment_asks_for() {
    let bundle = import(&with_values(include_str!("examples/langfuse.env")));
    let row = bundle.row("ENCRYPTION_KEY").expect("it is in the file");
    assert_eq!(row.kind(), SecretFormat::Hex { bytes: 32 });
    assert_eq!(row.reason().to_string(), "as the comment asks");
}
