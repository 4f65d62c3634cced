//! Points, score and light from a reading: pure arithmetic, the numbered steps of the design's "Scoring, exactly".

use crate::book::rows::Pulse;
use crate::domain::{Day, Light};
use crate::rules::model::{Card, Effect, Missing, Scale, Signal};
use crate::rules::reading::{Reading, SignalReading};

/// What a card says of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The place of the card among the scorecards.
    pub card: usize,
    /// The day it is of; see [`Reading::day`].
    pub day: Day,
    /// 0 to 100; `None` when no signal is known, or none of the known ones can earn points.
    pub score: Option<f64>,
    /// Σ points of known and filled signals, on a points card with any known signal.
    pub points: Option<f64>,
    /// Σ of their best possible points, likewise.
    pub max: Option<f64>,
    /// Known weight ÷ all, 0 to 1.
    pub coverage: f64,
    /// By thresholds and coverage alone.
    pub base: Light,
    /// After the overrides.
    pub computed: Light,
    /// The pulse where one is in force, else `computed`.
    pub light: Light,
    /// One for each signal of the card.
    pub parts: Vec<Part>,
    /// For each override of the card, whether its condition holds.
    pub overrides: Vec<bool>,
    pub pulse: Option<Pulse>,
}

/// What one signal makes of a score.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub reading: SignalReading,
    /// The place of the band that applied; `None` on a line, and where nothing is known.
    pub band: Option<usize>,
    /// `None` when unknown and skipped.
    pub points: Option<f64>,
    /// Whether the fact is known, rather than skipped or filled.
    pub known: bool,
    /// Weight ÷ that of all known and filled signals, 0 to 1; 0 when skipped.
    pub share: f64,
    /// What it brings to the score, which is the sum of these; negative for a malus. On a points card whose points fall
    /// below 0 the score is 0, and what was lost beyond is taken off the losing signals in proportion.
    pub part: f64,
}

impl Outcome {
    /// What a signal could bring to the score beyond what it brings.
    pub fn lost(&self, signal: usize) -> f64 {
        self.parts.get(signal).map_or(0.0, |part| if part.points.is_some() { 100.0 * part.share - part.part } else { 0.0 })
    }
}

/// Scores a reading by its card, or by one that differs from it only in what a reading knows nothing of: bands, weights,
/// thresholds, `missing`, effects.
pub fn score(card: &Card, reading: &Reading) -> Outcome {
    let mut parts: Vec<Part> = card.signals.iter().zip(&reading.signals).map(|(signal, reading)| earn(signal, reading)).collect();
    let any_known = parts.iter().any(|part| part.known);
    let weigh = |counts: fn(&Part) -> bool| -> f64 {
        // Of nothing the sum would be -0.
        card.signals.iter().zip(&parts).filter(|(_, part)| counts(part)).fold(0.0, |sum, (signal, _)| sum + signal.weight)
    };
    let counted = weigh(|part| part.points.is_some());
    let coverage = card.share(weigh(|part| part.known));
    if any_known && counted > 0.0 {
        share_out(card, &mut parts, counted);
    }
    let points: f64 = parts.iter().filter_map(|part| part.points).sum();
    let score = (any_known && counted > 0.0).then(|| match card.scale {
        Scale::Percent => percent(card, &parts, counted),
        Scale::Points => 100.0 * (points / counted).clamp(0.0, 1.0),
    });
    let on_points = any_known && card.scale == Scale::Points;
    let measured = if on_points { Some(points) } else { score };
    let base = match measured {
        Some(measured) if card.suffices(coverage) => card.light(measured),
        _ => Light::Grey,
    };
    let computed = overridden(card, base, |place| reading.overrides.get(place).is_some_and(|holds| *holds));
    Outcome {
        card: reading.card,
        day: reading.day,
        score,
        points: on_points.then_some(points),
        max: on_points.then_some(counted),
        coverage,
        base,
        computed,
        light: reading.pulse.as_ref().map_or(computed, |pulse| pulse.light),
        parts,
        overrides: reading.overrides.clone(),
        pulse: reading.pulse.clone(),
    }
}

/// The light after the overrides that `holds` names, in the order of the card.
pub(in crate::rules) fn overridden(card: &Card, base: Light, holds: impl Fn(usize) -> bool) -> Light {
    let applied = card.overrides.iter().enumerate().filter(|(place, _)| holds(*place)).map(|(_, rule)| rule.effect);
    if base == Light::Grey {
        // Too little is known to be anything but alarmed: the cap at red acts, and no lift takes it back.
        let alarmed = applied.into_iter().any(|effect| effect == Effect::AtBest(Light::Red));
        return if alarmed { Light::Red } else { Light::Grey };
    }
    applied.fold(base, |light, effect| match effect {
        Effect::AtBest(best) => light.max(best),
        Effect::AtWorst(worst) => light.min(worst),
    })
}

/// The points of one signal.
fn earn(signal: &Signal, reading: &SignalReading) -> Part {
    let (points, band) = match (&reading.value, signal.missing) {
        (Ok(value), _) => {
            let (points, band) = signal.curve.points(value);
            (Some(points), band)
        }
        (Err(_), Missing::Skip) => (None, None),
        (Err(_), Missing::Zero) => (Some(0.0), None),
        (Err(_), Missing::Full) => (Some(signal.max), None),
    };
    Part { reading: reading.clone(), band, points, known: reading.value.is_ok(), share: 0.0, part: 0.0 }
}

/// 100 × Σ weight × clamp(points ÷ max) ÷ Σ weight.
fn percent(card: &Card, parts: &[Part], counted: f64) -> f64 {
    let earned: f64 =
        card.signals.iter().zip(parts).map(|(signal, part)| signal.weight * part.points.map_or(0.0, |points| signal.rate(points))).sum();
    100.0 * earned / counted
}

impl Signal {
    /// The share of the best possible points, 0 to 1.
    pub(in crate::rules) fn rate(&self, points: f64) -> f64 {
        if self.max > 0.0 { (points / self.max).clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// Fills in what each counted signal weighs and brings.
fn share_out(card: &Card, parts: &mut [Part], counted: f64) {
    for (signal, part) in card.signals.iter().zip(parts.iter_mut()) {
        let Some(points) = part.points else { continue };
        part.share = signal.weight / counted;
        part.part = match card.scale {
            Scale::Percent => 100.0 * part.share * signal.rate(points),
            Scale::Points => 100.0 * points / counted,
        };
    }
    let gained: f64 = parts.iter().map(|part| part.part.max(0.0)).sum();
    let lost: f64 = parts.iter().map(|part| part.part.min(0.0)).sum();
    if gained + lost < 0.0 {
        for part in parts.iter_mut().filter(|part| part.part < 0.0) {
            part.part *= gained / -lost;
        }
    }
}
