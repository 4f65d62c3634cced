//! `banso note`: a memo on an account.

use crate::app::{Command, Session};
use crate::cli::Desk;
use crate::cli::commands::{act, past_or_today};
use crate::cli::failure::Failure;
use crate::i18n::messages;
use clap::builder::NonEmptyStringValueParser;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    text: String,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE")]
    on: Option<String>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    let day = past_or_today(&session, args.on.as_deref())?;
    let said = messages::noted(desk.opening.lang, session.at(account).name(), day);
    act(desk, &mut session, Command::Note { account, text: args.text, day }, &said)
}
