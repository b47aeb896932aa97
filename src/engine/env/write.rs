//! Writing a value for a reader: the plainest way that the reader takes back as it was.

use super::{Dialect, is_plain, read::Meaning};
use crate::engine::base::secret::Secret;
use std::fmt;

/// The longest value for `docker run --env-file`, in bytes: Go's `bufio` scanner stops at lines of 64 KiB,
/// and half of that leaves room for any name.
const DOCKER_VALUE: usize = 32 * 1024;

/// Why a reader cannot carry a value or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// A NUL byte.
    Nul,
    /// A control character in a reader that allows none but tab and newline.
    Control,
    /// A line break in a reader that has one line a value.
    LineBreak,
    /// Quotes, backslashes and line breaks mixed so that no way of quoting fits.
    Quoting,
    /// `$(`, which the reader runs as a command, quoted or not.
    Command,
    /// `${…}`, which the reader replaces, quoted or not.
    Reference,
    /// The value refers to other variables, which this reader does not resolve.
    Unresolved,
    /// More than the reader takes.
    TooLong,
    /// Nothing, where the reader cannot hold an empty value.
    Empty,
    /// Unicode that the reader may normalise to other bytes.
    Normalised,
    /// A name that the reader does not allow.
    Name,
    /// A value that is still being computed from another one.
    Waiting,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nul => "the value has a NUL byte, which no environment variable can hold",
            Self::Control => "the value has a control character, and it allows only tabs and newlines",
            Self::LineBreak => "the value has a line break, and it takes one line a value",
            Self::Quoting => {
                "the value mixes quotes, backslashes or line breaks so that every way to quote it would change it"
            }
            Self::Command => "the value has $(, which it runs as a command even inside quotes",
            Self::Reference => "the value has ${…}, which it replaces even inside quotes",
            Self::Unresolved => "the value refers to other variables, which it does not resolve",
            Self::TooLong => "the value is longer than it takes",
            Self::Empty => "the value is empty, which it takes for no value at all",
            Self::Normalised => "the value has characters that it may replace by equivalent ones",
            Self::Name => "it does not allow this name",
            Self::Waiting => "the value is still being computed",
        })
    }
}

impl std::error::Error for Obstacle {}

/// Appends `value` to `out` as `dialect` reads it.
pub(super) fn write(dialect: Dialect, value: &str, out: &mut Secret) -> Result<(), Obstacle> {
    if value.contains('\0') {
        return Err(Obstacle::Nul);
    }
    if is_sure(value) || is_plain(value) && reads_back(dialect, value, value) {
        out.push_str(value);
        return Ok(());
    }
    // A quoted value is read the same by more readers; bare is what is left when no quote fits.
    let mut ways = dialect.quoted(value);
    ways.push(Secret::from(value));
    let way = ways
        .iter()
        .find(|way| reads_back(dialect, way.expose(), value))
        .ok_or_else(|| obstacle(dialect, value))?;
    out.push_str(way.expose());
    Ok(())
}

/// Whether every reader takes the value as it stands, whatever it is used for: [plain](is_plain), short
/// enough for docker, and without the `---` that `godotenv` loses.
pub(in crate::engine) fn is_sure(value: &str) -> bool {
    is_plain(value) && value.len() <= DOCKER_VALUE && !value.contains("---")
}

/// Whether `dialect` reads `token`, alone on its line, as `value`, and so does whoever looks at it.
pub(in crate::engine) fn reads_back(dialect: Dialect, token: &str, value: &str) -> bool {
    let literal = matches!(dialect, Dialect::DockerRun | Dialect::Systemd);
    // `NAME=# x` is a comment to the eye, and to the import, whatever the reader makes of it.
    if token.starts_with('#') && !literal {
        return false;
    }
    // A raw carriage return is lost on the way through editors and version control; only a shell has no
    // other way to have one.
    if token.contains('\r') && dialect != Dialect::Shell {
        return false;
    }
    let mut line = Secret::with_capacity(token.len() + 1);
    line.push_str(token);
    line.push('\n');
    match dialect.read(line.expose()) {
        Ok(reading) => {
            let whole = reading.token == token && permitted(dialect, value);
            matches!(reading.meaning, Meaning::Text(text) if whole && *text == value)
        }
        Err(_) => false,
    }
}

/// What a reader refuses or changes after it has parsed the file.
fn permitted(dialect: Dialect, value: &str) -> bool {
    match dialect {
        Dialect::DockerRun => value.len() <= DOCKER_VALUE,
        Dialect::Systemd => !value.chars().any(is_refused_control),
        _ => true,
    }
}

/// What systemd allows in no variable: C0 controls but tab and newline, and DEL.
fn is_refused_control(symbol: char) -> bool {
    symbol.is_ascii_control() && symbol != '\t' && symbol != '\n'
}

/// The reason that fits best, once no way was found.
fn obstacle(dialect: Dialect, value: &str) -> Obstacle {
    match dialect {
        Dialect::DockerRun if value.contains(['\n', '\r']) => Obstacle::LineBreak,
        Dialect::DockerRun => Obstacle::TooLong,
        Dialect::Systemd => Obstacle::Control,
        Dialect::NpmExpand if value.contains("$(") => Obstacle::Command,
        Dialect::Python if value.contains("${") => Obstacle::Reference,
        _ => Obstacle::Quoting,
    }
}

/// `value` between two `quote`s, each character replaced by what `escape` makes of it.
pub(super) fn enclosed(
    value: &str,
    quote: char,
    escape: impl Fn(char) -> Option<&'static str>,
) -> Secret {
    let mut out = Secret::with_capacity(value.len() + value.len() / 4 + 2);
    out.push(quote);
    for symbol in value.chars() {
        match escape(symbol) {
            Some(escaped) => out.push_str(escaped),
            None => out.push(symbol),
        }
    }
    out.push(quote);
    out
}
