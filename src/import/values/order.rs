//! What the values of a column say about the order of day and month. Reads no day.

use super::days::{DayOrder, Parts, parts};
use super::plain;
use super::scan::Scan;

/// The votes of a column's values.
#[derive(Clone, Copy, Debug, Default)]
pub struct OrderVotes {
    /// A value reads differently in each order.
    needed: bool,
    day_month: bool,
    month_day: bool,
}

/// What the values of a column say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// No value depends on the order.
    NotNeeded,
    Decided(DayOrder),
    /// Every value could be read in both orders.
    Undecided,
    /// One value can only be day first, another only month first.
    Contradicting,
}

impl OrderVotes {
    /// Counts a cell. Whatever is no day-month date has no vote.
    pub fn add(&mut self, text: &str) {
        let text = plain(text);
        if let Some(Parts::Slashed { first, second, .. }) = parts(&mut Scan::new(&text)) {
            self.needed |= first != second;
            self.day_month |= first > 12 && second <= 12;
            self.month_day |= second > 12 && first <= 12;
        }
    }

    /// What all cells together say.
    pub fn verdict(&self) -> Verdict {
        match (self.day_month, self.month_day) {
            (true, true) => Verdict::Contradicting,
            (true, false) => Verdict::Decided(DayOrder::DayMonth),
            (false, true) => Verdict::Decided(DayOrder::MonthDay),
            (false, false) if self.needed => Verdict::Undecided,
            (false, false) => Verdict::NotNeeded,
        }
    }
}
