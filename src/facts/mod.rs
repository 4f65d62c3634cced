//! What can be known of an account as of a day: one registry row per fact, from which filter words, columns, sort keys,
//! JSON, completion and docs are made. Facts reach rows only through [`At`], so none can see tomorrow.

pub mod at;
pub mod context;
pub mod fact_ref;
mod facts_account;
mod facts_contact;
mod facts_contract;
mod facts_metric;
mod facts_money;
mod facts_score;
mod facts_support;
mod facts_touch;
mod facts_work;
pub mod judgement;
pub mod quiet;

#[cfg(test)]
mod as_of;
#[cfg(test)]
pub(crate) mod testing;

pub use at::At;
pub use context::{Context, Memo, MetricKind, Settings, Standing, Standings};
pub use fact_ref::{Args, FactError, FactRef, Names};
pub use judgement::{JUDGEMENTS, Judgement};
pub use quiet::{QuietDays, Season};

use crate::book::Kind;
use crate::domain::Day;
use crate::domain::words::Word;

/// A value of a fact. Its unit is said by the fact's [`Form`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Money in major units of the book's currency, days, shares as fractions, counts, points.
    Number(f64),
    Text(String),
    /// The key of a word of the fact's table.
    Word(&'static str),
    Set(Vec<String>),
    YesNo(bool),
}

impl Value {
    /// The number in it; yes and no count as 1 and 0.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::YesNo(yes) => Some(f64::from(u8::from(*yes))),
            Self::Text(_) | Self::Word(_) | Self::Set(_) => None,
        }
    }
}

/// What is known: a value or nothing, and the day of the newest row it rests on where that matters.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Known {
    pub value: Option<Value>,
    pub on: Option<Day>,
}

impl Known {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { value: None, on: None };

    /// This value with the day it was observed on.
    #[must_use]
    pub fn observed(self, on: Option<Day>) -> Self {
        Self { on, ..self }
    }
}

impl<T: Into<Value>> From<T> for Known {
    fn from(value: T) -> Self {
        Self { value: Some(value.into()), on: None }
    }
}

impl<T: Into<Value>> From<Option<T>> for Known {
    fn from(value: Option<T>) -> Self {
        Self { value: value.map(Into::into), on: None }
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Value {
    fn from(number: i32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<usize> for Value {
    #[expect(clippy::cast_precision_loss, reason = "a count of rows is far below 2^53")]
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::YesNo(yes)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// What kind of value a fact has, and thereby how it is compared, typed and shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Form {
    /// Compared folded, as a whole.
    Text,
    /// Found among a search text: folded substring.
    Search,
    /// Many texts; holds when one equals.
    Set,
    /// Major units of the book's currency.
    Money,
    Number,
    /// A fraction, written as percent.
    Share,
    /// Days back; a date means the day itself.
    Since,
    /// Days ahead; a date means the day itself.
    Until,
    /// A length in days.
    Days,
    Words(&'static [Word]),
    YesNo,
    /// A word of [`JUDGEMENTS`]; the fact answers with all that hold.
    Judgement,
}

/// What a fact's key is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArgSpec {
    None,
    /// `(28d)`
    Window,
    /// `(28d,180d)`
    TwoWindows,
}

/// What the `X` of a key like `field.X` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameSpec {
    None,
    Metric,
    Field,
    Signal,
}

/// One fact. Adding one is a row here and its words in `i18n`.
pub struct Fact {
    /// As typed in filters: `arr`, `metric.KEY.mean`, `tickets.open`. `KEY` stands for a name.
    pub key: &'static str,
    /// Japanese names, the first one shown.
    pub ja: &'static [&'static str],
    pub form: Form,
    pub args: ArgSpec,
    /// 0 rows, 1 scorecard, 2 judgements: a card reads level 0, triggers and touch models 0 and 1, the filter bar all.
    pub level: u8,
    /// Whether it has a day of observation, so that `stale_after` makes sense.
    pub dated: bool,
    /// The kind of rows it counts: unknown until the book holds one.
    pub counts: Option<Kind>,
    /// Whether anyone can move it, so that a counterfactual may name it.
    pub movable: bool,
    pub eval: fn(&At<'_>, &Args) -> Known,
}

impl std::fmt::Debug for Fact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.key)
    }
}

impl Fact {
    const fn new(key: &'static str, ja: &'static [&'static str], form: Form, eval: fn(&At<'_>, &Args) -> Known) -> Self {
        Self { key, ja, form, args: ArgSpec::None, level: 0, dated: false, counts: None, movable: true, eval }
    }

    const fn window(self) -> Self {
        Self { args: ArgSpec::Window, ..self }
    }

    const fn two_windows(self) -> Self {
        Self { args: ArgSpec::TwoWindows, ..self }
    }

    const fn level(self, level: u8) -> Self {
        Self { level, ..self }
    }

    const fn dated(self) -> Self {
        Self { dated: true, ..self }
    }

    const fn counts(self, kind: Kind) -> Self {
        Self { counts: Some(kind), ..self }
    }

    /// Nobody can change it by working on it.
    const fn fixed(self) -> Self {
        Self { movable: false, ..self }
    }

    /// What the `KEY` or `X` in the key names.
    pub fn name(&self) -> NameSpec {
        match self.key.split('.').next() {
            Some("metric") => NameSpec::Metric,
            Some("field") => NameSpec::Field,
            Some("signal") => NameSpec::Signal,
            _ => NameSpec::None,
        }
    }
}

/// Every fact, by group.
const REGISTRY: &[&[Fact]] = &[
    facts_account::FACTS,
    facts_contract::FACTS,
    facts_score::FACTS,
    facts_metric::FACTS,
    facts_touch::FACTS,
    facts_support::FACTS,
    facts_money::FACTS,
    facts_contact::FACTS,
    facts_work::FACTS,
];

/// Every fact in one row.
pub fn all() -> impl Iterator<Item = &'static Fact> {
    REGISTRY.iter().flat_map(|group| group.iter())
}
