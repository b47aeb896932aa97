//! The time of day, which signed tokens and time-ordered identifiers carry.

/// Milliseconds since 1970-01-01 (UTC), from the machine's clock.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole, positive and far below 2^53"
)]
pub fn milliseconds() -> u64 {
    js_sys::Date::now() as u64
}

/// Seconds since 1970-01-01 (UTC), from the machine's clock.
#[must_use]
pub fn seconds() -> u64 {
    milliseconds() / 1000
}
