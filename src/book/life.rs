//! The life of an account's contracts as of a day: what is in force, what rolled on, when it ended.
//!
//! Rules (facts-and-filters, import): a contract is known from its `signed` day. Rows that an account row made count only
//! until another contract row has started, and of them only the latest started one counts, so a change of price supersedes
//! without rewriting the past. An outcome ends every contract; only a later one that is new or a return begins a new life.
//! A term that ends with `auto_renew` and no successor goes on for the same length, unconfirmed.

use crate::book::rows::{Contract, Outcome};
use crate::domain::Day;
use crate::domain::words::{Origin, Reason};

/// Days before the end by which notice must be given, where a contract does not say.
pub const NOTICE_DAYS: i32 = 30;

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
    /// The term's length in days, where it has an end.
    pub length: Option<i32>,
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
    /// Whether any contract is known.
    pub known: bool,
}

impl<'a> Life<'a> {
    /// Reads contracts (sorted by start) and outcomes (sorted by day) as of `day`.
    pub fn on(contracts: &'a [Contract], outcomes: &'a [Outcome], day: Day) -> Self {
        let losses: Vec<Day> = outcomes.iter().map(|outcome| outcome.day).filter(|lost| *lost <= day).collect();
        let known: Vec<&Contract> = contracts.iter().filter(|row| row.recurring && row.signed <= day).collect();
        let by_hand = known.iter().any(|row| row.origin != Origin::Account && row.start <= day);
        let counted: Vec<&Contract> = known
            .iter()
            .copied()
            .filter(|row| (row.origin == Origin::Account) != by_hand || row.start > day)
            .filter(|row| lives(row, &known, &losses))
            .collect();
        let started: Vec<Span<'a>> =
            counted.iter().filter(|row| row.start <= day).map(|row| Span { row, ..Span::of(row, &counted, &losses, day) }).collect();
        let last_loss = losses.last().copied();
        let mut life = Self {
            terms: started.iter().filter(|span| span.end.is_none_or(|end| day < end)).map(|span| span.term(&counted)).collect(),
            start: present_start(&started, &losses),
            returned: false,
            ended: None,
            lapsed: false,
            leaving: outcomes.iter().filter(|outcome| outcome.day > day && outcome.recorded <= day).map(|outcome| outcome.day).min(),
            known: !known.is_empty(),
        };
        life.returned = started.iter().any(|span| life.start.is_some_and(|start| span.row.start < start));
        if life.terms.is_empty() {
            life.ended = started.iter().filter_map(|span| span.end).max();
            life.lapsed = life.ended.is_some_and(|ended| last_loss.is_none_or(|lost| lost < ended));
        }
        life
    }

    /// Whether a contract was in force once and none is now.
    pub fn churned(&self) -> bool {
        self.terms.is_empty() && self.ended.is_some()
    }

    /// The term in force whose renewal comes first.
    pub fn next_renewal(&self) -> Option<&Term<'a>> {
        self.terms.iter().filter(|term| term.renews.is_some()).min_by_key(|term| term.renews)
    }
}

/// A started contract with the end it has as of a day.
struct Span<'a> {
    row: &'a Contract,
    end: Option<Day>,
    unconfirmed: bool,
    length: Option<i32>,
}

impl<'a> Span<'a> {
    fn of(row: &'a Contract, counted: &[&'a Contract], losses: &[Day], day: Day) -> Self {
        let superseded = (row.origin == Origin::Account)
            .then(|| {
                counted
                    .iter()
                    .filter(|other| other.origin == Origin::Account && other.start > row.start && other.start <= day)
                    .map(|other| other.start)
                    .min()
            })
            .flatten();
        let loss = losses.iter().copied().find(|day| *day > row.start);
        let length = row.end.map(|end| end.since(term_start(row, counted)));
        let own = match (row.end, superseded.into_iter().chain(loss).min()) {
            (Some(end), Some(cut)) => Some(end.min(cut)),
            (end, cut) => end.or(cut),
        };
        let rolls = row.auto_renew && own == row.end && !has_successor(row, counted);
        match own {
            Some(end) if end <= day && rolls => Self { row, end: Some(roll(term_start(row, counted), end, day)), unconfirmed: true, length },
            end => Self { row, end, unconfirmed: false, length },
        }
        .cut(loss)
    }

    fn cut(self, loss: Option<Day>) -> Self {
        match (self.end, loss) {
            (Some(end), Some(loss)) if loss < end => Self { end: Some(loss), ..self },
            _ => self,
        }
    }

    fn term(&self, counted: &[&'a Contract]) -> Term<'a> {
        let mut renews = self.end;
        while let Some(next) = renews.and_then(|end| follower(self.row, end, counted)) {
            renews = next.end;
        }
        Term { contract: self.row, end: self.end, unconfirmed: self.unconfirmed, renews, length: self.length }
    }
}

/// Whether a contract belongs to a life: every loss before its start must be followed by a new beginning at or before it.
fn lives(row: &Contract, known: &[&Contract], losses: &[Day]) -> bool {
    let Some(loss) = losses.iter().copied().rfind(|day| *day <= row.start) else { return true };
    known.iter().any(|other| begins_life(other) && loss <= other.start && other.start <= row.start)
}

fn begins_life(row: &Contract) -> bool {
    match row.reason {
        Some(reason) => matches!(reason, Reason::New | Reason::Return),
        None => row.origin != Origin::Account,
    }
}

fn present_start(begun: &[Span<'_>], losses: &[Day]) -> Option<Day> {
    let latest = begun.iter().map(|span| span.row.start).max()?;
    let reborn = losses.iter().copied().rfind(|loss| *loss <= latest).unwrap_or(Day::MIN);
    let returned = begun.iter().filter(|span| span.row.reason == Some(Reason::Return)).map(|span| span.row.start).max().unwrap_or(Day::MIN);
    begun.iter().map(|span| span.row.start).filter(|start| *start >= reborn.max(returned)).min()
}

/// Where the term that a row belongs to began: rows that only change price or seats carry their term's end on.
fn term_start(row: &Contract, counted: &[&Contract]) -> Day {
    let changes = |row: &Contract| matches!(row.reason, Some(Reason::Upsell | Reason::CrossSell | Reason::Downgrade | Reason::Change));
    if !changes(row) {
        return row.start;
    }
    counted
        .iter()
        .filter(|other| other.origin == row.origin && other.product == row.product && other.start < row.start)
        .filter(|other| other.end == row.end || other.end == Some(row.start))
        .max_by_key(|other| other.start)
        .map_or(row.start, |earlier| term_start(earlier, counted))
}

fn has_successor(row: &Contract, counted: &[&Contract]) -> bool {
    counted.iter().any(|other| {
        other.origin == row.origin
            && other.product == row.product
            && other.start > row.start
            && other.end.is_none_or(|end| row.end.is_some_and(|own| own < end))
    })
}

/// The signed contract of the same product that takes over at `end`.
fn follower<'a>(row: &Contract, end: Day, counted: &[&'a Contract]) -> Option<&'a Contract> {
    counted
        .iter()
        .copied()
        .filter(|other| other.origin == row.origin && other.product == row.product && other.start > row.start && other.start <= end)
        .filter(|other| other.end.is_none_or(|other_end| other_end > end))
        .max_by_key(|other| other.end.unwrap_or(Day::MAX))
}

/// The first end after `day` when a term `[start, end)` is repeated in its own length: whole months where it is, else days.
fn roll(start: Day, end: Day, day: Day) -> Day {
    let Some(months) = start.whole_months_to(end) else {
        let length = end.since(start).max(1);
        return start.plus(length.saturating_mul(day.since(start) / length + 1));
    };
    let passed = start.months_until(day) / months;
    (passed.max(1)..=passed + 2).map(|times| start.plus_months(months.saturating_mul(times))).find(|next| *next > day).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::rows::AccountId;
    use crate::domain::Currency;

    fn day(text: &str) -> Day {
        Day::parse_iso(text).unwrap()
    }

    fn contract(start: &str, end: &str) -> Contract {
        Contract {
            id: 0,
            account: AccountId(1),
            product: String::new(),
            amount: Some(100),
            currency: Currency::JPY,
            recurring: true,
            seats: None,
            start: day(start),
            end: (!end.is_empty()).then(|| day(end)),
            signed: day(start),
            auto_renew: false,
            notice_days: None,
            reason: Some(Reason::New),
            origin: Origin::File,
        }
    }

    fn loss(on: &str) -> Outcome {
        Outcome { account: AccountId(1), day: day(on), reason: None, recorded: day(on) }
    }

    #[test]
    fn a_term_is_in_force_on_its_first_day_and_no_longer_on_its_last() {
        let rows = [contract("2025-04-01", "2026-04-01")];
        assert!(Life::on(&rows, &[], day("2025-03-31")).terms.is_empty());
        assert_eq!(Life::on(&rows, &[], day("2025-04-01")).terms.len(), 1);
        let after = Life::on(&rows, &[], day("2026-04-01"));
        assert!(after.churned() && after.lapsed);
        assert_eq!(after.ended, Some(day("2026-04-01")));
    }

    #[test]
    fn with_auto_renew_a_term_goes_on_unconfirmed_in_calendar_months() {
        let rows = [Contract { auto_renew: true, ..contract("2024-02-29", "2025-02-28") }];
        let life = Life::on(&rows, &[], day("2026-01-01"));
        assert!(life.terms[0].unconfirmed);
        assert_eq!(life.terms[0].end, Some(day("2026-02-28")));
        assert_eq!(Life::on(&rows, &[], day("2028-02-28")).terms[0].end, Some(day("2028-02-29")));
    }

    #[test]
    fn an_outcome_ends_every_contract_and_only_a_new_one_revives() {
        let gone = contract("2025-01-01", "2026-01-01");
        let renewed = Contract { reason: Some(Reason::Renewal), ..contract("2026-01-01", "2027-01-01") };
        let rows = [gone.clone(), renewed];
        let lost = [loss("2025-06-01")];
        assert!(Life::on(&rows, &lost, day("2026-02-01")).churned());
        assert!(!Life::on(&rows, &lost, day("2026-02-01")).lapsed);
        let rows = [gone, Contract { reason: Some(Reason::Return), ..contract("2026-01-01", "2027-01-01") }];
        let back = Life::on(&rows, &lost, day("2026-02-01"));
        assert_eq!(back.terms.len(), 1);
        assert_eq!(back.start, Some(day("2026-01-01")));
    }

    #[test]
    fn a_loss_in_the_future_is_known_from_the_day_it_was_recorded() {
        let rows = [contract("2025-01-01", "2026-01-01")];
        let lost = [Outcome { recorded: day("2025-05-01"), ..loss("2025-06-01") }];
        assert_eq!(Life::on(&rows, &lost, day("2025-04-30")).leaving, None);
        assert_eq!(Life::on(&rows, &lost, day("2025-05-01")).leaving, Some(day("2025-06-01")));
    }

    #[test]
    fn of_the_rows_made_by_an_account_row_the_latest_started_counts() {
        let first = Contract { origin: Origin::Account, auto_renew: true, ..contract("2025-01-01", "2026-01-01") };
        let raised = Contract {
            amount: Some(150),
            reason: Some(Reason::Upsell),
            signed: day("2025-07-01"),
            ..Contract { start: day("2025-07-01"), ..first.clone() }
        };
        let rows = [first, raised];
        let before = Life::on(&rows, &[], day("2025-06-30"));
        assert_eq!((before.terms[0].contract.amount, before.terms[0].renews), (Some(100), Some(day("2026-01-01"))));
        let after = Life::on(&rows, &[], day("2025-07-01"));
        assert_eq!(after.terms.len(), 1);
        assert_eq!((after.terms[0].contract.amount, after.terms[0].length), (Some(150), Some(365)));
        let rolled = Life::on(&rows, &[], day("2026-03-01"));
        assert_eq!((rolled.terms.len(), rolled.terms[0].end), (1, Some(day("2027-01-01"))));
    }

    #[test]
    fn contract_rows_win_over_account_rows_once_one_has_started() {
        let of_account = Contract { origin: Origin::Account, ..contract("2024-01-01", "2026-12-01") };
        let rows = [of_account, contract("2025-01-01", "2026-01-01")];
        assert_eq!(Life::on(&rows, &[], day("2024-06-01")).terms[0].contract.origin, Origin::Account);
        let life = Life::on(&rows, &[], day("2025-06-01"));
        assert_eq!((life.terms.len(), life.terms[0].contract.origin), (1, Origin::File));
    }

    #[test]
    fn a_signed_renewal_moves_the_renewal_day_on_and_stops_rolling() {
        let rows = [
            Contract { auto_renew: true, ..contract("2025-01-01", "2026-01-01") },
            Contract { reason: Some(Reason::Renewal), signed: day("2025-11-01"), ..contract("2026-01-01", "2027-01-01") },
        ];
        assert_eq!(Life::on(&rows, &[], day("2025-10-31")).next_renewal().unwrap().renews, Some(day("2026-01-01")));
        assert_eq!(Life::on(&rows, &[], day("2025-11-01")).next_renewal().unwrap().renews, Some(day("2027-01-01")));
        let next = Life::on(&rows, &[], day("2026-02-01"));
        assert!(next.terms.len() == 1 && !next.terms[0].unconfirmed);
    }
}
