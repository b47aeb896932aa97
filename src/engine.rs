//! Pure logic: no browser, no user interface, randomness passed in.
//!
//! Everything here compiles and is tested natively. Secrets are held in [`base::secret::Secret`], random
//! bytes come from a [`base::random::ByteSource`] that the caller brings.
//!
//! Imports between the rooms run one way: `base` ← `syntax` ← everything; `key`, `pair`, `digest` and
//! `password` side by side; `env` and `key` ← `bundle`; `protocol` on top. The architecture test knows which
//! room may name which.

pub mod base;
pub mod bundle;
pub mod digest;
pub mod env;
pub mod key;
pub mod pair;
pub mod password;
pub mod protocol;
pub mod syntax;
