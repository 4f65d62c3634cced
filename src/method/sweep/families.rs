//! One open task per account and family: the stronger trigger's task swallows the weaker ones and takes over their why.
//! And the limits of a first run, which are counted in tasks and so belong here.

use crate::book::AccountIx;
use crate::book::rows::{AccountId, Task, TriggerState};
use crate::domain::words::{TaskEventKind, TriggerPhase};
use crate::method::family::Family;
use crate::method::queue::Queued;
use crate::method::sweep::candidate;
use crate::method::sweep::draft::Draft;
use crate::method::sweep::pairs::{Candidate, Mode};
use crate::method::terms::Scale;
use crate::method::{Act, Why, trigger_key};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// What wants a task of one account and family, in the order of the rules.
struct Group {
    ix: AccountIx,
    candidates: Vec<Candidate>,
    /// The task of the family that is open.
    open: Option<i64>,
}

/// The open task that stands for a candidate already: it enters beside it and opens none.
pub(in crate::method::sweep) fn open_of(draft: &Draft<'_>, it: &Candidate) -> Option<i64> {
    let state = draft.work.state(&draft.triggers()[it.trigger].key, draft.account(it.ix));
    state.and_then(|state| state.task).filter(|id| draft.is_open(*id))
}

/// Gives every candidate its task: an open one of its family, a new one, or, held by a first run, none yet.
pub(in crate::method::sweep) fn settle_all(draft: &mut Draft<'_>, candidates: Vec<Candidate>) {
    let candidates = back_to_storms(draft, candidates);
    if candidates.is_empty() {
        return;
    }
    let scale = draft.scale();
    let (mut first, mut held) = (Vec::new(), Vec::new());
    for group in groups(draft, candidates) {
        let has = |mode| group.candidates.iter().any(|it| it.mode == mode);
        if group.open.is_some() || has(Mode::Enter) || has(Mode::Again) {
            settle(draft, &scale, &group, TaskEventKind::Opened);
        } else if has(Mode::FirstRun) {
            first.push(group);
        } else {
            held.push(group);
        }
    }
    let queue = *draft.lens.rules().queue();
    let kept = limited(draft, &scale, first, queue.first_run, TaskEventKind::FirstRun);
    for it in kept.iter().flat_map(|group| &group.candidates).filter(|it| it.mode == Mode::FirstRun) {
        let account = draft.account(it.ix);
        draft.set(&draft.triggers()[it.trigger], account, TriggerPhase::Held);
    }
    limited(draft, &scale, held, queue.held_per_day, TaskEventKind::Entered);
}

/// Candidates that were part of a storm whose item is still open go back into it; gives the others.
fn back_to_storms(draft: &mut Draft<'_>, candidates: Vec<Candidate>) -> Vec<Candidate> {
    let storm = |draft: &Draft<'_>, it: &Candidate| open_of(draft, it).filter(|id| draft.task(*id).is_some_and(|task| task.account.is_none()));
    let mut others = Vec::new();
    for it in candidates {
        match storm(draft, &it) {
            Some(id) => {
                let state = draft.pair(&draft.triggers()[it.trigger], draft.account(it.ix), TriggerPhase::Known, id);
                draft.acts.push(Act::Set(state));
            }
            None => others.push(it),
        }
    }
    others
}

/// By account, and then in the order of the rules.
fn groups(draft: &Draft<'_>, candidates: Vec<Candidate>) -> Vec<Group> {
    let mut open: BTreeMap<(AccountId, Family), i64> = BTreeMap::new();
    for task in draft.work.open().filter(|task| draft.is_open(task.id)) {
        if let Some((account, family)) = task.account.zip(Family::of_task(task)) {
            open.entry((account, family)).or_insert(task.id);
        }
    }
    let mut groups: BTreeMap<(AccountIx, Family), Vec<Candidate>> = BTreeMap::new();
    for it in candidates {
        groups.entry((it.ix, Family::of(&draft.triggers()[it.trigger]))).or_default().push(it);
    }
    let group = |((ix, family), mut candidates): ((AccountIx, Family), Vec<Candidate>)| {
        candidates.sort_by_key(|it| it.trigger);
        // The family of a trigger may have been changed since its task opened: then its own task counts.
        let own = || candidates.iter().find_map(|it| open_of(draft, it));
        let open = open.get(&(draft.account(ix), family)).copied().or_else(own);
        Group { ix, candidates, open }
    };
    let mut groups: Vec<Group> = groups.into_iter().map(group).collect();
    groups.sort_by_key(|group| (group.ix, group.candidates.first().map(|it| it.trigger)));
    groups
}

/// Settles the first groups in the order of the queue, as many as the day still allows, and gives the others back.
fn limited(draft: &mut Draft<'_>, scale: &Scale<'_>, groups: Vec<Group>, limit: u32, kind: TaskEventKind) -> Vec<Group> {
    let came = |task: &&Task| draft.work.events(task.id).first().is_some_and(|event| event.kind == kind && event.day == draft.day);
    let used = draft.work.tasks().filter(came).count();
    let left = usize::try_from(limit).unwrap_or(usize::MAX).saturating_sub(used);
    let mut ranked: Vec<(Queued, Group)> = groups.into_iter().map(|group| (strongest(draft, scale, &group).1, group)).collect();
    ranked.sort_by(|(one, _), (other, _)| one.order(other));
    let kept = ranked.split_off(left.min(ranked.len()));
    for (_, group) in ranked {
        settle(draft, scale, &group, kind);
    }
    kept.into_iter().map(|(_, group)| group).collect()
}

/// The candidate whose task would stand highest in the queue, ties by order in the rules; a group has at least one.
fn strongest(draft: &Draft<'_>, scale: &Scale<'_>, group: &Group) -> (usize, Queued) {
    let at = draft.lens.at(group.ix, draft.day);
    let weigh = |it: &Candidate| Queued::weighed(scale, candidate(&draft.triggers()[it.trigger], &at, draft.due(it.trigger)));
    let mut best = (0, weigh(&group.candidates[0]));
    for (place, it) in group.candidates.iter().enumerate().skip(1) {
        let item = weigh(it);
        if item.rank(&best.1) == Ordering::Less {
            best = (place, item);
        }
    }
    best
}

fn settle(draft: &mut Draft<'_>, scale: &Scale<'_>, group: &Group, kind: TaskEventKind) {
    let Some(id) = group.open else { return open(draft, scale, group, kind, None) };
    let (beside, news): (Vec<Candidate>, Vec<Candidate>) = group.candidates.iter().partition(|it| is_named(draft, id, it));
    let news = Group { ix: group.ix, candidates: news, open: group.open };
    if !news.candidates.is_empty() {
        if yields(draft, scale, id, &news) {
            return open(draft, scale, &news, kind, Some((id, &beside)));
        }
        let at = draft.lens.at(group.ix, draft.day);
        let whys: Vec<Why> = news.candidates.iter().map(|it| Why::seen(&draft.triggers()[it.trigger], &at)).collect();
        draft.change(id, TaskEventKind::Merged, None, |task| task.why = Some(with(task, whys)));
    }
    for it in &group.candidates {
        let state = pair(draft, it, id);
        draft.acts.push(Act::Set(state));
    }
}

/// A candidate that a task stands for from now on.
fn pair(draft: &Draft<'_>, it: &Candidate, task: i64) -> TriggerState {
    draft.pair(&draft.triggers()[it.trigger], draft.account(it.ix), TriggerPhase::Fired, task)
}

/// Whether a task already stands for a candidate's trigger.
fn is_named(draft: &Draft<'_>, id: i64, it: &Candidate) -> bool {
    let key = &draft.triggers()[it.trigger].key;
    draft.task(id).is_some_and(|task| trigger_key(task) == Some(key) || Why::read(task.why.as_deref()).iter().any(|why| why.trigger == *key))
}

/// The why of a task with more behind it.
fn with(task: &Task, more: Vec<Why>) -> String {
    let mut whys = Why::read(task.why.as_deref());
    whys.extend(more);
    Why::write(&whys)
}

/// Whether an open task is weaker than the strongest of a group; one whose trigger is gone from the rules never yields.
fn yields(draft: &Draft<'_>, scale: &Scale<'_>, id: i64, group: &Group) -> bool {
    let Some(task) = draft.task(id) else { return true };
    let Some(owner) = trigger_key(task).and_then(|key| draft.triggers().iter().position(|trigger| trigger.key == key)) else { return false };
    let (best, item) = strongest(draft, scale, group);
    match item.rank(&Queued::weighed(scale, task.clone())) {
        Ordering::Less => true,
        Ordering::Equal => group.candidates[best].trigger < owner,
        Ordering::Greater => false,
    }
}

/// Opens the task of the strongest of a group. A weaker one that is open is swallowed, with its why and its pairs, those
/// that enter beside it today among them.
fn open(draft: &mut Draft<'_>, scale: &Scale<'_>, group: &Group, kind: TaskEventKind, swallowed: Option<(i64, &[Candidate])>) {
    let at = draft.lens.at(group.ix, draft.day);
    let (best, item) = strongest(draft, scale, group);
    let mut order = group.candidates.clone();
    order[..=best].rotate_right(1);
    let mut whys: Vec<Why> = order.iter().map(|it| Why::seen(&draft.triggers()[it.trigger], &at)).collect();
    let mut task = item.task;
    if let Some((id, beside)) = swallowed {
        if let Some(old) = draft.task(id) {
            task.pinned = old.pinned;
            whys.extend(Why::read(old.why.as_deref()));
        }
        order.extend(beside);
        draft.close(id, TaskEventKind::Swallowed);
    }
    task.why = Some(Why::write(&whys));
    let mut states: Vec<TriggerState> = order.iter().map(|it| pair(draft, it, 0)).collect();
    if let Some((id, _)) = swallowed {
        states.extend(stood_for(draft, draft.account(group.ix), id, &order));
    }
    draft.open(task, kind, states);
}

/// The pairs of an account that a task stood for and that are neither clear nor among these, to be given to a new one.
fn stood_for(draft: &Draft<'_>, account: AccountId, id: i64, but: &[Candidate]) -> Vec<TriggerState> {
    let others = (0..draft.triggers().len()).filter(|place| but.iter().all(|it| it.trigger != *place));
    let states = others.filter_map(|place| draft.work.state(&draft.triggers()[place].key, account));
    let stood = states.filter(|state| state.task == Some(id) && state.state == TriggerPhase::Fired && !draft.has_left(state));
    stood.map(|state| TriggerState { task: Some(0), ..state.clone() }).collect()
}
