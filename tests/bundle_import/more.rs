//! More files in the shape of projects' own examples, and the rules derived from them.

use crate::{NOW, decides, drawn, imported, minted, mints, seeded::Seeded};
use latchkey::engine::bundle::{
    Class, Decision, Row, format::SecretFormat, guess::Guess, import::Source, output::Output,
};
use latchkey::engine::env::Dialect;
use latchkey::engine::env::document::{Document, MOST};

macro_rules! examples {
    ($($test:ident: $file:literal, minted $minted:expr, issued $issued:expr;)*) => {$(
        #[test]
        fn $test() {
            decides(include_str!(concat!("examples/", $file)), &$minted, &$issued);
        }
    )*};
}

examples! {
    ghost: "ghost.env", minted [
        "DATABASE_ROOT_PASSWORD 32 letters and digits",
        "DATABASE_PASSWORD 32 letters and digits",
        "database__connection__password = DATABASE_PASSWORD",
        "MYSQL_ROOT_PASSWORD = DATABASE_ROOT_PASSWORD",
        "ADMIN_API_KEY 32 bytes as hex",
    ], issued ["mail__options__auth__pass", "CONTENT_API_KEY", "TINYBIRD_ADMIN_TOKEN"];
    directus: "directus.env", minted [
        "DB_PASSWORD 32 letters and digits",
        "DB_CONNECTION_STRING = DB_PASSWORD",
        "KEY random UUID",
        "SECRET 32 characters of A-Z a-z 0-9 _ -",
        "ADMIN_PASSWORD 32 letters and digits",
        "ADMIN_TOKEN 32 bytes as hex",
    ], issued [
        "AUTH_GITHUB_CLIENT_SECRET",
        "EMAIL_MAILGUN_API_KEY",
        "STORAGE_AMAZON_KEY",
        "STORAGE_AMAZON_SECRET",
    ];
    authentik: "authentik.env", minted [
        "PG_PASS 36 bytes as base64",
        "AUTHENTIK_SECRET_KEY 60 bytes as base64",
        "AUTHENTIK_BOOTSTRAP_PASSWORD 32 letters and digits",
        "AUTHENTIK_BOOTSTRAP_TOKEN 32 bytes as hex",
    ], issued ["AUTHENTIK_EMAIL__PASSWORD", "GEOIPUPDATE_LICENSE_KEY"];
    paperless: "paperless.env", minted [
        "PAPERLESS_SECRET_KEY 50 letters and digits",
        "PAPERLESS_DBPASS 32 letters and digits",
        "PAPERLESS_ADMIN_PASSWORD 32 letters and digits",
        "PAPERLESS_PASSPHRASE 32 letters and digits",
    ], issued ["PAPERLESS_EMAIL_HOST_PASSWORD", "PAPERLESS_GMAIL_OAUTH_CLIENT_SECRET"];
    vaultwarden: "vaultwarden.env", minted [
        "DATABASE_URL @ 32 letters and digits",
        "ADMIN_TOKEN 32 bytes as hex",
    ], issued ["PUSH_INSTALLATION_KEY", "YUBICO_SECRET_KEY", "SMTP_PASSWORD", "HIBP_API_KEY"];
    nextcloud: "nextcloud.env", minted [
        "NEXTCLOUD_ADMIN_PASSWORD 32 letters and digits",
        "MYSQL_ROOT_PASSWORD 32 letters and digits",
        "MYSQL_PASSWORD 32 letters and digits",
        "REDIS_HOST_PASSWORD 32 letters and digits",
        "ONLYOFFICE_JWT_SECRET 32 bytes as hex",
        "TURN_SECRET 32 bytes as hex",
        "SIGNALING_SECRET 32 bytes as hex",
        "COLLABORA_PASSWORD 32 letters and digits",
        "IMAGINARY_SECRET 32 bytes as hex",
        "TALK_RECORDING_INTERNAL_SECRET 32 bytes as hex",
    ], issued ["OBJECTSTORE_S3_KEY", "OBJECTSTORE_S3_SECRET", "SMTP_PASSWORD"];
    gitlab: "gitlab.env", minted [
        "GITLAB_ROOT_PASSWORD 32 letters and digits",
        "GITLAB_SECRETS_DB_KEY_BASE 32 bytes as hex",
        "GITLAB_SECRETS_SECRET_KEY_BASE 32 bytes as hex",
        "GITLAB_SECRETS_OTP_KEY_BASE 32 bytes as hex",
        "GITLAB_SECRETS_ENCRYPTED_SETTINGS_KEY_BASE 32 bytes as hex",
        "DB_PASS 32 letters and digits",
    ], issued [
        "GITLAB_SHARED_RUNNERS_REGISTRATION_TOKEN",
        "SMTP_PASS",
        "IMAP_PASS",
        "OAUTH_GITHUB_API_KEY",
        "OAUTH_GITHUB_APP_SECRET",
        "LDAP_PASS",
    ];
    zitadel: "zitadel.env", minted [
        "ZITADEL_MASTERKEY 32 letters and digits",
        "ZITADEL_DATABASE_POSTGRES_USER_PASSWORD 32 letters and digits",
        "ZITADEL_DATABASE_POSTGRES_ADMIN_PASSWORD 32 letters and digits",
        "ZITADEL_FIRSTINSTANCE_ORG_HUMAN_PASSWORD 32 letters, digits and specials, some of each",
        "POSTGRES_PASSWORD = ZITADEL_DATABASE_POSTGRES_ADMIN_PASSWORD",
    ], issued [];
    keycloak: "keycloak.env", minted [
        "KC_DB_PASSWORD 32 letters and digits",
        "KC_BOOTSTRAP_ADMIN_PASSWORD 32 letters and digits",
        "KEYCLOAK_ADMIN_PASSWORD 32 letters and digits",
        "KC_HTTPS_KEY_STORE_PASSWORD 32 letters and digits",
    ], issued ["KEYCLOAK_CLIENT_SECRET"];
    gitea: "gitea.env", minted [
        "GITEA__database__PASSWD 32 letters and digits",
        "GITEA__security__SECRET_KEY 32 bytes as hex",
        "GITEA__security__INTERNAL_TOKEN 32 bytes as hex",
        "GITEA__oauth2__JWT_SECRET 32 bytes as base64url",
        "GITEA__server__LFS_JWT_SECRET 32 bytes as base64url",
    ], issued ["GITEA__mailer__PASSWD", "GITEA_RUNNER_REGISTRATION_TOKEN"];
    laravel: "laravel.env", minted [
        "APP_KEY base64: and 32 bytes as base64",
        "DB_PASSWORD 32 letters and digits",
        "REVERB_APP_KEY 32 bytes as hex",
        "REVERB_APP_SECRET 32 bytes as hex",
    ], issued ["AWS_SECRET_ACCESS_KEY", "PUSHER_APP_KEY", "PUSHER_APP_SECRET", "MEILISEARCH_KEY"];
    t3: "t3.env", minted [
        "AUTH_SECRET 32 bytes as base64",
        "DATABASE_URL @ 32 letters and digits",
        "DIRECT_URL = DATABASE_URL",
        "CRON_SECRET 32 bytes as hex",
        "REVALIDATE_SECRET 32 bytes as hex",
    ], issued [
        "AUTH_DISCORD_SECRET",
        "AUTH_GOOGLE_SECRET",
        "AUTH_RESEND_KEY",
        "UPLOADTHING_TOKEN",
        "UPSTASH_REDIS_REST_TOKEN",
    ];
}

#[test]
fn a_comment_ends_with_the_run_of_secrets_that_it_speaks_of() {
    let text = "# openssl rand -hex 16\nA_SECRET=\nB_SECRET=\nPORT=80\nC_SECRET=\n";
    let expected = [
        "A_SECRET 16 bytes as hex",
        "B_SECRET 16 bytes as hex",
        "C_SECRET 32 bytes as hex",
    ];
    mints(text, &expected);
    let text = "# openssl rand -hex 16\nUSER=x\nA_SECRET=\n";
    mints(text, &["A_SECRET 16 bytes as hex"]);
}

#[test]
fn a_common_value_is_one_secret_within_a_service_and_offered_elsewhere() {
    let text = "DB_PASSWORD=admin\nDATABASE_URL=postgres://u:admin@db/x\nGRAFANA_PASSWORD=admin\nREDIS_PASSWORD=admin\n\
        REDIS_URL=redis://:admin@redis\n";
    let bundle = imported(text, Source::Example);
    let expected = [
        "DB_PASSWORD 32 letters and digits",
        "DATABASE_URL = DB_PASSWORD",
        "GRAFANA_PASSWORD 32 letters and digits",
        "REDIS_PASSWORD 32 letters and digits",
        "REDIS_URL = REDIS_PASSWORD",
    ];
    assert_eq!(minted(&bundle), expected);
    let first = bundle.row("DB_PASSWORD").expect("the row").id();
    for name in ["GRAFANA_PASSWORD", "REDIS_PASSWORD"] {
        assert_eq!(bundle.row(name).expect(name).twin(), Some(first), "{name}");
    }
}

#[test]
fn a_telling_value_is_one_secret_wherever_it_stands() {
    mints(
        "DB_PASSWORD=ghostpassword\nAPP_ADMIN_PASSWORD=ghostpassword\n",
        &[
            "DB_PASSWORD 32 letters and digits",
            "APP_ADMIN_PASSWORD = DB_PASSWORD",
        ],
    );
}

#[test]
fn a_shared_password_is_percent_encoded_in_the_url_only() {
    let text = "# openssl rand -base64 99\nDB_PASSWORD=changeme\nDATABASE_URL=postgres://u:changeme@db/x\n";
    let bundle = imported(text, Source::Example);
    let password = bundle.row("DB_PASSWORD").expect("the row").value().expose();
    let encoded = password.replace('+', "%2B").replace('/', "%2F");
    assert_ne!(
        password, encoded,
        "the seed gives a value that needs encoding"
    );
    let url = bundle
        .row("DATABASE_URL")
        .expect("the row")
        .value()
        .expose();
    assert_eq!(url, format!("postgres://u:{encoded}@db/x"));
}

#[test]
fn passwords_of_rented_databases_are_issued() {
    for url in [
        "postgres://u:password@ep-x-1.eu.aws.neon.tech/db?sslmode=require",
        "mongodb+srv://u:password@cluster0.x.mongodb.net/test",
        "rediss://default:password@x.upstash.io:6379",
    ] {
        let bundle = imported(&format!("DATABASE_URL={url}\n"), Source::Example);
        let row = &bundle.rows()[0];
        assert_eq!(
            (row.class(), row.decision()),
            (Class::Issued, Decision::Keep),
            "{url}"
        );
        assert_eq!(row.value().expose(), url);
    }
}

#[test]
fn several_settings_in_one_value_are_left_alone() {
    let bundle = imported(
        "APP_JWT_SECRET='{\"type\":\"HS256\",\"key\":\"x\"}'\n",
        Source::Example,
    );
    let row = &bundle.rows()[0];
    assert_eq!(row.decision(), Decision::Keep);
    assert_eq!(
        row.reason().to_string(),
        "several settings in one; check it for secrets yourself"
    );
}

#[test]
fn a_file_in_use_is_told_from_an_example() {
    let source_of = |text: &str| {
        let document = Document::parse(text, Dialect::Compose).expect("no faults");
        Guess::of(&document, "").source()
    };
    let drawn = drawn();
    let own = format!("PORT=80\nJWT_SECRET={drawn}\nSALT=changeme\nDB_NAME=app\n");
    let either = format!("PORT=80\nJWT_SECRET=secret\nSALT=changeme\nSESSION_SECRET={drawn}\n");
    let example = "PORT=80\nJWT_SECRET=secret\nSALT=changeme\nSESSION_SECRET=\n";
    assert_eq!(source_of(&own), Some(Source::Own));
    assert_eq!(source_of(&either), None, "the page asks");
    assert_eq!(source_of(example), Some(Source::Example));
    assert_eq!(source_of("PORT=80\n"), Some(Source::Example));
}

#[test]
fn a_password_that_is_said_to_be_none_stays_none() {
    mints("REDIS_PASSWORD=null\n", &[]);
}

#[test]
fn formats_that_an_application_insists_on_yield_to_exact_comments_only() {
    mints(
        "AP_ENCRYPTION_KEY=\n",
        &["AP_ENCRYPTION_KEY 16 bytes as hex"],
    );
    mints(
        "# at least 8 characters\nCREDS_IV=\n",
        &["CREDS_IV 16 bytes as hex"],
    );
    mints(
        "# openssl rand -hex 32\nAP_ENCRYPTION_KEY=\n",
        &["AP_ENCRYPTION_KEY 32 bytes as hex"],
    );
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// These would take minutes if the time were quadratic in the length of the text.
#[test]
fn the_longest_texts_import_and_rotate_and_render() {
    let half = "# a comment that goes on and on, 40 bytes\n".repeat(MOST / 84);
    let secrets = |count| lines(count, |at| format!("S{at}_SECRET=changeme\n"));
    let chain = lines(40_000, |at| format!("A{}=${{A{at}}}x\n", at + 1));
    let halves = lines(12_000, |at| {
        format!("DB{at}_PASSWORD=\nDB{at}_URL=postgres://u:heron-{at}@db/x\n")
    });
    for text in [
        half + &secrets(20_000),
        secrets(40_000),
        halves,
        format!("A0=\n{chain}"),
    ] {
        assert!(text.len() < MOST && 2 * text.len() > MOST, "{}", text.len());
        let mut bundle = imported(&text, Source::Own);
        bundle
            .rotate(true, NOW, &mut Seeded::new(2))
            .expect("the source never fails");
        for output in [
            Output::Compose,
            Output::Dotenv,
            Output::DockerRun,
            Output::Example,
        ] {
            let _ = bundle.render(output);
        }
        for row in bundle.rows() {
            assert_eq!(bundle.row(row.name()).map(Row::id), Some(row.id()));
        }
    }
}

#[test]
fn rows_are_found_by_name_and_id_after_a_rotation() {
    let mut bundle = imported(
        "A_SECRET='in use'\nB=x\nC_SECRET='in use too'\n",
        Source::Own,
    );
    bundle
        .rotate(true, NOW, &mut Seeded::new(2))
        .expect("the source never fails");
    let names: Vec<_> = bundle.rows().iter().map(Row::name).collect();
    let expected = [
        "A_SECRET",
        "A_SECRET_PREVIOUS",
        "B",
        "C_SECRET",
        "C_SECRET_PREVIOUS",
    ];
    assert_eq!(names, expected);
    for row in bundle.rows() {
        assert_eq!(bundle.row(row.name()).map(Row::id), Some(row.id()));
        assert_eq!(bundle.by_id(row.id()).map(Row::name), Some(row.name()));
    }
    let id = bundle.row("C_SECRET").expect("the row").id();
    bundle
        .set_kind(id, SecretFormat::Uuid, NOW, &mut Seeded::new(3))
        .expect("the source never fails");
    assert_eq!(bundle.row("C_SECRET").expect("the row").value().len(), 36);
}
