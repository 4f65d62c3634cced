//! The one door through which truth is written: a transaction that takes its place in line first, and a journal entry.

use crate::domain::Day;
use crate::store::history::EntryId;
use crate::store::tx::{Head, Tx};
use crate::store::{Store, StoreError};
use rusqlite::TransactionBehavior;
use serde_json::Value;

/// Who acts. A sweep follows the act of a person and is taken back with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Tui,
    Cli,
    Import,
    Sweep,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 4] = [Self::Tui, Self::Cli, Self::Import, Self::Sweep];

    /// How it is stored and written in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::Tui => "tui",
            Self::Cli => "cli",
            Self::Import => "import",
            Self::Sweep => "sweep",
        }
    }

    /// Reads the word of [`Source::key`].
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.key() == key)
    }

    /// Whether a person asked for it.
    pub fn is_person(self) -> bool {
        self != Self::Sweep
    }
}

impl Store {
    /// Does everything `write` does, or nothing, as one entry of the journal; `None` when it changed no row.
    ///
    /// `at` is the instant as RFC 3339, `what` the deed in words of the caller, for the history. An act of a person ends redo.
    pub fn act<T, E: From<StoreError>>(
        &mut self,
        source: Source,
        day: Day,
        at: &str,
        what: Value,
        write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<(Option<EntryId>, T), E> {
        let path = &self.path;
        let told = |error: rusqlite::Error| StoreError::from(error).at(path);
        let held = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let mut tx = Tx::new(&held, path, Head { source, day, at: at.to_owned(), what });
        let answer = write(&mut tx)?;
        let entry = tx.finish()?;
        held.commit().map_err(told)?;
        Ok((entry, answer))
    }

    /// Does what [`Store::act`] would and then forgets it all: what an import would do, without doing it.
    pub fn rehearse<T, E: From<StoreError>>(&mut self, source: Source, day: Day, write: impl FnOnce(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        let path = &self.path;
        let told = |error: rusqlite::Error| StoreError::from(error).at(path);
        let held = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        let mut tx = Tx::new(&held, path, Head { source, day, at: String::new(), what: Value::Null });
        let answer = write(&mut tx)?;
        drop(tx);
        held.rollback().map_err(told)?;
        Ok(answer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::rows::{AccountId, AccountRow, Note};
    use crate::store::{Mode, Put};
    use std::time::Duration;

    const DAY: Day = Day(20_780);
    const AT: &str = "2026-11-23T09:00:00+09:00";

    #[test]
    fn a_full_disk_is_told_and_leaves_the_book_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::open(&folder.path().join("book.db"), Mode::Write).unwrap();
        let row = AccountRow { id: AccountId(0), code: "A1".to_owned(), name: "A".to_owned(), yomi: None, added: DAY };
        let (_, put) = store.act::<_, StoreError>(Source::Cli, DAY, AT, Value::Null, |tx| tx.put(&row)).unwrap();
        assert_eq!(put, Put::New(1));
        let pages: i64 = store.conn.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        store.conn.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        let big = Note { id: 0, account: AccountId(1), day: DAY, text: "x".repeat(100_000) };
        let told = store.act(Source::Cli, DAY, AT, Value::Null, |tx| tx.put(&big));
        assert!(matches!(told, Err(StoreError::DiskFull { path }) if path == store.path));
        let unheard = store.act::<_, StoreError>(Source::Cli, DAY, AT, Value::Null, |tx| {
            assert!(tx.put(&big).is_err());
            assert!(matches!(tx.put(&Note { text: "small".to_owned(), ..big.clone() }), Err(StoreError::Torn)));
            Ok(())
        });
        assert!(matches!(unheard, Err(StoreError::Torn)), "who does not listen keeps nothing");
        assert_eq!(store.load_accounts(&[AccountId(1)]).unwrap().0[0].notes.len(), 0);
        assert_eq!(store.history(None, 9).unwrap().len(), 1);
    }

    #[test]
    fn a_book_that_stays_locked_is_told_as_such() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("book.db");
        let (holder, mut store) = (Store::open(&path, Mode::Write).unwrap(), Store::open(&path, Mode::Write).unwrap());
        store.conn.busy_timeout(Duration::from_millis(1)).unwrap();
        holder.conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        let told = store.act::<_, StoreError>(Source::Cli, DAY, AT, Value::Null, |_| Ok(()));
        assert!(matches!(told, Err(StoreError::Locked { path }) if path == store.path));
    }
}
