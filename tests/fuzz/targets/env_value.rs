//! Fuzzes the value of a variable, by each reader of `.env` files.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::env::value(data));
