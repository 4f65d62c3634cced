//! What became of accounts, told from a later day: the one door to what a past day could not know. Gives no lights, which
//! rest on their own day alone.

use crate::book::AccountIx;
use crate::domain::Day;
use crate::rules::Lens;

/// A book looked back upon.
pub(in crate::proof) struct Hindsight<'a> {
    lens: &'a Lens,
    today: Day,
}

/// The end of one of an account's lives.
pub(in crate::proof) struct Ending {
    /// The first day without a contract in force.
    pub(in crate::proof) day: Day,
    /// Why, where somebody wrote it down.
    pub(in crate::proof) reason: Option<String>,
    /// The day from which the loss was known beforehand.
    pub(in crate::proof) noticed_on: Option<Day>,
    /// Whether a contract ran out and nobody recorded a loss.
    pub(in crate::proof) lapsed: bool,
}

impl<'a> Hindsight<'a> {
    pub(in crate::proof) fn new(lens: &'a Lens, today: Day) -> Self {
        Self { lens, today }
    }

    /// The ends after one day and up to today, newest first: of the present life, and of those before it where the account
    /// came back.
    pub(in crate::proof) fn endings(&self, ix: AccountIx, after: Day) -> Vec<Ending> {
        let mut endings = Vec::new();
        let mut seen_from = Some(self.today);
        while let Some(day) = seen_from.filter(|day| *day > after) {
            let at = self.lens.at(ix, day);
            let life = at.life();
            if let Some(ended) = life.ended.filter(|ended| *ended > after) {
                // A contract may have run out before the loss was written down.
                let told = at.outcomes().iter().find(|row| row.day >= ended);
                endings.push(Ending {
                    day: ended,
                    reason: told.and_then(|row| row.reason.clone()),
                    noticed_on: told.map(|row| row.recorded).filter(|recorded| *recorded < ended),
                    lapsed: life.lapsed,
                });
            }
            // The life before is whole on the last day before this one began.
            seen_from = life.start.filter(|_| life.returned).map(|start| start.plus(-1));
        }
        endings
    }

    /// Whether a loss after one day and up to today is recorded of an account of which no contract is known, so that there is
    /// nothing it could be the end of.
    pub(in crate::proof) fn lost_without_contract(&self, ix: AccountIx, after: Day) -> bool {
        let at = self.lens.at(ix, self.today);
        !at.life().known && at.outcomes().iter().any(|row| row.day > after)
    }
}
