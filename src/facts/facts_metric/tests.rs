//! Windows and their borders, rates, comparisons, and what is unknown.

use crate::facts::testing::{BookMaker, Desk, book, day};

/// `weeks` observations of `value` a week apart, the last on 2025-06-30.
fn weekly(maker: BookMaker, values: &[f64]) -> BookMaker {
    let weeks = i32::try_from(values.len()).unwrap();
    maker.observe_every(7, "logins", &day("2025-06-30").plus(-7 * (weeks - 1)).to_string(), values)
}

fn one(values: &[f64]) -> Desk {
    weekly(book().account("A"), values).done()
}

#[test]
fn a_window_leaves_out_its_first_border_and_takes_its_last() {
    let desk = book().account("A").observe_every(7, "logins", "2025-06-02", &[1.0, 2.0, 4.0]).done();
    let windows = |n: i32| ["mean", "sum", "min", "max", "count"].map(|figure| desk.number(&format!("metric.logins.{figure}({n}d)"), "2025-06-16"));
    assert_eq!(windows(14), [Some(3.0), Some(6.0), Some(2.0), Some(4.0), Some(2.0)]);
    assert_eq!(windows(15), [Some(7.0 / 3.0).map(|mean: f64| (mean * 1e9).round() / 1e9), Some(7.0), Some(1.0), Some(4.0), Some(3.0)]);
    assert_eq!(desk.number("metric.logins.sum(14d)", "2025-06-15"), Some(3.0));
}

#[test]
fn the_latest_value_has_its_day_and_age() {
    let desk = one(&[3.0, 5.0]);
    let known = desk.known_of(0, "metric.logins", "2025-07-10");
    assert_eq!((desk.number("metric.logins", "2025-07-10"), known.on), (Some(5.0), Some(day("2025-06-30"))));
    assert_eq!(desk.number("metric.logins.age", "2025-07-10"), Some(10.0));
    assert_eq!(desk.number("metric.logins", "2025-06-29"), Some(3.0));
    assert_eq!(desk.number("metric.logins.age", "2025-06-20"), None);
}

#[test]
fn an_empty_window_sums_to_0_only_where_the_account_was_ever_observed() {
    let desk = weekly(book().account("A").account("B").attribute("plan", "2025-01-01", "x"), &[1.0]).done();
    let empty =
        |account| ["sum", "count", "mean", "min", "max"].map(|figure| desk.number_of(account, &format!("metric.logins.{figure}(7d)"), "2025-09-01"));
    assert_eq!(empty(1), [Some(0.0), Some(0.0), None, None, None]);
    assert_eq!(empty(0), [None, None, None, None, None]);
    assert_eq!(desk.number_of(1, "metric.logins.sum(7d)", "2025-06-29"), None, "not observed yet");
}

#[test]
fn change_compares_the_means_of_two_windows_and_is_unknown_from_nothing() {
    assert_eq!(one(&[4.0, 4.0, 3.0, 3.0]).number("metric.logins.change(14d)", "2025-06-30"), Some(-0.25));
    assert_eq!(one(&[0.0, 0.0, 3.0, 3.0]).number("metric.logins.change(14d)", "2025-06-30"), None, "from 0");
    assert_eq!(one(&[3.0, 3.0]).number("metric.logins.change(14d)", "2025-06-30"), None, "no window before");
    assert_eq!(one(&[3.0, 3.0]).number("metric.logins.change(14d)", "2025-07-14"), None, "no window now");
}

#[test]
fn the_weekly_rate_of_weekly_data_is_its_value() {
    let desk = one(&[6.0, 6.0, 6.0, 6.0, 6.0]);
    assert_eq!(desk.number("metric.logins.weekly(28d)", "2025-06-30"), Some(6.0));
}

#[test]
fn a_late_import_is_not_a_fall_until_it_is_over_21_days_late() {
    let desk = one(&[6.0; 30]);
    let facts = |on| ["metric.logins.weekly(28d)", "metric.logins.vs(28d,182d)"].map(|fact| desk.number(fact, on));
    assert_eq!(facts("2025-06-30"), [Some(6.0), Some(0.0)]);
    assert_eq!(facts("2025-07-21"), [Some(6.0), Some(0.0)]);
    assert_eq!(facts("2025-07-22"), [None, None]);
}

#[test]
fn the_newest_day_is_the_books_so_one_account_that_went_silent_falls() {
    let mut maker = book().account("A").observe_every(7, "logins", "2024-12-02", &[8.0; 29]);
    maker = weekly(maker.account("B"), &[8.0; 31]);
    let desk = maker.done();
    // A's last two weeks are missing: two of four expected observations are there, half the logins.
    assert_eq!(desk.number_of(0, "metric.logins.weekly(28d)", "2025-06-30"), Some(4.0));
    assert_eq!(desk.number_of(0, "metric.logins.vs(28d,180d)", "2025-06-30").map(|fall| fall < -0.45), Some(true));
    assert_eq!(desk.number_of(1, "metric.logins.vs(28d,180d)", "2025-06-30").map(|fall| fall.abs() < 0.05), Some(true));
}

#[test]
fn fewer_than_half_the_expected_observations_are_no_rate() {
    let every_day = |values: usize| {
        let first = day("2025-06-30").plus(1 - i32::try_from(values).unwrap()).to_string();
        weekly(book().account("A").observe_every(1, "logins", &first, &vec![2.0; values]).account("B"), &[2.0; 1])
            .observe_every(1, "logins", "2025-04-01", &[2.0; 90])
            .done()
            .number_of(0, "metric.logins.weekly(28d)", "2025-06-30")
    };
    assert_eq!(every_day(13), None);
    assert_eq!(every_day(14), Some(14.0), "an account there for 14 days has its rate over 14 days");
    assert_eq!(every_day(28), Some(14.0));
}

#[test]
fn a_comparison_needs_56_days_of_baseline() {
    // 4 weeks are compared; 8 weeks of baseline are 56 days, 7 are 49.
    assert_eq!(one(&[5.0; 12]).number("metric.logins.vs(28d,180d)", "2025-06-30"), Some(0.0));
    assert_eq!(one(&[5.0; 11]).number("metric.logins.vs(28d,180d)", "2025-06-30"), None);
    assert_eq!(one(&[5.0; 30]).number("metric.logins.vs(28d,49d)", "2025-06-30"), None, "a short window never has them");
}

#[test]
fn a_comparison_is_the_relative_change_of_the_rate_and_unknown_from_zero() {
    let fallen: Vec<f64> = [[10.0; 8].as_slice(), &[7.0; 4]].concat();
    assert_eq!(one(&fallen).number("metric.logins.vs(28d,56d)", "2025-06-30"), Some(-0.3));
    let from_zero: Vec<f64> = [[0.0; 8].as_slice(), &[7.0; 4]].concat();
    assert_eq!(one(&from_zero).number("metric.logins.vs(28d,56d)", "2025-06-30"), None);
}

#[test]
fn levels_are_compared_by_their_mean_whatever_is_missing() {
    let values = [[40.0; 12].as_slice(), &[30.0, 30.0, 30.0, 30.0]].concat();
    let desk = weekly(book().account("A"), &values).level("logins").done();
    assert_eq!(desk.number("metric.logins.vs(28d,84d)", "2025-06-30"), Some(-0.25));
    assert_eq!(desk.number("metric.logins.weekly(28d)", "2025-06-30"), Some(30.0));
}

#[test]
fn quiet_days_are_left_out_of_rates_on_both_sides() {
    // Daily data: 10 on ordinary days, 0 over New Year, which falls into the last 28 days.
    let first = day("2025-10-01");
    let values: Vec<f64> =
        (0..103).map(|place| first.plus(place)).map(|on| if (day("2025-12-29")..=day("2026-01-03")).contains(&on) { 0.0 } else { 10.0 }).collect();
    let build = || book().account("A").observe_every(1, "logins", "2025-10-01", &values);
    let quiet = build().settings(|settings| settings.quiet = vec![((12, 29), (1, 3))]).done();
    let loud = build().done();
    let facts = |desk: &Desk| ["metric.logins.weekly(28d)", "metric.logins.vs(28d,75d)"].map(|fact| desk.number(fact, "2026-01-11"));
    assert_eq!(facts(&quiet), [Some(70.0), Some(0.0)]);
    assert_eq!(facts(&loud), [Some(55.0), Some(-0.214_285_714)]);
}

#[test]
fn the_last_login_is_the_last_activity_or_the_day_we_were_told() {
    let build = || {
        book().account("A").observe_every(1, "logins", "2025-06-01", &[3.0, 0.0, 0.0]).observe("exports", "2025-06-03", 1.0).attribute(
            "last_login",
            "2025-06-10",
            "2025-06-08",
        )
    };
    let any = build().done();
    assert_eq!(any.number("last_login", "2025-06-07"), Some(4.0), "an export is activity");
    assert_eq!(any.number("last_login", "2025-06-10"), Some(2.0), "told, and later than what was observed");
    let named = build().settings(|settings| settings.activity = Some("logins".to_owned())).done();
    assert_eq!(named.number("last_login", "2025-06-07"), Some(6.0), "zeroes are no activity");
    assert_eq!(named.number("last_login", "2025-05-31"), None);
}
