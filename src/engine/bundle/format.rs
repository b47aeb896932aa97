//! Bundles in other formats than `.env`.

pub(super) mod json;
pub(super) mod powershell;
pub(super) mod tfvars;
pub(super) mod yaml;
