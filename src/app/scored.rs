//! What the desk says of accounts, written down as it says it: for other programs, which cannot score, and for days to come,
//! whose rules and rows will be others. Each sweep writes of every account, each act of those that it moved.
//!
//! Only of the day that the clock shows. What is said of another day, back-dated or ahead, is computed by the rules and rows
//! of now, and as a row of that day it would pass for what was said then.

use crate::app::{AppError, Session};
use crate::book::AccountIx;
use crate::store::{Score, Source};
use serde_json::Value;

impl Session {
    /// Whether the desk looks from the day that the clock shows.
    pub(in crate::app) fn looks_from_now(&self) -> bool {
        self.day == self.opening.clock.today()
    }

    /// What the desk says of accounts on its day; nothing of those that do not exist on it.
    pub(in crate::app) fn said_of(&self, accounts: impl IntoIterator<Item = AccountIx>) -> Vec<Score> {
        let said = |ix: AccountIx| {
            let outcome = self.lens.outcome(ix, self.day)?;
            Some(Score {
                account: self.book().account(ix).row.id,
                score: outcome.score,
                light: outcome.light,
                computed: outcome.computed,
                coverage: outcome.coverage,
            })
        };
        accounts.into_iter().filter_map(said).collect()
    }

    /// Takes in what was just written, and writes down what the desk now says of the accounts it moved.
    pub(in crate::app) fn score_what_moved(&mut self) -> Result<(), AppError> {
        let moved = self.take_in()?;
        if moved.is_empty() || !self.looks_from_now() {
            return Ok(());
        }
        let (day, said, now) = (self.day, self.said_of(moved), self.opening.clock.now());
        // The act is done and has to be told as done. Where this fails, the next sweep makes up for it.
        drop(self.store.act(Source::Sweep, day, &now, Value::Null, |tx| tx.keep_scores(day, &said)));
        Ok(())
    }
}
