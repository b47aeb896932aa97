//! The `otpauth://` address of a TOTP secret, which authenticator apps read from a QR code.
//!
//! It follows Google Authenticator's "Key Uri Format": `otpauth://totp/ISSUER:ACCOUNT?secret=…&issuer=ISSUER`. The
//! colon separates issuer and account, so neither can contain one.

use super::{PERIOD, TotpHash};
use crate::engine::base::secret::Secret;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// The most characters of an issuer or an account: more would make the QR code too dense for a phone.
pub const LONGEST: usize = 64;

/// All but RFC 3986's unreserved characters and `@`, which a path and a query may hold.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@');

/// Why a text cannot be an issuer or an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelError {
    /// There is no account.
    NoAccount,
    /// It contains a colon, the separator of issuer and account.
    Colon,
    /// It holds a line break or another control character.
    Control,
    /// It is too long.
    TooLong,
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAccount => f.write_str("Type the account: an app lists the code under it."),
            Self::Colon => f.write_str(
                "Leave the colon out: in the address it parts the issuer from the account.",
            ),
            Self::Control => f.write_str(
                "Leave line breaks and other control characters out: no app shows them.",
            ),
            Self::TooLong => write!(
                f,
                "Use at most {LONGEST} characters, so that a phone can read the QR code."
            ),
        }
    }
}

impl std::error::Error for LabelError {}

/// Validates an issuer, which may be empty; returns it trimmed.
///
/// # Errors
/// [`LabelError`] where the address cannot hold it.
pub fn issuer(text: &str) -> Result<&str, LabelError> {
    let text = text.trim();
    if text.contains(':') {
        Err(LabelError::Colon)
    } else if text.chars().any(char::is_control) {
        Err(LabelError::Control)
    } else if text.chars().nth(LONGEST).is_some() {
        Err(LabelError::TooLong)
    } else {
        Ok(text)
    }
}

/// Validates an account; returns it trimmed.
///
/// # Errors
/// [`LabelError`] where there is none, or the address cannot hold it.
pub fn account(text: &str) -> Result<&str, LabelError> {
    match issuer(text) {
        Ok("") => Err(LabelError::NoAccount),
        read => read,
    }
}

/// The address of `secret`.
///
/// # Errors
/// [`LabelError`] of the issuer, or of the account.
pub fn address(
    hash: TotpHash,
    secret: &Secret,
    issuer_text: &str,
    account_text: &str,
) -> Result<Secret, LabelError> {
    let (issuer, account) = (issuer(issuer_text)?, account(account_text)?);
    // A character has at most four bytes, each of which can take three characters here.
    let mut address = Secret::with_capacity(128 + secret.len() + 12 * 3 * LONGEST);
    let push = |address: &mut Secret, text: &str| {
        for part in utf8_percent_encode(text, ENCODED) {
            address.push_str(part);
        }
    };
    address.push_str("otpauth://totp/");
    if !issuer.is_empty() {
        push(&mut address, issuer);
        address.push(':');
    }
    push(&mut address, account);
    address.push_str("?secret=");
    address.push_str(secret.expose());
    if !issuer.is_empty() {
        address.push_str("&issuer=");
        push(&mut address, issuer);
    }
    for text in ["&algorithm=", hash.id(), "&digits=6&period="] {
        address.push_str(text);
    }
    address.push_str(&PERIOD.to_string());
    Ok(address)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, LabelError, account, address, issuer};
    use crate::engine::base::secret::Secret;
    use crate::engine::key::totp::TotpHash;

    /// The example of "Key Uri Format", github.com/google/google-authenticator/wiki.
    #[test]
    fn the_published_example_is_written() {
        let secret = Secret::from("HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ");
        let written = address(TotpHash::Sha1, &secret, "ACME Co", "john.doe@email.com");
        assert_eq!(
            written.expect("a good label").expose(),
            "otpauth://totp/ACME%20Co:john.doe@email.com?secret=HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ\
            &issuer=ACME%20Co&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn what_would_end_a_part_of_the_address_is_encoded() {
        let secret = Secret::from("AAAA");
        let written = address(TotpHash::Sha512, &secret, "a&b=c?d#e/f%3A", "Zoë +1");
        assert_eq!(
            written.expect("a good label").expose(),
            "otpauth://totp/a%26b%3Dc%3Fd%23e%2Ff%253A:Zo%C3%AB%20%2B1?secret=AAAA\
            &issuer=a%26b%3Dc%3Fd%23e%2Ff%253A&algorithm=SHA512&digits=6&period=30"
        );
    }

    #[test]
    fn without_an_issuer_the_account_stands_alone() {
        let written = address(TotpHash::Sha256, &Secret::from("AAAA"), " ", "alice");
        assert_eq!(
            written.expect("a good label").expose(),
            "otpauth://totp/alice?secret=AAAA&algorithm=SHA256&digits=6&period=30"
        );
    }

    #[test]
    fn a_label_that_no_app_could_read_is_refused() {
        for (text, error) in [
            ("a:b", LabelError::Colon),
            ("a\nb", LabelError::Control),
            (&"é".repeat(LONGEST + 1), LabelError::TooLong),
        ] {
            assert_eq!(issuer(text), Err(error));
            assert_eq!(account(text), Err(error));
        }
        assert_eq!(
            (issuer(""), account(" ")),
            (Ok(""), Err(LabelError::NoAccount))
        );
        assert_eq!(issuer(&"é".repeat(LONGEST)).map(str::len), Ok(2 * LONGEST));
    }
}
