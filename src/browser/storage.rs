//! What the page remembers between visits: options, never a secret.
//!
//! Where the browser refuses storage, nothing is remembered.

/// Whether the browser remembers anything for this page. Some have the storage, and refuse to write.
#[must_use]
pub fn remembers() -> bool {
    const PROBE: &str = "latchkey.probe";
    storage().is_some_and(|storage| {
        storage.set_item(PROBE, "").is_ok() && storage.remove_item(PROBE).is_ok()
    })
}

/// What is remembered under `name`.
#[must_use]
pub fn get(name: &str) -> Option<String> {
    storage()?.get_item(name).ok().flatten()
}

/// Remembers `value` under `name`.
pub fn set(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Full or forbidden: the option is forgotten, nothing else changes.
        let _ = storage.set_item(name, value);
    }
}

/// Remembers `line` under `name`; an empty one, which stands for the usual options, is forgotten.
pub fn keep(name: &str, line: &str) {
    if line.is_empty() {
        remove(name);
    } else {
        set(name, line);
    }
}

/// Forgets what is remembered under `name`.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
