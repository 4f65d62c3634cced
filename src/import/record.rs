//! One record: its cells, cut out of one stretch of bytes, and where it stands. How it is read is said in [`records`].
//!
//! [`records`]: crate::import::records

use crate::import::guard::unguard;
use crate::import::records::{STEPS, Step};
use std::borrow::Cow;

/// The cells of one record. Reused from record to record.
#[derive(Debug, Default)]
pub struct Record {
    pub(in crate::import) bytes: Vec<u8>,
    pub(in crate::import) ends: Vec<usize>,
    pub(in crate::import) cells: usize,
    /// Cells before the first that are not the file's own.
    pub(in crate::import) own: usize,
    pub(in crate::import) line: u64,
    /// Whether texts stand as they are: nothing runs JSON, so nothing guards it.
    pub(in crate::import) unguarded: bool,
}

impl Record {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.cells.saturating_sub(self.own)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the record starts, from 1: the line of a text, the row of a sheet, the element of a JSON array.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The bytes of a cell; none where the record has fewer cells.
    pub fn bytes(&self, cell: usize) -> &[u8] {
        let cell = cell + self.own;
        if cell >= self.cells {
            return &[];
        }
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        self.bytes.get(start..self.ends[cell]).unwrap_or(&[])
    }

    /// The text of a cell. Cells are cut from valid UTF-8 at ASCII characters, so they are valid too.
    pub fn text(&self, cell: usize) -> &str {
        std::str::from_utf8(self.bytes(cell)).unwrap_or("")
    }

    /// All cells as they came.
    pub fn texts(&self) -> Vec<String> {
        (0..self.len()).map(|cell| self.text(cell).to_owned()).collect()
    }

    /// The text of a cell without the guard that keeps a spreadsheet from running it.
    pub fn given(&self, cell: usize) -> Cow<'_, str> {
        if self.unguarded { Cow::Borrowed(self.text(cell)) } else { unguard(self.text(cell)) }
    }

    /// Other cells in the place of these; the line stays.
    pub(in crate::import) fn replace(&mut self, cells: &[String]) {
        self.bytes.clear();
        self.ends.clear();
        self.own = 0;
        for cell in cells {
            self.bytes.extend_from_slice(cell.as_bytes());
            self.ends.push(self.bytes.len());
        }
        self.cells = cells.len();
    }

    pub(in crate::import) fn drop_last_byte(&mut self) {
        if let Some(end) = self.cells.checked_sub(1).and_then(|last| self.ends.get_mut(last)) {
            *end = end.saturating_sub(1);
        }
    }

    /// Takes the first cell off, which says where the row stands and what became of it, and fills the row up with empty
    /// cells to the width of its table.
    pub(in crate::import) fn number(&mut self, width: usize) -> Option<Step> {
        let (digits, step) = match self.text(0).split_at_checked(1) {
            Some((mark, digits)) => (digits, STEPS.iter().find(|(known, _)| mark.starts_with(*known)).map(|(_, step)| *step)),
            None => ("", None),
        };
        self.line = digits.parse().ok()?;
        self.own = 1;
        if step == Some(Step::Record) && self.cells <= width {
            let last = self.ends.get(self.cells - 1).copied().unwrap_or_default();
            self.ends.truncate(self.cells);
            self.ends.resize(width + 1, last);
            self.cells = width + 1;
        }
        step
    }

    /// The first cell with something in it that is no text.
    pub(in crate::import) fn flawed_cell(&self) -> usize {
        (0..self.len()).find(|cell| self.text(*cell).contains(['\0', char::REPLACEMENT_CHARACTER])).unwrap_or_default()
    }

    /// Whether every cell is empty or white space.
    pub fn is_blank(&self) -> bool {
        (0..self.len()).all(|cell| self.bytes(cell).first().is_none_or(|byte| *byte <= b' ' || *byte >= 0x80) && self.text(cell).trim().is_empty())
    }
}
