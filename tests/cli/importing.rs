//! Import through the command line: what is counted, what is the same, what is rejected and comes back mended.

use crate::support::{Desk, read_folder};
use serde_json::{Value, json};

const ACCOUNTS: &str = "id,name,arr,seats,start_date,renewal_date,touch\n\
    A1,株式会社サクラ電機,4800000,40,2024-12-14,2026-12-14,high\n\
    A2,Aozora Foods,1200000,10,2025-02-11,2027-02-11,low\n";
const USAGE: &str = "account,date,metric,value\nA1,2026-11-15,logins,4\nA2,2026-11-22,logins,9\n";

fn counts(report: &Value, kind: &str) -> Value {
    report["imported"][kind].clone()
}

/// Every row of every file is accounted for.
#[track_caller]
fn adds_up(report: &Value) {
    for file in report["files"].as_array().unwrap() {
        let count = |key: &str| file[key].as_u64().unwrap();
        assert_eq!(count("rows"), ["new", "changed", "unchanged", "rejected", "passed_over"].map(count).iter().sum::<u64>(), "{file}");
    }
}

#[test]
fn the_same_folder_twice_changes_nothing_and_says_so() {
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("usage.csv", USAGE)]);
    let first = desk.json(&["import", "in", "--no-sweep"]);
    adds_up(&first);
    assert_eq!(counts(&first, "accounts"), json!({"new": 2, "changed": 0, "unchanged": 0, "rejected": 0}));
    assert_eq!(counts(&first, "usage")["new"], 2);
    let (export, book) = (desk.export(), std::fs::read(desk.book()).unwrap());
    let second = desk.json(&["import", "in", "--no-sweep"]);
    adds_up(&second);
    assert_eq!(counts(&second, "accounts")["unchanged"], 2);
    assert_eq!(counts(&second, "usage")["unchanged"], 2);
    assert_eq!(desk.export(), export);
    assert_eq!(std::fs::read(desk.book()).unwrap().len(), book.len());
    assert_eq!(desk.json(&["history"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_dry_run_tells_and_writes_nothing() {
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("usage.csv", USAGE)]);
    let report = desk.json(&["import", "in", "--dry-run"]);
    assert_eq!(counts(&report, "accounts")["new"], 2);
    assert_eq!(counts(&report, "usage")["new"], 2);
    assert!(!desk.book().exists() || desk.json(&["accounts"]) == json!([]));
}

#[test]
fn a_wrong_row_is_rejected_by_itself_and_goes_in_once_mended() {
    let desk = Desk::new();
    desk.files(
        "in",
        &[
            ("accounts.csv", ACCOUNTS),
            (
                "usage.csv",
                "account,date,metric,value\nA1,2026-11-15,logins,4\nA9,2026-11-15,logins,4\nA2,2026-02-30,logins,4\nA2,2026-11-15,logins,many\n",
            ),
        ],
    );
    let report = desk.json(&["import", "in", "--no-sweep"]);
    adds_up(&report);
    assert_eq!(counts(&report, "usage"), json!({"new": 1, "changed": 0, "unchanged": 0, "rejected": 3}));
    let rejected = report["rejected"].as_array().unwrap();
    let places: Vec<(u64, &str)> = rejected.iter().map(|reject| (reject["line"].as_u64().unwrap(), reject["column"].as_str().unwrap())).collect();
    assert_eq!(places, [(3, "account"), (4, "date"), (5, "value")]);
    for reject in rejected {
        assert!(reject["file"].as_str().unwrap().ends_with("usage.csv"));
        assert!(!reject["reason"].as_str().unwrap().is_empty() && !reject["hint"].as_str().unwrap().is_empty(), "{reject}");
    }
    let file = desk.path("in/usage.rejected.csv");
    let mended = std::fs::read_to_string(&file)
        .unwrap()
        .replace("A9", "A1")
        .replace("2026-11-15,logins,4\n", "2026-11-16,logins,4\n")
        .replace("2026-02-30", "2026-02-28")
        .replace("many", "5");
    std::fs::write(&file, mended).unwrap();
    assert_eq!(counts(&desk.json(&["import", "in", "--no-sweep"]), "usage")["new"], 0, "a folder import must not read rejects");
    let again = desk.json(&["import", "in/usage.rejected.csv", "--as", "usage", "--no-sweep"]);
    assert_eq!(counts(&again, "usage"), json!({"new": 3, "changed": 0, "unchanged": 0, "rejected": 0}));
}

#[test]
fn strict_takes_all_or_nothing() {
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("usage.csv", "account,date,metric,value\nA9,2026-11-15,logins,4\n")]);
    desk.run(&["import", "in", "--strict", "--no-sweep"]).fails(1);
    assert_eq!(desk.run(&["accounts", "--json"]).stdout.trim(), "[]");
}

#[test]
fn an_event_row_replaces_and_an_account_row_merges() {
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("tickets.csv", "account,id,opened,closed,severity\nA1,T1,2026-11-01,2026-11-05,high\n")]);
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk.files(
        "next",
        &[("accounts.csv", "id,name,touch,segment\nA1,サクラ電機,,ENT\n"), ("tickets.csv", "account,id,opened,closed\nA1,T1,2026-11-01,\n")],
    );
    let report = desk.json(&["import", "next", "--no-sweep"]);
    assert_eq!((&counts(&report, "accounts")["changed"], &counts(&report, "tickets")["changed"]), (&json!(1), &json!(1)));
    let export = desk.export();
    let tickets = &export.iter().find(|(name, _)| name == "tickets.csv").unwrap().1;
    assert!(tickets.contains("high") && !tickets.contains("2026-11-05"), "{tickets}");
    let account = desk.json(&["show", "A1"]);
    assert_eq!((&account["touch"], &account["name"]), (&json!("high"), &json!("サクラ電機")));
}

#[test]
fn what_is_of_no_known_kind_is_named() {
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("weather.csv", "city,rain\nTokyo,3\nOsaka,4\n"), ("notes.md", "hello")]);
    let report = desk.json(&["import", "in", "--no-sweep"]);
    adds_up(&report);
    let passed = report["passed_over"].as_array().unwrap();
    assert_eq!(passed.len(), 1, "{report}");
    assert!(passed[0]["file"].as_str().unwrap().ends_with("weather.csv"));
    assert!(!passed[0]["why"].as_str().unwrap().is_empty());
}

#[test]
fn an_account_row_makes_its_terms_and_a_past_day_sees_the_renewal_of_then() {
    let desk = Desk::new();
    desk.files(
        "in",
        &[("accounts.csv", ACCOUNTS), ("arr_changes.csv", "account,date,kind,arr_before,arr_after\nA1,2025-06-01,upsell,3000000,4800000\n")],
    );
    desk.run(&["import", "in", "--no-sweep"]).ok();
    let then = |day: &str| desk.json(&["show", "A1", "--as-of", day]);
    assert_eq!((&then("2025-05-31")["arr"], &then("2025-05-31")["renewal_days"]), (&json!(3_000_000.0), &json!(197)));
    assert_eq!((&then("2025-06-01")["arr"], &then("2025-06-01")["renewal_days"]), (&json!(4_800_000.0), &json!(196)));
    assert_eq!(then("2026-11-23")["renewal_days"], 21);
    let report = desk.json(&["import", "in", "--no-sweep"]);
    assert_eq!((&counts(&report, "accounts")["unchanged"], &counts(&report, "arr_changes")["unchanged"]), (&json!(2), &json!(1)));
    desk.files("next", &[("accounts.csv", "id,arr,renewal_date\nA1,6000000,2027-12-14\n")]);
    desk.run(&["import", "next", "--no-sweep"]).ok();
    assert_eq!(then("2026-11-22")["arr"], 4_800_000.0);
    assert_eq!((&then("2026-11-23")["arr"], &then("2026-11-23")["renewal_days"]), (&json!(6_000_000.0), &json!(386)));
}

#[test]
fn an_export_is_inert_in_a_spreadsheet_and_comes_back_equal() {
    let desk = Desk::new();
    desk.files(
        "in",
        &[
            ("accounts.csv", "id,name,arr\nA1,\"=HYPERLINK(\"\"x\"\")\",100\nA2,+1 Ltd,200\n"),
            ("interactions.csv", "account,date,kind,note\nA1,2026-11-01,call,@home\n"),
        ],
    );
    desk.run(&["import", "in", "--no-sweep"]).ok();
    let out = desk.path("out");
    desk.run(&["export", "--all", out.to_str().unwrap()]).ok();
    let exported = read_folder(&out);
    for (name, text) in &exported {
        for cell in text.lines().flat_map(|line| line.split(',')) {
            assert!(!cell.trim_matches('"').starts_with(['=', '+', '@']), "{name}: {cell}");
        }
    }
    let other = Desk::new();
    other.run(&["import", out.to_str().unwrap(), "--no-sweep"]).ok();
    assert_eq!(other.export(), exported);
}

/// Imports a folder twice: the second time nothing may change, and nothing be kept of it.
#[track_caller]
fn imports_once(desk: &Desk, folder: &str) -> Value {
    let first = desk.json(&["import", folder, "--no-sweep"]);
    adds_up(&first);
    let export = desk.export();
    let again = desk.json(&["import", folder, "--no-sweep"]);
    adds_up(&again);
    for (kind, count) in again["imported"].as_object().unwrap() {
        assert_eq!((&count["new"], &count["changed"]), (&json!(0), &json!(0)), "{kind}");
    }
    assert_eq!((&again["entry"], desk.export()), (&Value::Null, export));
    first
}

#[test]
fn two_answers_of_one_person_on_a_day_are_two_and_stay_so() {
    let desk = Desk::new();
    let surveys = "account,contact,date,kind,score\nA1,a@x.example,2026-11-20,csat,4\nA1,a@x.example,2026-11-20,csat,2\n";
    let proposals = "account,date,kind,amount,status\nA1,2026-11-02,upsell,100,open\nA1,2026-11-02,upsell,200,open\n";
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("surveys.csv", surveys), ("proposals.csv", proposals)]);
    let first = imports_once(&desk, "in");
    assert_eq!((&counts(&first, "surveys")["new"], &counts(&first, "proposals")["new"]), (&json!(2), &json!(2)));
    assert_eq!(desk.json(&["accounts", "csat:=3"])[0]["id"], "A1");
}

#[test]
fn a_person_with_a_row_for_each_role_is_one_contact_with_all_of_them() {
    let desk = Desk::new();
    let contacts = "account,name,email,role,is_champion\nA1,Ann,ann@x.example,champion,yes\nA1,Ann,ann@x.example,decision maker,no\n";
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("contacts.csv", contacts)]);
    imports_once(&desk, "in");
    let page = desk.json(&["show", "A1"]);
    assert_eq!(page["contacts"].as_array().unwrap().len(), 1);
    assert_eq!(page["contacts"][0]["roles"], json!(["champion", "decision_maker"]));
}

#[test]
fn a_row_that_contradicts_another_of_its_file_is_rejected_and_the_same_row_again_is_not() {
    let desk = Desk::new();
    let accounts = format!("{ACCOUNTS}A2,Aozora Foods,99,10,2025-02-11,2027-02-11,low\n");
    let tickets = "account,id,opened,severity\nA1,T1,2026-11-01,low\nA1,T1,2026-11-01,low\nA1,T1,2026-11-01,high\n";
    let usage = "account,date,metric,value\nA1,2026-11-22,logins,4\nA1,2026-11-15,logins,5\nA1,2026-11-22,logins,4\nA1,2026-11-15,logins,6\n";
    let contacts = "account,name,email\nA1,Ann,info@x.example\nA1,Bob,info@x.example\n";
    desk.files("in", &[("accounts.csv", &accounts), ("tickets.csv", tickets), ("usage.csv", usage), ("contacts.csv", contacts)]);
    let first = imports_once(&desk, "in");
    let places: Vec<(&str, u64)> =
        first["rejected"].as_array().unwrap().iter().map(|row| (row["file"].as_str().unwrap(), row["line"].as_u64().unwrap())).collect();
    assert_eq!(places, [("accounts.csv", 4), ("contacts.csv", 3), ("tickets.csv", 4), ("usage.csv", 5)]);
    assert_eq!(counts(&first, "tickets"), json!({"new": 1, "changed": 0, "unchanged": 1, "rejected": 1}));
    assert_eq!(counts(&first, "usage"), json!({"new": 2, "changed": 0, "unchanged": 1, "rejected": 1}));
}

#[test]
fn a_wide_row_counts_once_whatever_it_holds() {
    let desk = Desk::new();
    let usage = "account,date,logins,active_users\nA1,2026-11-15,4,2\nA1,2026-11-22,5,\nA2,2026-11-22,,\nA2,2026-11-15,x,1\n";
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("usage.csv", usage)]);
    let first = imports_once(&desk, "in");
    assert_eq!(counts(&first, "usage"), json!({"new": 2, "changed": 0, "unchanged": 0, "rejected": 1}));
    assert_eq!(first["files"][1]["rows"], 4);
}

#[test]
fn price_changes_beside_contract_rows_are_passed_over_every_time() {
    let desk = Desk::new();
    let contracts = "account,product,amount,start,end,reason\nA1,Basic,100,2025-01-01,2025-06-01,new\nA1,Basic,200,2025-06-01,,upsell\n";
    let changes = "account,date,kind,arr_before,arr_after\nA1,2025-06-01,upsell,100,200\n";
    desk.files("in", &[("accounts.csv", "id,name\nA1,Ann Ltd\nA2,Bob Ltd\n"), ("contracts.csv", contracts), ("arr_changes.csv", changes)]);
    imports_once(&desk, "in");
    let again = desk.json(&["import", "in", "--no-sweep"]);
    let file = again["files"].as_array().unwrap().iter().find(|file| file["kind"] == "arr_changes").unwrap();
    assert_eq!(file["passed_over"], 1);
    assert_eq!(again["told"].as_array().unwrap().len(), 1, "{again}");
}

#[test]
fn an_account_name_that_fits_two_is_rejected_by_itself() {
    let desk = Desk::with_files(&[("accounts.csv", "id,name\nA1,株式会社サクラ\nA2,サクラ株式会社\n")]);
    desk.write("more.csv", "name,touch\nサクラ,high\nAozora,low\n");
    let report = desk.json(&["import", "more.csv", "--as", "accounts", "--no-sweep"]);
    assert_eq!(counts(&report, "accounts"), json!({"new": 1, "changed": 0, "unchanged": 0, "rejected": 1}));
}

#[test]
fn a_file_that_could_not_be_taken_is_no_success() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("weather.csv", "city,rain\nTokyo,3\n");
    desk.run(&["import", "weather.csv", "--no-sweep"]).fails(1);
    std::fs::write(desk.path("header.csv"), b"id,na\xffme\nA3,\xe3\x81\x82\n").unwrap();
    let said = desk.run(&["import", "header.csv", "--no-sweep"]).fails(1);
    assert!(said.contains("UTF-8") && said.contains("--encoding"), "{said}");
}

#[test]
fn a_file_may_be_in_another_currency_as_a_whole() {
    let desk = Desk::new();
    desk.write("config.toml", "[currency]\nown = \"JPY\"\nrates = { EUR = 160 }\n");
    desk.write("kunden.csv", "Kunde;Wert;Beginn\nMüller;12.345,60 €;05.01.2025\nÆrø;1.200 €;31.12.2024\n");
    let map = ["--as", "accounts", "--map", "Kunde=name", "--map", "Wert=arr", "--map", "Beginn=start_date", "--no-sweep"];
    let import = |more: &[&str]| desk.run(&[&["import", "kunden.csv"], &map[..], more].concat());
    let hint = |report: Value| report["rejected"][0]["hint"].as_str().unwrap().to_owned();
    let report = serde_json::from_str(&import(&["--json"]).stdout).unwrap();
    assert!(hint(report).contains("`--currency`"), "a sign alone is no currency");
    let said = import(&["--currency", "eur"]).ok();
    assert!(said.contains("1 new, 1 rejected") && said.contains("the point could be a decimal point or stand between thousands"), "{said}");
    assert_eq!(desk.json(&["accounts"])[0]["arr"], 1_975_296.0, "12,345.60 at 160");
    assert!(import(&["--currency", "euros"]).fails(2).contains("no code of a currency"));
    desk.write("deals.csv", "account,date,kind,amount,status\nMüller,2026-11-01,upsell,100,open\n");
    let said = desk.run(&["import", "deals.csv", "--currency", "EUR"]).fails(1);
    assert!(said.contains("kept in JPY only"), "{said}");
}

/// An accounts file with these customers, each with a contract.
fn customers(names: &[&str]) -> String {
    let rows = names.iter().map(|name| format!("{name},1200000,2025-04-01,2027-04-01\n"));
    std::iter::once("name,arr,start_date,renewal_date\n".to_owned()).chain(rows).collect()
}

#[test]
fn a_customer_that_the_next_sheet_does_not_have_is_told_until_its_loss_is_known() {
    let desk = Desk::new();
    let import = |names: &[&str], option: &str| {
        desk.write("kokyaku.csv", &customers(names));
        desk.json(&["import", "kokyaku.csv", option])
    };
    let all = ["Aoba", "Bunka", "Chidori", "Daichi", "Edo", "Fuji", "Ginza"];
    assert_eq!(import(&all, "--no-sweep")["gone"], json!([]), "all are new");
    let staying = ["Aoba", "Chidori", "Daichi", "Edo", "Ginza"];
    let names = |report: &Value| report["gone"].as_array().unwrap().iter().map(|account| account["name"].clone()).collect::<Vec<_>>();
    assert_eq!(names(&import(&staying, "--dry-run")), ["Bunka", "Fuji"]);
    let report = import(&staying, "--no-sweep");
    assert!(report["told"].to_string().contains("not in kokyaku.csv (2): Bunka, Fuji. If they left, import outcomes"), "{report}");
    assert_eq!(desk.json(&["accounts"]).as_array().unwrap().len(), 7, "nobody is taken away");
    assert_eq!(import(&staying[..4], "--no-sweep")["gone"], json!([]), "four of seven are no list of all");
    // The list is in two files, one of them with a row that is wrong; who is said to have left is not missing.
    let folder = [
        ("a.csv", customers(&["Aoba", "Chidori", "Daichi", "Edo"])),
        ("b.csv", "name,arr\nGinza,lots\n".to_owned()),
        ("outcomes.csv", "account,churned_on,reason\nFuji,2026-11-20,price\n".to_owned()),
    ];
    desk.files("in", &folder.each_ref().map(|(name, text)| (*name, text.as_str())));
    let report = desk.json(&["import", "in", "--no-sweep"]);
    assert_eq!((names(&report), report["rejected"].as_array().unwrap().len()), (vec![json!("Bunka")], 1));
    desk.write("outcomes.csv", "account,churned_on,reason\nBunka,2026-12-20,price\n");
    desk.run(&["import", "outcomes.csv", "--no-sweep"]).ok();
    assert_eq!(names(&import(&staying, "--no-sweep")), Vec::<Value>::new(), "one has left and one is to leave");
}

#[test]
fn a_file_of_a_folder_whose_days_nobody_decides_stays_behind_and_the_others_go_in() {
    let desk = Desk::new();
    let tickets = "account,id,opened,subject\nA1,1,2026-11-02,Help\nA1,2,03/04/2026,Slow\nA2,3,05/06/2026,Lost\n";
    desk.files("in", &[("accounts.csv", ACCOUNTS), ("tickets.csv", tickets), ("usage.csv", USAGE)]);
    desk.run(&["import", "in", "--strict", "--no-sweep"]).fails(1);
    assert!(!desk.book().exists() || desk.json(&["accounts"]) == json!([]), "all or nothing");
    for option in ["--dry-run", "--no-sweep"] {
        let said = desk.run(&["import", "in", option, "--json"]);
        let report: Value = serde_json::from_str(&said.stdout).unwrap();
        assert_eq!(
            (said.code, counts(&report, "accounts")["new"].as_u64(), counts(&report, "usage")["new"].as_u64()),
            (1, Some(2), Some(2)),
            "{report}"
        );
        let told = report["passed_over"].as_array().unwrap();
        let why = told[0]["why"].as_str().unwrap();
        assert!(told.len() == 1 && told[0]["file"] == "in/tickets.csv" && why.contains("opened") && why.contains("--dates dmy"), "{report}");
        assert_eq!(counts(&report, "tickets"), Value::Null, "its first row is not in either");
        adds_up(&report);
    }
    assert!(desk.run(&["import", "in", "--no-sweep"]).fails(1).is_empty(), "told once, with the report");
    let report = desk.json(&["import", "in", "--dates", "dmy", "--no-sweep"]);
    assert_eq!(counts(&report, "tickets")["new"], 3);
    desk.run(&["import", "in/tickets.csv"]).fails(1);
}

#[test]
fn what_two_files_say_of_one_account_adds_up_and_the_same_again_changes_nothing() {
    let desk = Desk::new();
    let crm = "id,name,owner\nA1,Aoba,佐藤\nA2,Bunka,佐藤\n";
    let sheet = "name,arr,start_date,owner,contact_name,contact_email,logins\nAoba,1200000,2025-04-01,高橋,青葉花子,hanako@example.com,5\nChidori,600000,2025-04-01,高橋,,,\n";
    desk.files("in", &[("accounts.csv", crm), ("customers.csv", sheet)]);
    let report = desk.json(&["import", "in", "--no-sweep"]);
    assert_eq!(counts(&report, "accounts"), json!({"new": 3, "changed": 1, "unchanged": 0, "rejected": 0}), "{report}");
    assert_eq!(desk.json(&["accounts", "owner:高橋"]).as_array().unwrap().len(), 2, "the last word counts");
    let report = desk.json(&["import", "in", "--no-sweep"]);
    assert_eq!(
        (counts(&report, "accounts"), &report["entry"]),
        (json!({"new": 0, "changed": 0, "unchanged": 4, "rejected": 0}), &Value::Null),
        "{report}"
    );
}

#[test]
fn a_subscription_that_was_cancelled_is_no_contract_in_force() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    let header = "id,Customer ID,Customer Name,Plan,Quantity,Interval,Amount,Status,Start Date (UTC),Ended At (UTC)";
    let rows = "s1,c1,サクラ電機,Pro,1,month,1000.00,active,2025-04-01 00:00:00,\ns2,c2,Aozora Foods,Pro,1,month,2000.00,canceled,2024-04-01 00:00:00,2025-08-16 09:00:00\n";
    desk.write("subscriptions.csv", &format!("{header}\n{rows}"));
    let report = desk.json(&["import", "subscriptions.csv", "--no-sweep"]);
    assert_eq!(counts(&report, "contracts")["new"], 2, "{report}");
    let arr = |id: &str| desk.json(&["show", id])["arr"].as_f64();
    assert_eq!((arr("A1"), arr("A2")), (Some(12_000.0), Some(0.0)));
    assert_eq!(desk.json(&["show", "A2"])["churned"], true);
}

#[test]
fn numbers_of_another_system_find_no_account_that_was_merely_counted_so_far() {
    let desk = Desk::new();
    desk.files(
        "in",
        &[("accounts.csv", "name,arr\nAoba,100\nBunka,100\n"), ("usage.csv", "account,date,metric,value\nA00002,2026-11-15,logins,4\n")],
    );
    let report = desk.json(&["import", "in", "--no-sweep"]);
    assert_eq!((counts(&report, "accounts")["new"].as_u64(), counts(&report, "usage")["rejected"].as_u64()), (Some(2), Some(1)), "{report}");
}

#[test]
fn what_nobody_was_asked_is_told_with_what_holds_instead() {
    let desk = Desk::new();
    desk.files(
        "in",
        &[
            ("kokyaku.csv", "会社名,月額（税込）,契約日,更新日\nAoba,110000,2025-04-01,2027-04-01\n"),
            ("usage.csv", "account,date,logins\nAoba,2026-11-01,3\n"),
        ],
    );
    let report = desk.json(&["import", "in", "--dry-run"]);
    let assumed = |nth: usize| report["files"][nth]["assumed"].clone();
    let told =
        ["Amounts in `月額（税込）`: with tax? → without tax", "How long are terms? → 12 months", "Notice before the renewal? → 30 days before"];
    assert_eq!((assumed(0), assumed(1)), (json!(told), json!([])));
    let said = desk.run(&["import", "in", "--no-sweep"]).ok();
    assert!(said.contains(&format!("not asked: {} (`banso import --guide` asks)", told.join("; "))), "{said}");
    assert_eq!(desk.json(&["accounts"])[0]["arr"], 1_320_000.0, "as it stands");
}
