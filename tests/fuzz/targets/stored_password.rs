//! Fuzzes a stored password hash in what a person pasted.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::password::stored(data));
