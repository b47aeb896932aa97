//! Keys of OpenSSH: the kind, the size and the fingerprint of public lines and of private files.

use super::der::{bits, too_small};
use super::finding::{Fact, KeyCheck};
use super::recognised::RecognisedKey;
use crate::engine::base::sha256::sha256_in_place;
use crate::engine::digest::decoding::read_base64;
use base64ct::{Base64Unpadded, Encoding as _};

const MAGIC: &[u8] = b"openssh-key-v1\0";
const NONE: &str = "OpenSSH keys have no checksum; the fingerprint tells one from another.";

/// What is known of a public key.
pub(super) struct PublicKey {
    kind: String,
    fingerprint: String,
    notice: Option<String>,
}

/// A line of `authorized_keys` or a `.pub` file: perhaps options, the type, base64, perhaps a comment.
pub(super) fn recognise_line(line: &str) -> Option<RecognisedKey> {
    let mut words = line.split_ascii_whitespace();
    let kind = words.by_ref().take(8).find(|word| is_type(word))?;
    let blob = read_base64(words.next()?).ok()?;
    let key = public_key(&blob).filter(|_| Strings(&blob).next() == Some(kind.as_bytes()))?;
    let comment: Vec<&str> = words.collect();
    let mut found = RecognisedKey::new("OpenSSH public key", KeyCheck::not(NONE));
    found.is_public = true;
    found.bits = Some(0.0);
    found.made_of = Some("type, key in base64, comment".to_owned());
    add(&mut found, key);
    if !comment.is_empty() {
        found.facts.push(Fact::new(
            "Comment",
            comment.join(" ").chars().take(100).collect::<String>(),
        ));
    }
    Some(found)
}

/// The content of a private file; `None` where it is cut off.
pub(super) fn recognise_private(bytes: &[u8]) -> Option<RecognisedKey> {
    let mut strings = Strings(bytes.strip_prefix(MAGIC)?);
    let cipher = strings.next()?;
    let kdf = strings.next()?;
    strings.next()?;
    let count = strings.number()?;
    let key = public_key(strings.next()?)?;
    strings.next()?;
    let mut found = RecognisedKey::new("OpenSSH private key", KeyCheck::not(NONE));
    found.bits = Some(0.0);
    add(&mut found, key);
    let text = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes)
            .chars()
            .take(40)
            .collect::<String>()
    };
    if cipher == b"none" {
        found.facts.push(Fact::new("Encrypted", "no"));
        found
            .notices
            .push("It is not encrypted: whoever has the file has the key.".to_owned());
    } else {
        found.facts.push(Fact::new(
            "Encrypted",
            format!("with {}, its passphrase by {}", text(cipher), text(kdf)),
        ));
    }
    if count > 1 {
        found.notices.push(format!(
            "The file says that it holds {count} keys; this is the first."
        ));
    }
    Some(found)
}

fn add(found: &mut RecognisedKey, key: PublicKey) {
    found.facts.push(Fact::new("Kind", key.kind));
    found.facts.push(Fact::new("Fingerprint", key.fingerprint));
    found.notices.extend(key.notice);
}

/// Whether a word names a type of key.
fn is_type(word: &str) -> bool {
    let starts = ["ssh-", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-sha2-"];
    starts.iter().any(|start| word.starts_with(start))
}

/// What a public key says of itself.
fn public_key(blob: &[u8]) -> Option<PublicKey> {
    let mut strings = Strings(blob);
    let name = str::from_utf8(strings.next()?).ok()?;
    let first = strings.next()?;
    let mut notice = None;
    let kind = match name {
        "ssh-rsa" => {
            let size = bits(strings.next()?);
            if size < 2048 {
                notice = Some(too_small(size));
            }
            format!("RSA, {size} bits")
        }
        "ssh-dss" => {
            notice =
                Some("DSA is broken by today's standards: OpenSSH refuses such keys.".to_owned());
            format!("DSA, {} bits", bits(first))
        }
        "ssh-ed25519" => "Ed25519, 256 bits".to_owned(),
        "ssh-ed448" => "Ed448, 448 bits".to_owned(),
        "ecdsa-sha2-nistp256" => "ECDSA on P-256".to_owned(),
        "ecdsa-sha2-nistp384" => "ECDSA on P-384".to_owned(),
        "ecdsa-sha2-nistp521" => "ECDSA on P-521".to_owned(),
        "sk-ssh-ed25519@openssh.com" => "Ed25519 in a security key (FIDO)".to_owned(),
        "sk-ecdsa-sha2-nistp256@openssh.com" => {
            "ECDSA on P-256 in a security key (FIDO)".to_owned()
        }
        other if is_type(other) => other.chars().take(60).collect(),
        _ => return None,
    };
    Some(PublicKey {
        kind,
        fingerprint: format!(
            "SHA256:{}",
            Base64Unpadded::encode_string(&sha256_in_place(blob))
        ),
        notice,
    })
}

/// Strings, each with its length before it (RFC 4251, section 5).
struct Strings<'a>(&'a [u8]);

impl<'a> Strings<'a> {
    fn number(&mut self) -> Option<u32> {
        let (digits, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*digits))
    }

    fn next(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        let (string, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(string)
    }
}
