//! Why a row is treated as it is, in words for the page.

use super::preset::Preset;
use std::fmt;

/// Why a row is treated as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A preset made the row, or knows its name.
    Preset(Preset),
    /// The comment beside or above states the format.
    Comment,
    /// The value in the text has this shape.
    Shape,
    /// The name is that of a secret.
    Name,
    /// It is the password of a URL.
    UrlPassword,
    /// Another variable had the same value.
    SameValue {
        /// The other variable.
        name: String,
    },
    /// It can only be made from another variable, which is not in the text.
    NothingToMakeItFrom {
        /// The other variable.
        name: &'static str,
    },
    /// Somebody else issues the secret.
    Issued,
    /// A key pair, a certificate, or another secret that only its own tool can make.
    KeyPair,
    /// Several settings in one value, possibly a secret among them.
    Structured,
    /// No secret, and it has a value.
    Setting,
    /// No secret, and it has no value.
    BlankSetting,
    /// The comment says that it may stay empty.
    Optional,
    /// A value in an own file that looks real.
    Real,
    /// A value in an own file that everybody tries first.
    Weak,
    /// It is commented out, and a new value would be made if it were not.
    CommentedOut,
    /// The value refers to other variables.
    Template,
    /// The value before a rotation.
    Previous,
    /// The user decided.
    Chosen,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preset(preset) => write!(f, "as {preset} makes it"),
            Self::Comment => f.write_str("as the comment asks"),
            Self::Shape => f.write_str("in the shape of the value that was there"),
            Self::Name => f.write_str("the name is that of a secret"),
            Self::UrlPassword => f.write_str("the password in this URL"),
            Self::SameValue { name } => write!(f, "had the same value as {name}"),
            Self::NothingToMakeItFrom { name } => {
                write!(f, "is made from {name}, which is not here")
            }
            Self::Issued => f.write_str("get it from its provider"),
            Self::KeyPair => f.write_str("made by its own tool"),
            Self::Structured => {
                f.write_str("several settings in one; check it for secrets yourself")
            }
            Self::Setting => f.write_str("no secret"),
            Self::BlankSetting => f.write_str("no secret; fill it in yourself if you need it"),
            Self::Optional => f.write_str("may stay empty, the comment says"),
            Self::Real => f.write_str("your own value, kept"),
            Self::Weak => f.write_str("your own value, kept, though everybody tries it first"),
            Self::CommentedOut => f.write_str("not in use"),
            Self::Template => f.write_str("refers to other variables, kept"),
            Self::Previous => f.write_str("the value before the rotation"),
            Self::Chosen => f.write_str("your choice"),
        }
    }
}
