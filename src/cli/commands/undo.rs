//! `banso undo`: take back the latest steps.

use crate::app::Session;
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::cli::shape::entry;
use crate::i18n::{Lang, entry_text, messages};
use serde_json::{Value, json};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    steps: u32,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    swap(args.steps, desk, "undone", Session::undo, messages::undone)
}

/// Undo and redo differ in their word only.
pub(in crate::cli) fn swap(
    steps: u32,
    desk: &mut Desk<'_>,
    key: &str,
    one: fn(&mut Session) -> Result<Vec<crate::app::Entry>, crate::app::AppError>,
    said: fn(Lang, String) -> String,
) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let mut swapped: Vec<Value> = Vec::new();
    for step in 0..steps {
        let entries = match one(&mut session) {
            // Fewer steps than asked for is told by what was swapped; none at all is an error.
            Err(error) if step > 0 && error.is_nothing_left() => break,
            result => result?,
        };
        for done in &entries {
            if !desk.out.is_json() {
                desk.out.say(&said(desk.opening.lang, entry_text(desk.opening.lang, &done.what)))?;
            }
            swapped.push(entry(done, desk.opening.lang));
        }
    }
    if desk.out.is_json() {
        desk.out.json(&json!({ key: swapped }))?;
    }
    Ok(())
}
