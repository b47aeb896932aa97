//! Rules for scanners, run by the engines of the scanners: RE2 (gitleaks, `TruffleHog`), Hyperscan (GitHub) and
//! detect-secrets itself, over generated keys, their mutations and ordinary text.
#![cfg(not(target_arch = "wasm32"))]

#[allow(dead_code, reason = "other tests use the rest of it")]
mod referees;
#[path = "support/seeded.rs"]
mod seeded;

use latchkey::engine::base::random::ByteSource as _;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::entropy::Entropy;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::scanner::{Scanner, has_rule, rule};
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use seeded::Seeded;
use serde_json::json;

/// Keys of each form; there are more than ten thousand in all, and as many mutations.
const KEYS: usize = 320;

/// Alphabets with characters that are special in expressions, TOML, YAML or Python, and the checksums to try with each.
///
/// If a key may end in a quote, a key without its last symbol and the quote after it look like a whole key: so those
/// with quotes end in a checksum in base62. None has a tilde, which some mutations insert.
const SPECIAL: [(&str, [Checksum; 2]); 4] = [
    ("\"'\\]^-", [Checksum::GitHub, Checksum::WholeKey]),
    (
        "#$%&*+-/.:<=>?@[]^_`{}|\\()!,;'\"aZ09",
        [Checksum::GitHub, Checksum::WholeKey],
    ),
    ("^$.|?*+()[]{}\\/-", [Checksum::None, Checksum::OwnAlphabet]),
    ("-^", [Checksum::None, Checksum::OwnAlphabet]),
];

/// Text that is no key, with keys of others.
const ORDINARY: [&str; 12] = [
    "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
    "acme_live_ is what our keys begin with",
    "acme_test_xxxxxxxxxxxxxxxxxxxxxxxx",
    "acme_live_your_key_here",
    "https://acme_live_example.org/path?acme=1",
    "commit 3278533aa0f1f2a1b2c3d4e5f60718293a4b5c6d",
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvd2xzIn0.c2lnbmVk",
    "550e8400-e29b-41d4-a716-446655440000",
    "fn acme_live_keys(count: usize) -> Vec<Key> { mint(count) }",
    "ACME_LIVE_KEY=",
    "",
];

/// Every format with a prefix, with each checksum, in several sizes, with and without key id and environment.
fn specs() -> Vec<TokenSpec> {
    let mut specs = Vec::new();
    for format in Format::ALL.into_iter().filter(|format| has_rule(*format)) {
        for (number, checksum) in Checksum::ALL.into_iter().enumerate() {
            let bits = [64, 128, 256, 100][number];
            let spec = TokenSpec {
                prefix: ["acme", "Acme.io-", "my_acme", "acme"][number]
                    .parse()
                    .expect("a prefix"),
                environment: Environment::ALL[number % 3],
                checksum,
                entropy: Entropy::from_bits(bits).expect("within the limits"),
                key_id: number == 3,
                ..TokenSpec::default().with_format(format)
            };
            let without_id = TokenSpec {
                key_id: false,
                ..spec.clone()
            };
            specs.push(if spec.error().is_some() {
                without_id
            } else {
                spec
            });
        }
    }
    specs.extend(special());
    specs
}

/// Forms with the alphabets in [`SPECIAL`] and with special characters in the prefix.
fn special() -> impl Iterator<Item = TokenSpec> {
    let specs = SPECIAL
        .into_iter()
        .flat_map(|(symbols, checksums)| checksums.map(|checksum| (symbols, checksum)));
    specs.enumerate().map(|(number, (symbols, checksum))| {
        let spec = TokenSpec::default().with_format(Format::Custom);
        TokenSpec {
            prefix: ["a.b-c.", "Acme-1.0-", "my.app_"][number % 3]
                .parse()
                .expect("a prefix"),
            environment: Environment::ALL[number % 3],
            checksum,
            entropy: Entropy::from_bits([64, 128, 256][number % 3]).expect("within the limits"),
            alphabet: symbols.parse().expect("its symbols are distinct"),
            key_id: number % 2 == 1 && !symbols.contains('_'),
            ..spec
        }
    })
}

/// A key with a symbol left out, one more, another prefix, or a symbol that is of no alphabet.
fn mutated(key: &str, number: usize, at: usize) -> String {
    let (before, after) = key.split_at(at);
    match number % 4 {
        0 => format!("{before}{}", &after[1..]),
        1 => format!("{key}7"),
        2 => format!("x{key}")
            .replacen("xa", "xb", 1)
            .replacen("xA", "xB", 1)
            .replacen("xm", "xn", 1),
        _ => format!("{before}~{}", &after[1..]),
    }
}

#[test]
fn scanners_find_every_key_of_a_form_and_neither_its_mutations_nor_ordinary_text() {
    let mut source = Seeded::new(13);
    let mut input = Vec::new();
    let mut expected = 0;
    let specs = specs();
    assert!(specs.len() * KEYS >= 10_000);
    for spec in specs {
        let keys: Vec<String> = (0..KEYS)
            .map(|_| {
                let token = spec.mint(Supplies::default(), &mut source).expect("a key");
                token.text().expose().to_owned()
            })
            .collect();
        let others: Vec<String> = keys
            .iter()
            .enumerate()
            .map(|(number, key)| {
                let mut byte = [0];
                source.fill(&mut byte).expect("it is seeded");
                let from = spec.head().len();
                mutated(
                    key,
                    number,
                    from + usize::from(byte[0]) % (key.len() - from),
                )
            })
            .chain(ORDINARY.map(str::to_owned))
            .collect();
        let rules: serde_json::Map<String, serde_json::Value> = Scanner::ALL
            .into_iter()
            .map(|scanner| {
                let rule = rule(&spec, scanner).expect("it has a prefix");
                (scanner.id().to_owned(), rule.into())
            })
            .collect();
        expected += rules.len() * (keys.len() + others.len());
        let line = json!({ "rules": rules, "keys": keys, "others": others });
        input.extend_from_slice(line.to_string().as_bytes());
        input.push(b'\n');
    }
    let script = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/referees_scanner/scan.py"
    );
    let answer = referees::answer(referees::python().arg(script), &input);
    let (faults, scanned) = answer
        .trim_end()
        .rsplit_once('\n')
        .unwrap_or(("", answer.trim_end()));
    assert!(
        faults.is_empty(),
        "{}",
        faults.lines().take(20).collect::<Vec<_>>().join("\n")
    );
    assert_eq!(scanned, expected.to_string());
}
