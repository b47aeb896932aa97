//! Getting between the page and its worker: scripts that run in the worker before its own, and a gate at
//! its pauses, so that a test decides when a batch goes on instead of racing it.

use super::Outcome;
use super::page::Page;

/// Gives every script that becomes a worker another one to run first. The page has checked the script's
/// integrity by then: this is for what the browser does, not for what the page lets in.
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

/// Holds the worker at its pauses until [`Page::open_gate`]. `die` throws where nobody catches.
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
    /// Has `script` run in every worker of the documents to come, before the worker's own.
    pub async fn in_worker(&self, script: &str) -> Outcome {
        let quoted = serde_json::to_string(script)?;
        self.inject(&IN_WORKER.replace("PRELUDE", &quoted)).await
    }

    /// Lets the workers behind [`GATE`] go on, from now on without a stop.
    pub async fn open_gate(&self) -> Outcome {
        self.tell_workers("open").await
    }

    /// Sends a word to the gate of the workers there are.
    pub async fn tell_workers(&self, word: &str) -> Outcome {
        self.script(
            "const gate = new BroadcastChannel('gate'); gate.postMessage(arguments[0]); gate.close();",
            [word.into()],
        )
        .await
    }
}
