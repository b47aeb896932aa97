//! When the program panics: a plain message in the place of the page, with nothing of the page beside it, and a button
//! that reloads. The program is not called again.

use crate::harness::{Engine, Outcome, Page, ensure, run, until};
use serde_json::json;
use thirtyfour::Key;

/// While random bytes are drawn, the prefix of the key is in the program's memory. Overwritten with bytes that no key can
/// hold, it violates an invariant, and the program panics.
const BREAKS: &str = "{
    window.__memories = [];
    const real = WebAssembly.instantiateStreaming;
    WebAssembly.instantiateStreaming = async (...rest) => {
        const result = await real.call(WebAssembly, ...rest);
        window.__memories.push(result.instance.exports.memory);
        return result;
    };
    const draw = Crypto.prototype.getRandomValues;
    Crypto.prototype.getRandomValues = function (array) {
        for (const memory of window.__breaks ? window.__memories : []) {
            const bytes = new Uint8Array(memory.buffer);
            for (let at = bytes.indexOf(0x6b); at >= 0; at = bytes.indexOf(0x6b, at + 1)) {
                const head = String.fromCharCode(...bytes.subarray(at - 1, at + 7));
                if (head === 'sk_live_') bytes.fill(0xff, at - 1, at + 7);
            }
        }
        return draw.call(this, array);
    };
}";

/// Opens the page and types what must not stay.
pub async fn open(page: &Page) -> Outcome<String> {
    page.inject(BREAKS).await?;
    page.open("#hashes").await?;
    page.paste("textbox", "Text", TYPED).await?;
    page.tab("Token").await?;
    page.fresh_key().await
}

/// What was typed into another tab.
const TYPED: &str = "typed-and-not-to-be-seen";

/// Has the program panic, and returns what the browser says of it.
pub async fn break_it(page: &Page) -> Outcome<Vec<String>> {
    page.script::<()>("window.__breaks = true", []).await?;
    until("the program to stop", async || {
        // The program panics while it handles the press.
        page.script::<()>(
            "setTimeout(() => document.getElementById('key-generate')?.click())",
            [],
        )
        .await?;
        let words = page.said("alert").await?;
        ensure(words.contains("Latchkey stopped"), || words)
    })
    .await?;
    page.take_noise().await
}

#[test]
fn a_panic_is_told_without_a_path_and_without_a_secret() {
    run(async |page| {
        let key = open(page).await?;
        let noise = break_it(page).await?;
        let words = page.body().await?;
        ensure(
            !words.contains(['/', '\\']) && !words.contains("sk_live") && words.contains("Reload"),
            || words,
        )?;
        // The driver names the page's own address.
        ensure(
            !noise
                .iter()
                .any(|line| line.contains(&key) || line.contains(TYPED) || line.contains(".rs")),
            || format!("{noise:?}"),
        )
    });
}

#[test]
fn a_panic_leaves_nothing_of_the_page_in_the_document_or_in_memory() {
    run(async |page| {
        let key = open(page).await?;
        break_it(page).await?;
        let (html, elements): (String, usize) = page
            .script(
                "return [document.documentElement.outerHTML, document.body.querySelectorAll('*').length]",
                [],
            )
            .await?;
        // The name, the message and the button in their place.
        ensure(
            elements == 4 && !html.contains(&key) && !html.contains(TYPED),
            || format!("{elements} elements"),
        )?;
        if page.engine() == Engine::Chromium {
            let tree = page.cdp("Accessibility.getFullAXTree", json!({})).await?;
            let nodes = tree["nodes"].as_array().ok_or("no tree")?;
            let named = |role: &str| -> Vec<&str> {
                let nodes = nodes.iter().filter(|node| node["role"]["value"] == role);
                nodes
                    .filter_map(|node| node["name"]["value"].as_str())
                    .collect()
            };
            ensure(
                named("button") == ["Reload the page"]
                    && named("alert").len() == 1
                    && ["textbox", "tab", "combobox", "spinbutton"]
                        .iter()
                        .all(|role| named(role).is_empty()),
                || format!("{nodes:?}"),
            )?;
        } else {
            // The others give no tree of the whole page: of its three elements this is the one to be used.
            page.by_role("button", "Reload the page").await?;
        }
        until("the memory to be overwritten", async || {
            let left: usize = page
                .script(
                    "return window.__memories.map((memory) => new Uint8Array(memory.buffer))
                         .map((bytes) => bytes.reduce((sum, byte) => sum + (byte !== 0), 0))
                         .reduce((sum, bytes) => sum + bytes)",
                    [],
                )
                .await?;
            ensure(left == 0, || format!("{left} bytes are left"))
        })
        .await
    });
}

#[test]
fn after_a_panic_the_program_is_not_called_and_a_key_press_reloads() {
    run(async |page| {
        open(page).await?;
        break_it(page).await?;
        let title = page.driver().title().await?;
        // Whatever the program listens for.
        page.script::<()>(
            "location.hash = '#hashes';
             for (const event of ['hashchange', 'scroll', 'resize', 'blur', 'focus', 'input', 'click'])
                 window.dispatchEvent(new Event(event));
             for (const key of ['g', 'c', '?', '2', 'Escape'])
                 window.dispatchEvent(new KeyboardEvent('keydown', { key }));
             const dataTransfer = new DataTransfer();
             dataTransfer.items.add(new File(['x'], 'x.env'));
             window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));",
            [],
        )
        .await?;
        page.task::<()>("await new Promise((done) => setTimeout(done, 300))")
            .await?;
        ensure(page.driver().title().await? == title, || {
            "the program goes on".into()
        })?;
        page.assert_quiet().await?;
        page.by_role("button", "Reload the page").await?;
        page.script::<()>("location.hash = ''", []).await?;
        page.keys(Key::Enter).await?;
        until("the page to be loaded anew", async || {
            let is_new: bool = page.script("return !window.__breaks", []).await?;
            ensure(is_new, || "it is the same page".into())
        })
        .await?;
        page.until_running().await?;
        page.fresh_key().await.map(drop)
    });
}
