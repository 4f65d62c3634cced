//! The verbs on tasks: each writes the task and what happened to it, for one or many tasks, as one entry of the journal.

use crate::app::AppError;
use crate::book::rows::{AccountId, Task, TaskEvent};
use crate::domain::words::{DROP_REASON_WORDS, InteractionKind, TaskEventKind, TaskStatus};
use crate::domain::{Cell, Day};
use crate::store::{Put, Tx};

/// What is done to tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskVerb {
    Done,
    /// `noise` counts against the trigger that opened it.
    Drop {
        reason: Option<String>,
    },
    Reopen,
    Snooze {
        until: Day,
        reason: Option<String>,
    },
    /// The ball is with the customer until a day.
    Wait {
        until: Day,
    },
}

/// A task as it is added by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTask {
    pub account: Option<AccountId>,
    pub title: String,
    pub kind: Option<InteractionKind>,
    pub due: Option<Day>,
    pub minutes: Option<i64>,
}

/// Adds a task; gives its id.
pub(in crate::app) fn add(tx: &mut Tx<'_>, new: NewTask, day: Day) -> Result<i64, AppError> {
    let task = Task { kind: new.kind, due: new.due, minutes: new.minutes, ..Task::new(new.account, &new.title, day) };
    let id = match tx.put(&task)? {
        Put::New(id) => id,
        Put::Changed | Put::Unchanged => task.id,
    };
    happen(tx, id, day, TaskEventKind::Opened, None, None)?;
    Ok(id)
}

/// Does a verb to one task.
pub(in crate::app) fn perform(tx: &mut Tx<'_>, id: i64, verb: &TaskVerb, day: Day) -> Result<(), AppError> {
    let task = tx.find_all::<Task>(&["id"], &[Cell::Integer(id)])?.pop().ok_or(AppError::UnknownTask { id })?;
    let is_open = task.status == TaskStatus::Open;
    if is_open == (*verb == TaskVerb::Reopen) {
        return Err(AppError::TaskState { id, title: task.title, open: is_open });
    }
    // Closed before it was opened, its cooldown would run out too early and no past day would know it.
    if day < task.opened {
        return Err(AppError::TaskNotYet { id, title: task.title, opened: task.opened });
    }
    let closed = |status| Task { status, closed: Some(day), snoozed_until: None, waiting: None, ..task.clone() };
    let (row, kind, until, reason) = match verb {
        TaskVerb::Done => (closed(TaskStatus::Done), TaskEventKind::Done, None, None),
        TaskVerb::Drop { reason } => {
            let reason = reason.as_deref().map(stored_reason);
            (Task { reason: reason.clone(), ..closed(TaskStatus::Dropped) }, TaskEventKind::Dropped, None, reason)
        }
        TaskVerb::Reopen => (Task { status: TaskStatus::Open, closed: None, reason: None, ..task.clone() }, TaskEventKind::Reopened, None, None),
        TaskVerb::Snooze { until, reason } => {
            (Task { snoozed_until: Some(*until), waiting: None, ..task.clone() }, TaskEventKind::Snoozed, Some(*until), reason.clone())
        }
        TaskVerb::Wait { until } => (Task { waiting: Some(*until), snoozed_until: None, ..task.clone() }, TaskEventKind::Waiting, Some(*until), None),
    };
    tx.put(&row)?;
    happen(tx, id, day, kind, until, reason)
}

/// The key of a known reason, else the text as typed.
fn stored_reason(text: &str) -> String {
    DROP_REASON_WORDS.iter().find(|word| word.is(text)).map_or_else(|| text.to_owned(), |word| word.key.to_owned())
}

/// Adds to what happened to a task.
pub(in crate::app) fn happen(
    tx: &mut Tx<'_>,
    task: i64,
    day: Day,
    kind: TaskEventKind,
    until: Option<Day>,
    reason: Option<String>,
) -> Result<(), AppError> {
    let seq = tx.find_all::<TaskEvent>(&["task"], &[Cell::Integer(task)])?.len();
    let event = TaskEvent { task, seq: i64::try_from(seq).unwrap_or(i64::MAX), day, kind, until, reason };
    tx.put(&event)?;
    Ok(())
}
