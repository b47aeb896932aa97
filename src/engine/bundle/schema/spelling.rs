//! The spelling that a schema requires of a value, and a format that meets it.

use super::super::{
    format::SecretFormat,
    place::{Place, PlaceSyntax},
    symbols::SymbolSet,
};
use super::pattern::Pattern;

/// The length of a secret, in characters, if nothing else is said.
const USUAL: u16 = 32;

/// The longest secret that is generated, in characters.
const LONGEST: u16 = 4096;

/// What a schema says about the spelling of a value.
#[derive(Clone, Debug)]
pub(in crate::engine::bundle) struct Spelling {
    /// The least and the greatest length of the whole value, in UTF-16 code units, as JavaScript counts.
    pub least: u16,
    pub most: u16,
    /// What the value begins and ends with.
    pub prefix: String,
    pub suffix: String,
    /// What the value matches.
    pub pattern: Option<Pattern>,
    /// The characters that it may have, if its reader changes the case of letters.
    pub case: Option<SymbolSet>,
    /// The one format that it can have.
    pub only: Option<SecretFormat>,
    /// Whether something is said that is not understood.
    pub unclear: bool,
}

impl Default for Spelling {
    fn default() -> Self {
        Self {
            least: 0,
            most: u16::MAX,
            prefix: String::new(),
            suffix: String::new(),
            pattern: None,
            case: None,
            only: None,
            unclear: false,
        }
    }
}

impl Spelling {
    /// Whether the schema requires nothing.
    pub fn is_free(&self) -> bool {
        self.least == 0
            && self.most == u16::MAX
            && self.prefix.is_empty()
            && self.suffix.is_empty()
            && self.pattern.is_none()
            && self.case.is_none()
            && self.only.is_none()
            && !self.unclear
    }

    /// A format that meets the spelling, and where its secret stands in the value: `suggested`, if that meets it.
    /// `None` if no format does.
    pub fn fit(&self, suggested: SecretFormat) -> Option<(SecretFormat, Place)> {
        if self.unclear {
            return None;
        }
        if let Some(only) = self.only {
            return Some((only, Place::Whole));
        }
        if self.is_free() || self.allows(suggested) {
            return Some((suggested, Place::Whole));
        }
        let mut prefix = self.prefix.clone();
        let mut suffix = self.suffix.clone();
        let (mut least, mut most) = (0, u16::MAX);
        let mut symbols = SymbolSet::ALPHANUMERIC;
        if let Some(pattern) = &self.pattern {
            symbols = pattern.symbols;
            (least, most) = (pattern.least, pattern.most);
            let mirrored = |text: &str| text.chars().rev().collect::<String>();
            let taken = joined(&mut prefix, &pattern.prefix, symbols)?;
            let mut back = mirrored(&suffix);
            let taken = taken + joined(&mut back, &mirrored(&pattern.suffix), symbols)?;
            suffix = mirrored(&back);
            least = least.saturating_sub(taken);
            most = if most == u16::MAX {
                most
            } else {
                most.checked_sub(taken)?
            };
        }
        if let Some(case) = self.case {
            symbols = symbols.and(case);
        }
        let around =
            u16::try_from(prefix.encode_utf16().count() + suffix.encode_utf16().count()).ok()?;
        let least = least.max(self.least.saturating_sub(around));
        let most = most.min(self.most.checked_sub(around)?).min(LONGEST);
        if least > most || most == 0 || symbols.count() < 2 {
            return None;
        }
        let kind = format(symbols, usual(symbols).clamp(least.max(1), most));
        let place = if around == 0 {
            Place::Whole
        } else {
            Place::Within {
                around: vec![prefix.as_str().into(), suffix.as_str().into()],
                syntax: PlaceSyntax::Plain,
                each: Vec::new(),
            }
        };
        Some((kind, place))
    }

    /// Whether values of `kind` meet the spelling.
    fn allows(&self, kind: SecretFormat) -> bool {
        let Some((length, symbols)) = spelled(kind) else {
            return false;
        };
        let fits = |pattern: &Pattern| {
            pattern.prefix.is_empty()
                && pattern.suffix.is_empty()
                && pattern.symbols.holds(symbols)
                && (pattern.least..=pattern.most).contains(&length)
        };
        (self.least..=self.most).contains(&length)
            && self.prefix.is_empty()
            && self.suffix.is_empty()
            && self.pattern.as_ref().is_none_or(fits)
            && self.case.is_none_or(|case| case.holds(symbols))
    }
}

/// Extends `start` to a beginning that also matches `pattern`, the fixed text of a pattern; returns how many characters
/// of `start` the pattern's class `symbols` has to match. `None` if the two contradict each other.
fn joined(start: &mut String, pattern: &str, symbols: SymbolSet) -> Option<u16> {
    if pattern.starts_with(start.as_str()) {
        pattern.clone_into(start);
        return Some(0);
    }
    let rest = start.strip_prefix(pattern)?;
    let fits = symbols.holds(SymbolSet::parse_literally(rest)?);
    fits.then_some(u16::try_from(rest.len()).ok()?)
}

/// The usual number of characters of `symbols`: 32, or more where 32 have less than 128 bits.
fn usual(symbols: SymbolSet) -> u16 {
    let bits = symbols.count().ilog2();
    let enough = u16::try_from(128_u32.div_ceil(bits)).unwrap_or(USUAL);
    USUAL.max(enough)
}

/// The format of `length` characters of `symbols`.
pub(super) fn format(symbols: SymbolSet, length: u16) -> SecretFormat {
    match symbols {
        SymbolSet::ALPHANUMERIC => SecretFormat::Alphanumeric { length },
        SymbolSet::BASE64_URL => SecretFormat::UrlSafe { length },
        SymbolSet::HEX if length.is_multiple_of(2) => SecretFormat::Hex { bytes: length / 2 },
        _ => SecretFormat::Symbols { symbols, length },
    }
}

/// The length of a value of `kind`, and the characters it may have; `None` for the formats that are not listed here.
fn spelled(kind: SecretFormat) -> Option<(u16, SymbolSet)> {
    let base64 = |bytes: u16| bytes.div_ceil(3).checked_mul(4);
    let padded = |symbols: SymbolSet, bytes: u16| {
        symbols.with(SymbolSet::of(if bytes.is_multiple_of(3) {
            b""
        } else {
            b"="
        }))
    };
    Some(match kind {
        SecretFormat::Hex { bytes } => (bytes.checked_mul(2)?, SymbolSet::HEX),
        SecretFormat::Base64 { bytes } => (base64(bytes)?, padded(SymbolSet::BASE64, bytes)),
        SecretFormat::Base64UrlPadded { bytes } => {
            (base64(bytes)?, padded(SymbolSet::BASE64_URL, bytes))
        }
        SecretFormat::Base64Url { bytes } => {
            let length = (u32::from(bytes) * 4).div_ceil(3);
            (u16::try_from(length).ok()?, SymbolSet::BASE64_URL)
        }
        SecretFormat::Alphanumeric { length } => (length, SymbolSet::ALPHANUMERIC),
        SecretFormat::UrlSafe { length } => (length, SymbolSet::BASE64_URL),
        SecretFormat::Symbols { symbols, length } => (length, symbols),
        SecretFormat::Uuid => (36, SymbolSet::HEX.with(SymbolSet::DASH)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::base::secret::Secret;

    fn shown(spelling: &Spelling, suggested: SecretFormat) -> String {
        match spelling.fit(suggested) {
            None => "nothing".to_owned(),
            Some((kind, Place::Whole)) => kind.to_string(),
            Some((kind, place)) => {
                let filled = place.fill(&Secret::from("…"));
                format!("{kind} in {}", filled.expose())
            }
        }
    }

    fn matching(source: &str) -> Spelling {
        Spelling {
            pattern: Some(Pattern::parse(source).expect("it is understood")),
            ..Spelling::default()
        }
    }

    const HEX: SecretFormat = SecretFormat::Hex { bytes: 32 };

    #[test]
    fn what_is_suggested_stays_where_it_is_spelled_so() {
        for spelling in [
            Spelling::default(),
            Spelling {
                least: 64,
                ..Spelling::default()
            },
            matching("^[0-9a-f]+$"),
            matching("^[\\w-]{20,}$"),
        ] {
            assert_eq!(shown(&spelling, HEX), "32 bytes as hex", "{spelling:?}");
        }
        let base64 = SecretFormat::Base64 { bytes: 32 };
        assert_eq!(
            shown(&matching("^[A-Za-z0-9+/=]{44}$"), base64),
            "32 bytes as base64"
        );
    }

    #[test]
    fn otherwise_the_spelling_decides() {
        let free = Spelling::default;
        for (spelling, expected) in [
            (
                Spelling {
                    least: 70,
                    ..free()
                },
                "70 letters and digits",
            ),
            (Spelling { most: 20, ..free() }, "20 letters and digits"),
            (
                Spelling {
                    least: 24,
                    most: 24,
                    ..free()
                },
                "24 letters and digits",
            ),
            (
                Spelling {
                    prefix: "app_".into(),
                    ..free()
                },
                "32 letters and digits in app_…",
            ),
            (
                Spelling {
                    prefix: "app_".into(),
                    least: 40,
                    most: 40,
                    ..free()
                },
                "36 letters and digits in app_…",
            ),
            (
                Spelling {
                    suffix: "==".into(),
                    most: 22,
                    ..free()
                },
                "20 letters and digits in …==",
            ),
            (
                Spelling {
                    case: Some(SymbolSet::UPPER.with(SymbolSet::DIGITS)),
                    ..free()
                },
                "32 characters of A-Z 0-9",
            ),
            (matching("^[0-9]{6}$"), "6 characters of 0-9"),
            (matching("^\\d+$"), "43 characters of 0-9"),
            (matching("^[a-f0-9]{33}$"), "33 characters of a-f 0-9"),
            (matching("^[a-f0-9]{40}$"), "20 bytes as hex"),
            (
                matching("^tok-[a-z0-9]{10}$"),
                "10 characters of a-z 0-9 in tok-…",
            ),
            (
                Spelling {
                    prefix: "tok-ab".into(),
                    ..matching("^tok-[a-z0-9]{10}$")
                },
                "8 characters of a-z 0-9 in tok-ab…",
            ),
            (
                Spelling {
                    prefix: "t".into(),
                    ..matching("^tok-[a-z0-9]{10}$")
                },
                "10 characters of a-z 0-9 in tok-…",
            ),
            (
                Spelling {
                    least: 50,
                    ..matching("^[a-z]+$")
                },
                "50 characters of a-z",
            ),
            (
                Spelling {
                    only: Some(SecretFormat::Uuid),
                    ..free()
                },
                "random UUID",
            ),
        ] {
            assert_eq!(shown(&spelling, HEX), expected, "{spelling:?}");
        }
    }

    #[test]
    fn what_contradicts_itself_cannot_be_spelled() {
        let free = Spelling::default;
        for spelling in [
            Spelling {
                least: 9,
                most: 8,
                ..free()
            },
            Spelling {
                prefix: "long-prefix".into(),
                most: 8,
                ..free()
            },
            Spelling {
                prefix: "x".into(),
                ..matching("^tok-[a-z0-9]{10}$")
            },
            Spelling {
                prefix: "tok-A".into(),
                ..matching("^tok-[a-z0-9]{10}$")
            },
            Spelling {
                least: 50,
                ..matching("^[a-z]{10}$")
            },
            Spelling {
                case: Some(SymbolSet::UPPER),
                ..matching("^[a-z]{10}$")
            },
            Spelling { most: 0, ..free() },
            Spelling {
                unclear: true,
                ..free()
            },
            Spelling {
                least: 5000,
                ..free()
            },
        ] {
            assert_eq!(shown(&spelling, HEX), "nothing", "{spelling:?}");
        }
    }
}
