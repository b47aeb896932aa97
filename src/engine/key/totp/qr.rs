//! A text as a QR code (ISO/IEC 18004), drawn as the outline of an SVG path.
//!
//! The text may be a secret: every buffer that holds it or its drawing is overwritten.

use crate::engine::base::secret::Secret;
use qrcodegen_no_heap::{QrCode, QrCodeEcc, Version};
use std::fmt::{self, Write as _};
use zeroize::Zeroizing;

/// The width of the quiet zone, the light modules that must surround a code on each side.
pub const QUIET: i32 = 4;

/// A QR code, drawn.
pub struct Drawing {
    /// Its width and height in modules, the quiet zone included.
    pub size: i32,
    /// The dark modules as the `d` attribute of a path, in units of one module.
    pub path: Secret,
}

/// A path that is being written.
struct Path(Secret);

impl fmt::Write for Path {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.push_str(text);
        Ok(())
    }
}

/// The QR code of `text`; `None` where it is too long for one, at more than 2331 bytes.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    let room = Version::MAX.buffer_len();
    let (mut data, mut modules) = (Zeroizing::new(vec![0; room]), Zeroizing::new(vec![0; room]));
    data.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
    let code = QrCode::encode_binary(
        &mut data,
        text.len(),
        &mut modules,
        QrCodeEcc::Medium,
        Version::MIN,
        Version::MAX,
        None,
        true,
    )
    .ok()?;
    // About two runs of dark modules in five modules, a dozen characters each.
    let side = usize::try_from(code.size()).ok()?;
    let mut path = Path(Secret::with_capacity(side * side * 5));
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let from = x;
            // `get_module` is false beyond the edge.
            while code.get_module(x, y) {
                x += 1;
            }
            if x > from {
                let run = x - from;
                let (left, top) = (from + QUIET, y + QUIET);
                write!(path, "M{left} {top}h{run}v1h-{run}z").ok()?;
            }
            x += 1;
        }
    }
    Some(Drawing {
        size: code.size() + 2 * QUIET,
        path: path.0,
    })
}

#[cfg(test)]
mod tests {
    use super::draw;

    #[test]
    fn a_code_has_its_three_finders_and_light_around_it() {
        let drawing = draw("otpauth://totp/a?secret=AAAA").expect("a short text");
        let path = drawing.path.expose();
        // Version 2 or 3: 25 or 29 modules.
        assert!([33, 37].contains(&drawing.size), "{}", drawing.size);
        let right = drawing.size - 4 - 7;
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.contains(&format!("M{right} 4h7v1h-7z")), "{path}");
        assert!(path.contains(&format!("M4 {right}h7v1h-7z")), "{path}");
    }

    #[test]
    fn a_text_too_long_for_any_code_has_none() {
        assert!(draw(&"a".repeat(2331)).is_some());
        for length in [2332, 3917, 3918, 3919, 100_000] {
            assert!(draw(&"a".repeat(length)).is_none(), "{length}");
        }
    }
}
