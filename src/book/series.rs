//! Observations of one metric of one account, by day, and the names of metrics.

use crate::domain::Day;

/// The number of a metric inside a book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MetricId(pub u32);

/// Metric keys, numbered.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<String>);

impl Names {
    /// The number of a key, new or known.
    pub fn intern(&mut self, key: &str) -> MetricId {
        self.find(key).unwrap_or_else(|| {
            self.0.push(key.to_owned());
            MetricId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
        })
    }

    /// The number of a known key.
    pub fn find(&self, key: &str) -> Option<MetricId> {
        self.0.iter().position(|name| name == key).and_then(|place| u32::try_from(place).ok()).map(MetricId)
    }

    /// The key of a number.
    pub fn key(&self, metric: MetricId) -> &str {
        self.0.get(metric.0 as usize).map_or("", String::as_str)
    }

    /// Every key, in the order of the numbers.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Values by ascending day, one a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    pub metric: MetricId,
    days: Vec<Day>,
    values: Vec<f64>,
}

impl Series {
    /// A series of points; sorted by day, of two on one day the later in the list stays.
    pub fn new(metric: MetricId, mut points: Vec<(Day, f64)>) -> Self {
        if !points.is_sorted_by_key(|(day, _)| *day) {
            points.sort_by_key(|(day, _)| *day);
        }
        let mut series = Self { metric, days: Vec::with_capacity(points.len()), values: Vec::with_capacity(points.len()) };
        for (day, value) in points {
            if series.days.last() == Some(&day) {
                series.values.pop();
                series.days.pop();
            }
            series.days.push(day);
            series.values.push(value);
        }
        series
    }

    /// All days, ascending. For the book's own summary; facts ask [`Series::upto`] and [`Series::window`].
    pub(in crate::book) fn days(&self) -> &[Day] {
        &self.days
    }

    /// Everything observed on or before a day.
    pub fn upto(&self, day: Day) -> Points<'_> {
        self.between(Day::MIN, day)
    }

    /// What was observed on `day - n < d <= day`.
    pub fn window(&self, day: Day, n: i32) -> Points<'_> {
        self.between(day.plus(1 - n), day)
    }

    fn between(&self, from: Day, to: Day) -> Points<'_> {
        let start = self.days.partition_point(|day| *day < from);
        let end = self.days.partition_point(|day| *day <= to).max(start);
        Points { days: &self.days[start..end], values: &self.values[start..end] }
    }
}

/// A run of observations, ascending by day.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    pub days: &'a [Day],
    pub values: &'a [f64],
}

impl<'a> Points<'a> {
    /// The latest day and value.
    pub fn last(self) -> Option<(Day, f64)> {
        Some((*self.days.last()?, *self.values.last()?))
    }

    /// Day and value, ascending.
    pub fn iter(self) -> impl Iterator<Item = (Day, f64)> + 'a {
        self.days.iter().copied().zip(self.values.iter().copied())
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.values.is_empty()
    }

    /// The sum; 0 of none.
    pub fn sum(self) -> f64 {
        // The sum of no floats is −0, which would be shown with its sign.
        self.values.iter().sum::<f64>() + 0.0
    }

    /// The mean; `None` of none.
    #[expect(clippy::cast_precision_loss, reason = "a count of observations is far below 2^53")]
    pub fn mean(self) -> Option<f64> {
        (!self.is_empty()).then(|| self.sum() / self.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_leaves_out_its_oldest_border_and_takes_its_newest() {
        let series = Series::new(MetricId(0), vec![(Day(1), 1.0), (Day(8), 2.0), (Day(15), 4.0)]);
        assert_eq!(series.window(Day(15), 14).values, [2.0, 4.0]);
        assert_eq!(series.window(Day(15), 15).values, [1.0, 2.0, 4.0]);
        assert_eq!(series.upto(Day(14)).last(), Some((Day(8), 2.0)));
        assert_eq!(series.window(Day(30), 7).mean(), None);
    }

    #[test]
    fn a_second_value_of_a_day_replaces_the_first() {
        let series = Series::new(MetricId(0), vec![(Day(8), 2.0), (Day(1), 1.0), (Day(8), 3.0)]);
        assert_eq!(series.upto(Day::MAX).values, [1.0, 3.0]);
    }
}
