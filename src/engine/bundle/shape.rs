//! The format of a secret, inferred from its name or its present value.

use super::{format::SecretFormat, symbols::SymbolSet};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

/// A password that needs no percent-encoding in a URL: 190 bits.
pub(super) const PASSWORD: SecretFormat = SecretFormat::Alphanumeric { length: 32 };

/// Formats that an application requires, although its own example or comment may not state them. Where a
/// preset has the name too, this format decides.
const EXACT: [(&str, SecretFormat); 21] = [
    // Laravel's and AdonisJS's; the latter accepts any text.
    ("APP_KEY", SecretFormat::Laravel),
    ("AP_ENCRYPTION_KEY", SecretFormat::Hex { bytes: 16 }),
    (
        "CALENDSO_ENCRYPTION_KEY",
        SecretFormat::Base64 { bytes: 24 },
    ),
    ("CREDS_IV", SecretFormat::Hex { bytes: 16 }),
    ("CREDS_KEY", SecretFormat::Hex { bytes: 32 }),
    ("DATA_ENCRYPTION_KEY", PASSWORD),
    ("ERLANG_COOKIE", PASSWORD),
    (
        "FORGEJO__OAUTH2__JWT_SECRET",
        SecretFormat::Base64Url { bytes: 32 },
    ),
    (
        "FORGEJO__SERVER__LFS_JWT_SECRET",
        SecretFormat::Base64Url { bytes: 32 },
    ),
    (
        "GITEA__OAUTH2__JWT_SECRET",
        SecretFormat::Base64Url { bytes: 32 },
    ),
    (
        "GITEA__SERVER__LFS_JWT_SECRET",
        SecretFormat::Base64Url { bytes: 32 },
    ),
    // Ory's: exactly 32 characters.
    ("KRATOS_SECRETS_CIPHER", PASSWORD),
    // The user and the password of a server of one's own.
    (
        "MINIO_ACCESS_KEY",
        SecretFormat::Alphanumeric { length: 20 },
    ),
    (
        "MINIO_SECRET_KEY",
        SecretFormat::Alphanumeric { length: 40 },
    ),
    ("RABBITMQ_ERLANG_COOKIE", PASSWORD),
    ("SECRETS_CIPHER", PASSWORD),
    ("SECRET_KEY_BASE", SecretFormat::Hex { bytes: 64 }),
    ("TOTP_VAULT_KEY", SecretFormat::Base64 { bytes: 32 }),
    ("WEBUI_SECRET_KEY", SecretFormat::Hex { bytes: 32 }),
    ("ZITADEL_MASTERKEY", PASSWORD),
    ("_APP_OPENSSL_KEY_V1", SecretFormat::Hex { bytes: 32 }),
];

/// The secret of TOTP (RFC 6238): 160 bits as base32, which is how authenticators take it.
const TOTP: SecretFormat = SecretFormat::Base32 { bytes: 20 };

/// The format that applications require for this name, if there is one.
pub(super) fn exact(name: &str) -> Option<SecretFormat> {
    let known = EXACT
        .iter()
        .find(|(known, _)| name.eq_ignore_ascii_case(known));
    known.map(|(_, kind)| *kind)
}

/// Initial passwords that the server refuses without a special character.
const EVERY_KIND: [&str; 2] = [
    "OPENSEARCH_INITIAL_ADMIN_PASSWORD",
    "ZITADEL_FIRSTINSTANCE_ORG_HUMAN_PASSWORD",
];

/// The format that the name prescribes, even where a provider may issue the value.
pub(super) fn prescribed(name: &str) -> Option<SecretFormat> {
    let every_kind = EVERY_KIND
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
    exact(name)
        .or_else(|| is_totp(name).then_some(TOTP))
        .or_else(|| every_kind.then_some(SecretFormat::EveryKind { length: 32 }))
}

/// Whether `value` is the number of a pin on a circuit board, which a variable called `name` may hold instead of a PIN.
pub(super) fn is_circuits_pin(name: &str, value: &str) -> bool {
    pin(name, value).is_some() && value.len() < 3 && value.parse::<u8>().is_ok()
}

/// The format of the PIN called `name`: as many digits as `value` has, if it has 4 to 12, or else eight. `None` for a
/// name that is not that of a PIN.
pub(super) fn pin(name: &str, value: &str) -> Option<SecretFormat> {
    let upper = name.to_ascii_uppercase();
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let length = u16::try_from(value.len()).unwrap_or(u16::MAX);
    upper.ends_with("_PIN").then_some(SecretFormat::Symbols {
        symbols: SymbolSet::DIGITS,
        length: if digits && (4..=12).contains(&length) {
            length
        } else {
            8
        },
    })
}

/// Whether a name ends as that of a TOTP secret does.
fn is_totp(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words = ["TOTP_SECRET", "TOTP_SEED", "TOTP_SECRET_KEY"];
    words.iter().any(|end| {
        upper
            .strip_suffix(end)
            .is_some_and(|before| before.is_empty() || before.ends_with('_'))
    })
}

/// The format of `value`, if it is one that programs generate with at least 128 bits. A value made of words has
/// none, even where its letters would fit.
pub(super) fn of_value(value: &str) -> Option<SecretFormat> {
    let length = u16::try_from(value.len())
        .ok()
        .filter(|length| *length <= 512)?;
    let digits = value.bytes().any(|byte| byte.is_ascii_digit());
    if length >= 32
        && length % 2 == 0
        && digits
        && value.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return Some(SecretFormat::Hex { bytes: length / 2 });
    }
    // A placeholder such as `xxxxxxxx-xxxx-…` counts as a UUID too.
    if is_uuid(value) {
        return Some(SecretFormat::Uuid);
    }
    if value.starts_with("base64:") {
        return Some(SecretFormat::Laravel);
    }
    let whole = digits && value.ends_with('=') || (length == 64 && value.contains(['+', '/']));
    if whole && let Ok(bytes) = STANDARD.decode(value) {
        let bytes = u16::try_from(Zeroizing::new(bytes).len()).ok()?;
        return (bytes >= 16).then_some(SecretFormat::Base64 { bytes });
    }
    None
}

fn is_uuid(value: &str) -> bool {
    value.len() == 36
        && value.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit() || byte.eq_ignore_ascii_case(&b'x'),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawn_values_show_their_format() {
        assert_eq!(
            of_value(&"0".repeat(64)),
            Some(SecretFormat::Hex { bytes: 32 })
        );
        assert_eq!(
            of_value("00000000-0000-0000-0000-000000000000"),
            Some(SecretFormat::Uuid)
        );
        assert_eq!(of_value("base64:AAAA"), Some(SecretFormat::Laravel));
        assert_eq!(
            of_value(&STANDARD.encode([0xd3; 32])),
            Some(SecretFormat::Base64 { bytes: 32 })
        );
        assert_eq!(
            of_value(&STANDARD.encode([0xfb; 48])),
            Some(SecretFormat::Base64 { bytes: 48 })
        );
    }

    #[test]
    fn formats_that_applications_insist_on_are_known_in_any_case() {
        assert!(EXACT.is_sorted_by_key(|(name, _)| *name));
        assert_eq!(exact("CREDS_IV"), Some(SecretFormat::Hex { bytes: 16 }));
        assert_eq!(
            exact("GITEA__oauth2__JWT_SECRET"),
            Some(SecretFormat::Base64Url { bytes: 32 })
        );
        assert_eq!(exact("JWT_SECRET"), None);
    }

    #[test]
    fn words_show_none() {
        for value in [
            "",
            "postgres",
            "miniosecret",
            "secret1234",
            "abcdefabcdefabcdefabcdefabcdefab",
            "changeme=",
        ] {
            assert_eq!(of_value(value), None, "{value}");
        }
    }
}
