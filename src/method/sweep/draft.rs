//! A sweep under way: what it has decided so far, over the work as it was.

use crate::book::AccountIx;
use crate::book::rows::{AccountId, Task, TaskEvent, TriggerState};
use crate::domain::Day;
use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::method::terms::Scale;
use crate::method::{Act, Calendar, Work};
use crate::rules::{Lens, Trigger};
use std::collections::{BTreeMap, BTreeSet};

/// What a sweep works with, and its acts so far.
pub(in crate::method::sweep) struct Draft<'a> {
    pub(in crate::method::sweep) lens: &'a Lens,
    pub(in crate::method::sweep) work: &'a Work,
    pub(in crate::method::sweep) day: Day,
    pub(in crate::method::sweep) acts: Vec<Act>,
    /// Tasks that changed, with how many events each got.
    changed: BTreeMap<i64, (Task, i64)>,
    /// Pairs that became clear.
    left: BTreeSet<(String, AccountId)>,
    /// By trigger, the due day of what it opens today.
    dues: Vec<Option<Day>>,
}

impl<'a> Draft<'a> {
    pub(in crate::method::sweep) fn new(lens: &'a Lens, work: &'a Work, calendar: &Calendar, day: Day) -> Self {
        let dues = lens.rules().triggers().iter().map(|trigger| trigger.due.map(|n| calendar.after(day, n))).collect();
        Self { lens, work, day, acts: Vec::new(), changed: BTreeMap::new(), left: BTreeSet::new(), dues }
    }

    pub(in crate::method::sweep) fn triggers(&self) -> &'a [Trigger] {
        self.lens.rules().triggers()
    }

    pub(in crate::method::sweep) fn scale(&self) -> Scale<'a> {
        Scale::new(self.lens, self.day)
    }

    pub(in crate::method::sweep) fn account(&self, ix: AccountIx) -> AccountId {
        self.lens.book().account(ix).row.id
    }

    pub(in crate::method::sweep) fn due(&self, trigger: usize) -> Option<Day> {
        self.dues[trigger]
    }

    /// A task as this sweep leaves it so far.
    pub(in crate::method::sweep) fn task(&self, id: i64) -> Option<&Task> {
        self.changed.get(&id).map(|(task, _)| task).or_else(|| self.work.task(id))
    }

    /// Whether a task is there and open.
    pub(in crate::method::sweep) fn is_open(&self, id: i64) -> bool {
        self.task(id).is_some_and(|task| task.status == TaskStatus::Open)
    }

    /// Changes a task that is there.
    pub(in crate::method::sweep) fn change(&mut self, id: i64, kind: TaskEventKind, reason: Option<&str>, change: impl FnOnce(&mut Task)) {
        let Some(mut task) = self.task(id).cloned() else { return };
        change(&mut task);
        let events = self.changed.get(&id).map_or(0, |(_, events)| *events);
        let event = self.work.event(id, self.day, kind);
        let event = TaskEvent { seq: event.seq + events, reason: reason.map(str::to_owned), ..event };
        self.changed.insert(id, (task.clone(), events + 1));
        self.acts.push(Act::Change { task: Box::new(task), event });
    }

    /// Closes a task whose reason is gone or stands in another one.
    pub(in crate::method::sweep) fn close(&mut self, id: i64, kind: TaskEventKind) {
        let day = self.day;
        self.change(id, kind, None, |task| {
            (task.status, task.closed) = (TaskStatus::Cleared, Some(day));
            (task.snoozed_until, task.waiting) = (None, None);
        });
    }

    /// A new task for pairs whose states carry the task 0.
    pub(in crate::method::sweep) fn open(&mut self, task: Task, kind: TaskEventKind, states: Vec<TriggerState>) {
        let event = TaskEvent { task: 0, seq: 0, day: self.day, kind, until: None, reason: None };
        self.acts.push(Act::Open { task: Box::new(task), event, states });
    }

    /// A pair in another state; what it remembers of its latest task stays.
    pub(in crate::method::sweep) fn set(&mut self, trigger: &Trigger, account: AccountId, state: TriggerPhase) {
        if state == TriggerPhase::Clear {
            self.left.insert((trigger.key.clone(), account));
        }
        let old = self.work.state(&trigger.key, account);
        let task = old.and_then(|old| old.task);
        let quiet_until = old.and_then(|old| old.quiet_until).filter(|until| *until > self.day);
        self.acts.push(Act::Set(TriggerState { trigger: trigger.key.clone(), account, state, since: self.day, task, quiet_until }));
    }

    /// Whether a pair became clear in this sweep.
    pub(in crate::method::sweep) fn has_left(&self, state: &TriggerState) -> bool {
        self.left.contains(&(state.trigger.clone(), state.account))
    }

    /// A pair that a task stands for from now on. The cooldown of the task before is not forgotten.
    pub(in crate::method::sweep) fn pair(&self, trigger: &Trigger, account: AccountId, state: TriggerPhase, task: i64) -> TriggerState {
        let quiet_until = self.quiet_until(trigger, account).filter(|until| *until > self.day);
        TriggerState { trigger: trigger.key.clone(), account, state, since: self.day, task: Some(task), quiet_until }
    }

    /// The first day on which a pair may enter again.
    pub(in crate::method::sweep) fn quiet_until(&self, trigger: &Trigger, account: AccountId) -> Option<Day> {
        let state = self.work.state(&trigger.key, account)?;
        let cooled = trigger.cooldown.and_then(|days| Some(self.settled_on(state)?.plus(days)));
        state.quiet_until.max(cooled)
    }

    /// The day on which the latest task of a pair was done or dropped; `None` while it is open, or when it cleared.
    pub(in crate::method::sweep) fn settled_on(&self, state: &TriggerState) -> Option<Day> {
        let task = self.work.task(state.task?)?;
        matches!(task.status, TaskStatus::Done | TaskStatus::Dropped).then_some(task.closed).flatten()
    }
}
