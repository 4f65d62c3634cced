//! What can be wrong with `rules.toml`, with all that a helpful sentence needs.

use crate::config::{self, Place};
use crate::domain::Light;
use crate::facts::FactError;
use crate::filter;

/// What is wrong and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{kind} at line {}, column {}", place.line, place.column)]
pub struct Problem {
    pub place: Place,
    pub kind: ProblemKind,
}

/// What of the file a key names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thing {
    Scorecard,
    Signal,
    Touch,
    Trigger,
    Phase,
}

/// What is wrong. Facts are in normal form, other texts as typed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ProblemKind {
    /// No TOML, an unknown or missing key, a wrong type, a number out of range.
    #[error(transparent)]
    Toml(config::ProblemKind),
    /// The place is that of the offending part of the filter.
    #[error(transparent)]
    Filter(filter::FilterErrorKind),
    #[error(transparent)]
    Fact(FactError),
    /// A fact of scores or judgements where it would make scores run in circles.
    #[error("{fact} is of level {level}, at most {allowed} may stand here")]
    Level { fact: String, level: u8, allowed: u8 },
    /// `linear`, `per`, `at_least` or `at_most` on a fact that is no number.
    #[error("{fact} is no number")]
    NoNumber { fact: String },
    /// A band's value that is none of the fact's.
    #[error("{text} is no value of {fact}")]
    BandValue { fact: String, text: String, expected: filter::Expected, nearest: Option<String> },
    /// A band with none or several of `at_least`, `at_most`, `equals` and `else`.
    #[error("a band needs exactly one test")]
    BandTest,
    #[error("the last band must be else")]
    NoElse,
    #[error("this band can never be reached")]
    Unreachable,
    #[error("bands and linear exclude each other")]
    BandsAndLinear,
    #[error("bands or linear is missing")]
    NoCurve,
    /// `from` equals `to`.
    #[error("the line has no length")]
    FlatLine,
    #[error("a points card has no weights")]
    WeightOnPoints,
    /// A signal of a percent card, or a whole points card, that can never earn a point.
    #[error("{key} can never earn a point")]
    NothingToEarn { key: String },
    #[error("{fact} has no day, so it cannot grow stale")]
    StaleWithoutDay { fact: String },
    #[error("green {green} must be above yellow {yellow}")]
    LightOrder { green: f64, yellow: f64 },
    /// `first` is the line where the key stands already.
    #[error("{key} stands twice")]
    Duplicate { thing: Thing, key: String, first: usize },
    #[error("there is no scorecard")]
    NoCard,
    /// The ones behind it could never be used.
    #[error("{thing:?} {key} without when is not the last")]
    MatchesAllButNotLast { thing: Thing, key: String },
    #[error("the last scorecard, {name}, has a when")]
    LastCardHasWhen { name: String },
    /// An override with none or both of `at_best` and `at_worst`.
    #[error("an override needs one of at_best and at_worst")]
    OverrideEffect { both: bool },
    /// An override that changes no light: a cap at the best or a lift to the worst.
    #[error("{light} changes nothing here")]
    IdleOverride { light: Light },
    /// A trigger with neither `task` nor `playbook`.
    #[error("{key} has neither task nor playbook")]
    NoAction { key: String },
}

impl ProblemKind {
    /// Whether it is about something that is not there, so that damage elsewhere in the text may be its cause.
    pub(in crate::rules) fn is_about_absence(&self) -> bool {
        match self {
            Self::Toml(kind) => kind.is_about_absence(),
            Self::BandTest
            | Self::NoElse
            | Self::NoCurve
            | Self::NoCard
            | Self::LastCardHasWhen { .. }
            | Self::OverrideEffect { both: false }
            | Self::NoAction { .. } => true,
            _ => false,
        }
    }
}
