//! The messages between the page and its worker: an envelope with the run, and in it a body. The bodies are in
//! one file per tab; each request names the type of its replies.
//!
//! Encoded with postcard, which writes neither names nor types: page and worker are always of one build. A
//! text, a file and the lines of a batch do not travel in these messages but beside them.

pub mod bundle;
pub mod hashes;
pub mod inspect;
pub mod pair;
pub mod request;
pub mod token;

pub use request::Request;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// The number of a request. A reply to any but the latest is stale.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run(pub u32);

impl Run {
    /// The run of the next request.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// [`encode`] for the replies to a request, compiled here and not where it is called: in the worker, which is
/// optimised for speed, it would be larger and no faster.
pub trait EncodeReply: Request {
    /// An envelope with `reply`.
    fn encode_reply(run: Run, reply: &Self::Reply) -> Zeroizing<Vec<u8>>;
}

/// One line per request: the name, which is also its type's, and the type.
macro_rules! bodies {
    ($($(#[$doc:meta])* $name:ident($request:ty);)+) => {
        /// What the page may send in an envelope.
        #[derive(Debug, Serialize, Deserialize)]
        pub enum RequestBody {
            $($(#[$doc])* $name($request),)+
            /// Stop; what is complete stays. There is no reply.
            Stop,
            /// Stop, and overwrite what is kept. There is no reply.
            Forget,
        }

        $(impl EncodeReply for $request {
            #[inline(never)]
            fn encode_reply(run: Run, reply: &Self::Reply) -> Zeroizing<Vec<u8>> {
                encode(run, reply)
            }
        })+

        $(impl From<$request> for RequestBody {
            fn from(request: $request) -> Self {
                Self::$name(request)
            }
        })+
    };
}

bodies! {
    /// Mint one key.
    Mint(token::Mint);
    /// Mint a batch.
    MintBatch(token::MintBatch);
    /// Write the last batch as a file.
    ExportBatch(token::ExportBatch);
    /// Compute the public key of a VAPID pair.
    DerivePublicKey(bundle::DerivePublicKey);
    /// Make the key pair that rows of a bundle wait for.
    MakePairValues(bundle::MakePairValues);
    /// Hash the text that is posted beside the message.
    HashText(hashes::HashText);
    /// Hash the files that are posted beside the message.
    HashFile(hashes::HashFile);
    /// Hash a subtree of the file that is posted beside the message, or join all of them.
    HashTree(hashes::HashTree);
    /// Hash a password.
    HashPassword(hashes::HashPassword);
    /// Verify a password.
    VerifyPassword(hashes::VerifyPassword);
    /// Inspect the keys in the text that is posted beside the message.
    InspectKeys(inspect::InspectKeys);
    /// Make a key pair.
    GeneratePair(pair::GeneratePair);
    /// Write a private key for a `.env`.
    WriteEnvLine(pair::WriteEnvLine);
}

impl RequestBody {
    /// [`decode`], compiled here for the reason that [`EncodeReply`] has.
    ///
    /// # Errors
    /// [`MessageError`] for anything but a body.
    #[inline(never)]
    pub fn decode(body: &[u8]) -> Result<Self, MessageError> {
        decode(body)
    }
}

/// An envelope with `body`, as bytes, which are overwritten when they are dropped.
#[must_use]
pub fn encode(run: Run, body: &impl Serialize) -> Zeroizing<Vec<u8>> {
    let envelope = (run, body);
    // Measured first: a reallocation would leave copies of a key behind.
    let size = postcard::experimental::serialized_size(&envelope).unwrap_or_default();
    let mut bytes = Zeroizing::new(vec![0; size]);
    if postcard::to_slice(&envelope, &mut bytes).is_err() {
        bytes.clear();
    }
    bytes
}

/// Splits an envelope of [`encode`] into its run and its body, for [`decode`].
///
/// # Errors
/// [`MessageError`] for bytes that are not an envelope.
pub fn open(bytes: &[u8]) -> Result<(Run, &[u8]), MessageError> {
    postcard::take_from_bytes(bytes).map_err(|_| MessageError)
}

/// Decodes the body of an envelope.
///
/// # Errors
/// [`MessageError`] for anything but a body of this type.
pub fn decode<'a, RequestBody: Deserialize<'a>>(
    body: &'a [u8],
) -> Result<RequestBody, MessageError> {
    match postcard::take_from_bytes(body) {
        Ok((body, [])) => Ok(body),
        _ => Err(MessageError),
    }
}

/// The bytes are not a valid message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageError;

impl fmt::Display for MessageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The page and its worker do not understand each other. Reload the page.")
    }
}

impl std::error::Error for MessageError {}
