//! Fuzzes the options of a link, for each tab.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::link::fragment(data));
