//! Builds small books tersely for tests: each call adds one row to the account named last. Days are ISO texts.

use crate::book::rows::{
    AccountId, AccountRow, ContactRow, Contract, Feedback, Interaction, Invoice, Outcome, Proposal, Pulse, Survey, Task, Ticket,
};
use crate::book::{Account, AccountIx, Book, Contact, Dated, Names as MetricNames, Rates, Series};
use crate::domain::words::{
    FeedbackKind, FeedbackStatus, Held, InteractionKind, Origin, ProposalKind, ProposalStatus, Reason, SurveyKind, TaskStatus,
};
use crate::domain::{Currency, Day, Light};
use crate::facts::{At, Context, FactRef, Known, Memo, MetricKind, Names, Settings, Standing, Standings, Value};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The day of an ISO text.
pub(crate) fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// A book in the making.
#[derive(Default)]
pub(crate) struct BookMaker {
    made: Vec<Made>,
    names: MetricNames,
    rates: Rates,
    settings: Settings,
    standings: FakeStandings,
    id: i64,
}

struct Made {
    account: Account,
    attributes: BTreeMap<String, Vec<(Day, String)>>,
    roles: Vec<Vec<(Day, String)>>,
    points: BTreeMap<String, Vec<(Day, f64)>>,
}

/// Scores by account and day, as a test gives them.
#[derive(Default)]
pub(crate) struct FakeStandings(HashMap<(AccountIx, Day), Arc<Standing>>);

impl Standings for FakeStandings {
    fn of(&self, account: AccountIx, day: Day) -> Option<Arc<Standing>> {
        self.0.get(&(account, day)).cloned()
    }
}

/// An empty book.
pub(crate) fn book() -> BookMaker {
    BookMaker::default()
}

impl BookMaker {
    /// A further account, in the book since 2000-01-01.
    pub(crate) fn account(mut self, name: &str) -> Self {
        let id = self.next_id();
        let row = AccountRow { id: AccountId(id), code: format!("ID-{name}"), name: name.to_owned(), yomi: None, added: day("2000-01-01") };
        self.made.push(Made { account: Account::new(row), attributes: BTreeMap::new(), roles: Vec::new(), points: BTreeMap::new() });
        self
    }

    fn next_id(&mut self) -> i64 {
        self.id += 1;
        self.id
    }

    fn push(mut self, add: impl FnOnce(&mut Made, i64)) -> Self {
        let id = self.next_id();
        add(self.made.last_mut().expect("an account comes first"), id);
        self
    }

    pub(crate) fn added(self, on: &str) -> Self {
        self.push(|made, _| made.account.row.added = day(on))
    }

    pub(crate) fn attribute(self, key: &str, on: &str, value: &str) -> Self {
        self.push(|made, _| made.attributes.entry(key.to_owned()).or_default().push((day(on), value.to_owned())))
    }

    /// A contract row of a file, new, signed on its first day, without renewal by itself. No end: an empty text.
    pub(crate) fn contract(self, start: &str, end: &str, amount: i64) -> Self {
        self.push(|made, id| {
            made.account.contracts.push(Contract {
                id,
                account: made.account.row.id,
                product: String::new(),
                amount: Some(amount),
                currency: Currency::JPY,
                recurring: true,
                seats: Some(10),
                start: day(start),
                end: Day::parse_iso(end),
                signed: day(start),
                auto_renew: false,
                notice_days: None,
                reason: Some(Reason::New),
                origin: Origin::File,
            });
        })
    }

    /// Changes the contract added last.
    pub(crate) fn but(self, change: impl FnOnce(&mut Contract)) -> Self {
        self.push(|made, _| change(made.account.contracts.last_mut().expect("a contract comes first")))
    }

    pub(crate) fn outcome(self, on: &str, recorded: &str) -> Self {
        self.push(|made, _| {
            let account = made.account.row.id;
            made.account.outcomes.push(Outcome { account, day: day(on), reason: None, recorded: day(recorded) });
        })
    }

    /// Why the account was lost, of the loss added last.
    pub(crate) fn because(self, reason: &str) -> Self {
        self.push(|made, _| made.account.outcomes.last_mut().expect("a loss comes first").reason = Some(reason.to_owned()))
    }

    /// A contact with roles from the beginning, joined by `;`, and the day of leaving or an empty text.
    pub(crate) fn contact(self, name: &str, roles: &str, left_on: &str) -> Self {
        self.push(|made, id| {
            let row = ContactRow {
                id,
                account: made.account.row.id,
                name: name.to_owned(),
                email: Some(format!("{name}@example.com")),
                phone: None,
                department: None,
                title: None,
                left_on: Day::parse_iso(left_on),
            };
            made.account.contacts.push(Contact::new(row, Dated::default()));
            made.roles.push(vec![(day("2000-01-01"), roles.to_owned())]);
        })
    }

    /// Other roles of the contact added last, from a day on.
    pub(crate) fn roles(self, on: &str, roles: &str) -> Self {
        self.push(|made, _| made.roles.last_mut().expect("a contact comes first").push((day(on), roles.to_owned())))
    }

    pub(crate) fn observe(self, metric: &str, on: &str, value: f64) -> Self {
        self.observe_every(1, metric, on, &[value])
    }

    /// Observations `step` days apart, the first on a day.
    pub(crate) fn observe_every(mut self, step: i32, metric: &str, from: &str, values: &[f64]) -> Self {
        self.names.intern(metric);
        let points = (0..).map(|place| day(from).plus(place * step)).zip(values.iter().copied()).collect::<Vec<_>>();
        self.push(|made, _| made.points.entry(metric.to_owned()).or_default().extend(points))
    }

    /// A ticket of no severity or mood; open where the second day is an empty text.
    pub(crate) fn ticket(self, opened: &str, closed: &str, change: impl FnOnce(&mut Ticket)) -> Self {
        self.push(|made, id| {
            let mut ticket = Ticket {
                id,
                account: made.account.row.id,
                code: id.to_string(),
                opened: day(opened),
                closed: Day::parse_iso(closed),
                severity: None,
                subject: None,
                sentiment: None,
                changed: day(opened),
            };
            change(&mut ticket);
            made.account.tickets.push(ticket);
        })
    }

    pub(crate) fn nps(self, contact: &str, on: &str, score: f64) -> Self {
        self.survey(SurveyKind::Nps, contact, on, score)
    }

    pub(crate) fn csat(self, on: &str, score: f64) -> Self {
        self.survey(SurveyKind::Csat, "", on, score)
    }

    pub(crate) fn survey(self, kind: SurveyKind, contact: &str, on: &str, score: f64) -> Self {
        self.push(|made, id| {
            let account = made.account.row.id;
            made.account.surveys.push(Survey { id, account, contact: contact.to_owned(), day: day(on), kind, score, comment: None });
        })
    }

    /// An invoice written on a day, due on another; unpaid where the third is an empty text.
    pub(crate) fn invoice(self, on: &str, due: &str, paid_on: &str) -> Self {
        self.push(|made, id| {
            made.account.invoices.push(Invoice {
                id,
                account: made.account.row.id,
                number: id.to_string(),
                day: day(on),
                due: day(due),
                paid_on: Day::parse_iso(paid_on),
                amount: Some(1000),
                currency: Currency::JPY,
            });
        })
    }

    /// An interaction of 30 minutes that took place.
    pub(crate) fn touch(self, kind: InteractionKind, on: &str) -> Self {
        self.interaction(kind, on, |_| ())
    }

    /// A planned meeting.
    pub(crate) fn planned(self, on: &str, recorded: &str) -> Self {
        self.interaction(InteractionKind::Meeting, on, |row| (row.status, row.recorded) = (Held::Planned, day(recorded)))
    }

    pub(crate) fn interaction(self, kind: InteractionKind, on: &str, change: impl FnOnce(&mut Interaction)) -> Self {
        self.push(|made, id| {
            let mut row = Interaction {
                id,
                account: made.account.row.id,
                day: day(on),
                kind,
                minutes: Some(30),
                note: None,
                contact: None,
                started_by: None,
                status: Held::Held,
                recorded: day(on),
            };
            change(&mut row);
            made.account.interactions.push(row);
        })
    }

    pub(crate) fn feedback(self, kind: FeedbackKind, on: &str) -> Self {
        self.push(|made, id| {
            let account = made.account.row.id;
            made.account.feedback.push(Feedback { id, account, day: day(on), kind, theme: None, text: None, status: FeedbackStatus::New });
        })
    }

    pub(crate) fn proposal(self, on: &str, status: ProposalStatus, decided_on: &str) -> Self {
        self.push(|made, id| {
            made.account.proposals.push(Proposal {
                id,
                account: made.account.row.id,
                day: day(on),
                kind: ProposalKind::Upsell,
                product: String::new(),
                amount: None,
                status,
                decided_on: Day::parse_iso(decided_on),
            });
        })
    }

    pub(crate) fn task(self, opened: &str, due: &str, status: TaskStatus, closed: &str) -> Self {
        self.push(|made, id| {
            let task = Task::new(Some(made.account.row.id), "", day(opened));
            made.account.tasks.push(Task { id, due: Day::parse_iso(due), status, closed: Day::parse_iso(closed), ..task });
        })
    }

    pub(crate) fn pulse(self, light: Light, on: &str, until: &str) -> Self {
        self.push(|made, id| {
            let account = made.account.row.id;
            made.account.pulses.push(Pulse { id, account, day: day(on), light, reason: String::new(), until: day(until) });
        })
    }

    /// What the scorecard says of the account added last on a day.
    pub(crate) fn standing(mut self, on: &str, light: Light, score: f64, coverage: f64) -> Self {
        let points = vec![("usage".into(), Some(3.0)), ("seats".into(), None)];
        let standing = Standing { light, computed: light, score: Some(score), coverage, points };
        self.standings.0.insert((self.made.len() - 1, day(on)), Arc::new(standing));
        self
    }

    pub(crate) fn settings(mut self, change: impl FnOnce(&mut Settings)) -> Self {
        change(&mut self.settings);
        self
    }

    pub(crate) fn level(self, metric: &str) -> Self {
        self.settings(|settings| settings.metrics.push((metric.to_owned(), MetricKind::Level)))
    }

    pub(crate) fn rate(mut self, currency: &str, rate: f64) -> Self {
        self.rates.others.push((Currency::parse(currency).expect("a currency"), rate));
        self
    }

    /// The finished book.
    pub(crate) fn done(mut self) -> Desk {
        let names = &mut self.names;
        let accounts = self.made.into_iter().map(|made| made.done(names)).collect();
        let book = Book::new(accounts, self.names, self.rates);
        Desk { book, settings: self.settings, memo: Memo::default(), standings: self.standings }
    }
}

impl Made {
    fn done(self, names: &mut MetricNames) -> Account {
        let mut account = self.account;
        account.attributes = self.attributes.into_iter().map(|(key, values)| (key, Dated::new(values))).collect();
        for (contact, roles) in account.contacts.iter_mut().zip(self.roles) {
            contact.roles = Dated::new(roles);
        }
        account.series = self.points.into_iter().map(|(key, points)| Series::new(names.intern(&key), points)).collect();
        account.sort();
        account
    }
}

/// A book with all that its facts rest on.
pub(crate) struct Desk {
    pub(crate) book: Book,
    pub(crate) settings: Settings,
    memo: Memo,
    standings: FakeStandings,
}

impl Desk {
    pub(crate) fn context(&self) -> Context<'_> {
        Context { book: &self.book, settings: &self.settings, memo: &self.memo, standings: Some(&self.standings) }
    }

    /// The first account as of a day.
    pub(crate) fn at(&self, on: &str) -> At<'_> {
        self.context().at(0, day(on))
    }

    /// A fact of an account as of a day.
    pub(crate) fn known_of(&self, account: AccountIx, fact: &str, on: &str) -> Known {
        let names = Names {
            metrics: self.book.names().keys().map(str::to_owned).collect(),
            signals: vec!["usage".to_owned(), "seats".to_owned()],
            fields: Vec::new(),
        };
        let fact = FactRef::parse(fact, &names).unwrap_or_else(|error| panic!("{error}"));
        self.context().at(account, day(on)).value(&fact)
    }

    /// A fact of the first account as of a day.
    pub(crate) fn value(&self, fact: &str, on: &str) -> Option<Value> {
        self.known_of(0, fact, on).value
    }

    /// A fact of the first account that is a number, rounded to nine digits so that it compares; yes is 1.
    pub(crate) fn number(&self, fact: &str, on: &str) -> Option<f64> {
        self.number_of(0, fact, on)
    }

    /// [`Desk::number`] of any account.
    pub(crate) fn number_of(&self, account: AccountIx, fact: &str, on: &str) -> Option<f64> {
        let value = self.known_of(account, fact, on).value?;
        let number = value.number().unwrap_or_else(|| panic!("{fact} is {value:?}, no number"));
        Some((number * 1e9).round() / 1e9)
    }

    /// A fact of the first account that is a word or text.
    pub(crate) fn text(&self, fact: &str, on: &str) -> Option<String> {
        match self.value(fact, on)? {
            Value::Text(text) => Some(text),
            Value::Word(word) => Some(word.to_owned()),
            Value::Set(all) => Some(all.join(" ")),
            other => panic!("{fact} is {other:?}, no text"),
        }
    }

    /// The judgements that hold of the first account.
    pub(crate) fn judged(&self, on: &str) -> Vec<&'static str> {
        crate::facts::judgement::holding(&self.at(on)).collect()
    }
}
