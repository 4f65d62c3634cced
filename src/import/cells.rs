//! How a cell becomes a value of a type: one impl per type says what form the cell has and reads it. Columns are named in
//! [`crate::import::kinds`]; what a text of a form may look like is said in [`crate::import::values`].

use crate::book::rows::AccountId;
use crate::book::{MetricId, Names};
use crate::domain::words::{
    FEEDBACK_KIND_WORDS, FEEDBACK_STATUS_WORDS, FeedbackKind, FeedbackStatus, HELD_WORDS, Held, INTERACTION_WORDS, InteractionKind, LIGHT_WORDS,
    ORIGIN_WORDS, Origin, PHASE_WORDS, PROPOSAL_KIND_WORDS, PROPOSAL_STATUS_WORDS, Phase, ProposalKind, ProposalStatus, REASON_WORDS, ROLE_WORDS,
    Reason, Role, SENTIMENT_WORDS, SEVERITY_WORDS, STARTED_BY_WORDS, SURVEY_WORDS, Sentiment, Severity, StartedBy, SurveyKind, TASK_STATUS_WORDS,
    TOUCH_WORDS, TaskStatus, Touch, Word, YES_NO_WORDS, parse_light, parse_yes_no,
};
use crate::domain::{Currency, Day, Light, text};
use crate::import::empty::unless_empty;
use crate::import::lookup::{AccountMatch, Lookup, MetricMatch};
use crate::import::plan::Plan;
use crate::import::records::Record;
use crate::import::reject::RejectReason;
use crate::import::values::{self, DayReading};
use std::collections::HashMap;

/// A cell that a file may lack or leave empty. Rows of event kinds replace by it, accounts and contacts merge.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Given<T> {
    /// The file has no such column.
    #[default]
    Absent,
    Empty,
    Value(T),
}

impl<T> Given<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Empty => None,
        }
    }

    /// The value, if there is one.
    pub fn as_ref(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Empty => None,
        }
    }

    /// The value as something else, where there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Self::Absent => Given::Absent,
            Self::Empty => Given::Empty,
            Self::Value(value) => Given::Value(change(value)),
        }
    }

    /// What stands after a row of an event kind: an empty cell empties, a column the file lacks leaves what is there.
    pub fn replacing(self, old: Option<T>) -> Option<T> {
        match self {
            Self::Absent => old,
            Self::Empty => None,
            Self::Value(value) => Some(value),
        }
    }

    /// What stands after an accounts or contacts row: only a value changes anything.
    pub fn merging(self, old: Option<T>) -> Option<T> {
        self.value().or(old)
    }
}

/// What a column takes, for documentation, messages and export.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    Account,
    Metric,
    /// Text kept as it came.
    Text,
    /// An id: text, trimmed.
    Id,
    Whole,
    Number,
    Money,
    Currency,
    Day,
    YesNo,
    Light,
    /// One word of the tables.
    Word(&'static [&'static [Word]]),
    /// Words of the table with `;` between.
    Words(&'static [Word]),
    /// Texts with `;` between.
    Set,
    /// `https` links with `;` between.
    Links,
    /// Columns `field.X` for any X.
    Fields,
    /// Columns of metrics.
    Metrics,
}

/// A type that one cell, not empty, can hold.
pub(in crate::import) trait FromCell: Sized {
    const FORM: Form;
    fn from_cell(text: &str, cx: &mut Cx<'_>) -> Result<Self, RejectReason>;
}

/// A type that a field of a row can have: a value that must be there, or one that need not.
pub(in crate::import) trait Slot: Sized {
    const FORM: Form;
    const REQUIRED: bool;
    fn take(cx: &mut Cx<'_>, field: usize) -> Result<Self, Bad>;
}

/// What of a record is wrong.
#[derive(Clone, Copy, Debug)]
pub(in crate::import) enum Place {
    Record,
    /// A field, by its place in the kind.
    Field(usize),
    /// A column, by its place in the file.
    Column(usize),
}

/// What is wrong, and where.
#[derive(Debug)]
pub(in crate::import) struct Bad {
    pub place: Place,
    pub reason: RejectReason,
}

impl Bad {
    pub(in crate::import) fn record(reason: RejectReason) -> Self {
        Self { place: Place::Record, reason }
    }

    pub(in crate::import) fn at(field: usize, reason: RejectReason) -> Self {
        Self { place: Place::Field(field), reason }
    }
}

/// What is remembered from row to row of a file.
#[derive(Debug, Default)]
pub(in crate::import) struct Memo {
    accounts: HashMap<String, AccountId>,
    hints: HashMap<String, Option<String>>,
    metric_texts: HashMap<String, MetricId>,
    pub metrics: Names,
}

/// One record on its way to a row.
pub(in crate::import) struct Cx<'a> {
    pub record: &'a Record,
    pub plan: &'a Plan,
    pub book: &'a dyn Lookup,
    pub currency: Currency,
    /// How days are read, by column of the file; a column beyond them has the default.
    pub days: &'a [DayReading],
    /// The column of the cell that is read.
    pub column: usize,
    pub memo: &'a mut Memo,
}

impl Cx<'_> {
    /// The account meant by a text. Answers are kept, so that a book is asked once per account and file.
    pub(in crate::import) fn account(&mut self, text: &str) -> Result<AccountId, RejectReason> {
        const KEPT: usize = 100_000;
        const HINTS: usize = 200;
        if let Some(id) = self.memo.accounts.get(text) {
            return Ok(*id);
        }
        match self.book.account(self.plan.tool(), text) {
            AccountMatch::Found(id) => {
                if self.memo.accounts.len() < KEPT {
                    self.memo.accounts.insert(text.to_owned(), id);
                }
                Ok(id)
            }
            AccountMatch::Doubtful { candidates } => Err(RejectReason::DoubtfulAccount { candidates }),
            AccountMatch::Unknown => {
                // Hints look at every account, so a file of strangers gets only so many.
                // The id nearest to an id is nearly always that of somebody else.
                let is_code = text.bytes().any(|byte| byte.is_ascii_digit());
                if !is_code && !self.memo.hints.contains_key(text) && self.memo.hints.len() < HINTS {
                    self.memo.hints.insert(text.to_owned(), self.book.nearest_account(text));
                }
                Err(RejectReason::UnknownAccount { nearest: self.memo.hints.get(text).cloned().flatten() })
            }
        }
    }
}

impl<T: FromCell> Slot for T {
    const FORM: Form = T::FORM;
    const REQUIRED: bool = true;

    fn take(cx: &mut Cx<'_>, field: usize) -> Result<Self, Bad> {
        match Given::<T>::take(cx, field)? {
            Given::Value(value) => Ok(value),
            Given::Absent | Given::Empty => Err(Bad::at(field, RejectReason::Missing)),
        }
    }
}

impl<T: FromCell> Slot for Given<T> {
    const FORM: Form = T::FORM;
    const REQUIRED: bool = false;

    fn take(cx: &mut Cx<'_>, field: usize) -> Result<Self, Bad> {
        let (record, source) = (cx.record, cx.plan.source(field));
        if source.is_absent() {
            return Ok(Self::Absent);
        }
        let mut unknown = None;
        for (column, text) in source.texts(record) {
            cx.column = column.unwrap_or(usize::MAX);
            match unless_empty(&text, T::FORM, |text| T::from_cell(text, cx)) {
                Ok(Some(value)) => return Ok(Self::Value(value)),
                Ok(None) => {}
                Err(reason) => {
                    let bad = Bad { place: column.map_or(Place::Field(field), Place::Column), reason };
                    if !matches!(bad.reason, RejectReason::UnknownAccount { .. }) {
                        return Err(bad);
                    }
                    // An account that one column does not find may be found by the next.
                    unknown.get_or_insert(bad);
                }
            }
        }
        unknown.map_or(Ok(Self::Empty), Err)
    }
}

/// An amount in minor units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minor(pub i64);

/// An id as a tool gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

/// Texts in their order, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set(pub Vec<String>);

/// `https` links in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links(pub Vec<String>);

/// Roles in the order of their table, each once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(pub Vec<Role>);

/// What an amount of a contract is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    Month,
    Year,
    Term,
    Once,
}

/// The words of [`Period`], in its order.
const PERIOD_WORDS: &[Word] = &[
    Word { key: "month", ja: "月", aliases: &["monthly", "月額", "毎月"] },
    Word { key: "year", ja: "年", aliases: &["yearly", "annual", "annually", "年額"] },
    Word { key: "term", ja: "期間", aliases: &["total", "契約期間", "総額"] },
    Word { key: "once", ja: "一回", aliases: &["one-off", "one-time", "一時", "単発", "初期費用"] },
];

/// What an `arr_changes` row tells: a reason of a contract row; a churn is kept as [`Reason::Change`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChangeKind(pub Reason);

/// The word of `arr_changes` that is no reason of a contract.
const CHURN_WORDS: &[Word] = &[Word { key: "churn", ja: "解約", aliases: &["churned", "cancelled", "canceled"] }];

fn word<T>(found: Option<T>, text: &str, known: &'static [&'static [Word]]) -> Result<T, RejectReason> {
    found.ok_or_else(|| {
        let forms = known.iter().copied().flatten().flat_map(|word| std::iter::once(word.key).chain([word.ja]).chain(word.aliases.iter().copied()));
        let near = text::nearest(text, forms);
        let key = near.and_then(|near| known.iter().copied().flatten().find(|word| word.is(near))).map(|word| word.key);
        RejectReason::UnknownWord { known, nearest: key }
    })
}

macro_rules! from_cell {
    ($($type:ty, $form:expr, |$text:ident, $cx:pat_param| $read:expr;)+) => {$(
        impl FromCell for $type {
            const FORM: Form = $form;
            fn from_cell($text: &str, $cx: &mut Cx<'_>) -> Result<Self, RejectReason> { $read }
        }
    )+};
}

macro_rules! words_from_cell {
    ($($type:ident $table:ident)+) => {$(
        impl FromCell for $type {
            const FORM: Form = Form::Word(&[$table]);
            fn from_cell(text: &str, _: &mut Cx<'_>) -> Result<Self, RejectReason> {
                word(Self::from_key(text).or_else(|| Self::parse(text)), text, &[$table])
            }
        }
    )+};
}

from_cell! {
    AccountId, Form::Account, |text, cx| cx.account(text.trim());
    String, Form::Text, |text, _| Ok(text.to_owned());
    Id, Form::Id, |text, _| values::code(text).map(Id);
    i64, Form::Whole, |text, _| values::whole(text).and_then(|value| if value < 0 { Err(RejectReason::Negative) } else { Ok(value) });
    f64, Form::Number, |text, _| values::measured(text);
    Minor, Form::Money, |text, cx| values::money(text, cx.currency).and_then(|minor| cx.plan.amount(minor, cx.column, text)).map(Minor);
    Currency, Form::Currency, |text, _| Self::parse(text).ok_or(RejectReason::NotACurrency);
    Day, Form::Day, |text, cx| values::day(text, cx.days.get(cx.column).copied().unwrap_or_default());
    bool, Form::YesNo, |text, _| word(parse_yes_no(text), text, &[&YES_NO_WORDS]);
    Light, Form::Light, |text, _| word(parse_light(text), text, &[&LIGHT_WORDS]);
    Period, Form::Word(&[PERIOD_WORDS]), |text, _| word(
        PERIOD_WORDS.iter().position(|word| word.is(text)).map(|place| [Self::Month, Self::Year, Self::Term, Self::Once][place]), text, &[PERIOD_WORDS]);
    ChangeKind, Form::Word(&[REASON_WORDS, CHURN_WORDS]), |text, _| word(
        Reason::parse(text).or_else(|| CHURN_WORDS.iter().any(|word| word.is(text)).then_some(Reason::Change)).map(Self), text, &[REASON_WORDS, CHURN_WORDS]);
    Set, Form::Set, |text, _| Ok(Self(items(text)));
    Links, Form::Links, |text, _| items(text).iter().map(|item| values::link(item)).collect::<Result<_, _>>().map(Self);
    Roles, Form::Words(ROLE_WORDS), |text, _| {
        let mut roles = items(text).iter().map(|item| word(Role::from_key(item).or_else(|| Role::parse(item)), item, &[ROLE_WORDS])).collect::<Result<Vec<_>, _>>()?;
        roles.sort();
        roles.dedup();
        Ok(Self(roles))
    };
    MetricId, Form::Metric, |text, cx| {
        const KEPT: usize = 1_000;
        let name = text.trim();
        if let Some(metric) = cx.memo.metric_texts.get(name) {
            return Ok(*metric);
        }
        match cx.book.metric(name) {
            MetricMatch::Known { key } => {
                let metric = cx.memo.metrics.intern(&key);
                if cx.memo.metric_texts.len() < KEPT {
                    cx.memo.metric_texts.insert(name.to_owned(), metric);
                }
                Ok(metric)
            }
            MetricMatch::Unknown { nearest } => Err(RejectReason::UnknownMetric { nearest }),
        }
    };
}

words_from_cell! {
    Touch TOUCH_WORDS
    Phase PHASE_WORDS
    Severity SEVERITY_WORDS
    Sentiment SENTIMENT_WORDS
    InteractionKind INTERACTION_WORDS
    StartedBy STARTED_BY_WORDS
    Held HELD_WORDS
    SurveyKind SURVEY_WORDS
    ProposalKind PROPOSAL_KIND_WORDS
    ProposalStatus PROPOSAL_STATUS_WORDS
    FeedbackKind FEEDBACK_KIND_WORDS
    FeedbackStatus FEEDBACK_STATUS_WORDS
    Reason REASON_WORDS
    Origin ORIGIN_WORDS
    TaskStatus TASK_STATUS_WORDS
}

/// The parts of a set, trimmed, each once, in their order.
fn items(text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for item in text.split([';', '；', '、']).map(str::trim).filter(|item| !item.is_empty()) {
        if !items.iter().any(|known| known == item) {
            items.push(item.to_owned());
        }
    }
    items
}
