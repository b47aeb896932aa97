//! What can be wrong with an imported text or file, in words.

use super::words;
use crate::browser::files;
use crate::engine::bundle::import::ImportError;
use crate::engine::env::document::MOST;
use crate::engine::env::error::{DocumentError, DocumentErrorKind};
use zeroize::Zeroizing;

/// How many errors are listed.
const LISTED: usize = 20;

/// The errors of an import, for the page.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ImportErrors {
    /// One sentence each.
    pub lines: Vec<String>,
    /// Whether the page can repair them.
    pub repairable: bool,
    /// Whether they are errors in a text, which stay true until it is imported again.
    pub of_text: bool,
}

impl ImportErrors {
    /// One sentence.
    pub fn saying(words: &str) -> Self {
        Self {
            lines: vec![words.to_owned()],
            repairable: false,
            of_text: false,
        }
    }

    /// The errors of a text.
    pub fn of(error: &ImportError) -> Self {
        let ImportError::Document(problems) = error else {
            return Self {
                of_text: matches!(error, ImportError::Schema(_)),
                ..Self::saying(&error.to_string())
            };
        };
        let (first, more) = problems.split_at(problems.len().min(LISTED));
        let mut lines: Vec<String> = first.iter().map(ToString::to_string).collect();
        if !more.is_empty() {
            lines.push(words::further_problems(more.len()));
        }
        Self {
            lines,
            repairable: problems.iter().all(DocumentError::is_repairable),
            of_text: true,
        }
    }
}

/// The text of a file, or what is wrong with it.
pub async fn read(file: &files::ChosenFile) -> Result<Zeroizing<String>, String> {
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let bytes = file.head(most).await.map_err(|error| error.to_string())?;
    if file.size() > u64::from(most) {
        let line = 1 + memchr::memchr_iter(b'\n', &bytes).count();
        let kind = DocumentErrorKind::TooLong { most: MOST };
        return Err(DocumentError { line, kind }.to_string());
    }
    DocumentError::decode(&bytes).map_err(|error| error.to_string())
}
