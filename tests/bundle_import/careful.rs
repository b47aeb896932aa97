//! When in doubt: a value of one's own is kept, a secret in an example is replaced, and the doubt is said.

use crate::{NOW, drawn, example, imported, minted, mints, reasons, seeded::Seeded, value};
use latchkey::engine::bundle::{
    Bundle, Class, Decision, consequence::Effect, format::SecretFormat, guess::Guess,
    import::Source, import::parse, output::Output,
};
use latchkey::engine::key::body::{passphrase::LIST, words::eff_large};
use proptest::prelude::*;
use std::collections::HashSet;

#[track_caller]
fn is_kept(value: &str) {
    let text = format!("ADMIN_PASSWORD='{value}'\nDB_URL='postgres://u:{value}@db/x'\n");
    let bundle = imported(&text, Source::Own);
    assert!(minted(&bundle).is_empty(), "{value}");
    let written = bundle.render(Output::Compose).expect("it was read so");
    assert_eq!(written.text.expose(), text);
    let document = parse(&text).expect("no faults");
    let guess = Guess::of(&document, ".env");
    assert_ne!(guess, Guess::Told(Source::Example), "{value}");
}

#[test]
fn a_passphrase_with_the_words_of_placeholders_is_kept() {
    for value in [
        "cobweb-example-tulip-drone-oval-ninth",
        "example-during-secret",
        "change.default.client",
        "Replace_Secret_Domain",
        "random-character-hash-private-salt",
        "changemelonturtle",
    ] {
        is_kept(value);
    }
}

#[test]
fn what_reads_like_a_placeholder_and_may_be_none_is_kept_and_said_to_be_so() {
    let own = imported(
        "ADMIN_PASSWORD=here-lies-the-secret-garden-of-oz\nDB_URL=postgres://u:cobweb-example-tulip@db/x\nA_SECRET=changeme\n",
        Source::Own,
    );
    assert_eq!(
        reasons(&own),
        [
            "ADMIN_PASSWORD: kept, though it reads like a placeholder; check it",
            "DB_URL: kept, though it reads like a placeholder; check it",
            "A_SECRET: the name is that of a secret",
        ]
    );
    let example = example("ADMIN_PASSWORD=here-lies-the-secret-garden-of-oz\n");
    assert_eq!(example.rows()[0].decision(), Decision::Mint);
}

/// How the page puts the words of a passphrase together.
fn passphrase(
    words: &[usize],
    separator: &str,
    capitals: bool,
    digit: Option<(usize, u8)>,
) -> String {
    let list = eff_large().list();
    let mut out = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let mut word = list[*word].to_owned();
        if capitals {
            word[..1].make_ascii_uppercase();
        }
        if let Some((_, digit)) = digit.filter(|(place, _)| *place == at) {
            word.push(char::from(b'0' + digit));
        }
        out.push(word);
    }
    out.join(separator)
}

/// The words that placeholders have too, and those that begin as they do, come more often than by chance.
fn word() -> impl Strategy<Value = usize> {
    let near: Vec<usize> = eff_large()
        .list()
        .iter()
        .enumerate()
        .filter(|(_, word)| {
            let starts = [
                "chang", "repl", "ex", "pass", "sec", "me", "to", "on", "the", "key", "it", "no",
                "in", "def", "rand", "sam", "val", "sal", "priv", "dom", "cli", "us", "an", "at",
                "a",
            ];
            starts.iter().any(|start| word.starts_with(start))
        })
        .map(|(at, _)| at)
        .collect();
    let often: Vec<usize> = eff_large()
        .list()
        .iter()
        .enumerate()
        .filter(|(_, word)| {
            [
                "change",
                "replace",
                "random",
                "example",
                "password",
                "secret",
                "default",
                "during",
                "that",
                "hash",
                "salt",
                "value",
                "private",
                "client",
                "domain",
                "character",
                "very",
                "user",
            ]
            .contains(word)
        })
        .map(|(at, _)| at)
        .collect();
    prop_oneof![
        3 => prop::sample::select(often),
        2 => prop::sample::select(near),
        1 => 0..usize::from(LIST),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_passphrase_of_the_page_is_ever_a_placeholder_in_ones_own_file(
        words in prop::collection::vec(word(), 3..7),
        separator in prop::sample::select(vec!["-", " ", ".", "_", ""]),
        capitals in any::<bool>(),
        digit in prop::option::of((0usize..7, 0u8..10)),
    ) {
        let value = passphrase(&words, separator, capitals, digit);
        let text = format!("ADMIN_PASSWORD='{value}'\n");
        let bundle = imported(&text, Source::Own);
        prop_assert_eq!(bundle.rows()[0].decision(), Decision::Keep, "{}", value);
        prop_assert_eq!(bundle.rows()[0].value().expose(), value);
    }
}

#[test]
fn the_comment_on_another_thing_leaves_no_secret_empty() {
    for text in [
        "# password of the admin, created on first start\nADMIN_PASSWORD=\n",
        "# for the account that is made by default\nADMIN_PASSWORD=\n",
        "# encrypts the API tokens that users make in the dashboard\nENCRYPTION_KEY=\n",
        "# signs the links to sign up\nAPP_SECRET=\n",
        "JWT_SECRET= # signs the tokens issued by this server\n",
    ] {
        let bundle = example(text);
        let row = &bundle.rows()[0];
        assert_eq!(
            (row.class(), row.decision()),
            (Class::Own, Decision::Mint),
            "{text}"
        );
    }
}

#[test]
fn an_application_with_a_token_of_its_own_is_no_issuer() {
    mints(
        "JWT_APP_ID=meet\nJWT_APP_SECRET=changeme\n",
        &["JWT_APP_SECRET 32 bytes as hex"],
    );
    mints("AUTH_TRAKT_ID=\nAUTH_TRAKT_SECRET=\n", &[]);
}

#[test]
fn a_string_of_ones_own_server_takes_its_password_whatever_the_scheme_is_called() {
    for url in [
        "pyamqp://app:changeme@rabbit.example.org//",
        "rabbitmq://app:changeme@rabbit.example.org/x",
        "frob+amqp://app:changeme@rabbit.example.org/x",
        "frob://app:changeme@rabbitmq/x",
    ] {
        let bundle = example(&format!(
            "RABBITMQ_DEFAULT_PASS=changeme\nCELERY_BROKER_URL={url}\n"
        ));
        let password = value(&bundle, "RABBITMQ_DEFAULT_PASS");
        let expected = url.replace("changeme", password);
        assert_eq!(value(&bundle, "CELERY_BROKER_URL"), expected);
    }
}

#[test]
fn an_old_value_in_a_providers_string_is_pointed_out() {
    let bundle = example(
        "REDIS_PASSWORD=change-me\nHOOK_URL=frob://u:change-me@frob.example.org/x\nSTRIPE_SECRET_KEY=change-me\n",
    );
    let kept: Vec<_> = reasons(&bundle).into_iter().skip(1).collect();
    assert_eq!(
        kept,
        [
            "HOOK_URL: still holds the old value of REDIS_PASSWORD; change it by hand",
            "STRIPE_SECRET_KEY: get it from its provider",
        ]
    );
}

#[test]
fn a_password_in_any_string_is_never_called_no_secret() {
    for line in [
        "DB_DSN=root:rootpw@(db:3306)/app",
        "DB_DSN=root:rootpw@cloudsql(a:b:c)/app",
        "DB_CONN=r2dbc:postgresql://app:rootpw@db/app",
        "ORACLE_CONN=app/rootpw@//db:1521/x",
        "ORACLE_CONN=app/rootpw@db:1521/x",
        "FROB_LINK=app:rootpw@frob.example.org",
        "OPTS=\"--link frob://app:rootpw@frob\"",
    ] {
        let bundle = example(&format!("{line}\n"));
        let row = &bundle.rows()[0];
        assert_ne!(row.reason().to_string(), "no secret", "{line}");
        let new = row.decision() == Decision::Mint && !row.value().expose().contains("rootpw");
        assert!(new || row.needs_person(), "{line}");
    }
    for line in [
        "CONTACT=mailto:me@example.org",
        "IMAGE=app/part@sha256:ba7816bf",
        "LISTEN=127.0.0.1:8080",
        "REPO=git@git.example.org:a/b.git",
        "PART=@scope/part@1.2.3",
        "TIMES=\"8:00 9:00\"",
    ] {
        let bundle = example(&format!("{line}\n"));
        assert_eq!(bundle.rows()[0].reason().to_string(), "no secret", "{line}");
    }
}

#[test]
fn a_weak_old_value_elsewhere_is_said() {
    let bundle = example(
        "DB_PASSWORD=heron\nDB_HOST=heron.internal\nDB_NAME=my-heron_db\nIMAGE=heron:16\nJOBS=\"heron gull\"\n\
         OTHER=herons\nPIN_PASSWORD=tern5\nTIDE=tern\nSHORT_PASSWORD=ab\nLEVEL=ab-c\nARGS=\"--password ab\"\n",
    );
    let word =
        |name: &str| format!("{name}: kept, though it contains the old value of DB_PASSWORD");
    let told = reasons(&bundle);
    for name in ["DB_HOST", "DB_NAME", "IMAGE", "JOBS"] {
        assert!(told.contains(&word(name)), "{name}: {told:?}");
    }
    for name in ["OTHER", "TIDE", "LEVEL"] {
        assert!(
            told.contains(&format!("{name}: no secret")),
            "{name}: {told:?}"
        );
    }
    let short = value(&bundle, "SHORT_PASSWORD");
    assert_eq!(value(&bundle, "ARGS"), format!("--password {short}"));
}

/// The values of the members of a JSON object without nesting.
fn members(json: &str) -> Vec<(String, String)> {
    let object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(json).expect("it is still JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    object
        .iter()
        .map(|(key, value)| (key.clone(), text(value)))
        .collect()
}

#[test]
fn every_secret_of_a_json_object_is_replaced_where_it_is_recognised() {
    let text = "DB_PASSWORD=change-me\n\
        CONFIG='{\"user\":\"u\",\"jwtSecret\":\"change-me\",\"dbPassword\":\"change-me\",\"cookieSecret\":\"heron9\"}'\n";
    let mut bundle = example(text);
    let check = |bundle: &Bundle| {
        let members = members(value(bundle, "CONFIG"));
        let get = |key: &str| {
            members
                .iter()
                .find(|(name, _)| name == key)
                .expect(key)
                .1
                .clone()
        };
        assert_eq!(get("user"), "u");
        assert_eq!(
            get("dbPassword"),
            value(bundle, "DB_PASSWORD"),
            "it is the database's"
        );
        let all = HashSet::from([get("jwtSecret"), get("dbPassword"), get("cookieSecret")]);
        assert_eq!(all.len(), 3);
        assert!(all.iter().all(|secret| secret.len() == 32));
        all
    };
    let first = check(&bundle);
    let row = bundle.row("CONFIG").expect("the row");
    assert_eq!(
        row.reason().to_string(),
        "the secrets in this value; check it for others"
    );
    assert!(row.needs_person());
    for (seed, name) in [(7, "CONFIG"), (8, "DB_PASSWORD")] {
        bundle
            .regenerate(name, NOW, &mut Seeded::new(seed))
            .expect("the row is there");
        assert_ne!(check(&bundle), first, "{name}");
    }
    bundle
        .rotate(true, NOW, &mut Seeded::new(9))
        .expect("the source never fails");
    check(&bundle);
    let id = bundle.row("CONFIG").expect("the row").id();
    bundle
        .decide(id, Decision::Keep, NOW, &mut Seeded::new(9))
        .expect("it was there");
    assert!(value(&bundle, "CONFIG").contains("heron9"));
}

#[test]
fn a_json_object_in_ones_own_file_loses_its_placeholders_only() {
    let own = "CONFIG='{\"password\":\"heron9\",\"secret\":\"changeme\",\"note\":\"changeme\"}'\n";
    let bundle = imported(own, Source::Own);
    let members = members(value(&bundle, "CONFIG"));
    let get = |key: &str| {
        members
            .iter()
            .find(|(name, _)| name == key)
            .expect(key)
            .1
            .clone()
    };
    assert_eq!(
        (get("password").as_str(), get("note").as_str()),
        ("heron9", "changeme")
    );
    assert_eq!(get("secret").len(), 32);
    let own = "CONFIG='{\"password\":\"heron9\",\"secret\":\"gull7\"}'\n";
    let bundle = imported(own, Source::Own);
    assert_eq!(bundle.rows()[0].decision(), Decision::Keep);
    assert_eq!(
        reasons(&bundle),
        ["CONFIG: several settings in one; check it for secrets yourself"]
    );
}

#[test]
fn what_a_provider_issues_is_not_made_inside_json_either() {
    let text = "FIREBASE_CONFIG='{\"apiKey\":\"changeme\",\"appId\":\"1\"}'\n\
        A_CONFIG='{\"stripeSecretKey\":\"changeme\",\"password\":\"heron9\"}'\nB_CONFIG='{\"password\":\"heron9\"}'\n";
    let bundle = example(text);
    assert_eq!(
        bundle.row("FIREBASE_CONFIG").expect("the row").class(),
        Class::Issued
    );
    assert!(
        value(&bundle, "A_CONFIG").starts_with("{\"stripeSecretKey\":\"changeme\",\"password\":\"")
    );
    assert!(!value(&bundle, "A_CONFIG").contains("heron9"));
    assert!(!value(&bundle, "B_CONFIG").contains("heron9"));
}

#[test]
fn what_needs_a_person_says_so() {
    let hash = format!("$2b$10${}", "abcdefghij".repeat(6));
    let text = format!(
        "DB_PASSWORD=change-me\nNOTE=\"change-me is what we had\"\nHOST=https://your-domain.org\n\
         HASHED='{hash}'\nUSERS_AUTH=a:change-me,b:other\nA_SECRET= # openssl rand 32 | frobnicate\n\
         PORT=1\nLOG=${{PORT}}\nSTRIPE_SECRET_KEY=\nB_SECRET=changeme\nDB_USER=change-me\n"
    );
    let mut bundle = example(&text);
    let needs = |bundle: &Bundle| -> Vec<String> {
        let rows = bundle.rows().iter().filter(|row| row.needs_person());
        rows.map(|row| row.name().to_owned()).collect()
    };
    assert_eq!(
        needs(&bundle),
        ["NOTE", "HOST", "HASHED", "USERS_AUTH", "A_SECRET"]
    );
    // A person has looked at it.
    let id = bundle.row("A_SECRET").expect("the row").id();
    bundle
        .set_kind(id, SecretFormat::Uuid, NOW, &mut Seeded::new(2))
        .expect("the source never fails");
    assert_eq!(needs(&bundle), ["NOTE", "HOST", "HASHED", "USERS_AUTH"]);
    let own = imported(
        "ADMIN_PASSWORD=cobweb-example-tulip\nB_PASSWORD=heron9\n",
        Source::Own,
    );
    assert_eq!(needs(&own), ["ADMIN_PASSWORD"]);
}

#[test]
fn doubt_about_a_persons_answer_is_said() {
    let guess = |text: &str, name: &str| {
        let document = parse(text).expect("no faults");
        Guess::of(&document, name)
    };
    let own = format!("A_SECRET={}\n", drawn());
    let public = "A_SECRET=changeme\nB_PASSWORD=admin\n";
    for (text, name, answer, expected) in [
        (
            &*own,
            ".env.example",
            Source::Own,
            "The name of the file says example, though: then its values are public.",
        ),
        (
            public,
            "",
            Source::Own,
            "Its values look like those of an example, though: then they are public.",
        ),
        (
            &own,
            "",
            Source::Example,
            "Its values look like your own, though: they are replaced here.",
        ),
        (&own, "", Source::Own, ""),
        (public, "", Source::Example, ""),
        (public, ".env.example", Source::Example, ""),
    ] {
        assert_eq!(
            guess(text, name).doubt(answer).trim(),
            expected,
            "{text}{name}"
        );
    }
    let unclear = format!("# Replace this\nA_SECRET={}\nB_PASSWORD=\n", drawn());
    for answer in [Source::Own, Source::Example] {
        assert_eq!(guess(&unclear, "").doubt(answer), "", "the page has asked");
    }
}

#[test]
fn a_rotation_says_what_each_secret_is_for() {
    let effect = |name: &str| {
        let mut bundle = imported(&format!("{name}={}\n", drawn()), Source::Own);
        bundle
            .rotate(true, NOW, &mut Seeded::new(2))
            .expect("the source never fails");
        bundle
            .consequences()
            .first()
            .map(|consequence| consequence.effect)
    };
    for (name, expected) in [
        ("DJANGO_SECRET_KEY", Some(Effect::SignedOut)),
        ("AUTHENTIK_SECRET_KEY", Some(Effect::SignedOut)),
        ("SECRET_KEY_BASE", Some(Effect::SignedOut)),
        ("GITLAB_SECRETS_SECRET_KEY_BASE", Some(Effect::SignedOut)),
        ("SYMFONY_APP_SECRET", Some(Effect::SignedOut)),
        ("ACCESS_TOKEN_SECRET", Some(Effect::SignedOut)),
        ("JWT_SECRET", Some(Effect::SignedOut)),
        ("GITLAB_SECRETS_DB_KEY_BASE", Some(Effect::Unreadable)),
        ("GITLAB_SECRETS_OTP_KEY_BASE", Some(Effect::Unreadable)),
        ("ZITADEL_MASTERKEY", Some(Effect::Unreadable)),
        ("RABBITMQ_ERLANG_COOKIE", Some(Effect::SetElsewhere)),
        ("MEILI_MASTER_KEY", Some(Effect::SetElsewhere)),
        ("N8N_RUNNERS_AUTH_TOKEN", Some(Effect::SetElsewhere)),
        ("INTERNAL_API_KEY", Some(Effect::SetElsewhere)),
        ("MINIO_SECRET_KEY", Some(Effect::SetElsewhere)),
        ("TURN_SECRET", Some(Effect::SetElsewhere)),
        ("API_TOKEN_SALT", Some(Effect::Unmatched)),
        ("OTHER_SECRET", None),
    ] {
        assert_eq!(effect(name), expected, "{name}");
    }
}

const REMARKS: &str = "\
DB_PASSWORD=x # swordfish9
# login admin:swordfish9
# curl -u admin:swordfish9 https://x/
# mysql -u root -pswordfish9
# Authorization: Bearer swordfish9
# {\"password\":\"swordfish9\"}
# was Server=db;Uid=sa;Password=swordfish9;
# tool --token swordfish9
";

#[test]
fn an_example_to_commit_has_no_secret_of_a_command_in_its_comments() {
    let bundle = imported(REMARKS, Source::Own);
    let rendered = |output| bundle.render(output).expect("it carries it");
    let committed = rendered(Output::Example);
    assert_eq!(
        committed.text.expose(),
        REMARKS.replace("swordfish9", "").replace("=x #", "= #")
    );
    let masked = rendered(Output::Compose).masked();
    assert_eq!(
        masked,
        REMARKS
            .replace("swordfish9", "••••")
            .replace("=x #", "=•••• #")
    );
    assert_eq!(rendered(Output::Compose).text.expose(), REMARKS);
}
