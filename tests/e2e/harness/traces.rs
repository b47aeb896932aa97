//! Where a page can leave a secret behind.

use super::Outcome;
use super::page::Page;

/// Everything in which a page can keep or show a text.
const TRACES: &str = r"
const databases = await indexedDB.databases();
const fields = [...document.querySelectorAll('input, textarea, select, output')].map((e) => e.value);
return JSON.stringify([
    document.documentElement.outerHTML, fields, { ...localStorage }, { ...sessionStorage }, document.cookie,
    location.href, document.title, history.state, databases, await caches.keys(), window.name,
    performance.getEntries().map((entry) => entry.name), String(getSelection()),
]);
";

impl Page {
    /// All that the page keeps or shows: what is not in it is nowhere.
    pub async fn traces(&self) -> Outcome<String> {
        self.task(TRACES).await
    }

    /// The same without the document, which may show a key.
    pub async fn traces_elsewhere(&self) -> Outcome<String> {
        self.task(&TRACES.replace("document.documentElement.outerHTML, fields,", ""))
            .await
    }
}
