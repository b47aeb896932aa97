//! The browser's crypto RNG as the engine's byte source. There is no other source and no fallback.
//!
//! `getrandom` calls `crypto.getRandomValues`. Its output cannot prove that it is random, but it gives away two
//! faults seen in the wild: an extension or a test page replaces the function with one that does nothing (all
//! zeros), or with one that returns the same bytes at every call.

use crate::engine::base::random::{ByteSource, RandomError};
use zeroize::Zeroize;

/// Bytes drawn at once: one call into JavaScript serves many keys.
const POOL: usize = 1024;
/// The most that one call of `crypto.getRandomValues` returns, in bytes.
const MOST: usize = 65_536;
/// Bytes at the head of each draw that are compared and never used. Two honest draws agree in all of
/// them once in 2^128.
const WITNESS: usize = 16;

/// A pool of bytes from the browser's crypto RNG. Every byte is given out once, then overwritten.
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
        let mut witness = [0; WITNESS];
        witness.copy_from_slice(&self.drawn[..WITNESS]);
        if let Err(error) = self.hear(witness) {
            self.drawn.zeroize();
            return Err(error);
        }
        self.next = WITNESS;
        Ok(())
    }

    /// Fills `out`, of more than [`POOL`] and at most [`MOST`] bytes, bypassing the pool.
    ///
    /// Its witness is a draw of its own, so that no byte that is given out is kept here for the comparison.
    fn draw_directly(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        let mut witness = [0; WITNESS];
        getrandom::fill(&mut witness).map_err(|_| RandomError::Unavailable)?;
        self.hear(witness)?;
        // With a source that does nothing, the previous content must not pass for random bytes.
        out.fill(0);
        getrandom::fill(out).map_err(|_| RandomError::Unavailable)?;
        if has_one_value(&out[..WITNESS]) || out.starts_with(&witness) {
            return Err(RandomError::Broken);
        }
        Ok(())
    }

    fn hear(&mut self, witness: [u8; WITNESS]) -> Result<(), RandomError> {
        if has_one_value(&witness) || witness == self.last_witness {
            return Err(RandomError::Broken);
        }
        self.last_witness = witness;
        Ok(())
    }
}

fn has_one_value(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| *byte == bytes[0])
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
            let rest = out.len() - filled;
            if rest > POOL {
                let piece = rest.min(MOST);
                self.draw_directly(&mut out[filled..filled + piece])?;
                filled += piece;
                continue;
            }
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
