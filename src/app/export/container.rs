//! The files an export can be: CSV and JSON lines, which hold one kind each, and XLSX, which holds a sheet for every kind.
//! What the kinds are, and where files lie, is said elsewhere.

use crate::app::AppError;
use crate::app::export::value::Value;
use crate::app::export::xlsx::Workbook;
use crate::platform::PlatformError;
use std::io::{self, Write};
use std::path::Path;

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    Csv,
    Jsonl,
    Xlsx,
}

/// Something that takes the rows of kinds. Nothing is whole before it was finished.
pub(in crate::app::export) trait Container {
    /// Begins a kind; rows go to the kind that began last.
    fn begin(&mut self, kind: &'static str, columns: &'static [&'static str]) -> Result<(), AppError>;

    /// Takes a row, one value per column.
    fn row(&mut self, values: &[Value<'_>]) -> Result<(), AppError>;

    /// Writes what has not been written yet.
    fn finish(self: Box<Self>) -> Result<(), AppError>;
}

impl ExportFormat {
    const ALL: [Self; 3] = [Self::Csv, Self::Jsonl, Self::Xlsx];

    /// The word of `--format`, and how names of files end.
    pub fn key(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
        }
    }

    /// The format of a file: the one asked for, else the one its name tells, else CSV. A name that tells another one than was
    /// asked for is an error.
    pub fn of(asked: Option<Self>, path: &Path) -> Result<Self, AppError> {
        let told = path.extension().and_then(|ending| Self::ALL.into_iter().find(|format| ending.eq_ignore_ascii_case(format.key())));
        match (asked, told) {
            (Some(asked), Some(told)) if asked != told => Err(AppError::ExportFormat { asked, path: path.to_owned() }),
            (asked, told) => Ok(asked.or(told).unwrap_or(Self::Csv)),
        }
    }

    /// Begins a file of this format.
    pub(in crate::app::export) fn open<'a>(self, path: &'a Path, out: &'a mut (dyn Write + Send)) -> Box<dyn Container + 'a> {
        match self {
            Self::Csv => Box::new(Csv { path, out: csv::Writer::from_writer(out) }),
            Self::Jsonl => Box::new(JsonLines { path, out, keys: Vec::new() }),
            Self::Xlsx => Box::new(Workbook::new(path, out)),
        }
    }
}

/// What could not be written, told of its file.
pub(in crate::app::export) fn of_file(path: &Path, source: io::Error) -> AppError {
    PlatformError::Io { path: path.to_owned(), source }.into()
}

/// A table with a header, its texts guarded.
struct Csv<'a> {
    path: &'a Path,
    out: csv::Writer<&'a mut (dyn Write + Send)>,
}

impl Container for Csv<'_> {
    fn begin(&mut self, _: &'static str, columns: &'static [&'static str]) -> Result<(), AppError> {
        self.out.write_record(columns).map_err(|error| of_file(self.path, error.into()))
    }

    fn row(&mut self, values: &[Value<'_>]) -> Result<(), AppError> {
        self.out.write_record(values.iter().map(|value| value.inert().into_owned())).map_err(|error| of_file(self.path, error.into()))
    }

    fn finish(mut self: Box<Self>) -> Result<(), AppError> {
        self.out.flush().map_err(|error| of_file(self.path, error))
    }
}

/// An object a line, with every key in every line.
struct JsonLines<'a> {
    path: &'a Path,
    out: &'a mut (dyn Write + Send),
    keys: Vec<String>,
}

impl Container for JsonLines<'_> {
    fn begin(&mut self, _: &'static str, columns: &'static [&'static str]) -> Result<(), AppError> {
        self.keys = columns.iter().map(|name| Value::from(*name).json().into_owned()).collect();
        Ok(())
    }

    fn row(&mut self, values: &[Value<'_>]) -> Result<(), AppError> {
        let pairs: Vec<String> = self.keys.iter().zip(values).map(|(key, value)| format!("{key}:{}", value.json())).collect();
        writeln!(self.out, "{{{}}}", pairs.join(",")).map_err(|error| of_file(self.path, error))
    }

    fn finish(self: Box<Self>) -> Result<(), AppError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_asked_for_or_told_by_the_name_and_never_both_ways() {
        let of = |asked, path: &str| ExportFormat::of(asked, Path::new(path)).ok();
        assert_eq!(of(None, "usage.JSONL"), Some(ExportFormat::Jsonl));
        assert_eq!(of(None, "usage.xlsx"), Some(ExportFormat::Xlsx));
        assert_eq!((of(None, "usage.txt"), of(None, "/dev/stdout")), (Some(ExportFormat::Csv), Some(ExportFormat::Csv)));
        assert_eq!(of(Some(ExportFormat::Jsonl), "/dev/stdout"), Some(ExportFormat::Jsonl));
        assert_eq!(of(Some(ExportFormat::Xlsx), "usage.xlsx"), Some(ExportFormat::Xlsx));
        assert_eq!(of(Some(ExportFormat::Csv), "usage.xlsx"), None);
    }
}
