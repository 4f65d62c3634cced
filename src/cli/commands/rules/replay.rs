//! `banso rules replay`: the losses of the past as these rules would have seen them, then the rescued.

use crate::app::{AppError, Session};
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::facts::fact_ref::parse_days;
use crate::i18n::replay::{Table, losses, rescues, summary};
use crate::proof::{Done, LOOKS, Loss, Replay, Rescue};
use serde_json::{Map, Value, json};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "LENGTH", default_value = "365d")]
    within: String,
}

pub(super) fn run(args: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let within = parse_days(&args.within).filter(|days| *days > 0).ok_or(AppError::Length { text: args.within })?;
    let session = Session::read(desk.opening.clone())?;
    let replay = session.replay(within);
    match desk.out.format {
        Format::Json => desk.out.json(&whole(&session, &replay))?,
        Format::Jsonl => desk.out.listing(&Listing { items: items(&session, &replay, loss), ..Listing::default() })?,
        Format::Csv => desk.out.listing(&Listing { items: items(&session, &replay, flat_loss), ..Listing::default() })?,
        Format::Table | Format::Xlsx => write(desk, &session, &replay)?,
    }
    Ok(())
}

fn write(desk: &mut Desk<'_>, session: &Session, replay: &Replay) -> Result<(), Failure> {
    let formats = session.formats();
    for line in summary(formats, &replay.losses) {
        desk.out.say(&line)?;
    }
    let lost = (!replay.losses.rows.is_empty()).then(|| losses(formats, &replay.losses));
    for table in lost.into_iter().chain([rescues(formats, &replay.rescues)]) {
        desk.out.say("")?;
        if !table.rows.is_empty() {
            desk.out.say(&table.head)?;
        }
        desk.out.listing(&listing(table))?;
    }
    Ok(())
}

fn listing(table: Table) -> Listing {
    let headings = table.columns.iter().map(|column| match (column.right, column.least) {
        (true, _) => Heading::right(&column.title),
        (false, Some(least)) => Heading::giving(&column.title, least),
        (false, None) => Heading::left(&column.title),
    });
    Listing { headings: headings.collect(), rows: table.rows, empty: table.empty, ..Listing::default() }
}

fn whole(session: &Session, replay: &Replay) -> Value {
    let losses = &replay.losses;
    let figures = losses.summary();
    json!({
        "day": losses.today,
        "within_days": losses.within,
        "summary": {
            "losses": figures.losses,
            "flagged": figures.flagged,
            "red": figures.red,
            "after_notice": figures.after_notice,
            "unseen": figures.unseen,
            "without_contract": losses.without_contract,
            "warned_days": figures.warned_days,
            "red_days": figures.red_days,
            "arr_flagged": figures.arr_flagged,
        },
        "losses": items(session, replay, loss),
        "rescues": replay.rescues.iter().map(|row| rescue(session, row)).collect::<Vec<_>>(),
    })
}

fn items(session: &Session, replay: &Replay, shape: fn(&Session, &Loss) -> Value) -> Vec<Value> {
    replay.losses.rows.iter().map(|row| shape(session, row)).collect()
}

fn loss(session: &Session, loss: &Loss) -> Value {
    let lights: Map<String, Value> = LOOKS.iter().zip(loss.lights).map(|(days, light)| (days.to_string(), json!(light))).collect();
    json!({
        "id": loss.id,
        "name": loss.name,
        "arr": loss.arr,
        "currency": session.config.currency.own,
        "churned_on": loss.churned_on,
        "reason": loss.reason,
        "lapsed": loss.lapsed,
        "noticed_on": loss.noticed_on,
        "lights": lights,
        "warned_on": loss.warned_on,
        "reddened_on": loss.reddened_on,
        "warned_days": loss.warned_days(),
        "red_days": loss.red_days(),
        "done": done(&loss.done),
    })
}

/// A loss in one row of plain cells: what is nested stands under `lights_90`, `done_minutes` and so on.
fn flat_loss(session: &Session, row: &Loss) -> Value {
    let Value::Object(shape) = loss(session, row) else { return Value::Null };
    let flat = shape.into_iter().flat_map(|(key, value)| match value {
        Value::Object(inner) => {
            inner.into_iter().filter(|(_, value)| !value.is_object()).map(|(name, value)| (format!("{key}_{name}"), value)).collect()
        }
        value => vec![(key, value)],
    });
    Value::Object(flat.collect())
}

fn rescue(session: &Session, rescue: &Rescue) -> Value {
    json!({
        "id": rescue.id,
        "name": rescue.name,
        "arr": rescue.arr,
        "currency": session.config.currency.own,
        "red_from": rescue.red_from,
        "red_to": rescue.red_to,
        "green_from": rescue.green_from,
        "done": done(&rescue.done),
    })
}

fn done(done: &Done) -> Value {
    let kinds: Map<String, Value> = done.interactions.iter().map(|(kind, times)| (kind.key().to_owned(), json!(times))).collect();
    json!({"interactions": done.count(), "minutes": done.minutes, "tasks": done.tasks, "kinds": kinds})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::table::lines;
    use crate::domain::{Currency, Day, Light};
    use crate::i18n::{Formats, Lang};
    use crate::proof::Losses;
    use unicode_width::UnicodeWidthStr as _;

    fn one_of_each() -> Replay {
        let (id, name) = ("A00001".to_owned(), "株式会社いぶきホールディングス".to_owned());
        let done = Done { interactions: vec![(crate::domain::words::InteractionKind::Meeting, 12)], minutes: 754, tasks: 3 };
        let loss = Loss {
            id: id.clone(),
            name: name.clone(),
            arr: Some(123_400_000.0),
            churned_on: Day(20_000),
            reason: Some("不具合とサポートへの不満".to_owned()),
            lapsed: false,
            noticed_on: None,
            lights: [None, Some(Light::Green), Some(Light::Yellow), Some(Light::Red)],
            warned_on: Some(Day(20_000 - 365)),
            reddened_on: Some(Day(20_000 - 365)),
            done: done.clone(),
        };
        let days = [300, 200, 100].map(|ago| Day(20_100 - ago));
        let rescue = Rescue { id, name, arr: loss.arr, red_from: days[0], red_to: days[1], green_from: days[2], done };
        let losses = Losses { today: Day(20_100), within: 365, rows: vec![loss], without_contract: 0 };
        Replay { losses, rescues: vec![rescue] }
    }

    #[test]
    fn the_tables_and_their_heads_fit_a_terminal_of_80_cells() {
        for lang in [Lang::En, Lang::Ja] {
            let formats = Formats { lang, currency: Currency::JPY };
            for table in [losses(formats, &one_of_each().losses), rescues(formats, &one_of_each().rescues)] {
                let head: Vec<String> = table.head.lines().map(str::to_owned).collect();
                let listing = listing(table);
                for line in head.into_iter().chain(lines(&listing.headings, &listing.rows, Some(80), false)) {
                    assert!(line.width() <= 80, "{} cells: {line}", line.width());
                }
            }
        }
    }
}
