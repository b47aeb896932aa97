//! What happens to the page between Trunk and the person who opens it.
//!
//! [`assemble`] finishes the page that Trunk built: one inline module script under a policy that names
//! it by hash, and the wasm named by its integrity. [`Server`] serves the result as any plain file host
//! would, for `make serve` and for the end-to-end tests.

mod assemble;
mod server;

pub use assemble::{AssembleError, assemble};
pub use server::Server;
