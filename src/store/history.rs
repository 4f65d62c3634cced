//! The journal as it is told, and how other processes learn what moved.

use crate::book::rows::AccountId;
use crate::domain::Day;
use crate::store::{ImportFile, Source, Store, StoreError};
use rusqlite::{Connection, Params, Row};
use serde_json::Value;

/// The number of an entry of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(pub i64);

/// How far the book has moved: rises with every act that changed something, every undo and every redo.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub i64);

/// One act.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: EntryId,
    /// RFC 3339, as the caller gave it.
    pub at: String,
    pub day: Day,
    pub source: Source,
    /// The deed in the words of the caller.
    pub what: Value,
    /// Whether it is taken back.
    pub undone: bool,
}

const ENTRY: &str = "SELECT id, at, day, source, what, undone FROM entry";

impl Store {
    /// The latest acts, of one account or of all, newest first.
    pub fn history(&self, account: Option<AccountId>, limit: usize) -> Result<Vec<Entry>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let of_account = "WHERE id IN (SELECT entry FROM entry_account WHERE account = ?1)";
        let which = format!("{} ORDER BY id DESC LIMIT ?2", account.map_or("WHERE ?1 IS NULL", |_| of_account));
        self.entries(&which, (account.map(|account| account.0), limit))
    }

    fn entries(&self, which: &str, params: impl Params) -> Result<Vec<Entry>, StoreError> {
        let mut statement = self.conn.prepare_cached(&format!("{ENTRY} {which}")).map_err(|error| self.told(error))?;
        let mut rows = statement.query(params).map_err(|error| self.told(error))?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next().map_err(|error| self.told(error))? {
            entries.push(read(row).map_err(|error| error.at(&self.path))?);
        }
        Ok(entries)
    }

    /// The acts of one source that are in force, oldest first.
    pub fn in_force(&self, of: Source) -> Result<Vec<Entry>, StoreError> {
        self.entries("WHERE source = ?1 AND undone = 0 ORDER BY id", [of.key()])
    }

    /// How far the book has moved.
    pub fn revision(&self) -> Result<Revision, StoreError> {
        let sql = "SELECT coalesce(max(revision), 0) FROM entry";
        self.conn.prepare_cached(sql).and_then(|mut statement| statement.query_row([], |row| row.get(0).map(Revision))).map_err(|e| self.told(e))
    }

    /// The accounts that an act, undo or redo moved since a revision, by id. Deleted ones among them no longer load.
    pub fn accounts_changed_since(&self, revision: Revision) -> Result<Vec<AccountId>, StoreError> {
        let sql = "SELECT DISTINCT account FROM entry JOIN entry_account ON entry = id WHERE revision > ?1 ORDER BY account";
        self.conn
            .prepare_cached(sql)
            .and_then(|mut statement| statement.query_map([revision.0], |row| row.get(0).map(AccountId))?.collect())
            .map_err(|error| self.told(error))
    }

    /// A number that changes when another connection has written to the book; its own writes do not count.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.conn
            .prepare_cached("PRAGMA data_version")
            .and_then(|mut statement| statement.query_row([], |row| row.get(0)))
            .map_err(|error| self.told(error))
    }

    /// The files that imports in force took rows from, latest first.
    pub fn import_files(&self) -> Result<Vec<(EntryId, ImportFile)>, StoreError> {
        let sql = "SELECT entry, path, kind, hash, new, changed, unchanged, rejected, answers FROM import_file JOIN entry ON id = entry
                   WHERE undone = 0 ORDER BY entry DESC, path, kind";
        let read = |row: &Row<'_>| {
            let answers: String = row.get(8)?;
            let file = ImportFile {
                path: row.get(1)?,
                kind: row.get(2)?,
                hash: row.get(3)?,
                new: row.get(4)?,
                changed: row.get(5)?,
                unchanged: row.get(6)?,
                rejected: row.get(7)?,
                answers: serde_json::from_str(&answers).unwrap_or(Value::Null),
            };
            Ok((EntryId(row.get(0)?), file))
        };
        self.conn.prepare_cached(sql).and_then(|mut statement| statement.query_map([], read)?.collect()).map_err(|error| self.told(error))
    }
}

/// One entry by its number.
pub(in crate::store) fn entry(conn: &Connection, id: EntryId) -> Result<Entry, StoreError> {
    let mut statement = conn.prepare_cached(&format!("{ENTRY} WHERE id = ?1"))?;
    let mut rows = statement.query([id.0])?;
    match rows.next()? {
        Some(row) => read(row),
        None => Err(StoreError::Journal { entry: id.0, detail: "is not there".to_owned() }),
    }
}

fn read(row: &Row<'_>) -> Result<Entry, StoreError> {
    let (source, what): (String, String) = (row.get(3)?, row.get(4)?);
    let bad = |column, value: &str| StoreError::Row { table: "entry", column, value: value.to_owned() };
    Ok(Entry {
        id: EntryId(row.get(0)?),
        at: row.get(1)?,
        day: Day(row.get(2)?),
        source: Source::from_key(&source).ok_or_else(|| bad("source", &source))?,
        what: serde_json::from_str(&what).map_err(|_| bad("what", &what))?,
        undone: row.get::<_, i64>(5)? != 0,
    })
}
