//! What the default rules make of the demo: lights, stories, and how much there is to do.

use crate::app::demo::tests::book::imported;
use crate::app::demo::{ACCOUNTS, STORIES, TODAY, touch_places};
use crate::config::Config;
use crate::domain::Day;
use crate::filter::Filter;
use crate::rules::{Lens, Rules, Trigger};
use rstest::rstest;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn lens(today: Day, accounts: usize) -> Lens {
    let rules = Rules::parse(Rules::template("default").unwrap()).unwrap();
    let settings = rules.settings(&Config::default());
    Lens::new(Arc::new(imported(today, accounts).book), Arc::new(rules), settings)
}

/// The ids of the accounts that a filter finds on a day, churned ones only if it names them.
fn found(lens: &Lens, filter: &str, day: Day) -> Vec<String> {
    let filter = Filter::parse(filter, &lens.rules().names()).unwrap();
    ids(lens, |ix| filter.matches(&lens.at(ix, day)) && (filter.names_churned() || !lens.at(ix, day).life().churned()))
}

fn ids(lens: &Lens, is: impl Fn(usize) -> bool) -> Vec<String> {
    (0..lens.book().accounts().len()).filter(|ix| is(*ix)).map(|ix| lens.book().account(ix).row.code.clone()).collect()
}

/// The accounts for which a trigger holds on all the days it must.
fn fired(lens: &Lens, trigger: &Trigger) -> Vec<String> {
    let holds = |ix, day| {
        let at = lens.at(ix, day);
        !at.life().churned() && trigger.when.matches(&at) && !trigger.unless.as_ref().is_some_and(|unless| unless.matches(&at))
    };
    ids(lens, |ix| (0..trigger.held_for).all(|back| holds(ix, TODAY.plus(-back))))
}

#[rstest]
#[case::its_own_day(TODAY)]
#[case::after_golden_week(TODAY.plus(-198))]
#[case::obon(TODAY.plus(-99))]
#[case::new_year(TODAY.plus(44))]
fn every_story_is_found_by_its_filter_and_alone(#[case] today: Day) {
    let lens = lens(today, ACCOUNTS);
    for story in STORIES {
        assert_eq!(found(&lens, story.filter, today), [story.account()], "{} on {today}", story.key);
        if let Some((ago, filter)) = story.earlier {
            assert!(found(&lens, filter, today.plus(-ago)).contains(&story.account()), "{} {ago} days before {today}", story.key);
        }
    }
}

#[test]
fn most_of_the_demo_is_green_and_some_of_it_is_not() {
    let lens = lens(TODAY, ACCOUNTS);
    let lights = ["green", "yellow", "red", "grey"].map(|light| found(&lens, &format!("light:{light}"), TODAY).len());
    assert_eq!(lights, [36, 10, 6, 1]);
    assert_eq!(found(&lens, "churned:yes", TODAY).len(), 7);
    assert_eq!(found(&lens, "renewal:0d..30d", TODAY).len(), 4);
}

#[test]
fn there_is_enough_to_do_for_a_week_and_no_storm() {
    let lens = lens(TODAY, ACCOUNTS);
    let fired: BTreeMap<&str, Vec<String>> = lens.rules().triggers().iter().map(|trigger| (trigger.key.as_str(), fired(&lens, trigger))).collect();
    let accounts: BTreeSet<&String> = fired.values().flatten().collect();
    assert!((8..=30).contains(&accounts.len()), "{fired:?}");
    assert!(fired.values().all(|accounts| accounts.len() <= 10), "{fired:?}");
    let expected = [
        ("red-high", "champion-left"),
        ("champion-left", "champion-left"),
        ("usage-fall", "silent-decline"),
        ("detractor", "detractor"),
        ("severe", "severe-tickets"),
        ("overdue-21", "unpaid"),
        ("overdue-7", "late-payer"),
        ("red-low", "not-started"),
        ("unconfirmed", "unconfirmed"),
        ("expansion", "expansion-ripe"),
        ("one-contact", "watermelon"),
        ("hidden-risk", "watermelon"),
    ];
    for (trigger, story) in expected {
        let account = STORIES.iter().find(|told| told.key == story).unwrap().account();
        assert!(fired[trigger].contains(&account), "{trigger}: {fired:?}");
    }
}

#[test]
fn who_leaves_opens_no_tasks() {
    let lens = lens(TODAY, ACCOUNTS);
    let leaving = STORIES.iter().find(|story| story.key == "leaving").unwrap().account();
    assert!(lens.rules().triggers().iter().all(|trigger| !fired(&lens, trigger).contains(&leaving)));
}

#[test]
fn high_touch_accounts_are_the_fifteen_largest() {
    let lens = lens(TODAY, ACCOUNTS);
    assert_eq!(found(&lens, "touch:high", TODAY), found(&lens, "arr.place:<=15", TODAY));
    assert_eq!(found(&lens, "touch:high", TODAY).len(), 15);
}

#[rstest]
#[case(30)]
#[case(60)]
#[case(500)]
fn with_its_own_places_in_the_rules_every_account_has_the_touch_model_they_recommend(#[case] accounts: usize) {
    let (high, low) = touch_places(TODAY, accounts);
    let text = Rules::template("default").unwrap();
    let text = text.replace("arr.place:<=15", &format!("arr.place:<={high}")).replace("arr.place:<=80", &format!("arr.place:<={low}"));
    let rules = Rules::parse(&text).unwrap();
    let settings = rules.settings(&Config::default());
    let lens = Lens::new(Arc::new(imported(TODAY, accounts).book), Arc::new(rules), settings);
    for ix in 0..accounts {
        let recommended = lens.recommended_touch(ix, TODAY).map(|touch| touch.key);
        assert!(recommended.is_none() || recommended == lens.at(ix, TODAY).touch(), "{}", lens.at(ix, TODAY).code());
    }
}
