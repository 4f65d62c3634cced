//! The law of the desk: nothing dated after a day may influence a fact of that day. Held against the whole registry.

use crate::book::rows::{Contract, Interaction, Ticket};
use crate::domain::words::{FeedbackKind, Held, InteractionKind, Origin, ProposalStatus, Reason, Sentiment, Severity, SurveyKind, TaskStatus, Touch};
use crate::domain::{Day, Light};
use crate::facts::testing::{BookMaker, Desk, book, day};
use crate::facts::{ArgSpec, Args, Fact, FactRef, Known, NameSpec, Standing, Standings, all};
use proptest::prelude::{ProptestConfig, Strategy, any, prop_assert_eq, proptest};
use std::sync::Arc;

/// Every fact of the registry, with each sample name and window it can be asked with.
fn every_fact() -> Vec<FactRef> {
    all().flat_map(|fact| names(fact).iter().flat_map(move |name| windows(fact).iter().map(move |windows| asked(fact, name, *windows)))).collect()
}

fn asked(fact: &'static Fact, name: &str, windows: [i32; 2]) -> FactRef {
    FactRef { fact, args: Args { name: name.to_owned(), windows } }
}

fn names(fact: &Fact) -> &'static [&'static str] {
    match fact.name() {
        NameSpec::None => &[""],
        NameSpec::Metric => &["logins", "exports"],
        NameSpec::Field => &["region"],
        NameSpec::Signal => &["usage"],
    }
}

fn windows(fact: &Fact) -> &'static [[i32; 2]] {
    match fact.args {
        ArgSpec::None => &[[0, 0]],
        ArgSpec::Window => &[[7, 0], [28, 0], [365, 0]],
        ArgSpec::TwoWindows => &[[7, 56], [28, 180]],
    }
}

/// A scorecard that calls everything green, so that facts of the upper levels are asked too.
struct Green;

impl Standings for Green {
    fn of(&self, _: usize, on: Day) -> Option<Arc<Standing>> {
        let points = vec![("usage".into(), Some(1.0))];
        Some(Arc::new(Standing { light: Light::Green, computed: Light::Green, score: Some(f64::from(on.0 % 100)), coverage: 0.9, points }))
    }
}

/// Every fact of every account as of a day, each with its name.
fn everything(desk: &Desk, on: Day) -> Vec<(usize, String, Known)> {
    let context = crate::facts::Context { standings: Some(&Green), ..desk.context() };
    let facts = every_fact();
    let of = |account| {
        let at = context.at(account, on);
        facts.iter().map(|fact| (account, fact.to_string(), at.value(fact))).collect::<Vec<_>>()
    };
    (0..desk.book.accounts().len()).flat_map(of).collect()
}

#[test]
fn every_fact_prints_as_it_is_read() {
    let names = crate::facts::Names {
        metrics: vec!["logins".to_owned(), "exports".to_owned()],
        signals: vec!["usage".to_owned()],
        fields: vec!["region".to_owned()],
    };
    for fact in every_fact() {
        assert_eq!(FactRef::parse(&fact.to_string(), &names), Ok(fact));
    }
}

/// One row of one table, in numbers: what they mean is said by [`Row::put`].
#[derive(Clone, Copy, Debug)]
struct Row {
    table: u8,
    on: i32,
    other: i32,
    pick: usize,
}

const TABLES: u8 = 13;
const KEYS: [&str; 8] = ["touch", "phase", "segment", "tags", "potential", "strategic", "last_login", "field.region"];
const VALUES: [&str; 6] = ["high", "adoption", "onboarding", "", "4", "yes"];

fn pick<T: Copy>(from: &[T], number: usize) -> T {
    from[number % from.len()]
}

impl Row {
    fn day(self) -> Day {
        day("2024-01-01").plus(self.on)
    }

    fn later(self) -> Day {
        self.day().plus(self.other)
    }

    fn earlier(self) -> Day {
        self.day().plus(-self.other)
    }

    fn key(self) -> &'static str {
        pick(&KEYS, self.pick)
    }

    fn value(self) -> String {
        if self.key() == "last_login" { self.earlier().to_string() } else { pick(&VALUES, self.pick / KEYS.len()).to_owned() }
    }

    /// What was known of the row on a day: without the closings that came later. `None` if nothing was.
    fn put(self, maker: BookMaker, seen: Option<Day>) -> BookMaker {
        let come = |on: Day| seen.is_none_or(|seen| on <= seen);
        let closing = |on: Day| if come(on) { on.to_string() } else { String::new() };
        let on = self.day().to_string();
        match self.table {
            // A loss and a plan count also from the day they were written down.
            1 | 8 if !come(self.day()) && !come(self.earlier()) => maker,
            // Contacts have no day, attributes are chosen by the caller, all other rows count from their own: a contract
            // from the one it was signed on.
            2..=3 => self.put_dateless(maker, seen),
            0 | 4..=7 | 9..TABLES if !come(self.day()) => maker,
            0 => maker.contract(&on, "", 100).but(|row| self.shape_contract(row)),
            1 => maker.outcome(&on, &self.earlier().to_string()),
            4 => maker.observe(pick(&["logins", "exports"], self.pick), &on, f64::from(self.other % 9)),
            5 => maker.ticket(&on, &if self.pick.is_multiple_of(3) { String::new() } else { closing(self.later().plus(20)) }, |row| {
                self.shape_ticket(row, &come);
            }),
            6 => maker.survey(pick(SurveyKind::ALL, self.pick), pick(&["", "Sato", "Kato"], self.pick / 2), &on, f64::from(self.other % 11)),
            7 => maker.invoice(&on, &self.day().plus(self.other % 60 - 10).to_string(), &closing(self.later())),
            8 => maker.interaction(pick(InteractionKind::ALL, self.pick), &on, |row| self.shape_interaction(row, come(self.day()))),
            9 => maker.feedback(pick(FeedbackKind::ALL, self.pick), &on),
            10 if come(self.later()) => maker.proposal(&on, pick(ProposalStatus::ALL, self.pick), &self.later().to_string()),
            10 => maker.proposal(&on, ProposalStatus::Open, ""),
            11 if come(self.later()) => maker.task(&on, &on, TaskStatus::Done, &self.later().to_string()),
            11 => maker.task(&on, &on, TaskStatus::Open, ""),
            _ => maker.pulse(pick(&Light::ALL, self.pick), &on, &self.later().to_string()),
        }
    }

    fn put_dateless(self, maker: BookMaker, seen: Option<Day>) -> BookMaker {
        let come = |on: Day| seen.is_none_or(|seen| on <= seen);
        if self.table == 2 {
            return maker.attribute(self.key(), &self.day().to_string(), &self.value());
        }
        let roles = |number| pick(&["champion", "decision_maker;sponsor", "user", ""], number);
        let left = if self.pick.is_multiple_of(2) && come(self.day()) { self.day().to_string() } else { String::new() };
        let maker = maker.contact(pick(&["Sato", "Kato"], self.pick), roles(self.pick / 2), &left);
        if come(self.later()) { maker.roles(&self.later().to_string(), roles(self.pick / 8)) } else { maker }
    }

    fn shape_contract(self, row: &mut Contract) {
        row.start = self.day().plus(self.other % 60 - 30);
        let months = [None, Some(1), Some(3), Some(12)];
        row.end = pick(&months, self.pick).map(|months| row.start.plus_months(months));
        row.auto_renew = self.other % 2 == 1;
        row.origin = pick(Origin::ALL, self.pick / 4);
        row.reason = (!self.pick.is_multiple_of(5)).then(|| pick(Reason::ALL, self.pick / 12));
        row.product = pick(&["", "B"], self.pick / 3).to_owned();
        row.recurring = !self.pick.is_multiple_of(11);
        row.notice_days = (self.other % 3 > 0).then_some(self.other);
    }

    fn shape_ticket(self, row: &mut Ticket, come: &impl Fn(Day) -> bool) {
        row.severity = Some(pick(Severity::ALL, self.pick));
        row.sentiment = Some(pick(Sentiment::ALL, self.pick / 4));
        row.changed = if come(self.later()) { self.later() } else { self.day() };
    }

    /// Before its day an interaction is planned or invited; what became of it is known from its day.
    fn shape_interaction(self, row: &mut Interaction, come: bool) {
        row.recorded = self.earlier();
        row.contact = Some("Sato".to_owned());
        row.status = pick(Held::ALL, self.pick / 8);
        if !come && row.status != Held::Invited {
            row.status = Held::Planned;
        }
    }
}

/// The rows of an account and the day it was added.
#[derive(Clone, Debug)]
struct Rows {
    added: i32,
    rows: Vec<Row>,
}

impl Rows {
    fn put(&self, maker: BookMaker, name: &str, seen: Option<Day>) -> BookMaker {
        let added = day("2024-01-01").plus(self.added);
        let come = |on: Day| seen.is_none_or(|seen| on <= seen);
        let exists = come(added) || self.rows.iter().any(|row| row.table == 0 && come(row.day()));
        let maker = maker.account(name).added(&added.to_string());
        self.rows
            .iter()
            .filter(|row| row.table != 2 || self.attribute_holds(**row, &come))
            .filter(|row| row.table != 3 || exists)
            .fold(maker, |maker, row| row.put(maker, seen))
    }

    /// A value after the day is left out only where an earlier one holds: the first that is not empty holds from the
    /// beginning.
    fn attribute_holds(&self, row: Row, come: &impl Fn(Day) -> bool) -> bool {
        let filled = self.rows.iter().filter(|other| other.table == 2 && other.key() == row.key() && !other.value().is_empty());
        come(row.day()) || filled.map(|other| other.day()).min().is_none_or(|first| row.day() <= first)
    }
}

fn some_rows() -> impl Strategy<Value = Rows> {
    let row = (0..TABLES, 0..500_i32, 0..90_i32, any::<u16>());
    let row = row.prop_map(|(table, on, other, pick)| Row { table, on, other, pick: usize::from(pick) });
    (0..400_i32, proptest::collection::vec(row, 0..60)).prop_map(|(added, rows)| Rows { added, rows })
}

/// The book as it is, or as it was on a day.
fn book_of(accounts: &[Rows], seen: Option<Day>) -> Desk {
    let settings = |settings: &mut crate::facts::Settings| {
        settings.cadences = vec![(Touch::High, 30)];
        settings.quiet = vec![((12, 29), (1, 3))];
    };
    let maker = book().settings(settings);
    accounts.iter().zip(["A", "B", "C"]).fold(maker, |maker, (rows, name)| rows.put(maker, name, seen)).done()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_row_dated_after_a_day_changes_a_fact_of_that_day(
        accounts in proptest::collection::vec(some_rows(), 1..4),
        on in 0..500_i32,
    ) {
        let seen = day("2024-01-01").plus(on);
        let (now, then) = (book_of(&accounts, None), book_of(&accounts, Some(seen)));
        for (now, then) in everything(&now, seen).into_iter().zip(everything(&then, seen)) {
            prop_assert_eq!(now, then);
        }
        for account in 0..accounts.len() {
            let pulse = |desk: &Desk| desk.context().at(account, seen).pulse().map(|pulse| (pulse.light, pulse.day));
            prop_assert_eq!(pulse(&now), pulse(&then));
        }
    }
}

/// A book with rows of every table, the earliest on 2025-01-01.
fn full_book() -> BookMaker {
    let logins: Vec<f64> = (0..26).map(f64::from).collect();
    book()
        .settings(|settings| settings.cadences = vec![(Touch::High, 30)])
        .account("A")
        .added("2025-01-01")
        .attribute("tags", "2025-01-01", "pilot")
        .attribute("segment", "2025-01-01", "smb")
        .attribute("industry", "2025-01-01", "retail")
        .attribute("plan", "2025-01-01", "pro")
        .attribute("owner", "2025-01-01", "me")
        .attribute("field.region", "2025-01-01", "kanto")
        .attribute("phase", "2025-01-01", "adoption")
        .attribute("touch", "2025-01-01", "high")
        .attribute("potential", "2025-01-01", "4")
        .attribute("strategic", "2025-01-01", "yes")
        .contract("2025-01-01", "2026-01-01", 100)
        .outcome("2025-12-01", "2025-06-01")
        .contact("Sato", "decision_maker", "")
        .contact("Kato", "champion", "2025-06-01")
        .observe_every(7, "logins", "2025-01-06", &logins)
        .observe_every(7, "exports", "2025-01-06", &logins)
        .ticket("2025-06-01", "", |row| (row.severity, row.sentiment) = (Some(Severity::High), Some(Sentiment::Negative)))
        .nps("Sato", "2025-06-01", 9.0)
        .csat("2025-06-01", 4.0)
        .invoice("2025-05-01", "2025-06-01", "")
        .interaction(InteractionKind::Qbr, "2025-06-01", |row| row.contact = Some("Sato".to_owned()))
        .planned("2025-07-20", "2025-06-20")
        .feedback(FeedbackKind::Praise, "2025-06-01")
        .proposal("2025-06-01", ProposalStatus::Open, "")
        .task("2025-06-01", "2025-06-10", TaskStatus::Open, "")
}

#[test]
fn before_its_first_row_everything_about_an_account_is_unknown() {
    let desk = full_book().done();
    let known: Vec<_> = everything(&desk, day("2024-12-31")).into_iter().filter(|(.., known)| *known != Known::UNKNOWN).collect();
    assert_eq!(known, []);
}

#[test]
fn every_fact_of_the_registry_can_be_known() {
    let desk = full_book().done();
    // A year is needed for a change over 365 days, and for it a second look.
    let unknown: Vec<String> = everything(&desk, day("2025-06-30"))
        .into_iter()
        .filter(|(_, fact, known)| known.value.is_none() && !fact.ends_with("(365d)"))
        .map(|(_, fact, _)| fact)
        .collect();
    assert_eq!(unknown, Vec::<String>::new());
}
