//! Taking acts back and doing them again, both by the same swap: the present row goes into the journal, the other side comes out.
//!
//! A step is the act of a person with the sweeps that follow it. Sweeps that ran after an undo worked on a book that redo
//! will not see again: redo takes them back first, for good, so that a row is only ever swapped in the state it was left in.

use crate::domain::{Cell, Day};
use crate::store::history::{self, Entry, EntryId};
use crate::store::run::Run;
use crate::store::table::Table;
use crate::store::{Store, StoreError, cells, records, tx};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params, params_from_iter};

/// Which way a swap goes through an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// From the last change to the first.
    Back,
    /// From the first to the last.
    Again,
}

/// What `entry.undone` says.
#[derive(Clone, Copy, Debug)]
enum State {
    InForce = 0,
    /// May come again.
    Undone = 1,
    /// Taken back for good.
    Gone = 2,
}

impl Store {
    /// Takes back the latest act of a person that is in force, with the sweeps since. Tells what was taken back, newest
    /// first. `at` is the instant as RFC 3339.
    pub fn undo(&mut self, at: &str) -> Result<Vec<Entry>, StoreError> {
        self.step(at, |conn, step| {
            let latest = first(conn, "SELECT max(id) FROM entry WHERE undone = 0 AND source <> 'sweep'")?.ok_or(StoreError::NothingToUndo)?;
            let earlier_step = first(conn, "SELECT min(id) FROM entry WHERE undone = 1")?;
            for id in ids(conn, "SELECT id FROM entry WHERE undone = 0 AND id >= ?1 ORDER BY id DESC", latest)? {
                let made_after_an_undo = earlier_step.is_some_and(|undone| undone < id);
                step.swap(conn, id, Way::Back, if made_after_an_undo { State::Gone } else { State::Undone })?;
            }
            Ok(())
        })
    }

    /// Does again what the latest undo took back, as long as no person has acted since. Tells what was done, oldest first.
    pub fn redo(&mut self, at: &str) -> Result<Vec<Entry>, StoreError> {
        self.step(at, |conn, step| {
            let sql = "SELECT min(id) FROM entry WHERE undone = 1 AND source <> 'sweep'";
            let person = first(conn, sql)?.ok_or(StoreError::NothingToRedo)?;
            for sweep in ids(conn, "SELECT id FROM entry WHERE undone = 0 AND id > ?1 ORDER BY id DESC", person)? {
                step.swap(conn, sweep, Way::Back, State::Gone)?;
            }
            step.told.clear();
            let sql = "SELECT id FROM entry WHERE undone = 1 AND id >= ?1
                       AND id < coalesce((SELECT min(id) FROM entry WHERE undone = 1 AND source <> 'sweep' AND id > ?1), id + 1) ORDER BY id";
            for id in ids(conn, sql, person)? {
                step.swap(conn, id, Way::Again, State::InForce)?;
            }
            Ok(())
        })
    }

    fn step(&mut self, at: &str, swap: impl FnOnce(&Transaction<'_>, &mut Step<'_>) -> Result<(), StoreError>) -> Result<Vec<Entry>, StoreError> {
        let path = &self.path;
        let told = |error: rusqlite::Error| StoreError::from(error).at(path);
        let held = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
        // Rows and observations come back in their own order; that children have parents is checked at the end.
        held.pragma_update(None, "defer_foreign_keys", true).map_err(told)?;
        let revision = first(&held, "SELECT coalesce(max(revision), 0) + 1 FROM entry").map_err(|error| error.at(path))?.unwrap_or(1);
        let mut step = Step { at, revision, told: Vec::new() };
        swap(&held, &mut step).map_err(|error| error.at(path))?;
        held.commit().map_err(told)?;
        Ok(step.told)
    }
}

/// An undo or redo under way.
struct Step<'a> {
    at: &'a str,
    revision: i64,
    told: Vec<Entry>,
}

impl Step<'_> {
    fn swap(&mut self, conn: &Connection, entry: i64, way: Way, state: State) -> Result<(), StoreError> {
        if way == Way::Again {
            swap_rows(conn, entry, way)?;
        }
        swap_runs(conn, entry, way)?;
        if way == Way::Back {
            swap_rows(conn, entry, way)?;
        }
        conn.prepare_cached("UPDATE entry SET undone = ?2, revision = ?3, moved_at = ?4 WHERE id = ?1")?.execute(params![
            entry,
            state as i64,
            self.revision,
            self.at
        ])?;
        self.told.push(history::entry(conn, EntryId(entry))?);
        Ok(())
    }
}

fn first(conn: &Connection, sql: &str) -> Result<Option<i64>, StoreError> {
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

fn ids(conn: &Connection, sql: &str, bound: i64) -> Result<Vec<i64>, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_map([bound], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// The next journal row of an entry in the order of the way; `seq` is the one before.
fn next_of(table: &str, columns: &str, way: Way) -> (String, i64) {
    let (sign, order, start) = if way == Way::Back { ("<", "DESC", i64::MAX) } else { (">", "ASC", -1) };
    (format!("SELECT seq, {columns} FROM {table} WHERE entry = ?1 AND seq {sign} ?2 ORDER BY seq {order} LIMIT 1"), start)
}

fn swap_rows(conn: &Connection, entry: i64, way: Way) -> Result<(), StoreError> {
    let (sql, mut seq) = next_of("change", "\"table\", \"key\", other", way);
    loop {
        let next = conn
            .prepare_cached(&sql)?
            .query_row([entry, seq], |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, row.get(3)?)))
            .optional()?;
        let Some((place, table, key, other)) = next else { return Ok(()) };
        seq = place;
        let unknown = || StoreError::Journal { entry, detail: format!("table {table}") };
        let table = records::table(&table).ok_or_else(unknown)?;
        let key = cells::from_json(entry, &key)?;
        let other = Option::<String>::map(other, |row| cells::from_json(entry, &row)).transpose()?;
        let present = tx::row(conn, table, &key)?;
        write_row(conn, entry, table, &key, other.as_deref())?;
        conn.prepare_cached("UPDATE change SET other = ?3 WHERE entry = ?1 AND seq = ?2")?.execute(params![
            entry,
            seq,
            present.as_deref().map(cells::to_json)
        ])?;
    }
}

/// Puts a row, or nothing, in the place of what stands there.
fn write_row(conn: &Connection, entry: i64, table: &Table, key: &[Cell], row: Option<&[Cell]>) -> Result<(), StoreError> {
    match row {
        Some(row) if row.len() == table.columns.len() => {
            conn.prepare_cached(&table.sql().upsert)?.execute(params_from_iter(row))?;
        }
        // Journaled before the table got its latest columns: those take their defaults.
        Some(row) if row.len() < table.columns.len() => {
            conn.prepare_cached(&table.sql().delete)?.execute(params_from_iter(key))?;
            conn.prepare_cached(&table.insert(row.len()))?.execute(params_from_iter(row))?;
        }
        Some(row) => return Err(StoreError::Journal { entry, detail: format!("{} cells for {}", row.len(), table.name) }),
        None => {
            conn.prepare_cached(&table.sql().delete)?.execute(params_from_iter(key))?;
        }
    }
    Ok(())
}

fn swap_runs(conn: &Connection, entry: i64, way: Way) -> Result<(), StoreError> {
    let (sql, mut seq) = next_of("change_run", "account, metric, days, other", way);
    loop {
        let next = conn
            .prepare_cached(&sql)?
            .query_row([entry, seq], |row| {
                Ok((row.get(0)?, (row.get(1)?, row.get(2)?), row.get::<_, Vec<u8>>(3)?, row.get::<_, Option<Vec<u8>>>(4)?))
            })
            .optional()?;
        let Some((place, pair, days, other)) = next else { return Ok(()) };
        seq = place;
        let points = Run::unpack(&days, other.as_deref()).ok_or_else(|| StoreError::Journal { entry, detail: format!("run {seq}") })?;
        let present = swap_points(conn, pair, &points, way)?;
        let mut run = Run::default();
        points.iter().zip(present).for_each(|((day, _), value)| run.push(*day, value));
        conn.prepare_cached("UPDATE change_run SET other = ?3 WHERE entry = ?1 AND seq = ?2")?.execute(params![entry, seq, run.other()])?;
    }
}

/// Writes the other values and returns the present ones, in the order of the run.
fn swap_points(conn: &Connection, (account, metric): (i64, i64), points: &[(Day, Option<f64>)], way: Way) -> Result<Vec<Option<f64>>, StoreError> {
    const AT: &str = "WHERE account = ?1 AND metric = ?2 AND day = ?3";
    let mut find = conn.prepare_cached(&format!("SELECT value FROM observation {AT}"))?;
    let mut delete = conn.prepare_cached(&format!("DELETE FROM observation {AT}"))?;
    let mut put = conn.prepare_cached(
        "INSERT INTO observation (account, metric, day, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account, metric, day) DO UPDATE SET value = excluded.value",
    )?;
    let mut present = vec![None; points.len()];
    let mut swap = |place: usize| -> rusqlite::Result<()> {
        let (day, other) = points[place];
        present[place] = find.query_row((account, metric, day.0), |row| row.get(0)).optional()?;
        match other {
            Some(value) => put.execute((account, metric, day.0, value))?,
            None => delete.execute((account, metric, day.0))?,
        };
        Ok(())
    };
    match way {
        Way::Back => (0..points.len()).rev().try_for_each(&mut swap)?,
        Way::Again => (0..points.len()).try_for_each(&mut swap)?,
    }
    Ok(present)
}
