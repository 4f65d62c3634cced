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
