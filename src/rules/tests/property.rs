//! What must hold for any card and any reading: parts add up, the counterfactual is true and smallest, tomorrow has no say.

use crate::book::rows::{Feedback, Invoice, Pulse};
use crate::domain::words::{FeedbackKind, FeedbackStatus};
use crate::domain::{Currency, Day, Light};
use crate::facts::{FactRef, Names, Value};
use crate::filter::Filter;
use crate::rules::tests::{Made, lens, today};
use crate::rules::{
    Band, Card, Change, Counterfactual, Curve, Effect, Label, MAX_CHANGES, Missing, Override, Reading, Rules, Scale, Signal, SignalReading, Target,
    Test, Unknown, counterfactual, score,
};
use proptest::prelude::*;

fn curve() -> impl Strategy<Value = Curve> {
    let test = prop_oneof![(-3..8_i32).prop_map(|n| Test::AtLeast(n.into())), (-3..8_i32).prop_map(|n| Test::AtMost(n.into()))];
    let band = (test, -2..5_i32).prop_map(|(test, points)| Band { test, points: points.into() });
    let bands = (prop::collection::vec(band, 0..4), -2..5_i32).prop_map(|(mut bands, points)| {
        bands.push(Band { test: Test::Else, points: points.into() });
        Curve::Bands(bands)
    });
    let line = (-3..8_i32, 1..6_i32, 1..5_i32, any::<bool>()).prop_map(|(from, length, points, up)| {
        let to = if up { from + length } else { from - length };
        Curve::Linear { from: from.into(), to: to.into(), points: points.into() }
    });
    prop_oneof![2 => bands, 1 => line]
}

/// A signal of a percent card can earn something.
fn signal(scale: Scale) -> impl Strategy<Value = Signal> {
    let missing = prop_oneof![Just(Missing::Skip), Just(Missing::Zero), Just(Missing::Full)];
    (curve(), 1..40_i32, missing, prop::bool::weighted(0.85)).prop_filter_map("it can earn", move |(curve, weight, missing, movable)| {
        let max = curve.max();
        (scale == Scale::Points || max > 0.0).then(|| Signal {
            key: String::new(),
            label: Label::default(),
            group: String::new(),
            fact: FactRef::named(if movable { "touch_ratio" } else { "potential" }).unwrap(),
            per: None,
            weight: if scale == Scale::Points { max } else { weight.into() },
            curve,
            max,
            stale_after: None,
            missing,
            only: None,
        })
    })
}

fn overrides() -> impl Strategy<Value = Vec<Override>> {
    let light = prop_oneof![Just(Light::Yellow), Just(Light::Red)];
    let rule = (light, prop::bool::weighted(0.8), prop::bool::weighted(0.8)).prop_map(|(light, caps, movable)| Override {
        when: Filter::parse(if movable { "overdue:>7d" } else { "tenure:>7d" }, &Names::default()).unwrap(),
        effect: if caps { Effect::AtBest(light) } else { Effect::AtWorst(if light == Light::Red { Light::Green } else { light }) },
        because: Label::default(),
    });
    prop::collection::vec(rule, 0..4)
}

fn card() -> impl Strategy<Value = Card> {
    prop_oneof![Just(Scale::Percent), Just(Scale::Points)]
        .prop_flat_map(|scale| (Just(scale), prop::collection::vec(signal(scale), 1..6), overrides(), 1..50_i32, 1..50_i32, 0..10_u8))
        .prop_map(|(scale, mut signals, mut overrides, yellow, step, min_data)| {
            let scaled = if scale == Scale::Points { 6.0 } else { 1.0 };
            let named = |place: usize| Label { en: place.to_string(), ja: String::new() };
            signals.iter_mut().enumerate().for_each(|(place, signal)| signal.key = place.to_string());
            overrides.iter_mut().enumerate().for_each(|(place, rule)| rule.because = named(place));
            Card {
                name: "c".into(),
                when: None,
                scale,
                green: f64::from(yellow + step) / scaled,
                yellow: f64::from(yellow) / scaled,
                min_data: f64::from(min_data) / 10.0,
                signals,
                overrides,
            }
        })
}

/// A card and a reading of it.
fn read() -> impl Strategy<Value = (Card, Reading)> {
    card().prop_flat_map(|card| {
        let value = prop_oneof![5 => (-8..20_i32).prop_map(|half| Ok(Value::Number(f64::from(half) / 2.0))), 1 => Just(Err(Unknown::NoData))];
        let signals = prop::collection::vec(value.prop_map(|value| SignalReading { value, on: None }), card.signals.len());
        let overrides = prop::collection::vec(any::<bool>(), card.overrides.len());
        (Just(card), signals, overrides)
            .prop_map(|(card, signals, overrides)| (card, Reading { card: 0, day: Day(0), signals, overrides, pulse: None }))
    })
}

/// A number inside a target.
fn inside(target: Target) -> f64 {
    let Target::Between { low, high } = target else { panic!("{target:?}") };
    match (low, high) {
        (Some(low), _) if low.inside => low.value,
        (_, Some(high)) if high.inside => high.value,
        (Some(low), Some(high)) => f64::midpoint(low.value, high.value),
        (Some(low), None) => low.value + 0.01,
        (None, Some(high)) => high.value - 0.01,
        (None, None) => panic!("a target has an end"),
    }
}

fn apply(reading: &Reading, changes: &[Change]) -> Reading {
    let mut reading = reading.clone();
    for change in changes {
        match change {
            Change::Signal { key, target, .. } => reading.signals[key.parse::<usize>().unwrap()].value = Ok(Value::Number(inside(*target))),
            Change::Override { because, .. } => reading.overrides[because.en.parse::<usize>().unwrap()] = false,
        }
    }
    reading
}

/// The best that can be made of a signal by anyone.
fn best(signal: &Signal) -> Value {
    let candidates = (-40..80).map(|quarter| Value::Number(f64::from(quarter) / 4.0));
    candidates.max_by(|a, b| signal.curve.points(a).0.total_cmp(&signal.curve.points(b).0)).unwrap()
}

/// The fewest changes that reach a light, by trying every set.
fn fewest(card: &Card, reading: &Reading, light: Light) -> Option<usize> {
    let (signals, rules) = (card.signals.len(), card.overrides.len());
    let allowed = |set: usize| {
        (0..signals + rules).filter(|place| set >> place & 1 == 1).all(|place| match place.checked_sub(signals) {
            None => card.signals[place].fact.fact.movable && reading.signals[place].value.is_ok(),
            Some(rule) => reading.overrides[rule] && card.overrides[rule].when.names_fact("overdue"),
        })
    };
    let changed = |set: usize| {
        let mut reading = reading.clone();
        for place in (0..signals + rules).filter(|place| set >> place & 1 == 1) {
            match place.checked_sub(signals) {
                None => reading.signals[place].value = Ok(best(&card.signals[place])),
                Some(rule) => reading.overrides[rule] = false,
            }
        }
        score(card, &reading).computed
    };
    (0..1_usize << (signals + rules))
        .filter(|set| allowed(*set))
        .filter(|set| !changed(*set).is_worse_than(light))
        .map(|set| set.count_ones() as usize)
        .min()
}

/// What the score is after the least gain that raises as many signals and reaches a light, by trying every band of every
/// signal. Cards with lines are left out: they have no end of values.
fn least(card: &Card, reading: &Reading, count: usize, light: Light) -> Option<f64> {
    let values = |place: usize| -> Vec<Option<Value>> {
        let movable = card.signals[place].fact.fact.movable && reading.signals[place].value.is_ok();
        let candidates = (-16..40).map(|quarter| Some(Value::Number(f64::from(quarter) / 4.0)));
        std::iter::once(None).chain(candidates.filter(|_| movable)).collect()
    };
    let mut ways: Vec<Vec<Option<Value>>> = vec![Vec::new()];
    for place in 0..card.signals.len() {
        let mut seen: Vec<f64> = Vec::new();
        let distinct: Vec<Option<Value>> = values(place)
            .into_iter()
            .filter(|value| {
                let Some(value) = value else { return true };
                let points = card.signals[place].curve.points(value).0;
                let new = !seen.iter().any(|held| (held - points).abs() < 1e-9);
                seen.push(points);
                new
            })
            .collect();
        ways = ways.into_iter().flat_map(|way| distinct.iter().map(move |value| [way.clone(), vec![value.clone()]].concat())).collect();
    }
    let raised = |way: &Vec<Option<Value>>| way.iter().flatten().count() == count;
    let measured = |way: Vec<Option<Value>>| {
        let mut reading = reading.clone();
        for (signal, value) in reading.signals.iter_mut().zip(way) {
            if let Some(value) = value {
                signal.value = Ok(value);
            }
        }
        let outcome = score(card, &reading);
        (!outcome.computed.is_worse_than(light)).then(|| outcome.points.or(outcome.score)).flatten()
    };
    ways.into_iter().filter(raised).filter_map(measured).min_by(f64::total_cmp)
}

/// Whether more (or less) of the value is never worse, so that each number of points has a value that earns just that many
/// nearest to now. Where an `else` lies between other bands, the nearest better value may earn more than is needed.
fn is_one_way(curve: &Curve) -> bool {
    let Curve::Bands(bands) = curve else { return false };
    let all = |same: fn(&Test) -> bool| bands.iter().all(|band| same(&band.test) || band.test == Test::Else);
    let falling = bands.windows(2).all(|pair| pair[0].points >= pair[1].points);
    falling && (all(|test| matches!(test, Test::AtLeast(_))) || all(|test| matches!(test, Test::AtMost(_))))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_parts_add_up_to_the_score((card, reading) in read()) {
        let outcome = score(&card, &reading);
        if let Some(score) = outcome.score {
            let sum: f64 = outcome.parts.iter().map(|part| part.part).sum();
            prop_assert!((sum - score).abs() < 1e-9, "{sum} is not {score}");
            prop_assert!((0.0..=100.0 + 1e-9).contains(&score));
            let shares: f64 = outcome.parts.iter().map(|part| part.share).sum();
            prop_assert!((shares - 1.0).abs() < 1e-9);
        }
        prop_assert!((0.0..=1.0 + 1e-9).contains(&outcome.coverage));
    }

    #[test]
    fn the_counterfactual_is_true_and_no_smaller_one_is((card, reading) in read()) {
        let outcome = score(&card, &reading);
        match counterfactual(&card, &outcome) {
            Counterfactual::Green => prop_assert_eq!(outcome.computed, Light::Green),
            Counterfactual::Missing { .. } => prop_assert_eq!(outcome.base, Light::Grey),
            Counterfactual::Nothing { light } => prop_assert_eq!(fewest(&card, &reading, light), None),
            Counterfactual::MoreThanFour { light } => prop_assert!(fewest(&card, &reading, light).is_some_and(|count| count > MAX_CHANGES)),
            Counterfactual::Reached { light, changes } => {
                let after = score(&card, &apply(&reading, &changes)).computed;
                prop_assert!(!after.is_worse_than(light), "{changes:?} reach {after}, not {light}");
                prop_assert!(outcome.computed.is_worse_than(light));
                prop_assert_eq!(fewest(&card, &reading, light), Some(changes.len()));
                if card.signals.iter().all(|signal| is_one_way(&signal.curve)) {
                    let rules: Vec<Change> = changes.iter().filter(|change| matches!(change, Change::Override { .. })).cloned().collect();
                    let cheapest = least(&card, &apply(&reading, &rules), changes.len() - rules.len(), light);
                    let after = score(&card, &apply(&reading, &changes));
                    let after = after.points.or(after.score);
                    prop_assert!(after.zip(cheapest).is_some_and(|(after, cheapest)| (after - cheapest).abs() < 1e-9), "{after:?} {cheapest:?}");
                }
            }
        }
    }

    #[test]
    fn what_becomes_known_never_darkens_and_lights_just_where_it_was_told((card, reading) in read(), new in prop::collection::vec(-8..20_i32, 6)) {
        let before = score(&card, &reading);
        let mut more = reading.clone();
        let mut weight = None;
        for (place, signal) in more.signals.iter_mut().enumerate().filter(|(place, signal)| signal.value.is_err() && new[*place] % 2 == 0) {
            signal.value = Ok(Value::Number(f64::from(new[place]) / 2.0));
            weight = Some(weight.unwrap_or(0.0) + card.signals[place].weight);
        }
        let after = score(&card, &more);
        prop_assert!(after.coverage + 1e-9 >= before.coverage);
        prop_assert!(after.base != Light::Grey || before.base == Light::Grey);
        if let Some(weight) = weight {
            prop_assert_eq!(card.would_light(&before, weight), after.base != Light::Grey);
        }
    }

    #[test]
    fn what_is_dated_later_changes_no_explanation(rows in prop::collection::vec((0..6_u8, -60..60_i32, 0..12_i32), 0..40)) {
        let build = |until: i32| {
            let mut made = Made::new(1);
            let mut points: [Vec<(i32, f64)>; 3] = Default::default();
            for (kind, on, value) in rows.iter().copied().filter(|(_, on, _)| *on <= until) {
                made = put(made, &mut points, kind, on, value, until);
            }
            let [logins, active, key] = points;
            vec![made.observed("logins", &logins).observed("active_users", &active).observed("key_feature", &key)]
        };
        let explain = |accounts| lens(Rules::default(), accounts).explain(0, today(), Some(today().plus(-30)));
        prop_assert_eq!(explain(build(60)), explain(build(0)));
    }
}

/// Puts one row of any kind on a day counted from today; nothing of it that lies after `until`.
fn put(mut made: Made, points: &mut [Vec<(i32, f64)>; 3], kind: u8, on: i32, value: i32, until: i32) -> Made {
    let day = today().plus(on);
    let (id, account) = (i64::from(on) + 1000, made.0.row.id);
    match kind {
        0..=2 => points[usize::from(kind)].push((-on, value.into())),
        3 => {
            let paid = on + value * 4;
            let paid_on = (paid <= until).then(|| today().plus(paid));
            made.0.invoices.push(Invoice {
                id,
                account,
                number: id.to_string(),
                day,
                due: day.plus(2),
                paid_on,
                amount: None,
                currency: Currency::JPY,
            });
        }
        4 => made.0.feedback.push(Feedback { id, account, day, kind: FeedbackKind::Complaint, theme: None, text: None, status: FeedbackStatus::New }),
        _ if value == 0 => made = made.lost(-on),
        _ if value < 4 => made.0.pulses.push(Pulse { id, account, day, light: Light::Yellow, reason: String::new(), until: day.plus(value * 9) }),
        _ => made = made.answered(-on, f64::from(value.min(10))),
    }
    made
}
