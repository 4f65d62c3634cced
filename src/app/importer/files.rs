//! From the paths that were typed to open files in the order of one import.

use crate::app::AppError;
use crate::app::importer::lookup::BookLookup;
use crate::app::importer::{ImportRequest, PassedOver};
use crate::domain::Day;
use crate::import::folder::{files_of, in_order};
use crate::import::records::Records;
use crate::import::{Options, Refusal, Sheet};
use crate::platform::Clock;
use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// A file whose header has been read.
pub(in crate::app::importer) struct OpenFile {
    pub(in crate::app::importer) path: PathBuf,
    pub(in crate::app::importer) sheet: Sheet<File>,
    pub(in crate::app::importer) bytes: u64,
    /// The local day on which it was written.
    pub(in crate::app::importer) written: Option<Day>,
}

impl OpenFile {
    /// The file's own name.
    pub(in crate::app::importer) fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// A path to read, and whether it was named itself or found in a folder.
pub(in crate::app::importer) struct Found {
    path: PathBuf,
    named: bool,
}

impl Found {
    /// One that is only looked into.
    pub(in crate::app::importer) fn unnamed(self) -> Self {
        Self { named: false, ..self }
    }

    pub(in crate::app::importer) fn unnamed_at(path: &Path) -> Self {
        Self { path: path.to_owned(), named: false }
    }
}

/// The files that the paths mean.
pub(in crate::app::importer) fn expand(paths: &[PathBuf]) -> Result<Vec<Found>, AppError> {
    let mut found = Vec::new();
    for path in paths {
        let of_file = |source| AppError::File { path: path.clone(), source };
        if std::fs::metadata(path).map_err(of_file)?.is_dir() {
            let files = files_of(path).map_err(of_file)?;
            if files.is_empty() {
                return Err(AppError::NothingToImport { path: path.clone() });
            }
            found.extend(files.into_iter().map(|path| Found { path, named: false }));
        } else {
            found.push(Found { path: path.clone(), named: true });
        }
    }
    Ok(found)
}

/// Opens the files and sorts them. One that cannot be taken is an error where it was named, else passed over.
pub(in crate::app::importer) fn open_all(
    found: Vec<Found>,
    request: &ImportRequest,
    clock: Clock,
    lookup: &BookLookup,
) -> Result<(Vec<OpenFile>, Vec<PassedOver>), AppError> {
    let options = Options { kind: request.kind, map: request.map.clone(), mappings: request.mappings.clone(), ..Options::default() };
    let mut files = Vec::new();
    let mut passed_over = Vec::new();
    for Found { path, named } in found {
        match open(&path, &options, clock, lookup) {
            Ok(file) => files.push(file),
            Err(refusal) if named && !matches!(refusal, Refusal::UnknownKind { .. }) => return Err(AppError::Refused { file: path, refusal }),
            Err(why) => passed_over.push(PassedOver { rows: lines(&path).saturating_sub(1), path, why }),
        }
    }
    in_order(&mut files, |file: &OpenFile| file.sheet.plan().kind);
    Ok((files, passed_over))
}

fn open(path: &Path, options: &Options, clock: Clock, lookup: &BookLookup) -> Result<OpenFile, Refusal> {
    let about = File::open(path)?.metadata()?;
    let written = about.modified().ok().map(|time| clock.day_of(time));
    let source = path.to_owned();
    let opener = Box::new(move || Records::new(File::open(&source)?));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(OpenFile { path: path.to_owned(), sheet: Sheet::open(&name, opener, options.clone(), lookup)?, bytes: about.len(), written })
}

/// Lines with something in them, counted in bounded memory.
fn lines(path: &Path) -> u64 {
    let Ok(file) = File::open(path) else { return 0 };
    let mut reader = BufReader::new(file);
    let (mut lines, mut filled) = (0, false);
    loop {
        let Ok(bytes) = reader.fill_buf() else { return lines };
        if bytes.is_empty() {
            return lines + u64::from(filled);
        }
        for byte in bytes {
            if *byte == b'\n' {
                lines += u64::from(std::mem::take(&mut filled));
            } else {
                filled |= !byte.is_ascii_whitespace();
            }
        }
        let read = bytes.len();
        reader.consume(read);
    }
}
