//! How fast observations come in, as the ratio to a bare loop over a prepared statement in the same run: once into the
//! store from memory, once through the whole `banso import` from a CSV file, checks and journal included. It prints and
//! judges nothing: `cargo bench --bench import`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a measurement stops where it cannot go on")]
#![allow(clippy::print_stdout, reason = "what it measures is what it prints")]

#[path = "../tests/support/mod.rs"]
pub mod support;

use banso::book::rows::{AccountId, AccountRow};
use banso::domain::Day;
use banso::store::{Mode, Source, Store, StoreError, Tx};
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};
use support::Desk;

const ACCOUNTS: i64 = 1_000;
const METRICS: [&str; 5] = ["logins", "searches", "reports", "exports", "api_calls"];
const DAYS: i32 = 120;
const FIRST_DAY: i32 = 20_600;
const ROUNDS: usize = 5;
const AT: &str = "2026-11-23T09:00:00+09:00";

/// Account, place of the metric, day.
fn rows() -> impl Iterator<Item = (i64, usize, Day)> {
    (1..=ACCOUNTS)
        .flat_map(|account| (0..METRICS.len()).flat_map(move |metric| (FIRST_DAY..FIRST_DAY + DAYS).map(move |day| (account, metric, Day(day)))))
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A bare book and its loop; the rows come from where `feed` has them.
fn bare(feed: impl FnOnce(&mut dyn FnMut(i64, usize, i32, f64))) -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE observation (account INTEGER, metric INTEGER, day INTEGER, value REAL, PRIMARY KEY (account, metric, day)) WITHOUT ROWID;",
    )
    .unwrap();
    timed(|| {
        let tx = conn.transaction().unwrap();
        let mut insert = tx.prepare("INSERT INTO observation VALUES (?1, ?2, ?3, ?4)").unwrap();
        feed(&mut |account, metric, day, value| {
            insert.execute((account, i64::try_from(metric).unwrap(), day, value)).unwrap();
        });
        drop(insert);
        tx.commit().unwrap();
    })
}

fn bare_from_memory() -> Duration {
    bare(|put| rows().for_each(|(account, metric, day)| put(account, metric, day.0, f64::from(day.0))))
}

fn bare_from_csv(path: &Path) -> Duration {
    bare(|put| {
        for row in csv::Reader::from_path(path).unwrap().into_records() {
            let row = row.unwrap();
            let day = Day::parse_iso(&row[1]).unwrap();
            let metric = METRICS.iter().position(|metric| *metric == &row[2]).unwrap();
            put(row[0].trim_start_matches('A').parse().unwrap(), metric, day.0, row[3].parse().unwrap());
        }
    })
}

fn act(store: &mut Store, write: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>) {
    store.act(Source::Cli, Day(FIRST_DAY), AT, json!({}), write).unwrap();
}

fn through_the_store() -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("book.db"), Mode::Write).unwrap();
    act(&mut store, |tx| {
        for number in 1..=ACCOUNTS {
            let code = format!("A{number}");
            tx.put(&AccountRow { id: AccountId(0), name: code.clone(), code, yomi: None, added: Day(FIRST_DAY) })?;
        }
        Ok(())
    });
    timed(|| {
        act(&mut store, |tx| {
            let metrics: Vec<_> = METRICS.iter().map(|metric| tx.metric(metric)).collect::<Result<_, _>>()?;
            rows().try_for_each(|(account, metric, day)| tx.observe(AccountId(account), metrics[metric], day, f64::from(day.0)).map(drop))
        });
    })
}

fn through_the_import(usage: &str) -> Duration {
    let accounts = (1..=ACCOUNTS).fold(String::from("id,name\n"), |text, number| format!("{text}A{number},Account {number}\n"));
    let desk = Desk::new();
    desk.files("in", &[("accounts.csv", &accounts)]);
    desk.run(&["import", "in", "--no-sweep"]).ok();
    desk.write("usage.csv", usage);
    let mut report = json!(null);
    let took = timed(|| report = desk.json(&["import", "usage.csv", "--new-metrics", "--no-sweep"]));
    assert_eq!(report["files"][0]["new"], rows().count(), "{report}");
    took
}

fn tell(name: &str, pairs: &[(Duration, Duration)]) {
    let mut ratios: Vec<f64> = pairs.iter().map(|(bare, ours)| bare.as_secs_f64() / ours.as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    println!("{name}: {:.2} of the bare loop's speed (median; all {ratios:.2?})\n  {pairs:.0?}", ratios[ratios.len() / 2]);
}

/// A usage file of these rows.
fn csv_of(rows: impl Iterator<Item = (i64, usize, Day)>) -> String {
    rows.fold(String::from("account,date,metric,value\n"), |mut text, (account, metric, day)| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "A{account},{day},{},{}", METRICS[metric], day.0);
        text
    })
}

fn main() {
    let mut by_day: Vec<_> = rows().collect();
    by_day.sort_by_key(|(account, metric, day)| (*day, *account, *metric));
    let files = [("import, rows by account", csv_of(rows())), ("import, rows by day", csv_of(by_day.into_iter()))];
    println!("{} observations, {ROUNDS} rounds in turns: bare, ours", rows().count());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("usage.csv");
    let in_turns = |pair: &dyn Fn() -> (Duration, Duration)| (0..ROUNDS).map(|_| pair()).collect::<Vec<_>>();
    tell("store", &in_turns(&|| (bare_from_memory(), through_the_store())));
    for (name, usage) in files {
        std::fs::write(&path, &usage).unwrap();
        tell(name, &in_turns(&|| (bare_from_csv(&path), through_the_import(&usage))));
    }
}
