//! How many keys are minted at a time, and the code that suits it: small for one key, fast for many.
//!
//! One key is minted in the page, where all code is part of the first load. Many are minted in the worker. Code that
//! only [`Amount::many`] names is not linked into the page.

/// How many keys are minted at a time.
#[derive(Clone, Copy)]
pub(crate) struct Amount {
    keys: usize,
    sort_descending: fn(&mut [u128]),
}

impl Amount {
    /// One key.
    pub const ONE: Self = Self {
        keys: 1,
        // A single number is sorted.
        sort_descending: |_| {},
    };

    /// Up to `keys` keys.
    pub const fn many(keys: usize) -> Self {
        Self {
            keys,
            sort_descending: |all| all.sort_unstable_by(|a, b| b.cmp(a)),
        }
    }

    /// The number of keys.
    pub const fn keys(self) -> usize {
        self.keys
    }

    /// Sorts the numbers of the keys, the greatest first.
    pub fn sort_descending(self, all: &mut [u128]) {
        (self.sort_descending)(all);
    }
}
