//! The messages between the page and its worker.
//!
//! Encoded with postcard, whose encoding says neither names nor types: page and worker are always of one
//! build. The lines of a file do not travel in these messages but beside them, so that their buffer can be
//! handed over instead of copied.

use super::batch::BatchError;
use super::batch::output::Output;
use super::body::identifier::Time;
use super::error::MintError;
use super::hash::task::{Computed, Task};
use super::hash::{Algorithm, Digest};
use super::password::Params;
use super::secret::Secret;
use super::spec::TokenSpec;
use super::token::{Token, from_clear, in_clear};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// Which request a reply belongs to: one that is no longer the last is stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run(pub u32);

/// From the page to the worker.
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// Mint one key: a passphrase, whose words only the worker has.
    Token {
        /// Which request this is.
        run: Run,
        /// The form of the key.
        spec: TokenSpec,
        /// When it is made.
        time: Time,
    },
    /// Mint a batch.
    Batch {
        /// Which request this is.
        run: Run,
        /// The form of the keys.
        spec: TokenSpec,
        /// How many.
        keys: u32,
        /// When they are made.
        time: Time,
    },
    /// Write the last batch as a file.
    File {
        /// Which request this is.
        run: Run,
        /// The request that made the batch.
        batch: Run,
        /// The kind of file.
        output: Output,
    },
    /// Hash the text that comes beside this message.
    Text {
        /// Which request this is.
        run: Run,
        /// What to compute.
        task: Task,
    },
    /// Hash the files that come beside this message.
    Digest {
        /// Which request this is.
        run: Run,
        /// The algorithms to compute over one read of each file.
        algorithms: Vec<Algorithm>,
    },
    /// Hash a password with a salt of its own.
    Password {
        /// Which request this is.
        run: Run,
        /// The password.
        #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
        password: Secret,
        /// The scheme and its cost.
        params: Params,
    },
    /// Verify a password.
    Verify {
        /// Which request this is.
        run: Run,
        /// The password.
        #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
        password: Secret,
        /// The stored hash, as it was pasted.
        stored: String,
    },
    /// Compute the public key of a VAPID pair.
    PublicKey {
        /// Which request this is.
        run: Run,
        /// The private key as base64url.
        #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
        private: Secret,
        /// Whether the public key's base64url is padded.
        padded: bool,
    },
    /// Stop; a batch that is complete stays. There is no reply.
    Stop {
        /// Which request this is.
        run: Run,
    },
    /// Stop, and overwrite the last batch. There is no reply.
    Forget {
        /// Which request this is.
        run: Run,
    },
}

/// From the worker to the page.
#[derive(Debug, Serialize, Deserialize)]
pub enum Reply {
    /// The worker listens: requests sent before this are lost.
    Ready,
    /// The key that was asked for.
    Token {
        /// The request answered.
        run: Run,
        /// The key.
        token: Token,
    },
    /// How far a batch is.
    Progress {
        /// The batch's request.
        run: Run,
        /// How much of it is made, in thousandths.
        share: u16,
    },
    /// The next bytes of a file; they come beside this message.
    Piece {
        /// The file's request.
        run: Run,
        /// Whether the file is complete with them.
        last: bool,
        /// How much of it is written, in thousandths.
        share: u16,
    },
    /// A batch is complete.
    Done {
        /// The batch's request.
        run: Run,
        /// The first hundred keys, masked.
        masked: Vec<String>,
    },
    /// What was computed of a text, or what to say.
    Text {
        /// The request.
        run: Run,
        /// The digests.
        computed: Result<Computed, String>,
    },
    /// How far a file is.
    Reading {
        /// The request.
        run: Run,
        /// The file's place among those that were sent.
        file: u32,
        /// The number of bytes read so far.
        read: u64,
    },
    /// What became of a file.
    Digests {
        /// The request.
        run: Run,
        /// The file's place among those that were sent.
        file: u32,
        /// Its digests, or why there are none.
        digests: Result<Vec<Digest>, FileFault>,
    },
    /// A password's hash, or why there is none.
    Password {
        /// The request.
        run: Run,
        /// The text to store, or what to say.
        stored: Result<String, String>,
    },
    /// Whether a password is the one of a stored hash.
    Verified {
        /// The request.
        run: Run,
        /// The answer, or what to say.
        verified: Result<bool, String>,
    },
    /// The public key of a VAPID pair, or what to say.
    PublicKey {
        /// The request.
        run: Run,
        /// The public key as base64url.
        public: Result<String, String>,
    },
    /// There is no key.
    Failed {
        /// The request.
        run: Run,
        /// Why.
        error: BatchError,
    },
}

/// Why a file was not hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    /// It was deleted or moved.
    Gone,
    /// It changed after it was chosen, or while it was read.
    Changed,
    /// The browser may not read it, or it is a folder.
    Unreadable,
}

impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "The file is gone: it was moved or deleted. Choose it again.",
            Self::Changed => {
                "The file changed since it was chosen, or cannot be read any more. Choose it again."
            }
            Self::Unreadable => "The browser cannot read this: it may be a folder, or protected.",
        })
    }
}

impl std::error::Error for FileFault {}

impl From<MintError> for BatchError {
    fn from(error: MintError) -> Self {
        Self::Mint(error)
    }
}

impl Request {
    /// The request that [`encode`] made `bytes` of. Here and not where it is called: in the worker, which is
    /// optimised for speed, it would be large and no faster.
    ///
    /// # Errors
    /// As [`decode`].
    #[inline(never)]
    pub fn decode(bytes: &[u8]) -> Result<Self, NoMessage> {
        decode(bytes)
    }
}

impl Reply {
    /// As [`encode`], and not where it is called for the reason that [`Request::decode`] has.
    #[must_use]
    #[inline(never)]
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        encode(self)
    }
}

/// `message` as bytes, which are overwritten when they are dropped.
#[must_use]
pub fn encode(message: &impl Serialize) -> Zeroizing<Vec<u8>> {
    // Measured first: growing would leave copies of a key behind.
    let size = postcard::experimental::serialized_size(message).unwrap_or_default();
    let mut bytes = Zeroizing::new(vec![0; size]);
    if postcard::to_slice(message, &mut bytes).is_err() {
        bytes.clear();
    }
    bytes
}

/// The message that [`encode`] made `bytes` of.
///
/// # Errors
/// [`NoMessage`] for anything else.
pub fn decode<'a, Message: Deserialize<'a>>(bytes: &'a [u8]) -> Result<Message, NoMessage> {
    match postcard::take_from_bytes(bytes) {
        Ok((message, [])) => Ok(message),
        _ => Err(NoMessage),
    }
}

/// The bytes are no message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMessage;

impl fmt::Display for NoMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The page and its worker do not understand each other. Reload the page.")
    }
}

impl std::error::Error for NoMessage {}
