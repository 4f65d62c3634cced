//! A list to choose from by writing part of what is meant: accounts and tasks to jump to, actions to press.

use crate::domain::text::fold;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::key::Key;
use crate::tui::look::Look;
use crate::tui::news::{Decision, News};
use crate::tui::overlays::{Overlay, Reply};
use crate::tui::widgets::field::Field;
use crate::tui::widgets::pane::{offset, popup};
use crate::tui::widgets::text::{put, put_right, row};
use crossterm::event::KeyCode;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Something that can be chosen.
pub(in crate::tui) struct Choice {
    pub text: String,
    /// Beside it, at the right.
    pub beside: String,
    /// What it is found by, folded.
    pub folded: String,
    pub chosen: Chosen,
}

/// What choosing leads to.
#[derive(Clone, Debug)]
pub(in crate::tui) enum Chosen {
    Account(crate::book::rows::AccountId),
    Task(i64),
    Action(&'static str),
    Decision(Decision),
}

/// The picker.
pub(in crate::tui) struct Picker {
    title: String,
    field: Field,
    choices: Vec<Choice>,
    /// Places of the choices that match, the best first.
    found: Vec<usize>,
    at: usize,
    matcher: Matcher,
}

/// Rows and cells of the box, where the screen has them.
const ROWS: u16 = 16;
const CELLS: u16 = 72;

impl Picker {
    /// A picker that shows everything until something is written.
    pub(in crate::tui) fn new(title: String, choices: Vec<Choice>) -> Self {
        let found = (0..choices.len()).collect();
        Self { title, field: Field::default(), choices, found, at: 0, matcher: Matcher::new(Config::DEFAULT) }
    }

    /// The same with the cursor on the first choice of some.
    #[must_use]
    pub(in crate::tui) fn on(mut self, wanted: impl Fn(&Chosen) -> bool) -> Self {
        self.at = self.choices.iter().position(|choice| wanted(&choice.chosen)).unwrap_or(0);
        self
    }

    fn search(&mut self) {
        let written = fold(self.field.text());
        let pattern = Pattern::parse(&written, CaseMatching::Ignore, Normalization::Never);
        let mut letters = Vec::new();
        // What holds the text as it is written comes first, the earlier in it the better.
        let mut scored: Vec<(usize, u32, usize)> = Vec::new();
        for (place, choice) in self.choices.iter().enumerate() {
            if let Some(score) = pattern.score(Utf32Str::new(&choice.folded, &mut letters), &mut self.matcher) {
                scored.push((choice.folded.find(&written).unwrap_or(usize::MAX), score, place));
            }
        }
        scored.sort_by_key(|(at, score, place)| (*at, std::cmp::Reverse(*score), *place));
        self.found = scored.into_iter().map(|(_, _, place)| place).collect();
        self.at = 0;
    }

    fn choose(&self, cx: &mut Cx<'_>) -> Vec<Effect> {
        let Some(choice) = self.found.get(self.at).and_then(|place| self.choices.get(*place)) else { return Vec::new() };
        match &choice.chosen {
            Chosen::Account(id) => {
                cx.shared.select(cx.session, *id);
                vec![Effect::OpenAccount(*id)]
            }
            Chosen::Task(id) => vec![Effect::Task(*id)],
            Chosen::Action(name) => vec![Effect::Press(name)],
            Chosen::Decision(decision) => vec![Effect::Tell(News::Decided(decision.clone()))],
        }
    }
}

impl Overlay for Picker {
    fn takes_text(&self) -> bool {
        true
    }

    fn key(&mut self, key: Key, cx: &mut Cx<'_>) -> Reply {
        let last = self.found.len().saturating_sub(1);
        match (key.code, key.ctrl) {
            (KeyCode::Esc, _) | (KeyCode::Char('c'), true) => return Reply::Close(Vec::new()),
            (KeyCode::Enter, _) => return Reply::Close(self.choose(cx)),
            (KeyCode::Down, _) | (KeyCode::Char('n'), true) => self.at = (self.at + 1).min(last),
            (KeyCode::Up, _) | (KeyCode::Char('p'), true) => self.at = self.at.saturating_sub(1),
            (KeyCode::PageDown, _) => self.at = (self.at + usize::from(ROWS)).min(last),
            (KeyCode::PageUp, _) => self.at = self.at.saturating_sub(usize::from(ROWS)),
            _ => {
                if self.field.press(key) {
                    self.search();
                }
            }
        }
        Reply::Stay
    }

    fn paste(&mut self, text: &str, _cx: &mut Cx<'_>) {
        self.field.insert(text);
        self.search();
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        let inner = popup(frame.buffer_mut(), look, area, &self.title, (CELLS, ROWS));
        self.field.view(frame, row(inner, 0), Style::default(), true);
        let height = usize::from(inner.height.saturating_sub(1));
        let from = offset(0, self.at, self.found.len(), height);
        let buf = frame.buffer_mut();
        for (nth, place) in (1_u16..).zip(self.found.iter().skip(from).take(height)) {
            let line = row(inner, nth);
            let Some(choice) = self.choices.get(*place) else { continue };
            let beside = crate::tui::widgets::text::width(&choice.beside);
            put(buf, Rect { width: line.width.saturating_sub(beside + 1), ..line }, &choice.text, Style::default());
            put_right(buf, line, &choice.beside, look.theme.dim);
            if from + usize::from(nth) - 1 == self.at {
                buf.set_style(line, look.theme.selected);
            }
        }
        if self.found.is_empty() {
            put(buf, row(inner, 1), look.lang().pick("Nothing matches.", "該当するものはありません。"), look.theme.dim);
        }
    }
}
