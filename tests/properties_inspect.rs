//! What holds for the inspection of any text: no panic, never a wrong "valid", and every key that is made here is
//! recognised.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/checksum.rs"]
mod checksum;
#[path = "support/checksummed.rs"]
mod checksummed;
#[path = "support/seeded.rs"]
mod seeded;

use checksummed::{BASE64_URL, Checksummed, keys, random, slips};
use latchkey::engine::base::random::ByteSource as _;
use latchkey::engine::inspect::{CheckSubject, Inspection, KeyCheck, inspect};
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::body::words;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::entropy::Entropy;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use latchkey::engine::key::token::{PartKind, Token};
use proptest::prelude::*;
use proptest::sample::select;
use seeded::Seeded;

const NOW: i64 = 1_795_651_200;

fn supplies() -> Supplies {
    Supplies {
        time: Time(1_700_000_000_000),
        words: Some(words::eff_large()),
    }
}

fn all(text: &str) -> Inspection {
    inspect(text, "secret", NOW)
}

/// A random number below `count`.
fn below(source: &mut Seeded, count: usize) -> usize {
    let mut bytes = [0; 4];
    source.fill(&mut bytes).expect("it is seeded");
    u32::from_le_bytes(bytes) as usize % count
}

/// Forms with a prefix. A custom alphabet is Crockford's, the one that the page offers.
fn specs() -> impl Strategy<Value = TokenSpec> {
    let formats = Format::ALL
        .into_iter()
        .filter(|format| !format.stands_alone());
    let specs = (
        select(formats.collect::<Vec<_>>()),
        "[A-Za-z][A-Za-z0-9]{0,15}(_[A-Za-z0-9]{1,7})?[_.-]?",
        select(&Environment::ALL[..]),
        64_u16..=4096,
        select(&Checksum::ALL[..]),
        any::<bool>(),
    )
        .prop_map(
            |(format, prefix, environment, bits, checksum, key_id)| TokenSpec {
                format,
                prefix: prefix.parse().expect("its characters are allowed"),
                environment,
                entropy: Entropy::from_bits(bits).expect("the bits are in range"),
                checksum,
                key_id,
                ..TokenSpec::default()
            },
        );
    specs.prop_filter("a key id cannot stand before _", |spec| {
        spec.error().is_none()
    })
}

fn part(token: &Token, kind: PartKind) -> String {
    let part = token.parts().iter().find(|part| part.kind == kind);
    part.map_or_else(String::new, |part| token.part(part).to_owned())
}

/// Whether a key id looks like a word, and so may be one of the prefix.
fn is_word(id: &str) -> bool {
    let letters = id.trim_end_matches('_');
    letters.bytes().all(|byte| byte.is_ascii_lowercase())
        || letters.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Pieces of keys and of what stands around them.
#[rustfmt::skip]
const KNOWN: [&str; 42] = [
    "ghp_", "npm_", "sk_live_", "sk-proj-", "T3BlbkFJ", "eyJhbGciOiJIUzI1NiJ9.", "e30.", "-----BEGIN ", "PRIVATE KEY-----", "-----END ", "\n", "\r\n", "$argon2id$", "$2b$", "unkeyv1", ".01.", "ssh-ed25519 ", "AAAAC3NzaC1lZDI1NTE5AAAAI", "Bearer ", "\"", "API_KEY=", "\u{200b}", "\u{430}", "sb_secret_", "whsec_", "pypi-AgEI", "AKIA", "SG.", "_", ".", "=", " ", "b3BlbnNzaC1rZXktdjEA", "MIIB", "0", "{SSHA}", "::", "ghs_1_eyJhbGciOiJSUzI1NiJ9.", "glpat-", "sb_publishable_", "AROA", "ENCRYPTED ",
];

/// Texts that are made of such pieces: keys, and what stands around them.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        select(&KNOWN[..]).prop_map(str::to_owned),
        "[A-Za-z0-9_-]{0,40}",
        "[A-Za-z0-9+/]{0,64}={0,2}",
        "\\PC{0,12}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Whether a text has a checksum somewhere by one of the rules, computed here by the definition of CRC-32: any end of
/// a word over any beginning.
fn may_be_valid(text: &str) -> bool {
    let bytes = text.as_bytes();
    (6..=bytes.len()).any(|end| {
        let (before, sum) = (&bytes[..end - 6], &bytes[end - 6..end]);
        (0..before.len()).any(|start| checksum::crc32_base62(&before[start..]) == sum)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_text_makes_the_inspection_panic(text in pieces(), noise in any::<String>()) {
        for text in [text, noise] {
            let inspection = all(&text);
            prop_assert!(inspection.valid + inspection.wrong <= inspection.count);
            for found in &inspection.findings {
                prop_assert!(!found.name.is_empty() && !found.made_of.is_empty());
            }
        }
    }

    #[test]
    fn what_is_drawn_at_random_is_never_valid(text in "[A-Za-z0-9_.-]{0,80}") {
        if !may_be_valid(&text) {
            prop_assert_eq!(all(&text).valid, 0, "{}", text);
        }
    }

    #[test]
    fn every_key_that_is_made_here_is_recognised(spec in specs(), seed: u64) {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let text = token.text().expose();
        let inspection = all(text);
        prop_assert_eq!(inspection.count, 1);
        let found = &inspection.findings[0];
        if spec.checksum == Checksum::None {
            prop_assert!(!found.check.is_valid());
            return Ok(());
        }
        prop_assert!(found.check.is_valid(), "{} {:?}", text, found);
        prop_assert!(found.notices.iter().all(|notice| notice.starts_with("Too short.")), "{} {:?}", text, found);
        // A checksum over the whole key does not say where the random part begins, and a word may be of the prefix.
        let is_marked = spec.environment != Environment::None || spec.checksum != Checksum::WholeKey;
        let id = part(&token, PartKind::KeyId);
        // A prefix may have the word of an environment, or eight symbols, at its end.
        let prefix = spec.prefix.as_str().to_lowercase();
        let random = part(&token, PartKind::Random);
        let is_ambiguous = is_word(&id) && !id.is_empty()
            || spec.checksum == Checksum::WholeKey && random.contains(['_', '-', '.'])
            || prefix.contains("live") || prefix.contains("test")
            || id.is_empty() && prefix.trim_end_matches(['_', '.', '-']).rsplit(['_', '.', '-']).next().is_some_and(|end| end.len() == 8);
        if is_marked && !is_ambiguous {
            let environment = Some(spec.environment).filter(|environment| *environment != Environment::None);
            prop_assert_eq!(found.environment, environment, "{}", text);
            let shown = |kind| found.parts.iter().filter(move |part| part.kind == kind).map(|part| part.text.clone()).collect::<String>();
            prop_assert_eq!(shown(PartKind::Prefix), spec.prefix_in_key(), "{}", text);
            prop_assert_eq!(shown(PartKind::KeyId), id, "{}", text);
            prop_assert_eq!(&found.digests[0].value, &token.sha256_hex());
            if token.masked().len() < 60 && spec.format != Format::Custom {
                let end = |masked: &str| masked.rsplit('•').next().map(str::to_owned);
                prop_assert!(end(&found.masked).unwrap().len() <= 4);
                prop_assert!(found.masked.starts_with(&spec.head()));
            }
        }
    }

    #[test]
    fn the_shortest_key_with_an_id_shows_it(seed: u64) {
        let spec = TokenSpec { entropy: Entropy::MIN, checksum: Checksum::WholeKey, key_id: true, ..TokenSpec::default() };
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let id = part(&token, PartKind::KeyId);
        let found = &all(token.text().expose()).findings[0];
        prop_assert!(is_word(&id) || found.parts.iter().any(|part| part.kind == PartKind::KeyId && part.text == id));
    }

    #[test]
    fn a_key_with_another_symbol_is_never_valid(spec in specs(), seed: u64, at: prop::sample::Index, other in "[!-~а\u{200c}é]") {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let key = token.text().expose();
        let at = at.index(key.len());
        // A prefix is covered by one of the checksums only, and what is not seen or stands around a key is left out.
        let is_covered = spec.checksum == Checksum::WholeKey || at >= spec.head().len() + part(&token, PartKind::KeyId).len();
        let is_end = at == 0 || at + 1 == key.len();
        if spec.checksum == Checksum::None || !is_covered || key[at..].starts_with(&other) || is_end {
            return Ok(());
        }
        let changed = format!("{}{other}{}", &key[..at], &key[at + 1..]);
        prop_assert_eq!(all(&changed).valid, 0, "{} {}", key, changed);
    }

    #[test]
    fn a_default_key_with_another_symbol_is_wrong(seed: u64, at in 8_usize..57, other in "[A-Za-z0-9]") {
        let token = TokenSpec::default().mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let key = token.text().expose();
        if !key[at..].starts_with(&other) {
            let inspection = all(&format!("{}{other}{}", &key[..at], &key[at + 1..]));
            prop_assert!(inspection.findings[0].check.is_wrong());
        }
    }

    #[test]
    fn an_issued_key_with_another_symbol_is_never_valid(at in 4_usize..40, other in "[A-Za-z0-9]") {
        let key = concat!("ghp_zQWBuTSOoRi4A9sp", "HcVY5ncnsDkxkJ0mLq17");
        let changed = format!("{}{other}{}", &key[..at], &key[at + 1..]);
        let check = &all(&changed).findings[0].check;
        prop_assert_eq!(check.is_valid(), changed == key);
        prop_assert!(!matches!(check, KeyCheck::NotCheckable(_)));
    }

    #[test]
    fn nothing_that_is_found_holds_the_key(spec in specs(), seed: u64) {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let random = part(&token, PartKind::Random);
        // Behind a separator of its own the random part looks like one with a key id.
        if matches!(spec.checksum, Checksum::WholeKey | Checksum::None) && random.contains(['_', '-', '.']) {
            return Ok(());
        }
        let told = format!("{:?}", all(token.text().expose()));
        for start in 0..random.len().saturating_sub(8) {
            prop_assert!(!told.contains(&random[start..start + 9]), "{}", told);
        }
    }
}

#[test]
fn a_key_with_a_note_behind_it_is_found_and_not_told() {
    let formats = [Format::Base62, Format::NanoId, Format::Base64Url];
    for (seed, format) in (0..).zip(formats.into_iter().cycle().take(150)) {
        let token = TokenSpec::default()
            .with_format(format)
            .mint(supplies(), &mut Seeded::new(seed))
            .unwrap();
        let (key, random) = (token.text().expose(), part(&token, PartKind::Random));
        for text in [
            format!("{key}: the key of production"),
            format!("\"{key}\": 1"),
            format!("{key}=1"),
        ] {
            let inspection = all(&text);
            // In the others a key may look like a name, and the note is inspected.
            let is_found = inspection.findings[0].is_known;
            assert!(is_found || format != Format::Base62, "{inspection:?}");
            let told = format!("{inspection:?}");
            for start in 0..random.len() - 8 {
                assert!(!told.contains(&random[start..start + 9]), "{told}");
            }
        }
    }
}

#[test]
fn a_key_is_valid_exactly_where_its_checksum_is_that_of_the_published_rule() {
    let mut source = Seeded::new(1);
    let mut pick = |count| below(&mut source, count);
    for _ in 0..20 {
        for key in keys(&mut pick) {
            let Checksummed {
                name, text, sum, ..
            } = &key;
            let inspection = all(text);
            assert_eq!((inspection.count, inspection.valid), (1, 1), "{text}");
            let found = &inspection.findings[0];
            assert_eq!(found.name, *name, "{text}");
            assert_eq!(
                found.check,
                KeyCheck::Valid(CheckSubject::Checksum),
                "{text}"
            );
            let (before, right) = text.split_at(*sum);
            let other = random(key.digits, right.len(), &mut pick);
            let changed = format!("{before}{other}");
            assert_eq!(all(&changed).valid, u32::from(other == right), "{changed}");
        }
    }
}

/// A CRC-32 detects every change within 32 bits, and misses one in 2^32 of the others: with this seed none.
#[test]
fn a_key_of_any_kind_with_one_slip_in_it_is_never_valid() {
    let mut source = Seeded::new(2);
    let mut pick = |count| below(&mut source, count);
    for _ in 0..2 {
        for Checksummed { text, covered, .. } in keys(&mut pick) {
            for slip in slips(&text, covered, &mut pick) {
                assert_eq!(all(&slip).valid, 0, "{text} {slip}");
            }
        }
    }
}

/// The first example of jwt.io, which is signed with `your-256-bit-secret`.
#[test]
fn a_jwt_with_one_slip_in_it_is_never_valid() {
    let token = concat!(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
        "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.",
        "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c"
    );
    let mut source = Seeded::new(3);
    let valid = |token: &str| inspect(token, "your-256-bit-secret", NOW).valid;
    assert_eq!(valid(token), 1);
    for slip in slips(token, 0, &mut |count| below(&mut source, count)) {
        assert_eq!(valid(&slip), 0, "{slip}");
    }
}

const MEGABYTE: usize = 1 << 20;

/// The beginning of a text, a megabyte at most.
fn a_megabyte_of(text: impl Iterator<Item = char>) -> String {
    let mut length = 0;
    text.take_while(|symbol| {
        length += symbol.len_utf8();
        length <= MEGABYTE
    })
    .collect()
}

/// Random bytes, words, lines, long tokens and characters of all scripts. By chance one key in 2^32 has a right
/// checksum, and there are fewer here.
#[test]
fn a_random_megabyte_is_inspected_and_nothing_in_it_is_valid() {
    let mut source = Seeded::new(4);
    let mut bytes = vec![0; 4 * MEGABYTE];
    source.fill(&mut bytes).expect("it is seeded");
    let scripts = bytes.chunks_exact(4).filter_map(|four| {
        let number = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
        char::from_u32(number & 0x1f_ffff)
    });
    let words = bytes.iter().map(|byte| match byte {
        0..=40 => ' ',
        _ => char::from(b'a' + byte % 26),
    });
    let lines = bytes.iter().map(|byte| match byte {
        0..=9 => '\n',
        _ => char::from(b'!' + byte % 94),
    });
    let tokens = KNOWN.iter().map(|piece| {
        let symbols = MEGABYTE / KNOWN.len();
        let mut pick = |count| below(&mut source, count);
        format!("{piece}{}\n", random(BASE64_URL, symbols, &mut pick))
    });
    for text in [
        a_megabyte_of(String::from_utf8_lossy(&bytes[..MEGABYTE]).chars()),
        a_megabyte_of(words),
        a_megabyte_of(lines),
        a_megabyte_of(tokens.collect::<String>().chars()),
        a_megabyte_of(scripts),
    ] {
        let inspection = all(&text);
        assert!(text.len() > MEGABYTE - 4 && inspection.count > 0);
        let start: String = text.chars().take(40).collect();
        assert_eq!(inspection.valid, 0, "{start:?}");
    }
}

/// A megabyte of each of these: whatever a person may paste by mistake.
#[test]
fn a_megabyte_is_inspected() {
    for piece in [
        "a",
        "\n",
        "\"",
        " ",
        "\u{200b}",
        "é",
        "ghp_",
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN ",
        "a b ",
        "a=",
        "$",
        ".",
        "eyJhbGciOiJIUzI1NiJ9.",
        "_live_",
        "ssh-rsa ",
        "[",
        "Bearer ",
        "0\n",
        "unkeyv1",
        "x_",
        "{SSHA}",
        ",",
        "your-key-",
        "openssl rand -hex 32\n",
    ] {
        let text = piece.repeat(MEGABYTE / piece.len());
        assert_eq!(all(&text).valid, 0, "{piece:?}");
    }
}
