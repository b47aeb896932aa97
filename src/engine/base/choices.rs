//! Reading a choice among a few from the id that forms and remembered options hold.

use std::fmt;

/// The text names none of the choices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownChoice;

impl fmt::Display for UnknownChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("There is no such choice. Choose one from the list.")
    }
}

impl std::error::Error for UnknownChoice {}

/// Implements `FromStr` for types with `ALL` and `id`.
macro_rules! read_by_id {
    ($choice:ty) => {
        impl std::str::FromStr for $choice {
            type Err = crate::engine::base::choices::UnknownChoice;

            /// Reads an id.
            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .into_iter()
                    .find(|choice| choice.id() == id)
                    .ok_or(crate::engine::base::choices::UnknownChoice)
            }
        }
    };
}
pub(crate) use read_by_id;
