//! The address of a TOTP secret: an app reads out of it what was typed.

use crate::input::text;
use latchkey::engine::base::secret::Secret;
use latchkey::engine::key::totp::TotpHash;
use latchkey::engine::key::totp::address::{LONGEST, address};

/// Issuer and account of a TOTP secret, a line each.
///
/// # Panics
/// Where an app would read others out of the address.
pub fn label(data: &[u8]) {
    let given = text(data);
    let (issuer, account) = given.split_once('\n').unwrap_or(("", &given));
    let secret = Secret::from("HXDMVJECJJWSRB3HWIZR4IFUGFTMXBOZ");
    let Ok(written) = address(TotpHash::Sha1, &secret, issuer, account) else {
        return;
    };
    let rest = written.expose().strip_prefix("otpauth://totp/");
    let (label, options) = rest
        .and_then(|rest| rest.split_once('?'))
        .expect("it is an address of options");
    let mut parts = label.rsplitn(2, ':').map(decoded);
    assert_eq!(parts.next().as_deref(), Some(account.trim()));
    assert_eq!(parts.next().unwrap_or_default(), issuer.trim());
    assert!(issuer.trim().chars().count() <= LONGEST && account.trim().chars().count() <= LONGEST);
    let named = options
        .split('&')
        .find_map(|option| option.strip_prefix("issuer="));
    assert_eq!(named.map(decoded).unwrap_or_default(), issuer.trim());
    assert_eq!(options.split('&').count(), 4 + usize::from(named.is_some()));
}

/// A text of a URL with its percent signs read (RFC 3986).
fn decoded(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        bytes.push(match byte {
            b'%' => {
                let digits = digit().zip(digit()).expect("two digits follow");
                u8::try_from(digits.0 * 16 + digits.1).expect("two hex digits are a byte")
            }
            plain => plain,
        });
    }
    String::from_utf8(bytes).expect("it was text")
}
