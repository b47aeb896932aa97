//! Requests to the worker for the Token tab: batches, their files, and passphrases.

use crate::browser::ask::{Ask, Reply};
use crate::browser::clock;
use crate::browser::download::FileParts;
use crate::engine::key::batch::output::BatchOutput;
use crate::engine::key::body::identifier::Time;
use crate::engine::key::record::KeyTrace;
use crate::engine::key::spec::TokenSpec;
use crate::engine::key::token::Token;
use crate::engine::protocol::token::{BatchReply, ExportBatch, Mint, MintBatch, Piece};
use leptos::prelude::*;
use std::error::Error;

/// The progress of the worker.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// Nothing is pending and nothing is made.
    #[default]
    Idle,
    /// A passphrase is pending.
    Token,
    /// A batch is being made: how much of it is made, in thousandths.
    Minting(u16),
    /// A batch is made, and maybe a file of it is being written.
    Made {
        /// The first of its keys, masked.
        masked: Vec<String>,
        /// How many keys it has.
        keys: u32,
        /// How much of a file is written, in thousandths; `None` while none is.
        writing: Option<u16>,
    },
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkerEvent {
    /// A batch of so many keys is made.
    Made(u32),
    /// The browser was handed the file of this name.
    Saved(&'static str),
}

/// The worker and its progress.
#[derive(Clone, Copy)]
pub struct WorkerKeys {
    progress: RwSignal<Progress>,
    ask: StoredValue<Ask, LocalStorage>,
    file: StoredValue<FileParts, LocalStorage>,
    on_done: Callback<WorkerEvent>,
    on_failed: Callback<String>,
}

impl WorkerKeys {
    /// No worker yet. `on_done` is called when a batch or a file is complete, `on_failed` with an error message;
    /// what was made is then lost.
    pub fn new(on_done: Callback<WorkerEvent>, on_failed: Callback<String>) -> Self {
        let keys = Self {
            progress: RwSignal::default(),
            ask: StoredValue::new_local(Ask::default()),
            file: StoredValue::new_local(FileParts::default()),
            on_done,
            on_failed,
        };
        keys.ask.with_value(|ask| {
            ask.on_lost(move |error| {
                if *keys.progress.read_untracked() != Progress::Idle {
                    keys.fail(&error);
                }
            });
        });
        keys
    }

    /// The progress of the worker.
    pub fn progress(self) -> RwSignal<Progress> {
        self.progress
    }

    /// Requests one key and calls `on_token` with it.
    pub fn token(self, spec: TokenSpec, on_token: Callback<Token>) {
        self.start(Progress::Token);
        let request = Mint {
            spec,
            time: Time(clock::milliseconds()),
        };
        self.ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| match reply {
                Ok(Reply {
                    body: Ok(token), ..
                }) => {
                    self.progress.set(Progress::Idle);
                    // It drew the key: what it leaves in its memory goes with it.
                    self.ask.with_value(Ask::end);
                    on_token.run(token);
                }
                Ok(Reply {
                    body: Err(error), ..
                }) => self.fail(&error),
                Err(error) => self.fail(&error),
            });
        });
    }

    /// Requests a batch and calls `on_traces` with what its server records need.
    pub fn batch(self, spec: TokenSpec, keys: u32, on_traces: Callback<Vec<KeyTrace>>) {
        self.start(Progress::Minting(0));
        let request = MintBatch {
            spec,
            keys,
            time: Time(clock::milliseconds()),
        };
        self.ask.with_value(|ask| {
            ask.ask(request, &[], move |reply| {
                match reply.map(|reply| reply.body) {
                    Ok(BatchReply::Progress(share)) => self.progress.set(Progress::Minting(share)),
                    Ok(BatchReply::Done { masked, traces }) => {
                        self.progress.set(Progress::Made {
                            masked,
                            keys,
                            writing: None,
                        });
                        on_traces.run(traces);
                        self.on_done.run(WorkerEvent::Made(keys));
                    }
                    Ok(BatchReply::Failed(error)) => self.fail(&error),
                    Err(error) => self.fail(&error),
                }
            });
        });
    }

    /// Requests the last batch as a file, which is then saved.
    pub fn save(self, output: BatchOutput) {
        self.file.set_value(FileParts::asked_for());
        self.set_writing(Some(0));
        self.ask.with_value(|ask| {
            ask.ask(ExportBatch { output }, &[], move |reply| match reply {
                Ok(reply) => self.piece(output.file_name(), &reply),
                Err(error) => self.fail(&error),
            });
        });
    }

    /// Cancels the pending request. A finished batch stays, an unfinished one is overwritten.
    pub fn cancel(self) {
        if matches!(&*self.progress.read_untracked(), Progress::Made { .. }) {
            self.file.set_value(FileParts::default());
            self.ask.with_value(Ask::stop);
            self.set_writing(None);
        } else {
            self.start(Progress::Idle);
            self.ask.with_value(Ask::forget);
        }
    }

    /// Cancels the pending request and ends the worker, with what was made in its memory.
    pub fn forget(self) {
        if *self.progress.read_untracked() != Progress::Idle {
            self.end();
        }
    }

    /// Terminates the worker, whose memory goes with it.
    pub fn end(self) {
        self.start(Progress::Idle);
        self.ask.with_value(Ask::end);
    }

    fn start(self, progress: Progress) {
        self.file.set_value(FileParts::default());
        self.progress.set(progress);
    }

    fn set_writing(self, share: Option<u16>) {
        self.progress.update(|progress| {
            if let Progress::Made { writing, .. } = progress {
                *writing = share;
            }
        });
    }

    fn fail(self, error: &dyn Error) {
        self.start(Progress::Idle);
        self.ask.with_value(Ask::forget);
        self.on_failed.run(error.to_string());
    }

    /// Adds a piece to the file, and saves it when it is complete.
    fn piece(self, name: &'static str, reply: &Reply<Piece>) {
        let Piece { last, share } = reply.body;
        let mut added = Ok(());
        self.file.update_value(|file| {
            added = reply.beside.iter().try_for_each(|part| file.push(part));
            if last && added.is_ok() {
                added = file.save(name);
            }
        });
        if let Err(error) = added {
            self.fail(&error);
            return;
        }
        if last {
            self.file.set_value(FileParts::default());
            self.on_done.run(WorkerEvent::Saved(name));
        }
        self.set_writing((!last).then_some(share));
    }
}
