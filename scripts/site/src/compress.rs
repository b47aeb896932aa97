//! The transfer size of a file.

use brotli::enc::BrotliEncoderParams;
use std::io::{self, Cursor};

/// `content` as a static host with precompressed files sends it: with Brotli (RFC 7932) at its highest level.
///
/// # Errors
/// None in practice: it only reads and writes memory.
pub fn compress(content: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let settings = BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut Cursor::new(content), &mut compressed, &settings)?;
    Ok(compressed)
}
