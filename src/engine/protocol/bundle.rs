//! The requests of the Bundle tab: the public keys of VAPID pairs.

use super::request::Request;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
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
