//! Fuzzes issuer and account of a TOTP secret.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::totp::label(data));
