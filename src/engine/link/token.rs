//! Links to the Token tab: `token?format=hex&bits=256&prefix=acme`.
//!
//! Every option of the tab can stand in a link. A format's own options are left out where the format does not
//! have them. A batch is as large as the field "How many" allows; it is not made before the person asks.

use super::error::{LinkError, OptionError, Word};
use super::query::{LinkWriter, OptionNames, Query, position};
use super::{Link, RaisedOptions, USUAL_BITS, listed};
use crate::engine::base::number::grouped;
use crate::engine::key::batch::KEYS;
use crate::engine::key::batch::output::BatchOutput;
use crate::engine::key::body::class::SymbolClass;
use crate::engine::key::body::passphrase::Separator;
use crate::engine::key::checksum::Checksum;
use crate::engine::key::draft::{Draft, ParsedDraft};
use crate::engine::key::entropy::Entropy;
use crate::engine::key::format::Format;
use crate::engine::key::prefix::Environment;
use crate::engine::key::spec::TokenSpec;

/// The tab that these links open.
pub const TAB: &str = "token";

const FORMAT: &OptionNames = &["format", "type"];
const BITS: &OptionNames = &["bits", "entropy"];
const LENGTH: &OptionNames = &["length", "size"];
const WORDS: &OptionNames = &["words"];
const PREFIX: &OptionNames = &["prefix"];
const ENVIRONMENT: &OptionNames = &["environment", "env"];
const CHECKSUM: &OptionNames = &["checksum"];
const KEY_ID: &OptionNames = &["key-id"];
const ALPHABET: &OptionNames = &["alphabet"];
const CHARACTERS: &OptionNames = &["characters", "classes"];
const LOOK_ALIKES: &OptionNames = &["look-alikes"];
const EXCLUDE: &OptionNames = &["exclude"];
const EACH: &OptionNames = &["one-of-each"];
const SEPARATOR: &OptionNames = &["separator"];
const CAPITALS: &OptionNames = &["capitals"];
const DIGIT: &OptionNames = &["digit"];
const MANY: &OptionNames = &["many", "how-many", "count"];
const FILE: &OptionNames = &["file"];

/// Whether a format has something.
type FormatPredicate = fn(Format) -> bool;

/// The options that only some formats have, and a function that says which formats.
const OF_FORMATS: [(&OptionNames, FormatPredicate); 17] = [
    (BITS, |format| !format.is_fixed()),
    (LENGTH, |format| !format.is_fixed()),
    (WORDS, is_passphrase),
    (PREFIX, has_head),
    (ENVIRONMENT, has_head),
    (CHECKSUM, has_head),
    (KEY_ID, has_head),
    (ALPHABET, |format| format == Format::Custom),
    (CHARACTERS, is_password),
    (LOOK_ALIKES, is_password),
    (EXCLUDE, is_password),
    (EACH, is_password),
    (SEPARATOR, is_passphrase),
    (CAPITALS, is_passphrase),
    (DIGIT, is_passphrase),
    (MANY, is_counted),
    (FILE, is_counted),
];

fn is_counted(format: Format) -> bool {
    !format.is_handed_out()
}

fn has_head(format: Format) -> bool {
    !format.stands_alone()
}

fn is_password(format: Format) -> bool {
    format == Format::Password
}

fn is_passphrase(format: Format) -> bool {
    format == Format::Passphrase
}

/// The options of a draft that a link chose.
#[derive(Default)]
struct ChosenOptions {
    names: Vec<&'static str>,
    bits: Option<u16>,
    /// What it says of symbols and words.
    rules: Vec<String>,
}

impl ChosenOptions {
    fn note(&mut self, names: &OptionNames) {
        self.names.push(names[0]);
    }

    fn has(&self, names: &OptionNames) -> bool {
        self.names.contains(&names[0])
    }
}

/// The options that a link chose, on top of the usual ones.
#[must_use]
pub fn read(text: &str) -> Link<Draft> {
    let mut query = Query::read(text);
    let (mut draft, mut given) = (Draft::default(), ChosenOptions::default());
    if let Some(format) = format(&mut query) {
        given.note(FORMAT);
        draft.choose_format(format);
    }
    leave_out(&mut query, draft.format);
    read_rules(&mut query, &mut draft, &mut given);
    read_head(&mut query, &mut draft, &mut given);
    read_size(&mut query, &mut draft, &mut given);
    read_many(&mut query, &mut draft, &mut given);
    let raised = raise(&mut draft, &given);
    Link {
        words: words(&draft, &given),
        options: draft,
        errors: query.finish(),
        raised,
    }
}

fn format(query: &mut Query) -> Option<Format> {
    let mut choices = pairs(Format::ALL.map(|format| (format.id(), format.label())));
    choices.push(("uuid", "guid"));
    let place = query.choice(FORMAT, &choices)?;
    Some(Format::ALL.get(place).copied().unwrap_or(Format::UuidV4))
}

/// Reports and removes the options that the format does not have.
fn leave_out(query: &mut Query, format: Format) {
    for (names, fits) in OF_FORMATS {
        if !fits(format) && query.text(names).is_some() {
            query.errors.push(LinkError::NotOf {
                name: names[0],
                of: format.label(),
            });
        }
    }
}

/// Tries a change; if a field is invalid then, nothing is changed. Returns whether it was.
fn attempt(
    query: &mut Query,
    draft: &mut Draft,
    name: &'static str,
    change: impl FnOnce(&mut Draft),
    refused: impl FnOnce(ParsedDraft) -> Option<OptionError>,
) -> bool {
    let mut changed = draft.clone();
    change(&mut changed);
    let error = refused(changed.read());
    let is_taken = error.is_none();
    match error {
        None => *draft = changed,
        Some(error) => query.refuse(name, error),
    }
    is_taken
}

/// Reads which symbols or words the format draws from.
fn read_rules(query: &mut Query, draft: &mut Draft, given: &mut ChosenOptions) {
    if let Some(text) = query.text(ALPHABET) {
        let change =
            |draft: &mut Draft| draft.change_rule(|draft| draft.alphabet.clone_from(&text));
        if attempt(query, draft, ALPHABET[0], change, |parsed| {
            parsed.alphabet.map(OptionError::Alphabet)
        }) {
            given.rules.push(format!("alphabet {text}"));
        }
    }
    let refused = |parsed: ParsedDraft| parsed.password.map(OptionError::Password);
    if let Some(classes) = classes(query) {
        let labels: Vec<&str> = classes.iter().map(|class| class.label()).collect();
        let words = format!("characters {}", labels.join(" and "));
        let change = |draft: &mut Draft| draft.change_rule(|draft| draft.classes = classes);
        if attempt(query, draft, CHARACTERS[0], change, refused) {
            given.rules.push(words);
        }
    }
    if let Some(each) = query.switch(EACH) {
        let change = |draft: &mut Draft| draft.change_rule(|draft| draft.one_of_each = each);
        if attempt(query, draft, EACH[0], change, refused) {
            given.rules.push(yes_no(each, "one of each class"));
        }
    }
    if let Some(wanted) = query.switch(LOOK_ALIKES) {
        let change =
            |draft: &mut Draft| draft.change_rule(|draft| draft.without_look_alikes = !wanted);
        if attempt(query, draft, LOOK_ALIKES[0], change, refused) {
            given.rules.push(yes_no(wanted, "look-alikes"));
        }
    }
    if let Some(mut text) = query.text(EXCLUDE) {
        // Passwords have no other characters anyway.
        text.retain(|symbol| symbol.is_ascii_graphic());
        text.truncate(SYMBOLS);
        let change = |draft: &mut Draft| draft.change_rule(|draft| draft.without.clone_from(&text));
        if attempt(query, draft, EXCLUDE[0], change, refused) {
            given.rules.push(format!("without {text}"));
        }
    }
    let separators = Separator::ALL.map(|separator| (separator.id(), separator.label()));
    if let Some(place) = query.choice(SEPARATOR, &separators) {
        let separator = Separator::ALL[place];
        draft.change_rule(|draft| draft.passphrase.separator = separator);
        given.rules.push(format!("separator {}", separator.label()));
    }
    if let Some(capitals) = query.switch(CAPITALS) {
        draft.change_rule(|draft| draft.passphrase.capitals = capitals);
        given.rules.push(yes_no(capitals, "capitals"));
    }
    if let Some(digit) = query.switch(DIGIT) {
        draft.change_rule(|draft| draft.passphrase.digit = digit);
        given.rules.push(yes_no(digit, "digit"));
    }
}

/// How many printable ASCII characters there are.
const SYMBOLS: usize = 94;

/// The classes of a password, in their own order.
fn classes(query: &mut Query) -> Option<Vec<SymbolClass>> {
    let named = SymbolClass::ALL.map(|class| (class.id(), class.label()));
    let mut chosen = [false; SymbolClass::ALL.len()];
    for entry in query.list(CHARACTERS)? {
        if let Some(place) = position(&entry, &named) {
            chosen[place] = true;
        } else {
            query.refuse(CHARACTERS[0], OptionError::NoSuchChoice(Word::of(&entry)));
            return None;
        }
    }
    let classes = SymbolClass::ALL.into_iter().zip(chosen);
    Some(
        classes
            .filter(|(_, is_in)| *is_in)
            .map(|(class, _)| class)
            .collect(),
    )
}

/// Reads what precedes and follows the random part.
fn read_head(query: &mut Query, draft: &mut Draft, given: &mut ChosenOptions) {
    if let Some(text) = query.text(PREFIX)
        && attempt(
            query,
            draft,
            PREFIX[0],
            |draft| draft.prefix = text,
            |parsed| parsed.prefix.map(OptionError::Prefix),
        )
    {
        given.note(PREFIX);
    }
    let environments = Environment::ALL.map(|choice| (choice.id(), choice.label()));
    if let Some(place) = query.choice(ENVIRONMENT, &environments) {
        draft.environment = Environment::ALL[place];
        given.note(ENVIRONMENT);
    }
    let mut checksums = pairs(Checksum::ALL.map(|checksum| (checksum.id(), checksum.label())));
    checksums.push(("crc32", "github"));
    if let Some(place) = query.choice(CHECKSUM, &checksums) {
        draft.checksum = Checksum::ALL
            .get(place)
            .copied()
            .unwrap_or(Checksum::GitHub);
        given.note(CHECKSUM);
    }
    if let Some(key_id) = query.switch(KEY_ID)
        && attempt(
            query,
            draft,
            KEY_ID[0],
            |draft| draft.key_id = key_id,
            |parsed| parsed.error.map(OptionError::Spec),
        )
    {
        given.note(KEY_ID);
    }
}

/// Reads the size of the random part.
fn read_size(query: &mut Query, draft: &mut Draft, given: &mut ChosenOptions) {
    if let Some(text) = query.text(BITS) {
        let text = plain(text);
        let bits = text.parse().ok();
        if attempt(
            query,
            draft,
            BITS[0],
            |draft| draft.type_entropy(text),
            |parsed| parsed.entropy.map(OptionError::Number),
        ) {
            given.bits = bits;
        }
    }
    for names in [WORDS, LENGTH] {
        let Some(text) = query.text(names) else {
            continue;
        };
        let name = names[0];
        if given.bits.is_some() || given.has(LENGTH) {
            let with = if given.has(LENGTH) { WORDS[0] } else { BITS[0] };
            query.errors.push(LinkError::Clash { name, with });
            continue;
        }
        let change = |draft: &mut Draft| draft.type_length(plain(text));
        if attempt(query, draft, name, change, |parsed| {
            parsed.length.map(OptionError::Number)
        }) {
            given.note(LENGTH);
        }
    }
}

/// A number without leading zeros and surrounding white space; anything else as it is.
fn plain(text: String) -> String {
    match text.trim().parse::<u32>() {
        Ok(number) if !text.contains('+') => number.to_string(),
        _ => text,
    }
}

/// Reads the number of keys, and the kind of their file.
fn read_many(query: &mut Query, draft: &mut Draft, given: &mut ChosenOptions) {
    if let Some(text) = query.text(MANY) {
        match KEYS.parse(&text) {
            Ok(many) => {
                draft.many = many.to_string();
                given.note(MANY);
            }
            Err(error) => query.refuse(MANY[0], OptionError::Number(error)),
        }
    }
    let outputs = BatchOutput::ALL.map(|output| (output.id(), output.label()));
    if let Some(place) = query.choice(FILE, &outputs) {
        draft.output = BatchOutput::ALL[place];
        given.note(FILE);
    }
}

/// Raises a size below the usual bits, if the format can have as many: a PIN cannot.
fn raise(draft: &mut Draft, given: &ChosenOptions) -> Option<RaisedOptions<Draft>> {
    let spec = draft.read().spec?;
    let bits = match given.bits {
        Some(bits) => bits,
        None if given.has(LENGTH) => Entropy::whole(spec.bits()).bits(),
        None => return None,
    };
    let reaches = spec
        .entropy_limits()
        .is_some_and(|limits| limits.most >= USUAL_BITS.into());
    if bits >= USUAL_BITS || !reaches {
        return None;
    }
    let raised = RaisedOptions {
        words: words(draft, given),
        options: draft.clone(),
        bits,
        of: Vec::new(),
    };
    draft.type_entropy(USUAL_BITS.to_string());
    Some(raised)
}

/// What a link chose, in words.
fn words(draft: &Draft, given: &ChosenOptions) -> String {
    let mut words = Vec::new();
    if given.has(FORMAT) {
        words.push(format_name(draft.format));
    }
    if given.bits.is_some() {
        words.push(format!("{} bits", draft.entropy()));
    } else if given.has(LENGTH)
        && let Some(spec) = draft.read().spec
    {
        let size = spec.size();
        words.push(format!("{} {}", size.count, size.unit.name()));
    }
    if given.has(PREFIX) {
        words.push(if draft.prefix.is_empty() {
            "no prefix".to_owned()
        } else {
            format!("prefix {}", draft.prefix)
        });
    }
    if given.has(ENVIRONMENT) {
        words.push(match draft.environment {
            Environment::None => "no environment".to_owned(),
            environment => format!("environment {}", environment.label()),
        });
    }
    if given.has(CHECKSUM) {
        words.push(match draft.checksum {
            Checksum::None => "no checksum".to_owned(),
            checksum => format!("checksum {}", checksum.label()),
        });
    }
    if given.has(KEY_ID) {
        words.push(yes_no(draft.key_id, "key id"));
    }
    words.extend_from_slice(&given.rules);
    if given.has(MANY) {
        let many = draft.many.parse().unwrap_or(1);
        words.push(format!(
            "{} key{}",
            grouped(many),
            if many == 1 { "" } else { "s" }
        ));
    }
    if given.has(FILE) {
        words.push(format!("file {}", draft.output.label()));
    }
    listed(&words)
}

/// The name of a format within a sentence: `hex`, but `UUID v4`.
fn format_name(format: Format) -> String {
    let label = format.label();
    let is_word = |c: char| c.is_ascii_lowercase() || c == ' ';
    if label.chars().skip(1).all(is_word) {
        label.to_ascii_lowercase()
    } else {
        label.to_owned()
    }
}

fn yes_no(yes: bool, what: &str) -> String {
    if yes {
        what.to_owned()
    } else {
        format!("no {what}")
    }
}

fn pairs<const N: usize>(
    choices: [(&'static str, &'static str); N],
) -> Vec<(&'static str, &'static str)> {
    choices.to_vec()
}

/// The link to these options: `token?format=hex`. `None` while a field is invalid.
#[must_use]
pub fn write(draft: &Draft) -> Option<String> {
    let parsed = draft.read();
    let (spec, many) = (parsed.spec?, parsed.many.ok()?);
    let mut usual = Draft::default();
    usual.choose_format(draft.format);
    let mut link = LinkWriter::new(TAB);
    link.push(FORMAT, draft.format.id());
    // A different number of bits may take the same number of words.
    let of_usual = TokenSpec {
        entropy: draft.format.usual_entropy(),
        ..spec.clone()
    };
    let is_usual = of_usual.size().count == spec.size().count;
    // A format's default size is left out: it is not raised for whoever follows the link, even below the usual bits.
    if !(draft.format.is_fixed() || is_usual && spec.entropy.bits() < USUAL_BITS) {
        let count = spec.size().count.to_string();
        match draft.format {
            Format::Passphrase => link.push(WORDS, &count),
            Format::Password | Format::Pin => link.push(LENGTH, &count),
            _ => link.push(BITS, &spec.entropy.bits().to_string()),
        }
    }
    if has_head(draft.format) {
        write_head(draft, &usual, &mut link);
    }
    write_rules(draft, &usual, &mut link);
    if many != 1 {
        link.push(MANY, &many.to_string());
        if draft.output != usual.output {
            link.push(FILE, draft.output.id());
        }
    }
    Some(link.finish())
}

fn write_head(draft: &Draft, usual: &Draft, link: &mut LinkWriter) {
    if draft.prefix != usual.prefix {
        link.push(PREFIX, &draft.prefix);
    }
    if draft.environment != usual.environment {
        link.push(ENVIRONMENT, draft.environment.id());
    }
    if draft.checksum != usual.checksum {
        link.push(CHECKSUM, draft.checksum.id());
    }
    if draft.key_id {
        link.push(KEY_ID, "yes");
    }
}

fn write_rules(draft: &Draft, usual: &Draft, link: &mut LinkWriter) {
    match draft.format {
        Format::Custom => link.push(ALPHABET, &draft.alphabet),
        Format::Password => {
            if draft.classes != usual.classes {
                let classes: Vec<&str> = draft.classes.iter().map(|class| class.id()).collect();
                link.push(CHARACTERS, &classes.join(","));
            }
            if draft.one_of_each != usual.one_of_each {
                link.push(EACH, if draft.one_of_each { "yes" } else { "no" });
            }
            if draft.without_look_alikes {
                link.push(LOOK_ALIKES, "no");
            }
            if !draft.without.is_empty() {
                link.push(EXCLUDE, &draft.without);
            }
        }
        Format::Passphrase => {
            if draft.passphrase.separator != usual.passphrase.separator {
                link.push(SEPARATOR, draft.passphrase.separator.id());
            }
            if draft.passphrase.capitals {
                link.push(CAPITALS, "yes");
            }
            if draft.passphrase.digit {
                link.push(DIGIT, "yes");
            }
        }
        _ => {}
    }
}
