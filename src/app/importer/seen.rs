//! What the file at hand has said so far, so that a key that comes twice is neither counted twice nor flips at every import.

use crate::app::importer::Stop;
use crate::book::MetricId;
use crate::book::rows::AccountId;
use crate::domain::{Cell, Day};
use crate::import::RejectReason;
use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Rows of one file by their keys. Of usage only days are kept, at most 8 bytes a row and a quarter of a byte where every day has one.
#[derive(Debug, Default)]
pub(in crate::app::importer) struct Seen {
    times: HashMap<u64, usize>,
    said: HashMap<u64, u64>,
    days: HashMap<(AccountId, MetricId), Days>,
}

/// A set of days: stretches of 32 days that hold one, ascending, with a bit for each.
#[derive(Debug, Default)]
struct Days(Vec<(i32, u32)>);

impl Days {
    /// Takes a day in; false where it was there.
    fn insert(&mut self, day: Day) -> bool {
        let (stretch, bit) = (day.0.div_euclid(32), 1 << day.0.rem_euclid(32));
        // Files mostly name days forward in time.
        let place = match self.0.last() {
            Some((last, _)) if *last >= stretch => self.0.partition_point(|(known, _)| *known < stretch),
            _ => self.0.len(),
        };
        match self.0.get_mut(place) {
            Some((known, bits)) if *known == stretch => {
                let new = *bits & bit == 0;
                *bits |= bit;
                new
            }
            _ => {
                self.0.insert(place, (stretch, bit));
                true
            }
        }
    }
}

impl Seen {
    /// Forgets everything before another file.
    pub(in crate::app::importer) fn next_file(&mut self) {
        *self = Self::default();
    }

    /// How often this key was met, this time included.
    pub(in crate::app::importer) fn times(&mut self, table: &str, key: &[(&'static str, Cell)]) -> usize {
        let times = self.times.entry(hash(table, key)).or_default();
        *times += 1;
        *times
    }

    /// Whether the very same row was met before; one that says otherwise of the same key is rejected.
    pub(in crate::app::importer) fn again(&mut self, table: &str, key: &impl Debug, row: &impl Debug) -> Result<bool, Stop> {
        let content = hash(table, row);
        match self.said.insert(hash(table, key), content) {
            None => Ok(false),
            Some(before) if before == content => Ok(true),
            Some(before) => {
                self.said.insert(hash(table, key), before);
                Err(Stop::Row(None, RejectReason::Contradicts))
            }
        }
    }

    /// Whether the file has named this day of this account and metric before.
    pub(in crate::app::importer) fn usage_again(&mut self, account: AccountId, metric: MetricId, day: Day) -> bool {
        !self.days.entry((account, metric)).or_default().insert(day)
    }
}

fn hash(table: &str, what: &(impl Debug + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    table.hash(&mut hasher);
    format!("{what:?}").hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    proptest! {
        #[test]
        fn days_are_a_set_of_days(days in proptest::collection::vec(-100..100_i32, 0..200)) {
            let (mut seen, mut set) = (Days::default(), HashSet::new());
            for day in days {
                prop_assert_eq!(seen.insert(Day(day)), set.insert(day));
            }
        }
    }

    #[test]
    fn a_day_named_again_is_seen_in_whatever_order_days_come() {
        let mut seen = Seen::default();
        let mut again = |day| seen.usage_again(AccountId(1), MetricId(0), Day(day));
        let days = [5, 3, 3, 4, 9, 5, 4, 9, 8, 8].map(&mut again);
        assert_eq!(days, [false, false, true, false, false, true, true, true, false, true]);
        assert!(!seen.usage_again(AccountId(2), MetricId(0), Day(5)));
        seen.next_file();
        assert!(!seen.usage_again(AccountId(1), MetricId(0), Day(5)));
    }
}
