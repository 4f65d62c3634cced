//! The work at the desk as it was read last, kept for as long as the book stands still. Tasks with their events and pairs
//! are many rows, and a screen asks for the queue at every key.

use crate::app::{AppError, Session};
use crate::book::rows::{AccountSeen, DayHours, Task, TaskEvent, TriggerSeen, TriggerState};
use crate::method::Work;
use crate::store::{Revision, Store};
use std::sync::Arc;

/// The work of one state of the book.
#[derive(Clone)]
pub(in crate::app) struct KnownWork {
    /// Own writes move the revision, those of others the version too.
    revision: Revision,
    version: i64,
    pub(in crate::app) work: Arc<Work>,
    pub(in crate::app) hours: Arc<Vec<DayHours>>,
}

impl Session {
    /// The work as the book has it now.
    pub(in crate::app) fn work(&self) -> Result<Arc<Work>, AppError> {
        Ok(self.known_work()?.work)
    }

    /// The work and the hours of days, read again only where the book has moved.
    pub(in crate::app) fn known_work(&self) -> Result<KnownWork, AppError> {
        // Asked for before the rows: what is written meanwhile is then read once more, not missed.
        let (version, revision) = (self.store.data_version()?, self.store.revision()?);
        if let Some(known) = self.known.borrow().as_ref().filter(|known| (known.revision, known.version) == (revision, version)) {
            return Ok(known.clone());
        }
        let (work, hours) = self.store.snapshot::<_, AppError>(|store| Ok((read(store)?, store.rows::<DayHours>()?)))?;
        let known = KnownWork { revision, version, work: Arc::new(work), hours: Arc::new(hours) };
        self.known.replace(Some(known.clone()));
        Ok(known)
    }
}

fn read(store: &Store) -> Result<Work, AppError> {
    Ok(Work::new(
        store.rows::<Task>()?,
        store.rows::<TaskEvent>()?,
        store.rows::<TriggerState>()?,
        store.rows::<TriggerSeen>()?,
        store.rows::<AccountSeen>()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::Desk;
    use crate::app::{Command, NewTask};

    fn task(title: &str) -> Command {
        Command::AddTask(NewTask { account: None, title: title.to_owned(), kind: None, due: None, minutes: None })
    }

    fn open(session: &Session) -> usize {
        session.queue().unwrap().items.len()
    }

    #[test]
    fn the_work_of_an_unchanged_book_is_read_once() {
        let mut session = Desk::new().session();
        let first = session.work().unwrap();
        session.queue().unwrap();
        session.keep_glance("k", "x").unwrap();
        assert!(Arc::ptr_eq(&first, &session.work().unwrap()));
    }

    #[test]
    fn an_act_an_undo_and_the_act_of_another_are_seen_at_once() {
        let desk = Desk::new();
        let (mut mine, mut theirs) = (desk.session(), desk.session());
        assert_eq!(open(&mine), 0);
        mine.act(task("one")).unwrap();
        assert_eq!(open(&mine), 1);
        theirs.act(task("two")).unwrap();
        assert_eq!(open(&mine), 2);
        mine.act(Command::Hours { minutes: Some(5) }).unwrap();
        assert_eq!(mine.queue().unwrap().hours_minutes, 5);
        mine.undo().unwrap();
        mine.undo().unwrap();
        assert_eq!((open(&mine), mine.queue().unwrap().hours_minutes), (1, 360));
    }
}
