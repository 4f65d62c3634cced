//! The screens of the desk. An event becomes an action, an action an update, an update effects; the loop performs those and
//! draws once. Knows no SQL and no scores: everything comes from the [`Session`].

mod action;
mod cx;
mod data;
mod effect;
mod events;
mod faces;
mod first_steps;
mod help;
mod key;
mod keymap;
mod look;
mod model;
mod news;
mod overlays;
mod peeking;
mod remembered;
mod runtime;
mod screens;
mod shared;
mod step;
mod target;
mod terminal;
#[cfg(test)]
mod tests;
mod theme;
mod verbs;
mod why;
mod widgets;
mod worker;

pub use help::keys_page;

use crate::app::{AppError, Began, Opening, Session, Start};
use crate::config::Config;
use crate::domain::text::hash;
use crate::i18n::Formats;
use keymap::Keymap;
use look::Look;
use model::Model;
use remembered::Remembered;
use runtime::Runtime;
use theme::Theme;
use worker::{Job, Task};

/// Opens the screens and stays until the person leaves. `colors`: whether the terminal may be given any.
pub fn run(start: Start, colors: bool) -> Result<(), AppError> {
    let output = |error: std::io::Error| AppError::Output(error.to_string());
    let desk = Desk::of(start)?;
    let (opening, config) = desk.beside();
    let look = look(opening, config, colors)?;
    let keymap = keymap(opening)?;
    let remembered = Remembered::read(opening.read_state().as_deref());
    let kept = desk.glance(&glance_key(&look, &remembered.write())).and_then(|text| serde_json::from_str(&text).ok());
    let size = crossterm::terminal::size().map_err(output)?;
    let model = Model::new(keymap, look, size, kept, remembered);
    let mut screen = terminal::Screen::enter().map_err(output)?;
    let (sender, events) = events::listen().map_err(output)?;
    let peeks = events::peeker(sender.clone());
    let jobs = events::worker(sender);
    let runtime = Runtime::new(model, jobs.clone(), peeks);
    // The worker begins while the first screen is painted.
    let _ = jobs.send(desk.job());
    runtime.run(&mut screen, &events)
}

/// A desk before its screens are there.
enum Desk {
    Began(Box<Began>),
    Open(Box<Session>),
}

impl Desk {
    fn of(start: Start) -> Result<Self, AppError> {
        Ok(match start {
            Start::Book(opening) => Self::Began(Box::new(Began::open(opening)?)),
            Start::Open(session) => Self::Open(session),
        })
    }

    fn beside(&self) -> (&Opening, &Config) {
        match self {
            Self::Began(began) => (&began.opening, &began.config),
            Self::Open(session) => (&session.opening, &session.config),
        }
    }

    fn glance(&self, key: &str) -> Option<String> {
        match self {
            Self::Began(began) => began.glance(key),
            Self::Open(_) => None,
        }
    }

    /// What brings the session.
    fn job(self) -> Job {
        match self {
            Self::Began(began) => Job::Load(began),
            Self::Open(session) => Job::With(session, Task::Warm),
        }
    }
}

/// Under which key a first screen is kept: it is of one language, one version of the program, one state of the screens.
fn glance_key(look: &Look, state: &str) -> String {
    format!("today {:?} {} {:016x}", look.lang(), env!("CARGO_PKG_VERSION"), hash(state.as_bytes()))
}

fn look(opening: &Opening, config: &Config, colors: bool) -> Result<Look, AppError> {
    let theme = match config.ui.theme.as_str() {
        "default" => Theme::parse(theme::DEFAULT).unwrap_or_default(),
        name => {
            let (file, text) = opening.need_beside(&format!("themes/{name}.toml"))?;
            Theme::parse(&text).map_err(|problems| AppError::Config { file, text, problems })?
        }
    };
    let theme = if colors { theme } else { theme.without_colors() };
    Ok(Look::new(theme, Formats { lang: opening.lang, currency: config.currency.own }, &config.ui))
}

fn keymap(opening: &Opening) -> Result<Keymap, AppError> {
    match opening.read_beside("keymap.toml")? {
        Some((file, text)) => Keymap::read(Some(&text)).map_err(|problems| AppError::Config { file, text, problems }),
        None => Ok(Keymap::read(None).unwrap_or_default()),
    }
}
