//! Whole files, as small as they can be: kinds told by columns, rows typed, wrong rows told with their place.

mod tables;

use crate::book::rows::AccountId;
use crate::domain::words::{Reason, Role, Severity, Touch};
use crate::domain::{Currency, Day, Light};
use crate::import::cells::{Form, Given, Minor};
use crate::import::kinds::UsageCells;
use crate::import::lookup::{AccountIndex, AccountMatch, Lookup, MetricMatch};
use crate::import::plan::{Column, Options};
use crate::import::sheet::in_memory;
use crate::import::{KINDS, Kind, Parsed, Refusal, Reject, RejectReason, Rejected, Row, Sheet, What, Why};
use proptest::prelude::*;
use rstest::rstest;
use std::io::Cursor;

/// A book of two accounts and two metrics.
pub(in crate::import) struct Book(AccountIndex);

impl Book {
    pub(in crate::import) fn new() -> Self {
        let mut index = AccountIndex::default();
        index.insert(AccountId(1), "A1", "株式会社サクラ電機");
        index.insert(AccountId(2), "A2", "Aozora Foods Inc.");
        Self(index)
    }
}

impl Lookup for Book {
    fn account(&self, source: Option<&str>, text: &str) -> AccountMatch {
        self.0.find(source, text)
    }

    fn nearest_account(&self, text: &str) -> Option<String> {
        self.0.nearest(text)
    }

    fn metric(&self, key: &str) -> MetricMatch {
        if ["logins", "active_users"].contains(&key) {
            MetricMatch::Known { key: key.to_owned() }
        } else {
            MetricMatch::Unknown { nearest: Some("logins".into()) }
        }
    }

    fn known_metric(&self, name: &str) -> Option<String> {
        ["logins", "active_users"].contains(&name).then(|| name.to_owned())
    }

    fn currency(&self) -> Currency {
        Currency::JPY
    }
}

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

fn open(file: &str, text: &'static str) -> Result<Sheet<Cursor<Vec<u8>>>, Refusal> {
    Sheet::open(file, in_memory(text), &Options::default(), &Book::new())
}

fn read(sheet: &mut Sheet<Cursor<Vec<u8>>>) -> Vec<Parsed> {
    std::iter::from_fn(|| sheet.next(&Book::new()).unwrap()).collect()
}

fn rows(text: &'static str) -> Vec<Row> {
    let row = |parsed: Parsed| match parsed.what {
        What::Row(row) => row,
        other => panic!("{other:?}"),
    };
    read(&mut open("file.csv", text).unwrap()).into_iter().map(row).collect()
}

fn rejects(text: &'static str) -> Vec<Reject> {
    read(&mut open("file.csv", text).unwrap())
        .into_iter()
        .filter_map(|parsed| match parsed.what {
            What::Rejected(reject) => Some(*reject),
            _ => None,
        })
        .collect()
}

fn usage(account: i64, on: &str, value: f64) -> Row {
    Row::Usage(UsageCells { account: AccountId(account), date: day(on), metric: crate::book::MetricId(0), value })
}

#[test]
fn every_column_of_every_kind_has_a_japanese_name() {
    for field in KINDS.iter().flat_map(|spec| spec.fields) {
        assert!(!field.ja.is_ascii(), "{}", field.name);
    }
}

#[test]
fn no_header_means_two_columns_of_one_kind() {
    for spec in KINDS {
        let mut forms: Vec<String> = Vec::new();
        for field in spec.fields {
            let mut own: Vec<String> = [field.name, field.ja].into_iter().chain(field.also.iter().copied()).map(crate::domain::text::fold).collect();
            own.sort();
            own.dedup();
            forms.extend(own);
        }
        let all = forms.len();
        forms.sort();
        forms.dedup();
        assert_eq!(all, forms.len(), "{}: {forms:?}", spec.name);
    }
}

#[test]
fn a_kind_is_told_by_its_own_canonical_columns() {
    for spec in KINDS {
        let header: Vec<String> = spec.fields.iter().filter(|field| field.form != Form::Fields).map(|field| field.name.to_owned()).collect();
        let header = header.join(",");
        let sheet = Sheet::open("file.csv", in_memory(&header), &Options::default(), &Book::new()).unwrap();
        assert_eq!(sheet.plan().kind, spec.kind, "{header}");
        assert_eq!(sheet.plan().unrecognised().count(), 0, "{header}");
        assert_eq!(Kind::parse(spec.name), Some(spec.kind));
    }
}

#[rstest]
#[case("id,name,segment,industry,plan,arr,currency,seats,start_date,renewal_date,touch,phase,potential,strategic,owner,tags", Kind::Account)]
#[case("account,date,kind,arr_before,arr_after,reason", Kind::ArrChange)]
#[case("account,name,email,role,is_champion,left_on", Kind::Contact)]
#[case("account,date,kind,minutes,note", Kind::Interaction)]
#[case("account,number,date,due,paid_on,amount,currency", Kind::Invoice)]
#[case("account,date,kind,product,amount,status,decided_on", Kind::Proposal)]
#[case("account,churned_on,reason,arr_lost", Kind::Outcome)]
#[case("account,contact,date,kind,score,comment", Kind::Survey)]
#[case("account,id,opened,closed,severity,subject,sentiment", Kind::Ticket)]
#[case("account,date,metric,value", Kind::Usage)]
#[case("account,date,logins,active_users", Kind::Usage)]
#[case("account,product,amount,currency,seats,start,end,reason", Kind::Contract)]
#[case("account,date,kind,theme,text,status", Kind::Feedback)]
#[case("account,title,due,minutes,status", Kind::Task)]
#[case("会社名,プラン,月額,契約日,次回更新日,ID数,最終ログイン日,今月ログイン数,主担当,メール,電話,最終接点日,温度感,メモ", Kind::Account)]
#[case("顧客ID;対応日;種別;内容", Kind::Interaction)]
fn the_files_people_have_are_recognised(#[case] header: &'static str, #[case] kind: Kind) {
    assert_eq!(open("file.csv", header).unwrap().plan().kind, kind);
}

#[test]
fn where_the_columns_do_not_decide_the_name_of_the_file_does() {
    let header = "account,date,kind";
    assert_eq!(open("feedback-2026.csv", header).unwrap().plan().kind, Kind::Feedback);
    assert!(matches!(open("x.csv", header), Err(Refusal::DoubtfulKind { kinds }) if kinds == ["interactions", "feedback"]));
    let asked = Options { kind: Some(Kind::Interaction), ..Options::default() };
    assert_eq!(Sheet::open("x.csv", in_memory(header), &asked, &Book::new()).unwrap().plan().kind, Kind::Interaction);
    let asked = Options { kind: Some(Kind::Ticket), ..Options::default() };
    let refused = Sheet::open("x.csv", in_memory(header), &asked, &Book::new()).err();
    assert!(matches!(refused, Some(Refusal::MissingColumns { kind: "tickets", columns }) if columns == ["id", "opened"]));
}

#[test]
fn what_is_no_table_of_ours_is_passed_over() {
    assert!(matches!(open("x.csv", "foo,bar\n1,2\n"), Err(Refusal::UnknownKind { columns }) if columns == ["foo", "bar"]));
    assert!(matches!(open("x.csv", "会社名,foo,bar\n"), Err(Refusal::UnknownKind { .. })));
    for empty in ["", "\u{feff}", "\n\r\n"] {
        assert!(matches!(open("x.csv", empty), Err(Refusal::Empty)), "{empty:?}");
    }
    assert!(matches!(open("x.csv", "\"id,name\nA1"), Err(Refusal::UnclosedHeader)));
    assert!(matches!(open("x.csv", "id,顧客ID,name,arr"), Err(Refusal::SameField { field: "id", .. })));
}

#[test]
fn the_user_may_name_columns_and_leave_them_out() {
    let map = |pairs: &[(&str, &str)]| Options {
        map: pairs.iter().map(|(column, field)| ((*column).to_owned(), (*field).to_owned())).collect(),
        ..Options::default()
    };
    let text: &[u8] = "id,顧客ID,呼び名\nA9,zz,Nine\n".as_bytes();
    let options = map(&[("顧客ID", "-"), ("呼び名", "name")]);
    let sheet = Sheet::open("x.csv", in_memory(text), &options, &Book::new()).unwrap();
    assert_eq!(sheet.plan().columns, [Column::Field(0), Column::LeftOut, Column::Field(1)]);
    let refused = Sheet::open("x.csv", in_memory(text), &map(&[("呼名", "name")]), &Book::new()).err();
    assert!(matches!(refused, Some(Refusal::UnknownColumn { column, .. }) if column == "呼名"));
    let refused = Sheet::open("x.csv", in_memory(text), &map(&[("顧客ID", "-"), ("呼び名", "nam")]), &Book::new()).err();
    assert!(matches!(refused, Some(Refusal::UnknownField { nearest: Some("name"), .. })));
}

#[test]
fn an_accounts_row_is_typed_and_knows_what_the_file_has() {
    let text = "id,name,mrr,seats,start_date,touch,tags,links,field.region,field.empty,色\n\
                A9,Midori,\"12,000\",,2025/4/1,ハイタッチ,b;a;b,https://example.com/x,Tokyo,,x\n";
    let mut sheet = open("accounts.csv", text).unwrap();
    assert_eq!(sheet.plan().columns.last(), Some(&Column::Custom("色".to_owned())), "what the one sheet has beside is kept");
    let Some(Parsed { line: 2, what: What::Row(Row::Account(cells)) }) = sheet.next(&Book::new()).unwrap() else { panic!() };
    assert_eq!(cells.arr, Given::Value(Minor(144_000)));
    assert_eq!((cells.seats, cells.renewal_date, cells.start_date), (Given::Empty, Given::Absent, Given::Value(day("2025-04-01"))));
    assert_eq!(cells.touch, Given::Value(Touch::High));
    assert_eq!(cells.tags.value().map(|tags| tags.0), Some(vec!["b".to_owned(), "a".to_owned()]));
    let value = |text: &str| Given::Value(text.to_owned());
    let fields = [("region".to_owned(), value("Tokyo")), ("empty".to_owned(), Given::Empty), ("色".to_owned(), value("x"))];
    assert_eq!(cells.field.0, fields);
}

#[test]
fn an_empty_cell_empties_an_event_and_leaves_an_account() {
    assert_eq!(Given::Empty.replacing(Some(1)), None);
    assert_eq!(Given::Absent.replacing(Some(1)), Some(1));
    assert_eq!(Given::Empty.merging(Some(1)), Some(1));
    assert_eq!(Given::Value(2).merging(Some(1)), Some(2));
}

#[test]
fn an_amount_of_a_contract_is_brought_to_a_year() {
    let amounts: Vec<_> = rows(
        "account,amount,period,start,end,currency\n\
         A1,1000,month,2025-04-01,,\n\
         A1,1000,,2025-04-01,,\n\
         A1,3000,term,2025-04-01,2027-10-01,\n\
         A1,100,term,2025-04-01,2025-06-13,\n\
         A1,500,once,2025-04-01,,\n\
         A1,10.55,月額,2025-04-01,,usd\n",
    )
    .into_iter()
    .map(|row| match row {
        Row::Contract(cells) => cells.amount.value().unwrap().0,
        other => panic!("{other:?}"),
    })
    .collect();
    assert_eq!(amounts, [12_000, 1000, 1200, 500, 500, 12_660]);
}

#[test]
fn words_are_read_in_either_language_and_an_unknown_one_names_the_nearest() {
    let found = rows("account,id,opened,severity\nA1,T1,2025-01-01,緊急\n");
    assert!(matches!(&found[..], [Row::Ticket(cells)] if cells.severity == Given::Value(Severity::Urgent)));
    let found = rejects("account,id,opened,severity\nA1,T1,2025-01-01,urgnet\n");
    assert!(matches!(found[0].reason, RejectReason::UnknownWord { nearest: Some("urgent"), .. }));
    let found = rows("account,name,role\nA1,鈴木,champion;決裁者\n");
    assert!(matches!(&found[..], [Row::Contact(cells)] if cells.role.as_ref().unwrap().0 == [Role::Champion, Role::DecisionMaker]));
    let found = rows("account,date,kind,arr_before,arr_after\nA1,2025-01-01,churn,5,0\n");
    assert!(matches!(&found[..], [Row::ArrChange(cells)] if cells.kind.0 == Reason::Change));
    let found = rows("account,date,light,reason,until\nA1,2025-01-01,注意,x,2025-02-01\n");
    assert!(matches!(&found[..], [Row::Pulse(cells)] if cells.light == Light::Yellow));
}

#[test]
fn a_wrong_row_is_told_with_line_column_value_and_reason_and_the_rest_goes_in() {
    let text = "account,id,opened,subject\nA1,T1,2025-01-01,\"two\nlines\"\nA1,T2,明日,x\n\nAozora Foodz,T3,2025-01-01,x\nA1,T4,2025-02-30,x\nA1,T5,2025-02-03\nA1,,2025-02-03,x\nA1,T6,2025-02-03,x,\n";
    let found: Vec<_> = rejects(text).into_iter().map(|reject| (reject.line, reject.column, reject.value, reject.reason)).collect();
    let expected = [
        (4, Some("opened"), "明日", RejectReason::NotADay),
        (6, Some("account"), "Aozora Foodz", RejectReason::UnknownAccount { nearest: Some("Aozora Foods Inc.".into()) }),
        (7, Some("opened"), "2025-02-30", RejectReason::NoSuchDay),
        (8, None, "", RejectReason::CellCount { expected: 4, found: 3 }),
        (9, Some("id"), "", RejectReason::Missing),
    ]
    .map(|(line, column, value, reason)| (line, column.map(str::to_owned), value.to_owned(), reason));
    assert_eq!(found, expected);
    assert_eq!(read(&mut open("x.csv", text).unwrap()).len(), 7);
}

#[test]
fn cells_that_contradict_each_other_are_rejected() {
    let reason = |text| rejects(text).remove(0).reason;
    let dates = |start, end| RejectReason::EndBeforeStart { start: day(start), end: day(end) };
    assert_eq!(reason("account,start,end\nA1,2025-01-01,2025-01-01\n"), dates("2025-01-01", "2025-01-01"));
    assert_eq!(reason("account,id,opened,closed\nA1,T,2025-01-02,2025-01-01\n"), dates("2025-01-02", "2025-01-01"));
    assert_eq!(reason("account,date,kind,score\nA1,2025-01-01,nps,11\n"), RejectReason::OffScale { least: 0.0, most: 10.0 });
    assert_eq!(reason("account,date,kind,score\nA1,2025-01-01,csat,0\n"), RejectReason::OffScale { least: 1.0, most: 5.0 });
    assert_eq!(reason("id,name,arr,mrr\nA1,x,100,90\n"), RejectReason::ArrAndMrrDisagree);
    assert_eq!(reason("id,name,arr\nA1,x,-5\n"), RejectReason::Negative);
    assert_eq!(reason("id,name,arr\n,,5\n"), RejectReason::NoIdentity);
    assert_eq!(reason("account,amount,period,start\nA1,5,term,2025-01-01\n"), RejectReason::TermWithoutEnd);
    assert_eq!(reason("id,name,arr\n1.03000E+13,x,5\n"), RejectReason::EatenId);
}

#[test]
fn a_length_that_no_contract_has_is_rejected_and_not_forgotten() {
    let reason = |text| rejects(text).remove(0).reason;
    assert_eq!(reason("id,term_months,arr\nA1,1201,5\n"), RejectReason::OffScale { least: 1.0, most: 1200.0 });
    assert_eq!(reason("id,notice_days,arr\nA1,9999999999,5\n"), RejectReason::OffScale { least: 0.0, most: 36_500.0 });
    assert_eq!(reason("account,start,amount,notice_days\nA1,2025-01-01,5,20250401\n"), RejectReason::OffScale { least: 0.0, most: 36_500.0 });
}

#[test]
fn long_and_wide_usage_give_the_same_rows() {
    let long = rows("account,date,metric,value\nA1,2025-01-05,logins,3\nA1,2025-01-06,logins,\"1,200.5\"\nサクラ電機,2025/1/7,logins,0\n");
    assert_eq!(long, [usage(1, "2025-01-05", 3.0), usage(1, "2025-01-06", 1200.5), usage(1, "2025-01-07", 0.0)]);
    let wide = rows("account,date,logins\nA1,2025-01-05,3\nA1,2025-01-06,\"1,200.5\"\nサクラ電機,2025/1/7,0\n");
    assert_eq!(wide, long);
}

#[test]
fn an_empty_cell_of_a_wide_file_is_no_observation_and_a_wrong_one_rejects_its_record() {
    let mut sheet =
        open("x.csv", "account,date,logins,active_users,shoe_size\nA1,2025-01-05,3,,9\nA1,2025-01-06,4,x,9\nA1,2025-01-07,,,9\nA2,2025-01-08,5,6,\n")
            .unwrap();
    assert!(matches!(sheet.plan().columns[4], Column::UnknownMetric { .. }));
    let found: Vec<(u64, String)> = read(&mut sheet)
        .into_iter()
        .map(|parsed| match parsed.what {
            What::Row(Row::Usage(cells)) => (parsed.line, format!("{} {}", sheet.metrics().key(cells.metric), cells.value)),
            What::Rejected(reject) => (parsed.line, format!("{:?} {}", reject.column, reject.value)),
            other => (parsed.line, format!("{other:?}")),
        })
        .collect();
    let expected = [(2, "logins 3"), (3, "Some(\"active_users\") x"), (4, "PassedOver(Blank)"), (5, "logins 5"), (5, "active_users 6")];
    assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())));
}

#[test]
fn usage_of_strange_metrics_and_accounts_is_rejected_and_the_rest_goes_in() {
    let found = rejects(
        "account,date,metric,value\nA1,2025-01-05,logouts,3\nA1,2025-01-05,logins,NaN\nA1,2025-01-05,logins,\nZZ,2025-01-05,logins,1\n,2025-01-05,logins,1\n",
    );
    let reasons: Vec<_> = found.into_iter().map(|reject| reject.reason).collect();
    assert_eq!(
        reasons,
        [
            RejectReason::UnknownMetric { nearest: Some("logins".into()) },
            RejectReason::NotANumber,
            RejectReason::Missing,
            RejectReason::UnknownAccount { nearest: None },
            RejectReason::Missing,
        ]
    );
}

#[test]
fn a_guard_is_taken_off_and_text_stays_as_it_came() {
    let found = rows("account,date,text\nA1,2025-01-05,'=1+1\nA1,2025-01-05,\" a\u{1b}[31m\u{202e} \"\n");
    let texts: Vec<&str> = found
        .iter()
        .map(|row| match row {
            Row::Note(cells) => cells.text.as_str(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(texts, ["=1+1", " a\u{1b}[31m\u{202e} "]);
}

#[test]
fn rejects_can_be_mended_and_imported_again() {
    let text = "会社名;対応日;種別;内容\nサクラ電機;明日;電話;'=x\nA1;2025-01-05;call;ok\n";
    let mut sheet = open("x.csv", text).unwrap();
    let mut rejected = Rejected::new(Vec::new(), sheet.raw_headers()).unwrap();
    for parsed in read(&mut sheet) {
        if let What::Rejected(reject) = parsed.what {
            assert!(rejected.add(&reject).unwrap());
        }
    }
    let mended = String::from_utf8(rejected.finish().unwrap()).unwrap().replace("明日", "2025-01-06");
    let mut sheet = Sheet::open("x.rejected.csv", in_memory(mended), &Options::default(), &Book::new()).unwrap();
    let Some(Parsed { what: What::Row(Row::Interaction(cells)), .. }) = sheet.next(&Book::new()).unwrap() else { panic!() };
    assert_eq!((cells.account, cells.note), (AccountId(1), Given::Value("=x".to_owned())));
}

#[test]
fn a_cell_over_the_limit_is_rejected_and_the_next_row_read() {
    let text = format!("account,date,text\nA1,2025-01-05,{}\nA1,2025-01-05,ok\n", "x".repeat(2 << 20));
    let mut sheet = Sheet::open("x.csv", in_memory(text), &Options::default(), &Book::new()).unwrap();
    let first = sheet.next(&Book::new()).unwrap().unwrap();
    assert!(matches!(first.what, What::Rejected(reject) if reject.reason == RejectReason::CellTooLong { limit: 1 << 20 }));
    assert!(matches!(sheet.next(&Book::new()).unwrap().unwrap().what, What::Row(_)));
    let header = vec!["c"; 1001].join(",");
    assert!(matches!(Sheet::open("x.csv", in_memory(header), &Options::default(), &Book::new()), Err(Refusal::TooManyColumns { limit: 1000 })));
}

#[test]
fn blank_records_are_no_rows() {
    let found = read(&mut open("x.csv", "id,name,arr\n,,\nA9,Nine,5\n , ,\u{3000}\n").unwrap());
    let blanks = found.iter().map(|parsed| parsed.what == What::PassedOver(Why::Blank)).collect::<Vec<_>>();
    assert_eq!(blanks, [true, false, true]);
}

proptest! {
    #[test]
    fn no_bytes_break_the_reading(
        head in prop::sample::select(vec!["id,name,arr,field.x\n", "account,date,metric,value\n", "account,date,logins\n", "account,name,role\n", "account;start;end;amount;period\n", ""]),
        body in prop::collection::vec(prop_oneof![
            3 => prop::sample::select(vec![",", ";", "\n", "\"", "A1", "2025-01-01", "12", "'=", "month", "logins", "あ", "\r\n"]).prop_map(|text| text.as_bytes().to_vec()),
            1 => prop::collection::vec(any::<u8>(), 0..4),
        ], 0..60),
    ) {
        let bytes: Vec<u8> = head.bytes().chain(body.into_iter().flatten()).collect();
        if let Ok(mut sheet) = Sheet::open("usage.csv", in_memory(&bytes), &Options::default(), &Book::new()) {
            let mut line = 1;
            while let Ok(Some(parsed)) = sheet.next(&Book::new()) {
                prop_assert!(parsed.line >= line);
                line = parsed.line;
            }
        }
    }
}
