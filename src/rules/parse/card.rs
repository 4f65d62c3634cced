//! `[[scorecard]]` with its signals and overrides.

use crate::config::Expected;
use crate::config::table::Table;
use crate::domain::Light;
use crate::facts::FactRef;
use crate::rules::curve::Curve;
use crate::rules::model::{Card, Effect, Missing, Override, Scale, Signal};
use crate::rules::parse::band::{self, Measure};
use crate::rules::parse::check::{self, Check, Seen};
use crate::rules::problem::{ProblemKind, Thing};

const SCALES: [(&str, Scale); 2] = [("percent", Scale::Percent), ("points", Scale::Points)];
const MISSING: [(&str, Missing); 3] = [("skip", Missing::Skip), ("zero", Missing::Zero), ("full", Missing::Full)];
const LIGHTS: [(&str, Light); 3] = [("green", Light::Green), ("yellow", Light::Yellow), ("red", Light::Red)];
/// Share of the weight that must be known, where a card does not say.
const MIN_DATA: f64 = 0.6;
/// What a card may read: rows only, or scores would run in circles.
const CARD_LEVEL: u8 = 0;

/// The keys of all signals, for filters that name them. Unreadable ones are told when their card is read.
pub(in crate::rules::parse) fn signal_keys(cards: &[Table<'_>]) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for table in cards.iter().flat_map(|card| card.peek_tables("signal")) {
        if let Some(key) = table.peek_text("key").filter(|key| !keys.iter().any(|known| known == key)) {
            keys.push(key.to_owned());
        }
    }
    keys
}

pub(in crate::rules::parse) fn card(check: &Check<'_>, table: &Table<'_>, seen: &mut Seen) -> Card {
    let name = check.key(table, "name", seen);
    let when = table.take("when").and_then(|value| check.filter(&value, CARD_LEVEL));
    let scale = word(table, "scale", &SCALES).unwrap_or(Scale::Percent);
    let most = (scale == Scale::Percent).then_some(100.0);
    let threshold = |key| table.need(key).and_then(|value| Some((value.number(most.map(|_| 0.0), most)?, value.span())));
    let (green, yellow) = (threshold("green"), threshold("yellow"));
    if let (Some((green, span)), Some((yellow, _))) = (&green, &yellow)
        && green <= yellow
    {
        check.report(span.clone(), ProblemKind::LightOrder { green: *green, yellow: *yellow });
    }
    let min_data = table.take("min_data").and_then(|value| value.number(Some(0.0), Some(1.0))).unwrap_or(MIN_DATA);
    let signals = signals(check, table, scale);
    let overrides = table.take("override").map(|value| value.tables()).unwrap_or_default();
    let overrides = overrides.iter().filter_map(|table| override_of(check, table)).collect();
    table.finish();
    let number = |read: Option<(f64, _)>| read.map_or(0.0, |(number, _)| number);
    let card = Card { name, when, scale, green: number(green), yellow: number(yellow), min_data, signals: signals.0, overrides };
    if scale == Scale::Points && signals.1 && card.signals.iter().all(|signal| signal.max <= 0.0) {
        check.report(table.span(), ProblemKind::NothingToEarn { key: card.name.clone() });
    }
    card
}

/// One of a closed list of words.
fn word<T: Copy>(table: &Table<'_>, key: &'static str, words: &[(&'static str, T)]) -> Option<T> {
    let keys: Vec<&'static str> = words.iter().map(|(word, _)| *word).collect();
    table.take(key).and_then(|value| value.word(&keys)).map(|place| words[place].1)
}

/// The signals that could be read, and whether those are all and some.
fn signals(check: &Check<'_>, card: &Table<'_>, scale: Scale) -> (Vec<Signal>, bool) {
    let tables = card.need("signal").map(|value| value.tables()).unwrap_or_default();
    let mut seen = Seen::new(Thing::Signal);
    let signals: Vec<Signal> = tables.iter().filter_map(|table| signal(check, table, scale, &mut seen)).collect();
    let whole = !signals.is_empty() && signals.len() == tables.len();
    (signals, whole)
}

fn signal(check: &Check<'_>, table: &Table<'_>, scale: Scale, seen: &mut Seen) -> Option<Signal> {
    let key = check.key(table, "key", seen);
    let label = check.label(table, "label", &key);
    let group = table.take("group").and_then(|value| value.text()).unwrap_or_default().to_owned();
    let fact = table.need("fact").and_then(|value| check.fact(&value));
    let divided = table.has("per");
    let per = divisor(check, table, fact.as_ref());
    let weight = weight(check, table, scale);
    let curve = band::curve(check, table, fact.as_ref().map(|fact| Measure { fact, divided }));
    let stale_after = stale_after(check, table, fact.as_ref());
    let missing = word(table, "missing", &MISSING).unwrap_or(Missing::Skip);
    let only = table.take("only").map(|value| check.filter(&value, CARD_LEVEL));
    table.finish();
    let max = curve.as_ref().map(Curve::max)?;
    if scale == Scale::Percent && max <= 0.0 {
        check.report(table.span(), ProblemKind::NothingToEarn { key: key.clone() });
    }
    let weight = if scale == Scale::Points { max } else { weight? };
    // A condition that could not be read is no signal without a condition.
    let only = only.map_or(Some(None), |read| read.map(Some))?;
    let per = if divided { Some(per?) } else { None };
    Some(Signal { key, label, group, fact: fact?, per, weight, curve: curve?, max, stale_after, missing, only })
}

/// The fact to divide by, with both sides numbers.
fn divisor(check: &Check<'_>, table: &Table<'_>, fact: Option<&FactRef>) -> Option<FactRef> {
    let value = table.take("per")?;
    let divisor = check.fact(&value)?;
    for side in [Some(&divisor), fact].into_iter().flatten() {
        if !(Measure { fact: side, divided: false }).is_number() {
            check.report(value.span(), ProblemKind::NoNumber { fact: side.to_string() });
            return None;
        }
    }
    Some(divisor)
}

/// Needed on a percent card, where points say nothing across signals; not allowed on a points card, where they say all.
fn weight(check: &Check<'_>, table: &Table<'_>, scale: Scale) -> Option<f64> {
    match scale {
        Scale::Percent => table.need("weight").and_then(|value| value.number(Some(f64::MIN_POSITIVE), None)),
        Scale::Points => {
            if let Some(value) = table.take("weight") {
                check.report(value.span(), ProblemKind::WeightOnPoints);
            }
            None
        }
    }
}

fn stale_after(check: &Check<'_>, table: &Table<'_>, fact: Option<&FactRef>) -> Option<i32> {
    let value = table.take("stale_after")?;
    if let Some(fact) = fact.filter(|fact| !fact.fact.dated) {
        check.report(value.span(), ProblemKind::StaleWithoutDay { fact: fact.to_string() });
    }
    value.read(Expected::Duration, crate::facts::fact_ref::parse_days)
}

fn override_of(check: &Check<'_>, table: &Table<'_>) -> Option<Override> {
    let when = table.need("when").and_then(|value| check.filter(&value, CARD_LEVEL));
    let light = |key| word(table, key, &LIGHTS);
    let (best, worst) = (light("at_best"), light("at_worst"));
    let because = table.need("because").and_then(|value| check::label(&value));
    table.finish();
    let effect = match (table.has("at_best"), table.has("at_worst")) {
        (true, false) => best.map(Effect::AtBest),
        (false, true) => worst.map(Effect::AtWorst),
        (both, _) => {
            check.report(table.span(), ProblemKind::OverrideEffect { both });
            None
        }
    };
    if let Some(Effect::AtBest(light @ Light::Green) | Effect::AtWorst(light @ Light::Red)) = effect {
        check.report(table.span(), ProblemKind::IdleOverride { light });
    }
    Some(Override { when: when?, effect: effect?, because: because.unwrap_or_default() })
}
