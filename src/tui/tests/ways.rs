//! Scenarios of finding one's way: the filter, the order of the list, other days, the pickers, the screens.

use crate::app::demo::TODAY;
use crate::domain::Light;
use crate::tui::action::SortBy;
use crate::tui::model::Input;
use crate::tui::tests::stage::Stage;
use rstest::rstest;

fn is_red(stage: &Stage) -> Vec<bool> {
    stage.shared().accounts.iter().map(|listed| listed.outcome.as_ref().is_some_and(|outcome| outcome.light == Light::Red)).collect()
}

#[rstest]
fn the_list_follows_the_filter_keeps_the_last_good_one_and_comes_back(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let all = stage.listed();
    stage.act("filter").text("light:red");
    let red = stage.listed();
    assert!(!red.is_empty() && red.len() < all.len() && is_red(&stage).into_iter().all(|red| red));
    stage.says(&format!("Accounts {} of {}", red.len(), all.len()));
    stage.input(Input::Paste(" colour:blue".to_owned()));
    assert_eq!(stage.listed(), red, "the last that could be read");
    stage.says("^ ").text(" ").says_no("^ ").keys("enter").says("^ ");
    stage.keys("esc").says_no("^ ");
    assert_eq!(stage.listed(), all);
    stage.act("filter").text("light:red").keys("enter").says("light:red");
    assert_eq!(stage.listed(), red, "Enter keeps it");
    stage.act("filter").instead("light:green").keys("esc");
    assert_eq!(stage.listed(), red, "Esc brings back what was in force");
    stage.act("filter").instead("").keys("enter");
    assert_eq!(stage.listed(), all);
}

#[rstest]
fn a_word_that_is_begun_is_completed_in_both_ways(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let all = stage.listed().len();
    stage.act("filter").text("light:r").keys("tab").says("light:red");
    assert!(stage.listed().len() < all && is_red(&stage).into_iter().all(|red| red));
    stage.instead("light:").keys("tab");
    let first = stage.listed();
    stage.keys("tab");
    assert_ne!(stage.listed(), first, "the next candidate");
    stage.keys("shift-tab");
    assert_eq!(stage.listed(), first, "and back");
}

#[rstest]
fn a_filter_that_lets_nothing_through_says_how_to_go_on(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.act("filter").text("arr:>999999999999").keys("enter").says("No account matches.");
    let key = stage.runtime.model.keys_of("filter").unwrap();
    stage.says(&format!("{key} then Enter"));
}

#[rstest]
fn the_list_is_sorted_turned_round_and_keeps_its_selection(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let (worst, chosen) = (stage.listed(), stage.shared().account);
    for (name, by) in [("sort name", SortBy::Name), ("sort arr", SortBy::Arr), ("sort renewal", SortBy::Renewal), ("sort touch", SortBy::Touch)] {
        let before = stage.listed();
        stage.act(name);
        assert_ne!(stage.listed(), before, "{name}");
        assert_eq!((stage.shared().sort, stage.shared().account), (by, chosen), "{name}");
    }
    stage.act("sort arr");
    let arr = |stage: &Stage| stage.shared().accounts.iter().map(|listed| stage.session().at(listed.ix).arr().unwrap_or(0.0)).collect::<Vec<_>>();
    assert!(arr(&stage).is_sorted_by(|a, b| a >= b), "{:?}", arr(&stage));
    stage.act("sort.reverse");
    let known: Vec<f64> = arr(&stage).into_iter().filter(|arr| *arr > 0.0).collect();
    assert!(known.is_sorted(), "{known:?}");
    stage.act("sort health");
    assert_eq!(stage.listed(), worst, "another order begins unreversed");
}

#[rstest]
fn a_day_gone_by_is_only_read_and_today_comes_back(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let (screen, before) = (stage.screen(), stage.mark_rows());
    stage.act("as-of back").says("as of 2026-11-16, 7 d ago, read-only");
    assert_eq!(stage.session().day, TODAY.plus(-7));
    for verb in ["task.done", "task.wait", "note.add", "pulse.set red", "account.add", "edit", "delete", "hours.today", "undo", "touch.log call"] {
        stage.act(verb).says("This is the past, and only to be read.");
    }
    stage.act("as-of on").says_no("as of 2026");
    stage.act("as-of on");
    assert_eq!(stage.session().day, TODAY, "never beyond today");
    stage.act("as-of day").text("2026-06-01").keys("enter").says("as of 2026-06-01").says("no tasks are known");
    stage.act("as-of day").text("2027-01-01").keys("enter").says("2027-01-01").says("Look from a day").keys("esc");
    stage.act("as-of today");
    assert_eq!((stage.mark_rows(), stage.screen()), (before, screen));
}

#[rstest]
fn find_goes_to_accounts_and_tasks_and_esc_goes_nowhere(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let name = stage.listed().last().unwrap().clone();
    stage.act("find").text(&name).says("Find").keys("esc").says_no("> ");
    stage.act("find").text("qqqqqq").says("Nothing matches.").keys("enter");
    stage.act("find").text(&name).keys("enter").says(&format!("> {name}"));
    stage.act("back");
    stage.says(&format!("Health: {name}"));
    let manual = "Prepare the board slides";
    stage.act("task.add").text(manual).keys("enter").act("move.top");
    stage.act("find").text("board slides").keys("enter");
    assert_eq!(stage.shared().task_under().unwrap().task.title, manual);
}

#[rstest]
fn the_palette_presses_an_action_by_its_words_in_either_language(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    stage.act("palette").text("today's hours").keys("enter").says("Hours for CS work today").keys("esc");
    stage.act("palette").text("仕分け").keys("enter").says(" of ").says("items left");
    stage.act("palette").text("screen.today").keys("enter").says_no("items left");
    stage.act("palette").text("sort arr").keys("enter");
    assert_eq!(stage.shared().sort, SortBy::Arr);
}

#[rstest]
fn screens_lie_one_over_the_other_and_back_goes_down_by_one(#[values(0, 17)] keys: usize) {
    let mut stage = Stage::moved(keys);
    let name = stage.listed()[0].clone();
    stage.act("triage").says("items left").act("open").says("Timeline");
    stage.act("back").says("items left").act("back").says_no("items left").says(&format!("Health: {name}"));
    stage.act("back").says(&format!("Health: {name}"));
    stage.act("triage").act("open").act("screen.today").says("Queue:").says_no("Timeline");
}

#[rstest]
fn the_page_of_data_lies_over_any_screen_scrolls_and_goes(#[values(0, 17)] keys: usize, #[values("", "open", "triage")] place: &str) {
    let mut stage = Stage::moved(keys);
    stage.input(Input::Resize(80, 24));
    if !place.is_empty() {
        stage.act(place);
    }
    let before = stage.screen();
    stage.act("data").says("Import ").says("What is there").says_no("Contract growth");
    stage.act("move.bottom").says("Contract growth").says_no("What is there");
    stage.times(9, "move.page-up").says("What is there");
    stage.keys("esc");
    assert_eq!(stage.screen(), before);
    stage.act("data").act("data");
    assert_eq!(stage.screen(), before, "its own key closes it, too");
}

#[test]
fn the_page_of_data_is_of_the_day_that_is_looked_from() {
    let mut stage = Stage::moved(0);
    let newest = |stage: &mut Stage| {
        let screen = stage.act("data").screen();
        let usage = screen.lines().find(|line| line.contains("usage.csv")).map(str::to_owned);
        stage.keys("esc");
        usage.unwrap()
    };
    assert!(newest(&mut stage).contains("2026-11-22"));
    stage.act("as-of back");
    assert!(newest(&mut stage).contains("2026-11-15"));
}
