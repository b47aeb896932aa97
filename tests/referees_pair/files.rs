//! X25519 pairs by `WireGuard`'s and age's own tools.

use crate::{PAIRS, download, form, made, referees, run, scratch, spec, text, write};
use latchkey::engine::pair::spec::{PairAlgorithm, Purpose};

#[test]
fn wg_computes_the_same_public_key() {
    for seed in 0..PAIRS {
        let pair = made(&spec(Purpose::WireGuard, PairAlgorithm::X25519), seed);
        let public = run(
            "wg",
            &["pubkey"],
            text(&pair, "Private key (base64)").as_bytes(),
        );
        assert_eq!(public.trim_end(), text(&pair, "Public key (base64)"));
        assert_eq!(pair.id, text(&pair, "Public key (base64)"));
    }
}

#[test]
fn wg_quick_reads_the_sections_and_leaves_the_keys_in_them() {
    let folder = scratch("wireguard");
    let pair = made(&spec(Purpose::WireGuard, PairAlgorithm::X25519), 1);
    let sections = format!(
        "{}\n{}",
        text(&pair, "Interface section"),
        text(&pair, "Peer section")
    );
    let file = write(&folder, "wg0.conf", sections.as_bytes());
    let stripped = run("wg-quick", &["strip", file.to_str().expect("UTF-8")], b"");
    for (name, label) in [
        ("PrivateKey", "Private key (base64)"),
        ("PublicKey", "Public key (base64)"),
        ("PresharedKey", "Preshared key"),
    ] {
        let line = format!("{name} = {}", text(&pair, label));
        assert!(stripped.lines().any(|found| found == line), "{stripped}");
    }
    assert!(!stripped.contains("Address"), "{stripped}");
}

#[test]
fn age_decrypts_with_the_identity_file_what_was_encrypted_for_the_recipient() {
    let folder = scratch("age");
    for seed in 0..PAIRS {
        let pair = made(&spec(Purpose::Age, PairAlgorithm::X25519), seed);
        let identity = download(&folder, form(&pair, "Identity file"));
        let identity = identity.to_str().expect("UTF-8");
        let recipient = text(&pair, "Recipient");
        assert_eq!(
            run("age-keygen", &["-y", identity], b"").trim_end(),
            recipient
        );
        let sealed = run("age", &["-a", "-r", recipient], b"attack at dawn");
        assert_eq!(
            run("age", &["-d", "-i", identity], sealed.as_bytes()),
            "attack at dawn"
        );
        let other = made(&spec(Purpose::Age, PairAlgorithm::X25519), seed + 100);
        let other = write(
            &folder,
            "other.txt",
            text(&other, "Identity file").as_bytes(),
        );
        let sealed = write(&folder, "sealed", sealed.as_bytes());
        let mut refused = referees::program("age");
        refused.arg("-d").arg("-i").arg(other).arg(sealed);
        assert!(!refused.output().expect("age runs").status.success());
    }
}
