//! What is left to a person after an import: the groups of the rows, what is not filled in yet, values that a person
//! enters, and a copy of the bundle to come back to.

use crate::{NOW, id, imported, seeded::Seeded, written};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::{
    Bundle, BundleError, Decision, enter::UnfilledVariables, group::Group, import::Source,
    output::Output, preset::Preset,
};

fn enter(bundle: &mut Bundle, name: &str, text: &str) {
    let id = id(bundle, name);
    bundle
        .enter(id, &Secret::from(text), NOW)
        .expect("it was imported");
}

fn text(bundle: &Bundle) -> String {
    written(bundle, Output::Compose)
}

#[test]
fn each_variable_is_in_the_group_that_says_what_a_person_does_with_it() {
    use Group::{Kept, Look, New, Off, Provider};
    for (line, example, own) in [
        ("SESSION_SECRET=changeme", New, New),
        ("SESSION_SECRET=barnacle-Bill-77", New, Kept),
        ("SESSION_SECRET=letmein", New, Look),
        ("PORT=8080", Kept, Kept),
        ("PORT=", Kept, Kept),
        ("STRIPE_SECRET_KEY=", Provider, Provider),
        ("STRIPE_SECRET_KEY=your-key", Provider, Provider),
        // In an example it is nobody's, in one's own file it is there already.
        ("STRIPE_SECRET_KEY=barnacle-Bill-77", Provider, Kept),
        ("SITE_HOST=<host>", Look, Look),
        (
            "LOGIN='$2b$10$abcdefghijklmnopqrstuuabcdefghijklmnopqrstuvwxyzabcde'",
            Look,
            Look,
        ),
        ("FLAGS={\"a\": \"b\"}", Look, Look),
        ("API_SECRET= # openssl rand 32 | frob", Look, Look),
        ("TLS_PRIVATE_KEY=", Look, Look),
        ("MOTTO=one#two", Look, Look),
        ("LINK=${HOME_URL}/x", Kept, Kept),
        ("# API_SECRET=changeme", Off, Off),
    ] {
        for (source, expected) in [(Source::Example, example), (Source::Own, own)] {
            let bundle = imported(&format!("{line}\n"), source);
            let row = bundle.rows().first().expect(line);
            assert_eq!(bundle.group(row), expected, "{line}: {source:?}");
        }
    }
    let preset =
        Bundle::from_preset(Preset::ALL[0], NOW, &mut Seeded::new(1)).expect("random numbers");
    assert!(preset.rows().iter().all(|row| preset.group(row) == New));
}

const OTHERS: &str = "\
# from others
OPENAI_API_KEY=\"your-key\" # sk-…
SMTP_URL=smtp://shop:changeme@smtp.mailgun.org:587
STRIPE_SECRET_KEY=
SITE_HOST=<host>
JWT_SECRET=changeme
";

#[test]
fn what_is_not_filled_in_yet_is_named() {
    let mut bundle = imported(OTHERS, Source::Example);
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(
        bundle.unfilled(),
        UnfilledVariables {
            placeholders: names(&["OPENAI_API_KEY", "SMTP_URL", "SITE_HOST"]),
            empty: names(&["STRIPE_SECRET_KEY"]),
        }
    );
    enter(&mut bundle, "OPENAI_API_KEY", "sk-1");
    enter(&mut bundle, "SITE_HOST", "shop.example.org");
    enter(&mut bundle, "STRIPE_SECRET_KEY", "sk_live_1");
    assert_eq!(bundle.unfilled().placeholders, ["SMTP_URL"]);
    assert!(bundle.unfilled().empty.is_empty());
    // What is left blank on purpose is not missing; a placeholder that is kept on purpose is still one.
    let (smtp, jwt) = (id(&bundle, "SMTP_URL"), id(&bundle, "JWT_SECRET"));
    let mut source = Seeded::new(2);
    bundle
        .decide(smtp, Decision::Blank, NOW, &mut source)
        .expect("it can be blank");
    bundle
        .decide(jwt, Decision::Keep, NOW, &mut source)
        .expect("it was imported");
    assert_eq!(bundle.unfilled().placeholders, ["JWT_SECRET"]);
    assert!(bundle.unfilled().empty.is_empty());
}

#[test]
fn an_entered_value_is_written_in_its_place_and_emptied_gives_way_to_what_was_there() {
    let mut bundle = imported(OTHERS, Source::Example);
    let before = text(&bundle);
    enter(&mut bundle, "OPENAI_API_KEY", "sk #1");
    enter(&mut bundle, "SMTP_URL", "p@ss/word");
    let row = bundle.row("SMTP_URL").expect("it was imported");
    assert_eq!(row.entered().expect("it was entered").expose(), "p@ss/word");
    assert_eq!(bundle.group(row), Group::Provider);
    assert_eq!(
        text(&bundle),
        before
            .replace("\"your-key\"", "\"sk #1\"")
            .replace("shop:changeme@", "shop:p%40ss%2Fword@")
    );
    // A whole URL takes the place of the URL.
    enter(&mut bundle, "SMTP_URL", "smtp://me:1@mail.example:25");
    assert!(text(&bundle).contains("\nSMTP_URL=smtp://me:1@mail.example:25\n"));
    enter(&mut bundle, "OPENAI_API_KEY", "");
    enter(&mut bundle, "SMTP_URL", "");
    assert_eq!(text(&bundle), before);
    assert!(bundle.row("SMTP_URL").is_some_and(|row| !row.is_entered()));
}

#[test]
fn a_decision_takes_the_place_of_an_entered_value() {
    let mut bundle = imported(OTHERS, Source::Example);
    let key = id(&bundle, "OPENAI_API_KEY");
    for decision in [Decision::Keep, Decision::Blank, Decision::Mint] {
        enter(&mut bundle, "OPENAI_API_KEY", "sk-entered");
        bundle
            .decide(key, decision, NOW, &mut Seeded::new(3))
            .expect("it was imported");
        let row = bundle.by_id(key).expect("it is there");
        assert!(!row.is_entered() && row.value().expose() != "sk-entered");
    }
}

#[test]
fn nothing_can_be_entered_where_there_is_no_row_or_nothing_to_come_back_to() {
    let mut bundle =
        Bundle::from_preset(Preset::ALL[0], NOW, &mut Seeded::new(1)).expect("random numbers");
    let first = bundle.rows()[0].id();
    let none = Secret::from("");
    assert_eq!(
        bundle.enter(first, &none, NOW),
        Err(BundleError::NothingToKeep)
    );
    let stranger = id(
        &imported("A=1\nB=2\nC=3\nD=4\nE=5\nF=6\nG=7\n", Source::Own),
        "G",
    );
    assert_eq!(
        bundle.enter(stranger, &Secret::from("x"), NOW),
        Err(BundleError::NoSuchName)
    );
}

#[test]
fn a_rotation_leaves_what_was_entered() {
    let mut bundle = imported(OTHERS, Source::Own);
    enter(&mut bundle, "STRIPE_SECRET_KEY", "sk_live_1");
    bundle
        .rotate(true, NOW, &mut Seeded::new(4))
        .expect("random numbers");
    assert!(text(&bundle).contains("\nSTRIPE_SECRET_KEY=sk_live_1\n"));
}

#[test]
fn a_snapshot_is_the_bundle_as_it_was() {
    let mut bundle = imported(OTHERS, Source::Own);
    enter(&mut bundle, "SMTP_URL", "barnacle");
    let before = text(&bundle);
    let mut kept = bundle.snapshot();
    bundle
        .rotate(true, NOW, &mut Seeded::new(5))
        .expect("random numbers");
    enter(&mut bundle, "SMTP_URL", "");
    assert_ne!(text(&bundle), before);
    assert_eq!(text(&kept), before);
    assert_eq!(kept.source(), bundle.source());
    // It is a bundle of its own, which changes by itself.
    let smtp = id(&kept, "SMTP_URL");
    assert_eq!(
        kept.by_id(smtp)
            .expect("there")
            .entered()
            .expect("entered")
            .expose(),
        "barnacle"
    );
    enter(&mut kept, "SMTP_URL", "");
    assert!(text(&kept).contains("shop:changeme@"));
    assert!(
        kept.unfilled()
            .placeholders
            .contains(&"SMTP_URL".to_owned())
    );
}
