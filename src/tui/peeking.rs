//! Looks into files while the desk goes on: on a thread and with a session of its own, so that keys never wait for it. Writes
//! nothing. What comes while it looks takes the place of what was asked before.

use crate::app::{AppError, ImportRequest, Opening, Session, paths_from};
use crate::tui::events::Event;
use crate::tui::news::News;
use std::sync::mpsc::{Receiver, Sender};

/// Something to be found out.
pub(in crate::tui) enum Peek {
    /// What a typed path may become.
    Paths(String),
    /// What files seem to be; answered under the number.
    Files(u64, ImportRequest),
    /// What an import would do; answered under the number.
    Preview(u64, ImportRequest),
    /// Nothing for now: what was opened may be closed.
    Rest,
}

/// What looks into files of a desk.
pub(in crate::tui) struct Peeker {
    /// Opened at the first look, so that a desk on which nothing is imported does not pay for it.
    session: Option<Box<Session>>,
}

impl Peeker {
    /// One that has looked into nothing yet.
    pub(in crate::tui) fn new() -> Self {
        Self { session: None }
    }

    /// Answers until nobody asks any more.
    pub(in crate::tui) fn work(mut self, asked: &Receiver<(Opening, Peek)>, tell: &Sender<Event>) {
        while let Ok(mut next) = asked.recv() {
            let mut paths = None;
            for newer in asked.try_iter() {
                let older = std::mem::replace(&mut next, newer);
                // Names are asked for by another part of the screen than files.
                if matches!(older.1, Peek::Paths(_)) {
                    paths = Some(older);
                } else if matches!(next.1, Peek::Paths(_)) {
                    paths = Some(std::mem::replace(&mut next, older));
                }
            }
            for (opening, peek) in paths.into_iter().chain([next]) {
                if self.answer(opening, peek).is_some_and(|event| tell.send(event).is_err()) {
                    return;
                }
            }
        }
    }

    /// Finds one thing out.
    pub(in crate::tui) fn answer(&mut self, opening: Opening, peek: Peek) -> Option<Event> {
        Some(match peek {
            Peek::Paths(text) => {
                let found = paths_from(&text);
                Event::Paths(text, found)
            }
            Peek::Files(nth, request) => Event::News(News::Looked(nth, self.session(opening).and_then(|session| session.look_into(&request)))),
            Peek::Preview(nth, request) => {
                let request = ImportRequest { dry_run: true, ..request };
                let report = self.session(opening).and_then(|session| session.import(&request, &mut |_, _| ()));
                Event::News(News::Previewed(nth, report.map(Box::new)))
            }
            Peek::Rest => {
                self.session = None;
                return None;
            }
        })
    }

    /// A session that knows what the book and the rules hold now.
    fn session(&mut self, opening: Opening) -> Result<&mut Session, AppError> {
        let session = match self.session.take() {
            Some(mut session) => {
                session.refresh()?;
                session.reload_rules()?;
                session.look_from(session.today());
                session
            }
            None => Box::new(Session::rehearsal(opening)?),
        };
        Ok(self.session.insert(session))
    }
}
