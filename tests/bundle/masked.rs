//! The rendered text with its values masked.

use crate::{NOW, bundles, imported, seeded::Seeded};
use latchkey::engine::bundle::mask::MOST_SHOWN;
use latchkey::engine::bundle::{Bundle, import::Source, output::Output, preset::Preset};

fn all_presets() -> impl Iterator<Item = Bundle> {
    Preset::ALL.into_iter().map(|preset| {
        let mut bundle =
            Bundle::from_preset(preset, NOW, &mut Seeded::new(7)).expect("random numbers");
        bundles::complete(&mut bundle).expect("a fresh private key");
        bundle
    })
}

#[test]
fn no_output_shows_a_piece_of_a_value_when_masked() {
    for bundle in all_presets() {
        for output in Output::ALL {
            let Ok(rendered) = bundle.render(output) else {
                continue;
            };
            let masked = rendered.masked();
            for row in bundle.rows() {
                assert!(masked.contains(row.name()), "{output}: {masked}");
                for piece in row.value().expose().as_bytes().windows(6) {
                    let piece = str::from_utf8(piece).expect("values are ASCII");
                    assert!(!masked.contains(piece), "{output}: {masked}");
                }
            }
            let dots = masked.matches("••••").count();
            let values = if output == Output::Example {
                0
            } else {
                bundle.rows().len()
            };
            assert_eq!(dots, values, "{output}: {masked}");
        }
    }
}

#[test]
fn only_values_are_masked_those_of_comments_included() {
    let text = "\
# the database
A='in use for years' # keep
#OLD=a former one
export B=
C=\"two
lines\"
# not a variable: hunter
D=postgres://${A}:secret@db
";
    let bundle = imported(text, Source::Own);
    let rendered = bundle.render(Output::Compose).expect("it came from there");
    assert_eq!(rendered.text.expose(), text);
    assert_eq!(
        rendered.masked(),
        "\
# the database
A=•••• # keep
#OLD=••••
export B=
C=••••
# not a variable: hunter
D=••••
"
    );
}

#[test]
fn what_is_no_secret_is_seen_in_every_output_and_the_secrets_beside_it_are_not() {
    let text = "\
# the shop
PORT=3000 # was sw0rdfish
LOG_LEVEL='info'
API_SECRET=changeme
OPENAI_API_KEY=your-key-here
";
    let bundle = imported(text, Source::Example);
    let rendered = bundle.render(Output::Compose).expect("it came from there");
    assert_eq!(
        rendered.masked(),
        "\
# the shop
PORT=3000 # was ••••
LOG_LEVEL='info'
API_SECRET=••••
OPENAI_API_KEY=your-key-here
"
    );
    for output in Output::ALL {
        if output == Output::Example {
            continue;
        }
        let rendered = bundle.render(output).expect("it carries them");
        let masked = rendered.masked();
        assert_eq!(rendered.values.len(), rendered.clear.len(), "{output}");
        assert!(
            masked.contains("3000") && masked.contains("info"),
            "{output}: {masked}"
        );
        assert!(masked.contains("your-key-here"), "{output}: {masked}");
        let secret = bundle.row("API_SECRET").expect("it is there").value();
        assert!(
            !masked.contains(&secret.expose()[..6]),
            "{output}: {masked}"
        );
    }
}

#[test]
fn of_a_long_text_the_first_lines_are_shown_and_masked_whole() {
    let line =
        |n: usize| format!("SETTING_{n}_PORT=3000\nSERVICE_{n}_API_KEY=q8Zr2KxV7wLm40Tn{n}\n");
    let text: String = (0..8_000).map(line).collect();
    let bundle = imported(&text, Source::Own);
    let rendered = bundle.render(Output::Compose).expect("it came from there");
    assert_eq!(rendered.text.expose(), text);
    let shown = rendered.shown();
    assert!(rendered.is_long() && shown.ends_with('\n') && text.starts_with(shown));
    let room = MOST_SHOWN - shown.len();
    assert!(room < line(8_000).len(), "{room} bytes of room are left");
    // As many lines, each as it is in a short text.
    let masked = rendered.masked();
    assert_eq!(masked.lines().count(), shown.lines().count());
    assert!(!masked.contains("q8Zr2KxV7wLm"), "{masked}");
    assert!(masked.starts_with("SETTING_0_PORT=3000\nSERVICE_0_API_KEY=••••\n"));

    let short = imported(&line(1), Source::Own);
    let short = short.render(Output::Compose).expect("it came from there");
    assert!(!short.is_long() && short.shown() == line(1));
}

#[test]
fn a_long_text_is_not_cut_where_a_secret_would_be_mistaken_for_something_else() {
    // In the middle of a comment with a secret, of a value of several lines, and of the only line.
    let filler = "# filler\n".repeat(MOST_SHOWN / 9 - 2);
    let secret = concat!("q8Zr2KxV7wLm40Tn", "Yc93BdRf5GhJ6kPs");
    for (end, seen) in [
        (format!("# was {secret} before\nA=1\n"), ""),
        (format!("A=\"ab\n{secret}\n{secret}\"\nB=1\n"), "A=••••"),
    ] {
        let text = format!("{filler}{end}");
        let bundle = imported(&text, Source::Own);
        let rendered = bundle.render(Output::Compose).expect("it came from there");
        assert!(rendered.is_long(), "{} bytes", rendered.text.len());
        let masked = rendered.masked();
        assert_eq!(masked.strip_prefix(&filler), Some(seen));
    }
    let text = format!("A={}\nB=1\n", secret.repeat(MOST_SHOWN / 16));
    let bundle = imported(&text, Source::Own);
    let rendered = bundle.render(Output::Compose).expect("it came from there");
    assert_eq!(rendered.masked(), "A=••••\n");
    assert_eq!(rendered.shown().len(), MOST_SHOWN);
}
