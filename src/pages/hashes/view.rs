//! The views of the Hashes tab, one at a time: their names, and the fragments that open them.

use super::words;
use crate::browser::fragment;

/// A view of the tab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HashesView {
    /// The digest of a text.
    #[default]
    Text,
    /// Digests of files.
    Files,
    /// Password hashes.
    Passwords,
}

impl HashesView {
    /// All views, from left to right.
    pub const ALL: [Self; 3] = [Self::Text, Self::Files, Self::Passwords];

    /// Its name in fragments and ids.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Files => "files",
            Self::Passwords => "passwords",
        }
    }

    /// The name of its tab.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Text => words::VIEW_TEXT,
            Self::Files => words::VIEW_FILES,
            Self::Passwords => words::VIEW_PASSWORDS,
        }
    }

    /// The fragment that opens it.
    #[must_use]
    pub fn fragment(self) -> &'static str {
        match self {
            Self::Text => "hashes",
            Self::Files => "hashes/files",
            Self::Passwords => "hashes/passwords",
        }
    }

    /// The view that a fragment of this tab names; Text where it names none.
    #[must_use]
    pub fn of(fragment: &str) -> Self {
        let name = fragment::view(fragment);
        let named = Self::ALL.into_iter().find(|view| view.id() == name);
        named.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::HashesView;

    #[test]
    fn every_view_has_a_fragment_that_opens_it_and_any_other_opens_text() {
        for view in HashesView::ALL {
            assert_eq!(HashesView::of(view.fragment()), view);
            let with_options = format!("{}?algorithm=md5", view.fragment());
            assert_eq!(HashesView::of(&with_options), view);
        }
        for fragment in [
            "hashes/",
            "hashes/Files",
            "hashes/files/x",
            "",
            "hashes?x=/files",
        ] {
            assert_eq!(HashesView::of(fragment), HashesView::Text, "{fragment}");
        }
    }
}
