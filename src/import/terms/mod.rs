//! The contracts that an account row makes: pure functions from the rows that stand, the account row, its price changes and
//! the import's day to rows to put and delete. Touches only rows of origin account; reads no file and writes nothing.
//!
//! To be asked once per account, after all files of the import are read: outcomes decide what is a return, and the account
//! row has the last word over the price changes. The same input again gives nothing to do.

mod changes;
mod spans;
#[cfg(test)]
mod tests;

use crate::book::rows::{AccountId, Contract};
use crate::domain::words::{Origin, Reason};
use crate::domain::{Currency, Day};
use crate::import::cells::{Given, Minor};
use crate::import::kinds::{AccountCells, ArrChangeCells};
use crate::import::terms::spans::End;

/// Months of a term where the file does not say.
const TERM_MONTHS: i32 = 12;

/// Lengths of terms below a year, in months, the likeliest first.
const SHORT_MONTHS: [i32; 3] = [1, 3, 6];

/// The length of terms, in months, by which one comes from a start to the next renewal: a year where whole years lead there,
/// else the likeliest shorter one by which the renewal is not more than one term ahead. `None` where no such length leads there.
/// A renewal may be written as the last day of a term or as the first of the next.
pub fn likely_months(start: Day, renewal: Day, today: Day) -> Option<i32> {
    let months = start.whole_months_to(renewal).or_else(|| start.whole_months_to(renewal.plus(1)))?;
    if months % TERM_MONTHS == 0 {
        return Some(TERM_MONTHS);
    }
    SHORT_MONTHS.into_iter().find(|short| months % short == 0 && renewal <= today.plus_months(*short))
}

/// What an account row says about its contract. `None` is not said, and leaves what is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    /// Minor units a year.
    pub arr: Option<i64>,
    pub currency: Currency,
    pub seats: Option<i64>,
    pub start: Option<Day>,
    pub renewal: Option<Day>,
    pub term_months: i32,
    pub auto_renew: Option<bool>,
    pub notice_days: Option<i32>,
}

impl Stated {
    /// What a row of an accounts file says, its amounts being of `own` unless it names a currency; `None` where it says
    /// neither price nor seats nor days nor how it renews. `looks_on` is the day as of which the
    /// length of its terms is taken from its days.
    pub fn of(cells: &AccountCells, own: Currency, looks_on: Option<Day>) -> Option<Self> {
        let small = |given: &Given<i64>| given.as_ref().and_then(|value| i32::try_from(*value).ok());
        let (start, renewal) = (cells.start_date.as_ref().copied(), cells.renewal_date.as_ref().copied());
        let looks = || likely_months(start?, renewal?, looks_on?);
        let stated = Self {
            arr: cells.arr.as_ref().map(|Minor(minor)| *minor),
            currency: cells.currency.as_ref().copied().unwrap_or(own),
            seats: cells.seats.as_ref().copied(),
            start,
            renewal,
            term_months: small(&cells.term_months).filter(|months| *months > 0).or_else(looks).unwrap_or(TERM_MONTHS),
            auto_renew: cells.auto_renew.as_ref().copied(),
            notice_days: small(&cells.notice_days),
        };
        (stated.makes_terms() || stated.auto_renew.is_some() || stated.notice_days.is_some()).then_some(stated)
    }

    /// Whether it says enough for a contract to be; how one renews is said of one that stands.
    fn makes_terms(&self) -> bool {
        self.arr.is_some() || self.seats.is_some() || self.start.is_some() || self.renewal.is_some()
    }
}

/// A change of price on a day, amounts in minor units a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub date: Day,
    pub reason: Reason,
    pub before: i64,
    pub after: i64,
}

impl Change {
    /// The change that a row of an `arr_changes` file tells.
    pub fn of(cells: &ArrChangeCells) -> Self {
        Self { date: cells.date, reason: cells.kind.0, before: cells.arr_before.0, after: cells.arr_after.0 }
    }
}

/// What the user should hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// Contract rows of a file or the desk have started and count; the account row's do not.
    ContractRowsWin,
    /// The renewal day moved back: ends were corrected and later terms taken away.
    RenewalMovedBack { from: Day, to: Day },
    /// The renewal day lies before the contract began; nothing was changed for it.
    RenewalBeforeStart { renewal: Day, start: Day },
    /// The first term's start was corrected.
    StartMoved { from: Day, to: Day },
    /// The start lies behind later rows; nothing was changed for it.
    StartBehindRows { start: Day },
    /// The row says that it churned, and no outcome does.
    SaysChurned,
    /// The account was lost, and nothing says that it returned.
    Lost { on: Day },
    /// Price or seats changed on a contract that has ended and does not renew by itself; nothing was changed for it.
    ChangedAfterEnd { end: Day },
    /// A price change on a day on which no contract of the account row had begun, or all had ended; it was left out.
    ChangeOutsideTerms { date: Day },
    /// The dates give more terms than make sense; one long term was made.
    TooManyTerms { start: Day, renewal: Day },
}

/// The account as it stands.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'a> {
    pub account: AccountId,
    /// All its contracts, of every origin, in any order.
    pub contracts: &'a [Contract],
    /// The days of all its outcomes, those of the present import included.
    pub outcomes: &'a [Day],
    /// The import's day.
    pub day: Day,
}

/// What is to be done. A row with id 0 is new.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    pub put: Vec<Contract>,
    pub delete: Vec<i64>,
    pub told: Vec<Told>,
    /// The days of price changes that no term has a place for, or that contract rows overrule.
    pub left_out: Vec<Day>,
}

/// Makes the plan of one account. `changes` are all price changes that the import lists for it, in the
/// order of the file.
pub fn plan(standing: Standing<'_>, stated: Option<&Stated>, changes: &[Change]) -> Plan {
    let mut changes = changes.to_vec();
    changes.sort_by_key(|change| change.date);
    // Of several on one day, in the order of the file, the day as a whole counts.
    changes.dedup_by(|later, kept| {
        let same = later.date == kept.date;
        if same {
            (kept.after, kept.reason) = (later.after, later.reason);
        }
        same
    });
    let mut work = Work::new(standing, stated);
    let overruled = standing.contracts.iter().any(|row| row.origin != Origin::Account && row.recurring && row.start <= standing.day);
    if overruled && (stated.is_some() || !changes.is_empty()) {
        work.told.push(Told::ContractRowsWin);
    }
    if let Some(stated) = stated {
        if stated.makes_terms() {
            work.state_terms(stated);
        }
        work.state_conditions(stated);
    }
    work.apply(&changes, stated.and_then(|stated| stated.arr));
    if let Some(stated) = stated.filter(|_| !work.closed) {
        work.restate(stated, &changes);
    }
    if let Some(stated) = stated {
        work.state_conditions(stated);
    }
    work.into_plan(standing.contracts, overruled)
}

/// The rows of origin account on their way, sorted by start.
struct Work {
    account: AccountId,
    day: Day,
    rows: Vec<Contract>,
    /// From here the present life of the account counts.
    life: Day,
    /// Why the first term of the life comes to be.
    first: Reason,
    /// The latest loss up to the day, if any.
    loss: Option<Day>,
    /// Whether that loss was the end.
    closed: bool,
    told: Vec<Told>,
}

impl Work {
    fn new(standing: Standing<'_>, stated: Option<&Stated>) -> Self {
        let mut rows: Vec<Contract> = standing.contracts.iter().filter(|row| row.origin == Origin::Account).cloned().collect();
        rows.sort_by_key(|row| (row.start, row.id));
        let loss = standing.outcomes.iter().copied().filter(|lost| *lost <= standing.day).max();
        let reborn = loss.and_then(|loss| rows.iter().find(|row| row.start >= loss && begins_life(row)).map(|row| row.start));
        let returns = stated.and_then(|stated| stated.start).filter(|start| loss.is_some_and(|loss| *start > loss));
        let (life, first) = match loss {
            None => (Day::MIN, Reason::New),
            Some(_) => (reborn.or(returns).unwrap_or(Day::MIN), if returns.is_some() { Reason::Return } else { Reason::New }),
        };
        let closed = loss.is_some() && reborn.is_none() && returns.is_none();
        Self { account: standing.account, day: standing.day, rows, life, first, loss, closed, told: Vec::new() }
    }

    /// The rows of the present life.
    fn living(&self) -> impl DoubleEndedIterator<Item = &Contract> {
        self.rows.iter().filter(|row| row.start >= self.life)
    }

    fn insert(&mut self, row: Contract) {
        let place = self.rows.partition_point(|other| other.start <= row.start);
        self.rows.insert(place, row);
    }

    /// The account row's price and seats as of the day: where they differ from the row in force, a new row starts.
    fn restate(&mut self, stated: &Stated, changes: &[Change]) {
        let (day, life) = (self.day, self.life);
        let changes_price = |row: &Contract| is_change(row) || changes.iter().any(|change| change.date == row.start);
        let Some(place) = self.rows.iter().rposition(|row| row.start <= day && row.start >= life) else {
            // Nothing has started: what is written down for later is simply corrected.
            let later = self.rows.iter_mut().skip_while(|row| row.start < life);
            later.take_while(|row| !changes_price(row)).for_each(|row| stated.put_into(row));
            return;
        };
        let present = self.rows[place].clone();
        let mut wanted = present.clone();
        stated.put_into(&mut wanted);
        if wanted == present {
            return;
        }
        // A change that a file lists stays, and so does one on the stated start: without it the first row would move there next time.
        let stays = stated.start == Some(day) || changes.iter().any(|change| change.date == day);
        if present.start == self.day {
            self.replace_today(place, wanted, stays);
        } else {
            let end = match spans::end_on(&self.rows, &present, day) {
                End::Over(end) => {
                    self.told.push(Told::ChangedAfterEnd { end });
                    return;
                }
                End::At(end) => Some(end),
                End::Open => None,
            };
            let reason = Some(direction(present.amount, wanted.amount, present.currency == wanted.currency));
            self.insert(Contract { id: 0, start: self.day, end, signed: self.day, reason, ..wanted });
        }
        let later = self.rows.iter_mut().skip_while(|row| row.start <= day);
        later.take_while(|row| !changes_price(row)).for_each(|row| stated.put_into(row));
    }

    /// A row that starts today takes the new values; one that was only a change and now changes nothing goes.
    fn replace_today(&mut self, place: usize, mut wanted: Contract, stays: bool) {
        let before = place.checked_sub(1).and_then(|place| self.rows.get(place)).filter(|row| row.start >= self.life).cloned();
        if let Some(before) = before.filter(|_| is_change(&wanted) && !stays) {
            if before.amount == wanted.amount && before.seats == wanted.seats && before.currency == wanted.currency {
                self.rows.remove(place);
                return;
            }
            wanted.reason = Some(direction(before.amount, wanted.amount, before.currency == wanted.currency));
        }
        self.rows[place] = wanted;
    }

    fn into_plan(mut self, contracts: &[Contract], overruled: bool) -> Plan {
        let old = |id: i64| contracts.iter().find(|row| row.id == id && row.origin == Origin::Account);
        let gone = |row: &&Contract| row.origin == Origin::Account && !self.rows.iter().any(|kept| kept.id == row.id);
        let delete = contracts.iter().filter(gone).map(|row| row.id).collect();
        let put = self.rows.iter().filter(|row| row.id == 0 || old(row.id) != Some(row)).cloned().collect();
        let left_out = self.told.iter().filter_map(|told| if let Told::ChangeOutsideTerms { date } = told { Some(*date) } else { None }).collect();
        if overruled {
            // That contract rows count says it already.
            self.told.retain(|told| !matches!(told, Told::ChangeOutsideTerms { .. }));
        }
        Plan { put, delete, told: self.told, left_out }
    }
}

impl Stated {
    fn put_into(&self, row: &mut Contract) {
        if let Some(arr) = self.arr {
            (row.amount, row.currency) = (Some(arr), self.currency);
        }
        row.seats = self.seats.or(row.seats);
    }
}

fn begins_life(row: &Contract) -> bool {
    matches!(row.reason, Some(Reason::New | Reason::Return))
}

/// Whether a row changes price or seats within a term.
fn is_change(row: &Contract) -> bool {
    matches!(row.reason, Some(Reason::Upsell | Reason::CrossSell | Reason::Downgrade | Reason::Change))
}

fn direction(before: Option<i64>, after: Option<i64>, comparable: bool) -> Reason {
    match (before, after) {
        (Some(before), Some(after)) if comparable && after > before => Reason::Upsell,
        (Some(before), Some(after)) if comparable && after < before => Reason::Downgrade,
        _ => Reason::Change,
    }
}
