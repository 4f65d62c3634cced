//! What must hold of any past: the weekly look finds what a daily one would, and what came after an end has no say.

use super::{GREEN, RED, YELLOW, ago, heated, lost, one, replayed};
use crate::domain::Day;
use crate::domain::words::InteractionKind;
use crate::facts::testing::BookMaker;
use proptest::prelude::*;

/// Lengths in days with their heat, the oldest first, up to today.
fn past() -> impl Strategy<Value = Vec<(i32, f64)>> {
    prop::collection::vec((1..45_i32, prop_oneof![Just(GREEN), Just(YELLOW), Just(RED)]), 1..10)
}

/// Of each day its heat, today first.
fn daily(past: &[(i32, f64)]) -> Vec<f64> {
    past.iter().rev().flat_map(|(days, heat)| std::iter::repeat_n(*heat, usize::try_from(*days).unwrap())).collect()
}

fn booked(past: &[(i32, f64)]) -> BookMaker {
    let mut first: i32 = past.iter().map(|(days, _)| days).sum();
    past.iter().fold(one(), |maker, (days, heat)| {
        let on = ago(first - 1).to_string();
        first -= days;
        heated(maker, &[(&on, *heat)])
    })
}

/// First and last day of the latest week of red, and the first of green, by asking every day.
fn by_days(heat: &[f64]) -> Option<(Day, Day, Day)> {
    let is = |wanted: f64| move |heat: &f64| (heat - wanted).abs() < 0.5;
    let back = |days: usize| ago(i32::try_from(days).unwrap());
    let green = heat.iter().take_while(|heat| is(GREEN)(heat)).count();
    let to = (0..heat.len()).find(|from| heat[*from..].iter().take(7).filter(|heat| is(RED)(heat)).count() == 7)?;
    let red = heat[to..].iter().take_while(|heat| is(RED)(heat)).count();
    (green >= 28).then(|| (back(to + red - 1), back(to), back(green - 1)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_look_a_week_finds_the_rescues_that_a_look_a_day_finds(past in past(), green in 20..60_i32) {
        let past: Vec<(i32, f64)> = past.into_iter().chain([(green, GREEN)]).collect();
        let heat: Vec<f64> = daily(&past).into_iter().take(365).collect();
        let found = replayed(booked(&past)).rescues.first().map(|rescue| (rescue.red_from, rescue.red_to, rescue.green_from));
        prop_assert_eq!(found, by_days(&heat));
    }

    #[test]
    fn what_came_after_the_end_changes_nothing_of_a_loss(past in past(), later in prop::collection::vec((0..60_i32, 0..3_u8), 1..6)) {
        let end = ago(60).to_string();
        let known = || booked(&past).touch(InteractionKind::Call, &ago(70).to_string()).outcome(&end, &end);
        let more = later.iter().fold(known(), |maker, (days, what)| {
            let on = ago(*days).to_string();
            match what {
                0 => heated(maker, &[(&on, RED)]),
                1 => maker.touch(InteractionKind::Meeting, &on),
                _ => maker.invoice(&on, &on, ""),
            }
        });
        prop_assert_eq!(lost(known()), lost(more));
    }
}
