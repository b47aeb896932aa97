//! Keys checked by other implementations: Supabase's JWTs by `PyJWT`, VAPID pairs by npm's web-push and
//! Python's cryptography, Fernet keys by cryptography.

use crate::bundles;
use crate::readers::{self, Scratch};
use crate::seeded::Seeded;
use latchkey::engine::bundle::{Bundle, preset::Preset};
use std::process::Stdio;

const ROUNDS: u64 = 50;
const NOW: u64 = 1_700_000_000;

fn bundle(preset: Preset, seed: u64) -> Bundle {
    let mut bundle = Bundle::from_preset(preset, NOW, &mut Seeded::new(seed))
        .expect("the seeded source never fails");
    bundles::complete(&mut bundle).expect("the private key is one");
    bundle
}

fn values<const N: usize>(bundle: &Bundle, names: [&str; N]) -> [String; N] {
    names.map(|name| bundle.row(name).expect(name).value().expose().to_owned())
}

/// Has `keys.py` check the groups; keys hold nothing that JSON would escape.
fn are_good(groups: &[Vec<String>]) {
    let lines: Vec<String> = groups
        .iter()
        .map(|group| {
            format!(
                "[\"{}\"]
",
                group.join("\",\"")
            )
        })
        .collect();
    let file = Scratch::new(&lines.concat());
    let mut command = readers::python("keys.py");
    command.stdin(Stdio::from(
        std::fs::File::open(&file.0).expect("the file is there"),
    ));
    let answer = readers::output(command);
    assert_eq!(
        String::from_utf8_lossy(&answer).trim(),
        groups.len().to_string()
    );
}

#[test]
fn supabase_keys_are_signed_with_the_secret_beside_them() {
    let mut groups = Vec::new();
    for seed in 0..ROUNDS {
        let names = ["JWT_SECRET", "ANON_KEY", "SERVICE_ROLE_KEY"];
        let [secret, anon, service] = values(&bundle(Preset::Supabase, seed), names);
        for (token, role) in [(anon, "anon"), (service, "service_role")] {
            groups.push(vec![
                "supabase".into(),
                secret.clone(),
                token,
                role.into(),
                NOW.to_string(),
            ]);
        }
    }
    are_good(&groups);
}

#[test]
fn vapid_pairs_are_pairs() {
    let mut groups = Vec::new();
    for seed in 0..ROUNDS {
        for preset in [Preset::Mastodon, Preset::WebPush] {
            let [private, public] = values(
                &bundle(preset, seed),
                ["VAPID_PRIVATE_KEY", "VAPID_PUBLIC_KEY"],
            );
            groups.push(vec!["vapid".into(), private, public]);
        }
    }
    are_good(&groups);
}

#[test]
fn web_push_signs_with_its_pairs() {
    let mut command = readers::node("webpush.js");
    for seed in 0..ROUNDS {
        let names = ["VAPID_PUBLIC_KEY", "VAPID_PRIVATE_KEY"];
        command.args(values(&bundle(Preset::WebPush, seed), names));
    }
    let answer = readers::output(command);
    assert_eq!(String::from_utf8_lossy(&answer).trim(), ROUNDS.to_string());
}

#[test]
fn fernet_keys_encrypt() {
    let groups: Vec<_> = (0..ROUNDS)
        .map(|seed| values(&bundle(Preset::Fernet, seed), ["FERNET_KEY"]))
        .map(|[key]| vec!["fernet".into(), key])
        .collect();
    are_good(&groups);
}
