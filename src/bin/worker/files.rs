//! Digests of files, read in slices. Whatever the file's size, the browser holds at most two slices at a time
//! and this program one piece of a slice.

use crate::wasm::{State, now, reply};
use js_sys::{Promise, Uint8Array};
use latchkey::engine::digest::{Algorithm, Digest, Hashers};
use latchkey::engine::protocol::Run;
use latchkey::engine::protocol::hashes::{FileError, FileReply, HashFiles};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException};

/// The size of a slice in bytes.
const SLICE: u32 = 4 << 20;
/// How much of a slice is copied into this program's memory and hashed at once, in bytes: it stays in the CPU
/// cache for every algorithm in turn.
const PIECE: u32 = 64 << 10;
/// The least time between two progress reports, in milliseconds.
const REPORT_MS: f64 = 100.0;

/// Hashes the files one after the other and replies with the digests or the error of each.
pub async fn hash(state: &State, run: Run, request: &HashFiles, files: Vec<JsValue>) {
    let mut buffer = vec![0; PIECE as usize];
    let count = files.len();
    for (file, blob) in files.into_iter().enumerate() {
        let blob: Blob = blob.unchecked_into();
        let last = file + 1 == count;
        let file = u32::try_from(file).unwrap_or(u32::MAX);
        let read = read(state, run, file, &blob, &request.algorithms, &mut buffer).await;
        if state.run.get() != run {
            return;
        }
        let digests = match read {
            Ok(Some(digests)) => Ok(digests),
            Ok(None) => return,
            Err(error) => Err(error),
        };
        let done = FileReply::Digests {
            file,
            last,
            digests,
        };
        reply::<HashFiles>(run, &done, &[]);
    }
}

/// The digests of a file; `None` when a newer request superseded this one.
async fn read(
    state: &State,
    run: Run,
    file: u32,
    blob: &Blob,
    algorithms: &[Algorithm],
    buffer: &mut [u8],
) -> Result<Option<Vec<Digest>>, FileError> {
    let size = blob.size();
    let mut hashers = Hashers::new(algorithms);
    let mut reported = now();
    let (mut start, mut next) = (0.0, slice(blob, 0.0)?);
    while start < size {
        let bytes = JsFuture::from(next)
            .await
            .map_err(|error| file_error(&error))?;
        if state.run.get() != run {
            return Ok(None);
        }
        let bytes = Uint8Array::new(&bytes);
        start += f64::from(SLICE);
        // The browser reads the next slice while this one is hashed.
        next = slice(blob, start)?;
        let wanted = (size - (start - f64::from(SLICE))).min(f64::from(SLICE));
        if f64::from(bytes.length()) < wanted {
            return Err(FileError::Changed);
        }
        for from in (0..bytes.length()).step_by(PIECE as usize) {
            let piece = bytes.subarray(from, bytes.length().min(from + PIECE));
            let filled = &mut buffer[..piece.length() as usize];
            piece.copy_to(filled);
            hashers.update(filled);
        }
        if now() - reported > REPORT_MS {
            reported = now();
            let read = hashers.len();
            reply::<HashFiles>(run, &FileReply::Progress { file, read }, &[]);
        }
    }
    Ok(Some(hashers.finish()))
}

/// Starts to read the slice at `start`.
fn slice(blob: &Blob, start: f64) -> Result<Promise, FileError> {
    let slice = blob.slice_with_f64_and_f64(start, start + f64::from(SLICE));
    Ok(slice.map_err(|error| file_error(&error))?.array_buffer())
}

fn file_error(error: &JsValue) -> FileError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("NotFoundError") => FileError::Gone,
        Some("NotReadableError") => FileError::Changed,
        _ => FileError::Unreadable,
    }
}
