//! Files: chosen or dropped, hashed by the worker, listed as `sha256sum` does, and checked against a pasted digest
//! or checksum file.

use super::checksum_list::{ChecksumList, MOST_PASTED};
use super::choices::HashChoices;
use super::file_hashes::{FileHashes, ReadState, Row};
use super::file_row::FileRow;
use super::further::further_algorithms;
use super::options::DigestFields;
use super::sums_check::{ListErrors, ListedFiles, Summary};
use super::words;
use crate::browser::dom::composed;
use crate::browser::{drops, files};
use crate::components::alert::Alert;
use crate::components::check::CheckField;
use crate::components::field::{Field, FieldKind};
use crate::components::fold::Fold;
use crate::components::heading::CardHeading;
use crate::components::progress::Progress;
use crate::engine::digest::file_answer::file_answers;
use crate::engine::digest::sums::{FileState, Sums, file_name, gnu_line, tag_line};
use crate::engine::digest::{Algorithm, Digest};
use crate::pages::copying::{copy_shown, save_shown};
use leptos::prelude::*;

/// The view "Files".
#[component]
pub fn FilesView(
    /// The options.
    choices: HashChoices,
    /// Called when files are taken, wherever they were dropped.
    #[prop(into)]
    on_take: Callback<()>,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
) -> impl IntoView {
    let (alert, set_alert) = signal(None);
    let hashes = FileHashes::new(announce);
    let over = RwSignal::new(false);
    let list = ChecksumList::new();
    let pasted = list.text;
    let sums = Memo::new(move |_| {
        let of_its_name = list.algorithm.get();
        let pasted = pasted.read();
        // Of a list that is too long nothing is said: its beginning is not all of it.
        let text = if list.cut.get() { "" } else { pasted.as_str() };
        Sums::of_pasted(
            &composed(text),
            of_its_name.unwrap_or_else(|| choices.algorithm.get()),
        )
    });
    let wanted = Memo::new(move |_| wanted(choices, &sums.read()));
    let given = Memo::new(move |_| given(hashes));
    let further = further_algorithms(sums, move || given.get());
    let algorithms = Memo::new(move |_| with_further(&wanted.read(), &further.read()));
    // Where digests are wanted that were not computed, the files are read again.
    Effect::new(move |_| {
        let algorithms = algorithms.get();
        if !hashes.has(&algorithms) {
            hashes.read(algorithms);
        }
    });
    let checks = Memo::new(move |_| sums.read().check(&given.read()));
    let answers = Memo::new(move |_| file_answers(&sums.read(), &checks.read(), &given.read()));
    let take = move |files: Vec<_>| {
        on_take.run(());
        list.take(files, announce, move |files| {
            hashes.take(files, algorithms.get_untracked());
        });
    };
    drops::take_for("hashes", take);
    let current = hashes.current();
    let share = move || {
        current
            .read()
            .as_ref()
            .map(|current| current.pace.thousandths())
    };
    let label = move || {
        let current = current.read();
        let current = current.as_ref();
        current.map_or_else(String::new, |current| {
            format!("{}: {}", current.name, current.pace)
        })
    };
    let lines = Memo::new(move |_| lines(&hashes.rows().read(), &wanted.read()));
    let save = move |_| {
        let name = file_name(&wanted.read_untracked());
        let said = words::download_started(name);
        save_shown(name, &lines.read_untracked(), said, announce, set_alert);
    };
    let no_files = move || hashes.rows().read().is_empty();
    let no_lines = move || lines.read().is_empty();
    let no_list = move || sums.read().entries.is_empty();
    view! { class="lk",
        // The window takes what is dropped, here as anywhere else.
        <div
            class="card"
            on:dragover=move |_| over.set(true)
            on:dragleave=move |_| over.set(false)
            on:drop=move |_| over.set(false)
        >
            <div class="top">
                <CardHeading id="files-title" title=words::HASH_OF_FILES summary=words::HASH_OF_FILES_SUMMARY/>
                <div class="field drop" class:over=over>
                    <label class="label" for="hash-file">{words::FILE}</label>
                    <input
                        id="hash-file"
                        type="file"
                        multiple
                        aria-describedby="hash-file-hint"
                        on:change=move |event| take(files::chosen(&event))
                    />
                    <p id="hash-file-hint" class="hint">{words::FILE_HINT}</p>
                </div>
                <Progress
                    label=Signal::derive(label)
                    share=Signal::derive(share)
                    on_cancel=move |()| hashes.cancel()
                />
            </div>
            <table class="files" aria-label=words::FILES_TABLE hidden=no_files>
                <thead class="unseen">
                    <tr><th scope="col">{words::FILE_AND_DIGESTS}</th><th scope="col">{words::VERDICT}</th></tr>
                </thead>
                <tbody>
                    <For each=move || hashes.rows().get() key=|row| row.id let:row>
                        <FileRow row=row choices=choices wanted=wanted answers=answers/>
                    </For>
                </tbody>
            </table>
            <div class="band" hidden=move || no_lines() && no_list()>
                <div class="row">
                    <Summary checks=checks answers=answers/>
                    <div class="buttons" hidden=no_lines>
                        <button
                            type="button"
                            class="button small"
                            aria-keyshortcuts="c"
                            on:click=move |_| copy_shown(words::CHECKSUM_LINES, &lines.read_untracked(), announce, set_alert)
                        >
                            {words::COPY_CHECKSUM_LINES}
                        </button>
                        <button type="button" class="button small" on:click=save>{words::SAVE_CHECKSUM_LINES}</button>
                    </div>
                </div>
                <ListedFiles sums=sums checks=checks given=given/>
            </div>
        </div>
        <Alert message=alert/>
        <div class="options">
            <DigestFields algorithm_id="files-algorithm" encoding_id="files-encoding" choices=choices/>
            <div class="wide">
                <Field
                    id="hash-sums"
                    label=words::EXPECTED_OF_FILES
                    kind=FieldKind::Lines
                    most=MOST_PASTED
                    value=pasted
                    on_input=move |text| list.edit(text)
                    hint=words::EXPECTED_OF_FILES_HINT
                />
                <ListErrors sums=sums/>
            </div>
        </div>
        <Fold title=words::MORE_ALGORITHMS summary=words::MORE_ALGORITHMS_SUMMARY>
            <fieldset class="also">
                <legend class="unseen">{words::ALSO_COMPUTE}</legend>
                {algorithm_boxes(choices)}
            </fieldset>
        </Fold>
    }
}

/// A box for each algorithm besides the selected one.
fn algorithm_boxes(choices: HashChoices) -> impl IntoView {
    let also = choices.also;
    Algorithm::ALL
        .map(|algorithm| {
            let chosen = move || also.read().contains(&algorithm);
            let change = move |chosen: bool| {
                also.update(|also| {
                    also.retain(|other| *other != algorithm);
                    if chosen {
                        also.push(algorithm);
                    }
                });
            };
            let label = words::algorithm_box(algorithm);
            view! { class="lk",
                <div hidden=move || choices.algorithm.get() == algorithm>
                    <CheckField label=label value=Signal::derive(chosen) on_change=change/>
                </div>
            }
        })
        .collect_view()
}

/// The algorithms to compute, each once: the selected one, the further ones, and those of the expected digests.
fn wanted(choices: HashChoices, sums: &Sums) -> Vec<Algorithm> {
    let mut algorithms = vec![choices.algorithm.get()];
    for algorithm in choices.also.get().into_iter().chain(sums.algorithms()) {
        if !algorithms.contains(&algorithm) {
            algorithms.push(algorithm);
        }
    }
    algorithms
}

/// The wanted algorithms, and those that are only compared.
fn with_further(wanted: &[Algorithm], further: &[Algorithm]) -> Vec<Algorithm> {
    let mut all = wanted.to_vec();
    all.extend(further.iter().filter(|one| !wanted.contains(one)));
    all
}

/// The files with their names, as they are compared with a list.
fn given(hashes: FileHashes) -> Vec<(String, FileState)> {
    let rows = hashes.rows().read();
    let state = |reading: &ReadState| match reading {
        ReadState::Waiting => FileState::Pending,
        ReadState::Cancelled | ReadState::Failed(_) => FileState::Unread,
        ReadState::Done(digests) => FileState::Done(digests.clone()),
    };
    rows.iter()
        .map(|row| (row.name.clone(), state(&row.reading.read())))
        .collect()
}

/// What `sha256sum` prints for the files that were read; with `--tag` where there are several algorithms.
fn lines(rows: &[Row], wanted: &[Algorithm]) -> String {
    let mut text = String::new();
    for row in rows {
        if let ReadState::Done(digests) = &*row.reading.read() {
            let is_wanted = |digest: &&Digest| wanted.contains(&digest.algorithm());
            for digest in digests.iter().filter(is_wanted) {
                let line = if wanted.len() == 1 {
                    gnu_line(digest, &row.name)
                } else {
                    tag_line(digest, &row.name)
                };
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}
