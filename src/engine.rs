//! Pure logic: no browser, no user interface, randomness passed in.
//!
//! Everything here compiles and is tested natively. Secrets are held in [`base::secret::Secret`], random bytes
//! come from a [`base::random::ByteSource`] that the caller passes in.
//!
//! Imports between these modules (the rooms) run one way: `base` ← everything; `syntax` ← `key`, `pair`, `digest`,
//! `env` and `bundle`; `key`, `pair`, `digest` and `password` side by side; `env` and `key` ← `bundle`; `inspect` above
//! them; `protocol` and `link` on top. The architecture test states which room may import which.

pub mod base;
pub mod bundle;
pub mod digest;
pub mod env;
pub mod inspect;
pub mod key;
pub mod link;
pub mod pair;
pub mod password;
pub mod protocol;
pub mod syntax;
