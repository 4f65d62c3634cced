//! The desk at work: the queue and its order, sweeps, verbs on tasks, the demo.

use crate::support::Desk;
use serde_json::{Value, json};

/// One account, red by one metric, its notice deadline in 21 days.
fn red_desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "rules.toml",
        r#"
[metrics.a]
kind = "level"
[[scorecard]]
name = "default"
green = 70
yellow = 40
[[scorecard.signal]]
key = "a"
fact = "metric.a"
weight = 1
linear = { from = 0, to = 10, points = 10 }
[[touch]]
key = "high"
meet_every = "30d"
[[trigger]]
key = "red"
when = "light:red"
task = { en = "Call", ja = "電話" }
kind = "call"
due = "+1d"
again = "30d"
close_when_clear = true
"#,
    );
    desk.files(
        "in",
        &[
            ("accounts.csv", "id,name,arr,start_date,renewal_date,touch\nA1,Sakura,100,2026-01-13,2027-01-13,high\n"),
            ("usage.csv", "account,date,metric,value\nA1,2026-11-20,a,1\n"),
        ],
    );
    desk
}

fn open_tasks(desk: &Desk) -> Vec<Value> {
    desk.json(&["today"]).as_array().unwrap().clone()
}

#[test]
fn the_queues_example_is_28_8() {
    let desk = red_desk();
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk.run(&["task", "add", "A1", "Call", "--due", "2026-11-23"]).ok();
    let tasks = open_tasks(&desk);
    let term = |name: &str| tasks[0]["terms"][name].as_f64().unwrap();
    assert!((term("due") - 8.8).abs() < 1e-9 && (term("light") - 8.0).abs() < 1e-9, "{}", tasks[0]);
    assert!((term("renewal") - 6.0).abs() < 1e-9 && (term("money") - 6.0).abs() < 1e-9, "{}", tasks[0]);
    assert!((tasks[0]["urgency"].as_f64().unwrap() - 28.8).abs() < 1e-9, "{}", tasks[0]);
}

#[test]
fn a_task_has_every_key_of_the_contract_and_its_terms_add_up() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let task = open_tasks(&desk).remove(0);
    for key in [
        "id",
        "account",
        "account_name",
        "title",
        "kind",
        "due",
        "minutes",
        "status",
        "snoozed_until",
        "waiting",
        "source",
        "source_key",
        "family",
        "why",
        "urgency",
        "terms",
        "in_plan",
        "held",
    ] {
        assert!(task.as_object().unwrap().contains_key(key), "{key} is missing in {task}");
    }
    assert_eq!((&task["source"], &task["source_key"], &task["title"]), (&json!("trigger"), &json!("trigger:red"), &json!("Call")));
    let sum: f64 = task["terms"].as_object().unwrap().values().map(|term| term.as_f64().unwrap()).sum();
    assert!((sum - task["urgency"].as_f64().unwrap()).abs() < 1e-9);
    assert_eq!(desk.json(&["today", "--lang", "ja"])[0]["title"], "電話");
}

#[test]
fn an_import_sweeps_and_sweeping_again_changes_nothing() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    assert_eq!(open_tasks(&desk).len(), 1);
    let book = desk.export();
    let again = desk.json(&["sweep"]);
    assert_eq!(again, json!({"opened": 0, "cleared": 0, "started": 0, "stopped": 0, "held": 0}));
    assert_eq!(desk.export(), book);
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), 2, "an import and its sweep");
    desk.run(&["undo"]).ok();
    assert!(desk.export().iter().all(|(_, text)| text.lines().count() == 1), "undo takes the sweep back with the import");
}

#[test]
fn a_task_whose_reason_is_gone_clears_itself_and_opens_again_when_it_comes_back() {
    let mut desk = red_desk();
    desk.run(&["import", "in"]).ok();
    desk.today = "2026-11-25".to_owned();
    desk.run(&["observe", "A1", "a", "9"]).ok();
    assert_eq!(desk.json(&["sweep"])["cleared"], 1);
    assert_eq!(open_tasks(&desk).len(), 0);
    desk.today = "2026-11-27".to_owned();
    desk.run(&["observe", "A1", "a", "0"]).ok();
    assert_eq!(desk.json(&["sweep"])["opened"], 1);
}

#[test]
fn a_done_task_comes_again_only_after_its_time() {
    let mut desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "done", &id]).ok();
    for (today, opened) in [("2026-11-24", 0), ("2026-12-22", 0), ("2026-12-24", 1)] {
        desk.today = today.to_owned();
        assert_eq!(desk.json(&["sweep"])["opened"], opened, "{today}");
    }
}

#[test]
fn what_is_put_off_or_waits_leaves_today_and_comes_back() {
    let mut desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "snooze", &id, "来週月"]).ok();
    assert_eq!(open_tasks(&desk).len(), 0);
    assert_eq!(desk.json(&["today", "--waiting"])[0]["snoozed_until"], "2026-11-30");
    desk.today = "2026-11-30".to_owned();
    assert_eq!(open_tasks(&desk).len(), 1);
    desk.run(&["task", "wait", &id]).ok();
    assert_eq!(desk.json(&["today", "--waiting"])[0]["waiting"], "2026-12-03");
    desk.today = "2026-12-03".to_owned();
    desk.run(&["sweep"]).ok();
    assert!(desk.run(&["today"]).ok().contains("no reply: 3 d"));
    desk.today = "2026-11-29".to_owned();
    assert_eq!(open_tasks(&desk).len(), 0, "a past day's queue has that day's snoozes");
}

#[test]
fn an_answer_brings_back_at_once_what_waits_for_it() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "wait", &id]).ok();
    desk.run(&["log", "A1", "mail"]).ok();
    assert_eq!(open_tasks(&desk).len(), 0, "our own mail is no answer");
    desk.run(&["log", "A1", "mail", "--by", "them"]).ok();
    assert_eq!(open_tasks(&desk).len(), 1);
    desk.run(&["undo"]).ok();
    assert_eq!(open_tasks(&desk).len(), 0, "one step takes back the mail and what it did");
}

#[test]
fn a_trigger_that_is_mostly_noise_is_marked_where_rules_are_checked() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "drop", &id, "--reason", "ノイズ"]).ok();
    assert_eq!(desk.json(&["rules", "check"])["noise"], json!([{"trigger": "red", "noise": 1, "closed": 1, "share": 1.0}]));
    assert!(desk.run(&["rules", "check"]).ok().contains("Too often"));
}

#[test]
fn verbs_on_tasks_that_do_not_fit_say_so() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    assert!(desk.run(&["task", "done", "999"]).fails(1).contains("999"));
    assert!(desk.run(&["--as-of", "2026-11-20", "task", "done", &id]).fails(1).contains("was opened on 2026-11-23"));
    assert!(desk.run(&["task", "reopen", &id]).fails(1).contains("open already"));
    desk.run(&["task", "done", &id]).ok();
    assert!(desk.run(&["task", "done", &id]).fails(1).contains("task reopen"));
    assert!(desk.run(&["task", "snooze", &id, "2026-11-01"]).fails(2).contains("has passed"));
    assert_eq!(desk.json(&["task", "list"])[0]["status"], "done");
    assert_eq!(desk.json(&["task", "list", "light:green"]), json!([]));
}

#[test]
fn options_may_follow_the_day_that_a_task_is_put_off_to() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    let done: Value = serde_json::from_str(&desk.run(&["task", "snooze", &id, "next", "week", "--reason", "off sick", "--json"]).ok()).unwrap();
    assert!(done["entry"].is_i64(), "{done}");
    assert_eq!(desk.json(&["today", "--waiting"])[0]["snoozed_until"], "2026-11-30");
    let done: Value = serde_json::from_str(&desk.run(&["task", "wait", &id, "fri", "--json"]).ok()).unwrap();
    assert!(done["entry"].is_i64(), "{done}");
}

#[test]
fn a_wrong_day_a_doubled_id_and_an_empty_title_get_the_advice_that_fits() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    for line in [["task", "snooze", &id, "soon"].as_slice(), &["task", "wait", &id, "0"], &["task", "add", "A1", "Call", "--due", "soon"]] {
        assert!(desk.run(line).fails(2).contains("Name a day to come"), "{line:?}");
    }
    assert!(desk.run(&["task", "add", "A1", " "]).fails(2).contains("what is to be done"));
    assert!(desk.run(&["task", "done", "x"]).fails(2).contains("`x` is no value of <ID>."));
    assert_eq!(desk.run(&["task", "done", &id, &id]).ok().trim(), "Done.");
    assert!(desk.run(&["task", "drop"]).fails(2).contains("<ID> is missing."));
}

#[test]
fn an_empty_list_is_a_free_day_only_where_nothing_was_left_out() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    assert!(desk.run(&["today", "light:green"]).ok().starts_with("No task matches."));
    assert!(desk.run(&["today", "--waiting"]).ok().starts_with("No task matches."));
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "done", &id]).ok();
    assert!(desk.run(&["today"]).ok().starts_with("Nothing is due."));
}

#[test]
fn a_reason_seen_on_an_earlier_day_says_so_and_a_task_of_then_reads_as_it_did() {
    let mut desk = red_desk();
    desk.run(&["import", "in"]).ok();
    assert_eq!(open_tasks(&desk)[0]["why"], "red");
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "wait", &id]).ok();
    desk.today = "2026-11-27".to_owned();
    assert_eq!(open_tasks(&desk)[0]["why"], "red (2026-11-23)");
    desk.run(&["task", "drop", &id, "--reason", "noise"]).ok();
    let then = desk.json(&["--as-of", "2026-11-24", "today", "--waiting"]);
    assert_eq!((&then[0]["status"], &then[0]["waiting"], &then[0]["reason"]), (&json!("open"), &json!("2026-11-26"), &Value::Null));
}

#[test]
fn a_first_run_opens_some_and_holds_the_rest_for_the_next_days() {
    let mut desk = red_desk();
    let lines = |line: fn(u32) -> String| (1..=30).map(line).collect::<Vec<_>>().join("\n");
    let accounts = lines(|n| format!("B{n},Company {n},{n}000,2026-01-13,2027-01-13,high"));
    let usage = lines(|n| format!("B{n},2026-11-20,a,1"));
    desk.files(
        "in",
        &[
            ("accounts.csv", &format!("id,name,arr,start_date,renewal_date,touch\n{accounts}")),
            ("usage.csv", &format!("account,date,metric,value\n{usage}")),
        ],
    );
    desk.run(&["import", "in"]).ok();
    assert_eq!((open_tasks(&desk).len(), desk.json(&["today", "--held"]).as_array().unwrap().len()), (10, 20));
    assert_eq!(open_tasks(&desk)[0]["account"], "B30", "the most urgent first");
    desk.today = "2026-11-24".to_owned();
    desk.run(&["sweep"]).ok();
    assert_eq!((open_tasks(&desk).len(), desk.json(&["today", "--held"]).as_array().unwrap().len()), (13, 17));
}

#[test]
fn many_accounts_that_fall_together_are_one_item_that_names_them_and_clears_with_them() {
    let mut desk = red_desk();
    let lines = |line: &dyn Fn(u32) -> String| (1..=30).map(line).collect::<Vec<_>>().join("\n");
    let usage = |day: &str, value: u32| format!("account,date,metric,value\n{}", lines(&|n| format!("B{n},{day},a,{value}")));
    let accounts = lines(&|n| format!("B{n},Company {n},{n}000,2026-01-13,2027-01-13,high"));
    let accounts = format!("id,name,arr,start_date,renewal_date,touch\n{accounts}");
    desk.files("in", &[("accounts.csv", &accounts), ("usage.csv", &usage("2026-11-20", 9))]);
    desk.run(&["import", "in"]).ok();
    assert_eq!(open_tasks(&desk).len(), 0);
    for (today, value, items) in [("2026-11-24", 0, 1), ("2026-11-26", 9, 0)] {
        desk.today = today.to_owned();
        desk.files("more", &[("usage.csv", &usage(today, value))]);
        desk.run(&["import", "more"]).ok();
        let tasks = open_tasks(&desk);
        assert_eq!(tasks.len(), items, "{today}");
        assert!(tasks.iter().all(|task| task["accounts"].as_array().unwrap().len() == 30), "{tasks:?}");
    }
}

#[test]
fn today_looked_back_from_a_day_writes_nothing() {
    let desk = red_desk();
    desk.run(&["import", "in", "--no-sweep"]).ok();
    let book = std::fs::read(desk.book()).unwrap();
    assert_eq!(open_tasks(&desk).len(), 0);
    assert_eq!(std::fs::read(desk.book()).unwrap(), book);
}

#[test]
fn the_demo_looks_alive_in_both_languages() {
    let desk = Desk::new();
    let today = desk.json(&["demo"]);
    let due = today.as_array().unwrap().iter().filter(|task| task["due"].as_str().is_some_and(|due| due <= "2026-11-23")).count();
    assert!(today.as_array().unwrap().len() >= 15 && due >= 8, "{} items, {due} due", today.as_array().unwrap().len());
    assert!(desk.run(&["demo"]).ok().contains("of 6h00"));
    let japanese = desk.run(&["demo", "--lang", "ja"]).ok();
    assert!(japanese.contains("電話: 変化の理由を聞く") && japanese.contains("本日分"), "{japanese}");
    assert!(!desk.book().exists(), "the demo leaves nothing behind");
    assert_eq!(desk.json(&["demo", "--accounts", "30"]).as_array().map(|tasks| !tasks.is_empty()), Some(true));
}

#[test]
fn an_accounts_page_has_its_tasks_as_today_has_them() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let today = desk.json(&["today"]);
    assert!(!today.as_array().unwrap().is_empty());
    assert_eq!(desk.json(&["show", "A1"])["tasks"], today);
    assert!(desk.run(&["show", "A1", "--lang", "en"]).ok().contains("\nTasks\n"));
}

#[test]
fn an_export_takes_its_format_from_the_line_or_the_name_and_refuses_two() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let said = desk.run(&["export", "accounts", "out.csv", "--format", "jsonl"]).fails(2);
    assert!(said.contains("out.csv") && said.contains(".jsonl"), "{said}");
    assert!(!desk.path("out.csv").exists());
    desk.run(&["export", "accounts", "out.jsonl"]).ok();
    let line: Value = serde_json::from_str(std::fs::read_to_string(desk.path("out.jsonl")).unwrap().lines().next().unwrap()).unwrap();
    assert_eq!((&line["id"], &line["yomi"]), (&json!("A1"), &Value::Null));
    let files = desk.json(&["export", "accounts", "out.xlsx"]);
    assert_eq!(files, json!([{"kind": "accounts", "file": "out.xlsx", "rows": 1}]));
    assert!(std::fs::read(desk.path("out.xlsx")).unwrap().starts_with(b"PK"));
    let said = desk.run(&["export", "--all", "all", "--format", "xlsx"]).ok();
    assert!(said.contains("accounts, 1 rows"), "{said}");
    assert_eq!(std::fs::read_dir(desk.path("all")).unwrap().count(), 1);
    desk.run(&["export", "--all", "lines", "--format", "jsonl"]).ok();
    assert!(desk.path("lines/pulses.jsonl").exists() && !desk.path("lines/pulses.csv").exists());
    desk.run(&["accounts", "--format", "xlsx"]).fails(2);
}

#[cfg(unix)]
#[test]
fn exports_are_for_their_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    for file in ["a.csv", "a.jsonl", "a.xlsx"] {
        desk.run(&["export", "accounts", file]).ok();
        assert_eq!(std::fs::metadata(desk.path(file)).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
}

#[test]
fn the_history_names_a_task_as_the_reader_saw_it() {
    let desk = red_desk();
    desk.run(&["import", "in"]).ok();
    let id = open_tasks(&desk)[0]["id"].to_string();
    desk.run(&["task", "done", &id, "--lang", "ja"]).ok();
    assert!(desk.run(&["history", "--lang", "ja"]).ok().contains("電話"));
}
