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

/// Milliseconds of a monotonic clock with an arbitrary origin; of the wall clock where there is none.
#[must_use]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "positive and far below 2^53; fractions do not count"
)]
pub fn steady_milliseconds() -> u64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or_else(milliseconds, |clock| clock.now() as u64)
}
