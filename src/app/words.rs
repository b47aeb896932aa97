//! The words of the page's shell, but for those that stand in `index.html` from the start.

use latchkey::browser::theme::Theme;

/// Follows the open tab in the title.
pub const OF_LATCHKEY: &str = " · Latchkey";

// A part of the page that is on its way, or did not arrive.
pub const LOADING: &str = "Loading this part of the page…";
pub const TRY_AGAIN: &str = "Try again";
pub const TRYING_AGAIN: &str = "Trying again.";

// The foot: how much of the page has arrived.
pub const ONE_FILE: &str = "Everything is in this file. Works offline.";
pub const MORE_TO_COME: &str = "The rest of the page is still to come.";
pub const SAVES_DATA: &str = "Your browser saves data: each part is loaded when it is first used.";
pub const ALL_HERE: &str =
    "Everything is here: no further requests. Works offline until you reload.";

/// How much has arrived, and how many requests there were for anything but the page's own files; `None` where the
/// browser does not tell.
pub fn requests(arrived: &str, others: Option<u32>) -> String {
    match others {
        None => arrived.to_owned(),
        Some(1) => format!("{arrived} 1 request besides the page's own parts."),
        Some(others) => format!("{arrived} {others} requests besides the page's own parts."),
    }
}

/// What the button says that switches to the next theme.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Theme: system",
        Theme::Light => "Theme: light",
        Theme::Dark => "Theme: dark",
    }
}
