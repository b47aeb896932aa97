//! Fuzzes a `.env` file as a whole, and its bytes.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::env::document(data));
