//! Scopes: what a key may do, each as `resource:action`.
//!
//! `resource:*` is every action on a resource, and `*` alone is everything; the check functions know both.

use std::fmt;

/// The most characters of a scope.
const LONGEST: usize = 100;

/// Why a text is not a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeError {
    /// There is white space in it.
    WhiteSpace,
    /// There is no action.
    NoAction,
    /// It has a star that is not the whole action.
    Star,
    /// It has a character that a scope cannot hold.
    Character(char),
    /// It is too long.
    TooLong,
}

impl fmt::Display for ScopeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WhiteSpace => f.write_str(
                "has white space in it. Write a scope as invoices:read, and each on a line of its own.",
            ),
            Self::NoAction => f.write_str("has no action. Write it as resource:action, such as invoices:read."),
            Self::Star => f.write_str(
                "has a star beside other characters. A star stands for all actions, as in invoices:*, or alone for everything.",
            ),
            Self::Character(symbol) if symbol.is_ascii_graphic() => write!(
                f,
                "has a {symbol} in it. Use letters, digits and _ - . / around the colon."
            ),
            Self::Character(symbol) => write!(
                f,
                "has the character U+{:04X} in it. Use letters, digits and _ - . / around the colon.",
                u32::from(*symbol)
            ),
            Self::TooLong => write!(f, "is too long. Use at most {LONGEST} characters."),
        }
    }
}

impl std::error::Error for ScopeError {}

/// Whether a text is a scope.
pub(super) fn check(text: &str) -> Result<(), ScopeError> {
    if text.contains(char::is_whitespace) {
        return Err(ScopeError::WhiteSpace);
    }
    let refused = |symbol: &char| {
        !(symbol.is_ascii_alphanumeric() || matches!(symbol, '_' | '-' | '.' | '/' | ':' | '*'))
    };
    if let Some(symbol) = text.chars().find(refused) {
        return Err(ScopeError::Character(symbol));
    }
    if text.len() > LONGEST {
        return Err(ScopeError::TooLong);
    }
    // Accepted, with a warning.
    if matches!(text, "*" | "admin") {
        return Ok(());
    }
    let (resource, action) = text.split_once(':').ok_or(ScopeError::NoAction)?;
    if resource.is_empty() || action.split(':').any(str::is_empty) {
        return Err(ScopeError::NoAction);
    }
    if resource.contains('*') || action.contains('*') && action != "*" {
        return Err(ScopeError::Star);
    }
    Ok(())
}

/// Whether it allows more than a key should: everything, or all actions on a resource.
pub(super) fn is_wide(scope: &str) -> bool {
    scope.split(':').any(|part| part == "*" || part == "admin")
}

#[cfg(test)]
mod tests {
    use super::{ScopeError, check, is_wide};

    #[test]
    fn scopes_are_a_resource_and_an_action() {
        for scope in [
            "invoices:read",
            "invoices:*",
            "*",
            "admin",
            "repo:status:read",
            "a/b.c-d_e:F9",
        ] {
            assert_eq!(check(scope), Ok(()), "{scope}");
        }
        for (scope, error) in [
            ("", ScopeError::NoAction),
            ("invoices", ScopeError::NoAction),
            ("invoices:", ScopeError::NoAction),
            (":read", ScopeError::NoAction),
            ("a::b", ScopeError::NoAction),
            ("in voices:read", ScopeError::WhiteSpace),
            ("invoices:read\u{a0}", ScopeError::WhiteSpace),
            ("*:read", ScopeError::Star),
            ("a:b*", ScopeError::Star),
            ("a:b'", ScopeError::Character('\'')),
            ("é:b", ScopeError::Character('é')),
        ] {
            assert_eq!(check(scope), Err(error), "{scope}");
        }
        assert_eq!(
            check(&("a:".to_owned() + &"b".repeat(99))),
            Err(ScopeError::TooLong)
        );
    }

    #[test]
    fn what_allows_everything_is_wide() {
        for scope in ["*", "admin", "invoices:*", "admin:read", "invoices:admin"] {
            assert!(is_wide(scope), "{scope}");
        }
        assert!(!is_wide("invoices:read"));
        assert!(!is_wide("administrators:read"));
    }
}
