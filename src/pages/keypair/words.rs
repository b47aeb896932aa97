//! The words of the Key pair tab.

use crate::engine::pair::spec::Purpose;

pub const PURPOSE: &str = "Purpose";
pub const ALGORITHM: &str = "Algorithm";
pub const KEY_SIZE: &str = "Key size (bits)";
pub const KID: &str = "Key id (kid)";
pub const KID_HINT: &str = "empty: the thumbprint of RFC 7638";
pub const COMMENT: &str = "Comment";
pub const COMMENT_HINT: &str = "such as you@laptop; part of both halves";
pub const WITH_PASSPHRASE: &str = "Encrypt the private key";
pub const PASSPHRASE: &str = "Passphrase";
pub const PASSPHRASE_HINT: &str = "ssh asks for it at each use, or its agent once";
pub const SHOW_PASSPHRASE: &str = "Show passphrase";

// What is remembered.
pub const REMEMBERED_HINT: &str =
    "options are remembered in this browser; keys, key ids, comments and passphrases never";

// The card.
pub const YOUR_PAIR: &str = "Your key pair";
pub const MASKED: &str = "private half masked";
pub const SHOWN: &str = "private half shown";
pub const OUTDATED: &str = "made before the options changed: Generate makes another";
pub const NONE_YET: &str = "Press Generate to make one.";
pub const NONE_YET_RSA: &str =
    "Press Generate: the browser makes an RSA key, which can take several seconds.";
pub const FIELD_IS_MARKED: &str = "No key pair made: correct the marked field first.";
pub const BEING_MADE: &str = "Making the key pair";
pub const PAIR_MADE: &str = "New key pair made.";
pub const CANCELLED: &str = "Cancelled: no new key pair was made.";
pub const CLEARED: &str = "Key pair cleared.";
pub const GENERATE: &str = "Generate";
pub const COPY_PRIVATE: &str = "Copy private key";
pub const COPY_PUBLIC: &str = "Copy public key";
pub const COPY: &str = "Copy";
pub const DOWNLOAD: &str = "Download";
pub const SHOW: &str = "Show";
pub const CLEAR: &str = "Clear";
pub const TRY_IT: &str = "Try it";
pub const TRY_IT_SUMMARY: &str = "a test token, and the lines that verify it";

/// Who gets which half.
pub fn who_gets(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Tokens => {
            "The private key is for the issuer only, the public one for everyone who verifies."
        }
        Purpose::Ssh => {
            "The private key stays on your machine, the public one goes to every server you log in to."
        }
        Purpose::WireGuard => {
            "The private key stays on this side, the public one goes to the other."
        }
        Purpose::Age => {
            "The identity decrypts and stays with you, the recipient is for whoever encrypts for you."
        }
        Purpose::Vapid => {
            "The private key is for the server that sends, the public one for the page that subscribes."
        }
        Purpose::Other => {
            "The private key is for its owner only, the public one for everyone else."
        }
    }
}

/// How long it has been going on.
pub fn making(milliseconds: u64) -> String {
    format!(
        "Making the key pair: {}.{} s",
        milliseconds / 1000,
        milliseconds % 1000 / 100
    )
}

/// The name of a form within a sentence: `Private key (JWK)` is `private key (JWK)`, `JWKS` stays.
pub fn within(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// A download of a form was handed to the browser.
pub fn download_started(label: &str) -> String {
    format!("Download of {} started.", within(label))
}

// In your .env.
pub const IN_YOUR_ENV: &str = "In your .env";
pub const READER: &str = "Read by";
pub const VARIABLE: &str = "Variable";
pub const ENV_FORM: &str = "Written as";
pub const BEST_FORM: (&str, &str) = ("best", "What it reads best");
pub const LINE: &str = "Line";
pub const COPY_LINE: &str = "Copy line";
pub const READ_BACK: &str = "Read it back";

/// The usual name of the variable.
pub fn variable(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Tokens => "JWT_PRIVATE_KEY",
        Purpose::Ssh => "SSH_PRIVATE_KEY",
        Purpose::WireGuard => "WG_PRIVATE_KEY",
        Purpose::Age => "AGE_IDENTITY",
        Purpose::Vapid => "VAPID_PRIVATE_KEY",
        Purpose::Other => "PRIVATE_KEY",
    }
}

/// What the link to the options is called in Markdown.
pub fn link_text(purpose: Purpose) -> String {
    format!("Make a key pair: {}", purpose.label())
}
