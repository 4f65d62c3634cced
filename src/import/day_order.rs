//! How the days of a file's columns are written: by the mapping or the person, else by what all values of a column say.

use crate::import::cells::Form;
use crate::import::mapping::Days;
use crate::import::plan::Plan;
use crate::import::records::Record;
use crate::import::values::{DayOrder, DayReading, OrderVotes, Verdict};

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

/// What the values of the columns of days say about their order.
pub(in crate::import) struct Votes(Vec<(usize, OrderVotes, String)>);

impl Votes {
    pub(in crate::import) fn of(plan: &Plan) -> Self {
        Self(day_columns(plan).map(|column| (column, OrderVotes::default(), String::new())).collect())
    }

    pub(in crate::import) fn hear(&mut self, record: &Record) {
        self.0.iter_mut().for_each(|(column, votes, sample)| vote(record, *column, votes, sample));
    }

    /// Decides the readings by all values. Where these leave one open, gives the first such column; where they contradict each
    /// other, the column stays as it was and its rows will tell.
    pub(in crate::import) fn decide(self, readings: &mut [DayReading]) -> Option<Undecided> {
        let mut undecided = None;
        for (column, votes, sample) in self.0 {
            match (votes.verdict(), readings.get_mut(column)) {
                (Verdict::Decided(order), Some(reading)) => reading.order = Some(order),
                (Verdict::Undecided, Some(reading)) if reading.order.is_none() => {
                    undecided.get_or_insert(Undecided { column, sample });
                }
                _ => {}
            }
        }
        undecided
    }
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
