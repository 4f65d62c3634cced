//! The demo: a throw-away desk in a scratch folder, filled by the ordinary import and swept day by day, so that it looks alive.

use crate::app::demo::{self, ACCOUNTS, TODAY};
use crate::app::{AppError, Command, ImportRequest, Opening, Session, TaskVerb};
use crate::domain::Day;
use crate::i18n::Lang;
use crate::platform::{Clock, write_private};
use crate::rules::Rules;
use tempfile::TempDir;

/// A desk that goes away with its folder.
pub struct Demo {
    pub session: Session,
    folder: TempDir,
}

/// Days before today from which on the demo is swept, so that tasks have ages and a first run is behind it.
const SWEPT_DAYS: i32 = 28;
/// Days before today on which the demo's lead did not come to it.
const AWAY_DAYS: i32 = 5;

impl Demo {
    /// Makes the demo; 60 accounts where nothing else is asked.
    pub fn new(accounts: Option<usize>, lang: Lang) -> Result<Self, AppError> {
        let accounts = accounts.unwrap_or(ACCOUNTS);
        let folder = TempDir::new().map_err(|source| AppError::File { path: std::env::temp_dir(), source })?;
        let files = folder.path().join("files");
        crate::platform::create_private_dir(&files)?;
        for (name, text) in demo::files(TODAY, accounts) {
            write_private(&files.join(name), text.as_bytes())?;
        }
        let rules = folder.path().join("rules.toml");
        write_private(&rules, rules_for(accounts).as_bytes())?;
        let opening = |clock| Opening {
            book: Some(folder.path().join("book.db")),
            config: Some(folder.path().join("config.toml")),
            rules: Some(rules.clone()),
            as_of: None,
            lang,
            clock,
            state: Some(folder.path().join("state")),
        };
        let began = TODAY.plus(-SWEPT_DAYS);
        let mut session = Session::write(opening(Clock::on(began)))?;
        session.import(&ImportRequest { paths: vec![files], ..ImportRequest::default() }, &mut |_, _| {})?;
        for day in (began.0..=TODAY.0).map(Day) {
            session.opening = opening(Clock::on(day));
            session.day = day;
            session.sweep()?;
            if day < TODAY.plus(-AWAY_DAYS) && session.calendar().is_business(day) {
                work_off(&mut session)?;
            }
        }
        Ok(Self { session, folder })
    }

    /// The desk, and the folder that has to outlive it.
    pub fn into_parts(self) -> (Session, TempDir) {
        (self.session, self.folder)
    }

    /// Where it lies while it lasts.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// A day's work of the demo's lead: what is due and fits, done, but the last of it put to the customer.
fn work_off(session: &mut Session) -> Result<(), AppError> {
    let due = |item: &crate::method::Queued| item.in_plan && item.task.due.is_some_and(|due| due <= session.day.plus(1));
    let ids: Vec<i64> = session.queue()?.items.iter().filter(|item| due(item)).map(|item| item.task.id).collect();
    let Some((asked, done)) = ids.split_last() else { return Ok(()) };
    if !done.is_empty() {
        session.act(Command::Tasks { ids: done.to_vec(), verb: TaskVerb::Done })?;
    }
    let until = session.business_day(3);
    session.act(Command::Tasks { ids: vec![*asked], verb: TaskVerb::Wait { until } })?;
    Ok(())
}

/// The default rules with touch models for a book of this size.
fn rules_for(accounts: usize) -> String {
    let (high, low) = demo::touch_places(TODAY, accounts);
    let text = Rules::template("default").unwrap_or_default();
    text.replace("arr.place:<=15 or", &format!("arr.place:<={high} or")).replace("arr.place:<=80\"", &format!("arr.place:<={low}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_demos_rules_have_touch_models_of_its_size_and_are_sound() {
        for accounts in [ACCOUNTS, 1_000] {
            let (high, low) = demo::touch_places(TODAY, accounts);
            let text = rules_for(accounts);
            assert!(text.contains(&format!("arr.place:<={high} or")) && text.contains(&format!("arr.place:<={low}\"")), "{accounts}: {high}, {low}");
            assert!(Rules::parse(&text).is_ok());
        }
    }
}
