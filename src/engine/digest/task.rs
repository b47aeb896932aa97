//! What to compute of a text: its digests, as a whole or line by line, plain or as HMAC.
//!
//! The page computes plain SHA-256 itself with [`Task::compute_light`], which links no other algorithm;
//! everything else is left to the worker.

use super::hmac::{self, KeyError, KeyFormat, hmac, read_key};
use super::line_ends::{self, LineEndingChange, with_crlf, with_lf};
use super::list::{self, LineDigest};
use super::whitespace::{self, Edges};
use super::{Algorithm, Digest, digest, sha256};
use crate::engine::base::invisible::trimmed;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What to compute.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    /// The algorithm of the digest, or of every line's.
    pub algorithm: Algorithm,
    /// Further algorithms for the digest of the whole.
    pub also: Vec<Algorithm>,
    /// The key, for HMAC.
    pub key: Option<Key>,
    /// Whether to hash every line separately instead of the whole.
    pub by_line: bool,
    /// Whether the whole is hashed with CR LF in place of every line feed.
    pub crlf: bool,
    /// What becomes of the text first; `None` where it comes from a text field.
    pub unseen: Option<UnseenText>,
}

/// A text that was pasted and is in no text field. Its line ends count as a field would have them, as line feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnseenText {
    /// Whether the white space at its ends is left out.
    pub trimmed: bool,
}

/// A key for HMAC as it was typed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Key {
    /// The text.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub text: Secret,
    /// How it encodes bytes.
    pub format: KeyFormat,
}

impl Key {
    /// Its bytes.
    ///
    /// # Errors
    /// [`KeyError`] where the text is not in the format.
    pub fn read(&self) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        read_key(self.text.expose(), self.format)
    }

    /// A sentence for the page on how it is used.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        hmac::note(self.text.expose(), self.format)
    }
}

/// What was computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComputedDigests {
    /// The length of the text in UTF-8, in bytes.
    pub bytes: u64,
    /// The white space at its ends.
    pub edges: Option<Edges>,
    /// What a text field would have changed in an [`UnseenText`].
    pub line_ends: Option<LineEndingChange>,
    /// The digests of the whole, the first algorithm's first; empty when hashed by line.
    pub digests: Vec<Digest>,
    /// The lines that are not empty, with their digests; empty when hashed as a whole.
    pub lines: Vec<LineDigest>,
}

impl ComputedDigests {
    /// The digest of the whole by `algorithm`, where it was computed.
    #[must_use]
    pub fn digest(&self, algorithm: Algorithm) -> Option<Digest> {
        let of = |digest: &&Digest| digest.algorithm() == algorithm;
        self.digests.iter().find(of).copied()
    }
}

impl Task {
    /// Whether the task is plain SHA-256 of the text of a field, further algorithms aside.
    #[must_use]
    pub fn is_light(&self) -> bool {
        self.algorithm == Algorithm::Sha256 && self.key.is_none() && self.unseen.is_none()
    }

    /// Plain SHA-256 of `text`; `None` where the task asks for another algorithm or for HMAC, and for an
    /// [`UnseenText`]. Further algorithms are ignored.
    #[must_use]
    pub fn compute_light(&self, text: &str) -> Option<ComputedDigests> {
        self.is_light().then(|| {
            self.with(text, &[], |algorithm, bytes| {
                (algorithm == Algorithm::Sha256).then(|| sha256(bytes))
            })
        })
    }

    /// Computes all that the task asks for. With a key, an algorithm without HMAC is left out.
    ///
    /// # Errors
    /// [`KeyError`] where the key is not in its format.
    // For size, also in the worker: see its profile in Cargo.toml.
    #[inline(never)]
    pub fn compute(&self, text: &str) -> Result<ComputedDigests, KeyError> {
        let key = self.key.as_ref().map(Key::read).transpose()?;
        let line_ends = self.unseen.and_then(|_| line_ends::changed(text));
        let lf = line_ends.map(|_| with_lf(text));
        let text = lf.as_ref().map_or(text, |text| text.as_str());
        let is_trimmed = self.unseen.is_some_and(|unseen| unseen.trimmed);
        let text = if is_trimmed { trimmed(text) } else { text };
        let computed = self.with(text, &self.also, |algorithm, bytes| match &key {
            Some(key) => hmac(algorithm, key, bytes),
            None => Some(digest(algorithm, bytes)),
        });
        Ok(ComputedDigests {
            line_ends,
            ..computed
        })
    }

    fn with(
        &self,
        text: &str,
        also: &[Algorithm],
        digest_of: impl Fn(Algorithm, &[u8]) -> Option<Digest>,
    ) -> ComputedDigests {
        let (mut digests, mut lines) = (Vec::new(), Vec::new());
        let crlf = (self.crlf && !self.by_line).then(|| with_crlf(text));
        let text = crlf.as_ref().map_or(text, |text| text.as_str());
        if self.by_line {
            lines = list::lines(text, |line| digest_of(self.algorithm, line)).collect();
        } else {
            let algorithms = [self.algorithm].into_iter().chain(also.iter().copied());
            digests.extend(algorithms.filter_map(|one| digest_of(one, text.as_bytes())));
        }
        ComputedDigests {
            bytes: text.len() as u64,
            edges: whitespace::inspect(text),
            line_ends: None,
            digests,
            lines,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Task, UnseenText};
    use crate::engine::base::secret::Secret;
    use crate::engine::digest::hmac::{KeyFormat, hmac};
    use crate::engine::digest::line_ends::LineEndingChange;
    use crate::engine::digest::{Algorithm, digest, sha256};

    fn task(algorithm: Algorithm) -> Task {
        Task {
            algorithm,
            also: Vec::new(),
            key: None,
            by_line: false,
            crlf: false,
            unseen: None,
        }
    }

    fn unseen(trimmed: bool) -> Task {
        Task {
            unseen: Some(UnseenText { trimmed }),
            ..task(Algorithm::Sha256)
        }
    }

    #[test]
    fn with_crlf_the_digest_is_that_of_the_file_the_text_came_from() {
        let task = Task {
            crlf: true,
            ..task(Algorithm::Sha256)
        };
        let computed = task.compute("a\nb\n").expect("there is no key");
        assert_eq!(computed.digests, [sha256(b"a\r\nb\r\n")]);
        assert_eq!(computed.bytes, 6);
        assert_eq!(task.compute_light("a\nb\n"), Some(computed));
    }

    #[test]
    fn plain_sha_256_is_the_same_here_and_in_the_worker() {
        for by_line in [false, true] {
            let task = Task {
                by_line,
                ..task(Algorithm::Sha256)
            };
            let text = " abc\r\n\nd\u{e9}\n";
            assert_eq!(
                task.compute_light(text),
                Some(task.compute(text).expect("there is no key"))
            );
        }
    }

    #[test]
    fn a_text_that_no_field_has_seen_is_hashed_as_a_field_would_have_it() {
        for (text, field, change) in [
            ("a\nb", "a\nb", None),
            ("a\r\nb\r\n", "a\nb\n", Some(LineEndingChange::CrLf)),
            ("a\rb\r\n\n", "a\nb\n\n", Some(LineEndingChange::Other)),
        ] {
            let computed = unseen(false).compute(text).expect("there is no key");
            assert_eq!(computed.line_ends, change, "{text:?}");
            let of_field = task(Algorithm::Sha256).compute(field);
            let of_field = of_field.expect("there is no key");
            assert_eq!(computed.digests, of_field.digests, "{text:?}");
            assert_eq!(computed.bytes, of_field.bytes, "{text:?}");
            assert_eq!(computed.edges, of_field.edges, "{text:?}");
            assert_eq!(unseen(false).compute_light(text), None);
        }
        let task = Task {
            crlf: true,
            ..unseen(false)
        };
        let computed = task.compute("a\r\nb\r\n").expect("there is no key");
        assert_eq!(computed.digests, [sha256(b"a\r\nb\r\n")]);
        assert_eq!(computed.line_ends, Some(LineEndingChange::CrLf));
    }

    #[test]
    fn its_white_space_is_left_out_on_demand_and_its_lines_are_counted_without_it() {
        let text = "\u{feff}\r\n\u{200b}a\r\n\r\nb \r\n";
        let computed = unseen(true).compute(text).expect("there is no key");
        assert_eq!(computed.digests, [sha256(b"a\n\nb")]);
        assert_eq!(computed.edges, None);
        let task = Task {
            by_line: true,
            ..unseen(true)
        };
        let lines = task.compute(text).expect("there is no key").lines;
        let lines: Vec<_> = lines.iter().map(|one| (one.number, one.digest)).collect();
        assert_eq!(lines, [(1, sha256(b"a")), (3, sha256(b"b"))]);
    }

    #[test]
    fn every_other_task_is_left_to_the_worker() {
        let keyed = Task {
            key: Some(Key {
                text: Secret::from("k"),
                format: KeyFormat::Text,
            }),
            ..task(Algorithm::Sha256)
        };
        assert_eq!(keyed.compute_light("abc"), None);
        for algorithm in Algorithm::ALL {
            let light = task(algorithm).compute_light("abc").is_some();
            assert_eq!(light, algorithm == Algorithm::Sha256, "{algorithm:?}");
        }
    }

    #[test]
    fn further_algorithms_are_computed_of_the_same_text() {
        let task = Task {
            also: vec![Algorithm::Blake3, Algorithm::Md5],
            ..task(Algorithm::Sha256)
        };
        let computed = task.compute("abc").expect("there is no key");
        assert_eq!(computed.bytes, 3);
        for algorithm in [Algorithm::Sha256, Algorithm::Blake3, Algorithm::Md5] {
            assert_eq!(computed.digest(algorithm), Some(digest(algorithm, b"abc")));
        }
        let light = task.compute_light("abc").expect("SHA-256 comes first");
        assert_eq!(light.digests, [sha256(b"abc")]);
    }

    #[test]
    fn under_a_key_only_hmac_is_computed() {
        let task = Task {
            also: vec![Algorithm::Md5, Algorithm::Sha3_256],
            key: Some(Key {
                text: Secret::from("6b"),
                format: KeyFormat::Hex,
            }),
            ..task(Algorithm::Sha512)
        };
        let computed = task.compute("abc").expect("6b is hex");
        let hmacs = [Algorithm::Sha512, Algorithm::Sha3_256].map(|one| hmac(one, b"k", b"abc"));
        assert_eq!(
            computed
                .digests
                .iter()
                .copied()
                .map(Some)
                .collect::<Vec<_>>(),
            hmacs
        );
    }

    #[test]
    fn a_key_that_cannot_be_read_computes_nothing() {
        let task = Task {
            key: Some(Key {
                text: Secret::from("6"),
                format: KeyFormat::Hex,
            }),
            ..task(Algorithm::Sha256)
        };
        assert!(task.compute("abc").is_err());
    }
}
