//! Published vectors for encodings, checksums and hashes of keys, and keys minted from known bytes.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/broken.rs"]
mod broken;
#[path = "support/checksum.rs"]
mod checksum;
#[path = "support/counting.rs"]
mod counting;
#[path = "support/parts.rs"]
mod parts;

use broken::Broken;
use checksum::crc32_base62;
use counting::Counting;
use latchkey::engine::base::encode::SecretEncoding;
use latchkey::engine::base::random::RandomError;
use latchkey::engine::key::body::words;
use latchkey::engine::key::checksum::Checksum;
use latchkey::engine::key::error::MintError;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::prefix::Environment;
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use latchkey::engine::key::token::PartKind;
use parts::parts;

fn encoded(encoding: SecretEncoding, bytes: &[u8]) -> String {
    let mut out = Vec::new();
    encoding.append(bytes, &mut out);
    String::from_utf8(out).expect("encodings are ASCII")
}

/// RFC 4648 section 10; base64url and base32 without the padding.
#[test]
fn encodings_match_rfc_4648() {
    for (bytes, base64, hex, base32) in [
        ("", "", "", ""),
        ("f", "Zg==", "66", "MY======"),
        ("fo", "Zm8=", "666f", "MZXQ===="),
        ("foo", "Zm9v", "666f6f", "MZXW6==="),
        ("foob", "Zm9vYg==", "666f6f62", "MZXW6YQ="),
        ("fooba", "Zm9vYmE=", "666f6f6261", "MZXW6YTB"),
        ("foobar", "Zm9vYmFy", "666f6f626172", "MZXW6YTBOI======"),
    ] {
        assert_eq!(
            encoded(SecretEncoding::Base32, bytes.as_bytes()),
            base32.trim_end_matches('=')
        );
        let base64url = base64.trim_end_matches('=');
        assert_eq!(encoded(SecretEncoding::Base64, bytes.as_bytes()), base64);
        assert_eq!(
            encoded(SecretEncoding::Base64Url, bytes.as_bytes()),
            base64url
        );
        assert_eq!(encoded(SecretEncoding::Hex, bytes.as_bytes()), hex);
    }
    assert_eq!(
        encoded(SecretEncoding::Base64Url, &[0xfb, 0xff, 0xbf]),
        "-_-_"
    );
    assert_eq!(encoded(SecretEncoding::Base64, &[0xfb, 0xff, 0xbf]), "+/+/");
}

/// Computed with zlib's crc32.
#[test]
fn the_checksum_of_a_whole_key_changes_with_its_prefix() {
    for (prefix, environment, checksum) in [
        ("sk", Environment::Live, "2LOcWk"),
        ("acme", Environment::Test, "1UK3ll"),
    ] {
        let spec = TokenSpec {
            prefix: prefix.parse().unwrap(),
            environment,
            checksum: Checksum::WholeKey,
            ..TokenSpec::default()
        };
        let token = spec.mint(Supplies::default(), &mut Counting(0)).unwrap();
        assert_eq!(parts(&token)[3], (PartKind::Checksum, checksum));
    }
}

#[test]
fn the_default_key_is_sk_live_with_43_random_and_6_checksum_symbols() {
    let token = TokenSpec::default()
        .mint(Supplies::default(), &mut Counting(0))
        .unwrap();
    let random = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg";
    let checksum = String::from_utf8(crc32_base62(random.as_bytes()).to_vec()).unwrap();
    assert_eq!(
        parts(&token),
        [
            (PartKind::Prefix, "sk_"),
            (PartKind::Environment, "live_"),
            (PartKind::Random, random),
            (PartKind::Checksum, checksum.as_str()),
        ]
    );
    assert_eq!(token.text().expose(), format!("sk_live_{random}{checksum}"));
    assert_eq!(token.masked(), format!("sk_live_••••{}", &checksum[2..]));
}

#[test]
fn known_bytes_give_known_hex_and_base64url_keys() {
    let spec = TokenSpec {
        format: Format::Hex,
        prefix: "ghp_".parse().unwrap(),
        environment: Environment::None,
        entropy: "65".parse().unwrap(),
        checksum: Checksum::None,
        ..TokenSpec::default()
    };
    assert_eq!(
        spec.mint(Supplies::default(), &mut Counting(0xf8))
            .unwrap()
            .text()
            .expose(),
        "ghp_f8f9fafbfcfdfeff00"
    );
    let spec = TokenSpec {
        format: Format::Base64Url,
        prefix: "".parse().unwrap(),
        ..spec
    };
    let token = spec.mint(Supplies::default(), &mut Counting(0)).unwrap();
    assert_eq!(parts(&token), [(PartKind::Random, "AAECAwQFBgcI")]);
    let spec = TokenSpec {
        environment: Environment::Test,
        ..spec
    };
    assert_eq!(
        spec.mint(Supplies::default(), &mut Counting(0))
            .unwrap()
            .text()
            .expose(),
        "test_AAECAwQFBgcI"
    );
}

/// SHA-256 computed with coreutils' `sha256sum`.
#[test]
fn the_hash_is_of_the_whole_key() {
    let spec = TokenSpec {
        checksum: Checksum::None,
        ..TokenSpec::default()
    };
    let token = spec.mint(Supplies::default(), &mut Counting(0)).unwrap();
    assert_eq!(
        token.sha256_hex(),
        "753273ed484120dcec3b81345e991348368e928743a4ad70dde5db7b0af97f4f"
    );
}

#[test]
fn a_masked_key_leaves_at_least_96_bits_unknown() {
    for (bits, dots_and_tail) in [("64", 4), ("96", 4), ("104", 5), ("128", 8), ("4096", 8)] {
        let spec = TokenSpec {
            entropy: bits.parse().unwrap(),
            format: Format::Hex,
            ..TokenSpec::default()
        };
        let token = spec.mint(Supplies::default(), &mut Counting(0)).unwrap();
        let masked = token.masked();
        let shown = masked.strip_prefix("sk_live_").unwrap();
        assert_eq!(shown.chars().count(), dots_and_tail, "{bits}: {masked}");
        assert!(
            token
                .text()
                .expose()
                .ends_with(shown.trim_start_matches('•'))
        );
    }
}

#[test]
fn without_random_bytes_there_is_no_key() {
    let supplies = Supplies {
        words: Some(words::eff_large()),
        ..Supplies::default()
    };
    for format in Format::ALL {
        let spec = TokenSpec::default().with_format(format);
        assert_eq!(
            spec.mint(supplies, &mut Broken).unwrap_err(),
            MintError::Random(RandomError::Unavailable)
        );
    }
}
