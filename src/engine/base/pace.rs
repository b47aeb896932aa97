//! Progress of a long read as text: how much is done, the speed, the time left.
//!
//! Sizes are in powers of ten, as disks and downloads are labelled.

use std::fmt;

/// The progress of a read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// The bytes read so far.
    pub done: u64,
    /// The bytes to read in total.
    pub all: u64,
    /// The time since the start in milliseconds.
    pub elapsed_ms: u64,
}

/// Before this time, in milliseconds, the measured speed is too noisy to show.
const SETTLED_MS: u64 = 300;

impl Pace {
    /// How much is done, in thousandths; 0 while the total is 0.
    #[must_use]
    pub fn thousandths(self) -> u16 {
        let share = u128::from(self.done) * 1000 / u128::from(self.all.max(1));
        u16::try_from(share.min(1000)).unwrap_or(1000)
    }

    /// The speed in bytes per second; `None` while it is not known.
    #[must_use]
    pub fn speed(self) -> Option<u64> {
        let settled = self.elapsed_ms >= SETTLED_MS && self.done > 0;
        settled.then(|| {
            let speed = u128::from(self.done) * 1000 / u128::from(self.elapsed_ms);
            u64::try_from(speed).unwrap_or(u64::MAX)
        })
    }

    /// The seconds left, rounded up; `None` while the speed is not known.
    #[must_use]
    pub fn seconds_left(self) -> Option<u64> {
        let left = self.all.saturating_sub(self.done);
        self.speed().map(|speed| left.div_ceil(speed.max(1)))
    }
}

/// `412 MB of 1.2 GB, 230 MB/s, 4 s left`.
impl fmt::Display for Pace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", size(self.done), size(self.all))?;
        if let (Some(speed), Some(left)) = (self.speed(), self.seconds_left()) {
            write!(f, ", {}/s, {} left", size(speed), duration(left))?;
        }
        Ok(())
    }
}

/// `999 bytes`, `1.2 kB`, `412 MB`: three digits at most, rounded down.
#[must_use]
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    match bytes {
        1 => return "1 byte".to_owned(),
        0..1000 => return format!("{bytes} bytes"),
        _ => {}
    }
    let (mut unit, mut scale) = (0, 1000);
    while bytes / scale >= 1000 && unit + 1 < UNITS.len() {
        unit += 1;
        scale *= 1000;
    }
    let whole = bytes / scale;
    if whole < 10 {
        format!("{whole}.{} {}", bytes % scale / (scale / 10), UNITS[unit])
    } else {
        format!("{whole} {}", UNITS[unit])
    }
}

/// `4 s`, `3 min 20 s`, `2 h 5 min`.
#[must_use]
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {} s", seconds / 60, seconds % 60),
        _ => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::{Pace, duration, size};

    #[test]
    fn a_size_has_three_digits_at_most() {
        let table = [
            (0, "0 bytes"),
            (1, "1 byte"),
            (999, "999 bytes"),
            (1000, "1.0 kB"),
            (9_999, "9.9 kB"),
            (10_000, "10 kB"),
            (999_999, "999 kB"),
            (4_294_967_296, "4.2 GB"),
            (u64::MAX, "18 EB"),
        ];
        for (bytes, expected) in table {
            assert_eq!(size(bytes), expected);
        }
    }

    #[test]
    fn a_duration_is_told_in_its_two_largest_units() {
        let table = [
            (0, "0 s"),
            (59, "59 s"),
            (200, "3 min 20 s"),
            (7_500, "2 h 5 min"),
        ];
        for (seconds, expected) in table {
            assert_eq!(duration(seconds), expected);
        }
    }

    #[test]
    fn speed_and_time_left_follow_from_what_was_read() {
        let pace = Pace {
            done: 412_000_000,
            all: 1_200_000_000,
            elapsed_ms: 2_000,
        };
        assert_eq!(pace.to_string(), "412 MB of 1.2 GB, 206 MB/s, 4 s left");
        assert_eq!(pace.thousandths(), 343);
    }

    #[test]
    fn nothing_is_said_of_the_speed_before_it_has_settled() {
        let pace = Pace {
            done: 1,
            all: 2_000,
            elapsed_ms: 299,
        };
        assert_eq!(pace.to_string(), "1 byte of 2.0 kB");
        assert_eq!(Pace::default().thousandths(), 0);
        let absurd = Pace {
            done: u64::MAX,
            all: 1,
            elapsed_ms: 300,
        };
        assert_eq!(absurd.thousandths(), 1000);
        assert_eq!(absurd.seconds_left(), Some(0));
    }
}
