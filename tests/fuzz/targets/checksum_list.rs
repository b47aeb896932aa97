//! Fuzzes a checksum list.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::digest::list(data));
