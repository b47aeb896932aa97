//! The words of the small views: all others are given to them.

use crate::engine::base::number::grouped;

/// Ends a task that is under way.
pub const CANCEL: &str = "Cancel";
/// Shows what is typed into a field for secrets.
pub const SHOW: &str = "Show";

/// What is wrong with a text of more characters than are read.
#[must_use]
pub fn too_long(most: usize) -> String {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    format!("Too long: at most {} characters.", grouped(most))
}
