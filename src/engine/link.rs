//! Links that open a tab with options set: `token?format=hex&bits=256&prefix=acme`.
//!
//! The options follow the tab in the URL's fragment, which no browser sends to a server. A link carries options
//! and never a secret: each part is one of a tab's choices, a number within limits, or a text that is public by
//! its nature (a prefix, the name of a variable). Whatever a link says, the options that are read from it are
//! valid, and nothing in it is longer than the limits in [`query`].
//!
//! What a link leaves out has its default, not the value remembered from an earlier visit: a link opens the same
//! for everybody.

pub mod bundle;
pub mod error;
pub mod hashes;
pub mod keypair;
pub mod limits;
pub mod query;
pub mod token;

use error::Errors;

/// Fewer bits than this are raised to it, unless the person insists.
pub const USUAL_BITS: u16 = 128;

/// What was read from a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<T> {
    /// The options of the tab.
    pub options: T,
    /// What the link chose, in words: `hex, 256 bits, prefix acme`. Empty where it chose nothing.
    pub words: String,
    /// The parts that were not understood.
    pub errors: Errors,
    /// What it asked for, if that was raised.
    pub raised: Option<RaisedOptions<T>>,
}

/// A link asked for less than [`USUAL_BITS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaisedOptions<T> {
    /// The options as the link has them.
    pub options: T,
    /// The same in words.
    pub words: String,
    /// How many bits it asked for; the least where there are several.
    pub bits: u16,
    /// The names of the variables that ask for so few; empty where it is the link as a whole.
    pub of: Vec<String>,
}

impl<T> Link<T> {
    /// The options as the link has them, for a person who insists on few bits.
    #[must_use]
    pub fn insisted(self) -> Self {
        match self.raised {
            Some(raised) => Self {
                options: raised.options,
                words: raised.words,
                errors: self.errors,
                raised: None,
            },
            None => self,
        }
    }

    /// What the page says of it.
    #[must_use]
    pub fn notice(&self) -> Notice {
        let raised = self.raised.as_ref().map(|raised| {
            let RaisedOptions { bits, of, .. } = raised;
            let subject = if of.is_empty() {
                "It asks".to_owned()
            } else {
                format!("For {} it asks", listed(of))
            };
            let few = if of.len() > 1 {
                format!("as few as {bits}")
            } else {
                bits.to_string()
            };
            (
                format!("{subject} for {few} bits, less than the usual {USUAL_BITS}: raised to {USUAL_BITS}."),
                if of.len() > 1 {
                    "Use fewer bits anyway".to_owned()
                } else {
                    format!("Use {bits} bits anyway")
                },
            )
        });
        Notice {
            chosen: if self.words.is_empty() {
                "This link chose no option of this tab.".to_owned()
            } else {
                format!("This link chose: {}", self.words)
            },
            errors: self.errors.lines(),
            raised,
        }
    }
}

/// What a page says of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it chose.
    pub chosen: String,
    /// What was not understood, a sentence each.
    pub errors: Vec<String>,
    /// A sentence on what was raised, and the name of the button that undoes it.
    pub raised: Option<(String, String)>,
}

/// How many names or choices a sentence lists.
const LISTED: usize = 8;

/// `words` joined by commas; of many only the first few.
fn listed(words: &[String]) -> String {
    let mut text = words[..words.len().min(LISTED)].join(", ");
    if words.len() > LISTED {
        let more = format!(" and {} more", words.len() - LISTED);
        text.push_str(&more);
    }
    text
}
