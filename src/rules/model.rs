//! What `rules.toml` says, typed and checked. Plain data: who reads it stands in `parse`, who applies it in `reading` and `score`.

use crate::domain::Light;
use crate::domain::words::{InteractionKind, Phase, Touch};
use crate::facts::{FactRef, MetricKind};
use crate::filter::Filter;
use crate::rules::curve::Curve;

/// A text in both languages; a file that gives one gives both.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Label {
    pub en: String,
    pub ja: String,
}

/// `[metrics.KEY]`
#[derive(Clone, Debug, PartialEq)]
pub struct Metric {
    pub key: String,
    pub label: Label,
    pub kind: MetricKind,
}

/// What a score is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Weighted shares, 0 to 100.
    Percent,
    /// Points added up.
    Points,
}

/// `[[scorecard]]`
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    pub name: String,
    /// Which accounts it is for; only the last card has none.
    pub when: Option<Filter>,
    pub scale: Scale,
    /// From this score on green; in points on a points card.
    pub green: f64,
    /// From this score on yellow, below red.
    pub yellow: f64,
    /// The share of the weight, 0 to 1, below which the light is grey.
    pub min_data: f64,
    /// At least one.
    pub signals: Vec<Signal>,
    pub overrides: Vec<Override>,
}

/// `[[scorecard.signal]]`
#[derive(Clone, Debug, PartialEq)]
pub struct Signal {
    pub key: String,
    pub label: Label,
    /// For display; empty where none is given.
    pub group: String,
    pub fact: FactRef,
    /// What the fact is divided by.
    pub per: Option<FactRef>,
    /// What it counts among the others: as written on a percent card, [`Signal::max`] on a points card.
    pub weight: f64,
    pub curve: Curve,
    /// The best possible points, at least 0; above 0 on a percent card.
    pub max: f64,
    /// Days after which a value counts as unknown.
    pub stale_after: Option<i32>,
    pub missing: Missing,
    /// Where this does not hold the fact counts as unknown.
    pub only: Option<Filter>,
}

/// What an unknown fact earns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Nothing, and it is left out of the score.
    Skip,
    /// No points.
    Zero,
    /// All points.
    Full,
}

/// `[[scorecard.override]]`
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    pub when: Filter,
    pub effect: Effect,
    pub because: Label,
}

/// What an override does to the light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Caps it.
    AtBest(Light),
    /// Lifts it.
    AtWorst(Light),
}

/// `[[touch]]`
#[derive(Clone, Debug, PartialEq)]
pub struct TouchModel {
    pub key: Touch,
    pub when: Option<Filter>,
    /// The cadence in days.
    pub meet_every: Option<i32>,
    /// Accounts that one person can hold.
    pub capacity: Option<u32>,
}

/// `[[trigger]]`
#[derive(Clone, Debug, PartialEq)]
pub struct Trigger {
    pub key: String,
    /// One open item per account and family; a trigger without is a family of its own.
    pub family: Option<String>,
    pub when: Filter,
    pub unless: Option<Filter>,
    /// How many days in a row it must hold, the day of the sweep included; at least 1.
    pub held_for: i32,
    /// The title of the task; without one, `playbook` is given.
    pub task: Option<Label>,
    pub kind: Option<InteractionKind>,
    /// Business days from the day of the sweep.
    pub due: Option<i32>,
    pub minutes: Option<u32>,
    /// The key of a playbook, as written; playbooks have files of their own.
    pub playbook: Option<String>,
    /// Days after which it opens again while it still holds.
    pub again: Option<i32>,
    /// Days for which a new beginning stays silent after done or dropped.
    pub cooldown: Option<i32>,
    pub close_when_clear: bool,
}

/// `[queue]`: the coefficients of the order, and limits of the flow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Queue {
    pub due: f64,
    pub light: f64,
    pub money: f64,
    pub renewal: f64,
    pub drop: f64,
    pub cadence: f64,
    pub age: f64,
    /// Tasks that a first run opens at most.
    pub first_run: u32,
    /// Held tasks that enter a day.
    pub held_per_day: u32,
}

/// `[[phase]]`
#[derive(Clone, Debug, PartialEq)]
pub struct PhaseRule {
    pub key: Phase,
    pub exit_when: Filter,
}

impl Default for Queue {
    fn default() -> Self {
        Self { due: 12.0, light: 8.0, money: 6.0, renewal: 6.0, drop: 5.0, cadence: 4.0, age: 2.0, first_run: 10, held_per_day: 3 }
    }
}

impl Card {
    /// What a weight is of the weight of all signals, 0 to 1.
    pub fn share(&self, weight: f64) -> f64 {
        let all: f64 = self.signals.iter().map(|signal| signal.weight).sum();
        if all > 0.0 { weight / all } else { 0.0 }
    }

    /// Whether a coverage is enough for a light other than grey.
    pub fn suffices(&self, coverage: f64) -> bool {
        coverage + crate::rules::curve::NOISE >= self.min_data
    }

    /// The light of a score (in points on a points card).
    pub fn light(&self, score: f64) -> Light {
        let reaches = |threshold: f64| score + crate::rules::curve::NOISE >= threshold;
        match () {
            () if reaches(self.green) => Light::Green,
            () if reaches(self.yellow) => Light::Yellow,
            () => Light::Red,
        }
    }

    /// The score from which on a light is at least this good; red has none.
    pub fn threshold(&self, light: Light) -> Option<f64> {
        match light {
            Light::Green => Some(self.green),
            Light::Yellow => Some(self.yellow),
            Light::Red | Light::Grey => None,
        }
    }
}
