//! Published vectors and independent implementations for the formats: UUID, ULID, Seam's key ids, the
//! word list, base58, base32.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/parts.rs"]
mod parts;

use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::body::passphrase::{PassphraseRule, Separator};
use latchkey::engine::key::body::words;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::error::{MintError, SpecError};
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::spec::{HashedPart, Supplies, TokenSpec};
use latchkey::engine::key::token::{PartKind, Token};
use parts::parts;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::fmt::Write;

/// Gives the listed bytes, then zeros.
struct Listed<'a>(&'a [u8]);

impl ByteSource for Listed<'_> {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        let given = out.len().min(self.0.len());
        out.fill(0);
        out[..given].copy_from_slice(&self.0[..given]);
        self.0 = &self.0[given..];
        Ok(())
    }
}

fn mint(format: Format, time: u64, bytes: &[u8]) -> Token {
    let supplies = Supplies {
        time: Time(time),
        words: Some(words::eff_large()),
    };
    let spec = TokenSpec::default().with_format(format);
    spec.mint(supplies, &mut Listed(bytes))
        .expect("the source never fails")
}

/// RFC 9562 appendix A.3; the random bytes have other bits in the fixed places, which must be overwritten.
#[test]
fn uuid_v4_has_the_layout_of_rfc_9562() {
    let bytes = [
        0x91, 0x91, 0x08, 0xf7, 0x52, 0xd1, 0xf3, 0x20, 0xdb, 0xac, 0xf8, 0x47, 0xdb, 0x41, 0x48,
        0xa8,
    ];
    let token = mint(Format::UuidV4, 0, &bytes);
    assert_eq!(
        parts(&token),
        [(PartKind::Random, "919108f7-52d1-4320-9bac-f847db4148a8")]
    );
}

/// RFC 9562 appendix A.6: 2022-02-22 19:22:22 UTC.
#[test]
fn uuid_v7_has_the_layout_of_rfc_9562() {
    let bytes = [0xfc, 0xc3, 0xd8, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f];
    let token = mint(Format::UuidV7, 1_645_557_742_000, &bytes);
    assert_eq!(
        parts(&token),
        [
            (PartKind::Time, "017f22e2-79b0-"),
            (PartKind::Random, "7cc3-98c4-dc0c0c07398f")
        ]
    );
}

/// The example of the ULID specification's reference implementation.
#[test]
fn ulid_is_the_time_and_80_bits_in_base32() {
    let random: [u8; 10] = 0xd676_4c61_efb9_9302_bd5b_u128.to_le_bytes()[..10]
        .try_into()
        .unwrap();
    let token = mint(Format::Ulid, 1_469_922_850_259, &random);
    assert_eq!(
        parts(&token),
        [
            (PartKind::Time, "01ARZ3NDEK"),
            (PartKind::Random, "TSV4RRFFQ69G5FAV")
        ]
    );
    assert_eq!(token.masked(), "01ARZ3NDEK••••");
}

/// The example in the README of Seam's prefixed-api-key.
#[test]
fn a_key_with_an_id_is_hashed_as_seam_does() {
    let secret = concat!("51FwqftsmMDH", "HbJAMEXXHCgG");
    let drawn: Vec<u8> = format!("BRTRKFsL{secret}")
        .bytes()
        .map(|wanted| {
            let place = Alphabet::BASE58
                .symbols()
                .iter()
                .position(|symbol| *symbol == wanted)
                .unwrap();
            u8::try_from(place).unwrap()
        })
        .collect();
    let spec = TokenSpec {
        format: Format::Base58,
        prefix: "mycompany".parse().unwrap(),
        environment: Environment::None,
        entropy: "140".parse().unwrap(),
        checksum: Checksum::None,
        key_id: true,
        ..TokenSpec::default()
    };
    let token = spec.mint(Supplies::default(), &mut Listed(&drawn)).unwrap();
    assert_eq!(
        parts(&token),
        [
            (PartKind::Prefix, "mycompany_"),
            (PartKind::KeyId, "BRTRKFsL_"),
            (PartKind::Random, secret)
        ]
    );
    assert_eq!(
        token.sha256_hex(),
        "d70d981d87b449c107327c2a2afbf00d4b58070d6ba571aac35d7ea3e7c79f37"
    );
    assert_eq!(token.masked(), "mycompany_BRTRKFsL_••••HCgG");
    assert_eq!(spec.hashed(), HashedPart::AfterKeyId);
}

#[test]
fn a_key_id_is_refused_where_the_secret_could_hold_its_separator() {
    for format in Format::ALL {
        let spec = TokenSpec {
            key_id: true,
            ..TokenSpec::default().with_format(format)
        };
        let refused = matches!(format, Format::Base64Url | Format::NanoId);
        assert_eq!(spec.error().is_some(), refused, "{format:?}");
        if refused {
            let error = spec
                .mint(Supplies::default(), &mut Listed(&[]))
                .unwrap_err();
            assert_eq!(error, MintError::Spec(SpecError::UnderscoreAfterKeyId));
        }
    }
    let custom = TokenSpec {
        key_id: true,
        format: Format::Custom,
        alphabet: "ab_".parse().unwrap(),
        ..TokenSpec::default()
    };
    assert!(custom.error().is_some());
}

/// The digest of `eff_large_wordlist.txt` as the EFF serves it: dice throw, tab, word, line feed.
#[test]
fn the_word_list_is_the_eff_large_word_list() {
    let mut file = String::new();
    for (number, word) in (0_u32..).zip(words::eff_large().list()) {
        for place in [1296, 216, 36, 6, 1] {
            write!(file, "{}", number / place % 6 + 1).unwrap();
        }
        writeln!(file, "\t{word}").unwrap();
    }
    assert_eq!(
        base16ct::lower::encode_string(&Sha256::digest(file.as_bytes())),
        "addd35536511597a02fa0a9ff1e5284677b8883b83e986e43f15a3db996b903e"
    );
}

/// Otherwise two passphrases could be the same text, and their entropy lower than stated.
#[test]
fn different_words_never_make_the_same_passphrase() {
    let mut sorted = words::eff_large().list().to_vec();
    sorted.sort_unstable();
    // In sorted order, a word that has another as its prefix directly follows it or another such word.
    assert!(sorted.windows(2).all(|pair| !pair[1].starts_with(pair[0])));
    let words: HashSet<&str> = sorted.iter().copied().collect();
    for word in &sorted {
        assert!(
            word.bytes()
                .all(|symbol| symbol.is_ascii_lowercase() || symbol == b'-'),
            "{word}"
        );
        assert!(
            !word
                .split('-')
                .next()
                .is_some_and(|first| first != *word && words.contains(first)),
            "{word}"
        );
    }
}

#[test]
fn known_bytes_give_known_passphrases() {
    let rule = |separator, capitals, digit| PassphraseRule {
        separator,
        capitals,
        digit,
    };
    // Words 0, 1 and 7775: 7775 is 0x1e5f.
    let words_only = [0, 0, 1, 0, 0x5f, 0x1e];
    // 27 of 30 is digit 7 after the third word.
    let with_digit = [27, 0, 0, 0, 1, 0, 0x5f, 0x1e];
    for (rule, bytes, text) in [
        (
            rule(Separator::Hyphen, false, false),
            &words_only[..],
            "abacus-abdomen-zoom",
        ),
        (
            rule(Separator::Space, true, false),
            &words_only,
            "Abacus Abdomen Zoom",
        ),
        (
            rule(Separator::None, true, true),
            &with_digit,
            "AbacusAbdomenZoom7",
        ),
        (
            rule(Separator::Dot, false, true),
            &with_digit,
            "abacus.abdomen.zoom7",
        ),
    ] {
        let spec = TokenSpec {
            passphrase: rule,
            ..TokenSpec::default().with_format(Format::Passphrase)
        };
        let spec = TokenSpec {
            entropy: spec.parse_length("3").unwrap(),
            ..spec
        };
        let supplies = Supplies {
            words: Some(words::eff_large()),
            ..Supplies::default()
        };
        assert_eq!(
            spec.mint(supplies, &mut Listed(bytes))
                .unwrap()
                .text()
                .expose(),
            text
        );
        assert_eq!(
            spec.mint(Supplies::default(), &mut Listed(bytes))
                .unwrap_err(),
            MintError::Spec(SpecError::NoWords)
        );
    }
}

#[test]
fn base58_base64_and_base32_have_the_symbols_of_other_implementations() {
    // Encoding one small digit gives its symbol.
    for (value, symbol) in (0_u8..).zip(Alphabet::BASE58.symbols()).skip(1) {
        assert_eq!(bs58::encode([value]).into_string().as_bytes(), [*symbol]);
    }
    let referees = [
        (Alphabet::BASE64, data_encoding::BASE64.specification()),
        (
            Alphabet::BASE64_URL,
            data_encoding::BASE64URL.specification(),
        ),
        (Alphabet::HEX, data_encoding::HEXLOWER.specification()),
    ];
    for (alphabet, referee) in referees {
        assert_eq!(alphabet.to_string(), referee.symbols);
    }
    let mut symbols = [0; 32];
    for (value, symbol) in (0_u128..).zip(&mut symbols) {
        let mut text = [0; ulid::ULID_LEN];
        ulid::Ulid(value).array_to_str(&mut text);
        *symbol = text[25];
    }
    assert_eq!(Alphabet::CROCKFORD32.symbols(), symbols);
}

/// As Nano ID's own source has it: the alphabet's symbol at the lowest six bits of each byte.
#[test]
fn nano_id_has_21_symbols_of_six_bits() {
    let bytes: Vec<u8> = (0..21).collect();
    let token = mint(Format::NanoId, 0, &bytes);
    let spec = TokenSpec::default().with_format(Format::NanoId);
    assert_eq!(token.part(&token.parts()[2]), "useandom-26T198340PX7");
    assert!((spec.bits() - 126.0).abs() < f64::EPSILON);
}
