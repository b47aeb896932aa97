//! Files that a person chose or dropped. Their contents stay with the browser until they are read.

use crate::engine::protocol::hashes::FileError;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, Event, File, FileList, HtmlInputElement};
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
        let head = self
            .0
            .slice_with_f64_and_f64(0.0, f64::from(most))
            .map_err(|_| FileError::Unreadable)?;
        let buffer = JsFuture::from(head.array_buffer()).await;
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

fn listed(list: Option<FileList>) -> Vec<ChosenFile> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length())
        .filter_map(|index| list.get(index))
        .map(ChosenFile)
        .collect()
}
