//! One account's health as the pane shows it: the light, a bar per group of signals, why, and what would turn the light.

use crate::app::Session;
use crate::book::AccountIx;
use crate::domain::Light;
use crate::facts::{FactRef, Value};
use crate::i18n::format::round;
use crate::i18n::{Formats, desk, explanation, form_of, label, messages, unknown_text};
use crate::rules::{Explanation, Scale, SignalExplained};
use crate::tui::look::Look;
use crate::tui::widgets::bar::bar;
use crate::tui::widgets::text::{after, put, row, width, wrap};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use serde::{Deserialize, Serialize};

/// The health of an account.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::tui) struct Health {
    pub name: String,
    light: Option<Light>,
    /// `RED 32`
    score: String,
    /// The rest of the first line, piece by piece: trend, renewal, ARR, last touch.
    facts: Vec<String>,
    groups: Vec<Group>,
    /// Sentences under the bars.
    notes: Vec<Note>,
}

/// The signals of one group together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Group {
    name: String,
    /// Of the most it could bring, 0 to 1; `None` where nothing is known.
    share: Option<f64>,
    /// `7/30`
    points: String,
    /// `-11`
    change: String,
    /// What costs most.
    note: String,
}

/// A sentence; `strong` for what explains the light.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Note {
    text: String,
    strong: bool,
}

/// Cells of a bar.
const BAR: usize = 10;

impl Health {
    /// The health of an account on the desk's day.
    pub(in crate::tui) fn of(session: &Session, ix: AccountIx) -> Self {
        let (formats, at) = (session.formats(), session.at(ix));
        let name = at.name().to_owned();
        let Some(explained) = session.lens.explain(ix, session.day, None) else { return Self { name, ..Self::default() } };
        let points = explained.points.zip(explained.max);
        let score =
            points.map_or_else(|| formats.score(explained.score), |(points, max)| format!("{}/{}", formats.number(points), formats.number(max)));
        Self {
            name,
            light: Some(explained.light),
            score: if explained.score.is_some() {
                format!("{} {score}", desk::light_shout(formats, explained.light))
            } else {
                desk::light_shout(formats, explained.light)
            },
            facts: facts(session, ix),
            groups: groups(formats, &explained),
            notes: notes(session, &explained),
        }
    }

    /// Rows that it takes at a width.
    pub(in crate::tui) fn height(&self, cells: u16) -> u16 {
        let notes: usize = self.notes.iter().map(|note| wrap(&note.text, cells).len()).sum();
        u16::try_from(self.head(cells).len() + self.groups.len() + notes).unwrap_or(u16::MAX)
    }

    /// The facts of the head in lines: as many to a line as fit after the score.
    fn head(&self, cells: u16) -> Vec<String> {
        let mut lines = vec![String::new()];
        let first = width(&self.score) + 3;
        for fact in &self.facts {
            let indent = if lines.len() == 1 { first } else { 2 };
            let fits = lines.last().is_some_and(|line| line.is_empty() || indent + width(line) + 3 + width(fact) <= cells);
            if !fits {
                lines.push(String::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(if line.is_empty() { "" } else { "   " });
                line.push_str(fact);
            }
        }
        lines
    }

    /// Paints it from a row of its own on.
    pub(in crate::tui) fn paint(&self, buf: &mut Buffer, look: &Look, area: Rect, scroll: u16) {
        let Some(light) = self.light else { return };
        let mut lines = Lines { area, next: -i32::from(scroll) };
        for (nth, text) in self.head(area.width).iter().enumerate() {
            let Some(line) = lines.next() else { continue };
            if nth > 0 {
                put(buf, after(line, 2), text, Style::default());
                continue;
            }
            let style = look.theme.light(light);
            put(buf, line, look.glyph(light), style);
            let used = look.glyph_width() + 1 + put(buf, after(line, look.glyph_width() + 1), &self.score, style);
            put(buf, after(line, used + 2), text, Style::default());
        }
        for group in &self.groups {
            if let Some(line) = lines.next() {
                group.paint(buf, look, line, self.label_width());
            }
        }
        for note in &self.notes {
            for text in wrap(&note.text, area.width) {
                if let Some(line) = lines.next() {
                    put(buf, line, &text, if note.strong { look.theme.title } else { Style::default() });
                }
            }
        }
    }

    fn label_width(&self) -> u16 {
        self.groups.iter().map(|group| width(&group.name)).max().unwrap_or(0).min(16)
    }
}

/// The rows of an area one after the other, those above it left out.
struct Lines {
    area: Rect,
    next: i32,
}

impl Lines {
    fn next(&mut self) -> Option<Rect> {
        let at = u16::try_from(self.next);
        self.next += 1;
        at.ok().map(|nth| row(self.area, nth)).filter(|line| !line.is_empty())
    }
}

impl Group {
    fn paint(&self, buf: &mut Buffer, look: &Look, line: Rect, label: u16) {
        put(buf, Rect { width: label.min(line.width), ..line }, &self.name, Style::default());
        let line = after(line, label + 1);
        let cells = if line.width < 34 { BAR / 2 } else { BAR };
        match self.share {
            Some(share) => put(buf, line, &bar(look, share, cells), look.theme.light(light_of(share))),
            None => put(buf, line, &bar(look, 0.0, cells), look.theme.dim),
        };
        let cells = u16::try_from(cells).unwrap_or(0);
        let line = after(line, cells + 1);
        put(buf, line, &format!("{:>6}", self.points), Style::default());
        let line = after(line, 7);
        put(buf, line, &format!("{:>3}", self.change), look.theme.dim);
        put(buf, after(line, 4), &self.note, Style::default());
    }
}

/// The colour of a bar. The light itself is decided by the rules; this only tells full from empty.
fn light_of(share: f64) -> Light {
    match share {
        share if share >= 0.75 => Light::Green,
        share if share >= 0.45 => Light::Yellow,
        _ => Light::Red,
    }
}

fn facts(session: &Session, ix: AccountIx) -> Vec<String> {
    let (formats, at) = (session.formats(), session.at(ix));
    let lang = formats.lang;
    let number = |key: &str| FactRef::named(key).and_then(|fact| at.value(&fact).value).as_ref().and_then(Value::number);
    let trend = formats.trend(session.lens.trend(ix, session.day));
    let ended = at.life().ended.map(|day| desk::ended(lang, messages::days_ago(lang, at.day.since(day))));
    let marks = at.marks().into_iter().map(|mark| messages::mark(lang, mark));
    [
        (!trend.is_empty()).then(|| desk::trend(lang, trend)),
        ended.or_else(|| number("renewal").map(|days| desk::renews(lang, formats.until(days)))),
        at.arr().map(|arr| formats.money(arr)),
        number("last_touch").map(|days| desk::last_touch(lang, formats.days(days))),
        at.touch().map(|touch| desk::touch(lang, lang.word(touch.word()))),
    ]
    .into_iter()
    .flatten()
    .chain(marks)
    .collect()
}

fn groups(formats: Formats, explained: &Explanation) -> Vec<Group> {
    let mut names: Vec<&str> = Vec::new();
    for signal in &explained.signals {
        if !names.contains(&signal.group.as_str()) {
            names.push(&signal.group);
        }
    }
    names.into_iter().map(|name| group(formats, explained, name)).collect()
}

fn group(formats: Formats, explained: &Explanation, name: &str) -> Group {
    let lang = formats.lang;
    let signals: Vec<&SignalExplained> = explained.signals.iter().filter(|signal| signal.group == name).collect();
    let counted: Vec<&&SignalExplained> = signals.iter().filter(|signal| signal.points.is_some()).collect();
    // On a points card points are what people know; else what each brings to the score of 100.
    let (earned, most): (f64, f64) = match explained.scale {
        Scale::Points => (counted.iter().filter_map(|signal| signal.points).sum(), counted.iter().map(|signal| signal.max).sum()),
        Scale::Percent => (counted.iter().map(|signal| signal.part).sum(), counted.iter().map(|signal| 100.0 * signal.share).sum()),
    };
    let change: f64 = signals.iter().filter_map(|signal| signal.part_change).sum();
    let whole = |value: f64| format!("{:.0}", round(value + 0.0, 0));
    Group {
        name: desk::group_text(lang, name),
        share: (most > 0.0).then_some(earned / most),
        points: if most > 0.0 { format!("{}/{}", whole(earned), whole(most)) } else { "—".to_owned() },
        change: if change.abs() >= 0.5 { format!("{:+.0}", round(change, 0)) } else { String::new() },
        note: note(formats, &signals),
    }
}

/// The signal that costs most, with its value; where none costs anything, the first that is unknown.
fn note(formats: Formats, signals: &[&SignalExplained]) -> String {
    let lost = |signal: &&&SignalExplained| 100.0 * signal.share - signal.part;
    let worst = signals.iter().filter(|signal| signal.points.is_some()).max_by(|a, b| lost(a).total_cmp(&lost(b)));
    if let Some(signal) = worst.filter(|signal| lost(signal) >= 1.0) {
        let value = formats.value(signal.value.as_ref(), form_of(&signal.fact, signal.per.as_ref()));
        return format!("{} {value}", label(formats.lang, &signal.label));
    }
    let unknown = signals.iter().find_map(|signal| signal.unknown.map(|unknown| (signal, unknown)));
    unknown.map_or_else(String::new, |(signal, unknown)| format!("{}: {}", label(formats.lang, &signal.label), unknown_text(formats.lang, unknown)))
}

fn notes(session: &Session, explained: &Explanation) -> Vec<Note> {
    let formats = session.formats();
    let ended = (explained.day != session.day).then(|| messages::when_it_ended(formats.lang, explained.day));
    let pulse = explanation::pulse(formats, explained);
    let why = desk::why_light(formats, explained);
    let strong = ended.into_iter().chain(pulse).chain(why).chain(explanation::overrides(formats, explained));
    let better = explanation::better(formats, explained, session.day).map(|text| Note { text, strong: false });
    strong.map(|text| Note { text, strong: true }).chain(better).collect()
}
