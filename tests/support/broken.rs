//! A byte source for the tests of what happens without random numbers.

use latchkey::engine::base::random::{ByteSource, RandomError};

/// A source that always fails.
pub struct Broken;

impl ByteSource for Broken {
    fn fill(&mut self, _: &mut [u8]) -> Result<(), RandomError> {
        Err(RandomError::Unavailable)
    }
}
