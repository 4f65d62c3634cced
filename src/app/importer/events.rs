//! Rows of event kinds: each replaces the stored row of its key in the columns the file has. Kinds without a key are the
//! same when the whole row is, counted among equal rows of the file; answers, proposals and tasks of one key are told apart by
//! their number in the file, for two on a day are two.

use crate::app::AppError;
use crate::app::importer::{Fate, ImportReport, Importer, Stop};
use crate::book::rows::{AccountId, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket};
use crate::book::{MetricId, Names};
use crate::domain::words::{FeedbackStatus, Held, TaskStatus};
use crate::domain::{Cell, Day};
use crate::import::cells::Minor;
use crate::import::kinds::{
    FeedbackCells, InteractionCells, InvoiceCells, NoteCells, OutcomeCells, ProposalCells, PulseCells, SurveyCells, TaskCells, TicketCells,
    UsageCells,
};
use crate::import::{Given, RejectReason};
use crate::store::Record;
use std::collections::BTreeMap;

/// The book's numbers for the metrics of the file at hand.
#[derive(Debug, Default)]
pub(in crate::app::importer) struct Metrics(Vec<Option<MetricId>>);

impl Metrics {
    pub(in crate::app::importer) fn next_file(&mut self) {
        self.0.clear();
    }
}

/// How many events the file at hand has of an account, metric and day.
#[derive(Debug, Default)]
pub(in crate::app::importer) struct Counts(BTreeMap<(AccountId, MetricId, Day), u64>);

/// A column and what must stand in it, where the file has the column.
fn given<T: Into<Cell> + Clone>(column: &'static str, cell: &Given<T>) -> Option<(&'static str, Cell)> {
    match cell {
        Given::Absent => None,
        Given::Empty => Some((column, Cell::Null)),
        Given::Value(value) => Some((column, value.clone().into())),
    }
}

impl Importer<'_, '_> {
    pub(in crate::app::importer) fn usage(&mut self, cells: &UsageCells, names: &Names) -> Result<Fate, Stop> {
        let metric = self.metric(cells.metric, names)?;
        if self.events.usage_again(cells.account, metric, cells.date) && self.tx.observed(cells.account, metric, cells.date)? != Some(cells.value) {
            return Err(Stop::Row(Some("date"), RejectReason::Contradicts));
        }
        Ok(self.tx.observe(cells.account, metric, cells.date, cells.value)?.into())
    }

    /// Counts one event.
    pub(in crate::app::importer) fn event(&mut self, cells: &UsageCells, names: &Names) -> Result<Fate, Stop> {
        let metric = self.metric(cells.metric, names)?;
        *self.counts.0.entry((cells.account, metric, cells.date)).or_default() += 1;
        Ok(Fate::Later)
    }

    /// Writes the counts of a file of events, now that all of it is read; each event shares the fate of its day.
    pub(in crate::app::importer) fn settle_counts(&mut self, file: usize, report: &mut ImportReport) -> Result<(), AppError> {
        for ((account, metric, day), count) in std::mem::take(&mut self.counts.0) {
            #[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 events on a day")]
            let fate = Fate::from(self.tx.observe(account, metric, day, count as f64)?);
            report.files[file].count.add_many(fate, count);
        }
        Ok(())
    }

    /// The book's number for a metric of the file.
    fn metric(&mut self, of_file: MetricId, names: &Names) -> Result<MetricId, AppError> {
        let place = of_file.0 as usize;
        if self.metrics.0.len() <= place {
            self.metrics.0.resize(place + 1, None);
        }
        if let Some(metric) = self.metrics.0[place] {
            return Ok(metric);
        }
        let metric = self.tx.metric(names.key(of_file))?;
        self.metrics.0[place] = Some(metric);
        Ok(metric)
    }

    /// The stored row of a key.
    fn held<R: Record>(&mut self, key: &[(&'static str, Cell)]) -> Result<Option<R>, AppError> {
        self.nth_held(key, 1)
    }

    /// The stored row of a key that several rows of one file may have: the first row of the file is the first stored.
    fn next_held<R: Record>(&mut self, key: &[(&'static str, Cell)]) -> Result<Option<R>, AppError> {
        let nth = self.events.times(R::TABLE.name, key);
        self.nth_held(key, nth)
    }

    fn nth_held<R: Record>(&mut self, key: &[(&'static str, Cell)], nth: usize) -> Result<Option<R>, AppError> {
        let (columns, cells): (Vec<&str>, Vec<Cell>) = key.iter().cloned().unzip();
        Ok(self.tx.find_all::<R>(&columns, &cells)?.into_iter().nth(nth - 1))
    }

    /// Writes a whole row unless the book holds as many equal ones as the file has had so far.
    fn whole<R: Record>(&mut self, columns: Vec<(&'static str, Cell)>, row: &R) -> Result<Fate, Stop> {
        let times = self.events.times(R::TABLE.name, &columns);
        let (names, cells): (Vec<&str>, Vec<Cell>) = columns.into_iter().unzip();
        if self.tx.find_all::<R>(&names, &cells)?.len() >= times {
            return Ok(Fate::Unchanged);
        }
        Ok(self.tx.put(row)?.into())
    }

    pub(in crate::app::importer) fn ticket(&mut self, cells: TicketCells) -> Result<Fate, Stop> {
        if self.events.again("ticket", &(cells.account, &cells.id), &cells)? {
            return Ok(Fate::Unchanged);
        }
        let old: Option<Ticket> = self.held(&[("account", Cell::Integer(cells.account.0)), ("code", Cell::from(cells.id.0.as_str()))])?;
        let mut row = Ticket {
            id: old.as_ref().map_or(0, |old| old.id),
            account: cells.account,
            code: cells.id.0,
            opened: cells.opened,
            closed: cells.closed.replacing(old.as_ref().and_then(|old| old.closed)),
            severity: cells.severity.replacing(old.as_ref().and_then(|old| old.severity)),
            subject: cells.subject.replacing(old.as_ref().and_then(|old| old.subject.clone())),
            sentiment: cells.sentiment.replacing(old.as_ref().and_then(|old| old.sentiment)),
            changed: old.as_ref().map_or(cells.opened, |old| old.changed),
        };
        // The desk's own export says when a row last changed; other files change it today.
        if let Some(changed) = cells.changed.value() {
            row.changed = changed;
        } else if old.is_some_and(|old| old != row) {
            row.changed = self.day;
        }
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn survey(&mut self, cells: SurveyCells) -> Result<Fate, Stop> {
        let contact = cells.contact.value().unwrap_or_default();
        let key = [
            ("account", Cell::Integer(cells.account.0)),
            ("contact", Cell::from(contact.as_str())),
            ("day", Cell::from(cells.date)),
            ("kind", Cell::from(cells.kind.key())),
        ];
        let old: Option<Survey> = self.next_held(&key)?;
        let row = Survey {
            id: old.as_ref().map_or(0, |old| old.id),
            account: cells.account,
            contact,
            day: cells.date,
            kind: cells.kind,
            score: cells.score,
            comment: cells.comment.replacing(old.and_then(|old| old.comment)),
        };
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn invoice(&mut self, cells: InvoiceCells) -> Result<Fate, Stop> {
        if self.events.again("invoice", &(cells.account, &cells.number), &cells)? {
            return Ok(Fate::Unchanged);
        }
        let old: Option<Invoice> = self.held(&[("account", Cell::Integer(cells.account.0)), ("number", Cell::from(cells.number.0.as_str()))])?;
        let row = Invoice {
            id: old.as_ref().map_or(0, |old| old.id),
            account: cells.account,
            number: cells.number.0,
            day: cells.date,
            due: cells.due,
            paid_on: cells.paid_on.replacing(old.as_ref().and_then(|old| old.paid_on)),
            amount: cells.amount.map(|Minor(minor)| minor).replacing(old.as_ref().and_then(|old| old.amount)),
            currency: cells.currency.value().or(old.map(|old| old.currency)).unwrap_or(self.own),
        };
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn interaction(&mut self, cells: InteractionCells) -> Result<Fate, Stop> {
        let status = cells.status.value().unwrap_or(Held::Held);
        let own = [
            ("account", Cell::Integer(cells.account.0)),
            ("day", Cell::from(cells.date)),
            ("kind", Cell::from(cells.kind.key())),
            ("status", Cell::from(status.key())),
        ];
        let by = match &cells.started_by {
            Given::Absent => None,
            by => Some(("started_by", Cell::from(by.as_ref().map(|by| by.key())))),
        };
        let more = [given("minutes", &cells.minutes), given("note", &cells.note), given("contact", &cells.contact), by];
        let columns = own.into_iter().chain(more.into_iter().flatten()).collect();
        let row = Interaction {
            id: 0,
            account: cells.account,
            day: cells.date,
            kind: cells.kind,
            minutes: cells.minutes.value(),
            note: cells.note.value(),
            contact: cells.contact.value(),
            started_by: cells.started_by.value(),
            status,
            recorded: cells.recorded.value().unwrap_or(self.day),
        };
        self.whole(columns, &row)
    }

    pub(in crate::app::importer) fn feedback(&mut self, cells: FeedbackCells) -> Result<Fate, Stop> {
        let own = [("account", Cell::Integer(cells.account.0)), ("day", Cell::from(cells.date)), ("kind", Cell::from(cells.kind.key()))];
        let status = cells.status.as_ref().map(|status| ("status", Cell::from(status.key())));
        let more = [given("theme", &cells.theme), given("text", &cells.text), status];
        let columns = own.into_iter().chain(more.into_iter().flatten()).collect();
        let row = Feedback {
            id: 0,
            account: cells.account,
            day: cells.date,
            kind: cells.kind,
            theme: cells.theme.value(),
            text: cells.text.value(),
            status: cells.status.value().unwrap_or(FeedbackStatus::New),
        };
        self.whole(columns, &row)
    }

    pub(in crate::app::importer) fn note(&mut self, cells: NoteCells) -> Result<Fate, Stop> {
        let columns = vec![("account", Cell::Integer(cells.account.0)), ("day", Cell::from(cells.date)), ("text", Cell::from(cells.text.as_str()))];
        self.whole(columns, &Note { id: 0, account: cells.account, day: cells.date, text: cells.text })
    }

    pub(in crate::app::importer) fn pulse(&mut self, cells: PulseCells) -> Result<Fate, Stop> {
        let columns = vec![
            ("account", Cell::Integer(cells.account.0)),
            ("day", Cell::from(cells.date)),
            ("light", Cell::from(cells.light.key())),
            ("reason", Cell::from(cells.reason.as_str())),
            ("until", Cell::from(cells.until)),
        ];
        let row = Pulse { id: 0, account: cells.account, day: cells.date, light: cells.light, reason: cells.reason, until: cells.until };
        self.whole(columns, &row)
    }

    pub(in crate::app::importer) fn proposal(&mut self, cells: ProposalCells) -> Result<Fate, Stop> {
        let product = cells.product.value().unwrap_or_default();
        let key = [
            ("account", Cell::Integer(cells.account.0)),
            ("day", Cell::from(cells.date)),
            ("kind", Cell::from(cells.kind.key())),
            ("product", Cell::from(product.as_str())),
        ];
        let old: Option<Proposal> = self.next_held(&key)?;
        let row = Proposal {
            id: old.as_ref().map_or(0, |old| old.id),
            account: cells.account,
            day: cells.date,
            kind: cells.kind,
            product,
            amount: cells.amount.map(|Minor(minor)| minor).replacing(old.as_ref().and_then(|old| old.amount)),
            status: cells.status,
            decided_on: cells.decided_on.replacing(old.and_then(|old| old.decided_on)),
        };
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn outcome(&mut self, cells: OutcomeCells) -> Result<Fate, Stop> {
        self.sighted.left.insert(cells.account);
        if self.events.again("outcome", &(cells.account, cells.churned_on), &cells)? {
            return Ok(Fate::Unchanged);
        }
        let old: Option<Outcome> = self.held(&[("account", Cell::Integer(cells.account.0)), ("day", Cell::from(cells.churned_on))])?;
        let row = Outcome {
            account: cells.account,
            day: cells.churned_on,
            reason: cells.reason.replacing(old.as_ref().and_then(|old| old.reason.clone())),
            recorded: cells.recorded.value().or(old.map(|old| old.recorded)).unwrap_or(self.day),
        };
        Ok(self.tx.put(&row)?.into())
    }

    pub(in crate::app::importer) fn task(&mut self, cells: TaskCells) -> Result<Fate, Stop> {
        let account = cells.account.value();
        let due = cells.due.value();
        let key = [("account", Cell::from(account.map(|id| id.0))), ("title", Cell::from(cells.title.as_str())), ("due", Cell::from(due))];
        let old: Option<Task> = self.next_held(&key)?;
        let status = cells.status.value().or(old.as_ref().map(|old| old.status)).unwrap_or(TaskStatus::Open);
        let opened = cells.opened.value().or(old.as_ref().map(|old| old.opened));
        let closed = cells.closed.value().or(old.as_ref().and_then(|old| old.closed));
        let opened = opened.unwrap_or(self.day);
        let old = old.unwrap_or_else(|| Task { source: "import".to_owned(), due, ..Task::new(account, &cells.title, opened) });
        let row = Task {
            kind: cells.kind.replacing(old.kind),
            minutes: cells.minutes.replacing(old.minutes),
            opened,
            status,
            closed: (status != TaskStatus::Open).then(|| closed.unwrap_or(self.day)),
            snoozed_until: cells.snoozed_until.replacing(old.snoozed_until),
            waiting: cells.waiting.replacing(old.waiting),
            reason: cells.reason.replacing(old.reason),
            source: if cells.source_key.as_ref().is_some() { "trigger".to_owned() } else { old.source },
            source_key: cells.source_key.replacing(old.source_key),
            family: cells.family.replacing(old.family),
            pinned: cells.pinned.value().unwrap_or(old.pinned),
            id: old.id,
            account: old.account,
            title: old.title,
            due: old.due,
            why: old.why,
        };
        Ok(self.tx.put(&row)?.into())
    }
}
