//! Fuzzes what a person pastes to be inspected.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::inspect::keys(data));
