//! `WireGuard`: an X25519 pair and a preshared key in base64, and the sections that hold them (wg(8), wg-quick(8)).

use super::error::PairError;
use super::form::{Pair, PairForm};
use super::material::{MASK, base64};
use super::montgomery;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;

/// A placeholder from the private range (RFC 1918), to be replaced by one's own address.
const ADDRESS: &str = "10.0.0.2/32";

/// Draws a pair and a preshared key.
pub(super) fn pair(rng: &mut dyn ByteSource) -> Result<Pair, PairError> {
    let mut private = montgomery::draw(rng)?;
    // Clamped, as `wg genkey` writes it; X25519 would do the same anyway (RFC 7748, section 5).
    private[0] &= 0b1111_1000;
    private[31] = private[31] & 0b0111_1111 | 0b0100_0000;
    let preshared = montgomery::draw(rng)?;
    let public = base64(&montgomery::public(&private)).expose().to_owned();
    let (private, preshared) = (base64(private.as_slice()), base64(preshared.as_slice()));
    let interface = |key: &str| format!("[Interface]\nPrivateKey = {key}\nAddress = {ADDRESS}\n");
    let peer = |key: &str| {
        format!("[Peer]\nPublicKey = {public}\nPresharedKey = {key}\nAllowedIPs = {ADDRESS}\n")
    };
    Ok(Pair {
        algorithm: "X25519".to_owned(),
        id_label: "public key".to_owned(),
        id: public.clone(),
        forms: vec![
            PairForm::private("Private key (base64)", copy(&private), MASK, "private.key"),
            PairForm::public("Public key (base64)", public.clone(), "public.key"),
            PairForm::private("Preshared key", copy(&preshared), MASK, "preshared.key")
                .noted("The same on both sides."),
            PairForm::private(
                "Interface section",
                interface(private.expose()),
                interface(MASK),
                "wg0.conf",
            )
            .noted("For this side; put your own address. chmod 600 wg0.conf"),
            PairForm::private(
                "Peer section",
                peer(preshared.expose()),
                peer(MASK),
                "peer.conf",
            )
            .noted("For the other side. Add PresharedKey to its section on this side too."),
        ],
    })
}

fn copy(text: &Secret) -> Secret {
    Secret::from(text.expose())
}
