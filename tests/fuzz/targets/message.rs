//! Fuzzes a message between page and worker.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::message::any(data));
