//! Rules at work on small books. Here: the books; the cases stand in the files below.

mod counterfactual;
mod coverage;
mod invalid;
mod lens;
mod property;
mod reading;
mod templates;
mod worked;

use crate::book::rows::{AccountId, AccountRow, ContactRow, Contract, Feedback, Invoice, Outcome as Loss, Pulse, Survey};
use crate::book::{Account, Book, Contact, Dated, MetricId, Names, Rates, Series};
use crate::config::Config;
use crate::domain::words::{FeedbackKind, FeedbackStatus, Origin, Reason, Role, SurveyKind};
use crate::domain::{Currency, Day, Light};
use crate::rules::{Lens, Outcome, Rules};
use std::sync::Arc;

/// A day far from every quiet season.
fn today() -> Day {
    day("2026-10-30")
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

/// Metrics of the books here, by number.
const METRICS: [&str; 4] = ["logins", "key_feature", "active_users", "usage"];

/// One account in the making; its contract began 300 days ago and has 10 seats.
struct Made(Account);

impl Made {
    fn new(id: i64) -> Self {
        let row = AccountRow { id: AccountId(id), code: format!("A{id}"), name: format!("Account {id}"), yomi: None, added: today().plus(-400) };
        let mut account = Account::new(row);
        let start = today().plus(-300);
        account.contracts.push(Contract {
            id,
            account: AccountId(id),
            product: String::new(),
            amount: Some(120_000),
            currency: Currency::JPY,
            recurring: true,
            seats: Some(10),
            start,
            end: Some(start.plus(730)),
            signed: start,
            auto_renew: false,
            notice_days: None,
            reason: Some(Reason::New),
            origin: Origin::File,
        });
        Self(account)
    }

    fn observed(mut self, metric: &str, points: &[(i32, f64)]) -> Self {
        let place = METRICS.iter().position(|known| *known == metric).unwrap();
        let points = points.iter().map(|(ago, value)| (today().plus(-ago), *value)).collect();
        self.0.series.push(Series::new(MetricId(u32::try_from(place).unwrap()), points));
        self
    }

    fn invoice(mut self, due_ago: i32, paid_ago: Option<i32>) -> Self {
        let id = self.0.row.id;
        let due = today().plus(-due_ago);
        let paid_on = paid_ago.map(|ago| today().plus(-ago));
        let number = format!("INV-{due_ago}");
        self.0.invoices.push(Invoice { id: 1, account: id, number, day: due.plus(-30), due, paid_on, amount: None, currency: Currency::JPY });
        self
    }

    fn praised(mut self, ago: i32) -> Self {
        let row = Feedback {
            id: 1,
            account: self.0.row.id,
            day: today().plus(-ago),
            kind: FeedbackKind::Praise,
            theme: None,
            text: None,
            status: FeedbackStatus::New,
        };
        self.0.feedback.push(row);
        self
    }

    fn answered(mut self, ago: i32, score: f64) -> Self {
        let id = i64::try_from(self.0.surveys.len()).unwrap();
        let row = Survey { id, account: self.0.row.id, contact: String::new(), day: today().plus(-ago), kind: SurveyKind::Nps, score, comment: None };
        self.0.surveys.push(row);
        self
    }

    fn champion(mut self, left_ago: Option<i32>) -> Self {
        let row = ContactRow {
            id: 1,
            account: self.0.row.id,
            name: "Sato".to_owned(),
            email: None,
            phone: None,
            department: None,
            title: None,
            left_on: left_ago.map(|ago| today().plus(-ago)),
        };
        self.0.contacts.push(Contact::new(row, Dated::new(vec![(today().plus(-300), Role::Champion.key().to_owned())])));
        self
    }

    fn pulse(mut self, light: Light, ago: i32, length: i32) -> Self {
        let day = today().plus(-ago);
        self.0.pulses.push(Pulse { id: 1, account: self.0.row.id, day, light, reason: "felt".to_owned(), until: day.plus(length) });
        self
    }

    fn lost(mut self, ago: i32) -> Self {
        let day = today().plus(-ago);
        self.0.outcomes.push(Loss { account: self.0.row.id, day, reason: None, recorded: day });
        self
    }
}

fn book(accounts: Vec<Made>) -> Book {
    let mut names = Names::default();
    for metric in METRICS {
        names.intern(metric);
    }
    let sorted = |mut made: Made| {
        made.0.sort();
        made.0
    };
    Book::new(accounts.into_iter().map(sorted).collect(), names, Rates::default())
}

/// The metrics of the books here, before a text of cards.
fn with_metrics(text: &str) -> String {
    let metrics = METRICS.map(|metric| format!("[metrics.{metric}]\nkind = \"{}\"\n", if metric == "logins" { "count" } else { "level" }));
    format!("{}{text}", metrics.concat())
}

fn rules(text: &str) -> Rules {
    Rules::parse(&with_metrics(text)).unwrap()
}

fn lens(rules: Rules, accounts: Vec<Made>) -> Lens {
    let settings = rules.settings(&Config::default());
    Lens::new(Arc::new(book(accounts)), Arc::new(rules), settings)
}

/// What a rules text says of one account today.
fn outcome(text: &str, account: Made) -> Arc<Outcome> {
    lens(rules(text), vec![account]).outcome(0, today()).unwrap()
}

#[track_caller]
fn assert_near(found: Option<f64>, wanted: f64) {
    assert!(found.is_some_and(|found| (found - wanted).abs() < 1e-9), "{found:?} is not {wanted}");
}
