//! A finished pair: the same key in every form of its purpose.

use crate::engine::base::secret::{Secret, from_clear, in_clear};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use zeroize::Zeroizing;

/// A pair, in every form of its purpose.
#[derive(Debug, Serialize, Deserialize)]
pub struct Pair {
    /// The algorithm in a word or two, such as `ES256`.
    pub algorithm: String,
    /// What [`Pair::id`] is, such as `kid`.
    pub id_label: String,
    /// A short, public name of the pair.
    pub id: String,
    /// The forms, in the order in which the page shows them.
    pub forms: Vec<PairForm>,
}

impl Pair {
    /// The form of this name.
    #[must_use]
    pub fn form(&self, label: &str) -> Option<&PairForm> {
        self.forms.iter().find(|form| form.label == label)
    }

    /// The private key as PEM; `None` for a purpose that does not use PEM.
    #[must_use]
    pub fn private_pem(&self) -> Option<&Secret> {
        let is_pem = |form: &&PairForm| {
            form.masked.is_some() && form.content.expose().starts_with("-----BEGIN ")
        };
        self.forms.iter().find(is_pem).map(|form| &form.content)
    }
}

/// One form of a pair.
#[derive(Serialize, Deserialize)]
pub struct PairForm {
    /// Its name, such as `Private key (PKCS#8)`.
    pub label: String,
    /// The text that is shown and copied.
    #[serde(serialize_with = "in_clear", deserialize_with = "from_clear")]
    pub content: Secret,
    /// The DER that is downloaded in place of the text, if the file is binary.
    #[serde(
        serialize_with = "bytes_in_clear",
        deserialize_with = "bytes_from_clear"
    )]
    pub der: Option<Zeroizing<Vec<u8>>>,
    /// What is shown in place of a private form; `None` for a public one.
    pub masked: Option<String>,
    /// The name of its file.
    pub file_name: String,
    /// A line on what it is for; may be empty.
    pub note: String,
    /// Whether it is for trying the pair out: a test token, and what verifies it.
    pub is_trial: bool,
}

impl PairForm {
    /// A public form.
    pub(super) fn public(label: &str, content: impl Into<Secret>, file_name: &str) -> Self {
        Self {
            label: label.to_owned(),
            content: content.into(),
            der: None,
            masked: None,
            file_name: file_name.to_owned(),
            note: String::new(),
            is_trial: false,
        }
    }

    /// A public form to try the pair out with.
    pub(super) fn trial(label: &str, content: impl Into<Secret>, file_name: &str) -> Self {
        Self {
            is_trial: true,
            ..Self::public(label, content, file_name)
        }
    }

    /// A private form, shown as `masked`.
    pub(super) fn private(
        label: &str,
        content: impl Into<Secret>,
        masked: impl Into<String>,
        file_name: &str,
    ) -> Self {
        Self {
            masked: Some(masked.into()),
            ..Self::public(label, content, file_name)
        }
    }

    /// The same form with a note.
    pub(super) fn noted(self, note: &str) -> Self {
        Self {
            note: note.to_owned(),
            ..self
        }
    }
}

// A private form must not appear in debug output, nor must its DER.
impl fmt::Debug for PairForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PairForm")
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

#[expect(clippy::ref_option, reason = "serde passes it so")]
fn bytes_in_clear<S: Serializer>(
    bytes: &Option<Zeroizing<Vec<u8>>>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match bytes {
        Some(bytes) => serializer.serialize_some(bytes.as_slice()),
        None => serializer.serialize_none(),
    }
}

fn bytes_from_clear<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Zeroizing<Vec<u8>>>, D::Error> {
    let bytes = <Option<&[u8]>>::deserialize(deserializer)?;
    Ok(bytes.map(|bytes| Zeroizing::new(bytes.to_vec())))
}
