//! What is asked about metrics that the rules do not know: first whether one is a metric that they know by nearly the same word,
//! then whether the others are to be added. Asks nobody itself.

use crate::domain::text::fold;
use crate::import::plan::{Column, Plan};
use crate::import::questions::Question;
use std::collections::BTreeMap;

/// A metric that the rules do not know, as the file names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownMetric {
    pub name: String,
    /// The metric of the rules that it may be.
    pub same_as: Option<String>,
}

impl UnknownMetric {
    /// The metric of the rules whose key is nearest is the same one only where the words are.
    pub(in crate::import) fn new(name: &str, nearest: Option<&str>) -> Self {
        Self { name: name.to_owned(), same_as: nearest.filter(|known| is_same_word(name, known)).map(str::to_owned) }
    }
}

/// Questions about metrics that rows name.
pub fn of_rows(unknown: Vec<UnknownMetric>) -> Vec<Question> {
    let mut same: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut names = Vec::new();
    for UnknownMetric { name, same_as } in unknown {
        match same_as {
            Some(known) => same.entry(known).or_default().push(name),
            None => names.push(name),
        }
    }
    let same = same.into_iter().map(|(known, names)| Question::SameMetric { names, known, of_rows: true });
    same.chain((!names.is_empty()).then_some(Question::RowMetrics { names })).collect()
}

/// Questions about metrics that columns are named by. One metric is read from one column.
pub(in crate::import) fn of_columns(plan: &Plan) -> Vec<Question> {
    let mut read: Vec<String> = plan.metrics().map(|(_, key)| key.to_owned()).collect();
    let (mut same, mut names) = (Vec::new(), Vec::new());
    for (header, column) in plan.headers.iter().zip(&plan.columns) {
        let Column::UnknownMetric { nearest } = column else { continue };
        let UnknownMetric { name, same_as } = UnknownMetric::new(header, nearest.as_deref());
        match same_as.filter(|known| !read.contains(known)) {
            Some(known) => {
                read.push(known.clone());
                same.push(Question::SameMetric { names: vec![name], known, of_rows: false });
            }
            None => names.push(name),
        }
    }
    same.into_iter().chain((!names.is_empty()).then_some(Question::Metrics { names })).collect()
}

/// Whether two names differ in case, in what stands between their words, or as one and many do, and in nothing else.
fn is_same_word(one: &str, other: &str) -> bool {
    let [one, other] = [one, other].map(|name| fold(name).chars().filter(|c| c.is_alphanumeric()).collect::<String>());
    !one.is_empty() && (one == other || is_plural(&one, &other) || is_plural(&other, &one))
}

fn is_plural(many: &str, one: &str) -> bool {
    let ies = one.strip_suffix('y').is_some_and(|stem| many.strip_suffix("ies") == Some(stem));
    ies || many.strip_prefix(one).is_some_and(|end| matches!(end, "s" | "es"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::mapping::{Mapping, Tool, parse};
    use crate::import::plan::Options;
    use crate::import::questions::Answer;
    use crate::import::sheet::{Sheet, in_memory};
    use crate::import::tests::Book;
    use crate::import::{What, Why};

    #[test]
    fn case_separators_and_number_make_no_other_word_and_all_else_does() {
        let same = [
            ("login", "logins"),
            ("Active User", "active_users"),
            ("reportExported", "report_exported"),
            ("query", "queries"),
            ("searches", "search"),
        ];
        assert!(same.iter().all(|(one, other)| is_same_word(one, other) && is_same_word(other, one)));
        let other = [("login", "login_failures"), ("logouts", "logins"), ("uploads", "downloads"), ("$", "s"), ("", "")];
        assert!(!other.iter().any(|(one, other)| is_same_word(one, other)));
    }

    #[test]
    fn rows_that_name_one_metric_in_several_ways_are_one_question() {
        let unknown = ["login", "exports", "Login"].map(|name| UnknownMetric::new(name, Some("logins")));
        let same = Question::SameMetric { names: vec!["login".to_owned(), "Login".to_owned()], known: "logins".to_owned(), of_rows: true };
        assert_eq!(of_rows(unknown.to_vec()), [same, Question::RowMetrics { names: vec!["exports".to_owned()] }]);
    }

    fn plan(headers: &[&str], mappings: Vec<Mapping>) -> Plan {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        Plan::new("usage.csv", &headers, &Options { mappings, ..Options::default() }, &Book::new()).unwrap()
    }

    /// The mapping as it is after it was kept and read again.
    fn kept(mapping: Mapping) -> Mapping {
        let text = toml::to_string(&Tool { tool: "own".into(), name: "Own".into(), file: vec![mapping] }).unwrap();
        parse(&text).unwrap().file.remove(0)
    }

    #[test]
    fn a_column_is_read_as_the_metric_that_it_is_the_same_as() {
        let headers = ["account", "date", "login", "active_users"];
        let before = plan(&headers, vec![]);
        let question = Question::SameMetric { names: vec!["login".to_owned()], known: "logins".to_owned(), of_rows: false };
        assert_eq!(of_columns(&before), vec![question.clone()]);
        let read_after = |answer| {
            let mut mapping = Mapping::of(&before);
            mapping.answer(&question, answer);
            plan(&headers, vec![kept(mapping)]).columns[2].clone()
        };
        assert_eq!(read_after(Answer::Same), Column::Metric("logins".to_owned()));
        assert_eq!(read_after(Answer::Add(false)), Column::LeftOut);
    }

    #[test]
    fn a_metric_that_a_column_has_already_is_not_taken_from_it() {
        let both = plan(&["account", "date", "logins", "login"], vec![]);
        assert_eq!(of_columns(&both), [Question::Metrics { names: vec!["login".to_owned()] }]);
    }

    #[test]
    fn rows_are_read_by_the_word_of_the_rules_and_a_tools_own_words_stay() {
        let headers = ["event_type", "event_time", "uuid", "groups.account"];
        let mut mapping = Mapping::of(&plan(&headers, vec![]));
        let words = |mapping: &Mapping| mapping.words["metric"].clone();
        let before = words(&mapping);
        let question = |name: &str| Question::SameMetric { names: vec![name.to_owned()], known: "logins".to_owned(), of_rows: true };
        mapping.answer(&question("login"), Answer::Same);
        mapping.answer(&question("screen"), Answer::Same);
        let after = words(&kept(mapping));
        assert_eq!((after["login"].as_str(), after["$screen"].as_str()), ("logins", "logins"), "by its word, and by the tool's for it");
        assert!(before.keys().all(|word| after.contains_key(word)) && after["$pageview"] == before["$pageview"]);
    }

    #[test]
    fn rows_of_metrics_that_are_not_wanted_are_passed_over_unless_the_rules_know_them_by_now() {
        let headers = ["account", "date", "metric", "value"];
        let mut mapping = Mapping::of(&plan(&headers, vec![]));
        mapping.answer(&Question::RowMetrics { names: vec!["uploads".to_owned(), "logins".to_owned()] }, Answer::Add(false));
        let options = Options { mappings: vec![kept(mapping)], ..Options::default() };
        let rows = "account,date,metric,value\nA1,2026-11-02,uploads,x\nA1,2026-11-02,logins,3\nA1,2026-11-02,exports,1\n";
        let mut sheet = Sheet::open("usage.csv", in_memory(rows), &options, &Book::new()).unwrap();
        let what: Vec<What> = std::iter::from_fn(|| sheet.next(&Book::new()).unwrap()).map(|parsed| parsed.what).collect();
        assert!(matches!(what[..], [What::PassedOver(Why::Unwanted), What::Row(_), What::Rejected(_)]), "{what:?}");
    }
}
