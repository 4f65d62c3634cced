//! What must hold between the cells of one row, and the sums that bring amounts to a year. Each check names the column to
//! blame; what a single cell may hold is said elsewhere.

use crate::domain::words::SurveyKind;
use crate::import::cells::{Given, Minor, Period};
use crate::import::kinds::{AccountCells, ArrChangeCells, ContractCells, ProposalCells, PulseCells, SurveyCells, TicketCells};
use crate::import::reject::RejectReason;
use crate::import::values::scale;

type Check = Result<(), (&'static str, RejectReason)>;

/// For kinds whose cells do not depend on each other.
#[expect(clippy::unnecessary_wraps, reason = "of the type that all checks have")]
pub(in crate::import) fn nothing<T>(_: &mut T) -> Check {
    Ok(())
}

/// An id or a name is there; `arr` becomes twelve times `mrr` where only that is given, and agrees with it where both are.
pub(in crate::import) fn account(cells: &mut AccountCells) -> Check {
    if cells.id.as_ref().is_none() && cells.name.as_ref().is_none() {
        return Err(("id", RejectReason::NoIdentity));
    }
    not_below_zero("mrr", &cells.mrr)?;
    if let Given::Value(Minor(monthly)) = cells.mrr {
        let yearly = Minor(scale(monthly, 12, 1).map_err(|reason| ("mrr", reason))?);
        if cells.arr.as_ref().is_some_and(|arr| arr.0.abs_diff(yearly.0) > 12) {
            return Err(("mrr", RejectReason::ArrAndMrrDisagree));
        }
        if cells.arr.as_ref().is_none() {
            cells.arr = Given::Value(yearly);
        }
    }
    if matches!((&cells.start_date, &cells.renewal_date), (Given::Value(start), Given::Value(renewal)) if renewal <= start) {
        return Err(("renewal_date", before(cells.start_date.clone(), cells.renewal_date.clone())));
    }
    not_below_zero("arr", &cells.arr)?;
    within("term_months", &cells.term_months, 1, 1200)?;
    within("notice_days", &cells.notice_days, 0, MOST_NOTICE_DAYS)
}

/// A century: more is a date or a price in the wrong column.
const MOST_NOTICE_DAYS: i32 = 36_500;

fn within(name: &'static str, number: &Given<i64>, least: i32, most: i32) -> Check {
    match number {
        Given::Value(number) if !(i64::from(least)..=i64::from(most)).contains(number) => {
            Err((name, RejectReason::OffScale { least: least.into(), most: most.into() }))
        }
        _ => Ok(()),
    }
}

/// The end lies behind the start; days of notice are a few; the amount becomes one of a year.
pub(in crate::import) fn contract(cells: &mut ContractCells) -> Check {
    if cells.end.as_ref().is_some_and(|end| *end <= cells.start) {
        return Err(("end", before(Given::Value(cells.start), cells.end.clone())));
    }
    within("notice_days", &cells.notice_days, 0, MOST_NOTICE_DAYS)?;
    let Given::Value(Minor(amount)) = cells.amount else { return Ok(()) };
    let yearly = match (cells.period.as_ref(), cells.end.as_ref()) {
        (None | Some(Period::Year | Period::Once), _) => Ok(amount),
        (Some(Period::Month), _) => scale(amount, 12, 1),
        (Some(Period::Term), None) => Err(RejectReason::TermWithoutEnd),
        // A term of whole months is counted in months, any other in days of a year of 365.
        (Some(Period::Term), Some(end)) => match cells.start.whole_months_to(*end) {
            Some(months) => scale(amount, 12, months.into()),
            None => scale(amount, 365, end.since(cells.start).into()),
        },
    };
    cells.amount = Given::Value(Minor(yearly.map_err(|reason| ("amount", reason))?));
    Ok(())
}

/// Amounts are not below zero.
pub(in crate::import) fn arr_change(cells: &mut ArrChangeCells) -> Check {
    not_below_zero("arr_before", &Given::Value(cells.arr_before))?;
    not_below_zero("arr_after", &Given::Value(cells.arr_after))
}

/// A ticket is not closed before it was opened.
pub(in crate::import) fn ticket(cells: &mut TicketCells) -> Check {
    match &cells.closed {
        Given::Value(closed) if *closed < cells.opened => Err(("closed", before(Given::Value(cells.opened), cells.closed.clone()))),
        _ => Ok(()),
    }
}

/// NPS runs from 0 to 10, CSAT from 1 to 5.
pub(in crate::import) fn survey(cells: &mut SurveyCells) -> Check {
    let (least, most) = match cells.kind {
        SurveyKind::Nps => (0.0, 10.0),
        SurveyKind::Csat => (1.0, 5.0),
    };
    if (least..=most).contains(&cells.score) { Ok(()) } else { Err(("score", RejectReason::OffScale { least, most })) }
}

/// Nothing is decided before it was offered.
pub(in crate::import) fn proposal(cells: &mut ProposalCells) -> Check {
    match &cells.decided_on {
        Given::Value(decided) if *decided < cells.date => Err(("decided_on", before(Given::Value(cells.date), cells.decided_on.clone()))),
        _ => Ok(()),
    }
}

/// A judgement is in force for a day at least.
pub(in crate::import) fn pulse(cells: &mut PulseCells) -> Check {
    if cells.until > cells.date { Ok(()) } else { Err(("until", RejectReason::EndBeforeStart { start: cells.date, end: cells.until })) }
}

fn before(start: Given<crate::domain::Day>, end: Given<crate::domain::Day>) -> RejectReason {
    match (start, end) {
        (Given::Value(start), Given::Value(end)) => RejectReason::EndBeforeStart { start, end },
        _ => RejectReason::Missing,
    }
}

fn not_below_zero(name: &'static str, amount: &Given<Minor>) -> Check {
    match amount {
        Given::Value(Minor(minor)) if *minor < 0 => Err((name, RejectReason::Negative)),
        _ => Ok(()),
    }
}
