//! Which triggers hold for which accounts, and what follows for each pair.

use crate::book::AccountIx;
use crate::book::rows::{AccountId, TriggerState};
use crate::domain::Day;
use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::facts::At;
use crate::method::sweep::draft::Draft;
use crate::method::sweep::storms;
use crate::method::{Why, trigger_key};
use crate::rules::{Lens, Trigger};
use std::cell::OnceCell;

/// A pair that wants a task.
#[derive(Clone, Copy, Debug)]
pub(in crate::method::sweep) struct Candidate {
    /// Its place in the rules.
    pub(in crate::method::sweep) trigger: usize,
    pub(in crate::method::sweep) ix: AccountIx,
    pub(in crate::method::sweep) mode: Mode,
}

/// How a pair comes to want a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::method::sweep) enum Mode {
    /// It holds since today, or its cooldown is over.
    Enter,
    /// It still holds and its task is long settled, or was another's.
    Again,
    /// It was never looked at and held yesterday too.
    FirstRun,
    /// A first run held it back.
    Held,
}

/// What the look found.
pub(in crate::method::sweep) struct Found {
    pub(in crate::method::sweep) candidates: Vec<Candidate>,
    /// Accounts that were looked at: in the book and not churned.
    pub(in crate::method::sweep) accounts: usize,
}

/// One account on the days that are asked about.
struct Lately<'a> {
    lens: &'a Lens,
    ix: AccountIx,
    day: Day,
    days: Vec<OnceCell<At<'a>>>,
}

impl<'a> Lately<'a> {
    fn new(lens: &'a Lens, ix: AccountIx, day: Day, longest: usize) -> Self {
        Self { lens, ix, day, days: (0..=longest).map(|_| OnceCell::new()).collect() }
    }

    /// The account a number of days ago.
    fn ago(&self, days: i32) -> Option<&At<'a>> {
        let cell = self.days.get(usize::try_from(days).ok()?)?;
        Some(cell.get_or_init(|| self.lens.at(self.ix, self.day.plus(-days))))
    }

    /// Whether a trigger holds: on each of its days `when` does and `unless` does not. Of a churned account filters say
    /// nothing unless they ask for it.
    fn holds(&self, trigger: &Trigger) -> bool {
        (0..trigger.held_for).all(|days| {
            let Some(at) = self.ago(days) else { return false };
            let spoken_of = at.exists() && (!at.life().churned() || trigger.when.names_churned());
            spoken_of && trigger.when.matches(at) && !trigger.unless.as_ref().is_some_and(|unless| unless.matches(at))
        })
    }

    /// Whether a pair that was never looked at is old news: it held yesterday, or there was no account yet to be asked.
    fn is_old_news(&self, trigger: &Trigger) -> bool {
        self.ago(1).is_some_and(|at| !at.exists() || trigger.when.matches(at))
    }
}

/// Looks at every pair: sets what becomes clear or waits, clears what has lost its reason, and gives what wants a task.
pub(in crate::method::sweep) fn look(draft: &mut Draft<'_>) -> Found {
    let (lens, day) = (draft.lens, draft.day);
    let longest = draft.triggers().iter().map(|trigger| trigger.held_for).max().unwrap_or(1).max(2);
    let mut found = Found { candidates: Vec::new(), accounts: 0 };
    let mut left = Vec::new();
    for ix in 0..lens.book().accounts().len() {
        let lately = Lately::new(lens, ix, day, usize::try_from(longest).unwrap_or(1));
        found.accounts += usize::from(lately.ago(0).is_some_and(|at| at.exists() && !at.life().churned()));
        let holds: Vec<bool> = draft.triggers().iter().map(|trigger| lately.holds(trigger)).collect();
        for trigger in 0..holds.len() {
            if holds[trigger] {
                let mode = step(draft, trigger, &lately);
                found.candidates.extend(mode.map(|mode| Candidate { trigger, ix, mode }));
            } else {
                left.extend(leave(draft, trigger, ix, &holds, &mut found.candidates));
            }
        }
    }
    storms::end(draft, left);
    found
}

/// What follows for a pair that holds.
fn step(draft: &mut Draft<'_>, place: usize, lately: &Lately<'_>) -> Option<Mode> {
    let trigger = &draft.triggers()[place];
    let account = draft.account(lately.ix);
    let Some(state) = draft.work.state(&trigger.key, account) else {
        let first = !draft.work.has_seen(&trigger.key, account) && lately.is_old_news(trigger);
        return Some(if first { Mode::FirstRun } else { Mode::Enter });
    };
    match state.state {
        TriggerPhase::Clear | TriggerPhase::Waiting if draft.quiet_until(trigger, account).is_some_and(|until| draft.day < until) => {
            if state.state == TriggerPhase::Clear {
                draft.set(trigger, account, TriggerPhase::Waiting);
            }
            None
        }
        TriggerPhase::Clear | TriggerPhase::Waiting => Some(Mode::Enter),
        TriggerPhase::Fired | TriggerPhase::Known => is_due_again(draft, trigger, state).then_some(Mode::Again),
        TriggerPhase::Held => (state.since < draft.day).then_some(Mode::Held),
    }
}

/// Whether a pair that has fired wants a task again.
fn is_due_again(draft: &Draft<'_>, trigger: &Trigger, state: &TriggerState) -> bool {
    match (draft.settled_on(state), trigger.again) {
        (Some(settled), Some(again)) => settled.plus(again) <= draft.day,
        (Some(_), None) => false,
        // Its task was cleared under it, which settles nothing.
        (None, _) => state.task.and_then(|id| draft.work.task(id)).is_some_and(|task| task.status != TaskStatus::Open),
    }
}

/// What follows for a pair that does not hold; gives the storm it was part of, if its trigger closes what is clear.
fn leave(draft: &mut Draft<'_>, place: usize, ix: AccountIx, holds: &[bool], candidates: &mut Vec<Candidate>) -> Option<i64> {
    let trigger = &draft.triggers()[place];
    let account = draft.account(ix);
    let state = draft.work.state(&trigger.key, account).filter(|state| state.state != TriggerPhase::Clear)?;
    draft.set(trigger, account, TriggerPhase::Clear);
    let id = state.task.filter(|id| trigger.close_when_clear && draft.is_open(*id))?;
    let task = draft.task(id)?;
    if task.account.is_none() {
        return Some(id);
    }
    if trigger_key(task) == Some(trigger.key.as_str()) {
        let others: Vec<usize> = others(draft, task.why.as_deref(), place);
        let lasting = |other: &usize| !holds[*other] && !draft.triggers()[*other].close_when_clear;
        if !others.iter().any(lasting) {
            draft.close(id, TaskEventKind::Cleared);
            // Whose reason it had taken over and who still hold get a task of their own.
            let left = others.iter().copied().filter(|other| holds[*other] && stands_for(draft, *other, account, id));
            candidates.extend(left.map(|trigger| Candidate { trigger, ix, mode: Mode::Again }).collect::<Vec<_>>());
        }
    }
    None
}

/// The other triggers whose reason a task has taken over, by their places.
fn others(draft: &Draft<'_>, why: Option<&str>, own: usize) -> Vec<usize> {
    let whys = Why::read(why);
    let places = whys.iter().filter_map(|why| draft.triggers().iter().position(|trigger| trigger.key == why.trigger));
    places.filter(|place| *place != own).collect()
}

fn stands_for(draft: &Draft<'_>, place: usize, account: AccountId, task: i64) -> bool {
    let state = draft.work.state(&draft.triggers()[place].key, account);
    state.is_some_and(|state| state.state == TriggerPhase::Fired && state.task == Some(task))
}
