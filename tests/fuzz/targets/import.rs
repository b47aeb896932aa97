//! Fuzzes what a person imports into a bundle, with everything that is read in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::import::text(data));
