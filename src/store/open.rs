//! Opening a book: what stands in its place is looked at before SQLite touches it, and a file that is not a sound book of
//! this version is refused, never replaced.

use crate::store::{Store, StoreError, backup, migrate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Marks a file as a book of this program: `bnso`.
pub(in crate::store) const APPLICATION_ID: u32 = 0x626e_736f;

/// The first SQLite without the bug by which a WAL reset could lose a commit.
const OLDEST_SQLITE: (i32, &str) = (3_051_003, "3.51.3");

/// How long a write waits for another process.
const PATIENCE: Duration = Duration::from_secs(10);

/// What a book is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Makes a missing book and brings an older one up.
    Write,
    /// Changes no byte of the book; it must be there.
    Read,
}

impl Store {
    /// Opens the book at a path. A relative path is taken from the working directory; the folder may be a link, the file not.
    pub fn open(path: &Path, mode: Mode) -> Result<Self, StoreError> {
        new_enough()?;
        let path = place(path, mode)?;
        for file in [path.clone(), beside(&path, "-wal"), beside(&path, "-shm")] {
            refuse_link(&file)?;
        }
        if !path.exists() {
            missing(&path, mode)?;
        }
        check_header(&path)?;
        match mode {
            Mode::Write => open_to_write(&path),
            Mode::Read => open_to_read(&path),
        }
        .map_err(|error| error.at(&path))
    }

    /// An empty book that lives as long as this value, for tests and rehearsals.
    pub fn in_memory() -> Result<Self, StoreError> {
        let mut conn = Connection::open_in_memory()?;
        configure(&conn)?;
        let path = PathBuf::from(":memory:");
        migrate::bring_up(&mut conn, &path, migrate::MIGRATIONS)?;
        Ok(Self { conn, path })
    }
}

fn new_enough() -> Result<(), StoreError> {
    let (number, needed) = OLDEST_SQLITE;
    if rusqlite::version_number() < number {
        return Err(StoreError::OldSqlite { found: rusqlite::version().to_owned(), needed });
    }
    Ok(())
}

/// The absolute path with its folder resolved, because SQLite refuses links in any part of it.
fn place(path: &Path, mode: Mode) -> Result<PathBuf, StoreError> {
    let path = std::path::absolute(path).map_err(|error| StoreError::of_file(path, error))?;
    let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
        return Err(StoreError::NotADatabase { path });
    };
    if mode == Mode::Write && !folder.exists() {
        make_folder(folder)?;
    }
    match fs::canonicalize(folder) {
        Ok(folder) => Ok(folder.join(name)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(StoreError::Missing { path }),
        Err(error) => Err(StoreError::of_file(folder, error)),
    }
}

fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::of_file(folder, error))
}

/// The path of a file that SQLite keeps beside the book.
pub(in crate::store) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn refuse_link(path: &Path) -> Result<(), StoreError> {
    match fs::symlink_metadata(path) {
        Ok(meta) if meta.file_type().is_symlink() => Err(StoreError::Symlink { path: path.to_owned() }),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(StoreError::of_file(path, error)),
    }
}

fn missing(path: &Path, mode: Mode) -> Result<(), StoreError> {
    let wal = beside(path, "-wal");
    if length(&wal) > 0 {
        return Err(StoreError::LooseWal { path: path.to_owned(), wal });
    }
    match mode {
        Mode::Write => create(path),
        Mode::Read => Err(StoreError::Missing { path: path.to_owned() }),
    }
}

/// Makes the book under another name and moves it into place whole, so that nobody ever sees half of one. Where another
/// process was faster, its book stays.
fn create(path: &Path) -> Result<(), StoreError> {
    let folder = path.parent().unwrap_or(path);
    let of_file = |error| StoreError::of_file(path, error);
    let unborn = tempfile::Builder::new().prefix(".banso-new-").tempfile_in(folder).map_err(of_file)?.into_temp_path();
    let made = (|| -> Result<(), StoreError> {
        let mut conn = Connection::open_with_flags(&unborn, flags())?;
        configure(&conn)?;
        conn.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate::bring_up(&mut conn, path, migrate::MIGRATIONS)?;
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        conn.close().map_err(|(_, error)| error)?;
        Ok(())
    })();
    made.map_err(|error| error.at(path))?;
    match unborn.persist_noclobber(path) {
        Err(error) if error.error.kind() != ErrorKind::AlreadyExists => Err(of_file(error.error)),
        _ => backup::sync_folder(folder).map_err(of_file),
    }
}

/// Looks at the file itself, without what lies in its WAL: one that is no book of ours is not opened as a database, and nothing
/// comes to lie beside it. SQLite does the reading: where this process has the book open already, closing a file of our own would
/// take away every lock that it holds (POSIX), and the next program to close the book would throw away a WAL in use.
fn check_header(path: &Path) -> Result<(), StoreError> {
    let about = fs::metadata(path).map_err(|error| StoreError::of_file(path, error))?;
    if !about.is_file() {
        return Err(StoreError::NotADatabase { path: path.to_owned() });
    }
    if about.len() == 0 {
        return Err(StoreError::Empty { path: path.to_owned() });
    }
    version_inside(&open_unchanging(path)?, path).map(drop).map_err(|error| error.at(path))
}

fn identify(path: &Path, application_id: u32, version: u32) -> Result<(), StoreError> {
    let path = path.to_owned();
    if application_id != APPLICATION_ID {
        return Err(StoreError::Foreign { path, application_id });
    }
    if version > migrate::version() {
        return Err(StoreError::Newer { path, found: version, known: migrate::version() });
    }
    Ok(())
}

fn flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_NOFOLLOW
}

fn open_to_write(path: &Path) -> Result<Store, StoreError> {
    let mut conn = Connection::open_with_flags(path, flags())?;
    conn.busy_timeout(PATIENCE)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let found = version_inside(&conn, path)?;
    if conn.is_readonly("main")? {
        return Err(StoreError::NoRights { path: path.to_owned() });
    }
    configure(&conn)?;
    tighten(path)?;
    if found < migrate::version() {
        migrate::back_up_and_bring_up(&mut conn, path, migrate::MIGRATIONS)?;
    }
    let journal: String = conn.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
    if journal != "wal" {
        conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    }
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(Store { conn, path: path.to_owned() })
}

/// Opens read-write with `query_only`, for after a crash only a writer can read what lies in the WAL. Such a WAL stays as
/// it lies; an empty one, made by this reading, goes again when the book is closed.
fn open_to_read(path: &Path) -> Result<Store, StoreError> {
    let conn = Connection::open_with_flags(path, flags())?;
    conn.busy_timeout(PATIENCE)?;
    let wal_lies_there = length(&beside(path, "-wal")) > 0;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, wal_lies_there)?;
    conn.pragma_update(None, "query_only", true)?;
    let (conn, found) = match version_inside(&conn, path) {
        Err(StoreError::NoRights { .. } | StoreError::ReadOnly { .. }) if !wal_lies_there => {
            let conn = open_unchanging(path)?;
            let found = version_inside(&conn, path)?;
            (conn, found)
        }
        found => (conn, found?),
    };
    if found < migrate::version() {
        return Err(StoreError::Older { path: path.to_owned(), found, known: migrate::version() });
    }
    configure(&conn)?;
    Ok(Store { conn, path: path.to_owned() })
}

/// For media that cannot be written, where SQLite cannot make the files it coordinates by. Sound only without a WAL.
fn open_unchanging(path: &Path) -> Result<Connection, StoreError> {
    let mut uri = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            _ => uri.extend(format!("%{byte:02X}").chars()),
        }
    }
    uri.push_str("?immutable=1");
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    Ok(Connection::open_with_flags(uri, flags)?)
}

/// The version as a reader sees it, with what lies in the WAL: read before anything is set or written.
fn version_inside(conn: &Connection, path: &Path) -> Result<u32, StoreError> {
    let application_id: i64 = conn.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let found = u32::try_from(version).unwrap_or(u32::MAX);
    identify(path, u32::try_from(application_id).unwrap_or(0), found)?;
    Ok(found)
}

fn configure(conn: &Connection) -> Result<(), StoreError> {
    conn.busy_timeout(PATIENCE)?;
    conn.set_prepared_statement_cache_capacity(128);
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
        (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
    ] {
        conn.set_db_config(config, on)?;
    }
    // `fullfsync` says something on macOS only, where a plain fsync leaves data in the drive. Temporary tables hold
    // customers' data and therefore stay out of the temporary folder.
    conn.execute_batch(
        "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON; PRAGMA foreign_keys = ON;
         PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;
         PRAGMA journal_size_limit = 67108864;",
    )?;
    Ok(())
}

/// Takes the rights of others away from the book and what lies beside it.
fn tighten(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        use std::os::unix::fs::PermissionsExt as _;
        if fs::metadata(&file).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0) {
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).map_err(|error| StoreError::of_file(&file, error))?;
        }
    }
    Ok(())
}

fn length(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |meta| meta.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_on_a_medium_that_cannot_be_written_is_read_as_it_lies() {
        let folder = tempfile::tempdir().unwrap();
        let path = fs::canonicalize(folder.path()).unwrap().join("本 100%?#.db");
        drop(Store::open(&path, Mode::Write).unwrap());
        let conn = open_unchanging(&path).unwrap();
        assert_eq!(version_inside(&conn, &path).unwrap(), migrate::version());
        assert!(conn.execute("DELETE FROM account", []).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing came to lie beside the book");
    }

    #[test]
    fn every_guard_is_set() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&folder.path().join("book.db"), Mode::Write).unwrap();
        let number = |name: &str| store.conn.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).unwrap();
        let expected = [("synchronous", 2), ("fullfsync", 1), ("foreign_keys", 1), ("cell_size_check", 1), ("trusted_schema", 0), ("mmap_size", 0)];
        for (name, value) in expected.into_iter().chain([("busy_timeout", 10_000), ("application_id", i64::from(APPLICATION_ID))]) {
            assert_eq!(number(name), value, "{name}");
        }
        let journal: String = store.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(journal, "wal");
    }
}
