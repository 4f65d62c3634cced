//! One look of all triggers at all accounts on one day. Pure: says what is to be done, and run on its own result says nothing.
//! Each pair of a trigger and an account is clear, fired, known, waiting or held; here stand the steps from one to the other.

mod draft;
mod families;
mod pairs;
mod storms;
mod waits;

pub use storms::{is_storm, open_storm, season};
pub use waits::replied;

use crate::book::rows::{AccountSeen, Task, TriggerSeen};
use crate::domain::Day;
use crate::facts::At;
use crate::method::{Act, Calendar, TRIGGER, Work};
use crate::rules::{Lens, Trigger};
use draft::Draft;

/// What is to be done after a look at a day, in the order in which it is to be written down.
pub fn sweep(lens: &Lens, work: &Work, calendar: &Calendar, day: Day) -> Vec<Act> {
    let mut draft = Draft::new(lens, work, calendar, day);
    waits::end(&mut draft);
    let found = pairs::look(&mut draft);
    let entering = storms::gather(&mut draft, found);
    families::settle_all(&mut draft, entering);
    mark_seen(&mut draft);
    draft.acts
}

/// From now on these are no first run.
fn mark_seen(draft: &mut Draft<'_>) {
    let Draft { lens, work, day, .. } = *draft;
    for trigger in lens.rules().triggers().iter().filter(|trigger| !work.has_seen_trigger(&trigger.key)) {
        draft.acts.push(Act::SawTrigger(TriggerSeen { trigger: trigger.key.clone(), since: day }));
    }
    for (ix, account) in lens.book().accounts().iter().enumerate() {
        if !work.has_seen_account(account.row.id) && lens.at(ix, day).exists() {
            draft.acts.push(Act::SawAccount(AccountSeen { account: account.row.id, since: day }));
        }
    }
}

/// The task that a trigger would open for an account today, without its why.
pub(in crate::method) fn candidate(trigger: &Trigger, at: &At<'_>, due: Option<Day>) -> Task {
    let account = at.context().book.account(at.ix()).row.id;
    Task { account: Some(account), ..task_of(trigger, at.day, due) }
}

/// The task of a trigger, of no account yet.
fn task_of(trigger: &Trigger, day: Day, due: Option<Day>) -> Task {
    let title = trigger.task.as_ref().map(|label| label.en.as_str()).or(trigger.playbook.as_deref()).unwrap_or(&trigger.key);
    Task {
        kind: trigger.kind,
        due,
        minutes: trigger.minutes.map(i64::from),
        source: "trigger".to_owned(),
        source_key: Some(format!("{TRIGGER}{}", trigger.key)),
        family: trigger.family.clone(),
        ..Task::new(None, title, day)
    }
}
