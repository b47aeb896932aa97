//! What is known of the text's digest.

use crate::engine::digest::hmac::KeyError;
use crate::engine::digest::list::LineDigest;
use crate::engine::digest::task::ComputedDigests;
use crate::engine::digest::{Algorithm, Digest};

/// The result for the text, without the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextResult {
    /// Nothing yet: the worker is computing it.
    Busy,
    /// What was computed.
    Known {
        /// The algorithm.
        algorithm: Algorithm,
        /// Whether it is an HMAC.
        keyed: bool,
        /// The digests.
        computed: ComputedDigests,
        /// Whether digests of further algorithms are pending.
        more: bool,
    },
    /// The error of the HMAC key.
    NoKey(KeyError),
    /// The worker failed, and why.
    Failed(String),
}

impl TextResult {
    /// What was computed.
    pub fn computed(&self) -> Option<&ComputedDigests> {
        match self {
            Self::Known { computed, .. } => Some(computed),
            _ => None,
        }
    }

    /// The digest of the whole text.
    pub fn digest(&self) -> Option<Digest> {
        self.computed()?.digests.first().copied()
    }

    /// The digests of the lines; none of the whole.
    pub fn lines(&self) -> &[LineDigest] {
        self.computed().map_or(&[], |computed| &computed.lines)
    }
}
