//! Fuzzes JSON and TOML.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::syntax::tree(data));
