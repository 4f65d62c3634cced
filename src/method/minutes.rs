//! How long a task takes, and what of a day's hours is spent already.

use crate::book::rows::{Interaction, Task};
use crate::domain::Day;
use crate::domain::words::{Held, InteractionKind};
use crate::rules::Lens;

/// Minutes of a task of no kind.
const OF_NO_KIND: i64 = 15;

/// Minutes that a deed of a kind takes where nothing says more.
pub fn default_minutes(kind: Option<InteractionKind>) -> i64 {
    kind.map_or(OF_NO_KIND, |kind| match kind {
        InteractionKind::Mail | InteractionKind::Chat => 10,
        InteractionKind::Call => 20,
        InteractionKind::Meeting | InteractionKind::Webinar => 60,
        InteractionKind::Qbr => 75,
        InteractionKind::Visit => 120,
        InteractionKind::Other => OF_NO_KIND,
    })
}

/// Minutes that a task takes: its own, else those of its kind.
pub fn minutes_of(task: &Task) -> i64 {
    task.minutes.unwrap_or_else(|| default_minutes(task.kind)).max(0)
}

/// Minutes of the interactions of a day over the whole book, those that took place and those planned for it and known.
pub fn spent_minutes(lens: &Lens, day: Day) -> i64 {
    lens.book().accounts().iter().flat_map(|account| &account.interactions).filter(|row| is_of(row, day)).map(interaction_minutes).sum()
}

fn is_of(row: &Interaction, day: Day) -> bool {
    row.day == day && row.recorded <= day && matches!(row.status, Held::Held | Held::Planned)
}

/// Minutes that an interaction took: its own, else those of its kind.
pub fn interaction_minutes(row: &Interaction) -> i64 {
    row.minutes.unwrap_or_else(|| default_minutes(Some(row.kind))).max(0)
}
