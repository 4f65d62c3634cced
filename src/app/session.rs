//! One open desk: the book in memory with the rules over it, the store beneath, and the day it looks from.

use crate::app::began::{Began, rates};
use crate::app::known_work::KnownWork;
use crate::app::opening::write_own;
use crate::app::{AppError, NewMetric, Opening};
use crate::book::rows::AccountId;
use crate::book::{AccountIx, Book};
use crate::config::Config;
use crate::domain::Day;
use crate::filter::Filter;
use crate::i18n::Formats;
use crate::rules::{Lens, Rules};
use crate::store::{Mode, Revision, Source, Store, StoreError};
use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Arc;

/// One open desk.
pub struct Session {
    pub config: Config,
    pub opening: Opening,
    /// The day everything is seen from, and that verbs take as theirs.
    pub day: Day,
    pub lens: Lens,
    /// Through which face acts come, for the history.
    pub source: Source,
    pub(in crate::app) store: Store,
    /// How far the book had moved when it was last read.
    pub(in crate::app) revision: Revision,
    /// What [`Store::data_version`] said when it was asked last.
    pub(in crate::app) seen_version: i64,
    pub(in crate::app) writable: bool,
    /// Whether somebody turned it to a day gone by.
    pub(in crate::app) looking_back: bool,
    pub(in crate::app) known: RefCell<Option<KnownWork>>,
}

/// More changed accounts than this are read by one scan of the book.
const MANY_CHANGED: usize = 200;

impl Session {
    /// Opens the book for reading: not a byte of it changes.
    pub fn read(opening: Opening) -> Result<Self, AppError> {
        Self::open(opening, Mode::Read)
    }

    /// Opens the book for writing, making a new one where there is none.
    pub fn write(opening: Opening) -> Result<Self, AppError> {
        Self::open(opening, Mode::Write)
    }

    /// Opens an existing book for writing; a missing one is an error.
    pub fn existing(opening: Opening) -> Result<Self, AppError> {
        let path = opening.book_file()?;
        if !path.exists() {
            return Err(StoreError::Missing { path }.into());
        }
        Self::open(opening, Mode::Write)
    }

    /// Opens the book for a rehearsal: a missing one is played by an empty one in memory.
    pub fn rehearsal(opening: Opening) -> Result<Self, AppError> {
        if opening.book_file()?.exists() {
            return Self::open(opening, Mode::Write);
        }
        Began::over(opening, Store::in_memory()?, true)?.session()
    }

    fn open(opening: Opening, mode: Mode) -> Result<Self, AppError> {
        Began::opened(opening, mode)?.session()
    }

    /// Whether the book may be written.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// The accounts in memory.
    pub fn book(&self) -> &Book {
        self.lens.book()
    }

    /// How values are written for this reader.
    pub fn formats(&self) -> Formats {
        Formats { lang: self.opening.lang, currency: self.config.currency.own }
    }

    /// Reads a filter in the words of the rules in force.
    pub fn filter(&self, text: &str) -> Result<Filter, AppError> {
        Filter::parse(text, &self.names()).map_err(|error| AppError::Filter { text: text.to_owned(), error: Box::new(error) })
    }

    /// The names that filters and sort keys may use.
    pub fn names(&self) -> crate::facts::Names {
        self.lens.rules().names()
    }

    /// Takes in what has changed in the book since it was last read, by this process or another.
    pub fn refresh(&mut self) -> Result<(), AppError> {
        self.take_in().map(drop)
    }

    /// [`Session::refresh`], giving the accounts whose scores may be others now.
    pub(in crate::app) fn take_in(&mut self) -> Result<Vec<AccountIx>, AppError> {
        let revision = self.store.revision()?;
        if revision == self.revision {
            return Ok(Vec::new());
        }
        let changed = self.store.accounts_changed_since(self.revision)?;
        // One ordered scan of everything beats very many single accounts.
        let book = if changed.len() > MANY_CHANGED { self.store.load_book(rates(&self.config))? } else { self.book_with(&changed)? };
        let places: Vec<AccountIx> = changed.iter().filter_map(|id| book.place(*id)).collect();
        self.revision = revision;
        Ok(self.lens.update(Arc::new(book), places))
    }

    /// The book in memory with these accounts as they stand now; deleted ones are gone from it.
    fn book_with(&self, changed: &[AccountId]) -> Result<Book, AppError> {
        let (accounts, names) = self.store.load_accounts(changed)?;
        let gone: Vec<AccountId> = changed.iter().copied().filter(|id| !accounts.iter().any(|account| account.row.id == *id)).collect();
        let mut book = self.book().clone();
        book.replace(accounts, names);
        book.remove(&gone);
        Ok(book)
    }

    /// Adds metrics to rules.toml; the built-in rules are written out first where there is no file.
    pub(in crate::app) fn add_metrics(&mut self, metrics: &[NewMetric]) -> Result<(), AppError> {
        if metrics.is_empty() {
            return Ok(());
        }
        // Read anew, so that what was edited while an import ran is kept.
        let mut text = self.opening.read_rules()?.text().trim_end().to_owned();
        for NewMetric { key, name } in metrics {
            let label = if key == name { String::new() } else { format!("label = {}\n", toml::Value::from(name.as_str())) };
            // Writing to a string cannot fail.
            let _ = write!(text, "\n\n[metrics.\"{key}\"]\n{label}kind = \"count\"\n");
        }
        self.write_rules(text)
    }

    /// Writes the rules file and takes the rules in it; a text with a problem is not written.
    pub(in crate::app) fn write_rules(&mut self, text: String) -> Result<(), AppError> {
        let rules = self.opening.parse_rules(text.clone())?;
        write_own(&self.opening.rules_file()?, &text)?;
        self.put_rules(rules);
        Ok(())
    }

    /// Reckons the book in the rates of the config.
    pub(in crate::app) fn take_rates(&mut self) {
        let mut book = self.book().clone();
        book.set_rates(rates(&self.config));
        self.lens.update(Arc::new(book), Vec::new());
    }

    /// The same book under other rules.
    pub(in crate::app) fn put_rules(&mut self, rules: Rules) {
        let settings = rules.settings(&self.config);
        self.lens = Lens::new(Arc::clone(self.lens.book()), Arc::new(rules), settings);
    }
}
