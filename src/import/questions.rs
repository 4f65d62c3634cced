//! What only the person can know of a file, asked once, and the mapping that remembers the answers. Asks nobody itself.

use crate::domain::{Currency, Day};
use crate::import::headers::{bare, field_of};
use crate::import::kinds::Kind;
use crate::import::mapping::{Days, Headers, Mapping};
use crate::import::plan::{Column, Plan};
use std::ops::RangeInclusive;

/// One question about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Days of this column could be day and month or month and day.
    Days { column: String, sample: String },
    /// Amounts of this column carry the sign of another currency than the book's.
    Currency { column: String, currency: Currency },
    /// The header of amounts says neither month nor year.
    Amounts { column: String },
    /// It does not say either whether tax is in them.
    Tax { column: String },
    /// No column says how long terms are. By start and renewal these many accounts look to have terms of so many months, the
    /// most frequent first; empty where the days do not tell.
    Terms { looks: Vec<(i32, usize)> },
    /// No column says how long before the renewal notice must be given.
    Notice,
    /// Rows of accounts have values of metrics in these columns and no day for them: they count as of `day`, at most `today`.
    Observed { columns: Vec<String>, day: Day, today: Day },
    /// Metrics that the rules do not know, each the header of a column.
    Metrics { names: Vec<String> },
    /// The same, named by the file's rows.
    RowMetrics { names: Vec<String> },
}

/// What was answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Days(Days),
    /// Whether amounts are in the other currency.
    InCurrency(bool),
    /// Amounts are of a month (else of a year).
    Monthly(bool),
    /// The tax that amounts include, in percent; 0 for none.
    Tax(u8),
    /// Months of a term; `None` takes each account's as its days make it look.
    Terms(Option<u16>),
    /// Days before the renewal by which notice must be given.
    Notice(u16),
    /// The day that values are of. It is that of one file, and kept with no mapping.
    Observed(Day),
    /// Whether to add the metrics to the rules.
    Add(bool),
}

/// Words in a header that say what time an amount is for.
const OF_A_TIME: [&str; 12] = ["年", "月", "arr", "mrr", "annual", "year", "month", "recurring", "額(年)", "yr", "p.a.", "yearly"];
/// Words in a header that say whether tax is in an amount.
const OF_TAX: [&str; 8] = ["税", "tax", "net", "gross", "vat", "arr", "mrr", "recurring"];

/// The word for an amount that includes tax; how much is to be asked.
const TAXED: &str = "税込";

/// The rates of tax that amounts under a header may include, the likeliest first.
pub fn tax_rates(header: &str) -> [u8; 3] {
    if header.contains(TAXED) { [10, 8, 0] } else { [0, 10, 8] }
}

/// Months and days in which terms and notice are answered.
pub const TERM_LENGTHS: RangeInclusive<u16> = 1..=120;
/// See [`TERM_LENGTHS`].
pub const NOTICE_LENGTHS: RangeInclusive<u16> = 0..=365;

/// Months of a term, and days of notice, where nobody says anything else.
pub const USUAL_TERM: u16 = 12;
/// See [`USUAL_TERM`].
pub const USUAL_NOTICE: u16 = 30;

/// The likeliest length of terms: the one that accounts look to have, or each its own where they differ.
fn likely_terms(looks: &[(i32, usize)]) -> Answer {
    let one = match looks {
        [] => Some(USUAL_TERM),
        [(months, _)] => u16::try_from(*months).ok(),
        _ => None,
    };
    Answer::Terms(one)
}

/// Whether the lengths of terms are told by nothing but the days of accounts.
pub fn terms_are_open(plan: &Plan) -> bool {
    renews(plan) && !gives(plan, "term_months") && !plan.terms_as_they_look()
}

/// Whether rows say when accounts renew.
fn renews(plan: &Plan) -> bool {
    plan.kind == Kind::Account && gives(plan, "renewal_date")
}

fn gives(plan: &Plan, field: &str) -> bool {
    plan.kind.spec().field(field).is_some_and(|field| !plan.source(field).is_absent())
}

/// What a file leaves open beside the order of its days; `looks` are those of its terms. A file of a known tool says what its
/// amounts are.
pub fn open_questions(plan: &Plan, looks: Vec<(i32, usize)>) -> Vec<Question> {
    let unknown = plan.headers.iter().zip(&plan.columns).filter(|(_, column)| matches!(column, Column::UnknownMetric { .. }));
    let names: Vec<String> = unknown.map(|(header, _)| header.clone()).collect();
    let metrics = (!names.is_empty()).then_some(Question::Metrics { names });
    let amount = amount_column(plan).filter(|_| plan.mapping.is_none());
    let silent = |words: &[&str]| amount.clone().filter(|header| !words.iter().any(|word| header.to_lowercase().contains(word)));
    let time = silent(&OF_A_TIME).filter(|_| !gives(plan, "period")).map(|column| Question::Amounts { column });
    let taxed = amount.clone().filter(|header| header.contains(TAXED));
    let tax = taxed.or_else(|| silent(&OF_TAX).filter(|header| !header.is_ascii())).map(|column| Question::Tax { column });
    let terms = terms_are_open(plan).then_some(Question::Terms { looks });
    let notice = (renews(plan) && !gives(plan, "notice_days")).then_some(Question::Notice);
    time.into_iter().chain(tax).chain(terms).chain(notice).chain(metrics).collect()
}

/// Of which day values are that stand in rows of accounts; `None` where there are no such values.
pub fn observed(plan: &Plan, day: Day, today: Day) -> Option<Question> {
    let columns: Vec<String> = plan.metrics().filter_map(|(column, _)| plan.headers.get(column).cloned()).collect();
    (plan.kind == Kind::Account && !columns.is_empty()).then_some(Question::Observed { columns, day, today })
}

/// The header of the amounts that make ARR.
fn amount_column(plan: &Plan) -> Option<String> {
    let names: &[&str] = match plan.kind {
        Kind::Account => &["arr", "mrr"],
        Kind::Contract => &["amount"],
        _ => &[],
    };
    let column = names.iter().find_map(|name| plan.column_of(plan.kind.spec().field(name)?))?;
    plan.headers.get(column).cloned()
}

impl Question {
    /// The likeliest answer, which an empty one takes; `None` for days, which are never guessed.
    pub fn likely(&self) -> Option<Answer> {
        Some(match self {
            Self::Days { .. } => return None,
            Self::Currency { .. } => Answer::InCurrency(true),
            Self::Amounts { .. } => Answer::Monthly(false),
            Self::Tax { column } => Answer::Tax(tax_rates(column)[0]),
            Self::Terms { looks } => likely_terms(looks),
            Self::Notice => Answer::Notice(USUAL_NOTICE),
            Self::Observed { day, .. } => Answer::Observed(*day),
            Self::Metrics { .. } | Self::RowMetrics { .. } => Answer::Add(false),
        })
    }

    /// What holds where nobody was asked: amounts stand as they are. `None` for what the header alone does not ask.
    pub fn assumed(&self) -> Option<Answer> {
        match self {
            Self::Tax { .. } => Some(Answer::Tax(0)),
            Self::Terms { .. } => Some(Answer::Terms(Some(USUAL_TERM))),
            Self::Amounts { .. } | Self::Notice => self.likely(),
            Self::Days { .. } | Self::Currency { .. } | Self::Observed { .. } | Self::Metrics { .. } | Self::RowMetrics { .. } => None,
        }
    }

    /// The metrics that it asks about.
    pub fn metrics(&self) -> &[String] {
        match self {
            Self::Metrics { names } | Self::RowMetrics { names } => names,
            _ => &[],
        }
    }

    /// The question without these metrics; `None` where none is left to ask about.
    pub fn without(self, known: &[String]) -> Option<Self> {
        let others =
            |names: Vec<String>| Some(names.into_iter().filter(|name| !known.contains(name)).collect()).filter(|names: &Vec<_>| !names.is_empty());
        match self {
            Self::Metrics { names } => others(names).map(|names| Self::Metrics { names }),
            Self::RowMetrics { names } => others(names).map(|names| Self::RowMetrics { names }),
            other => Some(other),
        }
    }
}

impl Mapping {
    /// The mapping that reads a file as this plan does, for files with the same headers.
    pub fn of(plan: &Plan) -> Self {
        let spec = plan.kind.spec();
        let name = |column: &Column| match column {
            Column::Field(field) => spec.fields.get(*field).map(|field| field.name.to_owned()),
            Column::Custom(name) => Some(format!("field.{name}")),
            Column::Metric(key) => Some(format!("metric.{key}")),
            Column::UnknownMetric { .. } | Column::Unknown { .. } | Column::LeftOut => None,
        };
        let mut mapping = plan.mapping.clone().unwrap_or_else(|| Self::empty(spec.name));
        mapping.know(&plan.headers);
        if plan.mapping.is_none() {
            let named = plan.headers.iter().zip(&plan.columns).filter_map(|(header, column)| Some((name(column)?, Headers::One(header.clone()))));
            mapping.columns = named.collect();
        }
        mapping
    }

    /// The mapping that reads a file as one of a kind, whatever it would be taken for.
    pub fn of_kind(kind: Kind, headers: &[String]) -> Self {
        let spec = kind.spec();
        let mut mapping = Self::empty(spec.name);
        mapping.know(headers);
        for header in headers {
            let field = field_of(spec, header).map(|field| spec.fields[field].name).filter(|name| !matches!(*name, "field" | "metric"));
            if let Some(field) = field {
                mapping.columns.entry(field.to_owned()).or_insert_with(|| Headers::One(header.clone()));
            }
        }
        mapping
    }

    /// Is of files with these headers and no others.
    fn know(&mut self, headers: &[String]) {
        self.having = headers.iter().filter(|header| !bare(header).is_empty()).cloned().collect();
        self.exactly = true;
    }

    /// A mapping of a kind that reads nothing yet.
    fn empty(kind: &str) -> Self {
        Self {
            name: String::new(),
            kind: kind.to_owned(),
            having: Vec::new(),
            columns: std::collections::BTreeMap::new(),
            constants: std::collections::BTreeMap::new(),
            words: std::collections::BTreeMap::new(),
            only: std::collections::BTreeMap::new(),
            days: None,
            header_rows: None,
            counts: false,
            tax_included: None,
            terms_as_they_look: false,
            not_metrics: Vec::new(),
            exactly: false,
            tool: String::new(),
            tool_name: String::new(),
        }
    }

    /// Takes the answer to a question in.
    pub fn answer(&mut self, question: &Question, answer: Answer) {
        match answer {
            Answer::Days(days) => self.days = Some(days),
            Answer::Tax(percent) => self.tax_included = (percent > 0).then_some(percent),
            Answer::InCurrency(true) => {
                let Question::Currency { currency, .. } = question else { return };
                self.constants.insert("currency".to_owned(), currency.to_string());
            }
            Answer::Monthly(true) if self.kind() == Some(Kind::Account) => {
                if let Some(headers) = self.columns.remove("arr") {
                    self.columns.insert("mrr".to_owned(), headers);
                }
            }
            Answer::Monthly(true) => {
                self.constants.insert("period".to_owned(), "month".to_owned());
            }
            Answer::Terms(None) => self.terms_as_they_look = true,
            Answer::Terms(Some(months)) => {
                self.constants.insert("term_months".to_owned(), months.to_string());
            }
            Answer::Notice(days) => {
                self.constants.insert("notice_days".to_owned(), days.to_string());
            }
            Answer::Add(add) => match question {
                Question::Metrics { names } if add => names.iter().for_each(|name| self.read_as(name, Some(&format!("metric.{name}")))),
                Question::RowMetrics { names } if !add => self.not_metrics.extend(names.iter().cloned()),
                _ => {}
            },
            Answer::Monthly(false) | Answer::InCurrency(false) | Answer::Observed(_) => {}
        }
    }

    /// Reads a column as something else: a field, `field.X`, `metric.X`; nothing leaves it out.
    pub fn read_as(&mut self, header: &str, field: Option<&str>) {
        self.columns.retain(|_, headers| headers.all() != [header.to_owned()]);
        for headers in self.columns.values_mut() {
            if let Headers::First(all) | Headers::Joined { join: all } = headers {
                all.retain(|known| known != header);
            }
        }
        self.columns.retain(|_, headers| !headers.all().is_empty());
        if let Some(field) = field {
            self.columns.insert(field.to_owned(), Headers::One(header.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
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
}
