//! The rows of the table "Secrets", added from the bundle incrementally: a few more in each task.

use super::described::describe;
use super::secrets_table::{Line, ValueDisplay};
use super::state::BundleState;
use super::words;
use crate::browser::dom;
use crate::browser::task::spawn;
use crate::engine::base::secret::Secret;
use crate::engine::bundle::group::Group;
use crate::engine::bundle::{Bundle, Row, RowId};
use gloo::timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::collections::HashMap;

/// How many rows are made in one task.
const CHUNK: usize = 20;
/// How many rows are described in one task, whether they are in the table or not.
const DESCRIBED: usize = 500;
/// How many rows are removed in one task.
const DRAIN: usize = 100;
/// How many values are drawn again in one task.
const REDRAWN: usize = 200;
/// How many rows are made before "Show more" is pressed.
const MOST: usize = 2_000;

/// How many commented-out variables are in sight without being asked for.
const FEW: usize = 3;
/// How many names of a folded group are listed.
const FEW_NAMES: usize = 12;

/// The rows of the bundle, added to the table incrementally. Each step is a task of its own, so that a thousand
/// rows never block the page.
///
/// A row stays in the group that it was added to: it must not move away while a person changes it. When many values
/// change at once, all rows are grouped anew.
#[derive(Clone, Copy)]
pub struct Rows {
    state: BundleState,
    lines: RwSignal<Vec<Line>>,
    /// How many of the lines are in the table, folded groups aside.
    made: RwSignal<usize>,
    /// The folded groups that were opened since the bundle was made: their rows stay in the table.
    opened: RwSignal<[bool; 2]>,
    /// Which of the folded groups are open.
    open: RwSignal<[bool; 2]>,
    /// The number of the grouping that the lines follow.
    grouping: StoredValue<u32>,
    /// How many may be in the table.
    most: RwSignal<usize>,
    /// The number of the bundle that the lines belong to.
    number: StoredValue<u32>,
    changed: StoredValue<bool>,
    /// The values that are to be drawn again.
    redraw: StoredValue<Option<Redraw>>,
    /// The lines of a changed bundle, while they are made.
    following: StoredValue<Option<FollowingLines>>,
    running: StoredValue<bool>,
}

/// A pass over the lines in the table that draws their values again, some more in each task.
#[derive(Clone, Copy)]
struct Redraw {
    /// How many it has passed.
    passed: usize,
    /// Whether masked values are drawn too, not only those that are always in clear.
    all: bool,
}

/// The lines of a changed bundle, some more in each task.
struct FollowingLines {
    /// Those before the change.
    known: HashMap<(u32, RowId), Line>,
    /// Those of the first rows.
    next: Vec<Line>,
}

impl Rows {
    /// No rows yet; they follow the bundle from now on.
    pub fn new(state: BundleState) -> Self {
        let rows = Self {
            state,
            lines: RwSignal::default(),
            made: RwSignal::default(),
            opened: RwSignal::default(),
            open: RwSignal::default(),
            grouping: StoredValue::default(),
            most: RwSignal::new(MOST),
            number: StoredValue::default(),
            changed: StoredValue::default(),
            redraw: StoredValue::default(),
            following: StoredValue::default(),
            running: StoredValue::default(),
        };
        Effect::new(move |_| {
            state.bundle.track();
            state.number.track();
            state.regrouped.track();
            rows.changed.set_value(true);
            rows.redraw(state.shown.get_untracked());
            rows.run();
        });
        Effect::new(move |before: Option<bool>| {
            let shown = state.shown.get();
            if before.is_some_and(|before| before != shown) {
                rows.redraw(true);
                rows.run();
            }
            shown
        });
        rows
    }

    /// The rows of a group that are in the table.
    pub fn shown(self, group: Group) -> Vec<Line> {
        let count = self.made.get().min(self.most.get());
        let lines = self.lines.read();
        let groups = Group::ALL.map(|group| self.is_wanted(group));
        let wanted = lines.iter().filter(|line| groups[line.group as usize]);
        let shown = wanted.take(count).filter(|line| line.group == group);
        shown.cloned().collect()
    }

    /// How many are in a group.
    pub fn count_in(self, group: Group) -> usize {
        let lines = self.lines.read();
        lines.iter().filter(|line| line.group == group).count()
    }

    /// The names in a group.
    pub fn names_in(self, group: Group) -> String {
        let lines = self.lines.read();
        let rows = lines.iter().filter(|line| line.group == group);
        let names: Vec<String> = rows
            .take(FEW_NAMES)
            .map(|line| line.row.read_untracked().name.clone())
            .collect();
        names.join(", ")
    }

    /// How many are not listed, folded groups aside.
    pub fn further(self) -> usize {
        self.wanted().saturating_sub(self.most.get())
    }

    /// Whether a group is folded unless it is opened.
    pub fn folds(self, group: Group) -> bool {
        match group {
            Group::Kept => true,
            Group::Off => self.count_in(Group::Off) > FEW,
            _ => false,
        }
    }

    /// Whether the rows of a group are in sight.
    pub fn is_open(self, group: Group) -> bool {
        !self.folds(group) || self.open.read()[place(group)]
    }

    /// Opens or closes a folded group.
    pub fn toggle(self, group: Group) {
        self.open.update(|open| open[place(group)] ^= true);
        self.opened.update(|opened| opened[place(group)] = true);
        self.run();
    }

    /// Whether the rows of a group belong in the table.
    fn is_wanted(self, group: Group) -> bool {
        !self.folds(group) || self.opened.read()[place(group)]
    }

    /// How many rows belong in the table.
    fn wanted(self) -> usize {
        let lines = self.lines.read();
        Group::ALL
            .into_iter()
            .filter(|group| self.is_wanted(*group))
            .map(|group| lines.iter().filter(|line| line.group == group).count())
            .sum()
    }

    /// Adds more of them to the table.
    pub fn show_further(self) {
        self.most.update(|most| *most += MOST);
        self.run();
    }

    /// Removes all rows at once.
    pub fn clear(self) {
        self.made.set(0);
        self.following.set_value(None);
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

    fn take_following(self) -> Option<FollowingLines> {
        let mut taken = None;
        self.following
            .update_value(|following| taken = following.take());
        taken
    }

    /// Whether a pass over the rows is under way, and those that it has passed are still there.
    fn follows(self, number: u32) -> bool {
        let bundle = self.state.bundle.read_untracked();
        self.following.with_value(|following| {
            following.as_ref().is_some_and(|following| {
                let mut passed = following.next.iter().zip(bundle.rows());
                following.next.len() <= bundle.rows().len()
                    && passed.all(|(line, row)| line.key == (number, row.id()))
            })
        })
    }

    /// Has the values in the table drawn again: a value in clear is that of the bundle.
    fn redraw(self, all: bool) {
        self.redraw.update_value(|redraw| {
            let all = all || redraw.is_some_and(|redraw| redraw.all);
            *redraw = Some(Redraw { passed: 0, all });
        });
    }

    /// Draws some of them; returns whether there were any.
    fn redraw_some(self) -> bool {
        let Some(Redraw { passed, all }) = self.redraw.get_value() else {
            return false;
        };
        let made = self.made.get_untracked();
        let groups = untrack(|| Group::ALL.map(|group| self.is_wanted(group)));
        let lines = self.lines.read_untracked();
        let wanted = lines.iter().filter(|line| groups[line.group as usize]);
        let mut count = 0;
        for line in wanted.take(made).skip(passed).take(REDRAWN) {
            count += 1;
            if all || line.row.read_untracked().value == ValueDisplay::Clear {
                line.redraw.notify();
            }
        }
        let passed = passed + count;
        let next = (count == REDRAWN).then_some(Redraw { passed, all });
        self.redraw.set_value(next);
        count > 0
    }

    /// Does one step; returns whether there was anything to do.
    fn step(self) -> bool {
        let redraws = self.redraw_some();
        self.follow_some() || redraws
    }

    /// Removes, follows or makes some rows; returns whether there was anything to do.
    fn follow_some(self) -> bool {
        let number = self.state.number.get_untracked();
        let made = self.made.get_untracked();
        if self.number.get_value() != number {
            if made > 0 {
                let shown = made.min(untrack(|| self.wanted()));
                self.made.set(shown.saturating_sub(DRAIN));
                return true;
            }
            self.number.set_value(number);
            self.most.set(MOST);
            self.open.set([false; 2]);
            self.opened.set([false; 2]);
        }
        // A pass over the same rows goes to its end before the next: in a steady stream of changes it would never.
        if self.changed.get_value() && !self.follows(number) {
            self.changed.set_value(false);
            let bundle = self.state.bundle.read_untracked();
            let grouping = self.state.regrouped.get_untracked();
            if self.grouping.get_value() != grouping {
                self.grouping.set_value(grouping);
                if has_moved(&bundle, number, &self.lines.read_untracked()) {
                    // As for another bundle: all rows are removed and added again, a few in each task.
                    self.changed.set_value(true);
                    drop(bundle);
                    self.state
                        .number
                        .update(|number| *number = number.wrapping_add(1));
                    return true;
                }
            }
            let lines = self.lines.read_untracked();
            let known = lines.iter().map(|line| (line.key, line.clone()));
            self.following.set_value(Some(FollowingLines {
                known: known.collect(),
                next: Vec::with_capacity(bundle.rows().len()),
            }));
        }
        if let Some(mut following) = self.take_following() {
            let bundle = self.state.bundle.read_untracked();
            if following.go_on(&bundle, number) {
                self.following.set_value(Some(following));
            } else {
                let next = following.finish(&self.lines.read_untracked());
                if let Some(next) = next {
                    self.lines.set(next);
                }
            }
            // Otherwise some more are drawn before the next pass.
            if !self.changed.get_value() {
                return true;
            }
        }
        let wanted = untrack(|| self.wanted());
        // The lines of the bundle before stay until the first pass ends: they are not drawn again.
        let are_its = {
            let lines = self.lines.read_untracked();
            lines.first().is_none_or(|line| line.key.0 == number)
        };
        let more = are_its && made < wanted.min(self.most.get_untracked());
        if more {
            self.made.set(made + CHUNK);
        }
        more || self.changed.get_value()
    }

    /// Shows the value of a row. A row of an older bundle, which is about to be removed, shows none.
    pub fn draw(self, key: (u32, RowId), shown: ValueDisplay, element: &web_sys::HtmlElement) {
        let state = self.state;
        let text = match shown {
            ValueDisplay::Masked | ValueDisplay::Clear
                if (shown == ValueDisplay::Clear || state.shown.get_untracked())
                    && state.number.get_untracked() == key.0 =>
            {
                let bundle = state.bundle.read_untracked();
                let value = bundle.by_id(key.1).map(|row| row.value().expose());
                dom::show_text(element, value.unwrap_or_default());
                return;
            }
            ValueDisplay::Masked | ValueDisplay::Clear => "••••••••",
            ValueDisplay::Empty => words::EMPTY,
            ValueDisplay::Waiting => words::BEING_COMPUTED,
            ValueDisplay::Missing => words::MISSING,
            ValueDisplay::Off => words::OFF,
        };
        dom::show_text(element, text);
    }

    /// Puts into a field what was entered there.
    pub fn fill(self, key: (u32, RowId), input: &web_sys::HtmlInputElement) {
        let bundle = self.state.bundle.read_untracked();
        let same = self.state.number.get_untracked() == key.0;
        let row = bundle.by_id(key.1).filter(|_| same);
        let entered = row.and_then(Row::entered);
        dom::fill_input(input, entered.as_ref().map_or("", Secret::expose));
    }
}

/// The place of a group among those that are folded.
const fn place(group: Group) -> usize {
    match group {
        Group::Off => 1,
        _ => 0,
    }
}

/// Whether a row now belongs in another group than its line is in.
fn has_moved(bundle: &Bundle, number: u32, lines: &[Line]) -> bool {
    lines.iter().any(|line| {
        let row = bundle.by_id(line.key.1).filter(|_| line.key.0 == number);
        row.is_some_and(|row| bundle.group(row) != line.group)
    })
}

impl FollowingLines {
    /// Updates or makes the lines of some more rows of `bundle`; returns whether there are others.
    fn go_on(&mut self, bundle: &Bundle, number: u32) -> bool {
        let rows = bundle.rows();
        for row in rows.iter().skip(self.next.len()).take(DESCRIBED) {
            let key = (number, row.id());
            let described = describe(bundle, row);
            self.next.push(if let Some(line) = self.known.get(&key) {
                if *line.row.read_untracked() != described {
                    line.row.set(described);
                }
                line.clone()
            } else {
                let group = bundle.group(row);
                Line {
                    key,
                    row: ArcRwSignal::new(described),
                    group,
                    redraw: ArcTrigger::new(),
                }
            });
        }
        self.next.len() < rows.len()
    }

    /// The new list, where the set of rows has changed from that in `lines`.
    fn finish(self, lines: &[Line]) -> Option<Vec<Line>> {
        let mut next = self.next;
        // Within a group they keep the order of the file.
        next.sort_by_key(|line| line.group);
        let same = next.len() == lines.len()
            && next
                .iter()
                .zip(lines)
                .all(|(next, line)| next.key == line.key);
        (!same).then_some(next)
    }
}
