//! What would turn a light better, by example.

use crate::domain::Light;
use crate::facts::Value;
use crate::rules::tests::{Made, lens, rules, today};
use crate::rules::{Bound, Change, Counterfactual, Target};

/// A card of these signals and overrides, asked of one account.
fn asked(thresholds: &str, body: &str, account: Made) -> Counterfactual {
    let text = format!("[[scorecard]]\nname = \"c\"\n{thresholds}\n{body}");
    lens(rules(&text), vec![account]).explain(0, today(), None).unwrap().counterfactual
}

const PERCENT: &str = "green = 70\nyellow = 40";

fn signal(key: &str, fact: &str, rest: &str) -> String {
    format!("[[scorecard.signal]]\nkey = \"{key}\"\nfact = \"{fact}\"\n{rest}\n")
}

fn rule(when: &str, effect: &str) -> String {
    format!("[[scorecard.override]]\nwhen = \"{when}\"\n{effect}\nbecause = \"{when}\"\n")
}

fn low(value: f64) -> Target {
    Target::Between { low: Some(Bound { value, inside: true }), high: None }
}

/// Light, override conditions and (signal, target) of an answer.
#[track_caller]
fn reached(answer: Counterfactual) -> (Light, Vec<String>, Vec<(String, Target)>) {
    let Counterfactual::Reached { light, changes } = answer else { panic!("{answer:?}") };
    let (mut rules, mut signals) = (Vec::new(), Vec::new());
    for change in changes {
        match change {
            Change::Override { when, .. } => rules.push(when),
            Change::Signal { key, target, .. } => signals.push((key, target)),
        }
    }
    (light, rules, signals)
}

const LOGINS: &str = "weight = 3\nbands = [{ at_least = 3, points = 3 }, { at_least = 1, points = 2 }, { else = true, points = 0 }]";

#[test]
fn logins_to_one_a_week_and_the_invoice_paid() {
    let body = signal("logins", "metric.logins", LOGINS) + &signal("use", "metric.usage", "weight = 1\nlinear = { from = 0, to = 10, points = 1 }");
    let body = body + &rule("overdue:>30d", "at_best = \"red\"") + &rule("overdue:>14d", "at_best = \"yellow\"");
    let account = Made::new(1).observed("logins", &[(0, 0.4)]).observed("usage", &[(0, 1.0)]).invoice(40, None);
    let (light, rules, signals) = reached(asked(PERCENT, &body, account));
    assert_eq!((light, rules), (Light::Yellow, vec!["overdue:>30d".to_owned()]), "the cap at yellow is not in the way of yellow");
    assert_eq!(signals, [("logins".to_owned(), low(1.0))]);
}

#[test]
fn a_line_is_asked_for_no_more_than_is_needed() {
    let body = signal("use", "metric.usage", "weight = 1\nlinear = { from = 10, to = 0, points = 5 }");
    let (light, _, signals) = reached(asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 5.0)])));
    let (_, Target::Between { low: None, high: Some(Bound { value, inside: true }) }) = &signals[0] else { panic!("{signals:?}") };
    assert_eq!(light, Light::Green);
    assert!((value - 3.0).abs() < 1e-9, "{value}");
}

#[test]
fn of_equally_many_changes_the_least_gain_is_chosen() {
    // Each alone reaches green from 50; the second wastes less.
    let body = signal("big", "metric.logins", "weight = 50\nbands = [{ at_least = 3, points = 1 }, { else = true, points = 0 }]")
        + &signal("small", "metric.usage", "weight = 25\nbands = [{ at_least = 9, points = 1 }, { else = true, points = 0 }]")
        + &signal("done", "metric.active_users", "weight = 75\nbands = [{ at_least = 1, points = 1 }, { else = true, points = 0 }]");
    let account = Made::new(1).observed("logins", &[(0, 0.0)]).observed("usage", &[(0, 0.0)]).observed("active_users", &[(0, 1.0)]);
    let (_, _, signals) = reached(asked("green = 60\nyellow = 40", &body, account));
    assert_eq!(signals, [("small".to_owned(), low(9.0))]);
}

#[test]
fn a_target_is_after_per_and_an_else_that_is_better_is_named_by_its_border() {
    let body =
        signal("seats", "metric.active_users", "per = \"seats\"\nweight = 1\nbands = [{ at_least = 0.5, points = 1 }, { else = true, points = 0 }]");
    let (_, _, signals) = reached(asked(PERCENT, &body, Made::new(1).observed("active_users", &[(0, 2.0)])));
    assert_eq!(signals, [("seats".to_owned(), low(0.5))]);
    let body = signal("bad", "metric.usage", "weight = 1\nbands = [{ at_least = 2, points = 0 }, { else = true, points = 1 }]");
    let (_, _, signals) = reached(asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 7.0)])));
    assert_eq!(signals, [("bad".to_owned(), Target::Between { low: None, high: Some(Bound { value: 2.0, inside: false }) })]);
}

#[test]
fn a_yes_or_no_is_turned_round() {
    let body = signal("champion", "champion", "weight = 1\nbands = [{ equals = \"yes\", points = 1 }, { else = true, points = 0 }]");
    let answer = asked(PERCENT, &body, Made::new(1).champion(Some(9)));
    let Counterfactual::Reached { changes, .. } = answer else { panic!("{answer:?}") };
    assert!(matches!(&changes[0], Change::Signal { now: Value::YesNo(false), target: Target::YesNo(true), .. }), "{changes:?}");
}

#[test]
fn what_nobody_can_move_is_never_named() {
    let fixed = signal("age", "tenure", "weight = 3\nbands = [{ at_least = 9999, points = 1 }, { else = true, points = 0 }]");
    assert_eq!(asked(PERCENT, &fixed, Made::new(1)), Counterfactual::Nothing { light: Light::Yellow });
    let good = signal("use", "metric.usage", "weight = 1\nlinear = { from = 0, to = 1, points = 1 }");
    let body = good + &rule("tenure:>30d", "at_best = \"yellow\"");
    assert_eq!(asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 1.0)])), Counterfactual::Nothing { light: Light::Green });
}

#[test]
fn more_than_four_changes_are_only_counted_as_more() {
    let facts = ["metric.logins", "metric.usage", "metric.key_feature", "metric.active_users", "nps"];
    let body: String =
        facts.iter().map(|fact| signal(&fact.replace('.', "-"), fact, "weight = 1\nlinear = { from = 0, to = 10, points = 1 }")).collect();
    let account = || {
        let metrics = ["logins", "usage", "key_feature", "active_users"];
        metrics.into_iter().fold(Made::new(1), |made, metric| made.observed(metric, &[(0, 0.0)])).answered(0, 0.0)
    };
    assert_eq!(asked("green = 99\nyellow = 81", &body, account()), Counterfactual::MoreThanFour { light: Light::Yellow });
    let (_, _, signals) = reached(asked("green = 99\nyellow = 80", &body, account()));
    assert_eq!(signals.len(), 4);
}

#[test]
fn grey_names_what_is_missing_and_the_cap_that_also_holds() {
    let body = signal("use", "metric.usage", "weight = 1\nlinear = { from = 0, to = 1, points = 1 }")
        + &signal("nps", "nps", "weight = 4\nlinear = { from = 0, to = 10, points = 1 }")
        + &rule("overdue:>30d", "at_best = \"red\"");
    let answer = asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 1.0)]).invoice(40, None));
    let Counterfactual::Missing { missing, changes } = answer else { panic!("{answer:?}") };
    assert_eq!(missing.iter().map(|data| (data.key.as_str(), data.source)).collect::<Vec<_>>(), [("nps", "surveys")]);
    assert_eq!(
        changes,
        [Change::Override { when: "overdue:>30d".into(), because: crate::rules::Label { en: "overdue:>30d".into(), ja: "overdue:>30d".into() } }]
    );
}

#[test]
fn a_cap_that_a_later_lift_undoes_is_not_in_the_way() {
    let body = signal("use", "metric.usage", "weight = 1\nlinear = { from = 0, to = 1, points = 1 }")
        + &rule("overdue:>1d", "at_best = \"red\"")
        + &rule("overdue:>2d", "at_worst = \"yellow\"")
        + &rule("overdue:>3d", "at_best = \"red\"");
    // The score is red too, and beside the point: the lift makes it yellow once the cap behind it is gone.
    let answer = asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 0.1)]).invoice(40, None));
    assert_eq!(reached(answer), (Light::Yellow, vec!["overdue:>3d".to_owned()], Vec::new()));
}

#[test]
fn a_green_light_needs_nothing() {
    let body = signal("use", "metric.usage", "weight = 1\nlinear = { from = 0, to = 1, points = 1 }");
    assert_eq!(asked(PERCENT, &body, Made::new(1).observed("usage", &[(0, 1.0)])), Counterfactual::Green);
}

#[test]
fn on_a_points_card_points_are_what_counts() {
    let bands = "bands = [{ at_least = 3, points = 3 }, { at_least = 1, points = 2 }, { else = true, points = 1 }]";
    let body = signal("logins", "metric.logins", bands)
        + &signal("key", "metric.key_feature", "bands = [{ equals = \"yes\", points = 2 }, { else = true, points = 0 }]");
    let account = Made::new(1).observed("logins", &[(0, 0.4)]).observed("key_feature", &[(0, 0.0)]);
    let (light, _, signals) = reached(asked("scale = \"points\"\ngreen = 5\nyellow = 3", &body, account));
    // Either alone reaches 3; both gain 2, and the first of the card is named.
    assert_eq!((light, signals), (Light::Yellow, vec![("logins".to_owned(), low(3.0))]));
}
