//! Inspecting a pasted key: what it is, whether it is well formed, how strong it can be, and what is off about it.
//!
//! A verdict is "valid" only where a checksum or a signature was computed and is right. Nothing here asks an issuer:
//! whether a key is in use is not known. The time grows with the length of the text, not faster.

mod aws;
mod characters;
mod check;
mod der;
mod discord;
mod documented;
mod finding;
mod gitlab;
mod identifier;
mod issued;
mod jwt;
mod masking;
mod own;
mod peel;
mod pem;
mod plain;
mod pypi;
mod recognised;
mod ssh;
mod stored;
mod supabase;
mod symbols;
mod unkey;
mod webhooks;

pub use finding::{CheckSubject, Fact, Inspection, KeyCheck, KeyFinding, MaskedPart};

use super::bundle::placeholder::{is_issuers, is_placeholder};
use super::key::entropy::{Weakness, in_words};
use masking::KeyMask;
use recognised::RecognisedKey;
use symbols::KeySymbols;
use zeroize::Zeroizing;

/// How many keys are listed until more are asked for.
pub const MOST_SHOWN: u32 = 100;
/// How many layers are taken off a key.
const MOST_LAYERS: usize = 12;
/// The longest text that is compared with the words of placeholders.
const LONGEST_PLACEHOLDER: usize = 512;

/// What is given along with the pasted text.
#[derive(Clone, Copy)]
struct InspectContext<'a> {
    /// The secret of JWTs; may be empty.
    secret: &'a str,
    /// Seconds since 1970.
    now: i64,
}

/// Inspects the keys in `text`: one a line, but for PEM, which has several. `secret` verifies the signature of a JWT
/// with HMAC; `now` is in seconds since 1970.
#[must_use]
pub fn inspect(text: &str, secret: &str, now: i64) -> Inspection {
    inspect_first(text, secret, now, MOST_SHOWN)
}

/// The same with the findings on the first `most` keys; all others are counted only.
#[must_use]
// For size, also in the worker: see its profile in Cargo.toml.
#[inline(never)]
pub fn inspect_first(text: &str, secret: &str, now: i64, most: u32) -> Inspection {
    let context = InspectContext { secret, now };
    let mut inspection = Inspection::default();
    for (line, item) in items(text) {
        let Some((finding, takes_secret)) = finding(line, item, context) else {
            continue;
        };
        inspection.count += 1;
        inspection.valid += u32::from(finding.check.is_valid());
        inspection.wrong += u32::from(finding.check.is_wrong());
        inspection.unknown += u32::from(!finding.is_known);
        inspection.takes_secret |= takes_secret;
        if inspection.count <= most {
            inspection.findings.push(finding);
        }
    }
    inspection
}

/// The lines of a text with their numbers; those of a PEM text in one.
fn items(text: &str) -> Vec<(u32, &str)> {
    let mut items: Vec<(u32, &str)> = Vec::new();
    // Where an open PEM text begins, and its line.
    let mut open: Option<(usize, u32)> = None;
    let (mut start, mut line) = (0, 0_u32);
    for whole in text.split_inclusive(['\n', '\r']) {
        line += u32::from(!(whole == "\n" && start > 0 && text.as_bytes()[start - 1] == b'\r'));
        let end = start + whole.len();
        if let Some((from, first)) = open.filter(|_| pem::begins(whole)) {
            items.push((first, &text[from..start]));
            open = None;
        }
        let (from, first) = open.unwrap_or((start, line));
        if pem::ends(whole) || !(open.is_some() || pem::begins(whole)) {
            items.push((first, text[from..end].trim_end_matches(['\n', '\r'])));
            open = None;
        } else {
            open = Some((from, first));
        }
        start = end;
    }
    items.extend(open.map(|(from, first)| (first, &text[from..])));
    items
}

/// The finding on one key, and whether a secret can verify it; `None` for a line with nothing on it.
fn finding(line: u32, raw: &str, context: InspectContext) -> Option<(KeyFinding, bool)> {
    if pem::begins(raw) {
        let text = pem::without_what_is_before(raw);
        let found = pem::recognise(text)?;
        return Some((told(line, text, found, Vec::new(), true), false));
    }
    let mut notices = characters::notices(raw);
    let seen = raw
        .chars()
        .filter(|symbol| !characters::is_invisible(*symbol));
    // As long as the line, so that it is never moved.
    let mut text = Zeroizing::new(String::with_capacity(raw.len()));
    text.extend(seen);
    if text.trim().is_empty() {
        return None;
    }
    let (key, found) = peeled(&text, context, &mut notices);
    if let Some((found, takes_secret)) = found {
        return Some((told(line, key, found, notices, true), takes_secret));
    }
    if key.contains(char::is_whitespace) {
        return Some(of_words(line, raw, key, context, notices));
    }
    let found = unknown(key);
    Some((told(line, key, found, notices, false), false))
}

/// The key in `text` without what was pasted along, and what it is.
fn peeled<'a>(
    text: &'a str,
    context: InspectContext,
    notices: &mut Vec<String>,
) -> (&'a str, Option<(RecognisedKey, bool)>) {
    let mut rest = text;
    // A text with a known prefix but another form, which may have the right form below the next layer.
    let mut doubtful = None;
    for _ in 0..MOST_LAYERS {
        let layer = peel::peel(rest);
        if let Some(found) = recognise(rest, context) {
            let is_right = found.0.check.is_valid() || found.0.notices.is_empty();
            if is_right || layer.is_none() {
                return (rest, Some(found));
            }
            doubtful.get_or_insert((rest, found, notices.len()));
        }
        let Some((inner, notice)) = layer else {
            break;
        };
        notices.push(notice);
        rest = inner;
    }
    match doubtful {
        Some((rest, found, told)) => {
            notices.truncate(told);
            (rest, Some(found))
        }
        None => (rest, None),
    }
}

/// The finding on a line with white space in it: a key that was broken, or one with other words beside it.
fn of_words(
    line: u32,
    raw: &str,
    text: &str,
    context: InspectContext,
    mut notices: Vec<String>,
) -> (KeyFinding, bool) {
    let mut joined = Zeroizing::new(String::with_capacity(text.len()));
    joined.extend(text.chars().filter(|symbol| !symbol.is_whitespace()));
    let whole = recognise(&joined, context);
    if !matches!(&whole, Some((found, _)) if found.check.is_valid())
        && let Some((word, found, takes_secret)) = in_words_of(text, context, &mut notices)
    {
        return (told(line, word, found, notices, true), takes_secret);
    }
    let Some((found, takes_secret)) = whole else {
        return (told(line, text, unknown(text), notices, false), false);
    };
    let before = raw
        .chars()
        .take_while(|symbol| symbol.is_whitespace())
        .count();
    let inside = raw.chars().skip(before).position(char::is_whitespace);
    notices.push(format!(
        "White space inside it, at position {}; it is left out here.",
        before + inside.unwrap_or_default() + 1
    ));
    (told(line, &joined, found, notices, true), takes_secret)
}

/// The first word of `text` that is a key.
fn in_words_of<'a>(
    text: &'a str,
    context: InspectContext,
    notices: &mut Vec<String>,
) -> Option<(&'a str, RecognisedKey, bool)> {
    text.split_whitespace().find_map(|word| {
        let mut of_word = Vec::new();
        let (key, found) = peeled(word, context, &mut of_word);
        let (found, takes_secret) = found?;
        notices.append(&mut of_word);
        let beside = text.chars().count() - word.chars().count();
        notices.push(format!(
            "{beside} other characters stand beside it in the line; they are left out here."
        ));
        Some((key, found, takes_secret))
    })
}

/// What `key` is, and whether a secret can verify it.
fn recognise(key: &str, context: InspectContext) -> Option<(RecognisedKey, bool)> {
    if key.contains(char::is_whitespace) {
        return ssh::recognise_line(key).map(|found| (found, false));
    }
    if let Some(found) = jwt::recognise(key, context.secret, context.now) {
        return Some(found);
    }
    let named = stored::recognise(key)
        .or_else(|| unkey::recognise(key))
        .or_else(|| gitlab::recognise(key))
        .or_else(|| supabase::recognise(key))
        .or_else(|| pypi::recognise(key))
        .or_else(|| webhooks::recognise(key))
        .or_else(|| aws::recognise(key))
        .or_else(|| discord::recognise(key))
        .or_else(|| issued::recognise(key));
    // Anybody may use an issuer's prefix: a key that this page made with it is recognised by its checksum.
    let found = match named {
        Some(named) if named.check.is_valid() => named,
        Some(named) => own::with_checksum(key).unwrap_or(named),
        None => own::with_checksum(key)
            .or_else(|| identifier::recognise(key, context.now))
            .or_else(|| own::by_form(key))
            .or_else(|| plain::recognise(key))?,
    };
    Some((found, false))
}

/// A text whose form is not known.
fn unknown(text: &str) -> RecognisedKey {
    let mut found = RecognisedKey::new(
        "Not recognised",
        KeyCheck::not("Its form is not known here."),
    );
    let symbols = KeySymbols::of(text);
    let length = text.chars().count();
    let ending = if length == 1 { "" } else { "s" };
    found.made_of = Some(match symbols {
        Some(KeySymbols::Printable) | None => format!("{length} character{ending}"),
        Some(symbols) => format!("{length} {}", symbols.noun()),
    });
    found.bits = symbols.map(|symbols| symbols.bits(length));
    found.may_be_weak = symbols.is_some();
    found
}

/// The finding in words.
fn told(
    line: u32,
    key: &str,
    found: RecognisedKey,
    mut notices: Vec<String>,
    is_known: bool,
) -> KeyFinding {
    let masking = KeyMask::new(key, &found);
    let bits = found.bits().filter(|bits| *bits > 0.0);
    if let Some(source) = documented::source(key) {
        notices.push(format!(
            "It is published for everybody to read ({source}): nobody's key."
        ));
    }
    let is_filler = key.len() <= LONGEST_PLACEHOLDER
        && !found.check.is_valid()
        && (is_placeholder(key) || is_issuers(key));
    if is_filler {
        notices.push("A placeholder: made to be replaced by a key.".to_owned());
    } else if let Some(weakness) = bits.filter(|_| found.may_be_weak).and_then(Weakness::of) {
        notices.push(format!("Too short. {weakness}"));
    }
    notices.extend(found.notices.iter().cloned());
    KeyFinding {
        line,
        name: found.name.clone(),
        is_known,
        environment: found.environment,
        parts: masking.parts(),
        made_of: match found.made_of() {
            empty if empty.is_empty() => format!("{} characters", key.chars().count()),
            made_of => made_of,
        },
        strength: bits.map_or_else(String::new, |bits| {
            format!("at most {} bits", in_words(bits))
        }),
        masked: masking.whole(),
        digests: masking.digests(),
        facts: found.facts,
        check: found.check,
        notices,
    }
}
