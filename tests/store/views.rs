//! The views that other programs read say what the program itself says: row by row what an export holds, and of today what
//! its own facts hold.

use crate::support::{Desk, account, act, rows, see_from};
use banso::app::{Demo, ExportFormat, Session};
use banso::book::Life;
use banso::book::rows::{AccountId, Contract, Outcome};
use banso::domain::words::{Origin, Reason};
use banso::domain::{Currency, Day};
use banso::facts::FactRef;
use banso::i18n::Lang;
use banso::store::Put;
use proptest::prelude::*;
use rusqlite::Connection;
use std::path::Path;

/// The demo's book and a connection to it, both seeing it on the same day.
fn demo() -> (Session, tempfile::TempDir, Connection) {
    let (session, folder) = Demo::new(Some(60), Lang::En).unwrap().into_parts();
    let conn = Connection::open(folder.path().join("book.db")).unwrap();
    see_from(&conn, session.day);
    (session, folder, conn)
}

fn json_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        serde_json::Value::String(text) => text.clone(),
        number => number.as_f64().unwrap().to_string(),
    }
}

fn exported(path: &Path) -> (Vec<String>, Vec<Vec<String>>) {
    let text = std::fs::read_to_string(path).unwrap();
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let columns = objects.first().unwrap_or_else(|| panic!("{} holds nothing to compare", path.display())).keys().cloned().collect();
    (columns, objects.iter().map(|object| object.values().map(json_text).collect()).collect())
}

#[test]
fn each_view_holds_the_rows_and_values_of_its_export() {
    let (session, folder, conn) = demo();
    conn.execute("INSERT INTO attribute SELECT id, 'potential', 1, '4.5', 1 FROM account WHERE id < 3", []).unwrap();
    conn.execute("INSERT INTO attribute SELECT id, 'plan', 30000, '', 1 FROM account WHERE id < 3", []).unwrap();
    conn.execute("INSERT INTO pulse (account, day, light, reason, until) SELECT id, 20000, 'red', 'quiet', 20030 FROM account WHERE id < 3", [])
        .unwrap();
    conn.execute("INSERT INTO account_ref (source, ref, account) SELECT 'stripe', 'cus_' || id, id FROM account WHERE id < 3", []).unwrap();
    conn.execute("INSERT INTO note (account, day, text) SELECT id, 20000, 'a note' FROM account WHERE id < 3", []).unwrap();
    conn.execute("INSERT INTO contract (account, product, amount, currency, recurring, start, signed, auto_renew, origin) VALUES (1, 'x', 12345, 'USD', 0, 1, 1, 0, 'file')", []).unwrap();
    conn.execute("INSERT INTO task (title, source, opened, status) VALUES ('of no account', 'manual', 20000, 'open')", []).unwrap();
    let session = Session::read(session.opening).unwrap();
    for file in session.export_all(&folder.path().join("out"), ExportFormat::Jsonl).unwrap() {
        let (columns, mut expected) = exported(&file.path);
        // The book's own currency of the demo is the yen, which has no minor units.
        let names: Vec<String> = columns
            .iter()
            .map(|name| if (file.kind, name.as_str()) == ("proposals", "amount") { "amount_minor".to_owned() } else { format!("\"{name}\"") })
            .collect();
        let mut found = rows(&conn, &format!("SELECT {} FROM v_{}", names.join(", "), file.kind));
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{}", file.kind);
    }
}

#[test]
fn what_a_view_says_of_today_is_what_the_desk_says() {
    let (session, _folder, conn) = demo();
    let sql = "SELECT account, arr, seats, next_renewal, unconfirmed, last_interaction, open_tickets, open_tasks, overdue_tasks, light, score, coverage FROM v_account_today ORDER BY account";
    let fact = |at: &banso::facts::At<'_>, name: &str| at.value(&FactRef::named(name).unwrap()).value.map(|value| format!("{value:?}"));
    let mut expected: Vec<Vec<String>> = Vec::new();
    let mut renewals = 0;
    for ix in 0..session.book().accounts().len() {
        let at = session.at(ix);
        let number = |name: &str| {
            fact(&at, name)
                .map(|text| text.trim_start_matches("Number(").trim_end_matches(')').parse::<f64>().unwrap().to_string())
                .unwrap_or_default()
        };
        let unconfirmed = at.marks().contains(&"unconfirmed");
        let renews = at.life().next_renewal().and_then(|term| term.renews).filter(|_| !unconfirmed);
        renewals += usize::from(renews.is_some());
        let outcome = session.lens.outcome(ix, session.day).unwrap();
        expected.push(vec![
            at.code().to_owned(),
            number("arr"),
            number("seats"),
            renews.map(|day| day.to_string()).unwrap_or_default(),
            if unconfirmed { "yes" } else { "no" }.to_owned(),
            at.held().next_back().map(|row| row.day.to_string()).unwrap_or_default(),
            number("tickets.open"),
            number("tasks.open"),
            number("tasks.overdue"),
            outcome.light.to_string(),
            outcome.score.map(|score| score.to_string()).unwrap_or_default(),
            outcome.coverage.to_string(),
        ]);
    }
    expected.sort();
    assert!(renewals > 30, "most of the demo renews");
    assert_eq!(rows(&conn, sql), expected);
}

#[test]
fn the_views_count_minor_units_as_the_program_does() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = Connection::open(&desk.path).unwrap();
    let told: Vec<Vec<String>> = rows(&conn, "SELECT currency, units FROM v_minor_units ORDER BY currency");
    let letters = || 'A'..='Z';
    let codes = letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c].iter().collect::<String>())));
    let odd = codes.filter_map(|code| Some((Currency::parse(&code)?.scale(), code)).filter(|(scale, _)| *scale != 100));
    assert_eq!(told, odd.map(|(scale, code)| vec![code, scale.to_string()]).collect::<Vec<_>>());
}

#[test]
fn the_views_see_the_book_from_todays_local_day() {
    let desk = Desk::new();
    drop(desk.write());
    let conn = Connection::open(&desk.path).unwrap();
    assert_eq!(rows(&conn, "SELECT date = date('now', 'localtime'), date(day * 86400, 'unixepoch') = date FROM v_today"), [["1", "1"]]);
}

prop_compose! {
    fn any_contract()(
        product in 0..2_u8, start in 0..40_i32, length in proptest::option::of(1..30_i32), signed in 0..40_i32, auto_renew: bool,
        reason in proptest::option::of(prop_oneof![Just(Reason::New), Just(Reason::Return), Just(Reason::Renewal), Just(Reason::Upsell)]),
        origin in prop_oneof![Just(Origin::Account), Just(Origin::File)], recurring in prop::bool::weighted(0.9), amount in proptest::option::weighted(0.9, 1..100_i64),
    ) -> Contract {
        let start = Day(start * 10);
        Contract {
            id: 0, account: AccountId(0), product: format!("p{product}"), amount, currency: Currency::JPY, recurring, seats: amount, start,
            end: length.map(|length| start.plus(length * 10)), signed: Day(signed * 10), auto_renew, notice_days: None, reason, origin,
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Contracts of any shape, on any day: in force, amounts, renewals.
    #[test]
    fn the_terms_of_any_day_are_those_of_the_life_of_contracts(
        contracts in proptest::collection::vec(any_contract(), 0..7), losses in proptest::collection::btree_set(0..45_i32, 0..3),
    ) {
        let desk = Desk::new();
        let mut store = desk.write();
        let (_, id) = act(&mut store, |tx| {
            let Put::New(id) = tx.put(&account("A", "A Ltd"))? else { panic!("a new account is new") };
            contracts.iter().try_for_each(|row| tx.put(&Contract { account: AccountId(id), ..row.clone() }).map(drop))?;
            losses.iter().try_for_each(|lost| tx.put(&Outcome { account: AccountId(id), day: Day(lost * 10 + 5), reason: None, recorded: Day(0) }).map(drop))?;
            Ok(AccountId(id))
        });
        let book = store.load_book(banso::book::Rates::default()).unwrap();
        let held = book.account(book.place(id).unwrap());
        let conn = Connection::open(&desk.path).unwrap();
        for day in (0..40).map(|step| Day(step * 20)) {
            see_from(&conn, day);
            let life = Life::on(&held.contracts, &held.outcomes, day);
            let mut expected: Vec<Vec<String>> = life.terms.iter().map(|term| vec![
                term.contract.product.clone(),
                term.contract.start.to_string(),
                term.contract.amount.map(|amount| amount.to_string()).unwrap_or_default(),
                term.renews.filter(|_| !term.unconfirmed).map(|day| day.to_string()).unwrap_or_default(),
                if term.unconfirmed { "yes" } else { "no" }.to_owned(),
            ]).collect();
            let mut found = rows(&conn, "SELECT product, start, arr, renews, unconfirmed FROM v_terms_today");
            expected.sort();
            found.sort();
            prop_assert_eq!(found, expected, "on day {}", day.0);
        }
    }
}
