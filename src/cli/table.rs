//! Rows of cells as lined-up text: measured by display width, fitted to a terminal where there is one. Prints nothing.

use crate::domain::text::{clean, truncate};
use anstyle::{AnsiColor, Style};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// A column's title, side and how far it may shrink.
#[derive(Debug)]
pub struct Heading {
    title: String,
    right: bool,
    /// The fewest cells it may have on a narrow terminal; `None` keeps its width.
    least: Option<usize>,
}

impl Heading {
    /// A column of words.
    pub fn left(title: &str) -> Self {
        Self { title: title.to_owned(), right: false, least: None }
    }

    /// A column of figures.
    pub fn right(title: &str) -> Self {
        Self { right: true, ..Self::left(title) }
    }

    /// A column of words that gives way on a narrow terminal, down to `least` cells; what does not fit ends in `⋯`.
    pub fn giving(title: &str, least: usize) -> Self {
        Self { least: Some(least), ..Self::left(title) }
    }
}

/// Marks that a table shows in colour: blue-green, amber and vermilion are told apart by colour-blind readers too.
const COLORS: &[(&str, Style)] = &[
    ("✓", AnsiColor::Cyan.on_default()),
    ("▴", AnsiColor::Yellow.on_default()),
    ("✗", AnsiColor::Red.on_default()),
    ("◌", Style::new().dimmed()),
    ("!", AnsiColor::Red.on_default()),
];

/// Cells between two columns.
const GAP: usize = 2;

/// The lines of a table, titles first. `limit` is the width of a terminal in cells.
pub fn lines(headings: &[Heading], rows: &[Vec<String>], limit: Option<usize>, color: bool) -> Vec<String> {
    let titles: Vec<String> = headings.iter().map(|heading| heading.title.clone()).collect();
    let rows: Vec<Vec<String>> =
        std::iter::once(titles).chain(rows.iter().map(|row| row.iter().map(|cell| clean(cell).into_owned()).collect())).collect();
    let mut widths: Vec<usize> =
        (0..headings.len()).map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)).collect();
    if let Some(limit) = limit {
        shrink(&mut widths, headings, limit);
    }
    rows.iter().map(|row| line(row, headings, &widths, color)).collect()
}

/// Takes cells from the widest column that may give some, until the whole fits or nothing gives any more.
fn shrink(widths: &mut [usize], headings: &[Heading], limit: usize) {
    let mut over = (widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1)).saturating_sub(limit);
    while over > 0 {
        let spare = |place: usize, width: usize| headings[place].least.map_or(0, |least| width.saturating_sub(least));
        let widest = (0..widths.len()).filter(|place| spare(*place, widths[*place]) > 0).max_by_key(|place| widths[*place]);
        let Some(place) = widest else { return };
        widths[place] -= 1;
        over -= 1;
    }
}

fn line(row: &[String], headings: &[Heading], widths: &[usize], color: bool) -> String {
    let mut line = String::new();
    for ((cell, heading), width) in row.iter().zip(headings).zip(widths) {
        let cell = truncate(cell, *width);
        let gap = " ".repeat(width.saturating_sub(cell.width()));
        let (before, after) = if heading.right { (gap.as_str(), "") } else { ("", gap.as_str()) };
        line.push_str(before);
        push_cell(&mut line, &cell, color);
        line.push_str(after);
        line.push_str(&" ".repeat(GAP));
    }
    line.truncate(line.trim_end().len());
    line
}

/// A cell, in colour where it is a mark.
fn push_cell(line: &mut String, cell: &str, color: bool) {
    match COLORS.iter().find(|(mark, _)| color && *mark == cell) {
        // Writing to a string cannot fail.
        Some((_, style)) => drop(write!(line, "{style}{cell}{style:#}")),
        None => line.push_str(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn columns_line_up_by_display_width() {
        let headings = [Heading::left("name"), Heading::right("score")];
        let lines = lines(&headings, &rows(&[&["株式会社サクラ", "7"], &["Aozora", "100"]]), None, false);
        assert_eq!(lines, ["name            score", "株式会社サクラ      7", "Aozora            100"]);
    }

    #[test]
    fn on_a_narrow_terminal_the_widest_giving_column_gives_way_and_says_so() {
        let headings = [Heading::giving("name", 6), Heading::right("score"), Heading::giving("why", 3)];
        let given = rows(&[&["株式会社サクラ電機", "7", "champion left, none after"]]);
        let all = lines(&headings, &given, Some(36), false);
        assert_eq!(all, ["name            score  why", "株式会社サク⋯       7  champion lef⋯"]);
        assert!(all.iter().all(|line| line.width() <= 36));
        assert!(lines(&headings, &given, Some(5), false)[1].width() <= 18, "what may not give way stays");
    }

    #[test]
    fn marks_are_coloured_only_where_colours_are_wanted() {
        let given = rows(&[&["✗"]]);
        assert_eq!(lines(&[Heading::left("")], &given, None, true)[1], "\u{1b}[31m✗\u{1b}[0m");
        assert_eq!(lines(&[Heading::left("")], &given, None, false)[1], "✗");
    }
}
