//! Writing observations in quantity: statements prepared once, and no look for an old value where there can be none.

use crate::book::rows::AccountId;
use crate::book::series::MetricId;
use crate::domain::Day;
use crate::store::StoreError;
use crate::store::run::Run;
use crate::store::tx::Put;
use rusqlite::{Connection, OptionalExtension as _, Statement};
use std::collections::HashMap;
use std::fmt;

/// Bytes of journal kept in memory before they are written.
const CROWDED_BYTES: usize = 4 << 20;

/// Pairs of account and metric kept in memory.
const CROWDED_PAIRS: usize = 100_000;

/// The database id of a metric: they are 1, 2, 3 … in a dictionary that only grows.
pub(in crate::store) fn id_of(metric: MetricId) -> i64 {
    i64::from(metric.0) + 1
}

/// The metric of a database id.
pub(in crate::store) fn metric_of(id: i64) -> MetricId {
    MetricId(u32::try_from(id - 1).unwrap_or(u32::MAX))
}

/// What was done to one observation.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Done {
    pub(in crate::store) put: Put,
    /// Whether it is the first change kept in memory of its account and metric.
    pub(in crate::store) first_of_run: bool,
}

/// The observations of one act so far.
pub(in crate::store) struct Observing<'c> {
    insert: Statement<'c>,
    find: Statement<'c>,
    update: Statement<'c>,
    delete: Statement<'c>,
    bounds: Statement<'c>,
    exists: Statement<'c>,
    places: HashMap<(AccountId, MetricId), usize>,
    pairs: Vec<Pair>,
    /// The pair of the observation before: files mostly go on with the same.
    current: usize,
    bytes: usize,
}

/// One account and metric.
struct Pair {
    account: AccountId,
    metric: MetricId,
    /// The earliest and latest day stored; nothing lies outside.
    stored: Option<(Day, Day)>,
    run: Run,
}

impl fmt::Debug for Observing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Observing").field("pairs", &self.pairs.len()).field("bytes", &self.bytes).finish_non_exhaustive()
    }
}

impl<'c> Observing<'c> {
    pub(in crate::store) fn new(conn: &'c Connection) -> rusqlite::Result<Self> {
        const AT: &str = "WHERE account = ?1 AND metric = ?2 AND day = ?3";
        Ok(Self {
            insert: conn.prepare("INSERT INTO observation (account, metric, day, value) VALUES (?1, ?2, ?3, ?4)")?,
            find: conn.prepare(&format!("SELECT value FROM observation {AT}"))?,
            update: conn.prepare(&format!("UPDATE observation SET value = ?4 {AT}"))?,
            delete: conn.prepare(&format!("DELETE FROM observation {AT}"))?,
            // Two statements in one, for SQLite finds a single least or greatest by one seek.
            bounds: conn.prepare(
                "SELECT (SELECT min(day) FROM observation WHERE account = ?1 AND metric = ?2),
                        (SELECT max(day) FROM observation WHERE account = ?1 AND metric = ?2)",
            )?,
            exists: conn.prepare("SELECT EXISTS (SELECT 1 FROM account WHERE id = ?1), EXISTS (SELECT 1 FROM metric WHERE id = ?2)")?,
            places: HashMap::new(),
            pairs: Vec::new(),
            current: 0,
            bytes: 0,
        })
    }

    /// Sets a value, or takes it out. Two zeros of different sign are one value.
    #[expect(clippy::float_cmp, reason = "a value is unchanged only when it is exactly the one that is stored")]
    pub(in crate::store) fn set(&mut self, account: AccountId, metric: MetricId, day: Day, value: Option<f64>) -> Result<Done, StoreError> {
        let place = self.place(account, metric)?;
        let (owner, id) = (account.0, id_of(metric));
        let outside = self.pairs[place].stored.is_none_or(|(first, last)| day < first || last < day);
        let old: Option<f64> = if outside { None } else { self.find.query_row((owner, id, day.0), |row| row.get(0)).optional()? };
        let put = match (old, value) {
            (None, Some(value)) => {
                self.insert.execute((owner, id, day.0, value))?;
                Put::New(0)
            }
            (Some(old), Some(value)) if old != value => {
                self.update.execute((owner, id, day.0, value))?;
                Put::Changed
            }
            (Some(_), None) => {
                self.delete.execute((owner, id, day.0))?;
                Put::Changed
            }
            _ => return Ok(Done { put: Put::Unchanged, first_of_run: false }),
        };
        let pair = &mut self.pairs[place];
        let first_of_run = pair.run.is_empty();
        let before = pair.run.size();
        pair.run.push(day, old);
        pair.stored = Some(pair.stored.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        self.bytes += pair.run.size() - before;
        Ok(Done { put, first_of_run })
    }

    /// The value stored.
    pub(in crate::store) fn get(&mut self, account: AccountId, metric: MetricId, day: Day) -> Result<Option<f64>, StoreError> {
        Ok(self.find.query_row((account.0, id_of(metric), day.0), |row| row.get(0)).optional()?)
    }

    /// Whether it is time for [`Observing::take_runs`].
    pub(in crate::store) fn is_crowded(&self) -> bool {
        self.bytes > CROWDED_BYTES || self.pairs.len() > CROWDED_PAIRS
    }

    /// Hands out what is to be journaled and forgets it.
    pub(in crate::store) fn take_runs(&mut self) -> Vec<(AccountId, MetricId, Run)> {
        self.bytes = 0;
        self.places.clear();
        self.pairs.drain(..).filter(|pair| !pair.run.is_empty()).map(|pair| (pair.account, pair.metric, pair.run)).collect()
    }

    fn place(&mut self, account: AccountId, metric: MetricId) -> Result<usize, StoreError> {
        if self.pairs.get(self.current).is_some_and(|pair| pair.account == account && pair.metric == metric) {
            return Ok(self.current);
        }
        self.current = match self.places.get(&(account, metric)) {
            Some(place) => *place,
            None => self.open_pair(account, metric)?,
        };
        Ok(self.current)
    }

    fn open_pair(&mut self, account: AccountId, metric: MetricId) -> Result<usize, StoreError> {
        let key = (account.0, id_of(metric));
        let (has_account, has_metric): (bool, bool) = self.exists.query_row(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
        if !has_account {
            return Err(StoreError::Unknown { what: "account", id: account.0 });
        }
        if !has_metric {
            return Err(StoreError::Unknown { what: "metric", id: key.1 });
        }
        let (first, last): (Option<i32>, Option<i32>) = self.bounds.query_row(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
        self.pairs.push(Pair { account, metric, stored: first.map(Day).zip(last.map(Day)), run: Run::default() });
        self.places.insert((account, metric), self.pairs.len() - 1);
        Ok(self.pairs.len() - 1)
    }
}
