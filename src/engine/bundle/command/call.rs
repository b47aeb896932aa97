//! Expressions of programming languages: `crypto.randomBytes(32).toString('hex')`,
//! `bin2hex(random_bytes(16))`, `Base.encode64(:crypto.strong_rand_bytes(32))`.
//!
//! Functions enclose a call and methods follow it. Each is a stage; one unknown stage makes the whole expression
//! unknown.

use super::super::symbols::SymbolSet;
use super::stream::Stream;
use crate::engine::bundle::format::SecretFormat;

/// What a function generates.
#[derive(Clone, Copy)]
pub(super) enum GeneratorCall {
    /// Bytes, as many as its argument or this default says.
    Bytes(u32),
    /// Bytes as hex.
    Hex(u32),
    /// Bytes as base64.
    Base64(u32),
    /// Bytes as base64url, without padding.
    Base64Url(u32),
    /// Letters and digits.
    Alphanumeric(u32),
    /// nanoid's symbols.
    UrlSafe(u32),
    Uuid,
}

impl GeneratorCall {
    fn stream(self, argument: Option<u32>) -> Option<Stream> {
        let bytes = |default: u32| {
            let count = argument.unwrap_or(default);
            (count > 0).then_some(Stream::Bytes(Some(count)))
        };
        let text =
            |symbols, default: u32| Some(Stream::text(symbols, Some(argument.unwrap_or(default))));
        match self {
            Self::Bytes(default) => bytes(default),
            Self::Hex(default) => bytes(default)?.hex(false, None),
            Self::Base64(default) => bytes(default)?.base64(None),
            Self::Base64Url(default) => bytes(default)?.base64_url(false),
            Self::Alphanumeric(default) => text(SymbolSet::ALPHANUMERIC, default),
            Self::UrlSafe(default) => text(SymbolSet::BASE64_URL, default),
            Self::Uuid => Some(Stream::uuid()),
        }
    }
}

/// What the expression around the function name at `start..end` of `line` makes, `None` when a part of it is not
/// understood, and where it ends. It does not begin before `from`.
pub(super) fn expression(
    line: &str,
    from: usize,
    start: usize,
    end: usize,
    draw: GeneratorCall,
) -> (Option<Stream>, usize) {
    let mut around = around(&line[from..start]);
    let (argument, mut at) = argument(line, end);
    let mut stream = draw.stream(argument);
    // The further arguments of the enclosing function, once they are parsed.
    let mut pending: Option<&str> = None;
    loop {
        let rest = &line[at..];
        let blank = rest.len() - rest.trim_start_matches([' ', '\\']).len();
        let rest = &rest[blank..];
        let at_rest = at + blank;
        if rest.starts_with(')') {
            if around.is_empty() {
                return (stream, at);
            }
            let function = around.remove(0);
            stream =
                stream.and_then(|stream| apply(stream, function, pending.take().unwrap_or("")));
            at = at_rest + 1;
        } else if rest.starts_with(',') && !around.is_empty() {
            let length = balanced(&rest[1..]);
            pending = Some(&rest[1..=length]);
            at = at_rest + 1 + length;
        } else if let Some(method) = method(rest) {
            stream = stream.and_then(|stream| apply(stream, method.name, method.arguments));
            at = at_rest + method.length;
        } else if let Some(inside) = rest.strip_prefix('[').filter(|_| blank == 0) {
            let Some(length) = inside.find(']') else {
                return (None, at);
            };
            stream = stream.and_then(|stream| slice(stream, &inside[..length]));
            at = at_rest + length + 2;
        } else {
            return (stream, at);
        }
    }
}

/// The names of the functions whose parentheses are open at the end of `text`, the innermost first.
fn around(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut depth = 0_usize;
    for (at, symbol) in text.char_indices().rev() {
        match symbol {
            ')' => depth += 1,
            '(' if depth > 0 => depth -= 1,
            '(' => {
                let before = &text[..at];
                let name = before
                    .rfind(|symbol| !is_name(symbol))
                    .map_or(before, |at| {
                        &before[at + before[at..].chars().next().map_or(1, char::len_utf8)..]
                    });
                names.push(name);
            }
            _ => {}
        }
        if names.len() == 8 {
            break;
        }
    }
    names
}

const fn is_name(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || symbol == '_'
}

/// The number that the function is given, in parentheses or, as in Ruby, after a space; and where its call ends.
fn argument(line: &str, end: usize) -> (Option<u32>, usize) {
    let rest = &line[end..];
    if let Some(inside) = rest.strip_prefix('(') {
        let length = balanced(inside);
        let text = &inside[..length];
        let digits = text.find(|symbol: char| symbol.is_ascii_digit());
        let number = digits.and_then(|at| number(&text[at..]));
        return (number, (end + length + 2).min(line.len()));
    }
    let spaced = rest.strip_prefix(' ').and_then(number);
    match spaced {
        Some(value) => {
            let digits = rest[1..].len()
                - rest[1..]
                    .trim_start_matches(|symbol: char| symbol.is_ascii_digit())
                    .len();
            (Some(value), end + 1 + digits)
        }
        None => (None, end),
    }
}

/// The number that `text` begins with.
fn number(text: &str) -> Option<u32> {
    let end = text
        .find(|symbol: char| !symbol.is_ascii_digit())
        .unwrap_or(text.len());
    (end < 7).then(|| text[..end].parse().ok())?
}

/// The length of `text` up to the `)` that closes a parenthesis opened before it, or up to its end.
fn balanced(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, symbol) in text.char_indices() {
        match symbol {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// `.name(arguments)`, `->name()`, `|> Module.name()`.
struct MethodCall<'a> {
    name: &'a str,
    arguments: &'a str,
    length: usize,
}

fn method(text: &str) -> Option<MethodCall<'_>> {
    let marks = [".", "->", "::", "|>"];
    let mark = marks.into_iter().find(|mark| text.starts_with(mark))?;
    let path = text[mark.len()..].trim_start_matches(' ');
    let end = path
        .find(|symbol| !is_name(symbol) && symbol != '.')
        .unwrap_or(path.len());
    let (path, rest) = path.split_at(end);
    let name = path.rsplit('.').next().unwrap_or_default();
    // A full stop.
    if name.is_empty() || (mark == "." && !text[1..].starts_with(is_name)) {
        return None;
    }
    let before = text.len() - rest.len();
    match rest.strip_prefix('(') {
        Some(inside) => {
            let length = balanced(inside);
            Some(MethodCall {
                name,
                arguments: &inside[..length],
                length: (before + length + 2).min(text.len()),
            })
        }
        None => Some(MethodCall {
            name,
            arguments: "",
            length: before,
        }),
    }
}

/// What the function or method `name` makes of `stream`.
fn apply(stream: Stream, name: &str, arguments: &str) -> Option<Stream> {
    let name = name.to_ascii_lowercase();
    let arguments = arguments.to_ascii_lowercase();
    match name.as_str() {
        // What prints or converts without a change.
        "" | "print" | "println" | "puts" | "p" | "log" | "echo" | "write" | "writeline"
        | "writehost" | "str" | "string" | "from" | "exec" | "decode" | "die" | "var_dump"
        | "trim" | "strip" | "export" | "inspect" | "info" | "e" | "new" | "bytes" | "array"
        | "buffer" | "expose" => Some(stream),
        // The Web Crypto API hands back the array that it fills.
        name if name.ends_with("randomvalues") => Some(stream),
        "tostring" | "digest" | "encode" | "encodetostring" if !arguments.is_empty() => match () {
            () if arguments.contains("base64url") => stream.base64_url(false),
            () if arguments.contains("base64") => stream.base64(None),
            () if arguments.contains("hex") => stream.hex(false, None),
            () if arguments.contains("utf") || arguments.contains("ascii") => match stream {
                Stream::Text(_) => Some(stream),
                Stream::Bytes(_) => None,
            },
            () => None,
        },
        "tostring" => match stream {
            Stream::Text(_) => Some(stream),
            // A buffer's text without an encoding is not printable.
            Stream::Bytes(_) => None,
        },
        // Python's `uuid4().hex`: the digits without dashes.
        "hex" if matches!(stream, Stream::Text(_)) => stream.delete(SymbolSet::DASH)?.as_hex(),
        "hex" | "bin2hex" | "hexlify" | "b2a_hex" | "hexdigest" | "tohex" | "unpack1"
        | "tohexstring" => stream.hex(false, None),
        "encode16" => stream.hex(!arguments.contains("lower"), None),
        "base64_encode" | "b64encode" | "encode64" | "tobase64string" | "strict_encode64"
        | "standard_b64encode" | "tobase64" => stream.base64(None),
        "urlsafe_b64encode" => stream.base64_url(true),
        "url_encode64" | "urlsafe_encode64" => {
            let bare = arguments.contains("padding: false");
            stream.base64_url(!bare)
        }
        "b32encode" | "encode32" => stream.base32(),
        "md5" => stream.digest(16),
        "sha1" => stream.digest(20),
        "sha256" => stream.digest(32),
        "sha512" => stream.digest(64),
        "lower" | "tolower" | "tolowercase" | "downcase" | "strtolower" => {
            stream.translate("A-Z", "a-z")
        }
        "upper" | "toupper" | "touppercase" | "upcase" | "strtoupper" => {
            stream.translate("a-z", "A-Z")
        }
        "slice" | "substring" | "substr" | "binary_part" | "take" | "mb_substr" => {
            slice(stream, &arguments)
        }
        "rstrip" | "trimend" | "rtrim" if arguments.contains('=') => {
            stream.delete(SymbolSet::parse("=")?)
        }
        "replace" | "replaceall" | "delete" | "gsub" if arguments.contains('-') => {
            stream.delete(SymbolSet::DASH)
        }
        _ => None,
    }
}

/// A cut from the beginning: `0, 32`, `:32`, `0..31`, `0...32`, `32`.
fn slice(stream: Stream, arguments: &str) -> Option<Stream> {
    let plain = arguments.replace(' ', "");
    let plain = plain.trim_start_matches(',');
    let count = if let Some((first, last)) = plain.split_once("...") {
        (first == "0").then(|| number(last))??
    } else if let Some((first, last)) = plain.split_once("..") {
        (first == "0").then(|| number(last))?? + 1
    } else {
        let (first, last) = plain.split_once([',', ':']).unwrap_or(("0", plain));
        if !["", "0"].contains(&first) {
            return None;
        }
        let end = last.find(|symbol: char| !symbol.is_ascii_digit());
        if end.is_some() {
            return None;
        }
        number(last)?
    };
    Some(stream.first(count))
}

/// The format that repeated calls of `choice(…)` make, of letters and digits by Python's names for them; and where the
/// line ends.
pub(super) fn choice(line: &str, start: usize) -> (Option<SecretFormat>, usize) {
    let rest = &line[start..];
    let lower = rest.to_ascii_lowercase();
    let count = ["range(", "k="].iter().find_map(|words| {
        let (_, after) = lower.split_once(words)?;
        number(after.trim_start())
    });
    let letters = lower.contains("ascii_letters") && lower.contains("digits");
    let hex = lower.contains("hexdigits");
    let length = count.and_then(|count| u16::try_from(count).ok());
    let format = length.and_then(|length| match () {
        () if letters => Some(SecretFormat::Alphanumeric { length }),
        () if hex && length % 2 == 0 => Some(SecretFormat::Hex { bytes: length / 2 }),
        () => None,
    });
    (format, line.len())
}

/// The format that `(48..57) + (65..90) + (97..122) | Get-Random -Count 32` makes: letters and digits by their codes.
pub(super) fn get_random(line: &str) -> Option<SecretFormat> {
    let codes = ["48..57", "65..90", "97..122"];
    let (_, count) = line.split_once("-count ")?;
    let length = u16::try_from(number(count)?).ok()?;
    let letters = codes.iter().all(|range| line.contains(range));
    letters.then_some(SecretFormat::Alphanumeric { length })
}
