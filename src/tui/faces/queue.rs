//! The queue as the pane shows it: the day's items, where its hours end, what waits and what is put off; only the rows in sight.

use crate::app::Session;
use crate::domain::text::short_name;
use crate::i18n::{Lang, desk, task_title};
use crate::method::Queued;
use crate::tui::faces::accounts::cells;
use crate::tui::look::Look;
use crate::tui::shared::{QueueLine, Shared};
use crate::tui::widgets::columns::{Column, fit};
use crate::tui::widgets::text::{after, put, row, width, wrap};
use crate::tui::widgets::window::Window;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde::{Deserialize, Serialize};

/// The rows in sight.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::tui) struct Tasks {
    pub title: String,
    lines: Window<Line>,
    /// Which of the rows in sight are marked.
    marked: Vec<bool>,
    cursor: Option<usize>,
    empty: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
enum Line {
    Task {
        overdue: bool,
        /// Below the day's hours, waiting or put off.
        later: bool,
        /// Due, kind, account, title, ARR, minutes.
        cells: Vec<String>,
    },
    Rule(String),
}

fn columns(lang: Lang) -> [Column; 6] {
    [
        Column::left(lang.pick(5, 9), 0),
        Column::left(lang.pick(7, 10), 4),
        Column::left(14, 1),
        Column::left(0, 0),
        Column::right(lang.pick(7, 9), 3),
        Column::right(lang.pick(4, 5), 2),
    ]
}

const LEAST_TITLE: u16 = 14;
/// Of the columns, the title takes what is left.
const TITLE: usize = 3;
/// The mark and the sign of an overdue task.
const LEAD: u16 = 2;

impl Tasks {
    /// The rows of the queue from one on, as many as `height`.
    pub(in crate::tui) fn show(&mut self, session: &Session, shared: &Shared, offset: usize, height: usize) {
        let (lang, all) = (session.formats().lang, shared.lines.len());
        let places = offset.min(all)..(offset + height).min(all);
        let is_marked = |line: &QueueLine| matches!(line, QueueLine::Item(item) if shared.marked_tasks.contains(&item.task.id));
        self.title = title(session, shared);
        self.marked = shared.lines[places.clone()].iter().map(is_marked).collect();
        self.lines.slide(shared.version(), places, |place| line(session, &shared.lines[place]));
        self.cursor = shared.task_at().and_then(|at| at.checked_sub(offset)).filter(|at| *at < height);
        self.empty = if session.is_past() { desk::not_swept_yet(lang) } else { desk::nothing_to_do(lang) };
    }

    /// Paints the rows. `focused`: the pane has the keys.
    pub(in crate::tui) fn paint(&self, buf: &mut Buffer, look: &Look, area: Rect, focused: bool) {
        if self.lines.rows().is_empty() {
            for (nth, line) in (0_u16..).zip(wrap(&self.empty, area.width)) {
                put(buf, row(area, nth), &line, look.theme.dim);
            }
        }
        let columns = columns(look.lang());
        let widths = fit(&columns, TITLE, LEAST_TITLE, area.width.saturating_sub(LEAD));
        for (nth, (line, marked)) in self.lines.rows().iter().zip(&self.marked).enumerate() {
            let place = row(area, u16::try_from(nth).unwrap_or(u16::MAX));
            if place.is_empty() {
                break;
            }
            if *marked {
                put(buf, place, "*", look.theme.marked);
            }
            line.paint(buf, look, place, &columns, &widths);
            if self.cursor == Some(nth) {
                buf.set_style(place, if focused { look.theme.selected } else { look.theme.resting });
            }
        }
    }
}

impl Line {
    fn paint(&self, buf: &mut Buffer, look: &Look, place: Rect, columns: &[Column], widths: &[u16]) {
        match self {
            Self::Task { overdue, later, cells: texts } => {
                if *overdue {
                    put(buf, after(place, 1), "!", look.theme.error);
                }
                let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
                cells(buf, place, LEAD, columns, widths, &texts, if *later { look.theme.dim } else { Style::default() });
            }
            Self::Rule(text) => rule(buf, look, place, text),
        }
    }
}

/// A line across the pane with words in its middle.
fn rule(buf: &mut Buffer, look: &Look, place: Rect, text: &str) {
    put(buf, place, &look.rule().repeat(usize::from(place.width)), look.theme.dim);
    let words = format!(" {text} ");
    let left = place.width.saturating_sub(width(&words)) / 2;
    put(buf, after(place, left), &words, look.theme.dim);
}

fn title(session: &Session, shared: &Shared) -> String {
    let (formats, queue) = (session.formats(), &shared.queue);
    let planned = formats.minutes(queue.planned_minutes + queue.spent_minutes);
    desk::queue(formats.lang, queue.in_plan(), queue.overdue(session.day), planned, formats.minutes(queue.hours_minutes))
}

fn line(session: &Session, line: &QueueLine) -> Line {
    let lang = session.formats().lang;
    match line {
        QueueLine::Item(item) => task(session, item),
        QueueLine::EndOfHours => Line::Rule(desk::end_of_hours(lang)),
        QueueLine::Waiting(count) => Line::Rule(desk::waiting(lang, count)),
        QueueLine::Snoozed(count) => Line::Rule(desk::snoozed(lang, count)),
        QueueLine::Held(count) => Line::Rule(desk::held(lang, count)),
    }
}

fn task(session: &Session, item: &Queued) -> Line {
    let (formats, task) = (session.formats(), &item.task);
    let at = session.account_of(task);
    let back = task.waiting.or(task.snoozed_until);
    Line::Task {
        overdue: back.is_none() && task.due.is_some_and(|due| due < session.day),
        later: !item.in_plan,
        cells: vec![
            back.or(task.due).map(|due| formats.short_day(due, session.day)).unwrap_or_default(),
            task.kind.map(|kind| formats.lang.word(kind.word()).to_owned()).unwrap_or_default(),
            at.as_ref().map(|at| short_name(at.name()).to_owned()).unwrap_or_default(),
            task_title(session.lens.rules(), task, formats.lang),
            at.and_then(|at| at.arr()).map(|arr| formats.money(arr)).unwrap_or_default(),
            formats.minutes(item.minutes),
        ],
    }
}
