//! A book of any earlier version, with its journal, comes up to today's and is none the worse for it.

use crate::support::{AT, Desk, TODAY, rows, see_from};
use banso::book::Rates;
use banso::book::rows::{AccountId, Task};
use banso::domain::words::TaskStatus;
use banso::store::Mode;
use banso::store::Store;
use rusqlite::Connection;

/// The steps that brought books up to each released version.
const STEPS: &[&str] = &[
    include_str!("../../src/store/migrations/0001_book.sql"),
    include_str!("../../src/store/migrations/0002_work.sql"),
    include_str!("../../src/store/migrations/0003_desk.sql"),
    include_str!("../../src/store/migrations/0004_views.sql"),
];

/// A book that began in the first version and was brought up to this one: one account, one task that was changed once.
fn book_of_version(version: u32) -> Desk {
    let desk = Desk::new();
    let conn = Connection::open(&desk.path).unwrap();
    conn.execute_batch(STEPS[0]).unwrap();
    conn.pragma_update(None, "application_id", 0x626e_736f).unwrap();
    let day = TODAY.0;
    conn.execute_batch(&format!(
        "INSERT INTO account VALUES (1, 'A1', 'A1 Inc.', NULL, 'a1', {day}, NULL);
         INSERT INTO task VALUES (7, 1, 'Call', 'call', {day}, 20, 'manual', {day}, 'done', {day});
         INSERT INTO entry VALUES (1, '{AT}', {day}, 'cli', '{{}}', 0, 1, '{AT}');
         INSERT INTO change VALUES (1, 0, 'task', '[7]', '[7,1,\"Call\",\"call\",{day},20,\"manual\",{day},\"open\",null]');
         INSERT INTO entry_account VALUES (1, 1);"
    ))
    .unwrap();
    STEPS.iter().zip(1..=version).skip(1).for_each(|(step, _)| conn.execute_batch(step).unwrap());
    conn.pragma_update(None, "user_version", version).unwrap();
    desk
}

fn tasks(store: &Store) -> Vec<Task> {
    store.rows::<Task>().unwrap()
}

#[test]
fn tasks_of_a_first_book_come_up_with_nothing_added_and_their_old_changes_can_be_undone() {
    let desk = book_of_version(1);
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
    let desk = book_of_version(2);
    let store = Store::open(&desk.path, Mode::Write).unwrap();
    assert!(desk.path.with_file_name("book.v2.db").exists());
    assert_eq!(tasks(&store).len(), 1);
    assert_eq!(store.glance("any").unwrap(), None);
}

#[test]
fn a_third_book_comes_up_with_its_rows_in_the_views() {
    let desk = book_of_version(3);
    drop(Store::open(&desk.path, Mode::Write).unwrap());
    assert!(desk.path.with_file_name("book.v3.db").exists());
    let task = rows(&Connection::open(&desk.path).unwrap(), "SELECT account, account_name, title, due FROM v_tasks");
    assert_eq!(task, [["A1", "A1 Inc.", "Call", &TODAY.to_string()]]);
}

#[test]
fn a_fourth_book_comes_up_without_scores_and_is_swept_for_them_at_the_next_look() {
    let desk = book_of_version(4);
    let conn = Connection::open(&desk.path).unwrap();
    conn.execute("INSERT INTO stamp VALUES ('sweep', ?1, 1, 'rules')", [TODAY.0]).unwrap();
    let store = Store::open(&desk.path, Mode::Write).unwrap();
    assert!(desk.path.with_file_name("book.v4.db").exists());
    assert_eq!(store.stamp("sweep").unwrap(), None);
    see_from(&conn, TODAY);
    assert_eq!(
        rows(&conn, "SELECT account, terms, open_tasks, light, score, coverage, scored_on FROM v_account_today"),
        [["A1", "0", "0", "", "", "", ""]]
    );
    assert_eq!(rows(&conn, "SELECT * FROM v_score_history"), Vec::<Vec<String>>::new());
}
