//! SSH pairs by ssh-keygen.

use crate::{all, download, form, made, run, scratch, text, write};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::pair::spec::{PairSpec, Purpose};
use std::path::Path;

/// What the comments and passphrases of the pairs are.
const CASES: [(&str, Option<&str>); 3] = [
    ("me@example.com", None),
    ("", Some("correct horse")),
    ("work laptop, 2026 é", Some("päss phrase\"'$ 1")),
];

fn ssh_keygen(args: &[&str], input: &[u8]) -> String {
    run("ssh-keygen", args, input)
}

fn path(file: &Path) -> &str {
    file.to_str().expect("UTF-8")
}

#[test]
fn ssh_keygen_agrees_on_the_public_half_and_the_fingerprint() {
    let folder = scratch("ssh");
    for (at, (spec, seed)) in all(Purpose::Ssh).into_iter().enumerate() {
        let (comment, passphrase) = CASES[at % CASES.len()];
        let spec = PairSpec {
            comment: comment.to_owned(),
            passphrase: passphrase.map(Secret::from),
            ..spec
        };
        let pair = made(&spec, seed);
        let private = download(&folder, form(&pair, "Private key (OpenSSH)"));
        let line = text(&pair, "authorized_keys line");
        let public = download(&folder, form(&pair, "authorized_keys line"));
        assert_eq!(path(&public), format!("{}.pub", path(&private)));

        let derived = ssh_keygen(
            &[
                "-y",
                "-P",
                passphrase.unwrap_or_default(),
                "-f",
                path(&private),
            ],
            b"",
        );
        assert_eq!(derived.trim_end(), line.trim_end(), "{spec:?}");
        if comment.is_empty() {
            assert_eq!(line.trim_end().split(' ').count(), 2);
        } else {
            assert!(line.ends_with(&format!(" {comment}\n")), "{line}");
        }

        let listed = ssh_keygen(&["-l", "-f", path(&public)], b"");
        let fingerprint = text(&pair, "Fingerprint");
        assert_eq!(listed.split(' ').nth(1), Some(fingerprint));
        assert_eq!(pair.id, fingerprint);
        if spec.algorithm.is_rsa() {
            assert!(listed.starts_with(&format!("{} ", spec.bits)), "{listed}");
        }

        if passphrase.is_some() {
            // Another passphrase does not open it.
            let mut wrong = crate::referees::program("ssh-keygen");
            wrong.args(["-y", "-P", "another one", "-f", path(&private)]);
            assert!(!wrong.output().expect("it runs").status.success());
        }
    }
}

#[test]
fn what_ssh_keygen_signs_with_it_is_verified_by_the_allowed_signers() {
    let folder = scratch("ssh-sign");
    for (spec, seed) in all(Purpose::Ssh) {
        for (comment, signer) in [
            ("me@example.com", "me@example.com"),
            ("a b", "you@example.com"),
        ] {
            let spec = PairSpec {
                comment: comment.to_owned(),
                ..self::copy(&spec)
            };
            let pair = made(&spec, seed);
            let private = download(&folder, form(&pair, "Private key (OpenSSH)"));
            let allowed = download(&folder, form(&pair, "allowed_signers line"));
            let signature = ssh_keygen(
                &["-Y", "sign", "-n", "git", "-f", path(&private)],
                b"a commit",
            );
            let signature = write(&folder, "signature", signature.as_bytes());
            let verify = [
                "-Y",
                "verify",
                "-n",
                "git",
                "-I",
                signer,
                "-f",
                path(&allowed),
                "-s",
                path(&signature),
            ];
            let verdict = ssh_keygen(&verify, b"a commit");
            assert!(verdict.contains(&format!("for {signer} with")), "{verdict}");
            assert!(verdict.contains(pair.id.as_str()), "{verdict}");
        }
    }
}

fn copy(spec: &PairSpec) -> PairSpec {
    PairSpec {
        bits: spec.bits,
        ..crate::spec(spec.purpose, spec.algorithm)
    }
}
