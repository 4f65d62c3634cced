//! Triage: the day one account at a time, in the order of each one's most urgent item. What is decided moves on by itself; at
//! the end stands what the day came to.

mod view;

use crate::app::{Session, TaskLine, timeline};
use crate::book::rows::AccountId;
use crate::i18n::{desk, task_title};
use crate::method::Queued;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::faces::health::Health;
use crate::tui::look::Look;
use crate::tui::screens::Screen;
use crate::tui::shared::toggle;
use crate::tui::step::Step;
use crate::tui::target::Target;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use std::collections::BTreeSet;

/// Whom a card is about: an account, or a task that belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Subject {
    Account(AccountId),
    Task(i64),
}

/// A round of triage.
pub(in crate::tui) struct Triage {
    /// In the order of the morning; fixed, so that what is decided does not reshuffle the rest.
    subjects: Vec<Subject>,
    at: usize,
    /// The item of the card under the cursor.
    item: usize,
    /// Its id, so that the cursor stays on it when others come or go.
    on: Option<i64>,
    /// Items that stood in the queue when the round began.
    began: BTreeSet<i64>,
    /// Those of them that were open when the card was made.
    open: BTreeSet<i64>,
    card: Option<Card>,
    summary: Vec<String>,
}

/// What is painted of one account.
#[derive(Debug, Default)]
struct Card {
    name: String,
    health: Option<Health>,
    last: Vec<String>,
    contacts: Vec<String>,
    items: Vec<CardItem>,
    progress: String,
}

#[derive(Debug)]
struct CardItem {
    marked: bool,
    due: String,
    title: String,
    minutes: String,
    why: String,
}

/// Events and contacts that a card shows.
const EVENTS: usize = 3;
const CONTACTS: usize = 2;

impl Triage {
    /// A round over what stands in the queue now.
    pub(in crate::tui) fn new(cx: &Cx<'_>) -> Self {
        let mut subjects: Vec<Subject> = Vec::new();
        for item in &cx.shared.queue.items {
            let subject = subject(item);
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        let began: BTreeSet<i64> = cx.shared.queue.items.iter().map(|item| item.task.id).collect();
        Self { subjects, at: 0, item: 0, on: None, open: began.clone(), began, card: None, summary: Vec::new() }
    }

    /// The items of the card: those still to be decided today.
    fn items<'a>(&self, cx: &'a Cx<'_>) -> Vec<&'a Queued> {
        let Some(here) = self.subjects.get(self.at) else { return Vec::new() };
        cx.shared.queue.items.iter().filter(|item| subject(item) == *here).collect()
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.subjects.len());
        (self.item, self.on) = (0, None);
    }

    /// Moves on from a card that has nothing left to decide.
    fn settle(&mut self, cx: &Cx<'_>) {
        while self.at < self.subjects.len() && self.items(cx).is_empty() {
            self.go(self.at + 1);
        }
        let items = self.items(cx);
        let stays = self.on.and_then(|id| items.iter().position(|item| item.task.id == id));
        self.item = stays.unwrap_or(self.item).min(items.len().saturating_sub(1));
        self.on = items.get(self.item).map(|item| item.task.id);
    }

    /// The nearest card before this one that has something to decide.
    fn before(&self, cx: &Cx<'_>) -> usize {
        let open: BTreeSet<Subject> = cx.shared.queue.items.iter().map(subject).collect();
        (0..self.at.min(self.subjects.len())).rev().find(|at| open.contains(&self.subjects[*at])).unwrap_or(self.at)
    }

    /// Goes back to the card of an item that was decided and is open again, as after an undo.
    fn come_back(&mut self, cx: &Cx<'_>) {
        let items = || cx.shared.queue.items.iter().filter(|item| self.began.contains(&item.task.id));
        let back = items().find(|item| !self.open.contains(&item.task.id)).map(subject);
        let open = items().map(|item| item.task.id).collect();
        let place = back.and_then(|back| self.subjects.iter().position(|subject| *subject == back));
        self.open = open;
        if let Some(place) = place {
            self.go(place);
        }
    }
}

fn subject(item: &Queued) -> Subject {
    item.task.account.map_or(Subject::Task(item.task.id), Subject::Account)
}

impl Screen for Triage {
    fn layer(&self) -> &'static str {
        "triage"
    }

    fn hints(&self) -> &'static [&'static str] {
        if self.card.is_none() {
            return &["back", "previous", "undo", "help"];
        }
        &["task.done", "task.snooze", "task.wait", "task.drop", "next", "touch.log", "note.add", "previous", "undo", "why", "help"]
    }

    fn crumb(&self) -> Option<String> {
        self.card.as_ref().map(|card| card.progress.clone())
    }

    fn update(&mut self, action: Action, cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        if let Some(step) = Step::of(action) {
            let all = self.items(cx).len();
            (self.item, self.on) = (step.from(self.item, all, all), None);
            return Some(Vec::new());
        }
        match action {
            Action::Next => self.go(self.at + 1),
            Action::Previous => self.go(self.before(cx)),
            Action::Back => return Some(vec![Effect::Back]),
            Action::Mark => {
                let id = self.items(cx).get(self.item).map(|item| item.task.id);
                if let Some(id) = id {
                    toggle(&mut cx.shared.marked_tasks, id);
                }
                (self.item, self.on) = ((self.item + 1).min(self.items(cx).len().saturating_sub(1)), None);
            }
            Action::Open => {
                return Some(match self.subjects.get(self.at) {
                    Some(Subject::Account(id)) => vec![Effect::OpenAccount(*id)],
                    Some(Subject::Task(_)) => vec![Effect::Say(desk::no_account_here(cx.look.lang()))],
                    None => vec![Effect::Back],
                });
            }
            Action::Triage => {}
            _ => return None,
        }
        Some(Vec::new())
    }

    fn target(&self, cx: &Cx<'_>) -> Target {
        let items = self.items(cx);
        let marked: Vec<Queued> = items.iter().filter(|item| cx.shared.marked_tasks.contains(&item.task.id)).map(|item| (*item).clone()).collect();
        let one = || items.get(self.item).map(|item| (*item).clone()).into_iter().collect();
        let accounts = match self.subjects.get(self.at) {
            Some(Subject::Account(id)) => cx.session.book().place(*id).into_iter().collect(),
            _ => Vec::new(),
        };
        Target { accounts, tasks: if marked.is_empty() { one() } else { marked }, on_task: true }
    }

    fn prepare(&mut self, cx: &mut Cx<'_>, _area: Rect) {
        self.come_back(cx);
        self.settle(cx);
        self.card = self.subjects.get(self.at).map(|subject| self.card(cx, *subject));
        self.summary = if self.card.is_none() { self.summary(cx) } else { Vec::new() };
    }

    fn view(&self, look: &Look, frame: &mut Frame<'_>, area: Rect) {
        view::view(self, look, frame, area);
    }

    fn click(&mut self, _at: Position, _cx: &mut Cx<'_>) -> Vec<Effect> {
        Vec::new()
    }

    fn wheel(&mut self, _at: Position, down: bool, cx: &mut Cx<'_>) {
        let all = self.items(cx).len();
        (self.item, self.on) = (Step::By(if down { 1 } else { -1 }).from(self.item, all, all), None);
    }
}

impl Triage {
    fn card(&self, cx: &Cx<'_>, subject: Subject) -> Card {
        let (session, lang) = (cx.session, cx.look.lang());
        let items = self.items(cx);
        let left: usize = cx.shared.queue.items.iter().filter(|item| self.began.contains(&item.task.id)).count();
        let progress = desk::progress(lang, self.at + 1, self.subjects.len(), left);
        let items = items.into_iter().map(|item| card_item(cx, item)).collect();
        let ix = match subject {
            Subject::Account(id) => session.book().place(id),
            Subject::Task(_) => None,
        };
        let Some(ix) = ix else { return Card { name: lang.pick("No account", "顧客なし").to_owned(), items, progress, ..Card::default() } };
        let at = session.at(ix);
        let last = timeline(&at).into_iter().take(EVENTS).map(|event| event.line(session.formats())).collect();
        Card { name: at.name().to_owned(), health: Some(Health::of(session, ix)), last, contacts: reachable(session, ix), items, progress }
    }

    /// What the round came to: done, waiting, what stays, what tomorrow holds.
    fn summary(&self, cx: &Cx<'_>) -> Vec<String> {
        let (lang, queue, day) = (cx.look.lang(), &cx.shared.queue, cx.session.day);
        let of_round = |items: &[Queued]| items.iter().filter(|item| self.began.contains(&item.task.id)).count();
        let (stays, waiting, snoozed) = (of_round(&queue.items), of_round(&queue.waiting), of_round(&queue.snoozed));
        let closed = self.began.len().saturating_sub(stays + waiting + snoozed);
        let next = cx.session.business_day(1);
        let back = |item: &&Queued| item.task.waiting.or(item.task.snoozed_until).is_some_and(|until| until <= next && until > day);
        let comes_back = queue.waiting.iter().chain(&queue.snoozed).filter(back).count();
        let due = queue.items.iter().filter(|item| item.task.due.is_some_and(|due| due <= next)).count();
        let held = (queue.held > 0).then(|| desk::held(lang, queue.held));
        let lines = [
            if stays == 0 { desk::round_done(lang) } else { desk::round_through(lang) },
            String::new(),
            desk::round_closed(lang, closed),
            desk::round_waiting(lang, waiting, snoozed),
            desk::round_stays(lang, stays),
            desk::round_next(lang, next, due + comes_back),
        ];
        lines.into_iter().chain(held).collect()
    }
}

fn card_item(cx: &Cx<'_>, item: &Queued) -> CardItem {
    let (session, formats) = (cx.session, cx.look.formats);
    CardItem {
        marked: cx.shared.marked_tasks.contains(&item.task.id),
        due: item.task.due.map(|due| formats.short_day(due, session.day)).unwrap_or_default(),
        title: task_title(session.lens.rules(), &item.task, formats.lang),
        minutes: formats.minutes(item.minutes),
        why: session.why_of(&TaskLine { task: item.task.clone(), queued: Some(item.clone()) }),
    }
}

/// The people to reach, with phone and mail: those who are there, the ones with a phone first.
fn reachable(session: &Session, ix: crate::book::AccountIx) -> Vec<String> {
    let at = session.at(ix);
    let mut contacts: Vec<_> = at.all_contacts().filter(|contact| contact.left_on.is_none()).collect();
    contacts.sort_by_key(|contact| (contact.row.phone.is_none(), contact.row.email.is_none()));
    let line = |contact: &crate::facts::at::ContactAt<'_>| {
        let row = &contact.row;
        [Some(row.name.clone()), row.phone.clone(), row.email.clone()].into_iter().flatten().collect::<Vec<_>>().join("  ")
    };
    let links = at.attribute("links").map(str::to_owned);
    contacts.iter().take(CONTACTS).map(line).chain(links).collect()
}
