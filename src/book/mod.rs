//! The rows of all accounts in memory, every list sorted by day. Holds and hands out; decides nothing, reads no file.
//!
//! Rows are plain structs, one per table. Only [`spans`] and [`life`] compare them with a day.

pub mod account;
pub mod life;
pub mod rates;
pub mod rows;
pub mod series;
pub mod spans;
mod summary;

pub use account::{Account, Contact};
pub use life::{Life, Term};
pub use rates::Rates;
pub use series::{MetricId, Names, Series};
pub use spans::{Dated, Spanned};

use crate::domain::Day;
use rows::AccountId;
use std::sync::Arc;
use summary::{DayCounts, Summary};

/// Kinds of rows whose count is unknown until the book holds one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Ticket,
    Feedback,
    Invoice,
    Interaction,
    Proposal,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Ticket, Self::Feedback, Self::Invoice, Self::Interaction, Self::Proposal];
}

/// The place of an account in [`Book::accounts`].
pub type AccountIx = usize;

/// All accounts, each behind an [`Arc`] so that a change copies one account and not the book.
#[derive(Clone, Debug, Default)]
pub struct Book {
    accounts: Vec<Arc<Account>>,
    names: Names,
    rates: Rates,
    summary: Summary,
}

impl Book {
    /// A book of these accounts. `names` are the metrics its series refer to.
    pub fn new(accounts: Vec<Account>, names: Names, rates: Rates) -> Self {
        let mut accounts: Vec<Arc<Account>> = accounts.into_iter().map(Arc::new).collect();
        accounts.sort_by_key(|account| account.row.id);
        let summary = Summary::of(&accounts, &names);
        Self { accounts, names, rates, summary }
    }

    /// The accounts, in the order of their database ids.
    pub fn accounts(&self) -> &[Arc<Account>] {
        &self.accounts
    }

    /// One account.
    pub fn account(&self, ix: AccountIx) -> &Account {
        &self.accounts[ix]
    }

    /// Where the account of a database id stands.
    pub fn place(&self, id: AccountId) -> Option<AccountIx> {
        self.accounts.binary_search_by_key(&id, |account| account.row.id).ok()
    }

    /// The metrics that observations may name.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// Reckons in other rates from now on.
    pub fn set_rates(&mut self, rates: Rates) {
        self.rates = rates;
    }

    /// Currency rates, with the book's own currency.
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// The day of the earliest row of a kind in the whole book; before it a count of that kind is unknown.
    pub fn first(&self, kind: Kind) -> Option<Day> {
        self.summary.first[kind as usize]
    }

    /// The distinct days on which the book holds a metric, over all accounts, ascending.
    pub fn metric_days(&self, metric: MetricId) -> &[Day] {
        self.summary.days.get(metric.0 as usize).map_or(&[], DayCounts::days)
    }

    /// The day from which an account with contacts is known, so that one without them is known to have none. Contacts
    /// themselves have no day.
    pub fn contacts_since(&self) -> Option<Day> {
        self.summary.contacts_since
    }

    /// Puts freshly loaded accounts in the place of their old selves, or adds them; keeps the order of ids. Costs as much as
    /// these accounts hold, not the book, as long as `names` keeps the numbers of the metrics it had.
    pub fn replace(&mut self, accounts: Vec<Account>, names: Names) {
        let same_numbers = self.names.keys().zip(names.keys()).all(|(old, new)| old == new) && self.names.len() <= names.len();
        self.names = names;
        self.summary.days.resize_with(self.names.len().max(self.summary.days.len()), DayCounts::default);
        for account in accounts {
            let account = Arc::new(account);
            self.summary.add(&account);
            let old = match self.accounts.binary_search_by_key(&account.row.id, |held| held.row.id) {
                Ok(place) => Some(std::mem::replace(&mut self.accounts[place], account)),
                Err(place) => {
                    self.accounts.insert(place, account);
                    None
                }
            };
            if let Some(old) = old {
                self.forget(&old);
            }
        }
        if !same_numbers {
            self.summary = Summary::of(&self.accounts, &self.names);
        }
    }

    /// Takes accounts out of the book.
    pub fn remove(&mut self, ids: &[AccountId]) {
        let gone: Vec<Arc<Account>> = ids.iter().filter_map(|id| self.place(*id)).map(|place| Arc::clone(&self.accounts[place])).collect();
        self.accounts.retain(|account| !ids.contains(&account.row.id));
        for account in &gone {
            self.forget(account);
        }
    }

    /// Takes an account that is no longer held out of the summary.
    fn forget(&mut self, old: &Account) {
        self.summary.take_days(old);
        for kind in Kind::ALL {
            if old.first(kind).is_some() && old.first(kind) == self.summary.first[kind as usize] {
                self.summary.first[kind as usize] = self.accounts.iter().filter_map(|account| account.first(kind)).min();
            }
        }
        if old.contacts_since().is_some() && old.contacts_since() == self.summary.contacts_since {
            self.summary.contacts_since = self.accounts.iter().filter_map(|account| account.contacts_since()).min();
        }
    }
}

#[cfg(test)]
mod tests;
