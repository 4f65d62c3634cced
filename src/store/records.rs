//! Rows of the book as records of tables: one line per table says its key, its order and its columns, in the order of the SQL.

use crate::book::rows::{
    AccountId, AccountRow, AccountSeen, AttributeRow, ContactRole, ContactRow, Contract, DayHours, Feedback, Interaction, Invoice, Note, Outcome,
    Proposal, Pulse, Survey, Task, TaskEvent, Ticket, TriggerSeen, TriggerState,
};
use crate::domain::text::fold_company;
use crate::domain::{Cell, words};
use crate::domain::{Currency, Day, Light};
use crate::store::StoreError;
use crate::store::table::{Owner, Table};

/// A struct that is a row of a table.
pub trait Record: Sized {
    const TABLE: &'static Table;

    /// Its cells, in the order of the table's columns.
    fn cells(&self) -> Vec<Cell>;

    /// Reads cells in the order of the table's columns.
    fn from_cells(cells: &[Cell]) -> Result<Self, StoreError>;
}

/// What the rows of one other tool call an account of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRef {
    /// The tool.
    pub source: String,
    /// Its id for the account.
    pub reference: String,
    pub account: AccountId,
}

/// A field of a row.
trait Field: Sized {
    fn cell(&self) -> Cell;
    fn read(cell: &Cell) -> Option<Self>;
}

impl Field for i64 {
    fn cell(&self) -> Cell {
        Cell::Integer(*self)
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.integer()
    }
}

impl Field for i32 {
    fn cell(&self) -> Cell {
        Cell::Integer(i64::from(*self))
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.integer().and_then(|number| number.try_into().ok())
    }
}

impl Field for f64 {
    fn cell(&self) -> Cell {
        Cell::Real(*self)
    }
    fn read(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Real(number) => Some(*number),
            _ => None,
        }
    }
}

impl Field for bool {
    fn cell(&self) -> Cell {
        Cell::from(*self)
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.integer().map(|number| number != 0)
    }
}

impl Field for String {
    fn cell(&self) -> Cell {
        Cell::Text(self.clone())
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.text().map(ToOwned::to_owned)
    }
}

impl Field for Day {
    fn cell(&self) -> Cell {
        Cell::from(*self)
    }
    fn read(cell: &Cell) -> Option<Self> {
        i32::read(cell).map(Self)
    }
}

impl Field for AccountId {
    fn cell(&self) -> Cell {
        Cell::Integer(self.0)
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.integer().map(Self)
    }
}

impl Field for Currency {
    fn cell(&self) -> Cell {
        Cell::from(self.code())
    }
    fn read(cell: &Cell) -> Option<Self> {
        cell.text().and_then(Self::parse)
    }
}

impl<T: Field> Field for Option<T> {
    fn cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Null, Field::cell)
    }
    fn read(cell: &Cell) -> Option<Self> {
        if cell.is_null() { Some(None) } else { T::read(cell).map(Some) }
    }
}

macro_rules! words {
    ($($name:ty),+ $(,)?) => {$(
        impl Field for $name {
            fn cell(&self) -> Cell {
                Cell::from(self.key())
            }
            fn read(cell: &Cell) -> Option<Self> {
                cell.text().and_then(Self::from_key)
            }
        }
    )+};
}

words!(
    Light,
    words::Severity,
    words::Sentiment,
    words::InteractionKind,
    words::StartedBy,
    words::Held,
    words::SurveyKind,
    words::ProposalKind,
    words::ProposalStatus,
    words::FeedbackKind,
    words::FeedbackStatus,
    words::Reason,
    words::Origin,
    words::TaskStatus,
    words::TaskEventKind,
    words::TriggerPhase,
);

/// Reads the cell of a column.
fn take<T: Field>(table: &Table, cells: &[Cell], place: usize) -> Result<T, StoreError> {
    let cell = cells.get(place).unwrap_or(&Cell::Null);
    let column = table.columns.get(place).copied().unwrap_or_default();
    T::read(cell).ok_or_else(|| StoreError::Row { table: table.name, column, value: format!("{cell:?}") })
}

macro_rules! records {
    ($($record:ident = $table:ident $name:literal, key [$($key:literal),+], $owner:expr, order [$($order:literal),*], { $($column:literal $field:ident,)+ })+) => {
        $(
            static $table: Table = Table::new($name, &[$($column),+], &[$($key),+], $owner, &[$($order),*]);

            impl Record for $record {
                const TABLE: &'static Table = &$table;

                fn cells(&self) -> Vec<Cell> {
                    vec![$(self.$field.cell()),+]
                }

                #[allow(unused_assignments, reason = "the place after the last column is counted and not used")]
                fn from_cells(cells: &[Cell]) -> Result<Self, StoreError> {
                    let mut place = 0;
                    $(
                        let $field = take(&$table, cells, place)?;
                        place += 1;
                    )+
                    Ok(Self { $($field),+ })
                }
            }
        )+

        /// Every journaled table but the observations, which have a journal of their own; parents first.
        pub static TABLES: &[&Table] = &[&ACCOUNT, $(&$table),+];
    };
}

const OWN: Owner = Owner::Column("account");

records! {
    AttributeRow = ATTRIBUTE "attribute", key ["account", "key", "day"], OWN, order ["key", "day"], {
        "account" account, "key" key, "day" day, "value" value, "recorded" recorded,
    }
    AccountRef = ACCOUNT_REF "account_ref", key ["source", "ref"], OWN, order ["source", "ref"], {
        "source" source, "ref" reference, "account" account,
    }
    Contract = CONTRACT "contract", key ["id"], OWN, order ["product", "start"], {
        "id" id, "account" account, "product" product, "amount" amount, "currency" currency, "recurring" recurring, "seats" seats,
        "start" start, "end" end, "signed" signed, "auto_renew" auto_renew, "notice_days" notice_days, "reason" reason, "origin" origin,
    }
    Outcome = OUTCOME "outcome", key ["account", "day"], OWN, order ["day"], {
        "account" account, "day" day, "reason" reason, "recorded" recorded,
    }
    ContactRow = CONTACT "contact", key ["id"], OWN, order ["name", "email"], {
        "id" id, "account" account, "name" name, "email" email, "phone" phone, "department" department, "title" title, "left_on" left_on,
    }
    ContactRole = CONTACT_ROLE "contact_role", key ["contact", "day"], Owner::Contact("contact"), order ["day"], {
        "contact" contact, "day" day, "roles" roles,
    }
    Ticket = TICKET "ticket", key ["id"], OWN, order ["code"], {
        "id" id, "account" account, "code" code, "opened" opened, "closed" closed, "severity" severity, "subject" subject,
        "sentiment" sentiment, "changed" changed,
    }
    Survey = SURVEY "survey", key ["id"], OWN, order ["contact", "day", "kind"], {
        "id" id, "account" account, "contact" contact, "day" day, "kind" kind, "score" score, "comment" comment,
    }
    Invoice = INVOICE "invoice", key ["id"], OWN, order ["number"], {
        "id" id, "account" account, "number" number, "day" day, "due" due, "paid_on" paid_on, "amount" amount, "currency" currency,
    }
    Interaction = INTERACTION "interaction", key ["id"], OWN, order ["day", "kind"], {
        "id" id, "account" account, "day" day, "kind" kind, "minutes" minutes, "note" note, "contact" contact, "started_by" started_by,
        "status" status, "recorded" recorded,
    }
    Proposal = PROPOSAL "proposal", key ["id"], OWN, order ["day", "kind", "product"], {
        "id" id, "account" account, "day" day, "kind" kind, "product" product, "amount" amount, "status" status, "decided_on" decided_on,
    }
    Feedback = FEEDBACK "feedback", key ["id"], OWN, order ["day", "kind"], {
        "id" id, "account" account, "day" day, "kind" kind, "theme" theme, "text" text, "status" status,
    }
    Note = NOTE "note", key ["id"], OWN, order ["day"], { "id" id, "account" account, "day" day, "text" text, }
    Pulse = PULSE "pulse", key ["id"], OWN, order ["day"], {
        "id" id, "account" account, "day" day, "light" light, "reason" reason, "until" until,
    }
    Task = TASK "task", key ["id"], OWN, order ["opened", "title", "due"], {
        "id" id, "account" account, "title" title, "kind" kind, "due" due, "minutes" minutes, "source" source, "opened" opened,
        "status" status, "closed" closed, "source_key" source_key, "family" family, "why" why, "pinned" pinned, "reason" reason,
        "snoozed_until" snoozed_until, "waiting" waiting,
    }
    TaskEvent = TASK_EVENT "task_event", key ["task", "seq"], Owner::Task("task"), order ["seq"], {
        "task" task, "seq" seq, "day" day, "kind" kind, "until" until, "reason" reason,
    }
    TriggerState = TRIGGER_STATE "trigger_state", key ["trigger", "account"], OWN, order ["trigger"], {
        "trigger" trigger, "account" account, "state" state, "since" since, "task" task, "quiet_until" quiet_until,
    }
    TriggerSeen = TRIGGER_SEEN "trigger_seen", key ["trigger"], Owner::Book, order ["trigger"], { "trigger" trigger, "since" since, }
    DayHours = HOURS "hours", key ["day"], Owner::Book, order ["day"], { "day" day, "minutes" minutes, }
    AccountSeen = ACCOUNT_SEEN "account_seen", key ["account"], OWN, order ["since"], { "account" account, "since" since, }
}

static ACCOUNT: Table = Table::new("account", &["id", "code", "name", "yomi", "fold", "added", "deleted"], &["id"], Owner::Column("id"), &["code"]);

/// By hand, for the table holds two things the row does not: the folded name, made here, and the day of deletion. An
/// account that is put is alive.
impl Record for AccountRow {
    const TABLE: &'static Table = &ACCOUNT;

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.id.cell(),
            self.code.cell(),
            self.name.cell(),
            self.yomi.cell(),
            Cell::Text(fold_company(&self.name)),
            self.added.cell(),
            Cell::Null,
        ]
    }

    fn from_cells(cells: &[Cell]) -> Result<Self, StoreError> {
        Ok(Self {
            id: take(&ACCOUNT, cells, 0)?,
            code: take(&ACCOUNT, cells, 1)?,
            name: take(&ACCOUNT, cells, 2)?,
            yomi: take(&ACCOUNT, cells, 3)?,
            added: take(&ACCOUNT, cells, 5)?,
        })
    }
}

/// The journaled table of a name.
pub(in crate::store) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}
