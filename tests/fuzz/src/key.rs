//! The options of a key: what is read of them is within its limits, and a key made by them keeps what the page says
//! of it.

use crate::input::{Seeded, text};
use latchkey::engine::base::number::ungrouped;
use latchkey::engine::digest::Encoding;
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::body::class::SymbolClass;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::draft::Draft;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::{Environment, Prefix};
use latchkey::engine::key::spec::TokenSpec;
use latchkey::engine::key::token::{PartKind, Token};

#[path = "../../support/checksum.rs"]
mod checksum;
#[path = "../../support/supplies.rs"]
mod supplies;

/// The options as typed: the choices in the first bytes, then a line for each field.
///
/// # Panics
/// Where an option is taken that is out of its limits, or a key does not keep what is said of it.
pub fn options(data: &[u8]) {
    let Some((choices, rest)) = data.split_first_chunk::<4>() else {
        return;
    };
    let [format, environment, check, flags] =
        choices.map(|byte| usize::from(byte.wrapping_sub(b'a')));
    let given = text(rest);
    let mut lines = given.split('\n').map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    let mut draft = Draft::default();
    draft.choose_format(Format::ALL[format % Format::ALL.len()]);
    draft.environment = Environment::ALL[environment % Environment::ALL.len()];
    draft.checksum = Checksum::ALL[check % Checksum::ALL.len()];
    draft.prefix = line();
    draft.key_id = flags & 1 != 0;
    let size = line();
    if flags & 2 == 0 {
        draft.type_length(size);
    } else {
        draft.type_entropy(size);
    }
    let (alphabet, without) = (line(), line());
    draft.change_rule(|draft| {
        draft.alphabet = alphabet;
        draft.without = without;
        draft.one_of_each = flags & 4 != 0;
        draft.without_look_alikes = flags & 8 != 0;
        draft.classes = SymbolClass::ALL
            .into_iter()
            .enumerate()
            .filter_map(|(place, class)| (flags >> (4 + place) & 1 == 0).then_some(class))
            .collect();
    });
    draft.many = line();
    pieces(&draft);
    typed(&draft);
}

/// A remembered draft: of any bytes in the layout of one.
///
/// # Panics
/// Where a draft that was remembered is not the same again, or a key by it does not keep what is said of it.
pub fn remembered(data: &[u8]) {
    let layout = Draft::default().to_line();
    let (layout, _) = layout.split_once('.').unwrap_or_default();
    let hex = Encoding::Hex.encode(data);
    for line in [format!("{layout}.{hex}"), text(data).into_owned()] {
        if let Some(draft) = Draft::from_line(&line) {
            assert_eq!(Draft::from_line(&draft.to_line()).as_ref(), Some(&draft));
            assert_eq!(
                draft.to_remember(),
                draft,
                "the number of keys is remembered"
            );
            typed(&draft);
        }
    }
}

/// Prefix, alphabet and number by themselves.
fn pieces(draft: &Draft) {
    if let Ok(prefix) = draft.prefix.parse::<Prefix>() {
        let allowed = |symbol: char| symbol.is_ascii_alphanumeric() || "_-.".contains(symbol);
        assert!(draft.prefix.len() <= Prefix::MAX && draft.prefix.chars().all(allowed));
        assert_eq!(prefix.as_str(), draft.prefix);
    }
    if let Ok(alphabet) = draft.alphabet.parse::<Alphabet>() {
        let mut symbols = alphabet.symbols().to_vec();
        assert!(symbols.iter().all(u8::is_ascii_graphic));
        symbols.sort_unstable();
        symbols.dedup();
        assert!(symbols.len() == usize::from(alphabet.count()) && symbols.len() >= 2);
        assert_eq!(alphabet.to_string().parse(), Ok(alphabet));
    }
    if let Some(digits) = ungrouped(&draft.many) {
        assert!(!digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()));
    }
}

fn typed(draft: &Draft) {
    let parsed = draft.read();
    if let Some(spec) = parsed.spec {
        if let Some(limits) = spec.entropy_limits() {
            assert!((limits.least..=limits.most).contains(&spec.entropy.bits().into()));
        }
        minted(&spec);
    }
}

/// A key of the form `spec`.
///
/// # Panics
/// Where it does not keep what is said of such keys.
pub fn minted(spec: &TokenSpec) {
    let Ok(token) = spec.mint(supplies::supplies(), &mut Seeded::new(1)) else {
        return;
    };
    let key = token.text().expose();
    assert!(key.is_ascii() && key.starts_with(&spec.head()));
    let parts: String = token.parts().iter().map(|part| token.part(part)).collect();
    assert_eq!(parts, key);
    let exact = spec.format != Format::Passphrase;
    assert!(key.len() <= spec.key_length() && (!exact || key.len() == spec.key_length()));
    checksum_is_right(spec, &token);
    mask_hides(spec, &token);
}

/// The checksum is what the definition of CRC-32 gives.
fn checksum_is_right(spec: &TokenSpec, token: &Token) {
    let key = token.text().expose();
    let of = |kind| token.parts().iter().find(|part| part.kind == kind);
    let covered = match spec.checksum_in_key() {
        Checksum::GitHub => of(PartKind::Random).map(|part| token.part(part)),
        Checksum::WholeKey => of(PartKind::Checksum).map(|part| &key[..part.range.start]),
        Checksum::OwnAlphabet | Checksum::None => None,
    };
    if let Some(covered) = covered {
        let part = of(PartKind::Checksum).expect("keys of this form have one");
        assert_eq!(
            token.part(part).as_bytes(),
            checksum::crc32_base62(covered.as_bytes()),
            "{key}"
        );
    }
}

/// A mask holds four symbols of a secret at most, and only its last.
fn mask_hides(spec: &TokenSpec, token: &Token) {
    let (key, mask) = (token.text().expose(), token.masked());
    let (open, tail) = mask.split_once("••••").expect("it has four dots");
    assert!(
        key.starts_with(open) && key.ends_with(tail) && tail.len() <= 4,
        "{mask}"
    );
    let random = token
        .parts()
        .iter()
        .find(|part| part.kind == PartKind::Random);
    let random = random.expect("every key has a random part");
    assert!(open.len() <= random.range.start, "{mask}");
    let shown = key.len() - random.range.start.max(key.len() - tail.len());
    assert!(
        shown == 0 || spec.bits() >= 96.0,
        "{mask} of {} bits",
        spec.bits()
    );
}
