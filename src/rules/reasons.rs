//! Why an account stands where it stands, in a few items, worst first. Data; the sentences are made elsewhere.

use crate::domain::Light;
use crate::facts::{Form, Value};
use crate::rules::explain::{MissingData, missing_data};
use crate::rules::model::{Card, Effect, Label};
use crate::rules::score::Outcome;

/// How many signals a list of reasons names at most.
const MAX_SIGNALS: usize = 3;
/// What a signal must cost, in points of the score, to be named: less is noise of rounding on a screen.
const MIN_LOST: f64 = 1.0;

/// One reason.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// The lead's own judgement.
    Pulse { light: Light, reason: String },
    /// A cap that acts.
    Override { light: Light, because: Label },
    /// A signal that costs this many points of the score.
    Signal { key: String, label: Label, form: Form, value: Option<Value>, lost: f64 },
    /// What a grey light lacks.
    Missing(MissingData),
}

/// The reasons of an outcome: the pulse, then caps, red before yellow, then for a grey light what is missing, else the
/// signals that cost most.
pub(in crate::rules) fn reasons(card: &Card, outcome: &Outcome) -> Vec<Reason> {
    let mut caps: Vec<(Light, &Label)> = card
        .overrides
        .iter()
        .zip(&outcome.overrides)
        .filter(|(_, applied)| **applied)
        .filter_map(|(rule, _)| match rule.effect {
            // A grey light is moved by a cap at red alone.
            Effect::AtBest(light) if outcome.base != Light::Grey || light == Light::Red => Some((light, &rule.because)),
            _ => None,
        })
        .collect();
    caps.sort_by(|(a, _), (b, _)| b.cmp(a));
    let pulse = outcome.pulse.iter().map(|pulse| Reason::Pulse { light: pulse.light, reason: pulse.reason.clone() });
    let caps = caps.into_iter().map(|(light, because)| Reason::Override { light, because: because.clone() });
    let rest = if outcome.base == Light::Grey {
        missing_data(card, outcome).into_iter().take(MAX_SIGNALS).map(Reason::Missing).collect()
    } else {
        costly(card, outcome)
    };
    pulse.chain(caps).chain(rest).collect()
}

fn costly(card: &Card, outcome: &Outcome) -> Vec<Reason> {
    let mut costs: Vec<(f64, usize)> =
        (0..card.signals.len()).map(|place| (outcome.lost(place), place)).filter(|(lost, _)| *lost >= MIN_LOST).collect();
    costs.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let reason = |(lost, place): (f64, usize)| {
        let signal = &card.signals[place];
        let value = outcome.parts[place].reading.value.clone().ok();
        Reason::Signal { key: signal.key.clone(), label: signal.label.clone(), form: signal.form(), value, lost }
    };
    costs.into_iter().take(MAX_SIGNALS).map(reason).collect()
}
