//! How an open desk keeps up while it stays open: what others write, rules that were edited, and the day it looks from.
//! Asks cheaply and says whether there is something to take in; when to ask is the caller's affair.

use crate::app::{AppError, Session};
use crate::domain::Day;
use crate::rules::Rules;

impl Session {
    /// Whether another connection has written, since the last call, something that [`Session::refresh`] would take in. A
    /// question of a few microseconds while nobody writes.
    pub fn changed_outside(&mut self) -> Result<bool, AppError> {
        let version = self.store.data_version()?;
        if version == self.seen_version {
            return Ok(false);
        }
        self.seen_version = version;
        // What others keep of their own screens moves no revision and is nobody else's affair.
        Ok(self.store.revision()? != self.revision)
    }

    /// Takes in the rules file where its text is another one; true when other rules are in force now. On an error the old
    /// ones stay.
    pub fn reload_rules(&mut self) -> Result<bool, AppError> {
        let text = self.opening.rules_text()?.unwrap_or_else(|| Rules::template("default").unwrap_or_default().to_owned());
        if text == self.lens.rules().text() {
            return Ok(false);
        }
        let rules = self.opening.parse_rules(text)?;
        self.put_rules(rules);
        Ok(true)
    }

    /// Turns the desk to a day: from now on everything is seen as of it, and verbs would take it as theirs.
    pub fn look_from(&mut self, day: Day) {
        self.day = day;
        self.looking_back = day < self.today();
    }

    /// Today: the clock's day, or the one that the desk was opened as of.
    pub fn today(&self) -> Day {
        // A day that cannot be read would not have let the desk open.
        self.opening.day().unwrap_or(self.day)
    }

    /// Whether somebody turned the desk to a day that had gone by. A desk that stood open over midnight is not: its day is
    /// only to be moved on.
    pub fn is_past(&self) -> bool {
        self.looking_back
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::{Desk, RULES, TODAY};
    use crate::app::{Command, NewTask, Opening};

    fn note(account: usize) -> Command {
        Command::Note { account, text: "x".to_owned(), day: TODAY }
    }

    #[test]
    fn what_another_wrote_is_told_once_and_ones_own_is_not() {
        let desk = Desk::new();
        let (mut mine, mut theirs) = (desk.session(), desk.session());
        assert!(!mine.changed_outside().unwrap());
        mine.act(note(0)).unwrap();
        assert!(!mine.changed_outside().unwrap());
        theirs.act(note(1)).unwrap();
        assert!(mine.changed_outside().unwrap());
        assert!(!mine.changed_outside().unwrap(), "it was told");
        mine.refresh().unwrap();
        assert_eq!(mine.book().account(1).notes.len(), 1);
        theirs.keep_glance("k", "their screen").unwrap();
        assert!(!mine.changed_outside().unwrap(), "a screen is no change of the book");
    }

    #[test]
    fn edited_rules_come_into_force_and_broken_ones_leave_the_old() {
        let desk = Desk::new();
        let mut session = desk.session();
        assert!(!session.reload_rules().unwrap(), "the built-in ones");
        desk.write("rules.toml", RULES);
        assert!(session.reload_rules().unwrap());
        assert_eq!(session.lens.rules().cards()[0].name, "c");
        assert!(!session.reload_rules().unwrap());
        desk.write("rules.toml", "[[scorecard]]\nnam = 1\n");
        assert!(matches!(session.reload_rules(), Err(AppError::Rules { .. })));
        assert_eq!(session.lens.rules().text(), RULES);
        std::fs::remove_file(desk.path("rules.toml")).unwrap();
        assert!(session.reload_rules().unwrap(), "the built-in ones again");
    }

    #[test]
    fn a_desk_turned_to_a_past_day_shows_the_queue_of_then() {
        let desk = Desk::new();
        let task = NewTask { account: None, title: "Ask".to_owned(), kind: None, due: None, minutes: None };
        let mut session = desk.on(2).session();
        session.act(Command::AddTask(task)).unwrap();
        assert_eq!((session.today(), session.is_past(), session.queue().unwrap().items.len()), (TODAY.plus(2), false, 1));
        session.look_from(TODAY);
        assert_eq!((session.today(), session.is_past(), session.queue().unwrap().items.len()), (TODAY.plus(2), true, 0));
        session.look_from(session.today());
        assert_eq!((session.is_past(), session.queue().unwrap().items.len()), (false, 1));
    }

    #[test]
    fn a_desk_that_stood_open_over_midnight_is_not_looking_back() {
        let desk = Desk::new();
        let mut session = desk.session();
        session.opening.clock = crate::app::Clock::on(TODAY.plus(1));
        assert_eq!((session.today(), session.day, session.is_past()), (TODAY.plus(1), TODAY, false));
        session.look_from(session.today());
        assert_eq!((session.day, session.is_past()), (TODAY.plus(1), false));
    }

    #[test]
    fn a_desk_opened_as_of_a_day_takes_it_for_today() {
        let desk = Desk::new();
        let session = Session::read(Opening { as_of: Some("-3d".to_owned()), ..desk.opening() }).unwrap();
        assert_eq!((session.today(), session.day, session.is_past()), (TODAY.plus(-3), TODAY.plus(-3), false));
    }
}
