//! The words that all tabs share: of links, of copying and of the keyboard shortcuts.

/// Something was copied: "SHA-256 copied."
pub fn copied(what: &str) -> String {
    format!("{what} copied.")
}

// A link that is followed, and the link that is copied.
pub const USE_MY_OWN: &str = "Use my own";
pub const COPY_LINK: &str = "Copy link to these options";
pub const COPY_AS_MARKDOWN: &str = "Copy as Markdown";
pub const COPY_LINK_HINT: &str = "for a README or a colleague: options, never a value";
pub const LINK: &str = "Link";
pub const MARKDOWN: &str = "Markdown";
pub const NO_LINK: &str = "No link: correct the marked field first.";
pub const NO_LINK_HERE: &str = "No link while a field is marked.";

// The keyboard shortcuts.
pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const USE_SHORTCUTS: &str = "Use these shortcuts";
pub const CLOSE: &str = "Close";

/// The keys, and what they do.
pub const SHORTCUT_KEYS: [(&str, &str); 5] = [
    ("g", "Generate, or regenerate all"),
    ("c", "Copy what the tab is for"),
    ("1 to 9", "Open a tab"),
    ("?", "Show this list"),
    ("Esc", "Close what a button opened"),
];
