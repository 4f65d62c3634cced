//! Dated attributes, the phase and its days.

use crate::facts::testing::book;

#[test]
fn an_attribute_holds_from_the_beginning_then_from_the_day_of_each_change() {
    let desk = book()
        .account("A")
        .attribute("segment", "2025-03-01", "smb")
        .attribute("segment", "2025-06-01", "enterprise")
        .attribute("segment", "2025-09-01", "")
        .attribute("field.region", "2025-03-01", "")
        .attribute("field.region", "2025-06-01", "kanto")
        .done();
    let segment = |on| desk.text("segment", on);
    assert_eq!(segment("2025-01-01").as_deref(), Some("smb"));
    assert_eq!(segment("2025-05-31").as_deref(), Some("smb"));
    assert_eq!(segment("2025-06-01").as_deref(), Some("enterprise"));
    assert_eq!(segment("2025-09-01"), None);
    assert_eq!(desk.text("field.region", "2025-04-01").as_deref(), Some("kanto"));
    assert_eq!(desk.text("field.other", "2025-04-01"), None);
}

#[test]
fn tags_are_one_dated_set_without_empty_ones() {
    let desk = book().account("A").attribute("tags", "2025-01-01", "pilot; vip;;").attribute("tags", "2025-02-01", " ; ").done();
    assert_eq!(desk.text("tag", "2025-01-15").as_deref(), Some("pilot vip"));
    assert_eq!(desk.text("tag", "2025-02-01"), None);
}

#[test]
fn a_potential_that_is_no_number_and_a_yes_that_is_no_answer_are_unknown() {
    let desk = book()
        .account("A")
        .attribute("potential", "2025-01-01", "4")
        .attribute("potential", "2025-02-01", "nan")
        .attribute("strategic", "2025-01-01", "yes")
        .attribute("strategic", "2025-02-01", "perhaps")
        .done();
    assert_eq!([desk.number("potential", "2025-01-05"), desk.number("strategic", "2025-01-05")], [Some(4.0), Some(1.0)]);
    assert_eq!([desk.number("potential", "2025-02-05"), desk.number("strategic", "2025-02-05")], [None, None]);
}

#[test]
fn the_phase_is_churned_when_the_contracts_say_so_and_only_then() {
    let desk = book()
        .account("A")
        .attribute("phase", "2025-01-01", "adoption")
        .contract("2025-01-01", "2026-01-01", 100)
        .account("B")
        .attribute("phase", "2025-01-01", "churned")
        .contract("2025-01-01", "2026-01-01", 100)
        .done();
    assert_eq!(desk.text("phase", "2025-12-31").as_deref(), Some("adoption"));
    assert_eq!(desk.text("phase", "2026-01-01").as_deref(), Some("churned"));
    assert_eq!(desk.known_of(1, "phase", "2025-12-31").value, None);
}

#[test]
fn the_days_of_a_phase_count_from_its_first_day_or_the_contract_or_the_return_or_the_end() {
    let desk = book()
        .account("A")
        .attribute("phase", "2025-01-15", "onboarding")
        .attribute("phase", "2025-04-01", "adoption")
        .attribute("phase", "2025-05-01", "adoption")
        .contract("2025-01-01", "2026-01-01", 100)
        .contract("2027-01-01", "2028-01-01", 100)
        .done();
    assert_eq!(desk.number("phase_days", "2025-01-11"), Some(10.0), "from the contract's start");
    assert_eq!(desk.number("phase_days", "2025-05-11"), Some(40.0), "written again unchanged");
    assert_eq!(desk.number("phase_days", "2026-01-08"), Some(7.0), "since the end");
    assert_eq!(desk.number("phase_days", "2027-01-06"), Some(5.0), "since the return");
    assert_eq!(desk.number("phase_days", "2024-12-01"), None, "before the contract");
}

#[test]
fn an_account_exists_from_the_day_it_was_added_or_a_contract_of_it_is_known() {
    let added = book().account("A").added("2025-03-01").done();
    assert_eq!(added.text("name", "2025-02-28"), None);
    assert_eq!(added.text("name", "2025-03-01").as_deref(), Some("A"));
    let signed = book()
        .account("A")
        .added("2025-03-01")
        .contract("2025-01-01", "2026-01-01", 100)
        .but(|row| row.signed = crate::facts::testing::day("2024-12-01"))
        .done();
    assert_eq!(signed.text("id", "2024-11-30"), None);
    assert_eq!(signed.text("id", "2024-12-01").as_deref(), Some("ID-A"));
    assert_eq!((signed.number("arr", "2024-12-01"), signed.number("tenure", "2024-12-01")), (Some(0.0), None));
}
