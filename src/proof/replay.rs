//! The churn replay: what the rules of today would have said of the accounts that were lost, how early, and what was done;
//! then of those that were red and are green again. Cases, not statistics.

use crate::domain::words::{InteractionKind, TaskStatus};
use crate::domain::{Day, Light};
use crate::facts::At;
use crate::method::interaction_minutes;
use crate::proof::hindsight::{Ending, Hindsight};
use crate::proof::lights::Lights;
use crate::rules::Lens;
use std::cmp::Reverse;

/// A year in days: the usual length of a replay, and how far back a warning is followed.
pub const YEAR: i32 = 365;
/// Days before the end of which a loss tells the light.
pub const LOOKS: [i32; 4] = [90, 60, 30, 1];
/// Days before the end whose deeds are told where nothing warned.
const UNWARNED_DAYS: i32 = 90;
/// Days of red in a row that make an account one to be rescued.
const RED_DAYS: i32 = 7;
/// Days of green in a row up to today that make it rescued.
const GREEN_DAYS: i32 = 28;
/// Weeks whose lights must be green before it is worth asking when the account was red.
const GREEN_WEEKS: usize = GREEN_DAYS.unsigned_abs() as usize / 7;

/// A look back at losses and rescues.
#[derive(Clone, Debug, PartialEq)]
pub struct Replay {
    pub losses: Losses,
    /// Newest first.
    pub rescues: Vec<Rescue>,
}

/// A look back at losses.
#[derive(Clone, Debug, PartialEq)]
pub struct Losses {
    pub today: Day,
    /// How many days are looked back upon, today included.
    pub within: i32,
    /// Newest first.
    pub rows: Vec<Loss>,
    /// Losses recorded of accounts of which no contract is known: they have no life that could have ended, and no light.
    pub without_contract: usize,
}

/// An account that was lost: nothing is in force any more, or was not for a while. Trials (contracts of amount 0) are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// The id the user knows.
    pub id: String,
    pub name: String,
    /// On the day before the end, a year, in major units of the book's currency.
    pub arr: Option<f64>,
    /// The first day without a contract in force.
    pub churned_on: Day,
    pub reason: Option<String>,
    /// Whether a contract ran out and nobody recorded a loss.
    pub lapsed: bool,
    /// The day from which the loss was known beforehand; from then on a light is no foresight.
    pub noticed_on: Option<Day>,
    /// The computed light so many days before the end as [`LOOKS`] says; `None` where it was no customer.
    pub lights: [Option<Light>; LOOKS.len()],
    /// The first day of the last unbroken stretch of red or yellow that reaches the day before the end. One that began more
    /// than a year before it is told as of a year.
    pub warned_on: Option<Day>,
    /// The first red day of that stretch.
    pub reddened_on: Option<Day>,
    /// From the warning to the end; in the last 90 days where there was none.
    pub done: Done,
}

/// An account that is a customer today, was red for at least 7 days in a row within the look back (those before it do not
/// count), and has been green for at least 28 days in a row up to today, neither grey nor yellow. This is our own definition
/// and says nothing of what made it green.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescue {
    /// The id the user knows.
    pub id: String,
    pub name: String,
    /// Today, a year, in major units of the book's currency.
    pub arr: Option<f64>,
    /// First and last day of the latest such red stretch.
    pub red_from: Day,
    pub red_to: Day,
    /// The first day of the green stretch.
    pub green_from: Day,
    /// From the first red day until it became green.
    pub done: Done,
}

/// What was done for an account over some days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Interactions that took place, the most frequent kind first.
    pub interactions: Vec<(InteractionKind, usize)>,
    /// Their minutes; those usual for the kind where nobody wrote them down.
    pub minutes: i64,
    /// Tasks that were done.
    pub tasks: usize,
}

/// A replay in figures.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub losses: usize,
    /// Losses that were red or yellow before anyone had given notice.
    pub flagged: usize,
    /// Losses that were red before.
    pub red: usize,
    /// Losses that were red or yellow only from the notice on.
    pub after_notice: usize,
    /// Losses of whose last days nothing is known.
    pub unseen: usize,
    /// From the first warning to the end, of those flagged: the nearest-rank median.
    pub warned_days: Option<i32>,
    /// From the first red day to the end, of those red before.
    pub red_days: Option<i32>,
    /// Share of the lost ARR, as far as it is known, that was flagged: 0 to 1.
    pub arr_flagged: Option<f64>,
}

/// Looks back over the last `within` days up to `today`, by the lens' rules.
pub fn replay(lens: &Lens, today: Day, within: i32) -> Replay {
    let lens = &looking_back(lens, within);
    let mut rescues: Vec<Rescue> = lights(lens).filter_map(|lights| rescue(lights, today, oldest(today, within))).collect();
    rescues.sort_by_key(|rescue| Reverse(rescue.green_from));
    Replay { losses: look_back(lens, today, within), rescues }
}

/// The losses alone, which are soon found.
pub fn losses(lens: &Lens, today: Day, within: i32) -> Losses {
    look_back(&looking_back(lens, within), today, within)
}

/// Each day is ranked once: those of the look back, and those of the year before it to which a warning may reach.
fn looking_back(lens: &Lens, within: i32) -> Lens {
    lens.looking_back(usize::try_from(within.saturating_add(YEAR + 1)).unwrap_or_default())
}

fn look_back(lens: &Lens, today: Day, within: i32) -> Losses {
    let before = oldest(today, within).plus(-1);
    let hindsight = Hindsight::new(lens, today);
    let endings = |lights: Lights<'_>| hindsight.endings(lights.ix, before);
    let mut rows: Vec<Loss> = lights(lens).flat_map(|lights| endings(lights).into_iter().filter_map(move |ending| loss(lights, ending))).collect();
    rows.sort_by_key(|loss| Reverse(loss.churned_on));
    let without_contract = lights(lens).filter(|lights| hindsight.lost_without_contract(lights.ix, before)).count();
    Losses { today, within, rows, without_contract }
}

fn oldest(today: Day, within: i32) -> Day {
    today.plus(1 - within)
}

fn lights(lens: &Lens) -> impl Iterator<Item = Lights<'_>> {
    (0..lens.book().accounts().len()).map(move |ix| Lights { lens, ix })
}

fn loss(lights: Lights<'_>, ending: Ending) -> Option<Loss> {
    let Ending { day: end, reason, noticed_on, lapsed } = ending;
    let last = end.plus(-1);
    let at = lights.lens.at(lights.ix, last);
    let arr = at.arr();
    if is_trial(arr) {
        return None;
    }
    let warning: Vec<(Day, Light)> = lights.run(last, end.plus(-YEAR), |light| matches!(light, Light::Yellow | Light::Red)).collect();
    let warned_on = warning.last().map(|(day, _)| *day);
    let reddened_on = warning.iter().rfind(|(_, light)| *light == Light::Red).map(|(day, _)| *day);
    Some(Loss {
        id: at.code().to_owned(),
        name: at.name().to_owned(),
        arr,
        churned_on: end,
        reason,
        lapsed,
        noticed_on,
        lights: LOOKS.map(|days| lights.on(end.plus(-days))),
        warned_on,
        reddened_on,
        done: done(&at, warned_on.unwrap_or(end.plus(-UNWARNED_DAYS))),
    })
}

fn rescue(lights: Lights<'_>, today: Day, oldest: Day) -> Option<Rescue> {
    let at = lights.lens.at(lights.ix, today);
    let arr = at.arr();
    // What an earlier life was like is another story, and ended in a loss.
    let oldest = oldest.max(at.life().start?);
    // A look a week finds every stretch of seven days, at a seventh of the cost.
    let looks = || (0..).map(|week| today.plus(-7 * week)).take_while(|day| *day >= oldest);
    let is = |wanted: Light| move |light: Light| light == wanted;
    if is_trial(arr) || !looks().take(GREEN_WEEKS).all(|day| lights.on(day) == Some(Light::Green)) {
        return None;
    }
    let (red_from, red_to) = looks().skip(GREEN_WEEKS).find_map(|look| {
        let from = lights.since(look, oldest, is(Light::Red))?;
        let to = (1..RED_DAYS).map(|days| look.plus(days)).take_while(|day| lights.on(*day) == Some(Light::Red)).last().unwrap_or(look);
        (to.since(from) + 1 >= RED_DAYS).then_some((from, to))
    })?;
    let green_from = lights.since(today, red_to, is(Light::Green))?;
    let done = done(&at.on(green_from.plus(-1)), red_from);
    let (id, name) = (at.code().to_owned(), at.name().to_owned());
    (today.since(green_from) + 1 >= GREEN_DAYS).then_some(Rescue { id, name, arr, red_from, red_to, green_from, done })
}

fn is_trial(arr: Option<f64>) -> bool {
    arr == Some(0.0)
}

/// What was done from a day on, up to that of `at`.
fn done(at: &At<'_>, from: Day) -> Done {
    let held = || at.held().filter(|row| row.day >= from);
    let count = |kind: &InteractionKind| (*kind, held().filter(|row| row.kind == *kind).count());
    let mut interactions: Vec<(InteractionKind, usize)> = InteractionKind::ALL.iter().map(count).filter(|(_, count)| *count > 0).collect();
    interactions.sort_by_key(|(_, count)| Reverse(*count));
    Done {
        interactions,
        minutes: held().map(interaction_minutes).sum(),
        tasks: at.tasks().filter(|task| task.row.status == TaskStatus::Done && task.closed.is_some_and(|day| day >= from)).count(),
    }
}

impl Loss {
    /// Days from the first warning to the end.
    pub fn warned_days(&self) -> Option<i32> {
        self.warned_on.map(|day| self.churned_on.since(day))
    }

    /// Days from the first red day of the warning to the end.
    pub fn red_days(&self) -> Option<i32> {
        self.reddened_on.map(|day| self.churned_on.since(day))
    }

    /// Whether it was red or yellow before anyone had given notice.
    pub fn is_flagged(&self) -> bool {
        self.is_foresight(self.warned_on)
    }

    /// Whether it was red before anyone had given notice.
    pub fn is_flagged_red(&self) -> bool {
        self.is_foresight(self.reddened_on)
    }

    /// Whether it was red or yellow only from the notice on.
    pub fn is_after_notice(&self) -> bool {
        self.warned_on.is_some() && !self.is_flagged()
    }

    /// Whether nothing is known of its last 90 days: every light looked at is grey, or it was no customer.
    pub fn is_unseen(&self) -> bool {
        self.lights.iter().all(|light| light.is_none_or(|light| light == Light::Grey))
    }

    fn is_foresight(&self, day: Option<Day>) -> bool {
        day.is_some_and(|day| self.noticed_on.is_none_or(|noticed| day < noticed))
    }
}

impl Done {
    /// Interactions of any kind.
    pub fn count(&self) -> usize {
        self.interactions.iter().map(|(_, count)| count).sum()
    }
}

impl Losses {
    /// The losses in figures.
    pub fn summary(&self) -> Summary {
        let count = |is: fn(&Loss) -> bool| self.rows.iter().filter(|loss| is(loss)).count();
        let days = |is: fn(&Loss) -> bool, days: fn(&Loss) -> Option<i32>| self.rows.iter().filter(|loss| is(loss)).filter_map(days).collect();
        let arr = |is: fn(&Loss) -> bool| self.rows.iter().filter(|loss| is(loss)).filter_map(|loss| loss.arr).sum::<f64>();
        let all = arr(|_| true);
        Summary {
            losses: self.rows.len(),
            flagged: count(Loss::is_flagged),
            red: count(Loss::is_flagged_red),
            after_notice: count(Loss::is_after_notice),
            unseen: count(Loss::is_unseen),
            warned_days: median(days(Loss::is_flagged, Loss::warned_days)),
            red_days: median(days(Loss::is_flagged_red, Loss::red_days)),
            arr_flagged: (all > 0.0).then(|| arr(Loss::is_flagged) / all),
        }
    }
}

/// The nearest-rank median.
fn median(mut days: Vec<i32>) -> Option<i32> {
    days.sort_unstable();
    days.get(days.len().checked_sub(1)? / 2).copied()
}
