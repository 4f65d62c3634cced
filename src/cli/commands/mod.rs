//! One file per command: its arguments, and what it asks of the desk.

pub mod account;
pub mod accounts;
pub mod data;
pub mod demo;
pub mod desk;
pub mod explain;
pub mod export;
pub mod facts;
pub mod first_steps;
pub mod guide;
pub mod history;
pub mod import;
pub mod init;
pub mod log;
pub mod note;
pub mod observe;
pub mod pulse;
pub mod redo;
pub mod rules;
pub mod show;
pub mod sweep;
pub mod task;
pub mod today;
pub mod undo;

use crate::app::{AppError, Command, Session};
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::domain::Day;
use serde_json::json;

/// The day of `--on`, or the desk's.
fn day_or_today(session: &Session, on: Option<&str>) -> Result<Day, AppError> {
    on.map_or(Ok(session.day), |text| session.read_day(text))
}

/// The same for what can only have happened: a day to come is an error.
fn past_or_today(session: &Session, on: Option<&str>) -> Result<Day, AppError> {
    let day = day_or_today(session, on)?;
    if day > session.day { Err(AppError::FutureDay { day }) } else { Ok(day) }
}

/// Carries out a command and says so, as a sentence or as `{entry, ids}`.
fn act(desk: &mut Desk<'_>, session: &mut Session, command: Command, said: &str) -> Result<(), Failure> {
    let done = session.act(command)?;
    if desk.out.is_json() {
        desk.out.json(&json!({"entry": done.entry, "ids": done.ids}))?;
    } else {
        desk.out.line(said)?;
    }
    Ok(())
}
