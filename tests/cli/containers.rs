//! Import of what people's tools write: other encodings, workbooks, JSON. What comes in is the same; only the way differs.

use crate::support::Desk;
use assert_cmd::Command;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::{Value, json};

/// Every row of every file is accounted for.
#[track_caller]
fn adds_up(report: &Value) {
    for file in report["files"].as_array().unwrap() {
        let count = |key: &str| file[key].as_u64().unwrap();
        assert_eq!(count("rows"), ["new", "changed", "unchanged", "rejected", "passed_over"].map(count).iter().sum::<u64>(), "{file}");
    }
}

fn file<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["files"].as_array().unwrap().iter().find(|file| file["file"].as_str().unwrap().ends_with(name)).unwrap()
}

/// Customers and their usage, one row of it of nobody, a sheet of weather, a hidden one and an empty one.
fn customers() -> Vec<u8> {
    let day = Format::new().set_num_format("yyyy/mm/dd");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("顧客").unwrap();
    sheet.write_row(0, 0, ["id", "name", "arr", "start_date"]).unwrap();
    sheet.write_row(1, 0, ["A1", "株式会社サクラ電機"]).unwrap();
    sheet.write(1, 2, 4_800_000).unwrap();
    sheet.write_with_format(1, 3, ExcelDateTime::from_ymd(2024, 12, 14).unwrap(), &day).unwrap();
    let sheet = book.add_worksheet().set_name("利用状況").unwrap();
    sheet.write_row(0, 0, ["account", "date", "logins"]).unwrap();
    for (row, account) in [(1, "A1"), (5, "ZZ")] {
        sheet.write(row, 0, account).unwrap();
        sheet.write_with_format(row, 1, ExcelDateTime::from_ymd(2026, 11, 15).unwrap(), &day).unwrap();
        sheet.write(row, 2, 4).unwrap();
    }
    book.add_worksheet().set_name("天気").unwrap().write_column(0, 0, ["rain", "3"]).unwrap();
    book.add_worksheet().set_name("控え").unwrap().set_hidden(true).write(0, 0, "x").unwrap();
    book.add_worksheet().set_name("白紙").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn the_sheets_of_a_workbook_go_in_together_each_as_its_kind() {
    let desk = Desk::new();
    std::fs::write(desk.path("kokyaku.xlsx"), customers()).unwrap();
    let report = desk.json(&["import", "kokyaku.xlsx", "--no-sweep"]);
    adds_up(&report);
    assert_eq!(file(&report, "kokyaku.xlsx#顧客")["new"], 1);
    let usage = file(&report, "kokyaku.xlsx#利用状況");
    assert_eq!((&usage["new"], &usage["rejected"]), (&json!(1), &json!(1)));
    assert_eq!((&report["rejected"][0]["file"], &report["rejected"][0]["line"]), (&json!("kokyaku.xlsx#利用状況"), &json!(6)));
    assert_eq!(file(&report, "kokyaku.xlsx#天気")["passed_over"], 1);
    let rejects = std::fs::read_to_string(desk.path("kokyaku.rejected.csv")).unwrap();
    assert_eq!(rejects, "account,date,logins\nZZ,2026-11-15,4\n");
    let account = desk.json(&["show", "A1"]);
    assert_eq!((&account["name"], &account["arr"]), (&json!("株式会社サクラ電機"), &json!(4_800_000.0)));
    let again = desk.json(&["import", "kokyaku.xlsx", "--no-sweep"]);
    adds_up(&again);
    assert_eq!((&again["entry"], &file(&again, "#顧客")["unchanged"]), (&Value::Null, &json!(1)));
}

#[test]
fn a_name_in_the_encoding_of_windows_comes_out_right() {
    let desk = Desk::new();
    let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("顧客ID,会社名\nA1,㈱ソフト能登①\nA2,髙﨑商会～\n");
    std::fs::write(desk.path("kokyaku.csv"), &bytes).unwrap();
    assert_eq!(desk.json(&["import", "kokyaku.csv", "--no-sweep"])["files"][0]["new"], 2);
    assert_eq!(desk.json(&["show", "A1"])["name"], "㈱ソフト能登①");
    assert_eq!(desk.json(&["show", "A2"])["name"], "髙﨑商会～");
}

#[test]
fn the_encoding_can_be_said() {
    let desk = Desk::new();
    std::fs::write(desk.path("a.csv"), b"id,name\nA1,\xc3\xbd\xc4\n").unwrap();
    desk.run(&["import", "a.csv", "--no-sweep", "--encoding", "cp932"]).ok();
    assert_eq!(desk.json(&["show", "A1"])["name"], "ﾃｽﾄ");
    let said = desk.run(&["import", "a.csv", "--encoding", "klingon"]).fails(2);
    assert!(said.contains("klingon") && said.contains("cp932"), "{said}");
}

#[test]
fn objects_of_json_lines_go_in_and_what_is_none_is_rejected_with_its_line() {
    let desk = Desk::with_files(&[("accounts.csv", "id,name\nA1,Aozora Foods\n")]);
    let lines = [
        r#"{"account":"A1","date":"2026-11-15","metric":"logins","value":4}"#,
        "oops",
        r#"{"account":"A1","date":"2026-11-16","metric":"logins","value":5}"#,
    ];
    desk.write("usage.jsonl", &lines.join("\n"));
    let report = desk.json(&["import", "usage.jsonl", "--no-sweep"]);
    adds_up(&report);
    assert_eq!((&report["files"][0]["new"], &report["files"][0]["rejected"]), (&json!(2), &json!(1)));
    assert_eq!(report["rejected"][0]["line"], 2);
    assert_eq!(std::fs::read_to_string(desk.path("usage.rejected.csv")).unwrap(), "account,date,metric,value\noops\n");
    let array = format!("[{},{}]", lines[0], lines[2]);
    desk.write("usage.json", &array);
    assert_eq!(desk.json(&["import", "usage.json", "--no-sweep"])["files"][0]["unchanged"], 2);
}

#[test]
fn a_pipe_can_be_read_though_it_cannot_be_read_twice() {
    let desk = Desk::new();
    let text = "id,name\nA1,株式会社ソフト表計算\n";
    let output = Command::from_std(desk.command(&["import", "/dev/stdin", "--no-sweep", "--json"])).write_stdin(text).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["files"][0]["new"], 1, "{report}");
}

#[test]
fn a_format_that_is_not_read_says_what_to_save_it_as() {
    let desk = Desk::new();
    desk.write("old.xls", "x");
    let said = desk.run(&["import", "old.xls", "--no-sweep"]).fails(1);
    assert!(said.contains("xls") && said.contains(".xlsx"), "{said}");
}
