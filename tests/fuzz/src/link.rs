//! Links: whatever one says, what is read from it is valid, and weak only where a person insists.

use crate::input::text;
use latchkey::engine::bundle::format::FormatFamily;
use latchkey::engine::env::document::is_name;
use latchkey::engine::key::batch::KEYS;
use latchkey::engine::key::draft::Draft;
use latchkey::engine::key::spec::TokenSpec;
use latchkey::engine::link::error::Errors;
use latchkey::engine::link::limits::{LONGEST, MOST_ENTRIES};
use latchkey::engine::link::{Link, USUAL_BITS, bundle, hashes, keypair, token};
use std::collections::HashSet;

/// The options of a link, read by each tab.
///
/// # Panics
/// Where a value is outside of its range, or a link that is written is read otherwise.
pub fn fragment(data: &[u8]) {
    let given = text(data);
    token_tab(token::read(&given));
    bundle_tab(bundle::read(&given));
    let link = hashes::read(&given);
    told(&link);
    assert!(link.options.form.fits(link.options.algorithm));
    let again = hashes::read(options_of(&hashes::write(link.options)));
    assert_eq!(
        (again.options, again.errors),
        (link.options, Errors::default())
    );
    pair_tab(&keypair::read(&given));
    let choices = keypair::PairChoices::from_line(&given);
    assert_eq!(keypair::PairChoices::from_line(&choices.to_line()), choices);
    assert!(
        choices
            .options
            .purpose
            .algorithms()
            .contains(&choices.options.algorithm)
    );
}

fn pair_tab(link: &Link<keypair::PairOptions>) {
    told(link);
    let options = link.options;
    assert!(options.purpose.algorithms().contains(&options.algorithm));
    let again = keypair::read(options_of(&keypair::write(options)));
    assert_eq!((again.options, again.errors), (options, Errors::default()));
}

fn token_tab(link: Link<Draft>) {
    told(&link);
    let asked = link.raised.is_some();
    let spec = link
        .options
        .read()
        .spec
        .expect("the options of a link are valid");
    assert!(
        !asked || spec.bits() >= f64::from(USUAL_BITS),
        "few bits were not raised"
    );
    let insisted = link.clone().insisted();
    for draft in [&link.options, &insisted.options] {
        let parsed = draft.read();
        let spec = parsed.spec.expect("the options of a link are valid");
        let many = parsed.many.expect("the number of keys is in its range");
        assert!((KEYS.least..=KEYS.most).contains(&many));
        if let Some(limits) = spec.entropy_limits() {
            assert!((limits.least..=limits.most).contains(&spec.entropy.bits().into()));
        }
    }
    let written = token::write(&link.options).expect("the options are valid");
    let again = token::read(options_of(&written));
    assert_eq!(again.errors, Errors::default(), "{written}");
    let again = again
        .options
        .read()
        .spec
        .expect("the options of a link are valid");
    assert_eq!(again.size(), spec.size(), "{written}");
    // The bits asked for may be fewer than the words or symbols have.
    let entropy = spec.entropy;
    assert_eq!(TokenSpec { entropy, ..again }, spec, "{written}");
}

fn bundle_tab(link: Link<bundle::BundleOptions>) {
    told(&link);
    let insisted = link.clone().insisted();
    for options in [&link.options, &insisted.options] {
        let names: HashSet<&str> = options.variables.iter().map(|(name, _)| &**name).collect();
        assert!(names.len() == options.variables.len() && names.len() <= MOST_ENTRIES);
        assert!(names.iter().all(|name| is_name(name)));
        let presets: HashSet<_> = options.presets.iter().collect();
        assert_eq!(presets.len(), options.presets.len());
        for (_, format) in &options.variables {
            let range = FormatFamily::LEAST..=FormatFamily::MOST;
            assert!(
                format.size().is_none_or(|size| range.contains(&size)),
                "{format}"
            );
        }
    }
    let written = bundle::write(&link.options);
    let again = bundle::read(options_of(&written));
    assert_eq!(again.errors, Errors::default(), "{written}");
    assert_eq!(again.options, link.options, "{written}");
}

/// What a person is told of a link is short, whatever its length.
fn told<T>(link: &Link<T>) {
    let notice = link.notice();
    assert!(notice.errors.len() <= Errors::LISTED + 1);
    for line in notice.errors.iter().chain([&notice.chosen]) {
        assert!(!line.is_empty() && line.len() <= LONGEST, "{line}");
    }
}

/// What stands behind the tab.
fn options_of(link: &str) -> &str {
    link.split_once('?').map_or("", |(_, options)| options)
}
