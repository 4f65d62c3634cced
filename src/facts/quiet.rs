//! Quiet seasons (年末年始, GW, お盆) as runs of days, so that a window is counted without walking through its days.

use crate::domain::Day;

/// The month and day of the first and the last day of a season, both inside; may cross the year's end.
pub type Season = ((u32, u32), (u32, u32));

/// The quiet days of a stretch of time: runs `first..=last`, ascending, apart from one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuietDays(Vec<(Day, Day)>);

impl QuietDays {
    /// The days of `first..=last` that lie in one of the seasons.
    pub fn of(seasons: &[Season], first: Day, last: Day) -> Self {
        if seasons.is_empty() || last < first {
            return Self::default();
        }
        let years = year(first) - 1..=year(last);
        let mut runs: Vec<(Day, Day)> = years
            .flat_map(|year| seasons.iter().filter_map(move |season| run(*season, year)))
            .map(|(from, to)| (from.max(first), to.min(last)))
            .filter(|(from, to)| from <= to)
            .collect();
        runs.sort_unstable();
        let mut apart: Vec<(Day, Day)> = Vec::with_capacity(runs.len());
        for (from, to) in runs {
            match apart.last_mut() {
                Some(before) if from <= before.1.plus(1) => before.1 = before.1.max(to),
                _ => apart.push((from, to)),
            }
        }
        Self(apart)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a day is one of them.
    pub fn holds(&self, day: Day) -> bool {
        let place = self.0.partition_point(|(_, last)| *last < day);
        self.0.get(place).is_some_and(|(first, _)| *first <= day)
    }

    /// How many of them come after a day.
    pub fn after(&self, day: Day) -> i32 {
        self.0.iter().filter(|(_, last)| *last > day).map(|(first, last)| last.since(day.max(first.plus(-1)))).sum()
    }
}

fn year(day: Day) -> i32 {
    chrono::Datelike::year(&day.date())
}

/// The season that begins in a year. A day its month lacks in that year (29 February) gives way inwards.
fn run((from, to): Season, year: i32) -> Option<(Day, Day)> {
    let month_start = |(month, _): (u32, u32), year| Day::from_ymd(year, month, 1);
    let first = Day::from_ymd(year, from.0, from.1).or_else(|| Some(month_start(from, year)?.plus_months(1)))?;
    let end_year = if from <= to { year } else { year + 1 };
    let last = Day::from_ymd(end_year, to.0, to.1).or_else(|| Some(month_start(to, end_year)?.month_end()))?;
    Some((first, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The meaning, day by day: what the runs must agree with.
    fn is_quiet(seasons: &[Season], day: Day) -> bool {
        let on = day.month_day();
        seasons.iter().any(|(from, to)| if from <= to { (*from..=*to).contains(&on) } else { on >= *from || on <= *to })
    }

    fn agree(seasons: &[Season], first: i32, days: i32) {
        let quiet = QuietDays::of(seasons, Day(first), Day(first + days));
        let walked: Vec<i32> = (first..=first + days).filter(|day| is_quiet(seasons, Day(*day))).collect();
        let held: Vec<i32> = (first - 3..=first + days + 3).filter(|day| quiet.holds(Day(*day))).collect();
        assert_eq!(held, walked);
        for from in [first - 1, first, first + days / 3, first + days] {
            let counted = walked.iter().filter(|day| **day > from).count();
            assert_eq!(usize::try_from(quiet.after(Day(from))), Ok(counted), "after {}", Day(from));
        }
    }

    #[test]
    fn a_quiet_season_may_cross_the_end_of_the_year() {
        let day = |text| Day::parse_iso(text).unwrap();
        let quiet = QuietDays::of(&[((12, 29), (1, 3))], day("2025-12-01"), day("2026-02-01"));
        assert_eq!(quiet.0, [(day("2025-12-29"), day("2026-01-03"))]);
        assert_eq!(quiet.after(day("2025-12-31")), 3);
    }

    #[test]
    fn no_season_means_no_quiet_day() {
        assert!(QuietDays::of(&[], Day(0), Day(400)).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn runs_of_days_agree_with_every_single_day(
            seasons in proptest::collection::vec(((1_u32..=12, 1_u32..=31), (1_u32..=12, 1_u32..=31)), 0..4),
            first in 15_000_i32..22_000,
            days in 0_i32..800,
        ) {
            agree(&seasons, first, days);
        }
    }
}
