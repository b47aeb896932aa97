//! Words of a POSIX shell (IEEE Std 1003.1, Shell Command Language, section 2.2).

use super::{Span, enclosed};
use crate::engine::base::secret::Secret;

/// Appends a word in single quotes; a single quote in it becomes `'\''`.
pub fn word(text: &str, out: &mut Secret) -> Span {
    enclosed(text, '\'', out, |symbol| {
        (symbol == '\'').then_some("'\\''")
    })
}

#[cfg(test)]
mod tests {
    use super::super::written;
    use super::word;

    #[test]
    fn only_the_single_quote_is_special() {
        for (text, expected) in [
            ("", "''"),
            ("$a `b` \\\n", "'$a `b` \\\n'"),
            ("it's", r"'it'\''s'"),
        ] {
            let (all, place) = written(|out| word(text, out));
            assert_eq!((all.as_str(), place.as_str()), (expected, expected));
        }
    }
}
