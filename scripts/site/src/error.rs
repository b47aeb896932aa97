//! Errors between the compiler and the finished page.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why the page could not be finished.
#[derive(Debug)]
pub enum SiteError {
    /// A file could not be read or written, or a program could not be started.
    Io(PathBuf, io::Error),
    /// There is not exactly one of this kind.
    NotOne(String),
    /// Something that is required is missing, or something that is not allowed is there.
    Unexpected(&'static str),
    /// A wasm module cannot be read.
    BadWasm(String),
    /// The program cannot be split into parts.
    NotCut(String),
    /// wasm-bindgen failed, and has printed why.
    Bindgen,
}

impl fmt::Display for SiteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::NotOne(kind) => write!(f, "expected exactly one {kind}"),
            Self::Unexpected(what) => f.write_str(what),
            Self::BadWasm(why) => write!(f, "a wasm module cannot be read: {why}"),
            Self::NotCut(why) => write!(f, "the program cannot be cut into parts: {why}"),
            Self::Bindgen => f.write_str("wasm-bindgen failed, see above"),
        }
    }
}

impl std::error::Error for SiteError {}

/// The content of a file.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, SiteError> {
    fs::read(path).map_err(|error| SiteError::Io(path.to_owned(), error))
}

/// The content of a text file.
pub(crate) fn read_text(path: &Path) -> Result<String, SiteError> {
    fs::read_to_string(path).map_err(|error| SiteError::Io(path.to_owned(), error))
}

impl From<wasmparser::BinaryReaderError> for SiteError {
    fn from(error: wasmparser::BinaryReaderError) -> Self {
        Self::BadWasm(error.to_string())
    }
}
