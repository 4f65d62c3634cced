//! How the product is used, week by week: the file of usage, one column per metric.

use crate::app::demo::dice::{Dice, Stream, whole_number};
use crate::app::demo::plan::{HISTORY, Plan};
use crate::app::demo::stories;
use crate::app::demo::table::Table;
use crate::app::demo::tempers::LOST;
use crate::app::demo::turns::Turn;
use crate::domain::Day;
use chrono::Weekday;

/// The columns of usage.csv.
pub(in crate::app::demo) const USAGE: &[&str] = &["account", "date", "logins", "active_users", "key_feature_uses", "seat_utilization"];

/// A season of the Japanese year in which offices are closed: first and last (month, day), and what is left of usage.
struct Season {
    first: (u32, u32),
    last: (u32, u32),
    left: f64,
}

const SEASONS: [Season; 4] = [
    Season { first: (12, 29), last: (12, 31), left: 0.1 },
    Season { first: (1, 1), last: (1, 4), left: 0.1 },
    Season { first: (4, 29), last: (5, 6), left: 0.35 },
    Season { first: (8, 11), last: (8, 16), left: 0.45 },
];

/// The weeks of an account, each dated by its Sunday.
pub(in crate::app::demo) fn usage(plan: &Plan, table: &mut Table) {
    if plan.is_dark() {
        return;
    }
    let mut dice = plan.dice(Stream::Usage);
    let (logins_each, uses_each, drift) = (dice.within(3.5, 7.5), dice.within(1.4, 4.0), dice.within(-0.06, 0.12));
    let dip = dip(plan, &mut dice);
    let idle = plan.turns().any(|turn| matches!(turn, Turn::NeverLoggedIn));
    let seats = f64::from(plan.seats);
    let mut mood = 0.0;
    for sunday in sundays(plan) {
        mood = 0.6 * mood + 0.035 * dice.bell();
        let ago = plan.today.since(sunday);
        let growing = 1.0 - drift * f64::from(ago) / f64::from(HISTORY);
        let level = plan.adoption * growing * story(plan, ago) * along(&dip, ago) * ramp(plan, sunday) * (1.0 + mood);
        let season = season(sunday);
        let share = if idle { 0.0 } else { (level * season).min(0.99) };
        let active = f64::from(whole_number(seats * share));
        let logins = whole_number(active * logins_each * dice.within(0.93, 1.07) * (0.6 + 0.4 * season));
        let uses = whole_number(active * uses_each * dice.within(0.88, 1.12));
        table.row(&[&plan.id, &sunday, &logins, &whole_number(active), &uses, &format!("{:.3}", active / seats)]);
    }
}

/// Every third account had a weak spell of some weeks once: a project, a change of people, a busy season.
fn dip(plan: &Plan, dice: &mut Dice) -> Vec<(i32, f64)> {
    let (weak, begun, weeks, depth) = (dice.chance(0.33), dice.between(40, HISTORY), dice.between(4, 10), dice.within(0.5, 0.85));
    if !weak || stories::at(plan.place).is_some() {
        return Vec::new();
    }
    let ended = begun - 7 * weeks;
    vec![(begun, 1.0), (begun - 14, depth), (ended, depth), (ended - 21, 1.0)]
}

fn sundays(plan: &Plan) -> impl Iterator<Item = Day> + use<'_> {
    let last = (0..7).map(|back| plan.today.plus(-back)).find(|day| day.weekday() == Weekday::Sun).unwrap_or(plan.today);
    let weeks = (0..=HISTORY / 7).rev().map(move |week| last.plus(-7 * week));
    weeks.filter(|sunday| plan.tells(*sunday) && *sunday >= plan.terms.start.plus(4))
}

/// The share of an ordinary week that a week of a season is.
fn season(sunday: Day) -> f64 {
    let of_day = |day: Day| SEASONS.iter().find(|season| (season.first..=season.last).contains(&day.month_day())).map_or(1.0, |season| season.left);
    (0..7).map(|back| of_day(sunday.plus(-back))).sum::<f64>() / 7.0
}

/// The first ten weeks climb.
fn ramp(plan: &Plan, sunday: Day) -> f64 {
    (0.35 + 0.65 * f64::from(sunday.since(plan.terms.start)) / 70.0).min(1.0)
}

/// What the story makes of usage; those who leave fade in their last months.
fn story(plan: &Plan, ago: i32) -> f64 {
    let told = plan.turns().find_map(|turn| if let Turn::Usage(points) = turn { Some(*points) } else { None });
    if let Some(loss) = plan.loss.filter(|_| plan.temper.key == LOST.key) {
        let gone = plan.today.since(loss.day);
        return along(&[(gone + 170, 1.0), (gone + 90, 0.7), (gone + 30, 0.35), (gone, 0.2)], ago);
    }
    told.map_or(1.0, |points| along(points, ago))
}

/// The height at a place of straight lines between points, which run from long ago to now.
fn along(points: &[(i32, f64)], ago: i32) -> f64 {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return 1.0 };
    let between = points.windows(2).find(|pair| (pair[1].0..=pair[0].0).contains(&ago));
    match between {
        Some(&[(from, high), (to, low), ..]) if from > to => high + (low - high) * f64::from(from - ago) / f64::from(from - to),
        _ if ago > first.0 => first.1,
        _ => last.1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_level_outside_its_points_and_straight_between_them() {
        let points = [(100, 1.0), (50, 0.5), (10, 0.9)];
        for (ago, height) in [(200, 1.0), (100, 1.0), (75, 0.75), (50, 0.5), (30, 0.7), (10, 0.9), (0, 0.9)] {
            assert!((along(&points, ago) - height).abs() < 1e-12, "{ago}");
        }
    }

    #[test]
    fn new_year_golden_week_and_obon_dip() {
        let share = |text| season(Day::parse_iso(text).unwrap());
        assert!(share("2026-01-04") < 0.3);
        assert!(share("2026-05-10") < 0.8);
        assert!(share("2026-08-16") < 0.6);
        assert!((share("2026-11-22") - 1.0).abs() < 1e-12);
    }
}
