//! `banso sweep`: the triggers, evaluated for today.

use crate::app::Session;
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::i18n::messages;
use serde_json::json;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(in crate::cli) fn run(_: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut session = Session::existing(desk.opening.clone())?;
    let tally = session.sweep()?;
    if desk.out.is_json() {
        // Playbooks have their own issue; until then none starts or stops.
        return Ok(desk.out.json(&json!({"opened": tally.opened, "cleared": tally.cleared, "started": 0, "stopped": 0, "held": tally.held}))?);
    }
    Ok(desk.out.say(&messages::swept(desk.opening.lang, tally.opened, tally.cleared, tally.held))?)
}
