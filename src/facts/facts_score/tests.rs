//! What the scorecard says, handed through.

use crate::domain::Light;
use crate::facts::testing::book;

#[test]
fn the_scorecards_word_is_handed_through_and_trend_needs_both_days() {
    let desk = book().account("A").standing("2025-06-29", Light::Yellow, 60.0, 0.9).standing("2025-06-01", Light::Green, 80.0, 0.8).done();
    assert_eq!(desk.text("light", "2025-06-29").as_deref(), Some("yellow"));
    assert_eq!(desk.text("computed", "2025-06-01").as_deref(), Some("green"));
    let numbers = |on| ["score", "coverage", "trend", "signal.usage", "signal.seats"].map(|fact| desk.number(fact, on));
    assert_eq!(numbers("2025-06-29"), [Some(60.0), Some(0.9), Some(-20.0), Some(3.0), None]);
    assert_eq!(numbers("2025-06-01"), [Some(80.0), Some(0.8), None, Some(3.0), None]);
    assert_eq!(numbers("2025-06-02"), [None, None, None, None, None]);
}

#[test]
fn of_the_judgements_in_force_the_latest_is_the_pulse_until_its_day() {
    let desk = book().account("A").pulse(Light::Red, "2025-01-01", "2025-03-01").pulse(Light::Green, "2025-02-01", "2025-02-10").done();
    let pulse = |on| desk.at(on).pulse().map(|pulse| pulse.light);
    assert_eq!(pulse("2024-12-31"), None);
    assert_eq!(pulse("2025-02-01"), Some(Light::Green));
    assert_eq!(pulse("2025-02-10"), Some(Light::Red));
    assert_eq!(pulse("2025-03-01"), None);
}
