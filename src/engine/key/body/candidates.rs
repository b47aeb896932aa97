//! Drawing passwords by rejection sampling: whole candidates, until one has a symbol of each required class.

use super::class::SymbolClass;
use super::password::PasswordRule;
use super::symbols::Symbols;
use crate::engine::base::random::{ByteSource, RandomError};
use crate::engine::key::generate::Pool;

/// Draws passwords of one rule and length.
pub(crate) struct Passwords {
    symbols: Symbols,
    /// The bit of each symbol's class.
    class_bits: [u8; 256],
    required: u8,
    length: usize,
    most_draws: u32,
}

impl Passwords {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast from f64 saturates"
    )]
    pub fn new(rule: &PasswordRule, length: usize, keys: usize) -> Self {
        let mut class_bits = [0; 256];
        for symbol in rule.alphabet().symbols() {
            class_bits[usize::from(*symbol)] = SymbolClass::of(*symbol).bit();
        }
        Self {
            symbols: Symbols::new(rule.alphabet(), length, keys),
            class_bits,
            required: rule.required(),
            length,
            // 300 times the expected number of draws: a working source needs more once in e^300.
            most_draws: (300.0 / rule.kept(length)) as u32,
        }
    }

    pub fn length(&self) -> usize {
        self.length
    }

    pub fn draw<S: ByteSource>(
        &mut self,
        pool: &mut Pool<S>,
        numbered: bool,
        out: &mut Vec<u8>,
    ) -> Result<u64, RandomError> {
        let start = out.len();
        for _ in 0..self.most_draws {
            let number = self.symbols.draw(pool, numbered, out)?;
            let there = out[start..].iter().fold(0, |bits, symbol| {
                bits | self.class_bits[usize::from(*symbol)]
            });
            if there & self.required == self.required {
                return Ok(number);
            }
            // The next candidate is as long and overwrites this one.
            out.truncate(start);
        }
        Err(RandomError::Broken)
    }
}
