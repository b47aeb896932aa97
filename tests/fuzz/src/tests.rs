//! Each function on the inputs in `seeds/`, without libFuzzer; and that there is a program for each.

use std::fs;
use std::path::Path;

type Target = fn(&[u8]);

/// The programs in `targets/`, and what they fuzz.
const TARGETS: [(&str, Target); 22] = [
    ("checksum_list", crate::digest::list),
    ("encoded_bytes", crate::digest::encoded),
    ("env_document", crate::env::document),
    ("env_value", crate::env::value),
    ("expected_digest", crate::digest::expected),
    ("import", crate::import::text),
    ("import_comment", crate::import::comment),
    ("import_value", crate::import::value),
    ("inspected_key", crate::inspect::keys),
    ("key_options", crate::key::options),
    ("link", crate::link::fragment),
    ("message", crate::message::any),
    ("password_options", crate::password::options),
    ("private_key", crate::pair::private),
    ("record", crate::record::pasted),
    ("record_form", crate::record::form),
    ("remembered_draft", crate::key::remembered),
    ("schema", crate::schema::text),
    ("schema_type", crate::schema::declared),
    ("stored_password", crate::password::stored),
    ("syntax_tree", crate::syntax::tree),
    ("totp_label", crate::totp::label),
];

fn names(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(path).expect("the folder is there");
    let mut names: Vec<String> = entries
        .map(|entry| {
            let path = entry.expect("it can be listed").path();
            let name = path.file_stem().expect("it has a name");
            name.to_string_lossy().into_owned()
        })
        .collect();
    names.sort_unstable();
    names
}

#[test]
fn every_parser_has_a_program_and_seeds() {
    let targets = TARGETS.map(|(name, _)| name);
    assert_eq!(names("targets"), targets);
    assert_eq!(names("seeds"), targets);
}

#[test]
fn the_properties_hold_for_every_seed() {
    for (name, function) in TARGETS {
        let seeds = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("seeds")
            .join(name);
        for seed in fs::read_dir(seeds).expect("the folder is there") {
            function(&fs::read(seed.expect("it can be listed").path()).expect("it can be read"));
        }
    }
}
