//! Fuzzes the remembered options of a key.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::key::remembered(data));
