//! What a person sees when the program panics: a plain message, never the panic's own text.
//!
//! A panic message can carry a piece of the data it failed on, so neither the console nor the page shows it,
//! only the place in the source.

use crate::browser::dom;
use std::panic;

/// Replaces the page by a message when the program panics.
pub fn install() {
    panic::set_hook(Box::new(|info| {
        let place = info
            .location()
            .map(|at| format!("{}:{}", at.file(), at.line()))
            .unwrap_or_default();
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
                "Latchkey stopped because of a fault of its own ({place}). Reload the page to go on."
            )));
            let _ = body.append_child(&message);
        }
    }));
}
