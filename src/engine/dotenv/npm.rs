//! Values as npm's `dotenv` reads them (versions 16 and 17, and what copies its regular expression).
//!
//! It takes off one pair of quotes: `'`, `"` or a backtick. Inside `"` it turns `\n` and `\r` into line
//! breaks and nothing else; it never takes an escaping backslash away. A backslash before the closing
//! quote makes it read on into the next lines, so a value that ends in one cannot be quoted. Lone
//! carriage returns become newlines before anything else is read.
//! `dotenv-expand`, run on the result, is another reader with rules of its own.

use super::{Obstacle, is_plain};
use crate::engine::secret::Secret;

/// Appends `value` to `out` as it stands after `NAME=`, in quotes where it needs them.
///
/// # Errors
/// [`Obstacle`] when there is no way to write the value that is read back as it was. Nothing has then
/// been appended.
pub fn write(value: &str, out: &mut Secret) -> Result<(), Obstacle> {
    if value.contains('\0') {
        return Err(Obstacle::Nul);
    }
    if is_plain(value) {
        out.push_str(value);
        return Ok(());
    }
    let quote = quote_for(value).ok_or(Obstacle::Quoting)?;
    out.push(quote);
    for (index, part) in value.split('\r').enumerate() {
        if index > 0 {
            out.push_str("\\r");
        }
        out.push_str(part);
    }
    out.push(quote);
    Ok(())
}

/// The first quote in which `value` survives. Only `"` can carry a carriage return, as `\r`.
fn quote_for(value: &str) -> Option<char> {
    if value.ends_with('\\') {
        return None;
    }
    ['\'', '"', '`']
        .into_iter()
        .find(|&quote| !value.contains(quote) && fits(value, quote))
}

fn fits(value: &str, quote: char) -> bool {
    match quote {
        '"' => !value.contains("\\n") && !value.contains("\\r"),
        _ => !value.contains('\r'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &str) -> Result<String, Obstacle> {
        let mut out = Secret::with_capacity(value.len() + 2);
        write(value, &mut out).map(|()| out.expose().to_owned())
    }

    #[test]
    fn quotes_only_where_needed() {
        assert_eq!(written("aZ09_./+=:,-").as_deref(), Ok("aZ09_./+=:,-"));
        assert_eq!(written("").as_deref(), Ok(""));
        assert_eq!(written("a#b$(c)").as_deref(), Ok("'a#b$(c)'"));
        assert_eq!(written("it's").as_deref(), Ok("\"it's\""));
        assert_eq!(written("it's \"x\"").as_deref(), Ok("`it's \"x\"`"));
        assert_eq!(written("a\nb").as_deref(), Ok("'a\nb'"));
        assert_eq!(written("a\r\nb").as_deref(), Ok("\"a\\r\nb\""));
    }

    #[test]
    fn refuses_what_it_would_read_back_changed() {
        for value in ["'\"`", "ends in \\", "'\\n\r", "\r\\n"] {
            assert_eq!(written(value), Err(Obstacle::Quoting), "{value:?}");
        }
        assert_eq!(written("a\0"), Err(Obstacle::Nul));
    }
}
