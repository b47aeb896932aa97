//! Stored password hashes: only the password of a hash that stands in the text verifies.

use crate::input::text;
use latchkey::engine::password::{PasswordDraft, StoredHash, check_user, htpasswd_line, verify};

/// Hashes of "pass", each of one round.
const HASHES: [&str; 2] = [
    concat!(
        "pbkdf2_sha256$1$salt$",
        "Zayv6WVdFU6+fKBOi369vCv9FoTAet/S/i6gcrW57t8="
    ),
    concat!("{SHA}", "nU4eI71bcnBGqeO0t9tXvY1u5oQ="),
];

/// What a person pasted, a hash among it.
///
/// # Panics
/// Where another password verifies.
pub fn stored(data: &[u8]) {
    let given = text(data);
    match StoredHash::read(&given) {
        Ok(stored) => assert!(!stored.label().is_empty()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    // Without the signs by which a hash begins: one of the input's own may take hours.
    let around: String = given
        .chars()
        .filter(|symbol| !"${}:.@&#\\".contains(*symbol) && !symbol.is_ascii_digit())
        .collect();
    let cut = around.floor_char_boundary(around.len() / 2);
    for hash in HASHES {
        let pasted = [&around[..cut], hash, &around[cut..]].concat();
        if let Ok(verified) = verify(b"pass", &pasted) {
            assert!(!verified.detail.is_empty());
        }
        let other = verify(b"past", &pasted);
        assert!(
            !other.is_ok_and(|verified| verified.matches),
            "another password passes: {pasted}"
        );
        let alone = ["user:", hash, "\n"].concat();
        assert!(
            verify(b"pass", &alone).is_ok_and(|verified| verified.matches),
            "{alone}"
        );
    }
}

/// The remembered costs of a password hash, and a line of htpasswd.
///
/// # Panics
/// Where remembered costs are out of their bounds, or a user breaks a line.
pub fn options(data: &[u8]) {
    const BCRYPT: &str = concat!(
        "$2b$05$",
        "abcdefghijklmnopqrstuu",
        "5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
    );
    let given = text(data);
    let draft = PasswordDraft::from_line(&given);
    let params = draft
        .read()
        .expect("what is remembered is within its bounds");
    for (value, field) in params.values().iter().zip(params.scheme().fields()) {
        assert!((field.min..=field.max).contains(value));
        if let Ok(typed) = field.read(&given) {
            assert!((field.min..=field.max).contains(&typed));
        }
    }
    assert_eq!(PasswordDraft::from_line(&draft.to_line()), draft);
    if check_user(&given).is_ok() {
        let line = htpasswd_line(&given, BCRYPT).expect("the name and the hash are good");
        let (user, hash) = line.split_once(':').expect("it has a colon");
        assert!(user == given && hash.starts_with("$2y$05$"));
        assert_eq!(line.lines().count(), 1);
    }
    let _ = htpasswd_line("ann", &given);
}
