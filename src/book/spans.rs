//! What holds on a day: values by date and rows with a beginning and an end. Spans are half-open.

use crate::book::rows::{Invoice, Pulse, Task, Ticket};
use crate::domain::Day;

/// Values by the day from which they hold. The first one holds from the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated<T>(Vec<(Day, T)>);

impl<T> Default for Dated<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Dated<T> {
    /// Values sorted by day; of two on one day the later in the list wins.
    pub fn new(mut values: Vec<(Day, T)>) -> Self {
        values.sort_by_key(|(day, _)| *day);
        values.reverse();
        values.dedup_by_key(|(day, _)| *day);
        values.reverse();
        Self(values)
    }

    /// The value in force on a day; before the first day, the first value.
    pub fn on(&self, day: Day) -> Option<&T> {
        self.entry_on(day).map(|(_, value)| value)
    }

    /// The day from which the value in force holds: `None` where that is the first value, which has no beginning.
    pub fn since(&self, day: Day) -> Option<Day> {
        let place = self.0.partition_point(|(from, _)| *from <= day);
        (place > 1).then(|| self.0[place - 1].0)
    }

    /// Every value with its day, ascending.
    pub fn entries(&self) -> &[(Day, T)] {
        &self.0
    }

    fn entry_on(&self, day: Day) -> Option<&(Day, T)> {
        let place = self.0.partition_point(|(from, _)| *from <= day);
        self.0.get(place.saturating_sub(1))
    }
}

/// A row that is in force from one day until another.
pub trait Spanned {
    /// The first day on which the row is known.
    fn known(&self) -> Day;

    /// The first day on which it is no longer in force, once that has come.
    fn ends(&self) -> Option<Day>;

    /// Whether it is known and not yet ended on a day.
    fn open_on(&self, day: Day) -> bool {
        self.known() <= day && self.ends().is_none_or(|end| day < end)
    }
}

impl Spanned for Ticket {
    fn known(&self) -> Day {
        self.opened
    }
    fn ends(&self) -> Option<Day> {
        self.closed
    }
}

impl Spanned for Invoice {
    fn known(&self) -> Day {
        self.day
    }
    fn ends(&self) -> Option<Day> {
        self.paid_on
    }
}

impl Spanned for Pulse {
    fn known(&self) -> Day {
        self.day
    }
    fn ends(&self) -> Option<Day> {
        Some(self.until)
    }
}

impl Spanned for Task {
    fn known(&self) -> Day {
        self.opened
    }
    fn ends(&self) -> Option<Day> {
        self.closed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_value_holds_from_the_beginning_and_a_later_one_from_its_day() {
        let phase = Dated::new(vec![(Day(20), "adoption"), (Day(10), "onboarding")]);
        assert_eq!(phase.on(Day(1)), Some(&"onboarding"));
        assert_eq!(phase.on(Day(19)), Some(&"onboarding"));
        assert_eq!(phase.on(Day(20)), Some(&"adoption"));
        assert_eq!(phase.since(Day(19)), None);
        assert_eq!(phase.since(Day(25)), Some(Day(20)));
        assert_eq!(Dated::<&str>::default().on(Day(1)), None);
    }

    #[test]
    fn of_two_values_on_one_day_the_later_one_holds() {
        assert_eq!(Dated::new(vec![(Day(1), "a"), (Day(1), "b")]).on(Day(1)), Some(&"b"));
    }
}
