//! The program killed with SIGKILL while it writes: the book is without the act or whole, and what was acknowledged is there.

use crate::support::Desk;
use std::fmt::Write as _;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: u32 = 12;

/// A generator of delays that gives the same ones every time.
struct Dice(u64);

impl Dice {
    /// A time of up to `longest`, evenly spread.
    fn delay(&mut self, longest: Duration) -> Duration {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        longest.mul_f64(f64::from(u32::try_from(self.0 >> 33).unwrap()) / f64::from(u32::MAX >> 1))
    }
}

fn spawn(desk: &Desk, args: &[&str]) -> Child {
    desk.command(args).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Whether the command was done before it was killed.
fn killed_after(desk: &Desk, args: &[&str], delay: Duration) -> bool {
    let mut child = spawn(desk, args);
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap().success()
}

/// How long a command takes that nobody kills.
fn time(desk: &Desk, args: &[&str]) -> Duration {
    let begun = Instant::now();
    assert!(spawn(desk, args).wait().unwrap().success());
    begun.elapsed()
}

fn assert_sound(desk: &Desk) {
    let book = rusqlite::Connection::open(desk.book()).unwrap();
    let told: String = book.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(told, "ok");
}

fn filled_folder(desk: &Desk) {
    let (mut accounts, mut usage, mut tickets) = ("id,name,touch\n".to_owned(), "account,date,metric,value\n".to_owned(), String::new());
    tickets.push_str("account,id,opened,severity\n");
    for account in 1..=40 {
        writeln!(accounts, "A{account},Company {account},low").unwrap();
        for day in 1..=28 {
            writeln!(usage, "A{account},2026-10-{day:02},logins,{day}\nA{account},2026-10-{day:02},active_users,{account}").unwrap();
        }
        writeln!(tickets, "A{account},T{account},2026-10-05,low").unwrap();
    }
    desk.files("in", &[("accounts.csv", &accounts), ("usage.csv", &usage), ("tickets.csv", &tickets)]);
}

#[test]
fn an_import_killed_at_any_moment_is_not_there_or_whole() {
    const IMPORT: &[&str] = &["import", "in", "--no-sweep"];
    let desk = Desk::with_files(&[("accounts.csv", "id,name\nA1,Company 1\n")]);
    let without = desk.export();
    filled_folder(&desk);
    let longest = time(&desk, IMPORT).mul_f64(1.2);
    let whole = desk.export();
    assert_ne!(without, whole);
    desk.run(&["undo"]).ok();
    let mut dice = Dice(7);
    for round in 0..ROUNDS {
        let acknowledged = killed_after(&desk, IMPORT, dice.delay(longest));
        let found = desk.export();
        assert_sound(&desk);
        assert!(found == without && !acknowledged || found == whole, "round {round}: acknowledged {acknowledged}");
        if found == whole {
            desk.run(&["undo"]).ok();
        }
    }
    desk.run(IMPORT).ok();
    assert_eq!(desk.export(), whole);
}

#[test]
fn an_acknowledged_note_is_there_and_no_other_is_there_by_half() {
    let desk = Desk::with_files(&[("accounts.csv", "id,name\nA1,Company 1\n")]);
    let longest = time(&desk, &["note", "A1", "the first"]).mul_f64(1.5);
    let mut dice = Dice(11);
    let tried: Vec<(String, bool)> = (0..2 * ROUNDS)
        .map(|round| {
            let text = format!("note {round}");
            let acknowledged = killed_after(&desk, &["note", "A1", &text], dice.delay(longest));
            (text, acknowledged)
        })
        .collect();
    let page = desk.json(&["show", "A1"]);
    assert_sound(&desk);
    let kept: Vec<&str> = page["timeline"].as_array().unwrap().iter().map(|event| event["text"].as_str().unwrap()).collect();
    for (text, acknowledged) in &tried {
        let times = kept.iter().filter(|kept| *kept == text).count();
        assert!(times == 1 || times == 0 && !acknowledged, "{text}: {times} times, acknowledged {acknowledged}");
    }
    let entries = desk.json(&["history"]).as_array().unwrap().len();
    assert_eq!(entries, kept.len() + 1, "an entry for each note and for the import");
}
