//! What was computed for which state of the book. Derived: not journaled, and a missing stamp only means to compute again.

use crate::domain::Day;
use crate::store::{Record, Revision, Store, StoreError, Tx, cells};
use rusqlite::{OptionalExtension as _, params};

/// The state of the book, the day and the rules that something was computed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub day: Day,
    pub revision: Revision,
    /// A hash of the rules, as text.
    pub rules: String,
}

impl Store {
    /// The stamp of a name: `sweep`, `score`.
    pub fn stamp(&self, name: &str) -> Result<Option<Stamp>, StoreError> {
        self.conn
            .prepare_cached("SELECT day, revision, rules FROM stamp WHERE name = ?1")
            .and_then(|mut statement| {
                let read = |row: &rusqlite::Row<'_>| Ok(Stamp { day: Day(row.get(0)?), revision: Revision(row.get(1)?), rules: row.get(2)? });
                statement.query_row([name], read).optional()
            })
            .map_err(|error| self.told(error))
    }

    /// Every row of a kind, by key, those of deleted accounts included.
    pub fn rows<R: Record>(&self) -> Result<Vec<R>, StoreError> {
        let told = |error| self.told(error);
        let mut statement = self.conn.prepare_cached(&R::TABLE.find(&[])).map_err(told)?;
        let mut rows = statement.query([]).map_err(told)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(told)? {
            found.push(R::from_cells(&cells::of_row(row, R::TABLE.columns.len()).map_err(told)?)?);
        }
        Ok(found)
    }
}

impl Tx<'_> {
    /// Stamps the state of the book as this act leaves it; to be called after its last row, in the same transaction, so
    /// that nobody else's act can come between. An act that changes no row keeps its stamp all the same.
    pub fn stamp(&mut self, name: &str, day: Day, rules: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO stamp (name, day, revision, rules) VALUES (?1, ?2, (SELECT coalesce(max(revision), 0) FROM entry), ?3)
                   ON CONFLICT (name) DO UPDATE SET day = excluded.day, revision = excluded.revision, rules = excluded.rules";
        let written = self.conn.prepare_cached(sql).and_then(|mut statement| statement.execute(params![name, day.0, rules]));
        self.sql(written).map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::rows::{AccountId, AccountRow, AccountSeen, Task, TaskEvent, TriggerSeen, TriggerState};
    use crate::domain::words::{TaskEventKind, TriggerPhase};
    use crate::store::{Put, Source};
    use serde_json::Value;

    const DAY: Day = Day(20_780);

    fn act<T>(store: &mut Store, write: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>) -> T {
        store.act(Source::Sweep, DAY, "2026-11-23T09:00:00+09:00", Value::Null, write).unwrap().1
    }

    #[test]
    fn a_stamp_holds_until_the_book_moves() {
        let mut store = Store::in_memory().unwrap();
        assert_eq!(store.stamp("sweep").unwrap(), None);
        act(&mut store, |tx| {
            tx.put(&TriggerSeen { trigger: "t".to_owned(), since: DAY })?;
            tx.stamp("sweep", DAY, "abc")
        });
        let held = store.stamp("sweep").unwrap().unwrap();
        assert_eq!(held, Stamp { day: DAY, revision: store.revision().unwrap(), rules: "abc".to_owned() });
        act(&mut store, |tx| tx.put(&TriggerSeen { trigger: "u".to_owned(), since: DAY }));
        assert_ne!(held.revision, store.revision().unwrap());
        act(&mut store, |tx| tx.stamp("sweep", DAY, "abc"));
        assert_eq!(store.stamp("sweep").unwrap().unwrap().revision, store.revision().unwrap());
    }

    #[test]
    fn every_row_of_the_work_comes_back_as_it_went_in_and_tells_whose_it_is() {
        let mut store = Store::in_memory().unwrap();
        let row = AccountRow { id: AccountId(0), code: "A1".to_owned(), name: "A".to_owned(), yomi: None, added: DAY };
        act(&mut store, |tx| tx.put(&row));
        let account = AccountId(1);
        let task = Task {
            source_key: Some("trigger:t".to_owned()),
            family: Some("risk".to_owned()),
            why: Some("[]".to_owned()),
            pinned: true,
            snoozed_until: Some(DAY.plus(2)),
            waiting: Some(DAY.plus(3)),
            ..Task::new(Some(account), "Call", DAY)
        };
        let before = store.revision().unwrap();
        let id = act(&mut store, |tx| match tx.put(&task)? {
            Put::New(id) => Ok(id),
            other => panic!("{other:?}"),
        });
        let event = TaskEvent { task: id, seq: 0, day: DAY, kind: TaskEventKind::Opened, until: None, reason: None };
        act(&mut store, |tx| tx.put(&event));
        assert_eq!(store.accounts_changed_since(before).unwrap(), [account], "an event moves the account of its task");
        let state =
            TriggerState { trigger: "t".to_owned(), account, state: TriggerPhase::Fired, since: DAY, task: Some(id), quiet_until: Some(DAY.plus(9)) };
        let (trigger, seen) = (TriggerSeen { trigger: "t".to_owned(), since: DAY }, AccountSeen { account, since: DAY });
        act(&mut store, |tx| {
            tx.put(&state)?;
            tx.put(&trigger)?;
            tx.put(&seen)
        });
        assert_eq!(store.rows::<Task>().unwrap(), [Task { id, ..task }]);
        assert_eq!(store.rows::<TaskEvent>().unwrap(), std::slice::from_ref(&event));
        assert_eq!(store.rows::<TriggerState>().unwrap(), [state]);
        assert_eq!((store.rows::<TriggerSeen>().unwrap(), store.rows::<AccountSeen>().unwrap()), (vec![trigger], vec![seen]));
        let mut told = Vec::new();
        store
            .each::<TaskEvent, StoreError>(|code, row| {
                told.push((code.to_owned(), row));
                Ok(())
            })
            .unwrap();
        assert_eq!(told, [("A1".to_owned(), event)]);
    }
}
