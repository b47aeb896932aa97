//! Heroku's `app.json`.

use crate::parsed::parse_any;
use crate::{becomes, import, written};
use latchkey::engine::bundle::import::{ImportFormat, Schema};
use latchkey::engine::bundle::output::Output;

const BOARD: &str = r#"{
  "name": "Notice board",
  "env": {
    "COOKIE_SIGNATURE": { "description": "Signs the cookies.", "generator": "secret" },
    "SECRET_KEY_BASE": { "generator": "secret" },
    "WEB_CONCURRENCY": { "description": "How many processes run.", "value": "3" },
    "LOG_LEVEL": "info",
    "MAX_THREADS": 5,
    "BOARD_TITLE": { "description": "Stands at\nthe top." },
    "MAILGUN_API_KEY": { "required": true },
    "ADMIN_PASSWORD": { "value": "changeme" },
    "SENTRY_ENV": { "required": false },
    "BUILD_KEY": { "generator": "dice" }
  },
  "formation": { "web": { "quantity": 1 } }
}"#;

#[test]
fn variables_are_drawn_where_heroku_would_draw_them() {
    let parsed = parse_any(BOARD, "", None).expect("it is a schema");
    assert_eq!(parsed.read_as(), ImportFormat::Schema(Schema::AppJson));
    let bundle = crate::filled(parsed);
    for (name, expected) in [
        (
            "COOKIE_SIGNATURE",
            "new: 32 bytes as hex (as the schema asks)",
        ),
        (
            "SECRET_KEY_BASE",
            "new: 64 bytes as hex (as the schema asks)",
        ),
        ("WEB_CONCURRENCY", "kept: \"3\" (no secret)"),
        ("LOG_LEVEL", "kept: \"info\" (no secret)"),
        ("MAX_THREADS", "kept: \"5\" (no secret)"),
        ("BOARD_TITLE", "kept: \"\" (required; fill it in yourself)"),
        ("MAILGUN_API_KEY", "issued (get it from its provider)"),
        (
            "ADMIN_PASSWORD",
            "new: 32 letters and digits (the name is that of a secret)",
        ),
        (
            "SENTRY_ENV",
            "kept: \"\" (no secret; fill it in yourself if you need it)",
        ),
        (
            "BUILD_KEY",
            "kept: \"\" (the schema computes it with the generator dice, which does not run here)",
        ),
    ] {
        becomes(&bundle, name, expected);
    }
    let text = written(&bundle, Output::Dotenv);
    assert!(
        text.starts_with("# Signs the cookies.\nCOOKIE_SIGNATURE="),
        "{text}"
    );
    assert!(
        text.contains("\n\n# Stands at\n# the top.\nBOARD_TITLE=\n"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_is_said() {
    for (text, said) in [
        (
            "{\n  \"env\": {,\n",
            "This is not a valid app.json. Line 2:",
        ),
        (
            "{\"env\": {\"A\": \"1\", \"A\": \"2\"}}",
            "this name is in the object already",
        ),
        ("{}", "the object \"env\" is missing or empty"),
        ("{\"env\": {}}", "the object \"env\" is missing or empty"),
        (
            "{\"env\": [\"A\"]}",
            "the object \"env\" is missing or empty",
        ),
        (
            "{\"env\": {\"A\": [1]}}",
            "A is declared in a form that is not known",
        ),
        (
            "{\"env\": {\"A B\": \"1\"}}",
            "A B is not a valid variable name",
        ),
    ] {
        let error = parse_any(text, "app.json", None)
            .expect_err(text)
            .to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
}

#[test]
fn any_value_is_carried() {
    let bundle = import(
        r#"{"env": {"NOTE": "it's \"$HOME\" \\ `x` #\n\ttwo"}}"#,
        "app.json",
    );
    assert_eq!(
        bundle.row("NOTE").expect("it is there").value().expose(),
        "it's \"$HOME\" \\ `x` #\n\ttwo"
    );
}
