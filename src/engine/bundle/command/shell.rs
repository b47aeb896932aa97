//! Shell pipelines: what the programs generate, encode and cut.

use super::super::symbols::SymbolSet;
use super::{
    lexer::{Lexer, LexerToken},
    stream::{BASE64_LINE, OPENSSL_LINE, Stream},
};

/// What the pipeline at the beginning of `text` makes, `None` when a stage is not understood, and how long it is.
pub(super) fn pipeline(text: &str) -> (Option<Stream>, usize) {
    let mut lexer = Lexer::new(text);
    let (words, end) = lexer.stage();
    let stream = source(&words.iter().map(String::as_str).collect::<Vec<_>>());
    rest(stream, lexer, end == LexerToken::Pipe)
}

/// What the stages at the beginning of `text`, which follows a `|`, make of `stream`.
pub(super) fn stages(stream: Option<Stream>, text: &str) -> (Option<Stream>, usize) {
    rest(stream, Lexer::new(text), true)
}

fn rest(
    mut stream: Option<Stream>,
    mut lexer: Lexer<'_>,
    mut piped: bool,
) -> (Option<Stream>, usize) {
    while piped {
        let before = lexer.position();
        let (words, end) = lexer.stage();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        // `… | or: …` and `… | uuidgen` offer another command.
        let other = words.first().is_none_or(|first| {
            first.ends_with(':') || *first == "or" || words[0] == "uuidgen" || words[0] == "pwgen"
        });
        if other || words.starts_with(&["openssl", "rand"]) {
            return (stream, before);
        }
        stream = stream.and_then(|stream| stage(stream, &words));
        piped = end == LexerToken::Pipe;
    }
    (stream, lexer.position())
}

/// What the first command of a pipeline makes.
fn source(words: &[&str]) -> Option<Stream> {
    let words = match words {
        // `< /dev/urandom tr …`
        [first, rest @ ..] if is_device(first) => rest,
        words => words,
    };
    let (program, args) = words.split_first()?;
    match program.to_ascii_lowercase().as_str() {
        "openssl" => openssl_rand(args),
        "uuidgen" => Some(Stream::uuid()),
        "cat" if args.iter().any(|arg| arg.ends_with("random/uuid")) => Some(Stream::uuid()),
        "pwgen" => pwgen(args),
        "gpg" | "gpg2" => gpg(args),
        "dd" => dd(args),
        // The time in seconds: a poor source, but what follows (a digest) has its format.
        "date" => Some(Stream::text(SymbolSet::DIGITS, Some(10))),
        _ => stage(Stream::Bytes(None), words),
    }
}

pub(super) fn is_device(word: &str) -> bool {
    matches!(
        word,
        "/dev/urandom" | "/dev/random" | "/dev/arandom" | "/dev/srandom"
    )
}

/// `openssl rand [-hex | -base64] COUNT`
fn openssl_rand(args: &[&str]) -> Option<Stream> {
    let (mut bytes, mut hex, mut base64) = (None, false, false);
    let mut args = args.iter().filter(|arg| !arg.eq_ignore_ascii_case("rand"));
    while let Some(arg) = args.next() {
        match arg.to_ascii_lowercase().as_str() {
            "-hex" | "--hex" => hex = true,
            "-base64" | "--base64" => base64 = true,
            "-out" | "-rand" | "-writerand" => {
                args.next();
            }
            option if option.starts_with('-') => return None,
            count => match number(count) {
                Some(count) if bytes.is_none() => bytes = Some(count),
                // Prose after the command.
                _ if bytes.is_some() => break,
                _ => return None,
            },
        }
    }
    let raw = Stream::Bytes(Some(bytes?));
    match (hex, base64) {
        (true, _) => raw.hex(false, None),
        (_, true) => raw.base64(Some(OPENSSL_LINE)),
        _ => Some(raw),
    }
}

/// `pwgen [-s …] [LENGTH]`
fn pwgen(args: &[&str]) -> Option<Stream> {
    let flags = args.iter().filter(|arg| arg.starts_with('-'));
    for flag in flags {
        if flag.starts_with("--") || flag.contains(['y', 'A', '0', 'r', 'H', 'v']) {
            return None;
        }
    }
    let length = args.iter().find_map(|arg| number(arg))?;
    Some(Stream::text(SymbolSet::ALPHANUMERIC, Some(length)))
}

/// `gpg --gen-random [--armor] LEVEL COUNT`
fn gpg(args: &[&str]) -> Option<Stream> {
    let armor = args.iter().any(|arg| ["--armor", "-a"].contains(arg));
    let mut numbers = args.iter().filter_map(|arg| number(arg));
    let (_, count) = (numbers.next()?, numbers.next()?);
    let raw = Stream::Bytes(Some(count));
    if armor { raw.base64(None) } else { Some(raw) }
}

/// `dd if=/dev/urandom bs=SIZE count=COUNT`
fn dd(args: &[&str]) -> Option<Stream> {
    let value = |name: &str| args.iter().find_map(|arg| number(arg.strip_prefix(name)?));
    if args.iter().any(|arg| arg.starts_with("of=")) {
        return None;
    }
    let (size, count) = (value("bs="), value("count="));
    let bytes = match (size, count) {
        (Some(size), Some(count)) => Some(size.checked_mul(count)?),
        (None, Some(count)) => Some(count.checked_mul(512)?),
        (_, None) => None,
    };
    Some(Stream::Bytes(bytes))
}

/// What one stage makes of `stream`.
fn stage(stream: Stream, words: &[&str]) -> Option<Stream> {
    // `LC_ALL=C tr …`, `env LC_ALL=C tr …`
    let start = words
        .iter()
        .position(|word| !["env", "sudo"].contains(word) && !word.starts_with("LC_"));
    let (program, args) = words[start?..].split_first()?;
    let args: Vec<&str> = args.iter().copied().filter(|arg| !is_device(arg)).collect();
    let args = args.as_slice();
    match *program {
        "cat" | "tee" | "pbcopy" | "xclip" | "xsel" | "clip" | "clip.exe" | "wl-copy"
        | "strings" => Some(stream),
        "head" => head(stream, args),
        "tr" | "gtr" => tr(stream, args),
        "xxd" => xxd(stream, args),
        "od" => od(stream, args),
        "hexdump" | "hd" => hexdump(stream, args),
        "base64" | "gbase64" => base64(stream, args),
        "base32" => stream.base32(),
        "basenc" if args.contains(&"--base64url") => stream.base64_url(true),
        "openssl" => match args {
            ["base64", rest @ ..] | ["enc", "-base64" | "-a", rest @ ..]
                if !rest.contains(&"-d") =>
            {
                stream.base64((!rest.contains(&"-A")).then_some(OPENSSL_LINE))
            }
            _ => None,
        },
        "md5sum" | "md5" => stream.digest(16),
        "sha1sum" => stream.digest(20),
        "sha256sum" => stream.digest(32),
        "sha384sum" => stream.digest(48),
        "sha512sum" => stream.digest(64),
        "shasum" => match option(args, "-a").as_deref() {
            None | Some("1") => stream.digest(20),
            Some("256") => stream.digest(32),
            Some("512") => stream.digest(64),
            Some(_) => None,
        },
        "cut" => cut(stream, args),
        "fold" => stream.fold(value(args, "-w", "--width")?),
        "grep" | "egrep" => grep(stream, args),
        "sed" => sed(stream, args),
        "awk" | "gawk" => {
            let first = args.first()?.replace(' ', "");
            (first == "{print$1}").then(|| stream.first_field(SymbolSet::SPACE))?
        }
        _ => None,
    }
}

fn head(stream: Stream, args: &[&str]) -> Option<Stream> {
    if let Some(count) = value(args, "-c", "--bytes") {
        return Some(stream.first(count));
    }
    let lines = value(args, "-n", "--lines").or_else(|| number(args.first()?.strip_prefix('-')?));
    stream.first_lines(lines.unwrap_or(10))
}

fn tr(stream: Stream, args: &[&str]) -> Option<Stream> {
    let (mut delete, mut complement) = (false, false);
    let mut args = args;
    while let [flag, rest @ ..] = args {
        match *flag {
            "--delete" => delete = true,
            "--complement" => complement = true,
            "--" => {
                args = rest;
                break;
            }
            flag if flag.len() > 1 && flag.starts_with('-') => {
                for letter in flag[1..].chars() {
                    match letter {
                        'd' => delete = true,
                        'c' | 'C' => complement = true,
                        _ => return None,
                    }
                }
            }
            _ => break,
        }
        args = rest;
    }
    match (args, delete, complement) {
        ([set, ..], true, true) => stream.keep(SymbolSet::parse(set)?),
        ([set, ..], true, false) => stream.delete(SymbolSet::parse(set)?),
        ([from, to, ..], false, false) => stream.translate(from, to),
        _ => None,
    }
}

fn xxd(stream: Stream, args: &[&str]) -> Option<Stream> {
    let plain = ["-p", "-ps", "-plain", "-postscript"];
    if !args.iter().any(|arg| plain.contains(arg)) || args.contains(&"-r") {
        return None;
    }
    let columns = value(args, "-c", "-cols").unwrap_or(30);
    let stream = match value(args, "-l", "-len") {
        Some(count) => stream.first(count),
        None => stream,
    };
    let line = (columns > 0).then(|| columns.saturating_mul(2));
    stream.hex(args.contains(&"-u"), line)
}

/// `od -An -tx1`: other types and addresses are not understood.
fn od(stream: Stream, args: &[&str]) -> Option<Stream> {
    let bare =
        args.iter().any(|arg| arg.ends_with("An")) || option(args, "-A").as_deref() == Some("n");
    let kind = args
        .iter()
        .find_map(|arg| {
            arg.split_once('t')
                .filter(|(flag, _)| flag.starts_with('-'))
        })
        .map(|(_, kind)| kind.to_owned())
        .filter(|kind| !kind.is_empty())
        .or_else(|| option(args, "-t"));
    let hex = kind.is_some_and(|kind| kind.starts_with('x')) || args.contains(&"-x");
    if !bare || !hex {
        return None;
    }
    let count = args
        .iter()
        .find_map(|arg| {
            number(
                arg.split_once('N')
                    .filter(|(flag, _)| flag.starts_with('-'))?
                    .1,
            )
        })
        .or_else(|| value(args, "-N", "--read-bytes"));
    match count {
        Some(count) => stream.first(count).spaced_hex(),
        None => stream.spaced_hex(),
    }
}

/// `hexdump -e '16/1 "%02x"'`: every byte as two digits.
fn hexdump(stream: Stream, args: &[&str]) -> Option<Stream> {
    let mut stream = stream;
    let mut format = None;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let Some(flags) = arg.strip_prefix('-') else {
            continue;
        };
        let flags = flags.trim_start_matches('v');
        if let Some(count) = flags.strip_prefix('n') {
            let count = if count.is_empty() {
                args.next()?
            } else {
                count
            };
            stream = stream.first(number(count)?);
        } else if let Some(inside) = flags.strip_prefix('e') {
            format = Some(if inside.is_empty() {
                *args.next()?
            } else {
                inside
            });
        } else if !flags.is_empty() {
            return None;
        }
    }
    let (units, rest) = format?.trim_start().split_once('"')?;
    let size = units.trim().split_once('/').map(|(_, size)| size)?;
    let (spec, after) = rest.split_once('"')?;
    let spec = spec.strip_prefix('%')?;
    let upper = spec.ends_with('X');
    let width = spec.strip_suffix(['x', 'X'])?;
    let width = width.strip_prefix(['0', '.'])?;
    let whole = number(width)? == 2 * number(size)? && !after.contains('%');
    if whole { stream.hex(upper, None) } else { None }
}

fn base64(stream: Stream, args: &[&str]) -> Option<Stream> {
    if args
        .iter()
        .any(|arg| ["-d", "-D", "--decode"].contains(arg))
    {
        return None;
    }
    let line = value(args, "-w", "--wrap").or_else(|| value(args, "-b", "--break"));
    match line {
        Some(0) => stream.base64(None),
        line => stream.base64(Some(line.unwrap_or(BASE64_LINE))),
    }
}

/// `cut -c1-40`; of fields only the first (`-f1`), which is the whole text, or all but its padding, if the delimiter is
/// none of its other symbols.
fn cut(stream: Stream, args: &[&str]) -> Option<Stream> {
    let places = ["-c", "-b"]
        .iter()
        .find_map(|flag| option(args, flag))
        .or_else(|| option(args, "--characters"));
    if let Some(places) = places {
        let places = places.trim_end_matches(['.', ',']);
        let (first, last) = match places.split_once('-') {
            Some((first, last)) => (
                if first.is_empty() { 1 } else { number(first)? },
                number(last)?,
            ),
            None => return None,
        };
        return Some(stream.first((last + 1).checked_sub(first.max(1))?));
    }
    let field = option(args, "--fields").or_else(|| option(args, "-f"));
    let delimiter = option(args, "--delimiter").or_else(|| option(args, "-d"));
    let delimiter = SymbolSet::parse(delimiter.as_deref().unwrap_or("\t"))?;
    (field.as_deref() == Some("1")).then(|| stream.first_field(delimiter))?
}

/// `grep -o '[a-z]'`: each symbol on a line of its own.
fn grep(stream: Stream, args: &[&str]) -> Option<Stream> {
    let only = args
        .iter()
        .any(|arg| arg.starts_with('-') && arg.contains('o'));
    let pattern = args.iter().find(|arg| !arg.starts_with('-'))?;
    let set = bracket(pattern)?;
    if only {
        stream.keep(set)?.fold(1)
    } else {
        None
    }
}

/// `sed 's/[+=]//g'`: deletes symbols.
fn sed(stream: Stream, args: &[&str]) -> Option<Stream> {
    let script = args.iter().find(|arg| !arg.starts_with('-'))?;
    let mut parts = script.strip_prefix('s')?.chars();
    let mark = parts.next()?;
    // A mark after a backslash is part of the pattern.
    let script = parts.as_str().replace(&format!("\\{mark}"), "\u{1}");
    let [pattern, replacement, flags] = *script.split(mark).collect::<Vec<_>>() else {
        return None;
    };
    let pattern = &pattern.replace('\u{1}', &mark.to_string());
    if !replacement.is_empty() {
        return None;
    }
    let end = pattern
        .strip_suffix('$')
        .map(|pattern| pattern.trim_end_matches(['*', '+']));
    match (end, flags) {
        (Some("="), _) => stream.delete(SymbolSet::parse("=")?),
        (None, "g") if pattern.len() == 1 => stream.delete(SymbolSet::parse(pattern)?),
        (None, "g") => stream.delete(bracket(pattern)?),
        _ => None,
    }
}

/// The set of a pattern that is one bracket expression.
fn bracket(pattern: &str) -> Option<SymbolSet> {
    let inside = pattern.strip_prefix('[')?.strip_suffix(']')?;
    match inside.strip_prefix('^') {
        Some(inside) => Some(SymbolSet::parse(inside)?.not()),
        None => SymbolSet::parse(inside),
    }
}

/// The argument of an option, joined to it or as the next word.
fn option(args: &[&str], flag: &str) -> Option<String> {
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        if let Some(value) = arg.strip_prefix(flag) {
            // The value of `-d=` is the `=` itself.
            let value = match value.strip_prefix('=') {
                Some(rest) if !rest.is_empty() => rest,
                _ => value,
            };
            if value.is_empty() {
                return args.next().map(|next| (*next).to_owned());
            }
            return Some(value.to_owned());
        }
    }
    None
}

/// The number given to an option, in its short or its long spelling.
fn value(args: &[&str], short: &str, long: &str) -> Option<u32> {
    // The long one first: some begin as the short one does.
    let text = option(args, long).or_else(|| option(args, short))?;
    number(&text)
}

/// A number that the punctuation of prose may follow.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(['.', ',', ':', '!', '?', '"', '\'', ']', '}']);
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    (digits && text.len() < 7).then(|| text.parse().ok())?
}
