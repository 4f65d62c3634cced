//! Local calendar days as whole numbers. Not instants: times and zones are the journal's affair.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};
use std::fmt;

/// A local day, counted in days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// Before every day a book can hold.
    pub const MIN: Self = Self(-719_162);
    /// After every day a book can hold (9999-12-31).
    pub const MAX: Self = Self(2_932_896);

    /// The day of a calendar date; `None` where there is no such date or it lies outside the years 1 to 9999.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year, month, day)?;
        (1..=9999).contains(&year).then(|| Self::from_date(date))
    }

    /// The day of a chrono date.
    pub fn from_date(date: NaiveDate) -> Self {
        Self(date.to_epoch_days())
    }

    /// Reads exactly `YYYY-MM-DD`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |range: std::ops::Range<usize>| {
            text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).and_then(|part| part.parse::<u32>().ok())
        };
        let year = i32::try_from(number(0..4)?).ok()?;
        Self::from_ymd(year, number(5..7)?, number(8..10)?)
    }

    /// The calendar date of this day; days outside the years 1 to 9999 are moved to the nearest day inside.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0.clamp(Self::MIN.0, Self::MAX.0)).unwrap_or(NaiveDate::MIN)
    }

    /// This day moved by a number of days, kept inside the years 1 to 9999.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days).clamp(Self::MIN.0, Self::MAX.0))
    }

    /// Whole days from `earlier` to this day; negative when this day comes first.
    pub fn since(self, earlier: Self) -> i32 {
        self.0 - earlier.0
    }

    /// The same day of the month a number of calendar months on; a day the month lacks becomes its last day.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Self {
        let date = self.date();
        let step = Months::new(months.unsigned_abs());
        let moved = if months < 0 { date.checked_sub_months(step) } else { date.checked_add_months(step) };
        moved.map_or(self, Self::from_date)
    }

    /// Whole calendar months from this day to `end`, if it lies exactly that many months on (at least one).
    pub fn whole_months_to(self, end: Self) -> Option<i32> {
        let months = self.months_until(end);
        (months >= 1 && self.plus_months(months) == end).then_some(months)
    }

    /// Calendar months from this day's month to that of `end`, days of the month left out of account.
    pub fn months_until(self, end: Self) -> i32 {
        let (from, to) = (self.date(), end.date());
        (to.year() - from.year()) * 12 + to.month0().cast_signed() - from.month0().cast_signed()
    }

    /// Monday to Sunday.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// Month (1 to 12) and day of the month (1 to 31).
    pub fn month_day(self) -> (u32, u32) {
        let date = self.date();
        (date.month(), date.day())
    }

    /// The last day of this day's month.
    #[must_use]
    pub fn month_end(self) -> Self {
        let date = self.date();
        date.with_day(1)
            .and_then(|first| first.checked_add_months(Months::new(1)))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .map_or(self, Self::from_date)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl serde::Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_and_prints_the_same() {
        for text in ["1970-01-01", "2024-02-29", "2026-11-23", "9999-12-31"] {
            assert_eq!(Day::parse_iso(text).map(|day| day.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["2025-02-29", "2025-13-01", "2025-1-05", "20250105", "", "2025-01-0x", "+025-01-01", "0000-01-01"] {
            assert_eq!(Day::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_on_from_the_31st_is_the_last_day_of_the_next_month() {
        let day = Day::parse_iso("2025-01-31").unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2025-02-28");
        assert_eq!(day.plus_months(-2).to_string(), "2024-11-30");
    }

    #[test]
    fn whole_months_are_told_from_odd_lengths() {
        let day = |text| Day::parse_iso(text).unwrap();
        assert_eq!(day("2025-04-01").whole_months_to(day("2026-04-01")), Some(12));
        assert_eq!(day("2025-04-01").whole_months_to(day("2026-03-31")), None);
        assert_eq!(day("2025-04-01").whole_months_to(day("2025-04-01")), None);
    }
}
