//! Finding stored hashes in what a person pasted: a line of htpasswd, `/etc/shadow`, YAML, JSON, SQL or a `.env`
//! file, or many of them.
//!
//! A hash may begin where a word does, after a quote, a bracket or white space, and inside a word after a
//! separator such as the colon of `ann:$2y$…`. It ends at the first character that no hash has. Dollar signs may
//! be doubled, as for Docker Compose, or escaped. LDIF (RFC 2849) and the secrets of Kubernetes have it in base64.

use super::encoding::base64;
use super::error::HashError;
use super::forms::{self, identity};
use super::stored::StoredHash;
use crate::engine::base::invisible::is_blank;
use std::borrow::Cow;

/// The most characters after a hash's start that are tried without their white space.
const LONGEST: usize = 700;
/// The most characters of a name that are shown.
const LONGEST_NAME: usize = 40;

/// What was found where a hash may begin: the hash, or why it is not one.
pub(super) struct Candidate {
    /// Whose it is, as the text says, or its line.
    pub(super) name: String,
    /// The hash.
    pub(super) hash: Result<StoredHash, HashError>,
    /// Whether a `!` before it says that the account is locked.
    pub(super) is_locked: bool,
}

impl StoredHash {
    /// The first stored hash in what a person pasted.
    ///
    /// # Errors
    /// [`HashError`] where there is none, or none that can be verified here.
    // For size, also in the worker: see its profile in Cargo.toml.
    #[inline(never)]
    pub fn read(text: &str) -> Result<Self, HashError> {
        find(text)?.swap_remove(0).hash
    }

    /// The stored hash that `text` is, with nothing before or after it.
    ///
    /// # Errors
    /// [`HashError`] where it is none, or none that can be verified here.
    pub fn whole(text: &str) -> Result<Self, HashError> {
        forms::read(text)
    }
}

/// The stored hashes in a text; there is one at least.
///
/// # Errors
/// [`HashError`] where there is none.
pub(super) fn find(text: &str) -> Result<Vec<Candidate>, HashError> {
    let text = unescaped(text);
    let text = ldif_decoded(&text);
    let mut found = candidates(&text);
    if found.is_empty() {
        found = candidates(&words_decoded(&text));
    }
    if found.is_empty() {
        return Err(none(&text));
    }
    Ok(found)
}

/// The stored hashes in a text as it stands. If there are any, what only looks like one is left out.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let (mut end, mut line, mut counted) = (0, 1, 0);
    // The place after an invalid candidate and a colon: if a hash begins there, the candidate was a user name.
    let mut behind_name = None;
    for start in starts(text) {
        if start < end {
            continue;
        }
        let token = token(&text[start..]);
        let hash = read(token, &text[start..]);
        if matches!(hash, Err(HashError::NoHash)) {
            continue;
        }
        if behind_name == Some(start) {
            found.pop();
        }
        end = start + token.len();
        behind_name = (hash.is_err() && text[end..].starts_with(':')).then_some(end + 1);
        line += text[counted..start].matches('\n').count();
        counted = start;
        let owner = owner(&text[..start]).map(|owner| owner.chars().take(LONGEST_NAME).collect());
        found.push(Candidate {
            name: owner.unwrap_or_else(|| format!("line {line}")),
            is_locked: text[..start].ends_with('!'),
            hash,
        });
    }
    // Beside a known scheme, `$name$` of an unknown one is a variable.
    let is_known = |one: &Candidate| !matches!(one.hash, Err(HashError::Unknown(_)));
    if found.iter().any(is_known) {
        found.retain(is_known);
    }
    number_alike(&mut found);
    found
}

/// Numbers the hashes of one line that have no name.
fn number_alike(found: &mut [Candidate]) {
    let lines: Vec<String> = found.iter().map(|one| one.name.clone()).collect();
    for (at, one) in found.iter_mut().enumerate() {
        let is_alike = |other: &&String| **other == lines[at];
        if one.name.starts_with("line ") && lines.iter().filter(is_alike).count() > 1 {
            let number = lines[..=at].iter().filter(is_alike).count();
            one.name = format!("{} (hash {number})", lines[at]);
        }
    }
}

/// The text with the values that LDIF has in base64 after `::` decoded, if they are text. A value continues on the
/// next lines after a space.
fn ldif_decoded(text: &str) -> Cow<'_, str> {
    if !text.contains("::") {
        return text.into();
    }
    let mut out = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let is_name = |name: &str| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || b"-;.".contains(&byte);
            !name.is_empty() && name.bytes().all(known)
        };
        let pair = line
            .split_once("::")
            .filter(|(name, _)| is_name(name.trim_start()));
        let mut count = 1;
        let decoded = pair.and_then(|(name, value)| {
            let mut value = value.trim().to_owned();
            let more = lines.clone().take_while(|next| next.starts_with(' '));
            for next in more {
                value.push_str(next.trim());
                count += 1;
            }
            Some(format!("{name}: {}", decoded(&value)?))
        });
        if let Some(pair) = decoded {
            out.push_str(&pair);
            lines.by_ref().take(count - 1).for_each(drop);
            // As many lines as before, since results name their lines.
            out.extend(std::iter::repeat_n('\n', count));
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.into()
}

/// The text with its words in base64 decoded that are text themselves.
fn words_decoded(text: &str) -> String {
    let is_letter = |symbol: char| symbol.is_ascii_alphanumeric() || "+/=".contains(symbol);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_letter) {
        let end = rest[start..]
            .find(|symbol| !is_letter(symbol))
            .map_or(rest.len(), |len| start + len);
        out.push_str(&rest[..start]);
        let word = &rest[start..end];
        match decoded(word) {
            Some(text) => out.push_str(&text),
            None => out.push_str(word),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// The text that a word in base64 encodes; `None` for a word that is shorter than any hash.
fn decoded(word: &str) -> Option<String> {
    const SHORTEST: usize = 24;
    let bytes = base64(word).filter(|_| word.len() >= SHORTEST)?;
    let text = String::from_utf8(bytes).ok()?;
    let text = text.trim_end();
    (!text.contains(|symbol: char| symbol.is_control() && symbol != '\n')).then(|| text.to_owned())
}

/// The text without the backslashes of a shell or of JSON before dollar signs and slashes, and with the escapes of
/// JSON, HTML and addresses for the signs of a hash resolved: `\u002B`, `&#36;`, and `%24` with all like it.
fn unescaped(text: &str) -> Cow<'_, str> {
    let is_address = text.contains("%24");
    if !text.contains('\\') && !text.contains("&#") && !is_address {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(symbol) = rest.chars().next() {
        let escape = match symbol {
            '\\' => escape_in(rest, "\\u", 4).or_else(|| {
                let next = rest[1..].chars().next();
                Some((2, next.filter(|next| "$/".contains(*next))?))
            }),
            '&' => escape_in(rest, "&#", 0),
            '%' if is_address => escape_in(rest, "%", 2),
            _ => None,
        };
        let (len, meant) = escape.unwrap_or((symbol.len_utf8(), symbol));
        out.push(meant);
        rest = &rest[len..];
    }
    out.into()
}

/// The length of the escape at the beginning of a text, and the sign that it stands for: after `mark` come `digits` hex
/// digits, or, if that is 0, a decimal number and a semicolon, in hex after an `x`.
fn escape_in(text: &str, mark: &str, digits: usize) -> Option<(usize, char)> {
    let rest = text.strip_prefix(mark)?;
    let (code, len, radix) = if digits > 0 {
        (rest.get(..digits)?, digits, 16)
    } else {
        let (code, _) = rest.get(..rest.len().min(6))?.split_once(';')?;
        match code.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, code.len() + 1, 16),
            None => (code, code.len() + 1, 10),
        }
    };
    let is_plain = code.bytes().all(|digit| digit.is_ascii_hexdigit());
    let sign = char::from(u8::from_str_radix(code, radix).ok().filter(|_| is_plain)?);
    sign.is_ascii_graphic().then_some((mark.len() + len, sign))
}

/// A character that a hash may have in it.
fn is_of_hash(symbol: char) -> bool {
    symbol.is_ascii_alphanumeric() || "./+=$,*_-{}:@".contains(symbol)
}

/// The places where a hash may begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    let mut before = None;
    text.char_indices().filter_map(move |(at, symbol)| {
        let inside =
            before.is_some_and(|before: char| before.is_alphanumeric() || "/$_}".contains(before));
        before = Some(symbol);
        (!inside && begins(&text[at..])).then_some(at)
    })
}

/// Whether a text begins like a stored hash.
fn begins(text: &str) -> bool {
    const NAMED: [&str; 18] = [
        "pbkdf2_sha",
        "bcrypt_sha256$",
        "bcrypt$",
        "argon2$argon2",
        "scrypt$",
        "md5$",
        "sha1$",
        "sha256$",
        "sha384$",
        "sha512$",
        "plain$",
        "crypt$",
        "grub.pbkdf2.",
        "SCRAM-SHA-",
        "0x0100",
        "0x0200",
        "*",
        "md5",
    ];
    let is_name = |text: &str, end: char| {
        let name = text.split(end).next().unwrap_or_default();
        let plain = |symbol: char| symbol.is_ascii_alphanumeric() || ",=_-.@".contains(symbol);
        (1..=40).contains(&name.len()) && name.len() < text.len() && name.chars().all(plain)
    };
    if let Some(rest) = text.strip_prefix("$") {
        let rest = rest.strip_prefix('$').unwrap_or(rest);
        is_name(rest, '$')
    } else if let Some(rest) = text.strip_prefix('{') {
        is_name(rest, '}')
    } else {
        let behind = |name: &str| text.strip_prefix(name)?.chars().next();
        NAMED.iter().any(|name| behind(name).is_some())
            || identity::begins(text)
            // For a user of this name, a dollar sign follows the colon.
            || ["pbkdf2:", "scrypt:"]
                .iter()
                .any(|name| behind(name).is_some_and(|next| next.is_ascii_alphanumeric()))
    }
}

/// The beginning of a text that may be a hash.
fn token(text: &str) -> &str {
    let end = text
        .find(|symbol| !is_of_hash(symbol))
        .unwrap_or(text.len());
    let mut token = &text[..end];
    // Colons end a field in htpasswd and /etc/shadow. Werkzeug has some before its first dollar sign.
    let named = !token.starts_with(['$', '{']);
    let from = if named {
        token.find('$').unwrap_or(token.len())
    } else {
        0
    };
    if let Some(colon) = token[from..].find(':') {
        token = &token[..from + colon];
    }
    // A comma is inside the parameters, before the last dollar sign, or after the hash.
    let last = token.rfind('$').unwrap_or(0);
    if let Some(comma) = token[last..].find(',') {
        token = &token[..last + comma];
    }
    // The end of ${NAME:-…} or of an object.
    token.trim_end_matches('}')
}

/// The hash that `token` is, at the beginning of `text`.
fn read(token: &str, text: &str) -> Result<StoredHash, HashError> {
    let hash = read_token(token);
    // The second says whether the token may become a hash of any length, or only one of a usual length.
    let (label, any_len) = match &hash {
        Err(HashError::Damaged(label)) => (*label, true),
        Err(HashError::OddLength(label, _)) => (*label, false),
        Ok(stored) if stored.may_be_cut() => (stored.label(), false),
        _ => return hash,
    };
    // It may be whole without the white space that ends the token.
    let near = text.chars().take(LONGEST);
    let joined: String = near.filter(|symbol| !is_blank(*symbol)).collect();
    let joined = self::token(&joined);
    let is_whole = |stored: StoredHash| any_len || !stored.may_be_cut();
    if joined.len() > token.len() && read_token(joined).is_ok_and(is_whole) {
        return Err(HashError::Broken(label));
    }
    hash
}

fn read_token(token: &str) -> Result<StoredHash, HashError> {
    let hash = forms::read(token);
    if hash.is_ok() {
        return hash;
    }
    // The full stop of a sentence.
    if let Some(rest) = token.strip_suffix('.')
        && let Ok(stored) = forms::read(rest)
    {
        return Ok(stored);
    }
    // Only if all are doubled: Django's form may have two dollar signs in a row itself.
    if token.replace("$$", "").contains('$') || !token.contains("$$") {
        return hash;
    }
    match forms::read(&token.replace("$$", "$")) {
        Err(HashError::NoHash) => hash,
        single => single,
    }
}

/// Whose hash follows `before`: the last word on its line, if a colon or an equals sign follows the word.
fn owner(before: &str) -> Option<&str> {
    let is_edge = |symbol: char| is_blank(symbol) || "'\"`([!".contains(symbol);
    let line = before.rsplit(['\n', '\r']).next()?;
    let named = line.trim_end_matches(is_edge).strip_suffix([':', '='])?;
    let named = named.trim_end_matches(is_edge);
    let word = named.rsplit(|symbol| is_edge(symbol) || ",;={".contains(symbol));
    word.into_iter().next().filter(|word| !word.is_empty())
}

/// Why there is no stored hash in a text.
fn none(text: &str) -> HashError {
    let text = text.trim_matches(|symbol| is_blank(symbol) || "'\"`".contains(symbol));
    if text.is_empty() {
        return HashError::Empty;
    }
    let hex = text.bytes().all(|digit| digit.is_ascii_hexdigit());
    let digest = match text.len() {
        32 => "MD5 (or an NT hash)",
        40 => "SHA-1",
        56 => "SHA-224",
        64 => "SHA-256",
        96 => "SHA-384",
        128 => "SHA-512",
        _ => "",
    };
    if hex && !digest.is_empty() {
        return HashError::Digest(digest);
    }
    // Lines of htpasswd and /etc/shadow; one of Django's begins with the mark itself.
    let mut fields = text.split(':');
    let (first, second) = (fields.next().unwrap_or_default(), fields.next());
    let is_disabled = |field: &str| {
        let marks = field.trim_matches(['!', '*']).is_empty();
        !field.is_empty() && marks || matches!(field, "x" | "*LK*" | "*NP*")
    };
    // Django's mark, and as much as it draws after it.
    let is_of_django = || {
        const DRAWN: usize = 40;
        let drawn = first.strip_prefix('!');
        drawn.is_some_and(|drawn| {
            drawn.len() == DRAWN && drawn.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    if second.is_some_and(is_disabled)
        || (second.is_none() && (first.starts_with('!') && is_disabled(first) || is_of_django()))
    {
        return HashError::Disabled;
    }
    let des = |field: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'/';
        // BSDi's begins with an underscore and is longer.
        let (hash, len) = field
            .strip_prefix('_')
            .map_or((field, 13), |hash| (hash, 19));
        hash.len() == len && hash.bytes().all(known)
    };
    if second.is_some_and(des) {
        return HashError::Unsupported("DES-crypt");
    }
    HashError::NoHash
}
