//! A book of version 1, with its journal, comes up to today's and is none the worse for it.

use crate::support::{AT, Desk, TODAY};
use banso::book::Rates;
use banso::book::rows::{AccountId, Task};
use banso::domain::words::TaskStatus;
use banso::store::Mode;
use banso::store::Store;

/// A book as the first version left it: one account, one task that was changed once.
fn first_book(desk: &Desk) {
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0001_book.sql")).unwrap();
    conn.pragma_update(None, "application_id", 0x626e_736f).unwrap();
    conn.pragma_update(None, "user_version", 1).unwrap();
    let day = TODAY.0;
    conn.execute_batch(&format!(
        "INSERT INTO account VALUES (1, 'A1', 'A1 Inc.', NULL, 'a1', {day}, NULL);
         INSERT INTO task VALUES (7, 1, 'Call', 'call', {day}, 20, 'manual', {day}, 'done', {day});
         INSERT INTO entry VALUES (1, '{AT}', {day}, 'cli', '{{}}', 0, 1, '{AT}');
         INSERT INTO change VALUES (1, 0, 'task', '[7]', '[7,1,\"Call\",\"call\",{day},20,\"manual\",{day},\"open\",null]');
         INSERT INTO entry_account VALUES (1, 1);"
    ))
    .unwrap();
}

fn tasks(store: &Store) -> Vec<Task> {
    store.rows::<Task>().unwrap()
}

#[test]
fn tasks_of_a_first_book_come_up_with_nothing_added_and_their_old_changes_can_be_undone() {
    let desk = Desk::new();
    first_book(&desk);
    let mut store = Store::open(&desk.path, Mode::Write).unwrap();
    assert!(desk.path.with_file_name("book.v1.db").exists());
    let plain = Task::new(Some(AccountId(1)), "Call", TODAY);
    let kind = banso::domain::words::InteractionKind::from_key("call");
    let open = Task { id: 7, kind, due: Some(TODAY), minutes: Some(20), ..plain };
    let done = Task { status: TaskStatus::Done, closed: Some(TODAY), ..open.clone() };
    assert_eq!(tasks(&store), std::slice::from_ref(&done));
    store.undo(AT).unwrap();
    assert_eq!(tasks(&store), [open]);
    store.redo(AT).unwrap();
    assert_eq!(tasks(&store), std::slice::from_ref(&done));
    assert_eq!(store.load_book(Rates::default()).unwrap().account(0).tasks, [done]);
}

#[test]
fn a_second_book_comes_up_with_its_rows_and_an_empty_place_for_hours_and_screens() {
    let desk = Desk::new();
    first_book(&desk);
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0002_work.sql")).unwrap();
    conn.pragma_update(None, "user_version", 2).unwrap();
    drop(conn);
    let store = Store::open(&desk.path, Mode::Write).unwrap();
    assert!(desk.path.with_file_name("book.v2.db").exists());
    assert_eq!(tasks(&store).len(), 1);
    assert_eq!(store.glance("any").unwrap(), None);
}

#[test]
fn a_third_book_comes_up_with_its_rows_in_the_views() {
    let desk = Desk::new();
    first_book(&desk);
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0002_work.sql")).unwrap();
    conn.execute_batch(include_str!("../../src/store/migrations/0003_desk.sql")).unwrap();
    conn.pragma_update(None, "user_version", 3).unwrap();
    drop(conn);
    drop(Store::open(&desk.path, Mode::Write).unwrap());
    assert!(desk.path.with_file_name("book.v3.db").exists());
    let conn = rusqlite::Connection::open(&desk.path).unwrap();
    let task =
        conn.query_row("SELECT account, account_name, title, due FROM v_tasks", [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
    let text = str::to_owned;
    assert_eq!(task.unwrap(), (text("A1"), text("A1 Inc."), text("Call"), TODAY.to_string()));
}
