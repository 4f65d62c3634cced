//! Price changes of the past, laid over an account row's terms. Knows nothing of what the price is today.

use crate::book::rows::Contract;
use crate::domain::Day;
use crate::import::terms::spans::End;
use crate::import::terms::{Change, Told, Work, begins_life, is_change, spans};

impl Work {
    /// Lays the changes, sorted by day, over the rows: from its day on a change's `after` holds up to the next change, and
    /// before the first one its `before`. `arr` is what the account row says of today.
    pub(in crate::import::terms) fn apply(&mut self, changes: &[Change], arr: Option<i64>) {
        let days: Vec<Day> = changes.iter().map(|change| change.date).collect();
        let last = changes.iter().rposition(|change| change.date <= self.day);
        for (place, change) in changes.iter().enumerate() {
            self.lay(change, &days, arr.is_some(), arr.filter(|_| Some(place) == last));
        }
    }

    fn lay(&mut self, change: &Change, days: &[Day], priced: bool, arr: Option<i64>) {
        let Some(under) = self.rows.iter().rposition(|row| row.start <= change.date) else {
            self.told.push(Told::ChangeOutsideTerms { date: change.date });
            return;
        };
        let row = self.rows[under].clone();
        let (mut after, mut laid) = (change.after, false);
        if row.start == change.date {
            // On its own day the account row has overruled the change before, and still does.
            after = arr.filter(|arr| row.amount == Some(*arr) && row.signed == change.date).unwrap_or(after);
            laid = row.amount == Some(after);
            let reason = if is_change(&row) { Some(change.reason) } else { row.reason };
            self.rows[under] = Contract { amount: Some(after), reason, ..row };
        } else {
            let end = match spans::end_on(&self.rows, &row, change.date) {
                End::Over(_) => {
                    self.told.push(Told::ChangeOutsideTerms { date: change.date });
                    return;
                }
                End::At(end) => Some(end),
                End::Open => None,
            };
            let (start, signed) = (change.date, change.date);
            self.insert(Contract { id: 0, start, end, signed, amount: Some(after), reason: Some(change.reason), ..row });
        }
        let stops = |row: &Contract| is_change(row) || days.contains(&row.start);
        // What is laid already stays: the account row may have stated another price since, on the first day of a term.
        if !laid {
            let later = self.rows.iter_mut().skip_while(|row| row.start <= change.date);
            later.take_while(|row| !stops(row) && !begins_life(row)).for_each(|row| row.amount = Some(after));
        }
        // Of today, and so of what comes before a change to come, the account row knows better.
        if change.date <= self.day || !priced {
            self.set_before(change, &stops);
        }
    }

    /// The rows before a change carry its `before`, if no other change of this life comes first.
    fn set_before(&mut self, change: &Change, stops: &dyn Fn(&Contract) -> bool) {
        let place = self.rows.partition_point(|row| row.start < change.date);
        let begins = self.rows.iter().take(place).rposition(begins_life).unwrap_or(0);
        let earlier = self.rows.get_mut(begins..place).unwrap_or_default();
        if !earlier.iter().skip(1).any(stops) && !earlier.first().is_some_and(is_change) {
            for row in earlier {
                row.amount = Some(change.before);
            }
        }
    }
}
