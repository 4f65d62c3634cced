//! Unknown, stale, divided, not asked; grey, pulse, churned.

use crate::domain::Light;
use crate::facts::Value;
use crate::rules::tests::{Made, assert_near, lens, outcome, rules, today};
use crate::rules::{Applied, Missing, Reason, Unknown};
use rstest::rstest;

/// A card of one signal with extra lines for it.
fn one(signal: &str) -> String {
    format!(
        "[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n[[scorecard.signal]]\nkey = \"s\"\nweight = 1\n\
         linear = {{ from = 0, to = 10, points = 10 }}\n{signal}\n"
    )
}

#[test]
fn data_older_than_stale_after_counts_as_unknown() {
    let text = one("fact = \"metric.usage\"\nstale_after = \"21d\"");
    assert_near(outcome(&text, Made::new(1).observed("usage", &[(21, 5.0)])).score, 50.0);
    let stale = outcome(&text, Made::new(1).observed("usage", &[(22, 5.0)]));
    assert_eq!((stale.score, stale.light), (None, Light::Grey));
    assert_eq!(stale.parts[0].reading.value, Err(Unknown::Stale { days: 22 }));
    assert_eq!(stale.parts[0].reading.on, Some(today().plus(-22)));
}

#[test]
fn the_divisor_is_never_stale_but_unknown_or_zero_makes_unknown() {
    let text = one("fact = \"metric.usage\"\nper = \"metric.logins\"\nstale_after = \"21d\"");
    let read = |divisor: &[(i32, f64)]| outcome(&text, Made::new(1).observed("usage", &[(1, 10.0)]).observed("logins", divisor));
    assert_near(read(&[(200, 2.0)]).score, 50.0);
    assert_eq!(read(&[(1, 0.0)]).parts[0].reading.value, Err(Unknown::NoDivisor));
    assert_eq!(read(&[]).parts[0].reading.value, Err(Unknown::NoDivisor));
}

#[test]
fn what_the_card_does_not_ask_of_an_account_is_unknown_but_not_missing() {
    let text = one("fact = \"metric.usage\"\nonly = \"tenure:<100d\"");
    let lens = lens(rules(&text), vec![Made::new(1).observed("usage", &[(1, 5.0)])]);
    let said = lens.explain(0, today(), None).unwrap();
    assert_eq!((said.signals[0].unknown, said.light), (Some(Unknown::NotAsked), Light::Grey));
    assert!(said.missing.is_empty());
}

#[rstest]
#[case("skip", None, None)]
#[case("zero", Some(0.0), Some(Applied::Filled(Missing::Zero)))]
#[case("full", Some(10.0), Some(Applied::Filled(Missing::Full)))]
fn an_unknown_fact_earns_what_missing_says(#[case] missing: &str, #[case] points: Option<f64>, #[case] band: Option<Applied>) {
    let other = "[[scorecard.signal]]\nkey = \"o\"\nfact = \"metric.logins\"\nweight = 3\nlinear = { from = 0, to = 10, points = 10 }";
    let text = one(&format!("fact = \"metric.usage\"\nmissing = \"{missing}\"\n{other}"));
    let lens = lens(rules(&text), vec![Made::new(1).observed("logins", &[(1, 5.0)])]);
    let said = lens.explain(0, today(), None).unwrap();
    assert_eq!((said.signals[0].points, said.signals[0].band.clone()), (points, band));
    assert!(!said.signals[0].known);
    assert_near(Some(said.coverage), 0.75);
    let wanted = match missing {
        "skip" => 50.0,
        "zero" => 37.5,
        _ => 62.5,
    };
    assert_near(said.score, wanted);
}

#[test]
fn with_nothing_known_there_is_no_score_whatever_is_filled() {
    let read = outcome(&one("fact = \"metric.usage\"\nmissing = \"full\""), Made::new(1));
    assert_eq!((read.score, read.points, read.light), (None, None, Light::Grey));
    assert!(read.coverage.abs() < f64::EPSILON);
}

#[rstest]
#[case("at_best = \"red\"", Light::Red)]
#[case("at_best = \"yellow\"", Light::Grey)]
#[case("at_worst = \"green\"", Light::Grey)]
fn on_a_grey_light_only_a_cap_at_red_acts(#[case] effect: &str, #[case] light: Light) {
    let rule = format!("[[scorecard.override]]\nwhen = \"overdue:>30d\"\n{effect}\nbecause = \"late\"");
    let read = outcome(&one(&format!("fact = \"metric.usage\"\n{rule}")), Made::new(1).invoice(40, None));
    assert_eq!(read.light, light);
}

#[test]
fn overrides_act_in_their_order() {
    let text = |first: &str, second: &str| {
        let rule = |effect: &str| format!("[[scorecard.override]]\nwhen = \"overdue:>30d\"\n{effect}\nbecause = \"late\"\n");
        one(&format!("fact = \"metric.usage\"\n{}{}", rule(first), rule(second)))
    };
    let read = |first, second| outcome(&text(first, second), Made::new(1).observed("usage", &[(0, 9.0)]).invoice(40, None)).light;
    assert_eq!(read("at_best = \"red\"", "at_worst = \"yellow\""), Light::Yellow);
    assert_eq!(read("at_worst = \"yellow\"", "at_best = \"red\""), Light::Red);
}

#[test]
fn a_pulse_stands_beside_the_computed_light_until_it_expires() {
    let text = one("fact = \"metric.usage\"");
    let read = |ago| outcome(&text, Made::new(1).observed("usage", &[(0, 9.0)]).pulse(Light::Red, ago, 30));
    let in_force = read(29);
    assert_eq!((in_force.light, in_force.computed), (Light::Red, Light::Green));
    assert_eq!(in_force.pulse.as_ref().map(|pulse| pulse.reason.as_str()), Some("felt"));
    assert_eq!((read(30).light, read(30).pulse.clone()), (Light::Green, None));
}

#[test]
fn a_churned_account_is_scored_as_of_the_day_before_it_left() {
    let text = one("fact = \"metric.usage\"");
    let lens = lens(rules(&text), vec![Made::new(1).observed("usage", &[(100, 9.0), (50, 1.0)]).lost(60)]);
    let last = lens.outcome(0, today()).unwrap();
    assert_near(last.score, 90.0);
    assert_eq!((last.light, last.day), (Light::Green, today().plus(-61)));
    assert_eq!(lens.at(0, today()).light(), Some(Light::Green));
    assert_eq!(lens.outcome(0, today().plus(-401)), None, "before it was in the book");
}

#[test]
fn a_score_that_is_a_threshold_by_arithmetic_reaches_it() {
    // (0.5 - 0.2) ÷ (0.8 - 0.2) is less than a half in binary fractions.
    let text = "[[scorecard]]\nname = \"c\"\ngreen = 50\nyellow = 40\n[[scorecard.signal]]\nkey = \"s\"\nweight = 1\nfact = \"metric.usage\"\n\
                linear = { from = 0.2, to = 0.8, points = 10 }\n";
    assert_eq!(outcome(text, Made::new(1).observed("usage", &[(0, 0.5)])).light, Light::Green);
}

#[test]
fn reasons_name_caps_before_the_dearest_signals() {
    let more = "[[scorecard.signal]]\nkey = \"t\"\nfact = \"metric.logins\"\nweight = 3\nlinear = { from = 0, to = 10, points = 10 }\n\
                [[scorecard.override]]\nwhen = \"overdue:>30d\"\nat_best = \"red\"\nbecause = { en = \"late\", ja = \"遅延\" }";
    let account = Made::new(1).observed("usage", &[(0, 5.0)]).observed("logins", &[(0, 4.0)]).invoice(40, None);
    let lens = lens(rules(&one(&format!("fact = \"metric.usage\"\n{more}"))), vec![account]);
    let reasons = lens.reasons(0, today());
    assert!(matches!(&reasons[0], Reason::Override { light: Light::Red, because } if because.ja == "遅延"));
    assert!(matches!(&reasons[1], Reason::Signal { key, lost, value: Some(Value::Number(_)), .. } if key == "t" && (lost - 45.0).abs() < 1e-9));
    assert!(matches!(&reasons[2], Reason::Signal { key, lost, .. } if key == "s" && (lost - 12.5).abs() < 1e-9));
    assert_eq!(reasons.len(), 3);
}

#[test]
fn a_grey_light_says_which_data_is_missing_and_what_would_bring_it() {
    let more = "[[scorecard.signal]]\nkey = \"n\"\nfact = \"nps\"\nweight = 3\nlinear = { from = 0, to = 10, points = 10 }\n\
                [[scorecard.signal]]\nkey = \"p\"\nfact = \"metric.usage\"\nper = \"metric.logins\"\nweight = 2\nlinear = { from = 0, to = 1, points = 1 }";
    let lens = lens(rules(&one(&format!("fact = \"metric.usage\"\n{more}"))), vec![Made::new(1).observed("usage", &[(0, 5.0)])]);
    let missing: Vec<(String, String, &str)> = lens
        .reasons(0, today())
        .into_iter()
        .map(|reason| match reason {
            Reason::Missing(data) => (data.key, data.fact.to_string(), data.source),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(missing, [("n".into(), "nps".into(), "surveys"), ("p".into(), "metric.logins".into(), "usage")]);
}
