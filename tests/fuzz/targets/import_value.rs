//! Fuzzes the value of a secret: links, JSON, placeholders, hashes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::import::value(data));
