//! One file as a stream of typed rows and rejects, in bounded memory. Writes nothing; what a row does to the book is decided
//! by who reads it.

use crate::book::rows::AccountId;
use crate::book::{MetricId, Names};
use crate::domain::{Currency, Day};
use crate::import::cells::{Bad, Cx, Memo, Place, Slot as _};
use crate::import::guard::unguard;
use crate::import::kinds::{Kind, Row, UsageCells};
use crate::import::lookup::Lookup;
use crate::import::plan::{Column, Options, Plan};
use crate::import::records::{CELL_LIMIT, COLUMN_LIMIT, RECORD_LIMIT, Record, Records, Step};
use crate::import::reject::{Refusal, Reject, RejectReason, shown};
use crate::import::table::DEPTH_LIMIT;
use crate::import::values;
use std::io::Read;
use std::sync::Arc;

/// What came of a record. A wide usage record gives one row per filled cell, all with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The physical line on which the record starts.
    pub line: u64,
    pub what: What,
}

/// What a record was.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    Row(Row),
    Rejected(Box<Reject>),
    /// A record without anything in it, or a wide usage record without a value: passed over.
    Blank,
}

/// A file of one kind, open for reading.
pub struct Sheet<R> {
    file: Arc<str>,
    records: Records<R>,
    plan: Plan,
    options: Options,
    memo: Memo,
    usage: UsageMemo,
    raw_headers: Vec<String>,
}

/// What the fast path of usage remembers: the last account as it was written, the metrics as they were written, and the
/// values of a wide record that are still to be handed out.
#[derive(Default)]
struct UsageMemo {
    account: Option<(Vec<u8>, AccountId)>,
    date: Option<(Vec<u8>, Day)>,
    metrics: Vec<(Vec<u8>, MetricId)>,
    wide: Vec<(usize, MetricId)>,
    due: Vec<UsageCells>,
}

impl<R: Read> Sheet<R> {
    /// Reads the header of a text in UTF-8 and decides what the file is.
    pub fn open(file: &str, bytes: R, options: Options, book: &dyn Lookup) -> Result<Self, Refusal> {
        Self::of(file, Records::new(bytes)?, options, book)
    }

    /// The same of a table that is open already.
    pub fn of(file: &str, mut records: Records<R>, options: Options, book: &dyn Lookup) -> Result<Self, Refusal> {
        match records.advance()? {
            Step::Record => {}
            Step::End => return Err(Refusal::Empty),
            Step::TooManyCells => return Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT }),
            Step::TooLong => return Err(Refusal::HeaderTooLong { limit: RECORD_LIMIT }),
            Step::UnclosedQuote => return Err(Refusal::UnclosedHeader),
            Step::NotText { .. } => return Err(Refusal::NotText { encoding: records.encoding(), line: records.record().line() }),
            Step::NotAnObject | Step::TooDeep => return Err(Refusal::NotJson { line: records.record().line() }),
        }
        let raw_headers = records.record().texts();
        if raw_headers.len() > COLUMN_LIMIT {
            return Err(Refusal::TooManyColumns { limit: COLUMN_LIMIT });
        }
        let plan = Plan::new(file, &raw_headers, &options, book)?;
        let mut memo = Memo::default();
        let mut wide = Vec::new();
        for (place, column) in plan.columns.iter().enumerate() {
            if let Column::Metric(key) = column {
                wide.push((place, memo.metrics.intern(key)));
            }
        }
        let usage = UsageMemo { wide, ..UsageMemo::default() };
        Ok(Self { file: file.into(), records, plan, options, memo, usage, raw_headers })
    }

    /// The kind and the columns.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The metrics that usage rows name by number.
    pub fn metrics(&self) -> &Names {
        &self.memo.metrics
    }

    /// The separator found.
    pub fn separator(&self) -> u8 {
        self.records.separator()
    }

    /// The header cells exactly as the file has them, for the file of rejects.
    pub fn raw_headers(&self) -> &[String] {
        &self.raw_headers
    }

    /// How many bytes were read so far, for a progress bar.
    pub fn bytes_read(&self) -> u64 {
        self.records.bytes_read()
    }

    /// A reject of the record read last, for what only the book can tell. `column` is a canonical name.
    pub fn reject(&self, column: Option<&str>, reason: RejectReason) -> Reject {
        let field = column.and_then(|name| self.plan.kind.spec().field(name));
        self.rejected(Bad { place: field.map_or(Place::Record, Place::Field), reason })
    }

    /// The next row of the record read last, if it has one more: what [`Sheet::next`] would give.
    pub fn rest_of_record(&mut self) -> Option<Row> {
        self.usage.due.pop().map(Row::Usage)
    }

    /// Passes over the rows that the present record still has.
    pub fn leave_record(&mut self) {
        self.usage.due.clear();
    }

    /// The next row, reject or blank; `None` at the end of the file.
    ///
    /// # Errors
    /// A refusal ends the file, and nothing of it may be kept.
    pub fn next(&mut self, book: &dyn Lookup) -> Result<Option<Parsed>, Refusal> {
        if let Some(row) = self.rest_of_record() {
            return Ok(Some(self.parsed(What::Row(row))));
        }
        let what = match self.records.advance()? {
            Step::End => return Ok(None),
            Step::Record => self.read(book),
            Step::TooLong => Err(Bad::record(RejectReason::RecordTooLong { limit: RECORD_LIMIT })),
            Step::TooManyCells => Err(Bad::record(RejectReason::CellCount { expected: self.plan.columns.len(), found: COLUMN_LIMIT + 1 })),
            Step::UnclosedQuote => Err(Bad::record(RejectReason::UnclosedQuote)),
            Step::NotText { cell } => Err(Bad { place: Place::Column(cell), reason: RejectReason::NotText { encoding: self.records.encoding() } }),
            Step::NotAnObject => Err(Bad::record(RejectReason::NotAnObject)),
            Step::TooDeep => Err(Bad::record(RejectReason::TooDeep { limit: DEPTH_LIMIT })),
        };
        let what = what.unwrap_or_else(|bad| What::Rejected(Box::new(self.rejected(bad))));
        Ok(Some(self.parsed(what)))
    }

    fn parsed(&self, what: What) -> Parsed {
        Parsed { line: self.records.record().line(), what }
    }

    fn rejected(&self, bad: Bad) -> Reject {
        let record = self.records.record();
        let (column, field) = match bad.place {
            Place::Record => (None, None),
            Place::Field(field) => (self.plan.column_of(field), self.plan.kind.spec().fields.get(field).map(|field| field.name)),
            Place::Column(column) => (Some(column), None),
        };
        let header = column.and_then(|column| self.plan.headers.get(column).cloned());
        Reject {
            file: Arc::clone(&self.file),
            line: record.line(),
            column: header.or_else(|| field.map(str::to_owned)),
            value: column.map(|column| shown(&unguard(record.text(column)))).unwrap_or_default(),
            reason: bad.reason,
            record: record.texts(),
        }
    }

    fn read(&mut self, book: &dyn Lookup) -> Result<What, Bad> {
        let record = self.records.record();
        if record.is_blank() {
            return Ok(What::Blank);
        }
        check_cells(record, self.plan.columns.len())?;
        let own = self.options.currency.unwrap_or_else(|| book.currency());
        let source = self.options.source.as_deref();
        let mut cx = Cx { record, plan: &self.plan, book, source, currency: own, memo: &mut self.memo };
        if self.plan.kind == Kind::Usage {
            return usage(&mut cx, &mut self.usage);
        }
        let spec = self.plan.kind.spec();
        if let Some((field, column)) = spec.field("currency").and_then(|field| Some((field, self.plan.column_of(field)?))) {
            let text = unguard(record.text(column));
            if !text.trim().is_empty() {
                cx.currency = Currency::parse(&text).ok_or_else(|| Bad::at(field, RejectReason::NotACurrency))?;
            }
        }
        (spec.build)(&mut cx).map(What::Row)
    }
}

/// A record has a cell for each column; more only if they are empty. No cell is over the limit.
fn check_cells(record: &Record, expected: usize) -> Result<(), Bad> {
    let beyond = (expected..record.len()).any(|cell| !record.bytes(cell).is_empty());
    if record.len() < expected || beyond {
        return Err(Bad::record(RejectReason::CellCount { expected, found: record.len() }));
    }
    if (0..record.len()).any(|cell| record.bytes(cell).len() > CELL_LIMIT) {
        return Err(Bad::record(RejectReason::CellTooLong { limit: CELL_LIMIT }));
    }
    Ok(())
}

const ACCOUNT: usize = 0;
const DATE: usize = 1;
const METRIC: usize = 2;
const VALUE: usize = 3;

/// Reads a usage record. A wide one with any wrong cell is rejected whole, so that it can be mended as one line.
fn usage(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<What, Bad> {
    let account = usage_account(cx, memo)?;
    let date = usage_date(cx, memo)?;
    if !cx.plan.wide {
        let metric = usage_metric(cx, memo)?;
        let column = cx.plan.column_of(VALUE).unwrap_or_default();
        let value = usage_value(cx, column).map_err(|reason| Bad { place: Place::Column(column), reason })?;
        let value = value.ok_or(Bad::at(VALUE, RejectReason::Missing))?;
        return Ok(What::Row(Row::Usage(UsageCells { account, date, metric, value })));
    }
    memo.due.clear();
    for &(column, metric) in memo.wide.iter().rev() {
        match usage_value(cx, column) {
            Ok(Some(value)) => memo.due.push(UsageCells { account, date, metric, value }),
            Ok(None) => {}
            Err(reason) => {
                memo.due.clear();
                return Err(Bad { place: Place::Column(column), reason });
            }
        }
    }
    Ok(memo.due.pop().map_or(What::Blank, |cells| What::Row(Row::Usage(cells))))
}

fn usage_account(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<AccountId, Bad> {
    let record = cx.record;
    let raw = record.bytes(cx.plan.column_of(ACCOUNT).unwrap_or_default());
    if let Some((_, id)) = memo.account.as_ref().filter(|(last, _)| last == raw) {
        return Ok(*id);
    }
    let id = AccountId::take(cx, ACCOUNT)?;
    memo.account = Some((raw.to_vec(), id));
    Ok(id)
}

fn usage_date(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<Day, Bad> {
    let record = cx.record;
    let raw = record.bytes(cx.plan.column_of(DATE).unwrap_or_default());
    if let Some((_, day)) = memo.date.as_ref().filter(|(last, _)| last == raw) {
        return Ok(*day);
    }
    let day = match values::iso_day(raw) {
        Some(day) => day,
        None => Day::take(cx, DATE)?,
    };
    let (last, kept) = memo.date.get_or_insert_with(|| (Vec::new(), day));
    last.clear();
    last.extend_from_slice(raw);
    *kept = day;
    Ok(day)
}

fn usage_metric(cx: &mut Cx<'_>, memo: &mut UsageMemo) -> Result<MetricId, Bad> {
    const KEPT: usize = 64;
    let record = cx.record;
    let raw = record.bytes(cx.plan.column_of(METRIC).unwrap_or_default());
    if let Some((_, metric)) = memo.metrics.iter().find(|(known, _)| known == raw) {
        return Ok(*metric);
    }
    let metric = MetricId::take(cx, METRIC)?;
    if memo.metrics.len() < KEPT {
        memo.metrics.push((raw.to_vec(), metric));
    }
    Ok(metric)
}

fn usage_value(cx: &Cx<'_>, column: usize) -> Result<Option<f64>, RejectReason> {
    if let Some(value) = values::plain_number(cx.record.bytes(column)) {
        return Ok(Some(value));
    }
    let text = unguard(cx.record.text(column));
    if text.trim().is_empty() { Ok(None) } else { values::number(&text).map(Some) }
}
