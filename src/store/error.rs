//! What can go wrong with a book, as data. The sentences for the user are made elsewhere.

use rusqlite::ErrorCode;
use std::io;
use std::path::{Path, PathBuf};

/// Why the book, or one act on it, failed. `path` is the file it is about.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no book to read.
    #[error("no book at {}", path.display())]
    Missing { path: PathBuf },
    /// The file has no bytes: something emptied it. It is never started anew.
    #[error("{} is empty", path.display())]
    Empty { path: PathBuf },
    /// The book is gone, but changes that were on their way into it lie beside it.
    #[error("{} is missing beside {}", path.display(), wal.display())]
    LooseWal { path: PathBuf, wal: PathBuf },
    /// Not an SQLite file at all.
    #[error("{} is no database", path.display())]
    NotADatabase { path: PathBuf },
    /// An SQLite file of another program.
    #[error("{} belongs to another program ({application_id:#x})", path.display())]
    Foreign { path: PathBuf, application_id: u32 },
    /// Made by a later version of this program.
    #[error("{} has version {found}, this program knows {known}", path.display())]
    Newer { path: PathBuf, found: u32, known: u32 },
    /// Made by an earlier version, and opened for reading only, which must not bring it up.
    #[error("{} has version {found}, this program needs {known}", path.display())]
    Older { path: PathBuf, found: u32, known: u32 },
    /// A symbolic link stands where a file of the book should.
    #[error("{} is a symbolic link", path.display())]
    Symlink { path: PathBuf },
    /// The file or its folder may not be read or written.
    #[error("no rights to {}", path.display())]
    NoRights { path: PathBuf },
    /// Opened for reading, or on a medium that cannot be written.
    #[error("{} cannot be written", path.display())]
    ReadOnly { path: PathBuf },
    /// Another process kept the book locked for longer than we wait.
    #[error("{} is locked", path.display())]
    Locked { path: PathBuf },
    /// No space left.
    #[error("no space left for {}", path.display())]
    DiskFull { path: PathBuf },
    /// The file is damaged; `detail` is for the log and `doctor`.
    #[error("{} is damaged: {detail}", path.display())]
    Corrupt { path: PathBuf, detail: String },
    /// The SQLite library is older than the first one without the WAL reset bug.
    #[error("SQLite {found} is older than {needed}")]
    OldSqlite { found: String, needed: &'static str },
    /// A migration did not go through; the book is as it was.
    #[error("migration {version} of {} failed: {detail}", path.display())]
    Migration { path: PathBuf, version: u32, detail: String },
    /// A backup was written but does not hold what it should.
    #[error("the backup {} is not sound: {detail}", path.display())]
    Backup { path: PathBuf, detail: String },
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io { path: PathBuf, source: io::Error },
    /// A stored row holds what its column cannot mean.
    #[error("{table}.{column} holds {value}")]
    Row { table: &'static str, column: &'static str, value: String },
    /// A row does not have the columns of its table.
    #[error("{table} has {columns} columns, not {given}")]
    Shape { table: &'static str, columns: usize, given: usize },
    /// Not a finite number.
    #[error("{value} is no finite number")]
    NotFinite { value: f64 },
    /// A day that no book can hold.
    #[error("{day} lies outside the years 1 to 9999")]
    DayOutside { day: i32 },
    /// No account, or no metric, has this id.
    #[error("no {what} {id}")]
    Unknown { what: &'static str, id: i64 },
    /// A row breaks a rule of its table: a key used twice, a word out of its list, a missing parent. Nothing was written.
    #[error("against the rules of the table: {detail}")]
    Conflict { detail: String },
    /// An earlier failure within this act made it unfit to be kept; nothing was.
    #[error("the act had failed before")]
    Torn,
    /// No act of a person is left to take back.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Nothing was taken back since the last act.
    #[error("nothing to redo")]
    NothingToRedo,
    /// The journal says what cannot be: a damaged book or a bug.
    #[error("entry {entry} of the journal: {detail}")]
    Journal { entry: i64, detail: String },
    /// Anything else SQLite said.
    #[error("{}: {detail}", path.display())]
    Other { path: PathBuf, detail: String },
}

impl StoreError {
    /// The same error, told of a file where it did not know which.
    #[must_use]
    pub(in crate::store) fn at(mut self, file: &Path) -> Self {
        if let Some(path) = self.unnamed() {
            file.clone_into(path);
        }
        self
    }

    /// The file it is about, where it is about one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Missing { path }
            | Self::Empty { path }
            | Self::LooseWal { path, .. }
            | Self::NotADatabase { path }
            | Self::Foreign { path, .. }
            | Self::Newer { path, .. }
            | Self::Older { path, .. }
            | Self::Symlink { path }
            | Self::NoRights { path }
            | Self::ReadOnly { path }
            | Self::Locked { path }
            | Self::DiskFull { path }
            | Self::Corrupt { path, .. }
            | Self::Migration { path, .. }
            | Self::Backup { path, .. }
            | Self::Io { path, .. }
            | Self::Other { path, .. } => Some(path),
            _ => None,
        }
    }

    fn unnamed(&mut self) -> Option<&mut PathBuf> {
        match self {
            Self::NotADatabase { path }
            | Self::NoRights { path }
            | Self::ReadOnly { path }
            | Self::Locked { path }
            | Self::DiskFull { path }
            | Self::Corrupt { path, .. }
            | Self::Migration { path, .. }
            | Self::Io { path, .. }
            | Self::Other { path, .. } => path.as_os_str().is_empty().then_some(path),
            _ => None,
        }
    }

    /// What the operating system said of a file.
    pub(in crate::store) fn of_file(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::NotFound => Self::Missing { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::NoRights { path },
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            _ => Self::Io { path, source },
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let path = PathBuf::new();
        let detail = error.to_string();
        let Some(code) = error.sqlite_error_code() else {
            return match error {
                rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => Self::Corrupt { path, detail },
                _ => Self::Other { path, detail },
            };
        };
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => Self::Locked { path },
            ErrorCode::DiskFull => Self::DiskFull { path },
            ErrorCode::DatabaseCorrupt => Self::Corrupt { path, detail },
            ErrorCode::NotADatabase => Self::NotADatabase { path },
            ErrorCode::PermissionDenied | ErrorCode::CannotOpen => Self::NoRights { path },
            ErrorCode::ReadOnly => Self::ReadOnly { path },
            ErrorCode::ConstraintViolation => Self::Conflict { detail },
            ErrorCode::SystemIoFailure => Self::Io { path, source: io::Error::other(detail) },
            _ => Self::Other { path, detail },
        }
    }
}
