//! Several at once on one book.

use crate::support::{AT, Desk, TODAY, act, add_account, note};
use banso::book::Rates;
use banso::store::{Mode, Source, Store, StoreError};
use serde_json::json;
use std::thread;

#[test]
fn two_writers_lose_nothing_and_are_never_told_of_a_lock() {
    let desk = Desk::new();
    let id = add_account(&mut desk.write(), "A1");
    thread::scope(|scope| {
        for writer in 0..2 {
            let path = &desk.path;
            scope.spawn(move || {
                let mut store = Store::open(path, Mode::Write).unwrap();
                for turn in 0..40 {
                    store.act(Source::Cli, TODAY, AT, json!({}), |tx| tx.put(&note(id, &format!("{writer}-{turn}")))).unwrap();
                }
            });
        }
    });
    let store = desk.read();
    assert_eq!(store.load_accounts(&[id]).unwrap().0[0].notes.len(), 80);
    assert_eq!(store.history(None, 999).unwrap().len(), 81);
}

#[test]
fn several_who_make_the_same_book_get_one_book() {
    let desk = Desk::new();
    thread::scope(|scope| {
        for maker in 0..4 {
            let path = &desk.path;
            scope.spawn(move || add_account(&mut Store::open(path, Mode::Write).unwrap(), &format!("A{maker}")));
        }
    });
    assert_eq!(desk.read().load_book(Rates::default()).unwrap().accounts().len(), 4);
    assert_eq!(desk.bytes().len(), 1, "the books of those who came late are gone");
}

#[test]
fn the_change_of_another_is_seen_and_ones_own_is_not() {
    let desk = Desk::new();
    let (mut mine, mut theirs) = (desk.write(), desk.write());
    let before = (mine.data_version().unwrap(), mine.revision().unwrap());
    add_account(&mut mine, "A1");
    assert_eq!(mine.data_version().unwrap(), before.0);
    let id = add_account(&mut theirs, "A2");
    assert_ne!(mine.data_version().unwrap(), before.0);
    assert!(mine.accounts_changed_since(before.1).unwrap().contains(&id));
}

#[test]
fn what_is_read_in_one_snapshot_is_of_one_state() {
    let desk = Desk::new();
    let (mut writer, reader) = (desk.write(), desk.read());
    add_account(&mut writer, "A1");
    reader
        .snapshot::<_, StoreError>(|reader| {
            let before = reader.revision()?;
            act(&mut writer, |tx| tx.put(&crate::support::account("A2", "B")));
            assert_eq!(reader.revision()?, before);
            assert_eq!(reader.load_book(Rates::default())?.accounts().len(), 1);
            Ok(())
        })
        .unwrap();
    assert_eq!(reader.load_book(Rates::default()).unwrap().accounts().len(), 2);
}

/// Whether this process holds SQLite's shared lock on a file, by which others know that it is in use.
#[cfg(target_os = "linux")]
fn holds_shared_lock(path: &std::path::Path) -> bool {
    const SHARED_FIRST: &str = "1073741826";
    let inode = std::os::unix::fs::MetadataExt::ino(&path.metadata().unwrap()).to_string();
    let (this, locks) = (std::process::id().to_string(), std::fs::read_to_string("/proc/locks").unwrap());
    locks.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).any(|fields| {
        matches!(fields[..], [_, "POSIX", _, "READ", pid, file, from, ..] if pid == this && from == SHARED_FIRST && file.ends_with(&format!(":{inode}")))
    })
}

#[cfg(target_os = "linux")]
#[test]
fn a_book_that_is_looked_into_again_stays_known_as_in_use_to_other_programs() {
    let desk = Desk::new();
    let mut held = desk.write();
    add_account(&mut held, "A1");
    assert!(holds_shared_lock(&desk.path));
    // As the import screen does for its preview. Without the lock an older SQLite that closes the book clears its WAL away.
    for mode in [Mode::Read, Mode::Write] {
        drop(Store::open(&desk.path, mode).unwrap());
        assert!(holds_shared_lock(&desk.path), "{mode:?}");
    }
}
