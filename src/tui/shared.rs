//! What all screens share: the list and the queue as they stand, and the one selection: account, task, marks, filter, sort.

use crate::app::{AppError, Listed, Session};
use crate::book::AccountIx;
use crate::book::rows::AccountId;
use crate::domain::Light;
use crate::filter::Filter;
use crate::method::{Queue, Queued};
use crate::tui::action::SortBy;
use std::collections::BTreeSet;

/// The one selection, and the lists it is made in.
#[derive(Debug)]
pub(in crate::tui) struct Shared {
    pub filter_text: String,
    filter: Filter,
    pub sort: SortBy,
    pub reverse: bool,
    /// In the order shown.
    pub accounts: Vec<Listed>,
    /// All that are not churned, worst first, so that a filter that is being typed need not look at the whole book again.
    all: Vec<Listed>,
    pub queue: Queue,
    /// The queue row by row.
    pub lines: Vec<QueueLine>,
    /// Of all accounts, whatever the filter.
    pub tally: Tally,
    /// The account whose health is shown.
    pub account: Option<AccountId>,
    pub marked_accounts: BTreeSet<AccountId>,
    pub marked_tasks: BTreeSet<i64>,
    /// The key that opens the filter, for the advice of an empty list.
    pub filter_key: String,
    /// How many questions were asked in the background: each is answered under its number.
    pub asked: u64,
    /// How many days the last snooze was for.
    pub last_snooze: Option<i32>,
    account_at: usize,
    task_at: usize,
    task: Option<i64>,
    version: u64,
}

/// A row of the queue.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::tui) enum QueueLine {
    Item(Box<Queued>),
    EndOfHours,
    Waiting(usize),
    Snoozed(usize),
    Held(usize),
}

/// The book in a few figures. Money in major units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::tui) struct Tally {
    pub accounts: usize,
    /// Green, yellow, red, grey.
    pub lights: [usize; 4],
    pub arr: f64,
    /// ARR of the red ones.
    pub at_risk: f64,
}

impl Shared {
    /// Nothing chosen yet.
    pub(in crate::tui) fn new(filter_key: String) -> Self {
        Self {
            filter_text: String::new(),
            filter: Filter::default(),
            sort: SortBy::Health,
            reverse: false,
            accounts: Vec::new(),
            all: Vec::new(),
            queue: Queue::default(),
            lines: Vec::new(),
            tally: Tally::default(),
            account: None,
            marked_accounts: BTreeSet::new(),
            marked_tasks: BTreeSet::new(),
            filter_key,
            asked: 0,
            last_snooze: None,
            account_at: 0,
            task_at: 0,
            task: None,
            version: 0,
        }
    }

    /// Takes in the state of the desk; the selection stays on what it was on, or on what stands in its place now.
    pub(in crate::tui) fn refresh(&mut self, session: &Session) -> Result<(), AppError> {
        // A filter may name a metric or signal that the rules no longer have.
        self.filter = session.filter(&self.filter_text).unwrap_or_else(|_| {
            self.filter_text.clear();
            Filter::default()
        });
        self.all = session.accounts(&Filter::default());
        self.tally = Tally::of(session, &self.all);
        self.accounts = self.let_through(session);
        self.arrange(session)?;
        self.queue = session.queue()?;
        self.lines = lines(&self.queue);
        let known = |id: &AccountId| session.book().place(*id).is_some();
        self.forget_hidden_marks(session);
        let open: BTreeSet<i64> = self.items().map(|(_, item)| item.task.id).collect();
        self.marked_tasks.retain(|id| open.contains(id));
        self.find_task();
        if self.account.is_none_or(|id| !known(&id)) {
            self.account = self.account_under(session);
        }
        Ok(())
    }

    /// Shows only what a filter lets through; the text must be one that can be read.
    pub(in crate::tui) fn set_filter(&mut self, session: &Session, text: &str) -> Result<(), AppError> {
        self.filter = session.filter(text)?;
        text.trim().clone_into(&mut self.filter_text);
        self.accounts = self.let_through(session);
        self.arrange(session)?;
        self.account = self.account_under(session);
        Ok(())
    }

    /// Puts the list into another order.
    pub(in crate::tui) fn sort(&mut self, session: &Session, by: SortBy, reverse: bool) -> Result<(), AppError> {
        (self.sort, self.reverse) = (by, reverse);
        // What is equal stands worst first, whatever the order before.
        self.accounts = self.let_through(session);
        self.arrange(session)
    }

    fn let_through(&self, session: &Session) -> Vec<Listed> {
        match &self.filter {
            filter if filter.is_empty() => self.all.clone(),
            filter if filter.names_churned() => session.accounts(filter),
            filter => session.among(&self.all, filter),
        }
    }

    /// Puts the list into its order and finds the selection again.
    fn arrange(&mut self, session: &Session) -> Result<(), AppError> {
        let (key, natural) = match self.sort {
            SortBy::Health => ("light", true),
            SortBy::Name => ("name", true),
            SortBy::Trend => ("trend", true),
            SortBy::Arr => ("arr", false),
            SortBy::Renewal => ("renewal", true),
            SortBy::Touch => ("last_touch", false),
        };
        let sign = if natural == self.reverse { "-" } else { "" };
        self.version += 1;
        session.sort(&mut self.accounts, &format!("{sign}{key}"))?;
        let place = self.account.and_then(|id| self.accounts.iter().position(|listed| session.book().account(listed.ix).row.id == id));
        self.account_at = place.unwrap_or(self.account_at).min(self.accounts.len().saturating_sub(1));
        Ok(())
    }

    /// Another one whenever the rows of the lists, or what stands in them, may have changed; marks and cursors aside.
    pub(in crate::tui) fn version(&self) -> u64 {
        self.version
    }

    /// The row of the list under the cursor.
    pub(in crate::tui) fn account_at(&self) -> Option<usize> {
        (!self.accounts.is_empty()).then_some(self.account_at)
    }

    /// The account under the cursor of the list.
    pub(in crate::tui) fn account_under(&self, session: &Session) -> Option<AccountId> {
        self.accounts.get(self.account_at).map(|listed| session.book().account(listed.ix).row.id)
    }

    /// Puts the cursor of the list on a row, and the health pane with it.
    pub(in crate::tui) fn go_to_account(&mut self, session: &Session, at: usize) {
        self.account_at = at.min(self.accounts.len().saturating_sub(1));
        self.account = self.account_under(session);
    }

    /// Puts the selection on an account, and the cursor of the list where it stands there.
    pub(in crate::tui) fn select(&mut self, session: &Session, id: AccountId) {
        self.account = Some(id);
        if let Some(at) = self.accounts.iter().position(|listed| session.book().account(listed.ix).row.id == id) {
            self.account_at = at;
        }
    }

    /// The row of the queue under the cursor.
    pub(in crate::tui) fn task_at(&self) -> Option<usize> {
        matches!(self.lines.get(self.task_at), Some(QueueLine::Item(_))).then_some(self.task_at)
    }

    /// The task under the cursor of the queue.
    pub(in crate::tui) fn task_under(&self) -> Option<&Queued> {
        match self.lines.get(self.task_at) {
            Some(QueueLine::Item(item)) => Some(item),
            _ => None,
        }
    }

    /// Puts the cursor of the queue on the item nearest to a row, looking the way it came from, and the health pane with it.
    pub(in crate::tui) fn go_to_task(&mut self, session: &Session, at: usize) {
        let down = at >= self.task_at;
        let places: Vec<usize> = self.items().map(|(place, _)| place).collect();
        let next = places.iter().copied().find(|place| *place >= at);
        let before = places.iter().copied().rfind(|place| *place <= at);
        if let Some(place) = if down { next.or(before) } else { before.or(next) } {
            self.task_at = place;
        }
        self.task = self.task_under().map(|item| item.task.id);
        if let Some(id) = self.task_under().and_then(|item| item.task.account) {
            self.select(session, id);
        }
    }

    /// Lets the cursor of the queue stay on its row while the task under it goes elsewhere: what is decided is left behind.
    pub(in crate::tui) fn leave_task(&mut self) {
        self.task = None;
    }

    /// The items of the queue with their rows.
    pub(in crate::tui) fn items(&self) -> impl Iterator<Item = (usize, &Queued)> {
        self.lines.iter().enumerate().filter_map(|(place, line)| match line {
            QueueLine::Item(item) => Some((place, &**item)),
            _ => None,
        })
    }

    /// Whether the list shows the selected account.
    pub(in crate::tui) fn lists_account(&self, session: &Session) -> bool {
        self.account.is_some() && self.account == self.account_under(session)
    }

    /// Puts the cursor of the queue on a task.
    pub(in crate::tui) fn go_to_task_of(&mut self, session: &Session, id: i64) {
        let place = self.items().find(|(_, item)| item.task.id == id).map(|(place, _)| place);
        if let Some(place) = place {
            self.go_to_task(session, place);
        }
    }

    /// The open items of an account, most urgent first.
    pub(in crate::tui) fn items_of(&self, account: AccountId) -> Vec<&Queued> {
        self.items().map(|(_, item)| item).filter(|item| item.task.account == Some(account)).collect()
    }

    fn find_task(&mut self) {
        let place = self.task.and_then(|id| self.items().find(|(_, item)| item.task.id == id)).map(|(place, _)| place);
        let stays = self.items().map(|(place, _)| place).find(|place| *place >= self.task_at);
        let last = self.items().map(|(place, _)| place).last();
        self.task_at = place.or(stays).or(last).unwrap_or(0);
        self.task = self.task_under().map(|item| item.task.id);
    }

    /// The places of the accounts that a verb on accounts acts on: the marked ones, else the selected one.
    pub(in crate::tui) fn chosen_accounts(&self, session: &Session) -> Vec<AccountIx> {
        let marked: Vec<AccountIx> = self.marked_accounts.iter().filter_map(|id| session.book().place(*id)).collect();
        if marked.is_empty() { self.account.and_then(|id| session.book().place(id)).into_iter().collect() } else { marked }
    }

    /// Takes the marks of accounts that the list does not show: a verb acts on nothing that is out of sight.
    pub(in crate::tui) fn forget_hidden_marks(&mut self, session: &Session) {
        let shown: BTreeSet<AccountId> = self.accounts.iter().map(|listed| session.book().account(listed.ix).row.id).collect();
        self.marked_accounts.retain(|id| shown.contains(id));
    }

    /// How many things are marked.
    pub(in crate::tui) fn marked(&self) -> usize {
        self.marked_accounts.len() + self.marked_tasks.len()
    }

    /// Takes all marks away; false where there were none.
    pub(in crate::tui) fn clear_marks(&mut self) -> bool {
        let marked = self.marked() > 0;
        self.marked_accounts.clear();
        self.marked_tasks.clear();
        marked
    }
}

/// Marks what is not marked, and takes the mark of what is.
pub(in crate::tui) fn toggle<T: Ord>(marks: &mut BTreeSet<T>, id: T) {
    if !marks.remove(&id) {
        marks.insert(id);
    }
}

fn lines(queue: &Queue) -> Vec<QueueLine> {
    let item = |item: &Queued| QueueLine::Item(Box::new(item.clone()));
    let in_plan = queue.in_plan();
    let mut lines: Vec<QueueLine> = queue.items.iter().map(item).collect();
    if in_plan < lines.len() {
        lines.insert(in_plan, QueueLine::EndOfHours);
    }
    let more = [(&queue.waiting, QueueLine::Waiting(queue.waiting.len())), (&queue.snoozed, QueueLine::Snoozed(queue.snoozed.len()))];
    for (list, head) in more.into_iter().filter(|(list, _)| !list.is_empty()) {
        lines.push(head);
        lines.extend(list.iter().map(item));
    }
    if queue.held > 0 {
        lines.push(QueueLine::Held(queue.held));
    }
    lines
}

impl Tally {
    fn of(session: &Session, listed: &[Listed]) -> Self {
        let mut tally = Self { accounts: listed.len(), ..Self::default() };
        for row in listed {
            let light = row.outcome.as_ref().map_or(Light::Grey, |outcome| outcome.light);
            let arr = session.at(row.ix).arr().unwrap_or(0.0);
            tally.arr += arr;
            tally.at_risk += if light == Light::Red { arr } else { 0.0 };
            if let Some(place) = Light::ALL.iter().position(|known| *known == light) {
                tally.lights[place] += 1;
            }
        }
        tally
    }
}
