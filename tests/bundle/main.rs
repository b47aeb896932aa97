//! Bundles of presets: how they combine, change and read.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../support/broken.rs"]
mod broken;
#[path = "../support/bundles.rs"]
mod bundles;
mod changes;
mod entered;
mod formats;
#[path = "../support/imported.rs"]
mod imported;
mod masked;
mod pairs;
#[path = "../support/rendered.rs"]
mod rendered;
#[path = "../support/seeded.rs"]
mod seeded;

use broken::Broken;
use imported::{NOW, imported, value};
use latchkey::engine::base::random::RandomError;
use latchkey::engine::bundle::{
    Bundle, BundleError, Row, RowId, format::SecretFormat, output::Output, preset::Preset,
    preset::PresetVariable,
};
use rendered::written;
use seeded::Seeded;

fn bundle(preset: Preset) -> Bundle {
    // With this seed Django's key contains a `$` followed by the start of a name.
    Bundle::from_preset(preset, NOW, &mut Seeded::new(2)).expect("the seeded source never fails")
}

fn id(bundle: &Bundle, name: &str) -> RowId {
    bundle.row(name).expect(name).id()
}

#[test]
fn a_vapid_pair_waits_for_its_public_half_and_is_not_written_before() {
    for (preset, lengths) in [(Preset::Mastodon, [44, 88]), (Preset::WebPush, [43, 87])] {
        let mut bundle = bundle(preset);
        assert!(
            bundle
                .row("VAPID_PUBLIC_KEY")
                .expect("the row")
                .is_waiting()
        );
        let refusals = bundle
            .render(Output::Dotenv)
            .expect_err("half a pair is no pair");
        assert_eq!(refusals.len(), 1);
        assert!(
            refusals[0]
                .to_string()
                .starts_with("VAPID_PUBLIC_KEY cannot be written")
        );
        bundles::complete(&mut bundle).expect("the private key is one");
        assert_eq!(value(&bundle, "VAPID_PRIVATE_KEY").len(), lengths[0]);
        assert_eq!(value(&bundle, "VAPID_PUBLIC_KEY").len(), lengths[1]);
        assert!(bundle.render(Output::Dotenv).is_ok());
    }
}

#[test]
fn a_public_key_for_another_private_key_is_not_taken() {
    let mut bundle = bundle(Preset::WebPush);
    let (id, _, _) = bundle.waiting().next().expect("one row waits");
    bundle.supply(id, &"another".into(), "public".into());
    assert!(
        bundle
            .row("VAPID_PUBLIC_KEY")
            .expect("the row")
            .is_waiting()
    );
}

#[test]
fn variables_are_added_by_name_and_format_and_win_over_a_preset() {
    let mut bundle = bundle(Preset::Flask);
    let variables = [
        ("SECRET_KEY".to_owned(), SecretFormat::Uuid),
        ("OTHER".to_owned(), SecretFormat::Hex { bytes: 16 }),
    ];
    bundle
        .add_variables(&variables, NOW, &mut Seeded::new(3))
        .expect("the seeded source never fails");
    let names: Vec<&str> = bundle.rows().iter().map(Row::name).collect();
    assert_eq!(names, ["SECRET_KEY", "OTHER"]);
    assert_eq!(
        (
            value(&bundle, "SECRET_KEY").len(),
            value(&bundle, "OTHER").len()
        ),
        (36, 32)
    );
    let more = [("MORE".to_owned(), SecretFormat::Uuid)];
    let answer = bundle.add_variables(&more, NOW, &mut Broken);
    assert_eq!(answer, Err(BundleError::Random(RandomError::Unavailable)));
    assert!(bundle.row("MORE").is_none());
}

#[test]
fn presets_share_a_password_and_refuse_two_formats_under_one_name() {
    let mut bundle = bundle(Preset::Supabase);
    bundle
        .add_preset(Preset::PostgreSql, NOW, &mut Seeded::new(9))
        .expect("a password is one");
    assert_eq!(bundle.rows().len(), 20);
    let before = bundle.rows().len();
    let answer = bundle
        .add_preset(Preset::Rails, NOW, &mut Seeded::new(9))
        .map_err(|error| error.to_string());
    assert!(
        answer.is_err_and(|error| error.starts_with("SECRET_KEY_BASE is in the bundle already"))
    );
    assert_eq!(bundle.rows().len(), before);
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
    bundles::make_pairs(&mut bundle, NOW, &mut Seeded::new(7)).expect("it makes a pair");
    let before: Vec<_> = bundle
        .rows()
        .iter()
        .map(|row| row.value().expose().to_owned())
        .collect();
    let changed = bundle
        .regenerate("JWT_SECRET", NOW, &mut Seeded::new(8))
        .expect("the row is there");
    for (row, before) in bundle.rows().iter().zip(&before) {
        // What the worker makes of it is `pairs`' business.
        let of_name = ["JWT_SECRET", "ANON_KEY", "SERVICE_ROLE_KEY"].contains(&row.name());
        let expected = of_name || row.pair_value().is_some();
        assert_eq!(row.value().expose() != before, expected, "{}", row.name());
        assert_eq!(changed.contains(&row.id()), expected, "{}", row.name());
    }
}

#[test]
fn without_random_numbers_nothing_changes() {
    let failure = BundleError::Random(RandomError::Unavailable);
    // The worker draws key pairs.
    let is_pair = |field: &PresetVariable| matches!(field.kind, SecretFormat::Pair(_));
    let drawn = Preset::ALL.into_iter();
    for preset in drawn.filter(|preset| !preset.fields().iter().all(is_pair)) {
        assert_eq!(
            Bundle::from_preset(preset, NOW, &mut Broken).err(),
            Some(failure)
        );
    }
    let mut bundle = bundle(Preset::WebApp);
    let before = written(&bundle, Output::Json);
    assert_eq!(
        bundle.add_preset(Preset::Django, NOW, &mut Broken),
        Err(failure)
    );
    assert_eq!(
        bundle.regenerate("JWT_SECRET", NOW, &mut Broken),
        Err(failure)
    );
    assert_eq!(bundle.regenerate_all(NOW, &mut Broken), Err(failure));
    assert_eq!(written(&bundle, Output::Json), before);
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
    for preset in [Preset::PostgreSql, Preset::Redis] {
        bundle
            .add_preset(preset, NOW, &mut Seeded::new(6))
            .expect("the names differ");
    }
    assert_eq!(bundle.rows().len(), 6);
    let mut ids: Vec<_> = bundle.rows().iter().map(Row::id).collect();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn a_preset_added_twice_shares_its_values() {
    let mut bundle = bundle(Preset::Rails);
    let before = written(&bundle, Output::Json);
    bundle
        .add_preset(Preset::Rails, NOW, &mut Seeded::new(7))
        .expect("the formats agree");
    assert_eq!(written(&bundle, Output::Json), before);
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
    assert_eq!(
        SecretFormat::Hex { bytes: 64 }.to_string(),
        "64 bytes as hex"
    );
    assert_eq!(
        SecretFormat::Base64 { bytes: 32 }.to_string(),
        "32 bytes as base64"
    );
}
