//! The rows of a bundle in order, indexed by name and by id: a text of 1 MiB has tens of thousands of them.

use super::{Row, RowId};
use std::{
    collections::HashMap,
    ops::{Deref, DerefMut},
};

/// Rows in order. A row's name and id never change once it is in the list.
#[derive(Debug, Default)]
pub(super) struct Rows {
    list: Vec<Row>,
    by_name: HashMap<String, usize>,
    /// The index of each row in `list`, by its id. A removed row leaves a stale index.
    by_id: Vec<usize>,
}

impl Rows {
    /// The index of the row of that name.
    pub fn at_name(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The index of the row of that id.
    pub fn at_id(&self, id: RowId) -> Option<usize> {
        let at = *self.by_id.get(usize::try_from(id.0).ok()?)?;
        self.list.get(at).filter(|row| row.id == id).map(|_| at)
    }

    /// Appends a row, whose name must be new.
    pub fn push(&mut self, row: Row) {
        self.enter(self.list.len(), &row);
        self.list.push(row);
    }

    /// Removes the rows after the first `count`.
    pub fn truncate(&mut self, count: usize) {
        for row in self.list.drain(count.min(self.list.len())..) {
            self.by_name.remove(&row.name);
        }
    }

    /// Inserts each row of `new` after the row at the index given with it. The indices are in ascending order.
    pub fn insert_behind(&mut self, new: Vec<(usize, Row)>) {
        let old = std::mem::take(self);
        let mut new = new.into_iter().peekable();
        for (at, row) in old.list.into_iter().enumerate() {
            self.push(row);
            while let Some((_, row)) = new.next_if(|(behind, _)| *behind == at) {
                self.push(row);
            }
        }
    }

    fn enter(&mut self, at: usize, row: &Row) {
        self.by_name.insert(row.name.clone(), at);
        let id = usize::try_from(row.id.0).expect("there are fewer rows than memory");
        if self.by_id.len() <= id {
            self.by_id.resize(id + 1, usize::MAX);
        }
        self.by_id[id] = at;
    }
}

impl Deref for Rows {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        &self.list
    }
}

impl DerefMut for Rows {
    fn deref_mut(&mut self) -> &mut [Row] {
        &mut self.list
    }
}

impl<'a> IntoIterator for &'a mut Rows {
    type Item = &'a mut Row;
    type IntoIter = std::slice::IterMut<'a, Row>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter_mut()
    }
}
