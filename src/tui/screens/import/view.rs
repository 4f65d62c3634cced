//! Paints the import screen from its face.

use crate::tui::look::Look;
use crate::tui::screens::import::ImportScreen;
use crate::tui::screens::import::face::{FileRow, Line, Tone};
use crate::tui::screens::import::panes::Pane;
use crate::tui::widgets::pane::pane;
use crate::tui::widgets::text::{after, put, put_right, row, width, wrap};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

pub(in crate::tui::screens::import) fn view(screen: &ImportScreen, look: &Look, frame: &mut Frame<'_>) {
    let buf = frame.buffer_mut();
    let (face, panes) = (&screen.face, &screen.panes);
    if !panes.files.area.is_empty() {
        let inner = pane(buf, look, panes.files.area, &face.files_head, panes.on == Pane::Files);
        files(buf, look, inner, &face.files[panes.files.from.min(face.files.len())..]);
        select(buf, look, inner, panes.files.at.checked_sub(panes.files.from).filter(|_| !face.files.is_empty()), panes.on == Pane::Files);
        for (nth, line) in (0_u16..).zip(face.teaches.iter().flat_map(|text| wrap(text, inner.width))) {
            put(buf, row(inner, nth), &line, Style::default());
        }
    }
    if !panes.lines.area.is_empty() {
        let inner = pane(buf, look, panes.lines.area, &face.lines_head, panes.on == Pane::Lines);
        lines(buf, look, inner, &face.lines, panes.lines.from);
        let at = panes.lines.at.checked_sub(panes.lines.from).filter(|_| panes.on == Pane::Lines && !face.lines.is_empty());
        select(buf, look, inner, at, true);
    }
    if !panes.preview.area.is_empty() {
        let inner = pane(buf, look, panes.preview.area, &face.preview_head, panes.on == Pane::Preview);
        for (nth, (line, tone)) in (0..inner.height).zip(face.preview.iter().skip(panes.preview.from)) {
            put(buf, row(inner, nth), line, if face.old { look.theme.dim } else { style(look, *tone) });
        }
    }
}

fn style(look: &Look, tone: Tone) -> Style {
    match tone {
        Tone::Plain => Style::default(),
        Tone::Dim => look.theme.dim,
        Tone::Title => look.theme.title,
        Tone::Wrong => look.theme.error,
    }
}

/// Where the keys are, the row is selected; elsewhere its text alone stands out.
fn select(buf: &mut Buffer, look: &Look, area: Rect, at: Option<usize>, focused: bool) {
    let Some(place) = at.and_then(|at| u16::try_from(at).ok()).map(|at| row(area, at)) else { return };
    buf.set_style(place, if focused { look.theme.selected } else { look.theme.accent });
}

fn files(buf: &mut Buffer, look: &Look, area: Rect, rows: &[FileRow]) {
    let kinds = rows.iter().map(|file| width(&file.kind)).max().unwrap_or(0);
    let states = rows.iter().map(|file| width(&file.state)).max().unwrap_or(0);
    for (nth, file) in (0..area.height).zip(rows) {
        let line = row(area, nth);
        // What becomes of a file is worth more than the end of its name.
        let names = line.width.saturating_sub(states + 1);
        let kinds = if names > kinds + 16 { kinds + 1 } else { 0 };
        put(buf, Rect { width: names - kinds, ..line }, &file.name, style(look, file.tone));
        put(buf, Rect { width: kinds, ..after(line, names - kinds) }, &file.kind, look.theme.dim);
        put_right(
            buf,
            Rect { width: states.min(line.width), ..after(line, line.width - states.min(line.width)) },
            &file.state,
            style(look, file.tone),
        );
    }
}

fn lines(buf: &mut Buffer, look: &Look, area: Rect, rows: &[Line], from: usize) {
    let widest = |cell: usize| rows.iter().filter(|line| line.cells.len() > 1).filter_map(|line| line.cells.get(cell)).map(|text| width(text)).max();
    let (heads, readings) = (widest(0).unwrap_or(0).min(area.width / 3), widest(1).unwrap_or(0).min(area.width * 2 / 5));
    for (nth, line) in (0..area.height).zip(rows.iter().skip(from)) {
        let place = row(area, nth);
        match line.cells.as_slice() {
            [header, reading, samples] => {
                put(buf, Rect { width: heads, ..place }, header, Style::default());
                put(buf, Rect { width: readings, ..after(place, heads + 2) }, reading, style(look, line.tone));
                put(buf, after(place, heads + readings + 4), samples, look.theme.dim);
            }
            cells => {
                for text in cells {
                    put(buf, place, text, style(look, line.tone));
                }
            }
        }
    }
}
