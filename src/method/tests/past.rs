//! The queue of a past day.

use crate::book::rows::Task;
use crate::domain::words::{TaskEventKind, TaskStatus};
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
