//! One file as a stream of typed rows and rejects, in bounded memory. Writes nothing; what a row does to the book is decided
//! by who reads it.

use crate::book::Names;
use crate::domain::Currency;
use crate::import::cells::{Bad, Cx, Given, Memo, Place, Slot as _};
use crate::import::day_order::{self, Undecided, Votes};
use crate::import::first::{First, Head};
use crate::import::kinds::{Kind, Row};
use crate::import::layout;
use crate::import::lookup::Lookup;
use crate::import::plan::{Options, Plan};
use crate::import::records::{CELL_LIMIT, COLUMN_LIMIT, RECORD_LIMIT, Record, Records, Step};
use crate::import::reject::{Refusal, Reject, RejectReason, shown};
use crate::import::strangers::Strangers;
use crate::import::table::DEPTH_LIMIT;
use crate::import::unknown_metrics::UnknownMetric;
use crate::import::usage::{UsageMemo, usage};
use crate::import::values::DayReading;
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
    PassedOver(Why),
}

/// Why a record is no row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// Nothing in it, or a wide usage record without a value.
    Blank,
    /// The header once more.
    Header,
    /// It adds up the rows above.
    Total,
    /// A note under the table.
    Note,
    /// A row of another sort, by the mapping of the tool.
    OtherSort,
    /// Usage of a metric that was asked about and is not to be added to the rules.
    Unwanted,
}

/// What all values of a file leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// A column of days whose values could be read in two ways.
    pub undecided: Option<Undecided>,
    /// Metrics that rows name and the book does not know; the first few hundred of them.
    pub metrics: Vec<UnknownMetric>,
}

/// Opens a file from its beginning, as often as needed.
pub type Opener<R> = Box<dyn Fn() -> Result<Records<R>, Refusal>>;

/// A file of one kind, open for reading.
pub struct Sheet<R> {
    file: Arc<str>,
    open: Opener<R>,
    records: Records<R>,
    plan: Plan,
    /// How days are read, by column.
    days: Vec<DayReading>,
    /// Whether the values were asked for the order of day and month.
    asked_values: bool,
    /// Records before the first row.
    before_rows: usize,
    memo: Memo,
    usage: UsageMemo,
    raw_headers: Vec<String>,
    /// The line of the header.
    header_line: u64,
    /// Of an accounts file, the cells of the row before, which `〃` repeats.
    before: Vec<String>,
    /// The line on which the next record starts unless something stands between.
    next_line: u64,
    /// Under the table notes follow each other.
    in_notes: bool,
}

impl<R: Read> Sheet<R> {
    /// Finds the header and decides what the file is.
    pub fn open(file: &str, open: Opener<R>, options: &Options, book: &dyn Lookup) -> Result<Self, Refusal> {
        let First { records: first, flaw } = First::of(&open)?;
        let cells: Vec<Vec<String>> = first.iter().map(|head| head.cells.clone()).collect();
        let found = layout::header(file, &cells, options, book);
        // A header that is no text explains why none was found.
        let (place, plan) = found.map_err(|refusal| flaw.unwrap_or(refusal))?;
        let Head { steps, line: header_line, cells: raw_headers } = first.into_iter().nth(place).unwrap_or_default();
        let mut records = open()?;
        let header_rows = plan.mapping.as_ref().and_then(|mapping| mapping.header_rows).unwrap_or(1);
        let before_rows = steps + header_rows;
        for _ in 0..before_rows {
            records.advance()?;
        }
        let mut memo = Memo::default();
        let metrics = plan.metrics().filter(|_| plan.kind == Kind::Usage);
        let wide = metrics.map(|(column, key)| (column, memo.metrics.intern(key))).collect();
        let usage = UsageMemo::of(&plan, wide);
        let next_line = line_behind(records.record());
        let days = day_order::told(&plan, options.days, DayReading { serials: options.serials, ..DayReading::default() });
        Ok(Self {
            file: file.into(),
            open,
            records,
            plan,
            days,
            asked_values: false,
            before_rows,
            memo,
            usage,
            raw_headers,
            header_line,
            before: Vec::new(),
            next_line,
            in_notes: false,
        })
    }

    /// The kind and the columns.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The metrics that usage rows name by number.
    pub fn metrics(&self) -> &Names {
        &self.memo.metrics
    }

    /// The header cells exactly as the file has them, for the file of rejects.
    pub fn raw_headers(&self) -> &[String] {
        &self.raw_headers
    }

    /// The line on which the header stands, from 1.
    pub fn header_line(&self) -> u64 {
        self.header_line
    }

    /// The cells of the present record.
    pub fn cells(&self) -> Vec<String> {
        self.records.record().texts()
    }

    /// What a field of the present record may be read from, by the field's name.
    pub fn texts(&self, field: &str) -> Vec<String> {
        let source = self.plan.kind.spec().field(field).map(|field| self.plan.source(field));
        source.into_iter().flat_map(|source| source.texts(self.records.record())).map(|(_, text)| text.into_owned()).collect()
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

    /// Goes on to the next record without reading it; `false` at the end. For a look at what the file holds.
    pub fn next_record(&mut self) -> Result<bool, Refusal> {
        Ok(self.records.advance()? != Step::End)
    }

    /// Goes back to before the first row.
    pub fn rewind(&mut self) -> Result<(), Refusal> {
        self.records = self.before_first_row()?;
        (self.next_line, self.in_notes) = (line_behind(self.records.record()), false);
        self.before.clear();
        self.leave_record();
        Ok(())
    }

    /// Goes on to the end and gives how many records there still were.
    pub fn rest(&mut self) -> Result<u64, Refusal> {
        let mut rest = 0;
        while self.next_record()? {
            rest += 1;
        }
        Ok(rest)
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
            Step::Record => match self.read(book) {
                // Only where a value needs it is the file read for the order of its days.
                Err(bad) if bad.reason == RejectReason::UndecidedDay && !self.asked_values => {
                    if let Some(Undecided { column, sample }) = self.ask(Strangers::default(), book)?.undecided {
                        return Err(Refusal::UndecidedDays { column: self.plan.headers[column].clone(), sample });
                    }
                    self.read(book)
                }
                read => read,
            },
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
            value: column.map(|column| shown(&record.given(column))).unwrap_or_default(),
            reason: bad.reason,
            record: record.texts(),
        }
    }

    /// Asks all values, in one pass from the first row on, for what the header leaves open. The order of days is then decided as
    /// far as they decide it.
    pub fn ask_values(&mut self, book: &dyn Lookup) -> Result<Asked, Refusal> {
        self.ask(Strangers::of(&self.plan), book)
    }

    fn ask(&mut self, mut strangers: Strangers, book: &dyn Lookup) -> Result<Asked, Refusal> {
        self.asked_values = true;
        let (mut records, mut votes) = (self.before_first_row()?, Votes::of(&self.plan));
        loop {
            match records.advance()? {
                Step::End => break,
                Step::Record => {
                    votes.hear(records.record());
                    if self.is_usage(records.record()) {
                        strangers.hear(records.record(), &self.plan, book);
                    }
                }
                _ => {}
            }
        }
        Ok(Asked { undecided: votes.decide(&mut self.days), metrics: strangers.unknown() })
    }

    fn before_first_row(&self) -> Result<Records<R>, Refusal> {
        let mut records = (self.open)()?;
        for _ in 0..self.before_rows {
            records.advance()?;
        }
        Ok(records)
    }

    /// Whether a record is a row of a file of usage.
    fn is_usage(&self, record: &Record) -> bool {
        self.plan.kind == Kind::Usage && !layout::is_header_again(record, &self.plan) && !layout::is_total(record) && self.counts(record)
    }

    /// Why the present record is no row, if it is none.
    fn no_row(&mut self) -> Option<Why> {
        let record = self.records.record();
        if record.is_blank() {
            return Some(Why::Blank);
        }
        if layout::is_header_again(record, &self.plan) {
            return Some(Why::Header);
        }
        if layout::is_total(record) {
            self.in_notes = true;
            return Some(Why::Total);
        }
        // Usage comes in millions of rows, and nobody writes notes under it.
        if self.plan.kind == Kind::Usage {
            return (!self.counts(record)).then_some(Why::OtherSort);
        }
        let apart = record.line() > self.next_line;
        self.next_line = line_behind(record);
        self.in_notes = (apart || self.in_notes) && layout::is_note(record, &self.plan);
        if self.in_notes {
            return Some(Why::Note);
        }
        (!self.counts(self.records.record())).then_some(Why::OtherSort)
    }

    /// Whether a record is of the sort that the mapping asks for.
    fn counts(&self, record: &Record) -> bool {
        let counts = |(column, texts): &(usize, Vec<String>)| texts.iter().any(|text| text == record.text(*column).trim());
        self.plan.only.iter().all(counts)
    }

    /// Puts the text of the row above in the place of a `〃`.
    fn repeat_dittos(&mut self) {
        const DITTOS: [&str; 3] = ["〃", "々", "同上"];
        if self.plan.kind != Kind::Account {
            return;
        }
        let mut cells = self.records.record().texts();
        let mut repeats = false;
        for (cell, above) in cells.iter_mut().zip(&self.before) {
            if DITTOS.contains(&cell.trim()) {
                cell.clone_from(above);
                repeats = true;
            }
        }
        if repeats {
            self.records.replace(&cells);
        }
        self.before = cells;
    }

    fn read(&mut self, book: &dyn Lookup) -> Result<What, Bad> {
        if let Some(why) = self.no_row() {
            return Ok(What::PassedOver(why));
        }
        self.repeat_dittos();
        let record = self.records.record();
        check_cells(record, self.plan.columns.len())?;
        let mut cx = Cx { record, plan: &self.plan, book, currency: book.currency(), days: &self.days, column: 0, memo: &mut self.memo };
        if self.plan.kind == Kind::Usage {
            return usage(&mut cx, &mut self.usage);
        }
        let spec = self.plan.kind.spec();
        if let Some(field) = spec.field("currency")
            && let Some(currency) = Given::<Currency>::take(&mut cx, field)?.value()
        {
            cx.currency = currency;
        }
        (spec.build)(&mut cx).map(What::Row)
    }
}

/// Bytes in memory as a file.
#[cfg(test)]
pub(crate) fn in_memory(bytes: impl AsRef<[u8]>) -> Opener<std::io::Cursor<Vec<u8>>> {
    let bytes = bytes.as_ref().to_vec();
    Box::new(move || Records::new(std::io::Cursor::new(bytes.clone())))
}

/// The line on which a record would start that follows this one at once.
fn line_behind(record: &Record) -> u64 {
    let breaks: usize = (0..record.len()).map(|cell| record.text(cell).matches('\n').count()).sum();
    record.line() + breaks as u64 + 1
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
