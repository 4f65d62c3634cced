//! Workbooks to tables: each visible sheet row by row, cells as the text that a person would have typed. Never holds a sheet
//! in memory, nor makes room for cells that are not there.

use crate::import::records::{COLUMN_LIMIT, Step};
use crate::import::reject::Refusal;
use crate::import::table::bounds::{self, CELLS_LIMIT};
use crate::import::table::spool::Rows;
use crate::import::table::{Epoch, Seekable, Source, Table, Told};
use calamine::{DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::{DurationRound as _, NaiveTime, TimeDelta};
use std::io::BufReader;

type Workbook = Xlsx<BufReader<Box<dyn Seekable>>>;

/// The tables of a workbook. Sheets without a cell are no tables.
pub(in crate::import::table) fn tables(source: &Source) -> Result<Vec<Table>, Refusal> {
    if source.bytes()? == 0 {
        return Err(Refusal::Empty);
    }
    bounds::check(source.open()?, source.bytes()?)?;
    let mut book: Workbook = Xlsx::new(BufReader::new(source.open()?)).map_err(refusal)?;
    let epoch = if book.has_1904_epoch() { Epoch::Y1904 } else { Epoch::Y1900 };
    let sheets = book.sheets_metadata().to_vec();
    let (visible, hidden): (Vec<_>, Vec<_>) =
        sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).partition(|sheet| sheet.visible == SheetVisible::Visible);
    let hidden: Vec<String> = hidden.into_iter().map(|sheet| sheet.name).collect();
    let mut told = Told { hidden, ..Told::default() };
    let (mut tables, mut cells) = (Vec::new(), 0);
    for sheet in visible {
        let rows = read(&mut book, &sheet.name, &mut cells)?;
        if !rows.is_empty() {
            tables.push(Table::rows(sheet.name, std::mem::take(&mut told), Some(epoch), rows.finish()?));
        }
    }
    if tables.is_empty() { Err(Refusal::Empty) } else { Ok(tables) }
}

/// Why a file of the old container format is refused: it is a locked workbook, or one from before 2007.
pub(in crate::import::table) fn refuse_ole(source: &Source) -> Refusal {
    match source.open().map(|source| Workbook::new(BufReader::new(source))) {
        Ok(Err(XlsxError::Password)) => Refusal::Locked,
        Ok(_) => Refusal::OtherFormat { ending: "xls" },
        Err(error) => error.into(),
    }
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Locked,
        error => Refusal::Damaged { detail: error.to_string() },
    }
}

/// Writes the rows of a sheet aside. `seen` counts the cells of the whole workbook.
fn read(book: &mut Workbook, sheet: &str, seen: &mut u64) -> Result<Rows, Refusal> {
    let mut rows = Rows::new();
    let mut row = Row::default();
    let mut cells = book.worksheet_cells_reader(sheet).map_err(refusal)?;
    while let Some(cell) = cells.next_cell().map_err(refusal)? {
        *seen += 1;
        if *seen > CELLS_LIMIT {
            return Err(Refusal::TooManyCells { limit: CELLS_LIMIT });
        }
        let (number, column) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        if number < row.number {
            return Err(Refusal::Damaged { detail: format!("row {} follows row {}", number + 1, row.number + 1) });
        }
        if number > row.number {
            row.flush(&mut rows)?;
            row.number = number;
        }
        row.put(column as usize, text)?;
    }
    row.flush(&mut rows)?;
    Ok(rows)
}

/// The row that is being read.
#[derive(Default)]
struct Row {
    /// From 0, as the reader counts.
    number: u32,
    cells: Vec<String>,
}

impl Row {
    fn put(&mut self, column: usize, text: String) -> Result<(), Refusal> {
        if column >= COLUMN_LIMIT {
            return Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT });
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
        Ok(())
    }

    fn flush(&mut self, rows: &mut Rows) -> Result<(), Refusal> {
        if self.cells.is_empty() {
            return Ok(());
        }
        rows.add(u64::from(self.number) + 1, Step::Record, self.cells.iter().map(String::as_str))?;
        self.cells.clear();
        Ok(())
    }
}

/// A cell as text; `None` where there is none.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(when) => when_text(when),
        DataRef::DateTimeIso(text) => text.strip_suffix("T00:00:00").map_or_else(|| text.replacen('T', " ", 1), str::to_owned),
        DataRef::Error(error) => error.to_string(),
    };
    (!text.is_empty()).then_some(text)
}

/// The shortest text that reads as the same number; whole numbers up to 2^53 with all their digits.
fn number_text(number: f64) -> String {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number == 0.0 {
        "0".to_owned()
    } else if (1e-9..=EXACT).contains(&number.abs()) {
        number.to_string()
    } else {
        format!("{number:E}")
    }
}

/// A day, a time or both, to the second. What no calendar has stays the number that it is.
fn when_text(when: &ExcelDateTime) -> String {
    const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;
    let serial = when.as_f64();
    let second = when.as_datetime().filter(|_| DAYS.contains(&serial)).and_then(|at| at.duration_round(TimeDelta::seconds(1)).ok());
    let Some(at) = second else { return number_text(serial) };
    if when.is_duration() {
        let seconds = when.as_duration().map_or(0, |length| (length.num_milliseconds() + 500) / 1000);
        format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    } else if serial < 1.0 {
        at.format("%H:%M:%S").to_string()
    } else if at.time() == NaiveTime::MIN {
        at.format("%Y-%m-%d").to_string()
    } else {
        at.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}
