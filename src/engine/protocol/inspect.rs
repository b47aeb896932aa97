//! The request of the Inspect tab.

use super::request::Request;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::inspect::Inspection;
use serde::{Deserialize, Serialize};

/// Inspect the keys in the text that is posted beside this message.
#[derive(Debug, Serialize, Deserialize)]
pub struct InspectKeys {
    /// The secret that verifies JWTs with HMAC; may be empty.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub secret: Secret,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// How many keys are listed; all others are counted only.
    pub most: u32,
}

impl Request for InspectKeys {
    type Reply = Inspection;
}
