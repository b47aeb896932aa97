//! Fuzzes the field "Expected digest".
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::digest::expected(data));
