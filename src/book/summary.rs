//! What the book as a whole holds: the first day of each kind of rows, the days of each metric. Kept up with each account
//! that comes or goes, so that one edit does not read the book again.

use crate::book::{Account, Kind, Names};
use crate::domain::Day;
use std::sync::Arc;

/// Figures over all accounts.
#[derive(Clone, Debug, Default)]
pub(in crate::book) struct Summary {
    /// The day of the earliest row, by kind.
    pub first: [Option<Day>; Kind::ALL.len()],
    /// By metric number.
    pub days: Vec<DayCounts>,
    /// The day from which an account with contacts is known.
    pub contacts_since: Option<Day>,
}

impl Summary {
    /// Reads all accounts.
    pub(in crate::book) fn of(accounts: &[Arc<Account>], names: &Names) -> Self {
        let mut all: Vec<Vec<Day>> = vec![Vec::new(); names.len()];
        for series in accounts.iter().flat_map(|account| &account.series) {
            if let Some(days) = all.get_mut(series.metric.0 as usize) {
                days.extend(series.days());
            }
        }
        Self {
            first: Kind::ALL.map(|kind| accounts.iter().filter_map(|account| account.first(kind)).min()),
            days: all.into_iter().map(DayCounts::of).collect(),
            contacts_since: accounts.iter().filter_map(|account| account.contacts_since()).min(),
        }
    }

    /// Counts an account in.
    pub(in crate::book) fn add(&mut self, account: &Account) {
        for series in &account.series {
            if let Some(counts) = self.days.get_mut(series.metric.0 as usize) {
                series.days().iter().for_each(|day| counts.add(*day));
            }
        }
        for kind in Kind::ALL {
            let first = &mut self.first[kind as usize];
            *first = first.iter().copied().chain(account.first(kind)).min();
        }
        self.contacts_since = self.contacts_since.into_iter().chain(account.contacts_since()).min();
    }

    /// Counts the observations of an account out.
    pub(in crate::book) fn take_days(&mut self, account: &Account) {
        for series in &account.series {
            if let Some(counts) = self.days.get_mut(series.metric.0 as usize) {
                series.days().iter().for_each(|day| counts.take(*day));
            }
        }
    }
}

/// Distinct days, ascending, each with the number of series that have it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::book) struct DayCounts {
    days: Vec<Day>,
    counts: Vec<u32>,
}

impl DayCounts {
    fn of(mut all: Vec<Day>) -> Self {
        all.sort_unstable();
        let mut counted = Self::default();
        for same in all.chunk_by(|a, b| a == b) {
            counted.days.extend(same.first());
            counted.counts.push(u32::try_from(same.len()).unwrap_or(u32::MAX));
        }
        counted
    }

    /// The days.
    pub(in crate::book) fn days(&self) -> &[Day] {
        &self.days
    }

    fn add(&mut self, day: Day) {
        match self.days.binary_search(&day) {
            Ok(place) => self.counts[place] += 1,
            Err(place) => {
                self.days.insert(place, day);
                self.counts.insert(place, 1);
            }
        }
    }

    fn take(&mut self, day: Day) {
        let Ok(place) = self.days.binary_search(&day) else { return };
        self.counts[place] -= 1;
        if self.counts[place] == 0 {
            self.days.remove(place);
            self.counts.remove(place);
        }
    }
}
