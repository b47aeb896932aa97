//! What the page remembers between visits: options, never a secret.
//!
//! Where the browser refuses storage, nothing is remembered.

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

/// Forgets what is remembered under `name`.
pub fn remove(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
