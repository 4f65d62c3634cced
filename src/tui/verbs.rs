//! What verbs do to what is chosen: turns an action and its target into commands, or into the form that asks for the rest.
//! The same on every screen.

mod accounts;
mod ask;
mod copy;

use crate::app::{Command, TaskVerb};
use crate::domain::Day;
use crate::i18n::desk;
use crate::method::is_storm;
use crate::tui::action::{Action, Snooze};
use crate::tui::cx::Cx;
use crate::tui::effect::Effect;
use crate::tui::target::Target;
use crate::tui::why;
use chrono::Weekday;

/// What an action does to a target; `None` for one that is no verb.
pub(in crate::tui) fn perform(action: Action, target: &Target, cx: &mut Cx<'_>) -> Option<Vec<Effect>> {
    if is_of_tasks(action) {
        return Some(guarded(cx, |cx| if target.tasks.is_empty() { no_task(target, cx) } else { on_tasks(action, target, cx) }));
    }
    Some(match action {
        Action::AddTask => guarded(cx, |cx| ask::task(target, cx)),
        Action::AddAccount => guarded(cx, |cx| accounts::new_account(cx)),
        Action::Hours => guarded(cx, |cx| ask::hours(cx)),
        Action::Log(kind) => guarded(cx, |cx| on_accounts(target, cx, |cx| ask::interaction(kind, target, cx))),
        Action::Note => guarded(cx, |cx| on_accounts(target, cx, |cx| ask::note(target, cx))),
        Action::Pulse(light) => guarded(cx, |cx| on_accounts(target, cx, |cx| ask::pulse(light, target, cx))),
        Action::Edit => guarded(cx, |cx| on_accounts(target, cx, |cx| accounts::edit(target, cx))),
        Action::Delete if target.on_task => vec![Effect::Say(desk::delete_is_of_accounts(cx.look.lang()))],
        Action::Delete => guarded(cx, |cx| on_accounts(target, cx, |_| vec![Effect::Act(Command::Delete { accounts: target.accounts.clone() })])),
        Action::Why => why_of(target, cx),
        Action::Copy(what) => on_accounts(target, cx, |cx| copy::copy(what, target, cx)),
        _ => return None,
    })
}

fn is_of_tasks(action: Action) -> bool {
    matches!(action, Action::Done | Action::Snooze(_) | Action::Wait | Action::Drop(_) | Action::Apply | Action::OneByOne)
}

/// Only where the book may be written and today is looked at.
pub(in crate::tui) fn guarded(cx: &mut Cx<'_>, verb: impl FnOnce(&mut Cx<'_>) -> Vec<Effect>) -> Vec<Effect> {
    let lang = cx.look.lang();
    if cx.session.is_past() {
        let key = cx.keymap.hint_key("today", "as-of today").unwrap_or_default();
        return vec![Effect::Say(desk::past_is_read_only(lang, key))];
    }
    if !cx.session.is_writable() {
        return vec![Effect::Say(desk::book_is_read_only(lang))];
    }
    verb(cx)
}

fn on_accounts(target: &Target, cx: &mut Cx<'_>, verb: impl FnOnce(&mut Cx<'_>) -> Vec<Effect>) -> Vec<Effect> {
    let lang = cx.look.lang();
    match (target.accounts.is_empty(), target.tasks.is_empty()) {
        (false, _) => verb(cx),
        (true, false) => vec![Effect::Say(desk::no_account_here(lang))],
        (true, true) => vec![Effect::Say(desk::nothing_here(lang))],
    }
}

fn no_task(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let lang = cx.look.lang();
    let key = cx.keymap.hint_key("today", "task.add").unwrap_or_default();
    let said = match target.accounts.first() {
        Some(ix) => desk::no_task_here(lang, cx.session.at(*ix).name(), key),
        None => desk::nothing_here(lang),
    };
    vec![Effect::Say(said)]
}

fn on_tasks(action: Action, target: &Target, cx: &mut Cx<'_>) -> Vec<Effect> {
    let ids = target.ids();
    let act = |verb| vec![Effect::Act(Command::Tasks { ids: ids.clone(), verb })];
    match action {
        Action::Done => match target.tasks.as_slice() {
            [one] if ask::is_a_talk(one) => ask::done(one, cx),
            _ => act(TaskVerb::Done),
        },
        Action::Drop(reason) => act(TaskVerb::Drop { reason: Some(reason.to_owned()) }),
        Action::Wait => ask::wait(target, cx),
        Action::Snooze(when) => match until(when, cx) {
            Some(until) => {
                cx.shared.last_snooze = Some(until.since(cx.session.day));
                act(TaskVerb::Snooze { until, reason: None })
            }
            None if when == Snooze::Ask => ask::snooze(target, cx),
            None => vec![Effect::Say(desk::no_last_snooze(cx.look.lang()))],
        },
        Action::Apply | Action::OneByOne => storm(action, target, cx),
        _ => Vec::new(),
    }
}

/// The day that a snooze means; `None` where it has to be asked for.
fn until(when: Snooze, cx: &Cx<'_>) -> Option<Day> {
    let today = cx.session.day;
    match when {
        Snooze::Days(days) => Some(cx.session.business_day(i32::from(days))),
        Snooze::Tomorrow => Some(today.plus(1)),
        Snooze::Monday => (1..=7).map(|days| today.plus(days)).find(|day| day.weekday() == Weekday::Mon),
        Snooze::NextMonth => Some(today.month_end().plus(1)),
        Snooze::Same => cx.shared.last_snooze.map(|days| today.plus(days)),
        Snooze::Ask => None,
    }
}

fn storm(action: Action, target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    match target.tasks.as_slice() {
        [item] if is_storm(&item.task) => {
            let task = item.task.id;
            vec![Effect::Act(if action == Action::Apply { Command::Season { task } } else { Command::OneByOne { task } })]
        }
        _ => vec![Effect::Say(desk::no_storm(cx.look.lang()))],
    }
}

fn why_of(target: &Target, cx: &Cx<'_>) -> Vec<Effect> {
    let reading = match (target.tasks.first().filter(|_| target.on_task), target.accounts.first()) {
        (Some(item), _) => Some(why::of_task(cx.session, cx.keymap, item)),
        (None, Some(ix)) => why::of_account(cx.session, *ix),
        (None, None) => None,
    };
    match reading {
        Some(reading) => vec![Effect::Open(Box::new(reading))],
        None => vec![Effect::Say(desk::nothing_here(cx.look.lang()))],
    }
}
