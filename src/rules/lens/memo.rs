//! Scores remembered by day and account, and what of them a change of the book leaves standing.

use crate::book::{AccountIx, Book, Kind, MetricId};
use crate::domain::Day;
use crate::filter::Filter;
use crate::rules::Rules;
use crate::rules::lens::Scored;
use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Days kept at once; the one computed first goes first.
const MAX_DAYS: usize = 64;

/// Scores by day and account. An account that did not exist on a day is remembered as such.
#[derive(Debug, Default)]
pub(in crate::rules) struct Scores(Mutex<Days>);

#[derive(Debug, Default)]
struct Days {
    by_day: HashMap<Day, Vec<Slot>>,
    order: VecDeque<Day>,
}

#[derive(Clone, Debug, Default)]
enum Slot {
    #[default]
    NotAsked,
    Asked(Option<Scored>),
}

impl Scores {
    /// What is asked of the score of an account on a day, which is computed if it is not there. Two threads may compute the
    /// same at once: both are right.
    pub(in crate::rules) fn get_or<T>(
        &self,
        ix: AccountIx,
        day: Day,
        accounts: usize,
        pick: impl FnOnce(&Scored) -> T,
        compute: impl FnOnce() -> Option<Scored>,
    ) -> Option<T> {
        if let Some(Slot::Asked(scored)) = self.lock().by_day.get(&day).and_then(|slots| slots.get(ix)) {
            return scored.as_ref().map(pick);
        }
        let scored = compute();
        let picked = scored.as_ref().map(pick);
        let mut days = self.lock();
        if !days.by_day.contains_key(&day) {
            if days.order.len() >= MAX_DAYS
                && let Some(oldest) = days.order.pop_front()
            {
                days.by_day.remove(&oldest);
            }
            days.order.push_back(day);
        }
        let slots = days.by_day.entry(day).or_insert_with(|| vec![Slot::NotAsked; accounts]);
        if let Some(slot) = slots.get_mut(ix) {
            *slot = Slot::Asked(scored);
        }
        picked
    }

    /// Drops what is remembered of some accounts, on every day.
    pub(in crate::rules) fn forget(&mut self, accounts: &[AccountIx]) {
        for slots in self.0.get_mut().unwrap_or_else(PoisonError::into_inner).by_day.values_mut() {
            for ix in accounts {
                if let Some(slot) = slots.get_mut(*ix) {
                    *slot = Slot::NotAsked;
                }
            }
        }
    }

    /// A memo holds no invariant that a panic elsewhere could break.
    fn lock(&self) -> MutexGuard<'_, Days> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether what every account's facts rest on is the same in two states of a book: which accounts there are, the first rows
/// of each kind, the days on which metrics were observed, rates.
pub(in crate::rules) fn same_whole(old: &Book, new: &Book) -> bool {
    let ids = |book: &Book| book.accounts().iter().map(|account| account.row.id).collect::<Vec<_>>();
    let keys = |book: &Book| book.names().keys().map(str::to_owned).collect::<Vec<_>>();
    let metrics = || (0..new.names().len()).filter_map(|place| u32::try_from(place).ok()).map(MetricId);
    ids(old) == ids(new)
        && Kind::ALL.iter().all(|kind| old.first(*kind) == new.first(*kind))
        && old.contacts_since() == new.contacts_since()
        && old.rates() == new.rates()
        && keys(old) == keys(new)
        && metrics().all(|metric| old.metric_days(metric) == new.metric_days(metric))
}

/// Whether these accounts, by their places in both, have the same contracts and losses, so that no rank can have moved.
pub(in crate::rules) fn same_contracts(old: &Book, new: &Book, changed: &[AccountIx]) -> bool {
    changed.iter().all(|ix| match (old.accounts().get(*ix), new.accounts().get(*ix)) {
        (Some(old), Some(new)) => old.contracts == new.contracts && old.outcomes == new.outcomes,
        _ => false,
    })
}

/// Whether any score depends on an account's rank, and so on every other account's contracts.
pub(in crate::rules) fn scores_use_ranks(rules: &Rules) -> bool {
    let ranked = |filter: &Filter| filter.names_fact("arr.place");
    rules.cards().iter().any(|card| {
        card.when.as_ref().is_some_and(ranked)
            || card.overrides.iter().any(|rule| ranked(&rule.when))
            || card.signals.iter().any(|signal| {
                let facts = std::iter::once(&signal.fact).chain(&signal.per);
                facts.into_iter().any(|fact| fact.fact.key == "arr.place") || signal.only.as_ref().is_some_and(ranked)
            })
    })
}
