//! Files: chosen or dropped, hashed by the worker, listed as `sha256sum` does and checked against a
//! pasted checksum file.

use super::checksum_list::ChecksumList;
use super::file_hashes::{FileHashes, Reading, Row};
use super::further::further_algorithms;
use super::sums_check::{SumsCheck, given};
use super::text::{Text, rule};
use crate::browser::dom::composed;
use crate::browser::{download, drops, files};
use crate::components::check::CheckField;
use crate::components::field::{Field, FieldKind};
use crate::components::progress::Progress;
use crate::components::verdict::VerdictLine;
use crate::engine::base::pace::size;
use crate::engine::digest::sums::{Sums, file_name, gnu_line, tag_line};
use crate::engine::digest::{Algorithm, Digest, Encoding};
use crate::pages::copying::copy_shown;
use leptos::prelude::*;

/// The card of the files.
#[component]
pub fn FilesCard(
    /// The selected algorithm and the expected digest.
    text: Text,
    /// Announces a short sentence in the status line.
    announce: Callback<String>,
    /// Sets the alert.
    set_alert: WriteSignal<Option<String>>,
) -> impl IntoView {
    let hashes = FileHashes::new(announce);
    let also = RwSignal::new(Vec::<Algorithm>::new());
    let over = RwSignal::new(false);
    let list = ChecksumList::new();
    let pasted = list.text;
    let sums = Memo::new(move |_| {
        let of_its_name = list.algorithm.get();
        Sums::read(
            &composed(&pasted.read()),
            of_its_name.unwrap_or_else(|| text.algorithm.get()),
        )
    });
    let wanted = Memo::new(move |_| wanted(text, &also.read(), &sums.read()));
    let further = further_algorithms(sums, move || given(hashes));
    let algorithms = Memo::new(move |_| with_further(&wanted.read(), &further.read()));
    // Where digests are wanted that were not computed, the files are read again.
    Effect::new(move |_| {
        let algorithms = algorithms.get();
        if !hashes.has(&algorithms) {
            hashes.read(algorithms);
        }
    });
    let take = move |files: Vec<_>| {
        list.take(files, announce, move |files| {
            hashes.take(files, algorithms.get_untracked());
        });
    };
    drops::take_for("hashes", take);
    let on_drop = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(files::dropped(&event));
    };
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
        match download::save(name, &lines.read_untracked()) {
            Ok(()) => announce.run(format!("{name} handed to the browser to save.")),
            Err(error) => set_alert.set(Some(error.to_string())),
        }
    };
    let checks = Algorithm::ALL
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
            let broken = if algorithm.is_broken() {
                " (broken)"
            } else {
                ""
            };
            let label = format!("{}{broken}", algorithm.label());
            view! { class="lk",
                <div hidden=move || text.algorithm.get() == algorithm>
                    <CheckField label=label value=Signal::derive(chosen) on_change=change/>
                </div>
            }
        })
        .collect_view();
    let none = move || hashes.rows().read().is_empty();
    view! { class="lk",
        <div
            class="card more"
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=on_drop
        >
            <div class="top">
                <div class="field drop" class:over=over>
                    <label class="label" for="hash-file">"File"</label>
                    <input
                        id="hash-file"
                        type="file"
                        multiple
                        aria-describedby="hash-file-hint"
                        on:change=move |event| take(files::chosen(&event))
                    />
                    <p id="hash-file-hint" class="hint">
                        "Choose one or many, or drop them here. They are read in this page and never held whole."
                    </p>
                </div>
                <fieldset class="also">
                    <legend class="label">"Also compute"</legend>
                    <div class="row">{checks}</div>
                </fieldset>
                <Progress
                    label=Signal::derive(label)
                    share=Signal::derive(share)
                    on_cancel=move |()| hashes.cancel()
                />
                <div hidden=none>
                    <table class="files" aria-label="Files">
                        <thead>
                            <tr><th scope="col">"Name"</th><th scope="col">"Size"</th><th scope="col">"Digest"</th></tr>
                        </thead>
                        <tbody>
                            <For each=move || hashes.rows().get() key=|row| row.id let:row>
                                <FileRow row=row text=text wanted=wanted/>
                            </For>
                        </tbody>
                    </table>
                </div>
                <div class="file-row" hidden=move || lines.read().is_empty()>
                    <button
                        type="button"
                        class="button small"
                        on:click=move |_| copy_shown("Checksum lines", &lines.read_untracked(), announce, set_alert)
                    >
                        "Copy checksum lines"
                    </button>
                    <button type="button" class="button small" on:click=save>"Save checksum lines"</button>
                </div>
            </div>
            <div class="band">
                <Field
                    id="hash-sums"
                    label="SHA256SUMS"
                    kind=FieldKind::Lines
                    value=pasted
                    on_input=move |text| list.edit(text)
                    hint="Paste a checksum file to verify the files above, or choose it together with them."
                />
                <SumsCheck sums=sums hashes=hashes/>
            </div>
        </div>
    }
}

/// The algorithms to compute: the selected one, the further ones, and those of the expected digests.
fn wanted(text: Text, also: &[Algorithm], sums: &Sums) -> Vec<Algorithm> {
    let selected = text.algorithm.get();
    let mut algorithms = vec![selected];
    algorithms.extend(also);
    algorithms.extend(sums.algorithms());
    if let Some(pasted) = &*text.pasted.read() {
        algorithms.extend(pasted.likeliest());
    }
    let mut kept = Vec::new();
    algorithms.retain(|algorithm| {
        let fresh = !kept.contains(algorithm);
        kept.push(*algorithm);
        fresh
    });
    algorithms
}

/// The wanted algorithms, and those that are only compared.
fn with_further(wanted: &[Algorithm], further: &[Algorithm]) -> Vec<Algorithm> {
    let mut all = wanted.to_vec();
    all.extend(further.iter().filter(|one| !wanted.contains(one)));
    all
}

/// What `sha256sum` prints for the files that were read; with `--tag` where there are several algorithms.
fn lines(rows: &[Row], wanted: &[Algorithm]) -> String {
    let mut text = String::new();
    for row in rows {
        if let Reading::Done(digests) = &*row.reading.read() {
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

/// A row of the table.
#[component]
fn FileRow(
    /// The file.
    row: Row,
    /// The selected algorithm and form, and the expected digest.
    text: Text,
    /// The algorithms whose digests are shown.
    wanted: Memo<Vec<Algorithm>>,
) -> impl IntoView {
    let reading = RwSignal::from(row.reading);
    let digests = move || match reading.get() {
        Reading::Done(digests) => digests
            .into_iter()
            .filter(|digest| wanted.read().contains(&digest.algorithm()))
            .map(|digest| {
                let shown = move || {
                    let form = text.form.get();
                    form.show(&digest)
                        .unwrap_or_else(|| digest.encode(Encoding::default()))
                };
                view! { class="lk",
                    <p class="digest">
                        <span class="algorithm">{digest.algorithm().label()} " "</span>
                        <span>{shown}</span>
                    </p>
                }
            })
            .collect_view()
            .into_any(),
        Reading::Waiting => view! { class="lk", <p class="hint">"Not read yet."</p> }.into_any(),
        Reading::Cancelled => view! { class="lk", <p class="hint">"Cancelled."</p> }.into_any(),
        Reading::Failed(error) => view! { class="lk", <p class="error">{error}</p> }.into_any(),
    };
    let name = row.name.clone();
    let ruling = Memo::new(move |_| {
        let selected = text.algorithm.get();
        let pasted = text.pasted.read();
        match (&*reading.read(), &*pasted) {
            (Reading::Done(digests), Some(pasted)) => {
                let judgements = pasted.judge(Some(&name), |algorithm| {
                    let of = |digest: &&Digest| digest.algorithm() == algorithm;
                    digests.iter().find(of).copied()
                });
                rule(&judgements, selected)
            }
            _ => None,
        }
    });
    view! { class="lk",
        <tr>
            <td class="name">{row.name}</td>
            <td class="size">{size(row.size)}</td>
            <td>
                {digests}
                <div hidden=move || ruling.read().is_none()><VerdictLine ruling=ruling/></div>
            </td>
        </tr>
    }
}
