//! The requests of the Hashes tab: digests of texts and files, and password hashes.

use super::request::Request;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::digest::subtree::ChainingValue;
use crate::engine::digest::task::{ComputedDigests, Task};
use crate::engine::digest::{Algorithm, Digest};
use crate::engine::password::{InputError, Params, PasswordVerdict};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Hash the text that is posted beside this message.
#[derive(Debug, Serialize, Deserialize)]
pub struct HashText {
    /// What to compute.
    pub task: Task,
}

impl Request for HashText {
    /// What was computed, or an error message.
    type Reply = Result<ComputedDigests, String>;
}

/// Hash the file that is posted beside this message. A port after it reads its slices where the browser lets no worker
/// do so.
#[derive(Debug, Serialize, Deserialize)]
pub struct HashFile {
    /// The algorithms to compute over one read of the file.
    pub algorithms: Vec<Algorithm>,
}

impl Request for HashFile {
    type Reply = FileReply;

    fn is_last(reply: &FileReply) -> bool {
        !matches!(reply, FileReply::Progress(_))
    }
}

/// BLAKE3 of a file that several workers read at the same time: one step of it.
#[derive(Debug, Serialize, Deserialize)]
pub enum HashTree {
    /// Hash the subtree of this index; the file and the port are posted as beside [`HashFile`]. The result is its
    /// chaining value.
    Subtree(u32),
    /// Join the chaining values of all subtrees, in order. The result is the digest.
    Join(Vec<ChainingValue>),
}

impl Request for HashTree {
    type Reply = FileReply;

    fn is_last(reply: &FileReply) -> bool {
        HashFile::is_last(reply)
    }
}

/// The progress and the result of a file, or of a subtree of one.
#[derive(Debug, Serialize, Deserialize)]
pub enum FileReply {
    /// The number of bytes read so far for this request.
    Progress(u64),
    /// The file's digests, or why there are none.
    Digests(Result<Vec<Digest>, FileError>),
    /// The chaining value of the subtree, or why there is none.
    Subtree(Result<ChainingValue, FileError>),
}

/// Why a file was not hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileError {
    /// It was deleted or moved.
    Gone,
    /// It changed after it was chosen, or while it was read.
    Changed,
    /// The browser may not read it, or it is a folder. Firefox says no more of a file that is gone.
    Unreadable,
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gone => "The file is gone: it was moved or deleted. Choose it again.",
            Self::Changed => {
                "The file changed since it was chosen, or cannot be read any more. Choose it again."
            }
            Self::Unreadable => {
                "The browser cannot read this: it may be gone, protected, or a folder. Choose it again."
            }
        })
    }
}

impl std::error::Error for FileError {}

/// Hash a password with a new salt.
#[derive(Debug, Serialize, Deserialize)]
pub struct HashPassword {
    /// The password.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub password: Secret,
    /// The scheme and its cost.
    pub params: Params,
}

impl Request for HashPassword {
    /// The text to store, or what is wrong with an input.
    type Reply = Result<String, InputError>;
}

/// Verify a password.
#[derive(Debug, Serialize, Deserialize)]
pub struct VerifyPassword {
    /// The password.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub password: Secret,
    /// The text that holds the stored hash, as it was pasted.
    pub stored: String,
}

impl Request for VerifyPassword {
    /// The verdict, or what is wrong with an input.
    type Reply = Result<PasswordVerdict, InputError>;
}
