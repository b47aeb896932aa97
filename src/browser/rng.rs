//! The browser's crypto RNG as the engine's byte source. There is no other source and no fallback.
//!
//! `getrandom` calls `crypto.getRandomValues`. Its output cannot prove that it is random, but it gives away the
//! faults seen in the wild: an extension or a test page replaces the function with one that does nothing (all
//! zeros), fills a part of the buffer, counts, or returns the same bytes again. Every byte that is given out was
//! tested for that, see [`health`].
//!
//! A worker has a program of its own, which remembers nothing of an earlier worker. So each tells the page the block of
//! its first draw, and the page refuses the answer of one whose source starts over.
//!
//! Before the first draw a known-answer test runs what makes a key: known bytes must give the known key, with its
//! checksum, and the known SHA-256. Where they do not, this copy of the program is not to be trusted, and no byte is
//! given out.

use crate::engine::base::health::{self, BLOCK, Witnesses};
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::key::known_answer;
use std::cell::{LazyCell, RefCell};
use zeroize::{Zeroize as _, Zeroizing};

/// The least bytes drawn at once: one call into JavaScript serves many keys, and the health tests need this many.
const LEAST: usize = health::WINDOW;
/// The most bytes drawn at once: with the witness they are what one call of `crypto.getRandomValues` returns.
pub const MOST: usize = 65_536 - BLOCK;

thread_local! {
    /// Whether the known-answer test passes.
    static IS_CORRECT: LazyCell<bool> = const { LazyCell::new(|| known_answer::is_given_by(&mut BrowserRng::known())) };
    /// The first block of each draw, by whichever pool, and in the page what its workers tell of theirs. It is never
    /// given out.
    static WITNESSES: RefCell<Witnesses> = RefCell::default();
}

/// Adds a block that only a sound source gives once, wherever it was drawn; returns whether it was new.
#[must_use]
pub fn is_new(block: [u8; BLOCK]) -> bool {
    WITNESSES.with_borrow_mut(|seen| seen.is_new(block))
}

/// The block of this program's earliest draw that is remembered; `None` before there is one.
#[must_use]
pub fn first_witness() -> Option<[u8; BLOCK]> {
    WITNESSES.with_borrow(Witnesses::first)
}

/// A pool of bytes from the browser's crypto RNG. Every byte is given out once, then overwritten.
pub struct BrowserRng {
    drawn: Zeroizing<Vec<u8>>,
    next: usize,
}

impl BrowserRng {
    /// An empty pool; the first use draws.
    #[must_use]
    pub fn new() -> Self {
        Self {
            drawn: Zeroizing::default(),
            next: 0,
        }
    }

    /// A pool of known bytes, enough for one key.
    fn known() -> Self {
        Self {
            drawn: Zeroizing::new(known_answer::bytes(LEAST).collect()),
            next: 0,
        }
    }

    /// [`ByteSource::fill`], with the test of every draw passed in. It is always [`health::is_sound`]: passing it
    /// compiles it with the caller, which the worker optimises for speed.
    ///
    /// # Errors
    /// As [`ByteSource::fill`].
    #[inline]
    pub fn fill_tested(
        &mut self,
        out: &mut [u8],
        is_sound: impl Fn(&[u8]) -> bool,
    ) -> Result<(), RandomError> {
        let mut filled = 0;
        while filled < out.len() {
            if self.next == self.drawn.len() {
                self.draw(out.len() - filled)?;
                if !is_sound(&self.drawn) {
                    self.discard();
                    return Err(RandomError::Broken);
                }
            }
            let count = (out.len() - filled).min(self.drawn.len() - self.next);
            let given = &mut self.drawn[self.next..self.next + count];
            out[filled..filled + count].copy_from_slice(given);
            // The buffer stays in use, so that this is not optimised out; it is many times as fast as `zeroize`.
            given.fill(0);
            self.next += count;
            filled += count;
        }
        Ok(())
    }

    /// Draws about `wanted` bytes. All that were drawn before have been given out.
    #[inline(never)]
    fn draw(&mut self, wanted: usize) -> Result<(), RandomError> {
        if !IS_CORRECT.with(|is_correct| **is_correct) {
            return Err(RandomError::WrongAnswer);
        }
        let size = BLOCK + wanted.clamp(LEAST, MOST);
        if self.drawn.len() != size {
            self.drawn = Zeroizing::new(vec![0; size]);
        }
        self.next = size;
        getrandom::fill(&mut self.drawn).map_err(|_| RandomError::Unavailable)?;
        let mut witness = [0; BLOCK];
        witness.copy_from_slice(&self.drawn[..BLOCK]);
        if is_new(witness) {
            self.next = BLOCK;
            Ok(())
        } else {
            self.discard();
            Err(RandomError::Broken)
        }
    }

    fn discard(&mut self) {
        self.drawn.as_mut_slice().zeroize();
        self.next = self.drawn.len();
    }
}

impl Default for BrowserRng {
    fn default() -> Self {
        Self::new()
    }
}

impl ByteSource for BrowserRng {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        self.fill_tested(out, health::is_sound)
    }
}
