//! The worked examples of the rules, to the digit, through import and `explain`.

use crate::support::Desk;
use serde_json::Value;
use std::fmt::Write as _;

const WEEKS: [&str; 4] = ["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22"];

#[track_caller]
fn near(value: &Value, expected: f64) {
    let number = value.as_f64().unwrap_or_else(|| panic!("{value} is no number"));
    assert!((number - expected).abs() < 1e-9, "{number} is not {expected}");
}

/// Eight accounts as in the table of the spreadsheet: logins a week, key feature, positive voice, points, light.
const SPREADSHEET: [(f64, bool, bool, f64, &str); 8] = [
    (4.0, true, true, 6.0, "green"),
    (3.0, true, false, 5.0, "green"),
    (2.0, true, false, 4.0, "yellow"),
    (3.0, false, false, 3.0, "yellow"),
    (2.0, false, false, 2.0, "red"),
    (0.0, false, false, 1.0, "red"),
    (0.0, false, true, 2.0, "red"),
    (1.0, false, true, 3.0, "yellow"),
];

fn spreadsheet_desk() -> Desk {
    let desk = Desk::new();
    let mut accounts = "id,name,arr,start_date,renewal_date\n".to_owned();
    let mut usage = "account,date,metric,value\n".to_owned();
    let mut tickets = "account,id,opened,closed,severity,subject,sentiment\n".to_owned();
    for (place, (logins, key, voice, ..)) in SPREADSHEET.iter().enumerate() {
        writeln!(accounts, "S{place},Company {place},120000,2025-04-01,2027-04-01").unwrap();
        for week in WEEKS {
            writeln!(usage, "S{place},{week},logins,{logins}\nS{place},{week},key_feature,{}", u8::from(*key)).unwrap();
        }
        if *voice {
            writeln!(tickets, "S{place},T{place},2026-11-02,2026-11-03,low,Thanks,positive").unwrap();
        }
    }
    desk.run(&["init", "--template", "spreadsheet"]).ok();
    desk.files("in", &[("accounts.csv", &accounts), ("usage.csv", &usage), ("tickets.csv", &tickets)]);
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk
}

#[test]
fn the_spreadsheet_of_the_articles_holds_to_the_point() {
    let desk = spreadsheet_desk();
    for (place, (.., points, light)) in SPREADSHEET.iter().enumerate() {
        let explained = desk.json(&["explain", &format!("S{place}")]);
        near(&explained["points"], *points);
        near(&explained["max"], 6.0);
        assert_eq!(explained["light"], *light, "row {place}: {explained}");
        let sum: f64 = explained["signals"].as_array().unwrap().iter().map(|signal| signal["points"].as_f64().unwrap()).sum();
        assert!((sum - points).abs() < 1e-9);
    }
}

fn percent_desk(missing: &str, overdue: bool) -> Desk {
    let desk = Desk::new();
    desk.write(
        "rules.toml",
        &format!(
            r#"
[metrics.logins]
kind = "count"
[metrics.active_users]
kind = "level"

[[scorecard]]
name = "default"
scale = "percent"
green = 70
yellow = 40

[[scorecard.signal]]
key = "usage"
fact = "metric.logins.mean(28d)"
weight = 3
bands = [ {{ at_least = 3, points = 3 }}, {{ at_least = 1, points = 2 }}, {{ else = true, points = 1 }} ]

[[scorecard.signal]]
key = "seats"
fact = "metric.active_users.mean(28d)"
per = "seats"
weight = 2
linear = {{ from = 0.2, to = 0.8, points = 10 }}

[[scorecard.signal]]
key = "nps"
fact = "nps"
weight = 1
missing = "{missing}"
bands = [ {{ at_least = 9, points = 2 }}, {{ else = true, points = 0 }} ]

[[scorecard.override]]
when = "overdue:>30d"
at_best = "red"
because = {{ en = "Invoice over 30 days late", ja = "30日以上の未払い" }}
"#
        ),
    );
    let due = if overdue { "2026-10-01" } else { "2026-12-01" };
    desk.files(
        "in",
        &[
            ("accounts.csv", "id,name,arr,seats,start_date,renewal_date\nP,Percent,1000000,10,2025-01-01,2027-01-01\n"),
            ("usage.csv", "account,date,metric,value\nP,2026-11-22,logins,2\nP,2026-11-22,active_users,5\n"),
            ("invoices.csv", &format!("account,number,date,due,paid_on,amount\nP,I1,2026-09-01,{due},,1000\n")),
        ],
    );
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk
}

#[test]
fn the_percent_card_gives_60_and_is_yellow() {
    let explained = percent_desk("skip", false).json(&["explain", "P"]);
    near(&explained["score"], 60.0);
    near(&explained["coverage"], 5.0 / 6.0);
    assert_eq!(explained["light"], "yellow");
    assert_eq!(explained["points"], Value::Null);
}

#[test]
fn an_unknown_nps_that_counts_as_zero_makes_it_50() {
    near(&percent_desk("zero", false).json(&["explain", "P"])["score"], 50.0);
}

#[test]
fn an_old_invoice_caps_the_light_and_leaves_the_score() {
    let explained = percent_desk("skip", true).json(&["explain", "P"]);
    near(&explained["score"], 60.0);
    assert_eq!(explained["light"], "red");
    assert_eq!(explained["overrides"][0]["applied"], true);
    assert_eq!(explained["overrides"][0]["because"], "Invoice over 30 days late");
}

fn missing_rules(min_data: f64, missing: &str) -> String {
    let mut rules = "[metrics.a]\nkind=\"level\"\n[metrics.b]\nkind=\"level\"\n[metrics.c]\nkind=\"level\"\n[metrics.d]\nkind=\"level\"\n".to_owned();
    writeln!(rules, "[[scorecard]]\nname = \"default\"\nscale = \"percent\"\ngreen = 80\nyellow = 40\nmin_data = {min_data:?}").unwrap();
    for (key, weight) in [("a", 40), ("b", 30), ("c", 20), ("d", 10)] {
        writeln!(rules, "[[scorecard.signal]]\nkey = \"{key}\"\nfact = \"metric.{key}\"\nweight = {weight}\nmissing = \"{missing}\"").unwrap();
        writeln!(rules, "linear = {{ from = 0, to = 1, points = 10 }}").unwrap();
    }
    rules
}

fn missing_desk(min_data: f64, missing: &str) -> Value {
    let desk = Desk::new();
    desk.write("rules.toml", &missing_rules(min_data, missing));
    desk.files(
        "in",
        &[
            ("accounts.csv", "id,name,arr,start_date,renewal_date\nM,Missing,1000000,2025-01-01,2027-01-01\n"),
            ("usage.csv", "account,date,metric,value\nM,2026-11-22,a,0.8\nM,2026-11-22,c,0.5\nM,2026-11-22,d,1\n"),
        ],
    );
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk.json(&["explain", "M"])
}

#[test]
fn what_is_missing_is_skipped_or_counted_as_told() {
    let skipped = missing_desk(0.6, "skip");
    near(&skipped["score"], 100.0 * 52.0 / 70.0);
    near(&skipped["coverage"], 0.7);
    assert_eq!(skipped["light"], "yellow");
    near(&missing_desk(0.6, "zero")["score"], 52.0);
    assert_eq!(missing_desk(0.75, "skip")["light"], "grey");
}
