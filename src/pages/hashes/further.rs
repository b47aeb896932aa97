//! The algorithms that a checksum list needs beyond its likeliest ones: those of digests that failed and that may be
//! of another algorithm of the same length.

use crate::engine::digest::Algorithm;
use crate::engine::digest::sums::{FileState, Sums};
use leptos::prelude::*;

/// The further algorithms. They are only added to, so that files are not read again and again; `given` are the files
/// with what is known of them.
pub fn further_algorithms(
    sums: Memo<Sums>,
    given: impl Fn() -> Vec<(String, FileState)> + 'static,
) -> RwSignal<Vec<Algorithm>> {
    let further = RwSignal::new(Vec::<Algorithm>::new());
    Effect::new(move |_| {
        let given = given();
        let is_read = given.iter().all(|(_, state)| *state != FileState::Pending);
        let needed = if is_read {
            sums.read().further(&given)
        } else {
            Vec::new()
        };
        if needed
            .iter()
            .any(|one| !further.read_untracked().contains(one))
        {
            further.update(|further| further.extend(needed));
        }
    });
    further
}
