//! Links to the Key pair tab: `keypair?purpose=jwt&alg=es256`.

use super::error::LinkError;
use super::query::{LinkWriter, OptionNames, Query};
use super::{Link, listed};
use crate::engine::pair::spec::{PairAlgorithm, Purpose};

/// The tab that these links open.
pub const TAB: &str = "keypair";

const PURPOSE: &OptionNames = &["purpose", "for"];
const ALGORITHM: &OptionNames = &["alg", "algorithm"];
const BITS: &OptionNames = &["bits", "size"];

/// The options of a link to this tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairOptions {
    /// What the pair is for.
    pub purpose: Purpose,
    /// One of its algorithms.
    pub algorithm: PairAlgorithm,
    /// The size of an RSA key.
    pub bits: u16,
}

impl Default for PairOptions {
    fn default() -> Self {
        Self::of(Purpose::default())
    }
}

impl PairOptions {
    /// The usual options for a purpose.
    #[must_use]
    pub fn of(purpose: Purpose) -> Self {
        Self {
            purpose,
            algorithm: purpose.algorithms().first().copied().unwrap_or_default(),
            bits: purpose.rsa_bits().first().copied().unwrap_or_default(),
        }
    }
}

/// The options that a link chose, on top of the usual ones.
#[must_use]
pub fn read(text: &str) -> Link<PairOptions> {
    let mut query = Query::read(text);
    let mut words = Vec::new();
    let purposes = Purpose::ALL.map(|purpose| (purpose.id(), purpose.label()));
    let purpose = query.choice(PURPOSE, &purposes);
    let purpose = purpose.map(|place| Purpose::ALL[place]);
    let mut options = PairOptions::of(purpose.unwrap_or_default());
    if let Some(purpose) = purpose {
        words.push(purpose.label().to_owned());
    }
    let algorithms = PairAlgorithm::ALL.map(|algorithm| (algorithm.id(), algorithm.label()));
    if let Some(place) = query.choice(ALGORITHM, &algorithms) {
        let algorithm = PairAlgorithm::ALL[place];
        if options.purpose.algorithms().contains(&algorithm) {
            options.algorithm = algorithm;
            words.push(algorithm.label().to_owned());
        } else {
            query.errors.push(LinkError::NotOf {
                name: algorithm.label(),
                of: options.purpose.label(),
            });
        }
    }
    let sizes = options.purpose.rsa_bits();
    let texts: Vec<String> = sizes.iter().map(u16::to_string).collect();
    let choices: Vec<(&str, &str)> = texts.iter().map(|text| (&**text, &**text)).collect();
    if !options.algorithm.is_rsa() {
        if query.text(BITS).is_some() {
            query.errors.push(LinkError::NotOf {
                name: BITS[0],
                of: options.algorithm.label(),
            });
        }
    } else if let Some(place) = query.choice(BITS, &choices) {
        options.bits = sizes[place];
        words.push(format!("{} bits", options.bits));
    }
    Link {
        options,
        words: listed(&words),
        errors: query.finish(),
        raised: None,
    }
}

/// The link to these options: `keypair?purpose=ssh&alg=ed25519`.
#[must_use]
pub fn write(options: PairOptions) -> String {
    let mut link = LinkWriter::new(TAB);
    link.push(PURPOSE, options.purpose.id());
    link.push(ALGORITHM, options.algorithm.id());
    if options.algorithm.is_rsa() {
        link.push(BITS, &options.bits.to_string());
    }
    link.finish()
}

#[cfg(test)]
mod tests {
    use super::{PairOptions, read, write};
    use crate::engine::pair::spec::{PairAlgorithm, Purpose};

    #[test]
    fn every_choice_comes_back_from_its_link() {
        for purpose in Purpose::ALL {
            for &algorithm in purpose.algorithms() {
                let of = PairOptions::of(purpose);
                let sizes = purpose.rsa_bits().iter().copied();
                for bits in sizes.chain([of.bits]) {
                    let bits = if algorithm.is_rsa() { bits } else { of.bits };
                    let options = PairOptions {
                        algorithm,
                        bits,
                        ..of
                    };
                    let link = write(options);
                    let (tab, text) = link.split_once('?').expect("it has options");
                    let link = read(text);
                    assert_eq!(tab, super::TAB);
                    assert_eq!(link.options, options);
                    assert!(link.errors.lines().is_empty(), "{text}");
                }
            }
        }
    }

    #[test]
    fn what_does_not_go_together_is_said_and_the_usual_is_taken() {
        for (text, count) in [
            ("purpose=jwt&alg=x25519", 1),
            ("purpose=ssh&alg=ed25519&bits=4096", 1),
            ("purpose=ssh&alg=rsa&bits=1024", 1),
            ("purpose=pgp", 1),
            ("purpose=jwt&alg=none&kid=1", 2),
        ] {
            let link = read(text);
            assert_eq!(link.errors.lines().len(), count, "{text}");
            assert!(
                link.options
                    .purpose
                    .algorithms()
                    .contains(&link.options.algorithm)
            );
        }
        assert_eq!(
            read("for=SSH&algorithm=RSA").options.algorithm,
            PairAlgorithm::Rsa
        );
    }
}
