//! Scenarios of a storm, the one item that stands for many accounts; in a book made for it, since the demo has none.

use crate::app::{Command, NewAccount, Session, demo};
use crate::i18n::Lang;
use crate::tui::tests::shuffled::shuffled;
use crate::tui::tests::stage::{Stage, opening};
use crate::tui::theme::{self, Theme};
use rstest::rstest;
use tempfile::TempDir;

/// A number that triggers a task.
const RULES: &str = "[metrics.heat]\nkind = \"level\"\n[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n\
    [[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.heat\"\nweight = 1\nlinear = { from = 10, to = 0, points = 10 }\n\
    [[touch]]\nkey = \"high\"\nmeet_every = \"30d\"\n[[trigger]]\nkey = \"hot\"\nwhen = \"metric.heat:>=5\"\ntask = \"Heat\"\n";
const STRUCK: usize = 12;

/// Accounts that are hot all at once on their second day.
fn struck(keys: usize) -> Stage {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("rules.toml"), RULES).unwrap();
    let mut session = Session::write(opening(&folder, Lang::En, demo::TODAY.plus(-1))).unwrap();
    let new = |ix| NewAccount {
        code: None,
        name: format!("Account {ix}"),
        yomi: None,
        arr: None,
        seats: None,
        start: None,
        renewal: None,
        fields: Vec::new(),
    };
    (0..STRUCK).for_each(|ix| drop(session.act(Command::AddAccount(Box::new(new(ix)))).unwrap()));
    session.sweep().unwrap();
    drop(session);
    let mut session = Session::existing(opening(&folder, Lang::En, demo::TODAY)).unwrap();
    let heat = |account| Command::Observe { account, metric: "heat".to_owned(), value: 9.0, day: demo::TODAY };
    session.act(Command::Together((0..STRUCK).map(heat).collect())).unwrap();
    session.sweep().unwrap();
    Stage::with(session, folder, (120, 40), shuffled(keys), Theme::parse(theme::DEFAULT).unwrap())
}

#[rstest]
fn a_season_takes_the_storm_off_until_it_is_undone(#[values(0, 17)] keys: usize) {
    let mut stage = struck(keys);
    assert_eq!(stage.shared().queue.items.len(), 1);
    let before = stage.mark_rows();
    stage.act("pane.next").act("pane.next").act("why").says("12 accounts entered together").keys("enter");
    stage.act("apply");
    assert!(stage.shared().queue.items.is_empty());
    stage.says("Nothing is due.");
    stage.is_one_step_from(&before);
    assert_eq!(stage.shared().queue.items.len(), 1);
}

#[rstest]
fn one_by_one_gives_each_account_its_task_in_triage_too(#[values(0, 17)] keys: usize) {
    let mut stage = struck(keys);
    let before = stage.mark_rows();
    stage.act("triage").says("1 of 1 accounts").act("one-by-one");
    assert_eq!(stage.shared().queue.items.len(), STRUCK);
    assert!(stage.shared().queue.items.iter().all(|item| item.task.account.is_some()));
    stage.is_one_step_from(&before);
    stage.says("1 of 1 accounts");
}

#[rstest]
fn where_there_is_no_storm_its_verbs_say_so(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.on_task(|item| item.task.account.is_some());
    let before = stage.mark_rows();
    stage.act("apply").says("Nothing is suggested here.").act("one-by-one").says("Nothing is suggested here.");
    assert_eq!(stage.mark_rows(), before);
}
