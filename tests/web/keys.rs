//! What only this build has: the vectors that hash four keys at a time and draw sixteen symbols at a time.

use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::base::sha256::lanes::FourSha256;
use latchkey::engine::key::alphabet::Alphabet;
use latchkey::engine::key::batch::Batch;
use latchkey::engine::key::format::Format;
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_test::wasm_bindgen_test;

/// Bytes of `SplitMix64`, for one key or for `MANY`.
struct Mixed<const MANY: bool>(u64);

impl<const MANY: bool> ByteSource for Mixed<MANY> {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        for bytes in out.chunks_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            bytes.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..bytes.len()]);
        }
        Ok(())
    }

    fn is_for_many() -> bool {
        MANY
    }
}

fn lines<const MANY: bool>(spec: &TokenSpec) -> Vec<u8> {
    let supplies = Supplies::default();
    let mut batch = Batch::new(spec, 2000, supplies, Mixed::<MANY>(7)).expect("a good form");
    let mut lines = batch.buffer().expect("the keys fit");
    batch
        .write(2000, &mut lines)
        .expect("the source never fails");
    lines
}

#[wasm_bindgen_test]
fn sixteen_symbols_at_a_time_are_those_drawn_one_by_one() {
    let all: String = ('!'..='~').collect();
    let own = (50..=66)
        .chain([2, 17, 94])
        .map(|count| all[..count].parse());
    let known = [Alphabet::BASE62, Alphabet::BASE58, Alphabet::NANO_ID].map(Ok);
    for alphabet in own.chain(known) {
        let alphabet = alphabet.expect("these are distinct symbols");
        let spec = TokenSpec {
            alphabet,
            ..TokenSpec::default().with_format(Format::Custom)
        };
        assert!(lines::<true>(&spec) == lines::<false>(&spec), "{alphabet}");
    }
}

#[wasm_bindgen_test]
fn four_texts_at_a_time_have_the_digests_of_each() {
    let mut four = FourSha256::new();
    for length in (0..=300).chain((0..300).rev()) {
        let texts = [0x00, 0x5a, 0xa5, 0xff].map(|flipped| {
            let text = (0..length).map(|index: usize| index.to_le_bytes()[0] ^ flipped);
            text.collect::<Vec<u8>>()
        });
        let digests = four.digests(texts.each_ref().map(Vec::as_slice));
        let expected: [[u8; 32]; 4] = texts.map(|text| Sha256::digest(text).into());
        assert_eq!(digests, Some(expected), "{length} bytes");
    }
}
