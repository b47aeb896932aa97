//! Properties that hold for every input.
#![cfg(not(target_arch = "wasm32"))]

#[path = "support/subtrees.rs"]
mod subtrees;

use latchkey::engine::base::invisible::trimmed;
use latchkey::engine::digest::decoding::{read_base64, read_hex};
use latchkey::engine::digest::file_answer::file_answers;
use latchkey::engine::digest::options::DigestOptions;
use latchkey::engine::digest::server_config::Target;
use latchkey::engine::digest::sums::{FileState, Sums, gnu_line, tag_line};
use latchkey::engine::digest::verdict::{PastedDigests, Verdict};
use latchkey::engine::digest::whitespace::inspect;
use latchkey::engine::digest::{Algorithm, Encoding, Hasher, Hashers, digest};
use latchkey::engine::password::{PasswordDraft, StoredHash};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use subtrees::by_subtrees;

fn algorithm() -> impl Strategy<Value = Algorithm> {
    select(Algorithm::ALL.as_slice())
}

/// A message and where it is split: around the block sizes of 64, 72, 128, 136 and 1024 bytes and anywhere.
fn split_message() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let edge = select(vec![
        63_usize, 64, 65, 71, 72, 73, 127, 128, 129, 135, 136, 137, 1023, 1024, 1025,
    ]);
    let len = prop_oneof![0..3000_usize, edge];
    vec(len.prop_flat_map(|len| vec(any::<u8>(), len)), 0..6)
}

/// The length of subtrees, and that of an input with at least two of them, the last one of any length.
fn cut_input() -> impl Strategy<Value = (usize, usize)> {
    (0..4_u32, 1..20_usize).prop_flat_map(|(doublings, full)| {
        let cut = 1024_usize << doublings;
        let last = prop_oneof![Just(1), Just(cut - 1), Just(cut), 1..=cut];
        last.prop_map(move |last| (cut, full * cut + last))
    })
}

proptest! {
    #[test]
    fn subtrees_that_are_hashed_apart_give_the_digest_of_the_whole((cut, len) in cut_input(), first in any::<u8>()) {
        let input: Vec<u8> = (0..251).cycle().skip(usize::from(first)).take(len).collect();
        let whole = digest(Algorithm::Blake3, &input);
        prop_assert_eq!(by_subtrees(&input, cut), Some(whole));
    }

    #[test]
    fn any_split_of_the_input_gives_the_digest_of_the_whole(slices in split_message()) {
        let whole = slices.concat();
        let mut hashers = Hashers::new(&Algorithm::ALL);
        for slice in &slices { hashers.update(slice); }
        let expected = Algorithm::ALL.map(|algorithm| digest(algorithm, &whole));
        prop_assert_eq!(hashers.finish(), expected);
    }

    #[test]
    fn any_split_of_the_input_gives_the_hmac_of_the_whole(
        algorithm in algorithm(), key in vec(any::<u8>(), 0..200), slices in split_message()
    ) {
        let codes = [&slices, &vec![slices.concat()]].map(|slices| {
            let mut hasher = Hasher::with_key(algorithm, &key)?;
            for slice in slices { hasher.update(slice); }
            Some(hasher.finish())
        });
        prop_assert_eq!(codes[0], codes[1]);
        prop_assert_eq!(codes[0].is_some(), algorithm.has_hmac());
    }

    #[test]
    fn what_was_encoded_decodes_to_the_same_bytes(bytes in vec(any::<u8>(), 0..100)) {
        for encoding in [Encoding::Hex, Encoding::HexUpper] {
            prop_assert_eq!(read_hex(&encoding.encode(&bytes)), Ok(bytes.clone()));
        }
        for encoding in [Encoding::Base64, Encoding::Base64Url] {
            prop_assert_eq!(read_base64(&encoding.encode(&bytes)), Ok(bytes.clone()));
        }
    }

    #[test]
    fn one_changed_bit_is_no_match(algorithm in algorithm(), message in any::<Vec<u8>>(), bit in any::<prop::sample::Index>()) {
        let digest = digest(algorithm, &message);
        let mut other = digest.as_bytes().to_vec();
        let bit = bit.index(other.len() * 8);
        other[bit / 8] ^= 1 << (bit % 8);
        let verdict = |expected: &str| {
            let pasted = PastedDigests::read(expected, algorithm)?;
            let judgements = pasted.judge(|other| (other == algorithm).then_some(digest));
            judgements.first().map(|judgement| judgement.verdict)
        };
        for encoding in Encoding::ALL {
            prop_assert_eq!(verdict(&digest.encode(encoding)), Some(Verdict::Match));
            prop_assert_eq!(verdict(&encoding.encode(&other)), Some(Verdict::NoMatch));
        }
    }

    #[test]
    fn no_text_makes_a_reader_panic(text in any::<String>(), name in "[a-zA-Z0-9 ]{0,12}[:=-]\\PC{0,80}", hash in "\\$(2|argon2id|scrypt|pbkdf2-sha256)\\PC{0,40}") {
        for text in [&text, &name, &hash] {
            if let Some(pasted) = PastedDigests::read(text, Algorithm::Sha256) {
                let _ = pasted.judge(|algorithm| Some(digest(algorithm, b"")));
            }
            let files = [("a".to_owned(), FileState::Done(vec![digest(Algorithm::Sha256, b"")]))];
            let sums = Sums::of_pasted(text, Algorithm::Sha256);
            let _ = file_answers(&sums, &sums.check(&files), &files);
            let _ = DigestOptions::from_line(text);
            let _ = PasswordDraft::from_line(text);
            let _ = StoredHash::read(text);
            let _ = read_hex(text);
            let _ = read_base64(text);
            for target in Target::ALL {
                let _ = target.write(text, &digest(Algorithm::Sha256, b""), Encoding::Hex);
            }
        }
    }

    #[test]
    fn the_remedy_for_white_space_leaves_none_and_takes_nothing_else(text in "[ \\t\\r\\n\u{a0}\u{feff}\u{200b}ab]{0,12}") {
        let rest = trimmed(&text);
        prop_assert!(inspect(rest).is_none());
        prop_assert_eq!(rest == text, inspect(&text).is_none());
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).collect::<String>();
        prop_assert_eq!(letters(rest), letters(&text));
    }

    #[test]
    fn a_written_checksum_line_is_read_back_whatever_the_name(algorithm in algorithm(), name in "[^\\x00]{1,20}") {
        let digest = digest(algorithm, name.as_bytes());
        for line in [gnu_line(&digest, &name), tag_line(&digest, &name)] {
            prop_assert!(!line.contains(['\n', '\r']));
            let sums = Sums::read(&line, algorithm);
            prop_assert_eq!(sums.entries.len(), 1, "{}", line);
            prop_assert_eq!(sums.entries[0].name.as_ref(), Some(&name));
            prop_assert!(sums.entries[0].expected.is(&digest));
            prop_assert_eq!(sums.entries[0].expected.algorithm(), algorithm);
        }
    }
}
