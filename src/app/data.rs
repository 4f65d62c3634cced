//! What data is there and what is missing, with what the history tells of imports.

use crate::app::{AppError, Session};
use crate::domain::Day;
use crate::method::{self, Brought, Data};
use crate::store::Source;
use serde_json::Value;

impl Session {
    /// What data is there as of the desk's day, which imports it came from, and which would help most.
    pub fn data(&self) -> Result<Data, AppError> {
        let entries = self.store.in_force(Source::Import)?;
        let brought: Vec<Brought> = entries.iter().flat_map(|entry| brought(&entry.what, entry.day)).collect();
        Ok(method::data(&self.lens, &*self.work()?, &brought, self.day))
    }
}

/// The files of an import by kind. Imports of older versions did not tell the kinds and give none.
fn brought(what: &Value, day: Day) -> impl Iterator<Item = Brought> {
    let files = what.get("brought").and_then(Value::as_array).into_iter().flatten();
    files.filter_map(move |file| {
        let text = |key: &str| file.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Brought { kind: text("kind")?, file: text("file")?, day })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, TODAY};
    use crate::app::{Demo, ImportRequest};
    use crate::i18n::Lang;
    use crate::import::kinds::KINDS;
    use crate::method::LastImport;
    use serde_json::json;

    const USAGE: &str = "account,date,metric,value\nAozora,2026-11-20,logins,4\nMinato,2026-11-21,logins,5\n";

    fn import(desk: &Desk, name: &str, text: &str) -> Session {
        desk.write(name, text);
        let mut session = desk.session();
        session.import(&ImportRequest { paths: vec![desk.path(name)], ..ImportRequest::default() }, &mut |_, _| {}).unwrap();
        session.refresh().unwrap();
        session
    }

    fn last(session: &Session, kind: &str) -> Option<LastImport> {
        session.data().unwrap().kind(kind).unwrap().last.clone()
    }

    #[test]
    fn rows_are_counted_and_their_file_is_known() {
        let session = import(&Desk::new(), "weekly.csv", USAGE);
        let data = session.data().unwrap();
        let usage = data.kind("usage").unwrap();
        assert_eq!((usage.rows, usage.newest), (2, Some(TODAY.plus(-3))));
        assert_eq!(usage.last, Some(LastImport { day: TODAY, file: "weekly.csv".to_owned(), age: 0, stale: false }));
        let accounts = data.kind("accounts").unwrap();
        assert_eq!((accounts.rows, accounts.newest, &accounts.last), (4, Some(TODAY), &None), "typed, not imported");
    }

    #[test]
    fn a_file_that_brought_nothing_is_not_where_data_came_from() {
        let desk = Desk::new();
        import(&desk, "weekly.csv", USAGE);
        let session = import(&desk.on(3), "again.csv", USAGE);
        assert_eq!(last(&session, "usage").map(|last| (last.file, last.age)), Some(("weekly.csv".to_owned(), 3)));
    }

    #[test]
    fn an_import_that_was_undone_is_told_no_more() {
        let mut session = import(&Desk::new(), "weekly.csv", USAGE);
        session.undo().unwrap();
        assert_eq!(last(&session, "usage"), None);
        session.redo().unwrap();
        assert!(last(&session, "usage").is_some());
    }

    #[test]
    fn as_of_an_earlier_day_neither_rows_nor_imports_of_later_ones_are_there() {
        let mut session = import(&Desk::new().on(5), "weekly.csv", USAGE);
        session.look_from(TODAY.plus(-4));
        let data = session.data().unwrap();
        assert!(data.is_empty(), "the accounts came later");
        session.look_from(TODAY.plus(1));
        let data = session.data().unwrap();
        assert_eq!((data.kind("usage").unwrap().rows, &data.kind("usage").unwrap().last), (2, &None));
    }

    #[test]
    fn an_import_of_an_older_version_names_no_kinds_and_is_passed_over() {
        let old = json!({"verb": "import", "files": ["usage.csv"], "new": 2, "changed": 0});
        assert_eq!(brought(&old, TODAY).count(), 0);
    }

    #[test]
    fn an_empty_book_is_to_begin_with_accounts() {
        let desk = Desk::empty();
        let data = Session::write(desk.opening()).unwrap().data().unwrap();
        assert!(data.is_empty());
        assert_eq!(data.coverage.gains.iter().map(|gain| gain.kind).collect::<Vec<_>>(), ["accounts"]);
    }

    #[test]
    fn every_kind_of_file_is_told_but_those_without_rows_of_their_own_and_those_that_only_exports_write() {
        let told: Vec<&str> = Session::write(Desk::empty().opening()).unwrap().data().unwrap().kinds.iter().map(|kind| kind.kind).collect();
        let not_told: Vec<&str> = KINDS.iter().map(|spec| spec.name).filter(|name| !told.contains(name)).collect();
        assert_eq!(not_told, ["arr_changes", "attributes", "external_ids", "notes", "pulses"]);
        assert_eq!(told.len() + not_told.len(), KINDS.len());
    }

    #[test]
    fn the_demo_knows_where_each_signal_comes_from_and_lights_no_more_than_are_grey() {
        let demo = Demo::new(Some(30), Lang::En).unwrap();
        let data = demo.session.data().unwrap();
        assert!(!data.coverage.signals.is_empty());
        for signal in &data.coverage.signals {
            let file = data.kind(signal.kind).and_then(|kind| kind.last.as_ref());
            assert!(file.is_some(), "{} comes from nowhere", signal.key);
            assert!(signal.known + signal.not_asked <= signal.total);
        }
        let listed = demo.session.accounts(&crate::filter::Filter::default());
        let grey = listed.iter().filter(|row| row.outcome.as_ref().is_some_and(|outcome| outcome.light == crate::domain::Light::Grey)).count();
        assert_eq!((data.coverage.accounts, data.coverage.grey), (listed.len(), grey));
        assert!(data.coverage.gains.iter().all(|gain| gain.accounts_lit <= grey));
    }
}
