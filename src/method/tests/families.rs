//! One open task per account and family.

use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::method::Why;
use crate::method::tests::{Desk, TODAY, one, trigger};

/// Two triggers of one family: `mild` from heat 3 on, due in 5 days, and `grave` from 7 on, due in 1.
fn two(more: &str) -> String {
    trigger("mild", "metric.heat:>=3", &format!("family = \"risk\"\ndue = \"+5d\"\n{more}"))
        + &trigger("grave", "metric.heat:>=7", &format!("family = \"risk\"\ndue = \"+1d\"\n{more}"))
}

fn named(desk: &Desk) -> Vec<String> {
    Why::read(desk.last().why.as_deref()).into_iter().map(|why| why.trigger).collect()
}

#[test]
fn of_two_that_enter_together_the_one_higher_in_the_queue_opens_with_both_reasons() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]), &two(""), 10);
    assert_eq!(desk.sweep(TODAY.plus(-9)).opened, 1);
    assert_eq!(desk.open(), ["grave!"]);
    assert_eq!(named(&desk), ["grave", "mild"]);
    assert_eq!((desk.state("mild").unwrap().task, desk.state("grave").unwrap().task), (Some(1), Some(1)));
}

#[test]
fn a_stronger_one_swallows_the_open_task_and_takes_over_its_why() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 4.0), (8, 8.0)]), &two(""), 10);
    desk.sweep(TODAY.plus(-9));
    assert_eq!(desk.open(), ["mild!"]);
    desk.change(1, TODAY.plus(-9), TaskEventKind::Snoozed, Some(TODAY), |task| task.snoozed_until = Some(TODAY));
    let tally = desk.sweep(TODAY.plus(-8));
    assert_eq!((tally.opened, tally.cleared), (1, 0));
    assert_eq!(desk.open(), ["grave!"]);
    assert_eq!(named(&desk), ["grave", "mild"]);
    let old = desk.work.task(1).unwrap();
    assert_eq!((old.status, old.closed, old.snoozed_until), (TaskStatus::Cleared, Some(TODAY.plus(-8)), None));
    assert_eq!(desk.work.events(1).last().unwrap().kind, TaskEventKind::Swallowed);
    assert_eq!(desk.state("mild").unwrap().task, Some(2), "the pair goes with its reason");
}

#[test]
fn a_weaker_one_adds_its_why_to_the_open_task() {
    let rules = two("").replace("metric.heat:>=3", "metric.cold:>0");
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]).observe("cold", &TODAY.plus(-8).to_string(), 1.0), &rules, 10);
    desk.sweep(TODAY.plus(-9));
    let tally = desk.sweep(TODAY.plus(-8));
    assert_eq!((tally.opened, tally.merged), (0, 1));
    assert_eq!(desk.open(), ["grave!"]);
    assert_eq!(named(&desk), ["grave", "mild"]);
    assert_eq!((desk.phase("mild"), desk.state("mild").unwrap().task), (Some(TriggerPhase::Fired), Some(1)));
}

#[test]
fn a_pinned_task_stands_higher_than_any_other_and_is_not_swallowed() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 4.0), (8, 8.0)]), &two(""), 10);
    desk.sweep(TODAY.plus(-9));
    desk.change(1, TODAY.plus(-9), TaskEventKind::Back, None, |task| task.pinned = true);
    assert_eq!(desk.sweep(TODAY.plus(-8)).merged, 1);
    assert_eq!(desk.open(), ["mild!"]);
}

#[test]
fn equals_go_by_their_order_in_the_file() {
    let same = trigger("first", "metric.heat:>=3", "family = \"risk\"") + &trigger("second", "metric.heat:>=3", "family = \"risk\"");
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]), &same, 10);
    desk.sweep(TODAY.plus(-9));
    assert_eq!(desk.open(), ["first!"]);
}

#[test]
fn triggers_without_a_family_are_families_of_their_own() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]), &two("").replace("family = \"risk\"", ""), 10);
    desk.sweep(TODAY.plus(-9));
    assert_eq!(desk.open(), ["mild!", "grave!"]);
}

#[test]
fn one_done_settles_every_reason_behind_it() {
    let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0)]), &two(""), 50);
    desk.sweep(TODAY.plus(-40));
    desk.done(1, TODAY.plus(-39));
    assert_eq!(desk.sweep_days(39, 0), 0);
}

#[test]
fn when_the_stronger_reason_clears_the_weaker_that_still_holds_gets_its_own_task() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (5, 4.0)]), &two("close_when_clear = true"), 10);
    desk.sweep(TODAY.plus(-9));
    let tally = desk.sweep(TODAY.plus(-5));
    assert_eq!((tally.cleared, tally.opened), (1, 1));
    assert_eq!(desk.open(), ["mild!"]);
    assert_eq!((desk.phase("grave"), desk.state("mild").unwrap().task), (Some(TriggerPhase::Clear), Some(2)));
}

#[test]
fn when_the_weaker_reason_clears_the_task_stays() {
    let rules = two("close_when_clear = true").replace("metric.heat:>=3", "metric.cold:>0");
    let maker = one(&[(30, 1.0), (9, 8.0)]).observe("cold", &TODAY.plus(-12).to_string(), 0.0);
    let maker = maker.observe("cold", &TODAY.plus(-9).to_string(), 1.0).observe("cold", &TODAY.plus(-8).to_string(), 0.0);
    let mut desk = Desk::swept(maker, &rules, 10);
    desk.sweep_days(9, 0);
    assert_eq!(desk.open(), ["grave!"]);
    assert_eq!(desk.phase("mild"), Some(TriggerPhase::Clear));
}

#[test]
fn a_task_that_took_over_a_lasting_reason_does_not_close_by_itself() {
    let rules = trigger("mild", "metric.heat:>=7", "family = \"risk\"\ndue = \"+5d\"")
        + &trigger("grave", "metric.heat:>=7", "family = \"risk\"\ndue = \"+1d\"\nclose_when_clear = true");
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (5, 1.0)]), &rules, 10);
    desk.sweep_days(9, 0);
    assert_eq!(desk.open(), ["grave!"], "mild's own task would have stayed open too");
}

#[test]
fn a_pair_that_left_is_not_carried_over_to_the_task_that_swallows() {
    let rules = trigger("mild", "metric.heat:3..6", "family = \"risk\"\ndue = \"+5d\"")
        + &trigger("grave", "metric.heat:>=7", "family = \"risk\"\ndue = \"+1d\"");
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 4.0), (8, 8.0)]), &rules, 10);
    desk.sweep_days(9, 8);
    assert_eq!(desk.open(), ["grave!"]);
    assert_eq!(desk.phase("mild"), Some(TriggerPhase::Clear));
}
