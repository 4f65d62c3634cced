//! What is asked of a file, and how the mapping remembers the answers.

use super::*;
use crate::import::plan::Options;
use crate::import::tests::Book;

fn plan(file: &str, headers: &[&str]) -> Plan {
    let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
    Plan::new(file, &headers, &Options::default(), &Book::new()).unwrap()
}

#[test]
fn amounts_are_asked_about_only_where_the_header_is_silent() {
    let silent = plan("顧客.csv", &["会社名", "契約金額", "契約日"]);
    let column = || "契約金額".to_owned();
    let questions = |plan: &Plan| open_questions(plan, vec![]);
    assert_eq!(questions(&silent), [Question::Amounts { column: column() }, Question::Tax { column: column() }]);
    assert_eq!(questions(&plan("顧客.csv", &["会社名", "契約金額（年額・税抜）", "契約日"])), []);
    assert_eq!(questions(&plan("accounts.csv", &["name", "arr"])), []);
}

#[test]
fn terms_and_notice_are_asked_of_accounts_that_renew_and_have_no_column_for_them() {
    let silent = plan("accounts.csv", &["name", "arr", "start_date", "renewal_date"]);
    let looks = || vec![(12, 38), (1, 25)];
    assert_eq!(open_questions(&silent, looks()), [Question::Terms { looks: looks() }, Question::Notice]);
    let told = plan("accounts.csv", &["name", "arr", "renewal_date", "term_months", "notice_days"]);
    assert_eq!(open_questions(&told, vec![]), []);
    assert!(!terms_are_open(&plan("accounts.csv", &["name", "arr"])), "without a renewal there is no term");
}

#[test]
fn the_likeliest_length_of_terms_is_the_one_they_share() {
    let likely = |looks: &[(i32, usize)]| Question::Terms { looks: looks.to_vec() }.likely();
    assert_eq!(likely(&[(12, 2), (1, 1)]), Some(Answer::Terms(None)));
    assert_eq!(likely(&[(1, 25)]), Some(Answer::Terms(Some(1))));
    assert_eq!(likely(&[]), Some(Answer::Terms(Some(12))));
}

#[test]
fn an_empty_answer_takes_the_likeliest_and_a_question_nobody_is_asked_takes_amounts_as_they_stand() {
    let taxed = Question::Tax { column: "月額(税込)".to_owned() };
    assert_eq!((taxed.likely(), taxed.assumed()), (Some(Answer::Tax(10)), Some(Answer::Tax(0))));
    let days = Question::Days { column: "契約日".to_owned(), sample: "03/04/2026".to_owned() };
    assert_eq!((days.likely(), days.assumed()), (None, None), "days are never guessed");
}

#[test]
fn values_in_rows_of_accounts_are_of_a_day() {
    let (day, today) = (Day(20_000), Day(20_007));
    let sheet = plan("顧客.csv", &["会社名", "年額（税抜）", "logins"]);
    assert_eq!(observed(&sheet, day, today), Some(Question::Observed { columns: vec!["logins".to_owned()], day, today }));
    assert_eq!(observed(&plan("usage.csv", &["account", "date", "logins"]), day, today), None, "each row has its day");
    assert_eq!(observed(&plan("顧客.csv", &["会社名", "年額（税抜）"]), day, today), None);
}

#[test]
fn what_is_answered_of_terms_is_not_asked_again() {
    let headers = ["会社名", "年額（税抜）", "契約日", "次回更新日"];
    for answer in [Answer::Terms(None), Answer::Terms(Some(6))] {
        let before = plan("顧客.csv", &headers);
        let mut mapping = Mapping::of(&before);
        mapping.answer(&Question::Terms { looks: vec![] }, answer);
        mapping.answer(&Question::Notice, Answer::Notice(60));
        let text = toml::to_string(&crate::import::mapping::Tool { tool: "own".into(), name: "Own".into(), file: vec![mapping] }).unwrap();
        let own = crate::import::mapping::parse(&text).unwrap().file;
        let after = Plan::new("顧客.csv", &headers.map(str::to_owned), &Options { mappings: own, ..Options::default() }, &Book::new()).unwrap();
        assert_eq!(open_questions(&after, vec![]), [], "{answer:?}");
        assert_eq!(after.terms_as_they_look(), answer == Answer::Terms(None));
    }
}

#[test]
fn unknown_metrics_are_asked_about_together() {
    let usage = plan("usage.csv", &["会社名", "日付", "logins", "uploads", "exports"]);
    assert_eq!(open_questions(&usage, vec![]), [Question::Metrics { names: vec!["uploads".to_owned(), "exports".to_owned()] }]);
}

#[test]
fn metrics_of_rows_that_are_not_wanted_are_remembered_and_those_that_are_need_nothing() {
    let mut mapping = Mapping::of(&plan("usage.csv", &["account", "date", "metric", "value"]));
    let (before, names) = (mapping.clone(), vec!["uploads".to_owned()]);
    let question = Question::RowMetrics { names: names.clone() };
    mapping.answer(&question, Answer::Add(true));
    assert_eq!(mapping, before, "the rules know them from then on");
    mapping.answer(&question, Answer::Add(false));
    assert_eq!(mapping.not_metrics, names);
    assert_eq!(question.without(&mapping.not_metrics), None);
}

#[test]
fn a_plan_comes_back_from_its_mapping_with_the_answers_in_it() {
    let headers = ["会社名", "契約金額", "次回更新日", "規模感"];
    let before = plan("顧客.csv", &headers);
    let mut mapping = Mapping::of(&before);
    let column = || "契約金額".to_owned();
    mapping.answer(&Question::Amounts { column: column() }, Answer::Monthly(true));
    mapping.answer(&Question::Tax { column: column() }, Answer::Tax(10));
    mapping.read_as("規模感", Some("segment"));
    let text = toml::to_string(&crate::import::mapping::Tool { tool: "own".into(), name: "Own".into(), file: vec![mapping] }).unwrap();
    let own = crate::import::mapping::parse(&text).unwrap().file;
    let headers = headers.map(str::to_owned);
    let after = Plan::new("顧客.csv", &headers, &Options { mappings: own, ..Options::default() }, &Book::new()).unwrap();
    let spec = after.kind.spec();
    let column = |field: &str| spec.field(field).and_then(|field| after.column_of(field));
    assert_eq!((column("name"), column("arr"), column("mrr"), column("segment")), (Some(0), None, Some(1), Some(3)));
    assert_eq!(after.mapping.and_then(|mapping| mapping.tax_included), Some(10));
}
