//! Connection strings that are lists: `key=value;…`, `key=value …`, `host,key=value,…`, and the strings of JSON.

use super::found::{EmbeddedSecret, Owner, is_password_key};
use crate::engine::bundle::{place::PlaceSyntax, plan::values::is_rented};
use std::ops::Range;

/// Keys that only connection strings have; a list with a password has one of them.
const CONNECTION: &[&str] = &[
    "accountname",
    "addr",
    "address",
    "data source",
    "database",
    "dbname",
    "driver",
    "dsn",
    "endpoint",
    "host",
    "hostaddr",
    "hostname",
    "initial catalog",
    "port",
    "provider",
    "server",
    "sharedaccesskeyname",
    "uid",
    "user",
    "user id",
    "userid",
    "username",
];

/// ADO.NET, ODBC and Azure: `Server=db;User Id=sa;Password=…;`.
pub(super) fn key_values(value: &str) -> Option<EmbeddedSecret> {
    if !value.contains(';') {
        return None;
    }
    let pairs = pairs(value, ';');
    if pairs.len() < 2 || !is_connection(&pairs) {
        return None;
    }
    let odbc = pairs
        .iter()
        .any(|(key, _)| key.eq_ignore_ascii_case("driver"));
    let issued = |key: &str| {
        ["AccountKey", "SharedAccessKey"]
            .iter()
            .any(|known| key.eq_ignore_ascii_case(known))
    };
    let (key, place) = pairs
        .iter()
        .find(|(key, place)| (is_password_key(key) || issued(key)) && !place.is_empty())?;
    let syntax = if odbc {
        PlaceSyntax::Braces
    } else {
        PlaceSyntax::AdoNet
    };
    let rented = pairs
        .iter()
        .any(|(_, place)| is_rented(&value[place.clone()]));
    let owner = if issued(key) || rented {
        Owner::Provider
    } else {
        Owner::Own
    };
    Some(EmbeddedSecret::new(place.clone(), syntax, owner))
}

/// libpq: `host=db user=app password=…`.
pub(super) fn keywords(value: &str) -> Option<EmbeddedSecret> {
    if !value.contains(' ') {
        return None;
    }
    let pairs = pairs(value, ' ');
    if pairs.len() < 2 || !is_connection(&pairs) {
        return None;
    }
    let plain = pairs.iter().all(|(key, _)| {
        key.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    });
    let (_, place) = pairs
        .iter()
        .find(|(key, place)| *key == "password" && !place.is_empty())?;
    let rented = pairs
        .iter()
        .any(|(_, place)| is_rented(&value[place.clone()]));
    let owner = if rented { Owner::Provider } else { Owner::Own };
    plain.then(|| EmbeddedSecret::new(place.clone(), PlaceSyntax::Libpq, owner))
}

/// `StackExchange.Redis`: `cache:6379,password=…,ssl=False`.
pub(super) fn commas(value: &str) -> Option<EmbeddedSecret> {
    let (host, rest) = value.split_once(',')?;
    if host.is_empty() || host.contains(['=', ' ', '{', '"']) {
        return None;
    }
    let start = value.len() - rest.len();
    let pairs = pairs(rest, ',');
    let (_, place) = pairs
        .iter()
        .find(|(key, place)| key.eq_ignore_ascii_case("password") && !place.is_empty())?;
    let owner = if is_rented(host) {
        Owner::Provider
    } else {
        Owner::Own
    };
    Some(EmbeddedSecret::new(
        start + place.start..start + place.end,
        PlaceSyntax::Plain,
        owner,
    ))
}

fn is_connection(pairs: &[(&str, Range<usize>)]) -> bool {
    pairs
        .iter()
        .any(|(key, _)| CONNECTION.contains(&key.to_ascii_lowercase().as_str()))
}

/// The keys of a list, and the byte ranges of their values, quotes included.
fn pairs(text: &str, separator: char) -> Vec<(&str, Range<usize>)> {
    let mut pairs = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let lead = rest.len() - rest.trim_start_matches([separator, ' ']).len();
        at += lead;
        let rest = &text[at..];
        let Some((key, _)) = rest.split_once('=') else {
            break;
        };
        if key.contains(separator) {
            // A word without a value.
            at += rest.find(separator).unwrap_or(rest.len());
            continue;
        }
        let start = at + key.len() + 1;
        let length = value_length(&text[start..], separator);
        pairs.push((key.trim(), start..start + length));
        at = start + length;
    }
    pairs
}

/// The length of the value that `text` begins with: up to the separator, unless that stands in quotes or braces.
pub(super) fn value_length(text: &str, separator: char) -> usize {
    let close = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => quote,
        Some('{') => '}',
        _ => return text.find(separator).unwrap_or(text.len()),
    };
    let mut symbols = text.char_indices().skip(1).peekable();
    while let Some((at, symbol)) = symbols.next() {
        match symbols.peek() {
            _ if symbol == '\\' && separator == ' ' => {
                symbols.next();
            }
            Some((_, next)) if symbol == close && *next == close => {
                symbols.next();
            }
            _ if symbol == close => return at + 1,
            _ => {}
        }
    }
    text.find(separator).unwrap_or(text.len())
}

/// The byte ranges of the strings in a JSON text, without their quotes.
pub(super) fn json_strings(text: &str) -> Vec<Range<usize>> {
    let mut strings = Vec::new();
    let mut start = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (start, byte) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), b'\\') => escaped = true,
            (Some(from), b'"') => {
                strings.push(from..at);
                start = None;
            }
            (None, b'"') => start = Some(at + 1),
            _ => {}
        }
    }
    strings
}

/// `jwtSecret` as the name of a variable: `jwt_Secret`.
pub(in crate::engine::bundle) fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut lower = false;
    for symbol in name.chars() {
        if lower && symbol.is_ascii_uppercase() {
            out.push('_');
        }
        lower = symbol.is_ascii_lowercase();
        out.push(symbol);
    }
    out
}
