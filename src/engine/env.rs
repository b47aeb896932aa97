//! The `.env` text format, which each of its readers parses differently.
//!
//! There is no standard. Each file in [`readers`] follows the parser of one [`Dialect`]: how it reads a value,
//! and ways to write one. A written value is parsed again by the same rules before it is used, and a value that
//! cannot be written is a [`WriteError`](error::WriteError), never changed.
//!
//! Parsing is stricter than the readers themselves: where a reader guesses (text after a closing quote, an
//! unclosed quote), this parser reports an error.

pub mod document;
pub mod error;
pub mod read;
mod reader;
pub mod readers;
pub mod write;

pub use readers::Dialect;
pub use write::is_plain;
