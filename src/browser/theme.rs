//! Light, dark or as the system says, remembered between visits.

use crate::browser::{dom, storage};

/// Where the choice is kept in `localStorage`.
const STORAGE_KEY: &str = "latchkey.theme";

/// The colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As `prefers-color-scheme` says.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

impl Theme {
    /// The choice of the last visit.
    #[must_use]
    pub fn stored() -> Self {
        match storage::get(STORAGE_KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// The choice after this one. The first press always changes something: the system's colours are followed by
    /// the opposite ones.
    #[must_use]
    pub fn next(self, system_is_dark: bool) -> Self {
        match (self, system_is_dark) {
            (Self::System, true) | (Self::Dark, false) => Self::Light,
            (Self::System, false) | (Self::Light, true) => Self::Dark,
            (Self::Light, false) | (Self::Dark, true) => Self::System,
        }
    }

    /// Whether the system's colours are dark.
    #[must_use]
    pub fn system_is_dark() -> bool {
        web_sys::window()
            .and_then(|window| {
                window
                    .match_media("(prefers-color-scheme: dark)")
                    .ok()
                    .flatten()
            })
            .is_some_and(|query| query.matches())
    }

    /// Its name in storage and in the document; none for the system's.
    fn id(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Shows the page in these colours.
    pub fn show(self) {
        if let Some(root) = dom::document().and_then(|page| page.document_element()) {
            let _ = match self {
                Self::System => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme.id()),
            };
        }
    }

    /// Remembers the choice for the next visit.
    pub fn remember(self) {
        storage::keep(STORAGE_KEY, self.id());
    }
}
