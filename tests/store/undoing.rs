//! Undo and redo give the equal book, whatever was done, across processes.

use crate::support::{AT, Desk, TODAY, account, act, add_account, dump, note};
use banso::book::rows::{AccountId, AccountRow, AttributeRow, ContactRole, ContactRow, Note};
use banso::domain::{Cell, Day};
use banso::store::{Put, Source, Store, StoreError, Tx};
use proptest::prelude::*;
use serde_json::json;

/// One thing done to rows; numbers are folded into what is there.
#[derive(Clone, Debug)]
enum Deed {
    Account(u8, u8),
    DeleteAccount(u8),
    Note(u8, u8),
    ChangeNote(u8, u8),
    DeleteNote(u8),
    Attribute(u8, u8, u8),
    DeleteAttribute(u8, u8),
    Contact(u8, u8),
    Observe(u8, u8, u8, u8),
    Forget(u8, u8, u8),
}

#[derive(Clone, Debug)]
enum Op {
    Person(Vec<Deed>),
    Sweep(Vec<Deed>),
    Undo,
    Redo,
    Reopen,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let (few, day) = (0..3_u8, 0..5_u8);
    let deed = prop_oneof![
        2 => (few.clone(), few.clone()).prop_map(|(a, b)| Deed::Account(a, b)),
        1 => few.clone().prop_map(Deed::DeleteAccount),
        2 => (few.clone(), few.clone()).prop_map(|(a, b)| Deed::Note(a, b)),
        2 => (few.clone(), few.clone()).prop_map(|(a, b)| Deed::ChangeNote(a, b)),
        1 => few.clone().prop_map(Deed::DeleteNote),
        2 => (few.clone(), day.clone(), few.clone()).prop_map(|(a, b, c)| Deed::Attribute(a, b, c)),
        1 => (few.clone(), day.clone()).prop_map(|(a, b)| Deed::DeleteAttribute(a, b)),
        1 => (few.clone(), few.clone()).prop_map(|(a, b)| Deed::Contact(a, b)),
        6 => (few.clone(), few.clone(), day.clone(), few.clone()).prop_map(|(a, b, c, d)| Deed::Observe(a, b, c, d)),
        2 => (few.clone(), few, day).prop_map(|(a, b, c)| Deed::Forget(a, b, c)),
    ];
    proptest::collection::vec(deed, 1..8)
}

fn ops() -> impl Strategy<Value = Vec<Op>> {
    let op = prop_oneof![
        4 => deeds().prop_map(Op::Person),
        2 => deeds().prop_map(Op::Sweep),
        4 => Just(Op::Undo),
        3 => Just(Op::Redo),
        1 => Just(Op::Reopen),
    ];
    proptest::collection::vec(op, 1..16)
}

impl Deed {
    fn run(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        let (Self::Account(a, _)
        | Self::DeleteAccount(a)
        | Self::Note(a, _)
        | Self::ChangeNote(a, _)
        | Self::DeleteNote(a)
        | Self::Attribute(a, ..)
        | Self::DeleteAttribute(a, _)
        | Self::Contact(a, _)
        | Self::Observe(a, ..)
        | Self::Forget(a, ..)) = self;
        let code = format!("A{a}");
        let found = tx.account_by_code(&code)?;
        if let Self::Account(_, name) = self {
            let id = found.unwrap_or(AccountId(0));
            return tx.put(&AccountRow { id, ..account(&code, &format!("Name {name}")) }).map(|_| ());
        }
        found.map_or(Ok(()), |id| self.run_on(tx, id))
    }

    fn run_on(&self, tx: &mut Tx<'_>, id: AccountId) -> Result<(), StoreError> {
        let notes = tx.find_all::<Note>(&["account"], &[id.0.into()])?;
        match *self {
            Self::Account(..) => {}
            Self::DeleteAccount(_) => drop(tx.delete_account(id, TODAY)?),
            Self::Note(_, text) => drop(tx.put(&note(id, &format!("text {text}")))?),
            Self::ChangeNote(_, text) => {
                if let Some(row) = notes.into_iter().next() {
                    tx.put(&Note { text: format!("changed {text}"), ..row })?;
                }
            }
            Self::DeleteNote(_) => {
                if let Some(row) = notes.first() {
                    tx.delete::<Note>(&[Cell::Integer(row.id)])?;
                }
            }
            Self::Attribute(_, day, value) => {
                let day = Day(i32::from(day));
                tx.put(&AttributeRow { account: id, key: "touch".to_owned(), day, value: format!("{value}"), recorded: day })?;
            }
            Self::DeleteAttribute(_, day) => {
                tx.delete::<AttributeRow>(&[id.0.into(), "touch".into(), Day(i32::from(day)).into()])?;
            }
            Self::Contact(_, name) => {
                let name = format!("P{name}");
                let row = ContactRow { id: 0, account: id, name, email: None, phone: None, department: None, title: None, left_on: None };
                if let Put::New(contact) = tx.put(&row)? {
                    tx.put(&ContactRole { contact, day: TODAY, roles: "user".to_owned() })?;
                }
            }
            Self::Observe(_, metric, day, value) => {
                let metric = tx.metric(&format!("m{metric}"))?;
                tx.observe(id, metric, Day(i32::from(day)), f64::from(value))?;
            }
            Self::Forget(_, metric, day) => {
                let metric = tx.metric(&format!("m{metric}"))?;
                tx.forget(id, metric, Day(i32::from(day)))?;
            }
        }
        Ok(())
    }
}

fn run(store: &mut Store, source: Source, deeds: &[Deed]) -> bool {
    let done = store.act(source, TODAY, AT, json!({}), |tx| deeds.iter().try_for_each(|deed| deed.run(tx)));
    done.unwrap().0.is_some()
}

/// Dumps before each act of a person in force, and before and after each one taken back.
#[derive(Default)]
struct Model {
    past: Vec<Vec<String>>,
    future: Vec<(Vec<String>, Vec<String>)>,
}

impl Model {
    fn undo(&mut self, store: &mut Store, now: impl Fn() -> Vec<String>) {
        let at_undo = now();
        let undone = store.undo(AT);
        let Some(before) = self.past.pop() else {
            assert!(matches!(undone, Err(StoreError::NothingToUndo)));
            return;
        };
        assert!(undone.unwrap().iter().all(|entry| entry.undone));
        assert_eq!(now(), before);
        self.future.push((before, at_undo));
    }

    fn redo(&mut self, store: &mut Store, now: impl Fn() -> Vec<String>) {
        let redone = store.redo(AT);
        let Some((before, after)) = self.future.pop() else {
            assert!(matches!(redone, Err(StoreError::NothingToRedo)));
            return;
        };
        assert!(redone.unwrap().iter().all(|entry| !entry.undone));
        // Where more was taken back before this, sweeps that ran in between are gone for good.
        assert_eq!(now(), self.future.last().map_or(after, |(next, _)| next.clone()));
        self.past.push(before);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undo_gives_the_book_before_and_redo_the_book_after(ops in ops()) {
        let desk = Desk::new();
        let mut store = desk.write();
        let now = || dump(&desk.path);
        let mut model = Model::default();
        for op in ops {
            match op {
                Op::Person(deeds) => {
                    let before = now();
                    if run(&mut store, Source::Tui, &deeds) {
                        model.past.push(before);
                        model.future.clear();
                    }
                }
                Op::Sweep(deeds) => drop(run(&mut store, Source::Sweep, &deeds)),
                Op::Undo => model.undo(&mut store, now),
                Op::Redo => model.redo(&mut store, now),
                Op::Reopen => {
                    drop(store);
                    store = desk.write();
                }
            }
        }
        let first = model.past.first().cloned();
        act(&mut store, |tx| tx.put(&account("last", "Last")));
        let end = now();
        while store.undo(AT).is_ok() {}
        prop_assert_eq!(first.is_none_or(|first| first == now()), true);
        while store.redo(AT).is_ok() {}
        prop_assert_eq!(now(), end);
        prop_assert!(store.check().unwrap().is_empty());
    }
}

#[test]
fn a_sweep_is_undone_with_the_act_it_followed_and_does_not_end_redo() {
    let desk = Desk::new();
    let mut store = desk.write();
    let id = add_account(&mut store, "A1");
    act(&mut store, |tx| tx.put(&note(id, "by hand")));
    let sweep = |store: &mut Store, text: &str| store.act(Source::Sweep, TODAY, AT, json!({}), |tx| tx.put(&note(id, text))).unwrap();
    sweep(&mut store, "by sweep");
    let full = dump(&desk.path);
    let sources: Vec<Source> = store.undo(AT).unwrap().iter().map(|entry| entry.source).collect();
    assert_eq!(sources, [Source::Sweep, Source::Cli]);
    sweep(&mut store, "another sweep");
    let sources: Vec<Source> = store.redo(AT).unwrap().iter().map(|entry| entry.source).collect();
    assert_eq!(sources, [Source::Cli, Source::Sweep]);
    assert_eq!(dump(&desk.path), full);
}

#[test]
fn a_new_act_of_a_person_ends_redo() {
    let desk = Desk::new();
    let mut store = desk.write();
    add_account(&mut store, "A1");
    store.undo(AT).unwrap();
    add_account(&mut store, "A2");
    assert!(matches!(store.redo(AT), Err(StoreError::NothingToRedo)));
    assert_eq!(store.history(None, 9).unwrap().iter().map(|entry| entry.undone).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn an_undone_row_never_lends_its_id_to_another() {
    let desk = Desk::new();
    let mut store = desk.write();
    let first = add_account(&mut store, "A1");
    store.undo(AT).unwrap();
    assert_ne!(add_account(&mut store, "A2"), first);
}

#[test]
fn a_value_observed_twice_in_one_act_comes_back_as_it_was_before() {
    let desk = Desk::new();
    let mut store = desk.write();
    let id = add_account(&mut store, "A1");
    act(&mut store, |tx| {
        let metric = tx.metric("logins")?;
        tx.observe(id, metric, TODAY, 1.0)
    });
    let before = dump(&desk.path);
    act(&mut store, |tx| {
        let metric = tx.metric("logins")?;
        tx.observe(id, metric, TODAY, 2.0)?;
        tx.observe(id, metric, TODAY.plus(1), 9.0)?;
        tx.forget(id, metric, TODAY)?;
        tx.observe(id, metric, TODAY, 3.0)
    });
    store.undo(AT).unwrap();
    assert_eq!(dump(&desk.path), before);
    store.redo(AT).unwrap();
    assert!(dump(&desk.path).iter().any(|line| line.ends_with("Real(3.0)")));
}
