//! Rules for scanners that search for leaked keys: gitleaks, `TruffleHog`, GitHub, detect-secrets, and a regular
//! expression for all others.
//!
//! The expression is a prefix and character classes with counts, which RE2, Hyperscan and Python read alike. It cannot
//! check a checksum. What may surround a key is written differently for each scanner.

use super::alphabet::Alphabet;
use super::format::{Content, Format};
use super::prefix::Environment;
use super::size::RandomPart;
use super::spec::{KEY_ID_LENGTH, TokenSpec};
use crate::engine::base::choices::choices;
use crate::engine::base::encode::SecretEncoding;
use std::fmt::{self, Write as _};

/// The scanner that a rule is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scanner {
    /// gitleaks: a table of its TOML.
    #[default]
    Gitleaks,
    /// `TruffleHog`: a custom detector, in YAML.
    Trufflehog,
    /// GitHub: the fields of a custom pattern.
    GitHub,
    /// detect-secrets: a plugin, in Python.
    DetectSecrets,
    /// The expression alone.
    Regex,
}

choices!(impl Scanner {
    Gitleaks = "gitleaks", "gitleaks";
    Trufflehog = "trufflehog", "TruffleHog";
    GitHub = "github", "GitHub custom pattern";
    DetectSecrets = "detect-secrets", "detect-secrets";
    Regex = "regex", "Regular expression";
});

impl Scanner {
    /// Where the rule goes.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            Self::Gitleaks => {
                "Into .gitleaks.toml, with [extend] useDefault = true above it to keep its own rules."
            }
            Self::Trufflehog => "Into a file for trufflehog --config.",
            Self::GitHub => "Into the fields under Settings, Advanced Security, Custom patterns.",
            Self::DetectSecrets => "Into a file for detect-secrets scan --plugin.",
            Self::Regex => "For any other scanner: RE2, Hyperscan, PCRE and Python read it alike.",
        }
    }
}

/// Why there is no rule for a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScannerError {
    /// Its keys have nothing that tells them from other text.
    NoPrefix,
    /// Keys of this format have no prefix.
    StandsAlone,
}

impl ScannerError {
    /// Whether changing the prefix remedies it.
    #[must_use]
    pub fn is_about_prefix(self) -> bool {
        self == Self::NoPrefix
    }
}

impl fmt::Display for ScannerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoPrefix => {
                "A rule needs a prefix of two or more characters that begins with a letter or a digit: without one it \
                 would find other texts too."
            }
            Self::StandsAlone => {
                "Keys of this format have no prefix, so a rule would find other texts too. Choose another format."
            }
        })
    }
}

impl std::error::Error for ScannerError {}

/// Whether keys of a format can be told from other text.
#[must_use]
pub fn has_rule(format: Format) -> bool {
    !format.stands_alone()
}

/// The rule of a scanner for keys of the form `spec`.
///
/// # Errors
/// [`ScannerError`] where keys of this form cannot be told from other text.
pub fn rule(spec: &TokenSpec, scanner: Scanner) -> Result<String, ScannerError> {
    if !has_rule(spec.format) {
        return Err(ScannerError::StandsAlone);
    }
    let prefix = spec.prefix_in_key();
    let first = prefix.bytes().next();
    if prefix.len() < 3 || !first.is_some_and(|byte| byte.is_ascii_alphanumeric()) {
        return Err(ScannerError::NoPrefix);
    }
    let form = KeyPattern::of(spec, &prefix);
    Ok(match scanner {
        Scanner::Gitleaks => form.gitleaks(),
        Scanner::Trufflehog => form.trufflehog(),
        Scanner::GitHub => form.github(),
        Scanner::DetectSecrets => form.detect_secrets(),
        Scanner::Regex => form.expression.clone(),
    })
}

/// What the rules are made of.
struct KeyPattern {
    /// The prefix without its separator, in lower case, for names.
    name: String,
    /// What every key begins with.
    prefix: String,
    /// The expression of the key alone.
    expression: String,
    /// A class of the characters that may directly follow a key.
    after: String,
    /// The least Shannon entropy that the rule demands, in bits per character; no key has less.
    entropy: &'static str,
}

impl KeyPattern {
    fn of(spec: &TokenSpec, prefix: &str) -> Self {
        let mut expression = escaped(prefix);
        if spec.environment != Environment::None {
            // A leaked key for testing is worth finding too.
            expression.push_str("(?:live|test)_");
        }
        if spec.has_key_id() {
            push_run(&mut expression, &class(&Alphabet::BASE58), KEY_ID_LENGTH);
            expression.push('_');
        }
        let runs = runs(spec);
        for (class, count) in &runs {
            push_run(&mut expression, class, *count);
        }
        // A symbol of the key's own alphabet cannot follow it; a hyphen may, except after base64url.
        let all: String = runs.iter().map(|(class, _)| class.as_str()).collect();
        let mut after = "0-9A-Za-z".to_owned();
        for (mark, name) in [("_", "_"), ("+", "+"), ("/", "/"), ("=", "="), ("-]", "-")] {
            if all.contains(mark) {
                after.push_str(name);
            }
        }
        let symbols: usize = runs.iter().map(|(_, count)| count).sum();
        let few = matches!(spec.random_part(), RandomPart::Bytes(SecretEncoding::Hex))
            || spec.alphabet.count() < 32 && spec.format == Format::Custom
            || symbols < 24;
        let bare = prefix.trim_end_matches(['_', '-', '.']);
        Self {
            name: bare.to_ascii_lowercase(),
            prefix: prefix.to_owned(),
            expression,
            after: format!("[^{after}]"),
            entropy: if few { "1" } else { "3" },
        }
    }

    /// The name as an identifier.
    fn id(&self) -> String {
        let parts = self
            .name
            .split(|symbol: char| !symbol.is_ascii_alphanumeric());
        parts
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("-")
    }

    fn gitleaks(&self) -> String {
        let Self {
            name,
            expression,
            entropy,
            ..
        } = self;
        let (id, keyword) = (self.id(), self.prefix.to_ascii_lowercase());
        format!(
            "[[rules]]\nid = \"{id}-key\"\ndescription = \"A key of {name}\"\nregex = '''\\b({expression})\
             (?:[\\x60'\"\\s;,<>)\\]}}&]|\\\\[nr]|$)'''\nentropy = {entropy}\nkeywords = [\"{keyword}\"]\n"
        )
    }

    fn trufflehog(&self) -> String {
        let Self {
            expression,
            after,
            entropy,
            prefix,
            ..
        } = self;
        let id = self.id();
        // In single quotes, which occur in none of the expressions.
        format!(
            "detectors:\n  - name: {id}-key\n    keywords:\n      - '{prefix}'\n    regex:\n      key: '\\b({expression})\
             (?:{after}|$)'\n    entropy: {entropy}\n"
        )
    }

    fn github(&self) -> String {
        let Self {
            name,
            expression,
            after,
            ..
        } = self;
        format!(
            "Pattern name\n{name} key\n\nSecret format\n{expression}\n\nBefore secret\n\\A|[^0-9A-Za-z]\n\nAfter secret\n\
             \\z|{after}\n"
        )
    }

    fn detect_secrets(&self) -> String {
        let Self {
            name,
            expression,
            after,
            ..
        } = self;
        let class: String = self
            .id()
            .split('-')
            .map(|part| {
                let (first, rest) = part.split_at(1);
                first.to_ascii_uppercase() + rest
            })
            .collect();
        let class = if class.starts_with(|first: char| first.is_ascii_digit()) {
            format!("Of{class}")
        } else {
            class
        };
        let not_after = after.replacen("[^", "[", 1);
        format!(
            "\"\"\"Finds keys of {name}.\"\"\"\n\nimport re\n\nfrom detect_secrets.plugins.base import RegexBasedDetector\n\n\n\
             class {class}KeyDetector(RegexBasedDetector):\n    secret_type = \"{name} key\"\n\n    denylist = [\n        \
             re.compile(r\"(?<![0-9A-Za-z]){expression}(?!{not_after})\"),\n    ]\n"
        )
    }
}

/// The random part and the checksum: classes and how many of each. Adjacent runs of one class are merged.
fn runs(spec: &TokenSpec) -> Vec<(String, usize)> {
    let size = spec.size();
    let part = spec.random_part();
    let mut runs = match spec.format.content() {
        Content::Bytes(SecretEncoding::Base64) => {
            let padding = (3 - size.count % 3) % 3;
            vec![
                (class(&Alphabet::BASE64), size.symbols - padding),
                ("=".to_owned(), padding),
            ]
        }
        _ => vec![(class(&part.alphabet()), size.symbols)],
    };
    let digits = spec.checksum_digits();
    runs.extend(digits.map(|digits| (class(&digits), spec.checksum_symbols())));
    let mut merged: Vec<(String, usize)> = Vec::new();
    for (class, count) in runs.into_iter().filter(|(_, count)| *count > 0) {
        match merged.last_mut() {
            Some((last, sum)) if *last == class => *sum += count,
            _ => merged.push((class, count)),
        }
    }
    merged
}

fn push_run(expression: &mut String, class: &str, count: usize) {
    expression.push_str(class);
    if count > 1 {
        // Writing to a string does not fail.
        let _ = write!(expression, "{{{count}}}");
    }
}

/// The class of an alphabet: ranges of digits and letters, and signs, the hyphen last.
fn class(alphabet: &Alphabet) -> String {
    let mut symbols = alphabet.symbols().to_vec();
    symbols.sort_unstable();
    let mut class = "[".to_owned();
    let mut at = 0;
    while at < symbols.len() {
        let first = symbols[at];
        let run = symbols[at..]
            .iter()
            .enumerate()
            .take_while(|(more, symbol)| {
                symbol.is_ascii_alphanumeric() && usize::from(**symbol) == usize::from(first) + more
            })
            .count();
        if run > 2 {
            class.push(char::from(first));
            class.push('-');
            class.push(char::from(symbols[at + run - 1]));
            at += run;
        } else {
            if first != b'-' {
                push_sign(&mut class, first);
            }
            at += 1;
        }
    }
    if symbols.contains(&b'-') {
        class.push('-');
    }
    class.push(']');
    class
}

/// Appends a sign to a class, as `\xNN` if it is special in an expression, in TOML, YAML or Python.
fn push_sign(class: &mut String, sign: u8) {
    if sign.is_ascii_alphanumeric() || b"_+/=".contains(&sign) {
        class.push(char::from(sign));
    } else {
        // Writing to a string does not fail.
        let _ = write!(class, "\\x{sign:02x}");
    }
}

/// A prefix as an expression: of its characters only the full stop must be escaped.
fn escaped(prefix: &str) -> String {
    prefix.replace('.', "\\.")
}

#[cfg(test)]
mod tests {
    use super::{Scanner, ScannerError, class, rule};
    use crate::engine::key::alphabet::Alphabet;
    use crate::engine::key::format::Format;
    use crate::engine::key::prefix::Environment;
    use crate::engine::key::spec::TokenSpec;

    fn spec(prefix: &str, format: Format) -> TokenSpec {
        TokenSpec {
            prefix: prefix.parse().expect("a prefix"),
            checksum: format.usual_checksum(),
            ..TokenSpec::default().with_format(format)
        }
    }

    #[test]
    fn classes_are_written_in_ranges() {
        for (alphabet, expected) in [
            (Alphabet::BASE62, "[0-9A-Za-z]"),
            (Alphabet::BASE58, "[1-9A-HJ-NP-Za-km-z]"),
            (Alphabet::HEX, "[0-9a-f]"),
            (Alphabet::CROCKFORD32, "[0-9A-HJKMNP-TV-Z]"),
            (Alphabet::BASE64_URL, "[0-9A-Z_a-z-]"),
            (Alphabet::NANO_ID, "[0-9A-Z_a-z-]"),
            (Alphabet::BASE64, "[+/0-9A-Za-z]"),
            (
                "ab]^\\'\"`-".parse().expect("distinct"),
                "[\\x22\\x27\\x5c\\x5d\\x5e\\x60ab-]",
            ),
        ] {
            assert_eq!(class(&alphabet), expected);
        }
    }

    #[test]
    fn the_expression_is_a_prefix_and_classes_with_counts() {
        for (spec, expected) in [
            (
                spec("acme", Format::Base62),
                "acme_(?:live|test)_[0-9A-Za-z]{49}",
            ),
            (
                TokenSpec {
                    environment: Environment::None,
                    ..spec("acme", Format::Hex)
                },
                "acme_[0-9a-f]{72}",
            ),
            (
                TokenSpec {
                    environment: Environment::None,
                    key_id: true,
                    ..spec("a.b-", Format::Base58)
                },
                "a\\.b-[1-9A-HJ-NP-Za-km-z]{8}_[1-9A-HJ-NP-Za-km-z]{50}",
            ),
            (
                TokenSpec {
                    environment: Environment::None,
                    ..spec("acme", Format::Base64)
                },
                "acme_[+/0-9A-Za-z]{43}=[0-9A-Za-z]{6}",
            ),
        ] {
            assert_eq!(rule(&spec, Scanner::Regex).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_has_no_prefix_has_no_rule() {
        for prefix in ["", "_", "-ab", "a"] {
            assert_eq!(
                rule(&spec(prefix, Format::Base62), Scanner::Regex),
                Err(ScannerError::NoPrefix)
            );
        }
        assert_eq!(
            rule(&spec("acme", Format::UuidV4), Scanner::Regex),
            Err(ScannerError::StandsAlone)
        );
    }

    #[test]
    fn the_rule_of_gitleaks_has_its_keyword_in_lower_case() {
        let rule = rule(&spec("Acme", Format::Base62), Scanner::Gitleaks).expect("a rule");
        assert!(
            rule.contains("keywords = [\"acme_\"]") && rule.contains("\\b(Acme_"),
            "{rule}"
        );
    }
}
