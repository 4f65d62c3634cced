//! What a sweep does, as data. Whoever writes it down puts the rows as they stand, in this order.

use crate::book::rows::{AccountSeen, Task, TaskEvent, TriggerSeen, TriggerState};
use crate::domain::words::{TaskEventKind, TriggerPhase};

/// One thing that a sweep does. Rows are whole, ready to be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// A task comes new. It has id 0, and so have its event and its states in their field `task`: the id it gets belongs there.
    /// Its title is in English; a writer may put the reader's language instead ([`crate::method::trigger_of`]).
    Open { task: Box<Task>, event: TaskEvent, states: Vec<TriggerState> },
    /// A task that is there changes. The kind of the event says how: cleared, swallowed, merged, back.
    Change { task: Box<Task>, event: TaskEvent },
    /// A pair changes without a new task.
    Set(TriggerState),
    /// A trigger was swept for the first time.
    SawTrigger(TriggerSeen),
    /// An account was swept for the first time.
    SawAccount(AccountSeen),
}

/// How often a sweep did what a person wants to hear of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tasks that came new.
    pub opened: usize,
    /// Tasks that closed because their reason is gone.
    pub cleared: usize,
    /// Tasks that took in a further reason.
    pub merged: usize,
    /// Tasks that came back from waiting for the customer.
    pub back: usize,
    /// Pairs that were put on hold by a first run; the desk tells the tasks they will make.
    pub held: usize,
}

impl Tally {
    /// Counts the acts of a sweep.
    pub fn of(acts: &[Act]) -> Self {
        let changed = |kind| acts.iter().filter(|act| matches!(act, Act::Change { event, .. } if event.kind == kind)).count();
        Self {
            opened: acts.iter().filter(|act| matches!(act, Act::Open { .. })).count(),
            cleared: changed(TaskEventKind::Cleared),
            merged: changed(TaskEventKind::Merged),
            back: changed(TaskEventKind::Back),
            held: acts.iter().filter(|act| matches!(act, Act::Set(state) if state.state == TriggerPhase::Held)).count(),
        }
    }
}
