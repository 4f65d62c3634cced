//! What facts need beside the rows of one account: the book, the user's settings, and the scores that a room above computes.

use crate::book::{AccountIx, Book, MetricId};
use crate::domain::words::Touch;
use crate::domain::{Day, Light};
use crate::facts::At;
use crate::facts::quiet::Season;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Whether a metric adds up over days or is a state on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    Count,
    Level,
}

/// What the rules and the config say that facts rest on.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The metrics of `[metrics]`, by key.
    pub metrics: Vec<(String, MetricKind)>,
    /// Days between touches, per touch model that has a cadence.
    pub cadences: Vec<(Touch, i32)>,
    /// `[calendar] quiet`.
    pub quiet: Vec<Season>,
    /// The metric that counts as activity; `None` for any observation above 0.
    pub activity: Option<String>,
}

impl Settings {
    /// The kind of a metric; a metric that the rules do not know is taken as a count.
    pub fn kind(&self, metric: &str) -> MetricKind {
        self.metrics.iter().find(|(key, _)| key == metric).map_or(MetricKind::Count, |(_, kind)| *kind)
    }

    /// Days between touches of a model; `None` where it has no cadence.
    pub fn cadence(&self, touch: Touch) -> Option<i32> {
        self.cadences.iter().find(|(model, _)| *model == touch).map(|(_, days)| *days)
    }
}

/// What a scorecard says of an account on a day, as far as facts ask for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The pulse where one is in force, else `computed`.
    pub light: Light,
    pub computed: Light,
    /// 0 to 100; `None` when nothing is known.
    pub score: Option<f64>,
    /// Known weight ÷ all, 0 to 1.
    pub coverage: f64,
    /// Points by signal key.
    pub points: Vec<(Arc<str>, Option<f64>)>,
}

/// Scores by account and day; implemented above, so that `light` can be a fact and this room stays a leaf.
pub trait Standings {
    /// The standing of an account on a day; `None` where it did not exist.
    fn of(&self, account: AccountIx, day: Day) -> Option<Arc<Standing>>;
}

/// Whole-book figures of a day, computed once: ranks and the rhythm of metrics.
#[derive(Debug)]
pub struct Memo {
    /// How many days' ranks are kept: four bytes an account and day.
    most: usize,
    /// Per account its rank, 0 for none.
    places: Mutex<HashMap<Day, Arc<Vec<u32>>>>,
    rhythms: Mutex<HashMap<(MetricId, Day), Rhythm>>,
}

impl Default for Memo {
    fn default() -> Self {
        Self::of_days(DAYS_REMEMBERED)
    }
}

impl Memo {
    /// One that keeps the ranks of so many days.
    pub fn of_days(most: usize) -> Self {
        Self { most, places: Mutex::default(), rhythms: Mutex::default() }
    }
}

/// How the book as a whole observes a metric, as of a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rhythm {
    /// The newest day on which the book holds the metric, if that is at most 21 days old.
    pub end: Option<Day>,
    /// The median gap in days between the book's observation days; at least 1.
    pub gap: f64,
}

/// How many days' ranks are kept where nobody asks for more.
const DAYS_REMEMBERED: usize = 64;

/// How old the book's newest observation may be before a rate is unknown, in days.
const RATE_MAX_AGE: i32 = 21;

/// The book with everything a fact may ask for. Without `standings` only facts of level 0 are known.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub book: &'a Book,
    pub settings: &'a Settings,
    pub memo: &'a Memo,
    pub standings: Option<&'a dyn Standings>,
}

impl<'a> Context<'a> {
    /// The door to one account on one day.
    pub fn at(&self, account: AccountIx, day: Day) -> At<'a> {
        At::new(*self, account, day)
    }

    /// The rank of an account by ARR on a day, 1 the largest; equal ones share a rank; `None` without known ARR above 0.
    pub fn place(&self, account: AccountIx, day: Day) -> Option<u32> {
        let held = lock(&self.memo.places).get(&day).cloned();
        let places = held.unwrap_or_else(|| {
            let places = Arc::new(self.places_on(day));
            let mut memo = lock(&self.memo.places);
            if memo.len() >= self.memo.most {
                memo.clear();
            }
            memo.insert(day, Arc::clone(&places));
            places
        });
        places.get(account).copied().filter(|place| *place > 0)
    }

    fn places_on(&self, day: Day) -> Vec<u32> {
        let arr: Vec<Option<f64>> = (0..self.book.accounts().len()).map(|ix| self.at(ix, day).arr().filter(|arr| *arr > 0.0)).collect();
        let mut sorted: Vec<f64> = arr.iter().copied().flatten().collect();
        sorted.sort_unstable_by(|a, b| b.total_cmp(a));
        let place = |arr: f64| u32::try_from(sorted.partition_point(|other| *other > arr) + 1).unwrap_or(u32::MAX);
        arr.into_iter().map(|arr| arr.map_or(0, place)).collect()
    }

    /// How the book observes a metric as of a day.
    pub fn rhythm(&self, metric: MetricId, day: Day) -> Rhythm {
        *lock(&self.memo.rhythms).entry((metric, day)).or_insert_with(|| {
            let days = self.book.metric_days(metric);
            let known = &days[..days.partition_point(|observed| *observed <= day)];
            let end = known.last().copied().filter(|newest| day.since(*newest) <= RATE_MAX_AGE);
            Rhythm { end, gap: median_gap(known) }
        })
    }
}

fn median_gap(days: &[Day]) -> f64 {
    let mut gaps: Vec<i32> = days.windows(2).map(|pair| pair[1].since(pair[0])).collect();
    gaps.sort_unstable();
    let middle = gaps.len() / 2;
    match gaps.len() {
        0 => 1.0,
        odd if odd % 2 == 1 => f64::from(gaps[middle]),
        _ => f64::midpoint(f64::from(gaps[middle - 1]), f64::from(gaps[middle])),
    }
}

/// A memo holds no invariant that a panic elsewhere could break.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rhythm_of_weekly_data_is_seven_days_even_with_a_missing_week() {
        let days: Vec<Day> = [0, 7, 14, 28, 35].map(Day).to_vec();
        assert!((median_gap(&days) - 7.0).abs() < f64::EPSILON);
    }

    #[test]
    fn days_without_a_neighbour_count_as_daily_and_an_even_number_of_gaps_takes_their_middle() {
        assert!((median_gap(&[]) - 1.0).abs() < f64::EPSILON);
        assert!((median_gap(&[Day(3)]) - 1.0).abs() < f64::EPSILON);
        assert!((median_gap(&[Day(0), Day(1), Day(5)]) - 2.5).abs() < f64::EPSILON);
    }
}
