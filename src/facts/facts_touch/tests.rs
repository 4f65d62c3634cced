//! Last touch, cadence, plans, minutes, and whom we met.

use crate::domain::words::{Held, InteractionKind, Reason, Touch};
use crate::facts::testing::{book, day};

#[test]
fn without_any_interaction_the_last_touch_counts_from_the_first_contract_if_the_book_holds_interactions() {
    let desk = book().account("A").contract("2025-01-01", "2026-01-01", 100).account("B").touch(InteractionKind::Call, "2025-02-01").done();
    assert_eq!(desk.number("last_touch", "2025-01-31"), None);
    assert_eq!(desk.number("last_touch", "2025-02-01"), Some(31.0));
    assert_eq!(desk.number_of(1, "last_touch", "2025-02-11"), Some(10.0));
}

#[test]
fn only_what_was_held_is_a_touch_and_only_talk_is_a_meeting() {
    let desk = book()
        .account("A")
        .contract("2025-01-01", "2026-01-01", 100)
        .touch(InteractionKind::Qbr, "2025-02-01")
        .touch(InteractionKind::Call, "2025-03-01")
        .touch(InteractionKind::Mail, "2025-04-01")
        .interaction(InteractionKind::Meeting, "2025-05-01", |row| row.status = Held::Missed)
        .interaction(InteractionKind::Webinar, "2025-05-02", |row| row.status = Held::Invited)
        .done();
    let facts = ["last_touch", "last_meeting", "last_qbr"].map(|fact| desk.number(fact, "2025-05-11"));
    assert_eq!(facts, [Some(40.0), Some(71.0), Some(99.0)]);
}

#[test]
fn after_a_return_only_the_last_touch_begins_anew() {
    let desk = book()
        .account("A")
        .contract("2023-01-01", "2024-01-01", 100)
        .touch(InteractionKind::Qbr, "2023-12-01")
        .outcome("2024-01-01", "2024-01-01")
        .contract("2025-01-01", "2026-01-01", 100)
        .but(|row| row.reason = Some(Reason::Return))
        .touch(InteractionKind::Mail, "2025-02-01")
        .done();
    assert_eq!(desk.number("last_touch", "2024-12-31"), Some(396.0));
    assert_eq!(desk.number("last_touch", "2025-01-11"), Some(10.0));
    assert_eq!(desk.number("last_touch", "2025-02-11"), Some(10.0));
    assert_eq!(desk.number("last_qbr", "2025-01-11"), Some(407.0));
}

#[test]
fn the_touch_ratio_is_the_last_touch_in_cadences_and_unknown_without_one() {
    let build = |touch: &str| {
        book()
            .account("A")
            .contract("2025-01-01", "2026-01-01", 100)
            .attribute("touch", "2025-01-01", touch)
            .touch(InteractionKind::Call, "2025-02-01")
            .settings(|settings| settings.cadences = vec![(Touch::High, 30), (Touch::Low, 90), (Touch::Community, 0)])
            .done()
            .number("touch_ratio", "2025-03-18")
    };
    assert_eq!(["high", "low", "tech", "community", ""].map(build), [Some(1.5), Some(0.5), None, None, None]);
}

#[test]
fn a_plan_is_known_from_the_day_it_was_made_until_its_day_whatever_became_of_it() {
    let desk = book()
        .account("A")
        .planned("2025-03-20", "2025-03-01")
        .interaction(InteractionKind::Call, "2025-03-15", |row| (row.status, row.recorded) = (Held::Held, day("2025-03-05")))
        .interaction(InteractionKind::Webinar, "2025-03-12", |row| (row.status, row.recorded) = (Held::Invited, day("2025-03-01")))
        .done();
    let planned = |on| desk.number("planned", on);
    assert_eq!(planned("2025-02-28"), None);
    assert_eq!(planned("2025-03-01"), Some(19.0));
    assert_eq!(planned("2025-03-05"), Some(10.0), "held in the end, a plan until then");
    assert_eq!(planned("2025-03-15"), Some(5.0));
    assert_eq!(planned("2025-03-20"), None, "today is not ahead");
}

#[test]
fn minutes_are_summed_over_what_was_held_and_0_only_in_a_book_with_interactions() {
    let desk = book()
        .account("A")
        .touch(InteractionKind::Call, "2025-03-01")
        .interaction(InteractionKind::Mail, "2025-03-02", |row| row.minutes = None)
        .interaction(InteractionKind::Mail, "2025-03-03", |row| row.minutes = Some(5))
        .interaction(InteractionKind::Meeting, "2025-03-04", |row| row.status = Held::Missed)
        .done();
    let minutes = |on| desk.number("touch_minutes(28d)", on);
    assert_eq!(
        [minutes("2025-02-28"), minutes("2025-03-28"), minutes("2025-03-29"), minutes("2025-05-01")],
        [None, Some(35.0), Some(5.0), Some(0.0)]
    );
}

#[test]
fn a_decision_maker_is_met_by_name_or_mail_in_talk_not_by_mail() {
    let met = |kind, whom: &str| {
        book()
            .account("A")
            .contact("Sato", "decision_maker", "2025-04-01")
            .contact("Kato", "user", "")
            .interaction(kind, "2025-03-01", |row| row.contact = Some(whom.to_owned()))
            .done()
            .number("met.decision_maker", "2025-05-10")
    };
    assert_eq!(met(InteractionKind::Visit, "ＳＡＴＯ"), Some(70.0));
    assert_eq!(met(InteractionKind::Qbr, "sato@example.com"), Some(70.0));
    assert_eq!(met(InteractionKind::Mail, "Sato"), None);
    assert_eq!(met(InteractionKind::Visit, "Kato"), None);
}
