//! Today: the list of accounts, the health of the one that is chosen, and the queue. Where the desk opens.

pub(in crate::tui) mod layout;
mod view;

use crate::book::rows::AccountId;
use crate::i18n::desk;
use crate::tui::action::{Action, SortBy};
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::faces::accounts::{Accounts, HEAD};
use crate::tui::faces::health::Health;
use crate::tui::faces::queue::Tasks;
use crate::tui::overlays::filter_bar::FilterBar;
use crate::tui::screens::Screen;
use crate::tui::shared::toggle;
use crate::tui::step::Step;
use crate::tui::target::Target;
use crate::tui::widgets::pane::offset;
use layout::{Areas, Pane};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

/// The screen.
#[derive(Debug, Default)]
pub(in crate::tui) struct Today {
    pub pane: Pane,
    pub zoomed: bool,
    face: Face,
    areas: Areas,
    accounts_from: usize,
    queue_from: usize,
    health_from: u16,
    /// Whose health `health_from` scrolls in.
    health_of: Option<AccountId>,
    /// The version of the lists and the account that the health was made of.
    looked_at: Option<(u64, Option<AccountId>)>,
    /// What was marked last, from which a range is marked.
    anchor: Option<Anchor>,
}

/// What is painted; kept as the first screen of the next time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::tui) struct Face {
    pane: Pane,
    zoomed: bool,
    accounts: Accounts,
    health: Option<Health>,
    queue: Tasks,
    empty_book: Vec<String>,
}

/// What was marked last; its row may be another one by now.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    Account(AccountId),
    Task(i64),
}

impl Today {
    /// The screen with this pane before others, nothing in them yet.
    pub(in crate::tui) fn on(pane: Pane, zoomed: bool) -> Self {
        Self { pane, zoomed, ..Self::default() }
    }

    /// The screen as it was left.
    pub(in crate::tui) fn with_face(face: Face) -> Self {
        Self { pane: face.pane, zoomed: face.zoomed, face, ..Self::default() }
    }

    /// What is painted.
    pub(in crate::tui) fn face(&self) -> &Face {
        &self.face
    }

    /// Lays the panes out for what is painted already, before anything else is known.
    pub(in crate::tui) fn lay_out(&mut self, area: Rect) {
        let wanted = self.face.health.as_ref().map_or(0, |health| health.height(area.width / 2));
        self.areas = Areas::of(area, self.pane, self.zoomed, wanted);
    }

    /// Makes what will be painted with room for so many rows in each list, whatever the size of the terminal.
    pub(in crate::tui) fn make_face(&mut self, cx: &mut Cx<'_>, accounts: usize, queue: usize) {
        self.look_at_health(cx);
        self.make_lists(cx, accounts, queue);
    }

    fn look_at_health(&mut self, cx: &Cx<'_>) {
        let looked_at = (cx.shared.version(), cx.shared.account);
        if self.looked_at == Some(looked_at) {
            return;
        }
        let ix = cx.shared.account.and_then(|id| cx.session.book().place(id));
        self.face.health = ix.map(|ix| Health::of(cx.session, ix));
        self.looked_at = Some(looked_at);
    }

    fn make_lists(&mut self, cx: &mut Cx<'_>, accounts: usize, queue: usize) {
        let (at, all) = (cx.shared.account_at().unwrap_or(0), cx.shared.accounts.len());
        self.accounts_from = offset(self.accounts_from, at, all, accounts);
        let (at, all) = (cx.shared.task_at().unwrap_or(0), cx.shared.lines.len());
        self.queue_from = offset(self.queue_from, at, all, queue);
        (self.face.pane, self.face.zoomed) = (self.pane, self.zoomed);
        self.face.accounts.show(cx.session, cx.shared, self.accounts_from, accounts);
        self.face.queue.show(cx.session, cx.shared, self.queue_from, queue);
        self.face.empty_book = empty_book(cx);
    }

    fn rows(&self, pane: Pane) -> usize {
        let inner = self.areas.area(pane).height.saturating_sub(2);
        usize::from(if pane == Pane::Accounts { inner.saturating_sub(HEAD) } else { inner })
    }

    fn step(&mut self, cx: &mut Cx<'_>, by: Step) {
        match self.pane {
            Pane::Accounts => {
                let at = by.from(cx.shared.account_at().unwrap_or(0), self.rows(self.pane), cx.shared.accounts.len());
                cx.shared.go_to_account(cx.session, at);
            }
            Pane::Queue => {
                let at = by.from(cx.shared.task_at().unwrap_or(0), self.rows(self.pane), cx.shared.lines.len());
                cx.shared.go_to_task(cx.session, at);
            }
            Pane::Health => {
                let inner = self.areas.health.width.saturating_sub(2);
                let all = self.face.health.as_ref().map_or(0, |health| usize::from(health.height(inner)));
                let last = all.saturating_sub(self.rows(self.pane));
                let at = by.from(usize::from(self.health_from), self.rows(self.pane), last + 1);
                self.health_from = u16::try_from(at).unwrap_or(0);
            }
        }
    }

    /// The selection is one: it is what the cursor of the pane with the keys stands on.
    fn agree(&self, cx: &mut Cx<'_>) {
        match self.pane {
            Pane::Queue => {
                if let Some(id) = cx.shared.task_under().and_then(|item| item.task.account).filter(|id| cx.shared.account != Some(*id)) {
                    cx.shared.select(cx.session, id);
                }
            }
            Pane::Accounts if !cx.shared.lists_account(cx.session) => {
                let at = cx.shared.account_at().unwrap_or(0);
                cx.shared.go_to_account(cx.session, at);
            }
            Pane::Accounts | Pane::Health => {}
        }
    }

    fn focus(&mut self, pane: Pane, cx: &mut Cx<'_>) {
        self.pane = pane;
        self.anchor = None;
        match pane {
            // Marks are of one kind at a time, so that what a verb will act on is never in doubt.
            Pane::Queue => {
                cx.shared.marked_accounts.clear();
                cx.shared.go_to_task(cx.session, cx.shared.task_at().unwrap_or(0));
            }
            Pane::Accounts => cx.shared.marked_tasks.clear(),
            Pane::Health => {}
        }
    }

    fn mark(&mut self, cx: &mut Cx<'_>) {
        match self.pane {
            Pane::Queue => {
                let id = cx.shared.task_under().map(|item| item.task.id);
                if let Some(id) = id {
                    toggle(&mut cx.shared.marked_tasks, id);
                }
                self.anchor = id.map(Anchor::Task);
                self.step(cx, Step::By(1));
            }
            Pane::Accounts | Pane::Health => {
                let id = cx.shared.account;
                if let Some(id) = id {
                    toggle(&mut cx.shared.marked_accounts, id);
                }
                self.anchor = id.map(Anchor::Account);
                if self.pane == Pane::Accounts {
                    self.step(cx, Step::By(1));
                }
            }
        }
    }

    /// Marks what stands between two rows, both with it.
    fn mark_rows(&self, cx: &mut Cx<'_>, from: usize, to: usize) {
        let rows = from.min(to)..=from.max(to);
        if self.pane == Pane::Queue {
            let ids: Vec<i64> = cx.shared.items().filter(|(row, _)| rows.contains(row)).map(|(_, item)| item.task.id).collect();
            cx.shared.marked_tasks.extend(ids);
        } else {
            let listed = cx.shared.accounts.iter().enumerate().filter(|(row, _)| rows.contains(row));
            let ids: Vec<AccountId> = listed.map(|(_, listed)| cx.session.book().account(listed.ix).row.id).collect();
            cx.shared.marked_accounts.extend(ids);
        }
    }

    fn mark_range(&self, cx: &mut Cx<'_>) {
        let at = if self.pane == Pane::Queue { cx.shared.task_at() } else { cx.shared.account_at() };
        let Some(at) = at else { return };
        let from = match self.anchor {
            Some(Anchor::Task(id)) => cx.shared.items().find(|(_, item)| item.task.id == id).map(|(row, _)| row),
            Some(Anchor::Account(id)) => cx.shared.accounts.iter().position(|listed| cx.session.book().account(listed.ix).row.id == id),
            None => None,
        };
        self.mark_rows(cx, from.unwrap_or(at), at);
    }

    fn sort(cx: &mut Cx<'_>, by: SortBy, reverse: bool) -> Vec<Effect> {
        match cx.shared.sort(cx.session, by, reverse) {
            Ok(()) => Vec::new(),
            Err(error) => vec![Effect::Say(error.sentence(cx.look.lang()).what)],
        }
    }

    /// Takes away one thing after the other: marks, the zoom, the filter.
    fn back(&mut self, cx: &mut Cx<'_>) -> Vec<Effect> {
        if cx.shared.clear_marks() || std::mem::take(&mut self.zoomed) || cx.shared.filter_text.is_empty() {
            return Vec::new();
        }
        let kept = cx.shared.account;
        let cleared = cx.shared.set_filter(cx.session, "");
        if let Some(id) = kept {
            cx.shared.select(cx.session, id);
        }
        cleared.err().map(|error| Effect::Say(error.sentence(cx.look.lang()).what)).into_iter().collect()
    }

    fn open(&self, cx: &Cx<'_>) -> Vec<Effect> {
        match cx.shared.account {
            // A task of no account has no page.
            Some(_) if self.pane == Pane::Queue && cx.shared.task_under().is_some_and(|item| item.task.account.is_none()) => {
                vec![Effect::Say(desk::no_account_here(cx.look.lang()))]
            }
            Some(id) => vec![Effect::OpenAccount(id)],
            None => vec![Effect::Say(desk::nothing_here(cx.look.lang()))],
        }
    }
}

impl Screen for Today {
    fn layer(&self) -> &'static str {
        "today"
    }

    fn hints(&self) -> &'static [&'static str] {
        match self.pane {
            Pane::Accounts | Pane::Health => &["triage", "open", "why", "touch.log", "note.add", "filter", "sort", "undo", "help"],
            Pane::Queue => &["task.done", "task.snooze", "task.wait", "task.drop", "touch.log", "why", "triage", "undo", "help"],
        }
    }

    fn update(&mut self, action: Action, cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
        if let Some(step) = Step::of(action) {
            self.step(cx, step);
            return Some(Vec::new());
        }
        let effects = match action {
            Action::NextPane => {
                self.focus(self.pane.moved(1), cx);
                Vec::new()
            }
            Action::PreviousPane => {
                self.focus(self.pane.moved(2), cx);
                Vec::new()
            }
            Action::Larger | Action::Smaller => {
                self.zoomed = action == Action::Larger;
                Vec::new()
            }
            Action::Open => self.open(cx),
            Action::Back => self.back(cx),
            Action::Mark => {
                self.mark(cx);
                Vec::new()
            }
            Action::MarkRange => {
                self.mark_range(cx);
                Vec::new()
            }
            Action::MarkAll => {
                self.mark_rows(cx, 0, usize::MAX);
                Vec::new()
            }
            Action::Filter => vec![Effect::Open(Box::new(FilterBar::new(cx.shared)))],
            Action::Sort(by) => Self::sort(cx, by, false),
            Action::Reverse => {
                let (by, reverse) = (cx.shared.sort, !cx.shared.reverse);
                Self::sort(cx, by, reverse)
            }
            _ => return None,
        };
        Some(effects)
    }

    fn target(&self, cx: &Cx<'_>) -> Target {
        if self.pane == Pane::Queue { Target::of_queue(cx) } else { Target::of_accounts(cx) }
    }

    fn prepare(&mut self, cx: &mut Cx<'_>, area: Rect) {
        self.agree(cx);
        if self.health_of != cx.shared.account {
            self.health_of = cx.shared.account;
            self.health_from = 0;
        }
        // How many rows the lists have depends on how many the health wants.
        self.look_at_health(cx);
        self.lay_out(area);
        self.make_lists(cx, self.rows(Pane::Accounts), self.rows(Pane::Queue));
    }

    fn view(&self, look: &crate::tui::look::Look, frame: &mut Frame<'_>, _area: Rect) {
        view::view(self, look, frame);
    }

    fn click(&mut self, at: Position, cx: &mut Cx<'_>) -> Vec<Effect> {
        if self.areas.tabs.contains(at) {
            let third = self.areas.tabs.width / 3;
            let place = usize::from((at.x - self.areas.tabs.x) / third.max(1)).min(2);
            self.focus(Pane::ALL[place], cx);
            return Vec::new();
        }
        let Some(pane) = Pane::ALL.into_iter().find(|pane| self.areas.area(*pane).contains(at)) else { return Vec::new() };
        let again = self.pane == pane;
        if !again {
            self.focus(pane, cx);
        }
        let row = usize::from(at.y.saturating_sub(self.areas.area(pane).y + 1));
        match pane {
            Pane::Accounts if row >= usize::from(HEAD) => {
                let place = self.accounts_from + row - usize::from(HEAD);
                let same = again && cx.shared.account_at() == Some(place);
                if place < cx.shared.accounts.len() {
                    cx.shared.go_to_account(cx.session, place);
                }
                // A click on what is chosen already opens it.
                return if same { self.open(cx) } else { Vec::new() };
            }
            Pane::Queue if self.queue_from + row < cx.shared.lines.len() => {
                let same = again && cx.shared.task_at() == Some(self.queue_from + row);
                cx.shared.go_to_task(cx.session, self.queue_from + row);
                return if same { self.open(cx) } else { Vec::new() };
            }
            _ => {}
        }
        Vec::new()
    }

    fn wheel(&mut self, at: Position, down: bool, cx: &mut Cx<'_>) {
        if let Some(pane) = Pane::ALL.into_iter().find(|pane| self.areas.area(*pane).contains(at)) {
            if self.pane != pane {
                self.focus(pane, cx);
            }
            self.step(cx, Step::By(if down { 3 } else { -3 }));
        }
    }
}

/// What an empty book teaches.
fn empty_book(cx: &Cx<'_>) -> Vec<String> {
    if !cx.session.book().accounts().is_empty() {
        return Vec::new();
    }
    let lang = cx.look.lang();
    let key = |name| cx.keymap.hint_key("today", name).unwrap_or_default();
    let ways = [desk::empty_import(lang, key("import")), desk::empty_add(lang, key("account.add")), desk::empty_demo(lang)];
    [desk::empty_book(lang), String::new()].into_iter().chain(ways).collect()
}
