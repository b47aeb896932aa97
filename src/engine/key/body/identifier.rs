//! UUIDs (RFC 9562) and ULIDs.
//!
//! Those that hold a time are put in order within a batch: all are drawn first and sorted, so that each
//! is greater than the one before it and still random in all its bits. The usual way, adding one to the
//! last, would give the next key away to whoever sees one.

use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::key::amount::Amount;
use crate::engine::key::generate::Pool;
use serde::{Deserialize, Serialize};
use ulid::Ulid;
use uuid::{Builder, Uuid};
use zeroize::Zeroizing;

/// Milliseconds since 1970 (UTC), of which 48 bits count: enough until the year 10889.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time(pub u64);

impl Time {
    const BITS: u64 = (1 << 48) - 1;
}

/// A kind of identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Identifier {
    UuidV4,
    UuidV7,
    Ulid,
}

impl Identifier {
    /// Random bits. RFC 9562 fixes six of a UUID's 128; v7 and ULID give 48 to the time.
    pub fn bits(self) -> f64 {
        match self {
            Self::UuidV4 => 122.0,
            Self::UuidV7 => 74.0,
            Self::Ulid => 80.0,
        }
    }

    /// The length in characters.
    pub fn length(self) -> usize {
        match self {
            Self::UuidV4 | Self::UuidV7 => 36,
            Self::Ulid => 26,
        }
    }

    /// How many of the first characters encode the time, with the hyphen that follows.
    pub fn time_length(self) -> usize {
        match self {
            Self::UuidV4 => 0,
            Self::UuidV7 => 14,
            Self::Ulid => 10,
        }
    }
}

/// Draws identifiers of one kind.
pub(crate) struct Identifiers {
    kind: Identifier,
    time: Time,
    amount: Amount,
    /// Those drawn and not yet given out, the least one last.
    ordered: Zeroizing<Vec<u128>>,
}

impl Identifiers {
    /// A generator of up to `amount` identifiers in ascending order, made at `time`.
    pub fn new(kind: Identifier, time: Time, amount: Amount) -> Self {
        Self {
            kind,
            time: Time(time.0 & Time::BITS),
            amount,
            ordered: Zeroizing::default(),
        }
    }

    /// Appends an identifier to `out` and returns its lowest 64 bits.
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the lowest 64 bits are wanted"
    )]
    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        let identifier = if self.kind == Identifier::UuidV4 {
            self.draw_one(pool)?
        } else {
            if self.ordered.is_empty() {
                self.draw_all(pool)?;
            }
            self.ordered.pop().unwrap_or_default()
        };
        let start = out.len();
        out.resize(start + self.kind.length(), 0);
        let room = &mut out[start..];
        match self.kind {
            Identifier::UuidV4 | Identifier::UuidV7 => {
                Uuid::from_u128(identifier).hyphenated().encode_lower(room);
            }
            Identifier::Ulid => {
                let mut text = [0; ulid::ULID_LEN];
                Ulid(identifier).array_to_str(&mut text);
                room.copy_from_slice(&text);
            }
        }
        Ok(identifier as u64)
    }

    fn draw_one<S: ByteSource>(&self, pool: &mut Pool<S>) -> Result<u128, RandomError> {
        let bytes = pool
            .bytes(16)?
            .first_chunk::<16>()
            .expect("the pool gives what is asked for");
        Ok(match self.kind {
            Identifier::UuidV4 => Builder::from_random_bytes(*bytes).into_uuid().as_u128(),
            Identifier::UuidV7 => {
                let random = bytes.first_chunk().expect("10 of 16 bytes");
                Builder::from_unix_timestamp_millis(self.time.0, random)
                    .into_uuid()
                    .as_u128()
            }
            Identifier::Ulid => Ulid::from_parts(self.time.0, u128::from_le_bytes(*bytes)).0,
        })
    }

    fn draw_all<S: ByteSource>(&mut self, pool: &mut Pool<S>) -> Result<(), RandomError> {
        let keys = self.amount.keys();
        let mut all = Zeroizing::new(Vec::with_capacity(keys));
        for _ in 0..keys {
            all.push(self.draw_one(pool)?);
        }
        self.amount.sort_descending(&mut all);
        // Chance makes two of a million alike once in 2^35 batches of UUID v7: a source that does is broken.
        if all.windows(2).any(|pair| pair[0] == pair[1]) {
            return Err(RandomError::Broken);
        }
        self.ordered = all;
        Ok(())
    }
}
