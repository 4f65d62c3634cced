//! Business days: which days there is work on, and counting along them. Holidays come from the config and from Japan's law.

use crate::config::{Config, Holidays};
use crate::domain::Day;
use chrono::Weekday;
use jpholiday::jpholiday::JPHoliday;

/// The days on which there is no work.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    holidays: Holidays,
    /// Ascending.
    days_off: Vec<Day>,
}

impl Calendar {
    /// The calendar of a config.
    pub fn of(config: &Config) -> Self {
        let mut days_off = config.calendar.days_off.clone();
        days_off.sort_unstable();
        Self { holidays: config.calendar.holidays, days_off }
    }

    /// Whether there is work on a day: no weekend, no public holiday, no day off.
    pub fn is_business(&self, day: Day) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && self.days_off.binary_search(&day).is_err() && !self.is_holiday(day)
    }

    /// The business day that comes `n` business days after a day; for 0 the day itself, or the next one with work.
    #[must_use]
    pub fn after(&self, day: Day, n: i32) -> Day {
        let mut found = if n <= 0 { self.on_or_after(day) } else { day };
        for _ in 0..n {
            found = self.on_or_after(found.plus(1));
        }
        found
    }

    /// The day, or the next one with work.
    #[must_use]
    pub fn on_or_after(&self, day: Day) -> Day {
        self.seek(day, 1)
    }

    /// The day, or the last one before it with work.
    #[must_use]
    pub fn on_or_before(&self, day: Day) -> Day {
        self.seek(day, -1)
    }

    /// The first day with work in a direction; the end of time has none and stands for itself.
    fn seek(&self, day: Day, step: i32) -> Day {
        let mut found = day;
        while !self.is_business(found) && Day::MIN < found && found < Day::MAX {
            found = found.plus(step);
        }
        found
    }

    fn is_holiday(&self, day: Day) -> bool {
        match self.holidays {
            Holidays::Japan => JPHoliday::new().is_holiday(&day.date()),
            Holidays::None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn japan() -> Calendar {
        Calendar::of(&Config::default())
    }

    #[rstest]
    #[case::an_ordinary_week("2026-11-24", 1, "2026-11-25")]
    #[case::over_a_weekend("2026-11-27", 1, "2026-11-30")]
    #[case::over_labour_thanksgiving("2026-11-20", 1, "2026-11-24")]
    #[case::from_a_saturday("2026-11-28", 1, "2026-11-30")]
    #[case::golden_week_with_its_substitute_day("2026-05-01", 1, "2026-05-07")]
    #[case::golden_week_2025("2025-05-02", 1, "2025-05-07")]
    #[case::a_day_between_two_holidays("2026-09-18", 1, "2026-09-24")]
    #[case::new_year_itself_only("2026-12-31", 1, "2027-01-04")]
    #[case::five_days("2026-11-24", 5, "2026-12-01")]
    #[case::none_on_a_business_day("2026-11-24", 0, "2026-11-24")]
    #[case::none_on_a_holiday("2026-11-23", 0, "2026-11-24")]
    #[case::the_end_of_time("9999-12-31", 3, "9999-12-31")]
    fn business_days_are_counted_past_weekends_and_holidays(#[case] from: &str, #[case] n: i32, #[case] wanted: &str) {
        assert_eq!(japan().after(day(from), n), day(wanted));
    }

    #[test]
    fn days_off_over_the_turn_of_the_year_are_no_business_days() {
        let mut config = Config::default();
        config.calendar.days_off = ["2027-01-04", "2026-12-30", "2026-12-31"].map(day).to_vec();
        assert_eq!(Calendar::of(&config).after(day("2026-12-29"), 1), day("2027-01-05"));
    }

    #[test]
    fn without_holidays_only_weekends_and_days_off_count() {
        let mut config = Config::default();
        config.calendar.holidays = Holidays::None;
        assert_eq!(Calendar::of(&config).after(day("2026-05-01"), 1), day("2026-05-04"));
    }

    #[test]
    fn a_day_before_something_moves_back_on_to_a_business_day() {
        assert_eq!(japan().on_or_before(day("2026-05-06")), day("2026-05-01"));
        assert_eq!(japan().on_or_before(day("2026-05-01")), day("2026-05-01"));
        assert_eq!(japan().on_or_before(Day::MIN.plus(-1)), Day::MIN);
    }
}
