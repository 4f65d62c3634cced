//! The order of the queue, and how far the day's hours reach.

use crate::book::rows::Task;
use crate::domain::Light;
use crate::domain::words::{Held, InteractionKind};
use crate::facts::testing;
use crate::method::tests::{Desk, TODAY, account};
use crate::method::{Queue, default_minutes, queue, spent_minutes};

fn titles(queue: &Queue) -> Vec<&str> {
    queue.items.iter().map(|item| item.task.title.as_str()).collect()
}

/// The account that the design works through: red, the deadline for notice in 21 days, and the largest ARR of three.
fn worked() -> Desk {
    let end = TODAY.plus(51).to_string();
    let maker = testing::book().account("top").contract(&TODAY.plus(-314).to_string(), &end, 4_800_000);
    let maker = maker.pulse(Light::Red, &TODAY.to_string(), &TODAY.plus(9).to_string());
    Desk::new(account(account(maker, "B", &[]), "C", &[]), "")
}

#[test]
fn the_worked_example_is_28_8() {
    let mut desk = worked();
    let top = desk.lens.book().account(0).row.id;
    desk.add(Task { due: Some(TODAY), ..Task::new(Some(top), "Call", TODAY) });
    let item = &desk.queue(TODAY).items[0];
    let near = |found: f64, wanted: f64| (found - wanted).abs() < 1e-9;
    assert!(near(item.terms.due, 8.8) && near(item.terms.light, 8.0), "{:?}", item.terms);
    assert!(near(item.terms.renewal, 6.0) && near(item.terms.money, 6.0), "{:?}", item.terms);
    assert!(near(item.urgency, 28.8), "{}", item.urgency);
    assert!(near(item.terms.named().iter().map(|(_, value)| value).sum(), item.urgency));
}

#[test]
fn renewal_falls_from_thirty_days_before_the_deadline_to_a_hundred_and_twenty_and_short_terms_have_none() {
    let value = |start: i32, end: i32, notice: i32| {
        let maker = testing::book().account("A").contract(&TODAY.plus(start).to_string(), &TODAY.plus(end).to_string(), 1);
        let mut desk = Desk::new(maker.but(|row| row.notice_days = Some(notice)), "");
        let id = desk.lens.book().account(0).row.id;
        desk.add(Task::new(Some(id), "T", TODAY));
        (desk.queue(TODAY).items[0].terms.renewal * 1000.0).round() / 1000.0
    };
    let values = [(-300, 60, 30), (-300, 105, 30), (-300, 150, 30), (-300, 200, 30), (-10, 21, 0), (-300, 75, 90)];
    let found = values.map(|(start, end, notice)| value(start, end, notice).to_string());
    assert_eq!(found, ["6", "3", "0", "0", "0", "3"], "the last: its deadline has passed, the renewal counts");
}

#[test]
fn money_is_the_share_of_active_accounts_at_or_below() {
    let maker =
        (1..=4).fold(testing::book(), |maker, ix| maker.account(&format!("A{ix}")).contract(&TODAY.plus(-400).to_string(), "2028-01-01", ix * 1000));
    let lost = TODAY.plus(-9).to_string();
    let mut desk = Desk::new(maker.account("gone").contract("2024-01-01", "2028-01-01", 1).outcome(&lost, &lost), "");
    let ids: Vec<_> = desk.lens.book().accounts().iter().map(|account| account.row.id).collect();
    for id in ids {
        desk.add(Task::new(Some(id), "T", TODAY));
    }
    let shares: Vec<String> = desk.queue(TODAY).items.iter().map(|item| (item.terms.money / 6.0).to_string()).collect();
    assert_eq!(shares, ["1", "0.75", "0.5", "0.25", "0"]);
}

#[test]
fn a_falling_score_and_a_late_touch_and_age_lift_a_task() {
    let maker = account(testing::book(), "A", &[(30, 0.0), (3, 1.5)]).attribute("touch", "2024-01-01", "high");
    let mut desk = Desk::new(maker.touch(InteractionKind::Mail, &TODAY.plus(-45).to_string()), "");
    let id = desk.lens.book().account(0).row.id;
    desk.add(Task::new(Some(id), "T", TODAY.plus(-73)));
    let terms = desk.queue(TODAY).items[0].terms;
    let found = [terms.drop, terms.cadence, terms.age].map(|value| format!("{value:.3}"));
    assert_eq!(found, ["2.500", "2.000", "0.400"], "15 of 30 points, half way to twice the cadence, a fifth of a year");
}

#[test]
fn ties_go_by_arr_then_due_day_then_id_and_pinned_ones_stand_first() {
    let mut desk = Desk::new(testing::book(), "[queue]\ndue = 0\nmoney = 0\n");
    for (title, due, pinned) in
        [("none", None, false), ("later", Some(2), false), ("sooner", Some(1), false), ("also", Some(1), false), ("pin", None, true)]
    {
        desk.add(Task { due: due.map(|ahead| TODAY.plus(ahead)), pinned, ..Task::new(None, title, TODAY) });
    }
    assert_eq!(titles(&desk.queue(TODAY)), ["pin", "sooner", "also", "later", "none"]);
    let maker = account(testing::book(), "small", &[]).but(|row| row.amount = Some(1));
    let mut desk = Desk::new(account(maker, "large", &[]), "[queue]\nmoney = 0\n");
    for ix in 0..2 {
        let account = desk.lens.book().account(ix);
        let (id, name) = (account.row.id, account.row.name.clone());
        desk.add(Task::new(Some(id), &name, TODAY));
    }
    assert_eq!(titles(&desk.queue(TODAY)), ["large", "small"]);
}

#[test]
fn the_plan_takes_tasks_in_order_until_the_next_does_not_fit() {
    let mut desk = Desk::new(testing::book(), "");
    for (title, minutes, due) in [("a", Some(60), 0), ("b", None, 1), ("c", Some(200), 2), ("d", Some(5), 3)] {
        let kind = Some(InteractionKind::Call);
        desk.add(Task { minutes, kind, due: Some(TODAY.plus(due)), ..Task::new(None, title, TODAY) });
    }
    let plan = |hours, spent| {
        let queue = queue(&desk.lens, &desk.work, TODAY, hours, spent);
        (queue.in_plan(), queue.planned_minutes, queue.items.iter().map(|item| item.in_plan).collect::<Vec<_>>())
    };
    assert_eq!(default_minutes(Some(InteractionKind::Call)), 20);
    assert_eq!(plan(120, 0), (2, 80, vec![true, true, false, false]), "what is small does not jump the line");
    assert_eq!(plan(120, 45).0, 1, "what is logged today counts");
    assert_eq!(plan(285, 0).0, 4);
    assert_eq!(plan(0, 0).0, 0);
}

#[test]
fn interactions_logged_or_planned_for_the_day_are_spent() {
    let today = TODAY.to_string();
    let maker = account(testing::book(), "A", &[])
        .touch(InteractionKind::Call, &today)
        .interaction(InteractionKind::Qbr, &today, |row| (row.minutes, row.status) = (None, Held::Planned))
        .interaction(InteractionKind::Call, &today, |row| row.status = Held::Missed)
        .touch(InteractionKind::Call, &TODAY.plus(-1).to_string());
    assert_eq!(spent_minutes(&Desk::new(maker, "").lens, TODAY), 30 + 75);
}

#[test]
fn tasks_of_deleted_accounts_are_not_shown_and_tasks_of_none_are() {
    let mut desk = Desk::new(testing::book(), "");
    desk.add(Task::new(Some(crate::book::rows::AccountId(99)), "gone", TODAY));
    desk.add(Task::new(None, "mine", TODAY));
    assert_eq!(titles(&desk.queue(TODAY)), ["mine"]);
}

#[test]
fn overdue_counts_days_that_have_passed() {
    let mut desk = Desk::new(testing::book(), "");
    for ahead in [-2, -1, 0, 1] {
        desk.add(Task { due: Some(TODAY.plus(ahead)), ..Task::new(None, "t", TODAY.plus(-9)) });
    }
    assert_eq!(desk.queue(TODAY).overdue(TODAY), 2);
}
