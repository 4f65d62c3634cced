//! The desk of these tests: four accounts of which one is red by one metric, a task that a trigger opened, and four by hand.

use crate::pty::Now;
use std::fmt::Write as _;

pub const RULES: &str = r#"
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
task = { en = "Rescue call", ja = "状況確認の電話" }
kind = "call"
due = "+1d"
again = "30d"
close_when_clear = true
"#;

/// The tasks added by hand, in the order of their ids, with their accounts.
pub const TASKS: [(&str, &str); 4] = [("A1", "Send review"), ("A2", "Ask seats"), ("A3", "Share plans"), ("A4", "Check bill")];

pub fn desk() -> Now {
    let now = Now::new();
    now.desk.write("rules.toml", RULES);
    let (start, renewal, seen) = (now.in_days(-300), now.in_days(65), now.in_days(-1));
    let names = [("A1", "サクラ電機", 4_800_000, 1), ("A2", "Minato", 1_200_000, 5), ("A3", "Aozora", 900_000, 9), ("A4", "Kita", 600_000, 8)];
    let mut accounts = "id,name,arr,start_date,renewal_date,touch\n".to_owned();
    let mut usage = "account,date,metric,value\n".to_owned();
    for (id, name, arr, value) in names {
        writeln!(accounts, "{id},{name},{arr},{start},{renewal},high").unwrap();
        writeln!(usage, "{id},{seen},a,{value}").unwrap();
    }
    let contacts = "account,name,email\nA1,佐倉花子,hanako@example.com\n";
    now.desk.files("in", &[("accounts.csv", &accounts), ("usage.csv", &usage), ("contacts.csv", contacts)]);
    now.run(&["import", "in"]).ok();
    for (account, title) in TASKS {
        now.run(&["task", "add", account, title, "--due", &now.in_days(0)]).ok();
    }
    now
}

/// A task by its title, as the command line tells of it. The trigger's is known by its English title.
pub fn task(now: &Now, title: &str) -> serde_json::Value {
    let tasks = now.json(&["task", "list"]);
    let found = tasks.as_array().unwrap().iter().find(|task| task["title"] == title);
    found.unwrap_or_else(|| panic!("no task {title} in {tasks}")).clone()
}
