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
    t.keys("I").wait_for("Import from").wait_for("is remembered");
    t.text("i").wait_for("in/");
    t.keys("tab").wait_for("顧客.csv");
    t.keys("enter").wait_for("[x] 顧客.csv").wait_for("Preview: 2 new");
    t.keys("tab enter").wait_for("per month");
    t.text("month").keys("enter").wait_for("mrr").wait_for("Preview: 2 new ─");
    assert_eq!(count(&now), 0, "nothing is written yet");
    t.keys("y").wait_for("Imported: 2 new. u takes it back.").wait_for("東雲製作所");
    let arr: Vec<Value> = now.json(&["accounts"]).as_array().unwrap().iter().map(|account| account["arr"].clone()).collect();
    assert!(arr.contains(&Value::from(14_400_000.0)), "{arr:?}");
    t.keys("u").wait_for("Take all of it back?");
    t.keys("y").wait_for("The book is empty.");
    assert_eq!(count(&now), 0);
    t.keys("q");
    assert_eq!(t.ended(), 0);
    t.assert_restored();
}
