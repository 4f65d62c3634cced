//! The bar for a path: a file or a folder, with the names that may follow under it; Tab takes one.

use crate::i18n::importing;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::news::News;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::peeking::Peek;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::pane::sheet;
use crate::tui::widgets::text::{put, row, width};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The bar.
pub(in crate::tui) struct PathBar {
    field: Field,
    /// What may follow, and the text that it was found for.
    found: (String, Vec<String>),
    /// The place of the name that Tab put in last.
    at: Option<usize>,
    /// Whether Tab waits for the names.
    wanted: bool,
    advice: String,
}

impl PathBar {
    /// A bar that holds a text already.
    pub(in crate::tui) fn new(text: &str, advice: String) -> Self {
        Self { field: Field::with(text), found: (String::new(), Vec::new()), at: None, wanted: false, advice }
    }

    fn ask(&mut self) -> Reply {
        self.at = None;
        Reply::Do(vec![Effect::Peek(Peek::Paths(self.field.text().to_owned()))])
    }

    fn is_found(&self) -> bool {
        self.at.is_some() || self.found.0 == self.field.text()
    }

    /// Puts the next name in; the only one at once with what may follow it.
    fn complete(&mut self, back: bool) -> Reply {
        if !self.is_found() {
            self.wanted = true;
            return self.ask();
        }
        let all = self.found.1.len();
        if all == 0 {
            return Reply::Stay;
        }
        let next = match self.at {
            Some(at) => (at + if back { all - 1 } else { 1 }) % all,
            None => {
                if back {
                    all - 1
                } else {
                    0
                }
            }
        };
        self.field = Field::with(&self.found.1[next]);
        if all == 1 {
            return self.ask();
        }
        self.at = Some(next);
        Reply::Stay
    }
}

impl Overlay for PathBar {
    fn takes_text(&self) -> bool {
        true
    }

    fn key(&mut self, key: Key, _cx: &mut Cx<'_>) -> Reply {
        match key.code {
            KeyCode::Esc => Reply::Close(Vec::new()),
            KeyCode::Char('c') if key.ctrl => Reply::Close(Vec::new()),
            KeyCode::Enter if self.field.text().trim().is_empty() => Reply::Close(Vec::new()),
            KeyCode::Enter => Reply::Close(vec![Effect::Tell(News::Path(self.field.text().to_owned()))]),
            KeyCode::Tab | KeyCode::Down | KeyCode::Up => self.complete(key.shift || key.code == KeyCode::Up),
            _ if self.field.press(key) => self.ask(),
            _ => Reply::Stay,
        }
    }

    fn paste(&mut self, text: &str, _cx: &mut Cx<'_>) {
        self.at = None;
        self.field.insert(text.trim_end());
    }

    fn paths(&mut self, text: &str, found: Vec<String>) {
        // What was typed since then is asked for by its own key.
        if self.at.is_some() || text != self.field.text() {
            return;
        }
        self.found = (text.to_owned(), found);
        if std::mem::take(&mut self.wanted)
            && let Some(first) = self.found.1.first()
        {
            self.field = Field::with(first);
            self.at = Some(0);
        }
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let inner = sheet(frame.buffer_mut(), look, area, &importing::which_path(look.lang()), 3);
        self.field.view(frame, row(inner, 0), Style::default(), true);
        put(frame.buffer_mut(), row(inner, 2), &self.advice, look.theme.dim);
        let mut rest = row(inner, 1);
        let found = self.found.1.iter().enumerate().filter(|_| self.is_found());
        // From the one that was taken on, so that it is seen.
        for (nth, path) in found.skip(self.at.unwrap_or(0)) {
            let trimmed = path.trim_end_matches(std::path::MAIN_SEPARATOR);
            let name = path.get(trimmed.rfind(['/', std::path::MAIN_SEPARATOR]).map_or(0, |at| at + 1)..).unwrap_or(path);
            if rest.width < width(name) {
                break;
            }
            let used = put(frame.buffer_mut(), rest, name, if self.at == Some(nth) { look.theme.accent } else { look.theme.dim });
            rest = crate::tui::widgets::text::after(rest, used + 2);
        }
    }
}
