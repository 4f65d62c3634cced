//! How a task stood on a day: open or not, snoozed or waiting. Read from its events, so that any past day's queue can be told.

use crate::book::rows::{Task, TaskEvent};
use crate::domain::Day;
use crate::domain::words::{TaskEventKind, TaskStatus};
use crate::method::Why;

/// An open task as of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StandingTask {
    /// Out of the queue until this day, when that is still to come.
    pub snoozed_until: Option<Day>,
    /// The ball is with the customer until this day, when that is still to come.
    pub waiting_until: Option<Day>,
    /// It came back from waiting without an answer.
    pub no_reply: Option<NoReply>,
}

/// A wait that ended without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoReply {
    /// The day on which the ball went to the customer.
    pub since: Day,
}

/// How a task stands on a day; `None` when it is not open then.
pub(in crate::method) fn standing_on(task: &Task, events: &[TaskEvent], day: Day) -> Option<StandingTask> {
    if task.opened > day || !is_open_on(task, events, day) {
        return None;
    }
    let mut found = StandingTask::default();
    let mut waits = None;
    if !events.iter().any(|event| event.kind == TaskEventKind::Snoozed) {
        found.snoozed_until = task.snoozed_until;
    }
    if !events.iter().any(|event| event.kind == TaskEventKind::Waiting) {
        waits = task.waiting.map(|until| (task.opened, until));
    }
    for event in events.iter().filter(|event| event.day <= day) {
        match (event.kind, event.until) {
            (TaskEventKind::Snoozed, until) => found.snoozed_until = until,
            (TaskEventKind::Waiting, Some(until)) => waits = Some((event.day, until)),
            (TaskEventKind::Back, _) if event.reason.as_deref() == Some(NO_REPLY) => {}
            (TaskEventKind::Back, _) if event.reason.as_deref() == Some(REPLY) => waits = None,
            (TaskEventKind::Back | TaskEventKind::Reopened, _) => (found.snoozed_until, waits) = (None, None),
            _ => {}
        }
    }
    found.snoozed_until = found.snoozed_until.filter(|until| day < *until);
    if let Some((since, until)) = waits {
        found.waiting_until = (day < until).then_some(until);
        found.no_reply = (day >= until).then_some(NoReply { since });
    }
    Some(found)
}

/// An open task as its row would have read on a day, from how it stood then: what was done to it later is not told.
pub(in crate::method) fn open_on(task: &Task, standing: StandingTask, day: Day) -> Task {
    let (snoozed_until, waiting) = (standing.snoozed_until, standing.waiting_until);
    Task { status: TaskStatus::Open, closed: None, reason: None, snoozed_until, waiting, why: why_on(task, day), ..task.clone() }
}

/// A task as its row would have read on a day on which it was closed; `None` when it was open then or not there yet.
pub(in crate::method) fn closed_on(task: &Task, events: &[TaskEvent], day: Day) -> Option<Task> {
    if task.opened > day || is_open_on(task, events, day) {
        return None;
    }
    let row = (task.status != TaskStatus::Open).then_some((task.status, task.closed?, task.reason.clone()));
    let later = |(_, closed, _): &(TaskStatus, Day, Option<String>)| *closed > day;
    let ended = || events.iter().rev().find_map(|event| Some((status_of(event.kind)?, event.day, event.reason.clone())).filter(|end| !later(end)));
    let (status, closed, reason) = row.filter(|row| !later(row)).or_else(ended)?;
    Some(Task { status, closed: Some(closed), reason, snoozed_until: None, waiting: None, why: why_on(task, day), ..task.clone() })
}

/// The status that an event of an end leaves.
fn status_of(kind: TaskEventKind) -> Option<TaskStatus> {
    match kind {
        TaskEventKind::Done => Some(TaskStatus::Done),
        TaskEventKind::Dropped => Some(TaskStatus::Dropped),
        TaskEventKind::Cleared | TaskEventKind::Swallowed => Some(TaskStatus::Cleared),
        _ => None,
    }
}

/// What triggers had seen by a day; a why that is no list of these stays as it is.
fn why_on(task: &Task, day: Day) -> Option<String> {
    let mut whys = Why::read(task.why.as_deref());
    let all = whys.len();
    whys.retain(|why| why.day.is_none_or(|seen| seen <= day));
    if whys.len() == all { task.why.clone() } else { Some(Why::write(&whys)) }
}

/// Why a task came back from waiting: nobody answered.
pub(in crate::method) const NO_REPLY: &str = "no_reply";
/// Why a task came back from waiting: they did.
pub(in crate::method) const REPLY: &str = "reply";

/// The day on which the wait in force began.
pub(in crate::method) fn waiting_since(task: &Task, events: &[TaskEvent]) -> Day {
    events.iter().rfind(|event| event.kind == TaskEventKind::Waiting).map_or(task.opened, |event| event.day)
}

/// Whether an event ends a task, `Some(false)`, or begins it anew, `Some(true)`.
fn opens(kind: TaskEventKind) -> Option<bool> {
    match kind {
        TaskEventKind::Done | TaskEventKind::Dropped | TaskEventKind::Cleared | TaskEventKind::Swallowed => Some(false),
        TaskEventKind::Opened | TaskEventKind::FirstRun | TaskEventKind::Entered | TaskEventKind::Reopened => Some(true),
        TaskEventKind::Snoozed | TaskEventKind::Waiting | TaskEventKind::Back | TaskEventKind::Merged => None,
    }
}

/// An import closes and reopens rows without an event: then the row itself has the last word.
fn is_open_on(task: &Task, events: &[TaskEvent], day: Day) -> bool {
    let turns = || events.iter().filter_map(|event| Some((event.day, opens(event.kind)?)));
    let ends_open = turns().next_back().is_none_or(|(_, open)| open);
    let open = turns().rfind(|(on, _)| *on <= day).is_none_or(|(_, open)| open);
    match (task.status == TaskStatus::Open, ends_open) {
        (true, true) | (false, false) => open,
        (true, false) => open || turns().all(|(on, _)| on <= day),
        (false, true) => open && task.closed.is_some_and(|closed| day < closed),
    }
}
