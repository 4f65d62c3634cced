//! From a path to tables of records: finds out what a file is, and makes each table in it readable as often as one likes.
//! Knows nothing of columns and kinds.
//!
//! A text is read where it lies. Workbooks (`xlsx`) and JSON (`json`) are written aside once, row by row (`spool`).

mod bounds;
mod elements;
mod json;
mod spool;
mod xlsx;

#[cfg(test)]
mod tests;

use crate::import::encoding::{Encoding, read_full};
use crate::import::records::{Records, Step};
use crate::import::reject::Refusal;
use spool::Spool;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};

pub use crate::import::values::Epoch;
pub use bounds::{CELLS_LIMIT, UNPACKED_LIMIT};
pub use json::DEPTH_LIMIT;

/// What was found out about a table, to be told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The encoding of a text.
    pub encoding: Option<Encoding>,
    /// The separator of a text.
    pub separator: Option<u8>,
    /// Whether a first line `sep=` states the separator.
    pub separator_stated: bool,
    /// Names of the workbook's hidden sheets, which were passed over; with its first table.
    pub hidden: Vec<String>,
}

/// One table of a file: a text or JSON file has one, a workbook one for each visible sheet with something in it.
#[derive(Clone, Debug)]
pub struct Table {
    /// The sheet's name; empty where the file is the table.
    pub name: String,
    pub told: Told,
    /// Bare numbers in a column of days count from here; `None` where they are no days.
    pub serials: Option<Epoch>,
    /// How many bytes its records take; [`Records::bytes_read`] runs up to it.
    pub bytes: u64,
    source: Source,
    form: Form,
}

/// Where the bytes lie.
#[derive(Clone, Debug)]
enum Source {
    File(PathBuf),
    Spool(Spool),
}

/// How the bytes are to be read.
#[derive(Clone, Copy, Debug)]
enum Form {
    Text(Encoding),
    Rows { width: usize },
}

trait Seekable: Read + Seek + Send {}
impl<T: Read + Seek + Send> Seekable for T {}

impl Source {
    /// What cannot be read twice, such as a pipe, is written aside.
    fn of(path: &Path) -> Result<Self, Refusal> {
        let file = File::open(path)?;
        if file.metadata()?.is_file() { Ok(Self::File(path.to_owned())) } else { Ok(Self::Spool(Spool::copy(file)?)) }
    }

    fn open(&self) -> io::Result<Box<dyn Seekable>> {
        match self {
            Self::File(path) => Ok(Box::new(File::open(path)?)),
            Self::Spool(spool) => Ok(Box::new(spool.reader())),
        }
    }

    fn bytes(&self) -> io::Result<u64> {
        match self {
            Self::File(path) => Ok(std::fs::metadata(path)?.len()),
            Self::Spool(spool) => Ok(spool.bytes()),
        }
    }
}

impl Table {
    /// Starts to read the records, each time from the beginning.
    pub fn records(&self) -> Result<Records<Box<dyn Read + Send>>, Refusal> {
        let source: Box<dyn Read + Send> = match &self.source {
            Source::File(path) => Box::new(File::open(path)?),
            Source::Spool(spool) => Box::new(spool.reader()),
        };
        match self.form {
            Form::Text(encoding) => Records::decoding(source, encoding),
            // Nothing runs JSON, so nothing in it is guarded; what spreadsheets run, they also count days in.
            Form::Rows { width } => Records::of_rows(source, width, self.serials.is_some()),
        }
    }

    /// How many records there are, the header included.
    pub fn count(&self) -> Result<u64, Refusal> {
        let mut records = self.records()?;
        let mut count = 0;
        while records.advance()? != Step::End {
            count += 1;
        }
        Ok(count)
    }

    fn text(source: Source, encoding: Option<Encoding>) -> Result<Self, Refusal> {
        let mut bytes = source.open()?;
        let encoding = match encoding {
            Some(encoding) => encoding.asked(&mut bytes)?,
            None => Encoding::detect(&mut bytes)?,
        };
        let bytes = source.bytes()?;
        let mut table = Self { name: String::new(), told: Told::default(), serials: None, bytes, source, form: Form::Text(encoding) };
        let records = table.records()?;
        table.told.encoding = Some(encoding);
        (table.told.separator, table.told.separator_stated) = (Some(records.separator()), records.separator_stated());
        Ok(table)
    }

    fn rows(name: String, told: Told, serials: Option<Epoch>, (spool, width): (Spool, usize)) -> Self {
        Self { name, told, serials, bytes: spool.bytes(), source: Source::Spool(spool), form: Form::Rows { width } }
    }
}

/// Endings of spreadsheets that have to be saved in another format first.
const OTHER_FORMATS: [&str; 5] = ["xls", "xlsb", "ods", "fods", "numbers"];
const JSON: [&str; 3] = ["json", "jsonl", "ndjson"];
const WORKBOOKS: [&str; 2] = ["xlsx", "xlsm"];
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
const ZIP: &[u8] = b"PK\x03\x04";

/// The tables of a file. The encoding, where none is asked for, is told from the bytes.
///
/// # Errors
/// A refusal says why nothing of the file can be read.
pub fn tables(path: &Path, encoding: Option<Encoding>) -> Result<Vec<Table>, Refusal> {
    let source = Source::of(path)?;
    let mut start = [0; 8];
    let read = read_full(&mut source.open()?, &mut start)?;
    let start = start.get(..read).unwrap_or_default();
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    let is = |endings: &[&str]| endings.contains(&ending.as_str());
    if let Some(ending) = OTHER_FORMATS.into_iter().find(|other| is(&[other])) {
        return Err(Refusal::OtherFormat { ending });
    }
    if start.starts_with(OLE) {
        return Err(xlsx::refuse_ole(&source));
    }
    if start.starts_with(ZIP) || is(&WORKBOOKS) {
        return xlsx::tables(&source);
    }
    if is(&JSON) { Ok(vec![json::table(&source)?]) } else { Ok(vec![Table::text(source, encoding)?]) }
}
