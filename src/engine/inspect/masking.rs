//! What may be shown of a key: its parts with the random ones masked, its masked form, and its digests.
//!
//! At least 96 bits stay unknown, as in the masked form of a key that was made here.

use super::finding::{Fact, MaskedPart};
use super::pem;
use super::recognised::{FoundPart, RecognisedKey};
use crate::engine::base::sha256::sha256_in_place;
use crate::engine::key::minter::shown_when_masked;
use crate::engine::key::token::PartKind;

/// The bits that stay unknown.
const UNKNOWN: f64 = 96.0;
/// The bits that a checksum reveals.
const CHECKSUM: f64 = 32.0;
const DOT: &str = "•";
/// The most dots that stand for a part.
const MOST_DOTS: usize = 22;
/// The longest text that is shown whole, in characters.
const LONGEST: usize = 40;

/// Whether the first field of a stored hash names its scheme, such as `argon2id`, `2b` or `pbkdf2-sha256`. Anything else
/// may be of a key.
fn is_scheme(field: &str) -> bool {
    let is_of_name = |symbol: u8| matches!(symbol, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    field.len() <= 20 && field.bytes().all(is_of_name)
}

/// A key and what it is.
pub(super) struct KeyMask<'a> {
    key: &'a str,
    found: &'a RecognisedKey,
    /// The entropy of the key, in bits.
    bits: f64,
}

impl<'a> KeyMask<'a> {
    pub fn new(key: &'a str, found: &'a RecognisedKey) -> Self {
        // Where the entropy is not known, as for a JWT, the part to guess is a long signature.
        let bits = match found.bits() {
            Some(bits) if bits > 0.0 => bits,
            _ if found.parts.is_empty() => 0.0,
            _ => 256.0,
        };
        Self { key, found, bits }
    }

    /// The parts with their characters.
    fn texts(&self) -> impl Iterator<Item = (FoundPart, &'a str)> + '_ {
        let mut start = 0;
        self.found.parts.iter().map(move |part| {
            let text = self.key.get(start..start + part.length).unwrap_or_default();
            start += part.length;
            (*part, text)
        })
    }

    /// How many characters of each end of each random part are shown, and whether the checksum is.
    fn open(&self) -> (usize, bool) {
        let has = |kind| {
            self.found
                .parts
                .iter()
                .filter(move |part| part.kind == kind)
        };
        let random: Vec<&FoundPart> = has(PartKind::Random).collect();
        let sum = if has(PartKind::Checksum).next().is_some() {
            CHECKSUM
        } else {
            0.0
        };
        let cost = |ends: usize| -> f64 {
            let given = random.iter().map(|part| part.symbols.bits(2 * ends));
            sum + given.sum::<f64>()
        };
        let ends = [4, 3, 2, 1]
            .into_iter()
            .find(|ends| self.bits - cost(*ends) >= UNKNOWN);
        (ends.unwrap_or_default(), self.bits - sum >= UNKNOWN)
    }

    pub fn parts(&self) -> Vec<MaskedPart> {
        let (ends, shows_checksum) = self.open();
        self.texts()
            .map(|(part, text)| {
                let drawn = match part.kind {
                    _ if self.found.is_public => shortened(text),
                    PartKind::Random => dotted(text, ends),
                    // Header and claims of a JWT are shortened, since nobody reads base64.
                    _ if part.label.is_some() && text.len() > 12 => dotted(text, 4),
                    PartKind::Checksum if !shows_checksum => dotted(text, 0),
                    _ => shortened(text),
                };
                MaskedPart {
                    kind: part.kind,
                    label: part.noun(),
                    text: drawn,
                }
            })
            .collect()
    }

    /// The masked form: all before the random part, four dots, the last characters.
    pub fn whole(&self) -> String {
        let kind = pem::named(self.key);
        if self.found.is_public {
            let line = self.key.lines().next().unwrap_or_default();
            return shortened(if kind > 0 { &self.key[..kind] } else { line });
        }
        let is_open =
            |part: &&FoundPart| !matches!(part.kind, PartKind::Random | PartKind::Checksum);
        let open: usize = self
            .found
            .parts
            .iter()
            .take_while(is_open)
            .map(|part| part.length)
            .sum();
        // Of a stored hash the scheme, of PEM the line with its kind.
        let scheme = || {
            let fields = self
                .key
                .strip_prefix('$')
                .and_then(|rest| rest.split_once('$'));
            fields
                .filter(|(scheme, _)| is_scheme(scheme))
                .map_or(kind, |(scheme, _)| scheme.len() + 2)
        };
        let open = match open {
            0 if self.found.parts.is_empty() => scheme(),
            0..=LONGEST => open,
            _ => 4,
        };
        let tail = shown_when_masked(self.bits);
        let head = self.key.get(..open).unwrap_or_default();
        let end = self.key.len().checked_sub(tail).filter(|end| *end >= open);
        let end = end
            .and_then(|from| self.key.get(from..))
            .unwrap_or_default();
        format!("{head}••••{end}")
    }

    /// SHA-256 of the key, and of the part that a server hashes where that is not all of it; none of what is not a key.
    pub fn digests(&self) -> Vec<Fact> {
        let mut digests = Vec::new();
        if self.key.starts_with("-----") || (self.found.parts.is_empty() && self.key.contains('$'))
        {
            return digests;
        }
        let mut add = |name: &str, text: &str| {
            let digest = sha256_in_place(text.as_bytes());
            digests.push(Fact::new(name, base16ct::lower::encode_string(&digest)));
        };
        match self.key.get(self.found.hashed_from..) {
            Some(hashed) if self.found.hashed_from > 0 => {
                add("SHA-256 of what follows the key id", hashed);
                add("SHA-256 of the whole", self.key);
            }
            _ => add("SHA-256", self.key),
        }
        digests
    }
}

/// A text, or its two ends where it is long.
fn shortened(text: &str) -> String {
    let length = text.chars().count();
    if length <= LONGEST {
        return text.to_owned();
    }
    let first: String = text.chars().take(LONGEST / 2).collect();
    let last: String = text.chars().skip(length - 8).collect();
    format!("{first}…{last}")
}

/// The first and the last characters of a text of ASCII, and dots between them.
fn dotted(text: &str, ends: usize) -> String {
    let ends = if text.len() > 3 * ends { ends } else { 0 };
    let (first, last) = (&text[..ends], &text[text.len() - ends..]);
    let dots = (text.len() - 2 * ends).min(MOST_DOTS);
    format!("{first}{}{last}", DOT.repeat(dots))
}
