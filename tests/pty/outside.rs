//! An open desk and what happens around it: other processes that write, rules that are edited, days that have gone by.

use crate::fixture::{RULES, desk, task};

#[test]
fn what_another_process_writes_is_shown_without_a_key() {
    let now = desk();
    let mut terminal = now.open((120, 40));
    terminal.wait_for("why red").wait_for("Queue: 5 today");
    now.run(&["task", "add", "A3", "From outside", "--due", &now.in_days(0)]).ok();
    terminal.wait_for("From outside").wait_for("Queue: 6 today");
    now.run(&["log", "A1", "call", "--note", "Spoke outside"]).ok();
    terminal.wait_for("last touch 0 d");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn edited_rules_come_into_force_and_broken_ones_leave_the_last_good_ones() {
    let now = desk();
    let mut terminal = now.open((120, 40));
    terminal.wait_for("why red: 10 < 40");
    now.desk.write("rules.toml", &RULES.replace("yellow = 40", "yellow = 30"));
    terminal.wait_for("rules.toml was changed").wait_for("why red: 10 < 30");
    now.desk.write("rules.toml", &RULES.replace("yellow = 40", "yelow = 20"));
    terminal.wait_for("rules.toml is broken").wait_for("why red: 10 < 30");
    // Together with a write from outside, neither is lost.
    now.desk.write("rules.toml", &RULES.replace("yellow = 40", "yellow = 20"));
    now.run(&["task", "add", "A3", "From outside", "--due", &now.in_days(0)]).ok();
    terminal.wait_for("From outside").wait_for("why red: 10 < 20");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
}

#[test]
fn a_desk_opened_as_of_a_day_is_only_to_be_read() {
    let now = desk();
    let before = now.json(&["history"]);
    let mut terminal = now.open_with((100, 24), &["--as-of", "-0d"], &[]);
    terminal.wait_for("read-only").wait_for("why red");
    for verb in ["m", "t c", "A", "u"] {
        terminal.keys(verb).wait_for("Nothing was changed");
        terminal.keys("j").wait_gone("Nothing was changed");
    }
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(now.json(&["history"]), before);
}

#[test]
fn looking_back_shows_a_banner_and_changes_nothing_until_today_is_back() {
    let now = desk();
    let mut terminal = now.open((100, 24));
    terminal.wait_for("Send review");
    terminal.keys("(").wait_for(&format!("as of {}, 7 d ago, read-only", now.in_days(-7))).wait_gone("Send review");
    terminal.keys("m").wait_for("This is the past, and only to be read.");
    terminal.keys("0").wait_gone("read-only").wait_for("Send review");
    terminal.keys("tab tab").wait_selected("Send review");
    terminal.keys("d").wait_for("undoes:");
    terminal.keys("q");
    assert_eq!(terminal.ended(), 0);
    assert_eq!(task(&now, "Send review")["status"], "done");
}

#[test]
fn a_form_keeps_to_its_account_when_another_desk_deletes_one_before_it() {
    let now = desk();
    let mut terminal = now.open((100, 24));
    terminal.wait_for("why red");
    terminal.keys("j").wait_selected("Minato");
    terminal.keys("m").wait_for("memo");
    terminal.text("for Minato").wait_for("for Minato");
    let mut other = now.open((100, 24));
    other.wait_for("why red");
    other.keys("X y").wait_for("Accounts 3");
    terminal.wait_for("Accounts 3");
    terminal.keys("enter").wait_for("memo on Minato");
    assert!(now.json(&["show", "A2"]).to_string().contains("for Minato"));
}
