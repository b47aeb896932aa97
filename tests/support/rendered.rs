//! The finished file of a bundle.

use latchkey::engine::bundle::{Bundle, output::Output};

/// The text written for `output`, which carries every value.
pub fn written(bundle: &Bundle, output: Output) -> String {
    let rendered = bundle
        .render(output)
        .unwrap_or_else(|errors| panic!("{errors:?}"));
    rendered.text.expose().to_owned()
}
