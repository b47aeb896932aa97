//! Lines of an htpasswd file, as Apache httpd, nginx and Traefik read them.

use super::bcrypt;
use std::fmt;

/// The longest name of a user, in bytes: what Apache's tool accepts.
const LONGEST_USER: usize = 255;

/// Why there is no line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserError {
    /// There is no name.
    Empty,
    /// The name holds a colon, the delimiter of the line.
    Colon,
    /// The name holds a control character such as a newline.
    Control,
    /// The name begins or ends with white space.
    Space,
    /// The name begins with `#`, which makes the line a comment.
    Comment,
    /// The name is longer than 255 bytes.
    TooLong,
    /// The hash is not one of bcrypt, the only scheme here that Apache and nginx both read.
    NotBcrypt,
}

impl fmt::Display for UserError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Give the user's name.",
            Self::Colon => "The user's name cannot hold a colon.",
            Self::Control => {
                "The user's name cannot hold a newline, a tab or another control character."
            }
            Self::Space => "The user's name cannot begin or end with white space.",
            Self::Comment => "The user's name cannot begin with #.",
            Self::TooLong => "The user's name is longer than 255 bytes.",
            Self::NotBcrypt => "An htpasswd line takes a bcrypt hash.",
        })
    }
}

impl std::error::Error for UserError {}

/// The line for `user` with a bcrypt hash, without a newline. Its hash begins with `$2y$`: of the two prefixes
/// in use today, `$2b$` and `$2y$`, the only one that Apache's own bcrypt accepts.
///
/// # Errors
/// [`UserError`] where the name would break the line or the hash is not bcrypt.
pub fn htpasswd_line(user: &str, hash: &str) -> Result<String, UserError> {
    check_user(user)?;
    let hash = hash.trim();
    // $2x$ is computed differently: it cannot be written as $2y$.
    let (bcrypt, _) = bcrypt::read(hash).ok_or(UserError::NotBcrypt)?;
    match hash
        .strip_prefix("$2")
        .and_then(|rest| rest.split_once('$'))
    {
        Some((_, rest)) if !bcrypt.sign_bug => Ok(format!("{user}:$2y${rest}")),
        _ => Err(UserError::NotBcrypt),
    }
}

/// The text with its dollar signs doubled, for a Docker Compose file, which would take a single one for
/// a variable.
#[must_use]
pub fn with_doubled_dollars(text: &str) -> String {
    text.replace('$', "$$")
}

/// Checks that `user` can stand in a line.
///
/// # Errors
/// [`UserError`] where the name would break the line.
pub fn check_user(user: &str) -> Result<(), UserError> {
    if user.is_empty() {
        Err(UserError::Empty)
    } else if user.contains(':') {
        Err(UserError::Colon)
    } else if user.contains(char::is_control) {
        Err(UserError::Control)
    } else if user.trim() != user {
        Err(UserError::Space)
    } else if user.starts_with('#') {
        Err(UserError::Comment)
    } else if user.len() > LONGEST_USER {
        Err(UserError::TooLong)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{UserError, htpasswd_line, with_doubled_dollars};

    const HASH: &str = concat!(
        "$2b$05$",
        "abcdefghijklmnopqrstuu",
        "5s2v8.iXieOjg/.AySBTTZIIVFJeBui"
    );

    #[test]
    fn the_line_holds_the_hash_under_the_prefix_that_apache_reads() {
        let line = htpasswd_line("ann", HASH).expect("name and hash are good");
        assert_eq!(line, HASH.replace("$2b$", "ann:$2y$"));
        assert_eq!(
            with_doubled_dollars(&line),
            HASH.replace("$2b$", "ann:$$2y$$").replace("5$a", "5$$a")
        );
    }

    #[test]
    fn a_name_that_would_break_the_line_is_refused() {
        for (user, error) in [
            ("", UserError::Empty),
            ("a:b", UserError::Colon),
            ("a\nb", UserError::Control),
            (" a", UserError::Space),
            ("#a", UserError::Comment),
        ] {
            assert_eq!(htpasswd_line(user, HASH), Err(error), "{user:?}");
        }
        assert_eq!(
            htpasswd_line(&"é".repeat(128), HASH),
            Err(UserError::TooLong)
        );
    }

    #[test]
    fn a_hash_that_is_none_of_bcrypt_is_refused() {
        for hash in [
            "",
            "$2b$05$abc",
            concat!("$scrypt$ln=4,r=8,p=1$", "YWJjZGVmZ2g", "$YWJjZGVmZ2hpams"),
        ] {
            assert_eq!(
                htpasswd_line("ann", hash),
                Err(UserError::NotBcrypt),
                "{hash}"
            );
        }
    }
}
