//! Fuzzes private keys that are kept.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::pair::private(data));
