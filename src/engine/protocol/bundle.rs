//! The requests of the Bundle tab: the public keys of VAPID pairs, and the key pairs of tokens.

use super::request::Request;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::bundle::pair::WantedPair;
use serde::{Deserialize, Serialize};

/// Compute the public key of a VAPID pair.
#[derive(Debug, Serialize, Deserialize)]
pub struct DerivePublicKey {
    /// The private key as base64url.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub private: Secret,
    /// Whether the public key's base64url is padded.
    pub padded: bool,
}

impl Request for DerivePublicKey {
    /// The public key as base64url, or an error message.
    type Reply = Result<String, String>;
}

/// Make the key pair that some rows wait for.
#[derive(Debug, Serialize, Deserialize)]
pub struct MakePairValues {
    /// The pair to make, and what each row takes of it.
    pub wanted: WantedPair,
    /// The time at which tokens are issued, in seconds since 1970 (UTC).
    pub now: u64,
}

impl Request for MakePairValues {
    /// A value for each row, or an error message.
    type Reply = Result<Vec<PairText>, String>;
}

/// A value that holds half a pair.
#[derive(Debug, Serialize, Deserialize)]
pub struct PairText(
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")] pub Secret,
);
