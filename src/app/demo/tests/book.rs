//! The demo's files through the import and into a book in memory, without a store.

use crate::app::demo::files;
use crate::book::rows::{
    AccountId, AccountRow, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket,
};
use crate::book::{Account, Book, Contact, Dated, Names, Rates, Series};
use crate::domain::words::{FeedbackStatus, Held, Origin, TaskStatus};
use crate::domain::{Currency, Day};
use crate::import::cells::Minor;
use crate::import::kinds::{AccountCells, ContactCells, ContractCells, TaskCells};
use crate::import::plan::Options;
use crate::import::sheet::in_memory;
use crate::import::{AccountIndex, AccountMatch, Given, Lookup, MetricMatch, Row, Sheet, What};
use std::collections::BTreeMap;

/// What the import asks for, with the metrics of the default rules.
#[derive(Default)]
struct Known(AccountIndex);

impl Lookup for Known {
    fn account(&self, source: Option<&str>, text: &str) -> AccountMatch {
        self.0.find(source, text)
    }

    fn nearest_account(&self, text: &str) -> Option<String> {
        self.0.nearest(text)
    }

    fn metric(&self, key: &str) -> MetricMatch {
        self.known_metric(key).map_or(MetricMatch::Unknown { nearest: None }, |key| MetricMatch::Known { key })
    }

    fn known_metric(&self, name: &str) -> Option<String> {
        ["logins", "active_users", "key_feature_uses", "seat_utilization"].contains(&name).then(|| name.to_owned())
    }

    fn currency(&self) -> Currency {
        Currency::JPY
    }
}

/// What became of the demo's files.
pub(in crate::app::demo) struct Imported {
    pub book: Book,
    /// Every row that was refused, and every column that was not understood.
    pub complaints: Vec<String>,
    pub rows: usize,
}

/// Takes the demo in as of its day.
pub(in crate::app::demo) fn imported(today: Day, accounts: usize) -> Imported {
    let mut loading = Loading {
        today,
        known: Known::default(),
        accounts: Vec::new(),
        points: Vec::new(),
        names: Names::default(),
        complaints: Vec::new(),
        rows: 0,
    };
    for (name, text) in files(today, accounts) {
        loading.file(name, &text);
    }
    loading.finish()
}

struct Loading {
    today: Day,
    known: Known,
    accounts: Vec<Account>,
    points: Vec<BTreeMap<usize, Vec<(Day, f64)>>>,
    names: Names,
    complaints: Vec<String>,
    rows: usize,
}

impl Loading {
    fn file(&mut self, name: &str, text: &str) {
        let mut sheet = Sheet::open(name, in_memory(text), &Options::default(), &self.known).unwrap();
        self.complaints.extend(sheet.plan().unrecognised().map(|column| format!("{name}: {column:?}")));
        while let Some(parsed) = sheet.next(&self.known).unwrap() {
            match parsed.what {
                What::Row(row) => self.row(row, sheet.metrics()),
                other => self.complaints.push(format!("{name} {}: {other:?}", parsed.line)),
            }
        }
    }

    fn row(&mut self, row: Row, metrics: &Names) {
        self.rows += 1;
        match row {
            Row::Account(cells) => self.account(*cells),
            Row::Usage(cells) => {
                let metric = self.names.intern(metrics.key(cells.metric));
                let place = usize::try_from(metric.0).unwrap();
                self.points[at(cells.account)].entry(place).or_default().push((cells.date, cells.value));
            }
            Row::Task(cells) => self.task(*cells),
            row => self.event(row),
        }
    }

    fn account(&mut self, cells: AccountCells) {
        let id = AccountId(i64::try_from(self.accounts.len()).unwrap() + 1);
        let (code, name) = (cells.id.value().unwrap().0, cells.name.value().unwrap());
        self.known.0.insert(id, &code, &name);
        let mut account = Account::new(AccountRow { id, code, name, yomi: cells.yomi.value(), added: self.today });
        let attributes = [
            ("segment", cells.segment.value()),
            ("industry", cells.industry.value()),
            ("plan", cells.plan.value()),
            ("touch", cells.touch.value().map(|touch| touch.key().to_owned())),
            ("phase", cells.phase.value().map(|phase| phase.key().to_owned())),
            ("potential", cells.potential.value().map(|potential| potential.to_string())),
            ("strategic", cells.strategic.value().map(|yes| (if yes { "yes" } else { "no" }).to_owned())),
            ("owner", cells.owner.value()),
            ("tags", cells.tags.value().map(|tags| tags.0.join(";"))),
        ];
        for (key, value) in attributes {
            account.attributes.extend(value.map(|value| (key.to_owned(), Dated::new(vec![(self.today, value)]))));
        }
        self.accounts.push(account);
        self.points.push(BTreeMap::new());
    }

    fn task(&mut self, cells: TaskCells) {
        let Some(account) = cells.account.value() else { return };
        let id = self.next();
        let opened = cells.opened.value().unwrap_or(self.today);
        self.accounts[at(account)].tasks.push(Task {
            id,
            kind: cells.kind.value(),
            due: cells.due.value(),
            minutes: cells.minutes.value(),
            source: "import".to_owned(),
            status: cells.status.value().unwrap_or(TaskStatus::Open),
            closed: cells.closed.value(),
            ..Task::new(Some(account), &cells.title, opened)
        });
    }

    fn next(&self) -> i64 {
        i64::try_from(self.rows).unwrap()
    }

    fn finish(mut self) -> Imported {
        for (account, points) in self.accounts.iter_mut().zip(self.points) {
            let metric = |place: usize| crate::book::MetricId(u32::try_from(place).unwrap());
            account.series = points.into_iter().map(|(place, points)| Series::new(metric(place), points)).collect();
            account.sort();
        }
        Imported { book: Book::new(self.accounts, self.names, Rates::default()), complaints: self.complaints, rows: self.rows }
    }
}

fn at(account: AccountId) -> usize {
    usize::try_from(account.0).unwrap() - 1
}

fn minor(amount: Given<Minor>) -> Option<i64> {
    amount.value().map(|amount| amount.0)
}

fn contract(id: i64, cells: ContractCells) -> Contract {
    Contract {
        id,
        account: cells.account,
        product: cells.product.value().unwrap_or_default(),
        amount: minor(cells.amount),
        currency: cells.currency.value().unwrap_or(Currency::JPY),
        recurring: true,
        seats: cells.seats.value(),
        start: cells.start,
        end: cells.end.value(),
        signed: cells.signed.value().unwrap_or(cells.start),
        auto_renew: cells.auto_renew.value().unwrap_or(false),
        notice_days: cells.notice_days.value().and_then(|days| i32::try_from(days).ok()),
        reason: cells.reason.value(),
        origin: Origin::File,
    }
}

fn contact(id: i64, cells: ContactCells) -> Contact {
    let roles = cells.role.value().map(|roles| roles.0.iter().map(|role| role.key()).collect::<Vec<_>>().join(";"));
    let row = ContactRow {
        id,
        account: cells.account,
        name: cells.name,
        email: cells.email.value(),
        phone: cells.phone.value(),
        department: cells.department.value(),
        title: cells.title.value(),
        left_on: cells.left_on.value(),
    };
    Contact::new(row, Dated::new(vec![(Day::MIN, roles.unwrap_or_default())]))
}

/// Puts a row into a list of the account it is of.
macro_rules! push {
    ($book:ident, $list:ident, $cells:expr, $row:expr) => {
        $book.accounts[at($cells.account)].$list.push($row)
    };
}

impl Loading {
    /// Rows that stand by themselves.
    fn event(&mut self, row: Row) {
        let id = self.next();
        match row {
            Row::Contract(cells) => push!(self, contracts, cells, contract(id, *cells)),
            Row::Contact(cells) => push!(self, contacts, cells, contact(id, *cells)),
            Row::Ticket(cells) => push!(
                self,
                tickets,
                cells,
                Ticket {
                    id,
                    account: cells.account,
                    code: cells.id.0,
                    opened: cells.opened,
                    closed: cells.closed.value(),
                    severity: cells.severity.value(),
                    subject: cells.subject.value(),
                    sentiment: cells.sentiment.value(),
                    changed: cells.opened,
                }
            ),
            Row::Survey(cells) => push!(
                self,
                surveys,
                cells,
                Survey {
                    id,
                    account: cells.account,
                    contact: cells.contact.value().unwrap_or_default(),
                    day: cells.date,
                    kind: cells.kind,
                    score: cells.score,
                    comment: cells.comment.value(),
                }
            ),
            row => self.dealing(row),
        }
    }

    fn dealing(&mut self, row: Row) {
        let (id, today) = (self.next(), self.today);
        match row {
            Row::Invoice(cells) => push!(
                self,
                invoices,
                cells,
                Invoice {
                    id,
                    account: cells.account,
                    number: cells.number.0,
                    day: cells.date,
                    due: cells.due,
                    paid_on: cells.paid_on.value(),
                    amount: minor(cells.amount),
                    currency: cells.currency.value().unwrap_or(Currency::JPY),
                }
            ),
            Row::Interaction(cells) => push!(
                self,
                interactions,
                cells,
                Interaction {
                    id,
                    account: cells.account,
                    day: cells.date,
                    kind: cells.kind,
                    minutes: cells.minutes.value(),
                    note: cells.note.value(),
                    contact: cells.contact.value(),
                    started_by: cells.started_by.value(),
                    status: cells.status.value().unwrap_or(Held::Held),
                    recorded: today.min(cells.date),
                }
            ),
            Row::Proposal(cells) => push!(
                self,
                proposals,
                cells,
                Proposal {
                    id,
                    account: cells.account,
                    day: cells.date,
                    kind: cells.kind,
                    product: cells.product.value().unwrap_or_default(),
                    amount: minor(cells.amount),
                    status: cells.status,
                    decided_on: cells.decided_on.value(),
                }
            ),
            row => self.word(row),
        }
    }

    fn word(&mut self, row: Row) {
        let (id, today) = (self.next(), self.today);
        match row {
            Row::Feedback(cells) => push!(
                self,
                feedback,
                cells,
                Feedback {
                    id,
                    account: cells.account,
                    day: cells.date,
                    kind: cells.kind,
                    theme: cells.theme.value(),
                    text: cells.text.value(),
                    status: cells.status.value().unwrap_or(FeedbackStatus::New),
                }
            ),
            Row::Outcome(cells) => push!(
                self,
                outcomes,
                cells,
                Outcome {
                    account: cells.account,
                    day: cells.churned_on,
                    reason: cells.reason.value(),
                    recorded: cells.recorded.value().unwrap_or(today.min(cells.churned_on)),
                }
            ),
            Row::Note(cells) => push!(self, notes, cells, Note { id, account: cells.account, day: cells.date, text: cells.text }),
            Row::Pulse(cells) => push!(
                self,
                pulses,
                cells,
                Pulse { id, account: cells.account, day: cells.date, light: cells.light, reason: cells.reason, until: cells.until }
            ),
            other => self.complaints.push(format!("no demo file has such rows: {other:?}")),
        }
    }
}
