//! Fuzzes the type that a schema gives a variable.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::schema::declared(data));
