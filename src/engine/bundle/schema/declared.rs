//! What a schema declares, whatever its kind.

use super::rule::Rule;
use crate::engine::base::secret::Secret;
use crate::engine::env::Dialect;

/// What a schema declares.
#[derive(Debug)]
pub(in crate::engine::bundle) struct DeclaredSchema {
    /// The variables as a `.env`.
    pub text: Secret,
    /// The reader by whose rules the text is written.
    pub dialect: Dialect,
    /// One for each variable, in the order of the text.
    pub rules: Vec<Rule>,
    /// The profiles to choose from; none where there is only one.
    pub profiles: Vec<String>,
    /// The profile that was read, where there are several.
    pub profile: Option<String>,
    /// A sentence on what else a person has to know.
    pub remark: Option<&'static str>,
}
