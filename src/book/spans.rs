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

    /// Every value with its day, ascending.
    pub fn entries(&self) -> &[(Day, T)] {
        &self.0
    }

    fn entry_on(&self, day: Day) -> Option<&(Day, T)> {
        let place = self.0.partition_point(|(from, _)| *from <= day);
        self.0.get(place.saturating_sub(1))
    }
}

impl Dated<String> {
    /// The text in force on a day. An empty text is no value: the first that is not empty holds from the beginning, and an
    /// empty one after it ends it.
    pub fn text_on(&self, day: Day) -> Option<&str> {
        self.filled(day).last().map(|(_, text)| text.as_str()).filter(|text| !text.is_empty())
    }

    /// The day from which the text in force holds, values written again unchanged counting as one; `None` where it holds
    /// from the beginning or nothing holds.
    pub fn text_since(&self, day: Day) -> Option<Day> {
        let filled = self.filled(day);
        let text = self.text_on(day)?;
        let other = filled.iter().rposition(|(_, earlier)| earlier != text)?;
        Some(filled[other + 1].0)
    }

    /// The values up to a day from the first that is not empty on, and that one at least.
    fn filled(&self, day: Day) -> &[(Day, String)] {
        let first = self.0.iter().position(|(_, text)| !text.is_empty()).unwrap_or(self.0.len());
        let known = self.0.partition_point(|(from, _)| *from <= day).max(first + 1).min(self.0.len());
        &self.0[first.min(known)..known]
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
        assert_eq!(Dated::<&str>::default().on(Day(1)), None);
    }

    fn texts(values: &[(i32, &str)]) -> Dated<String> {
        Dated::new(values.iter().map(|(day, text)| (Day(*day), (*text).to_owned())).collect())
    }

    #[test]
    fn an_empty_text_is_no_value_and_the_first_filled_one_holds_from_the_beginning() {
        let plan = texts(&[(10, ""), (20, "pro"), (30, ""), (40, "team")]);
        assert_eq!([5, 15, 25, 35, 45].map(|day| plan.text_on(Day(day))), [Some("pro"), Some("pro"), Some("pro"), None, Some("team")]);
        assert_eq!(texts(&[(10, "")]).text_on(Day(15)), None);
        assert_eq!(Dated::default().text_on(Day(15)), None);
    }

    #[test]
    fn a_text_holds_since_the_day_it_came_not_the_day_it_was_written_again() {
        let phase = texts(&[(10, "onboarding"), (20, "adoption"), (30, "adoption"), (40, "onboarding")]);
        assert_eq!([15, 20, 35, 45].map(|day| phase.text_since(Day(day))), [None, Some(Day(20)), Some(Day(20)), Some(Day(40))]);
        assert_eq!(texts(&[(10, "a"), (20, "a")]).text_since(Day(25)), None);
        assert_eq!(texts(&[(10, "a"), (20, "")]).text_since(Day(25)), None);
    }

    #[test]
    fn of_two_values_on_one_day_the_later_one_holds() {
        assert_eq!(Dated::new(vec![(Day(1), "a"), (Day(1), "b")]).on(Day(1)), Some(&"b"));
    }
}
