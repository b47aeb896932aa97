//! What an import decides where a careful person would hesitate: values that readers read differently, secrets that
//! are commented out, values that rest on others, and what a rotation leaves to do.

use crate::parsed::at_stake;
use crate::{NOW, bundles, decides, drawn, seeded::Seeded, value, written};
use latchkey::engine::bundle::{
    Bundle, Class, Decision, Row, consequence::Effect, guess::Guess, import::Source, import::parse,
    import::parse_as, output::Output, preset::Preset, rendered::Note,
};
use latchkey::engine::env::Dialect;

fn import(text: &str, source: Source, reader: Dialect) -> Bundle {
    let mut bundle =
        bundles::import(text, source, reader, NOW, &mut Seeded::new(1)).expect("no faults");
    bundles::complete(&mut bundle).expect("drawn keys are keys");
    bundle
}

#[track_caller]
fn says(bundle: &Bundle, name: &str, reason: &str) {
    let row = bundle.row(name).expect(name);
    assert_eq!(row.reason().to_string(), reason, "{name}");
}

#[test]
fn an_example_by_name_and_comment_gets_new_values_in_the_asked_format() {
    let example = "\
# Replace this with a random string of your own, 40 characters long
SIGNING_SECRET=qR7+kdPw2Lx/9vTz0mBn4sYc8Ha1eGfJ

DATABASE_URL=postgresql://heron:heronpass@heron-db:5432/heron
ADMIN_EMAIL=
";
    let document = parse(example).expect("no faults");
    assert_eq!(Guess::of(&document, ".env.example"), Guess::Named);
    assert_eq!(Guess::of(&document, ""), Guess::Unclear, "it may be in use");
    assert_eq!(
        at_stake(&document.into()),
        ["SIGNING_SECRET", "DATABASE_URL"]
    );
    let bundle = import(example, Source::Example, Dialect::Compose);
    assert_eq!(value(&bundle, "SIGNING_SECRET").len(), 40);
    assert!(!written(&bundle, Output::Compose).contains("heronpass"));
}

#[test]
fn only_what_the_answer_changes_is_at_stake() {
    for (text, expected) in [
        ("PORT=1\n", vec![]),
        ("APP_SECRET=changeme\nDB_PASSWORD=\n", vec![]),
        (
            "APP_SECRET=kept-by-hand\nDB_PASSWORD=\n",
            vec!["APP_SECRET"],
        ),
        ("STRIPE_SECRET_KEY=kept-by-hand\n", vec![]),
        ("A=${B}\n# APP_SECRET=changeme\n", vec![]),
        (
            "DB_PASSWORD=kept-by-hand\nDB_URL=postgres://u:kept-by-hand@db/x\n",
            vec!["DB_PASSWORD", "DB_URL"],
        ),
    ] {
        let document = parse(text).expect("no faults");
        assert_eq!(at_stake(&document.into()), expected, "{text}");
    }
}

#[test]
fn a_weak_word_in_ones_own_file_is_kept_and_pointed_out() {
    let own = format!("APP_SECRET={}\nADMIN_PASSWORD=supersecret\n", drawn());
    let bundle = import(&own, Source::Own, Dialect::Compose);
    assert_eq!(written(&bundle, Output::Compose), own);
    says(&bundle, "APP_SECRET", "your own value, kept");
    says(
        &bundle,
        "ADMIN_PASSWORD",
        "your own value, kept, though it is among the first that attackers try",
    );
}

const DOLLARS: &str = "\
DB_PASSWORD=t@$$ol-Yv93
NOTE=one#two
WINDOWS=\"D:\\new\\tools\"
PRICE=cost$7
";

#[test]
fn what_is_kept_stays_as_its_reader_read_it_in_every_output_that_reads_so() {
    let bundle = import(DOLLARS, Source::Own, Dialect::Npm);
    assert_eq!(value(&bundle, "DB_PASSWORD"), "t@$$ol-Yv93");
    assert_eq!(value(&bundle, "NOTE"), "one");
    assert_eq!(written(&bundle, Output::Dotenv), DOLLARS);
    let python = written(&bundle, Output::PythonDotenv);
    assert!(python.starts_with("DB_PASSWORD=t@$$ol-Yv93\n"), "{python}");
    for (output, reader) in [
        (Output::PythonDotenv, Dialect::Python),
        (Output::Compose, Dialect::Compose),
        (Output::DotenvExpand, Dialect::NpmExpand),
    ] {
        let again = import(&written(&bundle, output), Source::Own, reader);
        for row in bundle.rows() {
            assert_eq!(value(&again, row.name()), row.value().expose(), "{output}");
        }
    }
}

#[test]
fn a_line_says_which_readers_would_read_it_otherwise() {
    let bundle = import(DOLLARS, Source::Own, Dialect::Npm);
    let expand_and_compose = [Dialect::NpmExpand, Dialect::Compose];
    let python_and_compose = [Dialect::Python, Dialect::Compose];
    for (name, readers) in [
        ("DB_PASSWORD", &expand_and_compose[..]),
        ("NOTE", &python_and_compose),
        ("WINDOWS", &python_and_compose),
        ("PRICE", &[]),
    ] {
        assert_eq!(bundle.row(name).expect(name).differing(), readers, "{name}");
    }
}

/// A password hash in the form of `crypt`, which no scanner takes for a leak.
fn hash(scheme: &str) -> String {
    format!("${scheme}$10${}", "abcdefghij".repeat(4))
}

#[test]
fn an_unquoted_hash_is_a_fault_for_compose_with_its_remedy() {
    for scheme in ["2b", "2y", "apr1", "argon2id", "6", "pbkdf2-sha256"] {
        let hash = hash(scheme);
        let text = format!("PORT=1\nADMIN_LOGIN={hash}\n");
        let words = "Line 2: this is a password hash, and the reader takes each $ in it for another variable; \
                     put it in single quotes, or write $$ for each $.";
        let fault = parse_as(&text, Dialect::Compose).expect_err("a hash is no reference");
        assert_eq!(fault.to_string(), words);
        // A text that names its reader is not read by another one's rules.
        let fault = parse(&format!("# docker compose\n{text}")).expect_err("Compose reads it");
        assert!(fault.to_string().contains("single quotes"), "{fault}");
        for quoted in [format!("'{hash}'"), hash.replace('$', "$$")] {
            let text = format!("ADMIN_LOGIN={quoted}\n");
            let bundle = import(&text, Source::Own, Dialect::Compose);
            assert_eq!(value(&bundle, "ADMIN_LOGIN"), hash);
        }
        for reader in [Dialect::NpmExpand, Dialect::Shell] {
            assert!(
                parse_as(&text, reader).is_err(),
                "{reader} takes references"
            );
        }
    }
    assert!(
        parse_as("A=$2b$${B}\n", Dialect::Compose).is_ok(),
        "no hash"
    );
}

#[test]
fn a_hash_reaches_every_reader_that_can_carry_it() {
    let own = format!("ADMIN_LOGIN={}\nUSERS=admin:{}\n", hash("2b"), hash("apr1"));
    let document = parse(&own).expect("npm's reader takes it");
    assert_eq!(document.dialect(), Dialect::Npm);
    let bundle = import(&own, Source::Own, Dialect::Npm);
    assert_eq!(written(&bundle, Output::Dotenv), own);
    let compose = written(&bundle, Output::Compose);
    assert_eq!(
        compose.lines().next(),
        Some(&*format!("ADMIN_LOGIN='{}'", hash("2b")))
    );
    for (output, reader) in [
        (Output::Compose, Dialect::Compose),
        (Output::PythonDotenv, Dialect::Python),
        (Output::DotenvExpand, Dialect::NpmExpand),
        (Output::DockerRun, Dialect::DockerRun),
        (Output::Systemd, Dialect::Systemd),
        (Output::GitHubCli, Dialect::Godotenv),
    ] {
        let again = import(&written(&bundle, output), Source::Own, reader);
        assert_eq!(value(&again, "ADMIN_LOGIN"), hash("2b"), "{output}");
        assert_eq!(
            value(&again, "USERS"),
            format!("admin:{}", hash("apr1")),
            "{output}"
        );
    }
}

#[test]
fn commented_out_secrets_are_offered_and_off_until_a_person_wants_them() {
    let example = "\
# openssl rand -hex 16
# SIGNING_SECRET=replace_me
PORT=80
## DB_PASSWORD=
# SMTP_PASSWORD=
# LOG_LEVEL=debug
# PORT=81
# APP_SECRET=in-use-once-17
#export TOKEN_SALT=changeme # keep it
";
    let mut bundle = import(example, Source::Example, Dialect::Compose);
    let off: Vec<&str> = bundle
        .rows()
        .iter()
        .filter(|row| row.is_off())
        .map(Row::name)
        .collect();
    assert_eq!(off, ["SIGNING_SECRET", "DB_PASSWORD", "TOKEN_SALT"]);
    says(&bundle, "SIGNING_SECRET", "not in use");
    assert_eq!(written(&bundle, Output::Compose), example);
    assert_eq!(written(&bundle, Output::Json), "{\n  \"PORT\": \"80\"\n}\n");
    bundle
        .rotate(true, NOW, &mut Seeded::new(2))
        .expect("the source never fails");
    assert_eq!(
        written(&bundle, Output::Compose),
        example,
        "a rotation wants none"
    );

    let mut source = Seeded::new(3);
    bundle
        .regenerate("SIGNING_SECRET", NOW, &mut source)
        .expect("the row is there");
    let new = value(&bundle, "SIGNING_SECRET").to_owned();
    assert_eq!(new.len(), 32, "as its comment asks");
    let expected = example.replace(
        "# SIGNING_SECRET=replace_me",
        &format!("SIGNING_SECRET={new}"),
    );
    assert_eq!(written(&bundle, Output::Compose), expected);
    assert!(written(&bundle, Output::Json).contains(&new));
    let committed = written(&bundle, Output::Example);
    assert!(
        committed.contains("\nSIGNING_SECRET=\nPORT=\n## DB_PASSWORD=\n"),
        "{committed}"
    );
    let id = bundle.row("SIGNING_SECRET").expect("the row").id();
    bundle
        .decide(id, Decision::Keep, NOW, &mut source)
        .expect("it was there");
    assert_eq!(written(&bundle, Output::Compose), example);
}

#[test]
fn a_preset_puts_its_commented_out_variables_to_use() {
    let mut bundle = import("# REDIS_PASSWORD=\nPORT=1\n", Source::Own, Dialect::Compose);
    bundle
        .add_preset(Preset::Redis, NOW, &mut Seeded::new(2))
        .expect("the name is free");
    let password = value(&bundle, "REDIS_PASSWORD");
    assert_eq!(password.len(), 32);
    assert_eq!(
        written(&bundle, Output::Compose),
        format!("REDIS_PASSWORD={password}\nPORT=1\n")
    );
}

#[test]
fn a_previous_value_is_the_old_secret_and_no_reference_any_more() {
    for line in [
        "JWT_SECRET_PREVIOUS=${FORMER_SECRET}",
        "JWT_SECRET_PREVIOUS=\"${FORMER_SECRET:-x}\"",
        "JWT_SECRET_PREVIOUS=$JWT_SECRET",
        "JWT_SECRET_PREVIOUS=",
    ] {
        let own = format!("JWT_SECRET={}\n{line}\n", drawn());
        let mut bundle = import(&own, Source::Own, Dialect::Compose);
        bundle
            .rotate(true, NOW, &mut Seeded::new(2))
            .expect("the source never fails");
        for output in [Output::Compose, Output::Dotenv, Output::DockerRun] {
            let text = written(&bundle, output);
            let previous = text.lines().nth(1).expect("two lines");
            let value = previous
                .trim_start_matches("JWT_SECRET_PREVIOUS=")
                .trim_matches('"');
            assert_eq!(value, drawn(), "{output}: {text}");
        }
        assert_eq!(value(&bundle, "JWT_SECRET_PREVIOUS"), drawn());
        assert_ne!(value(&bundle, "JWT_SECRET"), drawn());
    }
}

#[test]
fn other_references_stay_references_through_a_rotation() {
    let own = format!("APP_SECRET={}\nURL=https://x/${{APP_SECRET}}\n", drawn());
    let mut bundle = import(&own, Source::Own, Dialect::Compose);
    bundle
        .rotate(true, NOW, &mut Seeded::new(2))
        .expect("the source never fails");
    assert!(written(&bundle, Output::Compose).ends_with("URL=https://x/${APP_SECRET}\n"));
}

#[test]
fn a_rotation_says_what_is_left_to_do() {
    let own = format!(
        "POSTGRES_PASSWORD={0}1\nDATA_ENCRYPTION_KEY={0}2\nHASH_SALT={0}3\nJWT_SECRET={0}4\nPORT=1\nOTHER_SECRET={0}5\n\
         REDIS_PASSWORD=changeme\n",
        drawn()
    );
    let mut bundle = import(&own, Source::Own, Dialect::Compose);
    assert_eq!(bundle.consequences(), [], "all is kept");
    let rotate = |bundle: &mut Bundle| {
        bundle
            .rotate(true, NOW, &mut Seeded::new(2))
            .expect("the source never fails");
    };
    rotate(&mut bundle);
    let told: Vec<(Effect, Vec<String>)> = bundle
        .consequences()
        .into_iter()
        .map(|consequence| (consequence.effect, consequence.names))
        .collect();
    let expected = [
        (Effect::SetElsewhere, "POSTGRES_PASSWORD"),
        (Effect::Unreadable, "DATA_ENCRYPTION_KEY"),
        (Effect::Unmatched, "HASH_SALT"),
        (Effect::SignedOut, "JWT_SECRET"),
    ];
    assert_eq!(
        told,
        expected.map(|(effect, name)| (effect, vec![name.to_owned()]))
    );
    let mut example = import(&own, Source::Example, Dialect::Compose);
    rotate(&mut example);
    assert_eq!(example.consequences(), [], "it was never in use");
}

#[test]
fn what_rests_on_an_unknown_value_is_missing_and_not_empty() {
    for own in ["JWT_SECRET=${KEEPER}\n", "JWT_SECRET=\"$KEEPER\"\n"] {
        let mut bundle = import(own, Source::Own, Dialect::Compose);
        bundle
            .add_preset(Preset::Supabase, NOW, &mut Seeded::new(2))
            .expect("the names are free");
        for name in ["ANON_KEY", "SERVICE_ROLE_KEY"] {
            assert_eq!(bundle.row(name).expect(name).missing(), Some("JWT_SECRET"));
        }
        let rendered = bundle.render(Output::Compose).expect("the rest is there");
        assert!(
            !rendered.text.expose().contains("KEY=\n"),
            "no key is empty"
        );
        assert!(rendered.text.expose().contains("\n# ANON_KEY is missing: "));
        let missing = Note::Missing {
            names: [
                "ANON_KEY",
                "SERVICE_ROLE_KEY",
                "JWT_KEYS",
                "JWT_JWKS",
                "ANON_KEY_ASYMMETRIC",
                "SERVICE_ROLE_KEY_ASYMMETRIC",
            ]
            .map(str::to_owned)
            .to_vec(),
            from: "JWT_SECRET".to_owned(),
        };
        assert_eq!(rendered.notes, [missing]);
    }
}

#[test]
fn what_rests_on_a_reference_is_made_where_that_can_be_resolved() {
    let own = format!("KEEPER={}\nJWT_SECRET=${{KEEPER}}\n", drawn());
    let mut bundle = import(&own, Source::Own, Dialect::Compose);
    bundle
        .add_preset(Preset::Supabase, NOW, &mut Seeded::new(2))
        .expect("the names are free");
    let key = value(&bundle, "ANON_KEY").to_owned();
    let plain = format!("JWT_SECRET={}\n", drawn());
    let mut known = import(&plain, Source::Own, Dialect::Compose);
    known
        .add_preset(Preset::Supabase, NOW, &mut Seeded::new(2))
        .expect("the names are free");
    assert_eq!(
        key,
        value(&known, "ANON_KEY"),
        "signed with the same secret"
    );
    let id = bundle.row("KEEPER").expect("the row").id();
    bundle
        .decide(id, Decision::Mint, NOW, &mut Seeded::new(3))
        .expect("the source never fails");
    assert_ne!(key, value(&bundle, "ANON_KEY"), "signed with the new one");
}

#[test]
fn a_missing_value_is_there_once_its_source_is_and_gone_again() {
    let own =
        "JWT_SECRET=${KEEPER}\n# Supabase\nANON_KEY=public-demo-key\nSERVICE_ROLE_KEY=\nPORT=1\n";
    let mut bundle = import(own, Source::Example, Dialect::Compose);
    let expected = "JWT_SECRET=${KEEPER}\n# Supabase\n\
        # ANON_KEY is missing: it is made from JWT_SECRET, whose value is not known.\n\
        # SERVICE_ROLE_KEY is missing: it is made from JWT_SECRET, whose value is not known.\nPORT=1\n";
    assert_eq!(written(&bundle, Output::Compose), expected);
    let id = bundle.row("JWT_SECRET").expect("the row").id();
    let mut source = Seeded::new(2);
    bundle
        .decide(id, Decision::Mint, NOW, &mut source)
        .expect("the source never fails");
    assert!(bundle.row("ANON_KEY").expect("the row").missing().is_none());
    assert_eq!(value(&bundle, "ANON_KEY").split('.').count(), 3);
    for decision in [Decision::Blank, Decision::Keep] {
        bundle
            .decide(id, decision, NOW, &mut source)
            .expect("it needs nothing");
        let row = bundle.row("SERVICE_ROLE_KEY").expect("the row");
        assert_eq!(row.missing(), Some("JWT_SECRET"));
        assert!(row.value().is_empty());
    }
}

#[test]
fn a_public_key_does_not_wait_for_a_private_key_that_is_unknown() {
    let mut bundle = import(
        "VAPID_PRIVATE_KEY=${KEEPER}\n",
        Source::Own,
        Dialect::Compose,
    );
    bundle
        .add_preset(Preset::WebPush, NOW, &mut Seeded::new(2))
        .expect("the names are free");
    let row = bundle.row("VAPID_PUBLIC_KEY").expect("the row");
    assert!(!row.is_waiting());
    assert_eq!(row.missing(), Some("VAPID_PRIVATE_KEY"));
}

const REMARKS: &str = "\
# Keep this file safe.
## DB_PASSWORD=swordfish9
# SIGNING_KEY: swordfish9
#export  B_TOKEN=swordfish9
# psql postgres://u:swordfish9@db/x
# the password was swordfish9
A=b # formerly swordfish9
";

#[test]
fn an_example_to_commit_has_no_secret_in_its_comments_either() {
    let bundle = import(REMARKS, Source::Own, Dialect::Compose);
    let expected = REMARKS.replace("swordfish9", "").replace("A=b", "A=");
    assert_eq!(written(&bundle, Output::Example), expected);
    let masked = bundle
        .render(Output::Compose)
        .expect("it came from there")
        .masked();
    let expected = REMARKS
        .replace("swordfish9", "••••")
        .replace("A=b", "A=••••");
    assert_eq!(masked, expected);
    assert_eq!(
        written(&bundle, Output::Compose),
        REMARKS,
        "the file keeps them"
    );
}

#[test]
fn what_another_reader_takes_for_the_rest_of_a_value_is_not_shown() {
    let own = "DB_PASSWORD=one#Two3 # see #42\nPORT=1 #dev\n";
    let bundle = import(own, Source::Own, Dialect::Npm);
    assert_eq!(written(&bundle, Output::Dotenv), own);
    assert_eq!(
        written(&bundle, Output::Example),
        "DB_PASSWORD= # # see #42\nPORT= #\n"
    );
    let masked = |output| bundle.render(output).expect("it carries it").masked();
    let expected = "DB_PASSWORD=••••#•••• # see #42\nPORT=•••• #••••\n";
    assert_eq!(masked(Output::Dotenv), expected);
    assert_eq!(masked(Output::Compose), expected.replace("••••#", "•••• #"));
}

#[test]
fn nothing_of_an_example_is_a_setting_that_was_a_secret() {
    // The helper of the examples also proves that the text is taken for one.
    decides(
        "DB_PASSWORD=adminadmin\nAPP_SECRET=supersecret\n",
        &[
            "DB_PASSWORD 32 letters and digits",
            "APP_SECRET 32 bytes as hex",
        ],
        &[],
    );
    let bundle = import("DB_PASSWORD=monster\n", Source::Example, Dialect::Compose);
    assert_eq!(bundle.rows()[0].class(), Class::Own);
}
