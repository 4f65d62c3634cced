//! What stands in the place of a book, and what opening it does and does not do.

use crate::support::{Desk, act, add_account, note};
use banso::book::Rates;
use banso::store::{Mode, Store, StoreError};
use std::fs;
use std::path::Path;

fn refusal(path: &Path, mode: Mode) -> StoreError {
    Store::open(path, mode).unwrap_err()
}

/// Sets a field of the header.
fn stamp(path: &Path, pragma: &str, value: i64) {
    rusqlite::Connection::open(path).unwrap().pragma_update(None, pragma, value).unwrap();
}

#[test]
fn a_missing_book_is_made_by_writing_and_told_by_reading() {
    let desk = Desk::new();
    assert!(matches!(refusal(&desk.path, Mode::Read), StoreError::Missing { path } if path == desk.path));
    assert!(desk.bytes().is_empty(), "reading made nothing");
    drop(desk.write());
    assert_eq!(desk.bytes().len(), 1, "closed, the book is one file");
    assert!(desk.read().check().unwrap().is_empty());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_the_book_and_what_lies_beside_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new();
    let path = desk.folder.path().join("new/deep/book.db");
    let mut store = Store::open(&path, Mode::Write).unwrap();
    add_account(&mut store, "A1");
    store.backup(&path.with_file_name("copy.db")).unwrap();
    let rights = |name: &str| fs::metadata(path.with_file_name(name)).unwrap().permissions().mode() & 0o777;
    for name in ["book.db", "book.db-wal", "book.db-shm", "copy.db"] {
        assert_eq!(rights(name), 0o600, "{name}");
    }
    assert_eq!(fs::metadata(path.parent().unwrap()).unwrap().permissions().mode() & 0o777, 0o700);
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    drop(Store::open(&path, Mode::Write).unwrap());
    assert_eq!(rights("book.db"), 0o600, "rights that others had are taken away");
}

#[test]
fn what_is_no_book_is_refused_and_left_as_it_was() {
    for mode in [Mode::Read, Mode::Write] {
        let desk = Desk::new();
        for (bytes, empty) in [(Vec::new(), true), (b"name,arr\nA,1\n".to_vec(), false), (vec![7; 5_000], false)] {
            fs::write(&desk.path, &bytes).unwrap();
            match refusal(&desk.path, mode) {
                StoreError::Empty { .. } => assert!(empty),
                StoreError::NotADatabase { .. } => assert!(!empty),
                other => panic!("{other:?}"),
            }
            assert_eq!(desk.bytes(), [("book.db".to_owned(), bytes)]);
        }
    }
}

#[test]
fn a_folder_is_no_book() {
    let desk = Desk::new();
    fs::create_dir(&desk.path).unwrap();
    assert!(matches!(refusal(&desk.path, Mode::Write), StoreError::NotADatabase { .. }));
}

#[test]
fn a_database_of_another_program_and_a_newer_book_are_left_as_they_are() {
    for mode in [Mode::Read, Mode::Write] {
        let desk = Desk::new();
        rusqlite::Connection::open(&desk.path).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
        let before = desk.bytes();
        assert!(matches!(refusal(&desk.path, mode), StoreError::Foreign { application_id: 0, .. }));
        assert_eq!(desk.bytes(), before);

        let desk = Desk::new();
        drop(desk.write());
        stamp(&desk.path, "user_version", 99);
        let before = desk.bytes();
        assert!(matches!(refusal(&desk.path, mode), StoreError::Newer { found: 99, .. }));
        assert_eq!(desk.bytes(), before);
    }
}

#[test]
fn a_book_that_was_made_newer_and_not_yet_checkpointed_is_refused_too() {
    let desk = Desk::new();
    let other = desk.write();
    stamp(&desk.path, "user_version", 99);
    assert_ne!(fs::read(&desk.path).unwrap()[63], 99, "the new version lies in the WAL only");
    assert!(matches!(refusal(&desk.path, Mode::Write), StoreError::Newer { found: 99, .. }));
    drop(other);
}

#[test]
fn an_older_book_is_brought_up_by_writing_after_a_copy_and_told_by_reading() {
    let desk = Desk::new();
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    conn.pragma_update(None, "application_id", 0x626e_736f).unwrap();
    drop(conn);
    assert!(matches!(refusal(&desk.path, Mode::Read), StoreError::Older { found: 0, .. }));
    add_account(&mut desk.write(), "A1");
    let names: Vec<String> = desk.bytes().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["book.db", "book.v0.db"]);
}

#[test]
fn a_truncated_book_is_told_as_damaged() {
    let desk = Desk::new();
    let mut store = desk.write();
    let account = add_account(&mut store, "A1");
    act(&mut store, |tx| (0..400).try_for_each(|_| tx.put(&note(account, &"x".repeat(500))).map(|_| ())));
    drop(store);
    let length = fs::metadata(&desk.path).unwrap().len();
    fs::OpenOptions::new().write(true).open(&desk.path).unwrap().set_len(length / 2 / 4096 * 4096).unwrap();
    for mode in [Mode::Read, Mode::Write] {
        assert!(matches!(refusal(&desk.path, mode), StoreError::Corrupt { .. }));
    }
}

#[test]
fn flipped_bytes_are_named_by_the_check() {
    let desk = Desk::new();
    let mut store = desk.write();
    let account = add_account(&mut store, "A1");
    act(&mut store, |tx| (0..400).try_for_each(|_| tx.put(&note(account, &"x".repeat(500))).map(|_| ())));
    drop(store);
    let mut bytes = fs::read(&desk.path).unwrap();
    let middle = bytes.len() * 3 / 4 / 4096 * 4096;
    bytes[middle..middle + 64].fill(0xa5);
    fs::write(&desk.path, bytes).unwrap();
    match desk.read().check() {
        Ok(faults) => assert!(!faults.is_empty()),
        Err(error) => assert!(matches!(error, StoreError::Corrupt { .. }), "{error:?}"),
    }
}

#[test]
fn an_observation_of_no_account_is_named_by_the_check() {
    let desk = Desk::new();
    drop(desk.write());
    rusqlite::Connection::open(&desk.path).unwrap().execute_batch("INSERT INTO observation VALUES (9, 9, 9, 9.0)").unwrap();
    assert_eq!(desk.read().check().unwrap(), ["observation: 1 rows point to nothing"]);
}

#[test]
fn changes_without_their_book_are_not_started_over() {
    let desk = Desk::new();
    let wal = desk.folder.path().join("book.db-wal");
    fs::write(&wal, "changes").unwrap();
    assert!(matches!(refusal(&desk.path, Mode::Write), StoreError::LooseWal { .. }));
    assert_eq!(fs::read(&wal).unwrap(), b"changes");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_the_book_is_refused_and_a_linked_folder_is_not() {
    let desk = Desk::new();
    drop(desk.write());
    let link = desk.folder.path().join("link.db");
    std::os::unix::fs::symlink(&desk.path, &link).unwrap();
    assert!(matches!(refusal(&link, Mode::Write), StoreError::Symlink { path } if path.ends_with("link.db")));
    let other = tempfile::tempdir().unwrap();
    let folder = other.path().join("linked");
    std::os::unix::fs::symlink(desk.folder.path(), &folder).unwrap();
    assert_eq!(Store::open(&folder.join("book.db"), Mode::Read).unwrap().path(), desk.path);
}

#[test]
fn reading_changes_no_byte_and_leaves_no_file() {
    let desk = Desk::new();
    add_account(&mut desk.write(), "A1");
    let before = desk.bytes();
    let store = desk.read();
    assert_eq!(store.load_book(Rates::default()).unwrap().accounts().len(), 1);
    assert_eq!(store.history(None, 10).unwrap().len(), 1);
    drop(store);
    assert_eq!(desk.bytes(), before);
}

#[test]
fn reading_after_a_crash_sees_what_lies_in_the_wal_and_leaves_it_there() {
    let (desk, crashed) = (Desk::new(), Desk::new());
    let mut store = desk.write();
    add_account(&mut store, "A1");
    // A copy of the files of an open book is what a crash leaves behind.
    for (name, bytes) in desk.bytes().into_iter().filter(|(name, _)| !name.ends_with("-shm")) {
        fs::write(crashed.folder.path().join(name), bytes).unwrap();
    }
    let kept = || crashed.bytes().into_iter().filter(|(name, _)| !name.ends_with("-shm")).collect::<Vec<_>>();
    let before = kept();
    assert!(before.iter().any(|(name, bytes)| name == "book.db-wal" && !bytes.is_empty()));
    assert_eq!(crashed.read().load_book(Rates::default()).unwrap().accounts().len(), 1);
    assert_eq!(kept(), before);
}

#[test]
fn a_book_opened_for_reading_takes_no_act() {
    let desk = Desk::new();
    drop(desk.write());
    let refused = desk.read().act(banso::store::Source::Cli, crate::support::TODAY, crate::support::AT, serde_json::Value::Null, |tx| {
        tx.put(&crate::support::account("A1", "A"))
    });
    assert!(matches!(refused, Err(StoreError::ReadOnly { path }) if path == desk.path));
}

#[test]
fn a_backup_is_a_sound_book_in_one_file_and_never_replaces_one() {
    let desk = Desk::new();
    let mut store = desk.write();
    add_account(&mut store, "A1");
    let copy = desk.folder.path().join("copy.db");
    store.backup(&copy).unwrap();
    assert_eq!(Store::open(&copy, Mode::Read).unwrap().load_book(Rates::default()).unwrap().accounts().len(), 1);
    assert!(matches!(store.backup(&copy), Err(StoreError::Io { .. })));
}
