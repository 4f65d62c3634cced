//! The one queue: what is open on a day, most urgent first, and how far the day's hours reach.

use crate::book::AccountIx;
use crate::book::rows::Task;
use crate::domain::Day;
use crate::domain::words::TriggerPhase;
use crate::method::days::{self, StandingTask};
use crate::method::family::Family;
use crate::method::sweep::candidate;
use crate::method::terms::Scale;
use crate::method::{Calendar, NoReply, Terms, Why, Work, minutes_of};
use crate::rules::{Lens, Trigger};
use std::cell::OnceCell;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What is to be done on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// Most urgent first, pinned ones before all.
    pub items: Vec<Queued>,
    /// With the customer (先方待ち), in the same order.
    pub waiting: Vec<Queued>,
    /// Put off, in the same order.
    pub snoozed: Vec<Queued>,
    /// How many items a first run holds back; which ones tells [`held`].
    pub held: usize,
    /// Minutes for customer-success work on this day.
    pub hours_minutes: i64,
    /// Minutes logged or planned for this day already.
    pub spent_minutes: i64,
    /// Minutes of the items that fit beside those.
    pub planned_minutes: i64,
}

/// A task in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    pub task: Task,
    pub terms: Terms,
    /// The sum of the terms.
    pub urgency: f64,
    /// Minutes it takes: its own or those of its kind.
    pub minutes: i64,
    /// Whether the day's hours reach to it.
    pub in_plan: bool,
    /// Whether a first run holds it back.
    pub held: bool,
    /// It came back from waiting without an answer.
    pub no_reply: Option<NoReply>,
    /// Of the account, in major units; ties go by it.
    arr: Option<f64>,
}

impl Queue {
    /// Items above the line of the day's hours.
    pub fn in_plan(&self) -> usize {
        self.items.iter().filter(|item| item.in_plan).count()
    }

    /// Items whose due day has passed.
    pub fn overdue(&self, day: Day) -> usize {
        self.items.iter().filter(|item| item.task.due.is_some_and(|due| due < day)).count()
    }
}

/// The queue of a day: the tasks open then, with that day's snoozes and waitings, in that day's order. Tasks of deleted
/// accounts are left out.
pub fn queue(lens: &Lens, work: &Work, day: Day, hours_minutes: i64, spent_minutes: i64) -> Queue {
    let scale = Scale::new(lens, day);
    let mut queue = Queue { hours_minutes, spent_minutes, ..Queue::default() };
    for task in work.tasks().filter(|task| is_shown(lens, task)) {
        let Some(standing) = days::standing_on(task, work.events(task.id), day) else { continue };
        let item = Queued { no_reply: standing.no_reply, ..Queued::weighed(&scale, days::open_on(task, standing, day)) };
        match standing {
            StandingTask { waiting_until: Some(_), .. } => queue.waiting.push(item),
            StandingTask { snoozed_until: Some(_), .. } => queue.snoozed.push(item),
            StandingTask { .. } => queue.items.push(item),
        }
    }
    queue.held = held_count(lens, work, day);
    for list in [&mut queue.items, &mut queue.waiting, &mut queue.snoozed] {
        list.sort_by(Queued::order);
    }
    plan(&mut queue);
    queue
}

fn is_shown(lens: &Lens, task: &Task) -> bool {
    task.account.is_none_or(|id| lens.book().place(id).is_some())
}

/// What a first run holds back, in the order in which it will enter; the tasks have no id yet. It has no history: it is told
/// as it stands now. Pairs of one account and family will enter as one task, the first of them.
pub fn held(lens: &Lens, work: &Work, calendar: &Calendar, day: Day) -> Vec<Queued> {
    let scale = Scale::new(lens, day);
    let mut held = Vec::new();
    for trigger in lens.rules().triggers() {
        let due = OnceCell::new();
        for ix in held_pairs(lens, work, trigger, day) {
            let due = *due.get_or_init(|| trigger.due.map(|n| calendar.after(day, n)));
            held.push((ix, trigger, Queued { held: true, ..Queued::weighed(&scale, candidate(trigger, &lens.at(ix, day), due)) }));
        }
    }
    held.sort_by(|(.., one), (.., other)| one.order(other));
    let mut seen = BTreeSet::new();
    held.retain(|(ix, trigger, _)| seen.insert((*ix, Family::of(trigger))));
    let with_why = |(ix, trigger, item): (AccountIx, &Trigger, Queued)| {
        let why = Why::write(&[Why::seen(trigger, &lens.at(ix, day))]);
        Queued { task: Task { why: Some(why), ..item.task }, ..item }
    };
    held.into_iter().map(with_why).collect()
}

/// How many items [`held`] gives, without weighing any of them: a queue is asked for at every act, and they can be thousands.
fn held_count(lens: &Lens, work: &Work, day: Day) -> usize {
    let triggers = lens.rules().triggers();
    let families: Vec<Family> = triggers.iter().map(Family::of).collect();
    let family = |of: &Family| families.iter().position(|known| known == of);
    let mut pairs: Vec<(AccountIx, Option<usize>)> = Vec::new();
    for (trigger, of) in triggers.iter().zip(&families) {
        let place = family(of);
        pairs.extend(held_pairs(lens, work, trigger, day).map(|ix| (ix, place)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.len()
}

/// The accounts that a first run holds back from a trigger.
fn held_pairs(lens: &Lens, work: &Work, trigger: &Trigger, day: Day) -> impl Iterator<Item = AccountIx> {
    let states = work.states_of(&trigger.key).filter(move |state| state.state == TriggerPhase::Held && state.since <= day);
    states.filter_map(|state| lens.book().place(state.account))
}

/// Takes items in order until the next one does not fit into the hours that are left.
fn plan(queue: &mut Queue) {
    let mut left = queue.hours_minutes - queue.spent_minutes;
    for item in &mut queue.items {
        left -= item.minutes;
        if left < 0 {
            break;
        }
        item.in_plan = true;
        queue.planned_minutes += item.minutes;
    }
}

impl Queued {
    pub(in crate::method) fn weighed(scale: &Scale<'_>, task: Task) -> Self {
        let terms = scale.terms(&task);
        Self { terms, urgency: terms.urgency(), minutes: minutes_of(&task), in_plan: false, held: false, no_reply: None, arr: scale.arr(&task), task }
    }

    /// Pinned first, then the higher sum; ties by ARR, due day, id.
    pub(in crate::method) fn order(&self, other: &Self) -> Ordering {
        let unknown_last = |due: Option<Day>| due.unwrap_or(Day::MAX);
        self.rank(other)
            .then_with(|| other.arr.unwrap_or(-1.0).total_cmp(&self.arr.unwrap_or(-1.0)))
            .then_with(|| unknown_last(self.task.due).cmp(&unknown_last(other.task.due)))
            .then_with(|| self.task.id.cmp(&other.task.id))
            // Held ones have no id yet.
            .then_with(|| (self.task.account, &self.task.source_key).cmp(&(other.task.account, &other.task.source_key)))
    }

    /// Pinned first, then the higher sum.
    pub(in crate::method) fn rank(&self, other: &Self) -> Ordering {
        other.task.pinned.cmp(&self.task.pinned).then_with(|| other.urgency.total_cmp(&self.urgency))
    }
}
