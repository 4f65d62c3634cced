//! The only reader of the clock. Gives local days and instants; what they mean is the caller's affair.

use crate::domain::Day;
use crate::platform::PlatformError;
use chrono::{DateTime, FixedOffset, Local, SecondsFormat, Utc};
use std::time::SystemTime;

/// Where the time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock and time zone.
    System,
    /// One instant for ever, for tests and the demo.
    Fixed(DateTime<FixedOffset>),
}

impl Clock {
    /// A clock that stands still at an instant given as RFC 3339.
    pub fn fixed(text: &str) -> Result<Self, PlatformError> {
        DateTime::parse_from_rfc3339(text).map(Self::Fixed).map_err(|_| PlatformError::NotAnInstant { text: text.to_owned() })
    }

    /// A clock that stands still at noon, UTC, of a day.
    pub fn on(day: Day) -> Self {
        Self::Fixed(day.date().and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset() + chrono::TimeDelta::hours(12))
    }

    /// The user's local day.
    pub fn today(self) -> Day {
        Day::from_date(self.instant().date_naive())
    }

    /// The local day of an instant.
    pub fn day_of(self, time: SystemTime) -> Day {
        Day::from_date(DateTime::<Utc>::from(time).with_timezone(self.instant().offset()).date_naive())
    }

    /// Now, as RFC 3339 with the local offset, to the millisecond.
    pub fn now(self) -> String {
        self.instant().to_rfc3339_opts(SecondsFormat::Millis, false)
    }

    fn instant(self) -> DateTime<FixedOffset> {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
            Self::System => Local::now().fixed_offset(),
            Self::Fixed(instant) => instant,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_the_local_one_not_that_of_utc() {
        let clock = Clock::fixed("2026-11-23T07:30:00+09:00").unwrap();
        assert_eq!(clock.today().to_string(), "2026-11-23");
        assert_eq!(clock.now(), "2026-11-23T07:30:00.000+09:00");
    }

    #[test]
    fn a_clock_set_to_a_day_says_that_day() {
        let day = Day::parse_iso("2024-02-29").unwrap();
        assert_eq!(Clock::on(day).today(), day);
        assert!(Clock::fixed("2024-02-29").is_err());
    }

    #[test]
    fn the_machines_clock_gives_an_instant_that_can_be_read_back() {
        assert!(Clock::fixed(&Clock::System.now()).is_ok());
    }
}
