//! The checksum of a key by the definition of CRC-32, bit by bit, as a reference for the tests.

/// The CRC-32 of zlib of `text` as six base62 symbols, most significant first.
pub fn crc32_base62(text: &[u8]) -> [u8; 6] {
    const SYMBOLS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let mut rest = !text.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    });
    let mut out = [b'0'; 6];
    for place in out.iter_mut().rev() {
        *place = SYMBOLS[(rest % 62) as usize];
        rest /= 62;
    }
    out
}
