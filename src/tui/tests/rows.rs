//! What scenarios look at beside the screen: the rows of the book, the steps of its history, and the ways to a task or an account.

use crate::app::{Source, TaskLine};
use crate::book::rows::AccountId;
use crate::book::{Account, AccountIx};
use crate::filter::Filter;
use crate::method::Queued;
use crate::tui::tests::stage::Stage;

/// More presses than any list of the demo has rows.
const FAR: usize = 200;

impl Stage {
    /// Everything that verbs write, account by account and task by task.
    pub(super) fn rows(&self) -> Vec<String> {
        let of_account = |account: &Account| {
            let Account { row, attributes, contracts, contacts, interactions, notes, pulses, .. } = account;
            format!("{row:?} {attributes:?} {contracts:?} {contacts:?} {interactions:?} {notes:?} {pulses:?}")
        };
        let mut rows: Vec<String> = self.session().book().accounts().iter().map(|account| of_account(account)).collect();
        rows.extend(self.session().tasks(&Filter::default()).unwrap().iter().map(|line| format!("{:?}", line.task)));
        rows.push(format!("{}", self.session().hours_minutes().unwrap()));
        rows.sort();
        rows
    }

    /// How many steps were taken at the desk and not taken back.
    pub(super) fn steps(&self) -> usize {
        let entries = self.session().history(None, 10_000).unwrap();
        entries.iter().filter(|entry| entry.source == Source::Tui && !entry.undone).count()
    }

    /// Takes the one step back that was made since, and finds the rows of before.
    pub(super) fn is_one_step_from(&mut self, before: &(usize, Vec<String>)) {
        assert_eq!(self.steps(), before.0 + 1, "one step");
        let after = self.rows();
        assert_ne!(after, before.1, "something was written");
        self.act("undo");
        let undone = self.rows();
        let only_in = |these: &[String], those: &[String]| these.iter().filter(|row| !those.contains(row)).cloned().collect::<Vec<_>>().join("\n");
        assert!(undone == before.1, "before\n{}\nafter\n{}", only_in(&before.1, &undone), only_in(&undone, &before.1));
        assert!(self.screen().contains("Undone:"), "{}", self.screen());
        self.act("redo");
        assert_eq!(self.rows(), after, "redo is the step again");
        self.act("undo");
    }

    /// What [`Stage::is_one_step_from`] comes back to.
    pub(super) fn mark_rows(&self) -> (usize, Vec<String>) {
        (self.steps(), self.rows())
    }

    /// A task, in whatever state.
    pub(super) fn task(&self, id: i64) -> TaskLine {
        let lines = self.session().tasks(&Filter::default()).unwrap();
        lines.into_iter().find(|line| line.task.id == id).unwrap_or_else(|| panic!("no task {id}"))
    }

    pub(super) fn account(&self, id: AccountId) -> &Account {
        self.session().book().account(self.session().book().place(id).unwrap())
    }

    pub(super) fn named(&self, name: &str) -> Option<AccountIx> {
        self.session().book().accounts().iter().position(|account| account.row.name == name)
    }

    /// From the list of accounts to the first task of the queue that is wanted.
    pub(super) fn on_task(&mut self, wanted: impl Fn(&Queued) -> bool) -> Queued {
        let item = self.shared().queue.items.iter().find(|item| wanted(item)).unwrap().clone();
        self.act("pane.next").act("pane.next").act("move.top");
        for _ in 0..FAR {
            if self.shared().task_under().is_some_and(|under| under.task.id == item.task.id) {
                return item;
            }
            self.act("move.down");
        }
        panic!("the cursor does not reach {item:?}");
    }

    /// To an account of the list.
    pub(super) fn on_account(&mut self, id: AccountId) -> &mut Self {
        self.act("move.top");
        for _ in 0..FAR {
            if self.shared().account == Some(id) {
                return self;
            }
            self.act("move.down");
        }
        panic!("the cursor does not reach {id:?}");
    }

    /// The names of the list in its order.
    pub(super) fn listed(&self) -> Vec<String> {
        let book = self.session().book();
        self.shared().accounts.iter().map(|listed| book.account(listed.ix).row.name.clone()).collect()
    }

    /// Fails with the screen unless it says this.
    pub(super) fn says(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(text), "{text:?} is not on\n{screen}");
        self
    }

    /// Fails with the screen if it says this.
    pub(super) fn says_no(&mut self, text: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(text), "{text:?} is on\n{screen}");
        self
    }

    /// Presses an action again and again.
    pub(super) fn times(&mut self, times: usize, name: &str) -> &mut Self {
        for _ in 0..times {
            self.act(name);
        }
        self
    }

    /// Empties the field under the cursor and types into it.
    pub(super) fn instead(&mut self, text: &str) -> &mut Self {
        self.keys("end ctrl-u").text(text)
    }
}
