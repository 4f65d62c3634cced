//! The rows of all accounts in memory, every list sorted by day. Holds and hands out; decides nothing, reads no file.
//!
//! Rows are plain structs, one per table. Only [`spans`] and [`life`] compare them with a day.

pub mod account;
pub mod life;
pub mod rates;
pub mod rows;
pub mod series;
pub mod spans;

pub use account::{Account, Contact};
pub use life::{Life, Term};
pub use rates::Rates;
pub use series::{MetricId, Names, Series};
pub use spans::{Dated, Spanned};

use crate::domain::Day;
use rows::AccountId;
use std::sync::Arc;

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
    first: [Option<Day>; Kind::ALL.len()],
    metric_days: Vec<Vec<Day>>,
    rates: Rates,
    has_contacts: bool,
}

impl Book {
    /// A book of these accounts. `names` are the metrics its series refer to.
    pub fn new(accounts: Vec<Account>, names: Names, rates: Rates) -> Self {
        let mut book = Self { accounts: accounts.into_iter().map(Arc::new).collect(), names, rates, ..Self::default() };
        book.summarise();
        book
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

    /// Currency rates, with the book's own currency.
    pub fn rates(&self) -> &Rates {
        &self.rates
    }

    /// The day of the earliest row of a kind in the whole book; before it a count of that kind is unknown.
    pub fn first(&self, kind: Kind) -> Option<Day> {
        self.first[kind as usize]
    }

    /// The distinct days on which the book holds a metric, over all accounts, ascending.
    pub fn metric_days(&self, metric: MetricId) -> &[Day] {
        self.metric_days.get(metric.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether any account has contacts, so that an account without them is known to have none.
    pub fn has_contacts(&self) -> bool {
        self.has_contacts
    }

    /// Puts freshly loaded accounts in the place of their old selves, or adds them; keeps the order of ids.
    pub fn replace(&mut self, accounts: Vec<Account>, names: Names) {
        for account in accounts {
            match self.accounts.binary_search_by_key(&account.row.id, |held| held.row.id) {
                Ok(place) => self.accounts[place] = Arc::new(account),
                Err(place) => self.accounts.insert(place, Arc::new(account)),
            }
        }
        self.names = names;
        self.summarise();
    }

    /// Takes accounts out of the book.
    pub fn remove(&mut self, ids: &[AccountId]) {
        self.accounts.retain(|account| !ids.contains(&account.row.id));
        self.summarise();
    }

    fn summarise(&mut self) {
        self.has_contacts = self.accounts.iter().any(|account| !account.contacts.is_empty());
        self.first = Kind::ALL.map(|kind| self.accounts.iter().filter_map(|account| account.first(kind)).min());
        let mut days: Vec<Vec<Day>> = vec![Vec::new(); self.names.len()];
        for series in self.accounts.iter().flat_map(|account| &account.series) {
            if let Some(all) = days.get_mut(series.metric.0 as usize) {
                all.extend(series.days());
                if all.len() > 100_000 {
                    all.sort_unstable();
                    all.dedup();
                }
            }
        }
        for all in &mut days {
            all.sort_unstable();
            all.dedup();
        }
        self.metric_days = days;
    }
}
