//! What the tests of key pairs ask for, and the forms of what they get.

use latchkey::engine::pair::form::{Pair, PairForm};
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};

/// What is asked for: a pair for this purpose, of RSA in the default size.
pub fn spec(purpose: Purpose, algorithm: PairAlgorithm) -> PairSpec {
    PairSpec {
        purpose,
        algorithm,
        bits: purpose.rsa_bits().first().copied().unwrap_or_default(),
        ..PairSpec::default()
    }
}

/// The form with this label.
pub fn form<'a>(pair: &'a Pair, label: &str) -> &'a PairForm {
    pair.form(label).unwrap_or_else(|| panic!("no {label}"))
}

/// The text of the form with this label.
pub fn text<'a>(pair: &'a Pair, label: &str) -> &'a str {
    form(pair, label).content.expose()
}
