//! What was decided about a file, and the mapping it comes to.

use super::*;
use crate::app::testing::Desk;
use crate::app::{ImportRequest, NewMetrics, Session};
use crate::import::mapping::Days;

/// A file in a folder of its own, looked into on an empty desk with what was decided about it so far.
struct Case {
    session: Session,
    desk: Desk,
}

impl Case {
    fn new(name: &str, text: &str) -> (Self, Draft) {
        let desk = Desk::new();
        desk.write(name, text);
        let case = Self { session: desk.session(), desk };
        let draft = Draft::new(case.look(name, Vec::new()));
        (case, draft)
    }

    fn look(&self, name: &str, mappings: Vec<Mapping>) -> Looked {
        let request = ImportRequest { paths: vec![self.desk.path(name)], mappings, ..ImportRequest::default() };
        self.session.look_into(&request).unwrap().pop().unwrap()
    }

    fn again(&self, draft: &mut Draft) {
        let name = draft.name.clone();
        draft.look(self.look(&name, draft.mapping().into_iter().collect()));
    }
}

fn readings(draft: &Draft) -> Vec<Reading> {
    (0..draft.headers().len()).map(|column| draft.reading(column)).collect()
}

const TWO_DAYS: &str = "会社名,対応日,記録日,内容\n東雲,2026-11-01,2026-11-02,電話\n";

#[test]
fn nothing_decided_makes_no_mapping() {
    let (_case, draft) = Case::new("contacts.csv", "会社名,氏名,血液型\n東雲,佐倉,A\n");
    assert_eq!(readings(&draft), [Reading::Field("account"), Reading::Field("name"), Reading::Unknown]);
    assert_eq!(draft.samples(2, 3), ["A"]);
    assert!(draft.goes_in() && draft.mapping().is_none());
}

#[test]
fn a_column_read_as_another_field_takes_it_from_the_column_before() {
    let (case, mut draft) = Case::new("contacts.csv", "会社名,氏名,血液型\n東雲,佐倉,A\n");
    draft.read_as(2, Some("name".to_owned()));
    case.again(&mut draft);
    assert_eq!(readings(&draft), [Reading::Field("account"), Reading::LeftOut, Reading::Field("name")]);
    draft.read_as(1, None);
    draft.read_as(0, None);
    case.again(&mut draft);
    assert!(matches!(draft.refused, Some(Refusal::MissingColumns { .. })), "an account is needed");
    assert_eq!(readings(&draft), [Reading::LeftOut, Reading::LeftOut, Reading::Field("name")]);
    draft.read_as(0, Some("account".to_owned()));
    case.again(&mut draft);
    assert!(draft.goes_in());
}

#[test]
fn a_file_of_no_known_kind_is_read_once_its_kind_and_columns_are_decided() {
    let (case, mut draft) = Case::new("x.csv", "会社,いつ,だれ\n東雲,2026-11-01,佐倉\n");
    assert!(matches!(draft.refused, Some(Refusal::UnknownKind { .. })) && draft.kind().is_none());
    assert_eq!(draft.choices(0, &[]), Vec::<String>::new());
    draft.be(Kind::Contact);
    case.again(&mut draft);
    assert!(matches!(draft.refused, Some(Refusal::MissingColumns { .. })));
    assert!(draft.choices(0, &[]).contains(&"email".to_owned()));
    draft.read_as(0, Some("account".to_owned()));
    draft.read_as(2, Some("name".to_owned()));
    case.again(&mut draft);
    assert!(draft.goes_in());
    assert_eq!(readings(&draft), [Reading::Field("account"), Reading::Unknown, Reading::Field("name")]);
}

#[test]
fn an_answer_can_be_taken_back() {
    let (case, mut draft) = Case::new("顧客.csv", "会社名,契約金額\n東雲,100000\n");
    assert_eq!(readings(&draft), [Reading::Field("name"), Reading::Field("arr")]);
    draft.answer(0, Answer::Monthly(true));
    case.again(&mut draft);
    assert_eq!(readings(&draft), [Reading::Field("name"), Reading::Field("mrr")]);
    draft.answer(0, Answer::Monthly(false));
    case.again(&mut draft);
    assert_eq!(readings(&draft), [Reading::Field("name"), Reading::Field("arr")]);
    assert_eq!(draft.questions().len(), 2, "both stay to be seen and changed");
}

#[test]
fn days_that_could_be_either_way_hold_their_file_back_and_nothing_else() {
    let (_case, mut draft) = Case::new("interactions.csv", TWO_DAYS);
    let column = || "対応日".to_owned();
    draft.questions = vec![(Question::Tax { column: column() }, None), (Question::Days { column: column(), sample: "03/04/2026".into() }, None)];
    assert!(draft.waits_for_days() && !draft.goes_in());
    draft.answer(1, Answer::Days(Days::Dmy));
    assert!(!draft.waits_for_days());
    assert_eq!(draft.mapping().and_then(|mapping| mapping.days), Some(Days::Dmy));
}

#[test]
fn metrics_that_another_file_adds_are_not_asked_about_any_more() {
    let (case, mut draft) = Case::new("usage.csv", "会社名,日付,指標,値\n東雲,2026-11-01,uploads,3\n東雲,2026-11-01,exports,3\n");
    let question = |names: &[&str]| Question::RowMetrics { names: names.iter().map(|name| (*name).to_owned()).collect() };
    assert_eq!(draft.questions(), [(question(&["uploads", "exports"]), None)]);
    let new_metrics = NewMetrics::Named(vec!["uploads".to_owned()]);
    let request = ImportRequest { paths: vec![case.desk.path("usage.csv")], new_metrics, ..ImportRequest::default() };
    draft.look(case.session.look_into(&request).unwrap().remove(0));
    assert_eq!(draft.questions(), [(question(&["exports"]), None)]);
    draft.answer(0, Answer::Add(false));
    case.again(&mut draft);
    assert_eq!(draft.questions()[0], (question(&["exports"]), Some(Answer::Add(false))), "an answer stays to be seen");
}

#[test]
fn new_metrics_are_read_where_they_are_to_be_added() {
    let (_case, mut draft) = Case::new("usage.csv", "会社名,日付,uploads\n東雲,2026-11-01,3\n");
    draft.answer(0, Answer::Add(true));
    assert_eq!(draft.wanted_metrics().collect::<Vec<_>>(), [["uploads".to_owned()]]);
    assert!(draft.mapping().unwrap().columns.contains_key("metric.uploads"));
}
