//! Several acts of a person as one entry of the journal: a verb on many accounts, or two deeds that belong together.

use crate::app::command::{Command, Work};
use crate::app::{AppError, Session};
use serde_json::{Value, json};

impl Session {
    /// Checks all commands before the first one writes; what they write, they write in their order.
    pub(in crate::app) fn together(&self, commands: Vec<Command>) -> Result<(Value, Work), AppError> {
        let (mut acts, mut works) = (Vec::new(), Vec::new());
        for command in commands {
            let (what, work) = self.prepare(command)?;
            new_to(&acts, &what)?;
            acts.push(what);
            works.push(work);
        }
        let work: Work = Box::new(move |tx, lens| {
            let mut ids = Vec::new();
            for work in works {
                ids.append(&mut work(tx, lens)?);
            }
            Ok(ids)
        });
        Ok((json!({"verb": "together", "acts": acts}), work))
    }
}

/// Each command is checked against the book as it was: two new accounts of one id would become one.
fn new_to(acts: &[Value], what: &Value) -> Result<(), AppError> {
    match what["account"].as_str() {
        Some(code) if what["verb"] == "add" && acts.iter().any(|act| act["verb"] == "add" && act["account"] == code) => {
            Err(AppError::AccountExists { code: code.to_owned() })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, TODAY};
    use crate::app::{NewAccount, NewInteraction, NewTask, TaskVerb};
    use crate::domain::words::{InteractionKind, StartedBy};
    use crate::i18n::{Lang, entry_text};

    fn note(account: usize) -> Command {
        Command::Note { account, text: "Price".to_owned(), day: TODAY }
    }

    fn call(account: usize) -> Command {
        let (minutes, started_by) = (Some(20), StartedBy::Us);
        Command::Log(Box::new(NewInteraction { account, kind: InteractionKind::Call, minutes, note: None, contact: None, started_by, day: TODAY }))
    }

    #[test]
    fn a_verb_on_many_accounts_is_one_entry_and_one_step() {
        let desk = Desk::new();
        let mut session = desk.session();
        let before = desk.dump();
        let done = session.act(Command::Together((0..4).map(note).collect())).unwrap();
        assert_eq!(done.ids.len(), 4);
        let told = &session.history(None, 1).unwrap()[0];
        assert_eq!((Some(told.id.0), entry_text(Lang::En, &told.what)), (done.entry, "memo on Aozora, Minato and 2 more".to_owned()));
        assert_eq!(session.history(Some(2), 9).unwrap()[0].id, told.id, "it stands in the history of each account");
        session.undo().unwrap();
        assert_eq!(desk.dump(), before);
        session.redo().unwrap();
        assert_eq!(session.book().account(3).notes.len(), 1);
    }

    #[test]
    fn a_call_and_the_task_it_settles_are_undone_together() {
        let desk = Desk::new();
        let mut session = desk.session();
        let account = Some(session.book().account(1).row.id);
        let task = NewTask { account, title: "Ask".to_owned(), kind: None, due: None, minutes: None };
        let ids = session.act(Command::AddTask(task)).unwrap().ids;
        let before = desk.dump();
        let finish = Command::Tasks { ids: vec![ids[0].parse().unwrap()], verb: TaskVerb::Done };
        session.act(Command::Together(vec![call(1), finish])).unwrap();
        assert_eq!(entry_text(Lang::En, &session.history(None, 1).unwrap()[0].what), "call with Minato; done: Ask");
        assert!(session.queue().unwrap().items.is_empty());
        session.undo().unwrap();
        assert_eq!(desk.dump(), before);
    }

    #[test]
    fn where_one_act_fails_none_is_done() {
        let desk = Desk::new();
        let mut session = desk.session();
        let before = desk.dump();
        let missing = Command::Tasks { ids: vec![99], verb: TaskVerb::Done };
        assert!(matches!(session.act(Command::Together(vec![note(0), missing])), Err(AppError::UnknownTask { id: 99 })));
        assert_eq!(desk.dump(), before);
    }

    #[test]
    fn nothing_together_changes_nothing() {
        let mut session = Desk::new().session();
        let before = session.history(None, 99).unwrap().len();
        assert_eq!(session.act(Command::Together(Vec::new())).unwrap().entry, None);
        assert_eq!(session.history(None, 99).unwrap().len(), before);
    }

    #[test]
    fn two_new_accounts_do_not_become_one() {
        let mut session = Desk::new().session();
        let new = |name: &str| {
            let name = name.to_owned();
            Command::AddAccount(Box::new(NewAccount {
                code: None,
                name,
                yomi: None,
                arr: None,
                seats: None,
                start: None,
                renewal: None,
                fields: vec![],
            }))
        };
        assert!(matches!(session.act(Command::Together(vec![new("One"), new("Two")])), Err(AppError::AccountExists { .. })));
    }
}
