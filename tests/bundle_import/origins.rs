//! Whose a secret is, and what only a tool makes: by names, placeholders, comments and forms.

use crate::{NOW, bundles, example, imported, minted, mints, seeded::Seeded};
use latchkey::engine::bundle::{Class, import::Source, import::parse, output::Output};
use latchkey::engine::env::Dialect;

#[track_caller]
fn is_issued(text: &str, name: &str) {
    let bundle = example(text);
    assert_eq!(
        bundle.row(name).expect(name).class(),
        Class::Issued,
        "{text}"
    );
}

#[track_caller]
fn says(text: &str, source: Source, name: &str, reason: &str) {
    let bundle = imported(text, source);
    let row = bundle.row(name).expect(name);
    assert_eq!(row.reason().to_string(), reason, "{text}");
}

#[test]
fn names_that_are_turned_round_or_written_as_one_are_those_of_secrets() {
    mints(
        "JWT_SECRET_REFRESH=heron123\nPASSWORD_MYSQL=heron\nROOTPASS=heron\nSESSIONKEY=heron\nAUTHTOKEN=changeme\n\
         BROKER_PASSWORDS=heron\nDOOR_PASSCODE=heron\nSECRETS_SYSTEM=heron\n",
        &[
            "JWT_SECRET_REFRESH 32 bytes as hex",
            "PASSWORD_MYSQL 32 letters and digits",
            "ROOTPASS 32 letters and digits",
            "SESSIONKEY 32 bytes as hex",
            "AUTHTOKEN 32 bytes as hex",
            "BROKER_PASSWORDS 32 letters and digits",
            "DOOR_PASSCODE 32 letters and digits",
            "SECRETS_SYSTEM 32 bytes as hex",
        ],
    );
    mints(
        "KRATOS_SECRETS_CIPHER=32-LONG-SECRET-OF-THE-DOCS\n",
        &["KRATOS_SECRETS_CIPHER 32 letters and digits"],
    );
}

#[test]
fn a_pin_has_as_many_digits_as_it_had() {
    for (text, length) in [
        ("APP_PIN=1234\n", 4),
        ("ADMIN_PIN=000000\n", 6),
        ("APP_PIN=\n", 8),
        ("APP_PIN=changeme\n", 8),
    ] {
        let bundle = example(text);
        let pin = bundle.rows()[0].value().expose();
        assert_eq!(pin.len(), length, "{text}");
        assert!(pin.bytes().all(|byte| byte.is_ascii_digit()), "{text}");
    }
    mints(
        "LED_PIN=17\nRELAY_AUTH_PIN=4\nKEY_ENCRYPTION=aes-128-gcm\n",
        &[],
    );
}

#[test]
fn several_secrets_in_one_are_pointed_out_and_masked() {
    let several = "several settings in one; check it for secrets yourself";
    for line in [
        "AUTH_USERS=heron:gull;tern:crane",
        "SFTP_USERS=heron:gull",
        "BROKER_PASSWORDS=heron,gull",
        "ROOM_KEYS=\"a: heron, b: gull\"",
    ] {
        let name = line.split('=').next().expect("a name");
        for source in [Source::Example, Source::Own] {
            says(&format!("{line}\n"), source, name, several);
            let bundle = imported(&format!("{line}\n"), source);
            let masked = bundle
                .render(Output::Compose)
                .expect("it was read so")
                .masked();
            assert_eq!(masked, format!("{name}=••••\n"));
        }
    }
    mints(
        "HTTP_BASIC=heron:gull\nAUTH_USERS=heron:gull\n",
        &[
            "HTTP_BASIC @ 32 letters and digits",
            "AUTH_USERS @ 32 letters and digits",
        ],
    );
}

#[test]
fn a_key_with_its_name_keeps_the_name() {
    let bundle = example("LIVEKIT_KEYS=\"heron: gull\"\n");
    let keys = bundle.rows()[0].value().expose();
    let secret = keys.strip_prefix("heron: ").expect("the form stays");
    assert_eq!(secret.len(), 32);
    let own = imported("LIVEKIT_KEYS=\"heron: gull\"\n", Source::Own);
    assert_eq!(own.rows()[0].value().expose(), "heron: gull");
}

#[test]
fn an_issuers_word_in_the_name_of_ones_own_secret_does_not_leave_it_public() {
    mints(
        "OAUTH2_PROXY_COOKIE_SECRET=changeme\nSENTRY_SECRET_KEY=changeme\nGITLAB_WEBHOOK_SECRET=dev\n\
         STRIPE_WEBHOOK_SECRET=changeme\n",
        &[
            "OAUTH2_PROXY_COOKIE_SECRET 32 bytes as hex",
            "SENTRY_SECRET_KEY 32 bytes as hex",
            "GITLAB_WEBHOOK_SECRET 32 bytes as hex",
        ],
    );
    mints("PUSHER_APP_KEY=heron\nPUSHER_APP_SECRET=gull\n", &[]);
    mints(
        "SOKETI_DEFAULT_APP_SECRET=crane\nPUSHER_APP_SECRET=gull\n",
        &[
            "SOKETI_DEFAULT_APP_SECRET 32 bytes as hex",
            "PUSHER_APP_SECRET 32 bytes as hex",
        ],
    );
}

#[test]
fn a_public_half_makes_the_other_half_an_issuers() {
    for text in [
        "HERON_PUBLIC_KEY=\nHERON_SECRET_KEY=heron\n",
        "HERON_PUBLISHABLE_KEY=\nHERON_SECRET=heron\n",
        "HERON_SITE_KEY=\nHERON_SECRET_KEY=\n",
        "HERON_SITEKEY=\nHERON_SECRET=\n",
    ] {
        let name = if text.contains("SECRET_KEY") {
            "HERON_SECRET_KEY"
        } else {
            "HERON_SECRET"
        };
        is_issued(text, name);
    }
    mints(
        "APP_PUBLIC_KEY=\nAPP_SECRET_KEY=\nHERON_INIT_PUBLIC_KEY=\nHERON_INIT_SECRET_KEY=\n",
        &[
            "APP_SECRET_KEY 32 bytes as hex",
            "HERON_INIT_SECRET_KEY 32 bytes as hex",
        ],
    );
}

#[test]
fn a_placeholder_in_the_form_of_an_issuers_key_is_not_made_here() {
    for value in ["whsec_xxx", "sk_live_xxxx", "tr_dev_...", "pk-lf-…"] {
        is_issued(&format!("HOOK_SECRET={value}\n"), "HOOK_SECRET");
    }
    for value in ["xxx", "my_xxx", "sk-heron-4", "dev_secret"] {
        mints(
            &format!("HOOK_SECRET={value}\n"),
            &["HOOK_SECRET 32 bytes as hex"],
        );
    }
    // A command makes it one's own.
    mints(
        "HOOK_SECRET=sk-xxx # openssl rand -hex 16\n",
        &["HOOK_SECRET 16 bytes as hex"],
    );
}

#[test]
fn a_comment_tells_that_somebody_has_the_secret_already() {
    for comment in [
        "https://portal.example.com/developers",
        "Paste the client secret here after registering the application",
        "Copy it from the start page after the first login",
        "password of the existing database",
        "Your Docker Hub password",
    ] {
        is_issued(
            &format!("# {comment}\nHERON_SECRET=changeme\n"),
            "HERON_SECRET",
        );
    }
    for comment in [
        "https://docs.example.com/secrets#keys",
        "Your database password",
        "Do not change it for an existing database",
        "made for the application that you register users with",
    ] {
        let bundle = example(&format!("# {comment}\nHERON_SECRET=changeme\n"));
        assert_eq!(minted(&bundle).len(), 1, "{comment}");
    }
}

const TOOL: &str = "made by its own tool";

#[test]
fn what_a_comment_calls_a_hash_or_a_key_is_not_drawn() {
    for comment in [
        "bcrypt hash of the password",
        "Hashed password for the panel",
        "a PEM encoded RSA key",
    ] {
        let text = format!("# {comment}\nADMIN_PASSWORD=\nOTHER_PASSWORD=\n");
        says(&text, Source::Example, "ADMIN_PASSWORD", TOOL);
        mints(&text, &["OTHER_PASSWORD 32 letters and digits"]);
    }
    mints(
        "# the salt of the bcrypt hashes\nHASH_SALT=\n",
        &["HASH_SALT 32 bytes as hex"],
    );
}

#[test]
fn a_key_in_pem_is_no_text_to_draw() {
    let pem = format!("-----BEGIN {} KEY-----", "PRIVATE");
    for source in [Source::Example, Source::Own] {
        for value in [
            format!("\"{pem}\\nMIIE\""),
            "LS0tLS1CRUdJTiBSU0E".to_owned(),
        ] {
            let text = format!("JWT_SECRET={value}\n");
            says(&text, source, "JWT_SECRET", TOOL);
            assert!(minted(&imported(&text, source)).is_empty());
        }
    }
}

#[test]
fn a_hash_that_is_escaped_for_compose_is_one_whatever_reads_it() {
    let hash = format!("$2y$05${}", "abcdefghij".repeat(5));
    let escaped = hash.replace('$', "$$");
    let text = format!(
        "ADMIN_PASSWORD={escaped}\nBASIC_AUTH=heron:{escaped}\nPASSWORD_HASH=\"{escaped}\"\n"
    );
    let document = parse(&text).expect("no faults");
    assert_eq!(document.dialect(), Dialect::Compose);
    for reader in [Dialect::Compose, Dialect::Npm] {
        for source in [Source::Example, Source::Own] {
            let bundle = bundles::import(&text, source, reader, NOW, &mut Seeded::new(1))
                .expect("no faults");
            for row in bundle.rows() {
                let reason = row.reason().to_string();
                assert_eq!(reason, "a password hash, kept as it is", "{}", row.name());
            }
        }
    }
    let bundle = imported(&text, Source::Example);
    assert_eq!(
        bundle
            .row("ADMIN_PASSWORD")
            .expect("the row")
            .value()
            .expose(),
        hash
    );
}
