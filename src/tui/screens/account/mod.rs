//! The page of one account: what is known, its health signal by signal, its tasks, people, contracts, and everything that
//! happened, newest first.

mod view;

use crate::app::{EventKind, Session, timeline};
use crate::book::AccountIx;
use crate::book::rows::AccountId;
use crate::domain::words::Reason;
use crate::i18n::{Formats, contact_line, desk, messages, task_title};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::faces::health::Health;
use crate::tui::look::Look;
use crate::tui::screens::Screen;
use crate::tui::step::Step;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};

/// The page.
pub(in crate::tui) struct AccountPage {
    id: AccountId,
    name: String,
    health: Health,
    /// What is known beside the health: heads and lines.
    known: Vec<Known>,
    events: Vec<Event>,
    left: Part,
    right: Part,
    /// Whether the timeline has the keys.
    on_events: bool,
}

/// A part of the page that scrolls.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    area: Rect,
    from: usize,
    rows: usize,
}

/// A line of what is known.
#[derive(Clone, Debug)]
enum Known {
    Head(String),
    Line(String),
}

/// A line of the timeline.
#[derive(Clone, Debug)]
struct Event {
    day: String,
    words: String,
    /// Whether it is something that we did.
    ours: bool,
}

/// Below this many cells the timeline stands under the rest.
const WIDE: u16 = 100;

impl AccountPage {
    /// The page of an account.
    pub(in crate::tui) fn new(id: AccountId) -> Self {
        Self {
            id,
            name: String::new(),
            health: Health::default(),
            known: Vec::new(),
            events: Vec::new(),
            left: Part::default(),
            right: Part::default(),
            on_events: true,
        }
    }

    fn part(&mut self) -> &mut Part {
        if self.on_events { &mut self.right } else { &mut self.left }
    }
}

impl Part {
    fn step(&mut self, step: Step) {
        let page = usize::from(self.area.height.saturating_sub(2));
        let last = self.rows.saturating_sub(page);
        self.from = step.from(self.from.min(last), page, last + 1);
    }
}

impl Screen for AccountPage {
    fn layer(&self) -> &'static str {
        "desk"
    }

    fn hints(&self) -> &'static [&'static str] {
        &["touch.log", "note.add", "task.done", "task.add", "pulse.set", "why", "edit", "back", "help"]
    }

    fn crumb(&self) -> Option<String> {
        Some(self.name.clone())
    }

    fn stands(&self, session: &Session) -> bool {
        session.book().place(self.id).is_some()
    }

    fn update(&mut self, action: Action, _cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        if let Some(step) = Step::of(action) {
            self.part().step(step);
            return Some(Vec::new());
        }
        match action {
            Action::NextPane | Action::PreviousPane => self.on_events = !self.on_events,
            Action::Back => return Some(vec![Effect::Back]),
            Action::Open => {}
            _ => return None,
        }
        Some(Vec::new())
    }

    fn target(&self, cx: &Cx<'_>) -> Target {
        let accounts = cx.session.book().place(self.id).into_iter().collect();
        let tasks = cx.shared.items_of(self.id).first().map(|item| (*item).clone()).into_iter().collect();
        Target { accounts, tasks, on_task: false }
    }

    fn prepare(&mut self, cx: &mut Cx<'_>, area: Rect) {
        let Some(ix) = cx.session.book().place(self.id) else { return };
        let at = cx.session.at(ix);
        at.name().clone_into(&mut self.name);
        self.health = Health::of(cx.session, ix);
        self.known = known(cx, self.id, ix);
        self.events = events(cx.session, ix);
        let wide = area.width >= WIDE;
        self.left.area = if wide { Rect { width: area.width / 2, ..area } } else { Rect { height: area.height * 3 / 5, ..area } };
        self.right.area = if wide {
            Rect { x: area.x + self.left.area.width, width: area.width - self.left.area.width, ..area }
        } else {
            Rect { y: area.y + self.left.area.height, height: area.height - self.left.area.height, ..area }
        };
        self.left.rows = usize::from(self.health.height(self.left.area.width.saturating_sub(2))) + 1 + self.known.len();
        self.right.rows = self.events.len();
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, _area: Rect) {
        view::view(self, look, frame);
    }

    fn click(&mut self, at: Position, _cx: &mut Cx<'_>) -> Vec<Effect> {
        self.on_events = self.right.area.contains(at);
        Vec::new()
    }

    fn wheel(&mut self, at: Position, down: bool, _cx: &mut Cx<'_>) {
        self.on_events = self.right.area.contains(at);
        self.part().step(Step::By(if down { 3 } else { -3 }));
    }
}

fn known(cx: &Cx<'_>, id: AccountId, ix: AccountIx) -> Vec<Known> {
    let (session, lang) = (cx.session, cx.look.lang());
    let sections = [
        (lang.pick("Tasks", "タスク"), tasks(cx, id)),
        (lang.pick("Contacts", "先方担当者"), contacts(session, ix)),
        (lang.pick("Contracts", "契約"), contracts(session, ix)),
        (lang.pick("About", "基本情報"), about(session, ix)),
    ];
    let section = |(head, lines): (&str, Vec<String>)| {
        let gap = (!lines.is_empty()).then(|| [Known::Line(String::new()), Known::Head(head.to_owned())]);
        gap.into_iter().flatten().chain(lines.into_iter().map(|line| Known::Line(format!("  {line}")))).collect::<Vec<_>>()
    };
    sections.into_iter().flat_map(section).collect()
}

fn tasks(cx: &Cx<'_>, id: AccountId) -> Vec<String> {
    let formats = cx.look.formats;
    let line = |item: &&crate::method::Queued| {
        let task = &item.task;
        let waits = task.waiting.map(|day| messages::waits_until(formats.lang, day));
        let back = task.snoozed_until.map(|day| desk::back_on(formats.lang, day));
        let due = task.due.map(|due| formats.short_day(due, cx.session.day));
        let title = task_title(cx.session.lens.rules(), task, formats.lang);
        [waits.or(back).or(due).unwrap_or_default(), title, formats.minutes(item.minutes)].join("  ")
    };
    cx.shared.items_of(id).iter().map(line).collect()
}

fn contacts(session: &Session, ix: AccountIx) -> Vec<String> {
    let (at, lang) = (session.at(ix), session.formats().lang);
    let (here, left): (Vec<_>, Vec<_>) = at.all_contacts().partition(|contact| contact.left_on.is_none());
    here.into_iter().chain(left).map(|contact| contact_line(lang, &contact)).collect()
}

fn contracts(session: &Session, ix: AccountIx) -> Vec<String> {
    let (at, formats) = (session.at(ix), session.formats());
    let lang = formats.lang;
    let line = |row: &crate::book::rows::Contract| {
        let reason = row.reason.map(Reason::word).map(|word| lang.word(word)).unwrap_or_default();
        let amount = row.amount.map(|minor| Formats { currency: row.currency, ..formats }.money(row.currency.major(minor)));
        let until = desk::span(lang, row.start, row.end.map(|end| end.to_string()).unwrap_or_default());
        let seats = row.seats.map(|seats| desk::seats(lang, seats));
        [Some(until), amount, seats, Some(row.product.clone()), Some(reason.to_owned())]
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    };
    let mut rows: Vec<&crate::book::rows::Contract> = at.contracts().collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.start));
    rows.into_iter().map(line).collect()
}

fn about(session: &Session, ix: AccountIx) -> Vec<String> {
    let (at, lang) = (session.at(ix), session.formats().lang);
    let phase = at.phase().map(|phase| lang.word(phase.word()).to_owned());
    let text = |key: &str| at.attribute(key).filter(|text| !text.is_empty()).map(str::to_owned);
    let rows = [
        (lang.pick("id", "顧客ID"), Some(at.code().to_owned())),
        (lang.pick("reading", "読み"), at.yomi().map(str::to_owned)),
        (lang.pick("phase", "フェーズ"), phase),
        (lang.pick("segment", "セグメント"), text("segment")),
        (lang.pick("industry", "業種"), text("industry")),
        (lang.pick("plan", "プラン"), text("plan")),
        (lang.pick("owner", "自社担当"), text("owner")),
        (lang.pick("potential", "伸びしろ"), text("potential")),
        (lang.pick("tags", "タグ"), text("tags")),
        (lang.pick("links", "リンク"), text("links")),
    ];
    rows.into_iter().filter_map(|(label, value)| Some(format!("{label}: {}", value?))).collect()
}

fn events(session: &Session, ix: AccountIx) -> Vec<Event> {
    let ours = |kind| matches!(kind, EventKind::Interaction | EventKind::Note | EventKind::Pulse);
    let event =
        |event: crate::app::TimelineEvent| Event { day: event.day.to_string(), words: event.words(session.formats()), ours: ours(event.kind) };
    timeline(&session.at(ix)).into_iter().map(event).collect()
}
