//! `banso observe`: one observation of a metric.

use crate::app::{AppError, Command, Session};
use crate::cli::Desk;
use crate::cli::commands::{act, past_or_today};
use crate::cli::failure::Failure;
use crate::i18n::messages;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    metric: String,
    #[arg(allow_negative_numbers = true)]
    value: String,
    #[arg(long, allow_hyphen_values = true, value_name = "DATE")]
    on: Option<String>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|value| value.is_finite());
    let value = number(&args.value).ok_or_else(|| AppError::Number { text: args.value.clone() })?;
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    let day = past_or_today(&session, args.on.as_deref())?;
    let said = messages::observed(desk.opening.lang, &args.metric, session.at(account).name(), day);
    act(desk, &mut session, Command::Observe { account, metric: args.metric, value, day }, &said)
}
