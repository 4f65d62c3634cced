//! `banso log`: an interaction that took place.

use crate::app::{AppError, Command, NewInteraction, Session};
use crate::cli::Desk;
use crate::cli::commands::{act, day_or_today};
use crate::cli::failure::Failure;
use crate::domain::text::nearest;
use crate::domain::words::{INTERACTION_WORDS, InteractionKind, StartedBy};
use crate::i18n::messages;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    kind: String,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(i64).range(0..=14_400))]
    minutes: Option<i64>,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE")]
    on: Option<String>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, value_name = "WHO")]
    contact: Option<String>,
    #[arg(long, value_name = "us|them", default_value = "us", value_parser = ["us", "them"])]
    by: String,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let kind = InteractionKind::parse(&args.kind).ok_or_else(|| AppError::Word {
        nearest: nearest(&args.kind, INTERACTION_WORDS.iter().map(|word| word.key)).map(str::to_owned),
        text: args.kind.clone(),
        what: "kind",
        words: INTERACTION_WORDS,
    })?;
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    let day = day_or_today(&session, args.on.as_deref())?;
    let said = messages::logged(desk.opening.lang, desk.opening.lang.word(kind.word()), session.at(account).name(), day);
    let started_by = StartedBy::from_key(&args.by).unwrap_or(StartedBy::Us);
    let new = NewInteraction { account, kind, minutes: args.minutes, note: args.note, contact: args.contact, started_by, day };
    act(desk, &mut session, Command::Log(Box::new(new)), &said)
}
