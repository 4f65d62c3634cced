//! What an act may do to rows. Each row is read before it is written, inside the transaction, and the old side journaled.

use crate::book::rows::{AccountId, AccountRow};
use crate::book::series::MetricId;
use crate::domain::{Cell, Day};
use crate::store::act::Source;
use crate::store::history::EntryId;
use crate::store::observe::{Observing, id_of};
use crate::store::records::Record;
use crate::store::run::Run;
use crate::store::table::{Owner, Table};
use crate::store::{StoreError, cells};
use rusqlite::{Connection, OptionalExtension as _, params, params_from_iter};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// What became of a row that was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not there; the id it got, 0 in tables whose rows have none.
    New(i64),
    Changed,
    Unchanged,
}

/// A file that an import took rows from, kept with the entry of that import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFile {
    pub path: String,
    /// The kind of rows it held.
    pub kind: String,
    /// Of its bytes.
    pub hash: String,
    pub new: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub rejected: i64,
    /// What was answered about it, as JSON.
    pub answers: Value,
}

/// Who acts, when and how it is told.
#[derive(Debug)]
pub(in crate::store) struct Head {
    pub(in crate::store) source: Source,
    pub(in crate::store) day: Day,
    pub(in crate::store) at: String,
    pub(in crate::store) what: Value,
}

/// An act under way.
#[derive(Debug)]
pub struct Tx<'c> {
    pub(in crate::store) conn: &'c Connection,
    path: &'c Path,
    head: Head,
    entry: Option<EntryId>,
    seq: i64,
    touched: BTreeSet<AccountId>,
    files: Vec<ImportFile>,
    observing: Option<Observing<'c>>,
    torn: bool,
}

impl<'c> Tx<'c> {
    pub(in crate::store) fn new(conn: &'c Connection, path: &'c Path, head: Head) -> Self {
        Self { conn, path, head, entry: None, seq: 0, touched: BTreeSet::new(), files: Vec::new(), observing: None, torn: false }
    }

    /// The day of the act.
    pub fn day(&self) -> Day {
        self.head.day
    }

    /// Tells the deed anew, where its outcome belongs into the history.
    pub fn describe(&mut self, what: Value) {
        self.head.what = what;
    }

    /// Keeps with the entry which file rows came from. Nothing is kept of an act that changes nothing.
    pub fn remember_file(&mut self, file: ImportFile) {
        self.files.push(file);
    }

    /// Writes a row. One with id 0 is new and gets an id; any other is looked up by its key first.
    pub fn put<R: Record>(&mut self, record: &R) -> Result<Put, StoreError> {
        self.put_cells(R::TABLE, &record.cells())
    }

    /// [`Tx::put`] for a row as cells, in the order of the table's columns.
    pub fn put_cells(&mut self, table: &'static Table, row: &[Cell]) -> Result<Put, StoreError> {
        self.whole()?;
        check(table, row)?;
        let mut row = row.to_vec();
        if table.has_id() && row.first() == Some(&Cell::Integer(0)) {
            return self.insert(table, row);
        }
        let key = table.key_of(&row);
        let old = self.row(table, &key)?;
        if old.as_ref().is_some_and(|old| old.iter().zip(&row).all(|(old, new)| cells::same(old, new))) {
            return Ok(Put::Unchanged);
        }
        let written = self.conn.prepare_cached(&table.sql().upsert).and_then(|mut statement| statement.execute(params_from_iter(&row)));
        self.sql(written)?;
        self.journal(table, &key, old.as_deref())?;
        self.touch_owner(table, &row)?;
        let id = if table.has_id() { key.first().and_then(Cell::integer).unwrap_or(0) } else { 0 };
        let Some(old) = old else { return Ok(Put::New(id)) };
        row.clone_from(&old);
        self.touch_owner(table, &row)?;
        Ok(Put::Changed)
    }

    fn insert(&mut self, table: &'static Table, mut row: Vec<Cell>) -> Result<Put, StoreError> {
        row[0] = Cell::Null;
        let statement = self.conn.prepare_cached(&table.insert(row.len()));
        let id = self.sql(statement.and_then(|mut statement| statement.insert(params_from_iter(&row))))?;
        row[0] = Cell::Integer(id);
        self.journal(table, &row[..1], None)?;
        self.touch_owner(table, &row)?;
        Ok(Put::New(id))
    }

    /// Takes a row out; false when there was none of that key. A row that others point to is a conflict, and so is an
    /// account, which [`Tx::delete_account`] only marks.
    pub fn delete<R: Record>(&mut self, key: &[Cell]) -> Result<bool, StoreError> {
        self.delete_row(R::TABLE, key)
    }

    /// [`Tx::delete`] by table.
    pub fn delete_row(&mut self, table: &'static Table, key: &[Cell]) -> Result<bool, StoreError> {
        self.whole()?;
        if table.name == AccountRow::TABLE.name {
            return Err(StoreError::Conflict { detail: "an account is never taken out, only marked as deleted".to_owned() });
        }
        let Some(old) = self.row(table, key)? else { return Ok(false) };
        self.touch_owner(table, &old)?;
        let deleted = self.conn.prepare_cached(&table.sql().delete).and_then(|mut statement| statement.execute(params_from_iter(key)));
        self.sql(deleted)?;
        self.journal(table, key, Some(&old))?;
        Ok(true)
    }

    /// Writes an observation.
    pub fn observe(&mut self, account: AccountId, metric: MetricId, day: Day, value: f64) -> Result<Put, StoreError> {
        if !value.is_finite() {
            return Err(StoreError::NotFinite { value });
        }
        self.set_observation(account, metric, day, Some(value))
    }

    /// The value observed, if there is one.
    pub fn observed(&mut self, account: AccountId, metric: MetricId, day: Day) -> Result<Option<f64>, StoreError> {
        self.whole()?;
        let found = self.observing()?.get(account, metric, day);
        self.kept(found)
    }

    /// Takes an observation out; false when there was none.
    pub fn forget(&mut self, account: AccountId, metric: MetricId, day: Day) -> Result<bool, StoreError> {
        Ok(self.set_observation(account, metric, day, None)? != Put::Unchanged)
    }

    fn set_observation(&mut self, account: AccountId, metric: MetricId, day: Day, value: Option<f64>) -> Result<Put, StoreError> {
        self.whole()?;
        if !(Day::MIN..=Day::MAX).contains(&day) {
            return Err(StoreError::DayOutside { day: day.0 });
        }
        let observing = self.observing()?;
        let done = observing.set(account, metric, day, value);
        let crowded = observing.is_crowded();
        let done = self.kept(done)?;
        if done.first_of_run {
            self.touch(account)?;
        }
        if crowded {
            self.flush_runs()?;
        }
        Ok(done.put)
    }

    fn observing(&mut self) -> Result<&mut Observing<'c>, StoreError> {
        Ok(match &mut self.observing {
            Some(observing) => observing,
            none => none.insert(Observing::new(self.conn).map_err(|error| StoreError::from(error).at(self.path))?),
        })
    }

    /// Ends the act: what is still in memory of the journal is written. `None` when nothing was changed.
    pub(in crate::store) fn finish(mut self) -> Result<Option<EntryId>, StoreError> {
        self.whole()?;
        self.flush_runs()?;
        let Some(entry) = self.entry else { return Ok(None) };
        let written = self.close_entry(entry);
        self.sql(written)?;
        Ok(Some(entry))
    }

    fn close_entry(&self, entry: EntryId) -> rusqlite::Result<()> {
        self.conn.execute("UPDATE entry SET what = ?2 WHERE id = ?1", params![entry.0, self.head.what.to_string()])?;
        let mut account = self.conn.prepare_cached("INSERT INTO entry_account (entry, account) VALUES (?1, ?2)")?;
        for touched in &self.touched {
            account.execute([entry.0, touched.0])?;
        }
        let sql = "INSERT INTO import_file (entry, path, kind, hash, new, changed, unchanged, rejected, answers)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                   ON CONFLICT (entry, path, kind) DO UPDATE SET new = new + excluded.new, changed = changed + excluded.changed,
                   unchanged = unchanged + excluded.unchanged, rejected = rejected + excluded.rejected";
        for file in &self.files {
            let answers = file.answers.to_string();
            self.conn
                .execute(sql, params![entry.0, file.path, file.kind, file.hash, file.new, file.changed, file.unchanged, file.rejected, answers])?;
        }
        Ok(())
    }

    fn flush_runs(&mut self) -> Result<(), StoreError> {
        let runs = self.observing.as_mut().map(Observing::take_runs).unwrap_or_default();
        for (account, metric, run) in runs {
            let entry = self.begun()?;
            let written = self.write_run(entry, account, metric, &run);
            self.sql(written)?;
            self.seq += 1;
        }
        Ok(())
    }

    fn write_run(&self, entry: EntryId, account: AccountId, metric: MetricId, run: &Run) -> rusqlite::Result<()> {
        self.conn
            .prepare_cached("INSERT INTO change_run (entry, seq, account, metric, days, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![entry.0, self.seq, account.0, id_of(metric), run.days(), run.other()])?;
        Ok(())
    }

    /// Keeps the other side of a row.
    fn journal(&mut self, table: &Table, key: &[Cell], other: Option<&[Cell]>) -> Result<(), StoreError> {
        let entry = self.begun()?;
        let written = self
            .conn
            .prepare_cached("INSERT INTO change (entry, seq, \"table\", \"key\", other) VALUES (?1, ?2, ?3, ?4, ?5)")
            .and_then(|mut statement| statement.execute(params![entry.0, self.seq, table.name, cells::to_json(key), other.map(cells::to_json)]));
        self.torn |= written.is_err();
        self.sql(written)?;
        self.seq += 1;
        Ok(())
    }

    /// The entry of this act, begun with its first change. An act of a person ends redo.
    fn begun(&mut self) -> Result<EntryId, StoreError> {
        if let Some(entry) = self.entry {
            return Ok(entry);
        }
        let entry = self.begin();
        self.torn |= entry.is_err();
        let entry = self.sql(entry)?;
        self.entry = Some(entry);
        Ok(entry)
    }

    fn begin(&self) -> rusqlite::Result<EntryId> {
        let Head { source, day, at, what } = &self.head;
        if source.is_person() {
            self.conn.prepare_cached("UPDATE entry SET undone = 2 WHERE undone = 1")?.execute([])?;
        }
        let sql = "INSERT INTO entry (at, day, source, what, undone, revision, moved_at)
                   VALUES (?1, ?2, ?3, ?4, 0, (SELECT coalesce(max(revision), 0) + 1 FROM entry), ?1)";
        self.conn.prepare_cached(sql)?.insert(params![at, day.0, source.key(), what.to_string()]).map(EntryId)
    }

    fn touch_owner(&mut self, table: &Table, row: &[Cell]) -> Result<(), StoreError> {
        let place = table.owner.column().and_then(|column| table.place(column));
        let Some(id) = place.and_then(|place| row.get(place)).and_then(Cell::integer) else { return Ok(()) };
        let account = match table.owner {
            Owner::Column(_) => Some(id),
            Owner::Contact(_) => self.account_through("SELECT account FROM contact WHERE id = ?1", id)?,
            Owner::Task(_) => self.account_through("SELECT account FROM task WHERE id = ?1", id)?,
            Owner::Book => None,
        };
        account.map_or(Ok(()), |account| self.touch(AccountId(account)))
    }

    fn account_through(&mut self, sql: &str, id: i64) -> Result<Option<i64>, StoreError> {
        let found = self.conn.prepare_cached(sql);
        let account = self.sql(found.and_then(|mut statement| statement.query_row([id], |row| row.get::<_, Option<i64>>(0)).optional()))?;
        Ok(account.flatten())
    }

    fn touch(&mut self, account: AccountId) -> Result<(), StoreError> {
        self.begun()?;
        self.touched.insert(account);
        Ok(())
    }

    fn row(&mut self, table: &Table, key: &[Cell]) -> Result<Option<Vec<Cell>>, StoreError> {
        let found = row(self.conn, table, key);
        self.sql(found)
    }

    /// What SQLite said, told of this book. Only a refused row leaves the act fit to go on: after anything else SQLite may
    /// have rolled back by itself, and later writes would stand alone.
    pub(in crate::store) fn sql<T>(&mut self, result: rusqlite::Result<T>) -> Result<T, StoreError> {
        self.kept(result.map_err(StoreError::from))
    }

    fn kept<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        result.map_err(|error| {
            self.torn |= !matches!(error, StoreError::Conflict { .. } | StoreError::Unknown { .. });
            error.at(self.path)
        })
    }

    fn whole(&self) -> Result<(), StoreError> {
        if self.torn { Err(StoreError::Torn) } else { Ok(()) }
    }
}

/// The row of a key.
pub(in crate::store) fn row(conn: &Connection, table: &Table, key: &[Cell]) -> rusqlite::Result<Option<Vec<Cell>>> {
    conn.prepare_cached(&table.sql().by_key)?.query_row(params_from_iter(key), |row| cells::of_row(row, table.columns.len())).optional()
}

fn check(table: &Table, row: &[Cell]) -> Result<(), StoreError> {
    if row.len() != table.columns.len() {
        return Err(StoreError::Shape { table: table.name, columns: table.columns.len(), given: row.len() });
    }
    let strange = row.iter().find_map(|cell| match cell {
        Cell::Real(value) if !value.is_finite() => Some(*value),
        _ => None,
    });
    strange.map_or(Ok(()), |value| Err(StoreError::NotFinite { value }))
}
