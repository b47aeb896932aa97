//! Fuzzes hex, base64 and the key of an HMAC.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::digest::encoded(data));
