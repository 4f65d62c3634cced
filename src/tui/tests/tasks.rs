//! Scenarios of the queue: what is put off, dropped, added, and how far the day's hours reach.

use crate::domain::words::{InteractionKind, TaskStatus};
use crate::tui::shared::QueueLine;
use crate::tui::tests::stage::Stage;
use rstest::rstest;

#[rstest]
fn what_is_put_off_leaves_the_day_and_the_next_goes_as_far(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(|_| true);
    let (before, until) = (stage.mark_rows(), stage.session().business_day(3));
    stage.act("task.snooze same").says("Nothing was put off yet");
    stage.act("task.snooze 3");
    assert_eq!(stage.task(item.task.id).task.snoozed_until, Some(until));
    assert!(stage.shared().queue.snoozed.iter().any(|other| other.task.id == item.task.id));
    assert!(stage.shared().queue.items.iter().all(|other| other.task.id != item.task.id));
    stage.is_one_step_from(&before);
    stage.act("redo").act("move.top");
    let next = stage.shared().task_under().unwrap().task.id;
    assert_ne!(next, item.task.id);
    stage.act("task.snooze same");
    assert_eq!(stage.task(next).task.snoozed_until, Some(until));
}

#[rstest]
fn a_day_to_put_off_to_can_be_typed_and_a_wrong_one_is_told(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(|_| true);
    let before = stage.mark_rows();
    stage.act("task.snooze day").text("someday").keys("enter").says("someday").says("Put off");
    assert_eq!(stage.mark_rows(), before, "the form stays, nothing is written");
    stage.instead("+10d").keys("tab").text("budget round").keys("enter");
    assert_eq!(stage.task(item.task.id).task.snoozed_until, Some(stage.session().day.plus(10)));
    stage.is_one_step_from(&before);
}

#[rstest]
fn noise_counts_against_the_trigger_that_made_it(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.on_task(|item| item.task.source_key.as_deref().is_some_and(|key| key.starts_with("trigger:")));
    let trigger = item.task.source_key.as_deref().and_then(|key| key.strip_prefix("trigger:")).unwrap().to_owned();
    let noise = |stage: &Stage| {
        let all = stage.session().noise().unwrap();
        all.into_iter().find(|(key, _)| *key == trigger).map_or(0, |(_, noise)| noise.noise)
    };
    let (before, cried) = (stage.mark_rows(), noise(&stage));
    stage.act("task.drop noise");
    let task = stage.task(item.task.id).task;
    assert_eq!((task.status, task.reason.as_deref()), (TaskStatus::Dropped, Some("noise")));
    assert_eq!(noise(&stage), cried + 1);
    stage.is_one_step_from(&before);
}

#[rstest]
fn a_verb_on_marked_tasks_is_one_step_for_all(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.on_task(|_| true);
    let before = stage.mark_rows();
    stage.act("mark").act("mark").act("mark").says("3 marked");
    let marked = stage.shared().marked_tasks.clone();
    stage.act("task.drop wont_do");
    assert_eq!(marked.len(), 3);
    assert!(marked.iter().all(|id| stage.task(*id).task.status == TaskStatus::Dropped));
    assert!(stage.shared().marked_tasks.is_empty(), "the marks went with the act");
    stage.is_one_step_from(&before);
}

#[rstest]
fn a_new_task_stands_in_the_queue_with_what_was_typed(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let before = stage.mark_rows();
    stage.act("task.add").keys("enter").says("New task");
    assert_eq!(stage.mark_rows(), before, "a task needs a title");
    stage.text("Ask about the audit").keys("tab tab").text("+2d").keys("tab").text("call").keys("tab").text("25").keys("enter");
    let added = stage.shared().items().map(|(_, item)| item.task.clone()).find(|task| task.title == "Ask about the audit").unwrap();
    assert_eq!((added.kind, added.minutes), (Some(InteractionKind::Call), Some(25)));
    assert_eq!((added.due, added.account), (Some(stage.session().day.plus(2)), stage.shared().account));
    stage.is_one_step_from(&before);
}

#[rstest]
fn hours_move_the_line_where_the_day_ends(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let line = |stage: &Stage| stage.shared().lines.iter().position(|line| *line == QueueLine::EndOfHours);
    let before = stage.mark_rows();
    stage.act("hours.today").instead("1").keys("enter");
    assert_eq!(stage.session().hours_minutes().unwrap(), 60);
    let early = line(&stage).unwrap();
    stage.says("end of today's hours");
    stage.is_one_step_from(&before);
    stage.act("hours.today").instead("25").keys("enter").says("25");
    assert_eq!(stage.mark_rows().1, before.1, "a day has 24 hours");
    stage.instead("3").keys("enter");
    assert!(line(&stage).is_none_or(|late| late > early), "{early} {:?}", line(&stage));
}
