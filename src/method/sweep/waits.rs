//! Tasks that wait for the customer (先方待ち): who comes back, and why.

use crate::book::rows::{AccountId, Task};
use crate::domain::Day;
use crate::domain::words::{StartedBy, TaskEventKind};
use crate::method::days::{NO_REPLY, REPLY, waiting_since};
use crate::method::sweep::draft::Draft;
use crate::method::{Act, Work};

/// Ends the waits that an interaction started by the customer has answered since, and those whose day has come. An
/// interaction of the very day on which the wait began may have come before it and ends nothing.
pub(in crate::method::sweep) fn end(draft: &mut Draft<'_>) {
    let Draft { lens, work, day, .. } = *draft;
    for task in work.open() {
        let Some(until) = task.waiting else { continue };
        let since = waiting_since(task, work.events(task.id));
        let place = task.account.and_then(|id| lens.book().place(id));
        let answered = place.is_some_and(|ix| lens.at(ix, day).held().any(|row| row.started_by == Some(StartedBy::Them) && row.day > since));
        if answered || until <= day {
            let reason = if answered { REPLY } else { NO_REPLY };
            draft.change(task.id, TaskEventKind::Back, Some(reason), |task| task.waiting = None);
        }
    }
}

/// The customer got in touch today: what waits for them comes back at once. For whoever logs such an interaction.
pub fn replied(work: &Work, account: AccountId, day: Day) -> Vec<Act> {
    let waiting = work.open().filter(|task| task.account == Some(account) && task.waiting.is_some());
    let back = waiting.map(|task| {
        let event = work.event(task.id, day, TaskEventKind::Back);
        Act::Change {
            task: Box::new(Task { waiting: None, ..task.clone() }),
            event: crate::book::rows::TaskEvent { reason: Some(REPLY.to_owned()), ..event },
        }
    });
    back.collect()
}
