//! One CSV text on its way. Knows quoting, not what the columns mean.

use std::fmt::Display;

/// Rows of a CSV file, header first.
pub(in crate::app::demo) struct Table(csv::Writer<Vec<u8>>);

impl Table {
    /// A file with this header.
    pub(in crate::app::demo) fn new(columns: &[&str]) -> Self {
        // Flexible, so that a row of the wrong length is not lost here but refused by the import, where a test sees it.
        let mut table = Self(csv::WriterBuilder::new().flexible(true).from_writer(Vec::new()));
        table.record(columns.iter().map(|column| (*column).to_owned()));
        table
    }

    /// One more row.
    pub(in crate::app::demo) fn row(&mut self, cells: &[&dyn Display]) {
        self.record(cells.iter().map(ToString::to_string));
    }

    fn record(&mut self, cells: impl Iterator<Item = String>) {
        // Writing into memory cannot fail.
        drop(self.0.write_record(cells.collect::<Vec<_>>()));
    }

    /// The whole text.
    pub(in crate::app::demo) fn into_text(self) -> String {
        self.0.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

/// A cell that may be empty.
pub(in crate::app::demo) fn or_blank<T: Display>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
