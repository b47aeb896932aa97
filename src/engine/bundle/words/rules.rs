//! Rules in words: the bounds of a length, characters that are wanted, and the only ones that are allowed.

use crate::engine::bundle::{format::FormatFamily, symbols::SymbolSet};

/// The units of a length.
pub(super) const CHARACTERS: [&str; 9] = [
    "character",
    "characters",
    "char",
    "chars",
    "letter",
    "letters",
    "symbol",
    "symbols",
    "alphanumerics",
];

/// The length to generate where the words count `count` characters, and whether `count` is only a bound: then the
/// length is 32, or as near to it as the bounds allow.
pub(super) fn bounded(words: &[&str], count: u16) -> (u16, bool) {
    let mut least = words.iter().any(|word| word.ends_with('+'));
    let mut most = None;
    for (at, word) in words.iter().enumerate() {
        let denied = is_denied(&words[at.saturating_sub(3)..at]);
        let than = words.get(at + 1) == Some(&"than");
        let kinds = [
            "capital",
            "digit",
            "lowercase",
            "number",
            "special",
            "symbol",
            "uppercase",
        ];
        let of_kind = words[at + 1..]
            .iter()
            .take(3)
            .any(|word| kinds.contains(word));
        let upper = match *word {
            // `at least one digit` bounds no length.
            "least" | "minimum" | "min" if of_kind => continue,
            "least" | "minimum" | "min" => false,
            "most" | "maximum" | "max" => true,
            "up" if words.get(at + 1) == Some(&"to") => true,
            // `no longer in use`
            "longer" | "more" if denied && !than => continue,
            "longer" | "more" => denied,
            "fewer" | "less" | "shorter" if than => !denied,
            "fewer" | "less" | "shorter" if words[..at].last() == Some(&"or") => true,
            _ => continue,
        };
        if upper {
            let number = words[at + 1..]
                .iter()
                .take(3)
                .find_map(|word| sensible(word));
            let excluded = u16::from(than && !denied);
            most = Some(number.unwrap_or(count).saturating_sub(excluded));
        } else {
            least = true;
        }
    }
    let length = match (least, most) {
        (true, None) => count.max(32),
        (false, Some(most)) => most.min(32),
        (true, Some(most)) => count.max(32).min(most),
        (false, None) => count,
    };
    (length, least || most.is_some())
}

/// The number in `word`, if it is from 8 to 128, as many characters as secrets have.
pub(super) fn sensible(word: &str) -> Option<u16> {
    let number = word.parse().ok();
    number.filter(|number| (FormatFamily::LEAST..=128).contains(number))
}

pub(super) fn is_denied(words: &[&str]) -> bool {
    // `can't` is two words here.
    let denials = [
        "avoid", "cannot", "except", "never", "no", "not", "t", "without",
    ];
    words.iter().any(|word| denials.contains(word))
}

pub(super) fn wants_no_dashes(words: &[&str]) -> bool {
    let dashes = words
        .iter()
        .position(|word| ["dashes", "hyphens"].contains(word));
    dashes.is_some_and(|at| is_denied(&words[..at]))
}

/// Whether the words ask for a special character, as rules for passwords do.
pub(super) fn wants_signs(words: &[&str]) -> bool {
    let sign = |at: &usize| match words[*at] {
        "special" => words
            .get(at + 1)
            .is_some_and(|next| CHARACTERS.contains(next)),
        "symbol" => at
            .checked_sub(1)
            .is_some_and(|before| ["a", "and", "one"].contains(&words[before])),
        word => word == "punctuation",
    };
    let Some(at) = (0..words.len()).find(sign) else {
        return false;
    };
    let asks = [
        "a",
        "and",
        "1",
        "contain",
        "contains",
        "include",
        "includes",
        "including",
        "one",
        "with",
    ];
    let before = &words[at.saturating_sub(4)..at];
    let behind = &words[at..words.len().min(at + 5)];
    !is_denied(before) && !is_denied(behind) && before.iter().any(|word| asks.contains(word))
}

/// The characters of `only lowercase letters and digits` or `digits only`, where these are not all letters and digits.
pub(super) fn only(words: &[&str]) -> Option<SymbolSet> {
    let (lower, upper) = (["lower", "lowercase"], ["capitals", "upper", "uppercase"]);
    let (letters, digits) = (["alphabetic", "letters"], ["digits", "numbers", "numeric"]);
    let is_class = |word: &&str| {
        let classes = [
            &lower[..],
            &upper,
            &letters,
            &digits,
            &["alphanumeric", "case"],
        ];
        classes.iter().any(|list| list.contains(word))
    };
    let at = words.iter().position(|word| *word == "only")?;
    let beside = words[..at].last().into_iter().chain(words.get(at + 1));
    if !beside.into_iter().any(is_class) {
        return None;
    }
    let has = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let mixed = has(&["alphanumeric"]);
    let mut set = match (has(&lower), has(&upper)) {
        (true, false) => SymbolSet::LOWER,
        (false, true) => SymbolSet::UPPER,
        (false, false) if !mixed && !has(&letters) => SymbolSet::NONE,
        _ => SymbolSet::LOWER.with(SymbolSet::UPPER),
    };
    if mixed || has(&digits) {
        set = set.with(SymbolSet::DIGITS);
    }
    (set != SymbolSet::ALPHANUMERIC && set != SymbolSet::NONE).then_some(set)
}
