//! `banso data`: what is there, what is missing, what to import next.

use crate::support::Desk;
use serde_json::{Value, json};

const ACCOUNTS: &str = "id,name,arr,seats,start_date,renewal_date\n\
    A1,Sakura,4800000,40,2024-12-14,2026-12-14\nA2,Aozora,1200000,10,2024-02-11,2027-02-11\nA3,Minato,300000,5,2024-05-01,2027-05-01\n";

/// Half of the weight is usage, a third tickets: without tickets too little is known of anyone.
const RULES: &str = "[metrics.logins]\nkind = \"count\"\n[[scorecard]]\nname = \"default\"\ngreen = 70\nyellow = 40\n\
    [[scorecard.signal]]\nkey = \"usage\"\nlabel = { en = \"Logins\", ja = \"ログイン\" }\ngroup = \"product\"\nfact = \"metric.logins\"\nweight = 3\n\
    linear = { from = 0, to = 9, points = 5 }\n\
    [[scorecard.signal]]\nkey = \"tickets\"\nlabel = { en = \"Tickets\", ja = \"問い合わせ数\" }\nfact = \"tickets.open\"\nweight = 2\n\
    linear = { from = 5, to = 0, points = 5 }\n\
    [[scorecard.signal]]\nkey = \"nps\"\nlabel = { en = \"NPS\", ja = \"推奨度\" }\nfact = \"nps\"\nweight = 1\nlinear = { from = 0, to = 10, points = 5 }\n";

/// Three accounts, usage of two of them, and no tickets.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write("rules.toml", RULES);
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("usage.csv", "account,date,metric,value\nA1,2026-11-20,logins,4\nA2,2026-11-22,logins,2\n")]);
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk
}

fn of<'a>(list: &'a Value, key: &str, name: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|item| item[key] == name).unwrap_or_else(|| panic!("no {name} in {list}"))
}

#[test]
fn missing_tickets_are_the_next_best_file_and_light_whom_they_promise() {
    let desk = desk();
    let data = desk.json(&["data"]);
    let best = &data["next"][0];
    assert_eq!((&best["kind"], &best["accounts_lit"]), (&json!("tickets"), &json!(2)), "{data}");
    assert_eq!(best["sentence"], "Import tickets: 2 grey accounts would get a light.");
    assert!((best["coverage_gain"].as_f64().unwrap() - 2.0 / 6.0).abs() < 1e-9);
    assert_eq!(desk.json(&["accounts", "light:grey"]).as_array().unwrap().len(), 3);
    desk.files("more", &[("tickets.csv", "account,id,opened,closed\nA1,T1,2026-11-01,2026-11-02\n")]);
    desk.run(&["import", "more", "--no-sweep"]).ok();
    assert_eq!(desk.json(&["accounts", "light:grey"]).as_array().unwrap().len(), 1, "A3 has no usage");
    assert_eq!(desk.json(&["data"])["next"][0]["sentence"], "Import usage: 1 grey account would get a light.");
}

#[test]
fn kinds_and_signals_tell_rows_days_and_files() {
    let data = desk().json(&["data"]);
    let usage = of(&data["kinds"], "kind", "usage");
    let expected = json!({
        "kind": "usage", "rows": 2, "newest": "2026-11-22", "imported_on": "2026-11-23", "file": "usage.csv", "age_days": 0, "stale": false,
    });
    assert_eq!(*usage, expected);
    let tickets = of(&data["kinds"], "kind", "tickets");
    let expected = json!({"kind": "tickets", "rows": 0, "newest": null, "imported_on": null, "file": null, "age_days": null, "stale": false});
    assert_eq!(*tickets, expected);
    let expected = json!({
        "scorecard": "default", "signal": "usage", "group": "product", "fact": "metric.logins", "known": 2, "total": 3, "not_asked": 0,
        "weight_share": 0.5, "newest": "2026-11-22", "kind": "usage", "file": "usage.csv",
    });
    assert_eq!(*of(&data["signals"], "signal", "usage"), expected);
    assert_eq!(of(&data["signals"], "signal", "nps")["file"], Value::Null);
}

#[test]
fn the_text_leads_with_the_next_best_file_in_both_languages() {
    let desk = desk();
    let english = desk.run(&["data"]).ok();
    assert!(english.starts_with("Import tickets: 2 grey accounts would get a light.\n"), "{english}");
    assert!(english.contains("usage.csv, today") && english.contains("tickets: not there") && english.contains("2/3"), "{english}");
    let japanese = desk.run(&["data", "--lang", "ja"]).ok();
    assert!(japanese.starts_with("問い合わせ (tickets) を取り込むと、データ不足の2社に状態が付きます。\n"), "{japanese}");
    assert!(japanese.contains("usage.csv (本日)") && japanese.contains("問い合わせ: 未取り込み"), "{japanese}");
}

#[test]
fn seen_from_a_later_day_an_old_import_is_stale() {
    let desk = desk();
    let later = |day: &str| of(&desk.json(&["data", "--as-of", day])["kinds"], "kind", "usage")["stale"].clone();
    assert_eq!((later("2026-12-28"), later("2026-12-29")), (json!(false), json!(true)), "35 and 36 days");
    assert!(desk.run(&["data", "--as-of", "2026-12-29"]).ok().contains("usage.csv, 36 d ago: stale"));
}

#[test]
fn where_no_file_would_help_it_is_said() {
    let desk = desk();
    desk.files(
        "more",
        &[
            ("usage.csv", "account,date,metric,value\nA3,2026-11-20,logins,4\n"),
            ("tickets.csv", "account,id,opened,closed\nA1,T1,2026-11-01,2026-11-02\n"),
            ("surveys.csv", "account,contact,date,kind,score\nA1,a,2026-11-05,nps,8\nA2,b,2026-11-05,nps,8\nA3,c,2026-11-05,nps,8\n"),
        ],
    );
    desk.run(&["import", "more", "--no-sweep"]).ok();
    assert_eq!(desk.json(&["data"])["next"], json!([]));
    assert!(desk.run(&["data"]).ok().starts_with("No single file would make much more known.\nAccounts: 3, grey because too little is known: 0.\n"));
}

#[test]
fn a_csv_lists_the_signals_and_a_line_of_json_holds_everything() {
    let desk = desk();
    let csv = desk.run(&["data", "--format", "csv"]).ok();
    assert!(csv.starts_with("scorecard,signal,group,fact,known,total,"), "{csv}");
    assert_eq!(csv.lines().count(), 4);
    let line = desk.run(&["data", "--format", "jsonl"]).ok();
    assert_eq!(line.lines().count(), 1);
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), desk.json(&["data"]));
}

#[test]
fn an_empty_book_is_told_to_begin_with_accounts() {
    let desk = Desk::new();
    desk.run(&["init"]).ok();
    let said = desk.run(&["data"]).ok();
    assert!(said.starts_with("No account is in the book on 2026-11-23. Begin with accounts:"), "{said}");
    assert!(desk.run(&["data", "--lang", "ja"]).ok().contains("まず 顧客 (accounts) を banso import"));
    let data = desk.json(&["data"]);
    assert_eq!((&data["next"][0]["kind"], &data["next"][0]["accounts_lit"]), (&json!("accounts"), &json!(0)));
    assert_eq!(of(&data["kinds"], "kind", "accounts")["rows"], 0);
}
