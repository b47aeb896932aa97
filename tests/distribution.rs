//! Every symbol of every alphabet is equally likely: proven byte by byte, then seen by chi-square with a
//! threshold that the usual mistake, `byte % k`, fails.
#![cfg(not(target_arch = "wasm32"))]

mod randomness;

use latchkey::engine::alphabet::Alphabet;
use latchkey::engine::format::Format;
use latchkey::engine::generate::{Pool, Sampler};
use latchkey::engine::spec::TokenSpec;
use latchkey::engine::token::PartKind;
use randomness::{Seeded, chi_square};

const ALPHABETS: [Alphabet; 3] = [Alphabet::BASE62, Alphabet::BASE64_URL, Alphabet::HEX];
const SYMBOLS: usize = 1 << 20;

/// How often each symbol of `alphabet` stands in `text`, which holds no other.
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

#[test]
fn over_all_byte_values_every_symbol_is_produced_equally_often() {
    for alphabet in ALPHABETS {
        let sampler = Sampler::new(&alphabet);
        let accepted: Vec<u8> = sampler
            .table()
            .iter()
            .copied()
            .filter(|s| *s != Sampler::REJECTED)
            .collect();
        let counts = count(&alphabet, &accepted);
        let each = 256 / alphabet.symbols().len() as u64;
        assert!(
            counts.iter().all(|n| *n == each),
            "{alphabet:?}: {counts:?}"
        );
    }
}

#[test]
fn chi_square_finds_no_bias_in_a_million_symbols_of_each_alphabet() {
    for (seed, alphabet) in (1..).zip(ALPHABETS) {
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
fn the_same_threshold_finds_the_bias_of_a_remainder() {
    let alphabet = Alphabet::BASE62;
    let mut pool = Pool::new(Seeded::new(1), 65_536);
    let bytes = pool.bytes(SYMBOLS).unwrap();
    let biased: Vec<u8> = bytes
        .iter()
        .map(|byte| alphabet.symbols()[usize::from(*byte) % 62])
        .collect();
    let (statistic, critical) = chi_square(&count(&alphabet, &biased));
    assert!(
        statistic > 10.0 * critical,
        "{statistic} against {critical}"
    );
}

#[test]
fn minted_keys_use_every_symbol_equally_often() {
    for (seed, format) in (10..).zip(Format::ALL) {
        let alphabet = match format {
            Format::Base62 => Alphabet::BASE62,
            Format::Base64Url => Alphabet::BASE64_URL,
            Format::Hex => Alphabet::HEX,
        };
        // 384 bits are whole bytes and whole base64 symbols: no symbol has fewer than six random bits.
        let spec = TokenSpec {
            format,
            entropy: "384".parse().unwrap(),
            ..TokenSpec::default()
        };
        let mut source = Seeded::new(seed);
        let mut text = Vec::new();
        while text.len() < SYMBOLS {
            let token = spec.mint(&mut source).unwrap();
            let random = token
                .parts()
                .iter()
                .find(|part| part.kind == PartKind::Random)
                .unwrap();
            text.extend_from_slice(token.part(random).as_bytes());
        }
        let (statistic, critical) = chi_square(&count(&alphabet, &text));
        assert!(
            statistic < critical,
            "{format:?}: {statistic} against {critical}"
        );
    }
}
