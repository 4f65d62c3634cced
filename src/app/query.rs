//! Questions to the desk: which account is meant, which accounts match, in which order.

use crate::app::{AppError, Session, parse_day};
use crate::book::AccountIx;
use crate::domain::text::{fold, nearest};
use crate::domain::{Day, Light};
use crate::facts::{At, FactRef, Value};
use crate::filter::Filter;
use crate::rules::Outcome;
use std::cmp::Ordering;
use std::sync::Arc;

/// An account of a list, with its outcome on the day.
#[derive(Clone, Debug)]
pub struct Listed {
    pub ix: AccountIx,
    pub outcome: Option<Arc<Outcome>>,
}

impl Session {
    /// The door to one account as of the desk's day.
    pub fn at(&self, ix: AccountIx) -> At<'_> {
        self.lens.at(ix, self.day)
    }

    /// The day that a text means, seen from the desk's day.
    pub fn read_day(&self, text: &str) -> Result<Day, AppError> {
        parse_day(text, self.day).ok_or_else(|| AppError::Day { text: text.to_owned() })
    }

    /// The account that a text means: an id, an exact name, or an unambiguous part of one, folded.
    pub fn account(&self, text: &str) -> Result<AccountIx, AppError> {
        let present: Vec<AccountIx> = (0..self.book().accounts().len()).filter(|ix| self.at(*ix).exists()).collect();
        let account = |ix: &AccountIx| &self.book().account(*ix).row;
        if let Some(ix) = present.iter().find(|ix| account(ix).code == text.trim()) {
            return Ok(*ix);
        }
        let wanted = fold(text);
        let exact: Vec<AccountIx> =
            present.iter().copied().filter(|ix| fold(&account(ix).name) == wanted || fold(&account(ix).code) == wanted).collect();
        let part = || present.iter().copied().filter(|ix| !wanted.is_empty() && self.book().account(*ix).folded.contains(&wanted)).collect();
        let found: Vec<AccountIx> = if exact.is_empty() { part() } else { exact };
        match found.as_slice() {
            [ix] => Ok(*ix),
            [] => {
                let forms: Vec<&str> = present.iter().flat_map(|ix| [account(ix).code.as_str(), account(ix).name.as_str()]).collect();
                Err(AppError::UnknownAccount { text: text.to_owned(), nearest: nearest(text, forms).map(str::to_owned) })
            }
            several => Err(AppError::AmbiguousAccount {
                text: text.to_owned(),
                candidates: several.iter().map(|ix| (account(ix).code.clone(), account(ix).name.clone())).collect(),
            }),
        }
    }

    /// The accounts that a filter lets through; churned ones only where it names them. Worst first, then by ARR.
    pub fn accounts(&self, filter: &Filter) -> Vec<Listed> {
        let with_churned = filter.names_churned();
        let mut listed: Vec<(Listed, f64)> = (0..self.book().accounts().len())
            .map(|ix| self.at(ix))
            .filter(|at| at.exists() && (with_churned || !at.life().churned()) && filter.matches(at))
            .map(|at| (Listed { ix: at.ix(), outcome: self.lens.outcome(at.ix(), self.day) }, at.arr().unwrap_or(0.0)))
            .collect();
        listed.sort_by(|(a, a_arr), (b, b_arr)| worst_first(a, b).then(b_arr.total_cmp(a_arr)).then(a.ix.cmp(&b.ix)));
        listed.into_iter().map(|(listed, _)| listed).collect()
    }

    /// Those of a list without churned accounts that a filter lets through, in the list's order; the same accounts as
    /// [`Session::accounts`] finds, unless the filter names churned ones.
    pub fn among(&self, listed: &[Listed], filter: &Filter) -> Vec<Listed> {
        // Accounts lie in memory in the order of the book, and a search reads much of each.
        let mut places: Vec<AccountIx> = listed.iter().map(|listed| listed.ix).collect();
        places.sort_unstable();
        let mut found = vec![false; self.book().accounts().len()];
        for ix in places {
            found[ix] = filter.matches(&self.at(ix));
        }
        listed.iter().filter(|listed| found[listed.ix]).cloned().collect()
    }

    /// Sorts a list by a fact: numbers and words ascending, lights worst first, unknown last; `-key` the other way round.
    pub fn sort(&self, listed: &mut [Listed], key: &str) -> Result<(), AppError> {
        let (key, reverse) = key.strip_prefix('-').map_or((key, false), |key| (key, true));
        let fact = FactRef::parse(key, &self.names()).map_err(|error| AppError::Sort { text: key.to_owned(), error })?;
        if matches!(fact.fact.key, "light" | "computed") {
            listed.sort_by(worst_first);
        } else {
            listed.sort_by_cached_key(|row| SortKey(self.at(row.ix).value(&fact).value, reverse));
            return Ok(());
        }
        if reverse {
            listed.reverse();
        }
        Ok(())
    }
}

/// What the ids begin with that banso gives. Like no customer number of another system: usage by such numbers must not find an
/// account that was merely counted so far.
const GIVEN: &str = "bn-";

/// The number in an id that banso gave. A file may bring one that looks so and is far greater; only what leaves room to count
/// on is counted.
pub(in crate::app) fn numbered(code: &str) -> Option<u64> {
    code.strip_prefix(GIVEN).and_then(|digits| digits.parse::<u32>().ok()).map(u64::from)
}

/// The id of a number.
pub(in crate::app) fn numbered_code(number: u64) -> String {
    format!("{GIVEN}{number:05}")
}

fn worst_first(a: &Listed, b: &Listed) -> Ordering {
    let rank = |row: &Listed| row.outcome.as_ref().map(|outcome| (outcome.light.severity(), outcome.score));
    let (a, b) = (rank(a), rank(b));
    let severity = |rank: &Option<(u8, Option<f64>)>| rank.map_or(Light::Grey.severity(), |(severity, _)| severity);
    let score = |rank: &Option<(u8, Option<f64>)>| rank.and_then(|(_, score)| score).unwrap_or(f64::MAX);
    severity(&b).cmp(&severity(&a)).then(score(&a).total_cmp(&score(&b)))
}

/// A value in its order, unknown always last.
struct SortKey(Option<Value>, bool);

impl PartialEq for SortKey {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for SortKey {}

impl PartialOrd for SortKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SortKey {
    fn cmp(&self, other: &Self) -> Ordering {
        let (Some(a), Some(b)) = (&self.0, &other.0) else { return self.0.is_none().cmp(&other.0.is_none()) };
        let order = match (a.number(), b.number()) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            _ => text(a).cmp(&text(b)),
        };
        if self.1 { order.reverse() } else { order }
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => fold(text),
        Value::Word(key) => (*key).to_owned(),
        Value::Set(texts) => texts.join(";"),
        Value::Number(_) | Value::YesNo(_) => String::new(),
    }
}
