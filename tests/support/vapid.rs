//! The public keys of a bundle, which the page asks its worker for.

use latchkey::engine::base::secret::Secret;
use latchkey::engine::bundle::Bundle;
use latchkey::engine::pair::vapid::{NotAPrivateKey, public_key};

/// Computes every public key that `bundle` waits for.
///
/// # Errors
/// [`NotAPrivateKey`] for an imported private key that is none; the keys before it are in place.
pub fn complete(bundle: &mut Bundle) -> Result<(), NotAPrivateKey> {
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
