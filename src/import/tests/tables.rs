//! Where a table stands in its file, whose export it is, and in which order its days are.

use super::{Book, day, open, read, rows};
use crate::book::rows::AccountId;
use crate::domain::Day;
use crate::domain::words::Severity;
use crate::import::cells::{Given, Minor};
use crate::import::mapping::Days;
use crate::import::plan::Options;
use crate::import::sheet::in_memory;
use crate::import::{Kind, Parsed, Refusal, Row, Sheet, What, Why};
use std::io::Cursor;

/// What a file came to: its rows by kind, and why other records are none.
fn outcome(sheet: &mut Sheet<Cursor<Vec<u8>>>) -> (usize, Vec<(u64, Why)>) {
    let parsed = read(sheet);
    let why = |parsed: &Parsed| match parsed.what {
        What::PassedOver(why) => Some((parsed.line, why)),
        _ => None,
    };
    (parsed.iter().filter(|parsed| matches!(parsed.what, What::Row(_))).count(), parsed.iter().filter_map(why).collect())
}

#[test]
fn a_table_is_found_under_its_title_and_above_its_totals_and_notes() {
    let text =
        "顧客管理表（2026年4月現在）\n\nNo.,顧客名,契約金額（年額）,担当\n1,北斗建設,60000,森\n2,つばさ化学,,〃\n,合計,60000,\n\nCopyright 2026\n";
    let mut sheet = open("表.csv", text).unwrap();
    assert_eq!((sheet.header_line(), sheet.plan().kind), (3, Kind::Account));
    let rows: Vec<Parsed> = read(&mut sheet);
    let Some(Parsed { what: What::Row(Row::Account(second)), .. }) = rows.get(1) else { panic!("{rows:?}") };
    assert_eq!(second.owner, Given::Value("森".to_owned()), "〃 repeats the row above");
    assert_eq!(outcome(&mut open("表.csv", text).unwrap()), (2, vec![(6, Why::Total), (8, Why::Note)]));
}

#[test]
fn a_text_alone_where_a_row_could_begin_is_no_note() {
    let text = "name,arr,seats\nMidori,1,2\n\nAozora,,\n";
    assert_eq!(outcome(&mut open("accounts.csv", text).unwrap()), (2, vec![]));
}

#[test]
fn a_tools_export_is_read_by_its_mapping() {
    let text =
        "Id,Requester,Organization,Created at,Solved at,Priority,Subject,Satisfaction Score\n7,x,サクラ電機,2026-01-02 10:00,,High,Help,Offered\n";
    let mut sheet = open("export.csv", text).unwrap();
    assert_eq!(sheet.plan().tool(), Some("zendesk"));
    let Some(Parsed { what: What::Row(Row::Ticket(ticket)), .. }) = sheet.next(&Book::new()).unwrap() else { panic!() };
    assert_eq!((ticket.account, ticket.severity), (AccountId(1), Given::Value(Severity::High)));
    assert_eq!(ticket.sentiment, Given::Empty, "a word of the tool that says nothing");
}

#[test]
fn an_account_that_one_column_does_not_find_is_found_by_the_next() {
    let text = "id,Customer ID,Customer Name,Interval,Amount,Start Date (UTC)\n                sub_1,cus_unknown,Aozora Foods,month,100,2026-01-02 03:10\n                sub_2,cus_unknown,Nobody,month,100,2026-01-02 03:10\n";
    let mut sheet = open("subscriptions.csv", text).unwrap();
    let found = read(&mut sheet);
    let Some(Parsed { what: What::Row(Row::Contract(contract)), .. }) = found.first() else { panic!("{found:?}") };
    assert_eq!((contract.account, contract.amount.clone()), (AccountId(2), Given::Value(Minor(1200))));
    let Some(Parsed { what: What::Rejected(reject), .. }) = found.get(1) else { panic!("{found:?}") };
    assert_eq!((reject.column.as_deref(), reject.value.as_str()), (Some("Customer ID"), "cus_unknown"));
}

#[test]
fn only_rows_of_the_sort_that_a_mapping_names_count() {
    let text = "収支区分,管理番号,発生日,決済期日,取引先,決済日,金額\n収入,INV-1,2026/01/02,2026/02/02,サクラ電機,,100\n支出,,2026/01/02,,家賃,2026/01/02,5\n";
    assert_eq!(outcome(&mut open("torihiki.csv", text).unwrap()), (1, vec![(3, Why::OtherSort)]));
}

#[test]
fn the_order_of_day_and_month_is_decided_by_all_values_of_a_column_or_asked() {
    let starts = |text: &'static str| -> Vec<Given<Day>> {
        let of_row = |row| if let Row::Account(cells) = row { cells.start_date } else { panic!("{row:?}") };
        rows(text).into_iter().map(of_row).collect()
    };
    let days = |texts: &[&str]| texts.iter().map(|text| Given::Value(day(text))).collect::<Vec<_>>();
    assert_eq!(starts("name,start_date\na,03/04/2025\nb,25/04/2025\n"), days(&["2025-04-03", "2025-04-25"]));
    assert_eq!(starts("name,start_date\na,03/04/2025\nb,4/25/2025\n"), days(&["2025-03-04", "2025-04-25"]));
    let text = "name,start_date\na,03/04/2025\nb,05/06/2025\n";
    let refused = open("x.csv", text).unwrap().next(&Book::new()).err();
    assert!(matches!(refused, Some(Refusal::UndecidedDays { column, sample }) if column == "start_date" && sample == "03/04/2025"));
    let asked = Options { days: Some(Days::Dmy), ..Options::default() };
    let mut sheet = Sheet::open("x.csv", in_memory(text), &asked, &Book::new()).unwrap();
    let Some(Parsed { what: What::Row(Row::Account(first)), .. }) = sheet.next(&Book::new()).unwrap() else { panic!() };
    assert_eq!(first.start_date, Given::Value(day("2025-04-03")));
}

#[test]
fn metrics_that_rows_name_and_the_book_lacks_are_heard_once_each_in_their_order() {
    let asked = |file, text| -> Vec<String> {
        open(file, text).unwrap().ask_values(&Book::new()).unwrap().metrics.into_iter().map(|metric| metric.name).collect()
    };
    let usage = "account,date,metric,value\nA1,2026-11-01,logins,1\nA1,2026-11-01,uploads,2\nA2,2026-11-01, exports ,x\nA2,2026-11-02,uploads,2\n\
        account,date,metric,value\n合計,,all,3\nA2,2026-11-02,,3\n";
    assert_eq!(asked("usage.csv", usage), ["uploads", "exports"], "no header, no total, no empty cell");
    let events = "event,*.uuid,*.event,*.properties.account_id,*.timestamp\nx,1,$pageview,A1,2026-11-02T09:00:00Z\nx,2,Report exported,A1,2026-11-02T09:00:00Z\n";
    assert_eq!(asked("events.csv", events), ["pageview", "Report exported"], "as the mapping words them");
    assert_eq!(asked("tickets.csv", "account,id,opened,subject\nA1,1,2026-11-01,uploads\n"), Vec::<String>::new());
}

#[test]
fn a_file_of_nonsense_is_heard_for_the_first_few_hundred_names() {
    let rows: Vec<String> = (0..2_000).map(|nth| format!("A1,2026-11-01,m{nth},1")).collect();
    let text = format!("account,date,metric,value\nA1,2026-11-01,{},1\n{}\n", "x".repeat(5_000), rows.join("\n")).leak();
    let asked = open("usage.csv", text).unwrap().ask_values(&Book::new()).unwrap();
    assert_eq!((asked.metrics.len(), asked.metrics[0].name.as_str()), (500, "m0"));
}
