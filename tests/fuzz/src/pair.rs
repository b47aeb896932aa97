//! Private keys that are kept: what is derived from one is public, and is the same whichever way the key is read.

use crate::input::{Seeded, choice, text};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::pair::value::PairContent;
use latchkey::engine::bundle::pair::{WantedPair, made};
use latchkey::engine::digest::decoding::read_base64;
use latchkey::engine::pair::from_rsa;
use latchkey::engine::pair::part::{PairKey, PairPart};
use latchkey::engine::pair::signing::SigningPair;
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};

const PUBLIC: [PairPart; 3] = [PairPart::PublicPem, PairPart::PublicJwk, PairPart::Jwks];

/// A private key as PEM, JWK or DER, taken for one of an algorithm.
///
/// # Panics
/// Where a public part holds the private number, or the pair of that number is another one.
pub fn private(data: &[u8]) {
    let Some((key, rest)) = choice(&PairKey::ALL, data) else {
        return;
    };
    let wanted = WantedPair {
        rows: Vec::new(),
        key,
        contents: PUBLIC.map(PairContent::plain).to_vec(),
        private: Secret::from(&*text(rest)),
        signing_secret: Secret::from(""),
    };
    match made::derive(&wanted) {
        Ok(values) => assert_eq!(values.len(), wanted.contents.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    if let Ok(pair) = SigningPair::from_der(key, rest) {
        derived(key, &pair);
    }
    if key.algorithm().is_rsa() {
        exported(key, rest);
    } else if let Ok(pair) = SigningPair::from_number(key, rest) {
        derived(key, &pair);
    }
}

/// What the browser made and exported, for tokens and for SSH.
fn exported(key: PairKey, pkcs8: &[u8]) {
    let is_made = |spec| from_rsa(&spec, pkcs8, None, 0, &mut Seeded::new(1)).is_ok();
    let is_key = SigningPair::from_rsa(key, pkcs8).is_ok();
    assert_eq!(is_made(key.spec()), is_key);
    let is_ssh = is_made(PairSpec {
        purpose: Purpose::Ssh,
        algorithm: PairAlgorithm::Rsa,
        ..key.spec()
    });
    assert!(is_key || !is_ssh);
}

fn derived(key: PairKey, pair: &SigningPair) {
    let private = pair.numbers(true).find(|(name, _)| *name == "d");
    let Some((_, private)) = private else {
        return;
    };
    for part in PUBLIC {
        let public = pair.part(part).expect("it has a public half");
        assert!(!public.expose().contains(private));
    }
    let number = read_base64(private).expect("a JWK has it in base64url");
    let again = SigningPair::from_number(key, &number).expect("it was read before");
    assert_eq!(again.kid(), pair.kid());
}
