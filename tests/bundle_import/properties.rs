//! Properties of the parser and the renderer: no text makes them panic, and exporting and importing again is
//! the identity.

use crate::{NOW, bundles, seeded::Seeded};
use latchkey::engine::bundle::{
    Bundle, Row,
    guess::Guess,
    import::{Source, parse},
    output::Output,
};
use latchkey::engine::env::Dialect;
use latchkey::engine::env::document::Document;
use latchkey::engine::env::error::{DocumentError, repair};
use proptest::prelude::*;

/// Texts that resemble `.env` files.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Z_]{1,6}",
        4 => prop::sample::select(vec![
            "=", "\n", "\n\n", "'", "\"", "`", "#", " # ", "\\", "$", "${A}", "${A:-b}", "$$", "export ", ": ", " ",
            "\t", "\r\n", "\0", "---", ";", "~", "://u:p@h", "openssl rand -hex 32", "PASSWORD=", "SECRET_KEY=",
            "JWT_SECRET=", "ANON_KEY=", "changeme", "VAPID_PRIVATE_KEY=", "VAPID_PUBLIC_KEY=", "%", "%4", "😀", "é",
            "head -c 32 /dev/urandom", " | tr -d -", " | xxd -p", " | cut -c1-8", "bin2hex(random_bytes(16))",
            "randomBytes(8).toString('hex')", ".slice(0, 8)", "$(", ")", "Password=x;", "Server=", "password=", "host=",
            "@tcp(", ")/", "{\"a\":\"", "\":\"", "BASIC_AUTH=", "32 characters", "$2b$12$", "from the dashboard", "|",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[ -~]{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn dialect() -> impl Strategy<Value = Dialect> {
    prop::sample::select(Dialect::ALL.to_vec())
}

fn source() -> impl Strategy<Value = Source> {
    prop_oneof![Just(Source::Example), Just(Source::Own)]
}

/// Values that a file in use may have.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~\n]{0,20}",
        "['\"`$#\\\\\n {}]{0,10}",
        "\\PC{0,12}",
        "[a-z0-9]{8,40}"
    ]
}

fn pairs(bundle: &Bundle) -> Vec<(String, String)> {
    let pair = |row: &Row| (row.name().to_owned(), row.value().expose().to_owned());
    bundle.rows().iter().map(pair).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_text_imports_and_renders_without_a_panic(
        text in text(), dialect in dialect(), source in source(), seed in 0u64..100,
    ) {
        let _ = Document::parse(&text, dialect).map(|document| Guess::of(&document, ""));
        let _ = parse(&text);
        let mut random = Seeded::new(seed);
        if let Ok(mut bundle) = bundles::import(&text, source, dialect, NOW, &mut random) {
            for output in Output::ALL {
                let _ = bundle.render(output);
            }
            bundle.rotate(seed % 2 == 0, NOW, &mut random).expect("the source never fails");
            bundle.regenerate_all(NOW, &mut random).expect("the source never fails");
            for output in Output::ALL {
                let _ = bundle.render(output);
            }
        }
    }

    #[test]
    fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = DocumentError::decode(&bytes).map(|text| repair(&text));
    }

    #[test]
    fn every_byte_of_a_document_belongs_to_a_variable_or_between_two(text in text(), dialect in dialect()) {
        if let Ok(document) = Document::parse(&text, dialect) {
            let mut at = 0;
            for entry in document.entries() {
                prop_assert!(at <= entry.lines.start);
                prop_assert!(entry.lines.start <= entry.name.start);
                prop_assert!(entry.name.end < entry.token.start);
                prop_assert!(entry.token.end <= entry.lines.end);
                at = entry.lines.end;
            }
            prop_assert!(at <= text.len());
            prop_assert_eq!(document.text(), text);
        }
    }

    #[test]
    fn what_is_kept_stays_byte_for_byte(text in text(), dialect in dialect()) {
        // An own file in which nothing needs filling comes out unchanged, except for an empty value before a
        // comment, which some readers take for the comment unless it is quoted.
        let text = text.replace('#', "");
        if let Ok(bundle) = bundles::import(&text, Source::Own, dialect, NOW, &mut Seeded::new(1))
            && bundle.rows().iter().all(|row| row.decision() == latchkey::engine::bundle::Decision::Keep)
            && let Some(output) = Output::ALL.into_iter().find(|output| output.dialect() == Some(dialect))
            && output != Output::GitHubCli
            && let Ok(written) = bundle.render(output)
        {
            prop_assert_eq!(written.text.expose(), text);
        }
    }

    #[test]
    fn import_after_export_is_the_identity(
        values in prop::collection::vec(value(), 1..12), from in dialect(), to in dialect(),
    ) {
        let mut text = latchkey::engine::base::secret::Secret::with_capacity(0);
        for (at, value) in values.iter().enumerate() {
            text.push_str(&format!("S{at}="));
            if from.write(value, &mut text).is_err() {
                text.push_str("refused");
            }
            text.push('\n');
        }
        let bundle = bundles::import(text.expose(), Source::Own, from, NOW, &mut Seeded::new(1))
            .expect("what was written for a reader has no faults");
        let Some(output) = Output::ALL.into_iter().find(|output| output.dialect() == Some(to)) else {
            return Ok(());
        };
        if let Ok(written) = bundle.render(output) {
            let again = bundles::import(written.text.expose(), Source::Own, to, NOW, &mut Seeded::new(2))
                .expect("what was written for a reader has no faults");
            let expected: Vec<_> = pairs(&bundle)
                .into_iter()
                .filter(|(_, value)| !(output == Output::GitHubCli && value.is_empty()))
                .collect();
            prop_assert_eq!(pairs(&again), expected);
        }
    }
}
