//! Functions that check a presented key against its record, in five languages.
//!
//! Each is assembled from a template in `check/`: pieces that neither the key's form nor the record's fields need are
//! left out. Revocation, expiry and grace are always included, since they may apply to any key later.
//!
//! `//? NAME` (in Python `#? NAME`) begins a piece that is kept if the function needs NAME, `//? !NAME` one that is
//! kept if it does not; `//.` ends it. `%name%` is replaced by a value.

use super::Terms;
use crate::engine::base::choices::choices;
use crate::engine::base::secret::Secret;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::checksum::Checksum;
use crate::engine::key::spec::{KEY_ID_LENGTH, TokenSpec};
use crate::engine::syntax::{enclosed, json};

/// The language of a check function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckLanguage {
    /// Node.js.
    #[default]
    Node,
    /// Python.
    Python,
    /// Go.
    Go,
    /// PHP.
    Php,
    /// Rust, with the crates `sha2` and `subtle`.
    Rust,
}

choices!(impl CheckLanguage {
    Node = "node", "Node.js";
    Python = "python", "Python";
    Go = "go", "Go";
    Php = "php", "PHP";
    Rust = "rust", "Rust";
});

impl CheckLanguage {
    /// The name of the file.
    #[must_use]
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Node => "check-key.mjs",
            Self::Python => "check_key.py",
            Self::Go => "check_key.go",
            Self::Php => "check_key.php",
            Self::Rust => "check_key.rs",
        }
    }

    const fn template(self) -> &'static str {
        match self {
            Self::Node => include_str!("check/check-key.mjs"),
            Self::Python => include_str!("check/check_key.py"),
            Self::Go => include_str!("check/check_key.go.txt"),
            Self::Php => include_str!("check/check_key.php"),
            Self::Rust => include_str!("check/check_key.rs.txt"),
        }
    }

    /// A string literal of printable ASCII. JSON's is valid in all of the languages but PHP, where `$` is special.
    fn literal(self, text: &str) -> String {
        let mut out = Secret::with_capacity(text.len() + 2);
        if self == Self::Php {
            enclosed(text, '\'', &mut out, |symbol| match symbol {
                '\'' => Some("\\'"),
                '\\' => Some("\\\\"),
                _ => None,
            });
        } else {
            json::string(text, &mut out);
        }
        out.expose().to_owned()
    }

    /// The function for keys of the form `spec` with a record of these terms.
    #[must_use]
    pub fn write(self, spec: &TokenSpec, terms: &Terms) -> String {
        let form = Form::of(spec);
        let has = |name: &str| match name {
            "checksum" => form.symbols > 0,
            "key_id" => spec.has_key_id(),
            "head" => !form.head.is_empty(),
            "scopes" => !terms.scopes.is_empty(),
            "ips" => !terms.allowed_ips.is_empty(),
            "origins" => !terms.allowed_origins.is_empty(),
            _ => unreachable!("the texts name no other piece"),
        };
        let values = [
            ("%head%", self.literal(&form.head)),
            ("%digits%", self.literal(&form.digits.to_string())),
            ("%base%", form.digits.count().to_string()),
            ("%symbols%", form.symbols.to_string()),
            ("%covered%", form.covered.to_string()),
            ("%least%", form.least.to_string()),
            ("%id_start%", form.head.len().to_string()),
            ("%id_end%", (form.head.len() + KEY_ID_LENGTH).to_string()),
            (
                "%secret%",
                (form.head.len() + KEY_ID_LENGTH + 1).to_string(),
            ),
        ];
        let mut text = pieces(self.template(), has);
        for (name, value) in values {
            text = text.replace(name, &value);
        }
        text
    }
}

/// What a check function needs of the form of its keys.
struct Form {
    /// What each begins with.
    head: String,
    /// Where the part that the checksum covers begins.
    covered: usize,
    /// How many characters the checksum has; 0 where there is none.
    symbols: usize,
    /// The digits of the checksum.
    digits: Alphabet,
    /// The fewest characters of a key.
    least: usize,
}

impl Form {
    fn of(spec: &TokenSpec) -> Self {
        let head = spec.head();
        let before = head.len() + spec.key_id_length();
        let symbols = spec.checksum_symbols();
        Self {
            covered: match spec.checksum_in_key() {
                Checksum::WholeKey => 0,
                _ => before,
            },
            symbols,
            digits: spec.checksum_digits().unwrap_or(Alphabet::BASE62),
            least: before + symbols + 1,
            head,
        }
    }
}

/// `template` with the pieces whose names `has` accepts, and without the marks.
fn pieces(template: &str, has: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(template.len());
    // For each open piece, whether it is kept.
    let mut open: Vec<bool> = Vec::new();
    for line in template.lines() {
        let mark = line.trim_start();
        let mark = mark.strip_prefix("//").or_else(|| mark.strip_prefix('#'));
        if let Some(name) = mark.and_then(|mark| mark.strip_prefix("? ")) {
            let wanted = match name.strip_prefix('!') {
                Some(name) => !has(name),
                None => has(name),
            };
            open.push(wanted);
        } else if mark == Some(".") {
            open.pop();
        } else if open.iter().all(|wanted| *wanted) {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::tests::full;
    use super::{CheckLanguage, pieces};
    use crate::engine::key::spec::TokenSpec;

    #[test]
    fn pieces_are_taken_by_name_and_may_stand_in_each_other() {
        let template = "a\n//? x\nb\n  #? !y\nc\n#.\nd\n//.\ne // not a mark\n";
        let with = |x: bool, y: bool| {
            pieces(template, |name| if name == "x" { x } else { y }).replace('\n', " ")
        };
        assert_eq!(with(true, false), "a b c d e // not a mark ");
        assert_eq!(with(true, true), "a b d e // not a mark ");
        assert_eq!(with(false, false), "a e // not a mark ");
    }

    #[test]
    fn hashes_are_compared_in_constant_time_by_what_the_language_has_for_it() {
        for (language, comparison) in [
            (CheckLanguage::Node, "!timingSafeEqual(stored, digest)"),
            (
                CheckLanguage::Python,
                "hmac.compare_digest(digest, record[\"sha256\"])",
            ),
            (
                CheckLanguage::Go,
                "subtle.ConstantTimeCompare([]byte(digest), []byte(record.SHA256)) != 1",
            ),
            (
                CheckLanguage::Php,
                "!hash_equals($record['sha256'], $digest)",
            ),
            (
                CheckLanguage::Rust,
                "digest.as_bytes().ct_eq(record.sha256.as_bytes())",
            ),
        ] {
            let text = language.write(&TokenSpec::default(), &full().terms);
            assert_eq!(text.matches(comparison).count(), 1, "{text}");
        }
    }

    #[test]
    fn a_function_holds_what_its_record_needs_and_nothing_else() {
        let spec = TokenSpec::default();
        let mut plain = full().terms;
        plain.scopes.clear();
        plain.allowed_ips.clear();
        plain.allowed_origins.clear();
        for language in CheckLanguage::ALL {
            let (all, few) = (
                language.write(&spec, &full().terms),
                language.write(&spec, &plain),
            );
            for text in [&all, &few] {
                assert!(!text.contains("? ") || !text.contains("//?"), "{text}");
                let is_left = |name: &&str| text.contains(&format!("%{name}%"));
                let left = ["head", "digits", "base", "symbols", "covered", "least"];
                assert!(!left.iter().any(is_left), "{text}");
                assert!(
                    text.contains("sk_live_") && text.contains("revoked"),
                    "{text}"
                );
                assert!(text.lines().all(|line| line.len() <= 110), "{text}");
            }
            for word in ["scope", "origin", "ip"] {
                assert!(all.contains(word), "{word}: {all}");
                let words = few.split(|c: char| !c.is_ascii_alphabetic());
                assert!(
                    !words
                        .into_iter()
                        .any(|other| other.eq_ignore_ascii_case(word)),
                    "{word}: {few}"
                );
            }
            assert!(
                few.lines().count() < 75 && all.lines().count() < 140,
                "{all}"
            );
        }
    }
}
