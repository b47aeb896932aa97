//! Batches of keys and their files.

use crate::wasm::{FinishedBatch, SLICE_MS, State, now, reply, supplies, thousandths};
use gloo::timers::future::TimeoutFuture;
use latchkey::browser::rng::BrowserRng;
use latchkey::engine::base::health;
use latchkey::engine::base::random::{ByteSource, RandomError};
use latchkey::engine::base::stack::overwritten;
use latchkey::engine::key::batch::export::Export;
use latchkey::engine::key::batch::trace::{RECORDED, traces};
use latchkey::engine::key::batch::{Batch, BatchError};
use latchkey::engine::protocol::Run;
use latchkey::engine::protocol::token::{BatchReply, ExportBatch, MintBatch, Piece};
use zeroize::Zeroizing;

/// Keys minted between two checks of the clock: about a millisecond of work.
const STEP: u32 = 16_384;
/// The size of the pieces in which a file is posted, in bytes.
const PIECE: usize = 4 << 20;

/// The browser's crypto RNG for many keys, with its tests compiled here, for speed.
struct FastRng(BrowserRng);

impl ByteSource for FastRng {
    fn fill(&mut self, out: &mut [u8]) -> Result<(), RandomError> {
        self.0.fill_tested(out, health::is_sound)
    }

    #[inline]
    fn is_for_many() -> bool {
        true
    }
}

/// Mints a batch and keeps it for export.
pub async fn batch(state: &State, run: Run, request: MintBatch) {
    if let Err(error) = mint(state, run, request).await {
        reply::<MintBatch>(run, &BatchReply::Failed(error), &[]);
    }
}

async fn mint(state: &State, run: Run, request: MintBatch) -> Result<(), BatchError> {
    let MintBatch { spec, keys, time } = request;
    let supplies = supplies(time);
    state.batch.take();
    let mut batch = Batch::new(&spec, keys, supplies, FastRng(BrowserRng::new()))?;
    // Allocated at its full size: a reallocation would leave a copy of the keys in freed memory.
    let mut lines = Zeroizing::new(batch.buffer()?);
    let mut began = now();
    while batch.written() < keys {
        overwritten(|| batch.write(STEP, &mut lines))?;
        if now() - began > SLICE_MS {
            let share = thousandths(batch.written() as usize, keys as usize);
            reply::<MintBatch>(run, &BatchReply::Progress(share), &[]);
            TimeoutFuture::new(0).await;
            if state.run.get() != run {
                return Ok(());
            }
            began = now();
        }
    }
    let masked = batch.masked().to_vec();
    drop(batch);
    let traces = if keys <= RECORDED {
        overwritten(|| traces(&spec, supplies, &lines))?
    } else {
        Vec::new()
    };
    state.batch.replace(Some(FinishedBatch {
        spec,
        supplies,
        keys: lines,
    }));
    reply::<MintBatch>(run, &BatchReply::Done { masked, traces }, &[]);
    Ok(())
}

/// Posts the last batch to the page as a file, piece by piece.
pub async fn export(state: &State, run: Run, request: ExportBatch) {
    let opened = state
        .batch
        .borrow()
        .as_ref()
        .and_then(|kept| Export::new(&kept.spec, request.output, kept.supplies).ok());
    let Some(mut export) = opened else { return };
    let mut piece = Zeroizing::new(Vec::with_capacity(PIECE));
    let mut began = now();
    loop {
        let (last, share) = {
            // A newer request may have taken the batch.
            let kept = state.batch.borrow();
            let Some(kept) = &*kept else { return };
            let more = overwritten(|| export.write(&kept.keys, &mut piece));
            (!more, thousandths(export.done(), kept.keys.len()))
        };
        reply::<ExportBatch>(run, &Piece { last, share }, &[&piece]);
        if last {
            return;
        }
        piece.clear();
        if now() - began > SLICE_MS {
            TimeoutFuture::new(0).await;
            if state.run.get() != run {
                return;
            }
            began = now();
        }
    }
}
