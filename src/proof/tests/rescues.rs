//! Accounts that were red and are green again.

use super::{GREEN, RED, YELLOW, ago, heated, look_back, one, replayed};
use crate::book::rows::Contract;
use crate::domain::words::{InteractionKind, Reason};
use crate::facts::testing::BookMaker;
use crate::proof::{Done, Replay, Rescue};

/// Heat from so many days ago on.
fn heat(heat: &[(i32, f64)]) -> BookMaker {
    heat.iter().fold(one(), |maker, (days, value)| heated(maker, &[(&ago(*days).to_string(), *value)]))
}

fn is_rescue(replay: &Replay) -> bool {
    !replay.rescues.is_empty()
}

#[test]
fn red_and_then_green_for_four_weeks_is_a_rescue() {
    let maker = heat(&[(300, GREEN), (120, RED), (100, YELLOW), (60, GREEN)])
        .touch(InteractionKind::Call, &ago(121).to_string())
        .touch(InteractionKind::Call, &ago(120).to_string())
        .touch(InteractionKind::Visit, &ago(61).to_string())
        .touch(InteractionKind::Call, &ago(60).to_string());
    let done = Done { interactions: vec![(InteractionKind::Call, 1), (InteractionKind::Visit, 1)], minutes: 60, tasks: 0 };
    let (red_from, red_to, green_from) = (ago(120), ago(101), ago(60));
    let expected = Rescue { id: "ID-Minato".into(), name: "Minato".into(), arr: Some(1_200_000.0), red_from, red_to, green_from, done };
    assert_eq!(replayed(maker).rescues, [expected]);
}

#[test]
fn a_red_week_is_found_wherever_it_lies_and_six_days_are_none() {
    for first in 35..60 {
        let red_for = |days: i32| replayed(heat(&[(300, GREEN), (first, RED), (first - days, GREEN)]));
        let found = red_for(7);
        assert_eq!((found.rescues[0].red_from, found.rescues[0].red_to), (ago(first), ago(first - 6)), "{first} days ago");
        assert!(!is_rescue(&red_for(6)), "{first} days ago");
    }
}

#[test]
fn green_counts_from_28_days_on_and_grey_or_yellow_does_not() {
    let green_since = |days: i32| is_rescue(&replayed(heat(&[(300, GREEN), (90, RED), (days - 1, GREEN)])));
    assert!(green_since(28) && !green_since(27));
    assert!(!is_rescue(&replayed(heat(&[(90, RED), (60, GREEN), (10, YELLOW), (9, GREEN)]))));
}

#[test]
fn of_several_the_latest_red_stretch_is_told_and_red_before_the_look_back_does_not_count() {
    let maker = || heat(&[(200, RED), (180, GREEN), (120, RED), (100, GREEN)]);
    assert_eq!(replayed(maker()).rescues[0].red_from, ago(120));
    assert!(!is_rescue(&look_back(maker(), 107)), "six of its red days are looked back upon");
    assert_eq!(look_back(maker(), 108).rescues[0].red_from, ago(107));
}

#[test]
fn who_left_is_not_rescued_and_an_earlier_life_is_not_this_one() {
    let red_and_green = || heat(&[(300, RED), (200, GREEN)]);
    assert!(is_rescue(&replayed(red_and_green())));
    let lost = red_and_green().outcome(&ago(150).to_string(), &ago(150).to_string());
    let back = |row: &mut Contract| row.reason = Some(Reason::Return);
    let returned = red_and_green().outcome(&ago(150).to_string(), &ago(150).to_string()).contract(&ago(100).to_string(), "", 1_000).but(back);
    assert!(!is_rescue(&replayed(lost)) && !is_rescue(&replayed(returned)));
}
