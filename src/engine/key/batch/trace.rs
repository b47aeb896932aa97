//! The traces of a finished batch: what server records hold of each of its keys.

use super::digest::ShortSha256;
use crate::engine::key::amount::Amount;
use crate::engine::key::error::SpecError;
use crate::engine::key::minter::Minter;
use crate::engine::key::record::KeyTrace;
use crate::engine::key::spec::{Supplies, TokenSpec};

/// The largest batch that records are made for, in keys: their text is written again with every change of the form.
pub const RECORDED: u32 = 1_000;

/// The trace of each key in `keys`, the lines of a batch of the form `spec`.
///
/// # Errors
/// [`SpecError`] when there are no keys of that form.
pub fn traces(
    spec: &TokenSpec,
    supplies: Supplies,
    keys: &[u8],
) -> Result<Vec<KeyTrace>, SpecError> {
    let minter = Minter::new(spec, supplies, Amount::ONE)?;
    let mask = minter.mask();
    let mut sha256 = ShortSha256::new();
    let lines = keys.split(|byte| *byte == b'\n');
    let traces = lines.filter(|key| !key.is_empty()).map(|key| {
        let digest = sha256.digest(&key[minter.hashed_from()..]);
        let masked = mask.of(&String::from_utf8_lossy(key));
        KeyTrace::new(base16ct::lower::encode_string(&digest), masked, spec)
    });
    Ok(traces.collect())
}
