//! A folder with a book, rows to put into it, and a dump of every row to compare by.

use banso::book::rows::{AccountId, AccountRow, Note};
use banso::domain::Day;
use banso::store::{EntryId, Mode, Put, Source, Store, StoreError, Tx};
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::json;
use std::path::{Path, PathBuf};

pub(crate) const AT: &str = "2026-11-23T09:00:00+09:00";
pub(crate) const TODAY: Day = Day(20_780);

pub(crate) struct Desk {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) path: PathBuf,
}

impl Desk {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("book.db");
        Self { folder, path }
    }

    pub(crate) fn write(&self) -> Store {
        Store::open(&self.path, Mode::Write).unwrap()
    }

    pub(crate) fn read(&self) -> Store {
        Store::open(&self.path, Mode::Read).unwrap()
    }

    /// Name and bytes of every file in the folder.
    pub(crate) fn bytes(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = std::fs::read_dir(self.folder.path())
            .unwrap()
            .map(|file| file.unwrap())
            .map(|file| (file.file_name().to_string_lossy().into_owned(), std::fs::read(file.path()).unwrap()))
            .collect();
        files.sort();
        files
    }
}

pub(crate) fn account(code: &str, name: &str) -> AccountRow {
    AccountRow { id: AccountId(0), code: code.to_owned(), name: name.to_owned(), yomi: None, added: TODAY }
}

pub(crate) fn note(account: AccountId, text: &str) -> Note {
    Note { id: 0, account, day: TODAY, text: text.to_owned() }
}

/// An act of a person.
pub(crate) fn act<T>(store: &mut Store, write: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> (Option<EntryId>, T) {
    store.act(Source::Cli, TODAY, AT, json!({"verb": "test"}), write).unwrap()
}

/// Puts an account in an act of its own.
pub(crate) fn add_account(store: &mut Store, code: &str) -> AccountId {
    match act(store, |tx| tx.put(&account(code, &format!("{code} Inc.")))).1 {
        Put::New(id) => AccountId(id),
        other => panic!("{other:?}"),
    }
}

/// Every row of every table that undo answers for.
pub(crate) fn dump(path: &Path) -> Vec<String> {
    let conn = Connection::open(path).unwrap();
    let tables = banso::store::TABLES.iter().map(|table| table.name).chain(["observation"]);
    let mut lines = Vec::new();
    for table in tables {
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let width = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..width).map(|place| format!("{:?}", row.get_ref(place).unwrap())).collect();
            lines.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    lines.sort();
    lines
}

/// Makes the views see a book from this day.
pub(crate) fn see_from(conn: &Connection, day: Day) {
    // A day's view is thrown away with the test: nothing has to reach the disk.
    conn.pragma_update(None, "synchronous", "OFF").unwrap();
    conn.execute_batch(&format!("DROP VIEW v_today; CREATE VIEW v_today AS SELECT date({0} * 86400, 'unixepoch') AS date, {0} AS day;", day.0))
        .unwrap();
}

/// Rows of a query as plain texts; null and an empty text are both unknown.
pub(crate) fn rows(conn: &Connection, sql: &str) -> Vec<Vec<String>> {
    let mut statement = conn.prepare(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    let width = statement.column_count();
    let text = |value: ValueRef<'_>| match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(_) => value.as_str().unwrap().to_owned(),
        ValueRef::Blob(_) => panic!("a view of bytes"),
    };
    let read = statement.query_map([], |row| Ok((0..width).map(|place| text(row.get_ref(place).unwrap())).collect())).unwrap();
    read.map(Result::unwrap).collect()
}
