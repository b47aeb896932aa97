//! What the worker does for the files: their digests, one file after the other, each read once.
//!
//! Every request has a number, and only the answers to the last one count.

use crate::browser::clock;
use crate::browser::files::ChosenFile;
use crate::browser::worker::{Said, WorkerError, WorkerHandle};
use crate::engine::base::pace::Pace;
use crate::engine::digest::{Algorithm, Digest};
use crate::engine::protocol::{Reply, Request, Run, decode, encode};
use leptos::prelude::*;

/// How far a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// It is not read to its end yet.
    Waiting,
    /// The person stopped it.
    Cancelled,
    /// Its digests.
    Done(Vec<Digest>),
    /// Why there are none.
    Failed(String),
}

/// A file of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// A number that no other row ever has.
    pub id: (u32, u32),
    /// The file's name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// How far it is. Lives as long as the row: an effect that began the reading may run again.
    pub reading: ArcRwSignal<Reading>,
}

/// What is being read now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// The file's name.
    pub name: String,
    /// How far all files together are.
    pub pace: Pace,
}

/// The worker, the files and how far they are.
#[derive(Clone, Copy)]
pub struct Filing {
    rows: RwSignal<Vec<Row>>,
    current: RwSignal<Option<Current>>,
    files: StoredValue<Vec<ChosenFile>, LocalStorage>,
    worker: StoredValue<Option<WorkerHandle>, LocalStorage>,
    run: StoredValue<Run>,
    began: StoredValue<u64>,
    on_done: Callback<String>,
}

impl Filing {
    /// No files yet. `on_done` is called with a short sentence when all files were read.
    pub fn new(on_done: Callback<String>) -> Self {
        Self {
            rows: RwSignal::default(),
            current: RwSignal::default(),
            files: StoredValue::new_local(Vec::new()),
            worker: StoredValue::new_local(None),
            run: StoredValue::default(),
            began: StoredValue::default(),
            on_done,
        }
    }

    /// The table's rows.
    pub fn rows(self) -> RwSignal<Vec<Row>> {
        self.rows
    }

    /// What is being read now.
    pub fn current(self) -> RwSignal<Option<Current>> {
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
        let run = self.renumber();
        let rows: Vec<_> = self.files.with_value(|files| {
            (0..)
                .zip(files)
                .map(|(index, file)| Row {
                    id: (run.0, index),
                    name: file.name(),
                    size: file.size(),
                    reading: ArcRwSignal::new(Reading::Waiting),
                })
                .collect()
        });
        if rows.is_empty() {
            return;
        }
        let all = rows.iter().map(|row| row.size).sum();
        let pace = Pace {
            done: 0,
            all,
            elapsed_ms: 0,
        };
        self.current.set(Some(Current {
            name: rows[0].name.clone(),
            pace,
        }));
        self.rows.set(rows);
        self.began.set_value(clock::steady_milliseconds());
        self.worker.update_value(|worker| {
            let worker =
                worker.get_or_insert_with(|| WorkerHandle::start(move |said| self.heard(said)));
            self.files.with_value(|files| {
                let request = encode(&Request::Digest { run, algorithms });
                worker.post(&request, files.iter().map(ChosenFile::handle));
            });
        });
    }

    /// Stops reading. What was read to its end stays.
    pub fn cancel(self) {
        let run = self.renumber();
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.post(&encode(&Request::Stop { run }), []);
            }
        });
        self.end(&Reading::Cancelled);
    }

    /// Whether all files have digests of all these algorithms, or failed.
    pub fn has(self, algorithms: &[Algorithm]) -> bool {
        self.rows
            .read_untracked()
            .iter()
            .all(|row| match &*row.reading.read_untracked() {
                Reading::Done(digests) => algorithms.iter().all(|algorithm| {
                    digests
                        .iter()
                        .any(|digest| digest.algorithm() == *algorithm)
                }),
                Reading::Waiting => false,
                Reading::Cancelled | Reading::Failed(_) => true,
            })
    }

    fn renumber(self) -> Run {
        self.run.update_value(|run| run.0 = run.0.wrapping_add(1));
        self.run.get_value()
    }

    /// Nothing is read any more: what waits never will be.
    fn end(self, outcome: &Reading) {
        for row in &*self.rows.read_untracked() {
            if *row.reading.read_untracked() == Reading::Waiting {
                row.reading.set(outcome.clone());
            }
        }
        self.current.set(None);
    }

    fn heard(self, said: Result<Said, WorkerError>) {
        let reply = match said {
            Ok(said) => decode::<Reply>(&said.message).map_err(|error| error.to_string()),
            Err(error) => {
                self.worker.set_value(None);
                Err(error.to_string())
            }
        };
        let last = self.run.get_value();
        match reply {
            Ok(Reply::Reading { run, file, read }) if run == last => self.show(file, read),
            Ok(Reply::Digests { run, file, digests }) if run == last => {
                let count = {
                    let rows = self.rows.read_untracked();
                    if let Some(row) = rows.get(file as usize) {
                        row.reading.set(match digests {
                            Ok(digests) => Reading::Done(digests),
                            Err(fault) => Reading::Failed(fault.to_string()),
                        });
                    }
                    rows.len()
                };
                if file as usize + 1 < count {
                    self.show(file + 1, 0);
                } else {
                    self.current.set(None);
                    let files = if count == 1 { "file" } else { "files" };
                    self.on_done.run(format!("{count} {files} read."));
                }
            }
            Ok(_) => {}
            Err(error) => {
                self.renumber();
                self.end(&Reading::Failed(error));
            }
        }
    }

    fn show(self, file: u32, read: u64) {
        let elapsed_ms = clock::steady_milliseconds().saturating_sub(self.began.get_value());
        let rows = self.rows.read_untracked();
        let Some(row) = rows.get(file as usize) else {
            return;
        };
        let before: u64 = rows[..file as usize].iter().map(|row| row.size).sum();
        let all = rows.iter().map(|row| row.size).sum();
        self.current.set(Some(Current {
            name: row.name.clone(),
            pace: Pace {
                done: before + read,
                all,
                elapsed_ms,
            },
        }));
    }
}
