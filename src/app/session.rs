//! One open desk: the book in memory with the rules over it, the store beneath, and the day it looks from.

use crate::app::{AppError, parse_day};
use crate::book::rows::AccountId;
use crate::book::{Book, Rates};
use crate::config::{Config, LangChoice};
use crate::domain::Day;
use crate::filter::Filter;
use crate::i18n::{Formats, Lang};
use crate::platform::{Clock, Folders, create_private_dir, write_private};
use crate::rules::{Lens, Rules};
use crate::store::{Mode, Revision, Store, StoreError};
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What the command line or the environment says of where everything is.
#[derive(Clone, Debug)]
pub struct Opening {
    pub book: Option<PathBuf>,
    pub config: Option<PathBuf>,
    pub rules: Option<PathBuf>,
    /// As typed: a date or `-30d`.
    pub as_of: Option<String>,
    pub lang: Lang,
    pub clock: Clock,
}

impl Opening {
    /// The day to look from.
    pub fn day(&self) -> Result<Day, AppError> {
        let today = self.clock.today();
        self.as_of.as_ref().map_or(Ok(today), |text| parse_day(text, today).ok_or_else(|| AppError::Day { text: text.clone() }))
    }

    /// The book's file.
    pub fn book_file(&self) -> Result<PathBuf, AppError> {
        self.book.clone().map_or_else(|| Ok(Folders::of_user()?.book()), Ok)
    }

    /// The config file.
    pub fn config_file(&self) -> Result<PathBuf, AppError> {
        self.config.clone().map_or_else(|| Ok(Folders::of_user()?.config_file()), Ok)
    }

    /// The rules file: the one named, else the one beside the config.
    pub fn rules_file(&self) -> Result<PathBuf, AppError> {
        self.rules.clone().map_or_else(|| self.config_file().map(|config| config.with_file_name("rules.toml")), Ok)
    }

    /// The config in force: the file's, or the defaults where there is none, so that `--config` may name one yet to be written.
    pub fn read_config(&self) -> Result<Config, AppError> {
        let file = self.config_file()?;
        match read_if_there(&file, false)? {
            Some(text) => Config::parse(&text).map_err(|problems| AppError::Config { file, text, problems }),
            None => Ok(Config::default()),
        }
    }

    /// The language that the config chooses; `None` where it leaves that to the system, or cannot be read.
    pub fn configured_language(&self) -> Option<Lang> {
        match self.read_config().ok()?.ui.lang {
            LangChoice::Auto => None,
            LangChoice::English => Some(Lang::En),
            LangChoice::Japanese => Some(Lang::Ja),
        }
    }

    /// The rules in force: the file's, or the built-in ones where there is none.
    pub fn read_rules(&self) -> Result<Rules, AppError> {
        let file = self.rules_file()?;
        match read_if_there(&file, self.rules.is_some())? {
            Some(text) => Rules::parse(&text).map_err(|problems| AppError::Rules { file, text, problems }),
            None => Ok(Rules::default()),
        }
    }
}

/// The text of a file; `None` where there is none, unless it was asked for by name.
fn read_if_there(file: &Path, named: bool) -> Result<Option<String>, AppError> {
    match std::fs::read_to_string(file) {
        Ok(text) => Ok(Some(text)),
        Err(source) if source.kind() == io::ErrorKind::NotFound && !named => Ok(None),
        Err(source) => Err(AppError::File { path: file.to_owned(), source }),
    }
}

/// One open desk.
pub struct Session {
    pub config: Config,
    pub opening: Opening,
    /// The day everything is seen from, and that verbs take as theirs.
    pub day: Day,
    pub lens: Lens,
    pub(in crate::app) store: Store,
    /// How far the book had moved when it was last read.
    revision: Revision,
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
        let store = Store::in_memory()?;
        Self::over(opening, store)
    }

    fn open(opening: Opening, mode: Mode) -> Result<Self, AppError> {
        let store = Store::open(&opening.book_file()?, mode)?;
        Self::over(opening, store)
    }

    fn over(opening: Opening, store: Store) -> Result<Self, AppError> {
        let day = opening.day()?;
        let config = opening.read_config()?;
        let rules = opening.read_rules()?;
        // Asked for first: what another process writes while the book is read is then read once more, not missed.
        let revision = store.revision()?;
        let book = store.load_book(rates(&config))?;
        let settings = rules.settings(&config);
        let lens = Lens::new(Arc::new(book), Arc::new(rules), settings);
        Ok(Self { config, opening, day, lens, store, revision })
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
        let revision = self.store.revision()?;
        if revision == self.revision {
            return Ok(());
        }
        let changed = self.store.accounts_changed_since(self.revision)?;
        // One ordered scan of everything beats very many single accounts.
        let book = if changed.len() > MANY_CHANGED { self.store.load_book(rates(&self.config))? } else { self.book_with(&changed)? };
        let places: Vec<usize> = changed.iter().filter_map(|id| book.place(*id)).collect();
        self.lens.update(Arc::new(book), &places);
        self.revision = revision;
        Ok(())
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
    pub(in crate::app) fn add_metrics(&mut self, metrics: &[String]) -> Result<(), AppError> {
        if metrics.is_empty() {
            return Ok(());
        }
        let file = self.opening.rules_file()?;
        // Read anew, so that what was edited while an import ran is kept.
        let mut text = self.opening.read_rules()?.text().trim_end().to_owned();
        for key in metrics {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n\n[metrics.\"{key}\"]\nkind = \"count\"\n");
        }
        let rules = Rules::parse(&text).map_err(|problems| AppError::Rules { file: file.clone(), text: text.clone(), problems })?;
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            create_private_dir(folder)?;
        }
        write_private(&file, text.as_bytes())?;
        let settings = rules.settings(&self.config);
        self.lens = Lens::new(Arc::clone(self.lens.book()), Arc::new(rules), settings);
        Ok(())
    }
}

/// Reads a rules file, the one named or the one in force; gives its path, none for the built-in rules.
pub fn check_rules(opening: &Opening, file: Option<PathBuf>) -> Result<(Option<PathBuf>, Rules), AppError> {
    let named = Opening { rules: file.or_else(|| opening.rules.clone()), ..opening.clone() };
    let path = named.rules_file()?;
    let rules = named.read_rules()?;
    Ok((path.exists().then_some(path), rules))
}

fn rates(config: &Config) -> Rates {
    Rates { own: config.currency.own, others: config.currency.rates.clone() }
}
