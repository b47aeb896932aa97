//! Digests: which algorithms there are, how a text or a file is hashed, how digests are written.
//!
//! [`sha256`] is for callers that need only SHA-256: it links no other algorithm.

pub mod algorithm;
pub mod decoding;
pub mod encoding;
pub mod expected;
pub mod file_answer;
pub mod file_queue;
pub mod format;
pub mod hasher;
pub mod hmac;
mod keyed;
pub mod line_ends;
pub mod list;
pub mod options;
pub mod server_config;
pub mod subtree;
pub mod sums;
pub mod task;
mod value;
pub mod verdict;
pub mod whitespace;

pub use algorithm::Algorithm;
pub use encoding::Encoding;
pub use format::DigestFormat;
pub use hasher::{Hasher, Hashers};
pub use value::{Digest, sha256};

/// The digest of `message`, which is hashed byte for byte: nothing is trimmed or normalised.
#[must_use]
pub fn digest(algorithm: Algorithm, message: &[u8]) -> Digest {
    let mut hasher = Hasher::new(algorithm);
    hasher.update(message);
    hasher.finish()
}
