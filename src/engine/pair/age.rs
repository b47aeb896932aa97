//! age: an X25519 pair as an identity file and a recipient (age's specification, C2SP).

use super::error::PairError;
use super::form::{Pair, PairForm};
use super::material::MASK;
use super::montgomery;
use crate::engine::base::date::Moment;
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use bech32::{Bech32, Hrp};

/// Draws a pair, created at `now`.
pub(super) fn pair(now: i64, rng: &mut dyn ByteSource) -> Result<Pair, PairError> {
    let private = montgomery::draw(rng)?;
    let public = montgomery::public(&private);
    let failed = |_| PairError::Encoding;
    let prefix = |text| Hrp::parse(text).map_err(|_| PairError::Encoding);
    let recipient = bech32::encode::<Bech32>(prefix("age")?, &public).map_err(failed)?;
    let identity = bech32::encode_upper::<Bech32>(prefix("age-secret-key-")?, private.as_slice());
    let identity = Secret::from(identity.map_err(failed)?);
    let created = Moment::of_seconds(now).map_or_else(|| now.to_string(), |now| now.to_string());
    let head = format!("# created: {created}\n# public key: {recipient}\n");
    let mut file = Secret::with_capacity(head.len() + identity.len() + 1);
    file.push_str(&head);
    file.push_str(identity.expose());
    file.push('\n');
    Ok(Pair {
        algorithm: "X25519".to_owned(),
        id_label: "recipient".to_owned(),
        id: recipient.clone(),
        forms: vec![
            PairForm::private(
                "Identity file",
                file,
                format!("{head}AGE-SECRET-KEY-1{MASK}\n"),
                "key.txt",
            )
            .noted("chmod 600 key.txt; decrypts with age -d -i key.txt"),
            PairForm::public("Recipient", recipient, "recipient.txt")
                .noted("For whoever encrypts for you: age -r age1…"),
        ],
    })
}
