//! What verbs act on: the marked ones, else what is under the cursor.

use crate::book::AccountIx;
use crate::method::Queued;
use crate::tui::cx::Cx;

/// What verbs act on.
#[derive(Clone, Debug, Default)]
pub(in crate::tui) struct Target {
    pub accounts: Vec<AccountIx>,
    pub tasks: Vec<Queued>,
    /// Whether the cursor is on a task: then `why` is about its urgency.
    pub on_task: bool,
}

impl Target {
    /// The marked accounts, else the selected one with its most urgent item.
    pub(in crate::tui) fn of_accounts(cx: &Cx<'_>) -> Self {
        let accounts = cx.shared.chosen_accounts(cx.session);
        let id = |ix: &AccountIx| cx.session.book().account(*ix).row.id;
        let tasks = accounts.iter().filter_map(|ix| cx.shared.items_of(id(ix)).first().map(|item| (*item).clone())).collect();
        Self { accounts, tasks, on_task: false }
    }

    /// The marked tasks, else the one under the cursor of the queue; and their accounts.
    pub(in crate::tui) fn of_queue(cx: &Cx<'_>) -> Self {
        let marked = &cx.shared.marked_tasks;
        let tasks: Vec<Queued> = if marked.is_empty() {
            cx.shared.task_under().into_iter().cloned().collect()
        } else {
            cx.shared.items().map(|(_, item)| item).filter(|item| marked.contains(&item.task.id)).cloned().collect()
        };
        let mut accounts = Vec::new();
        for ix in tasks.iter().filter_map(|item| item.task.account).filter_map(|id| cx.session.book().place(id)) {
            if !accounts.contains(&ix) {
                accounts.push(ix);
            }
        }
        Self { accounts, tasks, on_task: true }
    }

    /// The ids of the tasks.
    pub(in crate::tui) fn ids(&self) -> Vec<i64> {
        self.tasks.iter().map(|item| item.task.id).collect()
    }
}
