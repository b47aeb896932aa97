//! A copy of a bundle, to which a person can go back.
//!
//! Not `Clone`: each copy of a secret is one more to overwrite, so it is made on purpose only.

use super::{Bundle, Row, place::Place, row::Origin, rows::Rows};
use crate::engine::base::secret::Secret;

impl Bundle {
    /// A copy of the bundle with all of its values. The imported text is shared.
    #[must_use]
    pub fn snapshot(&self) -> Self {
        let mut rows = Rows::default();
        for row in self.rows() {
            rows.push(copy(row));
        }
        Self {
            rows,
            next_id: self.next_id,
            imported: self.imported.clone(),
            source: self.source,
        }
    }
}

fn copy(row: &Row) -> Row {
    let secret = |secret: &Secret| Secret::from(secret.expose());
    Row {
        id: row.id,
        name: row.name.clone(),
        kind: row.kind,
        class: row.class,
        decision: row.decision,
        reason: row.reason.clone(),
        value: secret(&row.value),
        place: match &row.place {
            Place::Whole => Place::Whole,
            Place::Within {
                around,
                syntax,
                each,
            } => Place::Within {
                around: around.iter().map(secret).collect(),
                syntax: *syntax,
                each: each.clone(),
            },
        },
        origin: row.origin.as_ref().map(|origin| Origin {
            value: origin.value.as_ref().map(secret),
        }),
        twin: row.twin,
        anchor: row.anchor,
        missing: row.missing.clone(),
        differing: row.differing.clone(),
        entered: row.entered,
    }
}
