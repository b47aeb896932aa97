//! How much of a link is read; what exceeds it is reported and left out.

/// The longest options that are read, in bytes. With 64 variables a link has about 2,000.
pub const LONGEST: usize = 4096;
/// How many parts are read. A tab has fewer than 20 options.
pub const MOST_PARTS: usize = 32;
/// How many entries a list in a value may have.
pub const MOST_ENTRIES: usize = 64;
