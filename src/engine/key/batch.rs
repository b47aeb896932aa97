//! Batches of keys, one key per line; [`export`] writes other kinds of files from these lines.
//!
//! A batch is written in pieces, so that the caller can report progress and stop between them. The keys of a
//! batch are distinct. Random bytes come in pieces of 64 KiB: one call to `crypto.getRandomValues` for each key
//! is what makes other generators slow.

mod digest;
pub mod export;
pub mod output;
pub(super) mod seen;
pub mod trace;

use super::amount::Amount;
use super::error::{MintError, SpecError};
use super::generate::Pool;
use super::minter::Minter;
use super::spec::{Supplies, TokenSpec};
use crate::engine::base::number::{Limits, Quantity, grouped};
use crate::engine::base::random::{ByteSource, RandomError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The limits of the field "How many".
pub const KEYS: Limits = Limits {
    quantity: Quantity::Keys,
    least: 1,
    most: 1_000_000,
};

/// How many keys, from the first on, are listed in masked form.
pub const LISTED: usize = 100;

/// A batch that is being written.
pub struct Batch<S> {
    minter: Minter,
    pool: Pool<S>,
    keys: u32,
    written: u32,
    /// Whether the keys are identifiers.
    is_public: bool,
    masked: Vec<String>,
}

impl<S: ByteSource> Batch<S> {
    /// A batch of `keys` keys, 1 to 1,000,000.
    ///
    /// # Errors
    /// [`BatchError`] when such a batch is not possible.
    pub fn new(
        spec: &TokenSpec,
        keys: u32,
        supplies: Supplies,
        source: S,
    ) -> Result<Self, BatchError> {
        if !(KEYS.least..=KEYS.most).contains(&keys) {
            return Err(BatchError::Count);
        }
        match spec.space() {
            Some(space) if space < keys.into() => {
                return Err(BatchError::TooMany { space, asked: keys });
            }
            _ => {}
        }
        let minter = Minter::new(spec, supplies, Amount::many(keys as usize))?;
        Ok(Self {
            pool: minter.pool(source),
            keys,
            written: 0,
            is_public: spec.format.is_public(),
            masked: Vec::new(),
            minter,
        })
    }

    /// An empty buffer with room for all lines.
    ///
    /// # Errors
    /// [`BatchError::TooLarge`]: a million of the longest keys are several gigabytes.
    pub fn buffer(&self) -> Result<Vec<u8>, BatchError> {
        let size = (self.minter.key_length as u64 + 1) * u64::from(self.keys);
        let mut buffer = Vec::new();
        usize::try_from(size)
            .ok()
            .and_then(|size| buffer.try_reserve_exact(size).ok())
            .ok_or(BatchError::TooLarge { size })?;
        Ok(buffer)
    }

    /// How many keys have been written.
    #[must_use]
    pub fn written(&self) -> u32 {
        self.written
    }

    /// How many keys the batch has.
    #[must_use]
    pub fn keys(&self) -> u32 {
        self.keys
    }

    /// The masked forms of the first hundred of the keys written so far; identifiers, which are no secrets, as
    /// they are.
    #[must_use]
    pub fn masked(&self) -> &[String] {
        &self.masked
    }

    /// Appends the lines of up to `most` more keys to `out`. The buffer of [`Batch::buffer`] is never
    /// reallocated.
    ///
    /// # Errors
    /// [`RandomError`]: the batch has failed, and what is in `out` must be overwritten.
    pub fn write(&mut self, most: u32, out: &mut Vec<u8>) -> Result<(), RandomError> {
        for _ in 0..most.min(self.keys - self.written) {
            let start = out.len();
            self.minter.write(&mut self.pool, out)?;
            if self.masked.len() < LISTED {
                let key = String::from_utf8_lossy(&out[start..]);
                self.masked.push(if self.is_public {
                    key.into_owned()
                } else {
                    self.minter.mask().of(&key)
                });
            }
            out.push(b'\n');
            self.written += 1;
        }
        Ok(())
    }
}

/// Why there is no batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchError {
    /// Fewer than 1 or more than 1,000,000 keys.
    Count,
    /// More keys than distinct keys exist.
    TooMany {
        /// How many exist.
        space: u64,
        /// How many were asked for.
        asked: u32,
    },
    /// The keys do not fit into memory.
    TooLarge {
        /// Their size in bytes.
        size: u64,
    },
    /// An error that a single key can have too.
    Mint(MintError),
}

impl From<MintError> for BatchError {
    fn from(error: MintError) -> Self {
        Self::Mint(error)
    }
}

impl From<SpecError> for BatchError {
    fn from(error: SpecError) -> Self {
        Self::Mint(error.into())
    }
}

impl From<RandomError> for BatchError {
    fn from(error: RandomError) -> Self {
        Self::Mint(error.into())
    }
}

impl fmt::Display for BatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => f.write_str("Ask for 1 to 1,000,000 keys."),
            Self::TooMany { space, asked } => write!(
                f,
                "There are only {} different ones, so {} cannot all differ. Ask for fewer, or make them longer.",
                grouped(*space),
                grouped((*asked).into())
            ),
            Self::TooLarge { size } => write!(
                f,
                "These keys are {} MB, more than there is room for. Ask for fewer, or make them shorter.",
                grouped(size.div_ceil(1_000_000))
            ),
            Self::Mint(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BatchError {}
