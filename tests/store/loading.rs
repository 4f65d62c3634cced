//! What goes in comes out: into memory and into exports.

use crate::support::{AT, Desk, TODAY, account, act, add_account};
use banso::book::Rates;
use banso::book::rows::{
    AccountId, AttributeRow, ContactRole, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey, Task, Ticket,
};
use banso::domain::words::{
    FeedbackKind, FeedbackStatus, Held, InteractionKind, Origin, ProposalKind, ProposalStatus, Reason, Sentiment, Severity, StartedBy, SurveyKind,
};
use banso::domain::{Currency, Day, Light};
use banso::store::{Put, Record, Store, StoreError, Tx};
use std::fmt::Debug;

const SOME: Option<Day> = Some(Day(20_790));

fn contract(account: AccountId) -> Contract {
    Contract {
        id: 0,
        account,
        product: "本体".to_owned(),
        amount: Some(4_800_000),
        currency: Currency::JPY,
        recurring: true,
        seats: Some(25),
        start: TODAY,
        end: SOME,
        signed: TODAY,
        auto_renew: true,
        notice_days: Some(60),
        reason: Some(Reason::CrossSell),
        origin: Origin::Desk,
    }
}

fn ticket(account: AccountId) -> Ticket {
    let (severity, sentiment) = (Some(Severity::Urgent), Some(Sentiment::Negative));
    Ticket { id: 0, account, code: "T-1".to_owned(), opened: TODAY, closed: SOME, severity, subject: None, sentiment, changed: TODAY }
}

fn survey(account: AccountId) -> Survey {
    Survey { id: 0, account, contact: "a@b.jp".to_owned(), day: TODAY, kind: SurveyKind::Csat, score: 4.5, comment: Some("a\0b\u{202e}".to_owned()) }
}

fn invoice(account: AccountId) -> Invoice {
    let currency = Currency::parse("USD").unwrap();
    Invoice { id: 0, account, number: "007".to_owned(), day: TODAY, due: TODAY.plus(30), paid_on: None, amount: Some(-5), currency }
}

fn interaction(account: AccountId) -> Interaction {
    Interaction {
        id: 0,
        account,
        day: TODAY,
        kind: InteractionKind::Qbr,
        minutes: Some(45),
        note: Some("良い話".to_owned()),
        contact: None,
        started_by: Some(StartedBy::Them),
        status: Held::Planned,
        recorded: TODAY,
    }
}

fn proposal(account: AccountId) -> Proposal {
    let (kind, status) = (ProposalKind::CrossSell, ProposalStatus::Won);
    Proposal { id: 0, account, day: TODAY, kind, product: "API".to_owned(), amount: None, status, decided_on: SOME }
}

fn task(account: Option<AccountId>) -> Task {
    Task {
        kind: Some(InteractionKind::Call),
        due: SOME,
        source_key: Some("trigger:red".to_owned()),
        why: Some("[]".to_owned()),
        pinned: true,
        waiting: SOME,
        ..Task::new(account, "電話する", TODAY)
    }
}

fn contact(account: AccountId) -> ContactRow {
    let email = Some("yamada@example.jp".to_owned());
    ContactRow { id: 0, account, name: "山田".to_owned(), email, phone: None, department: None, title: None, left_on: SOME }
}

fn put_all(tx: &mut Tx<'_>, id: AccountId) -> Result<(), StoreError> {
    tx.put(&contract(id))?;
    tx.put(&ticket(id))?;
    tx.put(&survey(id))?;
    tx.put(&invoice(id))?;
    tx.put(&interaction(id))?;
    tx.put(&proposal(id))?;
    tx.put(&task(Some(id)))?;
    tx.put(&Feedback { id: 0, account: id, day: TODAY, kind: FeedbackKind::Praise, theme: None, text: None, status: FeedbackStatus::Told })?;
    tx.put(&Note { id: 0, account: id, day: TODAY, text: "memo".to_owned() })?;
    tx.put(&Pulse { id: 0, account: id, day: TODAY, light: Light::Red, reason: "r".to_owned(), until: TODAY.plus(9) })?;
    tx.put(&Outcome { account: id, day: TODAY, reason: None, recorded: TODAY })?;
    for (day, value) in [(5, "high"), (3, "low")] {
        tx.put(&AttributeRow { account: id, key: "touch".to_owned(), day: Day(day), value: value.to_owned(), recorded: TODAY })?;
    }
    if let Put::New(contact) = tx.put(&contact(id))? {
        tx.put(&ContactRole { contact, day: TODAY, roles: "champion;user".to_owned() })?;
    }
    for (key, day, value) in [("logins", 9, 2.5), ("logins", 7, 1.0), ("exports", 8, -3.0)] {
        let metric = tx.metric(key)?;
        tx.observe(id, metric, Day(day), value)?;
    }
    Ok(())
}

/// A book of two full accounts, made in the order given.
fn full(desk: &Desk, codes: [&str; 2]) -> Store {
    let mut store = desk.write();
    for code in codes {
        let id = add_account(&mut store, code);
        act(&mut store, |tx| put_all(tx, id));
    }
    act(&mut store, |tx| tx.put(&task(None)));
    store
}

fn fresh<R: Clone + Debug + PartialEq>(loaded: &[R], mut expected: R, number: impl Fn(&mut R)) {
    number(&mut expected);
    assert_eq!(loaded, [expected]);
}

#[test]
fn every_row_is_loaded_as_it_was_put_with_the_book_and_alone() {
    let desk = Desk::new();
    let store = full(&desk, ["A1", "A2"]);
    let book = store.load_book(Rates::default()).unwrap();
    let (alone, names) = store.load_accounts(&[AccountId(2)]).unwrap();
    for loaded in [book.account(1), &alone[0]] {
        let id = loaded.row.id;
        fresh(&loaded.contracts, contract(id), |row| row.id = 2);
        fresh(&loaded.tickets, ticket(id), |row| row.id = 2);
        fresh(&loaded.surveys, survey(id), |row| row.id = 2);
        fresh(&loaded.invoices, invoice(id), |row| row.id = 2);
        fresh(&loaded.interactions, interaction(id), |row| row.id = 2);
        fresh(&loaded.proposals, proposal(id), |row| row.id = 2);
        fresh(&loaded.tasks, task(Some(id)), |row| row.id = 2);
        assert_eq!((loaded.feedback.len(), loaded.notes.len(), loaded.pulses.len(), loaded.outcomes.len()), (1, 1, 1, 1));
        assert_eq!(loaded.attributes["touch"].on(Day(4)).map(String::as_str), Some("low"));
        assert_eq!(loaded.contacts[0].roles.on(TODAY).map(String::as_str), Some("champion;user"));
        let logins = loaded.series(names.find("logins").unwrap()).unwrap().upto(Day::MAX);
        assert_eq!((logins.days, logins.values), (&[Day(7), Day(9)][..], &[1.0, 2.5][..]));
        assert_eq!(loaded.series.len(), 2);
    }
}

/// Everything an export would hold, without the numbers of the book.
fn exported(store: &Store) -> Vec<String> {
    fn lines<R: Record>(store: &Store, lines: &mut Vec<String>) {
        let owners = ["id", "account", "contact"];
        store
            .each::<R, StoreError>(|code, row| {
                let named = R::TABLE.columns.iter().zip(row.cells()).filter(|(name, _)| !owners.contains(name));
                lines.push(format!("{} {code} {:?}", R::TABLE.name, named.collect::<Vec<_>>()));
                Ok(())
            })
            .unwrap();
    }
    let mut out = Vec::new();
    lines::<AttributeRow>(store, &mut out);
    lines::<Contract>(store, &mut out);
    lines::<ContactRow>(store, &mut out);
    lines::<ContactRole>(store, &mut out);
    lines::<Survey>(store, &mut out);
    lines::<Interaction>(store, &mut out);
    lines::<Task>(store, &mut out);
    store
        .each_observation::<StoreError>(|code, metric, day, value| {
            out.push(format!("{code} {metric} {day} {value}"));
            Ok(())
        })
        .unwrap();
    out
}

#[test]
fn equal_books_are_exported_in_the_same_order_however_they_came_to_be() {
    let (one, other) = (Desk::new(), Desk::new());
    let (one, mut other) = (full(&one, ["A1", "A2"]), full(&other, ["A2", "A1"]));
    act(&mut other, |tx| tx.put(&account("B9", "gone again")));
    other.undo(AT).unwrap();
    let lines = exported(&one);
    assert_eq!(lines, exported(&other));
    assert!(lines.iter().any(|line| line.starts_with("task  ")), "a task of no account is exported too");
    assert_eq!(lines.last().unwrap(), "A2 logins 1970-01-10 2.5");
}
