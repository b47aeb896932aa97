//! The identifier of a row.

/// Identifies a row for the lifetime of its bundle, whatever happens to its name, value and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(pub(super) u32);
