//! How much of what the cards ask for is known over a whole book, and which import would bring most of what is not.
//! Reckons with coverage alone: that a signal becomes known is assumed, what it would say is not.

use crate::domain::{Day, Light};
use crate::facts::At;
use crate::rules::Lens;
use crate::rules::model::{Card, Label, Signal};
use crate::rules::reading::{Unknown, divisor};
use crate::rules::score::{Outcome, Part};
use crate::rules::source::source;

/// What is known of the accounts that are there on a day and have not churned.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// How many accounts these are.
    pub accounts: usize,
    /// How many of them have a grey light.
    pub grey: usize,
    /// Every signal of every card, in the order of the rules.
    pub signals: Vec<SignalCoverage>,
    /// What each import would bring, the best first.
    pub gains: Vec<Gain>,
}

/// One signal of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalCoverage {
    pub scorecard: String,
    pub key: String,
    pub label: Label,
    pub group: String,
    /// As written in the rules.
    pub fact: String,
    /// The import kind that brings the fact.
    pub kind: &'static str,
    /// Accounts of the card of which it is known.
    pub known: usize,
    /// Accounts of the card.
    pub total: usize,
    /// Accounts of the card of which it is not asked, so that no data would make it known.
    pub not_asked: usize,
    /// Its share of the card's whole weight, 0 to 1.
    pub weight_share: f64,
    /// The newest day of observation over these accounts, where the fact has one.
    pub newest: Option<Day>,
}

/// What one import would bring, if it made every signal known that waits for it and for nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct Gain {
    pub kind: &'static str,
    /// Grey accounts that would get a light.
    pub accounts_lit: usize,
    /// By how much coverage would rise, as a mean over all accounts, 0 to 1.
    pub coverage: f64,
}

impl Lens {
    /// What is known as of a day, and what each import would bring.
    pub fn coverage(&self, day: Day) -> Coverage {
        let cards = self.rules().cards();
        let mut signals: Vec<Vec<SignalCoverage>> =
            cards.iter().map(|card| card.signals.iter().map(|signal| nothing_known(card, signal)).collect()).collect();
        let (mut accounts, mut grey) = (0, 0);
        let mut gains: Vec<Gain> = Vec::new();
        for ix in 0..self.book().accounts().len() {
            let at = self.at(ix, day);
            if !at.exists() || at.life().churned() {
                continue;
            }
            let Some(outcome) = self.outcome(ix, day) else { continue };
            accounts += 1;
            grey += usize::from(outcome.light == Light::Grey);
            signals[outcome.card].iter_mut().zip(&outcome.parts).for_each(|(signal, part)| signal.count(part));
            add(&mut gains, &cards[outcome.card], &outcome, &at);
        }
        for gain in &mut gains {
            gain.coverage /= f64::from(u32::try_from(accounts).unwrap_or(u32::MAX));
        }
        gains.sort_by(|a, b| b.accounts_lit.cmp(&a.accounts_lit).then(b.coverage.total_cmp(&a.coverage)));
        Coverage { accounts, grey, signals: signals.into_iter().flatten().collect(), gains }
    }
}

fn nothing_known(card: &Card, signal: &Signal) -> SignalCoverage {
    SignalCoverage {
        scorecard: card.name.clone(),
        key: signal.key.clone(),
        label: signal.label.clone(),
        group: signal.group.clone(),
        fact: signal.fact_text(),
        kind: source(&signal.fact),
        known: 0,
        total: 0,
        not_asked: 0,
        weight_share: card.share(signal.weight),
        newest: None,
    }
}

impl SignalCoverage {
    fn count(&mut self, part: &Part) {
        self.total += 1;
        self.known += usize::from(part.known);
        self.not_asked += usize::from(part.reading.value == Err(Unknown::NotAsked));
        self.newest = self.newest.max(part.reading.on);
    }
}

/// Adds what each import would bring one account.
fn add(gains: &mut Vec<Gain>, card: &Card, outcome: &Outcome, at: &At<'_>) {
    let mut weights: Vec<(&'static str, f64)> = Vec::new();
    for (signal, part) in card.signals.iter().zip(&outcome.parts) {
        let Some(kind) = signal.waits_for(part, at) else { continue };
        match weights.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, weight)) => *weight += signal.weight,
            None => weights.push((kind, signal.weight)),
        }
    }
    for (kind, weight) in weights {
        let lit = outcome.light == Light::Grey && card.would_light(outcome, weight);
        let share = card.share(weight);
        match gains.iter_mut().find(|gain| gain.kind == kind) {
            Some(gain) => (gain.accounts_lit, gain.coverage) = (gain.accounts_lit + usize::from(lit), gain.coverage + share),
            None => gains.push(Gain { kind, accounts_lit: usize::from(lit), coverage: share }),
        }
    }
}

impl Card {
    /// Whether an outcome by this card would have a light of its own if signals of so much weight became known, one at least.
    pub(in crate::rules) fn would_light(&self, outcome: &Outcome, weight: f64) -> bool {
        self.suffices(outcome.coverage + self.share(weight))
    }
}

impl Signal {
    /// The one import kind that an unknown signal waits for; none where it is known, not asked, or waits for two.
    fn waits_for(&self, part: &Part, at: &At<'_>) -> Option<&'static str> {
        let divisor = || self.per.as_ref().filter(|per| divisor(at, per).is_none()).map(source);
        match part.reading.value.as_ref().err()? {
            Unknown::NotAsked => None,
            Unknown::NoDivisor => divisor(),
            Unknown::NoData | Unknown::Stale { .. } => Some(source(&self.fact)).filter(|kind| divisor().is_none_or(|other| other == *kind)),
        }
    }
}
