//! Copies of a book that are known to be sound, and the check by which that is known.

use crate::store::{Store, StoreError};
use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

/// Pages copied at a time; between two portions other processes may write.
const PORTION: i32 = 4_096;

impl Store {
    /// Writes a copy of the book as it stands, in one file of its own (0600), and checks it before it takes its name.
    /// Never replaces a file.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        write(&self.conn, to)
    }

    /// Looks through the whole file. Empty when it is sound, else what is wrong, for `doctor` and the log.
    pub fn check(&self) -> Result<Vec<String>, StoreError> {
        let found = damage(&self.conn).and_then(|damage| if damage.is_empty() { orphans(&self.conn) } else { Ok(damage) });
        found.map_err(|error| error.at(&self.path))
    }
}

pub(in crate::store) fn write(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let of_file = |error| StoreError::of_file(to, error);
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let copy = tempfile::Builder::new().prefix(".banso-backup-").tempfile_in(folder).map_err(of_file)?.into_temp_path();
    fill(from, &copy).map_err(|error| error.at(to))?;
    let found = verify(&copy).map_err(|error| error.at(to))?;
    if let Some(detail) = found.into_iter().next() {
        return Err(StoreError::Backup { path: to.to_owned(), detail });
    }
    fs::File::open(&copy).and_then(|file| file.sync_all()).map_err(of_file)?;
    copy.persist_noclobber(to).map_err(|error| of_file(error.error))?;
    sync_folder(folder).map_err(of_file)
}

fn fill(from: &Connection, to: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open_with_flags(to, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    Backup::new(from, &mut copy)?.run_to_completion(PORTION, Duration::ZERO, None)?;
    // Without WAL the copy is one file that can be carried anywhere.
    copy.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Opens the copy anew, as whoever restores it would. Only the copy is judged: what the book lacks, its copy may lack too.
fn verify(copy: &Path) -> Result<Vec<String>, StoreError> {
    let conn = Connection::open_with_flags(copy, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    damage(&conn)
}

/// Damage to the file itself.
fn damage(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let told = conn.prepare("PRAGMA integrity_check(100)")?.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
    Ok(told.into_iter().filter(|line| line != "ok").collect())
}

/// Rows whose account, contact, metric or entry is not there. Observations have no declared parents, for the sake of speed.
fn orphans(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut orphans = conn.prepare(
        "SELECT \"table\", count(*) FROM pragma_foreign_key_check GROUP BY 1 UNION ALL
         SELECT 'observation', count(*) FROM observation
         WHERE account NOT IN (SELECT id FROM account) OR metric NOT IN (SELECT id FROM metric) HAVING count(*) > 0",
    )?;
    let told = |row: &rusqlite::Row<'_>| Ok(format!("{}: {} rows point to nothing", row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    Ok(orphans.query_map([], told)?.collect::<Result<_, _>>()?)
}

/// Makes sure that a new name in a folder outlives a loss of power.
pub(in crate::store) fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}
