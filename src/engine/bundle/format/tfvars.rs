//! Terraform's variable definitions: HCL 2 assignments of quoted templates.
//!
//! HCL normalises strings to NFC, so a value with a character that this could change is refused.

use super::json::hex;
use crate::engine::base::secret::Secret;
use crate::engine::env::error::WriteError;

/// Appends `NAME = "value"` and a newline.
pub fn write(name: &str, value: &str, out: &mut Secret) -> Result<(), WriteError> {
    if !value.chars().all(is_stable) {
        return Err(WriteError::Normalised);
    }
    out.push_str(name);
    out.push_str(" = \"");
    let mut symbols = value.chars().peekable();
    while let Some(symbol) = symbols.next() {
        match symbol {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Doubled, these begin no interpolation and no directive.
            '$' | '%' if symbols.peek() == Some(&'{') => {
                out.push(symbol);
                out.push(symbol);
            }
            _ if symbol.is_control() => {
                out.push_str("\\u");
                hex(u32::from(symbol), 4, out);
            }
            _ => out.push(symbol),
        }
    }
    out.push_str("\"\n");
    Ok(())
}

/// Whether NFC leaves the character alone beside any other of these. True of far more characters than of
/// these; the rest would need Unicode's tables.
fn is_stable(symbol: char) -> bool {
    matches!(symbol,
        '\0'..='\u{2ff}' // Latin
        | '\u{400}'..='\u{482}' // Cyrillic
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' // punctuation
        | '\u{20a0}'..='\u{20bf}' // currencies
        | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' // Kana
        | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{1f300}'..='\u{1faff}' // pictographs
    )
}
