//! A workbook with a sheet for every kind, row by row: what is written lies in nameless files beside the one to come, not in
//! memory. A kind with more rows than a sheet holds goes on in `usage (2)`.

use crate::app::AppError;
use crate::app::export::container::{Container, of_file};
use crate::app::export::value::Value;
use crate::domain::Day;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Worksheet, XlsxError};
use std::io::{self, Write};
use std::path::Path;

/// Rows of a sheet, its header included.
const SHEET_ROWS: u32 = 1_048_576;
/// The day 0 of spreadsheets, as days since 1970-01-01.
const EPOCH: i32 = -25_569;
/// Spreadsheets count days rightly from 1900-03-01 on, for they hold 1900 to be a leap year.
const FIRST_DATE: Day = Day(EPOCH + 61);

pub(in crate::app::export) struct Workbook<'a> {
    path: &'a Path,
    out: &'a mut (dyn Write + Send),
    book: rust_xlsxwriter::Workbook,
    /// Rows of a sheet, its header included.
    limit: u32,
    /// The kind whose rows come now.
    kind: &'static str,
    columns: &'static [&'static str],
    /// How many sheets the kind has.
    sheets: u32,
    /// The next row of its last sheet.
    next: u32,
    heading: Format,
    date: Format,
}

impl<'a> Workbook<'a> {
    pub(in crate::app::export) fn new(path: &'a Path, out: &'a mut (dyn Write + Send)) -> Self {
        let mut book = rust_xlsxwriter::Workbook::new();
        // Customers' data stays out of the temporary folder. The folder of a device takes no files: there it cannot.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let _ = book.set_tempdir(folder);
        // The same book gives the same bytes: no clock is asked, and zip files begin with this day.
        if let Ok(made) = ExcelDateTime::from_ymd(1980, 1, 1) {
            book.set_properties(&DocProperties::new().set_creation_datetime(&made));
        }
        let (heading, date) = (Format::new().set_bold(), Format::new().set_num_format("yyyy-mm-dd"));
        Self { path, out, book, limit: SHEET_ROWS, kind: "", columns: &[], sheets: 0, next: 0, heading, date }
    }

    fn add_sheet(&mut self) -> Result<(), AppError> {
        self.sheets += 1;
        self.next = 1;
        let name = if self.sheets == 1 { self.kind.to_owned() } else { format!("{} ({})", self.kind, self.sheets) };
        let begun = self.book.add_worksheet_with_constant_memory().and_then(|sheet| begin(sheet, &name, self.columns, &self.heading));
        begun.map_err(|error| self.told(error))
    }

    fn told(&self, error: XlsxError) -> AppError {
        match error {
            XlsxError::MaxStringLengthExceeded => AppError::CellTooLong { kind: self.kind, path: self.path.to_owned() },
            XlsxError::IoError(source) | XlsxError::TempFileError(_, source) => of_file(self.path, source),
            other => of_file(self.path, io::Error::other(other.to_string())),
        }
    }
}

impl Container for Workbook<'_> {
    fn begin(&mut self, kind: &'static str, columns: &'static [&'static str]) -> Result<(), AppError> {
        (self.kind, self.columns, self.sheets) = (kind, columns, 0);
        self.add_sheet()
    }

    fn row(&mut self, values: &[Value<'_>]) -> Result<(), AppError> {
        if self.next == self.limit {
            self.add_sheet()?;
        }
        let last = self.book.worksheets().len().saturating_sub(1);
        let (next, date) = (self.next, &self.date);
        let written = self
            .book
            .worksheet_from_index(last)
            .and_then(|sheet| (0..).zip(values).try_for_each(|(column, value)| write(sheet, (next, column), *value, date)));
        written.map_err(|error| self.told(error))?;
        self.next += 1;
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<(), AppError> {
        let saved = self.book.save_to_writer(&mut *self.out);
        saved.map_err(|error| self.told(error))
    }
}

fn begin(sheet: &mut Worksheet, name: &str, columns: &[&str], heading: &Format) -> Result<(), XlsxError> {
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (column, title) in (0..).zip(columns) {
        sheet.set_column_width(column, width(title))?.write_string_with_format(0, column, *title, heading)?;
    }
    Ok(())
}

/// The width of a column, in characters.
fn width(title: &str) -> f64 {
    match title {
        "name" | "email" | "title" | "product" | "contact" | "tags" => 28.0,
        "text" | "note" | "comment" | "subject" | "reason" | "links" | "value" => 40.0,
        _ => 14.0,
    }
}

fn write(sheet: &mut Worksheet, (row, column): (u32, u16), value: Value<'_>, date: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Unknown => return Ok(()),
        Value::Number(number) if number.is_finite() => sheet.write_number(row, column, number)?,
        Value::Whole(_) | Value::Money(..) => sheet.write_number(row, column, value.to_string().parse::<f64>().unwrap_or_default())?,
        Value::Date(day) if day >= FIRST_DATE => sheet.write_number_with_format(row, column, day.0 - EPOCH, date)?,
        Value::YesNo(yes) => sheet.write_boolean(row, column, yes)?,
        Value::Text(_) | Value::Number(_) | Value::Date(_) => sheet.write_string(row, column, value.inert())?,
    };
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::Reader as _;

    #[test]
    fn a_kind_with_more_rows_than_a_sheet_holds_goes_on_in_another() {
        let (folder, mut bytes) = (tempfile::tempdir().unwrap(), Vec::new());
        let path = folder.path().join("usage.xlsx");
        let mut book = Workbook { limit: 3, ..Workbook::new(&path, &mut bytes) };
        book.begin("usage", &["day"]).unwrap();
        (1..=5).try_for_each(|day| book.row(&[Value::Whole(day)])).unwrap();
        book.begin("notes", &["text"]).unwrap();
        Box::new(book).finish().unwrap();
        let mut read: calamine::Xlsx<_> = calamine::open_workbook_from_rs(io::Cursor::new(bytes)).unwrap();
        let sheets = read.worksheets().into_iter().map(|(name, rows)| {
            (name, rows.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")).collect::<Vec<_>>().join(" "))
        });
        let expected = [("usage", "day 1 2"), ("usage (2)", "day 3 4"), ("usage (3)", "day 5"), ("notes", "text")];
        assert_eq!(sheets.collect::<Vec<_>>(), expected.map(|(name, rows)| (name.to_owned(), rows.to_owned())));
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is left beside it");
    }
}
