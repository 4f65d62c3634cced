//! The lens: what it remembers, what it forgets, what it says of change.

use crate::config::Config;
use crate::domain::Day;
use crate::rules::tests::{Made, assert_near, book, lens, rules, today};
use crate::rules::{Lens, Rules, SinceChange};
use proptest::prelude::*;
use std::sync::Arc;

const CARD: &str = "[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nweight = 1\n\
                    linear = { from = 0, to = 10, points = 5 }\n[[scorecard.override]]\nwhen = \"overdue:>30d\"\nat_best = \"red\"\nbecause = \"late\"\n";

#[test]
fn a_lens_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&lens(Rules::default(), Vec::new()));
}

#[test]
fn a_change_is_told_in_points_since_28_days_ago() {
    let lens = lens(rules(CARD), vec![Made::new(1).observed("usage", &[(28, 8.0), (27, 6.0)])]);
    let said = lens.explain(0, today(), None).unwrap();
    assert_near(said.signals[0].change, -1.0);
    assert_near(said.signals[0].part_change, -20.0);
    assert_near(lens.trend(0, today()), -20.0);
    assert_near(lens.at(0, today()).trend(), -20.0);
}

#[test]
fn what_changed_since_a_day_names_signals_and_overrides() {
    let lens = lens(rules(CARD), vec![Made::new(1).observed("usage", &[(28, 8.0), (3, 6.0)]).invoice(35, None)]);
    let since = lens.explain(0, today(), Some(today().plus(-10))).unwrap().since.unwrap();
    assert_near(since.score, 80.0);
    assert!(matches!(&since.changes[0], SinceChange::Signal { key, part_change, .. } if key == "s" && (part_change + 20.0).abs() < 1e-9));
    assert!(matches!(&since.changes[1], SinceChange::Override { applied: true, .. }));
    assert_eq!(since.changes.len(), 2);
    assert_eq!(lens.explain(0, today(), Some(Day(0))).unwrap().since, None, "it was not in the book then");
}

#[test]
fn an_update_forgets_the_changed_account_only() {
    let usage = |id, value| Made::new(id).observed("usage", &[(1, value)]);
    let mut lens = lens(rules(CARD), vec![usage(1, 5.0), usage(2, 5.0)]);
    let before = [0, 1].map(|ix| lens.outcome(ix, today()).unwrap());
    assert_eq!(lens.update(Arc::new(book(vec![usage(1, 9.0), usage(2, 5.0)])), vec![0]), [0]);
    assert_near(lens.outcome(0, today()).unwrap().score, 90.0);
    assert!(Arc::ptr_eq(&before[1], &lens.outcome(1, today()).unwrap()));
    assert!(!Arc::ptr_eq(&before[0], &lens.outcome(0, today()).unwrap()));
}

fn random_book(rows: &[(usize, i32, i32)]) -> Vec<Made> {
    let mut made: Vec<Made> = Vec::new();
    for ix in 0..3_usize {
        let of = rows.iter().filter(|(account, ..)| *account == ix);
        let points: Vec<(i32, f64)> = of.clone().filter(|(_, ago, _)| *ago < 60).map(|(_, ago, value)| (*ago, f64::from(*value))).collect();
        let mut account = Made::new(i64::try_from(ix).unwrap()).observed("logins", &points);
        for (_, ago, value) in of.filter(|(_, ago, _)| *ago >= 60) {
            account = account.invoice(*ago - 60, (*value > 5).then_some(1));
            account.0.contracts[0].amount = Some(i64::from(*ago) * 1000);
        }
        made.push(account);
    }
    made
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_updated_lens_says_what_a_new_one_says(
        rows in prop::collection::vec((0..3_usize, 0..90_i32, 0..10_i32), 0..30),
        more in prop::collection::vec((0..1_usize, 0..90_i32, 0..10_i32), 0..4),
    ) {
        let ranked = Rules::parse(&Rules::template("default").unwrap().replace("when = \"tenure:<90d\"", "when = \"arr.place:<=1\"")).unwrap();
        for rules in [Rules::default(), ranked] {
            let mut old = lens(rules.clone(), random_book(&rows));
            let days = [today(), today().plus(-28)];
            for (ix, day) in (0..3).flat_map(|ix| days.map(|day| (ix, day))) {
                old.outcome(ix, day);
            }
            let after: Vec<_> = rows.iter().chain(&more).copied().collect();
            let settings = rules.settings(&Config::default());
            let new = Lens::new(Arc::new(book(random_book(&after))), Arc::new(rules), settings);
            old.update(Arc::new(book(random_book(&after))), vec![0]);
            for (ix, day) in (0..3).flat_map(|ix| days.map(|day| (ix, day))) {
                prop_assert_eq!(old.outcome(ix, day), new.outcome(ix, day));
                prop_assert_eq!(old.recommended_touch(ix, day), new.recommended_touch(ix, day));
            }
        }
    }
}
