//! What contracts and outcomes say on a day, case by case.

use super::*;
use crate::book::rows::AccountId;
use crate::domain::Currency;

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn contract(start: &str, end: &str) -> Contract {
    Contract {
        id: 0,
        account: AccountId(1),
        product: String::new(),
        amount: Some(100),
        currency: Currency::JPY,
        recurring: true,
        seats: None,
        start: day(start),
        end: (!end.is_empty()).then(|| day(end)),
        signed: day(start),
        auto_renew: false,
        notice_days: None,
        reason: Some(Reason::New),
        origin: Origin::File,
    }
}

fn loss(on: &str) -> Outcome {
    Outcome { account: AccountId(1), day: day(on), reason: None, recorded: day(on) }
}

#[test]
fn a_term_is_in_force_on_its_first_day_and_no_longer_on_its_last() {
    let rows = [contract("2025-04-01", "2026-04-01")];
    assert!(Life::on(&rows, &[], day("2025-03-31")).terms.is_empty());
    assert_eq!(Life::on(&rows, &[], day("2025-04-01")).terms.len(), 1);
    let after = Life::on(&rows, &[], day("2026-04-01"));
    assert!(after.churned() && after.lapsed);
    assert_eq!(after.ended, Some(day("2026-04-01")));
}

#[test]
fn with_auto_renew_a_term_goes_on_unconfirmed_in_calendar_months() {
    let rows = [Contract { auto_renew: true, ..contract("2024-02-29", "2025-02-28") }];
    let life = Life::on(&rows, &[], day("2026-01-01"));
    assert!(life.terms[0].unconfirmed);
    assert_eq!(life.terms[0].end, Some(day("2026-02-28")));
    assert_eq!(Life::on(&rows, &[], day("2028-02-28")).terms[0].end, Some(day("2028-02-29")));
}

#[test]
fn an_outcome_ends_every_contract_and_only_a_new_one_revives() {
    let gone = contract("2025-01-01", "2026-01-01");
    let renewed = Contract { reason: Some(Reason::Renewal), ..contract("2026-01-01", "2027-01-01") };
    let rows = [gone.clone(), renewed];
    let lost = [loss("2025-06-01")];
    assert!(Life::on(&rows, &lost, day("2026-02-01")).churned());
    assert!(!Life::on(&rows, &lost, day("2026-02-01")).lapsed);
    let rows = [gone, Contract { reason: Some(Reason::Return), ..contract("2026-01-01", "2027-01-01") }];
    let back = Life::on(&rows, &lost, day("2026-02-01"));
    assert_eq!(back.terms.len(), 1);
    assert_eq!(back.start, Some(day("2026-01-01")));
}

#[test]
fn a_loss_in_the_future_is_known_from_the_day_it_was_recorded() {
    let rows = [contract("2025-01-01", "2026-01-01")];
    let lost = [Outcome { recorded: day("2025-05-01"), ..loss("2025-06-01") }];
    assert_eq!(Life::on(&rows, &lost, day("2025-04-30")).leaving, None);
    assert_eq!(Life::on(&rows, &lost, day("2025-05-01")).leaving, Some(day("2025-06-01")));
}

#[test]
fn of_the_rows_made_by_an_account_row_the_latest_started_counts() {
    let first = Contract { origin: Origin::Account, auto_renew: true, ..contract("2025-01-01", "2026-01-01") };
    let raised = Contract {
        amount: Some(150),
        reason: Some(Reason::Upsell),
        signed: day("2025-07-01"),
        ..Contract { start: day("2025-07-01"), ..first.clone() }
    };
    let rows = [first, raised];
    let before = Life::on(&rows, &[], day("2025-06-30"));
    assert_eq!((before.terms[0].contract.amount, before.terms[0].renews), (Some(100), Some(day("2026-01-01"))));
    let after = Life::on(&rows, &[], day("2025-07-01"));
    assert_eq!(after.terms.len(), 1);
    assert_eq!((after.terms[0].contract.amount, after.terms[0].length), (Some(150), Some(365)));
    let rolled = Life::on(&rows, &[], day("2026-03-01"));
    assert_eq!((rolled.terms.len(), rolled.terms[0].end), (1, Some(day("2027-01-01"))));
}

#[test]
fn contract_rows_win_over_account_rows_once_one_has_started() {
    let of_account = Contract { origin: Origin::Account, ..contract("2024-01-01", "2026-12-01") };
    let rows = [of_account, contract("2025-01-01", "2026-01-01")];
    assert_eq!(Life::on(&rows, &[], day("2024-06-01")).terms[0].contract.origin, Origin::Account);
    let life = Life::on(&rows, &[], day("2025-06-01"));
    assert_eq!((life.terms.len(), life.terms[0].contract.origin), (1, Origin::File));
}

#[test]
fn a_signed_renewal_moves_the_renewal_day_on_and_stops_rolling() {
    let rows = [
        Contract { auto_renew: true, ..contract("2025-01-01", "2026-01-01") },
        Contract { reason: Some(Reason::Renewal), signed: day("2025-11-01"), ..contract("2026-01-01", "2027-01-01") },
    ];
    assert_eq!(Life::on(&rows, &[], day("2025-10-31")).next_renewal().unwrap().renews, Some(day("2026-01-01")));
    assert_eq!(Life::on(&rows, &[], day("2025-11-01")).next_renewal().unwrap().renews, Some(day("2027-01-01")));
    let next = Life::on(&rows, &[], day("2026-02-01"));
    assert!(next.terms.len() == 1 && !next.terms[0].unconfirmed);
}

#[test]
fn the_term_and_notice_are_those_of_the_signed_term_that_gives_the_renewal() {
    let rows = [
        Contract { notice_days: Some(10), ..contract("2025-01-01", "2025-02-01") },
        Contract { reason: Some(Reason::Renewal), signed: day("2025-01-15"), notice_days: Some(60), ..contract("2025-02-01", "2026-02-01") },
    ];
    let before = Life::on(&rows, &[], day("2025-01-14"));
    let term = before.next_renewal().unwrap();
    assert_eq!((term.renews, term.length, term.notice_days()), (Some(day("2025-02-01")), Some(31), 10));
    let after = Life::on(&rows, &[], day("2025-01-15"));
    let term = after.next_renewal().unwrap();
    assert_eq!((term.renews, term.length, term.notice_days()), (Some(day("2026-02-01")), Some(365), 60));
    assert_eq!(term.end, Some(day("2025-02-01")));
}

#[test]
fn of_two_terms_that_end_together_the_earlier_notice_counts() {
    let rows = [
        Contract { product: "A".into(), notice_days: Some(30), ..contract("2025-01-01", "2026-01-01") },
        Contract { product: "B".into(), notice_days: Some(90), ..contract("2025-06-01", "2026-01-01") },
    ];
    assert_eq!(Life::on(&rows, &[], day("2025-07-01")).next_renewal().unwrap().notice_days(), 90);
}

#[test]
fn a_renewal_at_another_price_is_a_term_of_its_own() {
    let rows = [
        Contract { auto_renew: true, ..contract("2025-01-01", "2026-01-01") },
        Contract { auto_renew: true, reason: Some(Reason::Upsell), ..contract("2026-01-01", "2027-01-01") },
    ];
    let life = Life::on(&rows, &[], day("2026-06-01"));
    assert_eq!((life.terms.len(), life.terms[0].length), (1, Some(365)));
    let rolled = Life::on(&rows, &[], day("2027-06-01"));
    assert_eq!((rolled.terms.len(), rolled.terms[0].end), (1, Some(day("2028-01-01"))));
}

#[test]
fn a_change_in_a_term_that_was_cut_or_had_rolled_on_goes_on_with_that_term() {
    let cut = [
        Contract { auto_renew: true, ..contract("2025-01-01", "2025-05-17") },
        Contract { auto_renew: true, reason: Some(Reason::Downgrade), ..contract("2025-05-17", "2026-01-01") },
    ];
    assert_eq!(Life::on(&cut, &[], day("2025-06-01")).terms[0].length, Some(365));
    assert_eq!(Life::on(&cut, &[], day("2026-06-01")).terms[0].end, Some(day("2027-01-01")));
    let of_account = Contract { origin: Origin::Account, auto_renew: true, ..contract("2024-01-01", "2025-01-01") };
    let raised = Contract {
        reason: Some(Reason::Upsell),
        start: day("2026-03-10"),
        signed: day("2026-03-10"),
        end: Some(day("2027-01-01")),
        ..of_account.clone()
    };
    let rows = [of_account, raised];
    let life = Life::on(&rows, &[], day("2026-04-01"));
    assert_eq!((life.terms.len(), life.terms[0].length), (1, Some(365)));
    assert_eq!(life.start, Some(day("2024-01-01")));
}

#[test]
fn a_contract_row_that_takes_over_does_not_make_the_customer_new() {
    let of_account = Contract { origin: Origin::Account, auto_renew: true, ..contract("2022-01-01", "2026-01-01") };
    let by_hand = Contract { product: "Pro".into(), signed: day("2025-11-20"), ..contract("2026-01-01", "2027-01-01") };
    let rows = [of_account, by_hand];
    let signed = Life::on(&rows, &[], day("2025-12-01"));
    assert_eq!(signed.next_renewal().unwrap().renews, Some(day("2027-01-01")));
    let life = Life::on(&rows, &[], day("2026-02-01"));
    assert_eq!((life.terms.len(), life.start, life.returned), (1, Some(day("2022-01-01")), false));
}

#[test]
fn an_account_row_that_begins_after_a_contract_row_never_counts() {
    let by_hand = contract("2025-01-01", "2025-07-01");
    let of_account = Contract { origin: Origin::Account, ..contract("2025-03-01", "2026-03-01") };
    let rows = [by_hand, of_account];
    assert_eq!(Life::on(&rows, &[], day("2025-04-01")).terms.len(), 1);
    assert!(Life::on(&rows, &[], day("2025-08-01")).churned());
}

#[test]
fn a_lapsed_account_is_marked_until_its_renewal_or_loss_is_recorded() {
    let gone = contract("2025-01-01", "2026-01-01");
    let back = Contract { reason: Some(Reason::Renewal), signed: day("2026-01-10"), ..contract("2026-02-01", "2027-02-01") };
    let rows = [gone.clone(), back];
    assert!(Life::on(&rows, &[], day("2026-01-09")).lapsed);
    let recorded = Life::on(&rows, &[], day("2026-01-10"));
    assert!(recorded.churned() && !recorded.lapsed);
    let rows = [gone];
    let lost = [loss("2026-01-20")];
    assert!(Life::on(&rows, &lost, day("2026-01-19")).lapsed);
    assert!(!Life::on(&rows, &lost, day("2026-01-20")).lapsed);
}

#[test]
fn a_loss_on_the_day_a_term_rolls_or_later_ends_what_rolled_on() {
    let rows = [Contract { auto_renew: true, ..contract("2025-01-01", "2026-01-01") }];
    for lost in ["2026-01-01", "2026-03-01"] {
        let outcomes = [loss(lost)];
        assert_eq!(Life::on(&rows, &outcomes, day(lost).plus(-1)).terms.len(), 1, "{lost}");
        let after = Life::on(&rows, &outcomes, day("2026-04-01"));
        assert_eq!((after.churned(), after.lapsed, after.ended), (true, false, Some(day(lost))), "{lost}");
    }
}

#[test]
fn a_new_contract_after_days_without_any_is_a_new_life_and_an_added_product_is_not() {
    let first = contract("2023-01-01", "2024-01-01");
    let added = Contract { product: "B".into(), ..contract("2023-06-01", "2024-06-01") };
    let again = contract("2025-01-01", "2026-01-01");
    let rows = [first, added, again];
    let before = Life::on(&rows, &[], day("2024-03-01"));
    assert_eq!((before.start, before.returned), (Some(day("2023-01-01")), false));
    let after = Life::on(&rows, &[], day("2025-03-01"));
    assert_eq!((after.start, after.returned), (Some(day("2025-01-01")), true));
}

#[test]
fn a_one_off_amount_makes_the_account_known_and_nothing_else() {
    let rows = [Contract { recurring: false, ..contract("2025-01-01", "2026-01-01") }];
    let life = Life::on(&rows, &[], day("2025-02-01"));
    assert!(life.known && life.terms.is_empty() && !life.churned());
    assert_eq!((life.start, life.next_renewal().is_none()), (None, true));
}

#[test]
fn an_odd_length_rolls_on_in_days_and_a_contract_without_an_end_never_ends() {
    let rows = [Contract { auto_renew: true, ..contract("2025-01-01", "2025-01-11") }];
    assert_eq!(Life::on(&rows, &[], day("2025-01-11")).terms[0].end, Some(day("2025-01-21")));
    assert_eq!(Life::on(&rows, &[], day("2025-01-25")).terms[0].end, Some(day("2025-01-31")));
    let rows = [contract("2025-01-01", "")];
    let life = Life::on(&rows, &[], day("2030-01-01"));
    assert_eq!((life.terms.len(), life.next_renewal().is_none()), (1, true));
}
