//! `banso data`: what data is there, what is missing, and which file would help most.

use crate::app::Session;
use crate::cli::Desk;
use crate::cli::args::Format;
use crate::cli::failure::Failure;
use crate::cli::out::{Heading, Listing};
use crate::i18n::data::{Table, advice, sentence, tables};
use crate::method::{Data, KindData};
use crate::rules::{Gain, SignalCoverage};
use serde_json::{Value, json};

/// What can be typed.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub(in crate::cli) fn run(_: Args, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let session = Session::read(desk.opening.clone())?;
    let data = session.data()?;
    match desk.out.format {
        Format::Json | Format::Jsonl => desk.out.json(&whole(&session, &data))?,
        Format::Csv => desk.out.listing(&Listing { items: signals(&data), ..Listing::default() })?,
        Format::Table | Format::Xlsx => write(desk, &session, &data)?,
    }
    Ok(())
}

fn write(desk: &mut Desk<'_>, session: &Session, data: &Data) -> Result<(), Failure> {
    for line in advice(session.formats(), data, session.day) {
        desk.out.say(&line)?;
    }
    if data.is_empty() {
        return Ok(());
    }
    for table in tables(session.formats(), data) {
        desk.out.say("")?;
        desk.out.line(&table.head)?;
        desk.out.listing(&listing(table))?;
    }
    Ok(())
}

fn listing(table: Table) -> Listing {
    /// What words must keep on a narrow terminal, in cells.
    const LEAST: usize = 12;
    let heading = |(title, right): (&str, bool)| if right { Heading::right(title) } else { Heading::giving(title, LEAST) };
    Listing { headings: table.titles.map(heading).into(), rows: table.rows.into_iter().map(Vec::from).collect(), ..Listing::default() }
}

fn whole(session: &Session, data: &Data) -> Value {
    json!({
        "next": data.coverage.gains.iter().map(|gain| next(session, data, gain)).collect::<Vec<_>>(),
        "kinds": data.kinds.iter().map(kind).collect::<Vec<_>>(),
        "signals": signals(data),
    })
}

fn next(session: &Session, data: &Data, gain: &Gain) -> Value {
    json!({
        "kind": gain.kind,
        "accounts_lit": gain.accounts_lit,
        "coverage_gain": gain.coverage,
        "sentence": sentence(session.formats(), data, gain, session.day),
    })
}

fn kind(kind: &KindData) -> Value {
    let last = kind.last.as_ref();
    json!({
        "kind": kind.kind,
        "rows": kind.rows,
        "newest": kind.newest,
        "imported_on": last.map(|last| last.day),
        "file": last.map(|last| &last.file),
        "age_days": last.map(|last| last.age),
        "stale": last.is_some_and(|last| last.stale),
    })
}

fn signals(data: &Data) -> Vec<Value> {
    let signal = |signal: &SignalCoverage| {
        json!({
            "scorecard": signal.scorecard,
            "signal": signal.key,
            "group": signal.group,
            "fact": signal.fact,
            "known": signal.known,
            "total": signal.total,
            "not_asked": signal.not_asked,
            "weight_share": signal.weight_share,
            "newest": signal.newest,
            "kind": signal.kind,
            "file": data.kind(signal.kind).and_then(|kind| kind.last.as_ref()).map(|last| &last.file),
        })
    };
    data.coverage.signals.iter().map(signal).collect()
}
