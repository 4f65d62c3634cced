//! What would turn a light better: the fewest changes of signals and overrides that reach the next light, and of those the
//! ones that gain least beyond what is needed, so that nobody is sent further than they must go.
//!
//! Scores are linear in what signals gain, so Σ weight × gain in share and the gain in score are one thing: the search is for
//! the cheapest cover of the points that are lacking, exact, by branch and bound.

mod search;
mod steps;

pub use steps::{Bound, Target};

use crate::domain::Light;
use crate::facts::Value;
use crate::rules::curve::NOISE;
use crate::rules::explain::{MissingData, missing_data};
use crate::rules::model::{Card, Effect, Label, Override, Scale};
use crate::rules::score::{Outcome, overridden};
use search::Choice;
use steps::Steps;

/// Beyond this many the answer is only that it takes more.
pub const MAX_CHANGES: usize = 4;

/// What would turn a computed light better.
#[derive(Clone, Debug, PartialEq)]
pub enum Counterfactual {
    /// It is green.
    Green,
    /// These changes together reach this light, overrides first.
    Reached { light: Light, changes: Vec<Change> },
    /// It takes more than [`MAX_CHANGES`] changes.
    MoreThanFour { light: Light },
    /// Nothing that anyone can move reaches the next light.
    Nothing { light: Light },
    /// Too little is known: what is missing, heaviest first, and what must be cleared too.
    Missing { missing: Vec<MissingData>, changes: Vec<Change> },
}

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The fact (after `per`) comes to the target.
    Signal { key: String, label: Label, fact: String, now: Value, target: Target },
    /// The override's condition no longer holds.
    Override { when: String, because: Label },
}

/// The changes that would take an outcome's computed light to the next better one.
pub fn counterfactual(card: &Card, outcome: &Outcome) -> Counterfactual {
    let light = match outcome.computed {
        Light::Green => return Counterfactual::Green,
        Light::Yellow => Light::Green,
        Light::Red | Light::Grey => Light::Yellow,
    };
    if outcome.base == Light::Grey {
        let caps = caps(card, outcome, Light::Grey);
        return Counterfactual::Missing { missing: missing_data(card, outcome), changes: caps.iter().map(|rule| cleared(rule)).collect() };
    }
    // A lift that still acts after the caps before it makes those and the score itself beside the point.
    let caps = caps(card, outcome, light);
    if !caps.iter().all(|rule| can_be_cleared(rule)) {
        return Counterfactual::Nothing { light };
    }
    let lifted = overridden(card, Light::Red, |place| {
        outcome.overrides[place] && !caps.iter().any(|cap| std::ptr::eq(*cap, &raw const card.overrides[place]))
    });
    let lacking = if lifted.is_worse_than(light) { lacking(card, outcome, light) } else { 0.0 };
    let steps: Vec<Steps> = Steps::of(card, outcome);
    let Some(count) = search::fewest(&steps, lacking) else { return Counterfactual::Nothing { light } };
    if caps.len() + count > MAX_CHANGES {
        return Counterfactual::MoreThanFour { light };
    }
    let choices = search::cheapest(&steps, count, lacking);
    let raised = choices.into_iter().map(|Choice { steps, target }| {
        let signal = &card.signals[steps.signal];
        Change::Signal { key: signal.key.clone(), label: signal.label.clone(), fact: signal.fact_text(), now: steps.now.clone(), target }
    });
    Counterfactual::Reached { light, changes: caps.into_iter().map(cleared).chain(raised).collect() }
}

fn cleared(rule: &Override) -> Change {
    Change::Override { when: rule.when.to_string(), because: rule.because.clone() }
}

/// Whether anyone can do something about a condition: it asks for a fact that can be moved.
fn can_be_cleared(rule: &Override) -> bool {
    rule.when.facts().any(|(fact, _)| fact.fact.movable)
}

/// The caps in force that keep the light worse than `light`: those after the last lift that reaches it. For grey, the caps at red.
fn caps<'c>(card: &'c Card, outcome: &Outcome, light: Light) -> Vec<&'c Override> {
    let mut caps = Vec::new();
    for rule in card.overrides.iter().zip(&outcome.overrides).filter(|(_, applied)| **applied).map(|(rule, _)| rule) {
        match rule.effect {
            Effect::AtBest(cap) if light == Light::Grey && cap == Light::Red => caps.push(rule),
            Effect::AtBest(cap) if cap.is_worse_than(light) => caps.push(rule),
            Effect::AtWorst(lift) if light != Light::Grey && !lift.is_worse_than(light) => caps.clear(),
            _ => {}
        }
    }
    caps
}

/// What the score lacks to a light, in its own scale; at most 0 where it is there.
fn lacking(card: &Card, outcome: &Outcome, light: Light) -> f64 {
    let score = match card.scale {
        Scale::Percent => outcome.score,
        Scale::Points => outcome.points,
    };
    let lacking = card.threshold(light).zip(score).map_or(f64::INFINITY, |(threshold, score)| threshold - score);
    if lacking <= NOISE { 0.0 } else { lacking }
}
