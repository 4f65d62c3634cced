//! Taking accounts out of sight. Their rows stay in the book, so that undo brings everything back.

use crate::app::Session;
use crate::app::command::Work;
use crate::book::AccountIx;
use serde_json::{Value, json};

impl Session {
    /// Marks accounts as deleted.
    pub(in crate::app) fn delete(&self, accounts: &[AccountIx]) -> (Value, Work) {
        let rows = || accounts.iter().map(|ix| &self.book().account(*ix).row);
        let names: Vec<&str> = rows().map(|row| row.name.as_str()).collect();
        let codes: Vec<&str> = rows().map(|row| row.code.as_str()).collect();
        let what = json!({"verb": "delete", "accounts": codes, "names": names});
        let (ids, day): (Vec<_>, _) = (rows().map(|row| (row.id, row.code.clone())).collect(), self.day);
        let work: Work = Box::new(move |tx, _| {
            let mut gone = Vec::new();
            for (id, code) in ids {
                if tx.delete_account(id, day)? {
                    gone.push(code);
                }
            }
            Ok(gone)
        });
        (what, work)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::Desk;
    use crate::app::{AppError, Command, NewTask};
    use crate::i18n::{Lang, entry_text};

    fn names(session: &Session) -> Vec<&str> {
        session.book().accounts().iter().map(|account| account.row.name.as_str()).collect()
    }

    #[test]
    fn deleted_accounts_are_gone_with_their_tasks_and_undo_brings_all_of_it_back() {
        let desk = Desk::new();
        let mut session = desk.session();
        let account = Some(session.book().account(2).row.id);
        session.act(Command::AddTask(NewTask { account, title: "Ask".to_owned(), kind: None, due: None, minutes: None })).unwrap();
        let before = desk.dump();
        let done = session.act(Command::Delete { accounts: vec![0, 2, 3] }).unwrap();
        assert_eq!(done.ids, ["bn-00001", "bn-00003", "bn-00004"]);
        assert_eq!(names(&session), ["Minato"]);
        assert!(session.account("Sakura").is_err_and(|error| matches!(error, AppError::UnknownAccount { .. })));
        assert!(session.queue().unwrap().items.is_empty());
        assert_eq!(names(&desk.session()), ["Minato"]);
        let told = session.history(None, 1).unwrap().remove(0).what;
        assert_eq!(entry_text(Lang::En, &told), "deleted Aozora, Sakura and 1 more");
        assert_eq!(entry_text(Lang::Ja, &told), "Aozora, Sakura ほか1件の削除");
        session.undo().unwrap();
        assert_eq!(names(&session), ["Aozora", "Minato", "Sakura", "Tsubasa"]);
        assert_eq!((desk.dump(), session.queue().unwrap().items.len()), (before, 1));
    }

    #[test]
    fn an_account_that_another_deleted_meanwhile_is_not_deleted_twice() {
        let desk = Desk::new();
        let (mut mine, mut theirs) = (desk.session(), desk.session());
        theirs.act(Command::Delete { accounts: vec![1] }).unwrap();
        let done = mine.act(Command::Delete { accounts: vec![1] }).unwrap();
        assert_eq!((done.entry, done.ids.len()), (None, 0));
        assert_eq!(names(&mine), ["Aozora", "Sakura", "Tsubasa"], "and what they did is seen");
    }
}
