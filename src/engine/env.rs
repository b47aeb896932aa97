//! The `.env` text format, which each of its readers parses differently.
//!
//! There is no standard. Each file in [`readers`] follows the parser of one [`Dialect`]: how it reads a
//! value, and ways to write one. What is written is read again by the same rules before it is used, and a
//! value that cannot be written is refused with a [`WriteError`](error::WriteError), never changed.
//!
//! Reading is stricter than the readers themselves: where one of them guesses (text behind a closing
//! quote, a quote without its end), this one says what is wrong.

pub mod document;
pub mod error;
pub mod read;
mod reader;
pub mod readers;
pub mod write;

pub use readers::Dialect;
pub use write::is_plain;
