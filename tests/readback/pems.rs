//! Private keys as PEM, in each form that an output takes: the real readers give them back byte for byte.

use crate::outputs::programs;
use crate::readers;
use crate::seeded::Seeded;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::env_form::EnvForm;
use latchkey::engine::bundle::env_line::{EnvLine, env_line};
use latchkey::engine::bundle::output::Output;
use latchkey::engine::pair::generate;
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};
use std::process::Command;
use std::sync::LazyLock;

/// How many pairs of each curve.
const PAIRS: u64 = 100;

/// Keys of RSA that openssl made for these tests, of 2048, 3072 and 4096 bits.
const RSA: [&str; 3] = [
    include_str!("rsa/2048.pem"),
    include_str!("rsa/3072.pem"),
    include_str!("rsa/4096.pem"),
];

/// The private keys: of each curve in both of its encodings, of SSH, and those of RSA.
static PEMS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut pems = Vec::new();
    for (purpose, algorithm) in [
        (Purpose::Other, PairAlgorithm::P256),
        (Purpose::Other, PairAlgorithm::P384),
        (Purpose::Other, PairAlgorithm::Ed25519),
        (Purpose::Ssh, PairAlgorithm::Ed25519),
    ] {
        for seed in 0..PAIRS {
            let spec = PairSpec {
                purpose,
                algorithm,
                comment: "me@example.com".to_owned(),
                ..PairSpec::default()
            };
            let pair = generate(&spec, 0, &mut Seeded::new(seed)).expect("it makes a pair");
            let forms = pair.forms.iter().filter(|form| {
                form.masked.is_some() && form.content.expose().starts_with("-----BEGIN")
            });
            pems.extend(forms.map(|form| form.content.expose().to_owned()));
        }
    }
    pems.extend(RSA.map(str::to_owned));
    pems
});

/// An RSA key of so many bits as PKCS#8, in the place of the browser's.
pub fn rsa_key(bits: u16) -> Vec<u8> {
    let mut keys = RSA.iter().map(|pem| {
        let lines: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
        STANDARD.decode(lines).expect("openssl writes base64")
    });
    let size = usize::from(bits) / 8;
    keys.find(|key| (size * 4..size * 5).contains(&key.len()))
        .expect("there is one of each size")
}

/// The file with all `lines`, which stand alone as `output` writes one.
fn joined(output: Output, lines: &[EnvLine]) -> String {
    let texts = lines.iter().map(|line| line.text.expose());
    match output {
        Output::Json | Output::AwsSecretsManager | Output::Vault => {
            let members: Vec<&str> = texts
                .map(|text| {
                    let text = text.strip_prefix("{\n").expect("an object");
                    text.strip_suffix("\n}\n").expect("an object")
                })
                .collect();
            format!("{{\n{}\n}}\n", members.join(",\n"))
        }
        Output::Kubernetes => {
            let mut all = String::new();
            for (at, text) in texts.enumerate() {
                let start = text.find("  V").expect("it has the variable");
                all += if at == 0 { text } else { &text[start..] };
            }
            all
        }
        _ => texts.collect(),
    }
}

/// What the program that gets `read` makes of it.
fn decoded(form: EnvForm, read: &str) -> String {
    match form {
        EnvForm::MultiLine => read.to_owned(),
        EnvForm::Escaped => read.replace("\\n", "\n"),
        EnvForm::Base64 => {
            let bytes = STANDARD.decode(read).expect("it is base64");
            String::from_utf8(bytes).expect("a PEM is ASCII")
        }
    }
}

#[test]
fn every_form_of_a_private_key_is_read_back_by_every_reader() {
    for output in Output::ALL {
        for form in EnvForm::ALL {
            let lines: Result<Vec<EnvLine>, String> = PEMS
                .iter()
                .enumerate()
                .map(|(at, pem)| {
                    env_line(output, &format!("V{at}"), &Secret::from(&**pem), Some(form))
                })
                .collect();
            let joins = matches!(output, Output::DockerRun | Output::GitHubCli);
            let refused = output == Output::Example || form == EnvForm::MultiLine && joins;
            assert_eq!(
                lines.is_err(),
                refused,
                "{output} in {form:?}: {:?}",
                lines.err()
            );
            let Ok(lines) = lines else { continue };
            let text = joined(output, &lines);
            for reader in programs(output) {
                let read = readers::read(*reader, &text, PEMS.len());
                for (at, pem) in PEMS.iter().enumerate() {
                    let found = read.get(&format!("V{at}"));
                    let found = found.unwrap_or_else(|| panic!("{reader:?} has no V{at}"));
                    assert!(
                        decoded(form, found) == *pem,
                        "{reader:?} V{at} in {form:?}: {found}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_lines_of_node_python_and_go_get_the_key_back() {
    let pem = &PEMS[0];
    let escaped = pem.replace('\n', "\\n");
    let base64 = STANDARD.encode(pem);
    for (form, values) in [
        (EnvForm::MultiLine, &[pem][..]),
        // A reader may have replaced it already.
        (EnvForm::Escaped, &[&escaped, pem]),
        (EnvForm::Base64, &[&base64]),
    ] {
        let line = env_line(Output::Dotenv, "JWT_KEY", &Secret::from(&**pem), Some(form));
        let line = line.expect("it takes every form");
        let code = |language: &str| {
            let mut lines = line.read_back.iter();
            let line = lines.find(|(name, _)| name == language);
            line.map(|(_, code)| code.clone()).expect("it is told")
        };
        let node = format!("{}\nprocess.stdout.write(pem)", code("Node"));
        let python = format!(
            "import os, base64, sys\n{}\nsys.stdout.write(pem)",
            code("Python")
        );
        let check = match form {
            EnvForm::Base64 => "if err != nil { panic(err) }",
            _ => "",
        };
        let go = format!(
            "package main\nimport (\"encoding/base64\"; \"fmt\"; \"os\"; \"strings\")\n\
             var _, _ = base64.StdEncoding, strings.ToLower\n\
             func main() {{\n{}\n{check}\nfmt.Print(string(pem))\n}}\n",
            code("Go")
        );
        let file = readers::Scratch::new(&go);
        let go = file.0.with_extension("go");
        std::fs::copy(&file.0, &go).expect("the temporary folder takes a file");
        for value in values {
            for (program, arguments) in [
                ("node", vec!["-e", &node]),
                ("python3", vec!["-c", &python]),
                ("go", vec!["run", go.to_str().expect("UTF-8")]),
            ] {
                let mut command = Command::new(program);
                command.args(arguments).env("JWT_KEY", value);
                let output = readers::output(command);
                assert_eq!(
                    String::from_utf8_lossy(&output),
                    *pem,
                    "{program} in {form:?}"
                );
            }
        }
        std::fs::remove_file(go).expect("it is ours");
    }
}
