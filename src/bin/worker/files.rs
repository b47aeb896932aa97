//! Digests of files. A file that fits into memory is left to the browser, which is faster, where it has the algorithms;
//! all others are read in slices. Of a larger one, whatever its size, the browser holds at most two slices at a time and
//! this program one piece of a slice.

use crate::wasm::{State, now, reply, subtle};
use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use latchkey::engine::digest::{Algorithm, Digest, Hashers};
use latchkey::engine::protocol::Run;
use latchkey::engine::protocol::hashes::{FileError, FileReply, HashFile};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DomException, MessageEvent, MessagePort};

/// The size of a slice in bytes.
const SLICE: u32 = 4 << 20;
/// How much of a slice is copied into this program's memory and hashed at once, in bytes: it stays in the CPU
/// cache for every algorithm in turn.
const PIECE: u32 = 64 << 10;
/// The largest file in bytes that is read as a whole.
const WHOLE: f64 = 64.0 * 1024.0 * 1024.0;
/// The least time between two progress reports, in milliseconds.
const REPORT_MS: f64 = 100.0;

/// Hashes the file and replies with its digests or an error.
pub async fn hash(state: &State, run: Run, request: &HashFile, beside: Vec<JsValue>) {
    let mut beside = beside.into_iter();
    let Some(blob) = beside.next() else { return };
    let port = beside.next().map(JsCast::unchecked_into::<MessagePort>);
    if let Some(port) = &port {
        port.start();
    }
    let source = Source {
        blob: blob.unchecked_into(),
        port,
        is_read_by_the_page: false,
    };
    let read = read(state, run, source, &request.algorithms).await;
    if state.run.get() != run {
        return;
    }
    if let Some(digests) = read.transpose() {
        reply::<HashFile>(run, &FileReply::Digests(digests), &[]);
    }
}

/// The digests of a file; `None` when a newer request superseded this one.
async fn read(
    state: &State,
    run: Run,
    mut source: Source,
    algorithms: &[Algorithm],
) -> Result<Option<Vec<Digest>>, FileError> {
    let is_stale = || state.run.get() != run;
    let digests = by_the_browser(&source.blob, algorithms, is_stale).await?;
    if is_stale() || digests.is_some() {
        return Ok(digests.filter(|_| !is_stale()));
    }
    let size = source.blob.size();
    let mut buffer = vec![0; PIECE as usize];
    let mut hashers = Hashers::new(algorithms);
    let mut reported = now();
    let (mut start, mut next) = (0.0, source.slice(0.0)?);
    while start < size {
        let bytes = match JsFuture::from(next).await {
            Ok(bytes) => bytes,
            Err(error) => source.by_the_page(start, &error).await?,
        };
        if is_stale() {
            return Ok(None);
        }
        let bytes = Uint8Array::new(&bytes);
        start += f64::from(SLICE);
        // The browser reads the next slice while this one is hashed.
        next = source.slice(start)?;
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
            reply::<HashFile>(run, &FileReply::Progress(hashers.len()), &[]);
        }
    }
    Ok(Some(hashers.finish()))
}

/// The digests by `crypto.subtle`; `None` where the file is too large, an algorithm is not among the browser's, the
/// browser refuses, whatever the reason, or a newer request superseded this one.
async fn by_the_browser(
    blob: &Blob,
    algorithms: &[Algorithm],
    is_stale: impl Fn() -> bool,
) -> Result<Option<Vec<Digest>>, FileError> {
    let names: Option<Vec<_>> = algorithms.iter().copied().map(subtle_name).collect();
    let (Some(names), Some(subtle)) = (names, subtle()) else {
        return Ok(None);
    };
    if blob.size() > WHOLE {
        return Ok(None);
    }
    let Ok(bytes) = JsFuture::from(blob.array_buffer()).await else {
        return Ok(None);
    };
    let bytes: ArrayBuffer = bytes.unchecked_into();
    if f64::from(bytes.byte_length()) < blob.size() {
        return Err(FileError::Changed);
    }
    let mut digests = Vec::with_capacity(names.len());
    for (name, algorithm) in names.into_iter().zip(algorithms) {
        if is_stale() {
            return Ok(None);
        }
        let Ok(digest) = subtle.digest_with_str_and_buffer_source(name, &bytes) else {
            return Ok(None);
        };
        let digest = JsFuture::from(digest).await.ok();
        let digest = digest.map(|digest| Uint8Array::new(&digest).to_vec());
        match digest.and_then(|digest| Digest::try_from((*algorithm, digest)).ok()) {
            Some(digest) => digests.push(digest),
            None => return Ok(None),
        }
    }
    Ok(Some(digests))
}

/// The name of an algorithm in the Web Cryptography API, of those it has.
const fn subtle_name(algorithm: Algorithm) -> Option<&'static str> {
    match algorithm {
        Algorithm::Sha1 => Some("SHA-1"),
        Algorithm::Sha256 => Some("SHA-256"),
        Algorithm::Sha384 => Some("SHA-384"),
        Algorithm::Sha512 => Some("SHA-512"),
        _ => None,
    }
}

/// A file, read by this worker or, where the browser does not allow that, by the page.
struct Source {
    blob: Blob,
    port: Option<MessagePort>,
    is_read_by_the_page: bool,
}

impl Source {
    /// Starts to read the slice at `start`.
    fn slice(&self, start: f64) -> Result<Promise, FileError> {
        let end = start + f64::from(SLICE);
        match &self.port {
            Some(port) if self.is_read_by_the_page => Ok(ask(port, start, end)),
            _ => {
                let slice = self.blob.slice_with_f64_and_f64(start, end);
                Ok(slice.map_err(|error| file_error(&error))?.array_buffer())
            }
        }
    }

    /// Has the page read the slice at `start`, where the first slice could not be read here because of `error`. The
    /// page then reads the rest too.
    async fn by_the_page(&mut self, start: f64, error: &JsValue) -> Result<JsValue, FileError> {
        if start > 0.0 || self.port.is_none() {
            return Err(file_error(error));
        }
        self.is_read_by_the_page = true;
        let bytes = JsFuture::from(self.slice(start)?).await;
        bytes.map_err(|error| file_error(&error))
    }
}

/// Asks the page for a slice. There is one question at a time.
fn ask(port: &MessagePort, start: f64, end: f64) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let answered = move |event: &web_sys::Event| {
            let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
            let data = data.unwrap_or_default();
            let settle = if data.is_string() { &reject } else { &resolve };
            // The functions of a promise do not throw.
            let _ = settle.call1(&JsValue::UNDEFINED, &data);
        };
        // It ends by itself, with the answer.
        EventListener::once(port, "message", answered).forget();
        let question = Array::of2(&start.into(), &end.into());
        // A page that went away needs no digest.
        let _ = port.post_message(&question);
    })
}

fn file_error(error: &JsValue) -> FileError {
    let name = error.dyn_ref::<DomException>().map(DomException::name);
    // The page passes on only the error's name.
    match name.or_else(|| error.as_string()).as_deref() {
        Some("NotFoundError") => FileError::Gone,
        Some("NotReadableError") => FileError::Changed,
        _ => FileError::Unreadable,
    }
}
