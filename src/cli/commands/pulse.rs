//! `banso pulse`: the lead's own judgement, with a reason and an end.

use crate::app::{AppError, Command, Session};
use crate::cli::Desk;
use crate::cli::commands::act;
use crate::cli::failure::Failure;
use crate::domain::Light;
use crate::domain::words::{LIGHT_WORDS, Word, parse_light};
use crate::facts::fact_ref::parse_days;
use crate::i18n::messages;
use clap::builder::NonEmptyStringValueParser;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    light: String,
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    reason: String,
    #[arg(long = "for", id = "length", value_name = "LENGTH", default_value = "30d")]
    length: String,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let light = parse_light(&args.light).filter(|light| *light != Light::Grey);
    let light = light.ok_or_else(|| AppError::Word { text: args.light.clone(), what: "light", words: lights(), nearest: None })?;
    let days = parse_days(&args.length).filter(|days| *days > 0).ok_or_else(|| AppError::Length { text: args.length.clone() })?;
    let mut session = Session::existing(desk.opening.clone())?;
    let account = session.account(&args.account)?;
    let until = session.day.plus(days);
    let formats = session.formats();
    let said = messages::pulse_set(desk.opening.lang, session.at(account).name(), formats.light(light), until);
    act(desk, &mut session, Command::Pulse { account, light, reason: args.reason, until }, &said)
}

/// The lights that a judgement may take: one who judges is not without data.
fn lights() -> &'static [Word] {
    LIGHT_WORDS.split_last().filter(|(last, _)| last.key == Light::Grey.key()).map_or(&LIGHT_WORDS, |(_, others)| others)
}
