//! For tests of random output: a seeded byte source, and the chi-square statistic.

use latchkey::engine::random::{ByteSource, RandomError};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// Bytes of `ChaCha8` under a fixed seed, so that a run repeats.
pub struct Seeded(ChaCha8Rng);

impl Seeded {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
}

impl ByteSource for Seeded {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        self.0.fill_bytes(out);
        Ok(())
    }
}

/// Chi-square of `counts` against equal expected counts, and the value that chance exceeds once in a
/// million times at its degrees of freedom.
pub fn chi_square(counts: &[u64]) -> (f64, f64) {
    let total: u64 = counts.iter().sum();
    let expected = real(total) / real(counts.len() as u64);
    let statistic = counts
        .iter()
        .map(|count| (real(*count) - expected).powi(2) / expected)
        .sum();
    (statistic, critical(real(counts.len() as u64 - 1)))
}

/// Wilson and Hilferty's approximation at p = 1e-6 (z = 4.7534). For 61 degrees of freedom the exact
/// value is 128.9.
fn critical(degrees: f64) -> f64 {
    let ninth = 2.0 / (9.0 * degrees);
    degrees * (1.0 - ninth + 4.753_424 * ninth.sqrt()).powi(3)
}

#[allow(clippy::cast_precision_loss, reason = "counts stay below 2^52")]
fn real(count: u64) -> f64 {
    count as f64
}
