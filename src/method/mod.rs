//! What the method makes of scores: triggers that open and clear tasks, the one queue they stand in, and the day's plan.
//! Pure: tasks come in as [`Work`], a sweep gives [`Act`]s, and who writes them down stands above. Makes no text for users.

mod act;
mod calendar;
mod data;
mod days;
mod family;
mod minutes;
mod noise;
mod queue;
mod sweep;
mod terms;
#[cfg(test)]
mod tests;
mod why;
mod work;

pub use act::{Act, Tally};
pub use calendar::Calendar;
pub use data::{Brought, Data, KindData, LastImport, data};
pub use days::{NoReply, StandingTask};
pub use minutes::{default_minutes, interaction_minutes, minutes_of, spent_minutes};
pub use noise::{NOISY, Noise, noise};
pub use queue::{Queue, Queued, held, queue};
pub use sweep::{is_storm, open_storm, replied, season, sweep};
pub use terms::Terms;
pub use why::{Why, WhyFact};
pub use work::Work;

use crate::book::rows::Task;
use crate::rules::{Rules, Trigger};

/// What the source key of a trigger's task begins with.
const TRIGGER: &str = "trigger:";

/// The trigger that a task came from, where the rules still have it; its label is the title in the reader's language.
pub fn trigger_of<'a>(task: &Task, rules: &'a Rules) -> Option<&'a Trigger> {
    let key = trigger_key(task)?;
    rules.triggers().iter().find(|trigger| trigger.key == key)
}

/// The key of the trigger that a task came from.
pub fn trigger_key(task: &Task) -> Option<&str> {
    task.source_key.as_deref()?.strip_prefix(TRIGGER)
}
