//! Pauses in long passes over a text, so that the page can draw and answer a key in between.
//!
//! A pass is a future that asks after every few rows whether to wait. Where nobody waits for it, it runs to its end at
//! once.

use futures_util::FutureExt as _;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A wait in the middle of a pass. A pass that is not to go on is dropped in it.
pub type Wait = Pin<Box<dyn Future<Output = ()>>>;

/// Asks whether to wait, and for what.
type Ask = Box<dyn FnMut() -> Option<Wait>>;

/// When a pass waits.
pub struct Pause {
    ask: Option<Ask>,
    /// The rows since it was asked last.
    rows: usize,
}

impl Pause {
    /// It is asked after so many rows: asking takes about as long as a row.
    pub const EVERY: usize = 32;

    /// Never: the pass is done when it is first polled.
    #[must_use]
    pub const fn never() -> Self {
        Self { ask: None, rows: 0 }
    }

    /// Whenever `ask` says so.
    pub fn new(ask: impl FnMut() -> Option<Wait> + 'static) -> Self {
        Self {
            ask: Some(Box::new(ask)),
            rows: 0,
        }
    }

    /// To be awaited after each row.
    pub(in crate::engine) fn after_row(&mut self) -> Pausing {
        self.rows += 1;
        if self.rows < Self::EVERY {
            return Pausing(None);
        }
        self.here()
    }

    /// To be awaited after what takes as long as many rows.
    pub(in crate::engine) fn here(&mut self) -> Pausing {
        self.rows = 0;
        Pausing(self.ask.as_mut().and_then(|ask| ask()))
    }
}

/// A pause, if there is one. Not an `async fn`, whose state each pass would contain.
pub(in crate::engine) struct Pausing(Option<Wait>);

impl Future for Pausing {
    type Output = ();

    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match &mut self.0 {
            Some(wait) => wait.as_mut().poll(context),
            None => Poll::Ready(()),
        }
    }
}

/// What a pass that never pauses comes to.
///
/// # Panics
/// If it pauses.
pub fn at_once<T>(pass: impl Future<Output = T>) -> T {
    pass.now_or_never()
        .expect("without pauses nothing is waited for")
}
