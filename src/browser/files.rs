//! Files that a person chose or dropped. Their contents stay with the browser until they are read.

use crate::browser::task::spawn;
use crate::engine::protocol::hashes::FileError;
use gloo::events::EventListener;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, DragEvent, Event, File, FileList, HtmlInputElement, MessageChannel, MessageEvent,
    MessagePort,
};
use zeroize::Zeroizing;

/// A file that was chosen or dropped.
#[derive(Clone)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// Its name, without its folder.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes when it was chosen.
    #[must_use]
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes are whole, positive and at most 2^53"
    )]
    pub fn size(&self) -> u64 {
        self.0.size() as u64
    }

    /// Its first `most` bytes, or all of them where it has fewer.
    ///
    /// # Errors
    /// [`FileError::Unreadable`] for a folder, and for a file that was deleted or changed since it was chosen.
    pub async fn head(&self, most: u32) -> Result<Zeroizing<Vec<u8>>, FileError> {
        let buffer = slice(&self.0, 0.0, f64::from(most)).await;
        let buffer = buffer.map_err(|_| FileError::Unreadable)?;
        let bytes = Uint8Array::new(&buffer);
        let read = Zeroizing::new(bytes.to_vec());
        // Overwritten here, since the browser frees it at a time of its own.
        bytes.fill(0, 0, bytes.length());
        Ok(read)
    }

    /// The JavaScript `File`, to post to a worker.
    #[must_use]
    pub fn handle(&self) -> &JsValue {
        &self.0
    }
}

/// The bytes of `file` from `start` to `end`, as an `ArrayBuffer`.
async fn slice(file: &File, start: f64, end: f64) -> Result<JsValue, JsValue> {
    let slice = file.slice_with_f64_and_f64(start, end)?;
    JsFuture::from(slice.array_buffer()).await
}

/// Reads slices of a file for a worker, which asks through the port beside the file. In `WebKit` a
/// worker of a page opened from disk cannot read files itself. Dropping this stops the reading.
pub struct SliceReader {
    here: MessagePort,
    there: MessagePort,
    _asked: EventListener,
}

impl SliceReader {
    /// Reads this file.
    ///
    /// Asked `[start, end]`, it answers with an `ArrayBuffer`, or with the name of the browser's error.
    /// `None` in a browser without message channels.
    #[must_use]
    pub fn new(file: &ChosenFile) -> Option<Self> {
        let channel = MessageChannel::new().ok()?;
        let here = channel.port1();
        let asked = EventListener::new(&here, "message", {
            let (file, here) = (file.0.clone(), here.clone());
            move |event| {
                let asked = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                let asked: Option<Array> = asked.and_then(|data| data.dyn_into().ok());
                if let Some((start, end)) = asked.and_then(|asked| range(&asked)) {
                    let (file, here) = (file.clone(), here.clone());
                    spawn(async move { answer(&here, slice(&file, start, end).await) });
                }
            }
        });
        here.start();
        let there = channel.port2();
        Some(Self {
            here,
            there,
            _asked: asked,
        })
    }

    /// The port to post to the worker.
    #[must_use]
    pub fn port(&self) -> &JsValue {
        &self.there
    }
}

impl Drop for SliceReader {
    fn drop(&mut self) {
        self.here.close();
    }
}

/// The range that is asked for.
fn range(asked: &Array) -> Option<(f64, f64)> {
    Some((asked.get(0).as_f64()?, asked.get(1).as_f64()?))
}

fn answer(port: &MessagePort, read: Result<JsValue, JsValue>) {
    // A worker that has ended needs no answer.
    let _ = match read {
        Ok(buffer) => port.post_message_with_transferable(&buffer, &Array::of1(&buffer)),
        Err(error) => {
            let name = error.dyn_ref::<DomException>().map(DomException::name);
            port.post_message(&name.unwrap_or_default().into())
        }
    };
}

/// The files that were chosen, where `event` comes from a file input. The input is emptied, so that the
/// same files can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Vec<ChosenFile> {
    let input = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else {
        return Vec::new();
    };
    let files = listed(input.files());
    input.set_value("");
    files
}

/// The files that were dropped.
#[must_use]
pub fn dropped(event: &DragEvent) -> Vec<ChosenFile> {
    listed(event.data_transfer().and_then(|data| data.files()))
}

/// The text that was dropped; `None` for files, and for what has no text.
#[must_use]
pub fn dropped_text(event: &DragEvent) -> Option<Zeroizing<String>> {
    let text = event.data_transfer()?.get_data("text/plain").ok()?;
    Some(Zeroizing::new(text)).filter(|text| !text.is_empty())
}

fn listed(list: Option<FileList>) -> Vec<ChosenFile> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .map(ChosenFile)
        .collect()
}
