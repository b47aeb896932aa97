//! The options of a key as typed into the fields, and their validation.
//!
//! Invalid text stays as it was typed. Entropy and length are two fields for one quantity: changing one changes
//! the other. A draft holds no key, so it may be remembered between visits.

use super::alphabet::{Alphabet, AlphabetError};
use super::batch::KEYS;
use super::batch::output::BatchOutput;
use super::body::class::SymbolClass;
use super::body::passphrase::PassphraseRule;
use super::body::password::{PasswordRule, PasswordRuleError};
use super::checksum::Checksum;
use super::error::SpecError;
use super::format::Format;
use super::prefix::{Environment, Prefix, PrefixError};
use super::spec::TokenSpec;
use crate::engine::base::number::NumberError;
use serde::{Deserialize, Serialize};

/// The version of a remembered draft; a new layout gets a new number, and older drafts are dropped.
const LAYOUT: &str = "2.";

/// The options as typed into the fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The chosen format.
    pub format: Format,
    /// The field "Prefix".
    pub prefix: String,
    /// The chosen environment.
    pub environment: Environment,
    /// The chosen checksum.
    pub checksum: Checksum,
    /// Whether a key id is wanted.
    pub key_id: bool,
    /// The field "How many".
    pub many: String,
    /// The chosen kind of file.
    pub output: BatchOutput,
    /// The field "Alphabet" of the custom format.
    pub alphabet: String,
    /// The chosen classes of a password.
    pub classes: Vec<SymbolClass>,
    /// Whether look-alikes are left out of passwords.
    pub without_look_alikes: bool,
    /// The field "Exclude" of passwords.
    pub without: String,
    /// Whether a password has each class at least once.
    pub one_of_each: bool,
    /// How passphrases are put together.
    pub passphrase: PassphraseRule,
    entropy: String,
    length: String,
}

/// A parsed draft, with the error of each field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedDraft {
    /// The form of the key; `None` while a field is invalid.
    pub spec: Option<TokenSpec>,
    /// How many keys, or the error of that field.
    pub many: Result<u32, NumberError>,
    /// What is wrong with the prefix.
    pub prefix: Option<PrefixError>,
    /// What is wrong with the entropy.
    pub entropy: Option<NumberError>,
    /// What is wrong with the length.
    pub length: Option<NumberError>,
    /// What is wrong with the alphabet.
    pub alphabet: Option<AlphabetError>,
    /// What is wrong with the rule of the password.
    pub password: Option<PasswordRuleError>,
    /// A conflict between fields that are valid by themselves.
    pub error: Option<SpecError>,
}

impl Default for Draft {
    fn default() -> Self {
        let spec = TokenSpec::default();
        let mut draft = Self {
            format: spec.format,
            prefix: spec.prefix.to_string(),
            environment: spec.environment,
            checksum: spec.checksum,
            key_id: spec.key_id,
            many: Self::ONE.to_owned(),
            output: BatchOutput::default(),
            alphabet: spec.alphabet.to_string(),
            classes: spec.password.classes().to_vec(),
            without_look_alikes: spec.password.without_look_alikes(),
            without: spec.password.without().to_owned(),
            one_of_each: spec.password.one_of_each(),
            passphrase: spec.passphrase,
            entropy: String::new(),
            length: String::new(),
        };
        draft.show_size(&spec);
        draft
    }
}

impl Draft {
    /// The usual content of the field "How many".
    const ONE: &str = "1";

    /// The field "Entropy (bits)".
    #[must_use]
    pub fn entropy(&self) -> &str {
        &self.entropy
    }

    /// The field "Length".
    #[must_use]
    pub fn length(&self) -> &str {
        &self.length
    }

    /// Chooses a format; entropy and length are adjusted to it, and a checksum of the random part becomes the
    /// format's own.
    pub fn choose_format(&mut self, format: Format) {
        let spec = self.base().with_format(format);
        self.format = format;
        if matches!(self.checksum, Checksum::GitHub | Checksum::OwnAlphabet) {
            self.checksum = format.usual_checksum();
        }
        self.show_size(&spec);
    }

    /// Types an entropy; the length follows where the entropy is valid for the format.
    pub fn type_entropy(&mut self, text: String) {
        let spec = self.base();
        if let Ok(entropy) = spec.parse_entropy(&text) {
            self.length = TokenSpec { entropy, ..spec }.size().count.to_string();
        }
        self.entropy = text;
    }

    /// Types a length; the entropy follows where the length is valid for the format.
    pub fn type_length(&mut self, text: String) {
        let spec = self.base();
        if let Ok(entropy) = spec.parse_length(&text) {
            self.entropy = entropy.bits().to_string();
        }
        self.length = text;
    }

    /// Changes what the symbols of a format are: an alphabet, the rule of a password or a passphrase. The
    /// entropy stays, clamped to the format's new limits, and the length follows.
    pub fn change_rule(&mut self, change: impl FnOnce(&mut Self)) {
        change(self);
        let spec = self.base();
        match (spec.entropy_limits(), self.entropy.trim().parse::<u32>()) {
            (Some(limits), Ok(bits)) => {
                self.type_entropy(bits.clamp(limits.least, limits.most).to_string());
            }
            _ => self.show_size(&spec),
        }
    }

    /// Sets the fields that differ between `before` and `after` to their values in `after`. A size is taken over only
    /// if the format is the same: in another format it would count different units.
    pub fn take_changes(&mut self, before: &Self, after: &Self) {
        macro_rules! take {
            ($own:expr; $($field:ident),+) => {
                $(if before.$field != after.$field {
                    $own.$field.clone_from(&after.$field);
                })+
            };
        }
        if before.format != after.format {
            self.choose_format(after.format);
        }
        self.change_rule(|own| {
            take!(own; alphabet, classes, without_look_alikes, without, one_of_each, passphrase);
        });
        take!(self; prefix, environment, checksum, key_id, many, output);
        let is_size = (before.entropy(), before.length()) != (after.entropy(), after.length());
        if is_size && self.format == after.format && before.format == after.format {
            self.entropy.clone_from(&after.entropy);
            self.length.clone_from(&after.length);
        }
    }

    /// Parses and validates the fields.
    #[must_use]
    pub fn read(&self) -> ParsedDraft {
        let base = self.base();
        let alone = self.format.stands_alone();
        let prefix = self.prefix.parse::<Prefix>().err().filter(|_| !alone);
        let alphabet = self.alphabet.parse::<Alphabet>().err();
        let alphabet = alphabet.filter(|_| self.format == Format::Custom);
        let password = self
            .password()
            .err()
            .filter(|_| self.format == Format::Password);
        let entropy = base.parse_entropy(&self.entropy);
        let length = base.parse_length(&self.length).err();
        let right =
            prefix.is_none() && alphabet.is_none() && password.is_none() && length.is_none();
        let error = base.error();
        ParsedDraft {
            spec: entropy
                .ok()
                .filter(|_| right && error.is_none())
                .map(|entropy| TokenSpec { entropy, ..base }),
            // One secret or one list is handed out: the field is not shown.
            many: if self.format.is_handed_out() {
                Ok(1)
            } else {
                KEYS.parse(&self.many)
            },
            prefix,
            entropy: entropy.err(),
            length,
            alphabet,
            password,
            error,
        }
    }

    /// What is remembered of the draft: all but the number of keys, so that a visit starts with a single key.
    #[must_use]
    pub fn to_remember(&self) -> Self {
        Self {
            many: Self::ONE.to_owned(),
            ..self.clone()
        }
    }

    /// What is remembered of the draft, as a line of text.
    #[must_use]
    pub fn to_line(&self) -> String {
        let bytes = postcard::to_allocvec(&self.to_remember()).unwrap_or_default();
        // Hex: decoding base64 would add more to the first load than all other code of the options.
        format!("{LAYOUT}{}", base16ct::lower::encode_string(&bytes))
    }

    /// The draft that [`Draft::to_line`] wrote; `None` for anything else.
    #[must_use]
    pub fn from_line(line: &str) -> Option<Self> {
        let bytes = base16ct::lower::decode_vec(line.strip_prefix(LAYOUT)?).ok()?;
        match postcard::take_from_bytes::<Self>(&bytes) {
            // An older version remembered the number too.
            Ok((mut draft, [])) => {
                Self::ONE.clone_into(&mut draft.many);
                Some(draft)
            }
            _ => None,
        }
    }

    /// The chosen form, with the default for each invalid field.
    fn base(&self) -> TokenSpec {
        let mut spec = TokenSpec {
            format: self.format,
            prefix: self.prefix.parse().unwrap_or_default(),
            environment: self.environment,
            checksum: self.checksum,
            key_id: self.key_id,
            alphabet: self.alphabet.parse().unwrap_or(Alphabet::CROCKFORD32),
            password: self.password().unwrap_or_default(),
            passphrase: self.passphrase,
            entropy: self.format.usual_entropy(),
        };
        if let Ok(entropy) = spec.parse_entropy(&self.entropy) {
            spec.entropy = entropy;
        }
        spec
    }

    fn password(&self) -> Result<PasswordRule, PasswordRuleError> {
        PasswordRule::new(
            &self.classes,
            self.without_look_alikes,
            &self.without,
            self.one_of_each,
        )
    }

    fn show_size(&mut self, spec: &TokenSpec) {
        let size = spec.size();
        self.entropy = match spec.entropy_limits() {
            Some(_) => spec.entropy.bits().to_string(),
            None => super::entropy::in_words(size.bits),
        };
        self.length = size.count.to_string();
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, LAYOUT};
    use crate::engine::key::body::class::SymbolClass;
    use crate::engine::key::checksum::Checksum;
    use crate::engine::key::format::Format;
    use crate::engine::key::spec::TokenSpec;

    #[test]
    fn the_first_draft_is_the_default_key() {
        let draft = Draft::default();
        assert_eq!(draft.read().spec, Some(TokenSpec::default()));
        assert_eq!(draft.read().many, Ok(1));
        assert_eq!((draft.entropy(), draft.length()), ("256", "43"));
    }

    #[test]
    fn entropy_and_length_follow_each_other() {
        let mut draft = Draft::default();
        draft.type_entropy("128".to_owned());
        assert_eq!(draft.length(), "22");
        draft.type_length("43".to_owned());
        assert_eq!(draft.entropy(), "256");
        assert_eq!(draft.read().spec.expect("good fields").size().count, 43);
        draft.choose_format(Format::Hex);
        draft.type_length("16".to_owned());
        assert_eq!(draft.entropy(), "128");
    }

    #[test]
    fn every_length_that_a_format_takes_is_kept_as_typed() {
        for format in Format::ALL {
            let mut draft = Draft::default();
            draft.choose_format(format);
            let limits = draft.read().spec.and_then(|spec| spec.length_limits());
            for length in limits.map_or(0..=0, |limits| limits.least..=limits.most) {
                if length > 0 {
                    draft.type_length(length.to_string());
                    let spec = draft.read().spec.expect("a good length");
                    assert_eq!(spec.size().count, length as usize, "{format:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_wrong_stays_as_typed_and_gives_no_form() {
        let mut draft = Draft::default();
        draft.type_entropy("abc".to_owned());
        draft.prefix = "a b".to_owned();
        let reading = draft.read();
        assert_eq!((draft.entropy(), draft.length()), ("abc", "43"));
        assert!(reading.spec.is_none() && reading.entropy.is_some() && reading.prefix.is_some());
    }

    #[test]
    fn a_field_that_a_format_does_not_have_does_not_count() {
        let mut draft = Draft {
            prefix: "a b".to_owned(),
            alphabet: "aa".to_owned(),
            classes: Vec::new(),
            ..Draft::default()
        };
        for format in Format::ALL {
            draft.choose_format(format);
            let wrong =
                !format.stands_alone() || matches!(format, Format::Password | Format::Custom);
            assert_eq!(draft.read().spec.is_none(), wrong, "{format:?}");
        }
    }

    #[test]
    fn a_narrower_rule_keeps_the_entropy_and_takes_more_symbols() {
        let mut draft = Draft::default();
        draft.choose_format(Format::Password);
        let (entropy, length): (String, u32) = (
            draft.entropy().to_owned(),
            draft.length().parse().expect("a number"),
        );
        draft.change_rule(|draft| draft.classes = vec![SymbolClass::Digits]);
        assert_eq!(draft.entropy(), entropy);
        assert!(draft.length().parse::<u32>().expect("a number") > length);
    }

    #[test]
    fn the_longest_password_stays_the_longest_when_symbols_are_left_out() {
        let mut draft = Draft::default();
        draft.choose_format(Format::Password);
        draft.type_length("128".to_owned());
        draft.change_rule(|draft| draft.without_look_alikes = true);
        assert_eq!(draft.length(), "128");
    }

    #[test]
    fn a_remembered_draft_comes_back_and_anything_else_does_not() {
        let mut draft = Draft::default();
        draft.choose_format(Format::Passphrase);
        draft.key_id = true;
        assert_eq!(Draft::from_line(&draft.to_line()), Some(draft));
        for line in ["", "2.", "0.aaaa", "2.####", "2.aaaa"] {
            assert_eq!(Draft::from_line(line), None, "{line}");
        }
    }

    #[test]
    fn the_number_of_keys_is_not_remembered() {
        let mut draft = Draft {
            prefix: "acme".to_owned(),
            ..Draft::default()
        };
        let kept = draft.clone();
        draft.many = "500".to_owned();
        assert_eq!(Draft::from_line(&draft.to_line()), Some(kept.clone()));
        // Written by a version that did remember it.
        let bytes = postcard::to_allocvec(&draft).expect("a draft can be written");
        let line = format!("{LAYOUT}{}", base16ct::lower::encode_string(&bytes));
        assert_eq!(Draft::from_line(&line), Some(kept));
    }

    #[test]
    fn a_format_that_is_not_of_letters_and_digits_brings_its_own_checksum() {
        let mut draft = Draft::default();
        for (format, checksum) in [
            (Format::Hex, Checksum::OwnAlphabet),
            (Format::Base58, Checksum::OwnAlphabet),
            (Format::Base32, Checksum::OwnAlphabet),
            (Format::Base62, Checksum::GitHub),
            (Format::Base64Url, Checksum::GitHub),
        ] {
            draft.choose_format(format);
            assert_eq!(draft.checksum, checksum, "{format:?}");
        }
        // Any other choice stays.
        for chosen in [Checksum::None, Checksum::WholeKey] {
            draft.checksum = chosen;
            draft.choose_format(Format::Hex);
            draft.choose_format(Format::Base58);
            assert_eq!(draft.checksum, chosen);
        }
    }

    #[test]
    fn every_format_starts_with_a_good_form() {
        for format in Format::ALL {
            let mut draft = Draft::default();
            draft.choose_format(format);
            assert!(draft.read().spec.is_some(), "{format:?}");
        }
    }

    #[test]
    fn a_draft_takes_over_what_was_changed_in_another_and_nothing_else() {
        let own = Draft {
            prefix: "mine".to_owned(),
            ..Draft::default()
        };
        let mut linked = Draft::default();
        linked.choose_format(Format::Hex);
        linked.prefix = "acme".to_owned();
        let taken = |change: &dyn Fn(&mut Draft)| {
            let (mut own, mut after) = (own.clone(), linked.clone());
            change(&mut after);
            own.take_changes(&linked, &after);
            own
        };
        assert_eq!(taken(&|_| {}), own);
        assert_eq!(
            taken(&|draft| draft.prefix = "new".to_owned()).prefix,
            "new"
        );
        assert!(taken(&|draft| draft.key_id = true).key_id);
        // 16 bytes of hex are not 16 symbols of base62.
        assert_eq!(taken(&|draft| draft.type_length("16".to_owned())), own);
        let password = taken(&|draft| draft.choose_format(Format::Password));
        assert_eq!(
            (password.format, password.length()),
            (Format::Password, "20")
        );
        assert_eq!(password.prefix, "mine");
    }
}
