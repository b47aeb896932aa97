//! The forms of a pair that is for whatever takes PEM or DER, and of one for web push.

use super::error::PairError;
use super::form::{Pair, PairForm};
use super::material::{MASK, Material, base64, base64url, hex, masked_pem, open_base64url, pem};
use super::spec::{PairAlgorithm, PairSpec};
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// The forms of a pair for whatever takes PEM or DER.
pub(super) fn pair(spec: &PairSpec, material: &Material) -> Result<Pair, PairError> {
    let fingerprint = hex(&Sha256::digest(&material.spki));
    let mut forms = vec![private_pem(material)?, public_pem(material)?];
    if let Some(own) = &material.own {
        forms.push(PairForm::private(
            &format!("Private key ({})", own.name),
            pem(own.label, &own.der)?,
            masked_pem(own.label),
            &format!(
                "private.{}.pem",
                own.name.replace([' ', '#'], "").to_lowercase()
            ),
        ));
    }
    let mut private = PairForm::private(
        "Private key (DER, base64)",
        base64(&material.pkcs8),
        MASK,
        "private.der",
    )
    .noted("PKCS#8; the download is the DER itself.");
    private.der = Some(material.pkcs8.clone());
    let mut public = PairForm::public(
        "Public key (DER, base64)",
        base64(&material.spki),
        "public.der",
    )
    .noted("SPKI; the download is the DER itself.");
    public.der = Some(Zeroizing::new(material.spki.clone()));
    let digest = PairForm::public("Fingerprint", fingerprint.clone(), "fingerprint.txt")
        .noted("SHA-256 of the public key's DER.");
    forms.extend([private, public, digest]);
    Ok(Pair {
        algorithm: if spec.algorithm.is_rsa() {
            format!("RSA {}", spec.bits)
        } else {
            spec.algorithm.label().to_owned()
        },
        id_label: "fingerprint".to_owned(),
        id: fingerprint,
        forms,
    })
}

/// The forms of a pair for web push (RFC 8292): as the Bundle tab writes it, and as PEM.
pub(super) fn vapid(key: &SecretKey, material: &Material) -> Result<Pair, PairError> {
    let number = Zeroizing::new(key.to_bytes());
    let public = open_base64url(key.public_key().to_sec1_point(false).as_bytes());
    Ok(Pair {
        algorithm: PairAlgorithm::P256.label().to_owned(),
        id_label: "public key".to_owned(),
        id: public.clone(),
        forms: vec![
            PairForm::private(
                "Private key (base64url)",
                base64url(&number),
                MASK,
                "vapid-private.txt",
            )
            .noted("For the server that sends; VAPID_PRIVATE_KEY in most of them."),
            PairForm::public("Public key (base64url)", public, "vapid-public.txt")
                .noted("For the page that subscribes, as its applicationServerKey."),
            private_pem(material)?,
            public_pem(material)?,
        ],
    })
}

fn private_pem(material: &Material) -> Result<PairForm, PairError> {
    Ok(PairForm::private(
        "Private key (PKCS#8)",
        pem("PRIVATE KEY", &material.pkcs8)?,
        masked_pem("PRIVATE KEY"),
        "private.pem",
    ))
}

fn public_pem(material: &Material) -> Result<PairForm, PairError> {
    Ok(PairForm::public(
        "Public key (SPKI)",
        pem("PUBLIC KEY", &material.spki)?,
        "public.pem",
    ))
}
