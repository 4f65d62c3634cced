//! What an act may ask while it writes: who is who, and what is there.

use crate::book::rows::{AccountId, AccountRow};
use crate::book::series::MetricId;
use crate::domain::{Cell, Day};
use crate::store::observe::metric_of;
use crate::store::table::Table;
use crate::store::{Put, Record, StoreError, Tx, cells};
use rusqlite::{OptionalExtension as _, params_from_iter};

impl Tx<'_> {
    /// The account of the id that the user knows, a deleted one included: putting its row revives it.
    pub fn account_by_code(&mut self, code: &str) -> Result<Option<AccountId>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT id FROM account WHERE code = ?1")
            .and_then(|mut statement| statement.query_row([code], |row| row.get(0).map(AccountId)).optional());
        self.sql(found)
    }

    /// A living account's row as it stands now; `None` where it is deleted or unknown.
    pub fn account_by_id(&mut self, account: AccountId) -> Result<Option<AccountRow>, StoreError> {
        let found = self
            .conn
            .prepare_cached("SELECT 1 FROM account WHERE id = ?1 AND deleted IS NULL")
            .and_then(|mut statement| statement.query_row([account.0], |_| Ok(())).optional());
        match self.sql(found)? {
            Some(()) => Ok(self.find_all::<AccountRow>(&["id"], &[account.0.into()])?.pop()),
            None => Ok(None),
        }
    }

    /// Marks an account as deleted: its rows stay, but nothing shows it any more. False when it is not there or already so.
    pub fn delete_account(&mut self, account: AccountId, day: Day) -> Result<bool, StoreError> {
        let table = AccountRow::TABLE;
        let (Some(mut row), Some(deleted)) = (self.find(table, &["id"], &[account.0.into()])?, table.place("deleted")) else { return Ok(false) };
        if !row[deleted].is_null() {
            return Ok(false);
        }
        row[deleted] = day.into();
        Ok(self.put_cells(table, &row)? == Put::Changed)
    }

    /// The number of a metric, new or known. Metrics are a dictionary: they are not journaled and never taken out.
    pub fn metric(&mut self, key: &str) -> Result<MetricId, StoreError> {
        let known = self
            .conn
            .prepare_cached("SELECT id FROM metric WHERE key = ?1")
            .and_then(|mut statement| statement.query_row([key], |row| row.get(0)).optional());
        if let Some(id) = self.sql(known)? {
            return Ok(metric_of(id));
        }
        let made = self.conn.prepare_cached("INSERT INTO metric (key) VALUES (?1)").and_then(|mut statement| statement.insert([key]));
        self.sql(made).map(metric_of)
    }

    /// The first row, by key, with these cells in these columns; null is equal to null.
    pub fn find(&mut self, table: &'static Table, columns: &[&str], values: &[Cell]) -> Result<Option<Vec<Cell>>, StoreError> {
        let found = self
            .conn
            .prepare_cached(&table.find(columns))
            .and_then(|mut statement| statement.query_row(params_from_iter(values), |row| cells::of_row(row, table.columns.len())).optional());
        self.sql(found)
    }

    /// Every row with these cells in these columns, by key.
    pub fn find_all<R: Record>(&mut self, columns: &[&str], values: &[Cell]) -> Result<Vec<R>, StoreError> {
        let table = R::TABLE;
        let found = self.conn.prepare_cached(&table.find(columns)).and_then(|mut statement| {
            statement.query_map(params_from_iter(values), |row| cells::of_row(row, table.columns.len()))?.collect::<rusqlite::Result<Vec<_>>>()
        });
        self.sql(found)?.iter().map(|row| R::from_cells(row)).collect()
    }
}
