//! The options for digests of texts and files, and what is remembered of them between visits: never a text, a key
//! or a digest.

use super::hmac::KeyFormat;
use super::server_config::Target;
use super::{Algorithm, DigestFormat};
use crate::engine::base::pairs::{Pairs, pairs};

/// The options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DigestOptions {
    /// The algorithm.
    pub algorithm: Algorithm,
    /// How digests are shown.
    pub form: DigestFormat,
    /// How an HMAC key is read.
    pub key_format: KeyFormat,
    /// Whether every line of a text is hashed separately.
    pub by_line: bool,
    /// The configuration that a digest is written for.
    pub target: Target,
    /// Further algorithms that are computed for files.
    pub also: Vec<Algorithm>,
}

impl DigestOptions {
    /// The options as a line of text. Defaults are left out, so that default options are an empty line.
    #[must_use]
    pub fn to_line(&self) -> String {
        let usual = Self::default();
        let mut line = Pairs::default();
        if self.algorithm != usual.algorithm {
            line.push("algorithm", self.algorithm.id());
        }
        if self.form != usual.form {
            line.push("encoding", self.form.id());
        }
        if self.key_format != usual.key_format {
            line.push("key", self.key_format.id());
        }
        if self.by_line {
            line.push("lines", "each");
        }
        if self.target != usual.target {
            line.push("config", self.target.id());
        }
        if !self.also.is_empty() {
            let ids: Vec<_> = self.also.iter().map(|algorithm| algorithm.id()).collect();
            line.push("also", &ids.join(","));
        }
        line.finish()
    }

    /// The options that [`DigestOptions::to_line`] wrote. What is missing or cannot be read has its default.
    #[must_use]
    pub fn from_line(line: &str) -> Self {
        let mut options = Self::default();
        for (name, value) in pairs(line) {
            match name {
                "algorithm" => options.algorithm = value.parse().unwrap_or_default(),
                "encoding" => options.form = value.parse().unwrap_or_default(),
                "key" => options.key_format = value.parse().unwrap_or_default(),
                "lines" => options.by_line = value == "each",
                "config" => options.target = value.parse().unwrap_or_default(),
                "also" => options.also = algorithms(value),
                _ => {}
            }
        }
        if !options.form.fits(options.algorithm) {
            options.form = DigestFormat::default();
        }
        options
    }
}

/// The algorithms of a list of ids, each once.
fn algorithms(ids: &str) -> Vec<Algorithm> {
    let mut found = Vec::new();
    for algorithm in ids.split(',').filter_map(|id| id.parse().ok()) {
        if !found.contains(&algorithm) {
            found.push(algorithm);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::DigestOptions;
    use crate::engine::digest::hmac::KeyFormat;
    use crate::engine::digest::server_config::Target;
    use crate::engine::digest::{Algorithm, DigestFormat};

    #[test]
    fn what_is_remembered_comes_back_and_the_usual_is_nothing() {
        assert_eq!(DigestOptions::default().to_line(), "");
        assert_eq!(DigestOptions::from_line(""), DigestOptions::default());
        let options = DigestOptions {
            algorithm: Algorithm::Sha384,
            form: DigestFormat::Integrity,
            key_format: KeyFormat::Hex,
            by_line: true,
            target: Target::Toml,
            also: vec![Algorithm::Md5, Algorithm::Blake3],
        };
        let line = options.to_line();
        assert_eq!(
            line,
            "algorithm=sha384&encoding=integrity&key=hex&lines=each&config=toml&also=md5,blake3"
        );
        assert_eq!(DigestOptions::from_line(&line), options);
    }

    #[test]
    fn each_option_comes_back_by_itself() {
        let usual = DigestOptions::default;
        let mut all = Vec::new();
        all.extend(Algorithm::ALL.map(|algorithm| DigestOptions {
            algorithm,
            also: vec![algorithm],
            ..usual()
        }));
        all.extend(DigestFormat::ALL.map(|form| DigestOptions { form, ..usual() }));
        all.extend(KeyFormat::ALL.map(|key_format| DigestOptions {
            key_format,
            ..usual()
        }));
        all.extend(Target::ALL.map(|target| DigestOptions { target, ..usual() }));
        for options in all {
            let line = options.to_line();
            assert_eq!(DigestOptions::from_line(&line), options, "{line}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_as_usual_and_the_rest_stays() {
        let read = |line| DigestOptions::from_line(line).to_line();
        for line in [
            "algorithm=sha0",
            "encoding=morse",
            "lines=some",
            "unknown=1",
            "also=",
            "also=,,x",
            "algorithm",
            "=&=&",
            "text=abc",
        ] {
            assert_eq!(read(line), "", "{line}");
        }
        assert_eq!(
            read("config=yaml&colour=red&key=base64"),
            "key=base64&config=yaml"
        );
        assert_eq!(read("also=md5,x,md5,sha1"), "also=md5,sha1");
        // Not every algorithm has this form.
        assert_eq!(read("algorithm=md5&encoding=integrity"), "algorithm=md5");
    }
}
