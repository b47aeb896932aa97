//! Unix times in seconds as a person reads them, in UTC, and how far they are from now.

use super::date::Moment;

const DAY: i64 = 86_400;

/// `2026-11-26 20:03:34 UTC`; a time outside of the years 0 to 9999 as a number of seconds.
#[must_use]
pub fn date(seconds: i64) -> String {
    Moment::of_seconds(seconds)
        .map_or_else(|| format!("{seconds} seconds since 1970"), Moment::in_words)
}

/// The same from fourteen ASCII digits, `YYYYMMDDhhmmss`; the calendar is not checked.
#[must_use]
pub fn of_digits(digits: &str) -> String {
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-{} {}:{}:{} UTC",
        part(0, 4),
        part(4, 6),
        part(6, 8),
        part(8, 10),
        part(10, 12),
        part(12, 14)
    )
}

/// How far a moment is from now: `in 3 days`, `2 years ago`. Both are Unix times in seconds.
#[must_use]
pub fn distance(moment: i64, now: i64) -> String {
    const UNITS: [(i64, &str); 5] = [
        (365 * DAY + DAY / 4, "year"),
        (DAY, "day"),
        (3600, "hour"),
        (60, "minute"),
        (1, "second"),
    ];
    let apart = moment.saturating_sub(now);
    let length = apart.saturating_abs();
    let Some((unit, name)) = UNITS.into_iter().find(|(unit, _)| length >= *unit) else {
        return "now".to_owned();
    };
    let count = length / unit;
    let ending = if count == 1 { "" } else { "s" };
    if apart > 0 {
        format!("in {count} {name}{ending}")
    } else {
        format!("{count} {name}{ending} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::{date, distance, of_digits};

    /// Computed with GNU date.
    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01 00:00:00 UTC"),
            (-1, "1969-12-31 23:59:59 UTC"),
            (951_782_400, "2000-02-29 00:00:00 UTC"),
            (951_868_800, "2000-03-01 00:00:00 UTC"),
            (4_107_542_399, "2100-02-28 23:59:59 UTC"),
            (4_107_542_400, "2100-03-01 00:00:00 UTC"),
            (1_507_608_047, "2017-10-10 04:00:47 UTC"),
            (253_402_300_799, "9999-12-31 23:59:59 UTC"),
            (253_402_300_800, "253402300800 seconds since 1970"),
            (-62_167_219_200, "0000-01-01 00:00:00 UTC"),
        ] {
            assert_eq!(date(seconds), expected);
        }
        for far in [i64::MIN, i64::MAX] {
            assert!(date(far).ends_with("since 1970"));
        }
    }

    #[test]
    fn digits_are_put_apart() {
        assert_eq!(of_digits("20261126200334"), "2026-11-26 20:03:34 UTC");
    }

    #[test]
    fn a_distance_is_told_in_its_largest_unit() {
        for (moment, now, expected) in [
            (100, 100, "now"),
            (101, 100, "in 1 second"),
            (0, 7200, "2 hours ago"),
            (86_400 * 3, 0, "in 3 days"),
            (0, 86_400 * 800, "2 years ago"),
            (i64::MAX, i64::MIN, "in 292271023045 years"),
            (i64::MIN, i64::MAX, "292271023045 years ago"),
        ] {
            assert_eq!(distance(moment, now), expected);
        }
    }
}
