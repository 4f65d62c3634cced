//! Where a signal could be raised to: for each better number of points, the nearest values that earn it.

use crate::facts::Value;
use crate::rules::curve::{Band, Curve, NOISE, Test};
use crate::rules::model::{Card, Scale};
use crate::rules::score::Outcome;

/// Where a fact must come to, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Between the bounds; at least one is there.
    Between {
        low: Option<Bound>,
        high: Option<Bound>,
    },
    YesNo(bool),
}

/// An end of a target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    pub value: f64,
    /// Whether the end itself is enough.
    pub inside: bool,
}

/// Everything that raising one signal could gain.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Steps {
    /// The place of the signal in its card.
    pub(in crate::rules) signal: usize,
    pub(in crate::rules) now: Value,
    pub(in crate::rules) ways: Ways,
}

#[derive(Clone, Debug)]
pub(in crate::rules) enum Ways {
    /// Gains in score, ascending, each with its target.
    Bands(Vec<(f64, Target)>),
    /// Any gain up to `most`; the value moves by `per_gain` for each point of score.
    Line { most: f64, now: f64, per_gain: f64, to: f64 },
}

impl Steps {
    /// The signals of a card that someone can raise.
    pub(in crate::rules) fn of(card: &Card, outcome: &Outcome) -> Vec<Self> {
        (0..card.signals.len()).filter_map(|place| Self::of_signal(card, outcome, place)).collect()
    }

    fn of_signal(card: &Card, outcome: &Outcome, place: usize) -> Option<Self> {
        let (signal, part) = (&card.signals[place], &outcome.parts[place]);
        let now = part.reading.value.as_ref().ok().filter(|_| signal.fact.fact.movable)?.clone();
        let gain = |points: f64| match card.scale {
            Scale::Percent => 100.0 * part.share * (signal.rate(points) - signal.rate(part.points.unwrap_or(0.0))),
            Scale::Points => points - part.points.unwrap_or(0.0),
        };
        let ways = match &signal.curve {
            Curve::Bands(bands) => Ways::Bands(band_targets(bands, &now).into_iter().map(|(points, target)| (gain(points), target)).collect()),
            Curve::Linear { from, to, points } => {
                let share = signal.rate(part.points.unwrap_or(0.0));
                let most = gain(*points);
                let per_gain = (to - from) * (1.0 - share) / most;
                Ways::Line { most, now: from + share * (to - from), per_gain, to: *to }
            }
        };
        Self { signal: place, now, ways }.gaining()
    }

    fn gaining(mut self) -> Option<Self> {
        if let Ways::Bands(gains) = &mut self.ways {
            gains.retain(|(gain, _)| *gain > NOISE);
        }
        (self.most() > NOISE).then_some(self)
    }

    /// The most that can be gained.
    pub(in crate::rules) fn most(&self) -> f64 {
        match &self.ways {
            Ways::Bands(gains) => gains.iter().map(|(gain, _)| *gain).fold(0.0, f64::max),
            Ways::Line { most, .. } => *most,
        }
    }
}

/// The target on a line for a gain.
pub(in crate::rules) fn on_line(now: f64, per_gain: f64, to: f64, gain: f64, most: f64) -> Target {
    let value = if gain >= most { to } else { now + per_gain * gain };
    let end = Some(Bound { value, inside: true });
    if per_gain > 0.0 { Target::Between { low: end, high: None } } else { Target::Between { low: None, high: end } }
}

/// For each number of points above that of `now`, the nearest values that earn at least as many.
fn band_targets(bands: &[Band], now: &Value) -> Vec<(f64, Target)> {
    let points = |value: &Value| bands.iter().find(|band| band.test.holds(value)).map_or(0.0, |band| band.points);
    match now {
        Value::YesNo(yes) => {
            let other = !yes;
            vec![(points(&Value::YesNo(other)), Target::YesNo(other))]
        }
        Value::Number(number) => {
            let pieces = pieces(bands);
            let mut levels: Vec<f64> = pieces.iter().map(|piece| piece.points).filter(|level| *level > points(now)).collect();
            levels.sort_by(f64::total_cmp);
            levels.dedup();
            levels.into_iter().filter_map(|level| Some((level, nearest(&pieces, level, *number)?))).collect()
        }
        // Words and texts are attributes that nobody moves for the sake of a score.
        Value::Word(_) | Value::Text(_) | Value::Set(_) => Vec::new(),
    }
}

/// A stretch of the number line on which the points are the same: a threshold itself, or what lies between two.
#[derive(Clone, Copy)]
struct Piece {
    low: Option<Bound>,
    high: Option<Bound>,
    points: f64,
}

fn pieces(bands: &[Band]) -> Vec<Piece> {
    let mut cuts: Vec<f64> = bands
        .iter()
        .filter_map(|band| match &band.test {
            Test::AtLeast(cut) | Test::AtMost(cut) | Test::Equals(Value::Number(cut)) => Some(*cut),
            Test::Equals(_) | Test::Else => None,
        })
        .collect();
    cuts.sort_by(f64::total_cmp);
    cuts.dedup();
    let points = |number: f64| bands.iter().find(|band| band.test.holds(&Value::Number(number))).map_or(0.0, |band| band.points);
    let (Some(first), Some(last)) = (cuts.first().copied(), cuts.last().copied()) else { return Vec::new() };
    let bound = |value, inside| Some(Bound { value, inside });
    let mut pieces = vec![Piece { low: None, high: bound(first, false), points: points(first - 1.0) }];
    for (place, cut) in cuts.iter().copied().enumerate() {
        pieces.push(Piece { low: bound(cut, true), high: bound(cut, true), points: points(cut) });
        if let Some(next) = cuts.get(place + 1).copied() {
            pieces.push(Piece { low: bound(cut, false), high: bound(next, false), points: points(f64::midpoint(cut, next)) });
        }
    }
    pieces.push(Piece { low: bound(last, false), high: None, points: points(last + 1.0) });
    pieces
}

/// The stretch nearest to `now` on which at least `level` points are earned.
fn nearest(pieces: &[Piece], level: f64, now: f64) -> Option<Target> {
    let mut stretches: Vec<Piece> = Vec::new();
    let mut open = false;
    for piece in pieces {
        let enough = piece.points >= level;
        match stretches.last_mut() {
            Some(stretch) if enough && open => stretch.high = piece.high,
            _ if enough => stretches.push(*piece),
            _ => {}
        }
        open = enough;
    }
    let distance = |piece: &Piece| {
        let below = piece.low.map_or(0.0, |low| (low.value - now).max(0.0));
        let above = piece.high.map_or(0.0, |high| (now - high.value).max(0.0));
        below.max(above)
    };
    let nearest = stretches.into_iter().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
    Some(Target::Between { low: nearest.low, high: nearest.high })
}
