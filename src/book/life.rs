//! The life of an account's contracts as of a day: what is in force, what rolled on, when it ended.
//!
//! Rules (facts-and-filters, import): a contract is known from its `signed` day. Rows that an account row made count only
//! until another contract row has started, and of them only the latest started one counts, so a change of price supersedes
//! without rewriting the past. An outcome ends every contract; only a later one that is new or a return begins a new life.
//! A term that ends with `auto_renew` and no successor goes on for the same length, unconfirmed.

use crate::book::rows::{Contract, Outcome};
use crate::domain::Day;
use crate::domain::words::{Origin, Reason};
use std::cmp::Reverse;

/// Days before the end by which notice must be given, where a contract does not say.
const NOTICE_DAYS: i32 = 30;

/// A contract in force on a day.
#[derive(Clone, Copy, Debug)]
pub struct Term<'a> {
    pub contract: &'a Contract,
    /// The end in force: the contract's own, or where it has rolled on to.
    pub end: Option<Day>,
    /// Whether it goes on only because nobody recorded what happened at its end.
    pub unconfirmed: bool,
    /// The end after the terms of the same product that are already signed.
    pub renews: Option<Day>,
    /// The contract that ends on `renews`: this one, or the last of those already signed after it.
    pub renewing: &'a Contract,
    /// The length in days of the term that ends on `renews`.
    pub length: Option<i32>,
}

impl Term<'_> {
    /// Days before `renews` by which notice must be given.
    pub fn notice_days(&self) -> i32 {
        self.renewing.notice_days.unwrap_or(NOTICE_DAYS)
    }
}

/// What is known of an account's contracts on a day.
#[derive(Clone, Debug, Default)]
pub struct Life<'a> {
    /// The terms in force.
    pub terms: Vec<Term<'a>>,
    /// The start of the first contract of the present (or, when none is in force, the last) life.
    pub start: Option<Day>,
    /// Whether an earlier life came before the present one.
    pub returned: bool,
    /// The last end, when nothing is in force and something was.
    pub ended: Option<Day>,
    /// Whether an end without a recorded outcome or renewal left the account with nothing in force.
    pub lapsed: bool,
    /// The nearest loss still to come that is known on the day.
    pub leaving: Option<Day>,
    /// Whether any contract is known, one-off amounts included.
    pub known: bool,
}

impl<'a> Life<'a> {
    /// Reads contracts (sorted by start) and outcomes (sorted by day) as of `day`.
    pub fn on(contracts: &'a [Contract], outcomes: &'a [Outcome], day: Day) -> Self {
        let ledger = Ledger::of(contracts, outcomes, day);
        let begun: Vec<Span<'a>> = ledger.rows.iter().filter(|row| row.start <= day).map(|row| ledger.span(row)).collect();
        let (start, returned) = present_life(&begun, &ledger.losses);
        let terms: Vec<Term<'a>> = begun.iter().filter(|span| span.end.is_none_or(|end| day < end)).map(|span| ledger.term(span)).collect();
        let ended = if terms.is_empty() { begun.iter().filter_map(|span| span.end).max() } else { None };
        let told = |ended: Day| ledger.losses.last().is_some_and(|lost| ended <= *lost) || ledger.rows.iter().any(|row| row.start > day);
        Self {
            terms,
            start,
            returned,
            ended,
            lapsed: ended.is_some_and(|ended| !told(ended)),
            leaving: outcomes.iter().filter(|outcome| outcome.day > day && outcome.recorded <= day).map(|outcome| outcome.day).min(),
            known: contracts.iter().any(|row| row.signed <= day),
        }
    }

    /// Whether a contract was in force once and none is now.
    pub fn churned(&self) -> bool {
        self.terms.is_empty() && self.ended.is_some()
    }

    /// The term in force whose renewal comes first; of several on one day, the one whose notice must be given first.
    pub fn next_renewal(&self) -> Option<&Term<'a>> {
        self.terms.iter().filter(|term| term.renews.is_some()).min_by_key(|term| (term.renews, Reverse(term.notice_days())))
    }
}

/// The contracts that count, as of a day, with what ends them.
struct Ledger<'a> {
    day: Day,
    /// Known recurring contracts that belong to a life, begun or still to come, sorted by start.
    rows: Vec<&'a Contract>,
    /// Losses up to the day, ascending.
    losses: Vec<Day>,
    /// The start of the first contract row that did not come from an account row; from then on only such rows count.
    taken_over: Option<Day>,
}

/// A begun contract with the end it has as of the day.
struct Span<'a> {
    row: &'a Contract,
    end: Option<Day>,
    unconfirmed: bool,
}

impl<'a> Ledger<'a> {
    fn of(contracts: &'a [Contract], outcomes: &[Outcome], day: Day) -> Self {
        let losses: Vec<Day> = outcomes.iter().map(|outcome| outcome.day).filter(|lost| *lost <= day).collect();
        let mut rows: Vec<&Contract> = contracts.iter().filter(|row| row.recurring && row.signed <= day).collect();
        if !losses.is_empty() {
            let known = rows.clone();
            rows.retain(|row| lives(row, &known, &losses));
        }
        let taken_over = rows.iter().filter(|row| row.origin != Origin::Account && row.start <= day).map(|row| row.start).min();
        rows.retain(|row| row.origin != Origin::Account || taken_over.is_none_or(|taken| row.start < taken));
        Self { day, rows, losses, taken_over }
    }

    fn span(&self, row: &'a Contract) -> Span<'a> {
        let loss = self.losses.iter().copied().find(|lost| *lost > row.start);
        let cut = loss.into_iter().chain(self.superseded(row)).min();
        let unconfirmed = row.auto_renew && row.end.is_some_and(|end| end <= self.day) && !self.has_successor(row);
        let end = match row.end {
            Some(end) if unconfirmed && cut.is_none() => Some(rolled(self.term_start(row), end, self.day).1),
            Some(_) if unconfirmed => cut,
            end => end.into_iter().chain(cut).min(),
        };
        Span { row, end, unconfirmed }
    }

    /// The day from which a row made by an account row no longer counts, if that has come.
    fn superseded(&self, row: &Contract) -> Option<Day> {
        if row.origin != Origin::Account {
            return None;
        }
        let later = |other: &&&Contract| other.origin == Origin::Account && other.start > row.start && other.start <= self.day;
        self.rows.iter().filter(later).map(|other| other.start).chain(self.taken_over).min()
    }

    fn term(&self, span: &Span<'a>) -> Term<'a> {
        let (mut renews, mut renewing) = (span.end, span.row);
        while let Some(next) = renews.and_then(|end| self.follower(renewing, end)) {
            (renews, renewing) = (next.end, next);
        }
        let length = renewing.end.map(|end| end.since(self.term_start(renewing)));
        Term { contract: span.row, end: span.end, unconfirmed: span.unconfirmed, renews, renewing, length }
    }

    /// The signed contract that takes over from a term at `end`.
    fn follower(&self, row: &Contract, end: Day) -> Option<&'a Contract> {
        self.rows
            .iter()
            .copied()
            .filter(|other| succeeds(other, row) && other.start <= end && other.end.is_none_or(|other_end| other_end > end))
            .max_by_key(|other| other.end.unwrap_or(Day::MAX))
    }

    fn has_successor(&self, row: &Contract) -> bool {
        self.rows.iter().any(|other| succeeds(other, row) && other.end.is_none_or(|end| row.end.is_some_and(|own| own < end)))
    }

    /// Where the term that a row belongs to began: a row that only changes price or seats goes on with the term it changes,
    /// be it one with the same end, one that has rolled on, or one that was cut where the row begins.
    fn term_start(&self, row: &Contract) -> Day {
        let first = self.first_with_end(row);
        if !changes_only(first) {
            return first.start;
        }
        let before = self.earlier(first).filter(|other| other.end.is_some_and(|end| end <= first.start)).max_by_key(|other| other.end);
        let Some((before, cut, end)) = before.and_then(|before| Some((before, before.end?, first.end?))) else { return first.start };
        let began = self.first_with_end(before).start;
        if before.auto_renew && cut < end {
            let (start, rolls_to) = rolled(began, cut, first.start);
            if rolls_to == end && start < first.start {
                return start;
            }
        }
        // Two whole terms side by side are a term and its renewal at another price; a cut one is whole only with its rest.
        let is_cut = cut == first.start && first.start.whole_months_to(end).is_none() && began.whole_months_to(end).is_some();
        if is_cut { began } else { first.start }
    }

    /// Back over the changes of price and seats that share a row's end.
    fn first_with_end(&self, row: &'a Contract) -> &'a Contract {
        let mut first = row;
        while changes_only(first) {
            let Some(earlier) = self.earlier(first).filter(|other| other.end == first.end).max_by_key(|other| other.start) else { break };
            first = earlier;
        }
        first
    }

    fn earlier<'b>(&'b self, row: &'b Contract) -> impl Iterator<Item = &'a Contract> + 'b {
        self.rows.iter().copied().filter(|other| other.origin == row.origin && other.product == row.product && other.start < row.start)
    }
}

/// Whether a contract can go on where a row ends: a later one of the same product, or the first that takes over from rows
/// made by an account row.
fn succeeds(other: &Contract, row: &Contract) -> bool {
    let takes_over = row.origin == Origin::Account && other.origin != Origin::Account;
    other.start > row.start && (takes_over || other.product == row.product)
}

/// Whether a contract belongs to a life: every loss before its start must be followed by a new beginning at or before it.
fn lives(row: &Contract, known: &[&Contract], losses: &[Day]) -> bool {
    let Some(loss) = losses.iter().copied().rfind(|day| *day <= row.start) else { return true };
    known.iter().any(|other| begins_life(other) && loss <= other.start && other.start <= row.start)
}

fn begins_life(row: &Contract) -> bool {
    match row.reason {
        Some(reason) => matches!(reason, Reason::New | Reason::Return),
        // A file without reasons cannot say that a customer came back other than by a later contract.
        None => row.origin != Origin::Account,
    }
}

fn changes_only(row: &Contract) -> bool {
    matches!(row.reason, Some(Reason::Upsell | Reason::CrossSell | Reason::Downgrade | Reason::Change))
}

/// Where the latest life among begun contracts (sorted by start) began, and whether one came before it. A new life begins
/// after a loss, with a return, or with a new contract after days on which nothing was in force.
fn present_life(begun: &[Span<'_>], losses: &[Day]) -> (Option<Day>, bool) {
    let Some(first) = begun.first() else { return (None, false) };
    let (mut start, mut until, mut returned) = (first.row.start, first.end, false);
    for Span { row, end, .. } in begun {
        let lost = losses.iter().any(|lost| start < *lost && *lost <= row.start);
        let after_a_gap = row.reason == Some(Reason::New) && until.is_some_and(|until| until < row.start);
        if row.start > start && (lost || after_a_gap || row.reason == Some(Reason::Return)) {
            (start, returned) = (row.start, true);
        }
        until = until.zip(*end).map(|(until, end)| until.max(end));
    }
    (Some(start), returned)
}

/// First day and end of the repetition that holds `day`, of a term `[start, end)` that goes on in its own length: whole
/// months where it is, else days.
fn rolled(start: Day, end: Day, day: Day) -> (Day, Day) {
    let Some(months) = start.whole_months_to(end) else {
        let length = end.since(start).max(1);
        let times = day.since(start) / length;
        return (start.plus(length.saturating_mul(times)), start.plus(length.saturating_mul(times + 1)));
    };
    let repeated = |times: i32| start.plus_months(months.saturating_mul(times));
    let passed = (start.months_until(day) / months).max(1);
    let times = (passed..=passed + 2).find(|times| repeated(*times) > day).unwrap_or(passed + 2);
    (repeated(times - 1), repeated(times))
}

#[cfg(test)]
mod tests;
