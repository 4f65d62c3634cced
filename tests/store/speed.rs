//! The ratio that speed.md asks of an import: run by hand with `--release -- --ignored --nocapture`.

use crate::support::{AT, Desk, TODAY, act, add_account};
use banso::book::Rates;
use banso::book::rows::AccountId;
use banso::domain::Day;
use std::time::{Duration, Instant};

const ACCOUNTS: i64 = 1_000;
const METRICS: i64 = 5;
const DAYS: i32 = 120;

/// A bare loop over a prepared statement, in a book of the same making.
fn bare() -> Duration {
    let folder = tempfile::tempdir().unwrap();
    let mut conn = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    conn.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         CREATE TABLE observation (account INTEGER, metric INTEGER, day INTEGER, value REAL, PRIMARY KEY (account, metric, day)) WITHOUT ROWID;",
    )
    .unwrap();
    let start = Instant::now();
    let tx = conn.transaction().unwrap();
    let mut insert = tx.prepare("INSERT INTO observation VALUES (?1, ?2, ?3, ?4)").unwrap();
    for (account, metric, day) in rows() {
        insert.execute((account, metric, day, f64::from(day))).unwrap();
    }
    drop(insert);
    tx.commit().unwrap();
    start.elapsed()
}

fn rows() -> impl Iterator<Item = (i64, i64, i32)> {
    (1..=ACCOUNTS).flat_map(|account| (1..=METRICS).flat_map(move |metric| (0..DAYS).map(move |day| (account, metric, 20_000 + day))))
}

/// The same rows through an act.
fn journaled() -> (Duration, Duration, Duration) {
    let desk = Desk::new();
    let mut store = desk.write();
    for code in 1..=ACCOUNTS {
        add_account(&mut store, &code.to_string());
    }
    let start = Instant::now();
    act(&mut store, |tx| {
        let metrics: Vec<_> = (1..=METRICS).map(|metric| tx.metric(&metric.to_string())).collect::<Result<_, _>>()?;
        for (account, metric, day) in rows() {
            tx.observe(AccountId(account), metrics[usize::try_from(metric).unwrap() - 1], Day(day), f64::from(day))?;
        }
        Ok(())
    });
    let written = start.elapsed();
    let start = Instant::now();
    assert_eq!(store.load_book(Rates::default()).unwrap().accounts().len(), 1_000);
    let loaded = start.elapsed();
    let start = Instant::now();
    store.undo(AT).unwrap();
    (written, loaded, start.elapsed())
}

#[test]
#[ignore = "a measurement: needs a release build and a quiet machine"]
fn an_import_writes_observations_at_seven_tenths_of_a_bare_loop() {
    let mut ratios: Vec<f64> = (0..5)
        .map(|_| {
            let (bare, (written, loaded, undone)) = (bare(), journaled());
            println!("bare {bare:?}, journaled {written:?}, loaded {loaded:?}, undone {undone:?}");
            bare.as_secs_f64() / written.as_secs_f64()
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    println!("{ratios:.2?} on {TODAY}");
    assert!(ratios[2] >= 0.7, "{ratios:?}");
}
