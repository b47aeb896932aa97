//! A private key as PEM for one reader of variables, in a form that it takes, and what gets it back.
//!
//! A PEM has several lines, which not every reader keeps. Each form is read again by the reader's own rules before it
//! is given out: it reads back byte for byte, or it is an error.

use super::env_form::EnvForm;
use super::output::{Output, Syntax};
use super::render::KUBERNETES;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::env::Dialect;
use crate::engine::env::document::is_name;
use crate::engine::env::error::WriteError;
use crate::engine::syntax::{Span, hcl, json, powershell, yaml};
use serde::{Deserialize, Serialize};

/// A private key as a reader takes it.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnvLine {
    /// What belongs into the file, ending in a newline.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub text: Secret,
    /// What is shown in its place.
    pub masked: String,
    /// How it is written.
    pub form: EnvForm,
    /// Who has to do what with it.
    pub note: String,
    /// A language, and the line of it that gets the PEM.
    pub read_back: Vec<(String, String)>,
}

/// `pem` as the variable `name` for `output`, in `form`, or in the best that it takes: the PEM itself, where the reader
/// gives its line breaks to the program, otherwise its base64.
///
/// # Errors
/// A sentence for the page: the output does not take the name, or the form.
#[inline(never)]
pub fn env_line(
    output: Output,
    name: &str,
    pem: &Secret,
    form: Option<EnvForm>,
) -> Result<EnvLine, String> {
    if !is_name(name) || !(output.row().allows_name)(name) {
        return Err(in_words(output, name, WriteError::Name));
    }
    if output.row().syntax == Syntax::Example {
        return Err(format!("{output} has names only: no value belongs there."));
    }
    let Some(form) = form else {
        return written(output, name, pem, EnvForm::MultiLine)
            .ok()
            .or_else(|| {
                let line = written(output, name, pem, EnvForm::Escaped).ok()?;
                line.1.then_some(line)
            })
            .map_or_else(|| written(output, name, pem, EnvForm::Base64), Ok)
            .map(|(line, _)| line)
            .map_err(|error| in_words(output, name, error));
    };
    written(output, name, pem, form)
        .map(|(line, _)| line)
        .map_err(|error| match (form, error) {
            (EnvForm::MultiLine, WriteError::LineBreak | WriteError::Quoting) => {
                format!("{output} does not keep the line breaks of this value. Choose one line or base64.")
            }
            _ => in_words(output, name, error),
        })
}

fn in_words(output: Output, name: &str, error: WriteError) -> String {
    let name = if name.is_empty() {
        "The variable"
    } else {
        name
    };
    format!("{name} cannot be written for {output}: {error}.")
}

/// The line, and whether the reader gives the line breaks to the program by itself.
fn written(
    output: Output,
    name: &str,
    pem: &Secret,
    form: EnvForm,
) -> Result<(EnvLine, bool), WriteError> {
    let pem = pem.expose();
    if pem.contains('\0') {
        return Err(WriteError::Nul);
    }
    // Whoever replaces `\n` would replace its own too. No PEM has one.
    if form == EnvForm::Escaped && pem.contains('\\') {
        return Err(WriteError::Quoting);
    }
    let value = form.value(pem);
    let mut text = Secret::with_capacity(2 * value.len() + name.len() + KUBERNETES.len() + 32);
    let mut is_whole = form == EnvForm::MultiLine;
    let place = match output.row().syntax {
        Syntax::EnvFile(dialect) | Syntax::EnvLines(dialect) => {
            let (token, whole) = token(dialect, pem, &value, form)?;
            is_whole = whole;
            assignment("", name, &token, &mut text)
        }
        Syntax::Exports => {
            let (token, whole) = token(Dialect::Shell, pem, &value, form)?;
            is_whole = whole;
            assignment("export ", name, &token, &mut text)
        }
        syntax => structured(syntax, name, value.expose(), &mut text)?,
    };
    let line = EnvLine {
        masked: masked(text.expose(), place, pem, form),
        text,
        form,
        note: note(output, form, is_whole),
        read_back: match output.row().syntax {
            Syntax::Tfvars => Vec::new(),
            _ => read_back(name, form),
        },
    };
    Ok((line, is_whole))
}

/// The value as `dialect` reads it, and whether what it reads is the PEM.
fn token(
    dialect: Dialect,
    pem: &str,
    value: &Secret,
    form: EnvForm,
) -> Result<(Secret, bool), WriteError> {
    if form == EnvForm::Base64 {
        let mut token = Secret::with_capacity(value.len() + 2);
        dialect.write(value.expose(), &mut token)?;
        return Ok((token, false));
    }
    let ways: Vec<Secret> = ["\"", "'", ""]
        .into_iter()
        .map(|quote| {
            let mut way = Secret::with_capacity(value.len() + 2);
            for part in [quote, value.expose(), quote] {
                way.push_str(part);
            }
            way
        })
        .collect();
    let mut whole = true;
    // Of the ways to write `\n`, one that the reader turns into line breaks is right for any program, one that it
    // leaves only for those that replace it.
    let mut found = ways
        .iter()
        .find(|way| dialect.reads_back(way.expose(), pem));
    if found.is_none() && form == EnvForm::Escaped {
        whole = false;
        found = ways
            .iter()
            .find(|way| dialect.reads_back(way.expose(), value.expose()));
    }
    match found {
        Some(way) => Ok((Secret::from(way.expose()), whole)),
        None => Err(dialect.reader().write_error(pem)),
    }
}

/// Writes `NAME=token` and a newline.
fn assignment(before: &str, name: &str, token: &Secret, text: &mut Secret) -> Span {
    for part in [before, name, "="] {
        text.push_str(part);
    }
    let start = text.len();
    text.push_str(token.expose());
    text.push('\n');
    start..text.len() - 1
}

/// Writes one variable in a format without comments.
fn structured(
    syntax: Syntax,
    name: &str,
    value: &str,
    text: &mut Secret,
) -> Result<Span, WriteError> {
    let variable = [(name, value)].into_iter();
    let places = match syntax {
        Syntax::Yaml => yaml::mapping(variable, "", text),
        Syntax::Kubernetes => {
            text.push_str(KUBERNETES);
            yaml::mapping(variable, "  ", text)
        }
        Syntax::Tfvars => {
            if !hcl::is_stable(value) {
                return Err(WriteError::Normalised);
            }
            text.push_str(name);
            text.push_str(" = ");
            let place = hcl::string(value, text);
            text.push('\n');
            vec![place]
        }
        Syntax::PowerShell => vec![powershell::assignment(name, value, text)],
        _ => json::object(variable, text),
    };
    places.into_iter().next().ok_or(WriteError::Quoting)
}

/// `text` with the value at `place` masked: of a PEM, its first line stays.
fn masked(text: &str, place: Span, pem: &str, form: EnvForm) -> String {
    const DOTS: &str = "••••••••";
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let quote = text[place]
        .chars()
        .next()
        .filter(|first| "\"'".contains(*first));
    let quote = quote.map(String::from).unwrap_or_default();
    let head = pem
        .lines()
        .next()
        .filter(|line| line.starts_with("-----BEGIN "));
    let head = match head {
        Some(head) if form != EnvForm::Base64 => format!("{head} "),
        _ => String::new(),
    };
    format!("{before}{quote}{head}{DOTS}{quote}{after}")
}

fn note(output: Output, form: EnvForm, is_whole: bool) -> String {
    match form {
        EnvForm::MultiLine => format!("{output} keeps the line breaks: the program gets the PEM."),
        EnvForm::Escaped if is_whole => {
            format!(r"{output} turns \n into line breaks: the program gets the PEM.")
        }
        EnvForm::Escaped => {
            r"The program gets \n and has to replace it by line breaks, as many do.".to_owned()
        }
        EnvForm::Base64 => "One line for any reader; the program decodes it.".to_owned(),
    }
}

/// The lines that get the PEM. Those for `\n` are right also where the reader has replaced it.
fn read_back(name: &str, form: EnvForm) -> Vec<(String, String)> {
    let js = if super::names::is_identifier(name) {
        format!("process.env.{name}")
    } else {
        format!("process.env[\"{name}\"]")
    };
    let (node, python, go) = match form {
        EnvForm::MultiLine => (
            format!("const pem = {js};"),
            format!("pem = os.environ[\"{name}\"]"),
            format!("pem := os.Getenv(\"{name}\")"),
        ),
        EnvForm::Escaped => (
            format!(r#"const pem = {js}.replace(/\\n/g, "\n");"#),
            format!(r#"pem = os.environ["{name}"].replace("\\n", "\n")"#),
            format!(r#"pem := strings.ReplaceAll(os.Getenv("{name}"), `\n`, "\n")"#),
        ),
        EnvForm::Base64 => (
            format!("const pem = Buffer.from({js}, \"base64\").toString();"),
            format!("pem = base64.b64decode(os.environ[\"{name}\"]).decode()"),
            format!("pem, err := base64.StdEncoding.DecodeString(os.Getenv(\"{name}\"))"),
        ),
    };
    [("Node", node), ("Python", python), ("Go", go)]
        .map(|(language, line)| (language.to_owned(), line))
        .to_vec()
}
