//! JSON (RFC 8259) in ASCII, so that no reader needs to know the encoding.

use crate::engine::base::secret::Secret;

/// Appends `{"NAME": "value", …}`, a variable a line, and a newline.
pub fn object<'a>(variables: impl Iterator<Item = (&'a str, &'a str)>, out: &mut Secret) {
    let mut separator = "{\n  ";
    for (name, value) in variables {
        out.push_str(separator);
        string(name, out);
        out.push_str(": ");
        string(value, out);
        separator = ",\n  ";
    }
    out.push_str(if separator == ",\n  " {
        "\n}\n"
    } else {
        "{}\n"
    });
}

/// Appends a string in quotes.
fn string(text: &str, out: &mut Secret) {
    out.push('"');
    for symbol in text.chars() {
        match symbol {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(symbol),
            _ => symbol.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                out.push_str("\\u");
                hex(u32::from(*unit), 4, out);
            }),
        }
    }
    out.push('"');
}

/// Appends the lowest `digits` hex digits of `number`.
pub fn hex(number: u32, digits: u32, out: &mut Secret) {
    for at in (0..digits).rev() {
        let digit = char::from_digit(number >> (4 * at) & 15, 16);
        out.push(digit.expect("four bits are a hex digit"));
    }
}
