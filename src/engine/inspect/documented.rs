//! Keys that are published in documentation, and so are not secret.

use crate::engine::base::sha256::sha256_in_place;

/// Keys, each in two halves, since scanners for leaked keys would find it whole, and where it is from.
const KEYS: [(&str, &str, &str); 21] = [
    ("AKIAIOSFODNN7", "EXAMPLE", "AWS's documentation"),
    ("ASIAIOSFODNN7", "EXAMPLE", "AWS's documentation"),
    ("AKIAI44QH8DHB", "EXAMPLE", "AWS's documentation"),
    (
        "wJalrXUtnFEMI/K7MDENG/",
        "bPxRfiCYEXAMPLEKEY",
        "AWS's documentation",
    ),
    (
        "je7MtGbClwBF/2Zp9Utk/",
        "h3yCo8nvbEXAMPLEKEY",
        "AWS's documentation",
    ),
    (
        "ghp_zQWBuTSOoRi4A9sp",
        "HcVY5ncnsDkxkJ0mLq17",
        "GitHub's article on the format",
    ),
    (
        "sk_test_4eC39HqLyj",
        "WDarjtT1zdp7dc",
        "Stripe's documentation",
    ),
    (
        "sk_test_BQokikJOvB",
        "iI2HlWgH4olfQ2",
        "Stripe's documentation",
    ),
    (
        "pk_test_TYooMQauvd",
        "EDq54NiTphI7jx",
        "Stripe's documentation",
    ),
    (
        "mycompany_BRTRKFsL_",
        "51FwqftsmMDHHbJAMEXXHCgG",
        "the documentation of prefixed-api-key",
    ),
    (
        "sb_publishable_ACJWlzQHlZj",
        "BrEguHvfOxg_3BJgxAaH",
        "Supabase's CLI, the same on every machine",
    ),
    (
        "sb_secret_N7UND0Ugj",
        "KTVK-Uodkm0Hg_xSvEMPvz",
        "Supabase's CLI, the same on every machine",
    ),
    (
        "whsec_MfKQ9r8GKYqr",
        "TwjUPD8ILPZIo2LaLaSw",
        "the documentation of Standard Webhooks",
    ),
    (
        "123e4567-e89b-12d3-",
        "a456-426614174000",
        "documentation everywhere",
    ),
    (
        "550e8400-e29b-41d4-",
        "a716-446655440000",
        "documentation everywhere",
    ),
    ("f81d4fae-7dec-11d0-", "a765-00a0c91e6bf6", "RFC 4122"),
    (
        "01ARZ3NDEKTSV4",
        "RRFFQ69G5FAV",
        "the specification of ULID",
    ),
    (
        "0ujtsYcgvSTl8P",
        "AuAdqWYSMnLOv",
        "the documentation of KSUID",
    ),
    (
        "d41d8cd98f00b204",
        "e9800998ecf8427e",
        "the digest of an empty text, by MD5",
    ),
    (
        "da39a3ee5e6b4b0d3255",
        "bfef95601890afd80709",
        "the digest of an empty text, by SHA-1",
    ),
    (
        "e3b0c44298fc1c149afbf4c8996fb924",
        "27ae41e4649b934ca495991b7852b855",
        "the digest of an empty text, by SHA-256",
    ),
];

/// The SHA-256 of tokens that are too long to be written here: the examples of jwt.io.
const DIGESTS: [(&str, &str); 1] = [(
    "7f75367e7881255134e1375e723d1dea8ad5f6a4fdb79d938df1f1754a830606",
    "jwt.io",
)];

/// Where `key` is published.
pub(super) fn source(key: &str) -> Option<&'static str> {
    let is = |(first, second, _): &&(&str, &str, &str)| key.strip_prefix(first) == Some(second);
    let listed = KEYS.iter().find(is).map(|(.., source)| *source);
    let is_digest = |(digest, _): &&(&str, &str)| {
        key.len() < 400
            && base16ct::lower::encode_string(&sha256_in_place(key.as_bytes())) == *digest
    };
    listed
        .or_else(|| {
            let is_aws =
                matches!(key.len(), 20 | 21) && key.starts_with('A') && key.ends_with("EXAMPLE");
            is_aws.then_some("AWS's documentation")
        })
        .or_else(|| {
            let is_jwt = key.starts_with("eyJ");
            let found = is_jwt.then(|| DIGESTS.iter().find(is_digest)).flatten();
            found.map(|(_, source)| *source)
        })
}
