//! Fuzzes a comment that says how a secret is made: commands, lengths, origins.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::import::comment(data));
