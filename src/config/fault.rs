//! What can be wrong with a TOML text before its meaning is asked for.

use crate::config::Place;

/// What is wrong and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{kind} at line {}, column {}", place.line, place.column)]
pub struct Problem {
    pub place: Place,
    pub kind: ProblemKind,
}

/// What is wrong. `text` and `key` are as typed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProblemKind {
    /// No TOML; the parser's own words, in English.
    #[error("{message}")]
    Syntax { message: String },
    #[error("unknown key {key}")]
    UnknownKey { key: String, nearest: Option<String>, known: Vec<&'static str> },
    #[error("{key} is missing")]
    MissingKey { key: &'static str },
    #[error("{key} is {found}, not {expected:?}")]
    WrongType { key: String, expected: Expected, found: &'static str },
    /// A number outside its bounds; a bound of `None` is open.
    #[error("{key} = {text} is out of range")]
    OutOfRange { key: String, text: String, least: Option<f64>, most: Option<f64> },
    /// A text that is none of a closed list.
    #[error("{key} = {text} is none of {words:?}")]
    UnknownWord { key: String, text: String, words: Vec<&'static str>, nearest: Option<String> },
    /// A text of the right type that cannot be read as what is wanted.
    #[error("{key} = {text} is no {expected:?}")]
    BadText { key: String, text: String, expected: Expected },
    /// Of two sequences of keys one begins the other, so that one of them can never be reached.
    #[error("{key} and {with} are in each other's way")]
    KeyConflict { key: String, with: String, action: &'static str },
}

impl ProblemKind {
    /// Whether it is about something that is not there, so that damage elsewhere in the text may be its cause.
    pub(crate) fn is_about_absence(&self) -> bool {
        matches!(self, Self::MissingKey { .. })
    }
}

/// What was wanted in the place of what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Text,
    Number,
    WholeNumber,
    YesNo,
    List,
    Table,
    /// `7d 4w 2m 1y`
    Duration,
    /// `+1d`: business days
    BusinessDays,
    /// `2026-01-31`
    Date,
    /// `12-29`
    MonthDay,
    /// `JPY`
    Currency,
    /// Letters, digits, `_` and `-`
    Key,
    /// `"…"` or `{ en = "…", ja = "…" }`
    Label,
    /// `ctrl-d`, `g g`
    KeyPress,
    /// `red`, `208`, `#d55e00`
    Color,
}
