//! What the page is told of this worker's random numbers, so that it finds out a source that starts over with each
//! worker. With every reply goes what was not told before; none of it is given out otherwise.

use latchkey::browser::rng;
use latchkey::engine::base::health::BLOCK;
use latchkey::engine::base::sha256::sha256_in_place;
use std::cell::{Cell, RefCell};

thread_local! {
    /// Whether the block of the first draw was told.
    static IS_FIRST_TOLD: Cell<bool> = const { Cell::new(false) };
    /// The blocks of the keys that the browser made, untold yet.
    static KEYS: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Notes a private key that the browser made with random numbers of its own. What is told of it says nothing of it.
pub fn note_key(key: &[u8]) {
    let digest = sha256_in_place(key);
    KEYS.with_borrow_mut(|keys| keys.extend(&digest[..BLOCK]));
}

/// The blocks that are still to be told, one after the other.
pub fn untold() -> Vec<u8> {
    let mut blocks = KEYS.take();
    if !IS_FIRST_TOLD.get()
        && let Some(first) = rng::first_witness()
    {
        IS_FIRST_TOLD.set(true);
        blocks.extend(first);
    }
    blocks
}
