//! The user's `rules.toml`: cards, touch models, triggers, the order of the queue; and what they make of an account.
//! Reading facts and scoring are apart: [`Rules::read`] asks an account's facts, [`score()`] only reckons with the answers.
//! A [`Lens`] does both for a whole book and remembers. No text for users is made here.

mod counterfactual;
mod coverage;
mod curve;
pub mod edit;
mod explain;
mod lens;
mod model;
mod parse;
mod problem;
mod reading;
mod reasons;
mod score;
mod source;
#[cfg(test)]
mod tests;

pub use counterfactual::{Bound, Change, Counterfactual, MAX_CHANGES, Target, counterfactual};
pub use coverage::{Coverage, Gain, SignalCoverage};
pub use curve::{Band, Curve, NOISE, Test};
pub use explain::{Applied, Explanation, MissingData, OverrideExplained, SignalExplained, Since, SinceChange};
pub use lens::Lens;
pub use model::{Card, Effect, Label, Metric, Missing, Override, PhaseRule, Queue, Scale, Signal, TouchModel, Trigger};
pub use problem::{Problem, ProblemKind, Thing};
pub use reading::{Reading, SignalReading, Unknown};
pub use reasons::Reason;
pub use score::{Outcome, Part, score};
pub use source::source;

use crate::config::Config;
use crate::domain::text::hash;
use crate::facts::{Names, Settings};

/// A template that `banso init` can write.
struct Template {
    name: &'static str,
    text: &'static str,
}

const TEMPLATES: [Template; 2] = [
    Template { name: "default", text: include_str!("../../assets/rules/default.toml") },
    Template { name: "spreadsheet", text: include_str!("../../assets/rules/spreadsheet.toml") },
];

/// A checked `rules.toml`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    text: String,
    hash: u64,
    parts: Parts,
}

/// What the file says, by its tables.
#[derive(Clone, Debug, PartialEq)]
struct Parts {
    metrics: Vec<Metric>,
    cards: Vec<Card>,
    touches: Vec<TouchModel>,
    triggers: Vec<Trigger>,
    queue: Queue,
    phases: Vec<PhaseRule>,
}

impl Rules {
    /// Reads and checks a rules text. On failure every problem of it, in its order.
    pub fn parse(text: &str) -> Result<Self, Vec<Problem>> {
        parse::rules(text)
    }

    fn new(text: &str, parts: Parts) -> Self {
        Self { text: text.to_owned(), hash: hash(text.as_bytes()), parts }
    }

    /// The text of a template: `default` or `spreadsheet`.
    pub fn template(name: &str) -> Option<&'static str> {
        TEMPLATES.iter().find(|template| template.name == name).map(|template| template.text)
    }

    /// The names of all templates.
    pub fn templates() -> impl Iterator<Item = &'static str> {
        TEMPLATES.iter().map(|template| template.name)
    }

    /// The text they were read from.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A number that changes with the text, the same on every machine and in every version (FNV-1a, 64 bits).
    pub fn hash(&self) -> u64 {
        self.hash
    }

    /// The metrics that usage data may contain.
    pub fn metrics(&self) -> &[Metric] {
        &self.parts.metrics
    }

    /// The scorecards; the last one takes every account that no other takes.
    pub fn cards(&self) -> &[Card] {
        &self.parts.cards
    }

    /// One scorecard, by its place.
    pub fn card(&self, place: usize) -> &Card {
        &self.parts.cards[place]
    }

    /// The touch models; the first that matches is the recommended one.
    pub fn touches(&self) -> &[TouchModel] {
        &self.parts.touches
    }

    /// The triggers.
    pub fn triggers(&self) -> &[Trigger] {
        &self.parts.triggers
    }

    /// The order of the queue.
    pub fn queue(&self) -> &Queue {
        &self.parts.queue
    }

    /// The exit criteria of the phases.
    pub fn phases(&self) -> &[PhaseRule] {
        &self.parts.phases
    }

    /// What a filter may name under these rules. Custom fields are the book's own and come from there.
    pub fn names(&self) -> Names {
        let mut signals: Vec<String> = Vec::new();
        for signal in self.parts.cards.iter().flat_map(|card| &card.signals) {
            if !signals.contains(&signal.key) {
                signals.push(signal.key.clone());
            }
        }
        Names { metrics: self.parts.metrics.iter().map(|metric| metric.key.clone()).collect(), signals, fields: Vec::new() }
    }

    /// What facts need to know of these rules and the config.
    pub fn settings(&self, config: &Config) -> Settings {
        Settings {
            metrics: self.parts.metrics.iter().map(|metric| (metric.key.clone(), metric.kind)).collect(),
            cadences: self.parts.touches.iter().filter_map(|touch| Some((touch.key, touch.meet_every?))).collect(),
            quiet: config.calendar.quiet.clone(),
            activity: config.metrics.activity.clone(),
        }
    }
}

impl Default for Rules {
    /// The rules of the default template.
    #[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it; without a card nothing could be scored")]
    fn default() -> Self {
        Self::parse(TEMPLATES[0].text).expect("the default template can be read")
    }
}
