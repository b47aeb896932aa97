//! A private key in PEM as a variable for one reader, in a form that the reader accepts, with the code that gets the
//! PEM back.
//!
//! A PEM has several lines, which not every reader keeps. Each form is parsed again by the reader's own rules before it
//! is returned: it reads back byte for byte, or it is an error.

use super::env_form::EnvForm;
use super::output::{Output, Syntax};
use super::render::KUBERNETES;
use crate::engine::base::secret::{Secret, from_clear, in_clear};
use crate::engine::env::Dialect;
use crate::engine::env::document::is_name;
use crate::engine::env::error::WriteError;
use crate::engine::syntax::{Span, hcl, json, powershell, yaml};
use serde::{Deserialize, Serialize};

/// A private key as a variable for one reader.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnvLine {
    /// The text for the file, ending in a newline.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub text: Secret,
    /// What is shown in its place.
    pub masked: String,
    /// How it is written.
    pub form: EnvForm,
    /// What the reader or the program does with it, as a sentence for the page.
    pub note: String,
    /// Languages, each with the line of code that gets the PEM.
    pub read_back: Vec<(String, String)>,
}

/// Writes `pem` as the variable `name` for `output` in `form`; without one, in the best form that the output takes: the
/// PEM itself, if the reader gives its line breaks to the program, otherwise its base64.
///
/// # Errors
/// A sentence for the page, if the output does not take the name or the form.
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

/// The line, and whether the program gets the line breaks from the reader.
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
    // A program that replaces `\n` would replace one in the PEM too. No valid PEM has a backslash.
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

/// The value as written for `dialect`, and whether the reader parses it into the PEM itself.
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
    // A `\n` that the reader turns into a line break suits any program; one that it leaves suits only programs that
    // replace it themselves.
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

/// The lines of code that get the PEM. Those for `\n` also work where the reader has replaced it.
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
