//! The periods over which a rate limit counts requests.

use crate::engine::base::choices::choices;

/// The period over which a rate limit counts requests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Period {
    /// 1 second.
    Second,
    /// 60 seconds.
    #[default]
    Minute,
    /// 3600 seconds.
    Hour,
    /// 86,400 seconds.
    Day,
}

choices!(impl Period {
    Second = "second", "a second";
    Minute = "minute", "a minute";
    Hour = "hour", "an hour";
    Day = "day", "a day";
});

impl Period {
    /// Its length in seconds.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 3600,
            Self::Day => 86_400,
        }
    }

    /// The period of that length; `None` for any other length.
    #[must_use]
    pub fn of_seconds(seconds: u32) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|period| period.seconds() == seconds)
    }
}
