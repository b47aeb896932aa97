//! What the keys of the tests are minted with besides random bytes.

use latchkey::engine::key::body::identifier::Time;
use latchkey::engine::key::body::words;
use latchkey::engine::key::spec::Supplies;

/// A fixed time, and the list of words.
pub fn supplies() -> Supplies {
    Supplies {
        time: Time(1_700_000_000_000),
        words: Some(words::eff_large()),
    }
}
