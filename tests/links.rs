//! Links that carry options: what is read from them, that they come back as they were written, and that nothing
//! they say can break the page, fix a key or grow without bound.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/seeded.rs"]
mod seeded;

use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::env_form::EnvForm;
use latchkey::engine::bundle::format::SecretFormat;
use latchkey::engine::bundle::output::Output;
use latchkey::engine::bundle::pair::is_one_pair;
use latchkey::engine::bundle::pair::value::{PairContent, PairValue};
use latchkey::engine::bundle::preset::Preset;
use latchkey::engine::digest::{Algorithm, DigestFormat, Encoding};
use latchkey::engine::key::draft::Draft;
use latchkey::engine::key::format::Format;
use latchkey::engine::link::limits::{LONGEST, MOST_ENTRIES};
use latchkey::engine::link::{Link, USUAL_BITS, bundle, hashes, keypair, token};
use latchkey::engine::pair::part::{PairKey, PairPart};
use proptest::prelude::*;
use proptest::sample::select;
use seeded::Seeded;

fn said<T>(link: &Link<T>) -> String {
    let notice = link.notice();
    let (raised, insist) = notice.raised.unwrap_or_default();
    [vec![notice.chosen], notice.errors, vec![raised, insist]]
        .concat()
        .join("\n")
}

#[test]
fn a_link_to_the_token_tab_is_read_and_told_in_words() {
    for (text, words) in [
        (
            "format=hex&bits=256&prefix=acme",
            "hex, 256 bits, prefix acme",
        ),
        (
            "prefix=acme&format=Hex&bits=0256",
            "hex, 256 bits, prefix acme",
        ),
        ("entropy=512&env=test", "512 bits, environment test"),
        ("format=base58&length=30", "Base58, 30 symbols"),
        (
            "prefix=&environment=none&checksum=none",
            "no prefix, no environment, no checksum",
        ),
        (
            "checksum=crc32-whole&key-id",
            "checksum CRC-32 (whole key), key id",
        ),
        ("format=UUID-v7", "UUID v7"),
        ("format=uuid", "UUID v4"),
        (
            "format=passphrase&words=10&separator=dot&capitals=yes",
            "passphrase, 10 words, separator dot ., capitals",
        ),
        (
            "format=password&length=40&characters=digits,lower&look-alikes=no",
            "password, 40 symbols, characters a to z and 0 to 9, no look-alikes",
        ),
        (
            "format=custom&alphabet=ab%2Bc%2f",
            "custom alphabet, alphabet ab+c/",
        ),
        ("alphabet=+-&format=custom", "custom alphabet, alphabet +-"),
        ("many=2500&file=csv", "2500 keys, file CSV: key,sha256"),
        ("%66ormat=%68ex", "hex"),
        ("&&format=hex&", "hex"),
        ("format=pin&length=8", "PIN, 8 symbols"),
    ] {
        let link = token::read(text);
        assert_eq!(link.words, words, "{text}");
        assert!(link.errors.lines().is_empty(), "{text}: {:?}", link.errors);
        assert!(link.raised.is_none(), "{text}");
    }
}

#[test]
fn what_a_link_leaves_out_has_its_usual_value() {
    let link = token::read("prefix=acme");
    let mut usual = Draft::default();
    "acme".clone_into(&mut usual.prefix);
    assert_eq!(link.options, usual);
    assert_eq!(token::read("").options, Draft::default());
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn a_part_that_is_wrong_is_named_and_the_rest_is_taken() {
    for (text, named, words) in [
        (
            "format=hex&colour=red",
            "colour: this tab has no such option.",
            "hex",
        ),
        (
            "format=rot13&prefix=a",
            "format: there is no “rot13”.",
            "prefix a",
        ),
        ("format=%3Cb%3E", "format: there is no such choice.", ""),
        (
            "bits=many&prefix=a",
            "bits: That is not a whole number.",
            "prefix a",
        ),
        ("bits=+256", "bits: That is not a whole number.", ""),
        ("bits=99999999999", "bits: That is out of range.", ""),
        (
            "bits=32",
            "bits: That is out of range. Type the entropy in bits, from 64 to 4096.",
            "",
        ),
        ("length=9", "length: That is out of range.", ""),
        (
            "prefix=a%20b",
            "prefix: A prefix cannot hold a space (character 2).",
            "",
        ),
        (
            "prefix=%E2%80%AEa",
            "prefix: A prefix cannot hold the character U+202E",
            "",
        ),
        ("prefix=%ff", "prefix: the value is not valid UTF-8.", ""),
        (
            "format=custom&alphabet=aab",
            "alphabet: “a” is there twice",
            "custom alphabet",
        ),
        (
            "format=password&exclude=0123456789",
            "exclude: ",
            "password",
        ),
        ("format=password&characters=", "characters: ", "password"),
        (
            "format=password&characters=lower,emoji",
            "characters: there is no “emoji”.",
            "password",
        ),
        ("many=0", "many: That is out of range.", ""),
        ("many=1000001", "many: That is out of range.", ""),
        (
            "capitals=maybe&format=passphrase",
            "capitals: write yes or no.",
            "passphrase",
        ),
        (
            "format=base64url&key-id=yes",
            "key-id: The symbols of this format include _",
            "Base64url",
        ),
        (
            "format=uuid4&prefix=acme",
            "prefix was left out: UUID v4 has none.",
            "UUID v4",
        ),
        (
            "format=uuid4&bits=256",
            "bits was left out: UUID v4 has none.",
            "UUID v4",
        ),
        (
            "format=hex&words=6",
            "words was left out: Hex has none.",
            "hex",
        ),
        (
            "format=hex&bits=256&length=16",
            "length was left out: bits says it already.",
            "hex, 256 bits",
        ),
        (
            "prefix=a&prefix=b",
            "prefix is there twice: the first counts.",
            "prefix a",
        ),
        (
            "bits=256&Entropy=512",
            "bits is there twice: the first counts.",
            "256 bits",
        ),
        ("=hex&format=hex", "Option 1 should read name=value.", "hex"),
        ("%F0%28=1", "Option 1 should read name=value.", ""),
        (
            "key=sk_live_abcdef",
            "key: this tab has no such option.",
            "",
        ),
        (
            "<img src=x onerror=alert(1)>=1",
            "This tab does not know one of the options.",
            "",
        ),
    ] {
        let link = token::read(text);
        assert_eq!(link.words, words, "{text}");
        let said = said(&link);
        assert!(said.contains(named), "{text}: {said}");
        assert!(link.options.read().spec.is_some(), "{text}");
    }
}

#[test]
fn fewer_bits_than_usual_are_raised_unless_the_person_insists() {
    for (text, bits, raised, insisted) in [
        ("format=hex&bits=64", "64", "hex, 128 bits", "hex, 64 bits"),
        ("bits=127", "127", "128 bits", "127 bits"),
        (
            "length=11&prefix=acme",
            "65",
            "22 symbols, prefix acme",
            "11 symbols, prefix acme",
        ),
        ("format=hex&length=8", "64", "hex, 16 bytes", "hex, 8 bytes"),
        (
            "format=passphrase&words=4",
            "51",
            "passphrase, 10 words",
            "passphrase, 4 words",
        ),
        (
            "format=password&bits=80",
            "80",
            "password, 128 bits",
            "password, 80 bits",
        ),
        (
            "format=nanoid&length=21",
            "126",
            "Nano ID, 22 symbols",
            "Nano ID, 21 symbols",
        ),
    ] {
        let link = token::read(text);
        assert_eq!(link.words, raised, "{text}");
        let said = said(&link);
        assert!(
            said.contains(&format!(
                "It asks for {bits} bits, less than the usual 128: raised to 128."
            )),
            "{said}"
        );
        assert!(said.contains(&format!("Use {bits} bits anyway")), "{said}");
        let spec = link.options.read().spec.expect("a good form");
        assert!(spec.bits() >= 128.0, "{text}");
        let link = link.insisted();
        assert_eq!(
            (link.words.as_str(), &link.raised),
            (insisted, &None),
            "{text}"
        );
    }
    // A format that has no choice, has not as many, or was asked for by its name only.
    for text in [
        "format=uuid7",
        "format=ulid",
        "format=pin&length=6",
        "format=passphrase",
        "format=nanoid",
    ] {
        assert_eq!(token::read(text).raised, None, "{text}");
    }
}

#[test]
fn a_link_to_the_bundle_tab_is_read() {
    let link = bundle::read("preset=rails,PostgreSQL&output=compose");
    assert_eq!(link.options.presets, [Preset::Rails, Preset::PostgreSql]);
    assert_eq!(link.options.output, Some(Output::Compose));
    assert_eq!(
        link.words,
        "Rails, PostgreSQL, written as .env for Docker Compose"
    );
    let link =
        bundle::read("vars=SESSION_SECRET:hex:32,JWT_SECRET:base64:64,ID:uuid,K&output=systemd");
    let variable = |name: &str, format| (name.to_owned(), format);
    assert_eq!(
        link.options.variables,
        [
            variable("SESSION_SECRET", SecretFormat::Hex { bytes: 32 }),
            variable("JWT_SECRET", SecretFormat::Base64 { bytes: 64 }),
            variable("ID", SecretFormat::Uuid),
            variable("K", SecretFormat::Hex { bytes: 32 }),
        ]
    );
    assert!(link.errors.lines().is_empty() && link.raised.is_none());
}

/// The format of a part of a key pair.
fn pair(key: PairKey, part: PairPart, text: EnvForm) -> SecretFormat {
    SecretFormat::Pair(PairValue {
        key,
        content: PairContent::Part { part, text },
    })
}

#[test]
fn a_link_asks_for_the_parts_of_key_pairs_and_each_pair_has_one_algorithm() {
    let link = bundle::read(
        "vars=JWT_PRIVATE_KEY:private-pem:es384:escaped,JWT_PUBLIC_KEY:Public-PEM,JWT_JWKS:jwks:es384,\
         A_PRIVATE_KEY:own-pem:rs256:base64,A_PUBLIC_KEY:public-jwk,B_PRIVATE_KEY:private-jwk,\
         C_KEY:private-pem:Ed25519:lines,D_KEY:own-pem:PS256-3072",
    );
    let variable = |name: &str, key, part, text| (name.to_owned(), pair(key, part, text));
    let rsa = PairKey::Rs256Bits2048;
    let lines = EnvForm::MultiLine;
    assert_eq!(
        link.options.variables,
        [
            variable(
                "JWT_PRIVATE_KEY",
                PairKey::Es384,
                PairPart::PrivatePem,
                EnvForm::Escaped
            ),
            variable("JWT_PUBLIC_KEY", PairKey::Es384, PairPart::PublicPem, lines),
            variable("JWT_JWKS", PairKey::Es384, PairPart::Jwks, lines),
            variable("A_PRIVATE_KEY", rsa, PairPart::OwnPem, EnvForm::Base64),
            variable("A_PUBLIC_KEY", rsa, PairPart::PublicJwk, lines),
            variable("B_PRIVATE_KEY", PairKey::Es256, PairPart::PrivateJwk, lines),
            variable("C_KEY", PairKey::EdDsa, PairPart::PrivatePem, lines),
            variable("D_KEY", PairKey::Ps256Bits3072, PairPart::OwnPem, lines),
        ]
    );
    assert!(link.errors.lines().is_empty() && link.raised.is_none());
    assert!(
        link.words.starts_with(
            r"JWT_PRIVATE_KEY (private key of a pair for ES384 (P-384), as PEM (PKCS#8) in one line with \n), "
        ),
        "{}",
        link.words
    );
    assert_eq!(
        bundle::write(&link.options),
        "bundle?vars=JWT_PRIVATE_KEY:private-pem:es384:escaped,JWT_PUBLIC_KEY:public-pem:es384,JWT_JWKS:jwks:es384,\
         A_PRIVATE_KEY:own-pem:rs256-2048:base64,A_PUBLIC_KEY:public-jwk:rs256-2048,B_PRIVATE_KEY:private-jwk:es256,\
         C_KEY:private-pem:eddsa,D_KEY:own-pem:ps256-3072"
    );
}

#[test]
fn a_link_changes_the_algorithm_of_the_whole_pair_of_a_preset() {
    for variable in [
        "JWT_PUBLIC_KEY:public-pem:es384",
        "JWT_JWK:public-jwk:es384",
    ] {
        let link = bundle::read(&format!("preset=jwt-issuer&vars={variable}"));
        let mut bundle = Bundle::from_preset(Preset::JwtIssuer, 0, &mut Seeded::new(1))
            .expect("the seeded source never fails");
        bundle
            .add_variables(&link.options.variables, 0, &mut Seeded::new(2))
            .expect("the seeded source never fails");
        let wanted: Vec<_> = bundle.wanted_pairs().collect();
        assert_eq!(wanted.len(), 1, "{variable}");
        assert_eq!(wanted[0].key, PairKey::Es384, "{variable}");
        assert_eq!(wanted[0].rows.len(), bundle.rows().len(), "{variable}");
    }
}

#[test]
fn a_wrong_entry_of_a_bundle_is_named_and_the_rest_is_taken() {
    for (text, named) in [
        ("preset=rails,cobol", "preset: there is no “cobol”."),
        (
            "preset=rails,Rails",
            "preset: Rails is there twice: the first counts.",
        ),
        (
            "vars=A:hex,A:base64",
            "vars: A is there twice: the first counts.",
        ),
        (
            "vars=A:rot13:5",
            "vars: A was left out: write it as NAME:hex:32",
        ),
        (
            "vars=A:hex:4",
            "vars: A was left out: a size is a number from 8 to 1024.",
        ),
        ("vars=A:hex:1e3", "vars: A was left out: a size"),
        ("vars=A:hex:+32", "vars: A was left out: a size"),
        ("vars=A:hex:99999999", "vars: A was left out: a size"),
        ("vars=A:uuid:4", "vars: A was left out"),
        (
            "vars=A:webhook:16",
            "vars: A was left out: a size is a number from 24 to 64.",
        ),
        (
            "vars=A:jwks:hs256",
            "vars: A was left out: write its algorithm as in NAME:private-pem:es256",
        ),
        (
            "vars=A:jwks:32",
            "vars: A was left out: write its algorithm",
        ),
        ("vars=A:jwks:", "vars: A was left out: write its algorithm"),
        (
            "vars=A:private-pem:es256:hex",
            "vars: A was left out: a key is written as lines, escaped or base64.",
        ),
        (
            "vars=A:private-pem:es256:base64:1",
            "vars: A was left out: a key is written",
        ),
        (
            "vars=A:private-key:es256",
            "vars: A was left out: write it as",
        ),
        (
            "vars=A_PRIVATE_KEY:private-pem:es256,A_PUBLIC_KEY:public-pem:es384",
            "vars: A_PUBLIC_KEY was left out: its pair has another algorithm.",
        ),
        ("vars=A=value", "vars: a variable's name"),
        ("vars=1A:hex:32", "vars: a variable's name"),
        ("output=paper", "output: there is no “paper”."),
        ("format=hex", "format: this tab has no such option."),
    ] {
        let link = bundle::read(text);
        let said = said(&link);
        assert!(said.contains(named), "{text}: {said}");
    }
    let many: Vec<String> = (0..100).map(|n| format!("V{n}:hex:32")).collect();
    let link = bundle::read(&format!("vars={}", many.join(",")));
    assert_eq!(link.options.variables.len(), MOST_ENTRIES);
    assert!(said(&link).contains("vars: only the first 64 were read."));
    assert!(link.words.contains("and 56 more"), "{}", link.words);
}

#[test]
fn small_secrets_of_a_bundle_are_raised_unless_the_person_insists() {
    let link = bundle::read("vars=A:hex:8,B:base64:32,C:alphanumeric:20,D:uuid");
    let formats = |link: &Link<bundle::BundleOptions>| -> Vec<SecretFormat> {
        link.options
            .variables
            .iter()
            .map(|(_, format)| *format)
            .collect()
    };
    assert_eq!(
        formats(&link),
        [
            SecretFormat::Hex { bytes: 16 },
            SecretFormat::Base64 { bytes: 32 },
            SecretFormat::Alphanumeric { length: 22 },
            SecretFormat::Uuid,
        ]
    );
    let words = said(&link);
    assert!(
        words.contains("For A, C it asks for as few as 64 bits, less than the usual 128: raised to 128.\nUse fewer bits anyway"),
        "{words}"
    );
    assert_eq!(formats(&link.insisted())[0], SecretFormat::Hex { bytes: 8 });
    let words = said(&bundle::read("vars=A:hex:8"));
    assert!(
        words.contains("For A it asks for 64 bits") && words.contains("Use 64 bits anyway"),
        "{words}"
    );
}

#[test]
fn a_link_to_the_hashes_tab_is_read() {
    for (text, algorithm, form, words) in [
        (
            "algorithm=sha-512",
            Algorithm::Sha512,
            DigestFormat::default(),
            "SHA-512",
        ),
        (
            "algorithm=SHA384&encoding=integrity",
            Algorithm::Sha384,
            DigestFormat::Integrity,
            "SHA-384, Subresource Integrity",
        ),
        (
            "algorithm=sha512/256",
            Algorithm::Sha512_256,
            DigestFormat::default(),
            "SHA-512/256",
        ),
        (
            "encoding=base64",
            Algorithm::Sha256,
            DigestFormat::Bytes(Encoding::Base64),
            "base64",
        ),
        (
            "encoding=HEX",
            Algorithm::Sha256,
            DigestFormat::Bytes(Encoding::HexUpper),
            "HEX",
        ),
    ] {
        let link = hashes::read(text);
        assert_eq!(
            (link.options.algorithm, link.options.form),
            (algorithm, form),
            "{text}"
        );
        assert_eq!(link.words, words, "{text}");
        assert!(link.errors.lines().is_empty(), "{text}");
    }
    for (text, named) in [
        ("algorithm=sha-3", "algorithm: there is no “sha-3”."),
        (
            "algorithm=blake3&encoding=integrity",
            "Subresource Integrity was left out: BLAKE3 has none.",
        ),
        ("text=secret", "text: this tab has no such option."),
    ] {
        let said = said(&hashes::read(text));
        assert!(said.contains(named), "{text}: {said}");
    }
}

#[test]
fn the_links_written_are_as_short_as_they_can_be() {
    assert_eq!(
        token::write(&Draft::default()).as_deref(),
        Some("token?format=base62&bits=256")
    );
    let mut draft = Draft::default();
    draft.choose_format(Format::Passphrase);
    assert_eq!(
        token::write(&draft).as_deref(),
        Some("token?format=passphrase")
    );
    draft.choose_format(Format::Custom);
    draft.change_rule(|draft| draft.alphabet = "a+b/&=".to_owned());
    draft.prefix = String::new();
    assert_eq!(
        token::write(&draft).as_deref(),
        Some("token?format=custom&bits=256&prefix=&alphabet=a%2Bb%2F%26%3D")
    );
    draft.prefix = "not allowed".to_owned();
    assert_eq!(token::write(&draft), None);
}

#[test]
fn what_is_handed_out_has_a_link_with_its_format_only() {
    for (format, written) in [
        (Format::Totp, "token?format=totp"),
        (Format::RecoveryCodes, "token?format=recovery-codes"),
    ] {
        let mut draft = Draft::default();
        draft.many = "500".to_owned();
        draft.choose_format(format);
        assert_eq!(token::write(&draft).as_deref(), Some(written));
        for option in [
            "",
            "&bits=20",
            "&length=4",
            "&many=500",
            "&file=csv",
            "&prefix=a",
        ] {
            let (_, options) = written.split_once('?').expect("it has options");
            let link = token::read(&format!("{options}{option}"));
            assert_eq!(
                (link.options.format, link.raised),
                (format, None),
                "{option}"
            );
            assert_eq!(
                link.errors.lines().len(),
                usize::from(!option.is_empty()),
                "{option}"
            );
            assert_eq!(link.options.read().many, Ok(1), "{option}");
        }
    }
}

/// Anything that a format's draft can be.
fn drafts() -> impl Strategy<Value = Draft> {
    let format = proptest::sample::select(Format::ALL.to_vec());
    let rules = (
        any::<[bool; 4]>(),
        0..5_usize,
        "[!-~]{0,6}",
        proptest::sample::subsequence((b'!'..=b'~').map(char::from).collect::<Vec<_>>(), 2..60),
    );
    let head = (
        "[A-Za-z0-9_.-]{0,32}",
        0..3_usize,
        0..4_usize,
        any::<bool>(),
    );
    (format, rules, head, 8..4096_u32, 1..=1_000_000_u32).prop_map(
        |(format, (switches, separator, without, alphabet), head, size, many)| {
            use latchkey::engine::key::body::passphrase::Separator;
            use latchkey::engine::key::checksum::Checksum;
            use latchkey::engine::key::prefix::Environment;
            let mut draft = Draft::default();
            draft.choose_format(format);
            let valid = |draft: &mut Draft, change: &dyn Fn(&mut Draft)| {
                let mut changed = draft.clone();
                change(&mut changed);
                if changed.read().spec.is_some() {
                    *draft = changed;
                }
            };
            match format {
                Format::Custom => valid(&mut draft, &|draft| {
                    draft.change_rule(|draft| draft.alphabet = alphabet.iter().collect());
                }),
                Format::Password => {
                    valid(&mut draft, &|draft| {
                        draft.change_rule(|draft| draft.one_of_each = switches[0]);
                    });
                    valid(&mut draft, &|draft| {
                        draft.change_rule(|draft| draft.without_look_alikes = switches[1]);
                    });
                    valid(&mut draft, &|draft| {
                        draft.change_rule(|draft| draft.without.clone_from(&without));
                    });
                    valid(&mut draft, &|draft| {
                        draft.change_rule(|draft| {
                            draft.classes.retain(|class| switches[*class as usize]);
                        });
                    });
                }
                Format::Passphrase => draft.change_rule(|draft| {
                    draft.passphrase.separator = Separator::ALL[separator];
                    draft.passphrase.capitals = switches[0];
                    draft.passphrase.digit = switches[1];
                }),
                _ => {}
            }
            if !format.stands_alone() {
                draft.prefix = head.0;
                draft.environment = Environment::ALL[head.1];
                draft.checksum = Checksum::ALL[head.2];
                valid(&mut draft, &|draft| draft.key_id = head.3);
            }
            valid(&mut draft, &|draft| {
                draft.type_length((size % 700).to_string());
            });
            if switches[2] {
                valid(&mut draft, &|draft| draft.type_entropy(size.to_string()));
            }
            if !format.is_handed_out() {
                draft.many = many.to_string();
            }
            draft
        },
    )
}

/// Options of a link, sound ones and others.
fn options() -> impl Strategy<Value = String> {
    let names = [
        "format",
        "bits",
        "length",
        "words",
        "prefix",
        "environment",
        "checksum",
        "key-id",
        "alphabet",
        "characters",
        "look-alikes",
        "exclude",
        "one-of-each",
        "separator",
        "capitals",
        "digit",
        "many",
        "file",
        "preset",
        "vars",
        "output",
        "algorithm",
        "encoding",
        "purpose",
        "alg",
        "colour",
        "",
    ];
    let value = prop_oneof![
        "[a-z0-9,:-]{0,12}",
        "[ -~]{0,40}",
        "\\PC{0,20}",
        "(%[0-9a-f]{2}){0,20}",
        proptest::sample::select(Format::ALL.map(Format::id).to_vec()).prop_map(str::to_owned),
        (0..5000_u32).prop_map(|number| number.to_string()),
        "(jwt|ssh|wireguard|age|vapid|tls|es256|rs256|ed25519|x25519|rsa|4096)",
        "([A-Z_]{1,8}:(hex|base64|uuid|alphanumeric):[0-9]{1,4},){0,80}",
        "([AB]_(PRIVATE|PUBLIC)_(KEY|JWK|PEM):(own-pem|public-pem|jwks)(:(es256|rs256|hs256)(:(escaped|lines|x))?)?,){0,20}",
        Just("0123456789abcdef".repeat(16)),
    ];
    let part = (proptest::sample::select(names.to_vec()), value)
        .prop_map(|(name, value)| format!("{name}={value}"));
    proptest::collection::vec(part, 0..40).prop_map(|parts| parts.join("&"))
}

/// The variables of some key pairs, each pair of one algorithm.
fn pairs() -> impl Strategy<Value = Vec<(String, SecretFormat)>> {
    let part = (
        select(PairPart::ALL.to_vec()),
        select(EnvForm::ALL.to_vec()),
    );
    let parts = proptest::collection::vec(part, 1..=4);
    let pair_of = (select(PairKey::ALL.to_vec()), parts);
    proptest::collection::vec(pair_of, 1..4).prop_map(|pairs| {
        let names = ["PRIVATE_KEY", "PUBLIC_KEY", "JWKS", "KEY_PEM"];
        let mut variables = Vec::new();
        for (at, (key, parts)) in pairs.into_iter().enumerate() {
            for ((part, text), name) in parts.into_iter().zip(names) {
                variables.push((format!("P{at}_{name}"), pair(key, part, text)));
            }
        }
        variables
    })
}

/// The names and formats of the rows that these variables become.
fn rows_of(variables: &[(String, SecretFormat)]) -> Vec<(String, SecretFormat)> {
    let mut bundle = Bundle::new();
    bundle
        .add_variables(variables, 0, &mut Seeded::new(1))
        .expect("the seeded source never fails");
    let rows = bundle.rows().iter();
    rows.map(|row| (row.name().to_owned(), row.kind()))
        .collect()
}

/// What holds whatever a link says.
fn ensure_harmless(text: &str) -> Result<(), TestCaseError> {
    let link = token::read(text);
    prop_assert!(said(&link).len() <= 4096, "{}", said(&link).len());
    for link in [link.clone(), link.insisted()] {
        let parsed = link.options.read();
        prop_assert!(parsed.many.is_ok());
        let spec = parsed.spec.expect("every link gives a form of keys");
        // What is random stays so: no link fixes a key, and few bits are only there where the format has no more,
        // where they are its own, or where a person insists.
        let usual = f64::from(spec.format.usual_entropy().bits());
        let least = if link.raised.is_some() || spec.format.is_fixed() {
            74.0
        } else {
            usual.min(f64::from(USUAL_BITS))
        };
        let insisted = token::read(text).raised.is_some() && link.raised.is_none();
        if insisted || spec.format == Format::Pin {
            prop_assert!(spec.bits() >= 13.0);
        } else {
            prop_assert!(
                spec.bits() >= least,
                "{} bits in {:?}",
                spec.bits(),
                spec.format
            );
        }
        let written = token::write(&link.options).expect("a valid draft can be written");
        prop_assert!(written.len() <= LONGEST);
    }
    let link = bundle::read(text);
    prop_assert!(said(&link).len() <= 4096);
    prop_assert!(
        link.options.variables.len() <= MOST_ENTRIES
            && link.options.presets.len() <= Preset::ALL.len()
    );
    prop_assert!(bundle::write(&link.options).len() <= LONGEST);
    for (name, format) in &link.options.variables {
        for (other, of_other) in &link.options.variables {
            if let (SecretFormat::Pair(one), SecretFormat::Pair(two)) = (format, of_other)
                && is_one_pair(name, other)
            {
                prop_assert_eq!(one.key, two.key, "{} and {}", name, other);
            }
        }
    }
    let link = hashes::read(text);
    prop_assert!(said(&link).len() <= 4096);
    prop_assert!(link.options.form.fits(link.options.algorithm));
    let link = keypair::read(text);
    prop_assert!(said(&link).len() <= 4096);
    let of = link.options.purpose;
    prop_assert!(of.algorithms().contains(&link.options.algorithm));
    prop_assert!(
        !link.options.algorithm.is_rsa() || of.rsa_bits().contains(&link.options.bits),
        "{} bits",
        link.options.bits
    );
    prop_assert!(keypair::write(link.options).len() <= LONGEST);
    Ok(())
}

#[test]
fn a_size_that_other_bits_give_too_is_no_option() {
    let mut draft = Draft::default();
    draft.choose_format(Format::Passphrase);
    draft.type_entropy("65".to_owned());
    assert_eq!(
        token::write(&draft).as_deref(),
        Some("token?format=passphrase")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_of_64_kib_is_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..65_536)) {
        ensure_harmless(&String::from_utf8_lossy(&bytes))?;
    }
}

proptest! {
    #[test]
    fn any_options_are_read_without_harm(text in options()) {
        ensure_harmless(&text)?;
    }

    #[test]
    fn a_draft_comes_back_from_its_link(draft in drafts()) {
        let text = token::write(&draft).expect("a valid draft can be written");
        let (tab, text) = text.split_once('?').expect("a link has options");
        prop_assert_eq!(tab, token::TAB);
        let link = token::read(text);
        prop_assert!(link.errors.lines().is_empty(), "{}: {:?}", text, link.errors);
        let back = link.insisted().options;
        let form = |draft: &Draft| {
            let spec = draft.read().spec.expect("valid");
            let size = spec.size();
            (spec.head(), spec.checksum_in_key(), spec.has_key_id(), size.count, size.bits.to_bits(), draft.many.clone())
        };
        prop_assert_eq!(form(&back), form(&draft), "{}", text);
        let rules = |draft: &Draft| (draft.alphabet.clone(), draft.classes.clone(), draft.without.clone(), draft.passphrase);
        prop_assert_eq!(rules(&back), rules(&draft), "{}", text);
        prop_assert_eq!(token::write(&back), token::write(&draft));
    }

    #[test]
    fn a_bundle_comes_back_from_its_link(
        presets in proptest::sample::subsequence(Preset::ALL.to_vec(), 0..6),
        names in proptest::collection::btree_set("[A-Z_][A-Z0-9_.-]{0,30}", 0..20),
        size in 16_u16..=1024,
        key in select(PairKey::ALL.to_vec()),
        text in select(EnvForm::ALL.to_vec()),
        output in proptest::option::of(proptest::sample::select(Output::ALL.to_vec())),
    ) {
        let formats = [
            SecretFormat::Hex { bytes: size },
            SecretFormat::Base64 { bytes: size },
            SecretFormat::Base64UrlPadded { bytes: size },
            SecretFormat::Base32 { bytes: size },
            SecretFormat::UrlSafe { length: size.max(22) },
            SecretFormat::Django { length: size.max(23) },
            SecretFormat::Laravel,
            SecretFormat::Uuid,
            SecretFormat::Webhook { bytes: size.clamp(24, 64) },
        ];
        let parts = PairPart::ALL.map(|part| pair(key, part, text));
        let formats = formats.into_iter().chain(parts);
        let options = bundle::BundleOptions {
            presets,
            variables: names.into_iter().zip(formats.cycle()).collect(),
            output,
        };
        let text = bundle::write(&options);
        let link = bundle::read(text.split_once('?').map_or("", |(_, text)| text));
        prop_assert!(link.errors.lines().is_empty(), "{}: {:?}", text, link.errors);
        prop_assert_eq!(link.options, options, "{}", text);
    }

    #[test]
    fn the_rows_of_key_pairs_come_back_from_the_link_to_them(variables in pairs()) {
        let rows = rows_of(&variables);
        prop_assert_eq!(&rows, &variables);
        let options = bundle::BundleOptions { variables: rows.clone(), ..Default::default() };
        let text = bundle::write(&options);
        let link = bundle::read(text.split_once('?').map_or("", |(_, text)| text));
        prop_assert!(link.errors.lines().is_empty(), "{}: {:?}", text, link.errors);
        prop_assert_eq!(rows_of(&link.options.variables), rows, "{}", text);
        prop_assert_eq!(bundle::write(&link.options), text);
    }

    #[test]
    fn hash_options_come_back_from_their_link(
        algorithm in proptest::sample::select(Algorithm::ALL.to_vec()),
        form in proptest::sample::select(DigestFormat::ALL.to_vec()),
    ) {
        let options = hashes::HashOptions { algorithm, form };
        prop_assume!(form.fits(algorithm));
        let text = hashes::write(options);
        let (_, text) = text.split_once('?').expect("a link has options");
        prop_assert_eq!(hashes::read(text).options, options);
    }
}
