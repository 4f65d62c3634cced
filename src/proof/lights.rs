//! The lights that the rules give an account day by day: computed ones, overrides included and the lead's own judgement left
//! out, for what is asked is what the rules would have said. Each rests on what was known on its day.

use crate::book::AccountIx;
use crate::domain::{Day, Light};
use crate::rules::{Lens, score};

/// The computed lights of one account.
#[derive(Clone, Copy)]
pub(in crate::proof) struct Lights<'a> {
    pub(in crate::proof) lens: &'a Lens,
    pub(in crate::proof) ix: AccountIx,
}

impl Lights<'_> {
    /// The light of a day; `None` where no contract was in force. Not remembered: a look back of a year would only drive out
    /// of the lens' memory what the desk shows.
    pub(in crate::proof) fn on(&self, day: Day) -> Option<Light> {
        if self.lens.at(self.ix, day).life().terms.is_empty() {
            return None;
        }
        let reading = self.lens.reading(self.ix, day)?;
        Some(score(self.lens.rules().card(reading.card), &reading).computed)
    }

    /// The unbroken run of days of some lights that reaches `last`, newest first, at most back to `oldest`.
    pub(in crate::proof) fn run(&self, last: Day, oldest: Day, holds: impl Fn(Light) -> bool) -> impl Iterator<Item = (Day, Light)> {
        let days = (0..).map(move |ago| last.plus(-ago)).take_while(move |day| *day >= oldest);
        days.map_while(move |day| Some((day, self.on(day)?))).take_while(move |(_, light)| holds(*light))
    }

    /// The first day of such a run.
    pub(in crate::proof) fn since(&self, last: Day, oldest: Day, holds: impl Fn(Light) -> bool) -> Option<Day> {
        self.run(last, oldest, holds).last().map(|(day, _)| day)
    }
}
