//! A text to read over the screen: the sum behind a score or an urgency, the keys in force. Scrolls; closes on any way back.

use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply, action_of};
use crate::tui::step::Step;
use crate::tui::widgets::pane::popup;
use crate::tui::widgets::text::{after, put, put_right, row, width, wrap};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::cell::Cell;

/// A line of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::tui) enum Line {
    Head(String),
    Text(String),
    /// Cells of columns; those of one text are lined up.
    Cells(Vec<String>),
}

/// The text.
pub(in crate::tui) struct Reading {
    title: String,
    lines: Vec<Line>,
    /// Which columns are figures.
    right: &'static [usize],
    widths: Vec<u16>,
    from: usize,
    /// Rows that the last paint had room for, and rows that there were at its width.
    page: Cell<usize>,
    rows: Cell<usize>,
}

impl Reading {
    /// A text with a title; `right` are the columns that stand at the right.
    pub(in crate::tui) fn new(title: String, lines: Vec<Line>, right: &'static [usize]) -> Self {
        let mut widths: Vec<u16> = Vec::new();
        for cells in lines.iter().filter_map(|line| if let Line::Cells(cells) = line { Some(cells) } else { None }) {
            widths.resize(widths.len().max(cells.len()), 0);
            for (column, cell) in widths.iter_mut().zip(cells) {
                *column = (*column).max(width(cell));
            }
        }
        Self { title, lines, right, widths, from: 0, page: Cell::new(1), rows: Cell::new(0) }
    }

    fn cells_width(&self) -> u16 {
        self.widths.iter().map(|width| width + 2).sum::<u16>().saturating_sub(2)
    }

    fn width(&self) -> u16 {
        let texts = self.lines.iter().map(|line| match line {
            Line::Head(text) | Line::Text(text) => width(text),
            Line::Cells(_) => 0,
        });
        texts.max().unwrap_or(0).max(self.cells_width())
    }
}

impl Overlay for Reading {
    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply {
        let page = self.page.get();
        let last = self.rows.get().saturating_sub(page);
        match action_of(key, cx) {
            Some(Action::Back | Action::Quit | Action::Open | Action::Why | Action::Help | Action::Data) => return Reply::Close(Vec::new()),
            Some(action) => {
                if let Some(step) = Step::of(action) {
                    self.from = step.from(self.from, page, last + 1);
                }
            }
            None if key.code == KeyCode::Char(' ') => self.from = (self.from + page).min(last),
            None => {}
        }
        Reply::Stay
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let cells = self.width().min(area.width.saturating_sub(4));
        let lines = self.wrapped(cells);
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let buf = frame.buffer_mut();
        let inner = popup(buf, look, area, &self.title, (cells + 2, rows));
        self.page.set(usize::from(inner.height).max(1));
        self.rows.set(lines.len());
        let inside = Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner };
        for (nth, line) in (0_u16..).zip(lines.iter().skip(self.from)) {
            let place = row(inside, nth);
            if place.is_empty() {
                break;
            }
            match line {
                Line::Head(text) => drop(put(buf, place, text, look.theme.title)),
                Line::Text(text) => drop(put(buf, place, text, Style::default())),
                Line::Cells(cells) => self.cells(buf, place, cells),
            }
        }
        let hidden = lines.len().saturating_sub(self.from + usize::from(inner.height));
        if hidden > 0 || self.from > 0 {
            let foot = Rect { y: inner.bottom(), height: 1, ..inside };
            let seen = (self.from + usize::from(inner.height)).min(lines.len());
            put_right(buf, foot, &format!(" {seen}/{} ", lines.len()), look.theme.dim);
        }
    }
}

impl Reading {
    /// The lines at a width: what is text goes on below, columns are cut.
    fn wrapped(&self, cells: u16) -> Vec<Line> {
        let wrapped = |line: &Line| match line {
            Line::Text(text) => wrap(text, cells).into_iter().map(Line::Text).collect(),
            Line::Head(text) => wrap(text, cells).into_iter().map(Line::Head).collect(),
            Line::Cells(_) => vec![line.clone()],
        };
        self.lines.iter().flat_map(wrapped).collect()
    }

    /// The widest column of words gives way where the row is too short for all.
    fn cells(&self, buf: &mut ratatui::buffer::Buffer, place: Rect, cells: &[String]) {
        let over = self.cells_width().saturating_sub(place.width);
        let giving = (0..self.widths.len()).filter(|column| !self.right.contains(column)).max_by_key(|column| self.widths[*column]);
        let mut rest = place;
        for (column, cell) in cells.iter().enumerate() {
            let full = self.widths[column];
            let cell_width = if giving == Some(column) { full.saturating_sub(over) } else { full };
            let here = Rect { width: cell_width.min(rest.width), ..rest };
            if here.is_empty() {
                continue;
            }
            if self.right.contains(&column) {
                put_right(buf, here, cell, Style::default());
            } else {
                put(buf, here, cell, Style::default());
            }
            rest = after(rest, cell_width + 2);
        }
    }
}
