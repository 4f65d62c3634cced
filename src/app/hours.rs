//! The hours of a day: what the config gives its weekday, unless a person said otherwise of this one day.

use crate::app::command::Work;
use crate::app::{AppError, Session};
use crate::book::rows::DayHours;
use crate::domain::Cell;
use serde_json::{Value, json};

/// Minutes of a whole day.
const DAY_MINUTES: i64 = 24 * 60;

impl Session {
    /// Minutes for customer-success work on the desk's day.
    pub fn hours_minutes(&self) -> Result<i64, AppError> {
        let own = self.known_work()?.hours.iter().find(|row| row.day == self.day).map(|row| row.minutes);
        Ok(own.unwrap_or_else(|| self.usual_minutes()))
    }

    /// What the config gives the weekday.
    fn usual_minutes(&self) -> i64 {
        let hours = self.config.hours.0[self.day.weekday().num_days_from_monday() as usize];
        #[expect(clippy::cast_possible_truncation, reason = "hours of a day are at most 24")]
        let minutes = (hours * 60.0).round() as i64;
        minutes
    }

    /// Sets the hours of the desk's day, or takes back what was set.
    pub(in crate::app) fn set_hours(&self, minutes: Option<i64>) -> Result<(Value, Work), AppError> {
        if let Some(minutes) = minutes.filter(|minutes| !(0..=DAY_MINUTES).contains(minutes)) {
            return Err(AppError::DayHours { minutes });
        }
        let day = self.day;
        let work: Work = Box::new(move |tx, _| {
            match minutes {
                Some(minutes) => drop(tx.put(&DayHours { day, minutes })?),
                None => drop(tx.delete::<DayHours>(&[Cell::from(day)])?),
            }
            Ok(Vec::new())
        });
        Ok((json!({"verb": "hours", "day": day.to_string(), "minutes": minutes}), work))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use crate::app::testing::Desk;
    use crate::i18n::{Lang, entry_text};

    fn hours(session: &Session) -> i64 {
        session.queue().unwrap().hours_minutes
    }

    #[test]
    fn a_days_own_hours_stand_for_that_day_only_and_are_undone() {
        let desk = Desk::new();
        let mut session = desk.session();
        let before = desk.dump();
        assert_eq!(hours(&session), 360, "a Tuesday by the config");
        session.act(Command::Hours { minutes: Some(90) }).unwrap();
        assert_eq!((hours(&session), session.hours_minutes().unwrap()), (90, 90));
        assert_eq!(hours(&desk.on(1).session()), 360, "the next day");
        session.act(Command::Hours { minutes: Some(0) }).unwrap();
        assert_eq!(hours(&session), 0);
        session.undo().unwrap();
        assert_eq!(hours(&session), 90);
        session.undo().unwrap();
        assert_eq!((hours(&session), desk.dump()), (360, before));
    }

    #[test]
    fn hours_taken_away_leave_what_the_config_says() {
        let mut session = Desk::new().session();
        assert_eq!(session.act(Command::Hours { minutes: None }).unwrap().entry, None, "there was nothing to take away");
        session.act(Command::Hours { minutes: Some(45) }).unwrap();
        session.act(Command::Hours { minutes: None }).unwrap();
        assert_eq!(hours(&session), 360);
        let told = session.history(None, 2).unwrap();
        assert_eq!(entry_text(Lang::En, &told[1].what), "hours on 2026-11-24: 45m");
        assert_eq!(entry_text(Lang::Ja, &told[0].what), "2026-11-24の作業時間を設定どおりに戻す");
        session.undo().unwrap();
        assert_eq!(hours(&session), 45);
    }

    #[test]
    fn no_day_has_more_than_its_24_hours() {
        let mut session = Desk::new().session();
        for minutes in [-1, 1441] {
            assert!(matches!(session.act(Command::Hours { minutes: Some(minutes) }), Err(AppError::DayHours { .. })));
        }
    }
}
