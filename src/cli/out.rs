//! The only way out: everything printed is cleaned here, and a listing is written in any of the formats.

use crate::cli::args::Format;
use crate::domain::text::{clean, clean_lines};
use anstyle::{AnsiColor, Style};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr as _;

/// Where output goes and how listings are written.
pub struct Out<'a> {
    sink: &'a mut dyn Write,
    pub format: Format,
    pub quiet: bool,
    color: bool,
}

/// Marks that a table shows in colour: blue-green, amber and vermilion are told apart by colour-blind readers too.
const COLORS: &[(&str, Style)] = &[
    ("✓", AnsiColor::Cyan.on_default()),
    ("▴", AnsiColor::Yellow.on_default()),
    ("✗", AnsiColor::Red.on_default()),
    ("◌", Style::new().dimmed()),
    ("!", AnsiColor::Red.on_default()),
];

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

/// A column's title and side.
#[derive(Debug)]
pub struct Heading {
    pub title: String,
    pub right: bool,
}

impl Heading {
    /// A column of words.
    pub fn left(title: &str) -> Self {
        Self { title: title.to_owned(), right: false }
    }

    /// A column of figures.
    pub fn right(title: &str) -> Self {
        Self { title: title.to_owned(), right: true }
    }
}

impl<'a> Out<'a> {
    /// Output in a format.
    pub fn new(sink: &'a mut dyn Write, format: Format, quiet: bool, color: bool) -> Self {
        Self { sink, format, quiet, color }
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

    /// One JSON value.
    pub fn json(&mut self, value: &Value) -> io::Result<()> {
        let text = if self.format == Format::Jsonl { value.to_string() } else { format!("{value:#}") };
        writeln!(self.sink, "{}", escape(&text))
    }

    /// A listing in the format asked for.
    pub fn listing(&mut self, listing: &Listing) -> io::Result<()> {
        match self.format {
            Format::Json => self.json(&Value::Array(listing.items.clone())),
            Format::Jsonl => listing.items.iter().try_for_each(|item| self.json(item)),
            Format::Csv => self.csv(&listing.items),
            Format::Table if listing.rows.is_empty() => self.say(&listing.empty),
            Format::Table => self.table(listing),
        }
    }

    fn table(&mut self, listing: &Listing) -> io::Result<()> {
        let rows: Vec<Vec<String>> = listing.rows.iter().map(|row| row.iter().map(|cell| clean(cell).into_owned()).collect()).collect();
        let width = |column: usize| {
            let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width());
            cells.chain(listing.headings.get(column).map(|heading| heading.title.width())).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..listing.headings.len()).map(width).collect();
        let titles: Vec<String> = listing.headings.iter().map(|heading| heading.title.clone()).collect();
        for (nth, row) in std::iter::once(&titles).chain(&rows).enumerate() {
            // The titles are the first line, so the n-th row follows n lines.
            if let Some((_, text)) = listing.line_after.as_ref().filter(|(above, _)| above + 1 == nth) {
                writeln!(self.sink, "{}", clean(text))?;
            }
            let mut line = String::new();
            for ((cell, heading), width) in row.iter().zip(&listing.headings).zip(&widths) {
                let gap = " ".repeat(width.saturating_sub(cell.width()));
                let (before, after) = if heading.right { (gap.as_str(), "") } else { ("", gap.as_str()) };
                line.push_str(before);
                self.push_cell(&mut line, cell);
                line.push_str(after);
                line.push_str("  ");
            }
            writeln!(self.sink, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// A cell, in colour where it is a mark.
    fn push_cell(&self, line: &mut String, cell: &str) {
        match COLORS.iter().find(|(mark, _)| self.color && *mark == cell) {
            // Writing to a string cannot fail.
            Some((_, style)) => drop(write!(line, "{style}{cell}{style:#}")),
            None => line.push_str(cell),
        }
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

/// JSON text in which no C1, bidi or other steering character stands raw.
pub fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        let inert = c == '\n' || clean(c.encode_utf8(&mut [0; 4])).chars().eq([c]);
        if inert || !is_steering(c) {
            escaped.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        }
    }
    escaped
}

fn is_steering(c: char) -> bool {
    clean(c.encode_utf8(&mut [0; 4])).starts_with(['⟨', '␡'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn printed(format: Format, print: impl FnOnce(&mut Out<'_>)) -> String {
        let mut sink = Vec::new();
        print(&mut Out::new(&mut sink, format, false, false));
        String::from_utf8(sink).unwrap()
    }

    #[test]
    fn columns_line_up_by_display_width() {
        let listing = Listing {
            headings: vec![Heading::left("name"), Heading::right("score")],
            rows: vec![vec!["株式会社サクラ".into(), "7".into()], vec!["Aozora".into(), "100".into()]],
            ..Listing::default()
        };
        assert_eq!(
            printed(Format::Table, |out| out.listing(&listing).unwrap()),
            "name            score\n株式会社サクラ      7\nAozora            100\n"
        );
    }

    #[test]
    fn marks_are_coloured_only_where_colours_are_wanted() {
        let listing = || Listing { headings: vec![Heading::left("")], rows: vec![vec!["✗".into()]], ..Listing::default() };
        let mut sink = Vec::new();
        Out::new(&mut sink, Format::Table, false, true).listing(&listing()).unwrap();
        assert_eq!(String::from_utf8(sink).unwrap(), "\n\u{1b}[31m✗\u{1b}[0m\n");
        assert_eq!(printed(Format::Table, |out| out.listing(&listing()).unwrap()), "\n✗\n");
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
