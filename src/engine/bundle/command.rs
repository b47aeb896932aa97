//! Commands that generate a secret, parsed stage by stage: a source (`openssl rand`, `/dev/urandom`, `randomBytes`),
//! then encodings (`xxd -p`, `.toString('hex')`) and cuts (`head -c 32`, `.slice(0, 32)`).
//!
//! They are searched for in the middle of prose. One unknown stage makes the whole command unknown: its output is not
//! guessed.

mod call;
mod lexer;
mod shell;
mod stream;

use super::format::SecretFormat;
use call::GeneratorCall;
use std::ops::Range;
use zeroize::Zeroizing;

/// A command in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Command {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it makes.
    pub makes: CommandOutput,
}

/// What a command makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommandOutput {
    /// A value of this format.
    Format(SecretFormat),
    /// A value for which there is no format here: one half of a key pair, a password hash.
    ToolsOwn,
    /// A stage is not understood.
    Unknown,
}

/// What a command is recognised by, which decides how it is parsed.
#[derive(Clone, Copy)]
enum CommandSource {
    /// A shell command that begins here.
    Shell,
    /// A device or option in the middle of a shell command.
    Within,
    /// A function of a programming language.
    Call(GeneratorCall),
    /// Python's `choice`.
    Choice,
    /// `PowerShell`'s `Get-Random`.
    PowerShell,
    /// A program with one format.
    Fixed(SecretFormat),
    /// A program whose argument is the number of base64 characters.
    Base64Length(u16),
    /// A program whose output cannot be made here.
    ToolsOwn,
}

use CommandSource::{Call, Fixed, Shell, ToolsOwn, Within};

/// How each source begins, in lower case. Of two at the same place the longer one counts.
const SOURCES: &[(&str, CommandSource)] = &[
    ("openssl rand", Shell),
    ("uuidgen", Shell),
    ("pwgen ", Shell),
    ("/dev/urandom", Within),
    ("/dev/random", Within),
    ("random/uuid", Within),
    ("--gen-random", Within),
    ("token_hex", Call(GeneratorCall::Hex(32))),
    ("token_urlsafe", Call(GeneratorCall::Base64Url(32))),
    ("token_bytes", Call(GeneratorCall::Bytes(32))),
    ("urandom(", Call(GeneratorCall::Bytes(0))),
    ("randbytes(", Call(GeneratorCall::Bytes(0))),
    ("random_bytes(", Call(GeneratorCall::Bytes(16))),
    (
        "openssl_random_pseudo_bytes(",
        Call(GeneratorCall::Bytes(0)),
    ),
    ("randombytes(", Call(GeneratorCall::Bytes(0))),
    ("randombytessync(", Call(GeneratorCall::Bytes(0))),
    ("strong_rand_bytes(", Call(GeneratorCall::Bytes(0))),
    // What the Web Crypto API fills.
    ("uint8array(", Call(GeneratorCall::Bytes(0))),
    (
        "randomnumbergenerator.getbytes(",
        Call(GeneratorCall::Bytes(0)),
    ),
    ("securerandom.hex", Call(GeneratorCall::Hex(16))),
    ("securerandom.base64", Call(GeneratorCall::Base64(16))),
    (
        "securerandom.urlsafe_base64",
        Call(GeneratorCall::Base64Url(16)),
    ),
    (
        "securerandom.alphanumeric",
        Call(GeneratorCall::Alphanumeric(16)),
    ),
    ("securerandom.uuid", Call(GeneratorCall::Uuid)),
    ("securerandom.random_bytes", Call(GeneratorCall::Bytes(16))),
    ("securerandom.bytes", Call(GeneratorCall::Bytes(0))),
    ("randomuuid(", Call(GeneratorCall::Uuid)),
    ("uuid4(", Call(GeneratorCall::Uuid)),
    ("uuid.v4(", Call(GeneratorCall::Uuid)),
    ("uuidv4(", Call(GeneratorCall::Uuid)),
    ("str::uuid(", Call(GeneratorCall::Uuid)),
    ("newguid(", Call(GeneratorCall::Uuid)),
    ("new-guid", Call(GeneratorCall::Uuid)),
    ("gen_random_uuid(", Call(GeneratorCall::Uuid)),
    ("]::getbytes(", Call(GeneratorCall::Bytes(0))),
    ("get-random", CommandSource::PowerShell),
    ("date +%s", Shell),
    ("date |", Shell),
    ("mcookie", Fixed(SecretFormat::Hex { bytes: 16 })),
    ("str::random(", Call(GeneratorCall::Alphanumeric(16))),
    ("str_random(", Call(GeneratorCall::Alphanumeric(16))),
    ("nanoid(", Call(GeneratorCall::UrlSafe(21))),
    ("secrets.choice(", CommandSource::Choice),
    ("random.choice(", CommandSource::Choice),
    ("random.choices(", CommandSource::Choice),
    ("rails secret", Fixed(SecretFormat::Hex { bytes: 64 })),
    ("rake secret", Fixed(SecretFormat::Hex { bytes: 64 })),
    ("key:generate", Fixed(SecretFormat::Laravel)),
    (
        "get_random_secret_key",
        Fixed(SecretFormat::Django { length: 50 }),
    ),
    (
        "fernet.generate_key",
        Fixed(SecretFormat::Base64UrlPadded { bytes: 32 }),
    ),
    ("npx auth secret", Fixed(SecretFormat::Base64 { bytes: 32 })),
    (
        "exec auth secret",
        Fixed(SecretFormat::Base64 { bytes: 32 }),
    ),
    ("dlx auth secret", Fixed(SecretFormat::Base64 { bytes: 32 })),
    (
        "bunx auth secret",
        Fixed(SecretFormat::Base64 { bytes: 32 }),
    ),
    ("phx.gen.secret", CommandSource::Base64Length(64)),
    ("guardian.gen.secret", CommandSource::Base64Length(64)),
    (
        "jwt:secret",
        Fixed(SecretFormat::Alphanumeric { length: 64 }),
    ),
    ("openssl gen", ToolsOwn),
    ("openssl ecparam", ToolsOwn),
    ("wg genkey", ToolsOwn),
    ("age-keygen", ToolsOwn),
    ("hash-password", ToolsOwn),
    ("ssh-keygen", ToolsOwn),
    ("htpasswd -", ToolsOwn),
    ("mkpasswd ", ToolsOwn),
];

/// Programs that can read a device.
const PROGRAMS: &[&str] = &[
    "head", "tr", "gtr", "cat", "dd", "xxd", "od", "hexdump", "base64", "strings", "gpg", "gpg2",
];

/// Whether a text can begin with a command. Most values cannot, and are not searched.
pub(super) fn can_begin(text: &str) -> bool {
    let starts = |word: &str| {
        text.get(..word.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(word))
    };
    SOURCES.iter().any(|(words, _)| starts(words)) || PROGRAMS.iter().any(|program| starts(program))
}

/// The most commands that one text is searched for.
const MOST: usize = 8;

/// The commands in `text`, in order. A command ends with its line.
pub(super) fn find(text: &str) -> Vec<Command> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lower = Zeroizing::new(line.to_ascii_lowercase());
        let mut from = 0;
        while found.len() < MOST
            && let Some((at, words, source)) = next(&lower, from)
        {
            let command = read(line, &lower, from, at, words, source);
            from = command.span.end.max(at + words);
            found.push(Command {
                span: start + command.span.start..start + from,
                makes: command.makes,
            });
        }
        start += line.len();
    }
    found
}

/// The first source in `lower` from `from` on: its offset, its length in bytes, and how it is parsed.
fn next(lower: &str, from: usize) -> Option<(usize, usize, CommandSource)> {
    let bytes = lower.as_bytes();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    // One pass over the line for all sources: a search for each would take most of the time of an import.
    (from..bytes.len()).find_map(|at| {
        let first = bytes[at];
        let inside = at > 0 && word(bytes[at - 1]);
        if inside && !matches!(first, b'-' | b'/' | b']') {
            return None;
        }
        let hits = SOURCES.iter().filter(|(words, _)| {
            words.as_bytes()[0] == first && bytes[at..].starts_with(words.as_bytes())
        });
        let (words, source) = hits.max_by_key(|(words, _)| words.len())?;
        Some((at, words.len(), *source))
    })
}

/// Parses the command whose source begins at `at` in the line and is `words` bytes long.
fn read(
    line: &str,
    lower: &str,
    from: usize,
    at: usize,
    words: usize,
    source: CommandSource,
) -> Command {
    let format =
        |format: Option<SecretFormat>| format.map_or(CommandOutput::Unknown, CommandOutput::Format);
    match source {
        CommandSource::Fixed(format) => Command {
            span: at..at + words,
            makes: CommandOutput::Format(format),
        },
        CommandSource::ToolsOwn => Command {
            span: at..line.trim_end().len().max(at + words),
            makes: CommandOutput::ToolsOwn,
        },
        CommandSource::Base64Length(default) => {
            let rest = line[at + words..].trim_start_matches(' ');
            let digits = rest.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
            let length = &rest[..rest.len() - digits.len()];
            Command {
                span: at..line.len() - digits.len(),
                makes: CommandOutput::Format(SecretFormat::Base64 {
                    bytes: length.parse().unwrap_or(default) / 4 * 3,
                }),
            }
        }
        CommandSource::Shell => shell_command(line, at),
        CommandSource::Within => {
            let start = program(lower, from, at).unwrap_or_else(|| {
                // `< /dev/urandom tr …`
                line[from..at]
                    .trim_end()
                    .strip_suffix('<')
                    .map_or(at, |before| from + before.len())
            });
            shell_command(line, start)
        }
        CommandSource::Choice => {
            let (made, end) = call::choice(line, at);
            Command {
                span: at..end,
                makes: format(made),
            }
        }
        CommandSource::PowerShell => Command {
            span: at..line.trim_end().len().max(at + words),
            makes: format(call::get_random(lower)),
        },
        CommandSource::Call(draw) => {
            let end = at + words - usize::from(lower[at..at + words].ends_with('('));
            let (stream, end) = call::expression(line, from, at, end, draw);
            // A pipeline may continue after the quotes of `node -e "…"`.
            let rest = &line[end..];
            let piped = rest.trim_start_matches([' ', ';', '"', '\'', ')', '}', '\\', '?', '>']);
            let (stream, end) = match piped.strip_prefix('|') {
                Some(stages) if !stages.starts_with(['|', '>']) => {
                    let (stream, length) = shell::stages(stream, truncated(line, at, stages));
                    (stream, line.len() - stages.len() + length)
                }
                _ => (stream, end),
            };
            Command {
                span: at..end,
                makes: format(stream.and_then(stream::Stream::format)),
            }
        }
    }
}

fn shell_command(line: &str, start: usize) -> Command {
    let text = truncated(line, start, &line[start..]);
    let (stream, length) = shell::pipeline(text);
    Command {
        span: start..start + length,
        makes: stream
            .and_then(stream::Stream::format)
            .map_or(CommandOutput::Unknown, CommandOutput::Format),
    }
}

/// `rest` up to the closing quote, where the command is in quotes, as in prose.
fn truncated<'a>(line: &str, start: usize, rest: &'a str) -> &'a str {
    let quote = line[..start].chars().next_back();
    let close = match quote {
        Some('“') => '”',
        Some(quote @ ('`' | '\'' | '"')) => quote,
        _ => '\n',
    };
    &rest[..rest.find(close).unwrap_or(rest.len())]
}

/// Where the last program before `at` that can read a device begins.
fn program(lower: &str, from: usize, at: usize) -> Option<usize> {
    let before = &lower[from..at];
    let mut end = before.len();
    while let Some(start) = before[..end].rfind(|symbol: char| symbol.is_ascii_alphanumeric()) {
        let word_end = start + 1;
        let word_start = before[..word_end]
            .rfind(|symbol: char| !symbol.is_ascii_alphanumeric())
            .map_or(0, |at| {
                at + before[at..].chars().next().map_or(1, char::len_utf8)
            });
        let spaced = before[word_end..].is_empty() || before[word_end..].starts_with([' ', '<']);
        let option = before[..word_start].ends_with(['-', '/', '%']);
        if spaced && !option && PROGRAMS.contains(&&before[word_start..word_end]) {
            return Some(from + word_start);
        }
        end = word_start;
    }
    None
}
