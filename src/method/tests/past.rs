//! The queue of a past day.

use crate::book::rows::Task;
use crate::domain::words::{TaskEventKind, TaskStatus};
use crate::method::Why;
use crate::method::tests::{Desk, TODAY, one};

fn desk() -> (Desk, i64) {
    let mut desk = Desk::new(one(&[]), "");
    let account = desk.lens.book().account(0).row.id;
    let id = desk.add(Task { due: Some(TODAY), ..Task::new(Some(account), "Call", TODAY.plus(-9)) });
    (desk, id)
}

fn counts(desk: &Desk, ago: i32) -> (usize, usize, usize) {
    let queue = desk.queue(TODAY.plus(-ago));
    (queue.items.len(), queue.snoozed.len(), queue.waiting.len())
}

#[test]
fn it_holds_what_was_open_then_with_that_days_snoozes_and_waitings() {
    let (mut desk, id) = desk();
    desk.change(id, TODAY.plus(-8), TaskEventKind::Snoozed, Some(TODAY.plus(-6)), |task| task.snoozed_until = Some(TODAY.plus(-6)));
    desk.wait(id, TODAY.plus(-5), TODAY.plus(-3));
    desk.done(id, TODAY.plus(-2));
    desk.change(id, TODAY, TaskEventKind::Reopened, None, |task| (task.status, task.closed) = (TaskStatus::Open, None));
    let seen: Vec<_> = (0..=10).rev().map(|ago| counts(&desk, ago)).collect();
    let (none, open, snoozed, waits) = ((0, 0, 0), (1, 0, 0), (0, 1, 0), (0, 0, 1));
    assert_eq!(seen, [none, open, snoozed, snoozed, open, waits, waits, open, none, none, open]);
}

#[test]
fn a_task_of_an_older_book_without_events_goes_by_its_row() {
    let (desk, id) = desk();
    let task = |change: fn(&mut Task)| {
        let mut task = desk.work.task(id).unwrap().clone();
        change(&mut task);
        Desk { work: crate::method::Work::new(vec![task], Vec::new(), Vec::new(), Vec::new(), Vec::new()), ..Desk::new(one(&[]), "") }
    };
    let closed = task(|task| (task.status, task.closed) = (TaskStatus::Done, Some(TODAY.plus(-3))));
    assert_eq!([10, 9, 4, 3, 0].map(|ago| counts(&closed, ago).0), [0, 1, 1, 0, 0]);
    assert_eq!(counts(&task(|task| task.status = TaskStatus::Done), 5).0, 0, "closed nobody knows when was never open");
    assert_eq!(counts(&task(|task| task.snoozed_until = Some(TODAY)), 1), (0, 1, 0));
    assert_eq!(counts(&task(|task| task.waiting = Some(TODAY)), 1), (0, 0, 1));
}

#[test]
fn a_row_that_an_import_closed_or_reopened_has_the_last_word() {
    let (mut desk, id) = desk();
    desk.done(id, TODAY.plus(-5));
    let (done, events) = (desk.work.task(id).unwrap().clone(), desk.work.events(id).to_vec());
    let of = |task: Task, events| {
        let work = crate::method::Work::new(vec![task], events, Vec::new(), Vec::new(), Vec::new());
        Desk { work, ..Desk::new(one(&[]), "") }
    };
    let reopened = of(Task { status: TaskStatus::Open, closed: None, ..done.clone() }, events.clone());
    assert_eq!([6, 5, 0].map(|ago| counts(&reopened, ago).0), [1, 1, 1]);
    let closed = of(done, events[..1].to_vec());
    assert_eq!([6, 5, 0].map(|ago| counts(&closed, ago).0), [1, 0, 0]);
}

#[test]
fn before_the_first_sweep_it_is_empty() {
    let (desk, _) = desk();
    assert_eq!(counts(&desk, 30), (0, 0, 0));
}

#[test]
fn a_task_reads_as_its_row_read_then() {
    let (mut desk, id) = desk();
    desk.wait(id, TODAY.plus(-5), TODAY.plus(-3));
    desk.drop_as(id, TODAY.plus(-1), "noise");
    let task = desk.queue(TODAY.plus(-4)).waiting[0].task.clone();
    assert_eq!((task.status, task.closed, task.reason, task.waiting), (TaskStatus::Open, None, None, Some(TODAY.plus(-3))));
    assert_eq!(desk.queue(TODAY.plus(-2)).items[0].task.waiting, None, "the wait was over");
    assert!(desk.work.closed_on(TODAY.plus(-2)).is_empty());
    assert_eq!(desk.work.closed_on(TODAY)[0].reason.as_deref(), Some("noise"));
}

#[test]
fn a_task_that_was_reopened_since_is_closed_on_the_days_between() {
    let (mut desk, id) = desk();
    desk.done(id, TODAY.plus(-5));
    desk.change(id, TODAY.plus(-2), TaskEventKind::Reopened, None, |task| (task.status, task.closed) = (TaskStatus::Open, None));
    desk.drop_as(id, TODAY, "elsewhere");
    let closed = |ago: i32| desk.work.closed_on(TODAY.plus(-ago)).into_iter().map(|task| (task.status, task.closed)).collect::<Vec<_>>();
    assert_eq!(closed(6), []);
    assert_eq!(closed(4), [(TaskStatus::Done, Some(TODAY.plus(-5)))]);
    assert_eq!(closed(1), []);
    assert_eq!(closed(0), [(TaskStatus::Dropped, Some(TODAY))]);
}

#[test]
fn what_a_trigger_saw_later_is_not_told_of_a_day_before() {
    let (mut desk, id) = desk();
    let why = |days: &[i32]| {
        let seen =
            |ago: &i32| Why { trigger: "red".to_owned(), day: Some(TODAY.plus(-ago)), facts: Vec::new(), playbook: None, accounts: Vec::new() };
        Why::write(&days.iter().map(seen).collect::<Vec<_>>())
    };
    desk.change(id, TODAY.plus(-1), TaskEventKind::Merged, None, |task| task.why = Some(why(&[9, 1])));
    assert_eq!(desk.queue(TODAY.plus(-2)).items[0].task.why, Some(why(&[9])));
    assert_eq!(desk.queue(TODAY).items[0].task.why, Some(why(&[9, 1])));
}
