//! Accounts that were lost: when they left, what their lights were before, what was done.

use super::{GREEN, RED, YELLOW, account, ago, heated, look_back, lost, one, replayed};
use crate::book::rows::Contract;
use crate::domain::Light;
use crate::domain::words::{InteractionKind, Reason, TaskStatus};
use crate::facts::testing::{BookMaker, book, day};
use crate::proof::{Done, Replay};

/// Green, yellow from May on, red from the middle of June on, lost at the end of August.
fn warned() -> BookMaker {
    heated(one(), &[("2025-01-01", GREEN), ("2026-05-01", YELLOW), ("2026-06-15", RED)]).outcome("2026-08-31", "2026-08-31").because("price")
}

fn days(replay: &Replay) -> Vec<String> {
    replay.losses.rows.iter().map(|loss| loss.churned_on.to_string()).collect()
}

#[test]
fn a_loss_tells_its_lights_and_how_early_they_warned() {
    let loss = lost(warned());
    assert_eq!((loss.id.as_str(), loss.name.as_str(), loss.arr), ("ID-Minato", "Minato", Some(1_200_000.0)));
    assert_eq!((loss.churned_on, loss.reason.as_deref(), loss.lapsed), (day("2026-08-31"), Some("price"), false));
    assert_eq!(loss.lights, [Light::Yellow, Light::Red, Light::Red, Light::Red].map(Some), "2 June, 2 July, 1 and 30 August");
    assert_eq!((loss.warned_on, loss.warned_days()), (Some(day("2026-05-01")), Some(122)));
    assert_eq!((loss.reddened_on, loss.red_days()), (Some(day("2026-06-15")), Some(77)));
    assert!(loss.is_flagged() && loss.is_flagged_red());
}

#[test]
fn what_was_done_is_counted_from_the_warning_to_the_end() {
    let maker = warned()
        .touch(InteractionKind::Meeting, "2026-04-30")
        .touch(InteractionKind::Call, "2026-05-01")
        .touch(InteractionKind::Mail, "2026-06-01")
        .interaction(InteractionKind::Call, "2026-08-30", |row| row.minutes = None)
        .planned("2026-08-20", "2026-08-01")
        .touch(InteractionKind::Meeting, "2026-08-31")
        .task("2026-04-01", "", TaskStatus::Done, "2026-06-01")
        .task("2026-04-01", "", TaskStatus::Done, "2026-09-01")
        .task("2026-04-01", "", TaskStatus::Dropped, "2026-06-01");
    let usual_for_a_call = 20;
    let expected = Done { interactions: vec![(InteractionKind::Call, 2), (InteractionKind::Mail, 1)], minutes: 60 + usual_for_a_call, tasks: 1 };
    assert_eq!(lost(maker).done, expected);
}

#[test]
fn a_recovery_before_the_end_takes_the_warning_back() {
    let loss = lost(heated(warned(), &[("2026-08-21", GREEN)]).touch(InteractionKind::Call, "2026-06-02").touch(InteractionKind::Call, "2026-06-01"));
    assert_eq!((loss.warned_on, loss.reddened_on, loss.lights[3]), (None, None, Some(Light::Green)));
    assert!(!loss.is_flagged() && !loss.is_unseen());
    assert_eq!(loss.done.count(), 1, "the last 90 days, where nothing warned");
}

#[test]
fn only_red_of_the_last_stretch_counts() {
    let loss = lost(heated(one(), &[("2026-05-01", RED), ("2026-06-01", GREEN), ("2026-07-01", YELLOW)]).outcome("2026-08-31", "2026-08-31"));
    assert_eq!((loss.warned_days(), loss.red_days()), (Some(61), None));
}

#[test]
fn a_warning_reaches_back_a_year_at_most() {
    let loss = lost(heated(one(), &[("2025-01-01", RED)]).outcome("2026-08-31", "2026-08-31"));
    assert_eq!((loss.warned_days(), loss.red_days()), (Some(365), Some(365)));
}

#[test]
fn before_it_was_a_customer_there_is_no_light_and_no_warning() {
    let maker = heated(book().account("Minato").contract("2026-07-12", "", 1_200_000), &[("2026-01-01", RED)]);
    let loss = lost(maker.outcome("2026-08-31", "2026-08-31"));
    assert_eq!(loss.lights, [None, None, Some(Light::Red), Some(Light::Red)]);
    assert_eq!(loss.warned_on, Some(day("2026-07-12")));
}

#[test]
fn without_data_a_loss_is_unseen_and_not_green() {
    let loss = lost(heated(one(), &[("2026-09-15", RED)]).outcome("2026-08-31", "2026-08-31"));
    assert_eq!(loss.lights, [Some(Light::Grey); 4]);
    assert!(loss.is_unseen() && !loss.is_flagged());
}

#[test]
fn the_leads_own_judgement_is_left_out() {
    let loss = lost(heated(one(), &[("2026-01-01", GREEN)]).pulse(Light::Red, "2026-06-01", "2026-12-01").outcome("2026-08-31", "2026-08-31"));
    assert_eq!((loss.warned_on, loss.lights[3]), (None, Some(Light::Green)));
}

#[test]
fn red_for_a_notice_given_is_no_foresight() {
    let told = |heat: &[(&str, f64)]| lost(heated(one(), heat).outcome("2026-08-31", "2026-07-01"));
    let green = told(&[("2025-01-01", GREEN)]);
    assert_eq!((green.noticed_on, green.warned_on), (Some(day("2026-07-01")), Some(day("2026-07-01"))));
    assert!(green.is_after_notice() && !green.is_flagged() && !green.is_flagged_red());
    let yellow = told(&[("2025-01-01", GREEN), ("2026-06-01", YELLOW)]);
    assert_eq!((yellow.warned_days(), yellow.red_days()), (Some(91), Some(61)));
    assert!(yellow.is_flagged() && !yellow.is_flagged_red() && !yellow.is_after_notice());
}

#[test]
fn a_loss_counts_if_its_end_lies_in_the_days_looked_back_upon() {
    let ended = |days: i32| one().outcome(&ago(days).to_string(), &ago(400).to_string());
    assert_eq!([0, 29, 30, -1].map(|days| look_back(ended(days), 30).losses.rows.len()), [1, 1, 0, 0]);
}

/// Lost in February for its price, back in April.
fn back() -> BookMaker {
    let returned = |row: &mut Contract| row.reason = Some(Reason::Return);
    one().outcome("2026-02-01", "2026-02-01").because("price").contract("2026-04-01", "", 600_000).but(returned)
}

#[test]
fn who_came_back_was_lost_once_and_who_left_again_twice() {
    assert_eq!(days(&replayed(back())), ["2026-02-01"]);
    let twice = replayed(heated(back(), &[("2025-06-01", RED)]).outcome("2026-08-31", "2026-08-31").because("moved"));
    assert_eq!(days(&twice), ["2026-08-31", "2026-02-01"], "newest first");
    let told = |place: usize| (twice.losses.rows[place].reason.as_deref(), twice.losses.rows[place].arr, twice.losses.rows[place].warned_on);
    assert_eq!(told(0), (Some("moved"), Some(600_000.0), Some(day("2026-04-01"))), "the second life began in April");
    assert_eq!(told(1), (Some("price"), Some(1_200_000.0), Some(day("2025-06-01"))));
}

#[test]
fn a_renewal_that_was_signed_late_is_no_loss() {
    let late = |row: &mut Contract| (row.signed, row.reason) = (day("2026-06-20"), Some(Reason::Renewal));
    let maker = book().account("Minato").contract("2025-06-01", "2026-06-01", 1_200_000).contract("2026-06-01", "", 1_200_000).but(late);
    assert_eq!(days(&replayed(maker)), Vec::<String>::new());
}

#[test]
fn a_contract_that_ran_out_is_a_loss_that_nobody_recorded() {
    let ran_out = || book().account("Minato").contract("2025-06-01", "2026-06-01", 1_200_000);
    let loss = lost(ran_out());
    assert_eq!((loss.churned_on, loss.lapsed, loss.reason), (day("2026-06-01"), true, None));
    let told_later = lost(ran_out().outcome("2026-06-20", "2026-06-20").because("moved"));
    assert_eq!((told_later.churned_on, told_later.lapsed, told_later.reason.as_deref()), (day("2026-06-01"), false, Some("moved")));
}

#[test]
fn a_loss_of_an_account_without_a_contract_is_counted_apart() {
    let bare = |lost: &str| replayed(book().account("Minato").outcome(lost, lost));
    assert_eq!([bare("2026-08-31"), bare("2025-08-31")].map(|replay| (replay.losses.rows.len(), replay.losses.without_contract)), [(0, 1), (0, 0)]);
    assert_eq!(replayed(warned()).losses.without_contract, 0);
}

#[test]
fn a_trial_that_ended_is_no_loss_and_one_of_unknown_amount_is() {
    let ended = |amount| book().account("Minato").contract("2026-05-01", "2026-06-01", 0).but(move |row| row.amount = amount);
    assert!(replayed(ended(Some(0))).losses.rows.is_empty());
    assert_eq!(lost(ended(None)).arr, None);
}

#[test]
fn the_figures_are_counts_nearest_rank_medians_and_a_share_of_the_known_arr() {
    // Warned 91, 61 and 31 days before, the last two red then; green; without data.
    let maker = [("2026-06-01", YELLOW), ("2026-07-01", RED), ("2026-07-31", RED), ("2026-07-01", GREEN)]
        .iter()
        .fold(book(), |maker, (on, heat)| heated(account(maker, on), &[(*on, *heat)]).outcome("2026-08-31", "2026-08-31"));
    let unseen = account(maker, "unseen").but(|row| row.amount = None).outcome("2026-08-31", "2026-08-31");
    let figures = replayed(unseen).losses.summary();
    assert_eq!((figures.losses, figures.flagged, figures.red, figures.unseen, figures.after_notice), (5, 3, 2, 1, 0));
    assert_eq!((figures.warned_days, figures.red_days), (Some(61), Some(31)));
    assert_eq!(figures.arr_flagged, Some(0.75));
    let none = replayed(one()).losses.summary();
    assert_eq!((none.losses, none.warned_days, none.red_days, none.arr_flagged), (0, None, None, None));
}
