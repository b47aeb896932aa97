//! Digests of files, read in slices: two slices are with the browser at any time and a piece of one in this
//! program's memory, whatever the file's size.

use crate::wasm::{State, now, reply};
use js_sys::{Promise, Uint8Array};
use latchkey::engine::digest::{Algorithm, Digest, Hashers};
use latchkey::engine::protocol::{FileError, Reply, Run};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException};

/// The size of a slice in bytes.
const SLICE: u32 = 4 << 20;
/// How much of a slice is taken over and hashed at once, in bytes: it stays in the processor's cache, where
/// the next algorithm finds it.
const PIECE: u32 = 64 << 10;
/// How long to be silent between two reports, in milliseconds.
const REPORT_MS: f64 = 100.0;

/// Hashes the files one after the other and says what became of each.
pub async fn digest(state: &State, run: Run, algorithms: &[Algorithm], files: Vec<JsValue>) {
    let mut buffer = vec![0; PIECE as usize];
    for (file, blob) in (0..).zip(files) {
        let blob: Blob = blob.unchecked_into();
        let result = read(state, run, file, &blob, algorithms, &mut buffer).await;
        if state.run.get() != run {
            return;
        }
        let digests = match result {
            Ok(Some(digests)) => Ok(digests),
            Ok(None) => return,
            Err(fault) => Err(fault),
        };
        reply(&Reply::Digests { run, file, digests }, &[]);
    }
}

/// The digests of a file, or none when another request came.
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
        let bytes = JsFuture::from(next).await.map_err(|error| fault(&error))?;
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
            reply(&Reply::Reading { run, file, read }, &[]);
        }
    }
    Ok(Some(hashers.finish()))
}

/// The bytes from `start` on, on their way.
fn slice(blob: &Blob, start: f64) -> Result<Promise, FileError> {
    let slice = blob.slice_with_f64_and_f64(start, start + f64::from(SLICE));
    Ok(slice.map_err(|error| fault(&error))?.array_buffer())
}

fn fault(error: &JsValue) -> FileError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    match name.as_deref() {
        Some("NotFoundError") => FileError::Gone,
        Some("NotReadableError") => FileError::Changed,
        _ => FileError::Unreadable,
    }
}
