//! Storms: when many accounts enter one trigger together it is a season or an incident, and becomes one item.

use crate::book::rows::{AccountId, Task, TaskEvent, TriggerState};
use crate::domain::Day;
use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::method::sweep::draft::Draft;
use crate::method::sweep::pairs::{Candidate, Found, Mode};
use crate::method::sweep::{families, task_of};
use crate::method::{Act, Calendar, Why, Work, trigger_key};
use crate::rules::Lens;

/// From more accounts than this on, and more than a tenth of the book, entering is a storm.
const CALM: usize = 10;

/// Takes the storms out of what was found, each into one item, and gives the rest.
pub(in crate::method::sweep) fn gather(draft: &mut Draft<'_>, found: Found) -> Vec<Candidate> {
    let Found { mut candidates, accounts } = found;
    for place in 0..draft.triggers().len() {
        let enters = |candidate: &Candidate| candidate.trigger == place && candidate.mode == Mode::Enter;
        let entering: Vec<AccountId> =
            candidates.iter().filter(|it| enters(it) && families::open_of(draft, it).is_none()).map(|it| draft.account(it.ix)).collect();
        if entering.len() > CALM && entering.len() * 10 > accounts {
            open(draft, place, &entering);
            candidates.retain(|it| !enters(it) || !entering.contains(&draft.account(it.ix)));
        }
    }
    candidates
}

fn open(draft: &mut Draft<'_>, place: usize, entering: &[AccountId]) {
    let trigger = &draft.triggers()[place];
    let why = Why::write(&[Why::storm(trigger, draft.day, entering.to_vec())]);
    // Of no family: that is a matter between the tasks of one account.
    let task = Task { family: None, why: Some(why), ..task_of(trigger, draft.day, draft.due(place)) };
    let states = entering.iter().map(|account| draft.pair(trigger, *account, TriggerPhase::Known, 0)).collect();
    draft.open(task, TaskEventKind::Opened, states);
}

/// Clears the storms that no account is part of any more. `left` names the storm of each pair that has become clear.
pub(in crate::method::sweep) fn end(draft: &mut Draft<'_>, mut left: Vec<i64>) {
    left.sort_unstable();
    for storm in left.chunk_by(|one, other| one == other) {
        let part = |state: &&TriggerState| state.task == Some(storm[0]) && state.state != TriggerPhase::Clear;
        if draft.work.states().filter(part).count() == storm.len() {
            draft.close(storm[0], TaskEventKind::Cleared);
        }
    }
}

/// Whether a task, open or closed, stands for many accounts that entered a trigger together.
pub fn is_storm(task: &Task) -> bool {
    task.account.is_none() && Why::read(task.why.as_deref()).iter().any(|why| !why.accounts.is_empty())
}

/// Accepts a storm as a season or an incident: its item is done, and its accounts stay known until they are clear.
pub fn season(work: &Work, storm: i64, day: Day) -> Vec<Act> {
    let open = work.task(storm).filter(|task| task.status == TaskStatus::Open && is_storm(task));
    let done = open.map(|task| Act::Change {
        task: Box::new(Task {
            status: TaskStatus::Done,
            closed: Some(day),
            reason: Some(SEASON.to_owned()),
            snoozed_until: None,
            waiting: None,
            ..task.clone()
        }),
        event: TaskEvent { reason: Some(SEASON.to_owned()), ..work.event(storm, day, TaskEventKind::Done) },
    });
    done.into_iter().collect()
}

/// Why a storm is done: it was a season, or an incident that is known.
const SEASON: &str = "season";

/// Opens a storm one by one: its item goes, and each account still in it gets a task of its own.
pub fn open_storm(lens: &Lens, work: &Work, calendar: &Calendar, storm: i64, day: Day) -> Vec<Act> {
    let mut draft = Draft::new(lens, work, calendar, day);
    let Some(task) = work.task(storm).filter(|task| task.status == TaskStatus::Open && is_storm(task)) else { return Vec::new() };
    let Some(trigger) = trigger_key(task).and_then(|key| draft.triggers().iter().position(|trigger| trigger.key == key)) else {
        return Vec::new();
    };
    let key = &draft.triggers()[trigger].key;
    let part = work.states().filter(|state| state.trigger == *key && state.state == TriggerPhase::Known && state.task == Some(storm));
    let accounts = part.filter_map(|state| lens.book().place(state.account));
    let candidates = accounts.map(|ix| Candidate { trigger, ix, mode: Mode::Again }).collect();
    draft.close(storm, TaskEventKind::Swallowed);
    families::settle_all(&mut draft, candidates);
    draft.acts
}
