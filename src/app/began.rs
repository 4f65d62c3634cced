//! A desk half open: its files are read and the book stands ready, but nothing of it is in memory yet. For a first screen
//! that is there at once; whoever wants an answer goes on to the [`Session`].

use crate::app::{AppError, Opening, Session};
use crate::book::Rates;
use crate::config::Config;
use crate::domain::Day;
use crate::domain::text::hash;
use crate::rules::{Lens, Rules};
use crate::store::{GlanceStamp, Mode, Revision, Source, Store, StoreError};
use std::cell::RefCell;
use std::sync::Arc;

/// A desk on its way to be open.
pub struct Began {
    pub opening: Opening,
    pub config: Config,
    pub rules: Rules,
    /// The day everything will be seen from.
    pub day: Day,
    store: Store,
    writable: bool,
}

impl Began {
    /// Opens an existing book; a missing one is an error. For writing, unless a day is looked back from or the book can
    /// only be read.
    pub fn open(opening: Opening) -> Result<Self, AppError> {
        let path = opening.book_file()?;
        if !path.exists() {
            return Err(StoreError::Missing { path }.into());
        }
        if opening.as_of.is_some() {
            return Self::opened(opening, Mode::Read);
        }
        match Self::opened(opening.clone(), Mode::Write) {
            Err(error) if error.is_not_writable() => Self::opened(opening, Mode::Read),
            result => result,
        }
    }

    /// Opens the book in a mode.
    pub(in crate::app) fn opened(opening: Opening, mode: Mode) -> Result<Self, AppError> {
        let store = Store::open(&opening.book_file()?, mode)?;
        Self::over(opening, store, mode == Mode::Write)
    }

    /// Reads what lies beside an open book.
    pub(in crate::app) fn over(opening: Opening, store: Store, writable: bool) -> Result<Self, AppError> {
        let (day, config, rules) = (opening.day()?, opening.read_config()?, opening.read_rules()?);
        Ok(Self { opening, config, rules, day, store, writable })
    }

    /// Whether the book may be written.
    pub fn is_writable(&self) -> bool {
        self.writable
    }

    /// The first screen kept under a key, where nothing that it was made of has changed. It is worth no error.
    pub fn glance(&self, key: &str) -> Option<String> {
        let (stamp, text) = self.store.glance(key).ok()??;
        let now = stamp_of(self.day, self.store.revision().ok()?, &self.rules, &self.config);
        (stamp == now).then_some(text)
    }

    /// Loads the book and sweeps where that is due. A book that turns out not to be writable after all is only read.
    pub fn load(self) -> Result<Session, AppError> {
        let mut session = self.session()?;
        if session.is_writable() {
            match session.sweep_if_due() {
                Err(error) if error.is_not_writable() => return Session::read(session.opening),
                result => result?,
            };
        }
        Ok(session)
    }

    /// The desk with the book in memory, as it stands.
    pub(in crate::app) fn session(self) -> Result<Session, AppError> {
        let Self { opening, config, rules, day, store, writable } = self;
        // Asked for first: what another process writes while the book is read is then read once more, not missed.
        let (seen_version, revision) = (store.data_version()?, store.revision()?);
        let book = store.load_book(rates(&config))?;
        let settings = rules.settings(&config);
        let lens = Lens::new(Arc::new(book), Arc::new(rules), settings);
        Ok(Session {
            looking_back: false,
            config,
            opening,
            day,
            lens,
            source: Source::Cli,
            store,
            revision,
            seen_version,
            writable,
            known: RefCell::default(),
        })
    }
}

impl Session {
    /// Keeps a first screen for [`Began::glance`], as made of what is in memory. The book does not change by it; nothing
    /// is kept where it cannot be written.
    pub fn keep_glance(&mut self, key: &str, text: &str) -> Result<(), AppError> {
        if !self.is_writable() {
            return Ok(());
        }
        let stamp = stamp_of(self.day, self.revision, self.lens.rules(), &self.config);
        Ok(self.store.keep_glance(key, &stamp, text)?)
    }
}

fn stamp_of(day: Day, revision: Revision, rules: &Rules, config: &Config) -> GlanceStamp {
    // The config keeps no text of itself; what it means is what a screen shows.
    let config = hash(format!("{config:?}").as_bytes());
    GlanceStamp { day, revision, rules: format!("{:016x}", rules.hash()), config: format!("{config:016x}") }
}

/// The money of a config, as the book counts in it.
pub(in crate::app) fn rates(config: &Config) -> Rates {
    Rates { own: config.currency.own, others: config.currency.rates.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use crate::app::testing::Desk;

    #[test]
    fn a_missing_book_is_an_error_and_is_not_made() {
        let desk = Desk::empty();
        assert!(Began::open(desk.opening()).is_err_and(|error| error.is_missing_book()));
        assert!(!desk.path("book.db").exists());
    }

    #[test]
    fn a_kept_screen_is_there_before_the_book_is_loaded_and_is_no_change_of_it() {
        let desk = Desk::new();
        let mut session = Began::open(desk.opening()).unwrap().load().unwrap();
        let before = session.history(None, 9).unwrap().len();
        session.keep_glance("ja 80x24", "良い画面").unwrap();
        assert_eq!(session.history(None, 9).unwrap().len(), before);
        drop(session);
        let began = Began::open(desk.opening()).unwrap();
        assert!(began.is_writable());
        assert_eq!(began.glance("ja 80x24").as_deref(), Some("良い画面"));
        assert_eq!(began.glance("en 80x24"), None);
        let session = began.load().unwrap();
        assert_eq!(session.history(None, 9).unwrap().len(), before, "nothing was due");
    }

    #[test]
    fn a_kept_screen_is_gone_with_the_day_an_act_the_rules_or_the_config() {
        let desk = Desk::new();
        let kept = |desk: &Desk| Began::open(desk.opening()).unwrap().glance("k").is_some();
        let keep = |desk: &Desk| Began::open(desk.opening()).unwrap().load().unwrap().keep_glance("k", "x").unwrap();
        keep(&desk);
        assert!(kept(&desk));
        assert!(!kept(&desk.on(1)), "another day");
        let mut session = desk.session();
        let day = session.day;
        session.act(Command::Note { account: 0, text: "x".to_owned(), day }).unwrap();
        assert!(!kept(&desk), "an act");
        keep(&desk);
        desk.write("rules.toml", &format!("{}\n# mine\n", Rules::default().text()));
        assert!(!kept(&desk), "other rules");
        keep(&desk);
        desk.write("config.toml", "[ui]\nlights = \"kanji\"\n");
        assert!(!kept(&desk), "another config");
    }

    #[test]
    fn a_day_looked_back_from_only_reads_and_keeps_nothing() {
        let desk = Desk::new();
        drop(desk.session());
        let opening = Opening { as_of: Some("-3d".to_owned()), ..desk.opening() };
        let began = Began::open(opening.clone()).unwrap();
        assert!(!began.is_writable());
        let mut session = began.load().unwrap();
        assert!(!session.is_writable());
        session.keep_glance("k", "x").unwrap();
        assert_eq!(Began::open(opening).unwrap().glance("k"), None);
    }

    #[test]
    fn a_loaded_desk_is_swept_for_its_day() {
        let desk = Desk::new();
        drop(Began::open(desk.opening()).unwrap().load().unwrap());
        let mut session = Began::open(desk.opening()).unwrap().load().unwrap();
        assert_eq!(session.sweep_if_due().unwrap(), None);
        assert_eq!(session.history(None, 1).unwrap()[0].source, Source::Sweep);
    }

    #[test]
    fn a_session_can_go_to_another_thread() {
        fn goes<T: Send>() {}
        goes::<Session>();
        goes::<Began>();
    }
}
