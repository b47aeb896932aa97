//! What an imported text becomes for each reader, and what the page is told about it.

use crate::{NOW, bundles, imported, seeded::Seeded, written};
use latchkey::engine::bundle::{
    Bundle, Decision, import::Source, output::Output, preset::Preset, rendered::Note,
};

const TEXT: &str = "\
# The database
  export DB_PASSWORD = \"in use\"  # do not lose it
#OLD_PASSWORD=was-in-use
URL=https://${HOST:-example.org}/$NAME

NAME='app'
EMPTY= # nothing
";

fn bundle(text: &str) -> Bundle {
    imported(text, Source::Own)
}

/// The text with each reference after the variable that it names: only those are resolved.
fn in_order() -> String {
    TEXT.replace(
        "URL=https://${HOST:-example.org}/$NAME\n\nNAME='app'\n",
        "NAME='app'\n\nURL=https://${HOST:-example.org}/$NAME\n",
    )
}

#[test]
fn the_reader_it_was_read_for_gets_the_text_as_it_was() {
    assert_eq!(
        written(&bundle(TEXT), Output::Compose),
        TEXT.replace("EMPTY= #", "EMPTY=\"\" #")
    );
}

#[test]
fn strict_readers_get_plain_lines_and_comments_above() {
    let expected = "\
# The database
# do not lose it
DB_PASSWORD=in use
#OLD_PASSWORD=was-in-use
NAME=app

URL=https://example.org/app
# nothing
EMPTY=
";
    assert_eq!(written(&bundle(&in_order()), Output::DockerRun), expected);
    let expected = expected
        .replace("=in use", "=\"in use\"")
        .replace("=app\n\n", "='app'\n\n");
    assert_eq!(written(&bundle(&in_order()), Output::Systemd), expected);
}

#[test]
fn references_that_cannot_be_resolved_are_refused_by_name() {
    let refusals = bundle(TEXT)
        .render(Output::Json)
        .expect_err("NAME comes later");
    assert_eq!(
        refusals[0].to_string(),
        "URL cannot be written for JSON: the value refers to other variables, which it does not resolve."
    );
}

#[test]
fn resolved_references_are_noted() {
    let bundle = bundle(&in_order());
    let rendered = bundle.render(Output::Json).expect("JSON carries it");
    assert_eq!(
        rendered.notes,
        [Note::Resolved {
            names: vec!["URL".to_owned()]
        }]
    );
    assert!(
        rendered
            .text
            .expose()
            .contains("\"URL\": \"https://example.org/app\"")
    );
}

#[test]
fn references_in_a_circle_or_without_end_are_refused() {
    let circle = bundle("A=$B\nB=$A\n");
    assert_eq!(
        circle
            .render(Output::Json)
            .map_err(|refusals| refusals.len())
            .err(),
        Some(2)
    );
    let doubled = (1..40).map(|at| {
        format!(
            "A{at}=${{A{0}}}${{A{0}}}
",
            at - 1
        )
    });
    let text = format!(
        "A0=0123456789
{}",
        doubled.collect::<String>()
    );
    assert!(bundle(&text).render(Output::Json).is_err());
}

#[test]
fn an_example_has_every_name_and_no_value() {
    let expected = "\
# The database
  export DB_PASSWORD =  # do not lose it
#OLD_PASSWORD=
URL=

NAME=
EMPTY= # nothing
";
    assert_eq!(written(&bundle(TEXT), Output::Example), expected);
}

#[test]
fn an_example_of_presets_has_every_name_and_no_value() {
    let mut bundle =
        Bundle::from_preset(Preset::Mastodon, NOW, &mut Seeded::new(1)).expect("random numbers");
    bundles::complete(&mut bundle).expect("the private key is one");
    let expected = "SECRET_KEY_BASE=\nOTP_SECRET=\nVAPID_PRIVATE_KEY=\nVAPID_PUBLIC_KEY=\n";
    assert_eq!(written(&bundle, Output::Example), expected);
}

#[test]
fn a_value_in_quotes_is_noted_with_the_readers_that_mangle_it() {
    let mut bundle = Bundle::new();
    let mut source = Seeded::new(1);
    bundle
        .add_preset(Preset::WordPress, NOW, &mut source)
        .expect("random numbers");
    let rendered = bundle.render(Output::Dotenv).expect("dotenv carries it");
    let all = rendered
        .notes
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    for row in bundle.rows() {
        assert!(all.contains(row.name()), "{all}");
    }
    assert!(all.contains("docker run --env-file"), "{all}");
    assert!(
        rendered
            .text
            .expose()
            .lines()
            .all(|line| line.contains("='") && line.ends_with('\''))
    );
}

#[test]
fn the_quotes_of_the_text_are_kept_for_new_values() {
    let text = "A_SECRET=\"changeme\"\nB_SECRET='changeme'\nC_SECRET=changeme\nD_SECRET=\n";
    let bundle = bundle(text);
    let value = |name: &str| bundle.row(name).expect(name).value().expose().to_owned();
    let expected = format!(
        "A_SECRET=\"{}\"\nB_SECRET='{}'\nC_SECRET={}\nD_SECRET={}\n",
        value("A_SECRET"),
        value("B_SECRET"),
        value("C_SECRET"),
        value("D_SECRET")
    );
    assert_eq!(written(&bundle, Output::Compose), expected);
    assert_eq!(written(&bundle, Output::Dotenv), expected);
}

#[test]
fn a_new_value_before_a_comment_keeps_its_distance() {
    let bundle = bundle("A_SECRET= # openssl rand -hex 16\nB_SECRET=# openssl rand -hex 16\n");
    let text = written(&bundle, Output::Compose);
    for (line, name) in text.lines().zip(["A_SECRET", "B_SECRET"]) {
        let value = bundle.row(name).expect(name).value().expose();
        assert_eq!(value.len(), 32);
        assert_eq!(line, format!("{name}={value} # openssl rand -hex 16"));
    }
}

#[test]
fn names_that_a_consumer_does_not_allow_are_refused() {
    let bundle = bundle("a.b=1\nUID=2\nGITHUB_X=3\n");
    let refused = |output: Output| {
        let refusals = bundle.render(output).err().unwrap_or_default();
        refusals
            .into_iter()
            .map(|refusal| refusal.name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(refused(Output::Posix), "a.b UID");
    assert_eq!(refused(Output::Systemd), "a.b");
    assert_eq!(refused(Output::Tfvars), "a.b");
    assert_eq!(refused(Output::GitHubCli), "a.b GITHUB_X");
    assert_eq!(refused(Output::Json), "");
    assert_eq!(refused(Output::Compose), "");
}

#[test]
fn empty_values_are_left_out_where_they_cannot_be_held() {
    let bundle = bundle("A=\nB=1\n");
    let rendered = bundle
        .render(Output::PowerShell)
        .expect("the rest is carried");
    assert_eq!(rendered.text.expose(), "$env:B = '1'\n");
    assert_eq!(
        rendered.notes,
        [Note::LeftOut {
            names: vec!["A".to_owned()]
        }]
    );
}

#[test]
fn structured_formats_look_as_their_readers_expect() {
    let mut bundle = bundle("A=\"x\\\"y\"\n");
    assert_eq!(
        written(&bundle, Output::Json),
        "{\n  \"A\": \"x\\\"y\"\n}\n"
    );
    assert_eq!(written(&bundle, Output::Yaml), "A: \"x\\\"y\"\n");
    assert_eq!(written(&bundle, Output::Tfvars), "A = \"x\\\"y\"\n");
    assert_eq!(written(&bundle, Output::Posix), "export A='x\"y'\n");
    assert_eq!(
        written(&bundle, Output::Kubernetes),
        "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app-env\ntype: Opaque\nstringData:\n  A: \"x\\\"y\"\n"
    );
    let id = bundle.rows()[0].id();
    bundle
        .decide(id, Decision::Blank, NOW, &mut Seeded::new(2))
        .expect("a blank needs nothing");
    assert_eq!(written(&bundle, Output::Dotenv), "A=\"\"\n");
}

#[test]
fn nothing_is_written_of_nothing() {
    let bundle = Bundle::new();
    for output in Output::ALL {
        let text = written(&bundle, output);
        let expected = match output {
            Output::Json | Output::AwsSecretsManager | Output::Vault | Output::Yaml => "{}\n",
            Output::Kubernetes => {
                "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app-env\ntype: Opaque\nstringData:\n  {}\n"
            }
            _ => "",
        };
        assert_eq!(text, expected, "{output}");
    }
}
