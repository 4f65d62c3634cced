//! What a person decides of a storm, the one item that stands for many accounts: a season or an incident that is accepted,
//! or a task for each account after all. What follows from it is the method's; here it is checked, told and written.

use crate::app::command::Work;
use crate::app::work::{work_in, write};
use crate::app::{AppError, Session};
use crate::book::rows::Task;
use crate::domain::Day;
use crate::domain::words::TaskStatus;
use crate::i18n::task_title;
use crate::method;
use serde_json::{Value, json};

impl Session {
    /// Accepts a storm: its item is done, and its accounts open nothing while it lasts.
    pub(in crate::app) fn season(&self, id: i64) -> Result<(Value, Work), AppError> {
        let what = json!({"verb": "season", "title": self.title_of(id)?});
        let day = self.day;
        let work: Work = Box::new(move |tx, _| {
            let work = work_in(tx)?;
            let storm = open_storm(&work, id, day)?;
            for act in &method::season(&work, storm.id, day) {
                write(tx, act)?;
            }
            Ok(vec![id.to_string()])
        });
        Ok((what, work))
    }

    /// Gives every account that is still in a storm its own task; the ids told are those of the new tasks.
    pub(in crate::app) fn one_by_one(&self, id: i64) -> Result<(Value, Work), AppError> {
        let what = json!({"verb": "one_by_one", "title": self.title_of(id)?});
        let (day, calendar) = (self.day, self.calendar());
        let work: Work = Box::new(move |tx, lens| {
            let work = work_in(tx)?;
            let storm = open_storm(&work, id, day)?;
            let acts = method::open_storm(lens, &work, &calendar, id, day);
            if acts.is_empty() {
                return Err(AppError::NoStorm { id, title: storm.title.clone() });
            }
            let mut ids = Vec::new();
            for act in &acts {
                ids.extend(write(tx, act)?.map(|id| id.to_string()));
            }
            Ok(ids)
        });
        Ok((what, work))
    }

    /// A task's title as the reader sees it.
    fn title_of(&self, id: i64) -> Result<String, AppError> {
        let work = self.work()?;
        let task = work.task(id).ok_or(AppError::UnknownTask { id })?;
        Ok(task_title(self.lens.rules(), task, self.opening.lang))
    }
}

/// The storm of an id, if it is one and open on a day.
fn open_storm(work: &method::Work, id: i64, day: Day) -> Result<&Task, AppError> {
    let task = work.task(id).ok_or(AppError::UnknownTask { id })?;
    let title = || task.title.clone();
    if !method::is_storm(task) {
        return Err(AppError::NoStorm { id, title: title() });
    }
    if task.status != TaskStatus::Open {
        return Err(AppError::TaskState { id, title: title(), open: false });
    }
    if day < task.opened {
        return Err(AppError::TaskNotYet { id, title: title(), opened: task.opened });
    }
    Ok(task)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, RULES};
    use crate::app::{Command, NewTask};
    use crate::i18n::{Lang, entry_text};

    /// Twelve accounts that are hot all at once on their second day, and the task that stands for them.
    fn struck() -> (Desk, Session, i64) {
        let desk = Desk::of(12);
        desk.write("rules.toml", &format!("{RULES}[[trigger]]\nkey = \"hot\"\nwhen = \"metric.heat:>=5\"\ntask = \"Heat\"\n"));
        desk.session().sweep().unwrap();
        let desk = desk.on(1);
        let mut session = desk.session();
        let observe = |account| Command::Observe { account, metric: "heat".to_owned(), value: 9.0, day: session.day };
        let heat = Command::Together((0..12).map(observe).collect());
        session.act(heat).unwrap();
        session.sweep().unwrap();
        let queue = session.queue().unwrap();
        assert_eq!(queue.items.len(), 1, "{:?}", queue.items);
        let id = queue.items[0].task.id;
        (desk, session, id)
    }

    #[test]
    fn a_season_that_is_accepted_leaves_nothing_to_do_until_it_is_undone() {
        let (desk, mut session, id) = struck();
        let before = desk.dump();
        session.act(Command::Season { task: id }).unwrap();
        assert!(session.queue().unwrap().items.is_empty());
        assert_eq!(session.sweep().unwrap().opened, 0);
        let told = session.history(None, 9).unwrap();
        let told = told.iter().find(|entry| entry.what["verb"] == "season").unwrap();
        assert_eq!(entry_text(Lang::En, &told.what), "accepted as a season or an incident: Heat");
        assert!(matches!(session.act(Command::Season { task: id }), Err(AppError::TaskState { open: false, .. })));
        session.undo().unwrap();
        assert_eq!(desk.dump(), before);
    }

    #[test]
    fn a_storm_taken_one_by_one_is_a_task_for_each_account_until_it_is_undone() {
        let (desk, mut session, id) = struck();
        let before = desk.dump();
        let done = session.act(Command::OneByOne { task: id }).unwrap();
        let queue = session.queue().unwrap();
        assert_eq!((queue.items.len(), done.ids.len()), (12, 12));
        assert!(queue.items.iter().all(|item| item.task.account.is_some() && done.ids.contains(&item.task.id.to_string())));
        let told = &session.history(None, 1).unwrap()[0];
        assert_eq!(entry_text(Lang::Ja, &told.what), "顧客ごとに分割 (Heat)");
        session.undo().unwrap();
        assert_eq!(desk.dump(), before);
        assert_eq!(session.queue().unwrap().items[0].task.id, id);
    }

    #[test]
    fn what_is_no_open_storm_is_refused() {
        let (desk, mut session, id) = struck();
        let task = NewTask { account: None, title: "Plan the week".to_owned(), kind: None, due: None, minutes: None };
        let plain: i64 = session.act(Command::AddTask(task)).unwrap().ids[0].parse().unwrap();
        let before = desk.dump();
        for command in [Command::Season { task: plain }, Command::OneByOne { task: plain }] {
            assert!(matches!(session.act(command), Err(AppError::NoStorm { .. })));
        }
        assert!(matches!(session.act(Command::OneByOne { task: 99 }), Err(AppError::UnknownTask { id: 99 })));
        desk.write("rules.toml", RULES);
        let mut session = desk.session();
        assert!(matches!(session.act(Command::OneByOne { task: id }), Err(AppError::NoStorm { .. })), "its trigger is gone");
        assert_eq!(desk.dump(), before);
    }
}
