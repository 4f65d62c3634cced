//! How a value becomes points: bands read top down, or a straight line.

use crate::domain::text::fold;
use crate::facts::Value;

/// What sums of binary fractions may be off by. A score that is 70 by arithmetic must not miss 70 by its last bit.
pub const NOISE: f64 = 1e-9;

/// How a value becomes points.
#[derive(Clone, Debug, PartialEq)]
pub enum Curve {
    /// The first that holds gives the points; the last is [`Test::Else`].
    Bands(Vec<Band>),
    /// 0 points at or below `from`, all at or above `to`; with `from` above `to`, lower is better.
    Linear { from: f64, to: f64, points: f64 },
}

/// One step of a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    pub test: Test,
    pub points: f64,
}

/// When a band holds. Numbers are in the unit of the fact.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    AtLeast(f64),
    AtMost(f64),
    Equals(Value),
    Else,
}

impl Test {
    /// Whether it holds for a value.
    pub fn holds(&self, value: &Value) -> bool {
        let number = value.number();
        match self {
            Self::AtLeast(least) => number.is_some_and(|number| number >= least - NOISE * least.abs().max(1.0)),
            Self::AtMost(most) => number.is_some_and(|number| number <= most + NOISE * most.abs().max(1.0)),
            Self::Equals(Value::Number(wanted)) => number.is_some_and(|number| (number - wanted).abs() <= NOISE),
            Self::Equals(Value::Text(wanted)) => match value {
                Value::Text(text) => fold(text) == fold(wanted),
                Value::Set(texts) => texts.iter().any(|text| fold(text) == fold(wanted)),
                _ => false,
            },
            Self::Equals(wanted) => wanted == value,
            Self::Else => true,
        }
    }
}

impl Curve {
    /// The points of a value, and the place of the band that applied.
    pub fn points(&self, value: &Value) -> (f64, Option<usize>) {
        match self {
            Self::Bands(bands) => {
                let place = bands.iter().position(|band| band.test.holds(value));
                (place.map_or(0.0, |place| bands[place].points), place)
            }
            Self::Linear { from, to, points } => {
                let share = value.number().map_or(0.0, |number| (number - from) / (to - from));
                (points * share.clamp(0.0, 1.0), None)
            }
        }
    }

    /// The best possible points, 0 where nothing gives any.
    pub fn max(&self) -> f64 {
        match self {
            Self::Bands(bands) => bands.iter().map(|band| band.points).fold(0.0, f64::max),
            Self::Linear { points, .. } => *points,
        }
    }
}

/// The place of the first band that no value can reach because those before it take all that it would take. An `else` at
/// the end is never one: it must be there even where the bands before it take every value.
pub(in crate::rules) fn first_unreachable(tests: &[Test]) -> Option<usize> {
    // All at or above `least` and at or below `most`, and each of `equal`, is taken by the bands so far.
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    let mut equal: Vec<&Value> = Vec::new();
    for (place, test) in tests.iter().enumerate() {
        let reachable = match test {
            Test::AtLeast(from) => from.max(most) < least,
            Test::AtMost(to) => most < to.min(least),
            Test::Equals(Value::Number(number)) => most < *number && *number < least && !equal.contains(&&Value::Number(*number)),
            Test::Equals(value) => !equal.contains(&value),
            Test::Else => true,
        };
        if !reachable {
            return Some(place);
        }
        match test {
            Test::AtLeast(from) => least = least.min(*from),
            Test::AtMost(to) => most = most.max(*to),
            Test::Equals(value) => equal.push(value),
            Test::Else => return (place + 1 < tests.len()).then_some(place + 1),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use Test::{AtLeast, AtMost, Else, Equals};

    fn number(number: f64) -> Value {
        Value::Number(number)
    }

    #[test]
    fn bands_are_read_top_down() {
        let points = |points, test| Band { test, points };
        let curve = Curve::Bands(vec![points(3.0, AtLeast(3.0)), points(2.0, AtLeast(1.0)), points(-1.0, Else)]);
        assert_eq!(curve.points(&number(4.0)), (3.0, Some(0)));
        assert_eq!(curve.points(&number(1.0)), (2.0, Some(1)));
        assert_eq!(curve.points(&number(0.9)), (-1.0, Some(2)));
        assert!((curve.max() - 3.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_line_is_clamped_and_may_fall() {
        let cases = [
            (0.2, 0.8, 0.5, 5.0),
            (0.2, 0.8, 0.1, 0.0),
            (0.2, 0.8, 2.0, 10.0),
            (10.0, 0.0, 12.0, 0.0),
            (10.0, 0.0, 5.0, 5.0),
            (10.0, 0.0, 0.0, 10.0),
        ];
        for (from, to, at, wanted) in cases {
            let (points, band) = Curve::Linear { from, to, points: 10.0 }.points(&number(at));
            assert!((points - wanted).abs() < 1e-12 && band.is_none(), "{from} to {to} at {at}: {points}");
        }
    }

    #[test]
    fn a_band_behind_one_that_takes_all_its_values_is_never_reached() {
        assert_eq!(first_unreachable(&[AtLeast(1.0), AtLeast(3.0), Else]), Some(1));
        assert_eq!(first_unreachable(&[AtLeast(1.0), AtLeast(1.0), Else]), Some(1));
        assert_eq!(first_unreachable(&[AtMost(30.0), AtMost(7.0), Else]), Some(1));
        assert_eq!(first_unreachable(&[AtLeast(5.0), AtMost(5.0), AtLeast(2.0), Else]), Some(2));
        assert_eq!(first_unreachable(&[Equals(Value::YesNo(true)), Equals(Value::YesNo(true)), Else]), Some(1));
        assert_eq!(first_unreachable(&[Else, AtLeast(1.0)]), Some(1));
    }

    #[test]
    fn bands_that_leave_something_to_each_are_reachable() {
        assert_eq!(first_unreachable(&[AtLeast(3.0), AtLeast(1.0), Else]), None);
        assert_eq!(first_unreachable(&[AtLeast(90.0), AtMost(10.0), AtLeast(50.0), Else]), None);
        assert_eq!(first_unreachable(&[AtMost(7.0), AtMost(14.0), Else]), None);
        assert_eq!(first_unreachable(&[Equals(Value::YesNo(true)), Equals(Value::YesNo(false)), Else]), None);
    }
}
