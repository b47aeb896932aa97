//! The rows of the table "Secrets", added from the bundle incrementally: a few more in each task.

use super::secret_editor::Choices;
use super::secrets_table::{Line, SecretRow, Shown};
use super::state::BundleState;
use super::words::listed;
use crate::browser::dom;
use crate::browser::task::spawn;
use crate::engine::bundle::reason::Reason;
use crate::engine::bundle::{Bundle, Class, Decision, Row, RowId};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::collections::HashMap;

/// How many rows are made in one task.
const CHUNK: usize = 20;
/// How many rows are removed in one task.
const DRAIN: usize = 100;
/// How many rows are made before "Show more" is pressed.
const MOST: usize = 2_000;

/// The rows of the bundle, added to the table incrementally. Each step is a task of its own, so that a thousand
/// rows never block the page.
#[derive(Clone, Copy)]
pub struct Rows {
    state: BundleState,
    lines: RwSignal<Vec<Line>>,
    /// How many of the lines are in the table.
    made: RwSignal<usize>,
    /// How many may be in the table.
    most: RwSignal<usize>,
    /// The number of the bundle that the lines belong to.
    number: StoredValue<u32>,
    changed: StoredValue<bool>,
    running: StoredValue<bool>,
}

impl Rows {
    /// No rows yet; they follow the bundle from now on.
    pub fn new(state: BundleState) -> Self {
        let rows = Self {
            state,
            lines: RwSignal::default(),
            made: RwSignal::default(),
            most: RwSignal::new(MOST),
            number: StoredValue::default(),
            changed: StoredValue::default(),
            running: StoredValue::default(),
        };
        Effect::new(move |_| {
            state.bundle.track();
            state.number.track();
            rows.changed.set_value(true);
            rows.run();
        });
        rows
    }

    /// The rows in the table.
    pub fn shown(self) -> Vec<Line> {
        let count = self.made.get().min(self.most.get());
        self.lines.read().iter().take(count).cloned().collect()
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.lines.read().len()
    }

    /// How many are not listed.
    pub fn further(self) -> usize {
        self.lines.read().len().saturating_sub(self.most.get())
    }

    /// Adds more of them to the table.
    pub fn show_further(self) {
        self.most.update(|most| *most += MOST);
        self.run();
    }

    /// Removes all rows at once.
    pub fn clear(self) {
        self.made.set(0);
        self.lines.set(Vec::new());
    }

    fn run(self) {
        if self.running.get_value() {
            return;
        }
        self.running.set_value(true);
        spawn(async move {
            loop {
                TimeoutFuture::new(0).await;
                if !self.step() {
                    break;
                }
            }
            self.running.set_value(false);
        });
    }

    /// Does one step; returns whether there was anything to do.
    fn step(self) -> bool {
        let number = self.state.number.get_untracked();
        let made = self.made.get_untracked();
        if self.number.get_value() != number {
            if made > 0 {
                let shown = made.min(self.lines.read_untracked().len());
                self.made.set(shown.saturating_sub(DRAIN));
                return true;
            }
            self.number.set_value(number);
            self.most.set(MOST);
        }
        if self.changed.get_value() {
            self.changed.set_value(false);
            let bundle = self.state.bundle.read_untracked();
            let next = follow(&bundle, number, &self.lines.read_untracked());
            if let Some(next) = next {
                self.lines.set(next);
            }
            return true;
        }
        let wanted = self.lines.read_untracked().len();
        let more = made < wanted.min(self.most.get_untracked());
        if more {
            self.made.set(made + CHUNK);
        }
        more
    }

    /// Shows the value of a row. A row of an older bundle, which is about to be removed, shows none.
    pub fn draw(self, key: (u32, RowId), shown: Shown, element: &web_sys::HtmlElement) {
        let state = self.state;
        let text = match shown {
            Shown::Masked if state.shown.get() && state.number.get() == key.0 => {
                let bundle = state.bundle.read();
                let value = bundle.by_id(key.1).map(|row| row.value().expose());
                dom::show_text(element, value.unwrap_or_default());
                return;
            }
            Shown::Masked => "••••••••",
            Shown::Empty => "empty",
            Shown::Waiting => "being computed",
            Shown::Missing => "missing",
            Shown::Off => "off",
        };
        dom::show_text(element, text);
    }
}

/// Updates the rows of `lines`; returns a new list where the set of rows has changed.
fn follow(bundle: &Bundle, number: u32, lines: &[Line]) -> Option<Vec<Line>> {
    let known: HashMap<_, _> = lines.iter().map(|line| (line.key, line)).collect();
    let next: Vec<Line> = bundle
        .rows()
        .iter()
        .map(|row| {
            let key = (number, row.id());
            let described = describe(bundle, row);
            if let Some(line) = known.get(&key) {
                if *line.row.read_untracked() != described {
                    line.row.set(described);
                }
                (*line).clone()
            } else {
                let row = ArcRwSignal::new(described);
                Line { key, row }
            }
        })
        .collect();
    let same = next.len() == lines.len()
        && next
            .iter()
            .zip(lines)
            .all(|(next, line)| next.key == line.key);
    (!same).then_some(next)
}

fn describe(bundle: &Bundle, row: &Row) -> SecretRow {
    let leader = match row.decision() {
        Decision::SameAs(leader) => Some(leader),
        _ => row.twin(),
    };
    let twin = leader
        .and_then(|leader| bundle.by_id(leader))
        .map(|leader| (leader.id(), leader.name().to_owned()));
    let decision = match (row.decision(), &twin) {
        _ if row.is_off() => "commented out".to_owned(),
        _ if row.missing().is_some() => "missing".to_owned(),
        (Decision::SameAs(_), Some((_, name))) => format!("same secret as {name}"),
        (Decision::Mint | Decision::SameAs(_), _) => format!("new: {}", row.kind()),
        (Decision::Keep, _) if row.value().is_empty() && !row.is_template() => {
            "left empty".to_owned()
        }
        (Decision::Keep, _) => "kept".to_owned(),
        (Decision::Blank, _) => "left blank".to_owned(),
    };
    SecretRow {
        id: row.id(),
        name: row.name().to_owned(),
        decision,
        reason: match (row.decision(), row.reason()) {
            _ if row.missing().is_some() => {
                let from = row.missing().unwrap_or_default();
                format!("made from {from}, whose value this page does not know")
            }
            (Decision::Keep, reason) if !row.differing().is_empty() => {
                let readers: Vec<&str> = row
                    .differing()
                    .iter()
                    .map(|reader| reader.label())
                    .collect();
                format!(
                    "{reason} · {} would read this line otherwise",
                    listed(&readers)
                )
            }
            // The decision names it already.
            (Decision::SameAs(_), Reason::SameValue { .. }) => "had the same value".to_owned(),
            (_, reason) => reason.to_string(),
        },
        elsewhere: is_elsewhere(row),
        off: row.is_off(),
        own: row.class() == Class::Own && !row.is_off()
            || matches!(row.decision(), Decision::Mint | Decision::SameAs(_)),
        value: if row.is_off() {
            Shown::Off
        } else if row.missing().is_some() {
            Shown::Missing
        } else if row.is_waiting() {
            Shown::Waiting
        } else if row.value().is_empty() && !row.is_template() {
            Shown::Empty
        } else {
            Shown::Masked
        },
        choices: Choices {
            decision: row.decision(),
            kind: row.kind(),
            commented: row.is_commented(),
            can_keep: row.has_imported_value() || row.decision() == Decision::Keep,
            twin,
        },
    }
}

/// Whether somebody else has to issue the value.
pub fn is_elsewhere(row: &Row) -> bool {
    row.class() == Class::Issued && row.decision() == Decision::Keep
}
