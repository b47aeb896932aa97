//! A stand-in for `PowerShell`: parses assignments to the environment by the rules of its language
//! specification (`about_Quoting_Rules`, `about_Environment_Variables`).
//!
//! In a single-quoted string only the quote is special, and doubled; the parser takes the curly quotes
//! U+2018 to U+201B for single quotes too. A newline ends the statement outside a string.

use std::collections::HashMap;

/// The variables that a script sets; the script must be nothing but such assignments.
pub fn read(script: &str) -> HashMap<String, String> {
    assert!(
        script.is_ascii(),
        "Windows PowerShell reads other bytes by the machine's code page"
    );
    let mut variables = HashMap::new();
    let mut rest = script;
    while !rest.is_empty() {
        let (name, after) = if let Some(braced) = rest.strip_prefix("${env:") {
            braced.split_once('}').expect("the brace is closed")
        } else {
            let plain = rest.strip_prefix("$env:").expect("an assignment");
            let end = plain
                .find(|symbol: char| !symbol.is_ascii_alphanumeric() && symbol != '_')
                .expect("more than a name");
            plain.split_at(end)
        };
        rest = after.strip_prefix(" = ").expect("an assignment");
        let mut value = Vec::new();
        loop {
            rest = term(rest, &mut value);
            match rest.strip_prefix(" + ") {
                Some(next) => rest = next,
                None => break,
            }
        }
        rest = rest.strip_prefix('\n').expect("the end of the statement");
        // Setting an empty value removes the variable.
        if !value.is_empty() {
            variables.insert(
                name.to_owned(),
                String::from_utf16(&value).expect("whole characters"),
            );
        }
    }
    variables
}

/// A string in single quotes or a `[char]`, in UTF-16, and what follows it.
fn term<'a>(text: &'a str, value: &mut Vec<u16>) -> &'a str {
    if let Some(number) = text.strip_prefix("[char]") {
        let end = number
            .find(|symbol: char| !symbol.is_ascii_digit())
            .unwrap_or(number.len());
        value.push(number[..end].parse().expect("a UTF-16 unit"));
        return &number[end..];
    }
    let mut rest = text.strip_prefix(is_quote).expect("a string");
    loop {
        let symbol = rest.chars().next().expect("the string is closed");
        rest = &rest[symbol.len_utf8()..];
        if is_quote(symbol) {
            match rest.strip_prefix(is_quote) {
                Some(after) => rest = after,
                None => return rest,
            }
        }
        value.extend(symbol.encode_utf16(&mut [0; 2]).iter());
    }
}

fn is_quote(symbol: char) -> bool {
    matches!(symbol, '\'' | '\u{2018}'..='\u{201b}')
}
