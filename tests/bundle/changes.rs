//! Decisions, shared secrets and rotation.

use crate::{Broken, NOW, bundles, id, imported, seeded::Seeded, value, written};
use latchkey::engine::base::random::RandomError;
use latchkey::engine::bundle::{
    Bundle, BundleError, Decision, format::SecretFormat, import::Source, output::Output,
};

const TEXT: &str = "\
# the database
POSTGRES_PASSWORD=hunter2-in-use
DATABASE_URL=postgres://app:hunter2-in-use@db/app # one secret
SESSION_SECRET=\"in use for years\"
PORT=8080
JWT_SECRET=changeme
";

fn own(text: &str) -> Bundle {
    imported(text, Source::Own)
}

fn text(bundle: &Bundle) -> String {
    written(bundle, Output::Compose)
}

#[test]
fn in_ones_own_file_real_values_stay_and_placeholders_are_filled() {
    let bundle = own(TEXT);
    let new = value(&bundle, "JWT_SECRET");
    assert_eq!(new.len(), 64);
    assert_eq!(text(&bundle), TEXT.replace("changeme", new));
}

#[test]
fn every_decision_can_be_changed_and_taken_back() {
    let mut bundle = own(TEXT);
    let mut source = Seeded::new(2);
    let port = id(&bundle, "PORT");
    bundle
        .decide(port, Decision::Blank, NOW, &mut source)
        .expect("a blank needs nothing");
    assert_eq!(value(&bundle, "PORT"), "");
    bundle
        .set_kind(port, SecretFormat::Uuid, NOW, &mut source)
        .expect("the source never fails");
    assert_eq!(value(&bundle, "PORT").len(), 36);
    bundle
        .decide(port, Decision::Keep, NOW, &mut source)
        .expect("it was imported");
    assert_eq!(value(&bundle, "PORT"), "8080");
    assert_eq!(
        bundle.row("PORT").expect("the row").reason().to_string(),
        "your choice"
    );
    let jwt = id(&bundle, "JWT_SECRET");
    bundle
        .decide(jwt, Decision::Keep, NOW, &mut source)
        .expect("it was imported");
    assert_eq!(text(&bundle), TEXT);
}

#[test]
fn a_row_can_take_the_secret_of_another_and_follows_it() {
    let mut bundle = own(TEXT);
    let mut source = Seeded::new(3);
    let (jwt, session) = (id(&bundle, "JWT_SECRET"), id(&bundle, "SESSION_SECRET"));
    bundle
        .decide(session, Decision::SameAs(jwt), NOW, &mut source)
        .expect("two rows");
    assert_eq!(
        value(&bundle, "SESSION_SECRET"),
        value(&bundle, "JWT_SECRET")
    );
    let changed = bundle
        .regenerate("SESSION_SECRET", NOW, &mut source)
        .expect("the row is there");
    assert_eq!(changed, [session, jwt]);
    assert_eq!(
        value(&bundle, "SESSION_SECRET"),
        value(&bundle, "JWT_SECRET")
    );
    let answer = bundle.decide(jwt, Decision::SameAs(session), NOW, &mut source);
    assert_eq!(answer, Err(BundleError::SameAsItself));
}

#[test]
fn followers_of_a_follower_follow_its_leader() {
    let mut bundle = own("A_SECRET=x\nB_SECRET=y\nC_SECRET=z\n");
    let mut source = Seeded::new(4);
    let [a, b, c] = ["A_SECRET", "B_SECRET", "C_SECRET"].map(|name| id(&bundle, name));
    bundle
        .decide(c, Decision::SameAs(b), NOW, &mut source)
        .expect("two rows");
    bundle
        .decide(b, Decision::SameAs(a), NOW, &mut source)
        .expect("two rows");
    assert_eq!(
        bundle.by_id(c).expect("the row").decision(),
        Decision::SameAs(a)
    );
    assert_eq!(value(&bundle, "C_SECRET"), "x");
    bundle
        .regenerate("A_SECRET", NOW, &mut source)
        .expect("the row is there");
    assert_eq!(value(&bundle, "C_SECRET"), value(&bundle, "A_SECRET"));
}

#[test]
fn a_rotation_makes_every_secret_new_and_no_setting() {
    let mut bundle = own(TEXT);
    bundle
        .rotate(false, NOW, &mut Seeded::new(5))
        .expect("the source never fails");
    let (password, session, jwt) = (
        value(&bundle, "POSTGRES_PASSWORD"),
        value(&bundle, "SESSION_SECRET"),
        value(&bundle, "JWT_SECRET"),
    );
    let expected = TEXT
        .replace("hunter2-in-use", password)
        .replace("in use for years", session)
        .replace("changeme", jwt);
    assert_eq!(text(&bundle), expected);
    assert_eq!(password.len(), 32);
}

#[test]
fn a_rotation_can_keep_what_was_in_use() {
    let mut bundle = own(TEXT);
    bundle
        .rotate(true, NOW, &mut Seeded::new(5))
        .expect("the source never fails");
    let text = text(&bundle);
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines[2], "POSTGRES_PASSWORD_PREVIOUS=hunter2-in-use");
    assert_eq!(lines[5], "SESSION_SECRET_PREVIOUS='in use for years'");
    assert!(
        !text.contains("JWT_SECRET_PREVIOUS"),
        "a placeholder was never in use"
    );
    assert!(!text.contains("DATABASE_URL_PREVIOUS"));
}

#[test]
fn a_second_rotation_replaces_the_previous_value() {
    let mut once = own(TEXT);
    once.rotate(true, NOW, &mut Seeded::new(5))
        .expect("the source never fails");
    let in_use = value(&once, "SESSION_SECRET").to_owned();
    let mut twice = own(&text(&once));
    assert_eq!(value(&twice, "SESSION_SECRET_PREVIOUS"), "in use for years");
    twice
        .rotate(true, NOW, &mut Seeded::new(6))
        .expect("the source never fails");
    assert_eq!(value(&twice, "SESSION_SECRET_PREVIOUS"), in_use);
    assert_eq!(
        twice.rows().len(),
        once.rows().len() + 1,
        "JWT_SECRET is in use by now"
    );
    assert!(text(&twice).contains(&format!("SESSION_SECRET_PREVIOUS='{in_use}'")));
}

#[test]
fn without_random_numbers_no_decision_and_no_rotation_happens() {
    let mut bundle = own(TEXT);
    let before = text(&bundle);
    let failure = Err(BundleError::Random(RandomError::Unavailable));
    let port = id(&bundle, "PORT");
    assert_eq!(bundle.rotate(true, NOW, &mut Broken), failure);
    assert_eq!(
        bundle.decide(port, Decision::Mint, NOW, &mut Broken),
        failure
    );
    assert_eq!(
        bundle.set_kind(port, SecretFormat::Uuid, NOW, &mut Broken),
        failure
    );
    assert_eq!(text(&bundle), before);
    assert_eq!(
        bundle.row("PORT").expect("the row").decision(),
        Decision::Keep
    );
    assert_eq!(
        bundle.row("POSTGRES_PASSWORD").expect("the row").decision(),
        Decision::Keep
    );
}

#[test]
fn a_new_private_key_makes_its_public_key_wait() {
    let mut bundle = own("VAPID_PRIVATE_KEY=\nVAPID_PUBLIC_KEY=\n# web-push\n");
    bundles::complete(&mut bundle).expect("the private key is one");
    let before = value(&bundle, "VAPID_PUBLIC_KEY").to_owned();
    assert_eq!(before.len(), 87);
    let changed = bundle
        .regenerate("VAPID_PUBLIC_KEY", NOW, &mut Seeded::new(7))
        .expect("the row");
    assert_eq!(changed.len(), 2, "half a pair is made with its other half");
    assert!(
        bundle
            .row("VAPID_PUBLIC_KEY")
            .expect("the row")
            .is_waiting()
    );
    bundles::complete(&mut bundle).expect("the private key is one");
    assert_ne!(value(&bundle, "VAPID_PUBLIC_KEY"), before);
}

#[test]
fn a_kept_signing_secret_signs_blank_keys() {
    let mut bundle =
        own("# Supabase\nJWT_SECRET=a-real-one-that-is-in-use\nANON_KEY=\nSERVICE_ROLE_KEY=\n");
    assert_eq!(value(&bundle, "JWT_SECRET"), "a-real-one-that-is-in-use");
    let before = value(&bundle, "ANON_KEY").to_owned();
    assert_eq!(before.split('.').count(), 3);
    bundle
        .regenerate("JWT_SECRET", NOW, &mut Seeded::new(8))
        .expect("the row is there");
    assert_ne!(value(&bundle, "ANON_KEY"), before);
}

#[test]
fn what_is_made_from_a_variable_that_is_not_there_is_left_alone() {
    let bundle = own("# Supabase\nANON_KEY=\nSERVICE_ROLE_KEY=\n");
    let row = bundle.row("ANON_KEY").expect("the row");
    assert_eq!(row.decision(), Decision::Keep);
    assert_eq!(
        row.reason().to_string(),
        "is made from JWT_SECRET, which is not here"
    );
}

#[test]
fn presets_append_to_an_import_and_leave_what_is_there() {
    let mut bundle = own("POSTGRES_PASSWORD=in-use-since-long # mine");
    bundle
        .add_preset(
            latchkey::engine::bundle::preset::Preset::Redis,
            NOW,
            &mut Seeded::new(9),
        )
        .expect("the names differ");
    bundle
        .add_preset(
            latchkey::engine::bundle::preset::Preset::PostgreSql,
            NOW,
            &mut Seeded::new(9),
        )
        .expect("the variable serves");
    let expected = format!(
        "POSTGRES_PASSWORD=in-use-since-long # mine\nREDIS_PASSWORD={}\n",
        value(&bundle, "REDIS_PASSWORD")
    );
    assert_eq!(text(&bundle), expected);
}
