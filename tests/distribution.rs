//! Every symbol of every alphabet is equally likely: proven byte by byte, then tested by chi-square with a
//! threshold that the usual mistake, `byte % k`, fails.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/seeded.rs"]
mod seeded;

use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::batch::Batch;
use latchkey::engine::key::body::class::SymbolClass;
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::body::passphrase::{LIST, PassphraseRule, Separator};
use latchkey::engine::key::body::password::PasswordRule;
use latchkey::engine::key::body::words;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::entropy::Entropy;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::generate::{Pool, Sampler};
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use seeded::Seeded;
use std::collections::HashMap;

const SYMBOLS: usize = 10_000_000;

/// The known alphabets, and a few custom ones: the smallest, one that rejects most, the largest.
fn alphabets() -> Vec<Alphabet> {
    let all: String = ('!'..='~').collect();
    let own = [2, 3, 17, 36, 86, 94]
        .map(|count| all[..count].parse().expect("these are distinct symbols"));
    let known = [
        Alphabet::BASE62,
        Alphabet::BASE58,
        Alphabet::BASE64,
        Alphabet::BASE64_URL,
        Alphabet::CROCKFORD32,
        Alphabet::DIGITS,
        Alphabet::HEX,
        Alphabet::NANO_ID,
    ];
    known.into_iter().chain(own).collect()
}

/// Chi-square of `counts` against equal expected counts, and the critical value at p = 1e-6 for its degrees of
/// freedom.
fn chi_square(counts: &[u64]) -> (f64, f64) {
    let total: u64 = counts.iter().sum();
    let expected = real(total) / real(counts.len() as u64);
    let statistic = counts
        .iter()
        .map(|count| (real(*count) - expected).powi(2) / expected)
        .sum();
    (statistic, critical(real(counts.len() as u64 - 1)))
}

/// Wilson and Hilferty's approximation at p = 1e-6 (z = 4.7534). For 61 degrees of freedom the exact
/// value is 128.9.
fn critical(degrees: f64) -> f64 {
    let ninth = 2.0 / (9.0 * degrees);
    degrees * (1.0 - ninth + 4.753_424 * ninth.sqrt()).powi(3)
}

#[allow(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn real(count: u64) -> f64 {
    count as f64
}

/// How often each symbol of `alphabet` occurs in `text`, which holds no other.
fn count(alphabet: &Alphabet, text: &[u8]) -> Vec<u64> {
    let mut of_byte = [0; 256];
    for byte in text {
        of_byte[usize::from(*byte)] += 1;
    }
    let counts: Vec<u64> = alphabet
        .symbols()
        .iter()
        .map(|symbol| of_byte[usize::from(*symbol)])
        .collect();
    assert_eq!(
        counts.iter().sum::<u64>(),
        text.len() as u64,
        "a symbol outside of {alphabet:?}"
    );
    counts
}

/// The random parts of keys of `spec`, at least `symbols` characters of them, one after another.
fn random_parts(spec: &TokenSpec, symbols: usize, seed: u64) -> Vec<String> {
    let keys =
        u32::try_from(symbols.div_ceil(spec.size().symbols)).expect("a million keys are enough");
    let supplies = Supplies {
        time: Time(0),
        words: Some(words::eff_large()),
    };
    let mut batch = Batch::new(spec, keys, supplies, Seeded::new(seed)).expect("there are as many");
    let mut out = batch.buffer().expect("the keys fit");
    batch.write(keys, &mut out).expect("the source never fails");
    String::from_utf8(out)
        .expect("keys are ASCII")
        .lines()
        .map(ToOwned::to_owned)
        .collect()
}

/// Keys of `format` that are their random part only.
fn bare(format: Format, bits: u16) -> TokenSpec {
    TokenSpec {
        prefix: "".parse().expect("a key may have no prefix"),
        environment: Environment::None,
        checksum: Checksum::None,
        entropy: Entropy::from_bits(bits).expect("the bits are in range"),
        ..TokenSpec::default().with_format(format)
    }
}

#[test]
fn chi_square_finds_no_bias_in_ten_million_symbols_of_each_alphabet() {
    for (seed, alphabet) in (1..).zip(alphabets()) {
        let mut out = Vec::with_capacity(SYMBOLS);
        Sampler::new(&alphabet)
            .draw(&mut Pool::new(Seeded::new(seed), 65_536), SYMBOLS, &mut out)
            .unwrap();
        let (statistic, critical) = chi_square(&count(&alphabet, &out));
        assert!(
            statistic < critical,
            "{alphabet:?}: {statistic} against {critical}"
        );
    }
}

#[test]
fn the_same_threshold_finds_the_bias_of_a_remainder_in_each_alphabet() {
    let mut pool = Pool::new(Seeded::new(1), SYMBOLS);
    let bytes = pool.bytes(SYMBOLS).unwrap();
    // Powers of two divide 256, so that the remainder has no bias for them.
    for alphabet in alphabets()
        .into_iter()
        .filter(|alphabet| !alphabet.count().is_power_of_two())
    {
        let symbols = alphabet.symbols();
        let biased: Vec<u8> = bytes
            .iter()
            .map(|byte| symbols[usize::from(*byte) % symbols.len()])
            .collect();
        let (statistic, critical) = chi_square(&count(&alphabet, &biased));
        assert!(
            statistic > 2.0 * critical,
            "{alphabet:?}: {statistic} against {critical}"
        );
    }
}

#[test]
fn keys_use_every_symbol_equally_often_in_every_place() {
    // 384 bits are whole bytes and whole base64 symbols: no symbol has fewer than six random bits.
    for (seed, (format, alphabet)) in (1..).zip([
        (Format::Base62, Alphabet::BASE62),
        (Format::Base58, Alphabet::BASE58),
        (Format::Base64Url, Alphabet::BASE64_URL),
        (Format::Base64, Alphabet::BASE64),
        (Format::Hex, Alphabet::HEX),
        (Format::Base32, Alphabet::CROCKFORD32),
        (Format::NanoId, Alphabet::NANO_ID),
    ]) {
        let keys = random_parts(&bare(format, 384), 3_000_000, seed);
        for place in 0..keys[0].len() {
            let symbols: Vec<u8> = keys.iter().map(|key| key.as_bytes()[place]).collect();
            let (statistic, critical) = chi_square(&count(&alphabet, &symbols));
            assert!(
                statistic < critical,
                "{format:?} at {place}: {statistic} against {critical}"
            );
        }
    }
}

#[test]
fn what_is_handed_to_people_uses_every_symbol_equally_often_in_every_place() {
    let base32: Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
        .parse()
        .expect("these are distinct symbols");
    for (seed, (format, alphabet)) in (1..).zip([
        // 160 bits are whole symbols of base32: none has fewer than five random bits.
        (Format::Totp, base32),
        (Format::RecoveryCodes, Alphabet::CROCKFORD32),
    ]) {
        let spec = TokenSpec::default().with_format(format);
        let keys = random_parts(&spec, 3_000_000, seed);
        for place in (0..keys[0].len()).filter(|place| keys[0].as_bytes()[*place] != b'-') {
            let symbols: Vec<u8> = keys.iter().map(|key| key.as_bytes()[place]).collect();
            let (statistic, critical) = chi_square(&count(&alphabet, &symbols));
            assert!(
                statistic < critical,
                "{format:?} at {place}: {statistic} against {critical}"
            );
        }
    }
}

#[test]
fn passwords_that_keep_a_rule_are_all_equally_likely() {
    // Two letters and two digits in eight places: 4^8 less twice 2^8. Placing one of each first and
    // shuffling, the usual mistake, would make those with a single digit or letter rarer.
    let left_out: String = ('a'..='x').chain('2'..='9').collect();
    let rule = PasswordRule::new(
        &[SymbolClass::Lower, SymbolClass::Digits],
        false,
        &left_out,
        true,
    )
    .unwrap();
    let spec = TokenSpec {
        password: rule,
        ..bare(Format::Password, 1)
    };
    assert_eq!(spec.space(), Some(65_024));
    let supplies = Supplies::default();
    let mut counts: HashMap<String, u64> = HashMap::new();
    let mut source = Seeded::new(5);
    for _ in 0..500_000 {
        let token = spec.mint(supplies, &mut source).unwrap();
        *counts.entry(token.text().expose().to_owned()).or_default() += 1;
    }
    let mut counts: Vec<u64> = counts.into_values().collect();
    assert!(counts.len() <= 65_024);
    counts.resize(65_024, 0);
    let (statistic, critical) = chi_square(&counts);
    assert!(statistic < critical, "{statistic} against {critical}");
}

#[test]
fn passphrases_use_every_word_equally_often_and_place_their_digit_evenly() {
    let rule = PassphraseRule {
        separator: Separator::Space,
        digit: true,
        ..PassphraseRule::default()
    };
    let spec = TokenSpec {
        passphrase: rule,
        ..bare(Format::Passphrase, 100)
    };
    let words_each = spec.size().count;
    let list = words::eff_large().list();
    let place_of: HashMap<&str, usize> = list.iter().copied().zip(0..).collect();
    let mut words = vec![0; list.len()];
    let mut digits = vec![0; words_each * 10];
    for phrase in random_parts(&spec, 20_000_000, 9) {
        for (place, word) in phrase.split(' ').enumerate() {
            let bare = word.trim_end_matches(|symbol: char| symbol.is_ascii_digit());
            words[place_of[bare]] += 1;
            if let Ok(digit) = word[bare.len()..].parse::<usize>() {
                digits[place * 10 + digit] += 1;
            }
        }
    }
    for counts in [words, digits] {
        let (statistic, critical) = chi_square(&counts);
        assert!(statistic < critical, "{statistic} against {critical}");
    }
}

#[test]
fn the_same_threshold_finds_the_bias_of_a_remainder_over_words() {
    let mut pool = Pool::new(Seeded::new(9), 65_536);
    let mut counts = vec![0; usize::from(LIST)];
    for _ in 0..2_000_000 {
        let bytes = pool.bytes(2).unwrap();
        counts[usize::from(u16::from_le_bytes([bytes[0], bytes[1]]) % LIST)] += 1;
    }
    let (statistic, critical) = chi_square(&counts);
    assert!(statistic > 1.5 * critical, "{statistic} against {critical}");
}

#[test]
fn the_random_digits_of_identifiers_are_uniform() {
    for (format, alphabet, random) in [
        (
            Format::UuidV4,
            Alphabet::HEX,
            [0..8, 9..13, 15..18, 20..23, 24..36],
        ),
        // In a batch they are sorted, so that only the last digits are independent.
        (
            Format::UuidV7,
            Alphabet::HEX,
            [24..26, 26..28, 28..30, 30..32, 32..36],
        ),
        (
            Format::Ulid,
            Alphabet::CROCKFORD32,
            [16..18, 18..20, 20..22, 22..24, 24..26],
        ),
    ] {
        let keys = random_parts(&bare(format, 1), 3_000_000, 4);
        let symbols: Vec<u8> = keys
            .iter()
            .flat_map(|key| {
                random
                    .iter()
                    .flat_map(|part| key.as_bytes()[part.clone()].iter().copied())
            })
            .collect();
        let (statistic, critical) = chi_square(&count(&alphabet, &symbols));
        assert!(
            statistic < critical,
            "{format:?}: {statistic} against {critical}"
        );
    }
}
