//! A question before something large: `y` does it, every other key leaves it.

use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::widgets::pane::sheet;
use crate::tui::widgets::text::{put, row, wrap};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The question.
pub(in crate::tui) struct Ask {
    title: String,
    question: String,
    yes: Option<Effect>,
}

impl Ask {
    /// A question and what `y` does.
    pub(in crate::tui) fn new(title: String, question: String, yes: Effect) -> Self {
        Self { title, question, yes: Some(yes) }
    }
}

impl Overlay for Ask {
    fn key(&mut self, key: Key, _cx: &mut Cx<'_>) -> Reply {
        let yes = self.yes.take().filter(|_| key.code == KeyCode::Char('y'));
        Reply::Close(yes.into_iter().collect())
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let lines = wrap(&self.question, area.width.saturating_sub(2));
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let inner = sheet(frame.buffer_mut(), look, area, &self.title, rows);
        for (nth, line) in (0_u16..).zip(&lines) {
            put(frame.buffer_mut(), row(inner, nth), line, Style::default());
        }
    }
}
