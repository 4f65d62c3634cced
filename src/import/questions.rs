//! What only the person can know of a file, asked once, and the mapping that remembers the answers. Asks nobody itself.

use crate::domain::{Currency, Day};
use crate::import::headers::{bare, field_of};
use crate::import::kinds::Kind;
use crate::import::mapping::{Days, Headers, Mapping};
use crate::import::plan::{Column, Plan};
use crate::import::unknown_metrics;
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
    /// Names of a metric that the rules may know by nearly the same word: of the file's rows, or the header of a column.
    SameMetric { names: Vec<String>, known: String, of_rows: bool },
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
    /// It is the metric that the rules know.
    Same,
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
    let amount = amount_column(plan).filter(|_| plan.mapping.is_none());
    let silent = |words: &[&str]| amount.clone().filter(|header| !words.iter().any(|word| header.to_lowercase().contains(word)));
    let time = silent(&OF_A_TIME).filter(|_| !gives(plan, "period")).map(|column| Question::Amounts { column });
    let taxed = amount.clone().filter(|header| header.contains(TAXED));
    let tax = taxed.or_else(|| silent(&OF_TAX).filter(|header| !header.is_ascii())).map(|column| Question::Tax { column });
    let terms = terms_are_open(plan).then_some(Question::Terms { looks });
    let notice = (renews(plan) && !gives(plan, "notice_days")).then_some(Question::Notice);
    time.into_iter().chain(tax).chain(terms).chain(notice).chain(unknown_metrics::of_columns(plan)).collect()
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
            Self::SameMetric { .. } => Answer::Same,
            Self::Metrics { .. } | Self::RowMetrics { .. } => Answer::Add(false),
        })
    }

    /// What holds where nobody was asked: amounts stand as they are. `None` for what the header alone does not ask.
    pub fn assumed(&self) -> Option<Answer> {
        match self {
            Self::Tax { .. } => Some(Answer::Tax(0)),
            Self::Terms { .. } => Some(Answer::Terms(Some(USUAL_TERM))),
            Self::Amounts { .. } | Self::Notice => self.likely(),
            _ => None,
        }
    }

    /// The metrics that it asks about.
    pub fn metrics(&self) -> &[String] {
        match self {
            Self::Metrics { names } | Self::RowMetrics { names } | Self::SameMetric { names, .. } => names,
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
            Self::SameMetric { names, known, of_rows } => others(names).map(|names| Self::SameMetric { names, known, of_rows }),
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
        // The currency of the file may have been said on the command line.
        let currency = spec.field("currency").and_then(|field| plan.source(field).constant.clone());
        mapping.constants.extend(currency.map(|currency| ("currency".to_owned(), currency)));
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
            Answer::Same => match question {
                Question::SameMetric { names, known, of_rows: true } => names.iter().for_each(|name| self.call_metric(name, known)),
                Question::SameMetric { names, known, of_rows: false } => {
                    for name in names {
                        self.read_as(name, Some(&format!("metric.{known}")));
                    }
                }
                _ => {}
            },
            Answer::Add(add) => match question {
                Question::Metrics { names } | Question::SameMetric { names, of_rows: false, .. } if add => {
                    for name in names {
                        self.read_as(name, Some(&format!("metric.{name}")));
                    }
                }
                Question::RowMetrics { names } | Question::SameMetric { names, of_rows: true, .. } if !add => {
                    self.not_metrics.extend(names.iter().cloned());
                }
                _ => {}
            },
            Answer::Monthly(false) | Answer::InCurrency(false) | Answer::Observed(_) => {}
        }
    }

    /// Reads rows of a metric as those of a known one. Words are looked up once: the tool's word for the metric must lead there too.
    fn call_metric(&mut self, name: &str, known: &str) {
        let words = self.words.entry("metric".to_owned()).or_default();
        words.values_mut().filter(|ours| *ours == name).for_each(|ours| known.clone_into(ours));
        words.insert(name.to_owned(), known.to_owned());
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
mod tests;
