//! Scenarios of accounts: memos on many, a judgement of one's own, and the life of an account from its form to its deletion.

use crate::domain::Light;
use crate::tui::tests::stage::Stage;
use rstest::rstest;

#[rstest]
fn a_memo_on_three_marked_accounts_is_one_step(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let before = stage.mark_rows();
    stage.act("mark").act("move.down").act("mark").act("mark").says("3 marked");
    let marked = stage.shared().marked_accounts.clone();
    stage.act("note.add").says("and 2 more").text("Invited to the user day").keys("enter");
    let written = stage.session().book().accounts().iter().filter(|account| account.notes.iter().any(|note| note.text == "Invited to the user day"));
    assert_eq!(written.map(|account| account.row.id).collect::<Vec<_>>(), marked.into_iter().collect::<Vec<_>>());
    assert!(stage.shared().marked_accounts.is_empty(), "the marks went with the act");
    stage.is_one_step_from(&before);
}

#[rstest]
fn everything_between_two_marks_is_marked_and_back_takes_it_away(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.act("mark").act("move.down").act("move.down").act("mark.range").says("4 marked");
    stage.act("back").says_no("marked");
    stage.act("mark.all");
    assert_eq!(stage.shared().marked_accounts.len(), stage.shared().accounts.len());
    stage.act("back");
    assert!(stage.shared().marked_accounts.is_empty());
}

#[rstest]
fn a_judgement_stands_beside_the_computed_light_until_it_expires(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let quiet = |account: &crate::book::Account| account.pulses.is_empty();
    let green = stage.shared().accounts.iter().filter(|listed| listed.outcome.as_ref().is_some_and(|outcome| outcome.light == Light::Green));
    let book = stage.session().book();
    let id = green.map(|listed| book.account(listed.ix)).find(|account| quiet(account)).unwrap().row.id;
    stage.on_account(id).says("GREEN");
    let before = stage.mark_rows();
    stage.act("pulse.set red").keys("enter").says("Your judgement");
    assert_eq!(stage.mark_rows(), before, "a judgement needs a reason");
    stage.text("Their sponsor resigned").keys("tab").instead("2w").keys("enter");
    let pulse = stage.account(id).pulses.last().unwrap().clone();
    assert_eq!((pulse.light, pulse.until), (Light::Red, stage.session().day.plus(14)));
    stage.says("Their sponsor resigned").says("Computed: green.").says(&pulse.until.to_string());
    stage.is_one_step_from(&before);
    stage.says_no("Their sponsor resigned");
}

#[rstest]
fn an_account_is_added_edited_deleted_and_brought_back(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let before = stage.mark_rows();
    stage.act("account.add").keys("enter").says("New account");
    stage.text("株式会社アカネ").keys("tab").text("あかね").keys("tab").text("300万").keys("enter");
    let ix = stage.named("株式会社アカネ").unwrap();
    assert_eq!((stage.session().at(ix).arr(), stage.session().at(ix).yomi()), (Some(3_000_000.0), Some("あかね")));
    stage.is_one_step_from(&before);
    stage.act("redo");
    // Found by its reading, in the other kana.
    stage.act("find").text("アカネ").keys("enter").says("> 株式会社アカネ");
    let added = stage.mark_rows();
    stage.act("edit").instead("株式会社アカネ商会").keys("enter").says("> 株式会社アカネ商会");
    assert!(stage.named("株式会社アカネ").is_none());
    stage.is_one_step_from(&added);
    stage.act("back");
    let id = stage.session().book().account(stage.named("株式会社アカネ").unwrap()).row.id;
    stage.on_account(id).act("delete");
    assert!(stage.named("株式会社アカネ").is_none());
    assert!(!stage.listed().contains(&"株式会社アカネ".to_owned()));
    stage.act("undo").says("Undone:");
    assert_eq!(stage.mark_rows().1, added.1);
    assert!(stage.listed().contains(&"株式会社アカネ".to_owned()));
}

#[rstest]
fn deleting_asks_for_a_second_key_that_is_another_one(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let keys = stage.runtime.model.keys_of("delete").unwrap();
    let (first, second) = keys.split_once(' ').unwrap();
    let (before, all) = (stage.mark_rows(), stage.session().book().accounts().len());
    assert_ne!(first, second);
    stage.keys(first).says("delete").keys(first);
    assert_eq!(stage.mark_rows(), before);
    stage.keys(first).keys("enter");
    assert_eq!(stage.mark_rows(), before);
    stage.keys(first).keys("esc").keys(second);
    assert_eq!(stage.session().book().accounts().len(), all);
}

#[rstest]
fn a_page_whose_account_is_deleted_does_not_stay(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let name = stage.listed()[0].clone();
    stage.act("open").says(&format!("> {name}")).act("delete");
    assert!(stage.named(&name).is_none());
    stage.says_no(&format!("> {name}"));
}
