//! Undo and redo through the command line: across processes, many steps, import and verbs alike.

use crate::support::Desk;

fn desk() -> Desk {
    Desk::with_files(&[
        (
            "accounts.csv",
            "id,name,arr,seats,start_date,renewal_date,touch,phase\nA1,株式会社サクラ電機,4800000,40,2024-12-14,2026-12-14,high,adoption\nA2,Aozora Foods,1200000,10,2025-02-11,2027-02-11,low,onboarding\n",
        ),
        ("usage.csv", "account,date,metric,value\nA1,2026-11-15,logins,4\nA1,2026-11-22,logins,2\nA2,2026-11-22,logins,9\n"),
        ("tickets.csv", "account,id,opened,closed,severity,subject,sentiment\nA1,T1,2026-11-10,,high,Broken,negative\n"),
    ])
}

const VERBS: &[&[&str]] = &[
    &["note", "A1", "New CTO"],
    &["log", "A1", "call", "--minutes", "20", "--note", "Asked"],
    &["observe", "A1", "logins", "7"],
    &["observe", "A2", "logins", "3", "--on", "2026-11-22"],
    &["pulse", "A1", "yellow", "--reason", "New boss"],
    &["account", "set", "A1", "touch=low", "tags=pilot;reference"],
    &["account", "set", "A2", "phase=adoption", "--since", "2026-10-01"],
    &["account", "set", "A2", "segment=SMB", "--since", "always"],
    &["task", "add", "A1", "Send the case", "--due", "fri", "--minutes", "15"],
    &["task", "snooze", "1", "3"],
    &["task", "wait", "1"],
    &["task", "done", "1"],
    &["task", "reopen", "1"],
    &["task", "drop", "1", "--reason", "noise"],
    &["account", "add", "Minato", "--arr", "600000", "--renewal", "2027-03-31"],
];

#[test]
fn every_verb_is_undone_to_the_equal_book_and_redone_to_the_equal_book() {
    let desk = desk();
    let mut books = vec![desk.export()];
    for verb in VERBS {
        desk.run(verb).ok();
        books.push(desk.export());
        let last_two = &books[books.len() - 2..];
        assert_ne!(last_two[0], last_two[1], "{verb:?} changed nothing");
    }
    for (verb, before) in VERBS.iter().zip(&books).rev() {
        desk.run(&["undo"]).ok();
        assert_eq!(&desk.export(), before, "undo of {verb:?}");
    }
    for after in &books[1..] {
        desk.run(&["redo"]).ok();
        assert_eq!(&desk.export(), after);
    }
    desk.run(&["redo"]).fails(1);
}

#[test]
fn an_import_is_one_step() {
    let desk = desk();
    let before = desk.export();
    desk.files(
        "more",
        &[
            ("accounts.csv", "id,name,arr\nA1,サクラ電機,5000000\nA3,New One,100\n"),
            ("usage.csv", "account,date,metric,value\nA1,2026-11-22,logins,5\nA3,2026-11-22,logins,1\n"),
        ],
    );
    desk.run(&["import", "more", "--no-sweep"]).ok();
    assert_ne!(desk.export(), before);
    desk.run(&["undo"]).ok();
    assert_eq!(desk.export(), before);
    desk.run(&["undo"]).ok();
    desk.run(&["undo"]).fails(1);
}

#[test]
fn a_new_act_ends_redo() {
    let desk = desk();
    desk.run(&["note", "A1", "one"]).ok();
    desk.run(&["undo"]).ok();
    desk.run(&["note", "A1", "two"]).ok();
    desk.run(&["redo"]).fails(1);
}

#[test]
fn undo_says_what_was_undone() {
    let desk = desk();
    desk.run(&["note", "A1", "one"]).ok();
    desk.run(&["pulse", "A1", "red", "--reason", "Lost trust"]).ok();
    let undone = desk.json(&["undo", "--steps", "2"]);
    assert_eq!(undone["undone"].as_array().unwrap().len(), 2, "{undone}");
    let history = desk.json(&["history", "A1"]);
    assert_eq!(history[0]["undone"], true);
}
