//! What a person sees when the program panics: a plain message, never the panic's own text.
//!
//! A panic message can carry a piece of the data it failed on, so neither the console nor the page shows it. Of the
//! source location they show the file's name and the line only: the full path is one of the build machine.

use crate::browser::dom;
use std::panic;

/// Replaces the page by a message when the program panics.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map_or(("", 0), |at| (name(at.file()), at.line()));
        let Some(document) = dom::document() else {
            return;
        };
        let Some(body) = document.body() else { return };
        // This also removes the secrets on the page, since the program can no longer wipe them.
        body.set_text_content(None);
        if let Ok(message) = document.create_element("p") {
            message.set_class_name("shell");
            let _ = message.set_attribute("role", "alert");
            message.set_text_content(Some(&format!(
                "Latchkey stopped because of a fault of its own ({}, line {}). Reload the page to go on.",
                place.0, place.1
            )));
            let _ = body.append_child(&message);
        }
    }));
}

/// The last part of a path, without its ending.
fn name(path: &str) -> &str {
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    file.strip_suffix(".rs").unwrap_or(file)
}
