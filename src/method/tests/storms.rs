//! Many that enter one trigger together are one item.

use crate::book::rows::AccountId;
use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::facts::testing::{self, BookMaker};
use crate::method::tests::{Desk, TODAY, account, hot, trigger};
use crate::method::{Why, open_storm, season};

/// Cool when first swept, hot from five days ago on, and cool again today.
const TURNS: &[(i32, f64)] = &[(30, 1.0), (5, 8.0), (0, 1.0)];

/// So many accounts of which these turn hot.
fn turning(count: usize, hot: usize) -> BookMaker {
    (0..count).fold(testing::book(), |maker, ix| account(maker, &format!("A{ix:03}"), if ix < hot { TURNS } else { &[(30, 1.0)] }))
}

fn struck(count: usize, turn: usize, more: &str) -> Desk {
    let mut desk = Desk::swept(turning(count, turn), &hot(more), 10);
    desk.sweep(TODAY.plus(-5));
    desk
}

#[test]
fn ten_are_ten_tasks_and_eleven_are_a_storm() {
    assert_eq!(struck(20, 10, "").open().len(), 10);
    let desk = struck(20, 11, "due = \"+2d\"\nfamily = \"risk\"");
    assert_eq!(desk.open(), ["hot!"]);
    let task = desk.last();
    assert_eq!((task.account, task.family.as_deref(), task.source_key.as_deref()), (None, None, Some("trigger:hot")));
    assert_eq!(Why::read(task.why.as_deref())[0].accounts.len(), 11);
    assert_eq!(desk.phases(TriggerPhase::Known), 11);
}

#[test]
fn in_a_large_book_a_tenth_is_calm_and_more_is_a_storm() {
    assert_eq!(struck(120, 12, "").open().len(), 12);
    assert_eq!(struck(120, 13, "").open().len(), 1);
}

#[test]
fn churned_accounts_do_not_make_the_book_larger() {
    let lost = TODAY.plus(-20).to_string();
    let maker = (0..100).fold(turning(20, 11), |maker, ix| account(maker, &format!("gone{ix}"), &[]).outcome(&lost, &lost));
    let mut desk = Desk::swept(maker, &hot(""), 10);
    desk.sweep(TODAY.plus(-5));
    assert_eq!(desk.open().len(), 1);
}

#[test]
fn a_storm_clears_when_its_last_account_is_clear() {
    let mut desk = struck(20, 11, "close_when_clear = true");
    assert_eq!(desk.sweep(TODAY.plus(-1)).cleared, 0);
    assert_eq!(desk.sweep(TODAY).cleared, 1);
    assert_eq!(desk.phases(TriggerPhase::Known), 0);
}

#[test]
fn a_season_that_is_accepted_opens_nothing_while_it_lasts() {
    let mut desk = struck(20, 11, "");
    let accepted = season(&desk.work, 1, TODAY.plus(-5));
    desk.apply(&accepted);
    assert_eq!((desk.work.task(1).unwrap().status, desk.phases(TriggerPhase::Known)), (TaskStatus::Done, 11));
    assert_eq!(desk.sweep_days(4, 0), 0);
    assert_eq!(desk.phases(TriggerPhase::Clear), 11);
    assert!(season(&desk.work, 1, TODAY).is_empty(), "once is enough");
}

#[test]
fn a_season_still_true_long_after_opens_one_by_one_where_the_rules_say_again() {
    let mut desk = struck(20, 11, "again = \"3d\"");
    let accepted = season(&desk.work, 1, TODAY.plus(-5));
    desk.apply(&accepted);
    assert_eq!(desk.sweep_days(4, 3), 0);
    assert_eq!(desk.sweep(TODAY.plus(-2)).opened, 11);
}

#[test]
fn a_storm_opened_one_by_one_gives_every_account_its_task() {
    let mut desk = struck(20, 11, "");
    let on = TODAY.plus(-4);
    let acts = open_storm(&desk.lens, &desk.work, &desk.calendar, 1, on);
    desk.apply(&acts);
    assert_eq!((desk.open().len(), desk.phases(TriggerPhase::Fired), desk.phases(TriggerPhase::Known)), (11, 11, 0));
    assert_eq!(desk.work.events(1).last().unwrap().kind, TaskEventKind::Swallowed);
    assert_eq!(desk.sweep(on).opened, 0);
}

#[test]
fn those_whose_own_task_is_open_do_not_count_into_a_storm() {
    let mut desk = Desk::swept(turning(20, 11), &hot(""), 10);
    desk.add(crate::book::rows::Task {
        source: "trigger".to_owned(),
        source_key: Some("trigger:hot".to_owned()),
        ..crate::book::rows::Task::new(Some(AccountId(1)), "hot!", TODAY.plus(-9))
    });
    let acts = [crate::method::Act::Set(crate::book::rows::TriggerState {
        trigger: "hot".to_owned(),
        account: AccountId(1),
        state: TriggerPhase::Clear,
        since: TODAY.plus(-8),
        task: Some(1),
        quiet_until: None,
    })];
    desk.apply(&acts);
    assert_eq!(desk.sweep(TODAY.plus(-5)).opened, 10);
}

#[test]
fn a_storm_in_one_trigger_leaves_the_others_of_its_family_alone() {
    let rules = hot("family = \"risk\"") + &trigger("cold", "metric.cold:>0", "family = \"risk\"");
    let maker = account(turning(20, 11), "both", TURNS).observe("cold", &TODAY.plus(-5).to_string(), 1.0);
    let mut desk = Desk::swept(maker, &rules, 10);
    desk.sweep(TODAY.plus(-5));
    assert_eq!(desk.open(), ["hot!", "cold!"]);
}

#[test]
fn an_account_that_comes_back_into_an_open_storm_is_part_of_it_again() {
    let maker = account(turning(20, 11), "wavers", &[(30, 1.0), (5, 8.0), (4, 1.0), (3, 8.0)]);
    let mut desk = Desk::swept(maker, &hot("family = \"risk\""), 10);
    desk.sweep(TODAY.plus(-5));
    desk.sweep(TODAY.plus(-4));
    assert_eq!(desk.phases(TriggerPhase::Known), 11);
    assert_eq!(desk.sweep(TODAY.plus(-3)).opened, 0);
    assert_eq!((desk.open().len(), desk.phases(TriggerPhase::Known)), (1, 12));
}
