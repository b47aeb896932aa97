//! Intercepting the worker: scripts that run in the worker before its own, and a gate where it yields, so that
//! a test decides when a batch continues instead of racing it.

use super::Outcome;
use super::page::Page;

/// Prepends another script to that of every worker. The page has checked the script's integrity by then: this
/// simulates faults of the browser, not a changed script.
const IN_WORKER: &str = r"
(() => {
    const Real = Blob;
    window.Blob = class extends Real {
        constructor(parts, options) {
            const isScript = options?.type === 'text/javascript';
            super(isScript ? [PRELUDE, '\n', ...parts] : parts, options);
        }
    };
})();
";

/// Holds the worker where it yields until [`Page::open_gate`]. `die` throws an error that nobody catches.
pub const GATE: &str = r"
(() => {
    const later = self.setTimeout;
    let held = [];
    self.setTimeout = (call, ...rest) => (held ? held.push(call) : later(call, ...rest));
    self.__gate = new BroadcastChannel('gate');
    self.__gate.onmessage = ({ data }) => {
        if (data === 'die') {
            throw new Error('died on purpose');
        }
        held?.splice(0).forEach((call) => later(call));
        held = data === 'open' ? null : held;
    };
})();
";

impl Page {
    /// Runs `script` in every worker of later documents, before the worker's own.
    pub async fn in_worker(&self, script: &str) -> Outcome {
        let quoted = serde_json::to_string(script)?;
        self.inject(&IN_WORKER.replace("PRELUDE", &quoted)).await
    }

    /// Lets the workers behind [`GATE`] continue, from now on without holding them.
    pub async fn open_gate(&self) -> Outcome {
        self.tell_workers("open").await
    }

    /// Sends a word to the gates of the running workers.
    pub async fn tell_workers(&self, word: &str) -> Outcome {
        self.script(
            "const gate = new BroadcastChannel('gate'); gate.postMessage(arguments[0]); gate.close();",
            [word.into()],
        )
        .await
    }
}
