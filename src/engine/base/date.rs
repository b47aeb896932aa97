//! Moments in whole seconds, read and written as RFC 3339, and differences in days.
//!
//! The calendar is the proleptic Gregorian one, in years of four digits; dates are converted to days and back by
//! Howard Hinnant's algorithms.

use super::invisible::trimmed;
use std::fmt;
use std::str::FromStr;

/// The length of a day in seconds.
const DAY: i64 = 86_400;

/// A moment as Unix time: whole seconds since the beginning of 1970 in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// The last second of the year 9999.
    const LAST: i64 = 253_402_300_799;
    /// The first second of the year 0.
    const FIRST: i64 = -62_167_219_200;

    /// The moment at this Unix time, which may be negative; `None` outside of the years 0 to 9999.
    #[must_use]
    pub fn of_seconds(seconds: i64) -> Option<Self> {
        (Self::FIRST..=Self::LAST)
            .contains(&seconds)
            .then_some(Self(seconds))
    }

    /// The moment at this Unix time in milliseconds, rounded down to seconds and clamped to the year 9999.
    #[must_use]
    pub fn of_milliseconds(milliseconds: u64) -> Self {
        let seconds = i64::try_from(milliseconds / 1000).unwrap_or(Self::LAST);
        Self(seconds.min(Self::LAST))
    }

    /// The moment `days` days later, clamped to the year 9999.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self((self.0 + i64::from(days) * DAY).min(Self::LAST))
    }

    /// The days since `other`, rounded up; 0 if `other` is later.
    #[must_use]
    pub fn days_since(self, other: Self) -> u32 {
        let seconds = (self.0 - other.0).max(0);
        u32::try_from((seconds + DAY - 1) / DAY).unwrap_or(u32::MAX)
    }

    /// Year, month, day, hour, minute and second.
    fn parts(self) -> (i64, i64, i64, i64, i64, i64) {
        let (days, seconds) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        // Years begin in March here, so that the leap day is the last of a year.
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i64::from(month <= 2);
        (
            year,
            month,
            day,
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
        )
    }

    /// The date: `2026-11-26`.
    #[must_use]
    pub fn date(self) -> String {
        let (year, month, day, ..) = self.parts();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Date and time as a person reads them: `2026-11-26 20:00:15 UTC`.
    #[must_use]
    pub fn in_words(self) -> String {
        let (_, _, _, hour, minute, second) = self.parts();
        format!("{} {hour:02}:{minute:02}:{second:02} UTC", self.date())
    }

    /// In the basic format of ISO 8601, as iCalendar has it: `20261126T200000Z`.
    #[must_use]
    pub fn basic(self) -> String {
        let (year, month, day, hour, minute, second) = self.parts();
        format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, _, _, hour, minute, second) = self.parts();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.date())
    }
}

/// The days from 1970 to a date.
fn days_of(year: i64, month: i64, day: i64) -> i64 {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The number of days in the month.
fn days_in(year: i64, month: i64) -> i64 {
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    days_of(next.0, next.1, 1) - days_of(year, month, 1)
}

impl FromStr for Moment {
    type Err = MomentError;

    /// Reads a date, which is its first second in UTC, or a moment with its offset from UTC. Fractions of a second
    /// are dropped, a leap second counts as the one before it.
    fn from_str(text: &str) -> Result<Self, MomentError> {
        let text = trimmed(text);
        let mut reader = Digits(text);
        let year = reader.number(4).ok_or(MomentError::Form)?;
        let month = reader.after("-", 2).ok_or(MomentError::Form)?;
        let day = reader.after("-", 2).ok_or(MomentError::Form)?;
        if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
            return Err(MomentError::NoSuchDay);
        }
        let midnight = days_of(year, month, day) * DAY;
        if reader.0.is_empty() {
            return Ok(Self(midnight));
        }
        if !reader.skip(&["T", "t", " "]) {
            return Err(MomentError::Form);
        }
        let hour = reader.number(2).ok_or(MomentError::Form)?;
        let minute = reader.after(":", 2).ok_or(MomentError::Form)?;
        // A browser's date and time field leaves out the seconds.
        let second = if reader.0.starts_with(':') {
            reader.after(":", 2).ok_or(MomentError::Form)?
        } else {
            0
        };
        if hour > 23 || minute > 59 || second > 60 {
            return Err(MomentError::NoSuchDay);
        }
        if let Some(rest) = reader.0.strip_prefix('.') {
            let end = rest
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(rest.len());
            if end == 0 {
                return Err(MomentError::Form);
            }
            reader.0 = &rest[end..];
        }
        let offset = reader.offset().ok_or(MomentError::Zone)?;
        let seconds = midnight + hour * 3600 + minute * 60 + second.min(59) - offset;
        Self::of_seconds(seconds).ok_or(MomentError::NoSuchDay)
    }
}

/// The text that is still to be read.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    /// Reads exactly this many digits.
    fn number(&mut self, digits: usize) -> Option<i64> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        self.0 = rest;
        number.parse().ok()
    }

    fn after(&mut self, mark: &str, digits: usize) -> Option<i64> {
        self.0 = self.0.strip_prefix(mark)?;
        self.number(digits)
    }

    fn skip(&mut self, marks: &[&str]) -> bool {
        let rest = marks.iter().find_map(|mark| self.0.strip_prefix(mark));
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Reads an offset at the end of the text: the seconds that local time is ahead of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.skip(&["Z", "z"]) {
            return self.0.is_empty().then_some(0);
        }
        let sign = if self.skip(&["+"]) {
            1
        } else if self.skip(&["-"]) {
            -1
        } else {
            return None;
        };
        let hours = self.number(2)?;
        let minutes = self.after(":", 2)?;
        let is_right = hours < 24 && minutes < 60 && self.0.is_empty();
        is_right.then_some(sign * (hours * 3600 + minutes * 60))
    }
}

/// Why a text is not a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentError {
    /// It is not written as one.
    Form,
    /// The calendar has no such day, or a day no such time.
    NoSuchDay,
    /// It does not say its offset from UTC.
    Zone,
}

impl fmt::Display for MomentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "That is not a date. Type it as 2027-05-31, or with a time in UTC as 2027-05-31T18:00:00Z.",
            Self::NoSuchDay => "There is no such day or time. Check the month, the day and the time.",
            Self::Zone => "The time does not say its zone. Add Z for UTC, as in 2027-05-31T18:00:00Z.",
        })
    }
}

impl std::error::Error for MomentError {}

#[cfg(test)]
mod tests {
    use super::{Moment, MomentError};

    /// The seconds are those of `date -u -d … +%s`.
    #[test]
    fn known_moments_are_read_and_written() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T23:59:59Z", 951_868_799),
            ("2024-12-31T00:00:00Z", 1_735_603_200),
            ("2026-11-26T20:00:15Z", 1_795_723_215),
            ("2100-03-01T00:00:00Z", 4_107_542_400),
            ("1969-12-31T23:59:59Z", -1),
            ("9999-12-31T23:59:59Z", Moment::LAST),
            ("0000-01-01T00:00:00Z", Moment::FIRST),
        ] {
            assert_eq!(text.parse(), Ok(Moment(seconds)), "{text}");
            assert_eq!(Moment(seconds).to_string(), text);
        }
        assert_eq!(Moment(951_868_799).basic(), "20000229T235959Z");
        let milliseconds = Moment::of_milliseconds(951_868_799_999);
        assert_eq!(milliseconds, Moment(951_868_799));
        assert_eq!(Moment::of_milliseconds(u64::MAX), Moment(Moment::LAST));
    }

    #[test]
    fn days_between_moments_are_counted_with_the_begun_one() {
        let day = |text: &str| text.parse::<Moment>().unwrap();
        for (later, days) in [
            ("2026-11-26", 0),
            ("2026-11-26T00:00:01Z", 1),
            ("2026-11-27", 1),
            ("2027-11-26", 365),
            ("2025-11-26", 0),
        ] {
            assert_eq!(day(later).days_since(day("2026-11-26")), days, "{later}");
        }
    }

    #[test]
    fn dates_offsets_and_fractions_are_read() {
        for (text, same) in [
            ("2027-05-31", "2027-05-31T00:00:00Z"),
            (" 2027-05-31T18:30Z\n", "2027-05-31T18:30:00Z"),
            ("2027-05-31t18:30:00.999z", "2027-05-31T18:30:00Z"),
            ("2027-05-31 18:30:00+02:00", "2027-05-31T16:30:00Z"),
            ("2027-05-31T23:30:00-01:30", "2027-06-01T01:00:00Z"),
            ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
        ] {
            assert_eq!(text.parse::<Moment>().unwrap().to_string(), same, "{text}");
        }
    }

    #[test]
    fn what_is_no_moment_is_refused_in_words() {
        for (text, error) in [
            ("", MomentError::Form),
            ("tomorrow", MomentError::Form),
            ("31.05.2027", MomentError::Form),
            ("2027-5-31", MomentError::Form),
            ("2027-05-31x", MomentError::Form),
            ("2027-05-31T18:00:00.Z", MomentError::Form),
            ("٢٠٢٧-05-31", MomentError::Form),
            ("2027-02-29", MomentError::NoSuchDay),
            ("1900-02-29", MomentError::NoSuchDay),
            ("2027-13-01", MomentError::NoSuchDay),
            ("2027-04-31", MomentError::NoSuchDay),
            ("2027-05-31T24:00:00Z", MomentError::NoSuchDay),
            ("0000-01-01T00:00:00+01:00", MomentError::NoSuchDay),
            ("2027-05-31T18:00:00", MomentError::Zone),
            ("2027-05-31T18:00:00Zulu", MomentError::Zone),
            ("2027-05-31T18:00:00+2", MomentError::Zone),
        ] {
            assert_eq!(text.parse::<Moment>(), Err(error), "{text}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_is_the_one_after_the_day_before() {
        let mut day: Moment = "1600-01-01".parse().unwrap();
        let mut before = day.date();
        for _ in 0..292_194 {
            day = day.plus_days(1);
            let date = day.date();
            assert!(date > before, "{date} after {before}");
            assert_eq!(date.parse(), Ok(day));
            before = date;
        }
        assert_eq!(before, "2400-01-01");
        assert_eq!(Moment(Moment::LAST).plus_days(9), Moment(Moment::LAST));
    }
}
