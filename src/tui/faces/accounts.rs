//! The list of accounts as the pane shows it: only the rows in sight are made.

use crate::app::{Listed, Session};
use crate::domain::Light;
use crate::domain::text::short_name;
use crate::facts::{FactRef, Value};
use crate::i18n::{Formats, Lang, desk};
use crate::tui::look::Look;
use crate::tui::shared::Shared;
use crate::tui::widgets::columns::{Column, fit};
use crate::tui::widgets::text::{put, put_right, row};
use crate::tui::widgets::window::Window;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde::{Deserialize, Serialize};

/// The rows in sight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::tui) struct Accounts {
    pub title: String,
    lines: Window<Line>,
    /// Which of the rows in sight are marked.
    marked: Vec<bool>,
    /// The row under the cursor, among those in sight.
    cursor: Option<usize>,
    /// What to say where there are none.
    empty: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Line {
    light: Light,
    /// Name, score, trend, ARR, renewal, touch.
    cells: Vec<String>,
}

/// Rows above the list: the titles of the columns.
pub(in crate::tui) const HEAD: u16 = 1;

const LEAST_NAME: u16 = 12;
/// From this room on names stand with their legal form.
const FULL_NAME: u16 = 28;

fn columns(lang: Lang) -> [(&'static str, Column); 6] {
    [
        (lang.pick("name", "顧客"), Column::left(0, 0)),
        (lang.pick("score", "スコア"), Column::right(lang.pick(5, 6), 0)),
        (lang.pick("28d", "28日"), Column::right(4, 2)),
        (lang.pick("ARR", "年額"), Column::right(lang.pick(7, 9), 1)),
        (lang.pick("renew", "更新"), Column::right(6, 3)),
        (lang.pick("touch", "タッチ"), Column::left(6, 4)),
    ]
}

impl Accounts {
    /// The rows of a list from one on, as many as `height`.
    pub(in crate::tui) fn show(&mut self, session: &Session, shared: &Shared, offset: usize, height: usize) {
        let lang = session.formats().lang;
        let (shown, all) = (shared.accounts.len(), shared.tally.accounts);
        let count = if shared.filter_text.is_empty() { desk::all_accounts(lang, all) } else { desk::accounts(lang, shown, all) };
        let filter = if shared.filter_text.is_empty() { String::new() } else { format!("  {}", shared.filter_text) };
        let places = offset.min(shown)..(offset + height).min(shown);
        let is_marked = |listed: &Listed| shared.marked_accounts.contains(&session.book().account(listed.ix).row.id);
        self.title = count + &filter;
        self.marked = shared.accounts[places.clone()].iter().map(is_marked).collect();
        self.lines.slide(shared.version(), places, |place| line(session, &shared.accounts[place]));
        self.cursor = shared.account_at().and_then(|at| at.checked_sub(offset)).filter(|at| *at < height);
        self.empty = if shown > 0 { Vec::new() } else { vec![desk::no_match(lang, &shared.filter_key)] };
    }

    /// Paints titles and rows. `focused`: the pane has the keys.
    pub(in crate::tui) fn paint(&self, buf: &mut Buffer, look: &Look, area: Rect, focused: bool) {
        let columns = columns(look.lang());
        // Before the name stand the mark and the light.
        let lead = 3 + look.glyph_width();
        let specs: Vec<Column> = columns.iter().map(|(_, column)| *column).collect();
        let widths = fit(&specs, 0, LEAST_NAME, area.width.saturating_sub(lead));
        let titles: Vec<&str> = columns.iter().map(|(title, _)| *title).collect();
        cells(buf, row(area, 0), lead, &specs, &widths, &titles, look.theme.dim);
        for (nth, (line, marked)) in self.lines.rows().iter().zip(&self.marked).enumerate() {
            let place = row(area, u16::try_from(nth).unwrap_or(u16::MAX).saturating_add(HEAD));
            if place.is_empty() {
                break;
            }
            if *marked {
                put(buf, place, "*", look.theme.marked);
            }
            line.paint(buf, look, place, lead, &specs, &widths);
            if self.cursor == Some(nth) {
                buf.set_style(place, if focused { look.theme.selected } else { look.theme.resting });
            }
        }
        for (nth, text) in self.empty.iter().enumerate() {
            put(buf, row(area, u16::try_from(nth).unwrap_or(u16::MAX).saturating_add(2)), text, look.theme.dim);
        }
    }
}

impl Line {
    fn paint(&self, buf: &mut Buffer, look: &Look, place: Rect, lead: u16, columns: &[Column], widths: &[u16]) {
        put(buf, Rect { x: place.x + 1, width: place.width.saturating_sub(1), ..place }, look.glyph(self.light), look.theme.light(self.light));
        let mut texts: Vec<&str> = self.cells.iter().map(String::as_str).collect();
        if let Some(name) = texts.first_mut().filter(|_| widths.first().is_some_and(|room| *room < FULL_NAME)) {
            *name = short_name(name);
        }
        cells(buf, place, lead, columns, widths, &texts, Style::default());
    }
}

/// One row of columns after the lead.
pub(in crate::tui) fn cells(buf: &mut Buffer, line: Rect, lead: u16, columns: &[Column], widths: &[u16], texts: &[&str], style: Style) {
    let mut x = line.x.saturating_add(lead);
    for ((column, width), text) in columns.iter().zip(widths).zip(texts) {
        let place = Rect { x, width: *width, ..line }.intersection(line);
        if *width == 0 || place.is_empty() {
            continue;
        }
        if column.right {
            put_right(buf, place, text, style);
        } else {
            put(buf, place, text, style);
        }
        x = x.saturating_add(*width).saturating_add(1);
    }
}

fn line(session: &Session, listed: &Listed) -> Line {
    let formats: Formats = session.formats();
    let at = session.at(listed.ix);
    let outcome = listed.outcome.as_ref();
    let renewal = FactRef::named("renewal").and_then(|fact| at.value(&fact).value).as_ref().and_then(Value::number);
    Line {
        light: outcome.map_or(Light::Grey, |outcome| outcome.light),
        cells: vec![
            at.name().to_owned(),
            formats.score(outcome.and_then(|outcome| outcome.score)),
            formats.trend(session.lens.trend(listed.ix, session.day)),
            at.arr().map_or_else(|| "—".to_owned(), |arr| formats.money(arr)),
            renewal.map_or_else(String::new, |days| formats.lang.pick(format!("{days:.0}d"), format!("{days:.0}日"))),
            at.touch().map(|touch| formats.lang.word(touch.word()).to_owned()).unwrap_or_default(),
        ],
    }
}
