//! Links to the Key pair tab: `keypair?purpose=jwt&alg=es256`; and its choices as they are remembered between visits.

use super::error::LinkError;
use super::query::{LinkWriter, OptionNames, Query};
use super::{Link, listed};
use crate::engine::base::pairs::{Pairs, pairs};
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::output::Output;
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

/// What is remembered of the tab between visits: choices from lists, and nothing that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairChoices {
    /// What is made.
    pub options: PairOptions,
    /// Who reads the line for a `.env`.
    pub output: Output,
    /// How the private key is written there; `None` for what that reader reads best.
    pub form: Option<EnvForm>,
}

impl Default for PairChoices {
    fn default() -> Self {
        Self {
            options: PairOptions::default(),
            output: Output::Dotenv,
            form: None,
        }
    }
}

impl PairChoices {
    /// The choices as a line of text; only what is not as usual, so that the usual ones are an empty line.
    #[must_use]
    pub fn to_line(self) -> String {
        let PairOptions {
            purpose,
            algorithm,
            bits,
        } = self.options;
        let usual = PairOptions::of(purpose);
        let mut line = Pairs::default();
        if purpose != Purpose::default() {
            line.push("purpose", purpose.id());
        }
        if algorithm != usual.algorithm {
            line.push("alg", algorithm.id());
        }
        if algorithm.is_rsa() && bits != usual.bits {
            line.push("bits", &bits.to_string());
        }
        if self.output != Self::default().output {
            line.push("output", self.output.id());
        }
        if let Some(form) = self.form {
            line.push("form", form.id());
        }
        line.finish()
    }

    /// The choices that [`PairChoices::to_line`] wrote. What is missing or cannot be read is as usual.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let value = |name: &str| {
            let found = pairs(line).find(|(known, _)| *known == name);
            found.map(|(_, value)| value)
        };
        let purpose = value("purpose").and_then(|id| id.parse().ok());
        let mut options = PairOptions::of(purpose.unwrap_or_default());
        if let Some(algorithm) = value("alg").and_then(|id| id.parse().ok())
            && options.purpose.algorithms().contains(&algorithm)
        {
            options.algorithm = algorithm;
        }
        if let Some(bits) = value("bits").and_then(|bits| bits.parse().ok())
            && options.algorithm.is_rsa()
            && options.purpose.rsa_bits().contains(&bits)
        {
            options.bits = bits;
        }
        let output = value("output").and_then(|id| id.parse().ok());
        Self {
            options,
            output: output.unwrap_or(Self::default().output),
            form: value("form").and_then(|id| id.parse().ok()),
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
    use super::{PairChoices, PairOptions, read, write};
    use crate::engine::bundle::env_form::EnvForm;
    use crate::engine::bundle::output::Output;
    use crate::engine::pair::spec::{PairAlgorithm, Purpose};

    /// All options that there are.
    fn all_options() -> Vec<PairOptions> {
        let mut all = Vec::new();
        for purpose in Purpose::ALL {
            for &algorithm in purpose.algorithms() {
                let of = PairOptions::of(purpose);
                let sizes = purpose.rsa_bits().iter().copied();
                for bits in sizes.chain([of.bits]) {
                    let bits = if algorithm.is_rsa() { bits } else { of.bits };
                    all.push(PairOptions {
                        algorithm,
                        bits,
                        ..of
                    });
                }
            }
        }
        all
    }

    #[test]
    fn every_choice_comes_back_from_its_link() {
        for options in all_options() {
            let link = write(options);
            let (tab, text) = link.split_once('?').expect("it has options");
            let link = read(text);
            assert_eq!(tab, super::TAB);
            assert_eq!(link.options, options);
            assert!(link.errors.lines().is_empty(), "{text}");
        }
    }

    #[test]
    fn every_choice_is_remembered_and_the_usual_ones_are_nothing() {
        let usual = PairChoices::default();
        assert_eq!(usual.to_line(), "");
        let options = all_options().into_iter();
        let mut all: Vec<PairChoices> = options
            .map(|options| PairChoices { options, ..usual })
            .collect();
        all.extend(Output::ALL.map(|output| PairChoices { output, ..usual }));
        all.extend(EnvForm::ALL.map(|form| PairChoices {
            form: Some(form),
            ..usual
        }));
        for choices in all {
            let line = choices.to_line();
            assert_eq!(PairChoices::from_line(&line), choices, "{line}");
        }
        let choices = PairChoices {
            options: PairOptions {
                purpose: Purpose::Ssh,
                algorithm: PairAlgorithm::Rsa,
                bits: 4096,
            },
            output: Output::DockerRun,
            form: Some(EnvForm::Base64),
        };
        assert_eq!(
            choices.to_line(),
            "purpose=ssh&alg=rsa&bits=4096&output=docker-run&form=base64"
        );
    }

    #[test]
    fn what_is_remembered_and_cannot_be_read_is_as_usual() {
        for line in [
            "",
            "purpose=pgp",
            "alg=none",
            "alg=x25519",
            "bits=4096",
            "output=paper",
            "form=morse",
            "kid=1&comment=kim&passphrase=x",
            "=&=&",
        ] {
            assert_eq!(PairChoices::from_line(line).to_line(), "", "{line}");
        }
        let read = |line| PairChoices::from_line(line).to_line();
        assert_eq!(read("purpose=ssh&alg=rsa&bits=1024"), "purpose=ssh&alg=rsa");
        assert_eq!(read("alg=ed25519&output=json"), "output=json");
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
