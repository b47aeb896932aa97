//! The requests of the Token tab: passphrases, batches and their files.

use super::request::Request;
use crate::engine::key::batch::BatchError;
use crate::engine::key::batch::output::BatchOutput;
use crate::engine::key::body::identifier::Time;
use crate::engine::key::record::KeyTrace;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::Token;
use serde::{Deserialize, Serialize};

/// Mint one key: a passphrase, whose words only the worker has.
#[derive(Debug, Serialize, Deserialize)]
pub struct Mint {
    /// The form of the key.
    pub spec: TokenSpec,
    /// When it is made.
    pub time: Time,
}

impl Request for Mint {
    type Reply = Result<Token, BatchError>;
}

/// Mint a batch, which the worker keeps until the next one or until it is told to forget it.
#[derive(Debug, Serialize, Deserialize)]
pub struct MintBatch {
    /// The form of the keys.
    pub spec: TokenSpec,
    /// The number of keys.
    pub keys: u32,
    /// When they are made.
    pub time: Time,
}

impl Request for MintBatch {
    type Reply = BatchReply;

    fn is_last(reply: &BatchReply) -> bool {
        !matches!(reply, BatchReply::Progress(_))
    }
}

/// The progress and the result of a batch.
#[derive(Debug, Serialize, Deserialize)]
pub enum BatchReply {
    /// How much of the batch is made, in thousandths.
    Progress(u16),
    /// It is complete.
    Done {
        /// Its first hundred keys, masked.
        masked: Vec<String>,
        /// What server records need of each key; empty for a batch too large for records.
        traces: Vec<KeyTrace>,
    },
    /// There is no batch.
    Failed(BatchError),
}

/// Write the batch that the worker keeps as a file. A worker that keeps none does not reply.
#[derive(Debug, Serialize, Deserialize)]
pub struct ExportBatch {
    /// The kind of file.
    pub output: BatchOutput,
}

impl Request for ExportBatch {
    type Reply = Piece;

    fn is_last(reply: &Piece) -> bool {
        reply.last
    }
}

/// The next bytes of a file; they are posted beside this message.
#[derive(Debug, Serialize, Deserialize)]
pub struct Piece {
    /// Whether the file is complete with them.
    pub last: bool,
    /// How much of the file is written, in thousandths.
    pub share: u16,
}
