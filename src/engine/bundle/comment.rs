//! Parses from a comment what it says about its variable: the format of the secret, whether it may stay empty, and
//! whether somebody else issues it.
//!
//! Commands come first (`openssl rand -hex 32`), since they are unambiguous; then words (`64 characters in hex`). A
//! command that is not understood is reported as such.

mod origin;
pub(super) mod prose;

use super::{
    command::{self, CommandOutput},
    words::{self as described, RequestedFormat},
};
use prose::{has_phrase, has_word, sentences, words};
use zeroize::Zeroizing;

/// Why the output of a command has no format here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoFormat {
    /// The command is not understood, so that the format is a guess.
    Unknown,
    /// Only the tool itself makes such a value.
    ToolsOwn,
}

/// What a comment says about its variable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct CommentMeaning {
    /// The format that it asks for.
    pub asked: Option<RequestedFormat>,
    /// Why a command in it gives no format.
    pub unmade: Option<NoFormat>,
    /// Whether the variable may stay empty.
    pub optional: bool,
    /// Whether the value comes from elsewhere: from a provider, from another server.
    pub issued: bool,
    /// Whether it is about several variables.
    pub plural: bool,
}

/// Parses `comment`, which may have several lines.
pub(super) fn said(comment: &str) -> CommentMeaning {
    if comment.is_empty() {
        return CommentMeaning::default();
    }
    let text = joined(comment);
    let commands = command::find(&text);
    let makes =
        |wanted: fn(CommandOutput) -> bool| commands.iter().any(|command| wanted(command.makes));
    let made = commands.iter().find_map(|command| match command.makes {
        CommandOutput::Format(kind) => Some(RequestedFormat::of_command(kind)),
        CommandOutput::ToolsOwn | CommandOutput::Unknown => None,
    });
    let made = made.filter(|asked| asked.is_sensible());
    let prose = without(&text, &commands);
    let draws = makes(|makes| matches!(makes, CommandOutput::Format(_)));
    CommentMeaning {
        asked: made.or_else(|| described::format(&prose)),
        unmade: match () {
            () if draws => None,
            () if makes(|makes| makes == CommandOutput::ToolsOwn) => Some(NoFormat::ToolsOwn),
            () if makes(|makes| makes == CommandOutput::Unknown) => Some(NoFormat::Unknown),
            () if origin::is_of_a_tool(&prose) => Some(NoFormat::ToolsOwn),
            () => None,
        },
        optional: allows_empty(&prose),
        issued: !draws && (is_issued(&prose) || origin::is_held_elsewhere(&prose)),
        plural: is_plural(&prose),
    }
}

/// The text of the comment without its marks; a command that continues on the next line is joined.
fn joined(comment: &str) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(comment.len()));
    for line in comment.lines() {
        let line = line.trim().trim_start_matches(['#', ';']).trim();
        if out.ends_with('\\') {
            out.pop();
        } else if !(out.is_empty() || out.ends_with('|') || line.starts_with('|')) {
            out.push('\n');
        }
        out.push_str(line);
    }
    out
}

/// The text in lower case without the commands, in one line.
fn without(text: &str, commands: &[command::Command]) -> Zeroizing<String> {
    let mut out = Zeroizing::new(String::with_capacity(text.len()));
    let mut at = 0;
    for command in commands {
        out.push_str(&text[at..command.span.start]);
        // What follows is another sentence.
        out.push_str(". ");
        at = command.span.end;
    }
    out.push_str(&text[at..]);
    out.make_ascii_lowercase();
    Zeroizing::new(out.replace('\n', " "))
}

/// Whether the comment says that the variable may stay empty, or that the application fills it in by itself.
fn allows_empty(prose: &str) -> bool {
    let denied = [
        "not optional",
        "n't leave",
        "not leave",
        "never leave",
        "required",
        "must be set",
        "must not be",
        "mandatory",
        "needed in prod",
    ];
    if has_phrase(prose, &denied) {
        return false;
    }
    sentences(prose).any(|sentence| permits_empty(sentence) || makes_itself(sentence))
}

/// Whether a sentence permits an empty value. `If you leave it empty, …` says what happens then: a permission where
/// something is merely switched off, otherwise a warning. `optional in development` permits nothing in production.
fn permits_empty(sentence: &str) -> bool {
    let said = [
        "leave empty",
        "leave blank",
        "leave it empty",
        "leave it blank",
        "leave this empty",
        "leave this blank",
        "leave unset",
        "may be empty",
        "may stay empty",
        "can be empty",
        "can be left empty",
        "can be left blank",
        "may be left empty",
        "may be left blank",
        "auto-generated",
        "autogenerated",
    ];
    let supposed = ["if ", "when ", "unless "];
    let off = ["disable", " off", "not used", "skipped", "ignored"];
    let elsewhere = [
        "dev",
        "development",
        "local",
        "locally",
        "test",
        "testing",
        "tests",
    ];
    let permitted = has_phrase(sentence, &said)
        && said
            .iter()
            .filter_map(|words| sentence.find(words))
            .any(|at| {
                let before = sentence[..at].rsplit([',', ':']).next().unwrap_or_default();
                !supposed.iter().any(|word| before.contains(word)) || has_phrase(sentence, &off)
            });
    permitted || sentence.contains("optional") && !has_word(sentence, &elsewhere)
}

/// Whether a sentence says that the application makes the value: `made on its own by default`. In `user, created on
/// first start` something else is made.
fn makes_itself(sentence: &str) -> bool {
    let made = ["made", "generated", "created", "drawn", "chosen", "random"];
    let when = [
        "by default",
        "automatically",
        "on its own",
        "by itself",
        "on first",
        "on the first",
        "at first",
        "at the first",
        "when empty",
        "when unset",
        "when not set",
        "if empty",
        "if unset",
        "if not set",
        "if none is",
        "if omitted",
        "if left",
        "if it is empty",
        "if this is empty",
    ];
    let auxiliary = [
        "is",
        "are",
        "was",
        "will",
        "be",
        "gets",
        "get",
        "being",
        "been",
        "that",
        "which",
        "automatically",
    ];
    let other = [
        "account",
        "admin",
        "administrator",
        "bucket",
        "cluster",
        "database",
        "db",
        "instance",
        "org",
        "organization",
        "owner",
        "project",
        "realm",
        "role",
        "root",
        "schema",
        "server",
        "superuser",
        "table",
        "tenant",
        "user",
        "users",
        "workspace",
    ];
    let words: Vec<&str> = words(sentence).collect();
    let is_of_value = |at: usize| {
        let before = words[..at].iter().rev();
        let subject = before.copied().find(|word| !auxiliary.contains(word));
        let object = words.get(at + 1).copied().unwrap_or_default();
        made.contains(&words[at])
            && !other.contains(&subject.unwrap_or_default())
            && !other.contains(&object)
    };
    (0..words.len()).any(is_of_value) && has_phrase(sentence, &when)
}

/// Whether the comment says that the value comes from elsewhere.
fn is_issued(prose: &str) -> bool {
    let phrases = [
        "copied from",
        "found in your",
        "given to you",
        "obtained from",
        "on that host",
        "on that machine",
        "on that server",
        "on the other server",
        "on the remote server",
        "printed there",
        "provided to you",
        "sent to you by",
        "shown there",
        "taken from the",
        "with the account",
    ];
    let imperatives = ["register an app", "register your app"];
    let manuals = ["docs", "documentation", "guide", "manual", "readme", "wiki"];
    // Words for what the value is used for and for whom: in a clause with one of these, other things are issued.
    let purposes = [
        "authenticates",
        "decrypts",
        "encrypt",
        "encrypted",
        "encrypts",
        "guards",
        "hashes",
        "login",
        "protects",
        "seals",
        "secures",
        "sign",
        "signed",
        "signing",
        "signs",
        "users",
    ];
    let clauses = sentences(prose).flat_map(|sentence| sentence.split([',', ':']));
    clauses.map(str::trim).any(|clause| {
        let words: Vec<&str> = words(clause).collect();
        let signs_up = matches!(
            words[..],
            ["sign", "up"]
                | [
                    "sign",
                    "up",
                    "and" | "at" | "for" | "here" | "on" | "to" | "with",
                    ..
                ]
        );
        signs_up
            || imperatives.iter().any(|words| clause.starts_with(words))
            || !has_word(clause, &manuals)
                && !has_word(clause, &purposes)
                && (has_phrase(clause, &phrases)
                    || (0..words.len()).any(|at| {
                        let here = &words[at..];
                        is_fetched(here) || is_handed_out(here) || is_place(&words, at)
                    }))
    })
}

/// Whether the words begin with an instruction to get the value: `get it from`, `find both under`, `obtain one`.
fn is_fetched(words: &[&str]) -> bool {
    let [verb, object, rest @ ..] = words else {
        return false;
    };
    let alone = *verb == "obtain" || ["your", "yours"].contains(object);
    let rest = match *object {
        "a" | "an" | "the" | "this" | "your"
            if rest
                .first()
                .is_some_and(|word| ["key", "own", "secret", "token", "value"].contains(word)) =>
        {
            &rest[1..]
        }
        "both" | "it" | "one" | "them" | "this" | "yours" => rest,
        _ => return false,
    };
    let from = rest
        .first()
        .is_some_and(|word| ["at", "by", "from", "in", "on", "there", "under"].contains(word));
    ["copy", "find", "get", "obtain", "print", "prints"].contains(verb) && (alone || from)
}

/// Whether the words begin with who issues the value: `issued by your bank`. Clients only send it, and what starts the
/// application only passes it on.
fn is_handed_out(words: &[&str]) -> bool {
    let passing_on = [
        "caller",
        "callers",
        "client",
        "clients",
        "compose",
        "docker",
        "environment",
        "kubernetes",
        "podman",
        "systemd",
    ];
    matches!(words, ["assigned" | "given" | "issued" | "provided" | "supplied", "by", by @ ..]
        if !by.iter().take(2).any(|word| passing_on.contains(word)))
}

/// Whether the preposition at `at` leads to a place where providers show what they issue, and the value is obtained
/// there: `find it in the Stripe dashboard`. What is only used or changed there is one's own.
fn is_place(words: &[&str], at: usize) -> bool {
    let places = [
        "account",
        "console",
        "dashboard",
        "panel",
        "portal",
        "provider",
        "vendor",
    ];
    let verbs = [
        "available",
        "copied",
        "copy",
        "create",
        "created",
        "find",
        "found",
        "generate",
        "generated",
        "get",
        "issued",
        "listed",
        "made",
        "obtain",
        "obtained",
        "request",
        "see",
        "shown",
        "take",
        "taken",
        "visible",
    ];
    // Something else is done there.
    let others = [
        "access", "by", "change", "changed", "choose", "chosen", "edit", "enter", "entered", "log",
        "open", "reset", "set", "type", "typed", "update", "updated", "use", "used", "uses",
    ];
    let (before, rest) = words.split_at(at);
    if let ["cloud" | "developer", "console" | "portal"] = rest {
        return at < 2;
    }
    let from = rest[0] == "from";
    let article = |word: &&str| ["a", "an", "its", "the", "their", "your"].contains(word);
    let near = rest[1..].iter().skip_while(|word| article(word)).take(3);
    let is_led_to = from || ["at", "in", "on", "under"].contains(&rest[0]);
    if !is_led_to
        || !near
            .take_while(|word| !article(word))
            .any(|word| places.contains(word))
    {
        return false;
    }
    // `Enter the key from the console`: what is entered comes from there.
    let entered = ["choose", "enter", "set", "type", "use"];
    // The last verb counts: `find it and change it in the panel`.
    let verb = before
        .iter()
        .rev()
        .filter(|word| !from || !entered.contains(word))
        .find(|word| verbs.contains(word) || others.contains(word));
    // A user that is made there may have any password.
    let made = ["admin", "bucket", "database", "user", "users"];
    if verb.is_some_and(|verb| verb.starts_with("create"))
        && before.iter().any(|word| made.contains(word))
    {
        return false;
    }
    let alone = before.is_empty() || from && !before.contains(&"for");
    verb.map_or(alone, |verb| verbs.contains(verb))
}

/// Whether the comment is about more than one variable.
fn is_plural(prose: &str) -> bool {
    let words = [
        "all",
        "any",
        "both",
        "each",
        "every",
        "following",
        "keys",
        "passwords",
        "secrets",
        "them",
        "these",
        "they",
        "three",
        "tokens",
        "two",
        "values",
    ];
    has_word(prose, &words)
}

#[cfg(test)]
mod tests {
    use super::super::format::SecretFormat;
    use super::*;

    #[track_caller]
    fn asks(comment: &str, expected: Option<SecretFormat>) {
        let said = said(comment);
        assert_eq!(said.asked.map(|asked| asked.kind), expected, "{comment}");
        assert_eq!(said.unmade, None, "{comment}");
    }

    const fn hex(bytes: u16) -> SecretFormat {
        SecretFormat::Hex { bytes }
    }

    const fn base64(bytes: u16) -> SecretFormat {
        SecretFormat::Base64 { bytes }
    }

    const fn letters(length: u16) -> SecretFormat {
        SecretFormat::Alphanumeric { length }
    }

    #[test]
    fn commands_are_obeyed() {
        let url = |bytes| SecretFormat::Base64Url { bytes };
        for (comment, expected) in [
            ("# Generate with `openssl rand -hex 32`", hex(32)),
            ("# openssl rand -base64 32", base64(32)),
            (
                "# You can generate one using `openssl rand -base64 42`.",
                base64(42),
            ),
            ("# run: openssl rand 32 | base64", base64(32)),
            (
                "# Don't reuse it; draw it with 'openssl rand -hex 24' or so.",
                hex(24),
            ),
            ("# `bundle exec rails secret`", hex(64)),
            ("# RAILS_ENV=production bundle exec rake secret", hex(64)),
            ("# uuidgen", SecretFormat::Uuid),
            ("# php artisan key:generate", SecretFormat::Laravel),
            ("# mix phx.gen.secret", base64(48)),
            ("# mix phx.gen.secret 32", base64(24)),
            ("# npx auth secret", base64(32)),
            (
                "# Fernet.generate_key()",
                SecretFormat::Base64UrlPadded { bytes: 32 },
            ),
            ("# pwgen -s 64 1", letters(64)),
            ("# secrets.token_urlsafe(48)", url(48)),
            ("# gpg --gen-random --armor 1 30", base64(30)),
        ] {
            asks(comment, Some(expected));
        }
    }

    #[test]
    fn pipelines_are_read_stage_by_stage() {
        let uuid = SecretFormat::Uuid;
        for (comment, expected) in [
            ("# head -c 32 /dev/urandom | base64", base64(32)),
            ("# head -c 20 /dev/urandom | xxd -p", hex(20)),
            ("# xxd -l 24 -p /dev/urandom", hex(24)),
            (
                "# dd if=/dev/urandom bs=8 count=3 2>/dev/null | xxd -p -c 64",
                hex(24),
            ),
            ("# od -An -N 16 -tx1 /dev/urandom | tr -d ' \\n'", hex(16)),
            (
                "# od -vAn -N16 -t x8 < /dev/urandom | tr -d \" \\n\"",
                hex(16),
            ),
            (
                "# head -c 20 /dev/random | hexdump -ve '1/1 \"%.2x\"'",
                hex(20),
            ),
            (
                "# hexdump -n 16 -e '4/4 \"%08x\" 1 \"\\n\"' /dev/urandom",
                hex(16),
            ),
            ("# tr -dc A-Za-z0-9 </dev/urandom | head -c 40", letters(40)),
            (
                "# LC_ALL=C tr -dc '[:alnum:]' < /dev/urandom | head -c48; echo",
                letters(48),
            ),
            (
                "# < /dev/urandom tr -dc 'A-Za-z0-9!|?' | head -c 24",
                letters(24),
            ),
            ("# cat /dev/urandom | tr -cd 'a-f0-9' | head -c 64", hex(32)),
            (
                "# cat /dev/urandom | tr -dc 'a-zA-Z0-9' | fold -w 50 | head -n 1",
                letters(50),
            ),
            (
                "# head /dev/urandom | tr -dc A-Za-z0-9 | head -c 30",
                letters(30),
            ),
            ("# base64 /dev/urandom | head -c 40", base64(30)),
            ("# openssl rand -base64 48 | cut -c1-40", base64(30)),
            ("# openssl rand -base64 48 | head -c50", letters(50)),
            (
                "# openssl rand -base64 33 | tr -d '=+/' | cut -c1-20",
                letters(20),
            ),
            ("# openssl rand -base64 30 | tr -d '\\n'", base64(30)),
            (
                "# openssl rand -base64 32 | tr '+/' '-_' | tr -d '='",
                SecretFormat::Base64Url { bytes: 32 },
            ),
            ("# openssl rand -hex 32 | head -c 48", hex(24)),
            ("# openssl rand 20 | xxd -p", hex(20)),
            ("# openssl rand 48 | openssl base64 -A", base64(48)),
            (
                "# openssl rand -base64 32 | sha256sum | cut -d' ' -f1",
                hex(32),
            ),
            (
                "# openssl rand -base64 32 | sed 's/[=+\\/]//g' | cut -c -24",
                letters(24),
            ),
            (
                "# strings /dev/urandom | grep -o '[[:alnum:]]' | head -n 30 | tr -d '\\n'",
                letters(30),
            ),
            ("# openssl rand -base64 33 | cut -d= -f1", base64(33)),
            ("# openssl rand -hex 32 | cut -d- -f1", hex(32)),
            ("# uuidgen | cut -f1", uuid),
            ("# openssl rand -hex 20 | awk '{print $1}'", hex(20)),
            ("# uuidgen | tr -d -", hex(16)),
            ("# uuidgen | tr '[:upper:]' '[:lower:]'", uuid),
            ("# cat /proc/sys/kernel/random/uuid", uuid),
            ("# openssl rand -hex 32 |\n#   head -c 40", hex(20)),
            (
                "# openssl rand -base64 24 \\\n#   | tr -d '\\n'",
                base64(24),
            ),
            ("# frob new | or: openssl rand -hex 12 | cat", hex(12)),
            (
                "# date +%s | sha256sum | base64 | head -c 32; echo",
                base64(24),
            ),
            (
                "# cat /dev/urandom | env LC_ALL=C tr -dc a-zA-Z0-9 | head -c 24",
                letters(24),
            ),
            ("# mcookie", hex(16)),
        ] {
            asks(comment, Some(expected));
        }
    }

    #[test]
    fn calls_are_read_from_the_inside_out() {
        let uuid = SecretFormat::Uuid;
        for (comment, expected) in [
            (
                "# python -c 'import secrets; print(secrets.token_hex(16))'",
                hex(16),
            ),
            (
                "# python3 -c \"import os; print(os.urandom(24).hex())\"",
                hex(24),
            ),
            ("# base64.b64encode(os.urandom(32)).decode()", base64(32)),
            (
                "# binascii.hexlify(os.urandom(20)).decode('ascii')",
                hex(20),
            ),
            (
                "# base64.urlsafe_b64encode(os.urandom(32))",
                SecretFormat::Base64UrlPadded { bytes: 32 },
            ),
            (
                "# ''.join(secrets.choice(string.ascii_letters + string.digits) for _ in range(40))",
                letters(40),
            ),
            (
                "# node -e \"console.log(require('crypto').randomBytes(32).toString('hex'))\"",
                hex(32),
            ),
            ("# crypto.randomBytes(64).toString('base64')", base64(64)),
            (
                "# crypto.randomBytes(24).toString('base64url')",
                SecretFormat::Base64Url { bytes: 24 },
            ),
            (
                "# crypto.randomBytes(32).toString('hex').slice(0, 32)",
                hex(16),
            ),
            (
                "# node -e \"console.log(crypto.randomBytes(32).toString('base64'))\" | cut -c1-32",
                base64(24),
            ),
            (
                "# Buffer.from(crypto.getRandomValues(new Uint8Array(48))).toString('hex')",
                hex(48),
            ),
            ("# node -p 'crypto.randomUUID()'", uuid),
            (
                "# ruby -rsecurerandom -e 'puts SecureRandom.hex(16)'",
                hex(16),
            ),
            ("# SecureRandom.hex", hex(16)),
            ("# SecureRandom.alphanumeric 40", letters(40)),
            (
                "# SecureRandom.urlsafe_base64(30)",
                SecretFormat::Base64Url { bytes: 30 },
            ),
            ("# php -r 'echo bin2hex(random_bytes(20));'", hex(20)),
            (
                "# php -r \"echo base64_encode(random_bytes(32)) . PHP_EOL;\"",
                base64(32),
            ),
            ("# substr(bin2hex(random_bytes(32)), 0, 40)", hex(20)),
            ("# Str::random(40)", letters(40)),
            (
                "# :crypto.strong_rand_bytes(32) |> Base.encode64() |> binary_part(0, 32)",
                base64(24),
            ),
            (
                "# Base.url_encode64(:crypto.strong_rand_bytes(30), padding: false)",
                SecretFormat::Base64Url { bytes: 30 },
            ),
            ("# [guid]::NewGuid()", uuid),
            (
                "# -join ((48..57) + (65..90) + (97..122) | Get-Random -Count 32 | % {[char]$_})",
                letters(32),
            ),
            (
                "# [Convert]::ToBase64String([Security.Cryptography.RandomNumberGenerator]::GetBytes(48))",
                base64(48),
            ),
            (
                "# python -c 'import uuid; print(uuid.uuid4().hex)'",
                hex(16),
            ),
            ("# nanoid(30)", SecretFormat::UrlSafe { length: 30 }),
        ] {
            asks(comment, Some(expected));
        }
    }

    #[test]
    fn a_stage_that_is_not_known_makes_the_command_not_understood() {
        for comment in [
            "# openssl rand -hex 32 | frobnicate",
            "# openssl rand 32",
            "# openssl rand -base64 32 | openssl enc -aes-256-cbc",
            "# head -c 32 /dev/urandom",
            "# head -c 32 /dev/urandom | xxd",
            "# head -c 32 /dev/urandom | hexdump -C",
            "# tr -dc 0-9 < /dev/urandom | head -c 12",
            "# cat /dev/urandom | tr -dc A-Z0-9 | head -c 20",
            "# crypto.randomBytes(32).toString('binary')",
            "# scramble(bin2hex(random_bytes(16)))",
            "# os.urandom(24)",
            "# -join (1..32 | % {'{0:x}' -f (Get-Random -Max 16)})",
            "# openssl rand -hex 16 | rev | cut -d: -f2",
            "# uuidgen | cut -d- -f1",
            "# uuidgen | cut --delimiter=- --fields=1",
            "# cat /proc/sys/kernel/random/uuid | cut -f1 -d '-'",
            "# openssl rand -base64 32 | cut -d+ -f1",
            "# od -An -N 16 -tx1 /dev/urandom | awk '{print $1}'",
        ] {
            let said = said(comment);
            assert_eq!(
                (said.asked, said.unmade),
                (None, Some(NoFormat::Unknown)),
                "{comment}"
            );
        }
    }

    #[test]
    fn commands_come_before_words() {
        let comment = "# 64 string characters in hex format, generate via: openssl rand -hex 32";
        asks(comment, Some(hex(32)));
        // Numbers of a command are no words.
        let said = said("# openssl rand -base64 32 | frob --length 40 characters");
        assert_eq!((said.asked, said.unmade), (None, Some(NoFormat::Unknown)));
    }

    #[test]
    fn comments_without_a_format_ask_for_nothing() {
        for comment in [
            "",
            "# the key",
            "# OAuth secret of your app",
            "# get yours at https://example.org/keys",
            "# 4 characters",
            "# 6 digits",
            "# openssl rand -hex 4",
        ] {
            asks(comment, None);
        }
    }

    #[test]
    fn leave_to_stay_empty_is_noticed() {
        for comment in [
            "# (Optional) the password",
            "# Leave blank for none",
            "# made on its own by default",
            "# If you leave this blank, mails are disabled",
            "# Optional, only for the public site",
            "# Only for tests. Optional.",
            "# A random one is generated on first start.",
            "# Generated automatically if not set",
            "# The password is generated on first start.",
            "# the admin password: created by itself if unset",
        ] {
            assert!(said(comment).optional, "{comment}");
        }
        for comment in [
            "# the password",
            "# Required, not optional",
            "# Do not leave empty",
            "# When you leave it blank, all sessions end with each restart",
            "# If you leave this unset the links in old mails stop working",
            "# Signs the cookies. Optional for local testing, needed in prod",
            "# optional in tests",
            "# a random key; by the way, change the default port",
            "# generated with care",
            "# password of the admin, created on first start",
            "# for the account that is created by default",
            "# The root user is made automatically with this password",
            "# secret of the realm generated at first start",
            "# creates a random user on first start",
        ] {
            assert!(!said(comment).optional, "{comment}");
        }
    }

    #[test]
    fn what_somebody_else_has_is_noticed() {
        for comment in [
            "# 32 characters, from the dashboard",
            "# you get it by running this on that server:\n# `meet-admin secret`",
            "# Get one at https://example.org/keys",
            "# find it in your account settings",
            "# print both there with `chatctl keys`",
            "# signs webhooks; find it in the Stripe dashboard",
            "# 24 characters, in the developer console",
            "# Sign up at https://example.org and copy it from there",
            "# get your own key",
            "# obtain one from them",
            "# shown in the admin panel under Keys",
            "# find the token under your account settings",
            "# issued by your bank",
            "# Supplied by the vendor of the scanner",
            "# API token, created in the Acme portal",
            "# the key from your Acme dashboard",
            "# Sign up for the beta",
            "# Enter the key from your Acme console",
            "# use the token from the dashboard",
            "# change it there, then find it in the portal",
        ] {
            assert!(said(comment).issued, "{comment}");
        }
        for comment in [
            "# signs the sessions",
            "# You get it by running `openssl rand -hex 32`",
            "# more of it is found in the documentation",
            "# protects the dashboard",
            "# only from your own network",
            "# encrypts the API tokens that users make in the dashboard",
            "# signs the links to sign up",
            "# signs the tokens issued by this server",
            "# used to encrypt what users copy from the console",
            "# protects the admin panel",
            "# so that users can get it by mail",
            "# get a long one",
            "# login to the dashboard in the office",
            "# Password of the control panel",
            "# the developer console asks for it",
            "# the nodes show it to the admin panel",
            "# you may replace it later, or update it in the console",
            "# find it too short? change it in your account",
            "# set in the portal of the office",
            "# can be updated from the admin panel",
            "# typed in the admin console",
            "# secret of the bot in the chat dashboard",
            "# token for calls from the dashboard",
            "# In production the account of the bot has it",
            "# sign up is off",
            "# paste this into the chat dashboard",
            "# password of the user created in the control panel",
            "# create a user in the panel with this password",
            "# sign up links expire",
            "# assigned by a client in its first message",
            "# supplied by the Docker secret of this name",
        ] {
            assert!(!said(comment).issued, "{comment}");
        }
    }

    #[test]
    fn what_only_a_tool_makes_is_noticed() {
        let tools_own = |comment: &str| said(comment).unmade == Some(NoFormat::ToolsOwn);
        assert!(tools_own("# openssl genrsa -out key.pem 2048"));
        assert!(tools_own("# htpasswd -nbB admin SECRET"));
        assert!(!tools_own("# openssl rand -hex 32"));
    }
}
