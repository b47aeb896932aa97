//! What holds for keys of every form, on forms chosen at random.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/seeded.rs"]
mod seeded;
#[path = "support/supplies.rs"]
mod supplies;

use latchkey::engine::base::number::Unit;
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::body::class::SymbolClass;
use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::body::passphrase::{PassphraseRule, Separator};
use latchkey::engine::key::body::password::PasswordRule;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::draft::Draft;
use latchkey::engine::key::entropy::Entropy;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::{Environment, Prefix};
use latchkey::engine::key::spec::TokenSpec;
use latchkey::engine::key::token::{PartKind, Token};
use latchkey::engine::protocol::token::Mint;
use latchkey::engine::protocol::{self, Request, RequestBody, Run};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use seeded::Seeded;
use supplies::supplies;

type Reply = <Mint as Request>::Reply;

fn alphabets() -> impl Strategy<Value = Alphabet> {
    let all: Vec<char> = ('!'..='~').collect();
    subsequence(all, 2..=94).prop_shuffle().prop_map(|symbols| {
        let text: String = symbols.into_iter().collect();
        text.parse().expect("the symbols are distinct")
    })
}

fn passwords() -> impl Strategy<Value = PasswordRule> {
    let classes = subsequence(SymbolClass::ALL.to_vec(), 1..=4);
    let rules = (classes, any::<bool>(), "[ -~]{0,20}", any::<bool>());
    rules.prop_filter_map(
        "too little is left",
        |(classes, look_alikes, without, each)| {
            PasswordRule::new(&classes, look_alikes, &without, each).ok()
        },
    )
}

fn passphrases() -> impl Strategy<Value = PassphraseRule> {
    let rules = (select(&Separator::ALL[..]), any::<bool>(), any::<bool>());
    rules.prop_map(|(separator, capitals, digit)| PassphraseRule {
        separator,
        capitals,
        digit,
    })
}

fn specs() -> impl Strategy<Value = TokenSpec> {
    let key = (
        select(&Format::ALL[..]),
        "[A-Za-z0-9_.-]{0,32}",
        select(&Environment::ALL[..]),
        1_u16..=4096,
        select(&Checksum::ALL[..]),
        any::<bool>(),
    );
    let specs = (key, alphabets(), passwords(), passphrases()).prop_map(
        |(key, alphabet, password, passphrase)| {
            let (format, prefix, environment, bits, checksum, key_id) = key;
            TokenSpec {
                format,
                prefix: prefix.parse().expect("its characters are allowed"),
                environment,
                entropy: Entropy::from_bits(bits).expect("the bits are in range"),
                checksum,
                key_id,
                alphabet,
                password,
                passphrase,
            }
        },
    );
    specs.prop_filter("a key id cannot stand before _", |spec| {
        spec.error().is_none()
    })
}

fn text_of(token: &Token, kind: PartKind) -> &str {
    token
        .parts()
        .iter()
        .find(|part| part.kind == kind)
        .map_or("", |part| token.part(part))
}

proptest! {
    #[test]
    fn the_parts_cover_the_key_and_its_length_is_as_announced(spec in specs(), seed: u64) {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let text = token.text().expose();
        let mut end = 0;
        for part in token.parts() {
            prop_assert_eq!(part.range.start, end);
            prop_assert!(part.range.end > end);
            end = part.range.end;
        }
        prop_assert_eq!(end, text.len());
        prop_assert!(text.starts_with(&spec.head()));
        if spec.size().unit == Unit::Words {
            prop_assert!(text.len() <= spec.key_length());
        } else {
            prop_assert_eq!(text.len(), spec.key_length());
        }
    }

    #[test]
    fn a_masked_key_shows_at_most_four_characters_of_what_is_secret(spec in specs(), seed: u64) {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let masked = token.masked();
        let (before, after) = masked.rsplit_once("••••").unwrap();
        prop_assert!(after.len() <= 4);
        let random = token.parts().iter().find(|part| part.kind == PartKind::Random).unwrap();
        prop_assert_eq!(before, &token.text().expose()[..random.range.start]);
        prop_assert!(token.text().expose().ends_with(after));
        if spec.bits() < 96.0 {
            prop_assert_eq!(after, "");
        }
    }

    #[test]
    fn a_password_keeps_its_rule(rule in passwords(), length in 8_usize..=128, seed: u64) {
        let spec = TokenSpec { password: rule.clone(), ..TokenSpec::default().with_format(Format::Password) };
        let spec = TokenSpec { entropy: spec.parse_length(&length.to_string()).unwrap(), ..spec };
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let text = text_of(&token, PartKind::Random);
        prop_assert_eq!(text.len(), length);
        prop_assert!(text.bytes().all(|symbol| rule.alphabet().symbols().contains(&symbol)));
        for class in rule.classes().iter().filter(|_| rule.one_of_each()) {
            let there = text.chars().any(|symbol| match class {
                SymbolClass::Lower => symbol.is_ascii_lowercase(),
                SymbolClass::Upper => symbol.is_ascii_uppercase(),
                SymbolClass::Digits => symbol.is_ascii_digit(),
                SymbolClass::Punctuation => symbol.is_ascii_punctuation(),
            });
            prop_assert!(there, "{:?} {}", class, text);
        }
    }

    #[test]
    fn every_size_is_the_least_that_reaches_the_wanted_entropy(spec in specs()) {
        let Some(limits) = spec.entropy_limits() else { return Ok(()) };
        let text = u32::from(spec.entropy.bits()).clamp(limits.least, limits.most).to_string();
        let spec = TokenSpec { entropy: spec.parse_entropy(&text).unwrap(), ..spec };
        let wanted = f64::from(spec.entropy.bits());
        prop_assert!(spec.bits() >= wanted);
        let lengths = spec.length_limits().unwrap();
        if spec.size().count > lengths.least as usize {
            let shorter = spec.parse_length(&(spec.size().count - 1).to_string()).unwrap();
            let shorter = TokenSpec { entropy: shorter, ..spec };
            prop_assert!(shorter.bits() < wanted);
        }
    }

    #[test]
    fn every_length_a_field_takes_is_the_length_one_gets(spec in specs(), part in 0.0..=1.0) {
        let Some(limits) = spec.length_limits() else { return Ok(()) };
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the limits")]
        let length = limits.least + (f64::from(limits.most - limits.least) * part) as u32;
        let spec = TokenSpec { entropy: spec.parse_length(&length.to_string()).unwrap(), ..spec };
        prop_assert_eq!(spec.size().count, length as usize);
        prop_assert!(spec.parse_length(&(limits.most + 1).to_string()).is_err());
        prop_assert!(spec.parse_length(&(limits.least - 1).to_string()).is_err());
    }

    #[test]
    fn no_remembered_text_makes_the_options_panic(noise in "\\PC*", bytes: Vec<u8>) {
        let encoded = base16ct::lower::encode_string(&bytes);
        for line in [noise, format!("2.{encoded}")] {
            if let Some(draft) = Draft::from_line(&line) {
                let _ = draft.read();
            }
        }
    }

    #[test]
    fn messages_read_back_the_same(spec in specs(), run: u32, time: u64, seed: u64, noise: Vec<u8>) {
        let token = spec.mint(supplies(), &mut Seeded::new(seed)).unwrap();
        let run = Run(run);
        let request = RequestBody::from(Mint { spec, time: Time(time) });
        let bytes = protocol::encode(run, &request);
        let Ok((again, body)) = protocol::open(&bytes) else { panic!("no envelope came back") };
        prop_assert_eq!(again, run);
        let Ok(again @ RequestBody::Mint(_)) = protocol::decode(body) else { panic!("no request came back") };
        prop_assert_eq!(protocol::encode(run, &again), bytes);
        let (text, parts) = (token.text().expose().to_owned(), token.parts().to_vec());
        let (masked, hash) = (token.masked(), token.sha256_hex());
        let bytes = protocol::encode(run, &Reply::Ok(token));
        let (_, body) = protocol::open(&bytes).unwrap();
        let Ok(Ok(token)) = protocol::decode::<Reply>(body) else { panic!("no token came back") };
        prop_assert_eq!(token.text().expose(), text);
        prop_assert_eq!((token.parts(), token.masked(), token.sha256_hex()), (&parts[..], masked, hash));
        let _ = protocol::open(&noise);
        let _ = protocol::decode::<RequestBody>(&noise);
        if let Ok(Ok(token)) = protocol::decode::<Reply>(&noise) {
            let _ = (token.masked(), token.sha256_hex());
        }
    }

    #[test]
    fn a_prefix_is_read_or_refused_and_never_changed(text in "\\PC{0,40}") {
        let allowed = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        match text.parse::<Prefix>() {
            Ok(prefix) => {
                prop_assert_eq!(prefix.as_str(), &text);
                prop_assert!(text.chars().all(allowed) && text.len() <= 32);
            }
            Err(error) => {
                prop_assert!(!text.chars().all(allowed) || text.len() > 32);
                prop_assert!(error.to_string().contains("Use "));
            }
        }
    }
}
