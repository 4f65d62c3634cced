//! "Triggers, exactly", sentence by sentence: from clear to fired and back, cooldown, again, held for, unless.

use crate::domain::words::{TaskEventKind, TaskStatus, TriggerPhase};
use crate::facts::testing;
use crate::method::tests::{Desk, TODAY, account, day, hot, one, trigger};
use crate::method::{Why, trigger_of};
use serde_json::json;

/// Cool when first swept, hot from today on.
const TURNS: &[(i32, f64)] = &[(9, 1.0), (0, 8.0)];

#[test]
fn what_begins_to_hold_opens_a_task_with_its_due_day_minutes_and_reason() {
    let mut desk = Desk::swept(one(TURNS), &hot("kind = \"call\"\ndue = \"+1d\"\nminutes = 30\nfamily = \"risk\""), 1);
    assert_eq!(desk.open(), [""; 0]);
    assert_eq!(desk.sweep(TODAY).opened, 1);
    let task = desk.last();
    assert_eq!((task.title.as_str(), task.minutes, task.due), ("hot!", Some(30), Some(TODAY.plus(1))));
    assert_eq!((task.source.as_str(), task.source_key.as_deref(), task.family.as_deref()), ("trigger", Some("trigger:hot"), Some("risk")));
    assert_eq!(trigger_of(task, desk.lens.rules()).unwrap().key, "hot");
    let why = &Why::read(task.why.as_deref())[0];
    assert_eq!((why.trigger.as_str(), why.day), ("hot", Some(TODAY)));
    assert_eq!((why.facts[0].fact.as_str(), &why.facts[0].value, why.facts[0].on), ("metric.heat", &json!(8.0), Some(TODAY)));
    assert_eq!(desk.phase("hot"), Some(TriggerPhase::Fired));
    assert_eq!(desk.state("hot").unwrap().task, Some(task.id));
}

#[test]
fn due_days_are_business_days_past_golden_week_and_the_turn_of_the_year() {
    for (on, due) in [("2026-05-01", "2026-05-07"), ("2026-12-31", "2027-01-04"), ("2026-11-21", "2026-11-24")] {
        let maker = testing::book().account("A").contract("2024-01-01", "2028-01-01", 1);
        let maker = maker.observe("heat", "2026-01-01", 1.0).observe("heat", on, 9.0);
        let mut desk = Desk::new(maker, &hot("due = \"+1d\""));
        desk.sweep(day(on).plus(-1));
        desk.sweep(day(on));
        assert_eq!(desk.last().due, Some(day(due)), "{on}");
    }
}

#[test]
fn what_still_holds_opens_nothing_more() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]), &hot(""), 10);
    assert_eq!(desk.sweep_days(9, 0), 1);
}

#[test]
fn held_for_asks_each_of_its_days_by_what_was_known_on_it() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (7, 1.0), (5, 8.0)]), &hot("held_for = \"3d\""), 10);
    assert_eq!(desk.sweep_days(9, 4), 0, "two hot days, a cool one, two hot days");
    assert_eq!(desk.sweep(TODAY.plus(-3)).opened, 1, "hot on each of three days");
}

#[test]
fn held_for_needs_no_sweep_on_the_days_between() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0)]), &hot("held_for = \"3d\""), 20);
    assert_eq!(desk.sweep(TODAY.plus(-7)).opened, 1);
}

#[test]
fn what_came_and_went_between_two_sweeps_is_not_queued() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (3, 1.0)]), &hot(""), 10);
    assert_eq!(desk.sweep(TODAY).opened, 0);
    assert_eq!(desk.phase("hot"), None);
}

#[test]
fn unless_keeps_a_trigger_silent_on_each_day_on_which_it_holds() {
    let rules = hot("unless = \"metric.cold:>0\"\nheld_for = \"2d\"");
    let maker = || one(&[(30, 1.0), (9, 8.0)]).observe("cold", &TODAY.plus(-12).to_string(), 1.0).observe("cold", &TODAY.plus(-5).to_string(), 0.0);
    let mut desk = Desk::swept(maker(), &rules, 10);
    assert_eq!(desk.sweep_days(9, 5), 0);
    assert_eq!(desk.sweep(TODAY.plus(-4)).opened, 1);
}

#[test]
fn what_no_longer_holds_is_clear_and_its_task_stays_unless_it_closes_itself() {
    for (closing, open) in [("", 1), ("close_when_clear = true", 0)] {
        let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (3, 1.0)]), &hot(closing), 10);
        desk.sweep_days(9, 0);
        assert_eq!(desk.phase("hot"), Some(TriggerPhase::Clear));
        assert_eq!(desk.open().len(), open, "{closing}");
        let (task, cleared) = (desk.last(), open == 0);
        assert_eq!(task.status, if cleared { TaskStatus::Cleared } else { TaskStatus::Open });
        assert_eq!(task.closed, cleared.then(|| TODAY.plus(-3)));
        assert_eq!(desk.work.events(task.id).last().unwrap().kind == TaskEventKind::Cleared, cleared);
    }
}

#[test]
fn a_cleared_task_starts_no_cooldown() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (7, 1.0), (5, 8.0)]), &hot("close_when_clear = true\ncooldown = \"30d\""), 10);
    assert_eq!(desk.sweep_days(9, 0), 2);
    assert_eq!(desk.open(), ["hot!"]);
}

#[test]
fn re_entry_in_the_cooldown_waits_and_fires_on_the_first_sweep_after_it() {
    for end in ["done", "dropped"] {
        let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0), (38, 1.0), (36, 8.0)]), &hot("cooldown = \"10d\""), 50);
        desk.sweep_days(40, 40);
        match end {
            "done" => desk.done(1, TODAY.plus(-39)),
            _ => desk.drop_as(1, TODAY.plus(-39), "elsewhere"),
        }
        assert_eq!(desk.sweep_days(39, 30), 0, "{end}: ten days from the 39th are silent");
        assert_eq!(desk.phase("hot"), Some(TriggerPhase::Waiting));
        assert_eq!(desk.sweep(TODAY.plus(-29)).opened, 1);
    }
}

#[test]
fn what_cools_down_while_it_waits_is_clear_again() {
    let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0), (38, 1.0), (36, 8.0), (34, 1.0)]), &hot("cooldown = \"10d\""), 50);
    desk.sweep_days(40, 40);
    desk.done(1, TODAY.plus(-39));
    assert_eq!(desk.sweep_days(39, 0), 0);
    assert_eq!(desk.phase("hot"), Some(TriggerPhase::Clear));
}

#[test]
fn a_cooldown_is_not_forgotten_when_a_later_task_clears() {
    let heat = &[(60, 1.0), (40, 8.0), (30, 1.0), (28, 8.0)];
    let mut desk = Desk::swept(one(heat), &hot("cooldown = \"14d\"\nagain = \"7d\"\nclose_when_clear = true"), 50);
    desk.sweep_days(40, 40);
    desk.done(1, TODAY.plus(-39));
    assert_eq!(desk.sweep_days(39, 31), 1, "again after seven days");
    assert_eq!(desk.sweep_days(30, 26), 0, "cleared, hot again, and fourteen days from done are not over");
    assert_eq!(desk.sweep(TODAY.plus(-25)).opened, 1);
}

#[test]
fn still_true_long_after_done_opens_again_and_without_again_never() {
    for (again, opened) in [("again = \"7d\"", 1), ("", 0)] {
        let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0)]), &hot(again), 50);
        desk.sweep_days(40, 40);
        desk.done(1, TODAY.plus(-39));
        assert_eq!(desk.sweep_days(39, 33), 0);
        assert_eq!(desk.sweep(TODAY.plus(-32)).opened, opened, "{again}");
    }
}

#[test]
fn again_runs_from_done_not_from_the_opening() {
    let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0)]), &hot("again = \"7d\""), 50);
    assert_eq!(desk.sweep_days(40, 20), 1, "an open task is not opened again");
    desk.done(1, TODAY.plus(-20));
    assert_eq!(desk.sweep_days(19, 14), 0);
    assert_eq!(desk.sweep(TODAY.plus(-13)).opened, 1);
}

#[test]
fn entering_beside_an_open_task_of_its_own_opens_none() {
    let mut desk = Desk::swept(one(&[(30, 1.0), (9, 8.0), (7, 1.0), (5, 8.0)]), &hot(""), 10);
    assert_eq!(desk.sweep_days(9, 0), 1);
    assert_eq!((desk.phase("hot"), desk.state("hot").unwrap().task), (Some(TriggerPhase::Fired), Some(1)));
    assert_eq!(desk.work.events(1).len(), 1, "nothing happened to the task");
}

#[test]
fn a_reopened_task_counts_as_never_done() {
    let mut desk = Desk::swept(one(&[(60, 1.0), (40, 8.0)]), &hot("again = \"7d\""), 50);
    desk.sweep_days(40, 40);
    desk.done(1, TODAY.plus(-39));
    desk.change(1, TODAY.plus(-38), TaskEventKind::Reopened, None, |task| (task.status, task.closed) = (TaskStatus::Open, None));
    assert_eq!(desk.sweep_days(37, 0), 0);
}

#[test]
fn a_churned_account_is_not_swept_unless_a_trigger_speaks_of_churn() {
    let maker = || one(&[(60, 1.0), (9, 8.0)]).outcome(&TODAY.plus(-5).to_string(), &TODAY.plus(-5).to_string());
    let mut desk = Desk::swept(maker(), &hot("close_when_clear = true"), 50);
    assert_eq!(desk.sweep_days(9, 6), 1);
    assert_eq!(desk.sweep(TODAY.plus(-5)).cleared, 1, "it left");
    let mut desk = Desk::swept(maker(), &trigger("bye", "churned:yes", ""), 50);
    assert_eq!(desk.sweep_days(9, 0), 1);
}

#[test]
fn an_account_that_does_not_exist_yet_is_not_swept() {
    let maker = || {
        account(testing::book(), "A", &[(60, 8.0)]).added(&TODAY.to_string()).but(|row| {
            row.signed = TODAY;
            row.start = TODAY;
        })
    };
    let mut desk = Desk::swept(maker(), &hot(""), 1);
    assert!(!desk.work.has_seen("hot", desk.lens.book().account(0).row.id));
    assert_eq!(desk.sweep(TODAY).opened, 1);
}

#[test]
fn a_trigger_without_a_task_proposes_its_playbook() {
    let text = "[[trigger]]\nkey = \"hot\"\nwhen = \"metric.heat:>=5\"\nplaybook = \"rescue\"\n";
    let mut desk = Desk::swept(one(TURNS), text, 1);
    desk.sweep(TODAY);
    assert_eq!(desk.open(), ["rescue"]);
    assert_eq!(Why::read(desk.last().why.as_deref())[0].playbook.as_deref(), Some("rescue"));
}

#[test]
fn the_default_rules_sweep_a_book_without_a_second_thought() {
    let rules = crate::rules::Rules::default();
    let metrics = rules.text().to_owned();
    assert!(metrics.contains("[[trigger]]"));
    let mut desk = Desk::new(one(TURNS), "");
    let settings = rules.settings(&crate::config::Config::default());
    desk.lens = crate::rules::Lens::new(std::sync::Arc::clone(desk.lens.book()), std::sync::Arc::new(rules), settings);
    desk.sweep(TODAY.plus(-1));
    desk.sweep(TODAY);
    assert!(desk.work.has_seen("red-high", desk.lens.book().account(0).row.id));
}
