//! From the paths that were typed to open files in the order of one import.

use crate::app::AppError;
use crate::app::importer::lookup::BookLookup;
use crate::app::importer::{ImportRequest, PassedOver};
use crate::domain::Day;
use crate::import::folder::{files_of, in_order};
use crate::import::table::Told;
use crate::import::{Options, Refusal, Sheet, Table, tables};
use crate::platform::Clock;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A table as it is read.
pub(in crate::app::importer) type OpenSheet = Sheet<Box<dyn Read + Send>>;

/// A table whose header has been read.
pub(in crate::app::importer) struct OpenFile {
    pub(in crate::app::importer) path: PathBuf,
    /// The sheet of a workbook that has several.
    pub(in crate::app::importer) sheet_name: Option<String>,
    pub(in crate::app::importer) sheet: OpenSheet,
    pub(in crate::app::importer) bytes: u64,
    /// What was found out about the file before its header was read.
    pub(in crate::app::importer) told: Told,
    /// The local day on which it was written.
    pub(in crate::app::importer) written: Option<Day>,
    /// Whether the others go in without it where it leaves open what only a person can decide.
    pub(in crate::app::importer) spared: bool,
}

impl OpenFile {
    /// The file's own name, and its sheet's.
    pub(in crate::app::importer) fn name(&self) -> String {
        with_sheet(file_name(&self.path), self.sheet_name.as_deref())
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

/// Opens the tables of the files and sorts them. One that cannot be taken is an error where its file was named, else passed
/// over; so is a sheet beside others.
pub(in crate::app::importer) fn open_all(
    found: Vec<Found>,
    request: &ImportRequest,
    clock: Clock,
    lookup: &BookLookup,
) -> Result<(Vec<OpenFile>, Vec<PassedOver>), AppError> {
    let options = Options {
        kind: request.kind,
        map: request.map.clone(),
        days: request.days,
        mappings: request.mappings.clone(),
        currency: request.currency,
        ..Options::default()
    };
    let (mut files, mut passed_over) = (Vec::new(), Vec::new());
    for Found { path, named } in found {
        let of_path = request.encodings.iter().find(|(known, _)| *known == path).map(|(_, encoding)| *encoding);
        let tables = match tables(&path, of_path.or(request.encoding)) {
            Ok(tables) => tables,
            Err(refusal) if named => return Err(AppError::Refused { file: path, refusal }),
            Err(why) => {
                passed_over.push(PassedOver { path, sheet_name: None, encoding: None, rows: 0, why });
                continue;
            }
        };
        let alone = tables.len() == 1;
        let written = path.metadata().and_then(|about| about.modified()).ok().map(|time| clock.day_of(time));
        for table in tables {
            let sheet_name = (!alone).then(|| table.name.clone());
            if request.without.contains(&with_sheet(file_name(&path), sheet_name.as_deref())) {
                continue;
            }
            match open(&path, sheet_name.as_deref(), &table, &options, lookup) {
                Ok(sheet) => {
                    let spared = !(request.strict || named && alone);
                    files.push(OpenFile { path: path.clone(), sheet_name, sheet, bytes: table.bytes, told: table.told, written, spared });
                }
                Err(refusal) if named && alone && !matches!(refusal, Refusal::UnknownKind { .. }) => {
                    return Err(AppError::Refused { file: path, refusal });
                }
                Err(why) => {
                    let rows = table.count().unwrap_or(0).saturating_sub(1);
                    passed_over.push(PassedOver { path: path.clone(), sheet_name, encoding: table.told.encoding, rows, why });
                }
            }
        }
    }
    in_order(&mut files, |file: &OpenFile| file.sheet.plan().kind);
    Ok((files, passed_over))
}

fn open(path: &Path, sheet_name: Option<&str>, table: &Table, options: &Options, lookup: &BookLookup) -> Result<OpenSheet, Refusal> {
    let options = Options { serials: table.serials, ..options.clone() };
    let table = table.clone();
    Sheet::open(&with_sheet(file_name(path), sheet_name), Box::new(move || table.records()), &options, lookup)
}

/// The file's own name.
pub(in crate::app::importer) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// `kokyaku.xlsx#利用状況`, as a table is called where its file has several.
pub(in crate::app::importer) fn with_sheet(file: String, sheet_name: Option<&str>) -> String {
    match sheet_name {
        Some(name) => format!("{file}#{name}"),
        None => file,
    }
}
