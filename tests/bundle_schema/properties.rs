//! No text makes a schema's parser panic, however long it is, and what is drawn is spelled as the schema says.

use crate::parsed::{at_stake, parse_any, parse_chosen};
use crate::{NOW, seeded::Seeded};
use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::import::{ImportFormat, ParsedImport, Schema, Source};
use latchkey::engine::bundle::output::Output;
use proptest::prelude::*;

/// How long a text is at most.
const LONG: usize = 64 << 10;

/// Texts that resemble schemas.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Z_]{1,6}",
        8 => prop::sample::select(vec![
            "=", "\n", "\n\n", "'", "\"", "`", "\"\"\"", "```", "#", "# ", "\n# ", "\n#   ", "\\", "$", "${A}", "$(x)", "(", ")",
            "[", "]", "{", "}", ",", ":", ".", "/", "^", "+", "true", "false", "12", "export ", "---", "\r\n", "\0", "é",
            "# @sensitive", "# @required", "# @optional", "@public ", "@type=string(", "minLength=", "isLength=", "startsWith=",
            "matches=", "regex(\"^[a-z]{4}$\")", "/^[a-z]+$/i", "@docs(https://x.example)", "randomHex(", "randomString(8, charset=",
            "cache(", "@defaultSensitive=", "inferFromPrefix(", "[profiles.default]\n", "[profiles.", "[[", "]]", "[project]\n",
            "defaults]\n", "{ type = \"hex\", generate = true }", "generate = { bytes = ", "composed = \"${A}${B}\"", "default = ",
            "{\"env\": {", "\"A\": {", "\"generator\": \"secret\"", "\"value\": ", "}}", "\\u00", "\\ud834",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn schema() -> impl Strategy<Value = Schema> {
    prop::sample::select(Schema::ALL.to_vec())
}

/// Imports and renders it for every reader.
fn goes_through(parsed: ParsedImport, source: Source) {
    let _ = (parsed.guess(""), at_stake(&parsed), parsed.read_as());
    let mut random = Seeded::new(5);
    let mut bundle =
        Bundle::import(parsed, source, NOW, &mut random).expect("the source never fails");
    for output in Output::ALL {
        let _ = bundle.render(output);
    }
    bundle
        .regenerate_all(NOW, &mut random)
        .expect("the source never fails");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_is_read_or_refused(text in text(), schema in schema(), own in any::<bool>()) {
        let source = if own { Source::Own } else { Source::Example };
        for parsed in [parse_chosen(&text, ImportFormat::Schema(schema), None), parse_any(&text, "", None)] {
            match parsed {
                Ok(parsed) => goes_through(parsed, source),
                Err(error) => prop_assert!(!error.to_string().is_empty()),
            }
        }
    }

    #[test]
    fn what_is_drawn_has_the_length_that_is_asked_for(least in 1u16..200, more in 0u16..50, start in "[a-z_]{0,8}") {
        let text = format!("# @sensitive @type=string(minLength={least}, maxLength={}, startsWith=\"{start}\")\nCODE=\n", least + more);
        let parsed = parse_any(&text, ".env.schema", None).expect("it is a schema");
        let bundle = crate::filled(parsed);
        let value = bundle.row("CODE").expect("it is there").value();
        if usize::from(least + more) > start.len() {
            prop_assert!((least..=least + more).contains(&u16::try_from(value.len()).expect("it is short")));
            prop_assert!(value.expose().starts_with(&start));
        } else {
            prop_assert_eq!(value.expose(), "");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..Default::default() })]

    #[test]
    fn sixty_four_kibibytes_of_anything_are_read_or_refused(piece in text(), schema in schema()) {
        let text = piece.repeat(LONG / piece.len().max(1));
        if let Ok(parsed) = parse_chosen(&text, ImportFormat::Schema(schema), None) {
            goes_through(parsed, Source::Example);
        }
    }
}

#[test]
fn deep_nesting_is_refused_or_kept_as_a_text() {
    for piece in [
        "[",
        "{",
        "(",
        "{\"a\":",
        "{a=",
        "[[a.",
        "f(",
        "# @a(",
        "a={",
        "\"",
        "# @type=f([{",
    ] {
        let text = piece.repeat(LONG / piece.len());
        for start in [
            "",
            "A=",
            "# @type=",
            "[profiles.default]\nA = ",
            "{\"env\": ",
        ] {
            for schema in Schema::ALL {
                let _ = parse_chosen(
                    &format!("{start}{text}"),
                    ImportFormat::Schema(schema),
                    None,
                );
            }
        }
    }
}
