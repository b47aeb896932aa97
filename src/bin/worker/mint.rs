//! Batches of keys and their files.

use crate::wasm::{Finished, SLICE_MS, State, now, reply, thousandths};
use gloo::timers::future::TimeoutFuture;
use latchkey::browser::rng::BrowserRng;
use latchkey::engine::key::batch::export::Export;
use latchkey::engine::key::batch::output::Output;
use latchkey::engine::key::batch::{Batch, BatchError};
use latchkey::engine::key::spec::{Supplies, TokenSpec};
use latchkey::engine::protocol::{Reply, Run};
use zeroize::Zeroizing;

/// Keys between two looks at the clock: about a millisecond.
const STEP: u32 = 16_384;
/// The size of the pieces that files are handed over in, in bytes.
const PIECE: usize = 4 << 20;

/// Mints a batch, which then is the last one.
pub async fn mint(
    state: &State,
    run: Run,
    spec: TokenSpec,
    keys: u32,
    supplies: Supplies,
) -> Result<(), BatchError> {
    state.batch.take();
    let mut batch = Batch::new(&spec, keys, supplies, BrowserRng::new())?;
    // With its full size from the start it never moves.
    let mut lines = Zeroizing::new(batch.buffer()?);
    let mut began = now();
    while batch.written() < keys {
        batch.write(STEP, &mut lines)?;
        if now() - began > SLICE_MS {
            let share = thousandths(batch.written() as usize, keys as usize);
            reply(&Reply::Progress { run, share }, &[]);
            TimeoutFuture::new(0).await;
            if state.run.get() != run {
                return Ok(());
            }
            began = now();
        }
    }
    let masked = batch.masked().to_vec();
    drop(batch);
    state.batch.replace(Some(Finished {
        run,
        spec,
        supplies,
        keys: lines,
    }));
    reply(&Reply::Done { run, masked }, &[]);
    Ok(())
}

/// Hands the last batch to the page as a file.
pub async fn export(state: &State, run: Run, batch: Run, output: Output) {
    let opened = state
        .batch
        .borrow()
        .as_ref()
        .filter(|finished| finished.run == batch)
        .and_then(|finished| Export::new(&finished.spec, output, finished.supplies).ok());
    // The batch was replaced while the request was on its way: an answer would be stale.
    let Some(mut export) = opened else { return };
    let mut piece = Zeroizing::new(Vec::with_capacity(PIECE));
    let mut began = now();
    loop {
        let (more, share) = {
            let held = state.batch.borrow();
            let Some(finished) = held.as_ref().filter(|held| held.run == batch) else {
                return;
            };
            let more = export.write(&finished.keys, &mut piece);
            (more, thousandths(export.done(), finished.keys.len()))
        };
        let last = !more;
        reply(&Reply::Piece { run, last, share }, &[&piece]);
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
