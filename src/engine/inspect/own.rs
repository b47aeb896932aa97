//! Keys of the form that this page makes: `prefix_environment_` + key id + random part + checksum.
//!
//! Where the random part begins is not marked. It is known if a checksum is right for what follows one of the
//! separators; without a checksum it is taken to begin after the environment or the last separator.

use super::check::{SIX, is_number, split_end};
use super::finding::{CheckSubject, Fact, KeyCheck};
use super::recognised::{FoundPart, RecognisedKey};
use super::symbols::KeySymbols;
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::checksum::crc32;
use crate::engine::key::prefix::{Environment, Prefix};
use crate::engine::key::spec::KEY_ID_LENGTH;
use crate::engine::key::token::PartKind;

const NAME: &str = "Key in the form of this page";
/// The longest prefix with its separator, environment and key id.
const HEAD: usize = Prefix::MAX + 1 + 5 + KEY_ID_LENGTH + 1;
/// The longest random part has 4096 symbols of a custom alphabet of two, and as many as 32 of checksum.
const LONGEST: usize = HEAD + 4096 + 32;
/// The fewest symbols of a random part: 64 bits of 94 symbols are 10.
const SHORTEST: usize = 10;
/// How many symbols there are at least behind a key id that no checksum proves: eight symbols of a shorter secret would be
/// shown.
const LEAST_BEHIND_ID: usize = 21;

/// The alphabets that keys have, and how many symbols of each hold a CRC-32.
const ALPHABETS: [(Alphabet, usize); 7] = [
    (Alphabet::HEX, 8),
    (Alphabet::CROCKFORD32, 7),
    (Alphabet::BASE58, 6),
    (Alphabet::BASE64, 6),
    (Alphabet::BASE64_URL, 6),
    (Alphabet::NANO_ID, 6),
    (Alphabet::DIGITS, 10),
];

/// The length of random part and checksum, and of the checksum, with default options, by their symbols: base62,
/// base64url and Nano ID, base58, hex, base32. Base64 has padding between the two.
const USUAL: [(KeySymbols, usize, usize); 6] = [
    (KeySymbols::Hex, 72, 8),
    (KeySymbols::Crockford, 59, 7),
    (KeySymbols::Base58, 50, 6),
    (KeySymbols::Base62, 49, 6),
    (KeySymbols::Base64Url, 49, 6),
    (KeySymbols::Base64, 50, 6),
];

/// How a checksum is computed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ChecksumCoverage {
    Random,
    WholeKey,
    InOwnAlphabet,
}

impl ChecksumCoverage {
    fn words(self) -> &'static str {
        match self {
            Self::Random => "CRC-32 of the random part, in base62, as GitHub has it",
            Self::WholeKey => "CRC-32 of the whole key before it, in base62",
            Self::InOwnAlphabet => "CRC-32 of the random part, in its own alphabet",
        }
    }
}

/// The key with a checksum that is right.
pub(super) fn with_checksum(key: &str) -> Option<RecognisedKey> {
    if key.len() > LONGEST || !KeySymbols::Printable.holds(key) {
        return None;
    }
    let (start, sum, covers) = starts(key).find_map(|start| {
        let (head, body) = key.split_at_checked(start)?;
        if !is_head(head) {
            return None;
        }
        let (random, sum) = split_end(body, SIX)?;
        let is_crc32 = |random: &str| is_number(sum, &Alphabet::BASE62, crc32(random.as_bytes()));
        if random.len() >= SHORTEST && is_crc32(random) {
            // From the start, the checksum is over all before it, and does not tell where the random part begins.
            return Some(match start {
                0 => (
                    head_of(key, SHORTEST + SIX),
                    SIX,
                    ChecksumCoverage::WholeKey,
                ),
                _ => (start, SIX, ChecksumCoverage::Random),
            });
        }
        ALPHABETS.iter().find_map(|(alphabet, length)| {
            let (random, sum) = split_end(body, *length)?;
            let is_right = random.len() >= SHORTEST
                && is_of(random, alphabet)
                && is_number(sum, alphabet, crc32(random.as_bytes()));
            is_right.then_some((start, *length, ChecksumCoverage::InOwnAlphabet))
        })
    })?;
    let mut found = of(key, start, sum, KeyCheck::of(true));
    found.facts.push(Fact::new("Checksum", covers.words()));
    Some(found)
}

/// The key by its form alone.
pub(super) fn by_form(key: &str) -> Option<RecognisedKey> {
    if key.len() > LONGEST || !KeySymbols::Printable.holds(key) {
        return None;
    }
    let start = head_of(key, LEAST_BEHIND_ID);
    let (head, body) = key.split_at_checked(start)?;
    let symbols = KeySymbols::of(body)?;
    let is_prefix = head.starts_with(|first: char| first.is_ascii_alphabetic()) && is_head(head);
    // Words after a hyphen are not a key.
    let looks_drawn = body.bytes().any(|byte| byte.is_ascii_digit())
        && body.bytes().any(|byte| byte.is_ascii_alphabetic());
    if !is_prefix || !looks_drawn || body.len() < SHORTEST || symbols.bits(body.len()) < 60.0 {
        return None;
    }
    let usual = USUAL.iter().find(|(symbols, length, _)| {
        let padding = *symbols != KeySymbols::Base64 || body.as_bytes().get(43) == Some(&b'=');
        body.len() == *length && symbols.holds(body) && padding
    });
    let parts_of_seam = body.len() == 24 && KeySymbols::Base58.holds(body) && key_id(head) > 0;
    let mut found = match usual {
        Some((_, _, sum)) => of(
            key,
            start,
            *sum,
            KeyCheck::Wrong(CheckSubject::UsualChecksum),
        ),
        None => of(
            key,
            start,
            0,
            KeyCheck::not(
                "It ends in no checksum of a kind that this page makes: it has none, or is mistyped.",
            ),
        ),
    };
    if parts_of_seam {
        "Key in the form of prefixed-api-key (Seam)".clone_into(&mut found.name);
        found.check = KeyCheck::not("Keys of this form have no checksum.");
    }
    Some(found)
}

/// Where the random part can begin: at the start, and after each separator.
fn starts(key: &str) -> impl Iterator<Item = usize> + '_ {
    let separators = key.bytes().take(HEAD).enumerate();
    let behind = separators.filter(|(_, byte)| is_separator(*byte));
    std::iter::once(0).chain(behind.map(|(at, _)| at + 1))
}

/// Whether a text has the characters of prefix, environment and key id.
fn is_head(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || is_separator(byte))
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b'_' | b'-' | b'.')
}

/// Where the random part seems to begin: after the environment and a key id, which has at least so many symbols behind
/// it, or after the last separator.
fn head_of(key: &str, behind_id: usize) -> usize {
    let environments = [Environment::Live, Environment::Test];
    let marked = environments.iter().find_map(|environment| {
        let word = environment.in_key();
        let found = key.match_indices(word).find(|(at, _)| {
            *at <= Prefix::MAX + 1
                && (*at == 0
                    || key
                        .as_bytes()
                        .get(at - 1)
                        .is_some_and(|before| is_separator(*before)))
        });
        found.map(|(at, _)| at + word.len())
    });
    let end = marked.unwrap_or_else(|| words_before(key));
    let id = key.get(end..).and_then(|rest| rest.split_once('_'));
    match id {
        // No separator follows that of a key id.
        Some((id, rest))
            if is_key_id(id) && rest.len() >= behind_id && !rest.bytes().any(is_separator) =>
        {
            end + KEY_ID_LENGTH + 1
        }
        _ => end,
    }
}

/// The length of the plain words that a key begins with, each with its separator. Mixed characters may be random
/// already, and must not be taken for a prefix and shown.
fn words_before(key: &str) -> usize {
    let mut end = 0;
    for start in starts(key).skip(1) {
        if !is_plain_word(&key[end..start - 1]) {
            break;
        }
        end = start;
    }
    end
}

/// Whether a text is letters of one case, perhaps with a number at its end.
fn is_plain_word(text: &str) -> bool {
    let letters = text.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
    let is_case = |is: fn(&u8) -> bool| letters.bytes().all(|byte| is(&byte));
    text.len() <= 16
        && text.len() - letters.len() <= 2
        && !letters.is_empty()
        && (is_case(u8::is_ascii_lowercase) || is_case(u8::is_ascii_uppercase))
}

fn is_of(text: &str, alphabet: &Alphabet) -> bool {
    let text = if *alphabet == Alphabet::BASE64 {
        text.trim_end_matches('=')
    } else {
        text
    };
    text.bytes().all(|byte| alphabet.symbols().contains(&byte))
}

/// Whether a text is a key id: eight symbols of base58 that are no word.
fn is_key_id(text: &str) -> bool {
    let has = |is: fn(&u8) -> bool| text.as_bytes().iter().any(is);
    let is_mixed = has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase);
    let is_word = !is_mixed && !has(u8::is_ascii_digit);
    text.len() == KEY_ID_LENGTH && KeySymbols::Base58.holds(text) && !is_word
}

/// The length of the key id that ends a head, with its separator.
fn key_id(head: &str) -> usize {
    let id = head.strip_suffix('_').and_then(|head| {
        let from = head.len().checked_sub(KEY_ID_LENGTH)?;
        let (before, id) = head.split_at_checked(from)?;
        let is_free = before.is_empty() || before.bytes().next_back().is_some_and(is_separator);
        (is_free && is_key_id(id)).then_some(id.len() + 1)
    });
    id.unwrap_or_default()
}

/// The key whose random part begins at `start` and ends before a checksum of `sum` symbols.
fn of(key: &str, start: usize, sum: usize, check: KeyCheck) -> RecognisedKey {
    let (head, body) = key.split_at(start);
    let key_id = key_id(head);
    let named = &head[..head.len() - key_id];
    let environments = [Environment::Live, Environment::Test];
    let environment = environments.into_iter().find(|environment| {
        named
            .strip_suffix(environment.in_key())
            .is_some_and(|prefix| {
                prefix.is_empty() || prefix.bytes().next_back().is_some_and(is_separator)
            })
    });
    let word = environment.map_or(0, |environment| environment.in_key().len());
    let random = &body[..body.len() - sum];
    let symbols = KeySymbols::of(random).unwrap_or(KeySymbols::Printable);
    let mut found = RecognisedKey::new(NAME, check).with_parts(vec![
        FoundPart::plain(PartKind::Prefix, named.len() - word),
        FoundPart::plain(PartKind::Environment, word),
        FoundPart::plain(PartKind::KeyId, key_id),
        FoundPart::new(PartKind::Random, random.len(), symbols),
        FoundPart::plain(PartKind::Checksum, sum),
    ]);
    found.environment = environment;
    found.may_be_weak = true;
    if key_id > 0 {
        found.hashed_from = start;
    }
    found
}
