//! The words of the platform seam; its errors have theirs in `Display`.

/// What a pressed button says once the copy is confirmed.
pub const COPIED: &str = "Copied ✓";
/// What it says once a download has started.
pub const STARTED: &str = "Started ✓";
/// What it says once the clipboard is cleared.
pub const CLEARED: &str = "Cleared ✓";

/// What the page says in place of everything when the program panicked there.
pub fn stopped(file: &str, line: u32) -> String {
    format!(
        "Latchkey stopped because of a fault of its own ({file}, line {line}). Reload the page to go on."
    )
}
