//! The book as files that import reads: a kind in a file of its own, or all kinds. Streamed, in an order that does not depend
//! on ids. Which kinds there are is said in [`kinds`], how files are written in [`container`].

mod container;
mod kinds;
mod value;
mod xlsx;

pub use container::ExportFormat;

use crate::app::{AppError, Session};
use crate::domain::text::nearest;
use crate::platform::{create_private_dir, stream_private};
use kinds::{ExportKind, KINDS, Sheet};
use std::path::{Path, PathBuf};

/// A kind that was written.
#[derive(Clone, Debug)]
pub struct Exported {
    pub kind: &'static str,
    pub path: PathBuf,
    pub rows: u64,
}

/// The names of the kinds.
pub(in crate::app) fn export_kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|kind| kind.name)
}

impl Session {
    /// Writes one kind to a file. The file appears whole or not at all.
    pub fn export(&self, kind: &str, path: &Path, format: ExportFormat) -> Result<Exported, AppError> {
        let spec = KINDS.iter().find(|spec| spec.name == kind);
        let unknown = || AppError::ExportKind { text: kind.to_owned(), nearest: nearest(kind, export_kinds()).map(str::to_owned) };
        let spec = spec.ok_or_else(unknown)?;
        let rows = self.write_file(std::slice::from_ref(spec), path, format)?.into_iter().sum();
        Ok(Exported { kind: spec.name, path: path.to_owned(), rows })
    }

    /// Writes every kind, as of one state of the book, into a folder: a file each, or the sheets of `book.xlsx`.
    pub fn export_all(&self, folder: &Path, format: ExportFormat) -> Result<Vec<Exported>, AppError> {
        create_private_dir(folder)?;
        let file = |kind: &ExportKind| match format {
            ExportFormat::Xlsx => folder.join("book.xlsx"),
            single => folder.join(kind.name).with_extension(single.key()),
        };
        self.store.snapshot(|_| {
            let mut exported = Vec::with_capacity(KINDS.len());
            for kinds in KINDS.chunk_by(|one, other| file(one) == file(other)) {
                let path = kinds.first().map(file).unwrap_or_default();
                let counts = self.write_file(kinds, &path, format)?;
                exported.extend(kinds.iter().zip(counts).map(|(kind, rows)| Exported { kind: kind.name, path: path.clone(), rows }));
            }
            Ok(exported)
        })
    }

    /// Writes kinds into one file and gives the number of rows of each.
    fn write_file(&self, kinds: &[ExportKind], path: &Path, format: ExportFormat) -> Result<Vec<u64>, AppError> {
        if self.is_own(path)? {
            return Err(AppError::OwnFile { path: path.to_owned() });
        }
        stream_private(path, |out| {
            let mut file = format.open(path, out);
            let mut counts = Vec::with_capacity(kinds.len());
            for kind in kinds {
                file.begin(kind.name, kind.columns)?;
                let mut sheet = Sheet { out: &mut *file, rows: 0 };
                (kind.rows)(self, &mut sheet)?;
                counts.push(sheet.rows);
            }
            file.finish()?;
            Ok(counts)
        })
    }

    /// Whether a path is one of the desk's own files, under whatever name: what is written there would be the end of it.
    fn is_own(&self, path: &Path) -> Result<bool, AppError> {
        let Ok(path) = path.canonicalize() else { return Ok(false) };
        let beside = |ending: &str| {
            let mut name = self.store.path().as_os_str().to_owned();
            name.push(ending);
            PathBuf::from(name)
        };
        let own = [beside(""), beside("-wal"), beside("-shm"), self.opening.config_file()?, self.opening.rules_file()?];
        Ok(own.iter().any(|own| own.canonicalize().is_ok_and(|own| own == path)))
    }
}

#[cfg(test)]
mod tests;
