//! `.env.schema` of `varlock`.

use crate::parsed::{at_stake, parse_any};
use crate::{becomes, fate, import, written};
use latchkey::engine::bundle::guess::Guess;
use latchkey::engine::bundle::import::{ImportError, ImportFormat, Schema, Source};
use latchkey::engine::bundle::output::Output;

const ROUND: &str = "\
# The shop, as it is deployed
# @currentEnv=$SHOP_ENV
# @defaultSensitive=false @defaultRequired=infer
# ---

# Which deployment this is
# @type=enum(local, staging, live)
SHOP_ENV=local

# --- Web ---
# @type=port
PORT=8300 # behind the proxy
# @required @type=url
SHOP_URL=
BASE_URL=\"http://localhost:${PORT}\"

# Signs the sessions
# @sensitive @required @type=string(minLength=48)
SESSION_SECRET=
# @sensitive @type=string(startsWith=shop_, isLength=37)
SHOP_API_TOKEN=
# @sensitive
# @docs(\"Keys\", https://payments.example/keys)
STRIPE_SECRET_KEY=
";

#[test]
fn a_schema_is_filled_and_its_decorators_are_left_to_it() {
    let parsed = parse_any(ROUND, "", None).expect("it is a schema");
    assert_eq!(parsed.read_as(), ImportFormat::Schema(Schema::Varlock));
    assert_eq!(parsed.guess(""), Guess::Told(Source::Example));
    let bundle = crate::filled(parsed);
    for (name, expected) in [
        ("SHOP_ENV", "kept: \"local\" (no secret)"),
        ("PORT", "kept: \"8300\" (no secret)"),
        ("SHOP_URL", "kept: \"\" (required; fill it in yourself)"),
        ("BASE_URL", "template (refers to other variables, kept)"),
        (
            "SESSION_SECRET",
            "new: 32 bytes as hex (as the schema asks)",
        ),
        (
            "SHOP_API_TOKEN",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "STRIPE_SECRET_KEY",
            "issued (get it from its provider: https://payments.example/keys)",
        ),
    ] {
        becomes(&bundle, name, expected);
    }
    let value = |name: &str| bundle.row(name).expect(name).value().expose();
    let token = value("SHOP_API_TOKEN");
    assert!(token.starts_with("shop_") && token.len() == 37, "{token}");
    let text = written(&bundle, Output::Varlock);
    let expected = format!(
        "# The shop, as it is deployed\n# ---\n\n# Which deployment this is\nSHOP_ENV=local\n\n# --- Web ---\nPORT=8300 # behind the \
         proxy\nSHOP_URL=\nBASE_URL=\"http://localhost:${{PORT}}\"\n\n# Signs the sessions\nSESSION_SECRET={}\n\
         SHOP_API_TOKEN={token}\nSTRIPE_SECRET_KEY=\n",
        value("SESSION_SECRET"),
    );
    assert_eq!(text, expected);
    let json = written(&bundle, Output::Json);
    assert!(
        json.contains("\"BASE_URL\": \"http://localhost:8300\""),
        "{json}"
    );
}

/// The fate of the last variable in a schema of `lines`.
fn last(lines: &str) -> String {
    let bundle = import(&format!("{lines}\n"), ".env.schema");
    fate(bundle.rows().last().expect("there is a variable"))
}

#[test]
fn the_type_of_a_sensitive_item_is_how_its_value_is_drawn() {
    for (lines, expected) in [
        (
            "# @sensitive\nAPP_PEPPERCORN=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive\nSESSION_SECRET=",
            "new: 32 bytes as hex (the name is that of a secret)",
        ),
        (
            "# @sensitive @type=string\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(isLength=20)\nDOOR_CODE=",
            "new: 20 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(minLength=40)\nDOOR_CODE=",
            "new: 40 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(minLength=8)\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(maxLength=16)\nDOOR_CODE=",
            "new: 16 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(toUpperCase=true)\nDOOR_CODE=",
            "new: 32 characters of A-Z 0-9 (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(endsWith=\"-v1\")\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(matches=\"^[a-f0-9]{40}$\")\nDOOR_CODE=",
            "new: 20 bytes as hex (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(matches=/^[A-Z]{3,9}$/i)\nDOOR_CODE=",
            "new: 9 characters of A-Z (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(matches=regex(\"^dk-[a-z0-9]{24}$\", \"i\"))\nDOOR_CODE=",
            "new: 24 characters of a-z 0-9 (as the schema asks)",
        ),
        (
            "# @sensitive @type=string(matches='^\\d{6}$')\nDOOR_PIN=",
            "new: 6 characters of 0-9 (as the schema asks)",
        ),
        (
            "# @sensitive @type=uuid\nDOOR_CODE=",
            "new: random UUID (as the schema asks)",
        ),
        (
            "# @sensitive @type=md5\nDOOR_CODE=",
            "new: 16 bytes as hex (as the schema asks)",
        ),
        (
            "# @sensitive={preventLeaks=false}\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive={enabled=false}\nDOOR_CODE=",
            "kept: \"\" (no secret; fill it in yourself if you need it)",
        ),
        (
            "# @sensitive=forEnv(live)\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
        (
            "# @type=string(\n#   minLength=50, # long\n#   maxLength=50,\n# ) @sensitive\nDOOR_CODE=",
            "new: 50 letters and digits (as the schema asks)",
        ),
        (
            "DOOR_CODE= # @sensitive @type=string(isLength=12)",
            "new: 12 letters and digits (as the schema asks)",
        ),
        (
            "# @sensitive @example=\"changeme\" # a note @public\nDOOR_CODE=",
            "new: 32 letters and digits (as the schema asks)",
        ),
    ] {
        assert_eq!(last(lines), expected, "{lines}");
    }
}

#[test]
fn what_cannot_be_drawn_is_left_to_a_person() {
    let spelling = "kept: \"\" (the schema asks for more than a class of characters and a length; fill it in yourself)";
    for lines in [
        "# @sensitive @type=string(matches=\"^(?=.*[A-Z]).{12,}$\")\nDOOR_CODE=",
        "# @sensitive @type=string(matches=/^[A-Z]{4}-[0-9]{6}$/)\nDOOR_CODE=",
        "# @sensitive @type=string(matches=$OTHER)\nDOOR_CODE=",
        "# @sensitive @type=string(minLength=if(eq($A, b), 32, 8))\nDOOR_CODE=",
        "# @sensitive @type=string(minLength=9, maxLength=8)\nDOOR_CODE=",
        "# @sensitive @type=string(startsWith=abc, isLength=3)\nDOOR_CODE=",
        "# @sensitive @type=string(looksLike=this)\nDOOR_CODE=",
        "# @required @type=string(matches=\"^[A-Z]{4}-[0-9]{6}$\")\nLICENCE_NUMBER=",
    ] {
        assert_eq!(last(lines), spelling, "{lines}");
    }
    for (lines, expected) in [
        (
            "# @sensitive @type=url\nDATABASE_URL=",
            "kept: \"\" (this page makes no values of type url; fill it in yourself)",
        ),
        (
            "# @sensitive @type=email(normalize=true)\nOWNER=",
            "kept: \"\" (this page makes no values of type email; fill it in yourself)",
        ),
        (
            "# @required @type=enum(a, b)\nMODE=",
            "kept: \"\" (required; fill it in yourself)",
        ),
        (
            "# @required=forEnv(live)\nREGION=",
            "kept: \"\" (required; fill it in yourself)",
        ),
        (
            "# @sensitive @required\nSMTP_HOST=",
            "kept: \"\" (required; fill it in yourself)",
        ),
        (
            "# @sensitive\nVALUE=exec(`vault read x`)",
            "kept: \"\" (the schema computes it with exec(), which does not run here)",
        ),
        (
            "# @sensitive\nVALUE=$(vault read x)",
            "kept: \"\" (the schema computes it with exec(), which does not run here)",
        ),
        (
            "VALUE=if(eq($A, b), one, two)",
            "kept: \"\" (the schema computes it with if(), which does not run here)",
        ),
        (
            "VALUES=[one, two]",
            "kept: \"\" (the schema computes it with a list, which does not run here)",
        ),
        (
            "# @type=opServiceAccountToken\nVALUE=",
            "issued (get it from its provider)",
        ),
        (
            "# @optional @sensitive\nDOOR_CODE=",
            "kept: \"\" (may stay empty, the schema says)",
        ),
        (
            "# @sensitive\nTLS_PRIVATE_KEY=",
            "kept: \"\" (made by its own tool)",
        ),
    ] {
        assert_eq!(last(lines), expected, "{lines}");
    }
}

#[test]
fn the_functions_of_random_values_are_formats() {
    for (value, expected) in [
        ("randomHex()", "16 bytes as hex"),
        ("randomHex(64)", "32 bytes as hex"),
        ("randomHex(7)", "7 characters of a-f 0-9"),
        ("randomHex(24, bytes=true)", "24 bytes as hex"),
        ("randomString()", "16 letters and digits"),
        ("randomString(40)", "40 letters and digits"),
        (
            "randomString(9, charset=\"01234567\")",
            "9 characters of 0-7",
        ),
        ("randomUuid()", "random UUID"),
        ("cache(randomHex(48), ttl=\"1d\")", "24 bytes as hex"),
        (
            "cache(\n  randomString(20), # twenty\n)",
            "20 letters and digits",
        ),
    ] {
        let expected = format!("new: {expected} (as the schema asks)");
        assert_eq!(last(&format!("NONCE={value}")), expected, "{value}");
    }
    for value in [
        "randomString(4, charset=\"x\")",
        "randomHex($N)",
        "randomNum(9)",
        "cache($A)",
        "randomHex(99999)",
    ] {
        assert!(
            last(&format!("NONCE={value}")).starts_with("kept: \"\" (the schema computes it"),
            "{value}"
        );
    }
}

#[test]
fn the_header_speaks_of_all_items() {
    let none = "kept: \"\" (no secret; fill it in yourself if you need it)";
    for (lines, expected) in [
        ("# @defaultSensitive=false\n# ---\nAPI_SECRET=", none),
        (
            "# @defaultSensitive=false\n\n# @sensitive\nAPI_SECRET=",
            "new: 32 bytes as hex (the name is that of a secret)",
        ),
        (
            "# @defaultSensitive=inferFromPrefix(OPEN_)\n\nOPEN_SECRET=",
            none,
        ),
        (
            "# @defaultSensitive=inferFromPrefix(OPEN_)\n\nAPI_SECRET=",
            "new: 32 bytes as hex (the name is that of a secret)",
        ),
        (
            "# @defaultRequired=true\n# ===\nREGION=",
            "kept: \"\" (required; fill it in yourself)",
        ),
        ("# @defaultRequired=true\n# ===\n# @optional\nREGION=", none),
        ("# @defaultRequired=infer\n# ===\nREGION=", none),
        // Attached to the item, it is no header.
        ("# @defaultRequired=true\nREGION=", none),
        ("# @public\nAPI_SECRET=", none),
        ("# @sensitive\n\nREGION=", none),
    ] {
        assert_eq!(last(lines), expected, "{lines}");
    }
}

#[test]
fn values_are_read_as_the_schema_means_them() {
    for (line, expected) in [
        ("NOTE=plain words # and a remark", "plain words"),
        ("NOTE='single $5 \\'quoted\\''", "single $5 'quoted'"),
        ("NOTE=\"two\\nlines\"", "two\nlines"),
        ("NOTE=\"\"\"\nof\nmany\n\"\"\"", "\nof\nmany\n"),
        ("NOTE=```\nof many```", "\nof many"),
        ("NOTE='over\ntwo'", "over\ntwo"),
        ("NOTE={\"a\": [1, 2]}", "{\"a\": [1, 2]}"),
        ("NOTE=undefined", ""),
        ("NOTE=\"\"", ""),
        ("export NOTE = 3", "3"),
    ] {
        let bundle = import(&format!("# @public\n{line}\n"), ".env.schema");
        let row = bundle.row("NOTE").expect(line);
        assert_eq!(row.value().expose(), expected, "{line}");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (text, line, said) in [
        ("# @required\nNOTE\n", 2, "there is no ="),
        (
            "# @required\n# @type=string(\n#  minLength=8)\n9NOTE=\n",
            4,
            "no digit in front",
        ),
        ("NOTE=1\n\nNOTE=2\n", 3, "line 1 already"),
        ("NOTE='open\n", 1, "never closed"),
        ("NOTE=\"a\" b\n", 1, "behind the closing quote"),
        ("NOTE=1\r\n", 1, "CR LF"),
    ] {
        let error = parse_any(text, ".env.schema", None).expect_err(text);
        let ImportError::Document(errors) = &error else {
            panic!("{error:?}");
        };
        assert_eq!(errors[0].line, line, "{text}");
        assert!(error.to_string().contains(said), "{text}: {error}");
    }
}

#[test]
fn a_file_in_use_with_decorators_is_not_overwritten_unasked() {
    let real = concat!("q7Zk2mXw", "9RtB4vLp", "c1Nd8sHy");
    let text = format!("# @sensitive\nAPI_SECRET={real}\n");
    let parsed = parse_any(&text, ".env.local", None).expect("it is a schema");
    assert_eq!(parsed.guess(".env.local"), Guess::Unclear);
    assert_eq!(at_stake(&parsed), ["API_SECRET"]);
    assert_eq!(parsed.guess(".env.schema"), Guess::Named);
}
