//! What an imported `.env.schema` is filled with, `varlock` loads together with the schema.

use crate::parsed::parse_any;
use crate::readers::{Reader, load_varlock};
use crate::seeded::Seeded;
use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::import::Source;
use latchkey::engine::bundle::output::Output;
use std::collections::HashMap;

/// A schema with every form that the import knows.
const SCHEMA: &str = "\
# The library, as it is deployed
# @currentEnv=$LIBRARY_ENV
# @defaultSensitive=false @defaultRequired=infer
# ---

# @type=enum(local, live)
LIBRARY_ENV=local
# @type=port
PORT=8400 # behind the proxy
BASE_URL=\"http://localhost:${PORT}\"
MOTTO='it\\'s open; $5 # a day'
# @type=array(string)
SHELVES=[fiction, maps]
LABEL=concat(\"shelf-\", $LIBRARY_ENV)

# @sensitive @required @type=string(minLength=48)
SESSION_SECRET=
# @sensitive @required @type=string(startsWith=lib_, isLength=40)
LIBRARY_TOKEN=
# @sensitive @required @type=string(matches=regex(\"^[a-f0-9]{64}$\"))
INDEX_KEY=
# @sensitive @required @type=string(matches=\"^card-[A-Z0-9]{20}$\", endsWith=\"\")
CARD_KEY=
# @sensitive @required @type=string(minLength=20, maxLength=24, toUpperCase=true)
STAMP=
# @sensitive @required @type=uuid
READER_ID=
# @sensitive
CACHE_KEY=cache(randomHex(40))
# @sensitive
DOOR_CODE=randomString(12, charset=\"abcdef0123456789\")
# @sensitive @optional
SPARE_KEY=
# @required @type=email
LIBRARIAN=
";

fn filled(seed: u64) -> (Bundle, String) {
    let parsed = parse_any(SCHEMA, ".env.schema", None).expect("it is a schema");
    let bundle = Bundle::import(parsed, Source::Example, 0, &mut Seeded::new(seed))
        .expect("the seeded source never fails");
    let text = bundle.render(Output::Varlock).expect("varlock carries it");
    let text = text.text.expose().to_owned();
    (bundle, text)
}

#[test]
fn varlock_loads_a_filled_schema() {
    for seed in 0..8 {
        let (bundle, text) = filled(seed);
        let text = text.replace("LIBRARIAN=", "LIBRARIAN=desk@library.example");
        let loaded: HashMap<String, String> =
            load_varlock(SCHEMA, &text).expect("varlock accepts it");
        for row in bundle.rows() {
            let loaded = loaded.get(row.name()).map(String::as_str);
            let expected = match row.name() {
                "BASE_URL" => "http://localhost:8400",
                "LIBRARIAN" => "desk@library.example",
                // What the schema computes, an empty line leaves to it.
                "SHELVES" => r#"["fiction","maps"]"#,
                "LABEL" => "shelf-local",
                "SPARE_KEY" => "",
                _ => row.value().expose(),
            };
            assert_eq!(
                loaded.unwrap_or_default(),
                expected,
                "{} in {text}",
                row.name()
            );
        }
    }
}

#[test]
fn varlock_asks_for_what_is_left_to_a_person() {
    let (_, text) = filled(1);
    let error = load_varlock(SCHEMA, &text).expect_err("LIBRARIAN is required");
    assert!(error.contains("LIBRARIAN"), "{error}");
    assert!(!error.contains("SESSION_SECRET is invalid"), "{error}");
}

#[test]
fn the_reader_of_the_file_is_varlock() {
    assert_eq!(Output::Varlock.file_name(), ".env.local");
    assert!(Reader::Varlock.batch() > 0);
}
