//! An imported bundle, and what is read of one. Beside it stand `bundles.rs` and `seeded.rs`.

use super::{bundles, seeded::Seeded};
use latchkey::engine::bundle::{Bundle, import::Source};
use latchkey::engine::env::Dialect;

/// The time of the tests, in seconds since 1970.
pub const NOW: u64 = 1_700_000_000;

/// The bundle of a text that Docker Compose reads.
pub fn imported(text: &str, source: Source) -> Bundle {
    bundles::import(text, source, Dialect::Compose, NOW, &mut Seeded::new(1)).expect("no faults")
}

/// The value of a variable.
pub fn value<'a>(bundle: &'a Bundle, name: &str) -> &'a str {
    bundle.row(name).expect(name).value().expose()
}
