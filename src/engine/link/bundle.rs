//! Links to the Bundle tab: `bundle?preset=rails,postgresql&output=compose`, or single variables by name, format
//! and size: `bundle?vars=SESSION_SECRET:hex:32,JWT_SECRET:base64:64`. A variable of a key pair has the part, the
//! algorithm and, where that is not several lines, how it is written:
//! `bundle?vars=JWT_PRIVATE_KEY:private-pem:es256:escaped,JWT_JWKS:jwks:es256`.

use super::error::{OptionError, VariableError, Word};
use super::limits::{LONGEST, MOST_ENTRIES};
use super::query::{LinkWriter, OptionNames, Query, position};
use super::{Link, RaisedOptions, USUAL_BITS, listed};
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::format::{FormatFamily, SecretFormat};
use crate::engine::bundle::output::Output;
use crate::engine::bundle::pair::is_one_pair;
use crate::engine::bundle::pair::value::{PairContent, PairValue};
use crate::engine::bundle::preset::Preset;
use crate::engine::env::document::is_name;
use crate::engine::pair::part::{PairKey, PairPart};

/// The tab that these links open.
pub const TAB: &str = "bundle";

const PRESET: &OptionNames = &["preset", "presets"];
const VARS: &OptionNames = &["vars", "variables", "var"];
const OUTPUT: &OptionNames = &["output", "for"];

/// The longest name of a variable that a link may have.
const LONGEST_NAME: usize = 100;

/// The options of a link to this tab.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BundleOptions {
    /// The presets, in order, each once.
    pub presets: Vec<Preset>,
    /// The variables, in order, each name once.
    pub variables: Vec<(String, SecretFormat)>,
    /// Who reads the file; `None` where the link leaves it open.
    pub output: Option<Output>,
}

impl BundleOptions {
    /// Whether there are presets or variables, and not only a reader.
    #[must_use]
    pub fn ask_for_secrets(&self) -> bool {
        !self.presets.is_empty() || !self.variables.is_empty()
    }
}

/// A format that a link can ask for: its names, and the format of a size.
struct LinkFormat {
    names: (&'static str, &'static str),
    /// The size where the link has none; `None` where the format has one size only.
    usual: Option<u16>,
    with_size: fn(u16) -> SecretFormat,
}

const fn sized(
    id: &'static str,
    label: &'static str,
    usual: u16,
    with_size: fn(u16) -> SecretFormat,
) -> LinkFormat {
    LinkFormat {
        names: (id, label),
        usual: Some(usual),
        with_size,
    }
}

const fn fixed(id: &'static str, format: fn(u16) -> SecretFormat) -> LinkFormat {
    LinkFormat {
        names: (id, id),
        usual: None,
        with_size: format,
    }
}

const FORMATS: [LinkFormat; 11] = [
    sized("hex", "hexadecimal", 32, |bytes| SecretFormat::Hex {
        bytes,
    }),
    sized("base64", "base64", 32, |bytes| SecretFormat::Base64 {
        bytes,
    }),
    sized("base64url", "base64url", 32, |bytes| {
        SecretFormat::Base64Url { bytes }
    }),
    sized("base64url-padded", "fernet", 32, |bytes| {
        SecretFormat::Base64UrlPadded { bytes }
    }),
    sized("base32", "totp", 20, |bytes| SecretFormat::Base32 { bytes }),
    sized("alphanumeric", "base62", 32, |length| {
        SecretFormat::Alphanumeric { length }
    }),
    sized("url-safe", "nanoid", 32, |length| SecretFormat::UrlSafe {
        length,
    }),
    sized("django", "django", 50, |length| SecretFormat::Django {
        length,
    }),
    fixed("laravel", |_| SecretFormat::Laravel),
    fixed("uuid", |_| SecretFormat::Uuid),
    sized("webhook", "whsec", 32, |bytes| SecretFormat::Webhook {
        bytes,
    }),
];

/// Algorithms by a shorter name than their own: RSA of the usual size, and the curve of `EdDSA`.
const ALSO: [(&str, PairKey); 3] = [
    ("rs256", PairKey::Rs256Bits2048),
    ("ps256", PairKey::Ps256Bits2048),
    ("ed25519", PairKey::EdDsa),
];

/// The options that a link chose.
#[must_use]
pub fn read(text: &str) -> Link<BundleOptions> {
    let mut query = Query::read(text);
    let mut options = BundleOptions::default();
    let presets = Preset::ALL.map(|preset| (preset.id(), preset.label()));
    for entry in query.list(PRESET).unwrap_or_default() {
        match position(&entry, &presets).map(|place| Preset::ALL[place]) {
            Some(preset) if options.presets.contains(&preset) => {
                query.refuse(PRESET[0], OptionError::Repeated(Word::of(&entry)));
            }
            Some(preset) => options.presets.push(preset),
            None => query.refuse(PRESET[0], OptionError::NoSuchChoice(Word::of(&entry))),
        }
    }
    for entry in query.list(VARS).unwrap_or_default() {
        match variable(&entry, &options.variables) {
            Ok((name, _)) if options.variables.iter().any(|(known, _)| *known == name) => {
                query.refuse(VARS[0], OptionError::Repeated(Some(Word::start_of(&name))));
            }
            Ok(variable) => options.variables.push(variable),
            Err(error) => query.refuse(VARS[0], error),
        }
    }
    let outputs = Output::ALL.map(|output| (output.id(), output.label()));
    options.output = query
        .choice(OUTPUT, &outputs)
        .map(|place| Output::ALL[place]);
    let raised = raise(&mut options);
    Link {
        words: words(&options),
        options,
        errors: query.finish(),
        raised,
    }
}

/// A variable as `NAME:format:size`; the size may be left out, and the format, which is then hex. `before` are the
/// variables that the link has before it.
fn variable(
    entry: &str,
    before: &[(String, SecretFormat)],
) -> Result<(String, SecretFormat), OptionError> {
    let mut pieces = entry.splitn(3, ':');
    let name = pieces.next().unwrap_or_default();
    if !is_name(name) || name.len() > LONGEST_NAME {
        return Err(OptionError::NotAName);
    }
    let wrong = |error| OptionError::Variable {
        name: Word::start_of(name),
        error,
    };
    let format = pieces.next().unwrap_or(FORMATS[0].names.0);
    let place = position(format, &FORMATS.map(|format| format.names));
    let Some(format) = place.map(|place| &FORMATS[place]) else {
        let parts = PairPart::ALL.map(|part| (part.id(), part.label()));
        let part = position(format, &parts).ok_or(wrong(VariableError::Format))?;
        let format = of_pair(name, PairPart::ALL[part], pieces.next(), before).map_err(wrong)?;
        return Ok((name.to_owned(), format));
    };
    let size = match (pieces.next(), format.usual) {
        (None, usual) => usual.unwrap_or_default(),
        (Some(_), None) => return Err(wrong(VariableError::Format)),
        (Some(size), Some(_)) => {
            let (least, most) = sizes((format.with_size)(FormatFamily::LEAST));
            let is_number = size.bytes().all(|byte| byte.is_ascii_digit());
            size.parse()
                .ok()
                .filter(|size| is_number && (least..=most).contains(size))
                .ok_or(wrong(VariableError::Size { least, most }))?
        }
    };
    Ok((name.to_owned(), (format.with_size)(size)))
}

/// A part of a key pair, from what stands behind it: `algorithm:form`. Both may be left out: the algorithm is then that
/// of the pair `before`, or ES256.
fn of_pair(
    name: &str,
    part: PairPart,
    rest: Option<&str>,
    before: &[(String, SecretFormat)],
) -> Result<SecretFormat, VariableError> {
    let (algorithm, form) = match rest.map(|rest| rest.split_once(':')) {
        Some(Some((algorithm, form))) => (Some(algorithm), Some(form)),
        Some(None) => (rest, None),
        None => (None, None),
    };
    let known = before.iter().find_map(|(other, format)| match format {
        SecretFormat::Pair(value) if is_one_pair(name, other) => Some(value.key),
        _ => None,
    });
    let key = match algorithm {
        Some(algorithm) => key_called(algorithm).ok_or(VariableError::Algorithm)?,
        None => known.unwrap_or_default(),
    };
    if known.is_some_and(|known| known != key) {
        return Err(VariableError::OtherAlgorithm);
    }
    let forms = EnvForm::ALL.map(|form| (form.id(), form.label()));
    let text = match form {
        Some(form) => position(form, &forms)
            .map(|place| EnvForm::ALL[place])
            .ok_or(VariableError::Form)?,
        None => EnvForm::MultiLine,
    };
    let content = PairContent::Part { part, text };
    Ok(SecretFormat::Pair(PairValue { key, content }))
}

/// The algorithm of that name.
fn key_called(name: &str) -> Option<PairKey> {
    let own = PairKey::ALL.map(|key| (key.id(), key.label()));
    let also = ALSO.map(|(name, _)| (name, name));
    position(name, &own)
        .map(|place| PairKey::ALL[place])
        .or_else(|| position(name, &also).map(|place| ALSO[place].1))
}

/// The smallest and the largest size of a format.
fn sizes(format: SecretFormat) -> (u16, u16) {
    format.family().map_or(
        (FormatFamily::LEAST, FormatFamily::MOST),
        FormatFamily::sizes,
    )
}

/// The same format with at least the usual bits, and how many bits it had; `None` where it has them.
fn raised(format: SecretFormat) -> Option<(SecretFormat, u16)> {
    const BYTES: u16 = USUAL_BITS / 8;
    // 22 symbols of base62 have 130.99 bits, of 64 symbols 132, of Django's 50 even 124: there it takes 23.
    const SYMBOLS: u16 = 22;
    let of_bytes = |bytes: u16| (bytes < BYTES).then_some(bytes * 8);
    Some(match format {
        SecretFormat::Hex { bytes } => (SecretFormat::Hex { bytes: BYTES }, of_bytes(bytes)?),
        SecretFormat::Base64 { bytes } => (SecretFormat::Base64 { bytes: BYTES }, of_bytes(bytes)?),
        SecretFormat::Base64Url { bytes } => {
            (SecretFormat::Base64Url { bytes: BYTES }, of_bytes(bytes)?)
        }
        SecretFormat::Base64UrlPadded { bytes } => (
            SecretFormat::Base64UrlPadded { bytes: BYTES },
            of_bytes(bytes)?,
        ),
        SecretFormat::Base32 { bytes } => (SecretFormat::Base32 { bytes: BYTES }, of_bytes(bytes)?),
        SecretFormat::Alphanumeric { length } if length < SYMBOLS => {
            // log2(62) is 5.95.
            (
                SecretFormat::Alphanumeric { length: SYMBOLS },
                length * 595 / 100,
            )
        }
        SecretFormat::UrlSafe { length } if length < SYMBOLS => {
            (SecretFormat::UrlSafe { length: SYMBOLS }, length * 6)
        }
        SecretFormat::Django { length } if length < SYMBOLS + 1 => {
            // log2(50) is 5.64.
            (
                SecretFormat::Django {
                    length: SYMBOLS + 1,
                },
                length * 564 / 100,
            )
        }
        _ => return None,
    })
}

fn raise(options: &mut BundleOptions) -> Option<RaisedOptions<BundleOptions>> {
    let asked = options.clone();
    let (mut of, mut least) = (Vec::new(), USUAL_BITS);
    for (name, format) in &mut options.variables {
        if let Some((higher, bits)) = raised(*format) {
            *format = higher;
            of.push(name.clone());
            least = least.min(bits);
        }
    }
    (!of.is_empty()).then(|| RaisedOptions {
        words: words(&asked),
        options: asked,
        bits: least,
        of,
    })
}

/// What a link chose, in words.
fn words(options: &BundleOptions) -> String {
    let presets = options.presets.iter().map(ToString::to_string);
    let variables = options
        .variables
        .iter()
        .map(|(name, format)| format!("{name} ({format})"));
    let output = options
        .output
        .iter()
        .map(|output| format!("written as {output}"));
    // The output first where there are many, since the end is cut off.
    let (mut words, output): (Vec<String>, Vec<String>) =
        (presets.chain(variables).collect(), output.collect());
    if words.len() < super::LISTED {
        words.extend(output);
    } else {
        words.splice(0..0, output);
    }
    listed(&words)
}

/// The link to these options. Formats that no link can ask for are left out.
#[must_use]
pub fn write(options: &BundleOptions) -> String {
    let mut link = LinkWriter::new(TAB);
    if !options.presets.is_empty() {
        let presets: Vec<&str> = options.presets.iter().map(|preset| preset.id()).collect();
        link.push(PRESET, &presets.join(","));
    }
    // A link that is longer than `read` accepts would be of no use.
    let mut room = LONGEST / 2;
    let variables: Vec<String> = options
        .variables
        .iter()
        .filter(|(name, _)| name.len() <= LONGEST_NAME)
        .filter_map(|(name, format)| Some(format!("{name}:{}", written(*format)?)))
        .take(MOST_ENTRIES)
        .take_while(|variable| {
            let rest = room.checked_sub(variable.len() + 1);
            room = rest.unwrap_or(room);
            rest.is_some()
        })
        .collect();
    if !variables.is_empty() {
        link.push(VARS, &variables.join(","));
    }
    if let Some(output) = options.output {
        link.push(OUTPUT, output.id());
    }
    link.finish()
}

/// A format as a link has it: `hex:32`, `jwks:es256`.
fn written(format: SecretFormat) -> Option<String> {
    let (name, size) = match format {
        SecretFormat::Hex { bytes } => ("hex", bytes),
        SecretFormat::Base64 { bytes } => ("base64", bytes),
        SecretFormat::Base64Url { bytes } => ("base64url", bytes),
        SecretFormat::Base64UrlPadded { bytes } => ("base64url-padded", bytes),
        SecretFormat::Base32 { bytes } => ("base32", bytes),
        SecretFormat::Alphanumeric { length } => ("alphanumeric", length),
        SecretFormat::UrlSafe { length } => ("url-safe", length),
        SecretFormat::Django { length } => ("django", length),
        SecretFormat::Webhook { bytes } => ("webhook", bytes),
        SecretFormat::Laravel => return Some("laravel".to_owned()),
        SecretFormat::Uuid => return Some("uuid".to_owned()),
        SecretFormat::Pair(PairValue {
            key,
            content: PairContent::Part { part, text },
        }) => {
            let (part, key) = (part.id(), key.id());
            return Some(match text {
                EnvForm::MultiLine => format!("{part}:{key}"),
                _ => format!("{part}:{key}:{}", text.id()),
            });
        }
        _ => return None,
    };
    let (least, most) = sizes(format);
    let can_be = (least..=most).contains(&size);
    can_be.then(|| format!("{name}:{size}"))
}
