//! `banso rules`: every problem of a rules file at once (`check`), and what the rules would have said of the past.

mod replay;

use crate::app::{AppError, Session, check_rules};
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::domain::Currency;
use crate::i18n::{Formats, messages};
use crate::method::Noise;
use crate::rules::Rules;
use serde_json::{Value, json};
use std::path::PathBuf;

/// What can be typed.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub struct Args {
    #[command(subcommand)]
    command: Sub,
}

#[derive(Debug, clap::Subcommand)]
enum Sub {
    Check(CheckArgs),
    Replay(replay::Args),
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    file: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    match args.command {
        Sub::Check(args) => check(args.file, desk),
        Sub::Replay(args) => replay::run(args, desk),
    }
}

fn check(file: Option<PathBuf>, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    let (path, rules) = check_rules(&desk.opening, file)?;
    let name = path.map_or_else(|| messages::built_in_rules(lang), |path| path.display().to_string());
    let signals: usize = rules.cards().iter().map(|card| card.signals.len()).sum();
    let noise = noise(desk, &rules)?;
    if desk.out.is_json() {
        let noise: Vec<Value> =
            noise.iter().map(|(key, noise)| json!({"trigger": key, "noise": noise.noise, "closed": noise.closed, "share": noise.share()})).collect();
        let counts = json!({"ok": true, "file": name, "scorecards": rules.cards().len(), "signals": signals, "triggers": rules.triggers().len(), "noise": noise});
        return Ok(desk.out.json(&counts)?);
    }
    desk.out.say(&messages::rules_fine(lang, name, rules.cards().len(), signals, rules.triggers().len()))?;
    let formats = Formats { lang, currency: Currency::JPY };
    for (key, noise) in noise.iter().filter(|(_, noise)| noise.noise > 0) {
        let mark = if noise.is_noisy() { messages::noisy(lang) } else { String::new() };
        desk.out.say(&messages::noise(lang, key, noise.noise, noise.closed, formats.share(noise.share().unwrap_or_default()), mark))?;
    }
    Ok(())
}

/// The noise of the triggers in the book, where there is one to ask.
fn noise(desk: &Desk<'_>, rules: &Rules) -> Result<Vec<(String, Noise)>, AppError> {
    match Session::read(desk.opening.clone()).and_then(|session| session.noise()) {
        Ok(noise) => Ok(noise.into_iter().filter(|(key, _)| rules.triggers().iter().any(|trigger| trigger.key == *key)).collect()),
        Err(error) if error.is_missing_book() => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}
