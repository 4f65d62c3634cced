//! The only way out: everything printed is cleaned here, and a listing is written in any of the formats.

use crate::cli::args::Format;
pub use crate::cli::table::Heading;
use crate::cli::table::lines;
use crate::domain::text::{clean, clean_lines, escape_json};
use serde_json::Value;
use std::io::{self, Write};

/// Where output goes and how listings are written.
pub struct Out<'a> {
    sink: &'a mut dyn Write,
    pub format: Format,
    pub quiet: bool,
    /// Cells of the terminal; `None` where there is none, and nothing is shortened.
    width: Option<usize>,
    color: bool,
}

/// A listing: the same things once as JSON objects, once as cells for people.
#[derive(Debug, Default)]
pub struct Listing {
    pub items: Vec<Value>,
    pub headings: Vec<Heading>,
    pub rows: Vec<Vec<String>>,
    /// What to say where there are no rows.
    pub empty: String,
    /// A line between rows: how many stand above it, and what it says.
    pub line_after: Option<(usize, String)>,
}

impl<'a> Out<'a> {
    /// Output in a format.
    pub fn new(sink: &'a mut dyn Write, format: Format, quiet: bool) -> Self {
        Self { sink, format, quiet, width: None, color: false }
    }

    /// The same for a terminal of a width, with or without colours.
    #[must_use]
    pub fn on_terminal(self, width: Option<usize>, color: bool) -> Self {
        Self { width, color, ..self }
    }

    /// Whether the reader is a program.
    pub fn is_json(&self) -> bool {
        matches!(self.format, Format::Json | Format::Jsonl)
    }

    /// One or more lines of text; nothing under `--quiet`.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        if self.quiet {
            return Ok(());
        }
        writeln!(self.sink, "{}", clean_lines(text))
    }

    /// One line of text: a line break in what a user wrote is shown and breaks nothing.
    pub fn line(&mut self, text: &str) -> io::Result<()> {
        self.say(&clean(text))
    }

    /// Brings what was said to the screen, before an answer to it is waited for.
    pub fn flush(&mut self) -> io::Result<()> {
        self.sink.flush()
    }

    /// One JSON value.
    pub fn json(&mut self, value: &Value) -> io::Result<()> {
        let text = if self.format == Format::Jsonl { value.to_string() } else { format!("{value:#}") };
        writeln!(self.sink, "{}", escape_json(&text))
    }

    /// A listing in the format asked for.
    pub fn listing(&mut self, listing: &Listing) -> io::Result<()> {
        match self.format {
            Format::Json => self.json(&Value::Array(listing.items.clone())),
            Format::Jsonl => listing.items.iter().try_for_each(|item| self.json(item)),
            Format::Csv => self.csv(&listing.items),
            // Nothing but an export is a workbook: the line was refused before.
            Format::Table | Format::Xlsx if listing.rows.is_empty() => self.say(&listing.empty),
            Format::Table | Format::Xlsx => self.table(listing),
        }
    }

    fn table(&mut self, listing: &Listing) -> io::Result<()> {
        let lines = lines(&listing.headings, &listing.rows, self.width, self.color);
        for (nth, line) in lines.iter().enumerate() {
            // The titles are the first line, so the n-th row follows n lines.
            if let Some((_, text)) = listing.line_after.as_ref().filter(|(above, _)| above + 1 == nth) {
                writeln!(self.sink, "{}", clean(text))?;
            }
            writeln!(self.sink, "{line}")?;
        }
        Ok(())
    }

    /// The objects' keys as header, their values exact; lists joined by `;`.
    fn csv(&mut self, items: &[Value]) -> io::Result<()> {
        let Some(first) = items.first().and_then(Value::as_object) else { return Ok(()) };
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(first.keys())?;
        for item in items {
            let cells = first.keys().map(|key| csv_cell(item.get(key).unwrap_or(&Value::Null)));
            writer.write_record(cells)?;
        }
        let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
        self.sink.write_all(&bytes)
    }
}

fn csv_cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => crate::app::guard(&clean(text)).into_owned(),
        Value::Array(items) => items.iter().map(csv_cell).collect::<Vec<_>>().join(";"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn printed(format: Format, print: impl FnOnce(&mut Out<'_>)) -> String {
        let mut sink = Vec::new();
        print(&mut Out::new(&mut sink, format, false));
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn json_escapes_what_could_steer_a_terminal_and_stays_equal() {
        let value = json!({"name": "a\u{9b}b\u{202e}c\u{7f}\u{e0001}ガ"});
        let text = printed(Format::Json, |out| out.json(&value).unwrap());
        assert!(!text.contains(['\u{9b}', '\u{202e}', '\u{7f}', '\u{e0001}']));
        assert!(text.contains("ガ"));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }

    #[test]
    fn a_name_that_would_be_a_formula_is_guarded_in_csv() {
        let listing = Listing { items: vec![json!({"name": "=cmd", "tags": ["a", "b"]})], ..Listing::default() };
        assert_eq!(printed(Format::Csv, |out| out.listing(&listing).unwrap()), "name,tags\n'=cmd,a;b\n");
    }
}
