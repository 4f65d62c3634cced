//! Bad input: each a sentence that says what, where and what to do next, with the exit code of the contract.

use crate::support::Desk;
use serde_json::Value;
use std::os::unix::fs::PermissionsExt as _;

const ACCOUNTS: (&str, &str) =
    ("accounts.csv", "id,name,arr,start_date,renewal_date\nA1,Sakura,100,2025-01-01,2027-01-01\nA2,Sakura West,100,2025-01-01,2027-01-01\n");

#[track_caller]
fn says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in: {text}");
    }
}

#[test]
fn a_misspelt_key_in_the_rules_is_told_with_its_place() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    desk.write("rules.toml", "[[scorecard]]\nname = \"x\"\ngren = 70\nyellow = 40\n");
    for command in [&["rules", "check"][..], &["accounts"]] {
        let said = desk.run(command);
        assert_eq!(said.code, 1);
        says(&(said.stdout + &said.stderr), &["rules.toml:3:1", "gren", "green"]);
    }
}

#[test]
fn every_problem_of_the_rules_is_told_at_once() {
    let desk = Desk::new();
    desk.write(
        "rules.toml",
        "[[scorecard]]\nname = \"x\"\nscale = \"percent\"\ngreen = 40\nyellow = 70\n[[scorecard.signal]]\nkey = \"a\"\nfact = \"overdu\"\nweight = 0\nbands = [ { at_least = 1, points = 1 } ]\n",
    );
    let said = desk.run(&["rules", "check"]);
    assert_eq!(said.code, 1);
    says(&(said.stdout + &said.stderr), &["overdu", "overdue", "rules.toml:8", "rules.toml:9", "rules.toml:10"]);
}

#[test]
fn a_filter_with_a_typo_shows_the_place_and_the_nearest_word() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    says(&desk.run(&["accounts", "状態:危険 renewl:<90d"]).fails(2), &["renewl", "renewal", "^"]);
    says(&desk.run(&["accounts", "light:rde"]).fails(2), &["rde", "red"]);
    says(&desk.run(&["accounts", "arr:5m..1m"]).fails(2), &["5m..1m"]);
    let error: Value = serde_json::from_str(&desk.run(&["accounts", "name:\"x", "--json"]).fails(2)).unwrap();
    assert_eq!(error["error"]["kind"], "usage");
    assert!(error["error"]["where"]["start"].is_u64() && error["error"]["hint"].is_string(), "{error}");
}

#[test]
fn a_missing_book_says_how_to_make_one() {
    says(&Desk::new().run(&["accounts"]).fails(3), &["book.db", "banso import", "banso init"]);
}

#[test]
fn what_is_said_of_an_account_makes_no_book_where_there_is_none() {
    let desk = Desk::new();
    let lines: [&[&str]; 6] = [
        &["note", "A1", "hello"],
        &["log", "A1", "call"],
        &["observe", "A1", "logins", "3"],
        &["pulse", "A1", "red", "--reason", "silence"],
        &["account", "set", "A1", "touch=high"],
        &["task", "add", "A1", "call them"],
    ];
    for line in lines {
        says(&desk.run(line).fails(3), &["book.db", "banso init"]);
        assert!(!desk.book().exists(), "{line:?}");
    }
}

#[test]
fn an_export_never_takes_the_place_of_the_book_or_its_rules() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    desk.run(&["init"]).ok();
    let rules = std::fs::read(desk.path("rules.toml")).unwrap();
    let before = desk.export();
    for path in ["book.db", "./in/../book.db", "rules.toml", "config.toml"] {
        says(&desk.run(&["export", "accounts", path]).fails(1), &[path, "another path"]);
    }
    assert_eq!(std::fs::read(desk.path("rules.toml")).unwrap(), rules);
    assert_eq!(desk.export(), before);
}

#[test]
fn a_file_that_is_no_book_is_told_and_left_alone() {
    for content in
        [&b""[..], b"this is no database, but it is long enough to be looked at as one............................................................"]
    {
        let desk = Desk::new();
        std::fs::write(desk.book(), content).unwrap();
        says(&desk.run(&["accounts"]).fails(3), &["book.db"]);
        desk.run(&["note", "A1", "x"]).fails(3);
        assert_eq!(std::fs::read(desk.book()).unwrap(), content);
    }
}

#[test]
fn a_newer_book_is_not_touched() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    let mut bytes = std::fs::read(desk.book()).unwrap();
    bytes[60..64].copy_from_slice(&9999_u32.to_be_bytes());
    std::fs::write(desk.book(), &bytes).unwrap();
    says(&desk.run(&["accounts"]).fails(3), &["newer"]);
    desk.run(&["note", "A1", "x"]).fails(3);
    assert_eq!(std::fs::read(desk.book()).unwrap(), bytes);
}

#[test]
fn a_folder_without_rights_is_told() {
    let desk = Desk::new();
    let folder = desk.path("closed");
    std::fs::create_dir(&folder).unwrap();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o500)).unwrap();
    if std::fs::write(folder.join("probe"), "").is_ok() {
        // Whoever runs this may write anywhere; there is nothing to refuse.
        return;
    }
    let book = folder.join("book.db");
    says(&desk.run(&["init", "--book", book.to_str().unwrap()]).fails(3), &["closed"]);
}

#[test]
fn an_unknown_or_ambiguous_account_lists_what_could_be_meant() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    says(&desk.run(&["show", "saku"]).fails(1), &["A1", "A2", "Sakura West"]);
    says(&desk.run(&["show", "Sakurra"]).fails(1), &["Sakurra", "Sakura"]);
    desk.run(&["show", "sakura"]).ok();
}

#[test]
fn a_wrong_command_line_is_2() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    desk.run(&["acounts"]).fails(2);
    let error: Value = serde_json::from_str(&desk.run(&["accounts", "--limitt", "3", "--json"]).fails(2)).unwrap();
    says(error["error"]["message"].as_str().unwrap(), &["--limitt", "--limit"]);
    desk.run(&["accounts", "--as-of", "soon"]).fails(2);
    desk.run(&["accounts", "--sort", "beauty"]).fails(2);
    desk.run(&["pulse", "A1", "purple", "--reason", "x"]).fails(2);
    desk.run(&["account", "set", "A1", "toch=high"]).fails(2);
    desk.run(&["observe", "A1", "logins", "many"]).fails(2);
    says(&desk.run(&["observe", "A1", "logins", "3", "--on", "2026-12-01"]).fails(2), &["2026-12-01", "to come"]);
}

#[test]
fn an_unknown_metric_is_asked_about_and_not_made() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    says(&desk.run(&["observe", "A1", "logns", "3"]).fails(1), &["logns", "logins"]);
    desk.files("in", &[("usage.csv", "account,date,metric,value\nA1,2026-11-22,uploads,3\n")]);
    let said = desk.run(&["import", "in", "--no-sweep"]);
    says(&(said.stdout + &said.stderr), &["uploads", "--new-metrics"]);
    desk.run(&["import", "in", "--no-sweep", "--new-metrics"]).ok();
    assert_eq!(desk.run(&["accounts", "metric.uploads:3"]).code, 0);
}

#[test]
fn an_output_that_cannot_be_written_is_3_and_a_closed_pipe_is_0() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    assert_eq!(desk.command(&["accounts"]).stdout(full).status().unwrap().code(), Some(3));
    let mut child = desk.command(&["facts"]).stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_book_behind_a_symbolic_link_is_refused() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    let link = desk.path("link.db");
    std::os::unix::fs::symlink(desk.book(), &link).unwrap();
    desk.run(&["accounts", "--book", link.to_str().unwrap()]).fails(3);
}

#[test]
fn the_book_and_its_folder_are_private() {
    let desk = Desk::new();
    let book = desk.path("deep/er/book.db");
    desk.run(&["init", "--book", book.to_str().unwrap()]).ok();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&book), 0o600);
    assert_eq!(mode(book.parent().unwrap()), 0o700);
}

#[test]
fn a_wrong_command_line_is_told_in_the_readers_language_with_the_next_step() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    let lines: [(&[&str], &str, &str); 8] = [
        (&["acounts"], "acounts", "accounts"),
        (&["show"], "<ACCOUNT>", "banso show --help"),
        (&["account"], "banso account", "set"),
        (&["note", "A1", ""], "<TEXT>", "banso note --help"),
        (&["show", "A1", "A2"], "A2", "banso show --help"),
        (&["accounts", "--format", "xml"], "xml", "jsonl"),
        (&["log", "A1", "call", "--minutes", "x"], "--minutes", "banso log --help"),
        (&["accounts", "--as-off", "x"], "--as-off", "--as-of"),
    ];
    for (line, what, next) in lines {
        let (en, ja) = (desk.run(line).fails(2), desk.run(&[line, &["--lang", "ja"]].concat()).fails(2));
        says(&en, &["banso: ", what, next]);
        says(&ja, &["banso: ", what, next, "。"]);
        let error: Value = serde_json::from_str(&desk.run(&[line, &["--json"]].concat()).stderr).unwrap_or_default();
        // `--format xml --json` contradicts itself before it is JSON.
        assert!(error["error"]["hint"].is_string() || line.contains(&"xml"), "{line:?}: {error}");
    }
}

#[test]
fn a_phase_that_only_contracts_decide_is_not_offered() {
    let desk = Desk::with_files(&[ACCOUNTS]);
    let said = desk.run(&["account", "set", "A1", "phase=churned"]).fails(2);
    says(&said, &["onboarding", "renewal"]);
    assert_eq!(said.matches("churned").count(), 1, "{said}");
    assert!(!desk.run(&["pulse", "A1", "grey", "--reason", "x"]).stderr.contains("yellow, red, grey"));
}
