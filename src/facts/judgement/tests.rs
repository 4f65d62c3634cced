//! Judgements, each with the day it begins to hold.

use super::*;
use crate::domain::words::InteractionKind;
use crate::facts::testing::{BookMaker, book};

const ON: &str = "2025-06-30";

/// An account in force since 2025-01-01 with two contacts, a decision maker among them, and a touch model.
fn sound() -> BookMaker {
    book()
        .account("A")
        .contract("2025-01-01", "2026-01-01", 100)
        .attribute("touch", "2025-01-01", "low")
        .contact("Sato", "decision_maker", "")
        .contact("Kato", "user", "")
}

fn contradicting(maker: BookMaker) -> Vec<Contradiction> {
    let desk = maker.done();
    contradictions(&desk.at(ON)).collect()
}

#[test]
fn a_sound_account_is_judged_nothing() {
    assert_eq!(sound().standing(ON, Light::Green, 90.0, 0.75).done().judged(ON), Vec::<&str>::new());
}

#[test]
fn a_watermelon_is_green_and_contradicted() {
    let thin = |light| sound().standing(ON, light, 90.0, 0.74).done().judged(ON);
    assert_eq!(thin(Light::Green), ["watermelon"]);
    assert_eq!(thin(Light::Yellow), Vec::<&str>::new());
}

#[test]
fn each_contradiction_holds_by_itself_and_the_unknown_contradicts_nothing() {
    use Contradiction::{DecisionMakerNotMet, Detractor, OneContact, ThinData};
    let met = |on: &str| sound().interaction(InteractionKind::Visit, on, |row| row.contact = Some("Sato".to_owned()));
    assert_eq!(contradicting(met("2025-05-01")), []);
    assert_eq!(contradicting(met("2025-04-30")), [DecisionMakerNotMet]);
    assert_eq!(contradicting(sound().nps("Kato", "2025-06-01", 7.0)), []);
    assert_eq!(contradicting(sound().nps("Kato", "2025-06-01", 6.0)), [Detractor]);
    assert_eq!(contradicting(sound().standing(ON, Light::Green, 90.0, 0.74)), [ThinData]);
    let alone = || book().account("A").contract("2025-01-01", "2026-01-01", 100);
    assert_eq!(contradicting(alone().contact("Sato", "", "")), [OneContact]);
    assert_eq!(contradicting(alone()), []);
    assert_eq!(contradicting(book().account("A").contact("Sato", "", "")), [], "not active");
}

#[test]
fn no_usage_needs_21_days_of_contract_without_an_observation_in_a_fed_book() {
    let judged = |start: &str, observed: &[&str]| {
        let mut maker = book().account("A").contract(start, "2026-01-01", 100).attribute("touch", "2025-01-01", "tech");
        for on in observed {
            maker = maker.observe("logins", on, 1.0);
        }
        maker
    };
    let fed = |maker: BookMaker| maker.account("B").observe("logins", "2025-06-01", 1.0).done().judged(ON);
    assert_eq!(judged("2025-01-01", &[]).done().judged(ON), Vec::<&str>::new());
    assert_eq!(fed(judged("2025-01-01", &[])), ["no-usage"]);
    assert_eq!(fed(judged("2025-06-09", &[])), Vec::<&str>::new());
    assert_eq!(fed(judged("2025-01-01", &["2025-06-09"])), Vec::<&str>::new());
    assert_eq!(fed(judged("2025-01-01", &["2025-06-08"])), ["no-usage"]);
}

#[test]
fn gaps_among_contacts_are_named() {
    let desk = book()
        .account("A")
        .contract("2025-01-01", "2026-01-01", 100)
        .attribute("touch", "2025-01-01", "low")
        .contact("Sato", "user", "")
        .contact("Kato", "decision_maker", "2025-06-30")
        .done();
    assert_eq!(desk.judged("2025-06-29"), Vec::<&str>::new());
    assert_eq!(desk.judged(ON), ["one-contact", "no-decision-maker"]);
}

#[test]
fn a_high_touch_account_needs_a_qbr_every_100_days() {
    let judged = |touch: &str, qbr: &str| {
        book()
            .account("A")
            .contract("2025-01-01", "2026-01-01", 100)
            .attribute("touch", "2025-01-01", touch)
            .touch(InteractionKind::Qbr, qbr)
            .done()
            .judged(ON)
    };
    assert_eq!(judged("high", "2025-03-22"), Vec::<&str>::new());
    assert_eq!(judged("high", "2025-03-21"), ["no-qbr"]);
    assert_eq!(judged("low", "2025-03-21"), Vec::<&str>::new());
}

#[test]
fn an_account_is_left_alone_when_nothing_took_place_for_45_days_after_onboarding() {
    let build = |phase: &str, touched: &str| {
        sound().attribute("phase", "2025-01-01", "onboarding").attribute("phase", "2025-05-15", phase).touch(InteractionKind::Mail, touched).done()
    };
    assert_eq!(build("adoption", "2025-05-15").judged("2025-06-29"), Vec::<&str>::new());
    assert_eq!(build("adoption", "2025-05-15").judged(ON), ["left-alone"]);
    assert_eq!(build("adoption", "2025-05-16").judged(ON), Vec::<&str>::new());
    assert_eq!(build("onboarding", "2025-05-15").judged(ON), Vec::<&str>::new());
}

#[test]
fn a_low_answer_is_to_be_followed_up_within_14_days() {
    let build = || sound().touch(InteractionKind::Mail, "2025-01-02");
    assert_eq!(build().nps("Kato", "2025-06-15", 6.0).done().judged(ON), ["no-follow-up"]);
    assert_eq!(build().nps("Kato", "2025-06-16", 6.0).done().judged(ON), Vec::<&str>::new());
    assert_eq!(build().csat("2025-06-01", 2.0).done().judged(ON), ["no-follow-up"]);
    assert_eq!(build().csat("2025-06-01", 2.0).touch(InteractionKind::Call, "2025-06-01").done().judged(ON), Vec::<&str>::new());
    assert_eq!(sound().csat("2025-06-01", 2.0).done().judged(ON), Vec::<&str>::new(), "a book without interactions cannot say");
}

#[test]
fn each_judgement_has_a_key_of_its_own() {
    let mut keys: Vec<&str> = JUDGEMENTS.iter().map(|judgement| judgement.key).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), JUDGEMENTS.len());
}
