//! Writing a value for a reader: the plainest way that the reader reads back unchanged.

use super::error::WriteError;
use super::read::Meaning;
use super::reader::Reader;
use super::readers::docker::LONGEST;
use crate::engine::base::secret::Secret;
use crate::engine::syntax;

/// Whether the value needs no quotes in any reader that can hold it.
///
/// That is `[A-Za-z0-9_./+=:,-]*`: hex, base58, base62, base64, base64url and Laravel's key fit.
#[must_use]
pub fn is_plain(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_./+=:,-".contains(&byte))
}

/// Appends `value` to `out` as written for `reader`.
pub(super) fn write(reader: &dyn Reader, value: &str, out: &mut Secret) -> Result<(), WriteError> {
    if value.contains('\0') {
        return Err(WriteError::Nul);
    }
    if is_sure(value) || is_plain(value) && reads_back(reader, value, value) {
        out.push_str(value);
        return Ok(());
    }
    // Quoted first, since more readers agree on a quoted value; unquoted when no way of quoting fits.
    let mut ways = reader.quoted(value);
    ways.push(Secret::from(value));
    let way = ways
        .iter()
        .find(|way| reads_back(reader, way.expose(), value))
        .ok_or_else(|| reader.write_error(value))?;
    out.push_str(way.expose());
    Ok(())
}

/// Whether every reader reads the value unchanged without quotes: [plain](is_plain), short enough for docker,
/// without the `---` that `godotenv` loses, and not `undefined`, which is no value to `varlock`.
pub(in crate::engine) fn is_sure(value: &str) -> bool {
    is_plain(value) && value.len() <= LONGEST && !value.contains("---") && value != "undefined"
}

/// Whether `reader` reads `token`, alone on its line, as `value`, and a person would too.
pub(super) fn reads_back(reader: &dyn Reader, token: &str, value: &str) -> bool {
    // `NAME=# x` looks like a comment, also to the import, whatever the reader makes of it.
    if token.starts_with('#') && !reader.has_literal_hash() {
        return false;
    }
    // A raw carriage return is lost on the way through editors and version control.
    if token.contains('\r') && !reader.takes_raw_carriage_return() {
        return false;
    }
    let mut line = Secret::with_capacity(token.len() + 1);
    line.push_str(token);
    line.push('\n');
    match reader.read(line.expose()) {
        Ok(parsed) => {
            let whole = parsed.token == token && reader.takes(value);
            matches!(parsed.meaning, Meaning::Text(text) if whole && *text == value)
        }
        Err(_) => false,
    }
}

/// `value` between two `quote`s, each character replaced by `escape` of it where that is `Some`.
pub(super) fn enclosed(
    value: &str,
    quote: char,
    escape: fn(char) -> Option<&'static str>,
) -> Secret {
    let mut out = Secret::with_capacity(value.len() + value.len() / 4 + 2);
    syntax::enclosed(value, quote, &mut out, escape);
    out
}
