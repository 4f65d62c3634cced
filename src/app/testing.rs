//! A desk in a folder of its own for tests: a few accounts, a clock that stands, rules that can be replaced.

use crate::app::{Command, NewAccount, Opening, Session};
use crate::domain::Day;
use crate::i18n::Lang;
use crate::platform::Clock;
use crate::store::{Mode, Store};
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// 2026-11-24, a Tuesday and a business day.
pub(in crate::app) const TODAY: Day = Day(20_781);

/// One card over one number, `heat`; triggers follow.
pub(in crate::app) const RULES: &str = "[metrics.heat]\nkind = \"level\"\n[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n\
    [[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.heat\"\nweight = 1\nlinear = { from = 10, to = 0, points = 10 }\n\
    [[touch]]\nkey = \"high\"\nmeet_every = \"30d\"\n";

#[derive(Clone)]
pub(in crate::app) struct Desk {
    folder: Arc<TempDir>,
    today: Day,
}

impl Desk {
    /// A folder with nothing in it.
    pub(in crate::app) fn empty() -> Self {
        Self { folder: Arc::new(TempDir::new().unwrap()), today: TODAY }
    }

    /// A book of four accounts: bn-00001 Aozora, bn-00002 Minato, bn-00003 Sakura, bn-00004 Tsubasa.
    pub(in crate::app) fn new() -> Self {
        Self::with(["Aozora", "Minato", "Sakura", "Tsubasa"].map(str::to_owned).to_vec())
    }

    /// A book of so many accounts.
    pub(in crate::app) fn of(count: usize) -> Self {
        Self::with((0..count).map(|ix| format!("Account {ix}")).collect())
    }

    fn with(names: Vec<String>) -> Self {
        let desk = Self::empty();
        let mut session = Session::write(desk.opening()).unwrap();
        for name in names {
            let new = NewAccount { code: None, name, yomi: None, arr: None, seats: None, start: None, renewal: None, fields: Vec::new() };
            session.act(Command::AddAccount(Box::new(new))).unwrap();
        }
        desk
    }

    /// The same folder so many days later.
    pub(in crate::app) fn on(&self, later: i32) -> Self {
        Self { folder: Arc::clone(&self.folder), today: self.today.plus(later) }
    }

    pub(in crate::app) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(in crate::app) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    pub(in crate::app) fn opening(&self) -> Opening {
        Opening {
            book: Some(self.path("book.db")),
            config: Some(self.path("config.toml")),
            rules: None,
            as_of: None,
            lang: Lang::En,
            clock: Clock::on(self.today),
            state: Some(self.path("state")),
        }
    }

    /// The desk open for writing, not swept.
    pub(in crate::app) fn session(&self) -> Session {
        Session::existing(self.opening()).unwrap()
    }

    /// Every row of every journaled table as it stands in the file, to tell whether two books are equal.
    pub(in crate::app) fn dump(&self) -> Vec<String> {
        Store::open(&self.path("book.db"), Mode::Read).unwrap().dump()
    }
}
