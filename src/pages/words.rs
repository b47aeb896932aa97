//! The words that all tabs share: of links, of copying and of the keyboard shortcuts.

/// Something was copied: "SHA-256 copied."
pub fn copied(what: &str) -> String {
    format!("{what} copied.")
}

/// A text area did not take a text: see `engine/base/arriving.rs`.
pub const NOT_PASTED: &str =
    "Not pasted: more than 10,000 characters in a row without a space would freeze the page.";

// A link that is followed, and the link that is copied.
pub const USE_MY_OWN: &str = "Use my own";
pub const COPY_LINK: &str = "Copy link to these options";
pub const COPY_AS_MARKDOWN: &str = "Copy as Markdown";
pub const COPY_LINK_HINT: &str = "for a README or a colleague: options, never a value";
pub const LINK: &str = "Link";
pub const MARKDOWN: &str = "Markdown";
pub const NO_LINK: &str = "No link: correct the marked field first.";
pub const NO_LINK_HERE: &str = "No link while a field is marked.";

// The options that a tab remembers.
pub const FORGET_OPTIONS: &str = "Forget options";
pub const OPTIONS_FORGOTTEN: &str = "Options forgotten.";
/// Said where options would be remembered.
pub const NOTHING_REMEMBERED: &str =
    "options are not remembered: this browser keeps nothing for this page";

// The clipboard, and clearing it.
pub const CLIPBOARD: &str = "Clipboard";
pub const CLIPBOARD_HOLDS: &str =
    "The clipboard holds what you copied here until something else is copied.";
pub const CLIPBOARD_FREE: &str =
    "As far as this page knows, the clipboard holds no secret from it.";
pub const CLEAR_CLIPBOARD: &str = "Clear clipboard";
pub const CLEAR_BY_ITSELF: &str = "Clear it by itself";
pub const NEVER: &str = "never";
pub const AFTER_30_SECONDS: &str = "after 30 seconds";
pub const AFTER_2_MINUTES: &str = "after 2 minutes";
pub const AFTER_10_MINUTES: &str = "after 10 minutes";
pub const CLIPBOARD_CLEARED: &str =
    "Clipboard cleared. A clipboard history, where the system keeps one, may still hold it.";
pub const NOT_TAKEN: &str = "Not cleared yet: the key is in the clipboard only. Paste it first, or press again to clear it.";
pub const NOT_CLEARED: &str =
    "The browser did not let this page clear the clipboard. Copy something else over it.";
pub const MAYBE_CLEARED: &str =
    "The browser did not say whether it cleared the clipboard. Copy something else over it.";
pub const PRESS_TO_CLEAR: &str = "The time is up, but the browser clears the clipboard only when a button is pressed: press \"Clear clipboard\".";
pub const CLEARED_LATER: &str = "The time is up. The clipboard will be cleared once you have been elsewhere and come back to this page.";

// What the page cannot protect from, at its foot.
pub const IN_THE_BROWSERS_MEMORY: &str = "\
    What was shown, typed or pasted here is in the browser's own memory too, as JavaScript strings. No page can overwrite \
    them: they stay until the browser frees them.";

// The keyboard shortcuts.
pub const SHORTCUTS: &str = "Keyboard shortcuts";
pub const USE_SHORTCUTS: &str = "Use these shortcuts";
pub const CLOSE: &str = "Close";

/// The keys, and what they do.
pub const SHORTCUT_KEYS: [(&str, &str); 5] = [
    ("g", "Generate, regenerate all, or hash the password"),
    (
        "c",
        "Copy what the tab is for; on Key pair the public key, on Inspect an opened rule",
    ),
    ("1 to 5", "Open a tab"),
    ("?", "Show this list"),
    ("Esc", "Close what a button opened"),
];
