//! From random bytes to random symbols, each equally likely.
//!
//! Rejection sampling: with 62 symbols the cut-off is 248, the largest multiple of 62 that a byte can
//! reach. Bytes from 248 to 255 are rejected, and each symbol keeps exactly four of the other 248
//! values. Without the cut-off, eight symbols would have five values and come a quarter more often.

#[cfg(target_feature = "simd128")]
mod wide;

use super::alphabet::Alphabet;
use crate::engine::base::random::{ByteSource, RandomError};
use zeroize::Zeroizing;

/// After this many bytes in a row without an accepted one, the source is broken, not unlucky: an
/// alphabet rejects at most a third of all bytes, so chance does this less than once in 2^400 runs. For
/// pairs of bytes, of which less than half is rejected, it is once in 2^256.
const MOST_REJECTED: usize = 256;

/// Random bytes fetched in pieces of a fixed size, so that a batch does not call its source for each key.
///
/// Bytes are overwritten when the next piece comes and when the pool is dropped.
pub struct Pool<S> {
    source: S,
    bytes: Zeroizing<Vec<u8>>,
    used: usize,
}

impl<S: ByteSource> Pool<S> {
    /// A pool that asks `source` for `capacity` bytes at a time, or for one if that is 0.
    pub fn new(source: S, capacity: usize) -> Self {
        let bytes = Zeroizing::new(vec![0; capacity.max(1)]);
        Self {
            source,
            used: bytes.len(),
            bytes,
        }
    }

    /// `count` bytes in one slice. What is left of a piece too short for them is discarded.
    ///
    /// # Errors
    /// As [`ByteSource::fill`].
    pub fn bytes(&mut self, count: usize) -> Result<&[u8], RandomError> {
        if self.bytes.len() - self.used < count {
            if self.bytes.len() < count {
                self.bytes = Zeroizing::new(vec![0; count]);
            }
            self.refill()?;
        }
        let start = self.used;
        self.used += count;
        Ok(&self.bytes[start..self.used])
    }

    /// A uniformly drawn number below `bound`, which is at least 1, from two bytes.
    ///
    /// # Errors
    /// As [`Sampler::draw`].
    pub fn below(&mut self, bound: u16) -> Result<u16, RandomError> {
        // The last value of the largest multiple of `bound` that two bytes reach.
        let last = u16::MAX - (u16::MAX % bound + 1) % bound;
        for _ in 0..MOST_REJECTED {
            let bytes = self.bytes(2)?;
            let drawn = u16::from_le_bytes([bytes[0], bytes[1]]);
            if drawn <= last {
                return Ok(drawn % bound);
            }
        }
        Err(RandomError::Broken)
    }

    /// From 1 to `most` bytes, as many as the pool holds.
    fn some_bytes(&mut self, most: usize) -> Result<&[u8], RandomError> {
        if self.used == self.bytes.len() {
            self.refill()?;
        }
        self.bytes(most.min(self.bytes.len() - self.used))
    }

    fn refill(&mut self) -> Result<(), RandomError> {
        // The pool counts as empty until the source has answered: a failed fill must never be used.
        self.used = self.bytes.len();
        // The buffer stays in use, so `fill` cannot be optimised out; it is many times as fast as `zeroize`.
        self.bytes.fill(0);
        self.source.fill(&mut self.bytes)?;
        self.used = 0;
        Ok(())
    }
}

/// Draws symbols of one alphabet.
#[derive(Clone)]
pub struct Sampler {
    /// The symbol of each byte value, or `REJECTED`.
    table: [u8; 256],
}

impl Sampler {
    /// Marks a byte value that stands for no symbol.
    const REJECTED: u8 = 0;

    /// A sampler of `alphabet`.
    #[must_use]
    pub fn new(alphabet: &Alphabet) -> Self {
        let symbols = alphabet.symbols();
        let cut_off = 256 - 256 % symbols.len();
        let mut table = [Self::REJECTED; 256];
        for (byte, symbol) in table[..cut_off].iter_mut().zip(symbols.iter().cycle()) {
            *byte = *symbol;
        }
        Self { table }
    }

    /// Appends `count` independent, uniformly drawn symbols to `out`.
    ///
    /// Consumes no more bytes than needed: one for each symbol, and one for each rejected byte.
    ///
    /// # Errors
    /// As [`ByteSource::fill`], and [`RandomError::Broken`] when the source gives only bytes that are
    /// rejected. `out` may then hold some symbols: the caller must overwrite them.
    pub fn draw<S: ByteSource>(
        &self,
        pool: &mut Pool<S>,
        count: usize,
        out: &mut Vec<u8>,
    ) -> Result<(), RandomError> {
        let end = out.len() + count;
        let mut rejected_in_a_row = 0;
        while out.len() < end {
            let start = out.len();
            let bytes = pool.some_bytes(end - start)?;
            out.resize(start + bytes.len(), Self::REJECTED);
            let accepted = if S::is_for_many() {
                self.accept_wide(bytes, &mut out[start..])
            } else {
                self.accept(bytes, &mut out[start..])
            };
            if accepted == 0 {
                rejected_in_a_row += bytes.len();
                if rejected_in_a_row >= MOST_REJECTED {
                    return Err(RandomError::Broken);
                }
            } else {
                rejected_in_a_row = 0;
            }
            out.truncate(start + accepted);
        }
        Ok(())
    }

    /// [`Sampler::accept`], sixteen bytes at a time where the alphabet allows it.
    #[cfg(target_feature = "simd128")]
    #[inline]
    fn accept_wide(&self, bytes: &[u8], room: &mut [u8]) -> usize {
        // Every alphabet's symbols come at least twice in the table.
        let count = (1..)
            .zip(&self.table[1..])
            .find(|(_, symbol)| **symbol == self.table[0]);
        let wide = count.and_then(|(count, _)| wide::WideSampler::new(count, &self.table));
        let Some(wide) = wide else {
            return self.accept(bytes, room);
        };
        let (pieces, rest) = bytes.as_chunks();
        let mut accepted = 0;
        for piece in pieces {
            let room = room[accepted..].first_chunk_mut();
            accepted += wide.accept(piece, room.expect("a byte gives at most a symbol"));
        }
        accepted + self.accept(rest, &mut room[accepted..][..rest.len()])
    }

    /// The same without vectors.
    #[cfg(not(target_feature = "simd128"))]
    #[inline]
    fn accept_wide(&self, bytes: &[u8], room: &mut [u8]) -> usize {
        self.accept(bytes, room)
    }

    /// Writes the symbols of `bytes` to `room`, which is as long, and returns how many there are.
    ///
    /// Writing always and moving on only past a symbol spares a branch that is hard to predict. In eights,
    /// the compiler unrolls the loop and checks bounds once for each of them.
    #[inline]
    fn accept(&self, bytes: &[u8], room: &mut [u8]) -> usize {
        let mut accepted = 0;
        let mut keep = |bytes: &[u8]| {
            let window = &mut room[accepted..][..bytes.len()];
            let mut here = 0;
            for byte in bytes {
                let symbol = self.table[usize::from(*byte)];
                window[here] = symbol;
                here += usize::from(symbol != Self::REJECTED);
            }
            accepted += here;
        };
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            keep(eight);
        }
        keep(rest);
        accepted
    }
}

#[cfg(test)]
mod tests {
    use super::{Pool, Sampler};
    use crate::engine::base::random::{ByteSource, RandomError};
    use crate::engine::key::alphabet::Alphabet;

    /// Gives the listed bytes, then refuses.
    struct Listed<'a>(&'a [u8]);

    impl ByteSource for Listed<'_> {
        fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
            let (now, later) = self
                .0
                .split_at_checked(out.len())
                .ok_or(RandomError::Unavailable)?;
            out.copy_from_slice(now);
            self.0 = later;
            Ok(())
        }
    }

    fn draw(bytes: &[u8], piece: usize, count: usize) -> Result<String, RandomError> {
        let mut out = Vec::new();
        Sampler::new(&Alphabet::BASE62).draw(
            &mut Pool::new(Listed(bytes), piece),
            count,
            &mut out,
        )?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn over_all_byte_values_every_symbol_is_produced_equally_often() {
        let all: String = ('!'..='~').collect();
        let own = (2..=94).map(|count| all[..count].parse().unwrap());
        let known = [
            Alphabet::BASE62,
            Alphabet::BASE58,
            Alphabet::BASE64,
            Alphabet::BASE64_URL,
            Alphabet::CROCKFORD32,
            Alphabet::DIGITS,
            Alphabet::HEX,
            Alphabet::NANO_ID,
        ];
        for alphabet in known.into_iter().chain(own) {
            let mut counts = [0; 256];
            for symbol in Sampler::new(&alphabet).table {
                counts[usize::from(symbol)] += 1;
            }
            let each = 256 / usize::from(alphabet.count());
            for symbol in alphabet.symbols() {
                assert_eq!(counts[usize::from(*symbol)], each, "{alphabet:?}");
            }
            let rejected = counts[usize::from(Sampler::REJECTED)];
            let accepted = each * usize::from(alphabet.count());
            assert_eq!(accepted + rejected, 256, "{alphabet:?}");
        }
    }

    #[test]
    fn known_bytes_give_known_symbols_and_rejected_bytes_give_none() {
        assert_eq!(
            draw(&[0, 61, 62, 248, 255, 247, 10, 9], 4, 5).unwrap(),
            "0z0zA"
        );
    }

    #[test]
    fn no_more_bytes_are_used_than_needed() {
        let bytes = [1, 250, 2, 3];
        let mut pool = Pool::new(Listed(&bytes), 1);
        let mut out = Vec::new();
        Sampler::new(&Alphabet::BASE62)
            .draw(&mut pool, 2, &mut out)
            .unwrap();
        assert_eq!(out, b"12");
        assert_eq!(pool.bytes(1), Ok(&[3][..]));
    }

    #[test]
    fn a_refused_fill_ends_the_draw() {
        assert_eq!(draw(&[1, 2], 2, 3), Err(RandomError::Unavailable));
    }

    #[test]
    fn a_source_stuck_on_a_rejected_byte_is_broken_instead_of_an_endless_loop() {
        assert_eq!(draw(&[255; 4096], 16, 1), Err(RandomError::Broken));
    }

    #[test]
    fn over_all_pairs_of_bytes_every_number_below_a_bound_is_produced_equally_often() {
        for bound in [1, 10, 30, 320, 7776, 32_768, 32_769, u16::MAX] {
            let mut counts = vec![0_u32; usize::from(bound)];
            for pair in 0..=u16::MAX {
                let [low, high] = pair.to_le_bytes();
                // A rejected pair is followed by 0 and 0, which only then are used up.
                let bytes = [low, high, 0, 0];
                let mut pool = Pool::new(Listed(&bytes), 2);
                let drawn = pool.below(bound).unwrap();
                if pool.bytes(1).is_err() {
                    continue;
                }
                counts[usize::from(drawn)] += 1;
            }
            let each = 65_536 / u32::from(bound);
            assert!(counts.iter().all(|count| *count == each), "{bound}");
        }
        let mut stuck = Pool::new(Listed(&[255; 1024]), 2);
        assert_eq!(stuck.below(7776), Err(RandomError::Broken));
    }

    #[test]
    fn a_pool_larger_than_its_piece_is_asked_for_at_once() {
        let mut pool = Pool::new(Listed(&[1, 2, 3, 4, 5]), 2);
        assert_eq!(pool.bytes(1), Ok(&[1][..]));
        assert_eq!(pool.bytes(3), Ok(&[3, 4, 5][..]));
        assert_eq!(pool.bytes(1), Err(RandomError::Unavailable));
    }
}
