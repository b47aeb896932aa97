//! The memory of the browser's processes, as Linux counts it.
//!
//! Every process that descends from this one counts with its share of each page that it has in memory
//! (`Pss` in `/proc/PID/smaps_rollup`). Files that the system merely caches do not count.

use driver::descendants;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const PAUSE: Duration = Duration::from_millis(200);

/// Watches the memory of all descendants of this process until it is asked for its peak.
pub struct Watch {
    over: Arc<AtomicBool>,
    thread: JoinHandle<u64>,
    /// The memory at the start, in bytes.
    pub before: u64,
}

impl Watch {
    /// Starts watching; `None` where the system has no such figures.
    pub fn start() -> Option<Self> {
        let before = of_descendants()?;
        let over = Arc::new(AtomicBool::new(false));
        let thread = thread::spawn({
            let over = Arc::clone(&over);
            move || {
                let mut peak = before;
                while !over.load(Ordering::Relaxed) {
                    peak = peak.max(of_descendants().unwrap_or_default());
                    thread::sleep(PAUSE);
                }
                peak
            }
        });
        Some(Self {
            over,
            thread,
            before,
        })
    }

    /// The peak, in bytes.
    pub fn peak(self) -> Option<u64> {
        self.over.store(true, Ordering::Relaxed);
        self.thread.join().ok()
    }
}

/// The memory of all descendants of this process now, in bytes; `None` where the system has no such figures.
pub fn of_descendants() -> Option<u64> {
    let descendants = descendants(std::process::id()).ok()?;
    let shares = descendants
        .into_iter()
        .filter_map(|process| share(process.id));
    Some(shares.sum())
}

/// The share of a process in bytes.
fn share(process: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).ok()?;
    let line = text.lines().find(|line| line.starts_with("Pss:"))?;
    let kib: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024)
}
