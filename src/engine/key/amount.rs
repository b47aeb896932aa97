//! How many keys are minted at a time, and what code that calls for: little for one, fast for many.
//!
//! One key is minted in the page, where all code is part of the first load. Many are minted in the worker. What only
//! [`Amount::many`] names, the page does not link.

use super::checksum::Crc32;

/// How many keys are minted at a time.
#[derive(Clone, Copy)]
pub(crate) struct Amount {
    keys: usize,
    crc32: Crc32,
    sort_descending: fn(&mut [u128]),
}

impl Amount {
    /// One key.
    pub const ONE: Self = Self {
        keys: 1,
        crc32: Crc32::SMALL,
        // One is in order.
        sort_descending: |_| {},
    };

    /// Up to `keys` keys.
    pub const fn many(keys: usize) -> Self {
        Self {
            keys,
            crc32: Crc32::FAST,
            sort_descending: |all| all.sort_unstable_by(|a, b| b.cmp(a)),
        }
    }

    /// The number of keys.
    pub const fn keys(self) -> usize {
        self.keys
    }

    /// The checksum in the code for so many.
    pub(super) const fn crc32(self) -> Crc32 {
        self.crc32
    }

    /// Puts the numbers of so many keys in order, the greatest first.
    pub fn sort_descending(self, all: &mut [u128]) {
        (self.sort_descending)(all);
    }
}
