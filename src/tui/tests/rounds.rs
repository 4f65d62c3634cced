//! Scenarios of triage: what is decided moves on, the end tells what the day came to, undo returns to the card.

use crate::domain::words::TaskStatus;
use crate::tui::tests::stage::Stage;
use rstest::rstest;
use std::collections::BTreeSet;

/// More cards than the demo has accounts.
const FAR: usize = 100;

#[rstest]
fn a_round_to_the_end_tells_what_became_of_it_and_undo_returns_to_the_card(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let began = stage.shared().queue.items.len();
    let (waiting, snoozed) = (stage.shared().queue.waiting.len(), stage.shared().queue.snoozed.len());
    let all = accounts(&stage);
    stage.act("triage").says(&format!("1 of {all} accounts, {began} items left"));
    stage.act("task.drop handled");
    stage.act("task.wait").keys("enter");
    stage.says(&format!("{} items left", began - 2));
    let mut last = stage.screen();
    for _ in 0..FAR {
        if stage.shared().queue.items.is_empty() {
            break;
        }
        last = stage.screen();
        stage.act("task.snooze 1");
    }
    stage.says("Triaged to zero.").says("done or dropped: 1").says("still open: 0");
    stage.says(&format!("waiting for the customer: 1, put off: {}", began - 2));
    assert_eq!((stage.shared().queue.waiting.len(), stage.shared().queue.snoozed.len()), (waiting + 1, snoozed + began - 2));
    let (title, card) = (title(&stage.screen()), title(&last));
    stage.act("undo");
    assert_ne!(title, card);
    assert_eq!(self::title(&stage.screen()), card, "{}", stage.screen());
    stage.says("1 items left").act("redo").says("Triaged to zero.");
}

/// The title of the box.
fn title(screen: &str) -> String {
    screen.lines().nth(1).unwrap().trim_matches(['┌', '┐', '─', ' ']).to_owned()
}

fn accounts(stage: &Stage) -> usize {
    let items = stage.shared().queue.items.iter();
    let subjects: BTreeSet<_> = items.map(|item| item.task.account.ok_or(item.task.id)).collect();
    subjects.len()
}

#[rstest]
fn a_round_that_is_only_looked_through_leaves_everything(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let (all, began, before) = (accounts(&stage), stage.shared().queue.items.len(), stage.mark_rows());
    stage.act("triage");
    for at in 1..=all {
        stage.says(&format!("{at} of {all} accounts, {began} items left")).act("next");
    }
    stage.says("That was everyone.").says(&format!("still open: {began}"));
    stage.act("previous").says(&format!("{all} of {all} accounts"));
    assert_eq!(stage.mark_rows(), before);
}

#[rstest]
fn a_card_stays_until_all_its_items_are_decided(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let items = stage.shared().queue.items.clone();
    let of = |account| items.iter().filter(|item| item.task.account == account).collect::<Vec<_>>();
    let several = items.iter().map(|item| item.task.account).find(|account| account.is_some() && of(*account).len() >= 2).unwrap();
    let subjects: Vec<_> = items.iter().map(|item| item.task.account).fold(Vec::new(), |mut all, account| {
        if account.is_none() || !all.contains(&account) {
            all.push(account);
        }
        all
    });
    let at = subjects.iter().position(|account| *account == several).unwrap();
    stage.act("triage");
    stage.times(at, "next");
    let card = title(&stage.screen());
    assert_eq!(card, stage.account(several.unwrap()).row.name);
    stage.act("move.down").act("task.drop handled");
    assert_eq!(title(&stage.screen()), card);
    let [first, second] = [of(several)[0].task.id, of(several)[1].task.id];
    assert_eq!((stage.task(first).task.status, stage.task(second).task.status), (TaskStatus::Open, TaskStatus::Dropped));
    stage.act("note.add").text("Asked again").keys("enter");
    assert_eq!(title(&stage.screen()), card, "a memo stays on the card");
    stage.times(of(several).len() - 1, "task.snooze 1");
    assert_ne!(title(&stage.screen()), card);
}

#[rstest]
fn marked_items_of_a_card_are_decided_together(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let item = stage.shared().queue.items[0].clone();
    let all: Vec<i64> = stage.shared().queue.items.iter().filter(|other| other.task.account == item.task.account).map(|item| item.task.id).collect();
    let before = stage.mark_rows();
    stage.act("triage");
    stage.times(all.len(), "mark");
    stage.act("task.drop wont_do");
    assert!(all.iter().all(|id| stage.task(*id).task.status == TaskStatus::Dropped));
    stage.is_one_step_from(&before);
}
