//! PEM and DER by openssl and Python's cryptography.

use crate::{all, download, form, made, referees, run, scratch, text};
use latchkey::engine::pair::spec::Purpose;
use std::fmt::Write as _;

/// Purposes whose pairs have PKCS#8 and SPKI.
const WITH_PEM: [Purpose; 3] = [Purpose::Tokens, Purpose::Vapid, Purpose::Other];

#[test]
fn openssl_agrees_on_the_public_half_of_every_private_form() {
    let folder = scratch("openssl");
    for purpose in WITH_PEM {
        for (spec, seed) in all(purpose) {
            let pair = made(&spec, seed);
            let public = text(&pair, "Public key (SPKI)");
            for form in &pair.forms {
                let der = form.der.is_some();
                let is_pem = form.content.expose().starts_with("-----BEGIN");
                if !der && !is_pem {
                    continue;
                }
                let file = download(&folder, form);
                let file = file.to_str().expect("UTF-8");
                let encoding = if der { "DER" } else { "PEM" };
                let mut args = vec!["pkey", "-in", file, "-inform", encoding, "-pubout"];
                if form.masked.is_none() {
                    args.push("-pubin");
                } else {
                    run(
                        "openssl",
                        &["pkey", "-in", file, "-inform", encoding, "-check", "-noout"],
                        b"",
                    );
                }
                assert_eq!(
                    run("openssl", &args, b""),
                    public,
                    "{} of {spec:?}",
                    form.label
                );
            }
        }
    }
}

#[test]
fn openssl_writes_the_very_same_bytes() {
    let folder = scratch("openssl-same");
    for (spec, seed) in all(Purpose::Other) {
        let pair = made(&spec, seed);
        let file = download(&folder, form(&pair, "Private key (DER, base64)"));
        let file = file.to_str().expect("UTF-8");
        let args = ["pkcs8", "-topk8", "-nocrypt", "-inform", "DER", "-in", file];
        assert_eq!(
            run("openssl", &args, b""),
            text(&pair, "Private key (PKCS#8)"),
            "{spec:?}"
        );
        let old = pair
            .forms
            .iter()
            .find(|form| form.file_name.contains("1.pem"));
        if let Some(old) = old {
            let args = ["pkey", "-traditional", "-inform", "DER", "-in", file];
            assert_eq!(run("openssl", &args, b""), old.content.expose(), "{spec:?}");
        }
    }
}

#[test]
fn the_fingerprint_is_what_openssl_digests() {
    let folder = scratch("fingerprint");
    for (spec, seed) in all(Purpose::Other) {
        let pair = made(&spec, seed);
        let file = download(&folder, form(&pair, "Public key (DER, base64)"));
        let args = ["dgst", "-sha256", "-r", file.to_str().expect("UTF-8")];
        let digest = run("openssl", &args, b"");
        assert_eq!(digest.split(' ').next(), Some(text(&pair, "Fingerprint")));
        assert_eq!(pair.id, text(&pair, "Fingerprint"));
    }
}

#[test]
fn python_loads_every_form_and_agrees_on_the_jwk() {
    let mut lines = String::new();
    let mut count = 0;
    for purpose in WITH_PEM {
        for (spec, seed) in all(purpose) {
            let pair = made(&spec, seed);
            let forms: serde_json::Map<String, serde_json::Value> = pair
                .forms
                .iter()
                .map(|form| (form.label.clone(), form.content.expose().into()))
                .collect();
            writeln!(lines, "{}", serde_json::Value::from(forms)).expect("a String grows");
            count += 1;
        }
    }
    ensure_same(&lines, count);
}

/// Of each of `count` lines, a JSON object of labels and forms, all forms hold the same key.
pub fn ensure_same(lines: &str, count: usize) {
    let mut python = crate::tokens::python();
    python.arg(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/referees_pair/forms.py"
    ));
    let answer = referees::answer(&mut python, lines.as_bytes());
    assert_eq!(
        answer.lines().filter(|line| *line == "same").count(),
        count,
        "{answer}"
    );
}
