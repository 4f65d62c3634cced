//! From an empty book to customers on the screen and back, with the real binary.

use crate::pty::Now;
use serde_json::Value;

const SHEET: &str = "会社名,契約金額,次回更新日,規模感\n東雲製作所,1200000,2027-03-31,中堅\nみなと物産,600000,2027-01-31,小\n";

fn count(now: &Now) -> usize {
    now.json(&["accounts"]).as_array().map_or(0, Vec::len)
}

#[test]
fn a_sheet_goes_in_by_the_import_screen_and_comes_out_by_undo() {
    let now = Now::new();
    now.run(&["init"]).ok();
    now.desk.files("in", &[("顧客.csv", SHEET)]);
    let mut terminal = now.open((120, 40));
    let t = &mut terminal;
    t.wait_for("I: bring your customers in");
    t.keys("I").wait_for("Import from").wait_for("it can be remembered");
    t.text("i").wait_for("in/");
    t.keys("tab").wait_for("顧客.csv");
    t.keys("enter").wait_for("[x] 顧客.csv").wait_for("Preview: 2 new");
    t.keys("tab enter").wait_for("per month");
    t.text("month").keys("enter").wait_for("mrr").wait_for("Preview: 2 new ─");
    assert_eq!(count(&now), 0, "nothing is written yet");
    t.keys("y").wait_for("3 questions are open");
    assert_eq!(count(&now), 0, "they are put first");
    t.keys("y").wait_for("Imported: 2 new. u takes it back.").wait_for("First steps").wait_for("High touch");
    t.keys("enter").wait_for("Touch models given to 2 accounts").wait_for("Import usage");
    t.keys("esc").wait_gone("Touch models given").wait_for("東雲製作所");
    let arr: Vec<Value> = now.json(&["accounts"]).as_array().unwrap().iter().map(|account| account["arr"].clone()).collect();
    assert!(arr.contains(&Value::from(14_400_000.0)), "{arr:?}");
    t.keys("u").wait_for("Undone: touch models for 2 accounts");
    t.keys("u").wait_for("Take all of it back?");
    t.keys("y").wait_for("The book is empty.");
    assert_eq!(count(&now), 0);
    t.keys("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}

#[test]
fn questions_of_the_command_line_stand_on_the_terminal_before_they_are_answered() {
    let now = Now::new();
    now.desk.files("in", &[("顧客.csv", SHEET)]);
    let mut terminal = now.open_with((100, 40), &["import", "in/顧客.csv"], &[]);
    let t = &mut terminal;
    t.wait_for("per year or per month?");
    t.text("month").keys("enter").wait_for("with tax?");
    t.keys("enter").wait_for("How long are terms?");
    t.text("6").keys("enter").wait_for("Notice before the renewal?");
    t.text("forty").keys("enter").wait_for("`forty` is no answer here");
    t.text("45").keys("enter").wait_for("2 rows (2 new)").wait_for("high touch)?");
    t.text("1").keys("enter").wait_for("How many hours a day");
    t.text("4.5").keys("enter").wait_for("whenever you say `banso import` alone?");
    t.keys("enter").wait_for("Touch models given to 2 accounts, 1 of them high touch.");
    assert_eq!(t.ended(), 0);
    let accounts = now.json(&["accounts", "--sort", "arr"]);
    assert_eq!([&accounts[0]["touch"], &accounts[1]["touch"]], ["low", "high"], "the smaller first: {accounts}");
    let contract = &now.json(&["show", "東雲製作所"])["contracts"][0];
    assert_eq!((&contract["start"], &contract["notice_days"]), (&Value::from("2026-09-30"), &Value::from(45)), "{contract}");
    assert!(now.run(&["today"]).ok().contains("of 4h30"));
    let again = now.run(&["import", "--dry-run"]).ok();
    assert!(again.contains("2 unchanged") && !again.contains("not asked"), "the folder is remembered, and so are the answers: {again}");
}
