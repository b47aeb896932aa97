//! Requests to the worker for digests of files: one file after the other, each read once.

use super::words;
use crate::browser::ask::Ask;
use crate::browser::clock;
use crate::browser::dom::composed;
use crate::browser::files::{ChosenFile, SliceReader};
use crate::engine::base::pace::Pace;
use crate::engine::digest::{Algorithm, Digest};
use crate::engine::protocol::hashes::{FileReply, HashFiles};
use leptos::prelude::*;

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

/// The worker, the files and their states.
#[derive(Clone, Copy)]
pub struct FileHashes {
    rows: RwSignal<Vec<Row>>,
    current: RwSignal<Option<CurrentFile>>,
    files: StoredValue<Vec<ChosenFile>, LocalStorage>,
    /// Reads them for the worker, where it cannot.
    reader: StoredValue<Option<SliceReader>, LocalStorage>,
    ask: StoredValue<Ask, LocalStorage>,
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
            reader: StoredValue::new_local(None),
            ask: StoredValue::new_local(Ask::default()),
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
        let all = rows.iter().map(|row| row.size).sum();
        let pace = Pace {
            done: 0,
            all,
            elapsed_ms: 0,
        };
        self.current.set(Some(CurrentFile {
            name: rows[0].name.clone(),
            pace,
        }));
        self.rows.set(rows);
        self.began.set_value(clock::steady_milliseconds());
        self.files.with_value(|files| {
            let reader = SliceReader::new(files);
            let handles = files.iter().map(ChosenFile::handle);
            let handles: Vec<_> = handles
                .chain(reader.as_ref().map(SliceReader::port))
                .collect();
            self.ask.with_value(|ask| {
                ask.ask(HashFiles { algorithms }, &handles, move |reply| match reply
                    .map(|reply| reply.body)
                {
                    Ok(reply) => self.show_reply(reply),
                    Err(error) => self.end(&ReadState::Failed(error.to_string())),
                });
            });
            self.reader.set_value(reader);
        });
    }

    /// Stops reading. What was read to its end stays.
    pub fn cancel(self) {
        self.ask.with_value(Ask::stop);
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
        for row in &*self.rows.read_untracked() {
            if *row.reading.read_untracked() == ReadState::Waiting {
                row.reading.set(outcome.clone());
            }
        }
        self.current.set(None);
    }

    fn show_reply(self, reply: FileReply) {
        match reply {
            FileReply::Progress { file, read } => self.show(file, read),
            FileReply::Digests {
                file,
                last,
                digests,
            } => {
                let count = {
                    let rows = self.rows.read_untracked();
                    if let Some(row) = rows.get(file as usize) {
                        row.reading.set(match digests {
                            Ok(digests) => ReadState::Done(digests),
                            Err(error) => ReadState::Failed(error.to_string()),
                        });
                    }
                    rows.len()
                };
                if last {
                    self.current.set(None);
                    self.on_done.run(words::files_read(count));
                } else {
                    self.show(file + 1, 0);
                }
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
        self.current.set(Some(CurrentFile {
            name: row.name.clone(),
            pace: Pace {
                done: before + read,
                all,
                elapsed_ms,
            },
        }));
    }
}
