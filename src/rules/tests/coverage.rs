//! What is known over a book, and whom one more import would light.

use crate::domain::Light;
use crate::rules::tests::{Made, assert_near, lens, rules, today};
use crate::rules::{Coverage, SignalCoverage};

/// Half of the weight is usage, the rest tickets and surveys; 60 % must be known.
const CARD: &str = "[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\nmin_data = 0.6\n\
    [[scorecard.signal]]\nkey = \"usage\"\nfact = \"metric.usage\"\nweight = 5\nstale_after = \"21d\"\nlinear = { from = 0, to = 10, points = 5 }\n\
    [[scorecard.signal]]\nkey = \"tickets\"\nfact = \"tickets.severe\"\nweight = 3\nlinear = { from = 5, to = 0, points = 5 }\n\
    [[scorecard.signal]]\nkey = \"nps\"\nfact = \"nps\"\nweight = 2\nlinear = { from = 0, to = 10, points = 5 }\n";

/// One signal: logins by seats, asked only where a filter holds.
fn by_seats(only: &str) -> String {
    format!(
        "[[scorecard]]\nname = \"c\"\ngreen = 70\nyellow = 40\n[[scorecard.signal]]\nkey = \"s\"\nfact = \"metric.usage\"\nper = \"seats\"\n\
         weight = 1\nonly = \"{only}\"\nlinear = {{ from = 0, to = 1, points = 5 }}\n"
    )
}

fn coverage(text: &str, accounts: Vec<Made>) -> Coverage {
    lens(rules(text), accounts).coverage(today())
}

fn used(id: i64) -> Made {
    Made::new(id).observed("usage", &[(1, 8.0)])
}

fn without_seats(mut made: Made) -> Made {
    made.0.contracts[0].seats = None;
    made
}

/// What each import would light.
fn lit(coverage: &Coverage) -> Vec<(&'static str, usize)> {
    coverage.gains.iter().map(|gain| (gain.kind, gain.accounts_lit)).collect()
}

fn signal<'a>(coverage: &'a Coverage, key: &str) -> &'a SignalCoverage {
    coverage.signals.iter().find(|signal| signal.key == key).unwrap()
}

#[test]
fn the_next_best_file_lights_the_most_grey_accounts() {
    let coverage = coverage(
        CARD,
        vec![
            used(1),                            // 50 % known: tickets or surveys would do
            used(2),                            // the same
            Made::new(3).answered(5, 9.0),      // 20 %: only usage would do
            used(4).answered(5, 9.0),           // 70 %: has a light
            used(5).pulse(Light::Green, 2, 30), // grey but for the lead's own judgement
            used(6).lost(3),                    // gone
        ],
    );
    assert_eq!((coverage.accounts, coverage.grey), (5, 3));
    assert_eq!(lit(&coverage), [("tickets", 2), ("surveys", 2), ("usage", 1)], "of two that light as many, the one that tells more");
    assert_near(Some(coverage.gains[0].coverage), 0.3);
    assert_near(Some(coverage.gains[1].coverage), 0.2 * 3.0 / 5.0);
    assert_near(Some(coverage.gains[2].coverage), 0.5 / 5.0);
}

#[test]
fn a_signal_tells_how_many_accounts_it_is_known_of_and_how_new_it_is() {
    let coverage = coverage(CARD, vec![used(1), used(2), Made::new(3), Made::new(4).observed("usage", &[(40, 8.0)])]);
    let usage = signal(&coverage, "usage");
    assert_eq!((usage.known, usage.total, usage.not_asked, usage.kind), (2, 4, 0, "usage"), "what is stale is not known");
    assert_eq!((usage.scorecard.as_str(), usage.fact.as_str(), usage.newest), ("c", "metric.usage", Some(today().plus(-1))));
    assert_near(Some(usage.weight_share), 0.5);
    assert_eq!((signal(&coverage, "nps").known, signal(&coverage, "nps").newest), (0, None));
}

#[test]
fn a_signal_that_waits_for_two_imports_is_promised_to_neither() {
    let card = by_seats("tenure:>=1d");
    assert_eq!(lit(&coverage(&card, vec![Made::new(1)])), [("usage", 1)]);
    assert_eq!(lit(&coverage(&card, vec![without_seats(used(1))])), [("accounts", 1)]);
    assert_eq!(lit(&coverage(&card, vec![without_seats(Made::new(1))])), []);
}

#[test]
fn what_is_not_asked_of_an_account_no_import_would_bring() {
    let coverage = coverage(&by_seats("tenure:>=999d"), vec![Made::new(1)]);
    assert_eq!((coverage.grey, lit(&coverage)), (1, vec![]));
    let signal = signal(&coverage, "s");
    assert_eq!((signal.known, signal.total, signal.not_asked), (0, 1, 1));
}

#[test]
fn a_book_without_accounts_knows_nothing_and_promises_nothing() {
    let coverage = coverage(CARD, Vec::new());
    assert_eq!((coverage.accounts, coverage.signals.len(), lit(&coverage)), (0, 3, vec![]));
}
