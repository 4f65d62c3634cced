//! Scenarios of talking to customers: a call that is done, one that settles several tasks, one that is waited for.

use crate::domain::words::{InteractionKind, StartedBy, TaskStatus};
use crate::method::Queued;
use crate::tui::tests::stage::Stage;
use rstest::rstest;

fn is_a_call(item: &Queued) -> bool {
    item.task.account.is_some() && item.task.kind == Some(InteractionKind::Call)
}

#[rstest]
fn a_call_that_is_done_is_logged_and_finished_in_one_step(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(is_a_call);
    let account = item.task.account.unwrap();
    let before = stage.mark_rows();
    let calls = stage.account(account).interactions.len();
    stage.act("task.done").says("Done: ");
    assert_eq!(stage.mark_rows(), before, "nothing is written before Enter");
    stage.text("They will pay").keys("enter");
    assert_eq!(stage.task(item.task.id).task.status, TaskStatus::Done);
    let interactions = &stage.account(account).interactions;
    let logged = interactions.iter().max_by_key(|row| row.id).unwrap();
    assert_eq!(interactions.len(), calls + 1);
    assert_eq!((logged.kind, logged.minutes, logged.day), (InteractionKind::Call, Some(item.minutes), stage.session().day));
    assert_eq!(logged.note.as_deref(), Some("They will pay"));
    assert!(stage.shared().items().all(|(_, other)| other.task.id != item.task.id));
    stage.says("undoes: ");
    stage.is_one_step_from(&before);
    assert_eq!(stage.task(item.task.id).task.status, TaskStatus::Open);
}

#[rstest]
fn a_call_that_is_left_with_esc_writes_nothing(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.on_task(is_a_call);
    let before = stage.mark_rows();
    stage.act("task.done").text("half a").keys("esc").says_no("half a");
    assert_eq!(stage.mark_rows(), before);
}

/// An account with several open tasks, one of them a call, and those in the order of the queue.
fn with_several(stage: &Stage) -> Vec<Queued> {
    let items = &stage.shared().queue.items;
    let of = |item: &Queued| items.iter().filter(|other| other.task.account == item.task.account).cloned().collect::<Vec<_>>();
    items.iter().filter(|item| item.task.account.is_some()).map(of).find(|of| of.len() >= 2).unwrap()
}

#[rstest]
fn one_talk_settles_the_tasks_that_are_ticked_and_no_others(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let open = with_several(&stage);
    let (first, second) = (&open[0].task, &open[1].task);
    // Of a kind that ticks nothing of itself.
    assert!(open.iter().all(|item| item.task.kind != Some(InteractionKind::Webinar)));
    let before = stage.mark_rows();
    stage.on_account(first.account.unwrap()).act("touch.log webinar").text("All in one").keys("enter");
    stage.says("Which of its tasks does this settle?").says("[ ]").says_no("[x]");
    assert_eq!(stage.mark_rows(), before, "the question comes first");
    stage.keys("space").says("[x]").keys("enter");
    assert_eq!(stage.task(first.id).task.status, TaskStatus::Done);
    assert_eq!(stage.task(second.id).task.status, TaskStatus::Open);
    assert_eq!(stage.account(first.account.unwrap()).interactions.iter().max_by_key(|row| row.id).unwrap().note.as_deref(), Some("All in one"));
    stage.is_one_step_from(&before);
}

#[rstest]
fn a_talk_that_settles_nothing_is_logged_alone(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let open = with_several(&stage);
    let account = open[0].task.account.unwrap();
    let (before, talks) = (stage.mark_rows(), stage.account(account).interactions.len());
    stage.on_account(account).act("touch.log webinar").text("Just so").keys("enter space");
    stage.keys("esc").says("Just so");
    assert_eq!(stage.mark_rows(), before, "Esc goes back to what was written");
    stage.keys("enter enter");
    assert_eq!(stage.account(account).interactions.len(), talks + 1);
    assert!(open.iter().all(|item| stage.task(item.task.id).task.status == TaskStatus::Open));
    stage.is_one_step_from(&before);
}

#[rstest]
fn a_talk_of_the_kind_of_a_task_has_its_box_ticked(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(is_a_call);
    stage.act("touch.log call").keys("enter").says("[x]").keys("enter");
    assert_eq!(stage.task(item.task.id).task.status, TaskStatus::Done);
}

#[rstest]
fn what_waits_for_the_customer_comes_back_when_they_get_in_touch(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(|item| item.task.account.is_some());
    let (id, account) = (item.task.id, item.task.account.unwrap());
    let before = stage.mark_rows();
    stage.act("task.wait").says("Waiting for the customer").keys("enter");
    assert_eq!(stage.task(id).task.waiting, Some(stage.session().business_day(3)));
    assert!(stage.shared().queue.items.iter().all(|other| other.task.id != id));
    assert!(stage.shared().queue.waiting.iter().any(|other| other.task.id == id));
    stage.is_one_step_from(&before);
    stage.act("redo").act("pane.next").on_account(account);
    stage.act("touch.log mail").text("They wrote").keys("tab tab tab").instead("them").keys("enter enter");
    let logged = stage.account(account).interactions.iter().max_by_key(|row| row.id).unwrap();
    assert_eq!((logged.note.as_deref(), logged.started_by), (Some("They wrote"), Some(StartedBy::Them)));
    assert_eq!(stage.task(id).task.waiting, None, "it came back");
    assert!(stage.shared().queue.items.iter().any(|other| other.task.id == id));
}
