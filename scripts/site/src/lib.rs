//! What happens to the page between the compiler and the person who opens it.
//!
//! [`bindgen`] wraps wasm-bindgen and splits the program into parts. [`assemble`] finishes the page that Trunk
//! built: inline scripts under a policy that names them by hash, and every file named by its integrity. [`single`]
//! puts the finished page into one file.
//! `Server` serves the result as any plain file host would, for `make serve` and for the end-to-end tests.

mod assemble;
mod bindgen;
#[cfg(feature = "brotli")]
mod compress;
mod debug;
mod error;
mod exports;
mod hosting;
mod imports;
mod packing;
mod page;
mod script;
mod sections;
#[cfg(feature = "server")]
mod server;
mod single;
mod version;

pub use assemble::assemble;
pub use bindgen::bindgen;
#[cfg(feature = "brotli")]
pub use compress::compress;
pub use error::SiteError;
pub use hosting::Host;
pub use page::policy_hash;
#[cfg(feature = "server")]
pub use server::Server;
pub use single::single;
