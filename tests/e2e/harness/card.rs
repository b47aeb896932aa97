//! The key card, with which most tests begin: the fresh key on it, and its masked form.

use super::Outcome;
use super::page::Page;

impl Page {
    /// The key on the page once there is one in clear. It is of the form that the page opens with.
    pub async fn fresh_key(&self) -> Outcome<String> {
        self.key_after("").await
    }

    /// The same, once it is another than `last`.
    pub async fn key_after(&self, last: &str) -> Outcome<String> {
        self.until_reads("Your key", |key| {
            key.starts_with("sk_live_") && !key.contains('•') && key != last
        })
        .await
    }

    /// Waits until the key is masked, as after a copy that the browser confirmed, and returns what is shown.
    pub async fn until_masked(&self) -> Outcome<String> {
        self.until_reads("Your key", |key| key.contains('•')).await
    }
}
