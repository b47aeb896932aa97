//! End-to-end tests: the built page in `dist/`, behind a plain file server, in a real browser: Chromium, or
//! the one whose engine `LATCHKEY_ENGINE` names, `firefox` or `webkit`.
//!
//! `make build` first. Each test has a browser of its own with an empty profile, and fails on any policy
//! violation and on any console message of level warning or error, whatever else it tests. The tests find
//! elements by role and accessible name only, so they also tell whether a screen reader would.
//! They do not judge the look beyond what a machine can; `target/screenshots/` is for people.

#![cfg(not(target_arch = "wasm32"))]

mod abuse;
mod axe;
mod boot;
mod budget;
mod bundle;
mod bundle_decisions;
mod bundle_doubt;
mod bundle_import;
mod bundle_many;
mod bundle_outputs;
mod bundle_pairs;
mod bundle_pauses;
mod bundle_presets;
mod bundle_result;
mod bundle_schema;
mod bundle_undo;
mod clearing;
mod codes;
mod copying;
mod drops;
mod engines;
mod faults;
mod files;
#[path = "../support/filled.rs"]
mod filled;
#[allow(dead_code, reason = "other tests use the rest of it")]
mod formats;
mod harness;
mod hashes;
mod hashes_files;
mod hashes_long;
mod hashes_options;
mod hashes_passwords;
mod hashes_views;
mod hosting;
mod inspect;
mod keyboard;
mod keyboard_flows;
mod keypair;
mod lacking;
mod links;
mod look;
mod memory;
mod minting;
mod options;
mod panics;
mod parts;
mod pictures;
mod policy;
mod random;
mod record;
mod referees;
#[path = "../referees/mod.rs"]
mod referees_installed;
mod restored;
mod shortcuts;
mod show_once;
mod single;
mod status;
mod token;
mod token_form;
mod worker;
mod worker_faults;
