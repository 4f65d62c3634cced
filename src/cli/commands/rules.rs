//! `banso rules check`: every problem of a rules file at once.

use crate::app::check_rules;
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::i18n::messages;
use serde_json::json;
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
}

#[derive(Debug, clap::Args)]
struct CheckArgs {
    file: Option<PathBuf>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let Sub::Check(args) = args.command;
    check(args.file, desk)
}

fn check(file: Option<PathBuf>, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let lang = desk.opening.lang;
    let (path, rules) = check_rules(&desk.opening, file)?;
    let name = path.map_or_else(|| messages::built_in_rules(lang), |path| path.display().to_string());
    let signals: usize = rules.cards().iter().map(|card| card.signals.len()).sum();
    if desk.out.is_json() {
        let counts = json!({"ok": true, "file": name, "scorecards": rules.cards().len(), "signals": signals, "triggers": rules.triggers().len()});
        return Ok(desk.out.json(&counts)?);
    }
    Ok(desk.out.say(&messages::rules_fine(lang, name, rules.cards().len(), signals, rules.triggers().len()))?)
}
