//! Bytes in SQL, in the syntax of each database. Hex digits need no quoting.

/// A `bytea` expression of PostgreSQL for the bytes of `hex`.
#[must_use]
pub fn bytea(hex: &str) -> String {
    format!("decode('{hex}','hex')")
}

/// A blob literal of `SQLite` for the bytes of `hex`.
#[must_use]
pub fn blob(hex: &str) -> String {
    format!("x'{hex}'")
}

#[cfg(test)]
mod tests {
    use super::{blob, bytea};

    #[test]
    fn bytes_stand_in_hex() {
        assert_eq!(bytea("00ff"), "decode('00ff','hex')");
        assert_eq!(blob("00ff"), "x'00ff'");
    }
}
