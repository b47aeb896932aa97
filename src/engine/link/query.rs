//! The options of a link as text: parts `name=value` joined by `&`, percent-encoded (RFC 3986).
//!
//! `+` stands for itself, not for a space, since an alphabet may hold it; it is written as `%2B`, which is a plus
//! sign to every reader. Names and choices are read in any case and with any hyphens: `SHA-512`, `sha512`.

use super::error::{Errors, LinkError, OptionError, Word};
use super::limits::{LONGEST, MOST_ENTRIES, MOST_PARTS};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// All but what needs no encoding in a fragment, in Markdown and in the parts themselves.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':');

/// The names of an option: the one that is written, then others that are understood.
pub(super) type OptionNames = [&'static str];

/// The parts of a link, from which a tab takes its options one by one.
pub(super) struct Query {
    parts: Vec<(String, Option<String>)>,
    /// What was not understood so far.
    pub errors: Errors,
}

impl Query {
    pub fn read(text: &str) -> Self {
        let mut query = Self {
            parts: Vec::new(),
            errors: Errors::default(),
        };
        if text.len() > LONGEST {
            query.errors.push(LinkError::TooLong);
            return query;
        }
        for (at, part) in text.split('&').filter(|part| !part.is_empty()).enumerate() {
            if at == MOST_PARTS {
                query.errors.push(LinkError::TooManyParts);
                break;
            }
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match decoded(name) {
                Some(name) if name.contains(|c: char| c.is_ascii_alphanumeric()) => {
                    query.parts.push((name, decoded(value)));
                }
                _ => query.errors.push(LinkError::Unnamed { part: at + 1 }),
            }
        }
        query
    }

    /// The text of an option; `None` where the link does not have it or it is not UTF-8.
    pub fn text(&mut self, names: &OptionNames) -> Option<String> {
        let name = names[0];
        let mut first = None;
        let mut is_twice = false;
        self.parts.retain_mut(|(given, value)| {
            let is_it = names.iter().any(|known| is_same(given, known));
            if is_it && first.is_none() {
                first = Some(value.take());
            } else if is_it {
                is_twice = true;
            }
            !is_it
        });
        if is_twice {
            self.errors.push(LinkError::Twice { name });
        }
        let text = first?;
        if text.is_none() {
            self.refuse(name, OptionError::NotText);
        }
        text
    }

    /// The position of an option's value among `choices`, each an id and a label.
    pub fn choice(&mut self, names: &OptionNames, choices: &[(&str, &str)]) -> Option<usize> {
        let text = self.text(names)?;
        let place = position(&text, choices);
        if place.is_none() {
            self.refuse(names[0], OptionError::NoSuchChoice(Word::of(&text)));
        }
        place
    }

    /// An option that is on or off; one without a value is on.
    pub fn switch(&mut self, names: &OptionNames) -> Option<bool> {
        const ON: [&str; 5] = ["", "yes", "on", "true", "1"];
        const OFF: [&str; 4] = ["no", "off", "false", "0"];
        let text = self.text(names)?;
        let says_one_of =
            |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(&text));
        let is_on = says_one_of(&ON);
        if !is_on && !says_one_of(&OFF) {
            self.refuse(names[0], OptionError::NotYesOrNo);
            return None;
        }
        Some(is_on)
    }

    /// The entries of an option that is a list.
    pub fn list(&mut self, names: &OptionNames) -> Option<Vec<String>> {
        let text = self.text(names)?;
        let mut entries: Vec<String> = text
            .split(',')
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .map(str::to_owned)
            .collect();
        if entries.len() > MOST_ENTRIES {
            self.refuse(names[0], OptionError::TooMany);
            entries.truncate(MOST_ENTRIES);
        }
        Some(entries)
    }

    /// Adds the error that the value of an option was not taken.
    pub fn refuse(&mut self, name: &'static str, error: OptionError) {
        self.errors.push(LinkError::Value { name, error });
    }

    /// What was not understood, including the parts that were not asked for.
    pub fn finish(mut self) -> Errors {
        for (name, _) in self.parts {
            self.errors.push(LinkError::Unknown {
                name: Word::of(&name),
            });
        }
        self.errors
    }
}

/// The position of `text` among `choices`: an id or a label as it is, else one in any case and with any hyphens.
pub(super) fn position(text: &str, choices: &[(&str, &str)]) -> Option<usize> {
    let exact = |(id, label): &(&str, &str)| text == *id || text == *label;
    let close = |(id, label): &(&str, &str)| is_same(text, id) || is_same(text, label);
    let found = choices.iter().position(exact);
    found.or_else(|| choices.iter().position(close))
}

/// Whether two names have the same letters and digits, whatever their case and what stands between them.
fn is_same(one: &str, other: &str) -> bool {
    let letters = |text: &str| {
        text.chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect::<String>()
    };
    let one = letters(one);
    !one.is_empty() && one == letters(other)
}

fn decoded(text: &str) -> Option<String> {
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// Writes the fragment of a link.
pub(super) struct LinkWriter {
    text: String,
    has_parts: bool,
}

impl LinkWriter {
    pub fn new(tab: &str) -> Self {
        Self {
            text: tab.to_owned(),
            has_parts: false,
        }
    }

    /// Appends a part.
    pub fn push(&mut self, names: &OptionNames, value: &str) {
        self.text.push(if self.has_parts { '&' } else { '?' });
        self.has_parts = true;
        self.text.push_str(names[0]);
        self.text.push('=');
        self.text.extend(utf8_percent_encode(value, ENCODED));
    }

    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::{LinkWriter, Query, position};

    #[test]
    fn any_text_comes_back_from_a_part() {
        for text in [
            "",
            "acme",
            "a+b c&d=e%f#g?h,i:j/(k)[l]",
            "é\u{1F511}\0\n\"<>`",
        ] {
            let mut writer = LinkWriter::new("token");
            writer.push(&["prefix"], text);
            let link = writer.finish();
            let (_, options) = link.split_once('?').expect("options");
            assert!(
                options
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || b"-._~,:%=&".contains(&byte)),
                "{options}"
            );
            let mut query = Query::read(options);
            assert_eq!(query.text(&["prefix"]).as_deref(), Some(text));
            assert!(query.finish().lines().is_empty());
        }
    }

    #[test]
    fn a_choice_is_found_by_id_and_label_in_any_case() {
        let choices = [
            ("hex", "hex"),
            ("hex-upper", "HEX"),
            ("sha512-256", "SHA-512/256"),
        ];
        for (text, place) in [
            ("hex", Some(0)),
            ("Hex", Some(0)),
            ("HEX", Some(1)),
            ("hexUpper", Some(1)),
            ("sha512/256", Some(2)),
            ("SHA-512-256", Some(2)),
            ("", None),
            ("-", None),
            ("sha512", None),
        ] {
            assert_eq!(position(text, &choices), place, "{text:?}");
        }
    }
}
