//! Requests to the workers for digests of files, each read once. Large ones are spread over as many workers as the
//! machine has cores: each takes the next file, or the next subtree of one, when it is done with one.

use super::words;
use crate::browser::ask::{Ask, Reply};
use crate::browser::clock;
use crate::browser::dom::composed;
use crate::browser::files::{ChosenFile, SliceReader};
use crate::browser::task::in_turn;
use crate::browser::worker::{WorkerError, cores};
use crate::engine::base::pace::Pace;
use crate::engine::digest::file_queue::{FileQueue, Step};
use crate::engine::digest::{Algorithm, Digest};
use crate::engine::protocol::hashes::{FileError, FileReply, HashFile, HashTree};
use leptos::prelude::*;
use std::cell::Cell;

/// The state of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadState {
    /// It has not been read completely yet.
    Waiting,
    /// The person cancelled it.
    Cancelled,
    /// Its digests.
    Done(Vec<Digest>),
    /// Why there are none.
    Failed(String),
}

/// A file of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// An id that no other row ever has.
    pub id: (u32, u32),
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// Its state. Owned by the row: the effect that began the reading may run again and dispose of what it
    /// owns.
    pub reading: ArcRwSignal<ReadState>,
}

/// What is being read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CurrentFile {
    /// The file's name.
    pub name: String,
    /// The progress over all files.
    pub pace: Pace,
}

/// How many bytes are worth another worker, which has to start first.
const SHARE: u64 = 16 << 20;
/// The most workers: each may hold a file of 64 MiB.
const MOST_WORKERS: usize = 8;

/// A worker, and what reads files for it where it cannot.
#[derive(Default)]
struct FileWorker {
    ask: Ask,
    reader: Option<SliceReader>,
    /// Whether it failed since the files were last read.
    has_failed: Cell<bool>,
}

/// The workers, the files and their states.
#[derive(Clone, Copy)]
pub struct FileHashes {
    rows: RwSignal<Vec<Row>>,
    current: RwSignal<Option<CurrentFile>>,
    files: StoredValue<Vec<ChosenFile>, LocalStorage>,
    workers: StoredValue<Vec<FileWorker>, LocalStorage>,
    /// What the workers have to do.
    queue: StoredValue<FileQueue>,
    algorithms: StoredValue<Vec<Algorithm>>,
    /// How many times the files were read.
    count: StoredValue<u32>,
    began: StoredValue<u64>,
    on_done: Callback<String>,
}

impl FileHashes {
    /// No files yet. `on_done` is called with a short sentence when all files were read.
    pub fn new(on_done: Callback<String>) -> Self {
        Self {
            rows: RwSignal::default(),
            current: RwSignal::default(),
            files: StoredValue::new_local(Vec::new()),
            workers: StoredValue::new_local(Vec::new()),
            queue: StoredValue::default(),
            algorithms: StoredValue::default(),
            count: StoredValue::default(),
            began: StoredValue::default(),
            on_done,
        }
    }

    /// The table's rows.
    pub fn rows(self) -> RwSignal<Vec<Row>> {
        self.rows
    }

    /// What is being read now.
    pub fn current(self) -> RwSignal<Option<CurrentFile>> {
        self.current
    }

    /// Takes these files in place of the last ones, and reads them.
    pub fn take(self, files: Vec<ChosenFile>, algorithms: Vec<Algorithm>) {
        if !files.is_empty() {
            self.files.set_value(files);
            self.read(algorithms);
        }
    }

    /// Reads the files (again).
    pub fn read(self, algorithms: Vec<Algorithm>) {
        self.count
            .update_value(|count| *count = count.wrapping_add(1));
        let count = self.count.get_value();
        let rows: Vec<_> = self.files.with_value(|files| {
            (0..)
                .zip(files)
                .map(|(index, file)| Row {
                    id: (count, index),
                    name: composed(&file.name()),
                    size: file.size(),
                    reading: ArcRwSignal::new(ReadState::Waiting),
                })
                .collect()
        });
        if rows.is_empty() {
            return;
        }
        let sizes: Vec<_> = rows.iter().map(|row| row.size).collect();
        let most = cores().min(MOST_WORKERS);
        let queue = FileQueue::new(&sizes, most > 1 && algorithms == [Algorithm::Blake3]);
        let shares = 1 + sizes.iter().sum::<u64>() / SHARE;
        let shares = usize::try_from(shares).unwrap_or(usize::MAX);
        let count = most.min(queue.waiting()).min(shares);
        self.rows.set(rows);
        self.began.set_value(clock::steady_milliseconds());
        self.queue.set_value(queue);
        self.algorithms.set_value(algorithms);
        self.workers.update_value(|workers| {
            for worker in &*workers {
                worker.ask.stop();
                worker.has_failed.set(false);
            }
            // Those that are not needed any more end.
            workers.resize_with(count, FileWorker::default);
        });
        for worker in 0..count {
            self.take_next(worker);
        }
        self.show();
    }

    /// Has a worker do the next job.
    fn take_next(self, worker: usize) {
        let job = self.queue.try_update_value(|queue| queue.take(worker));
        let Some(job) = job.flatten() else { return };
        let file = self.files.with_value(|files| files.get(job.file).cloned());
        let Some(file) = file else { return };
        let reader = SliceReader::new(&file);
        self.workers.update_value(|workers| {
            if let Some(worker) = workers.get_mut(worker) {
                worker.reader = reader;
            }
        });
        let on_reply = move |reply: Result<Reply<FileReply>, _>| match reply {
            Ok(Reply { body, .. }) => match body {
                FileReply::Progress(read) => {
                    self.queue
                        .update_value(|queue| queue.set_read(worker, read));
                    self.show();
                }
                FileReply::Digests(digests) => self.end_file(job.file, digests),
                FileReply::Subtree(Ok(value)) => {
                    self.queue.update_value(|queue| queue.keep(worker, value));
                    self.show();
                    self.take_next(worker);
                }
                FileReply::Subtree(Err(error)) => self.end_file(job.file, Err(error)),
            },
            Err(error) => self.give_up(worker, error),
        };
        // Only read here: a browser without workers fails at once, and that reads the workers too.
        self.workers.with_value(|workers| {
            let Some(FileWorker { ask, reader, .. }) = workers.get(worker) else {
                return;
            };
            let port = reader.as_ref().map(SliceReader::port);
            let handles: Vec<_> = std::iter::once(file.handle()).chain(port).collect();
            match job.step {
                Step::Whole => {
                    let algorithms = self.algorithms.get_value();
                    ask.ask(HashFile { algorithms }, &handles, on_reply);
                }
                Step::Subtree(index) => ask.ask(HashTree::Subtree(index), &handles, on_reply),
                Step::Join => {
                    let values = self.queue.with_value(|queue| queue.values(job.file));
                    ask.ask(HashTree::Join(values), &[], on_reply);
                }
            }
        });
    }

    /// Stops reading. What was read to its end stays.
    pub fn cancel(self) {
        self.end(&ReadState::Cancelled);
    }

    /// Whether all files have digests of all these algorithms, or failed.
    pub fn has(self, algorithms: &[Algorithm]) -> bool {
        self.rows
            .read_untracked()
            .iter()
            .all(|row| match &*row.reading.read_untracked() {
                ReadState::Done(digests) => algorithms.iter().all(|algorithm| {
                    digests
                        .iter()
                        .any(|digest| digest.algorithm() == *algorithm)
                }),
                ReadState::Waiting => false,
                ReadState::Cancelled | ReadState::Failed(_) => true,
            })
    }

    /// Ends the reading: the files that still wait get this outcome.
    fn end(self, outcome: &ReadState) {
        self.workers.with_value(|workers| {
            for worker in workers {
                worker.ask.stop();
            }
        });
        for row in &*self.rows.read_untracked() {
            if *row.reading.read_untracked() == ReadState::Waiting {
                row.reading.set(outcome.clone());
            }
        }
        self.current.set(None);
    }

    /// Leaves the job of a worker that failed to the others; where all have failed, so has the reading.
    fn give_up(self, worker: usize, error: WorkerError) {
        self.queue.update_value(|queue| queue.give_back(worker));
        let (is_read, idle) = self.workers.with_value(|workers| {
            if let Some(FileWorker { has_failed, .. }) = workers.get(worker) {
                has_failed.set(true);
            }
            let is_read = workers.iter().any(|worker| worker.ask.is_pending());
            let idle = |worker: &FileWorker| !worker.has_failed.get() && !worker.ask.is_pending();
            (is_read, workers.iter().position(idle))
        });
        if let Some(idle) = idle {
            let count = self.count.get_value();
            // Later: a worker that fails at once does so while the workers are being read.
            in_turn(move || {
                let is_idle = self.workers.try_with_value(|workers| {
                    let worker = workers.get(idle);
                    worker.is_some_and(|worker| !worker.ask.is_pending())
                });
                if is_idle == Some(true) && self.count.get_value() == count {
                    self.take_next(idle);
                }
            });
        } else if !is_read {
            self.end(&ReadState::Failed(error.to_string()));
        }
    }

    /// Shows what came of a file. The workers that were busy with it go on with the next jobs.
    fn end_file(self, index: usize, digests: Result<Vec<Digest>, FileError>) {
        {
            let rows = self.rows.read_untracked();
            let Some(row) = rows.get(index) else { return };
            row.reading.set(match digests {
                Ok(digests) => ReadState::Done(digests),
                Err(error) => ReadState::Failed(error.to_string()),
            });
        }
        let workers = self.queue.try_update_value(|queue| queue.end(index));
        self.show();
        if self.current.read_untracked().is_none() {
            let count = self.rows.read_untracked().len();
            self.on_done.run(words::files_read(count));
        }
        for worker in workers.unwrap_or_default() {
            self.workers.with_value(|workers| {
                if let Some(FileWorker { ask, .. }) = workers.get(worker) {
                    ask.stop();
                }
            });
            self.take_next(worker);
        }
    }

    /// Shows the progress, with the name of the first file that waits; none when no file does.
    fn show(self) {
        let rows = self.rows.read_untracked();
        let mut rows_waiting = rows
            .iter()
            .filter(|row| *row.reading.read_untracked() == ReadState::Waiting);
        let elapsed_ms = clock::steady_milliseconds().saturating_sub(self.began.get_value());
        self.current.set(rows_waiting.next().map(|row| CurrentFile {
            name: row.name.clone(),
            pace: Pace {
                done: self.queue.with_value(FileQueue::read),
                all: rows.iter().map(|row| row.size).sum(),
                elapsed_ms,
            },
        }));
    }
}
