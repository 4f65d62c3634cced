//! `banso demo`: the desk on a throw-away book of invented accounts; Today as text where there is no terminal.

use crate::app::{Demo, Start};
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::commands::today;
use crate::cli::failure::Failure;
use crate::i18n::messages;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    accounts: Option<u32>,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let demo = Demo::new(args.accounts.map(|accounts| accounts as usize), desk.opening.lang)?;
    let (session, _folder) = demo.into_parts();
    let Some(Start::Open(session)) = desk.open_screens(Start::Open(Box::new(session)))? else { return Ok(()) };
    if desk.out.format == Format::Table {
        desk.out.say(&format!("{}\n", messages::demo_head(desk.opening.lang, session.day)))?;
    }
    today::write(&today::Args::default(), &session, desk)?;
    if desk.out.format == Format::Table {
        desk.out.say(&format!("\n{}", messages::demo_next(desk.opening.lang)))?;
    }
    Ok(())
}
