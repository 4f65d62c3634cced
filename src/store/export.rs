//! Rows on their way out, one at a time, in an order that two equal books share however their rows are numbered.

use crate::domain::Day;
use crate::store::{Record, Store, StoreError, cells};

impl Store {
    /// Hands out every row of a kind with the id (as the user knows it) of its account, empty for a row of no account.
    /// Rows of deleted accounts are left out.
    pub fn each<R: Record, E: From<StoreError>>(&self, mut give: impl FnMut(&str, R) -> Result<(), E>) -> Result<(), E> {
        let told = |error| self.told(error);
        let width = R::TABLE.columns.len();
        let mut statement = self.conn.prepare_cached(&R::TABLE.ordered()).map_err(told)?;
        let mut rows = statement.query([]).map_err(told)?;
        while let Some(row) = rows.next().map_err(told)? {
            let cells = cells::of_row(row, width).map_err(told)?;
            let code: String = row.get(width).map_err(told)?;
            give(&code, R::from_cells(&cells)?)?;
        }
        Ok(())
    }

    /// Hands out every observation: account, metric, day, value.
    pub fn each_observation<E: From<StoreError>>(&self, mut give: impl FnMut(&str, &str, Day, f64) -> Result<(), E>) -> Result<(), E> {
        let told = |error| self.told(error);
        let mut accounts = self.conn.prepare_cached("SELECT id, code FROM account WHERE deleted IS NULL ORDER BY code").map_err(told)?;
        let mut metrics = self.conn.prepare_cached("SELECT id, key FROM metric ORDER BY key").map_err(told)?;
        let named = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?));
        let metrics: Vec<_> = metrics.query_map([], named).and_then(Iterator::collect).map_err(told)?;
        let accounts: Vec<_> = accounts.query_map([], named).and_then(Iterator::collect).map_err(told)?;
        let sql = "SELECT day, value FROM observation WHERE account = ?1 AND metric = ?2 ORDER BY day";
        let mut points = self.conn.prepare_cached(sql).map_err(told)?;
        for (account, code) in &accounts {
            for (metric, key) in &metrics {
                let mut rows = points.query([account, metric]).map_err(told)?;
                while let Some(row) = rows.next().map_err(told)? {
                    give(code, key, Day(row.get(0).map_err(told)?), row.get(1).map_err(told)?)?;
                }
            }
        }
        Ok(())
    }
}
