//! PEM (RFC 7468): private and public keys, certificates; their kind, size and fingerprint.
//!
//! A fingerprint of a key is SHA-256 of its public key as SPKI in DER, so that a private key and its public key have
//! the same one; of a certificate it is that of the certificate.

mod keys;

use super::der::too_small;
use super::finding::{Fact, KeyCheck};
use super::recognised::RecognisedKey;
use super::ssh;
use crate::engine::base::sha256::sha256_in_place;
use crate::engine::digest::decoding::read_base64;
use keys::KeyFacts;

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";
const NONE: &str = "PEM has no checksum.";
/// More than any key or certificate has, in characters.
const LONGEST: usize = 100_000;

/// Whether a line begins a PEM text.
pub(super) fn begins(line: &str) -> bool {
    line.contains(BEGIN)
}

/// Whether a line ends a PEM text.
pub(super) fn ends(line: &str) -> bool {
    line.contains("-----END ")
}

/// The text from where PEM begins in its first line: what is before may be a key of another kind.
pub(super) fn without_what_is_before(text: &str) -> &str {
    text.find(BEGIN).map_or(text, |from| &text[from..])
}

/// The label of a PEM text, and what follows the line with it.
fn labelled(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix(BEGIN)?.split_once(DASHES)
}

/// What a PEM text is.
pub(super) fn recognise(text: &str) -> Option<RecognisedKey> {
    let (label, rest) = labelled(text)?;
    if label.len() > 60
        || !label
            .bytes()
            .all(|byte| byte.is_ascii_graphic() || byte == b' ')
    {
        return None;
    }
    let (body, is_whole) = match rest.split_once("-----END ") {
        Some((body, end)) => (body, end.starts_with(label)),
        None => (rest, false),
    };
    let mut found = read(label, body);
    found.made_of = Some("PEM".to_owned());
    found.bits = Some(0.0);
    if !is_whole {
        found.notices.push(if is_kind(label) {
            format!("Its end is missing: a line -----END {label}-----.")
        } else {
            "Its end is missing.".to_owned()
        });
    }
    if body.contains("\\n") {
        found
            .notices
            .push("Its line breaks are written as \\n: most programs need real ones.".to_owned());
    }
    Some(found)
}

/// Whether a label names a kind: words in capitals. Anything else may be a key, which must not be told.
fn is_kind(label: &str) -> bool {
    let is_word = |word: &str| {
        let mut symbols = word.bytes();
        word.len() <= 16
            && symbols.all(|symbol| symbol.is_ascii_uppercase() || symbol.is_ascii_digit())
    };
    label.split(' ').all(is_word)
}

/// The length of the line that begins a PEM text, in bytes; 0 where its label names no kind.
pub(super) fn named(text: &str) -> usize {
    labelled(text)
        .filter(|(label, _)| is_kind(label))
        .map_or(0, |(label, _)| BEGIN.len() + label.len() + DASHES.len())
}

/// A label, what it stands for, and whether everybody may see that.
const LABELS: [(&str, &str, bool); 10] = [
    ("PRIVATE KEY", "Private key (PKCS#8)", false),
    (ENCRYPTED, "Private key (PKCS#8), encrypted", false),
    ("RSA PRIVATE KEY", "RSA private key (PKCS#1)", false),
    ("EC PRIVATE KEY", "EC private key (SEC1)", false),
    ("PUBLIC KEY", "Public key (SPKI)", true),
    ("RSA PUBLIC KEY", "RSA public key (PKCS#1)", true),
    (CERTIFICATE, "Certificate (X.509)", true),
    ("CERTIFICATE REQUEST", "Certificate request (PKCS#10)", true),
    (
        "NEW CERTIFICATE REQUEST",
        "Certificate request (PKCS#10)",
        true,
    ),
    (OPENSSH, "OpenSSH private key", false),
];
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";
const CERTIFICATE: &str = "CERTIFICATE";
const OPENSSH: &str = "OPENSSH PRIVATE KEY";

fn read(label: &str, body: &str) -> RecognisedKey {
    let check = KeyCheck::not(NONE);
    let Some((_, name, is_public)) = LABELS.into_iter().find(|(other, ..)| *other == label) else {
        return RecognisedKey::new(
            if is_kind(label) {
                format!("PEM of {label}")
            } else {
                "PEM of an unknown kind".to_owned()
            },
            check,
        );
    };
    let mut found = RecognisedKey::new(name, check);
    found.is_public = is_public;
    if body.contains("Proc-Type: 4,ENCRYPTED") {
        found
            .facts
            .push(Fact::new("Encrypted", "yes, in OpenSSL's old form"));
        return found;
    }
    let Some(bytes) = decoded(body) else {
        return found
            .with_notice("What is between its lines is not base64, or a part of it is missing.");
    };
    if label == OPENSSH {
        return ssh::recognise_private(&bytes).unwrap_or_else(|| {
            found.with_notice("It is no whole OpenSSH key: a part of it may be missing.")
        });
    }
    if label == ENCRYPTED {
        found.facts.push(Fact::new("Encrypted", "yes"));
        return found;
    }
    let facts = match label {
        "PRIVATE KEY" => keys::pkcs8(&bytes),
        "RSA PRIVATE KEY" => keys::pkcs1(&bytes),
        "EC PRIVATE KEY" => keys::sec1(&bytes, None),
        "PUBLIC KEY" => keys::spki(&bytes),
        "RSA PUBLIC KEY" => keys::pkcs1_public(&bytes),
        CERTIFICATE => keys::certificate(&bytes),
        _ => keys::request(&bytes),
    };
    let Some(facts) = facts else {
        return found.with_notice("What it holds is no such key: a part of it may be missing.");
    };
    if !is_public {
        found.facts.push(Fact::new("Encrypted", "no"));
        found
            .notices
            .push("It is not encrypted: whoever has the file has the key.".to_owned());
    }
    add(&mut found, facts);
    if label == CERTIFICATE {
        let digest = sha256_in_place(&bytes);
        found.facts.push(Fact::new(
            "Fingerprint (certificate)",
            base16ct::lower::encode_string(&digest),
        ));
    }
    found
}

fn add(found: &mut RecognisedKey, facts: KeyFacts) {
    found.facts.push(Fact::new("Kind", facts.kind));
    found.facts.extend(facts.more);
    if let Some(size) = facts.rsa_bits.filter(|size| *size < 2048) {
        found.notices.push(too_small(size));
    }
    let fingerprint = facts.spki.map_or_else(
        || "not in the file: it holds no public key".to_owned(),
        |spki| base16ct::lower::encode_string(&sha256_in_place(&spki)),
    );
    found
        .facts
        .push(Fact::new("Fingerprint (SHA-256 of SPKI)", fingerprint));
}

/// The bytes of the base64 between the lines; headers before it end at an empty line.
fn decoded(body: &str) -> Option<Vec<u8>> {
    if body.len() > LONGEST {
        return None;
    }
    let body = body.replace("\\n", "\n").replace("\\r", "");
    let digits: String = body
        .lines()
        .filter(|line| !line.contains(':'))
        .flat_map(str::chars)
        .filter(|symbol| !symbol.is_whitespace())
        .collect();
    if digits.is_empty() {
        return None;
    }
    read_base64(&digits).ok()
}
