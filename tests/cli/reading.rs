//! Reading commands: shapes of the JSON, filters, days, and that no byte of the book changes.

use crate::support::{Desk, ids};
use serde_json::Value;

fn desk() -> Desk {
    Desk::with_files(&[
        (
            "accounts.csv",
            "id,name,yomi,arr,seats,start_date,renewal_date,touch,phase,tags\n\
             A1,株式会社サクラ電機,さくらでんき,4800000,40,2024-12-14,2026-12-14,high,adoption,pilot\n\
             A2,Aozora Foods,,1200000,10,2025-02-11,2027-02-11,low,onboarding,\n\
             A3,Gone Ltd.,,300000,5,2024-05-01,2026-05-01,tech,adoption,\n",
        ),
        (
            "usage.csv",
            "account,date,metric,value\n\
             A1,2026-10-04,logins,40\nA1,2026-11-15,logins,4\nA1,2026-11-22,logins,2\nA2,2026-11-22,logins,9\nA3,2026-04-05,logins,9\n",
        ),
        (
            "tickets.csv",
            "account,id,opened,closed,severity,subject,sentiment\nA1,T1,2026-11-10,,high,Broken\u{1b}[31m,negative\nA2,T2,2026-09-10,2026-09-12,low,How to,positive\n",
        ),
        (
            "contacts.csv",
            "account,name,email,role,is_champion,left_on\nA1,鈴木 恵,suzuki@sakura.example,champion,yes,2026-11-01\nA2,Ben,ben@aozora.example,decision maker,no,\n",
        ),
        ("invoices.csv", "account,number,date,due,paid_on,amount\nA1,INV-102,2026-09-01,2026-10-01,,400000\n"),
        ("interactions.csv", "account,date,kind,minutes,note\nA1,2026-11-03,call,20,Asked why\nA2,2026-10-20,meeting,45,Kick-off\n"),
        ("outcomes.csv", "account,churned_on,reason\nA3,2026-04-20,price\n"),
    ])
}

const ACCOUNT_KEYS: [&str; 18] = [
    "id",
    "name",
    "light",
    "computed",
    "score",
    "coverage",
    "trend",
    "arr",
    "currency",
    "renewal_days",
    "notice_days_left",
    "touch",
    "phase",
    "last_touch_days",
    "churned",
    "marks",
    "tags",
    "reasons",
];

#[track_caller]
fn has_keys(value: &Value, keys: &[&str]) {
    let object = value.as_object().unwrap_or_else(|| panic!("{value} is no object"));
    let missing: Vec<&&str> = keys.iter().filter(|key| !object.contains_key(**key)).collect();
    assert!(missing.is_empty(), "missing {missing:?} in {value}");
}

#[test]
fn an_account_has_every_key_of_the_contract() {
    let list = desk().json(&["accounts"]);
    for account in list.as_array().unwrap() {
        has_keys(account, &ACCOUNT_KEYS);
    }
    let sakura = list.as_array().unwrap().iter().find(|account| account["id"] == "A1").unwrap();
    assert_eq!(sakura["arr"], 4_800_000.0);
    assert_eq!(sakura["currency"], "JPY");
    assert_eq!(sakura["renewal_days"], 21);
    assert_eq!(sakura["notice_days_left"], -9);
    assert_eq!(sakura["last_touch_days"], 20);
    assert_eq!(sakura["light"], "red");
    assert_eq!(sakura["tags"], serde_json::json!(["pilot"]));
}

#[test]
fn explain_and_show_have_every_key_of_the_contract() {
    let desk = desk();
    let explained = desk.json(&["explain", "A1"]);
    has_keys(
        &explained,
        &[
            "account",
            "name",
            "scorecard",
            "scale",
            "score",
            "points",
            "max",
            "coverage",
            "light",
            "computed",
            "pulse",
            "signals",
            "overrides",
            "counterfactual",
            "since",
        ],
    );
    let signal_keys = ["key", "group", "fact", "value", "observed_on", "band", "points", "max", "weight", "share", "known", "change"];
    explained["signals"].as_array().unwrap().iter().for_each(|signal| has_keys(signal, &signal_keys));
    explained["overrides"].as_array().unwrap().iter().for_each(|part| has_keys(part, &["when", "effect", "because", "applied"]));
    has_keys(&explained["counterfactual"], &["light", "changes"]);
    has_keys(&explained["since"], &["date", "score", "changes"]);
    has_keys(&desk.json(&["show", "A1"]), &[&ACCOUNT_KEYS[..], &["contracts", "contacts", "tasks", "timeline"]].concat());
}

#[test]
fn the_parts_of_explain_add_up_to_the_score() {
    let desk = desk();
    for id in ["A1", "A2", "A3"] {
        let explained = desk.json(&["explain", id]);
        let Some(score) = explained["score"].as_f64() else { continue };
        let sum: f64 = explained["signals"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|signal| Some((signal["points"].as_f64()? / signal["max"].as_f64()?).clamp(0.0, 1.0) * signal["share"].as_f64()? * 100.0))
            .sum();
        assert!((sum - score).abs() < 1e-9, "{id}: {sum} is not {score}");
    }
}

#[test]
fn churned_accounts_stay_out_until_they_are_named() {
    let desk = desk();
    assert!(!ids(&desk.json(&["accounts"])).contains(&"A3".to_owned()));
    assert_eq!(ids(&desk.json(&["accounts", "churned:yes"])), ["A3"]);
    assert_eq!(ids(&desk.json(&["accounts", "フェーズ:解約"])), ["A3"]);
}

#[test]
fn filters_speak_both_languages_and_may_begin_with_a_minus() {
    let desk = desk();
    assert_eq!(ids(&desk.json(&["accounts", "状態:危険", "更新：＜９０ｄ"])), ["A1"]);
    assert_eq!(ids(&desk.json(&["accounts", "-tag:pilot"])), ["A2"]);
    assert_eq!(ids(&desk.json(&["accounts", "さくら"])), ["A1"]);
    assert_eq!(ids(&desk.json(&["accounts", "suzuki"])), Vec::<String>::new());
    assert_eq!(ids(&desk.json(&["accounts", "arr:>=300万"])), ["A1"]);
    assert_eq!(ids(&desk.json(&["accounts", "--sort", "arr"])), ["A2", "A1"]);
    assert_eq!(ids(&desk.json(&["accounts", "--sort", "-arr", "--limit", "1"])), ["A1"]);
}

#[test]
fn rows_dated_later_change_nothing_as_of_an_earlier_day() {
    let desk = desk();
    let seen = |desk: &Desk| {
        ["A1", "A2"].map(|id| {
            let day = ["--as-of", "2026-10-31"];
            [desk.json(&[&["show", id], &day[..]].concat()), desk.json(&[&["explain", id], &day[..]].concat())]
        })
    };
    let before = seen(&desk);
    desk.files(
        "later",
        &[
            ("usage.csv", "account,date,metric,value\nA1,2026-11-01,logins,0\nA2,2026-11-02,logins,900\n"),
            ("tickets.csv", "account,id,opened,closed,severity,sentiment\nA2,T9,2026-11-01,,urgent,negative\n"),
            ("surveys.csv", "account,contact,date,kind,score\nA2,ben@aozora.example,2026-11-05,nps,0\n"),
            ("interactions.csv", "account,date,kind,minutes\nA2,2026-11-05,call,10\n"),
            ("outcomes.csv", "account,churned_on,reason\nA2,2026-11-20,left\n"),
            ("invoices.csv", "account,number,date,due,amount\nA2,INV-9,2026-11-01,2026-11-05,10\n"),
            ("contracts.csv", "account,product,amount,start,end,reason\nA2,Add-on,100,2026-11-01,2027-11-01,cross-sell\n"),
        ],
    );
    desk.run(&["import", "later", "--no-sweep"]).ok();
    assert_eq!(seen(&desk), before);
    assert_eq!(desk.json(&["explain", "A2"])["account"], "A2");
    assert_eq!(ids(&desk.json(&["accounts", "churned:yes"])), ["A2", "A3"]);
}

#[test]
fn reading_changes_no_byte_of_the_book() {
    let desk = desk();
    let listing = || {
        let mut names: Vec<_> = std::fs::read_dir(desk.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let (bytes, files) = (std::fs::read(desk.book()).unwrap(), listing());
    for command in [
        &["accounts"][..],
        &["show", "A1"],
        &["explain", "A1"],
        &["data"],
        &["facts"],
        &["history"],
        &["rules", "check"],
        &["export", "usage", "/dev/null"],
    ] {
        desk.run(command).ok();
    }
    assert_eq!(std::fs::read(desk.book()).unwrap(), bytes);
    assert_eq!(listing(), files);
}

#[test]
fn nothing_that_steers_a_terminal_comes_out() {
    let desk = desk();
    for command in [&["show", "A1"][..], &["show", "A1", "--json"], &["show", "A1", "--lang", "ja"]] {
        let out = desk.run(command).ok();
        assert!(!out.contains('\u{1b}'), "{out}");
        assert!(out.contains("Broken"), "{out}");
    }
}

#[test]
fn texts_are_in_the_readers_language() {
    let desk = desk();
    let english = desk.run(&["explain", "A1"]).ok();
    let japanese = desk.run(&["explain", "A1", "--lang", "ja"]).ok();
    assert!(english.contains("red") && !english.contains("危険"), "{english}");
    assert!(japanese.contains("危険"), "{japanese}");
    assert!(desk.run(&["--help", "--lang", "ja"]).ok().contains("顧客台帳"));
    assert!(desk.run(&["accounts", "--help"]).ok().contains("banso accounts light:red,yellow"));
}

#[test]
fn the_config_chooses_the_language_where_the_line_does_not() {
    let desk = desk();
    desk.write("config.toml", "[ui]\nlang = \"ja\"\n");
    assert!(desk.run(&["explain", "A1"]).ok().contains("危険"));
    assert!(desk.run(&["explain", "A1", "--lang", "en"]).ok().contains("red"));
    assert!(desk.run(&["show", "nobody"]).fails(1).contains("該当する顧客"));
    desk.write("config.toml", "[ui]\nlnag = \"ja\"\n");
    assert!(desk.run(&["accounts"]).fails(1).contains("config.toml:2:1"));
}

#[test]
fn listings_come_in_every_format() {
    let desk = desk();
    let csv = desk.run(&["accounts", "--format", "csv"]).ok();
    assert!(csv.starts_with("id,name,light,"), "{csv}");
    assert_eq!(csv.lines().count(), 3);
    let lines = desk.run(&["accounts", "--format", "jsonl"]).ok();
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert_eq!(desk.run(&["accounts", "nps:any", "--json"]).ok().trim(), "[]");
}

#[test]
fn a_page_and_an_explanation_fit_80_columns_and_one_line_each() {
    let desk = Desk::with_files(&[
        ("accounts.csv", "id,name,arr,seats,start_date,renewal_date\nA1,サクラ電機,4800000,40,2024-12-14,2026-12-14\n"),
        ("usage.csv", "account,date,metric,value\nA1,2026-11-22,active_users,12\nA1,2026-11-22,logins,9\nA1,2026-11-22,key_feature_uses,3\n"),
        ("surveys.csv", "account,contact,date,kind,score,comment\nA1,a@x.example,2026-11-20,nps,4,\"one\ntwo\"\n"),
        ("tickets.csv", "account,id,opened,severity,sentiment\nA1,T1,2026-11-01,urgent,negative\n"),
    ]);
    for lang in ["en", "ja"] {
        let said = desk.run(&["explain", "A1", "--lang", lang]).ok();
        for line in said.lines().take_while(|line| !line.is_empty()) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
        let page = desk.run(&["show", "A1", "--lang", lang]).ok();
        assert!(page.lines().any(|line| line.contains("one␊two")), "{page}");
    }
}

#[test]
fn an_account_that_left_is_told_with_the_day_of_its_health_and_no_advice() {
    let desk = Desk::with_files(&[
        ("accounts.csv", "id,name,arr,seats,start_date,renewal_date\nA1,Sakura,4800000,40,2024-12-14,2026-12-14\n"),
        ("usage.csv", "account,date,metric,value\nA1,2026-10-01,active_users,1\nA1,2026-10-01,logins,0\nA1,2026-10-01,key_feature_uses,0\n"),
        ("tickets.csv", "account,id,opened,severity,sentiment\nA1,T1,2026-09-01,urgent,negative\n"),
        ("outcomes.csv", "account,churned_on\nA1,2026-10-11\n"),
    ]);
    let said = desk.run(&["explain", "A1"]).ok();
    assert!(said.contains("2026-10-10") && !said.contains("To yellow") && !said.contains("To green"), "{said}");
    assert!(desk.run(&["show", "A1"]).ok().contains("ended 43 d ago"));
}
