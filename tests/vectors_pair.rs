//! Published key pairs, and what the forms of a pair look like.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/broken.rs"]
mod broken;
#[path = "support/pairs.rs"]
mod pairs;
#[path = "support/seeded.rs"]
mod seeded;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use broken::Broken;
use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::base::secret::Secret;
use latchkey::engine::pair::error::{PairError, PairField};
use latchkey::engine::pair::form::Pair;
use latchkey::engine::pair::spec::{PairAlgorithm, PairSpec, Purpose};
use latchkey::engine::pair::{from_rsa, generate, rsa_signing_input, vapid};
use latchkey::engine::protocol::pair::GeneratePair;
use latchkey::engine::protocol::{Run, decode, encode, open};
use pairs::{spec, text};
use seeded::Seeded;

/// 2026-11-26 20:03:34 UTC.
const NOW: i64 = 1_795_723_414;

/// Gives the listed bytes, then ones.
struct Listed(Vec<u8>);

impl ByteSource for Listed {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        for byte in out {
            *byte = if self.0.is_empty() {
                1
            } else {
                self.0.remove(0)
            };
        }
        Ok(())
    }
}

fn hex(text: &str) -> Vec<u8> {
    base16ct::mixed::decode_vec(text).expect("the test has hex")
}

fn made(purpose: Purpose, algorithm: PairAlgorithm, bytes: &str) -> Pair {
    generate(&spec(purpose, algorithm), NOW, &mut Listed(hex(bytes))).expect("it makes a pair")
}

/// Every purpose with each of its algorithms that is not RSA.
fn curves() -> impl Iterator<Item = PairSpec> {
    Purpose::ALL.into_iter().flat_map(|purpose| {
        let curves = purpose.algorithms().iter().filter(|one| !one.is_rsa());
        curves.map(move |algorithm| spec(purpose, *algorithm))
    })
}

#[test]
fn ed25519_is_that_of_rfc_8037() {
    // RFC 8037, appendices A.1 to A.3, whose key is that of RFC 8032, section 7.1, test 1.
    let secret = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    let pair = made(Purpose::Tokens, PairAlgorithm::EdDsa, secret);
    assert_eq!(pair.id, "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assert_eq!(
        text(&pair, "Private key (JWK)"),
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\",\
         \"d\":\"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A\",\
         \"kid\":\"kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k\",\"alg\":\"EdDSA\",\"use\":\"sig\"}"
    );
    // RFC 8410, section 10.3, has the form of the private key; its public key stands in 10.1.
    let pair = made(
        Purpose::Other,
        PairAlgorithm::Ed25519,
        "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842",
    );
    assert_eq!(
        text(&pair, "Private key (PKCS#8)"),
        "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
         -----END PRIVATE KEY-----\n"
    );
    assert_eq!(
        text(&pair, "Public key (SPKI)"),
        "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n\
         -----END PUBLIC KEY-----\n"
    );
}

#[test]
fn the_curves_of_nist_are_those_of_rfc_6979() {
    // Appendices A.2.5 and A.2.6: the private key and both coordinates of the public one.
    for (algorithm, secret, x, y) in [
        (
            PairAlgorithm::Es256,
            "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721",
            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
            "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
        ),
        (
            PairAlgorithm::Es384,
            "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
            "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13",
            "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720",
        ),
    ] {
        let pair = made(Purpose::Tokens, algorithm, secret);
        let jwk = text(&pair, "Private key (JWK)");
        for (member, number) in [("x", x), ("y", y), ("d", secret)] {
            let number = URL_SAFE_NO_PAD.encode(hex(number));
            assert!(jwk.contains(&format!("\"{member}\":\"{number}\"")), "{jwk}");
        }
    }
}

#[test]
fn x25519_is_that_of_rfc_7748() {
    // Section 6.1, Alice. WireGuard writes the private key with the bits set that X25519 sets.
    let secret = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    let clamped = "70076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c6a";
    let public = "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a";
    let pair = made(Purpose::WireGuard, PairAlgorithm::X25519, secret);
    assert_eq!(pair.id, STANDARD.encode(hex(public)));
    assert_eq!(text(&pair, "Public key (base64)"), pair.id);
    assert_eq!(
        text(&pair, "Private key (base64)"),
        STANDARD.encode(hex(clamped))
    );
    assert_eq!(text(&pair, "Preshared key"), STANDARD.encode([1; 32]));
}

#[test]
fn a_vapid_pair_is_what_the_bundle_makes_of_its_private_key() {
    let pair = generate(
        &spec(Purpose::Vapid, PairAlgorithm::P256),
        NOW,
        &mut Seeded::new(3),
    );
    let pair = pair.expect("it makes a pair");
    let private = Secret::from(text(&pair, "Private key (base64url)"));
    let public = vapid::public_key(&private, false).expect("it is a private key");
    assert_eq!(text(&pair, "Public key (base64url)"), public.expose());
}

#[test]
fn an_age_key_is_that_of_the_test_kit() {
    // The identity of C2SP/CCTV's file age/testdata/x25519; its recipient by age-keygen.
    let identity = "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";
    let (_, bytes) = bech32::decode(identity).expect("it is bech32");
    let mut source = Listed(bytes);
    let pair = generate(&spec(Purpose::Age, PairAlgorithm::X25519), NOW, &mut source);
    let pair = pair.expect("it makes a pair");
    let recipient = "age1w3tyke4gev25vaxxsvcgqu4484rf6ejpmavs57p6yz6lhy2sfs5swrvwyn";
    assert_eq!(
        (pair.id.as_str(), text(&pair, "Recipient")),
        (recipient, recipient)
    );
    assert_eq!(
        text(&pair, "Identity file"),
        format!("# created: 2026-11-26T20:03:34Z\n# public key: {recipient}\n{identity}\n")
    );
}

/// The bytes of a private key in the format of OpenSSH.
fn openssh(pair: &Pair) -> Vec<u8> {
    let pem = text(pair, "Private key (OpenSSH)");
    let lines: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    STANDARD.decode(lines).expect("it is base64")
}

#[test]
fn an_ssh_pair_is_that_of_opensshs_own_tests() {
    // The key ed25519_1 in regress/unittests/sshkey/testdata, with its .pub and its .fp.
    let secret = "f72a0a036e3479e15edb74da5f2a5418e66db450ad50687cad90247eeab6440c";
    let public = "AAAAC3NzaC1lZDI1NTE5AAAAIFOG6kY7Rf4UtCFvPwKgo/BztXck2xC4a2WyA34XtIwZ";
    let comment = "ED25519 test key #1";
    let spec = PairSpec {
        comment: comment.into(),
        ..spec(Purpose::Ssh, PairAlgorithm::Ed25519)
    };
    let pair = generate(&spec, NOW, &mut Listed(hex(secret))).expect("it makes a pair");
    assert_eq!(
        text(&pair, "authorized_keys line"),
        format!("ssh-ed25519 {public} {comment}\n")
    );
    let fingerprint = "SHA256:L3k/oJubblSY0lB9Ulsl7emDMnRPKm/8udf2ccwk560";
    assert_eq!(
        (text(&pair, "Fingerprint"), &*pair.id),
        (fingerprint, fingerprint)
    );
    // The private key is written as both of its halves, the public one at the end.
    let bytes = STANDARD.decode(public).expect("it is base64");
    let key = [&hex(secret)[..], &bytes[bytes.len() - 32..]].concat();
    assert!(openssh(&pair).windows(64).any(|window| window == key));
}

#[test]
fn a_passphrase_encrypts_with_bcrypt_and_aes256_ctr() {
    // OpenSSH's PROTOCOL.key: the cipher, the derivation, its salt of 16 bytes, its rounds.
    let locked = b"openssh-key-v1\0\0\0\0\x0aaes256-ctr\0\0\0\x06bcrypt\0\0\0\x18\0\0\0\x10";
    let bare = b"openssh-key-v1\0\0\0\0\x04none\0\0\0\x04none";
    let ssh = |passphrase: Option<&str>| {
        let spec = PairSpec {
            passphrase: passphrase.map(Secret::from),
            ..spec(Purpose::Ssh, PairAlgorithm::Ed25519)
        };
        openssh(&generate(&spec, NOW, &mut Seeded::new(1)).expect("it makes a pair"))
    };
    let file = ssh(Some("correct horse"));
    assert!(file.starts_with(locked));
    assert_eq!(file[locked.len() + 16..][..4], 24_u32.to_be_bytes());
    assert!(ssh(None).starts_with(bare));
}

#[test]
fn a_number_that_is_too_large_for_the_curve_is_drawn_again() {
    // The order of P-256 (SEC 2, section 2.4.2), which is the first number too large, and zero.
    let order = "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551";
    let bytes = format!("{order}{}", "00".repeat(32));
    let pair = made(Purpose::Vapid, PairAlgorithm::P256, &bytes);
    assert_eq!(
        text(&pair, "Private key (base64url)"),
        URL_SAFE_NO_PAD.encode([1; 32])
    );
}

#[test]
fn without_random_numbers_there_is_no_pair() {
    let error = PairError::Random(RandomError::Unavailable);
    for spec in curves() {
        let made = generate(&spec, NOW, &mut Broken);
        assert_eq!(made.err(), Some(error.clone()), "{spec:?}");
    }
    // A source of which every number is too large.
    let ones = &mut Listed(vec![0xff; 1024]);
    let made = generate(&spec(Purpose::Vapid, PairAlgorithm::P256), NOW, ones);
    assert_eq!(made.err(), Some(PairError::Random(RandomError::Broken)));
}

#[test]
fn the_default_of_each_purpose_is_its_first_algorithm() {
    for purpose in Purpose::ALL {
        assert_eq!(purpose.id().parse(), Ok(purpose));
        assert!(!purpose.algorithms().is_empty());
        let takes_rsa = purpose.algorithms().iter().any(|one| one.is_rsa());
        assert_eq!(takes_rsa, !purpose.rsa_bits().is_empty());
        assert!(!purpose.algorithms()[0].is_rsa());
    }
    for algorithm in PairAlgorithm::ALL {
        assert_eq!(algorithm.id().parse(), Ok(algorithm));
        let used = Purpose::ALL
            .into_iter()
            .any(|purpose| purpose.algorithms().contains(&algorithm));
        assert!(used, "{algorithm:?}");
    }
}

#[test]
fn each_purpose_has_its_algorithms_and_gives_its_forms() {
    for (purpose, algorithms, sizes, forms) in [
        (
            Purpose::Tokens,
            &["es256", "es384", "eddsa", "rs256", "ps256"][..],
            &[2048_u16, 3072, 4096][..],
            &[
                "Private key (PKCS#8)",
                "Public key (SPKI)",
                "Private key (JWK)",
                "JWKS",
                "Public key (JWK)",
                "Test token",
                "Verify it (Node, jose)",
                "Verify it (Python, PyJWT)",
            ][..],
        ),
        (
            Purpose::Ssh,
            &["ed25519", "p256", "rsa"],
            &[3072, 4096],
            &[
                "Private key (OpenSSH)",
                "authorized_keys line",
                "Fingerprint",
                "allowed_signers line",
            ],
        ),
        (
            Purpose::WireGuard,
            &["x25519"],
            &[],
            &[
                "Private key (base64)",
                "Public key (base64)",
                "Preshared key",
                "Interface section",
                "Peer section",
            ],
        ),
        (
            Purpose::Age,
            &["x25519"],
            &[],
            &["Identity file", "Recipient"],
        ),
        (
            Purpose::Vapid,
            &["p256"],
            &[],
            &[
                "Private key (base64url)",
                "Public key (base64url)",
                "Private key (PKCS#8)",
                "Public key (SPKI)",
            ],
        ),
        (
            Purpose::Other,
            &["p256", "p384", "ed25519", "rsa"],
            &[2048, 3072, 4096],
            &[
                "Private key (PKCS#8)",
                "Public key (SPKI)",
                "Private key (SEC 1)",
                "Private key (DER, base64)",
                "Public key (DER, base64)",
                "Fingerprint",
            ],
        ),
    ] {
        let offered: Vec<&str> = purpose.algorithms().iter().map(|one| one.id()).collect();
        assert_eq!(offered, algorithms, "{purpose:?}");
        assert_eq!(purpose.rsa_bits(), sizes, "{purpose:?}");
        let spec = spec(purpose, purpose.algorithms()[0]);
        let pair = generate(&spec, NOW, &mut Seeded::new(1)).expect("it makes a pair");
        let given: Vec<&str> = pair.forms.iter().map(|form| &*form.label).collect();
        assert_eq!(given, forms, "{purpose:?}");
        // Whoever saves a private file is told to keep others from it, where a tool insists.
        let is_strict = matches!(purpose, Purpose::Ssh | Purpose::Age);
        let note = &pair.forms[0].note;
        assert_eq!(note.contains("chmod 600"), is_strict, "{note}");
    }
}

#[test]
fn bad_input_is_told_beside_its_field() {
    let ssh = || spec(Purpose::Ssh, PairAlgorithm::Ed25519);
    let cases = [
        (
            PairSpec {
                comment: "a\nb".into(),
                ..ssh()
            },
            PairError::CommentLineBreak,
            Some(PairField::Comment),
        ),
        (
            PairSpec {
                comment: "a\tb".into(),
                ..ssh()
            },
            PairError::CommentControl,
            Some(PairField::Comment),
        ),
        (
            PairSpec {
                passphrase: Some(Secret::from("")),
                ..ssh()
            },
            PairError::PassphraseEmpty,
            Some(PairField::Passphrase),
        ),
        (
            PairSpec {
                kid: "a\u{7}".into(),
                ..spec(Purpose::Tokens, PairAlgorithm::Es256)
            },
            PairError::KidControl,
            Some(PairField::Kid),
        ),
        (
            spec(Purpose::Age, PairAlgorithm::Es256),
            PairError::Algorithm,
            None,
        ),
        (
            PairSpec {
                bits: 1024,
                ..spec(Purpose::Other, PairAlgorithm::Rsa)
            },
            PairError::Bits,
            None,
        ),
    ];
    for (spec, error, field) in cases {
        assert_eq!(spec.validate(), Err(error.clone()));
        assert_eq!(
            generate(&spec, NOW, &mut Seeded::new(1)).err(),
            Some(error.clone())
        );
        assert_eq!(error.field(), field);
        assert!(error.to_string().ends_with('.'));
    }
    // What the purpose has no use for is not looked at.
    let other = PairSpec {
        comment: "a\nb".into(),
        kid: "\n".into(),
        passphrase: Some(Secret::from("")),
        ..spec(Purpose::Age, PairAlgorithm::X25519)
    };
    assert_eq!(other.validate(), Ok(()));
}

#[test]
fn a_kid_of_ones_own_is_in_every_json_form_and_stays_one_string() {
    let kid = r#"key "1" \u0000 é 😀"#;
    let spec = PairSpec {
        kid: kid.into(),
        ..spec(Purpose::Tokens, PairAlgorithm::Es256)
    };
    let pair = generate(&spec, NOW, &mut Seeded::new(1)).expect("it makes a pair");
    assert_eq!(pair.id, kid);
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).expect("JSON") };
    for label in ["Private key (JWK)", "Public key (JWK)"] {
        assert_eq!(json(text(&pair, label))["kid"], kid);
    }
    assert_eq!(json(text(&pair, "JWKS"))["keys"][0]["kid"], kid);
    let masked = pair
        .form("Private key (JWK)")
        .and_then(|form| form.masked.clone());
    let masked = json(&masked.expect("it is private"));
    assert_eq!(masked["kid"], kid);
    assert_eq!(masked["d"], "••••");
    let header = text(&pair, "Test token")
        .split('.')
        .next()
        .map(|part| URL_SAFE_NO_PAD.decode(part));
    let header = header
        .expect("a token has parts")
        .expect("they are base64url");
    assert_eq!(json(str::from_utf8(&header).expect("UTF-8"))["kid"], kid);
}

/// The texts of `pair` that must be hidden: a long piece of each private form's last lines.
fn hidden(pair: &Pair) -> Vec<String> {
    let private = pair.forms.iter().filter(|form| form.masked.is_some());
    private
        .map(|form| {
            let content = form.content.expose();
            if content.starts_with("-----") {
                content.lines().nth(1).expect("a PEM has lines").to_owned()
            } else if content.starts_with('{') {
                let json: serde_json::Value = serde_json::from_str(content).expect("JSON");
                json["d"].as_str().expect("it is private").to_owned()
            } else if content.starts_with('[') {
                let key = content.lines().find(|line| line.starts_with("Pr"));
                key.expect("a section has a key")
                    .split(" = ")
                    .nth(1)
                    .expect("a value")
                    .to_owned()
            } else {
                content.lines().last().expect("it is not empty").to_owned()
            }
        })
        .collect()
}

#[test]
fn nothing_private_is_in_a_mask_a_public_form_or_debug_output() {
    for spec in curves() {
        let pair = generate(&spec, NOW, &mut Seeded::new(5)).expect("it makes a pair");
        let hidden = hidden(&pair);
        assert!(!hidden.is_empty(), "{spec:?}");
        let debug = format!("{pair:?}");
        let labels: std::collections::HashSet<&str> =
            pair.forms.iter().map(|form| form.label.as_str()).collect();
        assert_eq!(labels.len(), pair.forms.len(), "{spec:?}");
        for form in &pair.forms {
            let shown = form.masked.as_deref().unwrap_or(form.content.expose());
            assert!(!form.file_name.is_empty() && !shown.is_empty());
            for secret in &hidden {
                assert!(
                    !shown.contains(secret.as_str()),
                    "{} of {spec:?}",
                    form.label
                );
                assert!(!debug.contains(secret.as_str()));
            }
        }
    }
}

#[test]
fn requests_and_replies_pass_through_the_protocol() {
    let spec = PairSpec {
        passphrase: Some(Secret::from("hunter2 and more")),
        comment: "me@host".into(),
        ..spec(Purpose::Ssh, PairAlgorithm::Ed25519)
    };
    assert!(!format!("{spec:?}").contains("hunter2"));
    let bytes = encode(Run(7), &GeneratePair { spec, now: NOW });
    let (run, body) = open(&bytes).expect("an envelope");
    let read: GeneratePair = decode(body).expect("a request");
    assert_eq!(
        (run, read.now, read.spec.comment.as_str()),
        (Run(7), NOW, "me@host")
    );
    let passphrase = read.spec.passphrase.as_ref().map(Secret::expose);
    assert_eq!(passphrase, Some("hunter2 and more"));

    let other = self::spec(Purpose::Other, PairAlgorithm::P384);
    let made = generate(&other, NOW, &mut Seeded::new(1));
    let bytes = encode(Run(8), &made);
    let (_, body) = open(&bytes).expect("an envelope");
    let read: Result<Pair, PairError> = decode(body).expect("a reply");
    let (made, read) = (made.expect("a pair"), read.expect("a pair"));
    for (made, read) in made.forms.iter().zip(&read.forms) {
        assert_eq!(made.content.expose(), read.content.expose());
        assert_eq!((&made.der, &made.masked), (&read.der, &read.masked));
    }
    assert_eq!(made.forms.len(), read.forms.len());
}

#[test]
fn bytes_that_are_no_rsa_key_are_refused() {
    let rsa = spec(Purpose::Tokens, PairAlgorithm::Rs256);
    let curve = generate(
        &spec(Purpose::Other, PairAlgorithm::P256),
        NOW,
        &mut Seeded::new(1),
    );
    let curve = curve.expect("a pair");
    let der = curve
        .form("Private key (DER, base64)")
        .and_then(|form| form.der.as_deref());
    let curve = der.expect("its DER").clone();
    for bytes in [
        &b""[..],
        b"\x30\x03\x02\x01\x00",
        &curve,
        &curve[..curve.len() - 1],
    ] {
        assert_eq!(rsa_signing_input(&rsa, bytes, NOW), Err(PairError::NotRsa));
        let made = from_rsa(&rsa, bytes, None, NOW, &mut Seeded::new(1));
        assert_eq!(made.err(), Some(PairError::NotRsa));
    }
    let curve = spec(Purpose::Tokens, PairAlgorithm::Es256);
    let made = from_rsa(&curve, b"", None, NOW, &mut Seeded::new(1));
    assert_eq!(made.err(), Some(PairError::Algorithm));
}
