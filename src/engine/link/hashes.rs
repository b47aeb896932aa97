//! Links to the Hashes tab: `hashes?algorithm=sha-512&encoding=base64`.

use super::error::{LinkError, OptionError, Word};
use super::query::{LinkWriter, OptionNames, Query};
use super::{Link, listed};
use crate::engine::digest::{Algorithm, DigestFormat};

/// The tab that these links open.
pub const TAB: &str = "hashes";

const ALGORITHM: &OptionNames = &["algorithm", "hash"];
const ENCODING: &OptionNames = &["encoding", "format"];

/// The options of a link to this tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HashOptions {
    /// The hash function.
    pub algorithm: Algorithm,
    /// How digests are shown.
    pub form: DigestFormat,
}

/// The options that a link chose, on top of the usual ones.
#[must_use]
pub fn read(text: &str) -> Link<HashOptions> {
    let mut query = Query::read(text);
    let mut options = HashOptions::default();
    let mut words = Vec::new();
    if let Some(name) = query.text(ALGORITHM) {
        match Algorithm::from_name(&name) {
            Some(algorithm) => {
                options.algorithm = algorithm;
                words.push(algorithm.label().to_owned());
            }
            None => query.refuse(ALGORITHM[0], OptionError::NoSuchChoice(Word::of(&name))),
        }
    }
    let forms = DigestFormat::ALL.map(|form| (form.id(), form.label()));
    if let Some(place) = query.choice(ENCODING, &forms) {
        let form = DigestFormat::ALL[place];
        if form.fits(options.algorithm) {
            options.form = form;
            words.push(form.label().to_owned());
        } else {
            query.errors.push(LinkError::NotOf {
                name: form.label(),
                of: options.algorithm.label(),
            });
        }
    }
    Link {
        options,
        words: listed(&words),
        errors: query.finish(),
        raised: None,
    }
}

/// The link to these options: `hashes?algorithm=sha512`.
#[must_use]
pub fn write(options: HashOptions) -> String {
    let mut link = LinkWriter::new(TAB);
    link.push(ALGORITHM, options.algorithm.id());
    if options.form != DigestFormat::default() {
        link.push(ENCODING, options.form.id());
    }
    link.finish()
}
