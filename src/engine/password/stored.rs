//! A stored password hash: how it was computed, and whether it is that of a password.

use super::PasswordError;
use super::method::Method;
use std::fmt;

/// A stored password hash.
#[derive(Clone)]
pub struct StoredHash {
    pub(super) method: Method,
    pub(super) hash: Vec<u8>,
    pub(super) caveat: Option<Caveat>,
}

/// What a stored text leaves open, so that a mismatch does not prove that the password is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caveat {
    /// The text does not hold its parameters; these defaults were taken.
    Defaults(&'static str),
    /// Its hash, or a salt at its end, has this many bytes, which no tool makes by default: the end may be
    /// missing.
    OddLength(usize),
}

impl StoredHash {
    pub(super) fn new(method: Method, hash: Vec<u8>) -> Self {
        Self {
            method,
            hash,
            caveat: None,
        }
    }

    pub(super) fn with_caveat(self, caveat: Option<Caveat>) -> Self {
        Self { caveat, ..self }
    }

    /// Whether the end of the text may be missing.
    pub(super) fn may_be_cut(&self) -> bool {
        matches!(self.caveat, Some(Caveat::OddLength(_)))
    }

    /// The name of its scheme for people.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.method.label()
    }

    /// Whether this is the hash of `password`; compared in constant time. Of a password that is longer than bcrypt
    /// reads, the part that it reads decides.
    ///
    /// # Errors
    /// [`PasswordError`] where implementations of the scheme disagree on the password, or there is not enough memory.
    // For size, also in the worker: see its profile in Cargo.toml.
    #[inline(never)]
    pub fn verify(&self, password: &[u8]) -> Result<bool, PasswordError> {
        self.method.matches(password, &self.hash)
    }
}

/// Shows the scheme only: with the rest somebody could try passwords against it.
impl fmt::Debug for StoredHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StoredHash({})", self.label())
    }
}
