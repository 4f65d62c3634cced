//! Money, renewal, notice, leaving and churn.

use crate::domain::Currency;
use crate::domain::words::{Origin, Reason};
use crate::facts::Value;
use crate::facts::testing::{book, day};

#[test]
fn arr_sums_what_is_in_force_is_0_without_any_and_unknown_when_one_does_not_say() {
    let desk = book()
        .account("A")
        .contract("2025-01-01", "2026-01-01", 1_200_000)
        .contract("2025-07-01", "2026-07-01", 300_000)
        .contract("2026-03-01", "2026-06-01", 0)
        .but(|row| (row.amount, row.seats) = (None, None))
        .done();
    let figures = |on| [desk.number("arr", on), desk.number("mrr", on), desk.number("seats", on)];
    assert_eq!(figures("2025-06-30"), [Some(1_200_000.0), Some(100_000.0), Some(10.0)]);
    assert_eq!(figures("2025-07-01"), [Some(1_500_000.0), Some(125_000.0), Some(20.0)]);
    assert_eq!(figures("2026-01-01"), [Some(300_000.0), Some(25_000.0), Some(10.0)]);
    assert_eq!(figures("2026-03-01"), [None, None, None]);
    assert_eq!(figures("2027-01-01"), [Some(0.0), Some(0.0), Some(0.0)]);
}

#[test]
fn nothing_in_force_is_plain_zero_not_minus_zero() {
    let desk = book().account("A").observe("logins", "2025-01-01", 1.0).done();
    for fact in ["arr", "mrr", "seats", "metric.logins.sum(7d)"] {
        let Some(Value::Number(number)) = desk.value(fact, "2025-06-01") else { panic!("{fact} is unknown") };
        assert!(number == 0.0 && number.is_sign_positive(), "{fact}");
    }
}

#[test]
fn other_currencies_count_by_their_rate_and_are_unknown_without_one() {
    let dollars = |maker: crate::facts::testing::BookMaker| {
        maker.account("A").contract("2025-01-01", "2026-01-01", 100_000).but(|row| row.currency = Currency::parse("USD").unwrap()).done()
    };
    assert_eq!(dollars(book().rate("USD", 150.0)).number("arr", "2025-02-01"), Some(150_000.0));
    assert_eq!(dollars(book()).number("arr", "2025-02-01"), None);
}

#[test]
fn equal_arr_shares_a_place_and_none_has_none() {
    let mut maker = book();
    for (name, amount) in [("A", 300), ("B", 500), ("C", 300), ("D", 100), ("E", 0)] {
        maker = maker.account(name).contract("2025-01-01", "2026-01-01", amount);
    }
    let desk = maker.account("F").contract("2025-06-01", "2026-06-01", 900).done();
    let places = |on| (0..6).map(|account| desk.number_of(account, "arr.place", on)).collect::<Vec<_>>();
    assert_eq!(places("2025-02-01"), [Some(2.0), Some(1.0), Some(2.0), Some(4.0), None, None]);
    assert_eq!(places("2025-06-01"), [Some(3.0), Some(2.0), Some(3.0), Some(5.0), None, Some(1.0)]);
    assert_eq!(places("2026-02-01"), [None, None, None, None, None, Some(1.0)]);
}

#[test]
fn the_change_of_arr_compares_with_the_day_so_long_ago() {
    let desk = book()
        .account("A")
        .contract("2024-01-01", "2025-01-01", 100)
        .contract("2025-01-01", "2026-01-01", 150)
        .but(|row| row.reason = Some(Reason::Renewal))
        .done();
    assert_eq!(desk.number("arr.change(365d)", "2024-06-01"), None, "there was none");
    assert_eq!(desk.number("arr.change(365d)", "2025-01-01"), Some(0.5));
    assert_eq!(desk.number("arr.change(365d)", "2026-02-01"), Some(-1.0), "all of it is gone");
}

#[test]
fn renewal_and_notice_count_down_and_renewal_goes_on_below_zero_after_the_end() {
    let desk = book().account("A").contract("2025-01-01", "2026-01-01", 100).done();
    let facts = |on| ["renewal", "notice", "term"].map(|fact| desk.number(fact, on));
    assert_eq!(facts("2025-12-01"), [Some(31.0), Some(1.0), Some(365.0)]);
    assert_eq!(facts("2025-12-31"), [Some(1.0), Some(-29.0), Some(365.0)]);
    assert_eq!(facts("2026-01-01"), [Some(0.0), None, None]);
    assert_eq!(facts("2026-01-11"), [Some(-10.0), None, None]);
    assert_eq!(facts("2024-12-01"), [None, None, None]);
}

#[test]
fn renewal_term_and_notice_follow_what_is_already_signed() {
    let desk = book()
        .account("A")
        .contract("2025-01-01", "2025-02-01", 100)
        .contract("2025-02-01", "2026-02-01", 100)
        .but(|row| (row.reason, row.signed, row.notice_days) = (Some(Reason::Renewal), day("2025-01-15"), Some(60)))
        .done();
    let facts = |on| ["renewal", "notice", "term"].map(|fact| desk.number(fact, on));
    assert_eq!(facts("2025-01-14"), [Some(18.0), Some(-12.0), Some(31.0)]);
    assert_eq!(facts("2025-01-15"), [Some(382.0), Some(322.0), Some(365.0)]);
}

#[test]
fn an_unconfirmed_term_is_active_counted_and_renews_at_its_next_end() {
    let desk = book().account("A").contract("2024-01-01", "2025-01-01", 100).but(|row| row.auto_renew = true).done();
    assert_eq!(desk.number("arr", "2025-06-01"), Some(100.0));
    assert_eq!(desk.number("renewal", "2025-12-31"), Some(1.0));
    assert_eq!(desk.number("churned", "2025-12-31"), Some(0.0));
    assert_eq!(desk.judged("2024-12-31"), ["no-touch-model"]);
    assert_eq!(desk.judged("2025-01-01"), ["unconfirmed", "no-touch-model"]);
}

#[test]
fn a_term_that_ends_without_a_word_is_churned_and_lapsed_until_the_loss_is_recorded() {
    let desk = book().account("A").contract("2025-01-01", "2026-01-01", 100).outcome("2026-02-01", "2026-02-01").done();
    assert_eq!((desk.number("churned", "2025-12-31"), desk.judged("2025-12-31")), (Some(0.0), vec!["no-touch-model"]));
    assert_eq!((desk.number("churned", "2026-01-01"), desk.judged("2026-01-01")), (Some(1.0), vec!["lapsed"]));
    assert_eq!((desk.number("churned", "2026-02-01"), desk.judged("2026-02-01")), (Some(1.0), vec![]));
}

#[test]
fn a_loss_to_come_is_leaving_from_the_day_it_was_recorded_and_churned_from_its_own() {
    let desk = book().account("A").contract("2025-01-01", "2026-01-01", 100).outcome("2025-09-01", "2025-08-01").done();
    let facts = |on| (desk.number("leaving", on), desk.number("churned", on));
    assert_eq!(facts("2025-07-31"), (None, Some(0.0)));
    assert_eq!(facts("2025-08-01"), (Some(31.0), Some(0.0)));
    assert_eq!(facts("2025-09-01"), (None, Some(1.0)));
}

#[test]
fn tenure_counts_from_the_first_contract_and_anew_after_a_return() {
    let desk = book()
        .account("A")
        .contract("2023-01-01", "2024-01-01", 100)
        .but(|row| row.origin = Origin::Account)
        .contract("2024-01-01", "2025-01-01", 100)
        .but(|row| row.reason = Some(Reason::Renewal))
        .outcome("2024-06-01", "2024-06-01")
        .contract("2025-01-01", "2026-01-01", 100)
        .but(|row| row.reason = Some(Reason::Return))
        .done();
    assert_eq!(desk.number("tenure", "2022-12-31"), None);
    assert_eq!(desk.number("tenure", "2024-02-01"), Some(396.0), "the account row's own start still counts");
    assert_eq!(desk.number("tenure", "2025-01-11"), Some(10.0));
}
