//! Fuzzes the options of a key as typed: prefix, alphabet, sizes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::key::options(data));
