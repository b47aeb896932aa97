//! Whole bundles: imported, written for each output, and read by its reader.

use crate::readers::{self, Reader};
use crate::{COUNT, seeded::Seeded, values::Values};
use crate::{bundles, pems};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::pair::{WantedPair, made};
use latchkey::engine::bundle::{
    Bundle, import::Source, output::Output, preset::Preset, rendered::Note, rendered::RenderError,
};
use latchkey::engine::env::Dialect;
use std::collections::HashMap;

/// The readers of an output.
pub fn programs(output: Output) -> &'static [Reader] {
    match output {
        Output::Dotenv => &[Reader::Dotenv("dotenv-17"), Reader::Dotenv("dotenv-18")],
        Output::DotenvExpand => &[
            Reader::DotenvExpand("dotenv-expand-12"),
            Reader::DotenvExpand("dotenv-expand-1000"),
        ],
        Output::PythonDotenv => &[Reader::PythonDotenv, Reader::PythonDotenvOld],
        Output::Compose => &[Reader::Compose],
        Output::Varlock => &[Reader::Varlock],
        Output::DockerRun => &[Reader::Docker],
        Output::Systemd => &[Reader::Systemd],
        Output::Posix => &[Reader::Shell("bash"), Reader::Shell("dash")],
        Output::PowerShell => &[Reader::PowerShellRules],
        Output::Json => &[Reader::Jq, Reader::PythonJson],
        Output::AwsSecretsManager | Output::Vault => &[Reader::PythonJson],
        Output::Yaml => &[Reader::PyYaml],
        Output::Kubernetes => &[Reader::KubernetesSecret],
        Output::Tfvars => &[Reader::Hcl],
        Output::GitHubCli => &[Reader::GitHubCli],
        Output::Example => &[],
    }
}

/// Lines between the variables, some of which mean something to other readers.
const COMMENTS: [&str; 7] = [
    "# comment\n",
    "  # indented\n",
    "# @unknown(\n",
    "",
    "#\t@ nobody\n\n",
    "# ---\n",
    "# @param {string} name\n",
];
/// What stands behind the values.
const TAILS: [&str; 5] = [
    "\n",
    " # behind\n\n",
    " # @unknown\n",
    " # ---\n",
    "  #@(\n",
];

/// A `.env` for Docker Compose, whose double quotes carry anything, with the variables `V0`, `V1` and so on.
fn compose_text(values: &[&String]) -> String {
    let mut text = Secret::with_capacity(0);
    for (at, value) in values.iter().enumerate() {
        text.push_str(COMMENTS[at % COMMENTS.len()]);
        text.push_str(&format!(" V{at}="));
        Dialect::Compose
            .write(value, &mut text)
            .expect("Compose carries any value");
        text.push_str(TAILS[at % TAILS.len()]);
    }
    text.expose().to_owned()
}

fn rendered(values: &[&String], output: Output) -> Result<String, Vec<RenderError>> {
    let text = compose_text(values);
    let bundle = bundles::import(&text, Source::Own, Dialect::Compose, 0, &mut Seeded::new(1))
        .expect("Compose reads what was written for it");
    bundle
        .render(output)
        .map(|rendered| rendered.text.expose().to_owned())
}

/// Has the readers of `output` read those of `values` that it accepts; returns their number.
fn are_read_back(output: Output, values: &[String]) -> usize {
    let mut read_back = 0;
    let batch = programs(output)[0].batch();
    for values in values.chunks(batch) {
        let all: Vec<&String> = values.iter().collect();
        let refused = rendered(&all, output).err().unwrap_or_default();
        let refused: Vec<String> = refused.into_iter().map(|refusal| refusal.name).collect();
        let carried: Vec<&String> = all
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !refused.contains(&format!("V{at}")))
            .map(|(_, value)| value)
            .collect();
        let text = rendered(&carried, output).expect("what is refused does not depend on the rest");
        for reader in programs(output) {
            let read = readers::read(*reader, &text, carried.len());
            check(
                *reader,
                &read,
                &carried,
                matches!(output, Output::PowerShell | Output::GitHubCli),
            );
        }
        read_back += carried.len();
    }
    read_back
}

fn check(reader: Reader, read: &HashMap<String, String>, meant: &[&String], leaves_out: bool) {
    for (at, meant) in meant.iter().enumerate() {
        let found = read.get(&format!("V{at}"));
        let expected = Some(*meant).filter(|meant| !(leaves_out && meant.is_empty()));
        assert_eq!(found, expected, "{reader:?} V{at}");
    }
}

/// Values of every preset, each drawn a few times.
fn preset_values() -> Vec<String> {
    let mut values = Vec::new();
    for preset in Preset::ALL {
        for seed in 0..8 {
            let mut bundle = Bundle::from_preset(preset, 1_700_000_000, &mut Seeded::new(seed))
                .expect("the seeded source never fails");
            bundles::complete(&mut bundle).expect("the private key is one");
            // Keys of several lines are `pems`' business.
            values.extend(
                bundle
                    .rows()
                    .iter()
                    .filter(|row| row.pair_value().is_none())
                    .map(|row| row.value().expose().to_owned()),
            );
        }
    }
    values
}

/// Every value that the output accepts is read back, and it rejects few. A reader of `.env` files has already
/// been tested with `COUNT` values, without a bundle around them.
fn takes_back(output: Output) {
    let count = output.dialect().map_or(COUNT, |_| COUNT / 5);
    let mut values = Values::new(1047);
    let presets = preset_values();
    let mut read_back = are_read_back(output, &presets);
    match output {
        // A salt of WordPress may contain what these readers replace inside quotes.
        Output::DotenvExpand | Output::PythonDotenv => assert!(20 * read_back > 19 * presets.len()),
        _ => assert_eq!(
            read_back,
            presets.len(),
            "{output} refuses a preset's value"
        ),
    }
    let mut offered = 0;
    while read_back < count {
        let more: Vec<String> = (0..count).map(|_| values.next_value()).collect();
        offered += more.len();
        read_back += are_read_back(output, &more);
        assert!(offered < 4 * count, "{output} refuses most values");
    }
}

/// Bundles that together hold all presets: those that conflict over a name are in different ones.
fn combined() -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    for (seed, preset) in (100..).zip(Preset::ALL) {
        let mut source = Seeded::new(seed);
        let fits = bundles.iter_mut().any(|bundle| {
            bundle
                .add_preset(preset, 1_700_000_000, &mut source)
                .is_ok()
        });
        if !fits {
            let bundle = Bundle::from_preset(preset, 1_700_000_000, &mut source);
            bundles.push(bundle.expect("the seeded source never fails"));
        }
    }
    for bundle in &mut bundles {
        bundles::complete(bundle).expect("the private key is one");
        bundles::make_pairs(bundle, 1_700_000_000, &mut Seeded::new(99)).expect("it makes a pair");
        let rsa: Vec<WantedPair> = bundle.wanted_pairs().collect();
        for pair in rsa {
            let key = pems::rsa_key(pair.key.bits());
            let values = made::from_rsa(&pair, &key).expect("openssl made the key");
            bundle.supply_pair(&pair, &values);
        }
    }
    bundles
}

#[test]
fn every_preset_is_read_back_under_its_names_by_every_reader() {
    for bundle in combined() {
        let meant: HashMap<String, String> = bundle
            .rows()
            .iter()
            .map(|row| (row.name().to_owned(), row.value().expose().to_owned()))
            .collect();
        let names: Vec<String> = meant.keys().cloned().collect();
        for output in Output::ALL {
            for reader in programs(output) {
                let rendered = bundle.render(output).expect("these values are carried");
                let mut meant = meant.clone();
                for note in &rendered.notes {
                    if let Note::InBase64 { names } = note {
                        for name in names {
                            let value = meant.get_mut(name).expect("the note is on this bundle");
                            *value = STANDARD.encode(&*value);
                        }
                    }
                }
                let mut read = readers::read_names(*reader, rendered.text.expose(), &names);
                read.retain(|name, _| meant.contains_key(name));
                assert_eq!(read, meant, "{reader:?}");
            }
        }
    }
}

macro_rules! output_tests {
    ($($test:ident: $output:expr;)*) => {$(
        #[test]
        fn $test() {
            takes_back($output);
        }
    )*};
}

output_tests! {
    bundles_for_dotenv_are_read_back: Output::Dotenv;
    bundles_for_dotenv_expand_are_read_back: Output::DotenvExpand;
    bundles_for_python_dotenv_are_read_back: Output::PythonDotenv;
    bundles_for_compose_are_read_back: Output::Compose;
    bundles_for_varlock_are_read_back: Output::Varlock;
    bundles_for_docker_run_are_read_back: Output::DockerRun;
    bundles_for_systemd_are_read_back: Output::Systemd;
    bundles_for_shells_are_read_back: Output::Posix;
    bundles_for_powershell_are_read_back_by_its_rules: Output::PowerShell;
    bundles_in_json_are_read_back: Output::Json;
    bundles_for_aws_are_read_back: Output::AwsSecretsManager;
    bundles_for_vault_are_read_back: Output::Vault;
    bundles_in_yaml_are_read_back: Output::Yaml;
    bundles_for_kubernetes_are_read_back: Output::Kubernetes;
    bundles_for_terraform_are_read_back: Output::Tfvars;
    bundles_for_the_github_cli_are_read_back: Output::GitHubCli;
}
