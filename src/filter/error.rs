//! What can be wrong with a filter, where, and what was expected: all that a helpful sentence needs.

use crate::domain::words::{Word, YES_NO_WORDS};
use crate::facts::{FactError, Form, JUDGEMENTS};
use crate::filter::Span;

/// What is wrong and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{kind} at {}..{}", span.start, span.end)]
pub struct FilterError {
    pub span: Span,
    pub kind: FilterErrorKind,
}

/// What is wrong. Keys and values are as typed, NFKC-normalised.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FilterErrorKind {
    /// The key names no fact, or its window is wrong.
    #[error(transparent)]
    Key(FactError),
    /// Nothing before the colon.
    #[error("a colon without a key")]
    MissingKey,
    /// A comparison or window of a known fact without the colon: `arr>1m` for `arr:>1m`.
    #[error("{key} lacks its colon")]
    MissingColon { key: String },
    /// Nothing after the colon, the comparison or the comma.
    #[error("{key} lacks a value")]
    MissingValue { key: String, expected: Expected },
    #[error("{value} is no value of {key}")]
    BadValue { key: String, value: String, expected: Expected, nearest: Option<String> },
    /// `<` and the like on a fact that has no order.
    #[error("{key} cannot be compared by {sign}")]
    NotComparable { key: String, sign: &'static str, expected: Expected },
    /// A comma for thousands, which would be read as a list.
    #[error("a comma within the number {value}")]
    ThousandsComma { key: String, value: String },
    #[error("the range {low}..{high} of {key} is reversed")]
    ReversedRange { key: String, low: String, high: String },
    /// A date at one end and a number of days at the other.
    #[error("the range {low}..{high} of {key} mixes a date and days")]
    MixedRange { key: String, low: String, high: String },
    #[error("unclosed quote")]
    UnclosedQuote,
    #[error("unclosed parenthesis")]
    UnclosedParen,
    #[error("closing parenthesis without an opening one")]
    UnexpectedClose,
    /// Nothing stands where `or`, `|`, `-`, `not` or a parenthesis wants a term.
    #[error("a term is missing at {sign}")]
    MissingTerm { sign: &'static str },
    #[error("more than {max} parentheses within each other")]
    TooDeep { max: usize },
    /// The length is that of the text as typed or, if that is short enough, of its normal form.
    #[error("{bytes} bytes are more than {max}")]
    TooLong { bytes: usize, max: usize },
}

/// What a fact can be compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    /// A number with `k m b 万 億`.
    Money,
    /// A number with `k m b 万 億`.
    Number,
    /// A fraction (0.3) or a percentage (30%).
    Share,
    /// `90d 4w 2m 1y`, a whole number of days, or a date `2026-01-01`.
    Days,
    /// One of a table of words.
    Words(&'static [Word]),
    YesNo,
    /// One of [`JUDGEMENTS`].
    Judgement,
}

impl Expected {
    /// What a form of fact is compared with.
    pub fn of(form: Form) -> Self {
        match form {
            Form::Text | Form::Search | Form::Set => Self::Text,
            Form::Money => Self::Money,
            Form::Number => Self::Number,
            Form::Share => Self::Share,
            Form::Since | Form::Until | Form::Days => Self::Days,
            Form::Words(words) => Self::Words(words),
            Form::YesNo => Self::YesNo,
            Form::Judgement => Self::Judgement,
        }
    }

    /// The closed list of values, each with its Japanese form; empty where values are not listed.
    pub fn words(self) -> Vec<(&'static str, &'static str)> {
        let of = |words: &'static [Word]| words.iter().map(|word| (word.key, word.ja)).collect();
        match self {
            Self::Words(words) => of(words),
            Self::YesNo => of(&YES_NO_WORDS),
            Self::Judgement => JUDGEMENTS.iter().map(|judgement| (judgement.key, judgement.ja)).collect(),
            Self::Text | Self::Money | Self::Number | Self::Share | Self::Days => Vec::new(),
        }
    }
}
