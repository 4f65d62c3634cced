//! What takes longer than a key may take is done by one worker: the session goes to it with a job and comes back. Keys wait
//! meanwhile; what is on the screen stays.

use crate::app::{AppError, Began, FirstSteps, ImportReport, ImportRequest, Mapping, Session, Settings};
use crate::domain::Day;
use crate::filter::Filter;
use crate::i18n::{Lang, desk, entry_text};
use crate::tui::data;
use crate::tui::first_steps;
use crate::tui::overlays::reading::Reading;

/// Something for the worker to do.
pub(in crate::tui) enum Job {
    Load(Box<Began>),
    With(Box<Session>, Task),
}

/// What is to be done with a session.
#[derive(Debug)]
pub(in crate::tui) enum Task {
    /// Compute what the first screen asks for.
    Warm,
    LookFrom(Day),
    /// Another process has written.
    TakeIn,
    /// A new day, or the clock was set.
    NewDay,
    /// The rules file has another text.
    Rules,
    Undo,
    Redo,
    /// Make the page of what data is there.
    Data,
    Import(Box<Importing>),
    /// Write down what a new book was asked, and make the page that follows.
    Settle(Box<Settings>),
}

/// Files to be brought into the book, and the mappings to be kept once they are in.
#[derive(Debug)]
pub(in crate::tui) struct Importing {
    pub request: ImportRequest,
    pub keep: Vec<Mapping>,
    /// What is to be said of files that stay behind.
    pub behind: Vec<String>,
}

/// What comes back.
pub(in crate::tui) struct Returned {
    /// The session, or why there will be none.
    pub session: Result<Box<Session>, AppError>,
    /// What to say, or what went wrong.
    pub said: Option<Result<Said, AppError>>,
    /// What an import did.
    pub imported: Option<Imported>,
}

/// What an import did, and what it leaves to be asked.
pub(in crate::tui) struct Imported {
    pub report: Box<ImportReport>,
    /// What there is to say of files that stayed behind.
    pub behind: Vec<String>,
    pub open: FirstSteps,
}

/// What there is to say.
pub(in crate::tui) enum Said {
    Sentence(String),
    /// More than fits a line: laid over the screen.
    Page(Reading),
}

impl From<String> for Said {
    fn from(sentence: String) -> Self {
        Self::Sentence(sentence)
    }
}

impl Job {
    /// Does it; `progress` hears percents.
    pub(in crate::tui) fn run(self, progress: &dyn Fn(u8)) -> Returned {
        match self {
            Self::Load(began) => match began.load() {
                Ok(session) => Self::With(Box::new(session), Task::Warm).run(progress),
                Err(error) => Returned { session: Err(error), said: None, imported: None },
            },
            Self::With(mut session, Task::Import(importing)) => {
                let (said, imported) = match importing.perform(&mut session, progress) {
                    Ok(imported) => (None, Some(imported)),
                    Err(error) => (Some(Err(error)), None),
                };
                warm(&session);
                Returned { session: Ok(session), said, imported }
            }
            Self::With(mut session, task) => {
                let said = perform(&mut session, task).transpose();
                warm(&session);
                Returned { session: Ok(session), said, imported: None }
            }
        }
    }
}

impl Importing {
    /// What went wrong once the rows are in is told with the report: they are in.
    /// Where something is to be asked, the first sweep waits for the answers.
    fn perform(self, session: &mut Session, progress: &dyn Fn(u8)) -> Result<Imported, AppError> {
        let is_first = session.book().accounts().is_empty();
        let mut told = None;
        let mut tell = |read: u64, all: u64| {
            let percent = u8::try_from(read.min(all) * 100 / all.max(1)).unwrap_or(100);
            if told != Some(percent) {
                told = Some(percent);
                progress(percent);
            }
        };
        let mut report = session.import(&self.request, &mut tell)?;
        report.warnings.extend(session.keep_mappings(&self.keep));
        report.warnings.extend(session.refresh().err());
        let open = if report.entry.is_some() { session.first_steps(&self.request.paths) } else { FirstSteps::default() };
        let open = if is_first { open } else { open.of_new(&report.new_metrics) };
        if open.is_empty() {
            report.warnings.extend(sweep(session).err());
        }
        Ok(Imported { report: Box::new(report), behind: self.behind, open })
    }
}

fn perform(session: &mut Session, task: Task) -> Result<Option<Said>, AppError> {
    let lang = session.formats().lang;
    match task {
        // Done apart: what it gives is more than a sentence.
        Task::Warm | Task::Import(_) => Ok(None),
        Task::LookFrom(day) => {
            session.look_from(day);
            session.refresh()?;
            sweep(session)?;
            Ok(None)
        }
        Task::TakeIn => {
            session.refresh()?;
            sweep(session)?;
            Ok(Some(desk::changed_outside(lang).into()))
        }
        Task::NewDay => {
            session.look_from(session.today());
            session.refresh()?;
            sweep(session)?;
            Ok(Some(desk::new_day(lang, session.day).into()))
        }
        Task::Rules => {
            let changed = match session.reload_rules() {
                Ok(changed) => changed,
                Err(error @ AppError::Rules { .. }) => {
                    let what = error.sentence(lang).what;
                    return Ok(Some(desk::rules_broken(lang, what.lines().take(2).map(str::trim).collect::<Vec<_>>().join(" ")).into()));
                }
                Err(error) => return Err(error),
            };
            sweep(session)?;
            Ok(changed.then(|| desk::rules_changed(lang).into()))
        }
        Task::Undo => session.undo().map(|entries| Some(told(lang, &entries, true).into())),
        Task::Redo => session.redo().map(|entries| Some(told(lang, &entries, false).into())),
        Task::Settle(settings) => {
            let page = first_steps::settle(session, &settings)?;
            sweep(session)?;
            Ok(Some(Said::Page(page)))
        }
        Task::Data => data::page(session).map(|page| Some(Said::Page(page))),
    }
}

/// Only today is swept, and only a book that may be written.
fn sweep(session: &mut Session) -> Result<(), AppError> {
    if session.is_past() || !session.is_writable() {
        return Ok(());
    }
    session.sweep_if_due().map(drop)
}

/// The act of the person among the entries of a step; the sweeps with it are not worth a word.
fn told(lang: Lang, entries: &[crate::app::Entry], undone: bool) -> String {
    let of_person = entries.iter().find(|entry| entry.source.is_person()).or(entries.first());
    let what = of_person.map(|entry| entry_text(lang, &entry.what)).unwrap_or_default();
    if undone { desk::undone(lang, what) } else { desk::redone(lang, what) }
}

/// Has the scores of the day computed, so that the screen need not.
fn warm(session: &Session) {
    drop(session.accounts(&Filter::default()));
}
