//! Detects duplicate random parts in a batch.
//!
//! Holds the numbers of random parts, not the parts: a bitmap of all possible numbers where that is smaller,
//! else a hash table. Beyond 2^64 possible random parts several share a number; such a false duplicate costs a
//! redraw, once in 37 million batches of a million keys, and nothing else.
//!
//! The number of a short key determines the key, so the numbers are overwritten at the end. The sets of the
//! standard library do not do that, and their hash function is stronger than random numbers need.

use zeroize::Zeroizing;

/// Gives up after this many times the expected draws: a working source needs more once in e^64.
const PATIENCE: u64 = 64;

/// The numbers that were drawn.
pub(crate) struct SeenNumbers {
    numbers: Numbers,
    /// How many numbers are possible; `None` from 2^64 on.
    space: Option<u64>,
    count: u64,
}

enum Numbers {
    Unneeded,
    /// A bit for each number.
    All(Zeroizing<Vec<u64>>),
    Some(Table),
}

impl SeenNumbers {
    /// Detects no duplicates.
    pub fn unneeded() -> Self {
        Self {
            numbers: Numbers::Unneeded,
            space: None,
            count: 0,
        }
    }

    /// For up to `keys` of `space` numbers, all of them below `bound`.
    pub fn new(space: Option<u64>, bound: Option<u64>, keys: usize) -> Self {
        // A table takes 128 to 256 bits for each key.
        let numbers = match bound {
            Some(bound) if bound / 128 <= keys as u64 =>
            {
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "at most 2 words for each of the keys"
                )]
                Numbers::All(Zeroizing::new(vec![0; bound.div_ceil(64) as usize]))
            }
            _ => Numbers::Some(Table::new(keys)),
        };
        Self {
            numbers,
            space,
            count: 0,
        }
    }

    /// Whether duplicates must be detected.
    pub fn is_needed(&self) -> bool {
        !matches!(self.numbers, Numbers::Unneeded)
    }

    /// Adds `number`; returns whether it was new.
    #[inline]
    pub fn is_new(&mut self, number: u64) -> bool {
        let new = match &mut self.numbers {
            Numbers::Unneeded => true,
            Numbers::All(bits) => {
                let (word, bit) = (usize::try_from(number / 64).ok(), 1 << (number % 64));
                word.and_then(|word| bits.get_mut(word))
                    .is_some_and(|word| {
                        let new = *word & bit == 0;
                        *word |= bit;
                        new
                    })
            }
            Numbers::Some(table) => table.insert(number),
        };
        self.count += u64::from(new);
        new
    }

    /// The number of draws without a new number after which the source is broken, not unlucky.
    pub fn most_draws(&self) -> u64 {
        let left = |space: u64| space.saturating_sub(self.count).max(1);
        self.space.map_or(PATIENCE, |space| {
            space.div_ceil(left(space)).saturating_mul(PATIENCE)
        })
    }
}

/// A hash set with open addressing, never more than half full.
struct Table {
    /// One more than each number; 0 marks a free slot.
    places: Zeroizing<Vec<u64>>,
}

impl Table {
    fn new(numbers: usize) -> Self {
        let places = (2 * numbers).max(2).next_power_of_two();
        Self {
            places: Zeroizing::new(vec![0; places]),
        }
    }

    /// Adds `number`; returns whether it was new.
    fn insert(&mut self, number: u64) -> bool {
        // `u64::MAX` wraps to 0 and counts as the number 0.
        let wanted = number.wrapping_add(1).max(1);
        let last = self.places.len() - 1;
        // Fibonacci hashing: 2^64 divided by the golden ratio spreads the numbers of short keys.
        let spread = wanted.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "32 bits, and only the low ones count"
        )]
        let mut at = spread as usize & last;
        loop {
            match self.places[at] {
                0 => {
                    self.places[at] = wanted;
                    return true;
                }
                there if there == wanted => return false,
                _ => at = (at + 1) & last,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PATIENCE, SeenNumbers};
    use std::collections::HashSet;

    #[test]
    fn a_number_is_new_once_whichever_way_it_is_kept() {
        for bound in [Some(1000), Some(1_000_000_000), None] {
            let mut seen = SeenNumbers::new(bound, bound, 2000);
            let mut referee = HashSet::new();
            for step in 0..2000_u64 {
                let number = step * step % 1000;
                assert_eq!(seen.is_new(number), referee.insert(number), "{bound:?}");
            }
        }
        let mut seen = SeenNumbers::new(None, None, 4);
        assert!(seen.is_new(u64::MAX) && !seen.is_new(u64::MAX) && seen.is_new(7));
    }

    #[test]
    fn patience_grows_as_fewer_numbers_are_left() {
        let mut seen = SeenNumbers::new(Some(10), Some(10), 10);
        assert_eq!(seen.most_draws(), PATIENCE);
        for number in 0..9 {
            seen.is_new(number);
        }
        assert_eq!(seen.most_draws(), 10 * PATIENCE);
    }
}
