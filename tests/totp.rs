//! One-time codes, recovery codes and what is written of them: published vectors, and what holds for all.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/seeded.rs"]
mod seeded;

use latchkey::engine::base::secret::Secret;
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::recovery::RecoveryCodes;
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use latchkey::engine::key::totp::address::address;
use latchkey::engine::key::totp::{TotpHash, qr};
use proptest::prelude::*;
use proptest::sample::select;
use seeded::Seeded;
use sha2::{Digest as _, Sha256};

/// The digits that RFC 4226 and RFC 6238 begin their secrets with, as often as they go into so many bytes.
fn counting(length: usize) -> Vec<u8> {
    b"1234567890".iter().copied().cycle().take(length).collect()
}

/// RFC 4226, appendix D: the truncated numbers in decimal, and the codes of six digits.
#[test]
fn codes_by_a_counter_match_rfc_4226() {
    for (counter, (number, code)) in (0..).zip([
        (1_284_755_224, "755224"),
        (1_094_287_082, "287082"),
        (137_359_152, "359152"),
        (1_726_969_429, "969429"),
        (1_640_338_314, "338314"),
        (868_254_676, "254676"),
        (1_918_287_922, "287922"),
        (82_162_583, "162583"),
        (673_399_871, "399871"),
        (645_520_489, "520489"),
    ]) {
        assert_eq!(TotpHash::Sha1.truncated(&counting(20), counter), number);
        // Its secret in base32, and the times that the counters stand for.
        let secret = Secret::from("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for seconds in [counter * 30, counter * 30 + 29] {
            assert_eq!(TotpHash::Sha1.code(&secret, seconds).expose(), code);
        }
    }
}

/// RFC 6238, appendix B: codes of eight digits under secrets as long as the digest.
#[test]
fn codes_by_time_match_rfc_6238() {
    for (seconds, sha1, sha256, sha512) in [
        (59, 94_287_082, 46_119_246, 90_693_936),
        (1_111_111_109, 7_081_804, 68_084_774, 25_091_201),
        (1_111_111_111, 14_050_471, 67_062_674, 99_943_326),
        (1_234_567_890, 89_005_924, 91_819_424, 93_441_116),
        (2_000_000_000, 69_279_037, 90_698_825, 38_618_901),
        (20_000_000_000, 65_353_130, 77_737_706, 47_863_826),
    ] {
        for (hash, code) in [
            (TotpHash::Sha1, sha1),
            (TotpHash::Sha256, sha256),
            (TotpHash::Sha512, sha512),
        ] {
            let key = counting(hash.spec().size().count);
            let number = hash.truncated(&key, seconds / 30);
            assert_eq!(number % 100_000_000, code, "{hash:?} at {seconds}");
        }
    }
}

#[test]
fn known_bytes_give_a_known_list() {
    let codes = RecoveryCodes::mint(2, &mut Seeded::new(1)).expect("the source never fails");
    let (text, csv) = (codes.text(), codes.csv());
    let [first, second] = &text.expose().lines().collect::<Vec<_>>()[..] else {
        panic!("two codes are two lines");
    };
    let sha256 = |code: &str| base16ct::lower::encode_string(&Sha256::digest(code));
    assert_eq!(codes.hashes(), [sha256(first), sha256(second)]);
    assert_eq!(
        csv.expose(),
        format!(
            "code,sha256\n{first},{}\n{second},{}\n",
            sha256(first),
            sha256(second)
        )
    );
}

#[test]
fn a_source_that_repeats_itself_gives_no_list() {
    struct Same;
    impl latchkey::engine::base::random::ByteSource for Same {
        fn fill(
            &mut self,
            out: &mut [u8],
        ) -> Result<(), latchkey::engine::base::random::RandomError> {
            for (place, byte) in out.iter_mut().enumerate() {
                *byte = u8::try_from(place % 256).unwrap_or_default();
            }
            Ok(())
        }
    }
    assert!(RecoveryCodes::mint(1, &mut Same).is_ok());
    assert!(RecoveryCodes::mint(2, &mut Same).is_err());
}

proptest! {
    #[test]
    fn a_code_is_four_groups_of_crockfords_symbols(count in 1_u32..=100, seed: u64) {
        let codes = RecoveryCodes::mint(count, &mut Seeded::new(seed)).unwrap();
        let text = codes.text();
        prop_assert_eq!(text.expose().lines().count(), count as usize);
        for code in text.expose().lines() {
            let groups: Vec<&str> = code.split('-').collect();
            prop_assert_eq!(groups.len(), 4);
            for group in groups {
                prop_assert_eq!(group.len(), 4);
                prop_assert!(group.bytes().all(|symbol| Alphabet::CROCKFORD32.symbols().contains(&symbol)));
            }
        }
        let spec = TokenSpec::default().with_format(Format::RecoveryCodes);
        prop_assert!((spec.bits() - 80.0).abs() < 1e-9);
        for code in codes.all() {
            prop_assert_eq!(code.masked(), "••••");
        }
    }

    #[test]
    fn a_secret_is_base32_of_as_many_bytes_as_its_hash_has(hash in select(&TotpHash::ALL[..]), seed: u64) {
        let token = hash.spec().mint(Supplies::default(), &mut Seeded::new(seed)).unwrap();
        let decoded = data_encoding::BASE32_NOPAD.decode(token.text().expose().as_bytes());
        prop_assert_eq!(decoded.unwrap().len(), hash.spec().size().count);
    }

    #[test]
    fn every_label_that_is_taken_stands_in_its_address_and_fits_a_qr_code(
        hash in select(&TotpHash::ALL[..]), issuer in "\\PC{0,70}", account in "\\PC{0,70}", seed: u64,
    ) {
        let token = hash.spec().mint(Supplies::default(), &mut Seeded::new(seed)).unwrap();
        let Ok(address) = address(hash, token.text(), &issuer, &account) else {
            let (issuer, account) = (issuer.trim(), account.trim());
            let is_bad = |text: &str| text.contains(':') || text.chars().count() > 64 || text.chars().any(char::is_control);
            prop_assert!(is_bad(issuer) || is_bad(account) || account.is_empty());
            return Ok(());
        };
        let address = address.expose();
        prop_assert!(address.is_ascii());
        let (label, query) = address.strip_prefix("otpauth://totp/").unwrap().split_once('?').unwrap();
        let read = |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let wanted = if issuer.trim().is_empty() {
            account.trim().to_owned()
        } else {
            format!("{}:{}", issuer.trim(), account.trim())
        };
        prop_assert_eq!(read(label), wanted);
        prop_assert_eq!(query.matches('=').count(), if issuer.trim().is_empty() { 4 } else { 5 });
        prop_assert_eq!(query.matches(token.text().expose()).count(), 1);
        prop_assert!(qr::draw(address).is_some());
    }
}
