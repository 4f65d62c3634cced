//! A first run opens a few and holds the rest, and forgets nothing.

use crate::domain::words::{TaskEventKind, TriggerPhase};
use crate::method::tests::{Desk, TODAY, account, hot, many, one, trigger};

const LIMITS: &str = "[queue]\nfirst_run = 10\nheld_per_day = 3\n";
/// Hot for long.
const OLD: &[(i32, f64)] = &[(60, 8.0)];

#[test]
fn of_forty_ten_open_and_three_more_a_day_until_none_is_held() {
    let mut desk = Desk::new(many(40, OLD), &(hot("") + LIMITS));
    let tally = desk.sweep(TODAY.plus(-20));
    assert_eq!((tally.opened, tally.held), (10, 30));
    assert_eq!(desk.queue(TODAY.plus(-20)).held, 30);
    for passed in 1..=10 {
        assert_eq!(desk.sweep(TODAY.plus(passed - 20)).opened, 3);
        assert_eq!(desk.phases(TriggerPhase::Held), 30 - 3 * usize::try_from(passed).unwrap());
    }
    assert_eq!(desk.sweep(TODAY).opened, 0);
    assert_eq!(desk.open().len(), 40, "nothing is forgotten");
    let kinds = |kind| desk.work.tasks().filter(|task| desk.work.events(task.id)[0].kind == kind).count();
    assert_eq!((kinds(TaskEventKind::FirstRun), kinds(TaskEventKind::Entered)), (10, 30));
}

#[test]
fn a_first_run_is_never_a_storm_but_what_is_news_in_it_is_queued_at_once() {
    let mut desk = Desk::new(many(12, OLD), &(hot("") + LIMITS));
    desk.sweep(TODAY);
    assert!(desk.work.tasks().all(|task| task.account.is_some()));
    let mut desk = Desk::new(account(many(12, OLD), "news", &[(9, 1.0), (0, 9.0)]), &(hot("") + LIMITS));
    assert_eq!(desk.sweep(TODAY).opened, 11, "ten of the old and what began today");
}

#[test]
fn the_limit_counts_all_triggers_together_and_takes_the_most_urgent() {
    let late = trigger("late", "metric.heat:>=5", "due = \"+10d\"");
    let soon = trigger("soon", "metric.heat:>=5", "due = \"+1d\"");
    let mut desk = Desk::new(many(8, OLD), &(late + &soon + LIMITS));
    assert_eq!(desk.sweep(TODAY).opened, 10);
    assert_eq!(desk.open().iter().filter(|title| **title == "soon!").count(), 8);
    let held = desk.held(TODAY);
    assert_eq!(held.len(), 6);
    assert!(held.iter().all(|item| item.held && item.task.title == "late!" && item.task.id == 0));
}

#[test]
fn done_today_makes_no_room_for_more_today() {
    let mut desk = Desk::new(many(40, OLD), &(hot("") + LIMITS));
    desk.sweep(TODAY.plus(-2));
    desk.done(1, TODAY.plus(-2));
    assert_eq!(desk.sweep(TODAY.plus(-2)).opened, 0);
    desk.sweep(TODAY.plus(-1));
    desk.done(11, TODAY.plus(-1));
    assert_eq!(desk.sweep(TODAY.plus(-1)).opened, 0);
}

#[test]
fn a_held_pair_that_no_longer_holds_is_clear() {
    let mut desk = Desk::new(many(40, &[(60, 8.0), (1, 1.0)]), &(hot("") + LIMITS));
    desk.sweep(TODAY.plus(-2));
    assert_eq!(desk.sweep(TODAY.plus(-1)).opened, 0);
    assert_eq!(desk.phases(TriggerPhase::Held), 0);
}

#[test]
fn a_new_account_and_a_new_trigger_are_first_runs_of_their_own() {
    let triggers = hot("");
    let mut desk = Desk::swept(many(2, OLD), &(triggers.clone() + "[queue]\nfirst_run = 2\n"), 5);
    assert_eq!(desk.open().len(), 2);
    desk = desk.over(account(account(account(many(2, OLD), "N1", OLD), "N2", OLD), "N3", OLD));
    assert_eq!(desk.sweep(TODAY.plus(-4)).opened, 2, "two of the three new accounts");
    desk = desk.ruled(&(triggers + &trigger("new", "metric.heat:>=6", "") + "[queue]\nfirst_run = 2\nheld_per_day = 1\n"));
    let tally = desk.sweep(TODAY.plus(-3));
    assert_eq!((tally.opened, tally.held), (3, 3), "two of the new trigger, and one that was held");
}

#[test]
fn a_held_pair_joins_the_task_of_its_family_as_soon_as_there_is_one() {
    let triggers = trigger("old", "metric.heat:>=5", "family = \"risk\"\ndue = \"+9d\"")
        + &trigger("fresh", "metric.cold:>0", "family = \"risk\"\ndue = \"+1d\"")
        + "[queue]\nfirst_run = 0\nheld_per_day = 0\n";
    let mut desk = Desk::new(one(OLD).observe("cold", &TODAY.plus(-1).to_string(), 1.0), &triggers);
    assert_eq!(desk.sweep(TODAY.plus(-2)).held, 1);
    assert_eq!(desk.sweep(TODAY.plus(-1)).opened, 1);
    assert_eq!((desk.open(), desk.phase("old")), (vec!["fresh!"], Some(TriggerPhase::Fired)));
}

#[test]
fn held_pairs_of_one_account_and_family_are_one_item() {
    let triggers = trigger("a", "metric.heat:>=5", "family = \"risk\"") + &trigger("b", "metric.heat:>=5", "family = \"risk\"\ndue = \"+1d\"");
    let mut desk = Desk::new(many(2, OLD), &(triggers + "[queue]\nfirst_run = 1\nheld_per_day = 1\n"));
    assert_eq!(desk.sweep(TODAY.plus(-1)).held, 2);
    let held = desk.held(TODAY.plus(-1));
    assert_eq!(desk.queue(TODAY.plus(-1)).held, held.len());
    assert_eq!(held.iter().map(|item| item.task.title.as_str()).collect::<Vec<_>>(), ["b!"]);
    assert_eq!(desk.sweep(TODAY).opened, 1);
    assert_eq!(desk.phases(TriggerPhase::Held), 0);
}
