//! Fuzzes a schema: varlock, secretspec.toml, app.json.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::schema::text(data));
