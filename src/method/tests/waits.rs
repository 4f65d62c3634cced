//! Waiting for the customer.

use crate::book::rows::Task;
use crate::domain::words::TaskEventKind;
use crate::method::replied;
use crate::method::tests::{Desk, TODAY, called, one};

/// A desk with one task that waits from four days ago until yesterday.
fn waiting(maker: crate::facts::testing::BookMaker) -> Desk {
    let mut desk = Desk::new(maker, "");
    let account = desk.lens.book().account(0).row.id;
    let id = desk.add(Task::new(Some(account), "Mail", TODAY.plus(-9)));
    desk.wait(id, TODAY.plus(-4), TODAY.plus(-1));
    desk
}

#[test]
fn a_waiting_task_leaves_the_queue_and_comes_back_as_no_reply() {
    let mut desk = waiting(one(&[]));
    assert_eq!(desk.sweep(TODAY.plus(-2)).back, 0);
    let queue = desk.queue(TODAY.plus(-2));
    assert_eq!((queue.items.len(), queue.waiting.len()), (0, 1));
    assert_eq!(desk.queue(TODAY.plus(-1)).items.len(), 1, "on its last day it is back, swept or not");
    assert_eq!(desk.sweep(TODAY).back, 1);
    let queue = desk.queue(TODAY);
    assert_eq!((queue.items.len(), queue.waiting.len()), (1, 0));
    assert_eq!(TODAY.since(queue.items[0].no_reply.unwrap().since), 4, "no reply: 4 d");
    assert_eq!(desk.last().waiting, None);
}

#[test]
fn an_interaction_started_by_them_after_it_began_ends_the_waiting() {
    let mut desk = waiting(called(one(&[]), TODAY.plus(-3)));
    assert_eq!(desk.sweep(TODAY.plus(-3)).back, 1);
    let item = &desk.queue(TODAY.plus(-3)).items[0];
    assert_eq!(item.no_reply, None);
    assert_eq!(desk.work.events(1).last().unwrap().reason.as_deref(), Some("reply"));
}

#[test]
fn one_of_before_or_started_by_us_ends_nothing() {
    let us = one(&[]).touch(crate::domain::words::InteractionKind::Call, &TODAY.plus(-3).to_string());
    assert_eq!(waiting(us).sweep(TODAY.plus(-3)).back, 0);
    assert_eq!(waiting(called(one(&[]), TODAY.plus(-4))).sweep(TODAY.plus(-3)).back, 0);
}

#[test]
fn who_logs_their_call_brings_back_what_waits_for_them() {
    let mut desk = waiting(one(&[]));
    let acts = replied(&desk.work, desk.lens.book().account(0).row.id, TODAY.plus(-4));
    desk.apply(&acts);
    assert_eq!(desk.queue(TODAY.plus(-4)).items.len(), 1);
    assert_eq!(desk.work.events(1).last().unwrap().kind, TaskEventKind::Back);
}
