//! `banso redo`: do again what was taken back.

use crate::app::Session;
use crate::cli::Desk;
use crate::cli::commands::undo::swap;
use crate::cli::failure::Failure;
use crate::i18n::messages;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, default_value_t = 1, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    steps: u32,
}

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    swap(args.steps, desk, "redone", Session::redo, messages::redone)
}
