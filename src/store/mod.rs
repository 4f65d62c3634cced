//! The book on disk: one SQLite file, and the only room that speaks SQL. Rows go in through [`Store::act`], which journals
//! them, and come out as rows of [`crate::book`]. Knows nothing of scores, screens or the clock.

mod act;
mod backup;
mod cells;
mod error;
mod export;
mod glance;
mod history;
mod load;
mod lookup;
mod migrate;
mod observe;
mod open;
mod records;
mod rules_version;
mod run;
mod score;
mod stamp;
mod table;
mod tx;
mod undo;

pub use act::Source;
pub use error::StoreError;
pub use glance::GlanceStamp;
pub use history::{Entry, EntryId, Revision};
pub use open::Mode;
pub use records::{AccountRef, Record, TABLES};
pub use rules_version::RulesVersion;
pub use score::Score;
pub use stamp::Stamp;
pub use table::{Owner, Table};
pub use tx::{ImportFile, Put, Tx};

use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// An open book.
#[derive(Debug)]
pub struct Store {
    conn: Connection,
    path: PathBuf,
}

impl Store {
    /// The file, with its folder resolved; `:memory:` for a book without one.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs reads on one unchanging state of the book, whatever other processes write meanwhile.
    pub fn snapshot<T, E: From<StoreError>>(&self, read: impl FnOnce(&Self) -> Result<T, E>) -> Result<T, E> {
        if !self.conn.is_autocommit() {
            return read(self);
        }
        let held = self.conn.unchecked_transaction().map_err(|error| self.told(error))?;
        let answer = read(self)?;
        held.finish().map_err(|error| self.told(error))?;
        Ok(answer)
    }

    /// Every row of the journaled tables and of observations, for tests that compare books.
    #[cfg(test)]
    pub(crate) fn dump(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for name in TABLES.iter().map(|table| table.name).chain(["observation"]) {
            let mut statement = self.conn.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
            let width = statement.column_count();
            let mut rows = statement.query([]).unwrap();
            while let Some(row) = rows.next().unwrap() {
                lines.push(format!("{name}: {:?}", cells::of_row(row, width).unwrap()));
            }
        }
        lines.sort();
        lines
    }

    /// What SQLite said, told of this book.
    fn told(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from(error).at(&self.path)
    }
}
