//! Variables that are requested by name and format, as a link does, not by a preset or a text.

use super::{Bundle, BundleError, Row, format::SecretFormat, reason::Reason};
use crate::engine::base::random::ByteSource;

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
            self.rows
                .push(Row::minted(id, name, *kind, Reason::AskedFor));
            added.push(id);
        }
        if let Err(error) = self.mint(added.clone(), now, source) {
            self.forget_since(before);
            return Err(error.into());
        }
        // What is asked for here is of the whole pair, whose rows wait for new values by now.
        for id in added {
            self.share_algorithm(id);
        }
        for (id, kind) in present {
            self.set_kind(id, kind, now, source)?;
        }
        Ok(())
    }
}
