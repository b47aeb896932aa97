//! Schemes that are recognised by their names, but not computed.

use crate::engine::password::error::HashError;

/// The longest name that a message shows.
const LONGEST: usize = 20;

/// The error for a text that begins with `$` and this name.
pub(super) fn named(id: &str) -> HashError {
    let known = match id {
        "2" => "bcrypt in its first version ($2$)",
        "3" => "an NT hash ($3$)",
        "7" => "scrypt in the form of crypt ($7$)",
        "8" => "a Cisco type 8 hash (PBKDF2)",
        "9" => "a Cisco type 9 or Juniper hash ($9$)",
        "14" => "a Cisco type 14 hash",
        "y" => "yescrypt",
        "gy" => "gost-yescrypt",
        "sm3y" => "sm3-yescrypt",
        "sm3" => "SM3-crypt",
        "sha1" => "SHA-1-crypt (NetBSD)",
        "P" | "H" => "a phpass hash ($P$)",
        "S" => "a Drupal 7 hash ($S$)",
        "A" => "MySQL's caching_sha2_password",
        "B" => "a MediaWiki hash",
        "p5k2" => "PBKDF2 in the form $p5k2$",
        "shiro1" | "shiro2" => "a hash of Apache Shiro",
        "md4" => "MD4",
        "plaintext" => return HashError::Clear("$plaintext$".to_owned()),
        "rar5" | "RAR3" | "zip2" | "krb5tgs" | "krb5asrep" | "bitcoin" | "ethereum" | "keepass"
        | "office" => "a text for a password cracker",
        _ if id == "md5" || id.starts_with("md5,") => "MD5-crypt of Solaris",
        _ if id.starts_with("scram") => "SCRAM",
        _ => return unknown(&format!("${id}$")),
    };
    HashError::Unsupported(known)
}

/// The error for a text that begins with `{` and this name, in capital letters; [`HashError::NoHash`] where the
/// name is not that of a scheme.
pub(super) fn braced(id: &str) -> HashError {
    HashError::Unsupported(match id {
        "CRYPT" => "DES-crypt",
        "MD4" => "MD4",
        "NT" | "NTLM" => "an NT hash",
        "LANMAN" | "LM" => "a LAN Manager hash",
        "CRAM-MD5" | "HMAC-MD5" => "CRAM-MD5",
        "DIGEST-MD5" => "DIGEST-MD5",
        "OTP" | "SKEY" | "RPA" => "a scheme of one-time passwords",
        "SCRAM-SHA-1" => "SCRAM-SHA-1",
        "SCRAM-SHA-256" => "SCRAM-SHA-256",
        "SASL" | "KERBEROS" => "a pointer to another service and no hash",
        "PBKDF2_SHA256" | "PBKDF2_SHA512" | "PBKDF2_SHA1" => "PBKDF2 of 389 Directory Server",
        "PBKDF2_STRETCH" => "PBKDF2 of a digest (Elasticsearch)",
        "SHA224" | "SSHA224" => "SHA-224",
        "X-PBKDF2" => "PBKDF2 in Cyrus's form",
        "X-PHPASS" => "a phpass hash",
        _ => return HashError::NoHash,
    })
}

/// The error for a name of no known scheme.
pub(super) fn unknown(name: &str) -> HashError {
    HashError::Unknown(name.chars().take(LONGEST).collect())
}

/// The error for what begins neither with `$` nor with `{`.
pub(super) fn bare(text: &str) -> HashError {
    let is_hex = |text: &str, len: usize| {
        text.len() == len && text.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let after = |start: &str| text.strip_prefix(start);
    HashError::Unsupported(if after("SCRAM-SHA-256$").is_some() {
        "SCRAM-SHA-256 (PostgreSQL)"
    } else if after("SCRAM-SHA-1$").is_some() {
        "SCRAM-SHA-1"
    } else if after("*").is_some_and(|hash| is_hex(hash, 40)) {
        "MySQL's native password (SHA-1 twice)"
    } else if after("md5").is_some_and(|hash| is_hex(hash, 32)) {
        "PostgreSQL's md5, which holds the user's name"
    } else if ["0x0100", "0x0200"]
        .iter()
        .any(|start| after(start).is_some())
    {
        "a hash of SQL Server"
    } else if after("crypt$").is_some() {
        "DES-crypt"
    } else {
        return HashError::NoHash;
    })
}
