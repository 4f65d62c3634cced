//! What data is there and what is missing, as a text to read over the screen.

use crate::app::{AppError, Session};
use crate::i18n::data::{advice, tables};
use crate::tui::overlays::reading::{Line, Reading};

/// The page as of the desk's day.
pub(in crate::tui) fn page(session: &Session) -> Result<Reading, AppError> {
    let (formats, data) = (session.formats(), session.data()?);
    let mut lines: Vec<Line> = advice(formats, &data, session.day).into_iter().map(Line::Text).collect();
    for table in if data.is_empty() { Vec::new() } else { tables(formats, &data) } {
        lines.extend([Line::Text(String::new()), Line::Head(table.head)]);
        lines.push(Line::Cells(table.titles.map(|(title, _)| title.to_owned()).into()));
        lines.extend(table.rows.into_iter().map(|cells| Line::Cells(cells.into())));
    }
    Ok(Reading::new(formats.lang.pick("Data", "データの状況").to_owned(), lines, &[1, 3]))
}
