//! The forms of an SSH pair, in the formats of OpenSSH (its PROTOCOL.key, sshd(8) and ssh-keygen(1)).

use super::error::PairError;
use super::form::{Pair, PairForm};
use super::material::masked_pem;
use super::spec::{PairAlgorithm, PairSpec};
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;
use ed25519_dalek::SigningKey;
use p256::SecretKey;
use p256::elliptic_curve::sec1::ToSec1Point as _;
use ssh_key::private::{EcdsaKeypair, Ed25519Keypair, KeypairData};
use ssh_key::{Cipher, HashAlg, Kdf, LineEnding, PrivateKey};
use zeroize::Zeroizing;

/// The rounds of bcrypt-pbkdf, as many as OpenSSH 9.4 and later takes.
const ROUNDS: u32 = 24;
/// The length of its salt.
const SALT_LEN: usize = 16;

/// An Ed25519 pair in SSH's encoding.
pub(super) fn ed25519(key: &SigningKey) -> Result<KeypairData, PairError> {
    let bytes = Zeroizing::new(key.to_keypair_bytes());
    Ed25519Keypair::from_bytes(&bytes)
        .map(KeypairData::Ed25519)
        .map_err(|_| PairError::Encoding)
}

/// A pair of P-256 in SSH's encoding.
pub(super) fn p256(key: &SecretKey) -> KeypairData {
    let number: [u8; 32] = key.to_bytes().into();
    KeypairData::Ecdsa(EcdsaKeypair::NistP256 {
        public: key.public_key().to_sec1_point(false),
        private: number.into(),
    })
}

/// The forms of a pair.
#[inline(never)]
pub(super) fn pair(
    spec: &PairSpec,
    key: KeypairData,
    rng: &mut dyn ByteSource,
) -> Result<Pair, PairError> {
    let failed = |_| PairError::Encoding;
    let mut key = PrivateKey::new(key, spec.comment.as_str()).map_err(failed)?;
    let public = key.public_key().to_openssh().map_err(failed)?;
    let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
    if let Some(passphrase) = &spec.passphrase {
        key = encrypted(&key, passphrase, rng)?;
    }
    let private = key.to_openssh(LineEnding::LF).map_err(failed)?;
    let (file, algorithm) = match spec.algorithm {
        PairAlgorithm::P256 => ("id_ecdsa", "ECDSA P-256".to_owned()),
        PairAlgorithm::Rsa => ("id_rsa", format!("RSA {}", spec.bits)),
        _ => ("id_ed25519", "Ed25519".to_owned()),
    };
    let locked = if spec.passphrase.is_some() {
        ", encrypted with the passphrase"
    } else {
        ", not encrypted"
    };
    let public_file = format!("{file}.pub");
    Ok(Pair {
        algorithm,
        id_label: "fingerprint".to_owned(),
        id: fingerprint.clone(),
        forms: vec![
            PairForm::private(
                "Private key (OpenSSH)",
                private.as_str(),
                masked_pem("OPENSSH PRIVATE KEY"),
                file,
            )
            .noted(&format!("~/.ssh/{file}{locked}; chmod 600 ~/.ssh/{file}")),
            PairForm::public("authorized_keys line", format!("{public}\n"), &public_file)
                .noted("For the server's ~/.ssh/authorized_keys, GitHub, GitLab."),
            PairForm::public("Fingerprint", fingerprint, "fingerprint.txt"),
            PairForm::public(
                "allowed_signers line",
                allowed_signers(&spec.comment, &public),
                "allowed_signers",
            )
            .noted("For git's gpg.ssh.allowedSignersFile: who may sign with this key."),
        ],
    })
}

/// `key`, encrypted as ssh-keygen does it: bcrypt-pbkdf and aes256-ctr.
fn encrypted(
    key: &PrivateKey,
    passphrase: &Secret,
    rng: &mut dyn ByteSource,
) -> Result<PrivateKey, PairError> {
    let mut salt = vec![0; SALT_LEN];
    rng.fill(&mut salt)?;
    // Two equal numbers before the key show after decryption whether the passphrase was right.
    let mut check = [0; 4];
    rng.fill(&mut check)?;
    let kdf = Kdf::Bcrypt {
        salt,
        rounds: ROUNDS,
    };
    key.encrypt_with(
        Cipher::Aes256Ctr,
        kdf,
        u32::from_ne_bytes(check),
        passphrase.expose(),
    )
    .map_err(|_| PairError::Encoding)
}

/// The line that lets `public` sign in the name of its comment, where that can be a principal.
fn allowed_signers(comment: &str, public: &str) -> String {
    let plain = |symbol: char| symbol.is_ascii_alphanumeric() || "@._+-/:".contains(symbol);
    let principal = if !comment.is_empty() && comment.chars().all(plain) {
        comment
    } else {
        "you@example.com"
    };
    // Type and key, without the comment.
    let key = public.splitn(3, ' ').take(2).collect::<Vec<_>>().join(" ");
    format!("{principal} {key}\n")
}
