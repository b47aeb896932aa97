//! Fuzzes the remembered costs of a password hash, and the user of a line of htpasswd.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::password::options(data));
