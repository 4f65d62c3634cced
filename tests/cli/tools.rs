//! What other tools and grown spreadsheets export: known by its headers, joined by ids and names, asked about where it is open.

use crate::support::Desk;
use serde_json::{Value, json};

const ACCOUNTS: &str = "id,name\nA1,株式会社サクラ電機\nA2,Aozora Foods Inc.\n";

#[track_caller]
fn counts(report: &Value, file: &str) -> Value {
    let files = report["files"].as_array().unwrap();
    let found = files.iter().find(|found| found["file"].as_str().unwrap().ends_with(file)).unwrap_or_else(|| panic!("{report}"));
    json!(["new", "changed", "unchanged", "rejected", "passed_over"].map(|key| found[key].as_u64().unwrap()))
}

#[test]
fn an_account_is_known_by_the_id_that_a_tool_gives_it_once_it_was_named() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write(
        "companies.csv",
        "Record ID,Company name,Company Domain Name,Industry\n900,サクラ電機,sakura.example,製造\n901,Midori,midori.example,\n",
    );
    let report = desk.json(&["import", "companies.csv", "--no-sweep"]);
    assert_eq!(report["files"][0]["mapping"], "HubSpot companies");
    assert_eq!(counts(&report, "companies.csv"), json!([1, 1, 0, 0, 0]));
    // The name is another one by now; the tool's id is not.
    desk.write("tickets.csv", "Ticket name,Pipeline,Ticket ID,Priority,Create date,Associated Company IDs,Associated Company\nHelp,Support,7,Medium,2026-11-02 10:00,900,さくら\n");
    assert_eq!(counts(&desk.json(&["import", "tickets.csv", "--no-sweep"]), "tickets.csv"), json!([1, 0, 0, 0, 0]));
    let page = desk.json(&["show", "A1"]);
    assert_eq!(page["name"], "株式会社サクラ電機", "a tool's shorter spelling is no new name");
    assert!(page["timeline"].to_string().contains("Help"), "{page}");
}

#[test]
fn the_one_sheet_is_an_account_a_contract_a_contact_a_talk_a_judgement_and_observations() {
    let desk = Desk::new();
    let sheet = "顧客管理表\n\n会社名,プラン,月額,契約日,次回更新日,ID数,最終ログイン日,ログイン回数,主担当,先方担当者,メール,最終接点日,温度感,メモ,規模感\n\
        株式会社みどり,Pro,\"100,000円\",R7.4.1,2027-04-01,10名,2026-11-20,35,森,北野 葵,a@midori.example,2026-11-10,○,順調,大\n\
        さくら物産,Lite,2万円,2025年6月1日,2027/6/1,3,-,2,〃,,,2026-09-01,×,,小\n合計,,\"120,000\",,,13,,,,,,,,,\n";
    desk.write("顧客.csv", sheet);
    let first = desk.json(&["import", "顧客.csv", "--on", "2026-11-22", "--no-sweep"]);
    assert_eq!(counts(&first, "顧客.csv"), json!([2, 0, 0, 0, 1]), "{first}");
    assert_eq!((first["files"][0]["header_line"].as_u64(), first["files"][0]["custom"].clone()), (Some(3), json!(["規模感"])));
    let page = desk.json(&["show", "みどり"]);
    assert_eq!((page["arr"].as_f64(), page["renewal_days"].as_f64()), (Some(1_200_000.0), Some(129.0)));
    assert_eq!((page["computed"].clone(), page["light"].clone()), (json!("grey"), json!("green")), "○ is a judgement");
    assert_eq!((page["last_touch_days"].as_f64(), page["contacts"][0]["name"].clone()), (Some(13.0), json!("北野 葵")));
    assert_eq!(desk.json(&["accounts", "field.規模感:小 light:red"]).as_array().unwrap().len(), 1);
    assert_eq!(desk.json(&["accounts", "metric.logins.sum(7d):>=35"]).as_array().unwrap().len(), 1);
    let again = desk.json(&["import", "顧客.csv", "--on", "2026-11-22", "--no-sweep"]);
    assert_eq!(counts(&again, "顧客.csv"), json!([0, 0, 2, 0, 1]), "the same sheet again: {again}");
    desk.run(&["undo"]).ok();
    assert_eq!(desk.json(&["accounts"]), json!([]));
}

#[test]
fn days_that_no_value_decides_are_asked_for_and_never_guessed() {
    let desk = Desk::new();
    desk.write("accounts.csv", "id,name,start_date\nM0,Acme,03/04/2025\nM1,Beta,05/06/2025\n");
    let said = desk.run(&["import", "accounts.csv"]).fails(1);
    assert!(said.contains("start_date") && said.contains("--dates"), "{said}");
    assert_eq!(counts(&desk.json(&["import", "accounts.csv", "--dates", "dmy", "--no-sweep"]), "accounts.csv"), json!([2, 0, 0, 0, 0]));
    let page = desk.json(&["show", "M0"]);
    assert_eq!(page["contracts"][0]["start"], "2025-04-03", "{page}");
}

#[test]
fn events_are_counted_by_day() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    let events = "event,*.uuid,*.event,*.properties.account_id,*.timestamp\n\
        login,1,logins,A1,2026-11-02T09:00:00Z\nlogin,2,logins,A1,2026-11-02T10:00:00Z\nlogin,3,logins,A1,2026-11-03T10:00:00Z\nlogin,4,logins,A9,2026-11-03T10:00:00Z\n";
    desk.write("events.csv", events);
    assert_eq!(counts(&desk.json(&["import", "events.csv", "--no-sweep"]), "events.csv"), json!([3, 0, 0, 1, 0]));
    assert_eq!(counts(&desk.json(&["import", "events.csv", "--no-sweep"]), "events.csv"), json!([0, 0, 3, 1, 0]));
    desk.write("usage.csv", "account,date,metric,value\nA1,2026-11-02,logins,2\nA1,2026-11-03,logins,1\n");
    assert_eq!(counts(&desk.json(&["import", "usage.csv", "--no-sweep"]), "usage.csv"), json!([0, 0, 2, 0, 0]), "two on the 2nd, one on the 3rd");
}

#[test]
fn the_guide_asks_shows_and_remembers() {
    let desk = Desk::new();
    desk.write("顧客.csv", "会社名,契約金額,次回更新日,規模感\nみどり,\"110,000\",2027-04-01,大\n");
    // A month's amounts, with 10 % of tax; the fourth column is the segment; go on; yes.
    let said = desk.run_with(&["import", "--guide", "顧客.csv", "--no-sweep"], "month\n10\n\n\n4\nsegment\n\ny\n").ok();
    assert!(said.contains("契約金額") && said.contains("Dry run"), "{said}");
    assert!(said.contains("The rest is left as it is"), "nobody answers what a new book is asked: {said}");
    let page = desk.json(&["show", "みどり"]);
    assert_eq!(page["arr"].as_f64(), Some(1_200_000.0), "{page}");
    assert_eq!(desk.json(&["accounts", "segment:大"]).as_array().unwrap().len(), 1);
    desk.write("顧客.csv", "会社名,契約金額,次回更新日,規模感\nみどり,\"110,000\",2027-04-01,大\nあおば,\"11,000\",2027-05-01,小\n");
    assert_eq!(counts(&desk.json(&["import", "顧客.csv", "--no-sweep"]), "顧客.csv"), json!([1, 0, 1, 0, 0]));
    assert_eq!(desk.json(&["show", "あおば"])["arr"].as_f64(), Some(120_000.0), "the answers are remembered");
}

#[test]
fn whoever_stops_the_guide_has_written_nothing() {
    let desk = Desk::new();
    desk.write("顧客.csv", "会社名,契約金額,次回更新日\nみどり,\"110,000\",2027-04-01\n");
    for answers in ["", "month\n", "year\n0\n\n\n\nn\n"] {
        desk.run_with(&["import", "--guide", "顧客.csv"], answers).fails(1);
    }
    assert_eq!(desk.json(&["accounts"]), json!([]));
    assert!(!desk.path("mappings").exists());
}

#[test]
fn a_mapping_of_ones_own_that_cannot_be_read_is_named_with_its_line() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("mappings/crm.toml", "tool = \"crm\"\nname = \"CRM\"\n[[file]]\nname = \"x\"\nkind = \"acounts\"\nhaving = []\ncolumns = {}\n");
    let said = desk.run(&["import", "in"]).fails(1);
    assert!(said.contains("crm.toml") && said.contains("acounts"), "{said}");
}

#[test]
fn what_a_tool_calls_by_a_familiar_name_is_told_and_not_guessed_at() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("companies.csv", "Record ID,Company name,Company Domain Name,Annual Revenue\n900,サクラ電機,sakura.example,9000000000\n");
    let report = desk.json(&["import", "companies.csv", "--no-sweep"]);
    assert_eq!(report["files"][0]["unrecognised"], json!(["Annual Revenue"]));
    assert_eq!(desk.json(&["show", "A1"])["arr"], json!(0.0), "a company's revenue is no ARR");
}

#[test]
fn metrics_that_the_guide_is_told_to_add_go_in_at_once_and_the_next_time() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("usage.csv", "account,date,logins,uploads\nA1,2026-11-02,3,7\n");
    desk.run_with(&["import", "--guide", "usage.csv", "--no-sweep"], "all\n\ny\n").ok();
    assert_eq!(desk.json(&["accounts", "metric.uploads.sum(28d):>=7"]).as_array().unwrap().len(), 1);
    desk.write("usage.csv", "account,date,logins,uploads\nA2,2026-11-02,3,8\n");
    assert_eq!(counts(&desk.json(&["import", "usage.csv", "--no-sweep"]), "usage.csv"), json!([1, 0, 0, 0, 0]));
    assert_eq!(desk.json(&["accounts", "metric.uploads.sum(28d):>=7"]).as_array().unwrap().len(), 2);
}

/// The sheet of the short path: two terms that are plain from their days, one of a month.
const BOOK: &str = "会社名,年額（税抜）,契約日,次回更新日,アップロード数\nみどり,1200000,2025-04-01,2027-04-01,40\nあおば,600000,2026-10-01,2026-12-01,2\nひかり,300000,2024-06-01,2027-06-01,9\n";

#[test]
fn a_new_book_is_asked_a_few_things_once_and_ends_on_today() {
    let desk = Desk::new();
    desk.write("顧客.csv", BOOK);
    // Terms as they look, 60 days of notice; no column to change; yes; then the number of high touch, hours, no folder.
    let said = desk.run_with(&["import", "--guide", "顧客.csv"], "\n60\n5\nfield.uploads\n\ny\n1\n４\nno\n").ok();
    assert!(said.contains("12 months for 2 accounts, 1 month for 1 account"), "{said}");
    assert!(said.contains("Touch models given to 3 accounts, 1 of them high touch."), "{said}");
    assert!(said.contains("of 4h00"), "Today closes it: {said}");
    assert_eq!(desk.json(&["accounts", "touch:high"])[0]["name"], "みどり");
    let monthly = &desk.json(&["accounts", "term:<=31d"]);
    assert_eq!(monthly.as_array().unwrap().len(), 1, "{monthly}");
    let left = |key: &str| monthly[0][key].as_i64().unwrap();
    assert_eq!((&monthly[0]["name"], left("renewal_days") - left("notice_days_left")), (&json!("あおば"), 60), "{monthly}");
    let (config, rules) = (desk.path("config.toml"), desk.path("rules.toml"));
    assert!(std::fs::read_to_string(config).unwrap().contains("mon = 4\n"));
    assert!(std::fs::read_to_string(rules).unwrap().contains("arr.place:<=1 or"));
    let again = desk.run_with(&["import", "--guide", "顧客.csv"], "\ny\n").ok();
    assert!(again.contains("Nothing new") && !again.contains("high touch"), "asked once: {again}");
    let undone = desk.run(&["undo", "--steps", "2"]).ok();
    assert!(undone.contains("touch models for 3 accounts") && undone.contains("import of 顧客.csv"), "{undone}");
    assert_eq!(desk.json(&["accounts"]), json!([]));
}

#[test]
fn new_metrics_raise_the_question_of_the_key_feature() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("usage.csv", "account,date,logins,アップロード\nA1,2026-11-02,3,7\n");
    let said = desk.run_with(&["import", "--guide", "usage.csv", "--no-sweep"], "all\n\ny\nuploads\nアップロード\n").ok();
    assert!(said.contains("`uploads` is no answer here") && said.contains("The rules take アップロード for the key feature."), "{said}");
    let parts = desk.json(&["explain", "A1"])["signals"].as_array().unwrap().clone();
    let part = parts.iter().find(|part| part["key"] == "key_feature").unwrap();
    assert_eq!((&part["fact"], &part["observed_on"]), (&json!("metric.アップロード.weekly(28d) per seats"), &json!("2026-11-02")), "{part}");
}

#[test]
fn metrics_that_rows_name_are_asked_about_once_and_a_no_is_kept() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    let rows = "account,date,metric,value\nA1,2026-11-02,logins,3\nA1,2026-11-02,uploads,7\nA1,2026-11-02,exports,5\n";
    desk.write("usage.csv", rows);
    let said = desk.run_with(&["import", "--guide", "usage.csv", "--no-sweep"], "none\n\ny\n").ok();
    assert!(said.contains("uploads, exports") && said.contains("rows of metrics that are not wanted passed over: 2"), "{said}");
    let report = desk.json(&["import", "usage.csv", "--no-sweep"]);
    assert_eq!(counts(&report, "usage.csv"), json!([0, 0, 1, 0, 2]), "they are no rejects: {report}");
    desk.write("usage.csv", &format!("{rows}A1,2026-11-02,invites,2\n"));
    let said = desk.run_with(&["import", "--guide", "usage.csv", "--no-sweep"], "all\n\ny\n").ok();
    assert!(said.contains("metrics invites: add them"), "only what is new is asked about: {said}");
    assert_eq!(counts(&desk.json(&["import", "usage.csv", "--no-sweep"]), "usage.csv"), json!([0, 0, 2, 0, 2]));
    let report = desk.json(&["import", "usage.csv", "--new-metrics", "--no-sweep"]);
    assert_eq!((counts(&report, "usage.csv"), &report["new_metrics"]), (json!([2, 0, 2, 0, 0]), &json!(["uploads", "exports"])), "said outright");
}

#[test]
fn a_metric_that_is_nearly_a_known_one_is_asked_about_first_and_read_as_it() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    let event = |nth: u8, name: &str, day: u8| format!("x,{nth},{name},A1,2026-11-0{day}T09:00:00Z\n");
    let head = "event,*.uuid,*.event,*.properties.account_id,*.timestamp\n";
    let events = [event(1, "login", 2), event(2, "logins", 2), event(3, "login", 3), event(4, "report_exported", 3)].concat();
    desk.write("events.csv", &format!("{head}{events}"));
    let said = desk.run_with(&["import", "--guide", "events.csv", "--no-sweep"], "\nnone\n\ny\n").ok();
    assert!(said.contains("Is `login` your metric `logins`? [yes] / new / no"), "{said}");
    assert!(said.contains("Unknown metrics report_exported: add them"), "it is not listed once more: {said}");
    assert_eq!(desk.json(&["accounts", "metric.logins.sum(28d):=3"]).as_array().unwrap().len(), 1, "both names of a day add up");
    desk.write("events.csv", &format!("{head}{events}{}", event(5, "login", 4)));
    assert_eq!(counts(&desk.json(&["import", "events.csv", "--no-sweep"]), "events.csv"), json!([1, 0, 3, 0, 1]), "both answers are kept");
}

#[test]
fn a_metric_that_is_nearly_a_known_one_can_be_one_of_its_own_or_none() {
    let rows = "account,date,metric,value\nA1,2026-11-02,login,7\n";
    for (answer, after) in [("new", json!([0, 0, 1, 0, 0])), ("no", json!([0, 0, 0, 0, 1]))] {
        let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
        desk.write("usage.csv", rows);
        desk.run_with(&["import", "--guide", "usage.csv", "--no-sweep"], &format!("{answer}\n\ny\n")).ok();
        assert_eq!(counts(&desk.json(&["import", "usage.csv", "--no-sweep"]), "usage.csv"), after, "{answer}");
        let rules = std::fs::read_to_string(desk.path("rules.toml")).unwrap_or_default();
        assert_eq!(rules.contains("[metrics.\"login\"]"), answer == "new", "{rules}");
    }
}

#[test]
fn events_with_names_of_several_words_become_metrics_that_are_known_by_them() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    let events = "event,*.uuid,*.event,*.properties.account_id,*.timestamp\n\
        x,1,Report exported,A1,2026-11-02T09:00:00Z\nx,2,report exported,A1,2026-11-02T10:00:00Z\nx,3,$pageview,A1,2026-11-03T10:00:00Z\n";
    desk.write("events.csv", events);
    desk.run_with(&["import", "--guide", "events.csv", "--no-sweep"], "all\n\ny\n").ok();
    assert_eq!(desk.json(&["accounts", "metric.Report_exported.sum(28d):>=2"]).as_array().unwrap().len(), 1);
    assert_eq!(counts(&desk.json(&["import", "events.csv", "--no-sweep"]), "events.csv"), json!([0, 0, 3, 0, 0]));
    assert!(std::fs::read_to_string(desk.path("rules.toml")).unwrap().contains("label = \"Report exported\""));
}

#[test]
fn a_metric_is_added_for_a_row_that_goes_in_and_for_no_other() {
    let desk = Desk::with_files(&[("accounts.csv", ACCOUNTS)]);
    desk.write("usage.csv", "account,date,metric,value\nA1,02/11/2026,logins,1\nA9,02/11/2026,ghosts,1\nA1,13/11/2026,uploads,1\n");
    let report = desk.json(&["import", "usage.csv", "--new-metrics", "--no-sweep"]);
    assert_eq!((counts(&report, "usage.csv"), &report["new_metrics"]), (json!([2, 0, 0, 1, 0]), &json!(["uploads"])), "{report}");
}

#[test]
fn amounts_with_the_sign_of_another_currency_are_asked_about_with_its_rate() {
    let desk = Desk::new();
    desk.write("accounts.csv", "name,arr,start_date\nAoba,\"$1,200\",2025-04-01\nBunka,$800,2025-04-01\n");
    // In dollars: yes; no column to change; import; the book stays in yen; a dollar is 150 yen; all else stays.
    let said = desk.run_with(&["import", "--guide", "accounts.csv", "--no-sweep"], "\n\ny\nno\n-1\n150\n\n\nno\n").ok();
    assert!(
        said.contains("Are amounts in `arr` in USD?") && said.contains("What is 1 USD worth in JPY?") && said.contains("`-1` is no answer"),
        "{said}"
    );
    assert_eq!(desk.json(&["accounts", "--sort", "arr"])[1]["arr"], 180_000.0);
    assert!(std::fs::read_to_string(desk.path("config.toml")).unwrap().contains("rates = { USD = 150 }"));
    desk.write("accounts.csv", "name,arr,start_date\nAoba,\"$1,300\",2025-04-01\nBunka,$800,2025-04-01\n");
    assert_eq!(counts(&desk.json(&["import", "accounts.csv", "--no-sweep"]), "accounts.csv"), json!([0, 1, 1, 0, 0]), "the answer is kept");
}

#[test]
fn values_in_the_one_sheet_are_asked_for_their_day_each_time() {
    let desk = Desk::new();
    desk.write("顧客.csv", "会社名,年額（税抜）,契約日,logins\nみどり,1200000,2025-04-01,12\n");
    let observed = |name: &str| {
        let signals = desk.json(&["explain", name])["signals"].clone();
        let usage = signals.as_array().unwrap().iter().find(|signal| signal["fact"].as_str().unwrap().contains("logins")).unwrap().clone();
        usage["observed_on"].clone()
    };
    // A day to come is none; then the columns, yes, and none of what a new book is asked.
    let said = desk.run_with(&["import", "--guide", "顧客.csv", "--no-sweep"], "2099-01-01\n2026-11-02\n\ny\n").ok();
    assert!(said.contains("Of which day are the values of logins?") && said.contains("`2099-01-01` is no answer"), "{said}");
    assert_eq!(observed("みどり"), "2026-11-02");
    let said = desk.run_with(&["import", "--guide", "顧客.csv", "--on", "2026-11-09", "--no-sweep"], "\ny\n").ok();
    assert!(!said.contains("Of which day"), "it is said already: {said}");
    assert_eq!(observed("みどり"), "2026-11-09");
}

#[test]
fn the_guide_is_answered_in_japanese_and_with_the_letters_of_an_input_method() {
    let desk = Desk::new();
    desk.write("顧客.csv", "会社名,月額（税込）,契約日,次回更新日,担当者名\nみどり,\"11,000\",2025-04-01,2027-04-01,佐藤\n");
    // 10 % of tax, terms of 12 months, 60 days of notice; the fifth column is our owner; yes; 3 accounts, 8 hours, no folder.
    let said = desk
        .run_with(&["--lang", "ja", "import", "--guide", "顧客.csv", "--no-sweep"], "１０％\n１２\n６０\n5\n自社担当\n\nはい\n３\n８\nいいえ\n")
        .ok();
    assert!(!said.contains("答えとして読み取れません") && said.contains("自社担当 owner"), "{said}");
    let page = desk.json(&["show", "みどり"]);
    assert_eq!(page["arr"].as_f64(), Some(120_000.0), "{page}");
    assert_eq!(desk.json(&["accounts", "owner:佐藤"]).as_array().unwrap().len(), 1);
    let said = desk.run_with(&["--lang", "ja", "import", "--guide", "顧客.csv", "--no-sweep"], "\nｙ\n").ok();
    assert!(said.contains("新しい内容はありません"), "{said}");
}

#[test]
fn what_was_answered_before_the_person_stopped_counts() {
    let desk = Desk::new();
    desk.write("顧客.csv", BOOK);
    let said = desk.run_with(&["import", "--guide", "顧客.csv", "--no-sweep"], "\n60\n\ny\n1\n").ok();
    assert!(said.contains("1 of them high touch") && said.contains("The rest is left as it is"), "{said}");
    assert!(!desk.path("config.toml").exists(), "nobody said anything of hours");
}

#[test]
fn the_currency_of_a_file_that_was_said_once_is_remembered_with_the_answers() {
    let desk = Desk::new();
    desk.write("accounts.csv", "name,arr,start_date,renewal_date\nAoba,\"$1,200\",2025-04-01,2027-04-01\n");
    desk.run_with(&["import", "--guide", "accounts.csv", "--currency", "USD", "--no-sweep"], "\n\n\ny\nno\n150\n").ok();
    assert_eq!(desk.json(&["accounts"])[0]["arr"], 180_000.0);
    assert_eq!(counts(&desk.json(&["import", "accounts.csv", "--no-sweep"]), "accounts.csv"), json!([0, 0, 1, 0, 0]));
}

#[test]
fn a_book_of_dollars_becomes_one() {
    let desk = Desk::new();
    desk.write("accounts.csv", "name,arr,start_date\nAoba,\"$1,200\",2025-04-01\nBunka,$800.50,2025-04-01\n");
    let said = desk.run_with(&["import", "--guide", "accounts.csv", "--no-sweep"], "\n\ny\n\n\n\nno\n").ok();
    assert!(said.contains("Reckon the book in USD instead of JPY?") && !said.contains("What is 1 USD"), "{said}");
    let accounts = desk.json(&["accounts", "--sort", "arr"]);
    assert_eq!((&accounts[0]["arr"], &accounts[0]["currency"]), (&json!(800.5), &json!("USD")), "{accounts}");
}
