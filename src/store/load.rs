//! Rows on their way into memory: one scan per table for the whole book, one seek per table for one account.

use crate::book::rows::{
    AccountId, AccountRow, AttributeRow, ContactRole, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey,
    Task, Ticket,
};
use crate::book::{Account, Book, Contact, Dated, MetricId, Names, Rates, Series};
use crate::domain::Day;
use crate::store::observe::metric_of;
use crate::store::{Record, Store, StoreError, cells};
use rusqlite::{Connection, Params};
use std::collections::BTreeMap;

impl Store {
    /// All living accounts with all their rows, as of one state of the book.
    pub fn load_book(&self, rates: Rates) -> Result<Book, StoreError> {
        self.snapshot(|store| {
            let accounts = accounts(&store.conn, None).map_err(|error| error.at(&store.path))?;
            Ok(Book::new(accounts, store.metrics()?, rates))
        })
    }

    /// Some accounts anew, by id, with the metrics they may name. One that is deleted or unknown is left out.
    pub fn load_accounts(&self, ids: &[AccountId]) -> Result<(Vec<Account>, Names), StoreError> {
        self.snapshot(|store| {
            let mut ids = ids.to_vec();
            ids.sort_unstable();
            ids.dedup();
            let mut loaded = Vec::with_capacity(ids.len());
            for id in ids {
                loaded.append(&mut accounts(&store.conn, Some(id)).map_err(|error| error.at(&store.path))?);
            }
            Ok((loaded, store.metrics()?))
        })
    }

    /// The metrics of the book. Numbers stay as they are for as long as the book lives.
    pub fn metrics(&self) -> Result<Names, StoreError> {
        let mut names = Names::default();
        let read = |error| self.told(error);
        let mut statement = self.conn.prepare_cached("SELECT key FROM metric ORDER BY id").map_err(read)?;
        let mut rows = statement.query([]).map_err(read)?;
        while let Some(row) = rows.next().map_err(read)? {
            names.intern(&row.get::<_, String>(0).map_err(read)?);
        }
        Ok(names)
    }
}

fn accounts(conn: &Connection, only: Option<AccountId>) -> Result<Vec<Account>, StoreError> {
    let mut load = Load { conn, only, accounts: Vec::new(), current: 0 };
    load.read_accounts()?;
    if !load.accounts.is_empty() {
        load.read_attributes()?;
        load.read_contacts()?;
        load.read_events()?;
        load.read_observations()?;
    }
    load.accounts.iter_mut().for_each(Account::sort);
    Ok(load.accounts)
}

/// A load under way.
struct Load<'c> {
    conn: &'c Connection,
    only: Option<AccountId>,
    /// By id.
    accounts: Vec<Account>,
    /// The account of the row before: rows of one account mostly lie together.
    current: usize,
}

impl Load<'_> {
    fn read_accounts(&mut self) -> Result<(), StoreError> {
        let all = &AccountRow::TABLE.sql().all;
        let give = |row| self.accounts.push(Account::new(row));
        match self.only {
            Some(AccountId(id)) => each::<AccountRow>(self.conn, &format!("{all} WHERE deleted IS NULL AND id = ?1"), [id], give),
            None => each::<AccountRow>(self.conn, &format!("{all} WHERE deleted IS NULL ORDER BY id"), [], give),
        }
    }

    fn read_events(&mut self) -> Result<(), StoreError> {
        self.fill::<Contract>(|row| row.account, |account| &mut account.contracts)?;
        self.fill::<Outcome>(|row| row.account, |account| &mut account.outcomes)?;
        self.fill::<Ticket>(|row| row.account, |account| &mut account.tickets)?;
        self.fill::<Survey>(|row| row.account, |account| &mut account.surveys)?;
        self.fill::<Invoice>(|row| row.account, |account| &mut account.invoices)?;
        self.fill::<Interaction>(|row| row.account, |account| &mut account.interactions)?;
        self.fill::<Proposal>(|row| row.account, |account| &mut account.proposals)?;
        self.fill::<Feedback>(|row| row.account, |account| &mut account.feedback)?;
        self.fill::<Note>(|row| row.account, |account| &mut account.notes)?;
        self.fill::<Pulse>(|row| row.account, |account| &mut account.pulses)?;
        // A task of no account belongs to none of them; the queue asks for it by itself.
        self.fill::<Task>(|row| row.account.unwrap_or(AccountId(0)), |account| &mut account.tasks)
    }

    /// Hands each row of a table to its account, in the order of the table's own key.
    fn fill<R: Record>(&mut self, owner: impl Fn(&R) -> AccountId, list: impl Fn(&mut Account) -> &mut Vec<R>) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        self.scan::<R>("account = ?1", |row| rows.push(row))?;
        let places: Vec<Option<usize>> = rows.iter().map(|row| self.place(owner(row))).collect();
        self.make_room(&places, &list);
        for (row, place) in rows.into_iter().zip(places) {
            if let Some(place) = place {
                list(&mut self.accounts[place]).push(row);
            }
        }
        Ok(())
    }

    /// Makes room in each account for as many rows as will come and no more: a list that grows by itself takes room for four
    /// at once, which is more than most accounts have of most kinds, and rows are large.
    fn make_room<T>(&mut self, places: &[Option<usize>], list: impl Fn(&mut Account) -> &mut Vec<T>) {
        let mut counts = vec![0; self.accounts.len()];
        for place in places.iter().flatten() {
            counts[*place] += 1;
        }
        for (account, count) in self.accounts.iter_mut().zip(counts) {
            list(account).reserve_exact(count);
        }
    }

    fn scan<R: Record>(&self, of_one: &str, give: impl FnMut(R)) -> Result<(), StoreError> {
        let all = &R::TABLE.sql().all;
        match self.only {
            Some(AccountId(id)) => each(self.conn, &format!("{all} WHERE {of_one}"), [id], give),
            None => each(self.conn, all, [], give),
        }
    }

    /// Attributes lie clustered by account and key: the values of one follow each other.
    fn read_attributes(&mut self) -> Result<(), StoreError> {
        let mut rows: Vec<AttributeRow> = Vec::new();
        self.scan::<AttributeRow>("account = ?1", |row| rows.push(row))?;
        rows.sort_by(|one, other| (one.account, &one.key).cmp(&(other.account, &other.key)));
        let mut rows = rows.into_iter().peekable();
        while let Some(AttributeRow { account, key, day, value, .. }) = rows.next() {
            let mut values = vec![(day, value)];
            while let Some(row) = rows.next_if(|row| row.account == account && row.key == key) {
                values.push((row.day, row.value));
            }
            if let Some(place) = self.place(account) {
                self.accounts[place].attributes.insert(key, Dated::new(values));
            }
        }
        Ok(())
    }

    fn read_contacts(&mut self) -> Result<(), StoreError> {
        let mut roles: BTreeMap<i64, Vec<(Day, String)>> = BTreeMap::new();
        let of_one = "contact IN (SELECT id FROM contact WHERE account = ?1)";
        self.scan::<ContactRole>(of_one, |row| roles.entry(row.contact).or_insert_with(|| Vec::with_capacity(1)).push((row.day, row.roles)))?;
        let mut contacts = Vec::new();
        self.scan::<ContactRow>("account = ?1", |row| contacts.push(row))?;
        let places: Vec<Option<usize>> = contacts.iter().map(|row: &ContactRow| self.place(row.account)).collect();
        self.make_room(&places, |account| &mut account.contacts);
        for (row, place) in contacts.into_iter().zip(places) {
            let roles = Dated::new(roles.remove(&row.id).unwrap_or_default());
            if let Some(place) = place {
                self.accounts[place].contacts.push(Contact::new(row, roles));
            }
        }
        Ok(())
    }

    /// Observations lie clustered by account, metric and day: each series is one stretch of the scan.
    fn read_observations(&mut self) -> Result<(), StoreError> {
        let all = "SELECT account, metric, day, value FROM observation";
        let sql = if self.only.is_some() { format!("{all} WHERE account = ?1") } else { format!("{all} WHERE ?1 IS NULL") };
        let mut statement = self.conn.prepare_cached(&format!("{sql} ORDER BY account, metric, day"))?;
        let mut rows = statement.query([self.only.map(|only| only.0)])?;
        let mut pair: Option<(AccountId, MetricId)> = None;
        let mut points = Vec::new();
        while let Some(row) = rows.next()? {
            let next = (AccountId(row.get(0)?), metric_of(row.get(1)?));
            if pair != Some(next) {
                self.keep_series(pair, std::mem::take(&mut points));
                pair = Some(next);
            }
            points.push((Day(row.get(2)?), row.get(3)?));
        }
        self.keep_series(pair, points);
        Ok(())
    }

    fn keep_series(&mut self, pair: Option<(AccountId, MetricId)>, points: Vec<(Day, f64)>) {
        let Some((account, metric)) = pair else { return };
        if let Some(place) = self.place(account) {
            self.accounts[place].series.push(Series::new(metric, points));
        }
    }

    fn place(&mut self, id: AccountId) -> Option<usize> {
        if self.accounts.get(self.current).is_none_or(|account| account.row.id != id) {
            self.current = self.accounts.binary_search_by_key(&id, |account| account.row.id).ok()?;
        }
        Some(self.current)
    }
}

fn each<R: Record>(conn: &Connection, sql: &str, params: impl Params, mut give: impl FnMut(R)) -> Result<(), StoreError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        give(R::from_cells(&cells::of_row(row, R::TABLE.columns.len())?)?);
    }
    Ok(())
}
