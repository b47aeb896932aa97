//! The page's steps around the engine for a bundle: parsing a text, and requesting public keys from the worker.

use latchkey::engine::base::random::ByteSource;
use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::Bundle;
use latchkey::engine::bundle::import::{ImportError, Source};
use latchkey::engine::bundle::pair::{WantedPair, made};
use latchkey::engine::env::Dialect;
use latchkey::engine::env::document::Document;
use latchkey::engine::pair::error::PairError;
use latchkey::engine::pair::vapid::{PrivateKeyError, public_key};

/// Computes every public key that `bundle` waits for.
///
/// # Errors
/// [`PrivateKeyError`] for an imported private key that is invalid; the public keys before it are in place.
pub fn complete(bundle: &mut Bundle) -> Result<(), PrivateKeyError> {
    let waiting: Vec<_> = bundle
        .waiting()
        .map(|(id, private, padded)| (id, Secret::from(private.expose()), padded))
        .collect();
    for (id, private, padded) in waiting {
        let public = public_key(&private, padded)?;
        bundle.supply(id, &private, public);
    }
    Ok(())
}

/// Makes the key pairs of curves that `bundle` waits for, at `now` in seconds since 1970, as the worker does, and derives
/// the public keys of private ones that are kept.
///
/// # Errors
/// [`PairError`]: there are no random numbers.
pub fn make_pairs(
    bundle: &mut Bundle,
    now: u64,
    bytes: &mut dyn ByteSource,
) -> Result<(), PairError> {
    let wanted: Vec<WantedPair> = bundle.wanted_pairs().collect();
    for pair in &wanted {
        if !pair.private.is_empty() {
            bundle.supply_pair(pair, &made::derive(pair)?);
        } else if pair.key.bits() == 0 {
            bundle.supply_pair(pair, &made::make(pair, now, bytes)?);
        }
    }
    Ok(())
}

/// A bundle of the variables in `text`, parsed by the rules of `dialect`.
///
/// # Errors
/// The errors of the text, or of the random source.
pub fn import(
    text: &str,
    source: Source,
    dialect: Dialect,
    now: u64,
    bytes: &mut dyn ByteSource,
) -> Result<Bundle, ImportError> {
    let document = Document::parse(text, dialect).map_err(ImportError::Document)?;
    Bundle::import(document, source, now, bytes)
}
