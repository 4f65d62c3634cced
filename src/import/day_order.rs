//! How the days of a file's columns are written: by the mapping or the person, else by what all values of a column say.

use crate::import::cells::Form;
use crate::import::mapping::Days;
use crate::import::plan::Plan;
use crate::import::records::{Record, Records, Step};
use crate::import::reject::Refusal;
use crate::import::values::{DayOrder, DayReading, OrderVotes, Verdict};
use std::io::Read;

/// Each column's reading, before any value is seen.
pub(in crate::import) fn told(plan: &Plan, asked: Option<Days>, base: DayReading) -> Vec<DayReading> {
    let days = asked.or(plan.mapping.as_ref().and_then(|mapping| mapping.days));
    let order = match days {
        Some(Days::Dmy) => Some(DayOrder::DayMonth),
        Some(Days::Mdy) => Some(DayOrder::MonthDay),
        Some(Days::Unix) | None => None,
    };
    vec![DayReading { order, unix: days == Some(Days::Unix), ..base }; plan.columns.len()]
}

/// A column whose values leave the order open, with one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub column: usize,
    pub sample: String,
}

/// Reads all records for the order of day and month in the columns of days. Where values leave it open, gives the first
/// such column; where they contradict each other, the column stays as it was and its rows will tell.
pub(in crate::import) fn decide<R: Read>(records: &mut Records<R>, plan: &Plan, readings: &mut [DayReading]) -> Result<Option<Undecided>, Refusal> {
    let mut columns: Vec<(usize, OrderVotes, String)> = day_columns(plan).map(|column| (column, OrderVotes::default(), String::new())).collect();
    loop {
        match records.advance()? {
            Step::End => break,
            Step::Record => columns.iter_mut().for_each(|(column, votes, sample)| vote(records.record(), *column, votes, sample)),
            _ => {}
        }
    }
    let mut undecided = None;
    for (column, votes, sample) in columns {
        match (votes.verdict(), readings.get_mut(column)) {
            (Verdict::Decided(order), Some(reading)) => reading.order = Some(order),
            (Verdict::Undecided, Some(reading)) if reading.order.is_none() => {
                undecided.get_or_insert(Undecided { column, sample });
            }
            _ => {}
        }
    }
    Ok(undecided)
}

fn vote(record: &Record, column: usize, votes: &mut OrderVotes, sample: &mut String) {
    let text = record.text(column);
    let before = votes.verdict();
    votes.add(text);
    if sample.is_empty() && before != votes.verdict() {
        text.trim().clone_into(sample);
    }
}

fn day_columns(plan: &Plan) -> impl Iterator<Item = usize> + '_ {
    let fields = plan.kind.spec().fields.iter().enumerate().filter(|(_, field)| field.form == Form::Day);
    fields.flat_map(|(field, _)| plan.source(field).columns.iter().copied())
}
