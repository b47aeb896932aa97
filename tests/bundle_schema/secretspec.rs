//! `secretspec.toml`.

use crate::parsed::{parse_any, parse_chosen};
use crate::{becomes, fate, filled, import, written};
use latchkey::engine::bundle::guess::Guess;
use latchkey::engine::bundle::import::{ImportFormat, Schema};
use latchkey::engine::bundle::output::Output;

const CLINIC: &str = r#"
[project]
name = "clinic"
revision = "1.0"

[profiles.default]
DB_PASSWORD = { description = "Password of the database", type = "password", generate = true }
DB_URL = { description = "Where it is", composed = "postgres://clinic:${DB_PASSWORD}@${DB_HOST}/clinic" }
DB_HOST = { description = "Its host", default = "localhost" }
LINK_KEY = { description = "Signs the links", type = "hex", generate = { bytes = 24 } }
FILE_KEY = { description = "Encrypts files", type = "base64", generate = { bytes = 48 } }
SITE_ID = { description = "Tells sites apart", type = "uuid", generate = true }
STRIPE_API_KEY = { description = "For payments" }
SENTRY_DSN = { description = "Errors go here", required = false }

[profiles.production]
DB_HOST = { required = true, default = "db.internal" }
LINK_KEY = { generate = { bytes = 32 } }
AUDIT_SALT = { description = "Hashes names", type = "password", generate = { length = 48, charset = "ascii" } }

[profiles.tools.defaults]
inherit = false
required = false

[profiles.tools]
TOOLS_TOKEN = { description = "For the tools" }
"#;

#[test]
fn the_default_profile_is_filled_as_its_types_say() {
    let parsed = parse_any(CLINIC, "", None).expect("it is a schema");
    assert_eq!(parsed.read_as(), ImportFormat::Schema(Schema::Secretspec));
    assert_eq!(parsed.guess(""), Guess::Named);
    assert_eq!(parsed.profiles(), ["default", "production", "tools"]);
    assert_eq!(parsed.profile(), Some("default"));
    let bundle = filled(parsed);
    for (name, expected) in [
        (
            "DB_PASSWORD",
            "new: 32 letters and digits (as the schema asks)",
        ),
        ("DB_HOST", "kept: \"localhost\" (no secret)"),
        ("DB_URL", "template (refers to other variables, kept)"),
        ("LINK_KEY", "new: 24 bytes as hex (as the schema asks)"),
        ("FILE_KEY", "new: 48 bytes as base64 (as the schema asks)"),
        ("SITE_ID", "new: random UUID (as the schema asks)"),
        ("STRIPE_API_KEY", "issued (get it from its provider)"),
        (
            "SENTRY_DSN",
            "kept: \"\" (no secret; fill it in yourself if you need it)",
        ),
    ] {
        becomes(&bundle, name, expected);
    }
    let password = bundle
        .row("DB_PASSWORD")
        .expect("it is declared")
        .value()
        .expose();
    let text = written(&bundle, Output::Dotenv);
    assert!(
        text.starts_with(&format!(
            "# Password of the database\nDB_PASSWORD={password}\n\n# Its host\n"
        )),
        "{text}"
    );
    assert!(
        text.contains(&format!(
            "# Where it is\nDB_URL=\"postgres://clinic:{password}@localhost/clinic\"\n"
        )),
        "{text}"
    );
}

#[test]
fn a_profile_changes_single_fields_of_the_default_one() {
    let profile =
        |name| filled(parse_any(CLINIC, "secretspec.toml", Some(name)).expect("it is there"));
    let bundle = profile("production");
    for (name, expected) in [
        (
            "DB_PASSWORD",
            "new: 32 letters and digits (as the schema asks)",
        ),
        ("DB_HOST", "kept: \"db.internal\" (no secret)"),
        ("LINK_KEY", "new: 32 bytes as hex (as the schema asks)"),
        (
            "AUDIT_SALT",
            "new: 48 letters, digits and specials (as the schema asks)",
        ),
    ] {
        becomes(&bundle, name, expected);
    }
    assert!(written(&bundle, Output::Dotenv).contains("# Its host\nDB_HOST=db.internal\n"));
    let alone = profile("tools");
    assert_eq!(alone.rows().len(), 1);
    becomes(&alone, "TOOLS_TOKEN", "issued (get it from its provider)");
}

/// The fate of the secret that is declared so.
fn declared(fields: &str) -> String {
    let text = format!("[profiles.default]\nTHE_VALUE = {{ {fields} }}\n");
    let bundle = import(&text, "secretspec.toml");
    fate(bundle.rows().last().expect("there is a secret"))
}

#[test]
fn every_type_is_drawn_or_left_to_a_person() {
    for (fields, expected) in [
        (
            "type = 'password', generate = true",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "type = 'password', generate = { length = 64 }",
            "new: 64 letters and digits (as the schema asks)",
        ),
        (
            "type = 'hex', generate = true",
            "new: 32 bytes as hex (as the schema asks)",
        ),
        (
            "type = 'base64', generate = true",
            "new: 32 bytes as base64 (as the schema asks)",
        ),
        (
            "type = 'command', generate = { command = 'openssl rand -base64 30' }",
            "new: 30 bytes as base64 (as the schema asks)",
        ),
        (
            "type = 'command', generate = { command = 'pass show it' }",
            "kept: \"\" (the schema computes it with pass show it, which does not run here)",
        ),
        (
            "type = 'rsa_private_key', generate = { bits = 4096 }",
            "new: private key of a pair for RS256 (RSA, 4096 bits), as PEM (PKCS#1 or SEC 1) (as the schema asks)",
        ),
        (
            "type = 'rsa_private_key', generate = true",
            "new: private key of a pair for RS256 (RSA, 2048 bits), as PEM (PKCS#1 or SEC 1) (as the schema asks)",
        ),
        (
            "type = 'rsa_private_key', generate = { bits = 1000 }",
            "kept: \"\" (this page makes no values of type rsa_private_key; fill it in yourself)",
        ),
        (
            "type = 'ssh_private_key', generate = true",
            "kept: \"\" (made by its own tool)",
        ),
        (
            "type = 'passphrase', generate = true",
            "kept: \"\" (this page makes no values of type passphrase; fill it in yourself)",
        ),
        (
            "type = 'password', generate = { charset = 'emoji' }",
            "kept: \"\" (this page makes no values of type password; fill it in yourself)",
        ),
        (
            "type = 'hex', generate = { bytes = 0 }",
            "kept: \"\" (this page makes no values of type hex; fill it in yourself)",
        ),
        (
            "type = 'hex', generate = false",
            "kept: \"\" (required; fill it in yourself)",
        ),
        (
            "description = 'Some word'",
            "kept: \"\" (required; fill it in yourself)",
        ),
        (
            "required = false",
            "kept: \"\" (no secret; fill it in yourself if you need it)",
        ),
        (
            "required = { at_least_one = 'login' }",
            "kept: \"\" (no secret; fill it in yourself if you need it)",
        ),
        (
            "default = 'a \"b\" $5'",
            "kept: \"a \\\"b\\\" $5\" (no secret)",
        ),
        ("ref = { item = 'db' }", "issued (get it from its provider)"),
        (
            "composed = 'x${MISSING}'",
            "kept: \"\" (the schema computes it with secrets that are not declared before it, which does not run here)",
        ),
    ] {
        assert_eq!(declared(fields), expected, "{fields}");
    }
}

#[test]
fn all_forms_of_toml_declare_the_same() {
    for text in [
        "[profiles.default.KEY_A]\ntype = \"hex\"\ngenerate.bytes = 20\n",
        "[profiles]\ndefault.KEY_A = { type = 'hex', generate = { bytes = 20 } }\n",
        "profiles = { default = { KEY_A = {\n  type = '''hex''',\n  generate = { bytes = 0x14 },\n} } }\n",
        "[profiles.default]\n\"KEY_A\" = { type = \"he\\u0078\", generate = { bytes = 2_0 } }\n",
    ] {
        let bundle = import(text, "secretspec.toml");
        becomes(
            &bundle,
            "KEY_A",
            "new: 20 bytes as hex (as the schema asks)",
        );
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (text, said) in [
        (
            "[profiles.default]\nA = {\n",
            "This is not a valid secretspec.toml. Line 2: unclosed inline table.",
        ),
        (
            "[profiles.default]\nA = {}\nA = {}\n",
            "Line 3: this name is defined already",
        ),
        (
            "[profiles.default]\n",
            "[profiles.default] is missing or empty",
        ),
        (
            "[project]\nname = 'x'\n",
            "[profiles.default] is missing or empty",
        ),
        (
            "[profiles.default]\nA = 'text'\n",
            "A is declared in a form that is not known",
        ),
        (
            "[profiles.default]\n'A B' = {}\n",
            "A B is not a valid variable name",
        ),
    ] {
        let error = parse_any(text, "secretspec.toml", None)
            .expect_err(text)
            .to_string();
        assert!(error.contains(said), "{text}: {error}");
    }
    let schema = ImportFormat::Schema(Schema::Secretspec);
    let error = parse_chosen(CLINIC, schema, Some("staging")).expect_err("there is none");
    assert_eq!(
        error.to_string(),
        "There is no profile staging. Choose another."
    );
}

#[test]
fn a_schema_that_extends_another_says_so() {
    let text = "[project]\nname = 'x'\nextends = ['../common']\n[profiles.default]\nA = { required = false }\n";
    let parsed = parse_any(text, "", None).expect("it is a schema");
    assert_eq!(
        parsed.remark(),
        Some("It extends another file, which was not read.")
    );
}
