//! Whether a text is an example or somebody's own file, where nobody has said so.
//!
//! The evidence is the file's name, its comments ("replace this") and its secrets: values that nobody would keep
//! suggest an example, random-looking values a file in use. Where the evidence conflicts there is no answer, and
//! the person has to be asked.

use super::{
    comment::prose::has_phrase,
    name::{Hint, hint},
    placeholder::{is_placeholder_in, looks_random},
    source::Source,
    url,
    weak::{is_sequence, is_weak, settings, stands_in},
};
use crate::engine::base::pause::{Pause, at_once};
use crate::engine::base::secret::Secret;
use crate::engine::env::document::{Document, Entry};
use zeroize::Zeroizing;

/// Whether a text is an example or somebody's own file, as far as the signs show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guess {
    /// An example, by the name of its file.
    Named,
    /// This, by its values and comments.
    Told(Source),
    /// The signs disagree.
    Unclear,
}

impl Guess {
    /// Weighs the signs in `document`, read from a file called `name`; empty for a pasted text.
    #[must_use]
    pub fn of(document: &Document, name: &str) -> Self {
        at_once(Self::of_in_parts(document, name, &mut Pause::never()))
    }

    /// [`Guess::of`] with pauses.
    pub(super) async fn of_in_parts(document: &Document, name: &str, pause: &mut Pause) -> Self {
        if names_example(name) {
            return Self::Named;
        }
        let signs = Signs::in_text(document, pause).await;
        let for_example = signs.blank + 3 * signs.weak;
        match signs.drawn {
            _ if signs.doubted => Self::Unclear,
            // Nothing that a person may have chosen; in a file that is named as one in use, not even a weak password.
            0 if signs.other == 0 && !(is_named_for_use(name) && signs.weak > 0) => {
                Self::Told(Source::Example)
            }
            0 => Self::Unclear,
            _ if mentions_example(name) => Self::Unclear,
            // Files in use have blanks too, and examples have random-looking values.
            drawn if for_example <= drawn => Self::Told(Source::Own),
            drawn if is_named_for_use(name) && for_example <= drawn + signs.empty => {
                Self::Told(Source::Own)
            }
            _ => Self::Unclear,
        }
    }

    /// What it is, where the signs agree.
    #[must_use]
    pub const fn source(self) -> Option<Source> {
        match self {
            Self::Named => Some(Source::Example),
            Self::Told(source) => Some(source),
            Self::Unclear => None,
        }
    }

    /// What contradicts `answer`, which a person gave, as a sentence after a space; empty if nothing does.
    #[must_use]
    pub const fn doubt(self, answer: Source) -> &'static str {
        match (answer, self) {
            (Source::Own, Self::Named) => {
                " The name of the file says example, though: then its values are public."
            }
            (Source::Own, Self::Told(Source::Example)) => {
                " Its values look like those of an example, though: then they are public."
            }
            (Source::Example, Self::Told(Source::Own)) => {
                " Its values look like your own, though: they are replaced here."
            }
            _ => "",
        }
    }
}

/// Words in the names of files that are made to be copied.
const EXAMPLES: [&str; 8] = [
    "dist", "example", "examples", "sample", "samples", "template", "tmpl", "tpl",
];

/// Whether a file of this name is surely made to be copied: `.env.example`, `env-sample`, `.env.dist`. In front of
/// `.env` the words other than `example` may belong to a project's name: `invoice-template.env`.
fn names_example(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let mut parts = name.split(['.', ' ']).peekable();
    while let Some(part) = parts.next() {
        let word = match part.rsplit_once(['-', '_']) {
            Some((before, word)) if before.ends_with("env") => word,
            _ => part,
        };
        let behind = parts.clone().all(|part| part != "env");
        let called_so = word == "example" && parts.peek() == Some(&"env");
        if EXAMPLES.contains(&word) && (behind || called_so) {
            return true;
        }
    }
    false
}

/// Whether a word for an example stands anywhere in the name of a file.
fn mentions_example(name: &str) -> bool {
    words(name).any(|word| {
        let known = EXAMPLES.iter().chain(&["default", "defaults"]);
        known
            .into_iter()
            .any(|known| word.eq_ignore_ascii_case(known))
    })
}

/// Whether a file is called as those in use are: `.env`, `.env.local`, `prod.env`.
fn is_named_for_use(name: &str) -> bool {
    let stages = [
        "dev",
        "development",
        "env",
        "live",
        "local",
        "prod",
        "production",
        "staging",
    ];
    let known = |word: &str| stages.iter().any(|known| word.eq_ignore_ascii_case(known));
    words(name).any(|word| word.eq_ignore_ascii_case("env")) && words(name).all(known)
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|symbol: char| !symbol.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// How many secrets of a text look random, are blank, are weak, or are none of these.
#[derive(Default)]
struct Signs {
    /// Random-looking.
    drawn: usize,
    /// Empty, or a placeholder.
    blank: usize,
    /// Empty, of those.
    empty: usize,
    /// A well-known weak password.
    weak: usize,
    /// None of these: they may be somebody's own.
    other: usize,
    /// Whether a comment says to replace a random-looking one.
    doubted: bool,
}

impl Signs {
    async fn in_text(document: &Document, pause: &mut Pause) -> Self {
        let mut signs = Self::default();
        let settings = settings(document, pause).await;
        let mut replaced = ReplacementNotice::default();
        for entry in document.entries() {
            pause.after_row().await;
            let name = document.slice(&entry.name);
            let Some(value) = entry.value.as_ref().map(Secret::expose) else {
                continue;
            };
            let hint = hint(name);
            let (mut before, mut after) = ("", "");
            let secret;
            if let Some(parts) = url::split(value) {
                (before, after) = (parts.before, parts.after);
                let Some(password) = url::percent_decode(parts.password) else {
                    continue;
                };
                secret = password;
            } else if matches!(hint, Hint::Setting | Hint::KeyPair) {
                continue;
            } else {
                secret = Secret::from(value);
            }
            let value = secret.expose();
            let near = |word: &str| {
                let texts = [name, before, after];
                texts.iter().any(|text| stands_in(text, word)) || settings.contains(word)
            };
            if value.is_empty() {
                // Other variables may stay empty in a file in use.
                let left = usize::from(matches!(hint, Hint::Password | Hint::Secret));
                signs.blank += left;
                signs.empty += left;
            } else if is_placeholder_in(Source::Own, value) || value.starts_with("$(") {
                signs.blank += 1;
            } else if settings.contains(value) || is_weak(value, near) {
                signs.weak += 1;
            } else if looks_drawn(value) {
                signs.drawn += 1;
                signs.doubted |= replaced.at(document, entry);
            } else {
                // Also below "replace this": the comment stays in the copy after somebody has replaced the value.
                signs.other += 1;
            }
        }
        for line in document.text().lines() {
            pause.after_row().await;
            if is_to_be_copied(line) {
                signs.blank += 1;
                break;
            }
        }
        signs
    }
}

/// Whether a value looks random: at least 16 letters and digits, or 10 symbols of three kinds.
fn looks_drawn(value: &str) -> bool {
    let kinds: [fn(char) -> bool; 4] = [
        |symbol| symbol.is_ascii_lowercase(),
        |symbol| symbol.is_ascii_uppercase(),
        |symbol| symbol.is_ascii_digit(),
        |symbol| !symbol.is_ascii_alphanumeric(),
    ];
    let mixed = kinds.iter().filter(|kind| value.contains(**kind)).count() > 2;
    let digits = value.contains(|symbol: char| symbol.is_ascii_digit());
    !is_sequence(value) && (looks_random(value) || value.len() >= 10 && mixed && digits)
}

/// Whether the comment above a run of variables says to replace them, looked up once for each comment.
#[derive(Default)]
struct ReplacementNotice {
    lines: std::ops::Range<usize>,
    asked: bool,
}

impl ReplacementNotice {
    fn at(&mut self, document: &Document, entry: &Entry) -> bool {
        if self.lines != entry.above {
            self.lines = entry.above.clone();
            self.asked = asks_to_replace(document.slice(&entry.above));
        }
        self.asked || asks_to_replace(document.tail(entry))
    }
}

/// Whether a comment says that the value is to be replaced.
fn asks_to_replace(comment: &str) -> bool {
    let comment = Zeroizing::new(comment.to_ascii_lowercase());
    let asked = [
        "replace this",
        "replace these",
        "replace me",
        "replace it",
        "replace with",
        "replace the value",
        "to be replaced",
        "must be replaced",
        "change this",
        "change these",
        "change all",
        "change me",
        "changeme",
        "change it",
        "change to",
        "change before",
        "to be changed",
        "must be changed",
        "should be changed",
        "has to be changed",
        "has to change",
        "have to change",
        "do not use in production",
        "don't use in production",
        "not for production",
        "going live",
        "set your own",
        "use your own",
        "of your own",
        "insert your",
        "put your",
        "enter your",
        "example value",
        "sample value",
        "dummy",
    ];
    has_phrase(&comment, &asked)
}

/// Whether a line is a comment that says to copy the file.
fn is_to_be_copied(line: &str) -> bool {
    if !line.trim_start().starts_with(['#', ';']) {
        return false;
    }
    let line = Zeroizing::new(line.to_ascii_lowercase());
    let file = has_phrase(&line, &[".env", "this file"]);
    let copied = ["copy", "cp ", "rename", "paste", "duplicate"];
    let called = [
        "example file",
        "example env",
        "example config",
        "sample env",
        "sample config",
        "template for",
    ];
    file && has_phrase(&line, &copied) || has_phrase(&line, &called)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::env::Dialect;

    /// A random-looking value that no scanner takes for a leak.
    fn drawn() -> String {
        "d1e8f36a".repeat(4)
    }

    #[track_caller]
    fn guess(text: &str, name: &str) -> Guess {
        let text = text.replace("@DRAWN@", &drawn());
        Guess::of(
            &Document::parse(&text, Dialect::Compose).expect("no faults"),
            name,
        )
    }

    #[test]
    fn the_name_of_an_example_decides() {
        let text = "API_SECRET=@DRAWN@\n";
        for name in [
            ".env.example",
            "env.sample",
            ".env.dist",
            ".env.production.example",
            "EXAMPLE.env",
            "env-sample",
            "docker.env-template",
            "config.tmpl",
            ".env.example.txt",
            "env.example (1)",
        ] {
            assert_eq!(guess(text, name), Guess::Named, "{name}");
        }
        for name in [
            "",
            ".env",
            ".env.local",
            "prod.env",
            "distribution.env",
            "exampleapp.env",
        ] {
            assert_eq!(guess(text, name), Guess::Told(Source::Own), "{name}");
        }
    }

    #[test]
    fn a_name_that_may_be_a_projects_own_decides_nothing_against_random_values() {
        for name in [
            "default.env",
            "orders-template.env",
            "sample.env",
            "template.shop.env",
            ".env.sample-shop",
            "dist_prod.env",
        ] {
            let text = "A_SECRET=@DRAWN@\nDB_PASSWORD=Kw!tz-4711-bq\n";
            assert_eq!(guess(text, name), Guess::Unclear, "{name}");
            let blank = "A_SECRET=\nDB_PASSWORD=changeme\n";
            assert_eq!(guess(blank, name), Guess::Told(Source::Example), "{name}");
        }
    }

    #[test]
    fn a_file_with_a_value_of_somebodys_is_never_an_example_unasked() {
        for (text, name) in [
            ("A_SECRET=@DRAWN@\nB_SECRET=\nC_SECRET=\nD_PASSWORD=\n", ""),
            (
                "A_SECRET=@DRAWN@\nB_PASSWORD=mysql\nC_PASSWORD=adminadmin\n",
                ".env",
            ),
            (
                "B_PASSWORD=heron-on-the-lake\nC_PASSWORD=\n",
                ".env.production",
            ),
            (
                "# cp .env.example .env and edit it\nB_PASSWORD=heron-lake\n",
                ".env",
            ),
            ("# Change this!\nB_PASSWORD=heron-lake\n", ""),
            ("B_PASSWORD=heron-lake # set your own\n", "prod.env"),
            ("B_PASSWORD=NotForTheBirds\n", ""),
            // They may be in use all the same.
            ("B_PASSWORD=adminadmin\n", ".env.local"),
            (
                "A_SECRET=@DRAWN@\nB_SECRET=changeme\nC_SECRET=changeme\n",
                ".env",
            ),
        ] {
            assert_eq!(guess(text, name), Guess::Unclear, "{name}: {text}");
        }
    }

    #[test]
    fn blanks_do_not_speak_against_the_name_of_a_file_in_use() {
        let text = "A_SECRET=@DRAWN@\nB_SECRET=\nC_SECRET=\nD_PASSWORD=\n";
        for name in [".env", ".env.local", "prod.env", ".env.production.local"] {
            assert_eq!(guess(text, name), Guess::Told(Source::Own), "{name}");
        }
        for name in ["", "shop.env", "notes.txt"] {
            assert_eq!(guess(text, name), Guess::Unclear, "{name}");
        }
        let blank = "A_SECRET=\nB_PASSWORD=changeme\n";
        assert_eq!(guess(blank, ".env"), Guess::Told(Source::Example));
    }

    #[test]
    fn values_that_nobody_keeps_tell_an_example() {
        for text in [
            "PORT=80\n",
            "DB_PASSWORD=adminadmin\nAPP_SECRET=supersecret\n",
            "DB_PASSWORD=monster\n",
            "APP_SECRET=changeme\nJWT_SECRET=\n",
            "DB_USER=crane\nDB_PASSWORD=crane\n",
            "DATABASE_URL=postgres://crane:cranepass@crane-db:5432/crane\n",
            "GRAFANA_PASSWORD=grafana1234\n",
            "# Copy this file to .env\nAPP_SECRET=changeme\n",
            "API_SECRET=abCdEfGhIjkLmnOPqrstuvwXYZ0123\n",
        ] {
            assert_eq!(guess(text, ""), Guess::Told(Source::Example), "{text}");
        }
    }

    #[test]
    fn drawn_values_tell_a_file_in_use() {
        for text in [
            "PORT=80\nJWT_SECRET=@DRAWN@\nSALT=changeme\n",
            "APP_SECRET=@DRAWN@\nREDIS_PASSWORD=\n",
            "DB_PASSWORD=Kw!tz-4711-bq\n",
            "# copy this file to .env\nAPP_SECRET=@DRAWN@\n",
            "DATABASE_URL=postgres://crane:@DRAWN@@db/crane\n",
            "# openssl rand -hex 16\nAPP_SECRET=@DRAWN@\n# to change the port\nPORT=1\n",
        ] {
            assert_eq!(guess(text, ""), Guess::Told(Source::Own), "{text}");
        }
    }

    #[test]
    fn signs_that_disagree_leave_it_open() {
        for text in [
            "# Replace this with a value of your own\nAPP_SECRET=@DRAWN@\n",
            "APP_SECRET=@DRAWN@ # change to something random\n",
            "# change these before going live\nA_SECRET=@DRAWN@\nB_SECRET=@DRAWN@\n",
            "APP_SECRET=@DRAWN@\nADMIN_PASSWORD=supersecret\n",
            "APP_SECRET=@DRAWN@\nB_SECRET=@DRAWN@\nURL=postgres://postgres:postgres@db/x\n",
            "APP_SECRET=@DRAWN@\nA_SECRET=changeme\nB_SECRET=changeme\n",
            "ADMIN_PASSWORD=hunter2\n",
            "# Copy this file to .env\nAPP_SECRET=hunter2\n",
            "ADMIN_PASSWORD=hunter2 # change this\n",
            "ADMIN_PASSWORD=monster\nDB_PASSWORD=supersecret\nAPP_SECRET=@DRAWN@\n",
        ] {
            assert_eq!(guess(text, ""), Guess::Unclear, "{text}");
        }
    }
}
