//! The worked examples of the design, to the digit.

use crate::domain::Light;
use crate::rules::Rules;
use crate::rules::tests::{Made, assert_near, lens, outcome, rules, today};

#[test]
fn the_spreadsheet_score_gives_its_table_point_by_point() {
    let table = [
        (4.0, 1.0, true, 6.0, Light::Green),
        (3.0, 1.0, false, 5.0, Light::Green),
        (2.0, 1.0, false, 4.0, Light::Yellow),
        (3.0, 0.0, false, 3.0, Light::Yellow),
        (2.0, 0.0, false, 2.0, Light::Red),
        (0.0, 0.0, false, 1.0, Light::Red),
        (0.0, 0.0, true, 2.0, Light::Red),
        (1.0, 0.0, true, 3.0, Light::Yellow),
    ];
    let account = |(id, (logins, key_feature, voice, ..)): (i64, (f64, f64, bool, f64, Light))| {
        let weeks: Vec<(i32, f64)> = (0..6).map(|week| (week * 7, logins)).collect();
        let made = Made::new(id).observed("logins", &weeks).observed("key_feature", &[(3, key_feature)]);
        if voice { made.praised(20) } else { made }
    };
    let lens = lens(Rules::parse(Rules::template("spreadsheet").unwrap()).unwrap(), (1..).zip(table).map(account).collect());
    for (ix, (.., points, light)) in table.into_iter().enumerate() {
        let outcome = lens.outcome(ix, today()).unwrap();
        assert_near(outcome.points, points);
        assert_near(outcome.max, 6.0);
        assert_near(outcome.score, 100.0 * points / 6.0);
        assert_eq!(outcome.light, light, "row {ix}");
    }
}

const PERCENT: &str = r#"
[[scorecard]]
name = "default"
green = 70
yellow = 40
[[scorecard.signal]]
key = "usage"
fact = "metric.usage"
weight = 3
bands = [{ at_least = 3, points = 3 }, { at_least = 1, points = 2 }, { else = true, points = 1 }]
[[scorecard.signal]]
key = "seats"
fact = "metric.active_users"
per = "seats"
weight = 2
linear = { from = 0.2, to = 0.8, points = 10 }
[[scorecard.signal]]
key = "nps"
fact = "nps"
weight = 1
MISSING
bands = [{ at_least = 9, points = 1 }, { else = true, points = 0 }]
[[scorecard.override]]
when = "overdue:>30d"
at_best = "red"
because = "late"
"#;

fn percent_account() -> Made {
    Made::new(1).observed("usage", &[(1, 2.0)]).observed("active_users", &[(1, 5.0)])
}

#[test]
fn a_percent_card_weighs_what_is_known() {
    let outcome = outcome(&PERCENT.replace("MISSING", ""), percent_account());
    assert_near(outcome.score, 60.0);
    assert_near(Some(outcome.coverage), 5.0 / 6.0);
    assert_eq!((outcome.light, outcome.points), (Light::Yellow, None));
}

#[test]
fn a_missing_fact_counted_as_zero_lowers_the_score_and_not_the_coverage() {
    let outcome = outcome(&PERCENT.replace("MISSING", "missing = \"zero\""), percent_account());
    assert_near(outcome.score, 50.0);
    assert_near(Some(outcome.coverage), 5.0 / 6.0);
}

#[test]
fn an_override_caps_the_light_and_leaves_the_score() {
    let text = PERCENT.replace("MISSING", "");
    let lens = lens(rules(&text), vec![percent_account().invoice(31, None)]);
    let said = lens.explain(0, today(), None).unwrap();
    assert_near(said.score, 60.0);
    assert_eq!((said.base, said.computed, said.light), (Light::Yellow, Light::Red, Light::Red));
    assert!(said.overrides[0].applied);
    assert_eq!(said.overrides[0].when, "overdue:>30d");
}

const WEIGHTS: &str = r#"
[[scorecard]]
name = "default"
green = 70
yellow = 40
min_data = MIN_DATA
[[scorecard.signal]]
key = "a"
fact = "metric.usage"
weight = 40
linear = { from = 0, to = 1, points = 1 }
[[scorecard.signal]]
key = "b"
fact = "metric.logins"
weight = 30
missing = "MISSING"
linear = { from = 0, to = 1, points = 1 }
[[scorecard.signal]]
key = "c"
fact = "metric.key_feature"
weight = 20
linear = { from = 0, to = 1, points = 1 }
[[scorecard.signal]]
key = "d"
fact = "metric.active_users"
weight = 10
linear = { from = 0, to = 1, points = 1 }
"#;

#[test]
fn what_is_missing_is_skipped_or_counted_as_zero_and_too_little_is_grey() {
    let account = || Made::new(1).observed("usage", &[(0, 0.8)]).observed("key_feature", &[(0, 0.5)]).observed("active_users", &[(0, 1.0)]);
    let read = |min_data, missing| outcome(&WEIGHTS.replace("MIN_DATA", min_data).replace("MISSING", missing), account());
    let skipped = read("0.6", "skip");
    assert_near(skipped.score, 5200.0 / 70.0);
    assert_near(Some(skipped.coverage), 0.7);
    assert_eq!(skipped.light, Light::Green);
    assert_near(read("0.6", "zero").score, 52.0);
    assert_near(Some(read("0.6", "zero").coverage), 0.7);
    assert_eq!(read("0.7", "skip").light, Light::Green, "0.7 of 0.7 is enough");
    assert_eq!(read("0.75", "skip").light, Light::Grey);
}
