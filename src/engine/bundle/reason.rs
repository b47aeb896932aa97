//! Why a row is treated as it is, in words for the page.

use super::preset::Preset;
use std::fmt;

/// Why a row is treated as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A preset made the row, or knows its name.
    Preset(Preset),
    /// A link asks for it by name and format.
    AskedFor,
    /// The comment beside or above states the format.
    Comment,
    /// The comment or the value has a command that is not understood.
    UnknownCommand,
    /// The value in the text says which format should stand there.
    Value,
    /// The value in the text has this shape.
    Shape,
    /// The name is that of a secret.
    Name,
    /// It is the password of a URL.
    UrlPassword,
    /// It is the secret within another connection string, or within several settings.
    InnerSecret,
    /// They are secrets among several settings, each recognised by its name.
    InnerSecrets,
    /// Another variable had the same value.
    SameValue {
        /// The other variable.
        name: String,
    },
    /// Another variable is the password of the same account.
    SameAccount,
    /// Another variable has the password of the same account, which is kept.
    KeptAccount,
    /// It can only be made from another variable, which is not in the text.
    NothingToMakeItFrom {
        /// The other variable.
        name: &'static str,
    },
    /// A schema declares the format.
    Schema,
    /// Somebody else issues the secret.
    Issued,
    /// Somebody else issues the secret, and the schema says where that is described.
    IssuedAt {
        /// The address.
        docs: String,
    },
    /// Somebody else has the secret, as the comment says.
    Elsewhere,
    /// A password hash.
    Hash,
    /// A command that is not run here.
    Command,
    /// A key pair, a certificate, or another secret that only its own tool can make.
    KeyPair,
    /// Several settings in one value, possibly a secret among them.
    Structured,
    /// No secret, and it has a value.
    Setting,
    /// It holds what another variable had before, in a place where that is a secret.
    StillHolds {
        /// The other variable.
        name: String,
    },
    /// It had the same value as a secret, which it is not itself.
    SharesValue {
        /// The secret.
        name: String,
    },
    /// A part of it is a word that a secret was, such as the name of a host.
    SharesWord {
        /// The secret.
        name: String,
    },
    /// It holds a placeholder.
    Placeholder,
    /// No secret, and it has no value.
    BlankSetting,
    /// Without a value, which the schema requires.
    Required,
    /// The schema asks for a spelling that is more than one class of characters and a length, or contradicts itself.
    Spelling,
    /// The schema wants a value of a type that is not generated here.
    Undrawn {
        /// The type.
        kind: String,
    },
    /// The schema computes the value with a function.
    Computed {
        /// The function.
        by: String,
    },
    /// The comment says that it may stay empty.
    Optional,
    /// The schema says that it may stay empty.
    MayBeEmpty,
    /// A value in an own file that looks real.
    Real,
    /// The public key of a private one that is kept.
    PrivateKept,
    /// A value in an own file that everybody tries first.
    Weak,
    /// A value in an own file that reads like a placeholder, but may be somebody's words.
    Doubtful,
    /// It is commented out, and a new value would be made if it were not.
    CommentedOut,
    /// The value refers to other variables.
    Template,
    /// The value before a rotation.
    Previous,
    /// The user decided.
    Chosen,
}

impl Reason {
    /// Whether it asks a person to look at the value, or to change it by hand.
    pub(super) const fn needs_person(&self) -> bool {
        matches!(
            self,
            Self::UnknownCommand
                | Self::InnerSecrets
                | Self::NothingToMakeItFrom { .. }
                | Self::Hash
                | Self::Structured
                | Self::StillHolds { .. }
                | Self::Placeholder
                | Self::Doubtful
                | Self::Required
                | Self::Spelling
                | Self::Undrawn { .. }
                | Self::Computed { .. }
        )
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Preset(preset) => write!(f, "as {preset} makes it"),
            Self::AskedFor => f.write_str("as the link asks"),
            Self::Comment => f.write_str("as the comment asks"),
            Self::UnknownCommand => {
                f.write_str("the command given for it is not understood; check the format")
            }
            Self::Value => f.write_str("as the value that was there asks"),
            Self::Shape => f.write_str("in the shape of the value that was there"),
            Self::Name => f.write_str("the name is that of a secret"),
            Self::UrlPassword => f.write_str("the password in this URL"),
            Self::InnerSecret => f.write_str("the secret in this value"),
            Self::InnerSecrets => f.write_str("the secrets in this value; check it for others"),
            Self::SameValue { name } => write!(f, "had the same value as {name}"),
            Self::SameAccount => f.write_str("the password of the same account"),
            Self::KeptAccount => f.write_str("the password of the same account, which is kept"),
            Self::NothingToMakeItFrom { name } => {
                write!(f, "is made from {name}, which is not here")
            }
            Self::Schema => f.write_str("as the schema asks"),
            Self::Issued => f.write_str("get it from its provider"),
            Self::IssuedAt { docs } => write!(f, "get it from its provider: {docs}"),
            Self::Elsewhere => f.write_str("get it where the comment says"),
            Self::Hash => f.write_str("a password hash, kept as it is"),
            Self::Command => f.write_str("a command, kept as it is"),
            Self::KeyPair => f.write_str("made by its own tool"),
            Self::Structured => {
                f.write_str("several settings in one; check it for secrets yourself")
            }
            Self::StillHolds { name } => {
                write!(f, "still holds the old value of {name}; change it by hand")
            }
            Self::SharesValue { name } => write!(f, "kept, though {name} had the same value"),
            Self::SharesWord { name } => {
                write!(f, "kept, though it contains the old value of {name}")
            }
            Self::Placeholder => f.write_str("holds a placeholder; fill it in yourself"),
            Self::Setting => f.write_str("no secret"),
            Self::BlankSetting => f.write_str("no secret; fill it in yourself if you need it"),
            Self::Required => f.write_str("required; fill it in yourself"),
            Self::Spelling => f.write_str(
                "the schema asks for more than a class of characters and a length; fill it in yourself",
            ),
            Self::Undrawn { kind } => {
                write!(f, "this page makes no values of type {kind}; fill it in yourself")
            }
            Self::Computed { by } => {
                write!(f, "the schema computes it with {by}, which does not run here")
            }
            Self::Optional => f.write_str("may stay empty, the comment says"),
            Self::MayBeEmpty => f.write_str("may stay empty, the schema says"),
            Self::Real => f.write_str("your own value, kept"),
            Self::PrivateKept => f.write_str("its private key is kept"),
            Self::Weak => f.write_str("your own value, kept, though it is among the first that attackers try"),
            Self::Doubtful => f.write_str("kept, though it reads like a placeholder; check it"),
            Self::CommentedOut => f.write_str("not in use"),
            Self::Template => f.write_str("refers to other variables, kept"),
            Self::Previous => f.write_str("the value before the rotation"),
            Self::Chosen => f.write_str("your choice"),
        }
    }
}
