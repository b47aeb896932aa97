//! A person's actions: press, type, choose, and read the clipboard.

use super::engine::Engine;
use super::page::{Page, until};
use super::{Outcome, ensure};
use serde_json::Value;
use std::fs;
use thirtyfour::{By, Key, TypingData, WebElement};

/// Keeps from the page that it loses the focus, which Chromium does by itself.
const DEAF: &str = "
    const stop = (event) => event.stopImmediatePropagation();
    const events = ['blur', 'focus', 'visibilitychange'];
    events.forEach((event) => addEventListener(event, stop, true));
    window.__hear = () => {
        events.forEach((event) => removeEventListener(event, stop, true));
        delete window.__hear;
    };
";

/// The text in the clipboard of Firefox.
const HELD: &str = r#"
const transfer = Cc["@mozilla.org/widget/transferable;1"].createInstance(Ci.nsITransferable);
transfer.init(null);
transfer.addDataFlavor("text/plain");
Services.clipboard.getData(transfer, Services.clipboard.kGlobalClipboard, window.browsingContext.currentWindowContext);
const text = {};
try { transfer.getTransferData("text/plain", text); } catch { return ""; }
return text.value.QueryInterface(Ci.nsISupportsString).data;
"#;

/// Puts a text there.
const HOLD: &str = r#"Cc["@mozilla.org/widget/clipboardhelper;1"].getService(Ci.nsIClipboardHelper).copyString(arguments[0])"#;

/// The name of the button that copies what the format of this label gives.
pub fn copy_button(format: &str) -> &'static str {
    match format {
        "Password" => "Copy password",
        "Passphrase" => "Copy passphrase",
        "PIN" => "Copy PIN",
        "UUID v4" | "UUID v7" => "Copy UUID",
        "ULID" => "Copy ULID",
        _ => "Copy key",
    }
}

impl Page {
    /// Presses the button with this name, waiting until it is there.
    pub async fn press(&self, name: &str) -> Outcome {
        until(&format!("button \"{name}\" to be pressed"), async || {
            Ok(self.reach("button", name).await?.click().await?)
        })
        .await
    }

    /// Opens the tab with this name by a click.
    pub async fn tab(&self, name: &str) -> Outcome {
        self.by_role("tab", name).await?.click().await?;
        until(&format!("tab \"{name}\" to be open"), async || {
            self.ensure_open(name).await
        })
        .await
    }

    /// Whether the tab with this name is the open one.
    pub async fn ensure_open(&self, name: &str) -> Outcome {
        let selected = self.find("tab", name).await?.attr("aria-selected").await?;
        ensure(selected.as_deref() == Some("true"), || {
            format!("tab \"{name}\" has aria-selected {selected:?}")
        })
    }

    /// Replaces the text of the field by `text`, key by key.
    pub async fn fill(&self, role: &str, name: &str, text: &str) -> Outcome {
        let field = self.by_role(role, name).await?;
        field.click().await?;
        field.send_keys(Key::Control + "a").await?;
        field.send_keys(Key::Backspace).await?;
        if !text.is_empty() {
            field.send_keys(text).await?;
        }
        Ok(())
    }

    /// Replaces the text of the field by `text` at once, as pasting does.
    pub async fn paste(&self, role: &str, name: &str, text: &str) -> Outcome {
        let field = self.by_role(role, name).await?;
        self.script(
            "const [field, text] = arguments;
             field.focus();
             field.select();
             document.execCommand(text === '' ? 'delete' : 'insertText', false, text);",
            [field.to_json()?, text.into()],
        )
        .await
    }

    /// Chooses the option of a combobox with this text, ignoring case.
    pub async fn choose(&self, name: &str, option: &str) -> Outcome {
        let options = self.options(name).await?;
        let place = options
            .iter()
            .position(|text| text.eq_ignore_ascii_case(option));
        let place = place
            .ok_or_else(|| format!("combobox \"{name}\" offers {options:?}, not {option:?}"))?;
        let list = self.by_role("combobox", name).await?;
        Ok(list.find_all(By::Tag("option")).await?[place]
            .click()
            .await?)
    }

    /// The options of a combobox.
    pub async fn options(&self, name: &str) -> Outcome<Vec<String>> {
        let list = self.by_role("combobox", name).await?;
        self.script(
            "return Array.from(arguments[0].options, (o) => o.text)",
            [list.to_json()?],
        )
        .await
    }

    /// Picks the radio with this name: by its label, since the radio button itself may be covered.
    pub async fn pick(&self, name: &str) -> Outcome {
        let radio = self.by_role("radio", name).await?;
        let label = self
            .driver
            .execute("return arguments[0].labels[0]", [radio.to_json()?])
            .await?
            .element()?;
        Ok(label.click().await?)
    }

    /// Toggles the checkbox with this name.
    pub async fn check(&self, name: &str) -> Outcome {
        Ok(self.by_role("checkbox", name).await?.click().await?)
    }

    /// Drops a file of this name with these bytes on an element. Returns whether the page took it: if not, the
    /// browser would open the file in its place.
    pub async fn drop_file(&self, onto: &WebElement, name: &str, bytes: &[u8]) -> Outcome<bool> {
        let bytes: Vec<Value> = bytes.iter().map(|byte| Value::from(*byte)).collect();
        let file = "dataTransfer.items.add(new File([new Uint8Array(given[1])], given[0]))";
        let [over, dropped] = self.drop(onto, file, [name.into(), bytes.into()]).await?;
        Ok(over && dropped)
    }

    /// Drops a text on an element. Returns whether the page took the drag and the drop: what it does not take is the
    /// browser's.
    pub async fn drop_text(&self, onto: &WebElement, text: &str) -> Outcome<[bool; 2]> {
        let text = [text.into()];
        self.drop(onto, "dataTransfer.setData('text/plain', given[0])", text)
            .await
    }

    /// Drags over an element and drops there what `fill` puts into `dataTransfer`. Returns whether the page took each.
    async fn drop(
        &self,
        onto: &WebElement,
        fill: &str,
        given: impl Into<Vec<Value>>,
    ) -> Outcome<[bool; 2]> {
        let script = format!(
            "const [onto, given] = arguments;
             const dataTransfer = new DataTransfer();
             {fill};
             const options = {{ dataTransfer, bubbles: true, cancelable: true }};
             return ['dragover', 'drop'].map((type) => !onto.dispatchEvent(new DragEvent(type, options)));"
        );
        self.script(&script, [onto.to_json()?, given.into().into()])
            .await
    }

    /// Opens every fold in sight.
    pub async fn unfold(&self) -> Outcome {
        until("a fold to open", async || {
            let opened: usize = self
                .script(
                    "const closed = [...document.querySelectorAll('h2 > button[aria-expanded=false]')]
                         .filter((button) => button.checkVisibility());
                     closed.forEach((button) => button.click());
                     return closed.length",
                    [],
                )
                .await?;
            ensure(opened > 0, || "no fold is closed".into())
        })
        .await
    }

    /// Sends keys to the focused element.
    pub async fn keys(&self, keys: impl Into<TypingData>) -> Outcome {
        Ok(self
            .driver
            .action_chain()
            .send_keys(keys.into())
            .perform()
            .await?)
    }

    /// Presses a key while another is held down.
    pub async fn chord(&self, held: Key, key: impl Into<TypingData>) -> Outcome {
        Ok(self
            .driver
            .action_chain()
            .key_down(held.clone())
            .send_keys(key.into())
            .key_up(held)
            .perform()
            .await?)
    }

    /// Presses Tab until the element with this role and name has the focus; an empty role stands for any. Two rounds
    /// through the page must be enough.
    pub async fn tab_to(&self, role: &str, name: &str) -> Outcome {
        self.walk_to(role, name, async || self.keys(Key::Tab).await)
            .await
    }

    /// The same backwards, with Shift held down.
    pub async fn tab_back_to(&self, role: &str, name: &str) -> Outcome {
        self.walk_to(role, name, async || self.chord(Key::Shift, Key::Tab).await)
            .await
    }

    async fn walk_to(&self, role: &str, name: &str, step: impl AsyncFn() -> Outcome) -> Outcome {
        let mut passed = Vec::new();
        for _ in 0..60 {
            let (at_role, at_name) = self.focused().await?;
            let is_role = role.is_empty() || self.is_called(role, &at_role);
            if is_role && at_name.starts_with(name) {
                return Ok(());
            }
            passed.push(format!("{at_role} \"{at_name}\""));
            step().await?;
        }
        Err(format!(
            "no Tab leads to {role} \"{name}\", only to {}",
            passed.join(", ")
        )
        .into())
    }

    /// The text in the clipboard, by pasting it into a window of its own: that needs no permission, and the
    /// page neither notices it nor loses its state. In Firefox it would lose the focus, so that is asked itself.
    pub async fn clipboard(&self) -> Outcome<String> {
        if self.engine == Engine::Firefox {
            return self.in_firefox(HELD, []).await;
        }
        self.scratch(async || {
            self.chord(Key::Control, "v").await?;
            self.script("return document.activeElement.value", []).await
        })
        .await
    }

    /// Fails unless the clipboard holds exactly this text.
    pub async fn ensure_clipboard(&self, wanted: &str) -> Outcome {
        let held = self.clipboard().await?;
        ensure(held == wanted, || {
            format!("the clipboard holds {held:?}, not {wanted:?}")
        })
    }

    /// Puts `text` into the clipboard, so that a test can tell whether the page wrote there.
    pub async fn set_clipboard(&self, text: &str) -> Outcome {
        if self.engine == Engine::Firefox {
            return self.in_firefox(HOLD, [text.into()]).await;
        }
        self.scratch(async || {
            self.keys(text).await?;
            self.chord(Key::Control, "a").await?;
            self.chord(Key::Control, "c").await
        })
        .await
    }

    /// The same with the value of an expression in JavaScript, which would take minutes to type.
    pub async fn set_clipboard_to(&self, text: &str) -> Outcome {
        match self.engine {
            Engine::Chromium => {
                self.task(&format!("await navigator.clipboard.writeText({text})"))
                    .await
            }
            Engine::Firefox => {
                let text: String = self.script(&format!("return {text}"), []).await?;
                self.set_clipboard(&text).await
            }
            Engine::WebKit => {
                self.scratch(async || {
                    self.script::<()>(
                        &format!(
                            "document.activeElement.value = {text}; document.activeElement.select()"
                        ),
                        [],
                    )
                    .await?;
                    self.chord(Key::Control, "c").await
                })
                .await
            }
        }
    }

    async fn scratch<T>(&self, what: impl AsyncFnOnce() -> Outcome<T>) -> Outcome<T> {
        let own = self.driver.window().await?;
        self.script::<()>(DEAF, []).await?;
        let paper = self.driver.new_window().await?;
        self.driver.switch_to_window(paper).await?;
        self.driver
            .goto("data:text/html,<textarea autofocus></textarea>")
            .await?;
        let result = what().await;
        self.driver.close_window().await?;
        self.driver.switch_to_window(own).await?;
        self.script::<()>("window.__hear()", []).await?;
        result
    }

    /// The name and bytes of the one file that was downloaded; waits until it is complete.
    pub async fn downloaded(&self) -> Outcome<(String, Vec<u8>)> {
        until("one finished download", async || {
            let mut names = Vec::new();
            for entry in fs::read_dir(self.downloads())? {
                names.push(entry?.file_name().to_string_lossy().into_owned());
            }
            // The browser uses temporary names until the download is complete, and Firefox an empty file beside it.
            ensure(
                names.len() == 1
                    && ![".crdownload", ".part", ".wkdownload"]
                        .iter()
                        .any(|end| names[0].ends_with(end))
                    && !names[0].starts_with(".com.google"),
                || format!("{names:?}"),
            )?;
            let bytes = fs::read(self.downloads().join(&names[0]))?;
            ensure(!bytes.is_empty(), || format!("{names:?} is empty"))?;
            Ok((names.remove(0), bytes))
        })
        .await
    }

    /// The same, and removes the file for the next download.
    pub async fn take_download(&self) -> Outcome<(String, Vec<u8>)> {
        let (name, bytes) = self.downloaded().await?;
        fs::remove_file(self.downloads().join(&name))?;
        Ok((name, bytes))
    }

    /// Whether there is no download, neither complete nor in progress.
    pub fn nothing_downloaded(&self) -> Outcome<bool> {
        Ok(fs::read_dir(self.downloads())?.next().is_none())
    }
}
