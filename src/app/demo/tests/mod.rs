//! The demo as a whole: the same every time, and telling what it says it tells.

mod book;
mod lens;

use crate::app::demo::{ACCOUNTS, STORIES, TODAY, files};
use crate::domain::Day;
use std::collections::{BTreeMap, HashSet};

fn demo(accounts: usize) -> BTreeMap<&'static str, String> {
    files(TODAY, accounts).into_iter().collect()
}

/// The rows of a file, each by column.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn the_demo_is_made_for_a_monday_in_november() {
    assert_eq!(TODAY.to_string(), "2026-11-23");
    assert_eq!(TODAY.weekday(), chrono::Weekday::Mon);
}

#[test]
fn the_same_demo_comes_out_every_time() {
    assert_eq!(files(TODAY, ACCOUNTS), files(TODAY, ACCOUNTS));
}

#[test]
fn thirty_accounts_are_the_first_thirty_of_sixty() {
    let (few, many) = (demo(30), demo(ACCOUNTS));
    assert_eq!(rows(&few["accounts.csv"]).len(), 30);
    for (name, text) in &few {
        assert!(many[name].starts_with(text.as_str()), "{name}");
    }
}

#[test]
fn every_row_speaks_of_an_account_of_the_book() {
    let demo = demo(ACCOUNTS);
    let ids: HashSet<String> = rows(&demo["accounts.csv"]).into_iter().map(|row| row["id"].clone()).collect();
    for (name, text) in demo.iter().filter(|(name, _)| **name != "accounts.csv") {
        for row in rows(text) {
            let of_none = *name == "tasks.csv" && row["account"].is_empty();
            assert!(of_none || ids.contains(&row["account"]), "{name}: {row:?}");
        }
    }
}

#[test]
fn nothing_but_plans_and_ends_lies_in_the_future() {
    const AHEAD: [&str; 5] = ["end", "due", "until", "churned_on", "start"];
    for (name, text) in demo(ACCOUNTS) {
        for row in rows(&text) {
            for (column, value) in &row {
                let planned = row.get("status").is_some_and(|status| status == "planned");
                if let Some(day) = Day::parse_iso(value).filter(|_| !planned && !AHEAD.contains(&column.as_str())) {
                    assert!(day <= TODAY, "{name} {column}: {row:?}");
                }
            }
        }
    }
}

#[test]
fn every_story_has_an_account_of_its_own_among_the_first_thirty() {
    let places: HashSet<usize> = STORIES.iter().map(|story| story.place).collect();
    assert_eq!(places.len(), STORIES.len());
    assert!(places.iter().all(|place| *place < 30));
}

#[test]
fn the_import_takes_every_row_and_understands_every_column() {
    let imported = book::imported(TODAY, ACCOUNTS);
    assert_eq!(imported.complaints, Vec::<String>::new());
    let written: usize = demo(ACCOUNTS).iter().map(|(name, text)| rows(text).len() * if *name == "usage.csv" { 4 } else { 1 }).sum();
    assert_eq!(imported.rows, written);
    assert_eq!(imported.book.accounts().len(), ACCOUNTS);
}
