//! `banso explain`: a score taken apart, and what would turn its light.

use crate::app::{AppError, Session};
use crate::cli::Desk;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::cli::shape;
use crate::i18n::{Formats, explanation, messages};
use crate::rules::Explanation;

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {
    account: String,
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    since: Option<String>,
}

/// How far back a comparison looks where no day is named, in days.
const SINCE_DAYS: i32 = 28;

pub(in crate::cli) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let ix = session.account(&args.account)?;
    let since = match args.since {
        Some(text) => session.read_day(&text)?,
        None => session.day.plus(-SINCE_DAYS),
    };
    let explained =
        session.lens.explain(ix, session.day, Some(since)).ok_or_else(|| AppError::UnknownAccount { text: args.account, nearest: None })?;
    if desk.out.is_json() {
        return Ok(desk.out.json(&shape::explanation(&session, &explained))?);
    }
    write(desk, &session, &explained)
}

/// The explanation as text; the page of an account shows it, too.
pub(in crate::cli) fn write(desk: &mut Desk<'_>, session: &Session, explained: &Explanation) -> Result<(), Failure> {
    let formats = session.formats();
    desk.out.line(&explanation::head(formats, explained))?;
    if explained.day != session.day {
        desk.out.say(&messages::when_it_ended(formats.lang, explained.day))?;
    }
    if let Some(pulse) = explanation::pulse(formats, explained) {
        desk.out.line(&pulse)?;
    }
    desk.out.listing(&signals(formats, explained))?;
    for line in explanation::overrides(formats, explained) {
        desk.out.say(&line)?;
    }
    if let Some(text) = explanation::better(formats, explained, session.day) {
        desk.out.say(&format!("\n{text}"))?;
    }
    for (nth, line) in explanation::since(formats, explained).into_iter().enumerate() {
        desk.out.say(&if nth == 0 { format!("\n{line}") } else { line })?;
    }
    Ok(())
}

fn signals(formats: Formats, explained: &Explanation) -> Listing {
    let heading = |(title, right): (&'static str, bool)| if right { Heading::right(title) } else { Heading::left(title) };
    let headings = explanation::titles(formats.lang).into_iter().map(heading).collect();
    let rows = explained.signals.iter().map(|part| explanation::cells(formats, explained.day, part)).collect();
    Listing { headings, rows, ..Listing::default() }
}
