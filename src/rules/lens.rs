//! A book seen through rules: scores by account and day, computed when asked for and remembered. The one implementation of
//! [`Standings`]. Owns what it needs behind [`Arc`]s, so that a session can hold it beside the book and a worker can take a copy.

mod memo;

use crate::book::{AccountIx, Book};
use crate::domain::Day;
use crate::facts::{At, Context, Memo, Settings, Standing, Standings};
use crate::rules::counterfactual::counterfactual;
use crate::rules::explain::{self, Explanation, missing_data};
use crate::rules::model::TouchModel;
use crate::rules::reasons::{self, Reason};
use crate::rules::score::{Outcome, score};
use crate::rules::{Reading, Rules};
use memo::Scores;
use std::sync::Arc;

/// How far back a trend looks, in days.
const TREND_DAYS: i32 = 28;

/// A book, rules, and the scores they make.
#[derive(Debug)]
pub struct Lens {
    book: Arc<Book>,
    rules: Arc<Rules>,
    settings: Settings,
    /// Whole-book figures, for facts.
    memo: Memo,
    scores: Scores,
    /// Of each card the keys of its signals, shared by all standings.
    keys: Vec<Vec<Arc<str>>>,
}

/// A score in the two forms it is asked for.
#[derive(Clone, Debug)]
pub(in crate::rules) struct Scored {
    outcome: Arc<Outcome>,
    standing: Arc<Standing>,
}

impl Lens {
    /// A lens with nothing computed yet. `settings` are those of the rules and the user's config.
    pub fn new(book: Arc<Book>, rules: Arc<Rules>, settings: Settings) -> Self {
        let keys = rules.cards().iter().map(|card| card.signals.iter().map(|signal| Arc::from(signal.key.as_str())).collect()).collect();
        Self { book, rules, settings, memo: Memo::default(), scores: Scores::default(), keys }
    }

    /// A lens over the same book and rules with nothing computed yet, which remembers the ranks of so many days: for a look
    /// back over many days, account by account.
    #[must_use]
    pub fn looking_back(&self, days: usize) -> Self {
        let fresh = Self::new(Arc::clone(&self.book), Arc::clone(&self.rules), self.settings.clone());
        Self { memo: Memo::of_days(days), ..fresh }
    }

    /// The book.
    pub fn book(&self) -> &Arc<Book> {
        &self.book
    }

    /// The rules.
    pub fn rules(&self) -> &Arc<Rules> {
        &self.rules
    }

    /// What facts rest on beside the rows.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The door to all facts, those of scores included.
    pub fn context(&self) -> Context<'_> {
        Context { book: &self.book, settings: &self.settings, memo: &self.memo, standings: Some(self) }
    }

    /// One account on one day.
    pub fn at(&self, ix: AccountIx, day: Day) -> At<'_> {
        self.context().at(ix, day)
    }

    /// Takes a new state of the book in which the rows of these accounts (by their places) changed. Scores of the others
    /// stay unless something changed that all of them rest on: the list of accounts, the first row of a kind, the days on
    /// which a metric was observed, ranks, rates. Gives the accounts whose scores were dropped.
    pub fn update(&mut self, book: Arc<Book>, changed: Vec<AccountIx>) -> Vec<AccountIx> {
        let same_whole = memo::same_whole(&self.book, &book);
        let same_contracts = memo::same_contracts(&self.book, &book, &changed);
        if !(same_whole && same_contracts) {
            self.memo = Memo::default();
        }
        let others_stand = same_whole && (same_contracts || !memo::scores_use_ranks(&self.rules));
        self.book = book;
        if others_stand {
            self.scores.forget(&changed);
            return changed;
        }
        self.scores = Scores::default();
        (0..self.book.accounts().len()).collect()
    }

    /// The answers of an account's facts to its card; `None` while it does not exist.
    pub fn reading(&self, ix: AccountIx, day: Day) -> Option<Reading> {
        // Without standings: a card reads rows only, and that it cannot run in circles should not hang on a check of the rules.
        let at = Context { standings: None, ..self.context() }.at(ix, day);
        at.exists().then(|| self.rules.read(&at))
    }

    /// What the rules say of an account on a day; `None` while it does not exist.
    pub fn outcome(&self, ix: AccountIx, day: Day) -> Option<Arc<Outcome>> {
        self.scored(ix, day, |scored| Arc::clone(&scored.outcome))
    }

    fn scored<T>(&self, ix: AccountIx, day: Day, pick: impl FnOnce(&Scored) -> T) -> Option<T> {
        self.scores.get_or(ix, day, self.book.accounts().len(), pick, || {
            let reading = self.reading(ix, day)?;
            let outcome = Arc::new(score(self.rules.card(reading.card), &reading));
            Some(Scored { standing: Arc::new(self.standing(&outcome)), outcome })
        })
    }

    fn standing(&self, outcome: &Outcome) -> Standing {
        let keys = self.keys.get(outcome.card).into_iter().flatten().cloned();
        Standing {
            light: outcome.light,
            computed: outcome.computed,
            score: outcome.score,
            coverage: outcome.coverage,
            points: keys.zip(outcome.parts.iter().map(|part| part.points)).collect(),
        }
    }

    /// The score less that of 28 days ago; `None` if either is unknown.
    pub fn trend(&self, ix: AccountIx, day: Day) -> Option<f64> {
        Some(self.outcome(ix, day)?.score? - self.outcome(ix, day.plus(-TREND_DAYS))?.score?)
    }

    /// The touch model that the rules recommend; `None` for an account without a contract in force, or when none matches.
    pub fn recommended_touch(&self, ix: AccountIx, day: Day) -> Option<&TouchModel> {
        let at = self.at(ix, day);
        if at.life().terms.is_empty() {
            return None;
        }
        self.rules.touches().iter().find(|touch| touch.when.as_ref().is_none_or(|when| when.matches(&at)))
    }

    /// Why an account stands where it stands, worst first; empty while it does not exist.
    pub fn reasons(&self, ix: AccountIx, day: Day) -> Vec<Reason> {
        self.outcome(ix, day).map_or_else(Vec::new, |outcome| reasons::reasons(self.rules.card(outcome.card), &outcome))
    }

    /// A score taken apart, and what changed since a day; `None` while the account does not exist.
    pub fn explain(&self, ix: AccountIx, day: Day, since: Option<Day>) -> Option<Explanation> {
        let outcome = self.outcome(ix, day)?;
        let card = self.rules.card(outcome.card);
        let then = self.outcome(ix, day.plus(-TREND_DAYS));
        let then = then.as_deref().map(|then| (self.rules.card(then.card), then));
        let at = self.at(ix, day);
        Some(Explanation {
            account: at.code().to_owned(),
            name: at.name().to_owned(),
            day: outcome.day,
            scorecard: card.name.clone(),
            scale: card.scale,
            green: card.green,
            yellow: card.yellow,
            min_data: card.min_data,
            score: outcome.score,
            points: outcome.points,
            max: outcome.max,
            coverage: outcome.coverage,
            light: outcome.light,
            computed: outcome.computed,
            base: outcome.base,
            pulse: outcome.pulse.clone(),
            signals: explain::signals(card, &outcome, then),
            overrides: explain::overrides(card, &outcome),
            missing: missing_data(card, &outcome),
            counterfactual: counterfactual(card, &outcome),
            since: since.and_then(|date| {
                let before = self.outcome(ix, date)?;
                Some(explain::since(card, &outcome, date, self.rules.card(before.card), &before))
            }),
        })
    }
}

impl Standings for Lens {
    fn of(&self, account: AccountIx, day: Day) -> Option<Arc<Standing>> {
        self.scored(account, day, |scored| Arc::clone(&scored.standing))
    }
}
