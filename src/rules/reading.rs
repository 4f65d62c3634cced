//! What a card's facts say of an account: the slow half of scoring. Knows nothing of points, weights and thresholds, so a
//! reading stays good while those change.

use crate::book::rows::Pulse;
use crate::domain::Day;
use crate::facts::{At, FactRef, Value};
use crate::rules::Rules;
use crate::rules::model::Signal;

/// The answers of an account's facts to its card.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The place of the card among the scorecards.
    pub card: usize,
    /// The day the facts are of: the day asked for, or for a churned account the day before its last contract ended.
    pub day: Day,
    /// One for each signal of the card.
    pub signals: Vec<SignalReading>,
    /// For each override of the card, whether its condition holds.
    pub overrides: Vec<bool>,
    /// The lead's own judgement in force on [`Reading::day`].
    pub pulse: Option<Pulse>,
}

/// The answer to one signal.
#[derive(Clone, Debug, PartialEq)]
pub struct SignalReading {
    /// After `per`; or why there is none.
    pub value: Result<Value, Unknown>,
    /// The day of the newest row it rests on, where the fact has one; known of stale values too.
    pub on: Option<Day>,
}

/// Why a signal is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The fact is.
    NoData,
    /// The newest observation is this many days old, more than `stale_after` allows.
    Stale { days: i32 },
    /// What it is divided by is unknown or 0.
    NoDivisor,
    /// The card does not ask it of this account: `only` does not hold.
    NotAsked,
}

impl Rules {
    /// Asks an account for everything its card wants to know. Uses facts of level 0 only.
    pub fn read(&self, at: &At<'_>) -> Reading {
        // "Green when it left" must stay visible: the churned are read on the last day they were there.
        let last = at.life().ended.filter(|_| at.life().churned()).map(|ended| at.on(ended.plus(-1)));
        let at = last.as_ref().unwrap_or(at);
        let place = self.cards().iter().position(|card| card.when.as_ref().is_none_or(|when| when.matches(at)));
        // The check of the rules holds that the last card takes every account.
        let place = place.unwrap_or(self.cards().len() - 1);
        let card = self.card(place);
        Reading {
            card: place,
            day: at.day,
            signals: card.signals.iter().map(|signal| signal.read(at)).collect(),
            overrides: card.overrides.iter().map(|rule| rule.when.matches(at)).collect(),
            pulse: at.pulse().cloned(),
        }
    }
}

impl Signal {
    fn read(&self, at: &At<'_>) -> SignalReading {
        let known = at.value(&self.fact);
        SignalReading { value: self.value(at, known.value, known.on), on: known.on }
    }

    fn value(&self, at: &At<'_>, value: Option<Value>, on: Option<Day>) -> Result<Value, Unknown> {
        if self.only.as_ref().is_some_and(|only| !only.matches(at)) {
            return Err(Unknown::NotAsked);
        }
        let value = value.ok_or(Unknown::NoData)?;
        let age = on.map(|on| at.day.since(on));
        if let Some(days) = age.filter(|age| self.stale_after.is_some_and(|limit| *age > limit)) {
            return Err(Unknown::Stale { days });
        }
        let Some(per) = &self.per else { return Ok(value) };
        let divisor = divisor(at, per).ok_or(Unknown::NoDivisor)?;
        value.number().map(|number| Value::Number(number / divisor)).ok_or(Unknown::NoData)
    }
}

/// What a signal is divided by; `None` where it is unknown or 0.
pub(in crate::rules) fn divisor(at: &At<'_>, per: &FactRef) -> Option<f64> {
    at.value(per).value.and_then(|value| value.number()).filter(|number| *number != 0.0)
}
