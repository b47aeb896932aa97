//! What a person does with a variable after an import: get it, look at it, take it as it is.

use super::{
    Bundle, Class, Decision, Row, placeholder::is_placeholder, reason::Reason, source::Source,
};
use crate::engine::base::secret::Secret;

/// The groups of a bundle's variables, in the order in which a person wants them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// A provider issues the secret.
    Provider,
    /// The page cannot tell whether the value is right.
    Look,
    /// A new secret.
    New,
    /// Kept as it was.
    Kept,
    /// Commented out.
    Off,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Provider, Self::Look, Self::New, Self::Kept, Self::Off];
}

impl Bundle {
    /// The group of a row. Entering a value does not change it.
    #[must_use]
    pub fn group(&self, row: &Row) -> Group {
        let minted = match row.decision {
            Decision::Mint => true,
            // The blank half of an account takes the value that the other half keeps.
            Decision::SameAs(leader) => {
                let kept = |leader: &Row| leader.decision == Decision::Keep;
                row.reason != Reason::KeptAccount || !self.by_id(leader).is_some_and(kept)
            }
            Decision::Keep | Decision::Blank => false,
        };
        match () {
            () if row.is_off() => Group::Off,
            () if row.missing.is_some() => Group::Look,
            () if minted && row.reason == Reason::UnknownCommand => Group::Look,
            () if minted => Group::New,
            () if row.class == Class::Issued && self.is_wanted(row) => Group::Provider,
            () if row.entered || self.is_doubtful(row) => Group::Look,
            () => Group::Kept,
        }
    }

    /// Whether a provider's secret is still to be obtained: the value in an example is not a real one.
    fn is_wanted(&self, row: &Row) -> bool {
        let imported = row.origin.as_ref().and_then(|origin| origin.value.as_ref());
        let bare = imported.and_then(|value| row.place.bare(value));
        let bare = bare.as_ref().or(imported).map_or("", Secret::expose);
        self.source == Some(Source::Example) || bare.is_empty() || is_placeholder(bare)
    }

    /// Whether a kept value may be wrong.
    fn is_doubtful(&self, row: &Row) -> bool {
        let kept = row.decision == Decision::Keep;
        let open = self.source == Some(Source::Example) || row.value.is_empty();
        kept && match row.reason {
            _ if row.needs_person() => true,
            Reason::Command | Reason::Weak => true,
            Reason::KeyPair => open,
            _ => !row.differing.is_empty() || Bundle::holds_placeholder(row),
        }
    }
}
