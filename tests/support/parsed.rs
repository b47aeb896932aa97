//! Texts parsed for an import, and looked at, without pauses.

#![allow(dead_code, reason = "each program uses some of these")]

use latchkey::engine::base::pause::{Pause, at_once};
use latchkey::engine::bundle::import::{ImportError, ImportFormat, ParsedImport, parse_in_parts};

/// `text`, from a file called `name`, as what it is taken for.
pub fn parse_any(
    text: &str,
    name: &str,
    profile: Option<&str>,
) -> Result<ParsedImport, ImportError> {
    at_once(parse_in_parts(
        text,
        name,
        None,
        profile,
        &mut Pause::never(),
    ))
}

/// `text` as what a person says it is.
pub fn parse_chosen(
    text: &str,
    read_as: ImportFormat,
    profile: Option<&str>,
) -> Result<ParsedImport, ImportError> {
    let mut pause = Pause::never();
    at_once(parse_in_parts(text, "", Some(read_as), profile, &mut pause))
}

/// The names of the variables that an import replaces in an example and keeps in an own file.
pub fn at_stake(parsed: &ParsedImport) -> Vec<String> {
    at_once(parsed.at_stake_in_parts(&mut Pause::never()))
}
