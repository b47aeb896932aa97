//! What the worker does for the Token tab: batches, their files, and passphrases.
//!
//! Every request has a number, and only the answers to the last one count: whatever was asked before it,
//! cancelled or replaced, can change nothing any more.

use crate::browser::clock;
use crate::browser::download::FileParts;
use crate::browser::worker::{Said, WorkerError, WorkerHandle};
use crate::engine::key::batch::output::Output;
use crate::engine::key::body::identifier::Time;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::Token;
use crate::engine::protocol::{Reply, Request, Run, decode, encode};
use leptos::prelude::*;
use zeroize::Zeroizing;

/// How far the worker is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is going on and nothing is made.
    #[default]
    Idle,
    /// A passphrase is on its way.
    Token,
    /// A batch is being made; so many thousandths of it are.
    Minting(u16),
    /// A batch is made, and maybe a file of it is being written; so many thousandths of it are.
    Made {
        /// The first of its keys, masked.
        masked: Vec<String>,
        /// How many keys it has.
        keys: u32,
        /// How much of a file is written.
        writing: Option<u16>,
    },
}

/// The worker, its last request and how far it is.
#[derive(Clone, Copy)]
pub struct Minting {
    progress: RwSignal<Progress>,
    worker: StoredValue<Option<WorkerHandle>, LocalStorage>,
    run: StoredValue<Run>,
    batch: StoredValue<Run>,
    keys: StoredValue<u32>,
    output: StoredValue<Output>,
    file: StoredValue<FileParts, LocalStorage>,
    on_token: StoredValue<Option<Callback<Token>>>,
    on_saved: Callback<&'static str>,
    on_failed: Callback<String>,
}

impl Minting {
    /// No worker yet. `on_saved` is called with the name of a file that the browser was handed, `on_failed`
    /// with words on what went wrong; nothing is left then of what was made.
    pub fn new(on_saved: Callback<&'static str>, on_failed: Callback<String>) -> Self {
        Self {
            progress: RwSignal::default(),
            worker: StoredValue::new_local(None),
            run: StoredValue::default(),
            batch: StoredValue::default(),
            keys: StoredValue::default(),
            output: StoredValue::default(),
            file: StoredValue::new_local(FileParts::default()),
            on_token: StoredValue::new(None),
            on_saved,
            on_failed,
        }
    }

    /// How far it is.
    pub fn progress(self) -> RwSignal<Progress> {
        self.progress
    }

    /// Asks for one key, which `on_token` is called with.
    pub fn token(self, spec: TokenSpec, on_token: Callback<Token>) {
        let run = self.next_run(Progress::Token);
        self.on_token.set_value(Some(on_token));
        self.post(&Request::Token {
            run,
            spec,
            time: Time(clock::milliseconds()),
        });
    }

    /// Asks for a batch.
    pub fn batch(self, spec: TokenSpec, keys: u32) {
        let run = self.next_run(Progress::Minting(0));
        self.batch.set_value(run);
        self.keys.set_value(keys);
        self.post(&Request::Batch {
            run,
            spec,
            keys,
            time: Time(clock::milliseconds()),
        });
    }

    /// Asks for the last batch as a file, which is then saved.
    pub fn save(self, output: Output) {
        let run = self.renumber();
        self.output.set_value(output);
        self.file.set_value(FileParts::default());
        self.progress.update(|progress| {
            if let Progress::Made { writing, .. } = progress {
                *writing = Some(0);
            }
        });
        self.post(&Request::File {
            run,
            batch: self.batch.get_value(),
            output,
        });
    }

    /// Stops what is going on. A batch that is made stays, one in the making is overwritten.
    pub fn cancel(self) {
        self.file.set_value(FileParts::default());
        let mut made = false;
        self.progress.update(|progress| {
            if let Progress::Made { writing, .. } = progress {
                *writing = None;
                made = true;
            }
        });
        if made {
            // A request of another number ends the file.
            let run = self.renumber();
            self.post(&Request::Stop { run });
        } else {
            self.forget();
        }
    }

    /// Stops what is going on and overwrites what was made.
    pub fn forget(self) {
        if *self.progress.read_untracked() != Progress::Idle {
            let run = self.next_run(Progress::Idle);
            self.post(&Request::Forget { run });
        }
    }

    /// Ends the worker, whose memory goes with it.
    pub fn end(self) {
        self.next_run(Progress::Idle);
        self.worker.set_value(None);
    }

    fn renumber(self) -> Run {
        self.run.update_value(|run| run.0 = run.0.wrapping_add(1));
        self.run.get_value()
    }

    fn next_run(self, progress: Progress) -> Run {
        self.file.set_value(FileParts::default());
        self.on_token.set_value(None);
        self.progress.set(progress);
        self.renumber()
    }

    fn fail(self, error: &dyn std::error::Error) {
        self.next_run(Progress::Idle);
        self.on_failed.run(error.to_string());
    }

    fn post(self, request: &Request) {
        self.worker.update_value(|worker| {
            let idle = matches!(request, Request::Stop { .. } | Request::Forget { .. });
            if worker.is_none() && !idle {
                *worker = Some(WorkerHandle::start(move |said| self.heard(said)));
            }
            if let Some(worker) = worker {
                worker.post(&encode(request), []);
            }
        });
    }

    fn heard(self, said: Result<Said, WorkerError>) {
        let Said { message, beside } = match said {
            Ok(said) => said,
            Err(error) => {
                self.fail(&error);
                self.worker.set_value(None);
                return;
            }
        };
        let message = Zeroizing::new(message);
        match decode::<Reply>(&message) {
            Ok(reply) => self.answered(reply, &beside),
            Err(error) => {
                self.fail(&error);
            }
        }
    }

    fn answered(self, reply: Reply, beside: &[wasm_bindgen::JsValue]) {
        let last = self.run.get_value();
        match reply {
            Reply::Token { run, token } if run == last => {
                self.progress.set(Progress::Idle);
                if let Some(on_token) = self.on_token.get_value() {
                    on_token.run(token);
                }
            }
            Reply::Progress { run, share } if run == last => {
                self.progress.set(Progress::Minting(share));
            }
            Reply::Done { run, masked } if run == last => {
                self.progress.set(Progress::Made {
                    masked,
                    keys: self.keys.get_value(),
                    writing: None,
                });
            }
            Reply::Piece {
                run,
                last: complete,
                share,
            } if run == last => self.piece(beside, complete, share),
            Reply::Failed { run, error } if run == last => {
                self.fail(&error);
            }
            // Ready, or the answer to a request that is no longer the last.
            _ => {}
        }
    }

    fn piece(self, beside: &[wasm_bindgen::JsValue], complete: bool, share: u16) {
        let name = self.output.get_value().file_name();
        let mut outcome = Ok(());
        self.file.update_value(|file| {
            outcome = beside.iter().try_for_each(|part| file.push(part));
            if complete && outcome.is_ok() {
                outcome = file.save(name);
            }
        });
        if complete || outcome.is_err() {
            self.file.set_value(FileParts::default());
        }
        match outcome {
            Ok(()) if complete => self.on_saved.run(name),
            Ok(()) => {}
            Err(error) => {
                self.fail(&error);
                return;
            }
        }
        self.progress.update(|progress| {
            if let Progress::Made { writing, .. } = progress {
                *writing = (!complete).then_some(share);
            }
        });
    }
}
