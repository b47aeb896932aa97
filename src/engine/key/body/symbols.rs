//! Drawing independent symbols of one alphabet, many at a time.

use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::key::alphabet::Alphabet;
use crate::engine::key::generate::{Pool, Sampler};
use zeroize::Zeroizing;

/// Independent symbols, a fixed count at a time.
///
/// They are drawn for several random parts at once: a call for each would cost as much as its symbols.
pub(in crate::engine::key) struct Symbols {
    sampler: Sampler,
    /// The value of each symbol's byte.
    values: [u8; 256],
    base: u64,
    /// How many symbols a random part has.
    pub(super) count: usize,
    /// Symbols drawn ahead, how many of them are used, and how many are drawn at once.
    ahead: Zeroizing<Vec<u8>>,
    used: usize,
    at_once: usize,
}

/// For how many random parts symbols are drawn at once.
const AHEAD: usize = 64;

impl Symbols {
    /// A generator of up to `times` random parts of `count` symbols each.
    pub fn new(alphabet: &Alphabet, count: usize, times: usize) -> Self {
        let mut values = [0; 256];
        for (value, symbol) in (0..).zip(alphabet.symbols()) {
            values[usize::from(*symbol)] = value;
        }
        let at_once = count * times.min(AHEAD);
        Self {
            sampler: Sampler::new(alphabet),
            values,
            base: alphabet.count().into(),
            count,
            ahead: Zeroizing::new(Vec::with_capacity(at_once)),
            used: 0,
            at_once,
        }
    }

    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        numbered: bool,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        if self.used == self.ahead.len() {
            self.ahead.clear();
            self.used = 0;
            let drawn = self.sampler.draw(pool, self.at_once, &mut self.ahead);
            if drawn.is_err() {
                // An incomplete draw must not be used.
                self.ahead.clear();
            }
            drawn?;
        }
        let drawn = &self.ahead[self.used..self.used + self.count];
        self.used += self.count;
        out.extend_from_slice(drawn);
        Ok(if numbered {
            drawn.iter().fold(0_u64, |number, symbol| {
                number
                    .wrapping_mul(self.base)
                    .wrapping_add(self.values[usize::from(*symbol)].into())
            })
        } else {
            0
        })
    }
}
