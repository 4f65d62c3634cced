//! What an act keeps, and what it does not.

use crate::support::{AT, Desk, TODAY, account, act, add_account, note};
use banso::book::Rates;
use banso::book::rows::{AccountId, AccountRow, ContactRole, ContactRow, Note};
use banso::domain::{Cell, Day};
use banso::store::{ImportFile, Put, Record as _, Source, Store, StoreError};
use serde_json::json;

#[test]
fn an_act_that_changes_nothing_leaves_no_entry() {
    let desk = Desk::new();
    let mut store = desk.write();
    let id = add_account(&mut store, "A1");
    let same = AccountRow { id, ..account("A1", "A1 Inc.") };
    assert_eq!(act(&mut store, |tx| tx.put(&same)), (None, Put::Unchanged));
    assert_eq!(store.history(None, 9).unwrap().len(), 1);
    assert!(matches!(act(&mut store, |tx| tx.put(&AccountRow { name: "B".to_owned(), ..same.clone() })), (Some(_), Put::Changed)));
}

#[test]
fn an_act_that_fails_leaves_nothing() {
    let desk = Desk::new();
    let mut store = desk.write();
    let failed = store.act(Source::Cli, TODAY, AT, json!({}), |tx| {
        tx.put(&account("A1", "A"))?;
        tx.metric("logins")?;
        Err::<(), _>(StoreError::NothingToUndo)
    });
    assert!(failed.is_err());
    assert!(store.load_book(Rates::default()).unwrap().accounts().is_empty());
    assert!(store.metrics().unwrap().is_empty());
    assert!(store.history(None, 9).unwrap().is_empty());
}

#[test]
fn a_refused_row_leaves_the_others_of_its_act() {
    let desk = Desk::new();
    let mut store = desk.write();
    act(&mut store, |tx| {
        tx.put(&account("A1", "A"))?;
        assert!(matches!(tx.put(&account("A1", "B")), Err(StoreError::Conflict { .. })), "the id is taken");
        assert!(matches!(tx.put(&note(AccountId(99), "x")), Err(StoreError::Conflict { .. })), "there is no such account");
        let metric = tx.metric("logins")?;
        assert!(matches!(tx.observe(AccountId(99), metric, TODAY, 1.0), Err(StoreError::Unknown { what: "account", id: 99 })));
        assert!(matches!(tx.observe(AccountId(1), metric, TODAY, f64::NAN), Err(StoreError::NotFinite { .. })));
        assert!(matches!(tx.observe(AccountId(1), metric, Day(i32::MAX), 1.0), Err(StoreError::DayOutside { .. })));
        tx.put(&account("A2", "C"))
    });
    assert_eq!(store.load_book(Rates::default()).unwrap().accounts().len(), 2);
    store.undo(AT).unwrap();
    assert!(store.load_book(Rates::default()).unwrap().accounts().is_empty());
}

#[test]
fn the_history_of_an_account_tells_its_own_acts_newest_first() {
    let desk = Desk::new();
    let mut store = desk.write();
    let (one, two) = (add_account(&mut store, "A1"), add_account(&mut store, "A2"));
    let since = store.revision().unwrap();
    store.act(Source::Import, TODAY, AT, json!({"file": "顧客.csv"}), |tx| tx.put(&note(two, "x"))).unwrap();
    let contact =
        ContactRow { id: 0, account: one, name: "山田".to_owned(), email: None, phone: None, department: None, title: None, left_on: None };
    let Put::New(contact) = act(&mut store, |tx| tx.put(&contact)).1 else { panic!("not new") };
    act(&mut store, |tx| tx.put(&ContactRole { contact, day: TODAY, roles: "champion".to_owned() }));
    let of_two = store.history(Some(two), 9).unwrap();
    assert_eq!(of_two.iter().map(|entry| entry.source).collect::<Vec<_>>(), [Source::Import, Source::Cli]);
    assert_eq!((&of_two[0].what, of_two[0].day, of_two[0].at.as_str()), (&json!({"file": "顧客.csv"}), TODAY, AT));
    assert_eq!(store.history(Some(one), 9).unwrap().len(), 3, "the role of a contact is its account's affair");
    assert_eq!(store.accounts_changed_since(since).unwrap(), [one, two]);
    let since = store.revision().unwrap();
    store.undo(AT).unwrap();
    assert_eq!(store.accounts_changed_since(since).unwrap(), [one], "an undo moves accounts too");
}

#[test]
fn a_deleted_account_is_shown_nowhere_and_revived_by_putting_it() {
    let desk = Desk::new();
    let mut store = desk.write();
    let id = add_account(&mut store, "A1");
    act(&mut store, |tx| tx.put(&note(id, "kept")));
    assert!(act(&mut store, |tx| tx.delete_account(id, TODAY)).1);
    assert_eq!(act(&mut store, |tx| tx.delete_account(id, TODAY)), (None, false));
    act(&mut store, |tx| {
        assert!(matches!(tx.delete::<AccountRow>(&[id.0.into()]), Err(StoreError::Conflict { .. })), "not even now is it taken out");
        Ok(())
    });
    assert!(store.load_book(Rates::default()).unwrap().accounts().is_empty());
    assert!(store.load_accounts(&[id]).unwrap().0.is_empty());
    store.each::<Note, StoreError>(|_, note| panic!("{note:?}")).unwrap();
    act(&mut store, |tx| {
        assert_eq!(tx.account_by_code("A1")?, Some(id));
        tx.put(&AccountRow { id, ..account("A1", "A1 Inc.") })
    });
    assert_eq!(store.load_accounts(&[id]).unwrap().0[0].notes[0].text, "kept");
}

#[test]
fn a_rehearsal_sees_its_own_rows_and_leaves_none() {
    let desk = Desk::new();
    let mut store = desk.write();
    let seen = store.rehearse(Source::Import, TODAY, |tx| {
        tx.put(&account("A1", "サクラ電機株式会社"))?;
        tx.account_by_code("A1")
    });
    assert_eq!(seen.map_err(|error: StoreError| error.to_string()).unwrap(), Some(AccountId(1)));
    assert!(store.history(None, 9).unwrap().is_empty());
    assert!(store.load_book(Rates::default()).unwrap().accounts().is_empty());
}

#[test]
fn rows_are_found_by_any_columns_and_null_equals_null() {
    let desk = Desk::new();
    let mut store = desk.write();
    let id = add_account(&mut store, "A1");
    act(&mut store, |tx| {
        tx.put(&note(id, "one"))?;
        tx.put(&note(id, "two"))?;
        let by_yomi = tx.find(AccountRow::TABLE, &["yomi"], &[Cell::Null])?;
        assert_eq!(by_yomi.unwrap()[1], Cell::from("A1"));
        let notes = tx.find_all::<Note>(&["account", "day"], &[id.0.into(), TODAY.into()])?;
        assert_eq!(notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(), ["one", "two"]);
        assert_eq!(tx.find_all::<Note>(&[], &[])?, notes, "no column asks for every row");
        assert!(tx.delete::<Note>(&[Cell::Integer(notes[0].id)])?);
        assert!(!tx.delete::<Note>(&[Cell::Integer(notes[0].id)])?);
        Ok(())
    });
}

#[test]
fn the_acts_of_a_source_are_told_oldest_first_while_they_are_in_force() {
    let desk = Desk::new();
    let mut store = desk.write();
    let mut act =
        |source, code: &str| store.act::<_, StoreError>(source, TODAY, AT, json!({"code": code}), |tx| tx.put(&account(code, "A"))).unwrap();
    act(Source::Import, "A1");
    act(Source::Cli, "A2");
    act(Source::Import, "A3");
    let codes = |store: &Store| store.in_force(Source::Import).unwrap().into_iter().map(|entry| entry.what["code"].clone()).collect::<Vec<_>>();
    assert_eq!(codes(&store), ["A1", "A3"]);
    store.undo(AT).unwrap();
    assert_eq!(codes(&store), ["A1"]);
}

#[test]
fn the_files_of_an_import_are_known_until_it_is_undone() {
    let desk = Desk::new();
    let mut store = desk.write();
    let file = ImportFile {
        path: "inbox/tickets.csv".to_owned(),
        kind: "tickets".to_owned(),
        hash: "abc".to_owned(),
        new: 1,
        changed: 0,
        unchanged: 0,
        rejected: 2,
        answers: json!({"dates": "dmy"}),
    };
    let (entry, ()) = store
        .act::<_, StoreError>(Source::Import, TODAY, AT, json!({}), |tx| {
            tx.put(&account("A1", "A"))?;
            tx.remember_file(file.clone());
            Ok(())
        })
        .unwrap();
    assert_eq!(store.import_files().unwrap(), [(entry.unwrap(), file)]);
    store.undo(AT).unwrap();
    assert!(store.import_files().unwrap().is_empty());
}

#[test]
fn a_book_in_memory_works_like_one_on_disk() {
    let mut store = Store::in_memory().unwrap();
    let id = add_account(&mut store, "A1");
    assert_eq!(store.load_accounts(&[id, id, AccountId(7)]).unwrap().0.len(), 1);
}
