//! The filter bar: the list follows each key, what cannot be read is told under the text, Tab completes.

use crate::app::AppError;
use crate::book::rows::AccountId;
use crate::filter::{Completion, complete};
use crate::i18n::errors::filter_words;
use crate::tui::cx::Cx;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::shared::Shared;
use crate::tui::widgets::field::Field;
use crate::tui::widgets::pane::sheet;
use crate::tui::widgets::text::{after, put, row, width};
use crossterm::event::KeyCode;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// The bar.
pub(in crate::tui) struct FilterBar {
    field: Field,
    /// What was in force and chosen before, for Esc.
    before: (String, Option<AccountId>),
    /// The place of what cannot be read, in bytes, and why.
    wrong: Option<(usize, String)>,
    candidates: Vec<Completion>,
    /// The candidate that Tab put in last, and what stood there before.
    taken: Option<(usize, Field)>,
}

/// Candidates shown at once.
const SHOWN: usize = 8;

impl FilterBar {
    /// A bar with the filter in force.
    pub(in crate::tui) fn new(shared: &Shared) -> Self {
        let text = shared.filter_text.as_str();
        // A space after it, so that one can go on at once.
        let start = if text.is_empty() { String::new() } else { format!("{text} ") };
        Self { field: Field::with(&start), before: (text.to_owned(), shared.account), wrong: None, candidates: Vec::new(), taken: None }
    }

    /// Lets the list follow what stands there; while that cannot be read, the last that could stays in force.
    fn follow(&mut self, cx: &mut Cx<'_>) {
        let text = self.field.text().to_owned();
        self.wrong = cx.shared.set_filter(cx.session, &text).err().map(|error| told(cx, &error));
    }

    fn offer(&mut self, cx: &Cx<'_>) {
        self.taken = None;
        self.candidates = complete(self.field.text(), self.field.cursor(), &cx.session.names());
    }

    fn take(&mut self, cx: &mut Cx<'_>, back: bool) {
        if self.candidates.is_empty() {
            self.offer(cx);
        }
        let all = self.candidates.len().min(SHOWN);
        if all == 0 {
            return;
        }
        let (next, typed) = match self.taken.take() {
            Some((at, typed)) => ((at + if back { all - 1 } else { 1 }) % all, typed),
            None => (if back { all - 1 } else { 0 }, self.field.clone()),
        };
        self.field = typed.clone();
        let candidate = &self.candidates[next];
        self.field.replace(candidate.replace.start..candidate.replace.end, &candidate.text);
        self.taken = Some((next, typed));
        self.follow(cx);
    }
}

fn told(cx: &Cx<'_>, error: &AppError) -> (usize, String) {
    let (place, sentence) = match error {
        AppError::Filter { error, .. } => (error.span.start, filter_words(cx.look.lang(), error)),
        error => (0, error.sentence(cx.look.lang())),
    };
    let hint = sentence.hint.map(|hint| format!("  {hint}")).unwrap_or_default();
    (place, sentence.what + &hint)
}

impl Overlay for FilterBar {
    fn takes_text(&self) -> bool {
        true
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply {
        match key.code {
            KeyCode::Esc => {
                // What was in force could be read then, so it can be now.
                let _ = cx.shared.set_filter(cx.session, &self.before.0);
                if let Some(id) = self.before.1 {
                    cx.shared.select(cx.session, id);
                }
                return Reply::Close(Vec::new());
            }
            KeyCode::Enter => {
                self.follow(cx);
                // What stands in the way is told in the place of what could follow.
                self.candidates.clear();
                if self.wrong.is_some() {
                    return Reply::Stay;
                }
                cx.shared.forget_hidden_marks(cx.session);
                return Reply::Close(Vec::new());
            }
            KeyCode::Tab | KeyCode::Down | KeyCode::Up => self.take(cx, key.shift || key.code == KeyCode::Up),
            _ => {
                if self.field.press(key) {
                    self.follow(cx);
                    self.offer(cx);
                }
            }
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, cx: &mut Cx<'_>) {
        self.field.insert(text);
        self.follow(cx);
        self.offer(cx);
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let inner = sheet(frame.buffer_mut(), look, area, look.lang().pick("Filter", "絞り込み"), 2);
        self.field.view(frame, row(inner, 0), Style::default(), true);
        let under = row(inner, 1);
        if let Some((place, what)) = self.wrong.as_ref().filter(|_| self.candidates.is_empty()) {
            let text = format!("^ {what}");
            let before = self.field.text().get(..*place).map_or(0, width);
            // Under its place, unless there is no room for the words then.
            let indent = before.min(under.width.saturating_sub(width(&text)));
            put(frame.buffer_mut(), after(under, indent), &text, look.theme.error);
            return;
        }
        let mut x = under.x;
        for (nth, candidate) in self.candidates.iter().take(SHOWN).enumerate() {
            let text = match candidate.ja.filter(|ja| !candidate.text.starts_with(ja)) {
                Some(ja) => format!("{} {ja}", candidate.text),
                None => candidate.text.clone(),
            };
            let style = if self.taken.as_ref().is_some_and(|(at, _)| *at == nth) { look.theme.accent } else { look.theme.dim };
            let place = Rect { x, width: under.right().saturating_sub(x), ..under };
            if place.width < width(&text) {
                break;
            }
            x += put(frame.buffer_mut(), place, &text, style) + 2;
        }
    }
}
