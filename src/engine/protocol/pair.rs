//! The requests of the Key pair tab.

use super::request::Request;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::bundle::env_form::EnvForm;
use crate::engine::bundle::env_line::EnvLine;
use crate::engine::bundle::output::Output;
use crate::engine::pair::error::PairError;
use crate::engine::pair::form::Pair;
use crate::engine::pair::spec::PairSpec;
use serde::{Deserialize, Serialize};

/// Make a key pair.
#[derive(Debug, Serialize, Deserialize)]
pub struct GeneratePair {
    /// The pair to make.
    pub spec: PairSpec,
    /// The time, in seconds since 1970.
    pub now: i64,
}

impl Request for GeneratePair {
    type Reply = Result<Pair, PairError>;
}

/// Write a private key for a `.env`, or for another output of the Bundle tab.
#[derive(Debug, Serialize, Deserialize)]
pub struct WriteEnvLine {
    /// The output that the line is for.
    pub output: Output,
    /// The variable's name.
    pub name: String,
    /// The private key.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub pem: Secret,
    /// How the line holds the key; `None` for the best way that the output takes.
    pub form: Option<EnvForm>,
}

impl Request for WriteEnvLine {
    /// The line, or an error message.
    type Reply = Result<EnvLine, String>;
}
