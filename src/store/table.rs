//! What a table is to the code that writes and journals its rows: names, key, whose rows they are, and the SQL made from that.

use crate::domain::Cell;
use std::sync::OnceLock;

/// How the account of a row is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Its id stands in this column, or null.
    Column(&'static str),
    /// It is the account of the contact whose id stands in this column.
    Contact(&'static str),
    /// It is the account, or null, of the task whose id stands in this column.
    Task(&'static str),
    /// The row is of no account.
    Book,
}

impl Owner {
    /// The column that leads to the account.
    pub(in crate::store) fn column(self) -> Option<&'static str> {
        match self {
            Self::Column(column) | Self::Contact(column) | Self::Task(column) => Some(column),
            Self::Book => None,
        }
    }
}

/// A journaled table. Columns added by later migrations come last, so that old journal rows are a beginning of new ones.
#[derive(Debug)]
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    /// The columns of the primary key; `["id"]` where the book gives the number.
    pub key: &'static [&'static str],
    pub owner: Owner,
    /// Natural columns to sort exports by; the rest of the row follows as a tie-break.
    pub order: &'static [&'static str],
    sql: OnceLock<Sql>,
}

/// The statements of a table.
#[derive(Debug)]
pub(in crate::store) struct Sql {
    pub(in crate::store) all: String,
    pub(in crate::store) by_key: String,
    pub(in crate::store) upsert: String,
    pub(in crate::store) delete: String,
}

impl Table {
    /// A row of the list of tables.
    pub const fn new(
        name: &'static str,
        columns: &'static [&'static str],
        key: &'static [&'static str],
        owner: Owner,
        order: &'static [&'static str],
    ) -> Self {
        Self { name, columns, key, owner, order, sql: OnceLock::new() }
    }

    /// Whether rows are numbered by the book.
    pub fn has_id(&self) -> bool {
        self.key == ["id"]
    }

    /// Where a column stands.
    pub fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }

    /// The key cells of a row.
    pub fn key_of(&self, row: &[Cell]) -> Vec<Cell> {
        self.key.iter().filter_map(|name| self.place(name)).filter_map(|place| row.get(place)).cloned().collect()
    }

    pub(in crate::store) fn sql(&self) -> &Sql {
        self.sql.get_or_init(|| {
            let all = format!("SELECT {} FROM \"{}\"", names(self.columns), self.name);
            let key = equal(self.key);
            Sql { by_key: format!("{all} WHERE {key}"), upsert: self.upsert(), delete: format!("DELETE FROM \"{}\" WHERE {key}", self.name), all }
        })
    }

    /// An insert of the first `count` columns; what comes after them gets its default.
    pub(in crate::store) fn insert(&self, count: usize) -> String {
        let places: Vec<String> = (1..=count).map(|place| format!("?{place}")).collect();
        format!("INSERT INTO \"{}\" ({}) VALUES ({})", self.name, names(&self.columns[..count]), places.join(", "))
    }

    fn upsert(&self) -> String {
        let set: Vec<String> =
            self.columns.iter().filter(|name| !self.key.contains(name)).map(|name| format!("\"{name}\" = excluded.\"{name}\"")).collect();
        format!("{} ON CONFLICT ({}) DO UPDATE SET {}", self.insert(self.columns.len()), names(self.key), set.join(", "))
    }

    /// A query for rows by some columns, null being equal to null; in the order of the key.
    pub(in crate::store) fn find(&self, columns: &[&str]) -> String {
        format!("{} WHERE {} ORDER BY {}", self.sql().all, equal(columns), names(self.key))
    }

    /// All rows of living accounts, each behind the code of its account, in an order that does not depend on ids.
    pub(in crate::store) fn ordered(&self) -> String {
        let own = |names: &[&str]| names.iter().map(|name| format!("t.\"{name}\"")).collect::<Vec<_>>();
        let (join, through) = match self.owner {
            Owner::Column(column) => (format!("LEFT JOIN account a ON a.id = t.\"{column}\""), ""),
            Owner::Contact(column) => {
                (format!("JOIN contact c ON c.id = t.\"{column}\" JOIN account a ON a.id = c.account"), "c.name, c.email, c.phone, ")
            }
            Owner::Task(column) => {
                (format!("JOIN task k ON k.id = t.\"{column}\" LEFT JOIN account a ON a.id = k.account"), "k.opened, k.title, k.due, k.id, ")
            }
            Owner::Book => ("LEFT JOIN account a ON FALSE".to_owned(), ""),
        };
        let owner = self.owner.column().unwrap_or_default();
        let columns = self.columns.iter().filter(|name| !self.order.contains(name));
        let rest: Vec<&str> = self.order.iter().chain(columns).copied().filter(|name| *name != "id" && *name != owner).collect();
        format!(
            "SELECT {}, coalesce(a.code, '') FROM \"{}\" t {join} WHERE a.deleted IS NULL ORDER BY coalesce(a.code, ''), {through}{}",
            own(self.columns).join(", "),
            self.name,
            own(&rest).join(", ")
        )
    }
}

fn names(columns: &[&str]) -> String {
    columns.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn equal(columns: &[&str]) -> String {
    if columns.is_empty() {
        return "TRUE".to_owned();
    }
    columns.iter().enumerate().map(|(place, name)| format!("\"{name}\" IS ?{}", place + 1)).collect::<Vec<_>>().join(" AND ")
}
