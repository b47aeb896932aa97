//! What a person sees when the program panics: a plain message, never the panic's own text.
//!
//! A panic message can carry a piece of the data it failed on, so neither the console nor the page shows it. Of the
//! source location they show the file's name and the line only: the full path is one of the build machine. Everything
//! else on the page is removed, secrets included, since the program can no longer wipe them.

use crate::browser::{parts, words};
use std::panic;

/// Replaces the page by a message when the program panics.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let (file, line) = info
            .location()
            .map_or(("", 0), |at| (name(at.file()), at.line()));
        parts::replace_page(&words::stopped(file, line));
    }));
}

/// The last part of a path, without its extension.
fn name(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    file.strip_suffix(".rs").unwrap_or(file)
}
