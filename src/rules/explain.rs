//! A score taken apart: every signal with its value, day, band, points and weight, every override, what changed. Data, not text.

use crate::book::rows::Pulse;
use crate::domain::{Day, Light};
use crate::facts::{FactRef, Form, Value};
use crate::rules::counterfactual::Counterfactual;
use crate::rules::curve::{Curve, Test};
use crate::rules::model::{Card, Effect, Label, Missing, Scale, Signal};
use crate::rules::reading::Unknown;
use crate::rules::score::{Outcome, Part};
use crate::rules::source::source;

/// Everything that made a score. Σ [`SignalExplained::part`] is the score.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The id the user knows.
    pub account: String,
    pub name: String,
    /// The day the facts are of; for a churned account the day before its last contract ended.
    pub day: Day,
    pub scorecard: String,
    pub scale: Scale,
    /// Thresholds of the card.
    pub green: f64,
    pub yellow: f64,
    pub min_data: f64,
    /// 0 to 100.
    pub score: Option<f64>,
    /// Of a points card.
    pub points: Option<f64>,
    pub max: Option<f64>,
    /// 0 to 1.
    pub coverage: f64,
    pub light: Light,
    pub computed: Light,
    /// Before overrides.
    pub base: Light,
    pub pulse: Option<Pulse>,
    pub signals: Vec<SignalExplained>,
    pub overrides: Vec<OverrideExplained>,
    /// What is unknown and would count, heaviest first.
    pub missing: Vec<MissingData>,
    pub counterfactual: Counterfactual,
    pub since: Option<Since>,
}

/// One signal.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalExplained {
    pub key: String,
    pub label: Label,
    pub group: String,
    pub fact: FactRef,
    pub per: Option<FactRef>,
    /// After `per`.
    pub value: Option<Value>,
    pub unknown: Option<Unknown>,
    pub observed_on: Option<Day>,
    /// What gave the points; `None` when unknown and skipped.
    pub band: Option<Applied>,
    pub points: Option<f64>,
    pub max: f64,
    pub weight: f64,
    /// Of known and filled weight, 0 to 1.
    pub share: f64,
    pub known: bool,
    /// Points less those of 28 days ago; `None` where either is unknown or another card counted then.
    pub change: Option<f64>,
    /// What it brings to the score.
    pub part: f64,
    /// The same less that of 28 days ago, by that day's own card; `None` without a score then.
    pub part_change: Option<f64>,
}

/// What gave a signal its points.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    Band(Test),
    Linear {
        from: f64,
        to: f64,
    },
    /// Nothing is known, and `missing` says what that earns.
    Filled(Missing),
}

/// One override of the card.
#[derive(Clone, Debug, PartialEq)]
pub struct OverrideExplained {
    /// The condition in normal form.
    pub when: String,
    pub effect: Effect,
    pub because: Label,
    /// Whether its condition holds.
    pub applied: bool,
}

/// What a signal lacks.
#[derive(Clone, Debug, PartialEq)]
pub struct MissingData {
    pub key: String,
    pub label: Label,
    /// What is unknown: the signal's fact, or what it is divided by.
    pub fact: FactRef,
    pub why: Unknown,
    /// The import kind that would bring it: `usage`, `tickets`, …
    pub source: &'static str,
    /// Its share of the card's whole weight, 0 to 1.
    pub share: f64,
}

/// What differs from another day.
#[derive(Clone, Debug, PartialEq)]
pub struct Since {
    pub date: Day,
    pub score: Option<f64>,
    pub light: Light,
    pub scorecard: String,
    pub changes: Vec<SinceChange>,
}

/// One difference: by signal or by override, in the order of today's card.
#[derive(Clone, Debug, PartialEq)]
pub enum SinceChange {
    Signal { key: String, label: Label, before: Option<Value>, now: Option<Value>, points_before: Option<f64>, points: Option<f64>, part_change: f64 },
    Override { when: String, because: Label, applied: bool },
}

impl Signal {
    /// The form of its value: a quotient is written as a share.
    pub fn form(&self) -> Form {
        if self.per.is_some() { Form::Share } else { self.fact.fact.form }
    }

    /// The fact as written in the rules: `metric.active_users.mean(28d) per seats`.
    pub fn fact_text(&self) -> String {
        self.per.as_ref().map_or_else(|| self.fact.to_string(), |per| format!("{} per {per}", self.fact))
    }
}

/// The signals that are unknown though the card asks for them, heaviest first.
pub(in crate::rules) fn missing_data(card: &Card, outcome: &Outcome) -> Vec<MissingData> {
    let unknown = |(signal, part): (&Signal, &Part)| {
        let why = part.reading.value.as_ref().err().copied().filter(|why| *why != Unknown::NotAsked)?;
        let divisor = signal.per.as_ref().filter(|_| why == Unknown::NoDivisor);
        let fact = divisor.unwrap_or(&signal.fact).clone();
        let share = card.share(signal.weight);
        Some(MissingData { key: signal.key.clone(), label: signal.label.clone(), source: source(&fact), fact, why, share })
    };
    let mut missing: Vec<MissingData> = card.signals.iter().zip(&outcome.parts).filter_map(unknown).collect();
    missing.sort_by(|a, b| b.share.total_cmp(&a.share));
    missing
}

/// An outcome of another day and its card.
pub(in crate::rules) type Then<'a> = Option<(&'a Card, &'a Outcome)>;

pub(in crate::rules) fn signals(card: &Card, outcome: &Outcome, then: Then<'_>) -> Vec<SignalExplained> {
    let explain = |(signal, part): (&Signal, &Part)| SignalExplained {
        key: signal.key.clone(),
        label: signal.label.clone(),
        group: signal.group.clone(),
        fact: signal.fact.clone(),
        per: signal.per.clone(),
        value: part.reading.value.clone().ok(),
        unknown: part.reading.value.as_ref().err().copied(),
        observed_on: part.reading.on,
        band: applied(signal, part),
        points: part.points,
        max: signal.max,
        weight: signal.weight,
        share: part.share,
        known: part.known,
        change: change(outcome, signal, part, then),
        part: part.part,
        part_change: then
            .filter(|(_, then)| then.score.is_some())
            .map(|(card, then)| part.part - part_of(card, then, &signal.key).map_or(0.0, |part| part.part)),
    };
    card.signals.iter().zip(&outcome.parts).map(explain).collect()
}

fn applied(signal: &Signal, part: &Part) -> Option<Applied> {
    part.points?;
    if !part.known {
        return Some(Applied::Filled(signal.missing));
    }
    match &signal.curve {
        Curve::Bands(bands) => part.band.map(|place| Applied::Band(bands[place].test.clone())),
        Curve::Linear { from, to, .. } => Some(Applied::Linear { from: *from, to: *to }),
    }
}

fn change(outcome: &Outcome, signal: &Signal, part: &Part, then: Then<'_>) -> Option<f64> {
    let (card, then) = then.filter(|(_, then)| then.card == outcome.card)?;
    let before = part_of(card, then, &signal.key).filter(|before| before.known)?;
    part.points.filter(|_| part.known).zip(before.points).map(|(now, before)| now - before)
}

fn part_of<'a>(card: &Card, outcome: &'a Outcome, key: &str) -> Option<&'a Part> {
    card.signals.iter().position(|signal| signal.key == key).and_then(|place| outcome.parts.get(place))
}

pub(in crate::rules) fn overrides(card: &Card, outcome: &Outcome) -> Vec<OverrideExplained> {
    let explain = |(rule, applied): (&crate::rules::model::Override, &bool)| OverrideExplained {
        when: rule.when.to_string(),
        effect: rule.effect,
        because: rule.because.clone(),
        applied: *applied,
    };
    card.overrides.iter().zip(&outcome.overrides).map(explain).collect()
}

/// What differs between a day and now.
pub(in crate::rules) fn since(card: &Card, now: &Outcome, date: Day, then_card: &Card, then: &Outcome) -> Since {
    let mut changes: Vec<SinceChange> = Vec::new();
    for (signal, part) in card.signals.iter().zip(&now.parts) {
        let before = part_of(then_card, then, &signal.key);
        let value_before = before.and_then(|before| before.reading.value.clone().ok());
        let value = part.reading.value.clone().ok();
        let points_before = before.and_then(|before| before.points);
        let part_change = part.part - before.map_or(0.0, |before| before.part);
        if value_before != value || points_before != part.points || part_change.abs() > crate::rules::curve::NOISE {
            let (key, label) = (signal.key.clone(), signal.label.clone());
            changes.push(SinceChange::Signal { key, label, before: value_before, now: value, points_before, points: part.points, part_change });
        }
    }
    let before = overrides(then_card, then);
    for rule in overrides(card, now) {
        let was = before.iter().any(|other| other.when == rule.when && other.effect == rule.effect && other.applied);
        if was != rule.applied {
            changes.push(SinceChange::Override { when: rule.when, because: rule.because, applied: rule.applied });
        }
    }
    Since { date, score: then.score, light: then.light, scorecard: then_card.name.clone(), changes }
}
