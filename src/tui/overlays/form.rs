//! A form of one or more lines: Enter accepts it from any of them, Esc leaves everything as it was. A line that cannot be
//! accepted says why under itself, and nothing of what was typed is lost.

use crate::app::AppError;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::pane::{offset, sheet};
use crate::tui::widgets::text::{after, put, row, width};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What accepting a form leads to, or which line is wrong and why.
pub(in crate::tui) type Submit = Box<dyn Fn(&[String], &mut Cx<'_>) -> Result<Vec<Effect>, Wrong>>;

/// What leaving a form leads to.
pub(in crate::tui) type Leave = Box<dyn Fn() -> Vec<Effect>>;

/// A line that cannot be accepted.
#[derive(Debug)]
pub(in crate::tui) struct Wrong {
    pub line: usize,
    pub error: AppError,
}

impl Wrong {
    /// Makes an error one of a line.
    pub(in crate::tui) fn at(line: usize) -> impl Fn(AppError) -> Self {
        move |error| Self { line, error }
    }
}

/// The form.
pub(in crate::tui) struct Form {
    title: String,
    lines: Vec<Line>,
    focus: usize,
    submit: Submit,
    leave: Leave,
    wrong: Option<(usize, String)>,
}

struct Line {
    label: String,
    /// What may be written, for an empty line.
    hint: String,
    field: Field,
    /// A value that was proposed and not touched yet: the first character takes its place.
    proposed: bool,
}

impl Form {
    /// A form without lines.
    pub(in crate::tui) fn new(title: String, submit: Submit) -> Self {
        Self { title, lines: Vec::new(), focus: 0, submit, leave: Box::new(Vec::new), wrong: None }
    }

    /// The same with one more line.
    #[must_use]
    pub(in crate::tui) fn line(mut self, label: &str, value: &str, hint: &str) -> Self {
        self.lines.push(Line { label: label.to_owned(), hint: hint.to_owned(), field: Field::with(value), proposed: !value.is_empty() });
        self
    }

    /// The same where the values are to be edited, not replaced.
    #[must_use]
    pub(in crate::tui) fn editing(mut self) -> Self {
        self.lines.iter_mut().for_each(|line| line.proposed = false);
        self
    }

    /// The same where leaving it leads to something.
    #[must_use]
    pub(in crate::tui) fn leaving(self, leave: Leave) -> Self {
        Self { leave, ..self }
    }

    /// As an effect that opens it.
    pub(in crate::tui) fn open(self) -> Vec<Effect> {
        vec![Effect::Open(Box::new(self))]
    }

    fn accept(&mut self, cx: &mut Cx<'_>) -> Reply {
        let values: Vec<String> = self.lines.iter().map(|line| line.field.text().trim().to_owned()).collect();
        match (self.submit)(&values, cx) {
            Ok(effects) => Reply::Close(effects),
            Err(Wrong { line, error }) => {
                let sentence = error.sentence(cx.look.lang());
                let hint = sentence.hint.map(|hint| format!(" {hint}")).unwrap_or_default();
                self.wrong = Some((line, sentence.what + &hint));
                self.focus = line.min(self.lines.len().saturating_sub(1));
                Reply::Stay
            }
        }
    }

    fn move_focus(&mut self, by: usize) {
        self.focus = (self.focus + by) % self.lines.len().max(1);
    }
}

impl Overlay for Form {
    fn takes_text(&self) -> bool {
        true
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply {
        let lines = self.lines.len();
        match key.code {
            KeyCode::Esc => return Reply::Close((self.leave)()),
            KeyCode::Char('c') if key.ctrl => return Reply::Close((self.leave)()),
            KeyCode::Enter => return self.accept(cx),
            KeyCode::Tab if !key.shift => self.move_focus(1),
            KeyCode::Down => self.move_focus(1),
            KeyCode::Tab | KeyCode::Up => self.move_focus(lines.saturating_sub(1)),
            _ => {
                self.wrong = None;
                if let Some(line) = self.lines.get_mut(self.focus) {
                    if std::mem::take(&mut line.proposed) && matches!(key.code, KeyCode::Char(_)) && !key.ctrl && !key.alt {
                        line.field = Field::default();
                    }
                    line.field.press(key);
                }
            }
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, _cx: &mut Cx<'_>) {
        if let Some(line) = self.lines.get_mut(self.focus) {
            line.field.insert(text);
        }
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let rows = u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_add(u16::from(self.wrong.is_some()));
        let inner = sheet(frame.buffer_mut(), look, area, &self.title, rows);
        let labels = self.lines.iter().map(|line| width(&line.label)).max().unwrap_or(0);
        let mut at = 0;
        // What does not fit scrolls, so that the line in hand is always seen.
        let from = offset(
            0,
            self.focus + usize::from(self.wrong.is_some()),
            self.lines.len() + usize::from(self.wrong.is_some()),
            usize::from(inner.height),
        );
        for (nth, line) in self.lines.iter().enumerate().skip(from) {
            let place = row(inner, at);
            let focused = nth == self.focus;
            put(frame.buffer_mut(), place, &line.label, if focused { look.theme.accent } else { look.theme.dim });
            let room = after(place, labels + 1);
            // The hint stands below the line of the cursor, never right of it, where an input method writes.
            if line.field.text().is_empty() && !focused {
                put(frame.buffer_mut(), room, &line.hint, look.theme.dim);
            }
            line.field.view(frame, room, Style::default(), focused);
            at += 1;
            if let Some((_, what)) = self.wrong.as_ref().filter(|(wrong, _)| *wrong == nth) {
                put(frame.buffer_mut(), after(row(inner, at), labels + 1), what, look.theme.error);
                at += 1;
            }
        }
        if let Some(line) = self.lines.get(self.focus).filter(|line| !line.hint.is_empty()) {
            let foot = Rect { x: inner.x + 1, y: inner.bottom(), width: inner.width.saturating_sub(2), height: 1 };
            put(frame.buffer_mut(), foot, &format!(" {} ", line.hint), look.theme.dim);
        }
    }
}
