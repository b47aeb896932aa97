//! Password hashes: made, found in what was pasted, verified. Slow on purpose, so they run in the worker.
//!
//! Argon2id is RFC 9106, scrypt RFC 7914, PBKDF2 RFC 8018; they are stored as PHC strings. bcrypt is
//! `OpenBSD`'s and stored in its own form. Passwords are hashed as their UTF-8 bytes, nothing normalised.
//!
//! Does not promise that scrypt's and PBKDF2's working memory is overwritten: their crates free it without
//! that.

mod bcrypt;
mod cost;
mod crypt;
mod derive;
mod draft;
mod encoding;
mod error;
mod forms;
mod hash_function;
mod htpasswd;
mod input;
mod make;
mod method;
mod params;
mod pasted;
mod scheme;
mod stored;
mod verdict;

pub use draft::PasswordDraft;
pub use error::{HashError, PasswordError};
pub use htpasswd::{UserError, check_user, htpasswd_line, with_doubled_dollars};
pub use input::{Input, InputError};
pub use make::hash;
pub use params::{Field, MAX_MEMORY_KIB, Params, ParamsError};
pub use scheme::{BCRYPT_MAX_LEN, SALT_LEN, Scheme, SchemeChoice};
pub use stored::StoredHash;
pub use verdict::{PasswordVerdict, verify};
