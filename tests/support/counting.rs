//! A byte source for the tests of what becomes of known bytes.

use latchkey::engine::base::random::{ByteSource, RandomError};

/// Counts from its first byte on: 0, 1, 2, …, 255, 0, …
pub struct Counting(pub u8);

impl ByteSource for Counting {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        for byte in out {
            *byte = self.0;
            self.0 = self.0.wrapping_add(1);
        }
        Ok(())
    }
}
