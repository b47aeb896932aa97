//! Digests of files. A file that fits into memory is left to the browser, which is faster, where it has the algorithms;
//! all others are read in slices. Of a larger one, whatever its size, the browser holds at most two slices at a time and
//! this program one piece of a slice. Of BLAKE3 this worker may hash one subtree while others hash the rest.

use crate::wasm::{State, now, reply, subtle};
use gloo::events::EventListener;
use js_sys::{Array, ArrayBuffer, Promise, Uint8Array};
use latchkey::engine::digest::subtree::{
    ChainingValue, SUBTREE_LEN, SubtreeHasher, join, subtree_start,
};
use latchkey::engine::digest::{Algorithm, Digest, Hashers};
use latchkey::engine::protocol::Run;
use latchkey::engine::protocol::hashes::{FileError, FileReply, HashFile, HashTree};
use std::ops::Range;
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
    let Some(source) = Source::of(beside) else {
        return;
    };
    let digests = digests(state, run, source, &request.algorithms).await;
    if let Some(digests) = digests.transpose() {
        tell(state, run, &FileReply::Digests(digests));
    }
}

/// Hashes a subtree of the file, or joins all of them, and replies with the result or an error.
pub async fn hash_tree(state: &State, run: Run, step: HashTree, beside: Vec<JsValue>) {
    match step {
        HashTree::Subtree(index) => {
            let Some(source) = Source::of(beside) else {
                return;
            };
            let value = chaining_value(state, run, source, index).await;
            if let Some(value) = value.transpose() {
                tell(state, run, &FileReply::Subtree(value));
            }
        }
        HashTree::Join(values) => {
            // Only a file of several subtrees is cut: of fewer values than two, others are missing.
            let digest = join(&values).ok_or(FileError::Changed);
            let digests = digest.map(|digest| vec![digest]);
            tell(state, run, &FileReply::Digests(digests));
        }
    }
}

/// Replies, unless a newer request superseded this one. Both requests have replies of one type.
fn tell(state: &State, run: Run, said: &FileReply) {
    if !is_stale(state, run) {
        reply::<HashFile>(run, said, &[]);
    }
}

fn is_stale(state: &State, run: Run) -> bool {
    state.run.get() != run
}

/// The digests of a file; `None` when a newer request superseded this one.
async fn digests(
    state: &State,
    run: Run,
    source: Source,
    algorithms: &[Algorithm],
) -> Result<Option<Vec<Digest>>, FileError> {
    let is_stale = || is_stale(state, run);
    let digests = by_the_browser(&source.blob, algorithms, is_stale).await?;
    if is_stale() || digests.is_some() {
        return Ok(digests.filter(|_| !is_stale()));
    }
    let all = 0.0..source.blob.size();
    let mut hashers = Hashers::new(algorithms);
    let read = read(state, run, source, all, &mut |piece| hashers.update(piece)).await?;
    Ok(read.map(|()| hashers.finish()))
}

/// The chaining value of the file's subtree of this index; `None` when a newer request superseded this one.
async fn chaining_value(
    state: &State,
    run: Run,
    source: Source,
    index: u32,
) -> Result<Option<ChainingValue>, FileError> {
    let len = f64::from(SUBTREE_LEN);
    let start = f64::from(index) * len;
    let subtree = start..source.blob.size().min(start + len);
    if subtree.is_empty() {
        return Err(FileError::Changed);
    }
    let mut hasher = SubtreeHasher::new(subtree_start(index));
    let read = read(state, run, source, subtree, &mut |piece| {
        hasher.update(piece);
    })
    .await?;
    Ok(read.map(|()| hasher.finish()))
}

/// Reads this range of a file and hands it to `hash` piece by piece; `None` when a newer request superseded this one.
async fn read(
    state: &State,
    run: Run,
    mut source: Source,
    range: Range<f64>,
    hash: &mut dyn FnMut(&[u8]),
) -> Result<Option<()>, FileError> {
    let slice_end = |start: f64| range.end.min(start + f64::from(SLICE));
    let mut buffer = vec![0; PIECE as usize];
    let (mut reported, mut done) = (now(), 0);
    let (mut start, mut end) = (range.start, slice_end(range.start));
    let mut next = source.slice(start, end)?;
    while start < range.end {
        let bytes = match JsFuture::from(next).await {
            Ok(bytes) => bytes,
            Err(error) if start > range.start => return Err(file_error(&error)),
            Err(error) => source.by_the_page(start, end, &error).await?,
        };
        if is_stale(state, run) {
            return Ok(None);
        }
        let bytes = Uint8Array::new(&bytes);
        let wanted = end - start;
        (start, end) = (end, slice_end(end));
        // The browser reads the next slice while this one is hashed.
        next = source.slice(start, end)?;
        if f64::from(bytes.length()) < wanted {
            return Err(FileError::Changed);
        }
        for from in (0..bytes.length()).step_by(PIECE as usize) {
            let piece = bytes.subarray(from, bytes.length().min(from + PIECE));
            let filled = &mut buffer[..piece.length() as usize];
            piece.copy_to(filled);
            hash(filled);
        }
        done += u64::from(bytes.length());
        if now() - reported > REPORT_MS {
            reported = now();
            tell(state, run, &FileReply::Progress(done));
        }
    }
    Ok(Some(()))
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
    /// The file, and the port to the page, that are posted beside a request.
    fn of(beside: Vec<JsValue>) -> Option<Self> {
        let mut beside = beside.into_iter();
        let blob = beside.next()?.unchecked_into();
        let port = beside.next().map(JsCast::unchecked_into::<MessagePort>);
        if let Some(port) = &port {
            port.start();
        }
        Some(Self {
            blob,
            port,
            is_read_by_the_page: false,
        })
    }

    /// Starts to read the slice from `start` to `end`.
    fn slice(&self, start: f64, end: f64) -> Result<Promise, FileError> {
        match &self.port {
            Some(port) if self.is_read_by_the_page => Ok(ask(port, start, end)),
            _ => {
                let slice = self.blob.slice_with_f64_and_f64(start, end);
                Ok(slice.map_err(|error| file_error(&error))?.array_buffer())
            }
        }
    }

    /// Has the page read this slice, the first one, which could not be read here because of `error`. The page then
    /// reads the rest too.
    async fn by_the_page(
        &mut self,
        start: f64,
        end: f64,
        error: &JsValue,
    ) -> Result<JsValue, FileError> {
        if self.port.is_none() {
            return Err(file_error(error));
        }
        self.is_read_by_the_page = true;
        let bytes = JsFuture::from(self.slice(start, end)?).await;
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
