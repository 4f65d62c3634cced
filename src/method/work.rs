//! All tasks of a book with what happened to them, and how triggers stand to accounts. Holds and applies; decides nothing.

use crate::book::rows::{AccountId, AccountSeen, Task, TaskEvent, TriggerSeen, TriggerState};
use crate::domain::Day;
use crate::domain::words::{TaskEventKind, TaskStatus};
use crate::method::{Act, days};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The work at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Work {
    tasks: BTreeMap<i64, Task>,
    events: BTreeMap<i64, Vec<TaskEvent>>,
    states: BTreeMap<String, BTreeMap<AccountId, TriggerState>>,
    triggers: BTreeSet<String>,
    accounts: BTreeSet<AccountId>,
}

impl Work {
    /// The work that these rows say, in whatever order they come.
    pub fn new(tasks: Vec<Task>, events: Vec<TaskEvent>, states: Vec<TriggerState>, triggers: Vec<TriggerSeen>, accounts: Vec<AccountSeen>) -> Self {
        let mut work = Self {
            tasks: tasks.into_iter().map(|task| (task.id, task)).collect(),
            triggers: triggers.into_iter().map(|row| row.trigger).collect(),
            accounts: accounts.into_iter().map(|row| row.account).collect(),
            ..Self::default()
        };
        for event in events {
            work.events.entry(event.task).or_default().push(event);
        }
        work.events.values_mut().for_each(|events| events.sort_by_key(|event| event.seq));
        for state in states {
            work.set(state);
        }
        work
    }

    /// Every task, open or closed, by id.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.values()
    }

    /// One task.
    pub fn task(&self, id: i64) -> Option<&Task> {
        self.tasks.get(&id)
    }

    /// The tasks that are open now.
    pub fn open(&self) -> impl Iterator<Item = &Task> {
        self.tasks().filter(|task| task.status == TaskStatus::Open)
    }

    /// The tasks that were closed on a day, as they stood then, the latest closed first.
    pub fn closed_on(&self, day: Day) -> Vec<Task> {
        let mut closed: Vec<Task> = self.tasks().filter_map(|task| days::closed_on(task, self.events(task.id), day)).collect();
        closed.sort_by_key(|task| (Reverse(task.closed), Reverse(task.id)));
        closed
    }

    /// What happened to a task, in order.
    pub fn events(&self, task: i64) -> &[TaskEvent] {
        self.events.get(&task).map_or(&[], Vec::as_slice)
    }

    /// The number of the next event of a task.
    pub fn next_seq(&self, task: i64) -> i64 {
        self.events(task).last().map_or(0, |event| event.seq + 1)
    }

    /// A further event of a task on a day.
    pub fn event(&self, task: i64, day: Day, kind: TaskEventKind) -> TaskEvent {
        TaskEvent { task, seq: self.next_seq(task), day, kind, until: None, reason: None }
    }

    /// How a trigger stands to an account; `None` for a pair without a row.
    pub fn state(&self, trigger: &str, account: AccountId) -> Option<&TriggerState> {
        self.states.get(trigger)?.get(&account)
    }

    /// Every pair with a row.
    pub fn states(&self) -> impl Iterator<Item = &TriggerState> {
        self.states.values().flat_map(BTreeMap::values)
    }

    /// The pairs of a trigger that have a row, by account.
    pub fn states_of(&self, trigger: &str) -> impl Iterator<Item = &TriggerState> {
        self.states.get(trigger).into_iter().flat_map(BTreeMap::values)
    }

    /// Whether a sweep has been over both sides of a pair.
    pub fn has_seen(&self, trigger: &str, account: AccountId) -> bool {
        self.triggers.contains(trigger) && self.accounts.contains(&account)
    }

    pub(in crate::method) fn has_seen_trigger(&self, trigger: &str) -> bool {
        self.triggers.contains(trigger)
    }

    pub(in crate::method) fn has_seen_account(&self, account: AccountId) -> bool {
        self.accounts.contains(&account)
    }

    /// What the work is after these acts, a new task getting the number after the highest: the same as writing them down
    /// and loading again, but for the numbers.
    pub fn apply(&mut self, acts: &[Act]) {
        for act in acts {
            match act {
                Act::Open { task, event, states } => self.open_new(task, event, states),
                Act::Change { task, event } => {
                    self.tasks.insert(task.id, (**task).clone());
                    self.events.entry(task.id).or_default().push(event.clone());
                }
                Act::Set(state) => self.set(state.clone()),
                Act::SawTrigger(seen) => {
                    self.triggers.insert(seen.trigger.clone());
                }
                Act::SawAccount(seen) => {
                    self.accounts.insert(seen.account);
                }
            }
        }
    }

    fn open_new(&mut self, task: &Task, event: &TaskEvent, states: &[TriggerState]) {
        let id = self.tasks.keys().next_back().map_or(1, |last| last + 1);
        self.tasks.insert(id, Task { id, ..task.clone() });
        self.events.entry(id).or_default().push(TaskEvent { task: id, ..event.clone() });
        for state in states {
            self.set(TriggerState { task: Some(id), ..state.clone() });
        }
    }

    fn set(&mut self, state: TriggerState) {
        self.states.entry(state.trigger.clone()).or_default().insert(state.account, state);
    }
}
