//! Variables that somebody asks for by name and format, outside of any preset or text.

use super::{
    Bundle, BundleError, Class, Decision, Row, format::SecretFormat, id::RowId, place::Place,
    reason::Reason, row::Anchor,
};
use crate::engine::base::random::ByteSource;
use crate::engine::base::secret::Secret;

impl Bundle {
    /// Appends these variables. One that the bundle has already gets the format that is asked for here. `now` dates
    /// signed tokens, in seconds since 1970 (UTC).
    ///
    /// # Errors
    /// [`BundleError::Random`].
    pub fn add_variables(
        &mut self,
        variables: &[(String, SecretFormat)],
        now: u64,
        source: &mut dyn ByteSource,
    ) -> Result<(), BundleError> {
        let before = (self.rows.len(), self.next_id);
        let mut added = Vec::new();
        let mut present = Vec::new();
        for (name, kind) in variables {
            if let Some(row) = self.row(name) {
                if row.kind != *kind {
                    present.push((row.id, *kind));
                }
                continue;
            }
            let id = self.new_id();
            self.rows.push(Row::asked_for(id, name, *kind));
            added.push(id);
        }
        if let Err(error) = self.mint(added, now, source) {
            self.forget_since(before);
            return Err(error.into());
        }
        for (id, kind) in present {
            self.set_kind(id, kind, now, source)?;
        }
        Ok(())
    }
}

impl Row {
    fn asked_for(id: RowId, name: &str, kind: SecretFormat) -> Self {
        Self {
            id,
            name: name.to_owned(),
            kind,
            class: Class::Own,
            decision: Decision::Mint,
            reason: Reason::AskedFor,
            value: Secret::with_capacity(0),
            place: Place::Whole,
            origin: None,
            twin: None,
            anchor: Anchor::End,
            missing: None,
            differing: Vec::new(),
            entered: false,
        }
    }
}
