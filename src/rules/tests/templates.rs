//! The rules that come with the program.

use crate::config::Config;
use crate::domain::words::Touch;
use crate::rules::tests::{Made, assert_near, lens, today};
use crate::rules::{Rules, Scale};

#[test]
fn every_template_passes_its_own_check() {
    for name in Rules::templates() {
        let read = Rules::parse(Rules::template(name).unwrap());
        assert!(read.is_ok(), "{name}: {:#?}", read.unwrap_err());
    }
    assert_eq!(Rules::template("other"), None);
    assert_eq!(Rules::default().text(), Rules::template("default").unwrap());
}

#[test]
fn the_default_card_weighs_a_hundred_and_speaks_both_languages() {
    let rules = Rules::default();
    let card = rules.cards().last().unwrap();
    assert_eq!((card.name.as_str(), card.scale, card.signals.len(), card.overrides.len()), ("default", Scale::Percent, 12, 6));
    assert_near(Some(card.signals.iter().map(|signal| signal.weight).sum()), 100.0);
    let labels =
        rules.cards().iter().flat_map(|card| card.signals.iter().map(|signal| &signal.label).chain(card.overrides.iter().map(|rule| &rule.because)));
    let tasks = rules.triggers().iter().filter_map(|trigger| trigger.task.as_ref());
    for label in labels.chain(tasks) {
        assert!(!label.ja.is_ascii() && label.en.is_ascii(), "{label:?}");
    }
}

#[test]
fn every_trigger_stops_when_the_account_is_leaving() {
    for trigger in Rules::default().triggers() {
        assert!(trigger.unless.as_ref().is_some_and(|unless| unless.names_fact("leaving")), "{}", trigger.key);
    }
}

#[test]
fn the_hash_changes_with_the_text_only() {
    let text = Rules::template("default").unwrap();
    assert_eq!(Rules::parse(text).unwrap().hash(), Rules::default().hash());
    assert_ne!(Rules::parse(&format!("{text}\n")).unwrap().hash(), Rules::default().hash());
    assert_eq!(crate::domain::text::hash(b"a"), 0xaf63_dc4c_8601_ec8c);
}

#[test]
fn the_settings_hold_metrics_cadences_and_seasons() {
    let settings = Rules::default().settings(&Config::default());
    assert_eq!((settings.cadence(Touch::High), settings.cadence(Touch::Low), settings.cadence(Touch::Tech)), (Some(30), Some(90), None));
    assert_eq!((settings.metrics.len(), settings.quiet.len(), settings.activity), (5, 3, None));
}

#[test]
fn the_recommended_touch_model_is_the_first_that_matches() {
    let lens = lens(Rules::default(), (1..=3).map(Made::new).chain([Made::new(4).lost(3)]).collect());
    let touch = |ix| lens.recommended_touch(ix, today()).map(|touch| touch.key);
    assert_eq!((touch(0), touch(3)), (Some(Touch::High), None));
}
