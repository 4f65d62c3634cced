//! What goes out is the book: an export makes an equal book again, and the three formats of one export hold the same.

use super::*;
use crate::app::testing::{Desk, TODAY};
use crate::app::{ImportRequest, Opening};
use crate::book::rows::{
    AccountId, AccountRow, AttributeRow, ContactRole, ContactRow, Contract, Feedback, Interaction, Invoice, Note, Outcome, Proposal, Pulse, Survey,
    Task, Ticket,
};
use crate::domain::words::{
    FeedbackKind, FeedbackStatus, Held, InteractionKind, Origin, ProposalKind, ProposalStatus, Reason, Sentiment, Severity, StartedBy, SurveyKind,
    TaskStatus,
};
use crate::domain::{Currency, Light};
use crate::import::guard::unguard;
use crate::store::{AccountRef, Put, Source, StoreError, Tx};
use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Texts that a careless writer or reader would run, lose or take for something else.
const TEXTS: [&str; 16] = [
    "=1+1",
    "@home",
    "-5",
    "+1 Ltd",
    "'=x",
    "a;=b",
    "two\nlines",
    "say \"hi\", then go",
    "株式会社サクラ",
    "a\u{202e}b\u{9b}c",
    "1.50",
    "2026-01-02",
    "TRUE",
    "null",
    "_x0041_",
    "＝1",
];

/// A stream of choices out of one number.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn of<T: Copy>(&mut self, things: &[T]) -> T {
        things[usize::try_from(self.below(things.len() as u64)).unwrap()]
    }

    fn some<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(3) > 0).then(|| make(self))
    }

    fn text(&mut self) -> String {
        self.of(&TEXTS).to_owned()
    }

    fn day(&mut self) -> crate::domain::Day {
        TODAY.plus(-i32::try_from(self.below(900)).unwrap())
    }

    fn currency(&mut self) -> Currency {
        Currency::parse(self.of(&["JPY", "USD", "KWD"])).unwrap()
    }

    fn minor(&mut self) -> i64 {
        self.below(100_000_000_000).cast_signed()
    }
}

/// An account with rows of every kind.
fn fill(tx: &mut Tx<'_>, dice: &mut Dice, nth: u64) -> Result<(), StoreError> {
    let added = dice.day();
    let row = AccountRow { id: AccountId(0), code: format!("00{nth}"), name: format!("{} {nth}", dice.text()), yomi: dice.some(Dice::text), added };
    let Put::New(id) = tx.put(&row)? else { return Ok(()) };
    let account = AccountId(id);
    let texts = ["field.x", "segment", "industry", "plan", "owner"].map(|key| (key, &TEXTS[..]));
    let keys: [(&str, &[&str]); 6] = [
        ("touch", &["high", "low"]),
        ("phase", &["adoption", "renewal"]),
        ("potential", &["3", "4.5"]),
        ("strategic", &["yes", "no"]),
        ("tags", &["a;=b", "vip"]),
        ("links", &["https://x.example/=1"]),
    ];
    for (key, values) in texts.into_iter().chain(keys) {
        for _ in 0..dice.below(3) {
            tx.put(&AttributeRow { account, key: key.to_owned(), day: dice.day(), value: dice.of(values).to_owned(), recorded: dice.day() })?;
        }
    }
    if dice.below(2) > 0 {
        tx.put(&AccountRef { source: dice.text(), reference: format!("cus_{nth}"), account })?;
    }
    for ix in 0..dice.below(3) {
        contract(tx, dice, account, ix)?;
        person(tx, dice, account, ix)?;
        events(tx, dice, account, ix)?;
        words(tx, dice, account, ix)?;
    }
    for metric in ["logins", "active_users"] {
        for ago in 0..i32::try_from(dice.below(4)).unwrap() {
            let value = dice.of(&[0.0, 12.0, -0.5, 1e-9, 123_456_789.125]);
            let metric = tx.metric(metric)?;
            tx.observe(account, metric, TODAY.plus(-ago), value)?;
        }
    }
    Ok(())
}

fn contract(tx: &mut Tx<'_>, dice: &mut Dice, account: AccountId, ix: u64) -> Result<(), StoreError> {
    let start = dice.day();
    let origin = if ix == 0 { Origin::Account } else { Origin::File };
    let row = Contract {
        id: 0,
        account,
        product: if origin == Origin::Account { String::new() } else { format!("{}{ix}", dice.text()) },
        amount: dice.some(Dice::minor),
        currency: dice.currency(),
        recurring: dice.below(4) > 0,
        seats: dice.some(|dice| dice.below(500).cast_signed()),
        start,
        end: dice.some(|dice| start.plus(1 + i32::try_from(dice.below(700)).unwrap())),
        signed: dice.day(),
        auto_renew: dice.below(2) > 0,
        notice_days: dice.some(|dice| i32::try_from(dice.below(90)).unwrap()),
        reason: dice.some(|dice| dice.of(&[Reason::New, Reason::Renewal, Reason::Upsell])),
        origin,
    };
    tx.put(&row).map(drop)
}

fn person(tx: &mut Tx<'_>, dice: &mut Dice, account: AccountId, ix: u64) -> Result<(), StoreError> {
    let row = ContactRow {
        id: 0,
        account,
        name: format!("{}{ix}", dice.text()),
        email: dice.some(|_| format!("a{ix}@x.example")),
        phone: dice.some(|dice| dice.of(&["+81 3", "=090"]).to_owned()),
        department: dice.some(Dice::text),
        title: dice.some(Dice::text),
        left_on: dice.some(Dice::day),
    };
    if let (Put::New(contact), true) = (tx.put(&row)?, dice.below(2) > 0) {
        tx.put(&ContactRole { contact, day: TODAY, roles: dice.of(&["champion", "champion;decision_maker"]).to_owned() })?;
    }
    Ok(())
}

fn events(tx: &mut Tx<'_>, dice: &mut Dice, account: AccountId, ix: u64) -> Result<(), StoreError> {
    let day = dice.day();
    let opened = dice.day();
    tx.put(&Ticket {
        id: 0,
        account,
        code: format!("0{ix}"),
        opened,
        closed: dice.some(|_| opened.plus(3)),
        severity: dice.some(|dice| dice.of(Severity::ALL)),
        subject: dice.some(Dice::text),
        sentiment: dice.some(|dice| dice.of(Sentiment::ALL)),
        changed: opened.plus(1),
    })?;
    let kind = dice.of(&[SurveyKind::Nps, SurveyKind::Csat]);
    let score = dice.of(&[1.0, 3.5, 5.0]);
    tx.put(&Survey { id: 0, account, contact: format!("{ix}{}", dice.text()), day, kind, score, comment: dice.some(Dice::text) })?;
    let (paid_on, amount, currency) = (dice.some(Dice::day), dice.some(Dice::minor), dice.currency());
    tx.put(&Invoice { id: 0, account, number: format!("INV-{ix}"), day, due: day.plus(30), paid_on, amount, currency })?;
    tx.put(&Interaction {
        id: 0,
        account,
        day,
        kind: dice.of(InteractionKind::ALL),
        minutes: dice.some(|dice| dice.below(90).cast_signed()),
        note: dice.some(Dice::text),
        contact: dice.some(Dice::text),
        started_by: dice.some(|dice| dice.of(StartedBy::ALL)),
        status: dice.of(Held::ALL),
        recorded: day,
    })?;
    if ix == 0 && dice.below(3) == 0 {
        tx.put(&Outcome { account, day, reason: dice.some(Dice::text), recorded: dice.day() })?;
    }
    Ok(())
}

fn words(tx: &mut Tx<'_>, dice: &mut Dice, account: AccountId, ix: u64) -> Result<(), StoreError> {
    let day = dice.day();
    let (kind, status) = (dice.of(ProposalKind::ALL), dice.of(&[ProposalStatus::Open, ProposalStatus::Lost]));
    let decided_on = (status == ProposalStatus::Lost).then_some(day);
    tx.put(&Proposal { id: 0, account, day, kind, product: format!("{}{ix}", dice.text()), amount: dice.some(Dice::minor), status, decided_on })?;
    let (kind, status) = (dice.of(FeedbackKind::ALL), dice.of(FeedbackStatus::ALL));
    tx.put(&Feedback { id: 0, account, day, kind, theme: dice.some(Dice::text), text: Some(dice.text()), status })?;
    tx.put(&Note { id: 0, account, day, text: dice.text() })?;
    let light = dice.of(&[Light::Green, Light::Yellow, Light::Red]);
    tx.put(&Pulse { id: 0, account, day: day.plus(i32::try_from(ix).unwrap()), light, reason: dice.text(), until: day.plus(40) })?;
    let of = dice.some(|_| account);
    let task = Task {
        minutes: dice.some(|dice| dice.below(60).cast_signed()),
        due: dice.some(Dice::day),
        ..Task::new(of, &format!("{}{ix}{}", dice.text(), account.0), day)
    };
    let closed = dice.some(|_| day.plus(2));
    tx.put(&Task {
        snoozed_until: dice.some(Dice::day),
        waiting: dice.some(Dice::day),
        pinned: dice.below(2) > 0,
        source: "import".to_owned(),
        kind: dice.some(|dice| dice.of(InteractionKind::ALL)),
        status: if closed.is_some() { TaskStatus::Dropped } else { TaskStatus::Open },
        closed,
        reason: dice.some(Dice::text),
        source_key: dice.some(|_| "trigger:red".to_owned()),
        family: dice.some(|_| "red".to_owned()),
        ..task
    })
    .map(drop)
}

/// A desk whose book was thrown by dice.
fn any_desk(seed: u64) -> Desk {
    let desk = Desk::empty();
    let mut session = Session::write(desk.opening()).unwrap();
    let mut dice = Dice(seed);
    session
        .store
        .act(Source::Cli, TODAY, "2026-11-24T09:00:00+09:00", serde_json::json!({}), |tx| (0..3).try_for_each(|nth| fill(tx, &mut dice, nth)))
        .unwrap();
    desk
}

fn read(desk: &Desk) -> Session {
    Session::read(desk.opening()).unwrap()
}

/// The whole export of a desk, file by file.
fn exported(desk: &Desk, format: ExportFormat) -> Vec<(PathBuf, Vec<u8>)> {
    let files = read(desk).export_all(&desk.path("out"), format).unwrap();
    let mut paths: Vec<PathBuf> = files.into_iter().map(|file| file.path).collect();
    paths.dedup();
    paths.into_iter().map(|path| (PathBuf::from(path.file_name().unwrap()), std::fs::read(path).unwrap())).collect()
}

/// Header and rows of every kind, each value as plain text without guards.
type Tables = BTreeMap<String, Vec<Vec<String>>>;

/// A number in the one form that all formats share; other texts as they are.
fn plain(text: &str) -> String {
    text.parse::<f64>().map_or_else(|_| text.to_owned(), |number| number.to_string())
}

fn csv_tables(files: &[(PathBuf, Vec<u8>)]) -> Tables {
    let table = |bytes: &[u8]| -> Vec<Vec<String>> {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(|cell| plain(&unguard(cell))).collect()).collect()
    };
    files.iter().map(|(name, bytes)| (name.file_stem().unwrap().to_string_lossy().into_owned(), table(bytes))).collect()
}

fn json_tables(files: &[(PathBuf, Vec<u8>)]) -> Tables {
    let cell = |value: &serde_json::Value| match value {
        serde_json::Value::Null => String::new(),
        serde_json::Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        serde_json::Value::String(text) => plain(text),
        other => plain(&other.to_string()),
    };
    let table = |kind: &str, bytes: &[u8]| -> Vec<Vec<String>> {
        let columns = KINDS.iter().find(|spec| spec.name == kind).unwrap().columns;
        let rows = std::str::from_utf8(bytes).unwrap().lines().map(|line| {
            let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).unwrap();
            assert!(object.keys().eq(columns), "every key stands in every line: {line}");
            object.values().map(cell).collect()
        });
        std::iter::once(columns.iter().map(|name| (*name).to_owned()).collect()).chain(rows).collect()
    };
    let named = |name: &Path| name.file_stem().unwrap().to_string_lossy().into_owned();
    files.iter().map(|(name, bytes)| (named(name), table(&named(name), bytes))).collect()
}

fn sheets(bytes: &[u8]) -> Vec<(String, Vec<Vec<Data>>)> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes.to_vec())).unwrap();
    book.worksheets().into_iter().map(|(name, range)| (name, range.rows().map(<[Data]>::to_vec).collect())).collect()
}

fn xlsx_tables(bytes: &[u8]) -> Tables {
    let cell = |value: &Data| match value {
        Data::Empty => String::new(),
        Data::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Data::String(text) => plain(&unguard(text)),
        Data::DateTime(day) => {
            #[expect(clippy::cast_possible_truncation, reason = "days of this century")]
            let days = day.as_f64() as i32;
            crate::domain::Day(days - 25_569).to_string()
        }
        other => plain(&other.to_string()),
    };
    sheets(bytes).into_iter().map(|(name, rows)| (name, rows.iter().map(|row| row.iter().map(cell).collect()).collect())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_export_into_an_empty_book_makes_an_equal_one(seed: u64) {
        for format in [ExportFormat::Csv, ExportFormat::Jsonl, ExportFormat::Xlsx] {
            let (desk, other) = (any_desk(seed), Desk::empty());
            let before = exported(&desk, format);
            let mut session = Session::write(Opening { book: Some(other.path("book.db")), ..other.opening() }).unwrap();
            let report = session.import(&ImportRequest { paths: vec![desk.path("out")], ..ImportRequest::default() }, &mut |_, _| {}).unwrap();
            prop_assert_eq!(report.rejected(), 0, "{:?}", report);
            for (one, again) in before.iter().zip(&exported(&other, format)) {
                prop_assert_eq!(String::from_utf8_lossy(&one.1), String::from_utf8_lossy(&again.1), "{}", one.0.display());
            }
        }
    }

    #[test]
    fn the_formats_of_one_export_hold_the_same(seed: u64) {
        let desk = any_desk(seed);
        let csv = csv_tables(&exported(&desk, ExportFormat::Csv));
        prop_assert_eq!(&csv, &json_tables(&exported(&desk, ExportFormat::Jsonl)));
        let workbook = exported(&desk, ExportFormat::Xlsx);
        prop_assert_eq!(workbook.len(), 1);
        prop_assert_eq!(&csv, &xlsx_tables(&workbook[0].1));
    }
}

#[test]
fn a_workbook_has_real_numbers_days_and_answers_and_inert_texts() {
    let desk = Desk::new();
    let mut session = desk.session();
    let signed = crate::domain::Day::parse_iso("0999-01-01").unwrap();
    let usd = Currency::parse("USD").unwrap();
    let row = Contract {
        id: 0,
        account: AccountId(1),
        product: "=cmd|x".to_owned(),
        amount: Some(123_456),
        currency: usd,
        recurring: true,
        seats: None,
        start: TODAY,
        end: None,
        signed,
        auto_renew: true,
        notice_days: Some(60),
        reason: None,
        origin: Origin::File,
    };
    session.store.act(Source::Cli, TODAY, "2026-11-24T09:00:00+09:00", serde_json::json!({}), |tx| tx.put(&row)).unwrap();
    let path = desk.path("contracts.xlsx");
    assert_eq!(read(&desk).export("contracts", &path, ExportFormat::Xlsx).unwrap().rows, 1);
    let rows = sheets(&std::fs::read(&path).unwrap()).remove(0).1;
    let cell = |column: &str| rows[1][rows[0].iter().position(|title| *title == Data::String(column.to_owned())).unwrap()].clone();
    assert_eq!(cell("product"), Data::String("'=cmd|x".to_owned()));
    assert_eq!((cell("amount"), cell("notice_days"), cell("auto_renew")), (Data::Float(1234.56), Data::Float(60.0), Data::Bool(true)));
    assert_eq!((cell("end"), cell("seats")), (Data::Empty, Data::Empty));
    assert!(matches!(cell("start"), Data::DateTime(day) if day.is_datetime() && day.as_f64().to_string() == "46350"));
    assert_eq!(cell("signed"), Data::String("0999-01-01".to_owned()), "before the first day of spreadsheets");
}

#[test]
fn an_export_that_fails_leaves_the_good_file_of_before() {
    let desk = Desk::new();
    let mut session = desk.session();
    let path = desk.path("notes.xlsx");
    session.export("notes", &path, ExportFormat::Xlsx).unwrap();
    let before = std::fs::read(&path).unwrap();
    let note = Note { id: 0, account: AccountId(1), day: TODAY, text: "長".repeat(32_768) };
    session.store.act(Source::Cli, TODAY, "2026-11-24T09:00:00+09:00", serde_json::json!({}), |tx| tx.put(&note)).unwrap();
    let failed = session.export("notes", &path, ExportFormat::Xlsx);
    assert!(matches!(failed, Err(AppError::CellTooLong { kind: "notes", .. })), "{failed:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(session.export("notes", &desk.path("notes.jsonl"), ExportFormat::Jsonl).unwrap().rows, 1);
}

#[test]
fn the_same_book_gives_the_same_workbook() {
    let desk = any_desk(7);
    assert_eq!(exported(&desk, ExportFormat::Xlsx), exported(&desk, ExportFormat::Xlsx));
}

#[test]
fn the_dice_leave_no_kind_and_no_column_out() {
    let mut empty: BTreeMap<(String, usize), bool> = BTreeMap::new();
    for seed in 0..12 {
        for (kind, rows) in csv_tables(&exported(&any_desk(seed), ExportFormat::Csv)) {
            for (place, title) in rows[0].iter().enumerate() {
                let filled = rows[1..].iter().any(|row| !row[place].is_empty());
                *empty.entry((format!("{kind} {title}"), place)).or_insert(true) &= !filled;
            }
        }
    }
    let never: Vec<&str> = empty.iter().filter(|(_, empty)| **empty).map(|((name, _), _)| name.as_str()).collect();
    assert_eq!(never, Vec::<&str>::new());
}
