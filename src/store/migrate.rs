//! Bringing a book up, one numbered SQL file at a time. A file that was released is never edited again.

use crate::store::{StoreError, backup};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The steps; the first brings a book to version 1, and so on.
pub(in crate::store) const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_book.sql"),
    include_str!("migrations/0002_work.sql"),
    include_str!("migrations/0003_desk.sql"),
    include_str!("migrations/0004_views.sql"),
    include_str!("migrations/0005_scores.sql"),
];

/// The version that this program makes and knows.
pub(in crate::store) fn version() -> u32 {
    number(MIGRATIONS)
}

fn number(steps: &[&str]) -> u32 {
    u32::try_from(steps.len()).unwrap_or(u32::MAX)
}

/// Copies the book beside itself, checks the copy, then brings the book up.
pub(in crate::store) fn back_up_and_bring_up(conn: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), StoreError> {
    let found = found(conn)?;
    if found < number(steps) {
        let copy = copy_name(path, found);
        backup::write(conn, &copy)?;
    }
    bring_up(conn, path, steps)
}

/// Runs what is missing, each step in a transaction of its own.
pub(in crate::store) fn bring_up(conn: &mut Connection, path: &Path, steps: &[&str]) -> Result<(), StoreError> {
    // A step may rebuild a table that others point to; what points where is checked before it is kept.
    conn.pragma_update(None, "foreign_keys", false)?;
    let done = (1..).zip(steps).try_for_each(|(version, sql)| step(conn, path, version, sql));
    conn.pragma_update(None, "foreign_keys", true)?;
    done
}

fn step(conn: &mut Connection, path: &Path, version: u32, sql: &str) -> Result<(), StoreError> {
    if found(conn)? >= version {
        return Ok(());
    }
    let failed = |detail: String| StoreError::Migration { path: path.to_owned(), version, detail };
    let told = |error: rusqlite::Error| match StoreError::from(error) {
        StoreError::Other { detail, .. } | StoreError::Conflict { detail } => failed(detail),
        known => known.at(path),
    };
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(told)?;
    // Another process may have been faster while this one waited for its turn.
    if found(&tx)? >= version {
        return Ok(());
    }
    tx.execute_batch(sql).map_err(told)?;
    let orphans: i64 = tx.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).map_err(told)?;
    if orphans > 0 {
        return Err(failed(format!("{orphans} rows point to nothing")));
    }
    tx.pragma_update(None, "user_version", version).map_err(told)?;
    tx.commit().map_err(told)
}

fn found(conn: &Connection) -> Result<u32, StoreError> {
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    Ok(u32::try_from(version).unwrap_or(u32::MAX))
}

/// `book.v3.db` beside `book.db`; numbered where there is one already.
fn copy_name(path: &Path, version: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map_or(String::new(), |ending| format!(".{}", ending.to_string_lossy()));
    let mut name = path.with_file_name(format!("{stem}.v{version}{ending}"));
    let mut count = 1;
    while name.exists() {
        count += 1;
        name = path.with_file_name(format!("{stem}.v{version}-{count}{ending}"));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "CREATE TABLE a (id INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (7);";
    const TWO: &str = "ALTER TABLE a ADD COLUMN name TEXT NOT NULL DEFAULT 'x';";

    fn book(folder: &Path) -> (Connection, PathBuf) {
        let path = folder.join("book.db");
        let mut conn = Connection::open(&path).unwrap();
        bring_up(&mut conn, &path, &[ONE]).unwrap();
        (conn, path)
    }

    #[test]
    fn an_older_book_is_brought_up_after_a_sound_copy_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let (mut conn, path) = book(folder.path());
        back_up_and_bring_up(&mut conn, &path, &[ONE, TWO]).unwrap();
        assert_eq!(found(&conn).unwrap(), 2);
        assert_eq!(conn.query_row("SELECT name FROM a", [], |row| row.get::<_, String>(0)).unwrap(), "x");
        let copy = Connection::open(folder.path().join("book.v1.db")).unwrap();
        assert_eq!(found(&copy).unwrap(), 1);
        assert_eq!(copy.query_row("SELECT id FROM a", [], |row| row.get::<_, i64>(0)).unwrap(), 7);
    }

    #[test]
    fn a_failing_step_leaves_the_book_at_the_step_before_with_nothing_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        let (mut conn, path) = book(folder.path());
        let bad = "CREATE TABLE b (id INTEGER) STRICT; INSERT INTO nowhere VALUES (1);";
        let error = bring_up(&mut conn, &path, &[ONE, TWO, bad]).unwrap_err();
        assert!(matches!(error, StoreError::Migration { version: 3, .. }), "{error:?}");
        assert_eq!(found(&conn).unwrap(), 2);
        assert!(conn.prepare("SELECT * FROM b").is_err());
    }

    #[test]
    fn a_step_that_leaves_rows_pointing_to_nothing_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (mut conn, path) = book(folder.path());
        let orphan = "CREATE TABLE b (a INTEGER REFERENCES a (id)) STRICT; INSERT INTO b VALUES (99);";
        assert!(matches!(bring_up(&mut conn, &path, &[ONE, orphan]), Err(StoreError::Migration { version: 2, .. })));
        assert_eq!(found(&conn).unwrap(), 1);
    }

    #[test]
    fn a_second_copy_does_not_replace_the_first() {
        let folder = tempfile::tempdir().unwrap();
        let (_, path) = book(folder.path());
        std::fs::write(folder.path().join("book.v1.db"), "first").unwrap();
        assert_eq!(copy_name(&path, 1), folder.path().join("book.v1-2.db"));
    }
}
