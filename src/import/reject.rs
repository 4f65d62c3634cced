//! Why a row or a file did not go in, as data for the sentence that tells it. Makes no sentences for users.

use crate::domain::words::Word;
use crate::domain::{Currency, Day};
use crate::import::encoding::Encoding;
use std::sync::Arc;

/// A record that was not taken, with what is needed to find, explain and mend it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reject {
    pub file: Arc<str>,
    /// The physical line on which the record starts; the header of a file without preamble is line 1.
    pub line: u64,
    /// The column's header as the file has it, where one cell is to blame.
    pub column: Option<String>,
    /// The offending text, at most [`VALUE_SHOWN`] characters of it.
    pub value: String,
    pub reason: RejectReason,
    /// The cells as they stand in the file; empty where the record was too large to hold.
    pub record: Vec<String>,
}

/// How many characters of an offending value a reject keeps.
pub const VALUE_SHOWN: usize = 200;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum RejectReason {
    #[error("a required cell is empty")]
    Missing,
    #[error("no such account")]
    UnknownAccount { nearest: Option<String> },
    #[error("several accounts match")]
    DoubtfulAccount { candidates: Vec<String> },
    #[error("no such metric")]
    UnknownMetric { nearest: Option<String> },
    /// `known` are the tables of words that the column takes.
    #[error("not one of the known words")]
    UnknownWord { known: &'static [&'static [Word]], nearest: Option<&'static str> },
    #[error("not a date")]
    NotADay,
    /// Written as a date that the calendar lacks, its era lacks, or that falls on another weekday.
    #[error("no such day")]
    NoSuchDay,
    /// Day-month or month-day: the column has not decided it.
    #[error("the order of day and month is open")]
    UndecidedDay,
    #[error("a year of two digits")]
    ShortYear,
    /// A number that a spreadsheet which counts from 1900 would show as this day.
    #[error("seems a spreadsheet's day number")]
    SeemsSerial { day: Day },
    /// A number that is this day if it is Unix time.
    #[error("seems Unix time")]
    SeemsUnix { day: Day },
    /// The error of a spreadsheet's formula stands in the place of a value.
    #[error("a formula failed")]
    BrokenFormula,
    #[error("not a number")]
    NotANumber,
    /// One comma that is no thousands separator: a decimal comma, or a slip.
    #[error("the comma can mean two things")]
    UndecidedComma,
    /// One point with three digits behind it in an amount: thousands, or a fraction that the currency does not have.
    #[error("the point can mean two things")]
    UndecidedPoint,
    /// A number in scientific form: a spreadsheet may have left digits out.
    #[error("a number in scientific notation")]
    EatenNumber,
    /// A share where an amount or a count is asked for.
    #[error("a percentage")]
    Percent,
    /// Written with a fraction where only whole numbers make sense.
    #[error("not a whole number")]
    NotWhole,
    /// Beyond what can be held exactly: 2^53, for money in minor units.
    #[error("too large")]
    TooLarge,
    #[error("below zero")]
    Negative,
    /// A currency's sign or code that is not of the row's currency.
    #[error("the sign is not of the currency")]
    SignOfOtherCurrency { sign: String, currency: Currency },
    #[error("not a currency code")]
    NotACurrency,
    /// Only `https` links are kept.
    #[error("not an https link")]
    NotALink,
    /// A number in scientific form stands where an id should: a spreadsheet has eaten its digits.
    #[error("an id in scientific notation")]
    EatenId,
    #[error("neither id nor name")]
    NoIdentity,
    #[error("arr and mrr disagree")]
    ArrAndMrrDisagree,
    #[error("an amount of the term needs its end")]
    TermWithoutEnd,
    #[error("ends before it starts")]
    EndBeforeStart { start: Day, end: Day },
    #[error("the score is off its scale")]
    OffScale { least: f64, most: f64 },
    /// Another row of the file has the same key and other values: which of them is meant cannot be known.
    #[error("contradicts a row before")]
    Contradicts,
    #[error("the record has another number of cells than the header")]
    CellCount { expected: usize, found: usize },
    #[error("a quote is never closed")]
    UnclosedQuote,
    #[error("a cell is too long")]
    CellTooLong { limit: usize },
    #[error("a record is too long")]
    RecordTooLong { limit: usize },
    /// Bytes that are not of the file's encoding, or NUL.
    #[error("not text")]
    NotText { encoding: Encoding },
    /// A value of a JSON file where an object should be.
    #[error("no JSON object")]
    NotAnObject,
    #[error("nested too deep")]
    TooDeep { limit: usize },
}

/// Why a whole file was not taken, or not to its end. Of a file refused midway nothing may be kept.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("cannot be read")]
    Io(#[from] std::io::Error),
    #[error("nothing in it")]
    Empty,
    /// The header cannot be read in this encoding.
    #[error("not text")]
    NotText { encoding: Encoding, line: u64 },
    /// A format that has to be saved as another one: its ending.
    #[error("of a format that is not read")]
    OtherFormat { ending: &'static str },
    /// A workbook that a password protects.
    #[error("locked by a password")]
    Locked,
    /// A workbook that cannot be read: what is wrong with it, in the words of its reader.
    #[error("a damaged workbook")]
    Damaged { detail: String },
    /// Unpacked it would be larger than this many bytes.
    #[error("too large unpacked")]
    TooLarge { limit: u64 },
    /// Packed denser than any real workbook, as files are that are made to fill memory.
    #[error("packed too densely")]
    TooDense,
    #[error("too many cells")]
    TooManyCells { limit: u64 },
    /// Neither an array of objects nor an object on each line.
    #[error("no JSON of objects")]
    NotJson { line: u64 },
    /// Another currency was named for a kind whose amounts are kept in the book's own.
    #[error("amounts of another currency")]
    OwnCurrencyOnly { kind: &'static str, own: Currency },
    #[error("too many columns")]
    TooManyColumns { limit: usize },
    #[error("the header line is too long")]
    HeaderTooLong { limit: usize },
    #[error("a quote of the header is never closed")]
    UnclosedHeader,
    /// No kind has all its required columns here. Such a file is passed over.
    #[error("of no known kind")]
    UnknownKind { columns: Vec<String> },
    /// Several kinds fit equally well; `--as` decides.
    #[error("of several kinds")]
    DoubtfulKind { kinds: Vec<&'static str> },
    /// Columns that the kind asked for by `--as` cannot do without.
    #[error("required columns are missing")]
    MissingColumns { kind: &'static str, columns: Vec<&'static str> },
    /// Days that could be day and month or month and day, all of them; `--dates` decides.
    #[error("the order of day and month is open")]
    UndecidedDays { column: String, sample: String },
    /// Two columns that mean the same field; `--map` decides.
    #[error("two columns mean the same")]
    SameField { field: &'static str, columns: [String; 2] },
    /// `--map` names a column that the file has not.
    #[error("no such column")]
    UnknownColumn { column: String, nearest: Option<String> },
    /// `--map` names a field that the kind has not.
    #[error("no such field")]
    UnknownField { field: String, nearest: Option<&'static str> },
}

/// The start of an offending text that a reject keeps.
pub fn shown(value: &str) -> String {
    value.chars().take(VALUE_SHOWN).collect()
}
