//! Roles, who left, and how many are known.

use crate::facts::testing::book;

#[test]
fn roles_are_unknown_for_an_account_without_contacts() {
    let desk = book().account("A").account("B").contact("Sato", "champion;user", "").done();
    let roles = |account| ["champion", "sponsor", "decision_maker"].map(|fact| desk.number_of(account, fact, "2025-01-01"));
    assert_eq!(roles(0), [None, None, None]);
    assert_eq!(roles(1), [Some(1.0), Some(0.0), Some(0.0)]);
    assert_eq!((desk.number_of(0, "contacts", "2025-01-01"), desk.number_of(1, "contacts", "2025-01-01")), (Some(0.0), Some(1.0)));
    assert_eq!(book().account("A").done().number("contacts", "2025-01-01"), None, "a book that was never told of contacts");
}

#[test]
fn a_contact_is_no_longer_there_on_the_day_of_leaving() {
    let desk = book().account("A").contact("Sato", "sponsor", "2025-03-01").contact("Kato", "user", "").done();
    let facts = |on| (desk.number("sponsor", on), desk.number("contacts", on));
    assert_eq!(facts("2025-02-28"), (Some(1.0), Some(2.0)));
    assert_eq!(facts("2025-03-01"), (Some(0.0), Some(1.0)));
}

#[test]
fn a_champion_left_since_the_last_one_went_until_another_is_there() {
    let desk = book()
        .account("A")
        .contact("Sato", "champion", "2025-03-01")
        .contact("Kato", "champion", "2025-04-01")
        .contact("Ito", "user", "")
        .roles("2025-06-01", "champion;user")
        .done();
    let facts = |on| (desk.number("champion", on), desk.number("champion_left", on));
    assert_eq!(facts("2025-03-15"), (Some(1.0), None), "another is there");
    assert_eq!(facts("2025-04-01"), (Some(0.0), Some(0.0)));
    assert_eq!(facts("2025-05-31"), (Some(0.0), Some(60.0)));
    assert_eq!(facts("2025-06-01"), (Some(1.0), None));
}

#[test]
fn a_champion_whose_role_was_taken_away_on_leaving_left_as_champion() {
    let desk = book().account("A").contact("Sato", "champion", "2025-03-01").roles("2025-03-01", "").done();
    assert_eq!(desk.number("champion_left", "2025-03-11"), Some(10.0));
    let moved = book().account("A").contact("Sato", "champion", "2025-03-01").roles("2025-02-01", "user").done();
    assert_eq!(moved.number("champion_left", "2025-03-11"), None, "was no champion any more");
}
