//! Everything the book holds of one account, each list sorted by day.

use crate::book::rows::{AccountRow, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket};
use crate::book::{Dated, Kind, MetricId, Series};
use crate::domain::Day;
use crate::domain::text::fold;
use std::collections::BTreeMap;

/// One account with all its rows. Undated as it stands: ask [`crate::facts::At`] what is known on a day.
#[derive(Clone, Debug)]
pub struct Account {
    pub row: AccountRow,
    /// Folded name, reading and id, one a line, for search.
    pub folded: String,
    /// By key: `touch`, `phase`, `segment`, `tags` (joined by `;`), `field.X`, …
    pub attributes: BTreeMap<String, Dated<String>>,
    pub contracts: Vec<Contract>,
    pub outcomes: Vec<Outcome>,
    pub contacts: Vec<Contact>,
    pub series: Vec<Series>,
    pub tickets: Vec<Ticket>,
    pub surveys: Vec<Survey>,
    pub invoices: Vec<Invoice>,
    pub interactions: Vec<Interaction>,
    pub proposals: Vec<Proposal>,
    pub feedback: Vec<Feedback>,
    pub notes: Vec<Note>,
    pub pulses: Vec<Pulse>,
    pub tasks: Vec<Task>,
}

/// A person at the account, with the sets of roles held (role keys joined by `;`).
#[derive(Clone, Debug)]
pub struct Contact {
    pub row: ContactRow,
    /// Folded name and mail, one a line, for search.
    pub folded: String,
    pub roles: Dated<String>,
}

impl Account {
    /// An account without any rows.
    pub fn new(row: AccountRow) -> Self {
        let folded =
            [Some(row.name.as_str()), row.yomi.as_deref(), Some(row.code.as_str())].into_iter().flatten().map(fold).collect::<Vec<_>>().join("\n");
        Self {
            row,
            folded,
            attributes: BTreeMap::new(),
            contracts: Vec::new(),
            outcomes: Vec::new(),
            contacts: Vec::new(),
            series: Vec::new(),
            tickets: Vec::new(),
            surveys: Vec::new(),
            invoices: Vec::new(),
            interactions: Vec::new(),
            proposals: Vec::new(),
            feedback: Vec::new(),
            notes: Vec::new(),
            pulses: Vec::new(),
            tasks: Vec::new(),
        }
    }

    /// Puts every list in the order of its days. To be called once after the last row went in.
    pub fn sort(&mut self) {
        self.contracts.sort_by_key(|row| (row.start, row.id));
        self.contacts.sort_by_key(|contact| contact.row.id);
        self.outcomes.sort_by_key(|row| row.day);
        self.tickets.sort_by_key(|row| (row.opened, row.id));
        self.surveys.sort_by_key(|row| (row.day, row.id));
        self.invoices.sort_by_key(|row| (row.day, row.id));
        self.interactions.sort_by_key(|row| (row.day, row.id));
        self.proposals.sort_by_key(|row| (row.day, row.id));
        self.feedback.sort_by_key(|row| (row.day, row.id));
        self.notes.sort_by_key(|row| (row.day, row.id));
        self.pulses.sort_by_key(|row| (row.day, row.id));
        self.tasks.sort_by_key(|row| (row.opened, row.id));
        self.series.sort_by_key(|series| series.metric);
    }

    /// The observations of a metric, if there are any.
    pub fn series(&self, metric: MetricId) -> Option<&Series> {
        self.series.binary_search_by_key(&metric, |series| series.metric).ok().map(|place| &self.series[place])
    }

    /// The day from which the account is known: added, or a contract of it signed.
    fn known_since(&self) -> Day {
        self.contracts.iter().map(|row| row.signed).chain([self.row.added]).min().unwrap_or(self.row.added)
    }

    /// That day, if there are contacts.
    pub(in crate::book) fn contacts_since(&self) -> Option<Day> {
        (!self.contacts.is_empty()).then(|| self.known_since())
    }

    /// The day of the earliest row of a kind.
    pub(in crate::book) fn first(&self, kind: Kind) -> Option<Day> {
        match kind {
            Kind::Ticket => self.tickets.first().map(|row| row.opened),
            Kind::Feedback => self.feedback.first().map(|row| row.day),
            Kind::Invoice => self.invoices.first().map(|row| row.day),
            Kind::Interaction => self.interactions.first().map(|row| row.day),
            Kind::Proposal => self.proposals.first().map(|row| row.day),
        }
    }
}

impl Contact {
    /// A contact with its roles.
    pub fn new(row: ContactRow, roles: Dated<String>) -> Self {
        let folded = [Some(row.name.as_str()), row.email.as_deref()].into_iter().flatten().map(fold).collect::<Vec<_>>().join("\n");
        Self { row, folded, roles }
    }
}
