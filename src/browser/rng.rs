//! The browser's crypto RNG as the engine's byte source. There is no other source and no fallback.
//!
//! `getrandom` calls `crypto.getRandomValues`. Whether that really was random nobody can tell from its
//! output, but two faults seen in the wild can: an extension or a test page that replaces it with a
//! function that does nothing (all zeros), or with one that gives the same bytes at every call.

use crate::engine::random::{ByteSource, RandomError};
use zeroize::Zeroize;

/// Bytes drawn at once: one call into JavaScript serves many keys.
const POOL: usize = 1024;
/// Bytes at the head of each draw that are compared and never used. Two honest draws agree in all of
/// them once in 2^128.
const WITNESS: usize = 16;

/// A pool of bytes from the browser's crypto RNG. Every byte is given out once and overwritten then.
pub struct BrowserRng {
    drawn: [u8; WITNESS + POOL],
    last_witness: [u8; WITNESS],
    next: usize,
}

impl BrowserRng {
    /// An empty pool; the first use draws.
    #[must_use]
    pub fn new() -> Self {
        Self {
            drawn: [0; WITNESS + POOL],
            last_witness: [0; WITNESS],
            next: WITNESS + POOL,
        }
    }

    fn draw(&mut self) -> Result<(), RandomError> {
        self.drawn.zeroize();
        getrandom::fill(&mut self.drawn).map_err(|_| RandomError::Unavailable)?;
        let witness = &self.drawn[..WITNESS];
        let one_value = witness.iter().all(|byte| *byte == witness[0]);
        if one_value || witness == self.last_witness {
            self.drawn.zeroize();
            return Err(RandomError::Broken);
        }
        self.last_witness.copy_from_slice(witness);
        self.next = WITNESS;
        Ok(())
    }
}

impl Default for BrowserRng {
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for BrowserRng {
    fn drop(&mut self) {
        self.drawn.zeroize();
    }
}

impl ByteSource for BrowserRng {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        let mut filled = 0;
        while filled < out.len() {
            if self.next == self.drawn.len() {
                self.draw()?;
            }
            let count = (out.len() - filled).min(self.drawn.len() - self.next);
            let given = &mut self.drawn[self.next..self.next + count];
            out[filled..filled + count].copy_from_slice(given);
            given.zeroize();
            self.next += count;
            filled += count;
        }
        Ok(())
    }
}
