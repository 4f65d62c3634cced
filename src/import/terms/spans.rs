//! The spans of an account row's terms: cut back from the renewal day, moved on, corrected. Knows no price changes.

use crate::book::rows::Contract;
use crate::domain::Day;
use crate::domain::words::{Origin, Reason};
use crate::import::terms::{Stated, Told, Work, is_change};

/// More terms of one account than this are a mistake in the dates.
const MOST_TERMS: usize = 1200;

impl Work {
    /// Brings the terms to what the account row says of its days. Prices of terms that stand are not touched.
    pub(in crate::import::terms) fn state_terms(&mut self, stated: &Stated) {
        if self.living().next().is_none() {
            self.begin(stated);
            return;
        }
        if let Some(start) = stated.start {
            self.move_start(start, stated);
        }
        match (self.last_end(), stated.renewal) {
            (None, Some(renewal)) => self.close(renewal, stated),
            (Some(end), Some(renewal)) if renewal > end && !self.closed => self.renew(end, renewal, stated),
            (Some(end), Some(renewal)) if renewal < end => self.move_back(end, renewal),
            _ => {}
        }
    }

    /// Brings what runs or is still to come to the stated conditions of renewal.
    pub(in crate::import::terms) fn state_conditions(&mut self, stated: &Stated) {
        let (day, life) = (self.day, self.life);
        for row in self.rows.iter_mut().filter(|row| row.start >= life && row.end.is_none_or(|end| end > day)) {
            row.auto_renew = stated.auto_renew.unwrap_or(row.auto_renew);
            row.notice_days = stated.notice_days.or(row.notice_days);
        }
    }

    /// The first terms.
    fn begin(&mut self, stated: &Stated) {
        let months = stated.term_months;
        let spans = match (stated.start, stated.renewal) {
            (Some(start), Some(renewal)) if renewal <= start => {
                self.told.push(Told::RenewalBeforeStart { renewal, start });
                return;
            }
            (Some(start), Some(renewal)) => self.cuts(start, renewal, months),
            (Some(start), None) => vec![(start, None)],
            (None, Some(renewal)) => vec![(covering(renewal, months, self.day), Some(renewal))],
            (None, None) => vec![(self.day, None)],
        };
        // A lost account without a start after the loss has not returned.
        if let Some(on) = self.loss.filter(|on| self.closed && spans.first().is_some_and(|(start, _)| start >= on)) {
            self.told.push(Told::Lost { on });
            return;
        }
        for (place, (start, end)) in spans.into_iter().enumerate() {
            let reason = Some(if place == 0 { self.first } else { Reason::Renewal });
            let mut row = self.blank(start, end, reason, stated);
            stated.put_into(&mut row);
            self.insert(row);
        }
    }

    fn blank(&self, start: Day, end: Option<Day>, reason: Option<Reason>, stated: &Stated) -> Contract {
        Contract {
            id: 0,
            account: self.account,
            product: String::new(),
            amount: None,
            currency: stated.currency,
            recurring: true,
            seats: None,
            start,
            end,
            signed: start,
            auto_renew: stated.auto_renew.unwrap_or(true),
            notice_days: stated.notice_days,
            reason,
            origin: Origin::Account,
        }
    }

    /// The spans from `start` to `renewal`, in lengths of `months` counted back from the renewal.
    fn cuts(&mut self, start: Day, renewal: Day, months: i32) -> Vec<(Day, Option<Day>)> {
        let mut days: Vec<Day> = (1..).map(|times| back(renewal, months, times)).take_while(|day| *day > start).take(MOST_TERMS).collect();
        if days.len() >= MOST_TERMS {
            self.told.push(Told::TooManyTerms { start, renewal });
            days.clear();
        }
        days.push(start);
        days.reverse();
        days.push(renewal);
        days.windows(2).map(|pair| (pair[0], Some(pair[1]))).collect()
    }

    /// The end of the last term. Rows that only change a price carry their term's end on and do not count.
    fn last_end(&self) -> Option<Day> {
        let terms = || self.living().filter(|row| !is_change(row));
        if terms().any(|row| row.end.is_none()) { None } else { terms().filter_map(|row| row.end).max() }
    }

    /// A later renewal day: whole terms where the time between is made of them, else one.
    fn renew(&mut self, end: Day, renewal: Day, stated: &Stated) {
        let whole = end.whole_months_to(renewal).is_some_and(|months| months % stated.term_months == 0);
        let spans = if whole { self.cuts(end, renewal, stated.term_months) } else { vec![(end, Some(renewal))] };
        for (start, end) in spans {
            let mut row = self.blank(start, end, Some(Reason::Renewal), stated);
            self.inherit(&mut row);
            // Where a change has started since, it tells the new price, and the term the old one.
            if !self.living().any(|other| other.start >= start) {
                stated.put_into(&mut row);
            }
            self.insert(Contract { signed: self.day, ..row });
        }
    }

    /// Price, seats and conditions of the row before, or of the first one.
    fn inherit(&self, row: &mut Contract) {
        let from = self.living().rfind(|other| other.start <= row.start).or_else(|| self.living().next());
        if let Some(from) = from {
            (row.amount, row.currency, row.seats) = (from.amount, from.currency, from.seats);
            row.product.clone_from(&from.product);
            row.notice_days = row.notice_days.or(from.notice_days);
        }
    }

    /// An earlier renewal day corrects the ends.
    fn move_back(&mut self, end: Day, renewal: Day) {
        let first = self.living().next().map_or(renewal, |row| row.start);
        if renewal <= first {
            self.told.push(Told::RenewalBeforeStart { renewal, start: first });
            return;
        }
        let life = self.life;
        self.rows.retain(|row| row.start < life || row.start < renewal);
        for row in self.rows.iter_mut().filter(|row| row.start >= life) {
            row.end = row.end.map(|end| end.min(renewal));
        }
        self.told.push(Told::RenewalMovedBack { from: end, to: renewal });
    }

    /// A renewal day for a contract that had none: the open row becomes terms.
    fn close(&mut self, renewal: Day, stated: &Stated) {
        let Some(open) = self.living().find(|row| row.end.is_none() && !is_change(row)).cloned() else { return };
        if renewal <= open.start {
            self.told.push(Told::RenewalBeforeStart { renewal, start: open.start });
            return;
        }
        let spans = self.cuts(open.start, renewal, stated.term_months);
        self.recut(&open, &spans, stated);
    }

    /// A start that differs from the first row's.
    fn move_start(&mut self, start: Day, stated: &Stated) {
        let Some(first) = self.living().next().cloned().filter(|first| first.start != start) else { return };
        let second = self.living().nth(1).map(|row| row.start);
        // A start never moves from one side of a loss to the other: that would be another life.
        let crosses = self.loss.is_some_and(|loss| (start < loss) != (first.start < loss));
        if crosses || second.is_some_and(|second| second <= start) || first.end.is_some_and(|end| end <= start) {
            self.told.push(Told::StartBehindRows { start });
            return;
        }
        let spans = match first.end {
            Some(end) => self.cuts(start, end, stated.term_months),
            None => vec![(start, None)],
        };
        self.told.push(Told::StartMoved { from: first.start, to: start });
        self.life = self.life.min(start);
        self.recut(&first, &spans, stated);
    }

    /// Puts spans in the place of one row, which keeps its id as the last of those that do not start after it.
    fn recut(&mut self, row: &Contract, spans: &[(Day, Option<Day>)], stated: &Stated) {
        self.rows.retain(|other| other != row);
        let keeper = spans.iter().rposition(|(start, _)| *start <= row.start).unwrap_or(0);
        for (place, (start, end)) in spans.iter().copied().enumerate() {
            let reason = if place == 0 { row.reason } else { Some(Reason::Renewal) };
            let id = if place == keeper { row.id } else { 0 };
            let mut cut = Contract { id, start, end, signed: start, reason, ..row.clone() };
            if start > row.start {
                self.inherit(&mut cut);
                cut.auto_renew = stated.auto_renew.unwrap_or(row.auto_renew);
            }
            self.insert(cut);
        }
        // Changes within an open contract end with the term they fall into.
        let life = self.life;
        for change in self.rows.iter_mut().filter(|other| other.start >= life && other.end.is_none() && is_change(other)) {
            let term = spans.iter().find(|(start, end)| *start <= change.start && end.is_none_or(|end| change.start < end));
            change.end = term.and_then(|(_, end)| *end).or_else(|| spans.last().and_then(|(_, end)| *end).filter(|end| *end > change.start));
        }
    }
}

/// The day some terms before the renewal, each length counted from the renewal itself so that month ends do not drift.
fn back(renewal: Day, months: i32, times: i32) -> Day {
    renewal.plus_months(months.saturating_mul(times).saturating_neg())
}

/// The latest start, whole terms before the renewal, that lies on or before the day.
fn covering(renewal: Day, months: i32, day: Day) -> Day {
    let terms = day.months_until(renewal).max(0) / months.max(1);
    // The division rounds down and a month's days may take one more.
    (terms.max(1)..=terms + 2).map(|times| back(renewal, months, times)).find(|start| *start <= day).unwrap_or(day)
}

/// Where a row ends for another that takes over from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import::terms) enum End {
    Open,
    /// Its own end, or the one it has rolled on to.
    At(Day),
    /// It has ended and does not renew by itself.
    Over(Day),
}

/// Where a row ends as of a day on which another takes over from it. It rolls on in the lengths of its term.
pub(in crate::import::terms) fn end_on(rows: &[Contract], row: &Contract, day: Day) -> End {
    let Some(end) = row.end else { return End::Open };
    if end > day {
        return End::At(end);
    }
    if !row.auto_renew {
        return End::Over(end);
    }
    let term = rows.iter().rfind(|other| !is_change(other) && other.start <= row.start).map_or(row.start, |term| term.start);
    if let Some(months) = term.whole_months_to(end) {
        let passed = term.months_until(day) / months;
        let ends = (passed.max(1)..=passed + 2).map(|times| term.plus_months(months.saturating_mul(times)));
        return End::At(ends.into_iter().find(|next| *next > day).unwrap_or(Day::MAX));
    }
    let length = end.since(term).max(1);
    End::At(end.plus(length.saturating_mul(day.since(end) / length + 1)))
}
