//! Fuzzes the form of a server record.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::record::form(data));
