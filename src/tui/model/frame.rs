//! Paints the whole: the bar on top, the screen, what lies over it, the box of a prefix, and the footer with counts and hints.

use crate::app::Session;
use crate::domain::Light;
use crate::i18n::{actions, desk};
use crate::tui::keymap::Keymap;
use crate::tui::look::Look;
use crate::tui::model::Model;
use crate::tui::shared::Shared;
use crate::tui::widgets::pane::sheet;
use crate::tui::widgets::text::{after, put, put_right, row, width};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;

/// What the first and the last row say.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(in crate::tui) struct Footer {
    date: String,
    banner: String,
    count: String,
    lights: Vec<(Light, usize)>,
    money: String,
    marked: String,
    /// Where the hints were painted last, so that they can be clicked.
    #[serde(skip)]
    places: RefCell<Vec<(Rect, &'static str)>>,
}

/// The hints of a screen with its keys: what is the same from key to key is not looked up at each.
#[derive(Debug, Default)]
pub(in crate::tui::model) struct Hints {
    /// The layer of the keymap and the names that they are of.
    of: Option<(&'static str, &'static [&'static str])>,
    /// Key, word and name of each action.
    shown: Vec<(String, &'static str, &'static str)>,
}

/// The least size that anything is shown at.
const LEAST: (u16, u16) = (40, 10);

impl Footer {
    /// The figures of the desk as it stands.
    pub(in crate::tui::model) fn of(session: &Session, shared: &Shared, keymap: &Keymap, look: &Look) -> Self {
        let (lang, tally, day) = (look.lang(), &shared.tally, session.day);
        let ago = session.today().since(day);
        let banner = if ago > 0 {
            desk::as_of(lang, day, ago, keymap.hint_key("today", "as-of today").unwrap_or_default())
        } else if session.opening.as_of.is_some() {
            desk::opened_as_of(lang, day)
        } else if session.is_writable() {
            String::new()
        } else {
            desk::read_only(lang)
        };
        Self {
            date: format!("{day} {}", desk::weekday(lang, day.weekday())),
            banner,
            count: desk::tally(lang, tally.accounts),
            lights: Light::ALL.into_iter().zip(tally.lights).collect(),
            money: desk::money(lang, look.formats.money(tally.arr), look.formats.money(tally.at_risk)),
            marked: if shared.marked() > 0 { desk::marked(lang, shared.marked()) } else { String::new() },
            places: RefCell::default(),
        }
    }

    /// The action whose hint stands at a cell.
    pub(in crate::tui::model) fn hint_at(&self, at: Position) -> Option<&'static str> {
        self.places.borrow().iter().find(|(place, _)| place.contains(at)).map(|(_, name)| *name)
    }
}

impl Model {
    /// The area between bar and footer.
    pub(in crate::tui::model) fn body(&self) -> Rect {
        Rect { y: self.size.y + self.size.height.min(1), height: self.size.height.saturating_sub(2), ..self.size }
    }

    /// Paints everything.
    pub(in crate::tui) fn view(&self, frame: &mut Frame<'_>) {
        // A terminal may have become smaller since the last event told of it.
        let size = self.size.intersection(frame.area());
        if size.width < LEAST.0 || size.height < LEAST.1 {
            put(frame.buffer_mut(), size, &desk::too_small(self.look.lang(), size.width, size.height), self.look.theme.error);
            return;
        }
        self.bar(frame.buffer_mut(), row(size, 0));
        let body = self.body();
        if self.session.is_none() && self.footer.date.is_empty() {
            put(frame.buffer_mut(), row(body, 1), &desk::loading(self.look.lang()), self.look.theme.dim);
        } else {
            self.screen().view(&self.look, frame, body);
        }
        self.bottom(frame.buffer_mut(), row(size, size.height - 1));
        for overlay in &self.overlays {
            overlay.view(&self.look, frame, body);
        }
        self.box_of_prefix(frame.buffer_mut(), body);
    }

    fn bar(&self, buf: &mut Buffer, line: Rect) {
        let look = &self.look;
        let mut used = put(buf, line, " banso ", look.theme.accent);
        used += put(buf, after(line, used), look.lang().pick(" 1 Today ", " 1 今日 "), look.theme.title);
        if let Some(crumb) = self.screen().crumb() {
            used += put(buf, after(line, used), &format!("> {crumb} "), Style::default());
        }
        let right = if self.footer.banner.is_empty() { format!("{} ", self.footer.date) } else { self.footer.banner.clone() };
        let style = if self.footer.banner.is_empty() { look.theme.dim } else { look.theme.banner };
        put_right(buf, after(line, used + 1), &right, style);
    }

    fn bottom(&self, buf: &mut Buffer, line: Rect) {
        let look = &self.look;
        if let Some(said) = &self.said {
            self.footer.places.borrow_mut().clear();
            put(buf, after(line, 1), said, look.theme.title);
            return;
        }
        let hints = &self.hints.shown;
        let wanted: u16 = hints.iter().map(|(key, hint, _)| width(key) + width(hint) + 3).sum();
        let mut used = 1;
        for part in self.counts(line.width.saturating_sub(wanted.min(line.width / 2))) {
            used += put(buf, after(line, used), &part.0, part.1) + 1;
        }
        self.paint_hints(buf, after(line, used + 1), hints);
    }

    /// The figures at the left, as many as there is room for: marks, lights, count, money.
    fn counts(&self, room: u16) -> Vec<(String, Style)> {
        let (look, footer) = (&self.look, &self.footer);
        if !footer.marked.is_empty() {
            return vec![(footer.marked.clone(), look.theme.marked)];
        }
        let lights = footer.lights.iter().filter(|(light, count)| *count > 0 || *light != Light::Grey);
        let lights: Vec<(String, Style)> =
            lights.map(|(light, count)| (format!("{} {count}", look.glyph(*light)), look.theme.light(*light))).collect();
        let mut parts = vec![(footer.count.clone(), Style::default())];
        parts.extend(lights);
        let taken: u16 = parts.iter().map(|(text, _)| width(text) + 1).sum();
        if taken + width(&footer.money) < room {
            parts.push((footer.money.clone(), Style::default()));
        }
        if taken > room {
            parts.remove(0);
        }
        parts
    }

    /// Finds the keys of the actions that the screen hints at, where they are not those found before.
    pub(in crate::tui::model) fn find_hints(&mut self) {
        let of = (self.layer(), self.screen().hints());
        if self.hints.of == Some(of) {
            return;
        }
        let hint = |name: &&'static str| {
            let key = self.keymap.hint_key(of.0, name)?;
            Some((key, actions::words(name)?.hint(self.look.lang()), *name))
        };
        self.hints = Hints { of: Some(of), shown: of.1.iter().filter_map(hint).collect() };
    }

    /// The hints at the right: the first ones and, always, the way to all keys.
    fn paint_hints(&self, buf: &mut Buffer, room: Rect, hints: &[(String, &'static str, &'static str)]) {
        let length = |hint: &(String, &str, &str)| width(&hint.0) + 1 + width(hint.1) + 2;
        let mut shown: Vec<&(String, &'static str, &'static str)> = hints.iter().collect();
        while shown.iter().map(|hint| length(hint)).sum::<u16>() > room.width && shown.len() > 1 {
            shown.remove(shown.len() - 2);
        }
        let total: u16 = shown.iter().map(|hint| length(hint)).sum();
        let mut line = after(room, room.width.saturating_sub(total));
        let mut places = self.footer.places.borrow_mut();
        places.clear();
        for hint in shown {
            let key = put(buf, line, &hint.0, self.look.theme.accent);
            let word = put(buf, after(line, key + 1), hint.1, Style::default());
            places.push((Rect { width: key + 1 + word, ..line }, hint.2));
            line = after(line, key + word + 3);
        }
    }

    /// What may follow the keys pressed so far.
    fn box_of_prefix(&self, buf: &mut Buffer, body: Rect) {
        if self.pending.is_empty() {
            return;
        }
        let lang = self.look.lang();
        let next = self.keymap.next_keys(self.layer(), &self.pending);
        let family = next.first().map_or("", |(_, spec)| spec.family());
        let title = actions::words(family).map_or(family, |words| words.hint(lang));
        let entries: Vec<(String, &str)> =
            next.iter().map(|(key, spec)| (key.to_string(), actions::words(spec.name).map_or(spec.name, |words| words.hint(lang)))).collect();
        let cell = entries.iter().map(|(key, word)| width(key) + width(word) + 4).max().unwrap_or(10);
        let columns = (body.width.saturating_sub(2) / cell.max(1)).max(1);
        let count = u16::try_from(entries.len()).unwrap_or(u16::MAX);
        let inner = sheet(buf, &self.look, body, &format!("{} {title}", crate::tui::keymap::written(&self.pending)), count.div_ceil(columns));
        for (nth, (key, word)) in (0_u16..).zip(&entries) {
            let place = after(row(inner, nth / columns), (nth % columns) * cell + 1);
            let used = put(buf, place, key, self.look.theme.accent);
            put(buf, after(place, used + 1), word, Style::default());
        }
    }
}
